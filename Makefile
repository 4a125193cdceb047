PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1
# Without kept bytecode each worker and each command that a test runs compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
QUICK := $(addprefix tests/,account i18n model pages reading rules test_layers.py test_docs_dev.py test_urls.py)

# Plans of the generated country, and rounds; 225 plans are about 50,000 pages.
BENCH ?= --sizes 3 45 --rounds 1

.DEFAULT_GOAL := site
.PHONY: help site test audit quick bench checks serve check lock clean setup

help: ## lists what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.site ## builds the site in site/, setting up what it needs first
	@$(BIN)/python -m mkdocs build --strict

serve: $(VENV)/.site ## shows the site on http://127.0.0.1:8000 and again after each change
	@$(BIN)/python -m mkdocs serve --livereload

check: $(VENV)/.site ## lists every problem of the data
	@$(BIN)/python -m mingzhang check

test: $(VENV)/.dev checks ## runs all checks and tests but the longest, on every core
	@echo "All tests but the long ones of make audit; a site is built first"
	@$(BIN)/python -m pytest -n auto --dist worksteal

audit: $(VENV)/.dev checks ## runs really all tests: every combination, every example
	@echo "All tests, in every combination and with all examples"
	@$(BIN)/python -m pytest -n auto --dist worksteal -m ""

quick: $(VENV)/.dev checks ## runs what a change usually breaks, in a minute
	@echo "Tests of the model, the rules, statuses, words and pages"
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not audit" $(QUICK)

bench: $(VENV)/.dev ## measures builds, the preview and readers' downloads, and writes docs/speed.md
	@$(BIN)/python scripts/benchmark.py --write $(BENCH)

checks: $(VENV)/.dev
	@echo "Style, types, order of imports, data"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@mkdir -p .cache
	@$(BIN)/lint-imports --cache-dir .cache/import-linter >.cache/imports.txt || { cat .cache/imports.txt; exit 1; }
	@$(BIN)/python -m mingzhang check

setup: $(VENV)/.site ## installs what the site needs, and builds nothing

$(VENV)/.site: requirements/site.txt package-lock.json hooks/mingzhang/charts/js/explore.mjs pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=…"; exit 1; }
	@echo "1/4 An environment for Python: $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "2/4 Python packages, as locked in requirements/site.txt; this may take a minute"
	@$(PIP) --require-hashes -r requirements/site.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@echo "3/4 Node packages, as locked in package-lock.json: they draw the charts"
	@$(BIN)/npm ci --no-fund --no-audit --loglevel=error
	@echo "4/4 The script for charts that readers can explore"
	@$(BIN)/npm run --silent bundle -- --log-level=warning
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements/dev.txt
	@echo "Python packages for the tests, as locked in requirements/dev.txt"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# They name no registry.
lock: $(VENV)/.dev ## renews the lock files of Python and Node packages
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev pyproject.toml -o requirements/dev.txt
	$(BIN)/npm install --package-lock-only

clean: ## removes the site and what builds keep for later ones
	rm -rf site .site.* .cache
