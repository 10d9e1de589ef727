"""The head of an act while its lines are being read: from the kind line, and the bodies above it, down to the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from ingest.document import Style
from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.organisations import ORGANISATION
from ingest.law.pattern import pattern
from ingest.law.stems import stems
from ingest.parsed import Adoption, Problem
from ingest.recognise.cores import Core
from ingest.recognise.requisites.bodies import bodies_above
from ingest.recognise.requisites.dated_line import read_dated_line
from ingest.recognise.requisites.deciding_body import names_decider
from ingest.recognise.requisites.lines import HeadLine
from ingest.recognise.requisites.roles import (
    OF_STATE,
    Role,
    kind_word,
    line_core,
    names_body,
    opens_addressee,
    opens_title,
    opens_with_body,
)
from ingest.recognise.requisites.stamps import Stamp
from ingest.recognise.titles import read_title


@dataclass(slots=True)
class Head:
    """What has been read of a head so far."""

    kind: str
    start: int
    end: int
    phrase: str = ""
    title: list[str] = field(default_factory=list)
    style: Style = Style.PARAGRAPH
    set_off: bool = False
    """Whether an empty line stands above the title: then one stands below it too."""
    day: str | None = None
    number: str | None = None
    place: str | None = None
    adopted: list[Adoption] = field(default_factory=list)
    approved_by: Stamp | None = None
    signed_by: str | None = None
    in_adoption: bool = False
    """Whether the last line told who adopted the act, below the title: the body's name may go on."""
    addressed: bool = False
    """Whether the addressee of a letter stands above, and the title is still to come."""
    problems: list[Problem] = field(default_factory=list)

    def take(self, core: Core) -> None:
        """Keep a core's date and number where the head has none yet."""
        self.day = self.day or core.date
        self.number = self.number or core.number

    def join_number(self, number: str | None) -> None:
        """Add another issuer's number of a joint act: «988н», then «1420н» → «988н/1420н»."""
        if number and self.number and not set(number.split("/")) <= set(self.number.split("/")):
            self.number += f"/{number}"

    @property
    def wording(self) -> str | None:
        """The title as one line, without outer quotes and full stop."""
        joined = " ".join(self.title).strip()
        if not joined:
            return None
        if joined[0] == "[" and joined[-1] == "]":  # a publisher names what its issuer did not
            joined = joined[1:-1]
        quoted = read_title(joined, 0, len(joined)) if joined[0] in '«"“' else None
        return (quoted[0] if quoted else joined.rstrip(" .")) or None


def open_head(lines: Sequence[HeadLine], at: int) -> Head:
    """The head as far as the kind line and the lines above it tell."""
    line = lines[at]
    if line.role is Role.CODE:
        return _open_code(lines, at)
    kind, rest = kind_word(line.text) or ("akt", "")
    above, start = bodies_above(lines, at)
    head = Head(kind, lines[start].start, line.end, ", ".join(above))
    for earlier in lines[min(start, max(0, at - 6)) : at]:
        if earlier.role is Role.CORE and (core := line_core(earlier.text)):
            head.take(core)
            if len(above) > 1:
                head.join_number(core.number)
            head.start = min(head.start, earlier.start)
        elif earlier.role is Role.STATE:
            head.start = min(head.start, earlier.start)
    _read_rest(line, rest, head)
    return head


def _open_code(lines: Sequence[HeadLine], at: int) -> Head:
    line = lines[at]
    start = lines[at - 1].start if at and lines[at - 1].role in (Role.STATE, Role.ADOPTION) else line.start
    head = Head("konstituciya" if line.text.upper().startswith("КОНСТИТУЦИЯ РОССИЙСКОЙ") else "kodeks", start, line.end)
    head.title = [line.text]
    head.style = line.style
    state = _OF_STATE.search(line.text.upper())
    head.phrase = state[0] if state else ""
    for earlier in lines[max(0, at - 3) : at]:
        if earlier.role is Role.ADOPTION:
            _adoption(earlier, head)
    return head


_OF_STATE = pattern(rf"(?<![А-ЯЁ-]){OF_STATE}(?![А-ЯЁ-])")


def _read_rest(line: HeadLine, rest: str, head: Head) -> None:
    """Issuer, date, number and title that stand in the kind line itself."""
    core = line_core(rest)
    if opens_title(rest):
        head.title, head.style = [rest], line.style
        return
    if core is None:
        head.phrase = head.phrase or rest
        return
    head.take(core)
    head.phrase = re.sub(r"\s*\b[Оо][Тт]$", "", rest[: core.start].strip()) or head.phrase
    after = core.end
    if where := _OF_SCHOOL.match(rest, after):
        head.phrase, after = head.phrase or where["name"], where.end()
    if more := read_title(rest, after, len(rest)):
        head.title = [more[0]]


_OF_SCHOOL = pattern(rf"[\s,]*(?:[Пп]о\s+)?(?P<name>{ORGANISATION.pattern})", re.VERBOSE)
"""Behind the number of a school's order: «Приказ № 17 от 25.08.2021 г. по Родниковской основной школе «Об …»»."""


def read_below(lines: Sequence[HeadLine], at: int, head: Head) -> None:
    """The lines below the kind line, up to the act's body."""
    for i, line in enumerate(islice(lines, at + 1, None), at + 1):
        reader = continue_title if _belongs(line, head) else _READERS.get(line.role)
        if reader is None or _names_decider(lines, i) or not reader(line, head):
            break
        head.end = line.end


def _belongs(line: HeadLine, head: Head) -> bool:
    """Whether a line of any role but these goes on with the title above it: «… в / распоряжение от … № 9-р»."""
    if not head.title or line.role in (Role.NOTE, Role.ADOPTION, Role.REGISTRATION, Role.BODY, Role.OTHER):
        return False
    return not line.spaced if head.set_off else _INCOMPLETE.search(head.title[-1]) is not None


def _names_decider(lines: Sequence[HeadLine], i: int) -> bool:
    """Whether line i opens the body: «Примерская областная Дума / решила:»."""
    return lines[i].role is Role.OTHER and any(names_decider(lines[i].text, line.text) for line in lines[i + 1 : i + 2])


_OF_PLACE = frozenset({"област", "кра", "город", "район", "округ", "республик"})
"""Stems that tell no body from another: «Примерская областная Дума» is «Областная Дума Примерской области»."""


def take_caption(above: Sequence[HeadLine], head: Head) -> None:
    """What the caption that a publisher put above the head says more: «Указ … от 13.08.1980 № 2674-X»."""
    for line in above:
        caption = kind_word(line.text) if line.role is Role.KIND else None
        core = line_core(caption[1]) if caption else None
        if caption is None or core is None or caption[0] != head.kind:
            continue
        head.take(core)
        head.start = min(head.start, line.start)
        body = re.sub(r"\s*\b[Оо][Тт]$", "", caption[1][: core.start].strip())
        said = set(stems(head.phrase))
        if said < set(stems(body)) - _OF_PLACE:  # «ОБЛАСТНАЯ ДУМА» is one of many, the caption says which
            head.phrase = body


def _note(line: HeadLine, head: Head) -> bool:
    return True


def _part(line: HeadLine, head: Head) -> bool:
    """«ЧАСТЬ ПЕРВАЯ» right below a code's name belongs to the title; below the adoption lines it is structure."""
    if head.kind == "kodeks" and len(head.title) == 1 and not head.adopted:
        head.title.append(f"({line.text.lower()})")
        return True
    return False


def _core(line: HeadLine, head: Head) -> bool:
    """Date, number and sometimes the place between or after them; several numbers are a joint act's."""
    core = line_core(line.text)
    if head.title and (head.number or head.kind in ("fz", "fkz", "kodeks")):
        return continue_title(line, head)
    if dated := read_dated_line(line.text):
        head.place = head.place or dated.place
    if core:
        head.take(core)
        numbers = re.findall(r"(?:№|N) ?([\w/.@-]+)", line.text)
        if len(numbers) > 1 and core.number == numbers[0]:
            head.number = "/".join(numbers)
        elif core.date is None and ", " in head.phrase:
            head.join_number(core.number)
    if head.place is None and (place := _PLACE_BESIDE.search(_DATE.sub("", line.text))):
        head.place = place[0]
    return True


_DATE = pattern(DATE, re.IGNORECASE)
_PLACE_BESIDE = pattern(r"(?<!\w)(?:г\. ?)?[А-ЯЁ][а-яё]{3,}(?:-[А-ЯЁа-яё]+)*(?!\w)")


def _place(line: HeadLine, head: Head) -> bool:
    if head.title and not line.text.isupper() and line.style is not Style.CENTRE:
        return continue_title(line, head)
    head.place = head.place or line.text
    return True


_DECIDED = pattern(
    rf"""
    (?: (?P<adopted>(?:принят|одобрен)[аоы]?|дата\sпринятия) | (?:подписан[аоы]?|дата\sподписания) ) [»"“]?:?
    \s+ (?: (?P<body>(?!{DATE})[^\d]{{3,160}}?) \s+ )? (?:от\s+)? (?P<day>{DATE})
    (?:\s*(?:№|N)\s?(?P<number>[\w/.-]*\w))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""«Принят Думой 11.11.2021 № 214», «"Принято" 14.04.2020 г. "Подписано" 17.04.2020 г.», «Дата принятия: …»."""


def _adoption(line: HeadLine, head: Head) -> bool:
    for m in _DECIDED.finditer(line.text):
        if m["adopted"] is None:  # an act is of the day on which it is signed
            head.take(Core(m.start(), m.end(), m["day"], m["number"]))
            continue
        try:
            head.adopted.append(Adoption(m["body"] or head.phrase, read_date(m["day"]), m["number"]))
        except ImpossibleDate as error:
            head.problems.append(Problem(f"Дата принятия не читается: {error}.", line.start, "requisites"))
    head.in_adoption = bool(head.adopted and head.title)
    return True


def _other(line: HeadLine, head: Head) -> bool:
    if (by := _BY_RESOLUTION.match(line.text)) and head.adopted:  # «Принят Думой 11.11.2021 / (постановление № 214)»
        head.adopted[-1] = head.adopted[-1]._replace(protocol=by["number"])
        return True
    if head.in_adoption:  # «Принят Собранием -    24 марта 2016 года / Народным Хуралом Республики»
        if opens_title(line.text) or line.text.endswith(".") or len(line.text) > _LONGEST_NAME:
            return False
        head.adopted[-1] = head.adopted[-1]._replace(by=f"{head.adopted[-1].by} {line.text}")
        return True
    if head.title:
        return continue_title(line, head)
    if line.text.endswith("!"):  # «Уважаемые коллеги!»
        return False
    if head.kind == "pismo" and not opens_title(line.text) and (head.addressed or opens_addressee(line.text)):
        head.addressed = True
        return True
    if not head.phrase and ORGANISATION.match(line.text):
        head.phrase = line.text
        return True
    if not opens_title(line.text) and _names_issuer(line, head):
        core = line_core(line.text)
        named = line.text[: core.start] if core else line.text
        head.phrase = f"{head.phrase} {named}".strip()
        if core:
            head.take(core)
        return True
    if line.text.startswith("(") or (line.text.startswith("_") and len(set(line.text)) < 3):
        return True
    head.title = [line.text]
    head.style, head.set_off = line.style, line.spaced
    return True


_LONGEST_NAME = 120
_BY_RESOLUTION = pattern(r"\(постановлени[ея]м?\s(?:№|N)\s?(?P<number>[\w/.-]*\w)\)")


def _names_issuer(line: HeadLine, head: Head) -> bool:
    """«РОССИЙСКОЙ ФЕДЕРАЦИИ», «ПРЕЗИДЕНТА …» below «ЗАКОН», «УКАЗ»: the issuer's name, before the title has begun."""
    if (head.phrase and (head.day or head.number)) or not names_body(line.text):
        return False
    return line.text.isupper() or line.style in (Style.CENTRE, Style.TITLE) or opens_with_body(line.text)


_INCOMPLETE = pattern(
    r"""
    (?: [,(-]
      | ^ОБ?\ [А-ЯЁ]+(?:ЕНИИ|АНИИ|ЯТИИ|ЫТИИ) | ^Об?\ [а-яё]+(?:ении|ании|ятии|ытии)
      | (?:^|\ ) (?: и|в|во|на|о|об|по|с|со|для|от|к|за|при|или|до|из|между|не|\(?далее
                  | (?<!ой\ )(?:Республики|РЕСПУБЛИКИ)
                  | (?:утвержд[её]нн|принят)[а-я]+\ (?:приказ|постановлени|решени|распоряжени|указ)[ео]м
                  | в\ (?:приказ|постановление|решение|распоряжение|указ|закон) )
    )$
    """,
    re.VERBOSE,
)
_OF_ACT = pattern(r" (?:приказ|постановлени|распоряжени|решени|указ|письм)(?:а|у|ом|е|я|ю|ем|и)$")
"""An act that the line leaves without its issuer, day and number: «… положений приказа / Росимущества от … № 58»."""
_GOES_ON = pattern(
    r"""
      [а-яё(«"“\d]
    | (?:Российской|Правительств|Министерств|Федеральн|Президент|города\ |Государственн)
    | (?:Губернатора|Департамента|Комитета|Управления|Главы|Думы|Совета|Собрания|Администрации|Закона|Указа|Кодекса
        |Положения|Порядка|Правил|Устава|Регламента|Республики)(?![а-яё])
    | [А-ЯЁ][а-яё-]+(?:ого|его|ой|ей|ых|их)\ [а-яёА-ЯЁ] | (?:СП|СанПиН|ГОСТ|РФ)[ ]
    | (?:[А-ЯЁ][а-яё-]+(?:ым|им|ой|ей|ого|его|ому|ему)\ ){1,2}
      (?:управлени|комитет|департамент|служб|агентств|инспекци|администраци|комисси|палат|дум|совет|собрани)
      [а-яё]{1,3}(?![а-яё])
    """,
    re.VERBOSE,
)
"""A small letter, or the name of a body in no nominative: «предоставления / Архивным управлением …»."""


def continue_title(line: HeadLine, head: Head) -> bool:
    """Join a title's next line where it goes on."""
    if not goes_on(line, head):
        return False
    head.title.append(line.text)
    return True


def goes_on(line: HeadLine, head: Head) -> bool:
    """Whether a title's next line is one: in the title's own style, or where the last line visibly breaks off."""
    text, last = line.text, head.title[-1]
    if text.endswith((":", ";")) or (text.startswith("(") and text.endswith(")")):
        return False
    if sum(map(len, head.title)) > _LONGEST_TITLE:
        return False
    if head.set_off or (line.spaced and text[0].isupper() and line.style is Style.PARAGRAPH):
        return not line.spaced
    styled = line.style is head.style and head.style in (Style.TITLE, Style.CENTRE)
    same_case = _in_capitals(text) and _in_capitals(last)
    small = (_GOES_ON.match(text) or ORGANISATION.match(text)) and len(text) < 200 and not text.endswith(".")
    return styled or same_case or bool(small) or breaks_off(head) or bool(_OF_ACT.search(last) and line_core(text))


def breaks_off(head: Head) -> bool:
    """Whether the title so far visibly breaks off, so that whatever stands below belongs to it."""
    return _INCOMPLETE.search(head.title[-1]) is not None or open_quote("".join(head.title))


def _in_capitals(text: str) -> bool:
    """Capitals throughout, small words apart: «О ПОРЯДКЕ РАЗРАБОТКИ и РЕАЛИЗАЦИИ»."""
    return text.isupper() or (text[:2].isupper() and _SMALL_WORD.sub("", text).isupper())


_SMALL_WORD = pattern(r"(?<![а-яёА-ЯЁ])[а-яё]{1,3}(?![а-яё])")
_LONGEST_TITLE = 1500


def open_quote(text: str) -> bool:
    """Whether a quote is left open: in straight quotes, an odd one."""
    return text.count('"') % 2 == 1 or text.count("«") > text.count("»")


_READERS = {
    **dict.fromkeys((Role.NOTE, Role.STATE, Role.REGISTRATION, Role.CONTACT), _note),
    Role.PART: _part,
    Role.CORE: _core,
    Role.PLACE: _place,
    Role.ADOPTION: _adoption,
    Role.OTHER: _other,
}
"""What each role below the kind line adds to the head; any role that is not here ends it."""
