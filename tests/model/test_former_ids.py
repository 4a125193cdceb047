"""Former ids: reports published under one speak of the record that has another now."""

from __future__ import annotations

from pathlib import Path

from mingzhang.account.account import account_of
from mingzhang.feeds.items import items
from mingzhang.ledger.chain import ledger_of
from mingzhang.model.former_ids import first_id, first_ids, renamed, resolved
from mingzhang.model.plan import Plan
from mingzhang.reading.load import load
from tests.support.builders import a_plan, a_report, a_snapshot, a_target, registries
from tests.support.data_folder import MINIMAL, TODAY, a_tree, changed, said_of

ACTION, REGIONS = "demo/actions/01-green.yml", "regions.yml"
BY_REGION = "  - {target: green-share-2025, by_region: {east: 1, west: 2}}\n"
SNAPSHOT = "as_of: 2025-06-30\nsource: {title: 通报}\nreports:\n" + BY_REGION


def renamed_target(*former: str) -> dict[str, str]:
    """The action whose first target has another id now."""
    lines = f"- id: green-share\n        formerly: [{', '.join(former)}]"
    return changed(ACTION, ("- id: green-share-2025", lines))


def only(root: Path) -> Plan:
    dataset = load(root, shown="plans")
    assert dataset.problems == []
    return dataset.plans[0]


def test_the_first_id_is_the_oldest() -> None:
    new, never = a_target("new", formerly=["old", "middle"]), a_target("never")
    assert (first_id(new), first_id(never)) == ("old", "never")
    assert first_ids([new, never]) == {"new": "old", "never": "never"}
    assert renamed([new, never]) == {"old": "new", "middle": "new"}


def test_an_id_in_use_means_who_has_it() -> None:
    assert renamed([a_target("new", formerly=["old"]), a_target("old")]) == {}


def test_a_report_under_a_former_id_speaks_of_the_target(tmp_path: Path) -> None:
    root = a_tree(tmp_path, renamed_target("green-share-2025"))
    assert said_of(root) == ""
    plan = only(root)
    report = plan.snapshots[0].reports[0]
    assert report.target == "green-share"
    assert str(report.at("target")) == "plans/demo/progress/2024-12-31.yml:5:13"
    history = account_of(plan, TODAY).history
    assert [str(entry.report.value) for entry in history.of("green-share")] == ["38.5"]


def test_a_renamed_target_changes_no_hash(tmp_path: Path) -> None:
    before = ledger_of([only(a_tree(tmp_path / "before"))])
    after = ledger_of([only(a_tree(tmp_path / "after", renamed_target("green-share-2025")))])
    assert after == before


def test_a_renamed_plan_keeps_its_chain(tmp_path: Path) -> None:
    before = ledger_of([only(a_tree(tmp_path / "before"))]).plans["demo"]
    root = a_tree(tmp_path / "after")
    (root / "demo").rename(root / "other")
    text = MINIMAL["demo/plan.yml"].replace("id: demo\n", "id: other\nformerly: [demo]\n")
    (root / "other" / "plan.yml").write_text(text, "utf-8")
    ledger = ledger_of([only(root)])
    assert list(ledger.plans) == ["demo"]
    assert ledger.plans["demo"].head == before.head
    assert ledger.plans["demo"].links[0].file == "plans/other/progress/2024-12-31.yml"


def test_a_report_on_a_former_project_speaks_of_the_project() -> None:
    remark = a_snapshot("2024-12-31", a_report(project="garden", note="在建"))
    plan = a_plan(a_target(), snapshots=(remark,))
    project = plan.projects[0].model_copy(update={"formerly": ("garden",)})
    action = plan.actions[0].model_copy(update={"projects": (project,)})
    found = resolved(plan.model_copy(update={"actions": (action,)}), registries())
    assert found.snapshots[0].reports[0].project == "park"
    assert found.snapshots[0].as_published is remark


def test_values_of_a_former_region_are_those_of_the_region(tmp_path: Path) -> None:
    regions = changed(REGIONS, ("{id: east,", "{id: sunrise, formerly: [east],"))
    districts = changed("demo/plan.yml", ("[east, west]", "[sunrise, west]"))
    files = {**regions, **districts, "demo/progress/2025-06-30.yml": SNAPSHOT}
    root = a_tree(tmp_path, files)
    assert said_of(root) == ""
    snapshot = only(root).snapshots[1]
    assert list(snapshot.reports[0].by_region) == ["sunrise", "west"]
    assert list(snapshot.as_published.reports[0].by_region) == ["east", "west"]


RESULT = """\
id: survey-2025
kind: survey
title: 满意度调查
published: 2025-07-01
by: [housing]
satisfied: 90
rows:
  - {region: east, satisfied: 91}
  - {department: housing, satisfied: 89}
  - {project: pocket-parks, satisfied: 88}
source: {title: 调查}
"""


def test_results_of_control_speak_of_what_was_renamed_and_keep_their_hash(tmp_path: Path) -> None:
    control = {"demo/control/survey-2025.yml": RESULT}
    before = only(a_tree(tmp_path / "before", control))
    files = {
        **control,
        **changed(REGIONS, ("{id: east,", "{id: sunrise, formerly: [east],")),
        **changed("departments.yml", ("{id: housing,", "{id: homes, formerly: [housing],")),
        **changed("demo/plan.yml", ("[east, west]", "[sunrise, west]"), ("  housing:", "  homes:")),
        **changed(
            ACTION,
            ("- id: pocket-parks\n", "- id: parks\n    formerly: [pocket-parks]\n"),
            ("[housing]", "[homes]"),
        ),
    }
    root = a_tree(tmp_path / "after", files)
    assert said_of(root) == ""
    after = only(root)
    rows = after.results[0].rows
    assert (rows[0].region, rows[1].department, rows[2].project) == ("sunrise", "homes", "parks")
    assert [body.id for body in after.results[0].by] == ["homes"]
    assert ledger_of([after]) == ledger_of([before])


def test_no_value_is_dropped_where_a_region_has_one_under_both_ids(tmp_path: Path) -> None:
    regions = changed(REGIONS, ("{id: east,", "{id: sunrise, formerly: [east],"))
    districts = changed("demo/plan.yml", ("[east, west]", "[sunrise, west]"))
    both = SNAPSHOT.replace("west: 2", "sunrise: 2")
    root = a_tree(tmp_path, {**regions, **districts, "demo/progress/2025-06-30.yml": both})
    assert said_of(root) == (
        "plans/demo/progress/2025-06-30.yml:4:44: There is no region “east”. "
        "It is called “sunrise” now.\n1 problem in 1 file."
    )


def test_a_plan_without_former_ids_is_left_as_it_is() -> None:
    plan = a_plan(a_target(), snapshots=(a_snapshot("2024", a_report(1)),))
    assert resolved(plan, registries()) is plan


def test_feeds_keep_their_ids_when_targets_and_plans_are_renamed() -> None:
    def keys(plan: Plan) -> list[str]:
        return sorted(item.key for item in items(account_of(resolved(plan, registries()), TODAY)))

    change = {"date": "2025", "reason": "调整", "source": {"title": "通知"}, "due": "2025"}
    snapshots = (
        a_snapshot("2024", a_report(1, target="a")),
        a_snapshot("2025", a_report(2, target="a", corrects="2024")),
    )
    old = a_plan(a_target("a", at_least=9, revisions=[change]), snapshots=snapshots)
    new = a_plan(
        a_target("b", at_least=9, revisions=[change], formerly=["a"]),
        snapshots=snapshots,
        id="other",
        formerly=["demo"],
    )
    assert keys(new) == keys(old)
    assert "plans/demo/progress/2025/corrects/a/2024" in keys(new)
