"""How values stand in the JSON exports. Pure; absent is null."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Source
from mingzhang.model.terms import Body


def body_list(bodies: Iterable[Body], plan: Plan) -> list[dict[str, Any]]:
    """Bodies with their names as printed."""
    return [{"id": body.id, "name": _name(body, plan)} for body in bodies]


def _name(body: Body, plan: Plan) -> dict[str, str | None]:
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
        "date": when_json(source.date),
        "url": source.url,
    }


def text_json(text: Text | None) -> dict[str, str | None] | None:
    """Both languages."""
    return {"zh": text.zh, "en": text.en} if text else None


def when_json(period: Period | None) -> str | None:
    """As precise as printed."""
    return period.text if period else None


def number_json(value: Decimal | None) -> int | float | None:
    """Whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral() else float(value)


def share_json(share: Decimal | None) -> float | None:
    """Four decimals of a share of 1."""
    return None if share is None else float(round(share, 4))
