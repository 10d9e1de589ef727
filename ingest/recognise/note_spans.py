"""Where editor's notes stand: the brackets a format marks, and those known by their wording.

«(В редакции …)», «(Пункт утратил силу - …)», «(п. 15.1 введён …)», «Утратил силу. - …» (LAW.md §6). The spans serve
two recognisers: structure, for which a note is no text of the act, and edition notes, which read them.
"""

from __future__ import annotations

import re

from ingest.document import Document, Span
from ingest.law.dates import DATE
from ingest.law.text import DASHES

_UNIT = (
    r"(?:[Аа]бз(?:ац[а-я]*|\.)|[Чч](?:аст[а-я]+|\.)|[Пп](?:одп(?:ункт[а-я]*|\.)|ункт[а-я]*|п?\.)|[Сс]т(?:ать[а-я]+|\.)"
    r"|[Гг]л(?:ав[а-я]+|\.)|[Пп](?:од)?параграф[а-я]*|[Пп]араграф[а-я]*|[Пп]?(?:од)?[Рр]аздел[а-я]*|[Нн]аименовани[а-я]+|[Пп]реамбул[а-я]+"
    r"|[Пп]риложени[а-я]+|[Пп]римечани[а-я]+|[Сс]трок[а-я]+|[Сс]носк[а-я]+|[Пп]озици[а-я]+|[Пп]редложени[а-я]+|[Тт]аблиц[а-я]+|[Оо]бозначени[а-я]+|§)"
)
_DEED = (
    r"(?:[Вв] ред(?:\.|акци[ияй])|[Нн]овая редакция|[Вв]вед[её]н[аоы]?\b|[Дд]ополне(?:н[аоы]?|ни[ея])\b|[Уу]трат(?:ил[аио]?|ивш)|[Ии]сключен[аоы]?\b"
    r"|[Пп]ризнан[аоы]?\s+утратив|[Сс] уч[её]том|[Ии]зменен[аоы]?\b|[Пп]риостановлен|[Дд]ействие\b.{0,40}приостановлено)"
)
_MIDDLE = r"(?:\([^()]{0,300}\)[^()]*){0,4}"
_BRACKETED = re.compile(rf"\(\s*(?:[Сс] \d[^()]{{0,25}}? )?(?:{_UNIT}[^()]{{0,60}}? )?(?=[^()]{{0,30}}?{_DEED})[^()]*{_MIDDLE}\)")
_OPEN = tuple(
    re.compile(rf"(?<=[{first}]){rest}\.? ?[{DASHES}] [^\n()]{{3,160}}?от\s?{DATE}\s*[№N]\s?[\w/.\-]*\w")
    for first, rest in (("Уу", r"тратил[аио]? силу"), ("Ии", r"сключен[аоы]?"))
)
"""Notes without brackets: «Статья 5. Утратила силу. - Федеральный закон от …»; a fixed beginning keeps the search fast."""

_DATED = re.compile(rf"от\s*{DATE}")


def note_spans(document: Document) -> tuple[Span, ...]:
    """Every note of the document, marked by its format or known by wording; in order, not overlapping, brackets included."""
    marked = document.notes
    text = document.text
    found = [Span(*m.span()) for m in _BRACKETED.finditer(text) if _DATED.search(m[0])] if "(" in text else []
    found += [Span(m.start() - 1, m.end()) for pattern in _OPEN for m in pattern.finditer(text)]
    return _merge(marked, sorted(found))


def _merge(marked: tuple[Span, ...], found: list[Span]) -> tuple[Span, ...]:
    """Marked spans, and of the found ones those that touch none of them."""
    merged: list[Span] = []
    for span in sorted({*marked, *found}, key=lambda s: (s.start, -s.end)):
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
    return tuple(merged)
