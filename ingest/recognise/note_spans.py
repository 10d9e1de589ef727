"""Where editor's notes stand: the brackets a format marks, and those known by their wording.

«(В редакции …)», «(Пункт утратил силу - …)», «(п. 15.1 введён …)», «Утратил силу. - …» (docs/law.md, 6). The spans
serve two recognisers: structure, for which a note is no text of the act, and edition notes, which read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Span
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.law.text import DASHES
from ingest.recognise.memo import memo

_UNIT = (
    r"(?:[Аа]бз(?:ац[а-я]*|\.)|[Чч](?:аст[а-я]+|\.)|[Пп](?:одп(?:ункт[а-я]*|\.)|ункт[а-я]*|п?\.)|[Сс]т(?:ать[а-я]+|\.)"
    r"|[Гг]л(?:ав[а-я]+|\.)|[Пп](?:од)?(?:п?араграф|раздел)[а-я]*|[Рр]аздел[а-я]*|[Нн]аименовани[а-я]+|[Пп]реамбул[а-я]+"
    r"|[Пп]риложени[а-я]+|[Пп]римечани[а-я]+|[Сс]трок[а-я]+|[Сс]носк[а-я]+|[Пп]озици[а-я]+|[Пп]редложени[а-я]+"
    r"|[Тт]аблиц[а-я]+|[Оо]бозначени[а-я]+|§)"
)
"""What a note may say it speaks of."""
_DEED = (
    r"(?:[Вв] ред(?:\.|акци[ияй])|[Нн]овая редакция|[Вв]вед[её]н[аоы]?\b|[Дд]ополне(?:н[аоы]?|ни[ея])\b"
    r"|[Уу]трат(?:ил[аио]?|ивш)|[Ии]сключ[её]н[аоы]?\b|[Пп]ризнан[аоы]?\s+утратив|[Сс] уч[её]том|[Ии]зменен[аоы]?\b"
    r"|[Пп]риостановлен|[Дд]ействие\b.{0,40}приостановлено|[Дд]ополнительно\ включ[её]н|[Сс]\ изм(?:\.|енениями))"
)
"""What a note says was done."""
_MIDDLE = r"(?:\([^()]{0,300}\)[^()]*){0,4}"
_BRACKETED = pattern(
    rf"\(\s*(?:[Сс] \d[^()]{{0,25}}? )?(?:{_UNIT}(?:[^()]|\(\d{{1,3}}\)){{0,60}}? )?"
    rf"(?=[^()]{{0,30}}?{_DEED})[^()]*{_MIDDLE}\)"
)
_OTHER_BRACKETS = tuple(
    (first, pattern(rf"{first}\s*(?:{_UNIT}[^<>‹›\[\]]{{0,60}}? )?(?=[^<>‹›\[\]]{{0,30}}?{_DEED})[^<>‹›\[\]]*{last}"))
    for first, last in (("<", ">"), ("‹", "›"), (r"\[", r"\]"))
)
"""The same in the brackets of other publishers: the bank of the ministry of justice writes < > and ‹ ›."""
BRACKETS = "(<‹["
_GONE = r"(?:[Уу]тратил[аио]? силу|[Ии]сключ[её]н[аоы]?)"
_BY_ACT = rf"(?: с {DATE})?(?:\.? ?[{DASHES}]\s|\sна\sосновании\s)"
_OPEN = pattern(rf"{_GONE}{_BY_ACT}[^\n()]{{3,160}}?от\s?{DATE}\s*[№N]\s?[\w/.\-]*\w")
"""A note without brackets: «Статья 5. Утратила силу. - Федеральный закон от …», «Утратило силу на основании …»."""
_OPEN_ROOTS = ("тратил", "сключен", "сключён")
_NOTICE = pattern(
    rf"""
    (?: Приложение (?:\ (?:[№N]\ ?)?[\w.-]{{1,6}})? \s | Документ \s | Настоящ[а-яё]{{2,3}} \s [а-яё]+ \s )?
    (?: [Уу]трат[а-яё]+\ силу | [Оо]тмен[её]н[аоы]? | [Пп]рекратил[аио]?\ действие ) {_BY_ACT.replace(" ", r"[ ]")}
    (?: [^\n()] | \n(?!\d{{1,3}}[.)]\s|_) ){{3,300}}? от \s? {DATE} \s* [№N] \s? [\w/.@-]*[\w@] (?: \.?\ [{DASHES}] )?
    """,
    re.VERBOSE,
)
"""A publisher's notice, lines of its own: «Приложение N 2 утратило силу на основании / приказа … / от … N … . -»."""
_DATED = pattern(rf"от:?\s*{DATE}")
_LISTED = pattern(
    rf"С\sизменениями(?:\sи\sдополнениями)?\sот:?\s{DATE}(?:\s*[№N]\s?[\w/.@-]*\w)?"
    rf"(?:[,;\s]\s*(?:от\s)?{DATE}(?:\s*[№N]\s?[\w/.@-]*\w)?)*\.?(?=\n|\Z)"
)
"""«С изменениями и дополнениями от: / 25 января 2021 г., 13 августа 2021 г.»: how Garant lists the changing acts."""


@memo
def note_spans(document: Document) -> tuple[Span, ...]:
    """Every note of the document, in order, not overlapping, brackets included.

    Where the format marks its notes, its word is taken, and only «Утратил силу - …» without brackets is looked for.
    """
    text, found = document.text, list(document.notes)
    if not found:
        found = _bracketed(text)
    found += [Span(*m.span()) for at in _places(text) if (m := _OPEN.match(text, at)) and _closes(text, at)]
    for words, own_lines in ((_OPEN_ROOTS + _NOTICE_ROOTS, _NOTICE), (("С изменениями",), _LISTED)):
        found += (Span(*m.span()) for at in _lines_with(text, words) if (m := own_lines.match(text, at)))
    found += _told(text)
    found += _told_of_itself(text)
    return _apart(found)


def _bracketed(text: str) -> list[Span]:
    """Brackets known by their wording. One inside a sentence - after «… № 5» or «Устав … (новая редакция)» - tells the
    edition of the act that the sentence cites."""
    found: list[Span] = []
    for first, bracket in _OTHER_BRACKETS:
        found += [Span(*m.span()) for m in bracket.finditer(text) if _DATED.search(m[0])] if first[-1] in text else []
    for m in _BRACKETED.finditer(text):
        if not _DATED.search(m[0]):
            continue
        if left := _LEFT.search(text, max(0, m.start() - 80), m.start()):
            found.append(Span(left.start("deed"), m.end()))
            continue
        beside = bool(found) and not text[found[-1].end : m.start()].strip()
        if beside or (_OF_OWN_UNIT.match(m[0]) and _ENDS.match(text, m.end())) or _closes(text, m.start()):
            found.append(Span(*m.span()))
    return found


_LEFT = pattern(r"(?:\A|\n)[^\n]{0,40}?(?P<deed>(?:[Уу]тратил[аио]? силу|[Ии]сключ[её]н[аоы]?)\.? )\Z")
"""What is left of a unit, its bracket after it: «Статья 6. Исключена (в ред. …)»."""
_OF_OWN_UNIT = pattern(rf"\({_UNIT} (?:в ред|введ|дополн|исключ|утрат)")
_ENDS = pattern(r"[.;]?(?:\n|\Z)")


_TOLD_ABOVE = ("Информация об изменениях:\n", "Документ с изменениями, внесенными:\n")
_TOLD = pattern(
    rf"(?:{_UNIT} [^\n]{{1,90}}? [{DASHES}] )?(?:Федеральн|Закон|Указ|Постановлени|Приказ|Решени|Распоряжени)[а-яё]* "
    rf"[^\n]{{0,200}}?от {DATE}[^\n]*",
    re.IGNORECASE,
)
"""«Федеральным законом от … часть 2 статьи 1 изложена в новой редакции», as Garant tells of a change."""


def _told(text: str) -> Iterator[Span]:
    """The lines right below «Информация об изменениях:» and «Документ с изменениями, внесенными:» that name an act."""
    for above in _TOLD_ABOVE:
        at = text.find(above)
        while at >= 0:
            at += len(above)
            while m := _TOLD.match(text, at):
                yield Span(*m.span())
                at = m.end() + 1
            at = text.find(above, at)


_ITSELF = pattern(
    rf"(?:(?:Федеральным )?[Зз]аконом|Указом|Постановлением|Распоряжением|Приказом|Решением) [^\n]{{0,200}}?от {DATE}"
    r"[^\n]{0,60}? настоящ(?:ее|ий|ая|ие) [^\n]{3,40}? (?:признан[аоы]?\s+утратив|изложен|приостановлен)[^\n]*"
)
"""«Постановлением … от … № 5 настоящее постановление признано утратившим силу», as Garant writes under a title."""
_HOW_TOLD = ("утратившим силу", "утратившей силу", "утратившими силу", "в новой редакции")


def _told_of_itself(text: str) -> Iterator[Span]:
    """Whole paragraphs that tell what became of the act they stand in."""
    for words in _HOW_TOLD:
        at = text.find(words)
        while at >= 0:
            if m := _ITSELF.match(text, text.rfind("\n", 0, at) + 1):
                yield Span(*m.span())
            at = text.find(words, at + 1)


_NOTICE_ROOTS = ("тмен", "рекратил")


def _lines_with(text: str, words: Sequence[str]) -> Iterator[int]:
    """Where lines begin that hold one of the words, found by plain search."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            at = text.find(word, end) if end >= 0 else -1


def _places(text: str) -> Iterator[int]:
    """Where a note without brackets may begin: found by plain search, ten times faster than by a pattern."""
    for root in _OPEN_ROOTS:
        at = text.find(root, 1)
        while at > 0:
            yield at - 1
            at = text.find(root, at + 1)


_STUB = rf"(?:(?:[Аа]бзац|[Пп]ункт|[Пп]одпункт|[Чч]аст|[Пп]редложени|[Сс]тать)[а-я]*(?: [а-я{DASHES}, ]{{1,50}})? )?"
_CLOSED = pattern(rf"(?:\A|\n|[.;:] ?|изменяющих документов |[,)] ?(?P<weak>)|\n[\w.\-]{{1,12}}[.)] ?){_STUB}\Z")


def _closes(text: str, at: int) -> bool:
    """Whether a sentence or label ends before ``at``: «… № 5 (в редакции …)» inside a sentence is a citation.

    A comma, a bracket or a title's quote ends none unless the note ends its paragraph.
    """
    m = _CLOSED.search(text, max(0, at - 80), at)
    if m is not None and m["weak"] is None:
        return True
    if m is None and not ends_title(text, at):
        return False
    line_end = text.find("\n", at)
    return text.endswith(_CLOSING, at, line_end if line_end >= 0 else len(text))


def ends_title(text: str, at: int) -> bool:
    """Whether an act's title in quotes ends before ``at``: «Приказ … N 5 "О меле" (с изменениями от …)»."""
    line = text.rfind("\n", 0, at) + 1
    return text[max(0, at - 2) : at] in ('" ', "» ") and _TITLE.match(text, line, at) is not None


_TITLE = pattern(
    r"""(?:(?:[А-ЯЁ][а-яё]+(?:ый|ое|ая)\s){0,2}
    (?i:закон|указ|постановление|приказ|распоряжение|решение|письмо|указание|определение|положение|инструкция)\s
    [^\n"«]{0,200}\d[\w/.@-]{0,30}\s(?:г\.\s)?)?
    ["«]Об?о?\s[^\n]{1,900}["»]\s\Z""",
    re.VERBOSE,
)
"""The whole line so far: an act's kind, date and number, or nothing, and its title."""
_CLOSING = (")", ");", ").", "),")


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
