"""Old addresses of what was renamed."""

from __future__ import annotations

import pytest

from mingzhang.old_urls import OldAddresses
from mingzhang.reading.load import Dataset
from tests.support.builders import a_plan, a_target, registries

TITLE = {"zh": "示例", "en": "Demo"}


def dataset(**former: list[str]) -> Dataset:
    """A plan, an action, a project and a topic, renamed if `former` says so."""

    def ids(kind: str) -> dict[str, list[str]]:
        return {"formerly": former[kind]} if kind in former else {}

    project = {"id": "park", "number": "1", "title": TITLE, "targets": (a_target(),)}
    action = {"id": "green", "number": "一", "title": TITLE}
    actions = [{**action, **ids("action"), "projects": [{**project, **ids("project")}]}]
    known = registries(
        lambda record: (
            record.model_copy(update={"formerly": tuple(former.get("theme", ()))})
            if record.id == "parks"  # type: ignore[attr-defined]
            else record
        )
    )
    return Dataset(known, (a_plan(actions=actions, **ids("plan")),))


@pytest.mark.parametrize(
    ("former", "path", "old"),
    [
        ({}, "plans/demo/", []),
        ({"plan": ["trial"]}, "plans/demo/", ["plans/trial/"]),
        ({"plan": ["a", "b"]}, "plans/demo/progress/2024/", ["plans/a/progress/2024/",
                                                             "plans/b/progress/2024/"]),
        ({"plan": ["trial"]}, "data/plans/demo.json", ["data/plans/trial.json"]),
        ({"plan": ["trial"]}, "data/plans/demo/targets.csv", ["data/plans/trial/targets.csv"]),
        ({"plan": ["trial"]}, "data/plans/demo/demo.xlsx", ["data/plans/trial/trial.xlsx"]),
        ({"plan": ["trial"]}, "feeds/plans/demo.zh.atom", ["feeds/plans/trial.zh.atom"]),
        ({"plan": ["trial"]}, "share/plans/demo.en.png", ["share/plans/trial.en.png"]),
        ({"plan": ["trial"]}, "plans/other/", []),
        ({"action": ["trees"]}, "plans/demo/green/park/", ["plans/demo/trees/park/"]),
        ({"action": ["trees"], "project": ["garden"]}, "plans/demo/green/park/",
         ["plans/demo/green/garden/", "plans/demo/trees/park/", "plans/demo/trees/garden/"]),
        ({"action": ["trees"]}, "data/plans/demo/green.json", []),
        ({"project": ["garden"]}, "embed/demo/park/", ["embed/demo/garden/"]),
        ({"project": ["garden"]}, "badges/demo/park.zh.svg", ["badges/demo/garden.zh.svg"]),
        ({"theme": ["gardens"]}, "themes/parks/", ["themes/gardens/"]),
        ({"theme": ["gardens"]}, "data/themes/parks.json", ["data/themes/gardens.json"]),
        ({"theme": ["gardens"]}, "themes/", []),
        ({"theme": ["gardens"]}, "", []),
    ],
)  # fmt: skip
def test_an_old_address_is_that_of_every_former_id(
    former: dict[str, list[str]], path: str, old: list[str]
) -> None:
    renamed = dataset(**former)
    assert list(OldAddresses(renamed.plans, renamed.registries).of(path)) == old
