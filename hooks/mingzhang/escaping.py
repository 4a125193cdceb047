"""Values as HTML. What markupsafe does, without an object for every value: pages print many."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape


def shown(value: Any) -> str:
    """The value as HTML, to be printed at once: what is not safe yet is escaped. Most values are
    plain strings without a sign that means something.
    """
    kind = type(value)
    if kind is str:
        marked = "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        return escape(value) if marked else value
    return value if kind is Markup else escape(value)


def filled(template: Markup, *values: Any) -> Markup:
    """The template with each value, escaped, in the place of a `{}`."""
    return Markup(str.format(template, *map(shown, values)))
