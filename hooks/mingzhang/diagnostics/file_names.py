"""Names of files and folders that another system could not hold, or would mix up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from mingzhang.diagnostics.characters import INVISIBLE, code
from mingzhang.diagnostics.problems import Location, Problem, clipped, says

# Names that Windows reserves for devices, whatever ending follows; it takes ¹ for 1.
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_NO_SIGN = re.compile(r'[<>:"|?*\\]|[ .]$')
_UNPRINTABLE = re.compile(f"[\t\n\ud800-\udfff]|{INVISIBLE.pattern}")


def shown(name: str) -> str:
    """The name as a place prints it: on one line, with escapes for what can't be seen.

    >>> shown("a\\u200b.yml")
    'a\\\\u200b.yml'
    """
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], name)


def odd_names(names: Iterable[str], folder: str) -> Iterator[Problem]:
    """What is wrong with the names of one folder's files and folders.

    >>> [problem.kind for problem in odd_names(["aux.yml", "A.yml", "a.yml", "b?.yml"], "plans")]
    ['file-name-case', 'file-name-device', 'file-name-sign']
    """
    seen: dict[str, str] = {}
    for name in sorted(names):
        where = Location(f"{folder}/{shown(name)}")
        if sign := _UNPRINTABLE.search(name):
            yield Problem(where, says("file-name-invisible", code=code(sign[0])))
        elif sign := _NO_SIGN.search(name):
            yield Problem(where, says("file-name-sign", sign=sign[0]))
        elif DEVICE.fullmatch(unicodedata.normalize("NFKC", name.split(".")[0])):
            yield Problem(where, says("file-name-device", name=clipped(name)))
        first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            one, other = clipped(shown(first)), clipped(shown(name))
            yield Problem(where, says("file-name-case", found=other, first=one))
