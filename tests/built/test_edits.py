"""After any edit a build gives the bytes that a clean build of the same files gives elsewhere."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.audit import audit
from tests.support.data_folder import MINIMAL, a_tree
from tests.support.paths import ROOT

DAY = 86_400
START = 1_782_777_600  # 2026-06-30T00:00:00Z
SECOND = {
    name.replace("demo/", "second/"): text.replace("id: demo\n", "id: second\n")
    .replace("演示", "第二")
    .replace("[demo-city]", "[east]")
    .replace("districts: [east, west]\n", "")
    for name, text in MINIMAL.items()
    if name.startswith("demo/")
}
DREAM = {
    name.replace("demo/", "dream/"): text.replace("id: demo\n", "id: dream\ninvented: true\n")
    for name, text in MINIMAL.items()
    if name.startswith("demo/")
}


class Project:
    """A project folder of its own, with all that a build reads, and how it is built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {"SITE_URL": "https://city.example.org/open/", "REPORT_URL": ""}
        self.day = START
        self.plans = a_tree(folder, {**SECOND, **DREAM})
        shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("*.pyc"))
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        for name in ("mkdocs.yml", "package-lock.json"):
            shutil.copy(ROOT / name, folder / name)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        for name, text in (("method.md", "# 方法\n"), ("en/method.md", "# Method\n")):
            self.write(f"docs/{name}", text)
        self.sound: dict[str, str] = {}

    def read(self, name: str) -> str:
        """The text of a file."""
        return (self.folder / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        """Writes the text of a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def replace(self, name: str, pattern: str, new: str) -> None:
        """Replaces the first match of the pattern in a file, which has one."""
        text, count = re.subn(pattern, new, self.read(name), count=1)
        assert count, f"{pattern} is not in {name}"
        self.write(name, text)

    def build(self, site: Path) -> dict[str, bytes]:
        """Every file of the site that is built."""
        known = {
            **os.environ,
            **self.settings,
            "SOURCE_DATE_EPOCH": str(self.day),
            "PYTHONPATH": str(self.folder / "hooks"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
        done = subprocess.run(
            command, cwd=self.folder, env=known, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        files = [path for path in site.rglob("*") if path.is_file()]
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    def clean(self, folder: Path) -> dict[str, bytes]:
        """The same from a copy in which nothing is kept but drawn charts."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in ("hooks", "overrides", "plans", "docs", ".cache/charts"):
            shutil.copytree(self.folder / name, folder / name)
        for name in ("mkdocs.yml", "package-lock.json"):
            shutil.copy(self.folder / name, folder / name)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        other = Project.__new__(Project)
        other.__dict__ = {**self.__dict__, "folder": folder}
        return other.build(folder / "site")


Edit = Callable[[random.Random, Project], None]


def a_plan(chance: random.Random, project: Project) -> str:
    """One of the plans that are there."""
    return chance.choice(sorted(path.parent.name for path in project.plans.glob("*/plan.yml")))


def action_of(chance: random.Random, project: Project) -> str:
    return f"plans/{a_plan(chance, project)}/actions/01-green.yml"


def word(chance: random.Random) -> str:
    return "".join(chance.choice("甲乙丙丁戊己庚辛") for _ in range(3))


def title(chance: random.Random, project: Project) -> None:
    name = chance.choice([action_of(chance, project), f"plans/{a_plan(chance, project)}/plan.yml"])
    project.replace(name, r"title: \{zh: [^,]*,", f"title: {{zh: {word(chance)},")


def number(chance: random.Random, project: Project) -> None:
    name = action_of(chance, project)
    project.replace(name, r"at_least: \d+", f"at_least: {chance.randint(30, 60)}")


def due_date(chance: random.Random, project: Project) -> None:
    project.replace(action_of(chance, project), r"due: 202\d", f"due: 202{chance.randint(4, 8)}")


def new_snapshot(chance: random.Random, project: Project) -> None:
    plan, when = a_plan(chance, project), f"2025-{chance.randint(1, 12):02}-15"
    value = chance.randint(20, 60)
    project.write(
        f"plans/{plan}/progress/{when}.yml",
        f"as_of: {when}\nsource: {{title: 通报}}\nreports:\n"
        f"  - target: {target_of(project, plan)}\n    value: {value}\n",
    )


def target_of(project: Project, plan: str) -> str:
    """The id of the plan's first target."""
    text = project.read(f"plans/{plan}/actions/01-green.yml")
    return re.findall(r"- id: (green-share\S*)", text)[0]


def no_snapshot(chance: random.Random, project: Project) -> None:
    for path in sorted(project.plans.glob(f"{a_plan(chance, project)}/progress/*.yml"))[-1:]:
        path.unlink()


def new_plan(chance: random.Random, project: Project) -> None:
    old, new = a_plan(chance, project), f"plan-{chance.randint(10, 99)}"
    if (project.plans / new).exists():
        return
    shutil.copytree(project.plans / old, project.plans / new)
    text = re.sub(r"formerly: .*\n", "", project.read(f"plans/{new}/plan.yml"))
    project.write(f"plans/{new}/plan.yml", re.sub(r"(?m)^id: .*$", f"id: {new}", text))


def no_plan(chance: random.Random, project: Project) -> None:
    if len(list(project.plans.glob("*/plan.yml"))) > 2:
        shutil.rmtree(project.plans / a_plan(chance, project))


def renamed_plan(chance: random.Random, project: Project) -> None:
    old, new = a_plan(chance, project), f"named-{chance.randint(100, 999)}"
    (project.plans / old).rename(project.plans / new)
    text = re.sub(r"formerly: .*\n", "", project.read(f"plans/{new}/plan.yml"))
    again = re.sub(r"(?m)^id: .*$", f"id: {new}\nformerly: [{old}]", text)
    project.write(f"plans/{new}/plan.yml", again)


def renamed_project(chance: random.Random, project: Project) -> None:
    name, new = action_of(chance, project), f"parks-{chance.randint(100, 999)}"
    text = re.sub(r"    formerly: .*\n", "", project.read(name))
    project.write(name, re.sub(r"- id: (\S*parks\S*)", rf"- id: {new}\n    formerly: [\1]", text))


def department(chance: random.Random, project: Project) -> None:
    project.replace("plans/departments.yml", r"name: \{zh: [^,]*,", f"name: {{zh: {word(chance)},")


def region(chance: random.Random, project: Project) -> None:
    which = chance.choice(["demo-city", "east", "west"])
    project.replace(
        "plans/regions.yml",
        rf"id: {which}, name: \{{zh: [^,]*",
        f"id: {which}, name: {{zh: {word(chance)}",
    )


def theme(chance: random.Random, project: Project) -> None:
    project.replace(
        "plans/themes.yml", r"description: \{zh: [^,]*", f"description: {{zh: {word(chance)}"
    )


def new_region(chance: random.Random, project: Project) -> None:
    text = project.read("plans/regions.yml")
    name = f"new-{text.count('id:')}"
    project.write(
        "plans/regions.yml",
        f"{text}- {{id: {name}, name: {{zh: {word(chance)}, en: New}}, level: district, "
        "parent: demo-city}\n",
    )


def body(chance: random.Random, project: Project) -> None:
    name = chance.choice(["市住建局", "市住房城乡建设局"])
    plan = f"plans/{a_plan(chance, project)}/plan.yml"
    project.replace(plan, r"housing: \{zh: [^,]*", f"housing: {{zh: {name}")


def template(chance: random.Random, project: Project) -> None:
    names = ("plan/project", "plan/then", "home", "taxonomy/entry", "_parts/often", "site/embed")
    name = f"overrides/fragments/{chance.choice(names)}.html"
    project.replace(name, "</(p|span|small)>", f" {word(chance)}</\\1>")


def frame(chance: random.Random, project: Project) -> None:
    project.replace("overrides/main.html", "</footer>", f"<p>{word(chance)}</p></footer>")


def words(chance: random.Random, project: Project) -> None:
    key = chance.choice(["status.pending", "project.lead", "nav.plans", "feed.missed"])
    locale = f"hooks/mingzhang/i18n/locales/{chance.choice(['zh', 'en'])}.yml"
    project.replace(locale, rf"(?m)^{re.escape(key)}: .*$", f"{key}: {word(chance)}")


def code(chance: random.Random, project: Project) -> None:
    name, constant = chance.choice(
        [
            ("pages/home", "OVERDUE_SHOWN"),
            ("pages/taxonomy/upcoming", "SHOWN"),
            ("feeds/subjects", "_FEW"),
        ]
    )
    project.replace(
        f"hooks/mingzhang/{name}.py",
        rf"(?m)^(.*\b{constant}.* = )\d+$",
        rf"\g<1>{chance.randint(1, 9)}",
    )


def setting(chance: random.Random, project: Project) -> None:
    key = chance.choice(sorted(project.settings))
    values = {
        "SITE_URL": ["", "https://city.example.org/open/", "https://other.example.org/"],
        "REPORT_URL": ["", "mailto:a@example.org?subject={title}"],
    }
    project.settings = {**project.settings, key: chance.choice(values[key])}


def search(chance: random.Random, project: Project) -> None:
    project.replace("mkdocs.yml", r"search: \w+", f"search: {chance.choice(['true', 'false'])}")


def written_page(chance: random.Random, project: Project) -> None:
    project.write("docs/method.md", f"# 方法\n\n{word(chance)}\n")


def days(chance: random.Random, project: Project) -> None:
    project.day += DAY * chance.choice([1, 1, 30, 200])


def damage(chance: random.Random, project: Project) -> None:
    """What the store holds is cut, as after a full disk."""
    files = sorted(
        path for path in (project.folder / ".cache" / "build").rglob("*") if path.is_file()
    )
    for path in chance.sample(files, 3):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[: len(content) // 2])


EDITS: tuple[Edit, ...] = (
    *(title, number, due_date, new_snapshot, no_snapshot, new_plan, no_plan, renamed_plan),
    *(renamed_project, department, region, theme, new_region, body, template, frame, words, code),
    *(setting, search, written_page, days, damage),
)


@pytest.mark.parametrize(
    ("seed", "builds"), [(0, 2), *(pytest.param(seed, 6, marks=audit) for seed in range(10))]
)
def test_a_build_after_any_edits_is_a_clean_build(seed: int, builds: int, tmp_path: Path) -> None:
    """Each build follows one to three edits."""
    chance = random.Random(seed)
    project = Project(tmp_path / "project")
    project.build(project.folder / "site")
    order = [*EDITS]
    chance.shuffle(order)
    for number_of_build in range(builds):
        edits = order[number_of_build * 3 :][: chance.randint(1, 3)] or [chance.choice(EDITS)]
        for edit in edits:
            edit(chance, project)
        site, clean = project.build(project.folder / "site"), project.clean(tmp_path / "clean")
        different = sorted(
            name for name in site.keys() | clean if site.get(name) != clean.get(name)
        )
        assert different == [], [edit.__name__ for edit in edits]
