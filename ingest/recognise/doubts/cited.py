"""Mentions of acts and units that no citation tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Block
from ingest.law.dates import DATE
from ingest.law.numbering import for_eid
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, left

_CHECK = "Сверьте ссылки с текстом."
_DAY = DATE.replace(" ", "[ ]")  # the pattern below is verbose
_CORE = pattern(
    rf"""
      от\s?{_DAY}\s{{0,2}}(?:№|N)\s?[\w/.-]{{0,20}}\d(?:[\w/@-]{{0,10}}\w)?
    | (?:№|N)\s?[\w/.-]{{1,20}}\sот\s{_DAY}
    | \d{{1,3}}\s?[-–]\s?(?:ФЗ|ФКЗ)(?![А-Яа-яё])
    """,
    re.VERBOSE,
)
_NAMES = pattern(
    r"""
    (?<![А-Яа-яЁё])
    (?: (?!Настоящ)[А-ЯЁ][а-яё-]+(?:ый|[ое]го|[ое]му|[ыи]м|[ое]м|ий)\s(?:[а-яё-]+(?:ый|ого|ому|ым|ом)\s)?
        [Кк]одекс(?:а|у|ом|е)?
      | Конституци(?:и|ю|ей|я)\s(?:Российской|РФ) | Конвенци(?:и|ю|ей)\sо
      | (?:[Фф]едеральн[а-яё]+\s)?(?:[Зз]акон|[Пп]остановлени|[Пп]риказ|[Уу]каз)[а-яё]*\s(?=[«"]Об?\s)
      | (?<=[а-яё,]\s)(?<!настоящего\s)(?<!настоящему\s)Устав(?:а|у|ом)
      | (?:СанПиН|СП|ГН|МР)\s\d[\d./-]*\d
      | (?:[ГУТНБЖСЗВЛ]К|[УГА]ПК|КАС|КоАП|УИК|ГрК)\s(?:РФ|РСФСР)
    )
    (?![а-яё])
    """,
    re.VERBOSE,
)
_NAMED = (
    "одекс",
    "Конституци",
    "Конвенци",
    ' "О',
    " «О",
    "Устав",
    "СанПиН ",
    "СП ",
    "ГН ",
    "МР ",
    "К РФ",
    "АС РФ",
    "АП РФ",
    "К РСФСР",
)
"""A part of each name, by which it is found."""
_ADDRESS = pattern(
    r"""
    (?: (?:под)?пункт(?:ами|ах|ов|ом|а|у|е) | стать(?:ями|ях|ей|и|е) | част(?:ями|ях|ью|и)
      | приложени(?:ями|ях|ем|ю|и) | п\. | ст\. | ч\. | пп\. )
    [ ]?(?:№[ ]?)?(?P<number>\d{1,3}(?:\.\d{1,3})*)(?![\d%])
    (?!\s?(?:год|г\.|мин|час|дн|%|человек|руб))   # «в части 5 дней»
    """,
    re.VERBOSE,
)
_WORDS = (" пункт", " подпункт", " стат", " част", " приложени", " п.", " ст.", " ч.", " пп.", "(п", "(ст", "(ч")


def _unclaimed(claims: Claims, wanted: re.Pattern[str], *roots: str) -> Iterator[re.Match[str]]:
    """Where the act itself says what is wanted, beside its citations and orders; the words hold one of ``roots``."""
    for block in claims.lines_with(*roots, outside=claims.cited):
        if not _is_lead(claims, block):
            yield from (m for m in wanted.finditer(claims.text, block.start, block.end) if _is_left(claims, m))


def _is_lead(claims: Claims, block: Block) -> bool:
    """Whether a paragraph tells where the changes below it are made, and cites nothing: «1) в статье 5:»."""
    return claims.is_row(block) or (
        claims.text[block.end - 1] == ":" and _LEAD.match(claims.document.line(block)) is not None
    )


_LEAD = pattern(
    r"[\d.)а-я]{0,12}\s?[Вв]о?\s(?i:(?:под)?пункт|част|стать|абзац|раздел|глав|приложени|преамбул|таблиц|строк|паспорт"
    r"|положени|порядк|правил|программ|регламент|инструкци|перечн)"
)


def _is_left(claims: Claims, m: re.Match[str]) -> bool:
    """Whether neither a citation nor an order claims the words, and they do not only give an act a short name."""
    start, end = m.span()
    if not claims.speaks(start) or claims.cited.touch(start, end) or claims.ordered.touch(start, end):
        return False
    return _DECLARED.search(claims.text, max(0, start - _BEFORE), start) is None


_BEFORE = 40
_DECLARED = pattern(r"(?:далее\s?[-–—]|‹)[^();›]*\Z")
"""«(далее - Закон N 210-ФЗ)» names the act once more; the bank of the ministry of justice writes ‹Редакция № 2 …›."""


def _around(claims: Claims, m: re.Match[str]) -> str:
    line = claims.block_at(m.start())
    return claims.text[max(line.start, m.start() - 30) : min(line.end, m.end() + 15)]


def cores(claims: Claims) -> Iterator[Problem]:
    """«от 27.07.2006 № 152», «273-ФЗ» of no citation."""
    act = claims.parsed.act
    own = act.id.number if act and act.id.number else ""
    for m in _unclaimed(claims, _CORE, "№", " N ", "-ФЗ", "-ФКЗ"):
        if m.start() not in claims.stamps and not (own and own in m[0]):
            yield left("Похоже на ссылку на акт, но не прочитано", _around(claims, m), m.start(), _CHECK)


def kindless(claims: Claims) -> Iterator[Problem]:
    """A citation by day and number that does not know of what act."""
    own = claims.parsed.act.id.number if claims.parsed.act else None
    for c in claims.parsed.citations:
        if c.act and c.act.kind == "akt" and c.act.number != own and claims.speaks(c.start):
            yield left("Не понято, какой это акт", c.exact, c.start, _CHECK)


def names(claims: Claims) -> Iterator[Problem]:
    """A code, the Constitution, a charter that is named in no citation."""
    act = claims.parsed.act
    own = " ".join((act.title or "" if act else "", *(unit.heading or "" for unit in claims.annexes))).lower()
    for m in _unclaimed(claims, _NAMES, *_NAMED):
        if m[0].lower() not in own and not (act and act.id.kind == "ustav" and m[0].startswith("Устав")):
            yield left("Акт назван, но ссылкой не стал", _around(claims, m), m.start(), _CHECK)


def addresses(claims: Claims) -> Iterator[Problem]:
    """«пунктом 4.2», «ст. 220» in no citation, no order and no clause on force."""
    begins = {at + 1 for word in _WORDS for at in claims.places(word)}
    found = sorted(at for at in begins if at not in claims.cited)
    for at in found:
        m = _ADDRESS.match(claims.text, at)
        if m is None or not _is_left(claims, m) or _PUBLISHED.search(claims.text, max(0, at - 20), at):
            continue
        block = claims.block_at(at)
        if not (at in claims.in_force or _is_lead(claims, block) or _is_told(claims, block, m)):
            yield left("Похоже на ссылку на пункт или статью, но не прочитано", _around(claims, m), at, _CHECK)


def _is_told(claims: Claims, block: Block, m: re.Match[str]) -> bool:
    """Whether a citation of the same paragraph has the number: «Федеральный закон «Об образовании …» (ст. 36)»."""
    number = for_eid(m["number"])
    cited = claims.citations_in(max(block.start, m.start() - _FAR), min(block.end, m.end() + _FAR))
    return any(number in re.split("_+", address) for c in cited for address in c.addresses)


_FAR = 500
"""Characters between an act's name and the address that its citation took."""


_PUBLISHED = pattern(r"(?:№|N)\s?\d+(?:\s\([^()]*\))?,\s\Z")
"""«1998, N 8, ст. 949»: a place in a gazette."""
