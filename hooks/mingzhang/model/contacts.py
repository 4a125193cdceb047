"""Web addresses, and addresses for reports with their placeholders."""

from __future__ import annotations

import re

from mingzhang.diagnostics.problems import Message, clipped, says

_NO_URL = "\\s<>\"'{}|\\\\^`\u3000-\u303f\uff00-\uffef“”‘’"
URL = re.compile(f"https?://[^/?#{_NO_URL}]+(?:[/?#][^{_NO_URL}]*)?")
CONTACT_SLOTS = ("page", "title", "target", "snapshot", "language")
"""What an address for reports can be filled with, as `{page}`."""
_SLOT = re.compile(r"\{(" + "|".join(CONTACT_SLOTS) + r")\}")
CONTACT = re.compile(
    f"(?:https?://[^/?#{_NO_URL}]+[/?#]|mailto:[^?{_NO_URL}]+@[^?{_NO_URL}]+[?])"
    f"(?:[^{_NO_URL}]|{_SLOT.pattern})*"
    f"|https?://[^/?#{_NO_URL}]+|mailto:[^?{_NO_URL}]+@[^?{_NO_URL}]+"
)


def contact_fault(text: str) -> Message | None:
    """What is wrong with an address for reports, or None.

    Placeholders stand after the host or the mail address (RFC 3986, RFC 6068), so that what fills
    them can't change where it leads.
    """
    if CONTACT.fullmatch(text):
        return None
    slots = tuple(f"{{{slot}}}" for slot in CONTACT_SLOTS)
    return says("contact-form", found=clipped(text), slots=slots)
