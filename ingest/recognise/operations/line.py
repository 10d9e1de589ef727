"""One paragraph of an instruction with everything that is not its own language blanked, offsets kept.

``слова "А" заменить словами "Б"`` becomes ``слова ▒▒▒ заменить словами ▒▒▒``: rules read the masked form, where a
quotation is a run of one character and so is the name of an act.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.law.part import SHARES
from ingest.law.pattern import pattern
from ingest.parsed import Citation
from ingest.recognise.addresses import find_addresses
from ingest.recognise.operations.quotes import quotations
from ingest.recognise.structure.markers import STRUCTURAL, read_marker

WORDS = "\x01"
"""Stands for every character of a quotation."""

ACT = "\x02"
"""Stands for every character of the name of an act."""

_UNIT_LETTER = pattern(r"[\"«“„'][а-яa-z](?:[.\-]?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[\"»”'“]")
_UNIT_BEFORE = pattern(
    r"пункт[а-я]{0,3}\s+(?:[\"«“„'][а-яa-z][\d⁰¹²³⁴⁵⁶⁷⁸⁹.\-]{0,4}[\"»”'“]\s*(?:,|и|или|[-–—])\s*){0,20}\Z"
)
_PUBLISHED = pattern(
    r"""\((?:
      Собрани|СЗ\s|Ведомости|Российская\ газета|Бюллетень|Официальн
      |зарегистрирован|опубликован|в\s+ред|далее|с\s+изм
      |[А-ЯЁ«"][^()\d]{3,160}(?:19|20)\d\d(?:\ г\.)?,\ (?:№|N)\ ?\d  # a gazette that nobody knows: year, number
    )[^()]*(?:\([^()]*\)[^()]*)*\)""",
    re.VERBOSE,
)
"""A place of publication, an edition, a short name, in brackets."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph ready for the rules.

    Attributes:
        text: the document's text.
        start, end: the paragraph in it.
        masked: as long as the paragraph; quotations are runs of :data:`WORDS`, names of acts runs of :data:`ACT`,
            places of publication and editor's notes are blank.
        quotes: outermost quotations, in order, offsets of the text.
        acts: citations standing outside quotations, in order.
    """

    text: str
    start: int
    end: int
    masked: str
    quotes: tuple[Span, ...]
    acts: tuple[Citation, ...]

    def quote_at(self, at: int) -> Span:
        """The quotation whose mask begins at ``at`` of the masked line."""
        where = at + self.start
        return self.quotes[bisect_left(self.quotes, where, key=lambda q: q.start)]

    def act_at(self, at: int) -> Citation:
        """The citation whose mask begins at ``at`` of the masked line."""
        where = at + self.start
        return next(c for c in self.acts if c.start <= where < c.end)


def line_of(text: str, start: int, end: int, citations: Sequence[Citation] = (), notes: Sequence[Span] = ()) -> Line:
    """The paragraph ``text[start:end]`` masked; ``citations`` and ``notes`` are those that lie in it, in order."""
    named = _names_of_acts(text, citations)
    names = [_name(text, c) for c in named]
    quotes = [q for q in quotations(text, start, end, names) if not _names_a_unit(text, start, q)]
    masked = list(text[start:end])
    marker = read_marker(text[start:end])
    if marker.form in STRUCTURAL:  # «Статья 3. Внести в …»: the paragraph's own label is no address
        masked[: marker.end] = " " * marker.end
    for span in (*notes, *(Span(m.start(), m.end()) for m in _PUBLISHED.finditer(text, start, end))):
        _blank(masked, start, span, " ")
    outside = []
    for citation, name in zip(named, names, strict=True):
        if not any(q.start <= name.start < q.end for q in quotes):
            outside.append(citation._replace(start=name.start, end=name.end))
            _blank(masked, start, name, ACT)
    for quote in quotes:
        _blank(masked, start, quote, WORDS)
    return Line(text, start, end, "".join(masked), tuple(quotes), tuple(outside))


def _names_of_acts(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """Citations that name another act; «Правил» declared earlier is none where «…, утвержденных постановлением …»
    follows.
    """
    out = []
    for i, c in enumerate(citations):
        if not (c.act or c.candidates) or c.relation == "self" or c.by is not None:
            continue
        if _ACROSS_QUOTES.search(c.exact):
            continue
        if c.form == "declared" and i + 1 < len(citations) and "утвержд" in text[c.end : citations[i + 1].start]:
            continue
        out.append(c)
    return out


_ACROSS_QUOTES = pattern(r"[\"»”]\s*,?\s*(?:слов|цифр|числ|заменить|исключить|дополнить)")
"""«… "постановлением", слова ", от 1 мая 2020 г. № 5 …»: words of an order, and no name of an act."""
_ONLY_ANNEX = pattern(r"\s*[Пп]риложени[яюеи]м?\s+к\s+")
"""An annex without a number, that the parts of an order are read from as any other unit."""
_JOINING = pattern(r"\s*(?:,\s*|(?:и|или|а также)\s+)?(?:(?:в|к)\s+)?")


def _name(text: str, citation: Citation) -> Span:
    """The act's own name with its title: what stands of addresses before it or behind it («решение № 5 в части пункта
    3») is for the rules to read."""
    start = _name_start(text, citation)
    end = max(citation.end, citation.title_span[1] if citation.title_span else 0)
    if not citation.addresses or start > citation.start or "кодекс" in citation.exact.lower():
        return Span(start, end)
    behind = next((mention.start for mention in find_addresses(text, start, end) if mention.start > start), end)
    before = _BEFORE_ADDRESS.search(text, start, behind) if behind < end else None
    return Span(start, before.start() if before else end)


_BEFORE_ADDRESS = pattern(rf"[\s,(]*(?:{SHARES})?[\s,(]*\Z")


def _name_start(text: str, citation: Citation) -> int:
    """Where the act's own name begins: a citation may begin with addresses («пункта 2 статьи 5 Федерального
    закона»).
    """
    at = citation.start
    if citation.addresses:
        for mention in find_addresses(text, citation.start, citation.end):
            if not _JOINING.fullmatch(text, at, mention.start):
                break
            at = mention.end
        if annex := _ONLY_ANNEX.match(text, at, citation.end):
            at = annex.end()
    return at + (len(text[at : citation.end]) - len(text[at : citation.end].lstrip()))


def _names_a_unit(text: str, start: int, quote: Span) -> bool:
    """«подпункт "б"» is an address, while «слово "в"» is wording."""
    if quote.end - quote.start > 6 or not _UNIT_LETTER.fullmatch(text, quote.start, quote.end):
        return False
    return _UNIT_BEFORE.search(text, max(start, quote.start - 160), quote.start) is not None


def _blank(masked: list[str], start: int, span: Span, filler: str) -> None:
    first, last = max(0, span.start - start), min(len(masked), span.end - start)
    masked[first:last] = filler * max(0, last - first)
