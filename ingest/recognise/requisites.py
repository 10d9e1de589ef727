"""The act's own head: kind, issuers, date, number, title, adoption, registration, signature.

A head is a short run of lines at the top, in one of a few orders: «РОССИЙСКАЯ ФЕДЕРАЦИЯ / ФЕДЕРАЛЬНЫЙ ЗАКОН / О … / Принят …»
with date and number below the signature; «МИНИСТЕРСТВО … / ПРИКАЗ / от … № … / МОСКВА / Об …»; all of it in one line. Dates
and numbers are taken from those places alone: what the body or an annex's stamp says is never the act's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.document import Document, Style
from ingest.law.act_id import ActId, tidy_number
from ingest.law.address import Naming
from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.issuers import drop_parents, resolve
from ingest.law.known_acts import by_id, by_name
from ingest.law.stems import stems
from ingest.parsed import Problem, Requisites
from ingest.recognise.cores import Core
from ingest.recognise.drafts import settle
from ingest.recognise.head_lines import (
    BODY_NOMINATIVE,
    Line,
    Role,
    head_lines,
    kind_word,
    line_core,
    names_body,
    opens_title,
)
from ingest.recognise.signature import Signature, find_signature
from ingest.recognise.titles import read_title

_OF_ARTICLES = frozenset({"fz", "fkz", "zakon", "konstituciya", "ustav"})
_UNTITLED = frozenset({"rp", "rasporyazhenie", "pismo"})
"""Kinds that are commonly issued without a title: its absence is no problem."""


@dataclass(slots=True)
class _Head:
    """What has been read of a head so far."""

    kind: str
    start: int
    end: int
    phrase: str = ""
    title: list[str] = field(default_factory=list)
    style: Style = Style.PARAGRAPH
    day: str | None = None
    number: str | None = None
    place: str | None = None
    adopted: list[tuple[str, date]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, core: Core) -> None:
        """Keep a core's date and number where the head has none yet."""
        self.day = self.day or core.date
        self.number = self.number or core.number

    @property
    def wording(self) -> str | None:
        """The title as one line, without outer quotes and full stop."""
        joined = " ".join(self.title).strip()
        if not joined:
            return None
        quoted = read_title(joined, 0, len(joined)) if joined[0] in "«\"“" else None
        return (quoted[0] if quoted else joined.rstrip(" .")) or None


def recognise(document: Document) -> tuple[Requisites | None, tuple[Problem, ...]]:
    """The document's own requisites, None when it has no act's head, and what about the head was not understood."""
    lines = head_lines(document)
    at = _find_head(lines)
    if at is None:
        return None, (Problem("Реквизиты акта в начале документа не найдены.", None, "requisites"),)
    head = _open(lines, at)
    _read_below(lines, at, head)
    signature = find_signature(document, head.end)
    if signature and not (head.day or head.number):
        head.day, head.number = signature.date, signature.number
    return _conclude(document, lines, head, signature)


# Where the head is


def _find_head(lines: list[Line]) -> int | None:
    """Index of the line that names the act's kind."""
    cited = 0
    for i, line in enumerate(lines[:48]):
        if line.role is Role.CODE and (line.style in (Style.TITLE, Style.CENTRE, Style.HEADING) or i < 5):
            return i
        if line.role is Role.KIND:
            if _is_head(lines, i, cited):
                return i
            cited += 1
        if line.role is Role.BODY and i > 12 and cited:
            return None
        if cited > 1:
            return None
    return None


def _is_head(lines: list[Line], i: int, cited: int) -> bool:
    """Whether a line with a kind word heads the act itself, and is not one of a list of acts."""
    found = kind_word(lines[i].text)
    if found is None:
        return False
    rest = found[1]
    if line_core(rest):
        return not _stands_in_list(lines, i)
    if lines[i].text.isupper() or lines[i].style is Style.TITLE:
        return cited == 0
    return i < 8 and any(line.role is Role.CORE for line in lines[i + 1 : i + 5])


def _stands_in_list(lines: list[Line], i: int) -> bool:
    """A kind, date and number in one line head an act only at the very top, and when no such line follows."""
    above = [line for line in lines[:i] if line.role not in (Role.NOTE, Role.STATE, Role.REGISTRATION)]
    names = sum(BODY_NOMINATIVE.match(line.text.upper()) is not None for line in above)
    below = [line for line in lines[i + 1 : i + 8] if line.role is Role.KIND and line_core(line.text)]
    return len(above) > names or bool(below)


# What the head says


def _open(lines: list[Line], at: int) -> _Head:
    """The head as far as the kind line and the lines above it tell."""
    line = lines[at]
    if line.role is Role.CODE:
        return _open_code(lines, at)
    kind, rest = kind_word(line.text) or ("akt", "")
    above, start = _bodies_above(lines, at)
    head = _Head(kind, lines[start].start, line.end, ", ".join(above))
    for earlier in lines[max(0, at - 6) : at]:
        if earlier.role is Role.CORE and (core := line_core(earlier.text)):
            head.take(core)
            head.start = min(head.start, earlier.start)
        elif earlier.role is Role.STATE:
            head.start = min(head.start, earlier.start)
    _read_rest(line, rest, head)
    return head


def _open_code(lines: list[Line], at: int) -> _Head:
    line = lines[at]
    start = lines[at - 1].start if at and lines[at - 1].role in (Role.STATE, Role.ADOPTION) else line.start
    head = _Head("konstituciya" if line.text.upper().startswith("КОНСТИТУЦИЯ РОССИЙСКОЙ") else "kodeks", start, line.end)
    head.title = [line.text]
    head.style = line.style
    state = re.search(r"(?:РОССИЙСКОЙ ФЕДЕРАЦИИ|РСФСР|СССР)$", line.text.upper())
    head.phrase = state[0] if state else ""
    for earlier in lines[max(0, at - 3) : at]:
        if earlier.role is Role.ADOPTION:
            _adoption(earlier, head)
    return head


def _read_rest(line: Line, rest: str, head: _Head) -> None:
    """Issuer, date, number and title that stand in the kind line itself."""
    core = line_core(rest)
    if core is None:
        head.phrase = head.phrase or rest
        return
    head.take(core)
    head.phrase = re.sub(r"\s*\b[Оо][Тт]$", "", rest[: core.start].strip()) or head.phrase
    after = core.end
    if more := read_title(rest, after, len(rest)):
        head.title = [more[0]]


def _bodies_above(lines: list[Line], at: int) -> tuple[list[str], int]:
    """Names of the issuing bodies in the run of lines right above the kind line, and the index of the first."""
    first = at
    while first > 0 and at - first < 10 and _may_name_body(lines[first - 1]):
        first -= 1
    names: list[str] = []
    start = at
    for i in range(first, at):
        line = lines[i]
        if BODY_NOMINATIVE.match(line.text.upper()):
            start = i if not names else start
            names.append(line.text)
        elif names and line.role in (Role.OTHER, Role.PLACE) and not line.text.startswith("("):
            names[-1] += " " + line.text
    return names, start


def _may_name_body(line: Line) -> bool:
    return line.role in (Role.OTHER, Role.PLACE, Role.CORE, Role.REGISTRATION, Role.STATE, Role.NOTE) and not line.text.endswith((".", ":", ";"))


def _read_below(lines: list[Line], at: int, head: _Head) -> None:
    """The lines below the kind line, up to the act's body."""
    for line in lines[at + 1 :]:
        reader = _READERS.get(line.role)
        if reader is None or not reader(line, head):
            break
        head.end = line.end


def _note(line: Line, head: _Head) -> bool:
    return True


def _part(line: Line, head: _Head) -> bool:
    """«ЧАСТЬ ПЕРВАЯ» right below a code's name belongs to the title; below the adoption lines it is structure."""
    if head.kind == "kodeks" and len(head.title) == 1 and not head.adopted:
        head.title.append(f"({line.text.lower()})")
        return True
    return False


def _core(line: Line, head: _Head) -> bool:
    core = line_core(line.text)
    if head.title and (head.number or head.kind in ("fz", "fkz", "kodeks")):
        return _continue_title(line, head)
    if core:
        head.take(core)
        numbers = re.findall(r"(?:№|N) ?([\w/.@-]+)", line.text)
        if len(numbers) > 1 and core.number == numbers[0]:
            head.number = "/".join(numbers)
    return True


def _place(line: Line, head: _Head) -> bool:
    if head.title and not (head.day or head.number):
        return False
    if head.title and line.style is not Style.CENTRE:
        return _continue_title(line, head) if not line.text.isupper() else True
    head.place = head.place or line.text
    return True


_ADOPTED = re.compile(rf"(?:Принят|Одобрен)[аоы]?\s+(?P<body>.{{3,160}}?)\s+(?P<day>{DATE})", re.IGNORECASE)


def _adoption(line: Line, head: _Head) -> bool:
    if m := _ADOPTED.match(line.text):
        try:
            head.adopted.append((m["body"], read_date(m["day"])))
        except ImpossibleDate as error:
            head.problems.append(Problem(f"Дата принятия не читается: {error}.", line.start, "requisites"))
    return True


def _other(line: Line, head: _Head) -> bool:
    if head.title:
        return _continue_title(line, head)
    if not opens_title(line.text) and _names_issuer(line, head):
        head.phrase = f"{head.phrase} {line.text}".strip()
        return True
    if line.text.startswith("(") or (line.text.startswith("_") and len(set(line.text)) < 3):
        return True
    head.title = [line.text]
    head.style = line.style
    return True


def _names_issuer(line: Line, head: _Head) -> bool:
    """«РОССИЙСКОЙ ФЕДЕРАЦИИ», «ПРЕЗИДЕНТА …» below «ЗАКОН», «УКАЗ»; the issuer's name goes on, the title has not begun."""
    if head.day or head.number or not names_body(line.text):
        return False
    return line.text.isupper() or line.style in (Style.CENTRE, Style.TITLE)


_INCOMPLETE = re.compile(r"(?:[,(-]|(?:^| )(?:и|в|во|на|о|об|по|с|со|для|от|к|за|при|или|до|из|между|не|\(?далее))$")
_GOES_ON = re.compile(r"[а-яё(«\"“\d]|(?:Российской|Правительств|Министерств|Федеральн|Президент|города |Государственн)")


def _continue_title(line: Line, head: _Head) -> bool:
    """Join a title's next line: in the title's own style, or going on where the last line visibly breaks off."""
    last = head.title[-1]
    if line.text.endswith((":", ";")) or sum(map(len, head.title)) > 1500 or (line.text.startswith("(") and line.text.endswith(")")):
        return False
    styled = line.style is head.style and head.style in (Style.TITLE, Style.CENTRE)
    same_case = line.text.isupper() and last.isupper()
    quotes = sum(ch in "«“\"" for text in head.title for ch in text) - sum(ch in "»”\"" for text in head.title for ch in text)
    straight = sum(text.count('"') for text in head.title) % 2
    broken = _INCOMPLETE.search(last) is not None or quotes > 0 or straight == 1
    if broken or styled or same_case or (_GOES_ON.match(line.text) and len(line.text) < 200 and not line.text.endswith(".")):
        head.title.append(line.text)
        return True
    return False


_READERS = {
    Role.NOTE: _note,
    Role.STATE: _note,
    Role.REGISTRATION: _note,
    Role.PART: _part,
    Role.CORE: _core,
    Role.PLACE: _place,
    Role.ADOPTION: _adoption,
    Role.OTHER: _other,
}
"""What each role below the kind line adds to the head; any role that is not here ends it."""


# What follows from it


def _conclude(document: Document, lines: list[Line], head: _Head, signature: Signature | None) -> tuple[Requisites, tuple[Problem, ...]]:
    day = _day(head)
    number = tidy_number(head.number)
    if head.kind == "konstituciya" and head.adopted:
        day = head.adopted[0][1]
    kind, issuers = _identity(head, number, day)
    title = head.wording
    act = ActId(kind, issuers, day, number, None if day or number else title)
    known = by_id(act.slug)
    if known is None and head.kind == "kodeks" and title:
        known = next(iter(by_name(title, day)), None)
    naming = known.naming if known else Naming.LAW if kind in _OF_ARTICLES else Naming.DECREE
    requisites = Requisites(
        act,
        title,
        head.start,
        head.end,
        tuple(head.adopted),
        _registration(document, lines),
        head.place or (signature.place if signature else None),
        signature.signed_by if signature else None,
        naming,
    )
    return requisites, (*head.problems, *_missing(kind, act, title, head))


_STATES = frozenset({"рф", "рсфср", "ссср", "союз", "совет", "советск", "социалистическ", "республик"})
"""Words of a phrase that names a state and no body: a law of it needs no issuer."""


def _identity(head: _Head, number: str | None, day: date | None) -> tuple[str, tuple[str, ...]]:
    if head.kind == "konstituciya":
        return "konstituciya", ()
    if head.kind == "kodeks" and any(body.startswith("Государственной Дум") for body, _ in head.adopted):
        return "fz", ()
    phrase = "" if _STATES.issuperset(stems(head.phrase)) else head.phrase
    kind, issuers = settle(head.kind, phrase, number, day)
    return kind, drop_parents(issuers, number)


def _day(head: _Head) -> date | None:
    if not head.day:
        return None
    try:
        return read_date(head.day)
    except ImpossibleDate as error:
        head.problems.append(Problem(f"Дата акта не читается: {error}.", head.start, "requisites"))
        return None


def _missing(kind: str, act: ActId, title: str | None, head: _Head) -> tuple[Problem, ...]:
    """A sentence for every requisite that the head lacks."""
    sentences = (
        ("Дата акта не указана.", act.date is None and not head.day),
        ("Номер акта не указан.", act.number is None and kind != "konstituciya"),
        ("Название акта не указано.", title is None and kind not in _UNTITLED),
        ("Орган, издавший акт, не указан.", kind in _NEEDS_ISSUER and not act.issuers),
    )
    return tuple(Problem(sentence, head.start, "requisites") for sentence, lacks in sentences if lacks)


_NEEDS_ISSUER = frozenset({"prikaz", "postanovlenie", "rasporyazhenie", "pismo", "reshenie", "instrukciya", "ukazanie", "direktiva"})

_STAMP = re.compile(
    r"(?:Зарегистрирован[оа]?|ЗАРЕГИСТРИРОВАН[ОА]?)\s+(?:в\s+)?(?:Минюст|Министерств|МИНЮСТ|МИНИСТЕРСТВ)[^\d№]{0,60}"
    rf"(?P<day>{DATE}|[\d. ]{{6,12}}(?=, ?рег))?[\s,]{{0,4}}(?:[Рр]егистрационный|рег\.)?\s?(?:№|N|номер)\s?(?P<number>\d{{1,7}})",
)


def _registration(document: Document, lines: list[Line]) -> tuple[date | None, str] | None:
    """Registration by the Ministry of Justice: a stamp that begins a line, in the head or below the signature."""
    text = document.text
    at = text.find("арегистрирован")
    while at >= 0:
        if at == 1 or text[at - 2 : at - 1] == "\n":
            m = _STAMP.match(text, at - 1)
            if m:
                return _day_or_none(m["day"]), m["number"]
        at = text.find("арегистрирован", at + 14)
    return None


def _day_or_none(wording: str | None) -> date | None:
    try:
        return read_date(wording) if wording else None
    except ImpossibleDate:
        return None
