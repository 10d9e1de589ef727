"""Who signed: a person's name that stands where a signature does, and no requisite that tells it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, is_paragraph, left
from ingest.recognise.requisites.approved import APPROVED

_CHECK = "Сверьте, кто подписал акт."
_SURNAME = r"(?!Директор|Заведующ|Начальник|Глава|Руководител|Председател|Ректор)[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?"
_NAME = rf"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?(?:{_SURNAME}|[А-ЯЁ]{{3,}})|{_SURNAME}\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)"
_NAMED = pattern(_NAME)
_FULL = pattern(r"[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+(?:ич|на))?")
_OFFICES = (
    r"(?i:президент|председател|министр|мэр|губернатор|глав[аы]\b|руководител|директор|заведующ|начальник"
    r"|ректор|управляющ|секретар)"
)
_OF_COLUMN = pattern(
    r"(?:Председатель|Глава|Директор|Руководитель|Начальник|Министр|Губернатор|Заведующ[а-яё]{2}|Секретарь)(?![а-яё])"
)
"""Offices in the nominative: two before the first name are those of two columns."""
_SIGNED = pattern(rf"(?i:и\.\s?о\.\s?)?[^\n.;:]{{0,120}}?{_OFFICES}[^\n;:]{{0,120}}?{_NAME}[\s/)]*\Z")
_OFFICE = pattern(rf"[^\n.;:]{{0,80}}?{_OFFICES}[^\n.;:]{{0,160}}\Z")
_NAMELESS = pattern(rf"(?:{_OF_COLUMN.pattern})(?:\s[а-яё]+){{0,3}}[\s_]*")
"""«Директор школы ____» and no name beside or below it."""
_NAMES = pattern(rf"(?:[\s_/]*{_NAME}[\s/]*){{1,3}}\Z")
_SHORTEST, _LONGEST = 6, 200
"""Characters of a line that may be a signature."""


def signer(claims: Claims) -> Iterator[Problem]:
    """A signer without a name, or the offices of two columns and then their names."""
    act = claims.parsed.act
    if act is None or not act.signed_by:
        return
    if not (_NAMED.search(act.signed_by) or _FULL.search(act.signed_by)):
        yield left("Имя подписавшего не прочитано", act.signed_by, act.start, _CHECK)
    elif len(_OF_COLUMN.findall(_NAMED.split(act.signed_by)[0])) > 1:
        yield left("Подписи в столбцах слились", act.signed_by, act.start, _CHECK)


def unsigned(claims: Claims) -> Iterator[Problem]:
    """«Глава района О.Ю. Верёвка» in the head or at the end, any office with a name at the end, and no signer."""
    act = claims.parsed.act
    if act is None or act.signed_by:
        return
    end = claims.annexes[0].start if claims.annexes else len(claims.text)
    below_office = False
    for block in claims.document.blocks:
        line = claims.document.line(block) if _SHORTEST < block.end - block.start < _LONGEST else ""
        at_end = act.end <= block.start < end and act.id.kind not in APPROVED and claims.speaks(block.start)
        if line and not line[0].isdigit() and (block.start < act.end or claims.speaks(block.start)):
            named = "." in line[-40:] and (_SIGNED.match(line) or (below_office and _NAMES.match(line)))
            if named or (at_end and (_NAMED_LAST.search(line) or _NAMELESS.fullmatch(line))):
                yield left("Кто подписал акт, не понято", line, block.start, _CHECK)
                return
        below_office = _OFFICE.match(line) is not None


_NAMED_LAST = pattern(r"(?<![А-Яа-яЁё])(?:[А-ЯЁ]\.\s?){2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s*\Z")
"""A name of an unknown office: «Смотритель музея О.П. Образцова»."""


def in_text(claims: Claims) -> Iterator[Problem]:
    """A line of names alone that became a paragraph of the act's last point."""
    for unit in claims.parsed.units:
        line = claims.text[unit.start : unit.end] if unit.component == "main" and is_paragraph(unit) else ""
        if _SHORTEST < len(line) < _LONGEST and _NAMES.match(line):
            yield left("Похоже на подпись, но стоит в тексте акта", line, unit.start, _CHECK)
