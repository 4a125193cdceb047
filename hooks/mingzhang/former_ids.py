"""The field that keeps the former ids of a record that was renamed."""

from __future__ import annotations

from typing import Annotated

from mingzhang.fields import Id, doc

Formerly = Annotated[
    tuple[Id, ...],
    doc(
        "Its former ids, the oldest first; old addresses lead here.",
        "曾用编号，由旧到新；旧地址会转到这里。",
    ),
]
"""An id is never used again, so what was renamed can still be found by its old one."""
