"""Where the time of one build goes: an observer around the few functions that are its stages. Run
as a program in a project, it builds the site and prints seconds as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

STAGES = {
    "load": "mingzhang.site.edge:load_folder",
    "check": "mingzhang.site.edge:examine_folder",
    "accounts": "mingzhang.site.edge:account_of",
    "parts": "mingzhang.build.run:Build._make",
    "shared": "mingzhang.build.run:Build._share",
    "search": "mingzhang.build.run:Build._make_search",
    "gathered": "mingzhang.build.run:Build._gather",
    "finish": "mingzhang.build.publication:Publication.finish",
}
"""Stages with their functions. `shared`, what spans plans, goes on within `parts`, beside the plans
in other processes.
"""
WITHIN = {"shared"}


def found(place: str) -> tuple[Any, str]:
    """The owner of a function and its name there. Raises AttributeError if there is none."""
    module, _, path = place.partition(":")
    owner: Any = import_module(module)
    *owners, name = path.split(".")
    for each in owners:
        owner = getattr(owner, each)
    getattr(owner, name)
    return owner, name


def observed(place: str, seconds: list[float]) -> None:
    """Has the function add its wall and processor seconds, those of ended children included."""
    owner, name = found(place)
    work: Callable[..., Any] = getattr(owner, name)

    @wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        wall, cpu = time.perf_counter(), _cpu()
        try:
            return work(*given, **named)
        finally:
            seconds[0] += time.perf_counter() - wall
            seconds[1] += _cpu() - cpu

    setattr(owner, name, timed)


def _cpu() -> float:
    return sum(os.times()[:4])


def main() -> None:
    """Builds and prints."""
    from mkdocs.__main__ import cli  # noqa: PLC0415

    began = time.perf_counter()
    seconds: dict[str, list[float]] = {stage: [0.0, 0.0] for stage in STAGES}
    for stage, place in STAGES.items():
        observed(place, seconds[stage])
    cli(["build", "-q", *sys.argv[1:]], standalone_mode=False)
    whole = [time.perf_counter() - began, _cpu()]
    top = [seconds[stage] for stage in STAGES if stage not in WITHIN]
    seconds["rest"] = [
        max(0.0, all_ - sum(part)) for all_, part in zip(whole, zip(*top, strict=True), strict=True)
    ]
    print(json.dumps(seconds | {"whole": whole}))


if __name__ == "__main__":
    main()
