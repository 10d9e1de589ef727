"""A page that reads like an act."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import SHOWN, Claims

_SCREEN = 40
"""Paragraphs of a first screen."""
_VERBS = ("приказываю", "приказывает", "приказываем", "постановляю", "постановляет", "решил", "обязываю")
_SPACED = "|".join(r"\s?".join(verb) for verb in _VERBS)
_DECIDES = pattern(rf"(?i:{_SPACED})\s?[:;,]?\s*\Z")
"""The verb by which a body decides, at the end of its line, spaced or not."""
_APPROVES = pattern(r"(?i:утверждаю|утвержд[её]н[аоы]?)(?![а-яё])")
_POINT = pattern(r"\d{1,2}\.(?:\d{1,2}\.?)?\s")
_MOST_POINTS = 2
"""Numbered lines of a page; an act has more."""
LIKE_AN_ACT = (
    "Прочитано как страница, но похоже на акт: «{line}». Если это акт, назовите его вид, дату, номер и название в "
    "исправлении (docs/corrections.md)."
)


def like_an_act(claims: Claims) -> Iterator[Problem]:
    """A page whose first screen decides («Приказываю»), or bears a stamp of approval above numbered lines."""
    text, screen = claims.text, claims.document.blocks[:_SCREEN]
    numbered = sum(_POINT.match(text, block.start) is not None for block in screen) > _MOST_POINTS
    for block in screen:
        approves = numbered and _APPROVES.match(text, block.start)
        if approves or _DECIDES.search(text, max(block.start, block.end - SHOWN), block.end):
            shown = text[block.start : block.end] if approves else text[max(block.start, block.end - SHOWN) : block.end]
            yield Problem(LIKE_AN_ACT.format(line=shown[:SHOWN]), block.start, "left-over")
            return
