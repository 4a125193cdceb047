"""XML printed by a template: escaped, and without what XML can't hold."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped (section 2.2)."""


@cache
def xml_template(path: Path) -> Template:
    """The template of the file. What it prints is escaped; a character that XML forbids is left
    out. Raises UndefinedError for a name that it isn't given.
    """
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_allowed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(path.name)


def _allowed(value: Any) -> Any:
    return _NOT_XML.sub("", value) if isinstance(value, str) else value
