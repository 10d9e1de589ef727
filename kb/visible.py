"""A stranger's words, made harmless to a terminal: names of files and titles of acts may hold what it obeys."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control signs but the tab and the end of a line, signs that turn the direction of writing, halves of letters."""


def visible(text: str) -> str:
    """The text with those signs written out, as JSON writes them: JSON stays the same JSON.

    >>> print(visible("акт\\x1b[2J.txt"))
    акт\\u001b[2J.txt
    """
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
