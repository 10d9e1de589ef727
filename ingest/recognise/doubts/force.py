"""Clauses on force that no record tells, or not with all they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.dates import DATE
from ingest.law.kinds import kind
from ingest.law.pattern import pattern
from ingest.parsed import Problem, Requisites
from ingest.recognise.commencement.names import MAIN
from ingest.recognise.commencement.wordings import BY_ORDER
from ingest.recognise.doubts.claims import Claims, Spans, left

_CHECK = "Сверьте, с какого дня действует акт."
_CLAUSES = (
    *(
        "вступает в",
        "вступают в",
        "водится в дей",
        "водятся в дей",
        "вести в дей",
        "ата введения",
        "Ввести ",
        "ввести ",
    ),
    *("действует до ", "действует по ", "действует с ", "действуют до ", "действуют по ", "действуют с "),
    *("вступающ", "возникши", "отношения с ", "рименяется с ", "рименяются с "),
)
"""A part of each clause, by which it is found."""
_DAY = DATE.replace(" ", "[ ]")  # the pattern below is verbose
_SUBJECT = r"""
    (?: (?:Действие\s)?[Нн]астоящ\w+\s+(?!стать|част|пункт)\w+
      | (?P<noun>[А-ЯЁ][а-яё]{3,})(?:\s[а-яё]+){0,2}
      | (?:[Пп]ункт|[Сс]тать[яи])\w*\s[\d.,\sи-]+ | [Пп]одпункт\w*\s[^.;]{1,30}?
      | Установить,\sчто\s[^.;]{3,60} )
"""
_CLAUSE = pattern(
    rf"""
      (?<=[.;\s)]){_SUBJECT}(?:\s[^.;\n]{{0,160}})??\s
      (?P<verb>
          вступа[юе]т\s+в\s+(?:законную\s+)?(?:силу|действие)
        | ввод[ия]тся\s+(?:в\s+действие|с\s+{_DAY})
        | (?P<until>действу[юе]т\s+(?:до|по)\s(?!приняти|замен|утвержд|отмен|издани|введени))
        | (?P<back>распространя\w+\s(?:[^.;\n]{{0,40}})?на\s[^.;\n]{{0,80}}\bс\s{_DAY})
        | (?:применя|действу)[юе]т(?:ся)?\s+с\s+{_DAY} )
    | (?P<order>[Вв]вести\s+(?:[^.;\n]{{0,160}}\s)?с\s+{_DAY})
    | (?P<day>Дата\s+введения(?:\s+в\s+действие)?\s?[:–-]\s?{_DAY})
    | (?P<term>Установить\sсрок\sдействия\s[^;\n]{{1,80}}?\sдо\s{_DAY})
    | (?:за\s+исключением|кроме)\s[^;\n]{{3,200}}?
      (?P<exception>(?:вступающ\w+|котор\w+\s+вступа[юе]т)\s+в\s+(?:силу|действие)\s)
    """,
    re.VERBOSE,
)
"""The alternatives are named by what tells them; in the span of a record that word must lie."""
_UNREAD = "Похоже на условие о вступлении в силу или сроке действия, но не прочитано"


def clauses(claims: Claims) -> Iterator[Problem]:
    """«Настоящий приказ вступает в силу …», «… и действует до …», and no record that tells it."""
    act = claims.parsed.act
    if act is None:
        return
    own = [c for c in claims.parsed.commencement if c.basis == "clause"]
    told, ends, reaches = (
        Spans((c.start, c.end) for c in own if getattr(c, field)) for field in ("scope", "until", "retroactive")
    )
    apart = Spans((c.start, c.end) for c in own if c.scope != MAIN)
    for block in claims.lines_with(*_CLAUSES):
        for m in _CLAUSE.finditer(claims.text, block.start, block.end):
            if not claims.speaks(m.start()) or not _is_own(m["noun"], act) or _is_of_another(claims.text, m):
                continue
            record = apart if m["exception"] else ends if m["until"] or m["term"] else reaches if m["back"] else told
            place = (block.start, block.end) if record is not told else m.span(m.lastgroup or 0)
            if not record.touch(*place):
                yield left(_UNREAD, m[0], block.start, _CHECK)
                break


_OF_ANOTHER = pattern(r"(?<![а-яё])(?:решение\s(?:комисси|совет)|договор|соответстви)")


def _is_of_another(text: str, m: re.Match[str]) -> bool:
    """Whether the clause is on something else, or tells only who puts the act in force."""
    return _OF_ANOTHER.search(m[0]) is not None or BY_ORDER.match(text, m.end()) is not None


def _is_own(noun: str | None, act: Requisites) -> bool:
    """Whether a noun that opens a clause can be this act or its part: «Решение» of a положение is another's."""
    word = (noun or "").lower()
    return not word or word in kind(act.id.kind).title.lower().split() or word in _PARTS


_PARTS = frozenset(
    "положение положения порядок правила инструкция регламент программа устав политика методика изменения тарифы "
    "глава раздел часть статья пункт подпункт".split()
)


def unclear(claims: Claims) -> Iterator[Problem]:
    """«Настоящий Закон вступает в силу …», and the day or the way was not understood."""
    for clause in claims.parsed.commencement:
        if clause.rule == "unclear":
            words = claims.text[clause.start : clause.end]
            yield left("Не понято, когда акт вступает в силу", words, clause.start, _CHECK)
