"""How values stand in the JSON exports. Pure; absent is null."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from mingzhang.account.account import ordered, totals_of
from mingzhang.account.status import Assessment
from mingzhang.exports.values import period_text
from mingzhang.model.fields import Text
from mingzhang.model.numbers import four_decimals
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Source
from mingzhang.model.terms import Body


def body_list(bodies: Iterable[Body], plan: Plan) -> list[dict[str, Any]]:
    """Bodies with their names as printed."""
    return [{"id": body.id, "name": _printed_name(body, plan)} for body in bodies]


def _printed_name(body: Body, plan: Plan) -> dict[str, str | None]:
    """As printed where it stands; a spelling of its own keeps the body's English name."""
    usual = plan.departments[body.id]
    printed = body.printed or usual
    return {"zh": printed.zh, "en": printed.en or usual.en}


def source_json(source: Source | None) -> dict[str, Any] | None:
    """Where a fact can be read."""
    if source is None:
        return None
    return {
        "title": text_json(source.title),
        "publisher": text_json(source.publisher),
        "date": period_text(source.date),
        "url": source.url,
    }


def text_json(text: Text | None) -> dict[str, str | None] | None:
    """Both languages."""
    return {"zh": text.zh, "en": text.en} if text else None


def share_json(share: Decimal | None) -> float | None:
    """A share of 1 with four decimals."""
    rounded = four_decimals(share)
    return None if rounded is None else float(rounded)


def counts_json(assessments: Iterable[Assessment]) -> dict[str, int]:
    """How many have each status that occurs, in the order in which statuses are shown."""
    return dict(ordered(totals_of(assessments)))


def json_text(export: Mapping[str, Any]) -> str:
    """An export as the text of its file."""
    return json.dumps(export, ensure_ascii=False) + "\n"


def compact_text(content: Any) -> str:
    """What only a script reads, without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
