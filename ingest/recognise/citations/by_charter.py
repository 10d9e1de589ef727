"""Constitutions, charters and papers of a house, cited by whose they are or what about, without a number or a day.

статьи 51 Конституции Республики Примерия · пунктом 5 статьи 18 Устава Примерского края
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.law.act_id import ActId
from ingest.law.pattern import pattern
from ingest.law.text import level
from ingest.recognise.citations.draft import Draft

_CHARTER = pattern(
    r"[КУ](?:(?P<konstituciya>(?<=К)онституци(?:я|и|ю|ей))|(?P<ustav>(?<=У)став(?:а|у|ом|е)?))(?:\s\(Основно[а-я]+\s[Зз]акон[а-я]*\))?"
    r"\s(?P<of>Республики\s[А-ЯЁ][а-яё]+(?:\s?-\s?[А-ЯЁ][а-яё]+|\s\([А-ЯЁ][а-яё]+\))?"
    r"|[А-ЯЁ][А-ЯЁа-яё-]+(?:ой|ого)\s(?:области|края|автономного\sокруга|автономной\sобласти|Республики|района"
    r"|муниципального\s(?:района|округа)|городского\s(?:округа|поселения)|сельского\sпоселения)|города\s[А-ЯЁ][а-яё-]+"
    r"|(?:муниципального\s(?:образования|района|округа)|(?:городского|сельского)\s(?:округа|поселения))"
    r"\s(?:[«\"“][^«»\"“”\n]{3,60}[»\"”]|[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)?))"
    r"(?![^;\n]{0,300}?\b(?:утв|принят|зарегистр))"  # one that an act adopts is known by that act
)
_SOMEONES = pattern(
    r"[Уу]став(?:(?<=[\wё,–—-] [Уу]став)(?:а|у|ом|е)|(?<=[;–—-] Устав)|(?<=\d\) Устав))"
    r"(?P<of>\s(?:(?:[а-яё]+(?:ого|ой)\s){0,2}[А-Яа-я][а-я]{3,16}(?:и|ы|а|я)(?<!ен[аы])(?<!ся)|[А-ЯЁ]{2,8}))(?![А-Яа-яЁё])"
    r"(?![^;\n]{0,300}?\b(?:утв|принят))"
)
"""«Уставом школы», «4) Устав Центра»: whose is said, but not which act that is."""
_PAPER = pattern(
    r"""
    Положени (?<= [а-яё\d,»)][ ].{8} ) (?<! щего[ ].{8} ) (?<! щему[ ].{8} ) (?<! щим[ ].{8} ) (?<! ении[ ].{8} )
    (?:ю|ем|я) \s
    (?P<title> об?о?\s (?: (?! \s и \s (?:пункт|подпункт|стать|част|Положени|Устав) | \sутв ) [^.,;:()\n«»] ){5,110}+ )
    (?! (?: [^.;:\n] | \.(?=[\d)]) ){0,200}? \b(?:утв|принят) )
    """,
    re.VERBOSE,
)
"""«Положению об оплате труда работников лицея», of which nothing tells who approved it, and when."""
_NAMES = {"konstituciya": "Конституция", "ustav": "Устав"}


def by_charter(text: str, hidden: Callable[[int], bool]) -> Iterator[Draft]:
    """A draft for each, in reading order; one in capitals, or in the head of the charter itself, is none."""
    for m in _CHARTER.finditer(text):
        if not hidden(m.start()) and text[m.start() - 1 : m.start()] != "\n" and m.start():
            kind = "konstituciya" if m["konstituciya"] else "ustav"
            title = f"{_NAMES[kind]} {' '.join(m['of'].split())}"
            act = ActId(kind, (), None, None, title)
            yield Draft(m.start(), m.end(), kind, "title", title=title, act=act)


def by_own_charter(text: str, hidden: Callable[[int], bool]) -> Iterator[Draft]:
    """«Уставом школы», «Устава лицея»: a charter that the text names and does not identify; no act is made of it."""
    for m in _SOMEONES.finditer(text):
        if not hidden(m.start()):
            yield Draft(m.start(), m.end(), "ustav", "title", title=f"Устав{m['of']}", status="unidentified")


def by_paper(text: str, hidden: Callable[[int], bool], own: str) -> Iterator[Draft]:
    """A Положение named by what it is about alone, unless the act bears that title itself: no act is made of it."""
    for m in _PAPER.finditer(text):
        title = m["title"].strip()
        if not hidden(m.start()) and level(title)[:24] not in own:
            end = m.start("title") + len(title)
            yield Draft(m.start(), end, "polozhenie", "title", title=f"Положение {title}", status="unidentified")
