"""Takes screenshots of every page kind: two widths, both languages, light and dark; into
screenshots/.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Route, sync_playwright

KINDS = {
    "home": "",
    "plans": "plans/",
    "plan": "plans/example-city/",
    "plan-real": "plans/anyang/",
    "targets": "targets/",
    "targets-filtered": "targets/?status=behind",
    "deadlines": "deadlines/",
    "deadlines-year": "deadlines/2026/",
    "plan-targets": "plans/example-city/targets/",
    "print": "plans/example-city/print/",
    "action": "plans/example-city/green-city/",
    "action-real": "plans/yunnan/infrastructure/",
    "project": "plans/example-city/green-city/sewage-upgrade/",
    "project-real": "plans/anyang/ecology/green-space/",
    "control": "plans/example-city/control/",
    "control-real": "plans/zibo/control/",
    "snapshots": "plans/example-city/progress/",
    "snapshot": "plans/example-city/progress/2025-09-30/",
    "snapshot-real": "plans/zibo/progress/2021-07-31/",
    "plan-then": "plans/example-city/progress/2025-06-30/plan/",
    "themes": "themes/",
    "theme": "themes/sewage/",
    "departments": "departments/",
    "department": "departments/housing/",
    "bodies": "plans/binzhou/departments/",
    "body": "plans/binzhou/departments/housing/",
    "body-invented": "plans/example-city/departments/housing/",
    "regions": "regions/",
    "region": "regions/binzhou/",
    "region-reported": "regions/example-city/",
    "district": "regions/bincheng/",
    "district-reported": "regions/east/",
    "indicators": "indicators/",
    "indicator": "indicators/sponge-city-share/",
    "indicator-amounts": "indicators/greenway-length/",
    "corrections": "corrections/",
    "data": "data/",
    "downloads": "downloads/",
    "card": "embed/example-city/sewage-upgrade/",
    "guide": "editing/",
    "fields": "fields/",
    "method": "method/",
    "about": "about/",
    "speed": "speed/",
    "search": "search/?q=%E6%B1%A1%E6%B0%B4",
    "search-near": "search/?q=%E6%BB%A8%E5%B7%9E%E6%B5%B7%E7%BB%B5%E5%9F%8E%E5%B8%82",
    "404": "404.html",
}


def found(site: Path, address: str) -> Path:
    """The file behind an address of the site."""
    path = site / urlsplit(address).path.lstrip("/")
    return path / "index.html" if path.is_dir() else path


def serve(site: Path, route: Route) -> None:
    """Answers a request from the built folder, as a web server would."""
    path = found(site, route.request.url)
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404, path=site / "404.html")


def main() -> None:
    """Runs the browser over the chosen kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; default all")
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--widths", type=int, nargs="*", default=[390, 1280])
    parser.add_argument("--languages", nargs="*", default=["zh", "en"])
    parser.add_argument("--schemes", nargs="*", default=["light", "dark"])
    given = parser.parse_args()
    given.out.mkdir(exist_ok=True)
    # A site of other plans has no pages of the shipped ones.
    there = [kind for kind, path in KINDS.items() if found(given.site, path).is_file()]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        for width in given.widths:
            for scheme in given.schemes:
                page = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page.route("**/*", lambda route: serve(given.site, route))
                for kind in given.kinds or there:
                    for language in given.languages:
                        prefix = "en/" if language == "en" and kind != "404" else ""
                        page.goto(f"http://site.test/{prefix}{KINDS[kind]}")
                        page.wait_for_timeout(600 if kind.startswith("search") else 50)
                        name = f"{kind}-{width}-{language}-{scheme}.png"
                        page.screenshot(path=given.out / name, full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
