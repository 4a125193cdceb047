"""What a promise says wherever a plan makes one: a number in one of four ways, a due date, and
the bodies named with it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from mingzhang.model.fields import IDS, Bilingual, Number, Record, Ref, When, doc
from mingzhang.model.json_schema import OrPlain

Rhythm = Literal["monthly", "quarterly", "half-yearly", "yearly"]
Comparator = Literal[">=", "<=", "=", "~"]


class Body(Record):
    """A responsible body where it is named."""

    id: Ref = doc("The department's id.", "部门编号。")
    printed: Bilingual | None = doc(
        "The spelling here, if not the plan's own.", "此处写法，与本计划通用写法不同时填写。", None
    )


Bodies = tuple[
    Annotated[
        Body,
        BeforeValidator(lambda value: {"id": value} if isinstance(value, str) else value),
        OrPlain(IDS),
    ],
    ...,
]


class Terms(Record):
    """What is promised: a number in one of four ways, and a due date."""

    at_least: Number | None = doc(
        "The number or more (≥); lower end of a range.", "不少于；区间的下限。", None
    )
    at_most: Number | None = doc(
        "The number or less (≤); upper end of a range.", "不多于；区间的上限。", None
    )
    exactly: Number | None = doc("The bare number that is printed (=).", "文件直接写出的数。", None)
    about: Number | None = doc("About the number (~).", "约数。", None)
    due: When | None = doc(
        "When it is due; left out = the plan's end.", "期限；不写则为计划期末。", None
    )

    @property
    def comparator(self) -> Comparator | None:
        """How the value is compared, None for a milestone; a range reads `>=` its lower end."""
        for sign, number in (
            (">=", self.at_least),
            ("<=", self.at_most),
            ("=", self.exactly),
            ("~", self.about),
        ):
            if number is not None:
                return sign  # type: ignore[return-value]
        return None

    @property
    def value(self) -> Decimal | None:
        """The number promised, the lower end of a range."""
        return next(
            (
                number
                for number in (self.at_least, self.at_most, self.exactly, self.about)
                if number is not None
            ),
            None,
        )

    @property
    def value_max(self) -> Decimal | None:
        """The upper end of a printed range."""
        return self.at_most if self.at_least is not None else None
