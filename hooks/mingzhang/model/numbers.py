"""How a number of the data is written where no language is spoken: in files and in JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import overload


def shortest(number: Decimal) -> str:
    """The number without exponent and without noughts at its end; nought has no sign.

    >>> shortest(Decimal("12.50")), shortest(Decimal("1E+3")), shortest(Decimal("-0.0"))
    ('12.5', '1000', '0')
    """
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@overload
def json_number(number: Decimal) -> int | float: ...
@overload
def json_number(number: Decimal | None) -> int | float | None: ...
def json_number(number: Decimal | None) -> int | float | None:
    """The number as JSON prints it, whole ones without a point; None stays None.

    Exact for numbers of at most fifteen digits, which is what `fields.Number` admits.

    >>> json_number(Decimal("12.0")), json_number(Decimal("12.50"))
    (12, 12.5)
    """
    if number is None:
        return None
    return int(number) if number == number.to_integral() else float(number)


def four_decimals(share: Decimal | None) -> Decimal | None:
    """A share of 1 as files give it: with four decimals, half to even; None stays None.

    >>> four_decimals(Decimal(2) / 3)
    Decimal('0.6667')
    """
    return None if share is None else round(share, 4)
