# make site   builds site/, setting up what it needs first
# make test   the same set-up and all checks and tests
# make serve  live preview on http://127.0.0.1:8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve check lock clean setup

site: $(VENV)/.site
	$(BIN)/python -m mkdocs build --strict

serve: $(VENV)/.site
	$(BIN)/python -m mkdocs serve --livereload

check: $(VENV)/.site
	$(BIN)/python -m mingzhang check

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir .cache/import-linter
	$(BIN)/python -m mingzhang check
	$(BIN)/python -m pytest

setup: $(VENV)/.site

$(VENV)/.site: requirements/site.txt package-lock.json hooks/mingzhang/charts/js/explore.mjs pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=…"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/npm ci --no-fund --no-audit --loglevel=error
	$(BIN)/npm run --silent bundle -- --log-level=warning
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Renews the lock files; they name no registry.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev pyproject.toml -o requirements/dev.txt
	$(BIN)/npm install --package-lock-only

clean:
	rm -rf site .site.* .cache
