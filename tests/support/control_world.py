"""A plan with promises on control and their results, from plain Python values."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import Account, account_of
from mingzhang.model.control import Control, Result
from mingzhang.model.plan import Plan
from tests.support.builders import SOURCE, a_plan, a_target, written


def a_control(id: str = "promise", kind: str = "evaluation", **more: Any) -> dict[str, Any]:
    """A promise on control as plan.yml has it; `from_` stands for `from`."""
    if "from_" in more:
        more["from"] = more.pop("from_")
    title = {"zh": f"承诺{id}", "en": f"Promise {id}"}
    given = {"id": id, "kind": kind, "title": title, **more}
    Control.model_validate(written(given))
    return given


def a_result(
    published: str, *rows: dict[str, Any], id: str = "", kind: str = "evaluation", **more: Any
) -> dict[str, Any]:
    """A result as its file has it; it keeps the promise called `promise` if not said otherwise."""
    title = {"zh": f"结果{published}", "en": f"Result of {published}"}
    given = {
        "id": id or f"{published}-result",
        "kind": kind,
        "title": title,
        "published": published,
        "promises": ["promise"],
        "source": SOURCE,
        "rows": list(rows),
        **more,
    }
    if isinstance(given.get("corrects"), str):
        given["corrects"] = {"result": given["corrects"], "reason": {"zh": "误记", "en": "A slip"}}
    Result.model_validate(written(given))
    return given


def a_controlled_plan(*parts: dict[str, Any], **more: Any) -> Plan:
    """A plan, 2024 to 2026, whose parts are promises on control and results."""
    control = [part for part in parts if "published" not in part]
    results = [part for part in parts if "published" in part]
    more = {"districts": ["east", "west"], "regions": ["demo-city"], **more}
    return a_plan(a_target(), control=control, results=results, **more)


def a_controlled(*parts: dict[str, Any], today: str = "2026-06-30", **more: Any) -> Account:
    """Its account on the day."""
    return account_of(a_controlled_plan(*parts, **more), date.fromisoformat(today))
