"""What can be followed, and what of each plan belongs to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.feeds.subjects import FeedSubject, plan_subject, shared_subjects
from mingzhang.reading.load import load
from tests.support.data_folder import a_tree, changed

TODAY = date(2026, 6, 30)


def found(folder: Path, files: dict[str, str] | None = None) -> dict[str, FeedSubject]:
    dataset = load(a_tree(folder, files), shown="plans")
    accounts: list[Account] = [account_of(plan, TODAY) for plan in dataset.plans]
    catalog = catalog_of(accounts, dataset.registries)
    subjects = [
        *map(plan_subject, accounts),
        *shared_subjects(accounts, catalog, dataset.registries),
    ]
    return {subject.path: subject for subject in subjects}


def test_there_is_the_site_each_plan_each_department_and_each_place(tmp_path: Path) -> None:
    assert {path: subject.page for path, subject in found(tmp_path).items()} == {
        "site": "",
        "plans/demo": "plans/demo/",
        "departments/housing": "departments/housing/",
        "regions/demo-city": "regions/demo-city/",
    }


def test_a_plan_is_followed_whole_and_so_is_the_place_where_it_holds(tmp_path: Path) -> None:
    feed_subjects = found(tmp_path)
    for path in ("site", "plans/demo", "regions/demo-city"):
        assert [part.whole for part in feed_subjects[path].parts] == [True]


def test_a_department_has_the_projects_it_is_named_in(tmp_path: Path) -> None:
    (part,) = found(tmp_path)["departments/housing"].parts
    assert part.targets == {"green-share-2025", "rules-issued"}
    assert part.projects == {"pocket-parks"}
    assert part.has("rules-issued") and part.has(None, "pocket-parks")
    assert not part.has("other") and not part.has(None, "other")


def test_a_district_has_only_the_targets_that_name_it(tmp_path: Path) -> None:
    files = changed(
        "demo/actions/01-green.yml",
        ("        due: 2025\n", "        due: 2025\n        regions: [east]\n"),
    )
    (part,) = found(tmp_path, files)["regions/east"].parts
    assert (part.targets, part.projects) == ({"green-share-2025"}, frozenset())


def test_an_invented_city_is_not_mixed_with_real_ones(tmp_path: Path) -> None:
    fake = {
        f"fake/{name.removeprefix('demo/')}": text.replace(
            "id: demo\n", "id: fake\ninvented: true\n"
        )
        for name, text in _demo().items()
    }
    feed_subjects = found(tmp_path, fake)
    assert [part.account.plan.id for part in feed_subjects["site"].parts] == ["demo"]
    assert [part.account.plan.id for part in feed_subjects["departments/housing"].parts] == ["demo"]
    assert [part.account.plan.id for part in feed_subjects["plans/fake"].parts] == ["fake"]


def _demo() -> dict[str, str]:
    from tests.support.data_folder import MINIMAL

    return {name: text for name, text in MINIMAL.items() if name.startswith("demo/")}
