"""The workflows of CI: pinned actions, no rights but those needed, commands that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from mingzhang.cli.main import parser
from mingzhang.i18n.words import Words
from tests.support.paths import ROOT

FILES = {path.stem: path for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
WORKFLOWS: dict[str, Any] = {
    name: yaml.load(path.read_text("utf-8"), yaml.CBaseLoader) for name, path in FILES.items()
}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def steps(workflow: str) -> Iterator[dict[str, Any]]:
    for job in WORKFLOWS[workflow]["jobs"].values():
        yield from job["steps"]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command of every step, in words; `$DATA_LANGUAGE` stands for Chinese."""
    for workflow in WORKFLOWS:
        for step in steps(workflow):
            for line in step.get("run", "").splitlines():
                words = shlex.split(line.replace("$DATA_LANGUAGE", "zh"))
                yield workflow, words[: words.index(">>")] if ">>" in words else words


def test_there_are_the_workflows_that_the_documents_speak_of() -> None:
    assert list(WORKFLOWS) == ["audit", "ci", "pages"]


@pytest.mark.parametrize("workflow", FILES)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(workflow: str) -> None:
    lines = [line for line in FILES[workflow].read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps(workflow)) > 0
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_nothing_is_allowed_but_reading_except_to_deploy_pages() -> None:
    for name in ("audit", "ci"):
        assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
        assert not any("permissions" in job for job in WORKFLOWS[name]["jobs"].values())
    assert WORKFLOWS["pages"]["permissions"] == {}
    rights = {name: job["permissions"] for name, job in WORKFLOWS["pages"]["jobs"].items()}
    assert rights == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


@pytest.mark.parametrize("workflow", FILES)
def test_nothing_of_a_pull_request_reaches_a_shell_or_a_secret(workflow: str) -> None:
    text = FILES[workflow].read_text("utf-8")
    assert "secrets." not in text and "pull_request_target" not in text
    for step in steps(workflow):
        assert "${{" not in step.get("run", ""), step
        assert "github.event.pull_request" not in str(step) and "head_ref" not in str(step)
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_the_daily_run_only_builds_and_deploys() -> None:
    assert WORKFLOWS["pages"]["on"]["schedule"] == [{"cron": "7 0 * * *"}]
    runs = [step["run"] for step in steps("pages") if "run" in step]
    assert runs == ["make site"]


def test_each_change_is_tested_and_each_night_brings_the_long_checks() -> None:
    made = {name: [step["run"] for step in steps(name) if "make" in step.get("run", "")]
            for name in ("audit", "ci")}  # fmt: skip
    assert made == {"audit": ["make audit"], "ci": ["make test", "make setup", "make site"]}
    assert {"push", "pull_request"} <= WORKFLOWS["ci"]["on"].keys()
    assert WORKFLOWS["audit"]["on"].keys() == {"schedule", "workflow_dispatch"}


def test_every_command_of_ours_can_be_parsed() -> None:
    asked = []
    for workflow, words in commands():
        if words[0] == "make":
            assert words[1] in TARGETS, words
        elif words[0].endswith("mingzhang"):
            given = parser(Words("zh", {})).parse_args(words[1:])
            asked.append((workflow, given.run.__module__.removeprefix("mingzhang.")))
        else:
            assert words[0] == "apt-get", words
    assert asked == [("ci", "cli.check"), ("ci", "cli.check"), ("ci", "cli.diff")]


def test_a_pull_request_is_annotated_summed_up_and_shown() -> None:
    site = WORKFLOWS["ci"]["jobs"]["site"]
    told = [step for step in site["steps"] if "mingzhang" in step.get("run", "")]
    assert [step["run"].partition("$DATA_LANGUAGE")[2] for step in told] == [
        '" check --format github',
        '" check --published HEAD^1 --format github',
        '" diff --against HEAD^1 --format markdown >> "$GITHUB_STEP_SUMMARY"',
    ]
    assert site["env"]["DATA_LANGUAGE"] == "${{ vars.DATA_LANGUAGE || 'zh' }}"
    checkout, kept = site["steps"][0], site["steps"][-1]
    assert checkout["with"]["fetch-depth"] == "2"
    assert kept["with"]["path"] == "site/" and "pull_request" in kept["if"]
