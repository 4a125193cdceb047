"""Every address of the site. Paths are the same in both languages, English below `en/`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from mingzhang.language import Language
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.progress import Snapshot
from mingzhang.model.taxonomies import DEPARTMENTS, INDICATORS, REGIONS, THEMES, Taxonomy

HOME = ""
PLANS = "plans/"
TARGETS = "targets/"
ROWS, TEXTS = "rows.json", "text.json"
"""Beside the page of all promises, and a plan's: what a script chooses them by."""
DEADLINES = "deadlines/"
SEARCH = "search/"
REAL = "real"
"""What the filter calls all plans that are not invented."""
CORRECTIONS = "corrections/"
LEDGER = "data/ledger.json"
LEDGER_SCHEMA = "data/ledger.schema.json"
RESERVED = frozenset({"control", "departments", "print", "progress", "targets"})
"""What an action can't be called, because pages of the plan stand there."""


def plan_url(plan: Plan) -> str:
    """The plan's page."""
    return f"plans/{plan.id}/"


def action_url(plan: Plan, action: Action) -> str:
    """The action's page."""
    return f"plans/{plan.id}/{action.id}/"


def project_url(plan: Plan, action: Action, project: Project) -> str:
    """The project's page; a target is `#id` on it."""
    return f"plans/{plan.id}/{action.id}/{project.id}/"


def target_url(plan: Plan, action: Action, project: Project, target: Target) -> str:
    """The target's place on its project's page."""
    return f"{project_url(plan, action, project)}#{target.id}"


def goal_url(plan: Plan, goal: Target) -> str:
    """The goal's place on its plan's page."""
    return f"{plan_url(plan)}#{goal.id}"


def subject_urls(plan: Plan) -> dict[str, str]:
    """Where everything stands that a report can speak of: goals and targets by their ids, projects
    by `project:` and theirs.
    """
    subjects = {goal.id: goal_url(plan, goal) for goal in plan.goals}
    for action, project in plan.placed_projects:
        subjects[f"project:{project.id}"] = project_url(plan, action, project)
    for action, project, target in plan.placed_targets:
        subjects[target.id] = target_url(plan, action, project, target)
    return subjects


def plan_targets_url(plan: Plan) -> str:
    """The list of all the plan's targets; a status is `#status` on it."""
    return f"plans/{plan.id}/targets/"


def plan_print_url(plan: Plan) -> str:
    """The plan as one document to print."""
    return f"plans/{plan.id}/print/"


def bodies_url(plan: Plan) -> str:
    """The list of the bodies that the plan names."""
    return f"plans/{plan.id}/departments/"


def body_url(plan: Plan, department: str) -> str:
    """What the plan asks of one body; what all plans ask of it is at `department_url`."""
    return f"plans/{plan.id}/departments/{department}/"


def chosen(path: str, **choice: str) -> str:
    """The table of promises at the path, filtered: `targets/?plan=real&theme=sewage`."""
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in choice.items())}"


def snapshots_url(plan: Plan) -> str:
    """The list of the plan's snapshots."""
    return f"plans/{plan.id}/progress/"


def snapshot_url(plan: Plan, snapshot: Snapshot) -> str:
    """The snapshot's page."""
    return f"plans/{plan.id}/progress/{snapshot.as_of.path_name}/"


def plan_then_url(plan: Plan, snapshot: Snapshot) -> str:
    """The plan as it stood at the snapshot. Below the snapshot, whose address names the date for
    good, so that no action can ever want the name.
    """
    return f"{snapshot_url(plan, snapshot)}plan/"


def control_url(plan: Plan) -> str:
    """What the plan promises on control, and its results; a result is `#result-id` on it."""
    return f"plans/{plan.id}/control/"


def plan_json(plan_id: str) -> str:
    """The plan's export, from the site's root."""
    return f"data/plans/{plan_id}.json"


def source_file(path: str) -> str:
    """The published copy of a data file, from the site's root; `path` as in the project."""
    return f"data/source/{path}"


def ledger_record(name: str) -> str:
    """A snapshot as it is hashed, from the site's root; `name` as in the ledger."""
    return f"data/{name}"


def localised(path: str, language: Language) -> str:
    """The path from the site's root."""
    return path if language == "zh" else f"en/{path}"


def twin(path: str, language: Language) -> str:
    """The same page in the other language, from the root of its own."""
    return f"en/{path}" if language == "zh" else f"../{path}"


def absolute(site: str, path: str) -> str:
    """The whole address of a path below the site's own address, which ends with `/`."""
    is_plain = site.endswith("/") and not path.startswith(("/", "."))
    return f"{site}{path}" if is_plain else urljoin(site, path)


def up(path: str) -> str:
    """The way from a page to the root of its language, for example `../../`; empty on the home
    page.
    """
    return "../" * path.count("/")


def list_url(taxonomy: Taxonomy[Any]) -> str:
    """The list of all records of the taxonomy."""
    return f"{taxonomy.key}/"


def entry_url(taxonomy: Taxonomy[Any], id: str) -> str:
    """The page of one record of the taxonomy."""
    return f"{taxonomy.key}/{id}/"


def theme_url(theme: str) -> str:
    """A topic's page."""
    return entry_url(THEMES, theme)


def department_url(department: str) -> str:
    """A department's page."""
    return entry_url(DEPARTMENTS, department)


def region_url(region: str) -> str:
    """A place's page."""
    return entry_url(REGIONS, region)


def indicator_url(indicator: str) -> str:
    """A measure's page."""
    return entry_url(INDICATORS, indicator)


def year_url(year: int) -> str:
    """What is due in the year; a month is `#2020-05` on it."""
    return f"{DEADLINES}{year:04d}/"


DOWNLOADS = "downloads/"


def embed_url(plan: Plan, project: Project) -> str:
    """The project's card for other sites."""
    return f"embed/{plan.id}/{project.id}/"


def badge_file(plan: Plan, project: Project, language: Language) -> str:
    """The project's status badge, from the site's root."""
    return f"badges/{plan.id}/{project.id}.{language}.svg"


def share_picture(plan: Plan | None, language: Language) -> str:
    """The picture of the plan, or of the site, that other sites show beside a link."""
    return f"share/plans/{plan.id}.{language}.png" if plan else f"share/site.{language}.png"


def plan_tables(plan_id: str) -> tuple[str, ...]:
    """The plan's tables as CSV, and all as a workbook, from the site's root."""
    names = ("targets.csv", "reports.csv", "control.csv", "results.csv", f"{plan_id}.xlsx")
    return tuple(f"data/plans/{plan_id}/{name}" for name in names)
