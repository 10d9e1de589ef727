"""Which unit an editor's note says it speaks of: «(Подпункт в редакции …)», «(Дополнение частью - …)»."""

from __future__ import annotations

from ingest.law.pattern import pattern

_KIND = pattern(r"\(\s*(?:[СсC] \d[^()]{0,25}? )?(?:Дополнен\w+ )?(?P<word>[А-Яа-яё]+)")
_STEMS = tuple(
    pair.split(" - ")
    for pair in "абзац - абзац|подпункт - подпункт|пункт - пункт|част - часть|стат - статья|глав - глава"
    "|подпараграф - подпараграф|параграф - параграф|подраздел - подраздел|раздел - раздел".split("|")
)


def noted_kind(text: str, at: int = 0) -> str:
    """Kind of the unit that the note at ``at`` names, «абзац» when it names none.

    >>> noted_kind("(Часть в редакции Федерального закона от 01.02.2020 № 3-ФЗ)"), noted_kind("(В редакции …)")
    ('часть', 'абзац')
    """
    m = _KIND.match(text, at)
    word = m["word"].lower() if m else ""
    return next((kind for stem, kind in _STEMS if word.startswith(stem)), "абзац")
