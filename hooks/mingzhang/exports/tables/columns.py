"""What a table is made of: columns that read their own cell from whatever a row is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from mingzhang.model.fields import Text
from mingzhang.model.terms import Comparator

Subject = TypeVar("Subject")
"""What one row of a table is about."""
Value = str | Decimal | bool | None
"""A cell; None is absence, and no cell is an empty text."""
CellType = Literal["string", "number", "boolean", "date"]
COMPARE: dict[str, str] = {">=": "at_least", "<=": "at_most", "=": "exactly", "~": "about"}
"""Comparators as data files write them: a cell that begins with `=` could run as a formula."""
COMPARED = tuple(COMPARE.values())


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """A column: its name, its type as Table Schema calls it, what it holds, and its reader."""

    name: str
    type: CellType
    en: str
    zh: str
    read: Callable[[Subject], Value]
    """The cell of a row; that of a date is text, as ISO 8601 writes it."""
    required: bool = False
    among: tuple[str, ...] = ()
    """The only values that it may have; empty where any is allowed."""


PLAN: Column[Any] = Column(
    "plan", "string", "Id of the plan", "计划编号", lambda row: row.plan.id, True
)
INVENTED: Column[Any] = Column(
    "invented",
    "boolean",
    "The plan is an invented example",
    "计划为虚构示例",
    lambda row: row.plan.invented,
    True,
)
"""Columns that every table has: its rows are each about something in a `plan`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows; each row has a cell for each column, in their order."""

    name: str
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Value, ...], ...]


def sheet_of(name: str, columns: tuple[Column[Subject], ...], subjects: Iterable[Subject]) -> Sheet:
    """The table with a row for each subject, in their order."""
    rows = tuple(tuple(column.read(subject) for column in columns) for subject in subjects)
    return Sheet(name, columns, rows)


def both(
    name: str, en: str, zh: str, read: Callable[[Subject], Text | None], required: bool = False
) -> tuple[Column[Subject], Column[Subject]]:
    """A column for each language of a text."""
    return (
        Column(
            f"{name}_zh",
            "string",
            f"{en}, in Chinese",
            f"{zh}（中文）",
            lambda subject: text.zh if (text := read(subject)) else None,
            required,
        ),
        Column(
            f"{name}_en",
            "string",
            f"{en}, in English",
            f"{zh}（英文）",
            lambda subject: text.en if (text := read(subject)) else None,
        ),
    )


def compared(comparator: Comparator | None) -> str | None:
    """The comparator as a cell; None for a milestone."""
    return COMPARE[comparator] if comparator else None


def ids(names: Iterable[str]) -> str | None:
    """Ids with spaces between."""
    return " ".join(names) or None
