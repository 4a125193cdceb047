"""Old addresses of what was renamed, and the page that leads on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.reading.load import Dataset
from mingzhang.site.fragments import Fragments
from mingzhang.site.redirects import OldAddresses, redirect
from tests.support.builders import Html, a_plan, a_target, registries, words
from tests.support.paths import ROOT

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
    assert list(OldAddresses(dataset(**former)).of(path)) == old


def page(folder: Path, language: str, address: str = "") -> str:
    said = words(language)
    fragments = Fragments(ROOT / "overrides" / "fragments", said, folder / language)
    return redirect("plans/old/a/", "plans/new/a/", address, said, fragments)


@pytest.mark.parametrize(("language", "root"), [("zh", "../../../"), ("en", "../../../../")])
def test_the_page_leads_on_without_script_and_names_the_new_address(
    language: str, root: str, tmp_path: Path
) -> None:
    html = page(tmp_path, language)
    new = "../../../plans/new/a/"
    tags = Html(html).tags
    assert ("meta", {"http-equiv": "refresh", "content": f"0; url={new}"}) in tags
    assert ("meta", {"name": "robots", "content": "noindex"}) in tags
    assert ("link", {"rel": "canonical", "href": new}) in tags
    assert ("a", {"href": new}) in tags
    assert [given["src"] for tag, given in tags if tag == "script"] == [
        f"{root}assets/javascripts/moved.js"
    ]
    assert words(language)("moved.link") in html


def test_the_canonical_address_is_whole_where_the_sites_is_known(tmp_path: Path) -> None:
    html = page(tmp_path, "en", "https://a.example/open/")
    assert '<link rel="canonical" href="https://a.example/open/en/plans/new/a/">' in html
