"""Labels at the beginning of a paragraph: «Статья 14¹.», «1.», «1.1.», «15.1)», «в1)», «II.», «Глава 3», «§ 1.».

One compiled pattern reads a line; what a label means - a часть or a пункт, a раздел or a пункт - depends on its
neighbours and is decided by :mod:`ingest.recognise.structure.outline`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ingest.law.numbering import ORDINAL, canonical, ordinal_value
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS


class Form(StrEnum):
    """How a unit is labelled."""

    CODE_PART = "часть кодекса"  # «ЧАСТЬ ПЕРВАЯ», «ОСОБЕННАЯ ЧАСТЬ»
    SECTION = "раздел"
    SUBSECTION = "подраздел"
    CHAPTER = "глава"
    PARAGRAPH_SIGN = "параграф"
    ARTICLE = "статья"
    ROMAN = "I."
    DOT = "1."
    BRACKET = "1)"
    LETTER = "а)"
    REMARK = "примечание"
    NONE = ""


STRUCTURAL = (Form.CODE_PART, Form.SECTION, Form.SUBSECTION, Form.CHAPTER, Form.PARAGRAPH_SIGN, Form.ARTICLE)
"""Forms that say in a word what they are, from the largest down."""


class Marker(NamedTuple):
    """A label. ``number`` is canonical («14.1», «б», «» for a lone «Примечание»); ``end`` is the offset in the line
    of what follows the label; ``several`` is how the label prints the numbers of units that were repealed together
    («106 - 107», number 106); ``found_by`` names the alternative of the pattern that took it."""

    form: Form
    number: str
    end: int
    several: str = ""
    found_by: str = ""


NO_MARKER = Marker(Form.NONE, "", 0)

_RAISED = f"[{SUPERSCRIPT_DIGITS}⁻˙]*"
_NUMBER = (
    rf"\d{{1,5}}(?:\.(?=[{SUPERSCRIPT_DIGITS}]))?{_RAISED}(?:\(\d{{1,3}}\))?(?:[.{DASHES}]\d{{1,3}}{_RAISED}){{0,4}}"
)
_ROMAN = rf"[IVXLCІХ]{{1,8}}(?:[.{DASHES}]\d{{1,2}})?{_RAISED}"
_ORDINAL = ORDINAL.replace(" ", r"\ ")  # the pattern below is verbose

_PATTERN = pattern(
    rf"""
      (?P<article>(?:[Сс]\ ?[Тт]\ ?[Аа]\ ?[Тт]\ ?[Ьь]\ ?[Яя]|СТАТЬЯ)\s+(?P<article_no>{_NUMBER}|{_ROMAN}(?=[.\s]|$))\.?)
    | (?P<chapter>(?:Глава|ГЛАВА)\s+(?P<chapter_no>{_NUMBER}|{_ROMAN})(?=[.\s(:]|$)[.:]?)
    | (?P<subsection>(?:Подраздел|ПОДРАЗДЕЛ)\s+(?P<subsection_no>{_NUMBER}|{_ROMAN})(?=[.\s(:]|$)[.:]?)
    | (?P<section>(?:Раздел|РАЗДЕЛ)\s+(?P<section_no>{_NUMBER}|{_ROMAN}|(?i:{_ORDINAL}))(?=[.\s(:]|$)[.:]?)
    | (?P<sign>(?:§|Параграф|ПАРАГРАФ)\s*(?P<sign_no>{_NUMBER})(?=[.\s(:]|$)\.?)
    | (?P<part>(?:ЧАСТЬ|Часть)\s+(?P<part_no>(?i:{_ORDINAL})|[IVX]{{1,4}})(?=\.?(?:$|\s*\(|\s+[А-ЯЁ]{{4}}))\.?
        | (?:ОБЩАЯ|ОСОБЕННАЯ)\ ЧАСТЬ(?=$)
        | (?:Общая|Особенная)\ часть(?=$))
    | (?P<remark>(?:Примечани[ея]|ПРИМЕЧАНИ[ЕЯ])(?:\s+(?P<remark_no>\d{{1,3}}))?(?:[.:](?=\s|$)|(?=$)))
    | (?P<dot>(?P<dot_no>{_NUMBER})\.(?=\s|$|["«(А-ЯЁA-Z]|[а-яё]{{3}}
        |(?:(?<=\.\d\.)|(?<=\.\d\d\.))[а-яё]))
    | (?P<bracket>(?P<bracket_no>{_NUMBER})\))
    | (?P<letter>(?P<letter_no>[а-яёa-z](?:\.?\d{{1,2}}(?:[.{DASHES}]\d{{1,2}})?)?{_RAISED})\)(?=\s|$|["«(А-ЯЁа-яё]))
    | (?P<roman>(?P<roman_no>{_ROMAN})\.(?=\s+["«(А-ЯЁ]))
    | (?P<roman_bare>(?P<roman_bare_no>[IVXІХ]{{1,5}})(?=\ +[А-ЯЁ][^.;:,]{{3,120}}\.?$))
    | (?P<whole_bare>(?P<whole_bare_no>[1-9]\d?)(?=\ +[А-ЯЁ][^.;:,]{{3,120}}$))
    | (?P<point_bare>(?P<point_bare_no>[1-9]\d?)(?=\ +[А-ЯЁ].*[.;:]$))
    | (?P<roman_typed>(?P<roman_typed_no>1{{0,3}}[IVXІХУПШ][IVXІХУПШ1]{{0,4}})(?=\.?\s+[А-ЯЁ][А-ЯЁа-яё]{{2}})\.?)
    | (?P<bare>(?P<bare_no>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})(?=\s+["«(А-ЯЁ]))
    | (?P<small_bare>(?P<small_bare_no>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})(?=\s+[а-яё]))
    """,
    re.VERBOSE,
)
_FORMS = {
    "article": Form.ARTICLE,
    "chapter": Form.CHAPTER,
    "subsection": Form.SUBSECTION,
    "section": Form.SECTION,
    "sign": Form.PARAGRAPH_SIGN,
    "part": Form.CODE_PART,
    "remark": Form.REMARK,
    "dot": Form.DOT,
    "bracket": Form.BRACKET,
    "letter": Form.LETTER,
    "roman": Form.ROMAN,
    "roman_bare": Form.ROMAN,
    "whole_bare": Form.DOT,
    "point_bare": Form.DOT,
    "roman_typed": Form.ROMAN,
    "bare": Form.DOT,
    "small_bare": Form.DOT,
}

_SEVERAL = pattern(
    rf"""
      (?:(?P<article>Статьи)|(?P<chapter>Главы)|(?P<section>Разделы)|(?:Части|Пункты|Подпункты)\ (?=\d)|(?=\d))\s*
      (?P<numbers>(?P<first>{_NUMBER}|{_ROMAN})[.)]?
        (?>(?:\s*(?:[{DASHES},]|\ и)\s*(?>{_NUMBER}|{_ROMAN})[.)]?){{1,12}}))
      (?=\s*\(?(?:[А-Яа-я]{{4,9}}\s)?(?i:утратили|исключены))
    """,
    re.VERBOSE,
)
"""«Статьи 106 - 107. (Утратили силу - …)», «3 и 4) утратили силу»: what is left of several units.

A dash stands inside a number or between two: what follows the first is taken whole, not divided in every way."""
_SEVERAL_BEGIN = frozenset("СГРЧП123456789")
_GOES_ON = frozenset(f"{DASHES},")
_INNER_MARK = pattern(rf"[.)](?=\s*[{DASHES},])")

STARTS = frozenset("СсГПРЧШУ§ОПпр0123456789IVXLCІХабвгдежзийклмнопрстуфхцчшщъыьэюяёabcdefghijklmnopqrstuvwxyz")
"""Characters a label can begin with: a cheap test before the pattern."""

_PARTS_BY_WORD = {"ОБЩАЯ ЧАСТЬ": "1", "ОСОБЕННАЯ ЧАСТЬ": "2"}
_CYRILLIC_ROMAN = str.maketrans("ІХ", "IX")
_TYPED_ROMAN = str.maketrans({"І": "I", "Х": "X", "У": "V", "П": "II", "Ш": "III", "1": "I"})
"""What a keyboard without Latin letters gives for Roman figures."""
_SENTENCE = pattern(r"\s+(?:Федеральн|Закон|Кодекс|Конституц|настоящ|указанн|названн|Положени|Правил|[а-яё])")


def read_marker(line: str) -> Marker:
    """The label the line begins with, :data:`NO_MARKER` when it has none.

    >>> read_marker("15.1) осуществление")
    Marker(form=<Form.BRACKET: '1)'>, number='15.1', end=5, several='', found_by='bracket')
    """
    if line[:1] not in STARTS:
        return NO_MARKER
    m = _PATTERN.match(line)
    if m is None or line[m.end() : m.end() + 2].lstrip()[:1] in _GOES_ON:
        several = _SEVERAL.match(line) if line[0] in _SEVERAL_BEGIN else None
        if several or m is None:
            return _of_several(several) if several else NO_MARKER
    name = m.lastgroup or ""  # of nested groups the outer one closes last
    form, end = _FORMS[name], m.end()
    if form is Form.ARTICLE and line[end - 1] != "." and _is_sentence(line, end):
        return NO_MARKER
    label, number = m.group(name, f"{name}_no")
    if name == "roman_typed":
        number = number.translate(_TYPED_ROMAN)
    return Marker(form, _number(form, label, number), end, "", name)


def _of_several(m: re.Match[str]) -> Marker:
    named = next((_FORMS[name] for name in ("article", "chapter", "section") if m[name]), None)
    form = named or (Form.BRACKET if m["numbers"].endswith(")") else Form.DOT)
    return Marker(form, canonical(m["first"]), m.end(), _INNER_MARK.sub("", m["numbers"]).strip(" .)"), "several")


def _is_sentence(line: str, end: int) -> bool:
    """«Статья 5 настоящего Закона …» speaks of an article and does not open one."""
    rest = line[end:]
    return bool(_SENTENCE.match(rest)) or (bool(rest) and not rest.lstrip().startswith("(") and rest[-1] in ".;:,")


@lru_cache(maxsize=4096)
def _number(form: Form, label: str, number: str | None) -> str:
    if form is Form.CODE_PART and number is None:
        return _PARTS_BY_WORD[label.upper()]
    if form is Form.REMARK:
        return number or ""
    number = number or ""
    if form in (Form.SECTION, Form.CODE_PART) and (value := ordinal_value(number)) is not None:
        return str(value)
    return canonical(number if number.isascii() else number.translate(_CYRILLIC_ROMAN))
