"""A page that reads like an act."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims

_SCREEN = 40
_DECIDES = pattern(r"(?i:п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?(?:ю|е\s?т)|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?(?:ю|е\s?т)|р\s?е\s?ш\s?и\s?л|обязываю|приказываем)\s?[:;,]?\s*\Z")
_APPROVES = pattern(r"(?i:утверждаю|утвержд[её]н[аоы]?)(?![а-яё])")
_POINT = pattern(r"\d{1,2}\.(?:\d{1,2}\.?)?\s")
LIKE_AN_ACT = (
    "Прочитано как страница, но похоже на акт: «{line}». Если это акт, назовите его вид, дату, номер и название в "
    "исправлении (docs/corrections.md)."
)


def like_an_act(claims: Claims) -> Iterator[Problem]:
    """A page whose first screen decides («Приказываю»), or bears a stamp of approval."""
    if claims.parsed.page is None:
        return
    screen = claims.document.blocks[:_SCREEN]
    numbered = sum(_POINT.match(claims.text, block.start) is not None for block in screen) > 2
    for block in screen:
        if numbered and _APPROVES.match(claims.text, block.start):
            yield Problem(LIKE_AN_ACT.format(line=claims.document.line(block)[:60]), block.start, "left-over")
            return
        if block.end - block.start < 200 and _DECIDES.search(claims.text, max(block.start, block.end - 40), block.end):
            yield Problem(LIKE_AN_ACT.format(line=claims.document.line(block)[-60:]), block.start, "left-over")
            return
