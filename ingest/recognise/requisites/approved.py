"""The head of a paper that an act approves: положение, порядок, правила, программа, with the stamps above its name.

Such a paper has no kind line in capitals, no date and number of its own: the stamp tells who approved it and when, its
name is «Положение / о школьном музее» in whatever letters. Without a stamp it is one only where its text is numbered
as an act's is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ingest.document import Block, Document
from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.organisations import ORGANISATION, organisation_key, short_name
from ingest.law.pattern import pattern
from ingest.parsed import Adoption
from ingest.recognise.requisites.columns import OFFICE_WORD, STAMP_WORD
from ingest.recognise.requisites.dated_line import SETTLEMENT
from ingest.recognise.requisites.head import Head, breaks_off, goes_on, open_quote
from ingest.recognise.requisites.lines import HeadLine
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, Role, kind_word, line_core
from ingest.recognise.requisites.stamps import ANNEX, Stamp, read_stamps

NAMES = (  # words that name such a paper, upper case → kind
    (r"ПОЛОЖЕНИ[ЕЯ]", "polozhenie"),
    (r"ПОРЯДОК", "poryadok"),
    (r"ПРАВИЛА", "pravila"),
    (r"ИНСТРУКЦИЯ", "instrukciya"),
    (r"РЕГЛАМЕНТ", "reglament"),
    (r"УСТАВ", "ustav"),
    (r"(?:ПОД)?ПРОГРАММА", "programma"),
    (r"ПЛАН(?:-ГРАФИК)?", "plan"),
    (r"ГРАФИК", "grafik"),
    (r"РЕЖИМ", "rezhim"),
    (r"ПРОТОКОЛ", "protokol"),
    (r"КОДЕКС", "kodeks-etiki"),
    (r"КОНЦЕПЦИЯ", "koncepciya"),
    (r"СТРАТЕГИЯ", "strategiya"),
    (r"МЕТОДИКА", "metodika"),
    (r"РЕКОМЕНДАЦИИ", "rekomendacii"),
    (r"ТРЕБОВАНИЯ", "trebovaniya"),
    (r"СТАНДАРТ", "standart"),
    (r"НОРМЫ|НОРМАТИВЫ", "normy"),
    (r"ПЕРЕЧЕНЬ|СПИСОК", "perechen"),
    (r"СОСТАВ", "sostav"),
    (r"(?<=КОЛЛЕКТИВНЫЙ )ДОГОВОР", "dogovor"),
    (r"ПОЛИТИКА", "politika"),
    (r"ПАСПОРТ", "pasport"),
    (r"ИЗМЕНЕНИЯ", "izmeneniya"),
    (r"(?:САНИТАРНЫЕ|САНИТАРНО-ЭПИДЕМИОЛОГИЧЕСКИЕ) ПРАВИЛА(?: И НОРМЫ)?", "sanpin"),
)
APPROVED = frozenset(slug for _, slug in NAMES)
"""Kinds that have no number of their own, so that their name tells one from another of a day."""
_ADJECTIVES = r"(?:(?:[А-ЯЁ-]+(?:АЯ|ОЕ|ЕЕ|ИЕ|ЫЕ|ИЙ|ЫЙ|ОЙ)|И|УЧЕБНО-ВОСПИТАТЕЛЬНОЙ),? ){0,6}"
_NAME = pattern(
    rf"[«\"]?(?P<adjectives>{_ADJECTIVES})(?:"
    + "|".join(f"(?P<{slug.replace('-', '_')}>{words})" for words, slug in NAMES)
    + r")(?![А-ЯЁ-])"
)
_DIRECTORS = pattern(r"[Дд]иректор|[Зз]аведующ|[Рр]уководител|[Рр]ектор")
_SECTIONS = pattern(
    r"(?i:общие положения|общая часть|введение|пояснительная записка|содержание|оглавление|преамбула)\W*\Z"
)
_CLOSES_TITLE = frozenset({Role.BODY, Role.KIND, Role.REGISTRATION})
_YEAR = pattern(r"\d{4}(?:\s?[-–/]\s?\d{4})?(?:\s?(?:г\.?|год|учебный год|уч\. год))?\Z|\d{1,2}\Z")
_PLACE = pattern(rf"(?P<place>(?:{SETTLEMENT})[А-ЯЁ][А-ЯЁа-яё -]{{2,30}})(?:,?\s+\d{{4}}(?:\s?г\.?|\s?год)?)?\Z")
_OWN_NUMBER = pattern(r"(?:№|N)\s?(?P<number>[\w/.-]*\d[\w/.-]*)")
_SENTENCES = pattern(r"[а-яё]{3,}\. [А-ЯЁ]|(?<![а-яё])(?:утвержд[её]н[аоы]?|вступил[аои]?|принят[аоы]?)(?![а-яё])")
"""What no name of a paper has in it: news do."""
_NUMBERED = pattern(r"(?:\d{1,2}\.(?:\d{1,2}(?:\.\d{1,2})*\.?)?|[IVX]{1,4}\.|§ ?\d+|\d{1,2}\))\s*(?=[«\"(А-ЯЁа-яё])")
_SCREEN, _MOST_BELOW, _LAST = 45, 14, 10
_BODY_LINES = 400


def read_approved(document: Document, lines: Sequence[HeadLine], decided: int | None) -> Head | None:
    """The head of an approved paper, None where the document is none.

    ``decided`` is the index of the line that heads an act of another kind, None where there is none: what stands
    below it is that act's annex.
    """
    found = _name_line(document, lines, decided)
    if found is None:
        return None
    at, kind, rest = found
    head = Head(kind, lines[0].start if at else lines[at].start, lines[at].end, style=lines[at].style)
    _own_number(rest, head)
    stamped = _first_stamp(document, lines, at)
    below, named = _title(lines, at, head)
    _number_and_day(lines[:at], head)
    around = [*_rows(document, lines[stamped:at]), *_rows(document, below)] or _rows(document, _ending(document))
    stamps = read_stamps(around)
    telling = any(stamp.day or stamp.body or stamp.kind or stamp.signed_by for stamp in stamps)
    if not telling and not (_stands_alone(document, lines, at) and _is_numbered(document, lines[at])):
        return None
    _take_stamps(stamps, head)
    _organisation([cell for line in (*lines[:at], *named, *below) for cell in _cells(document, line)], head)
    return head


def _rows(document: Document, run: Sequence[HeadLine] | Sequence[Block]) -> list[str]:
    """The lines of the source, gaps kept, from the first to the last of a run."""
    return document.columns(run[0].start, run[-1].end).split("\n") if run else []


def _cells(document: Document, line: HeadLine) -> list[HeadLine]:
    """A line whose gaps part columns as a line for each of them."""
    row = document.columns(line.start, line.end)
    if "\n" in row or "\t" not in row.strip():
        return [line]
    return [line._replace(text=cell.strip()) for cell in row.split("\t") if cell.strip()]


def _ending(document: Document) -> Sequence[Block]:
    """The last lines, from the first that is a stamp: some put «Утверждаю: директор …» below the text."""
    last = document.blocks[-_LAST:]
    at = next((i for i, block in enumerate(last) if STAMP_WORD.match(document.line(block).lstrip('(«"'))), len(last))
    return last[at:]


def _own_number(rest: str, head: Head) -> None:
    """«ИНСТРУКЦИЯ № ИОТ-07-2022 / по охране труда …»: what stands behind the kind, a number of its own or the title."""
    if own := _OWN_NUMBER.match(rest):
        head.number, rest = own["number"], rest[own.end() :].strip()
        if (core := line_core(rest)) and core.start == 0 and core.date:
            head.day, rest = core.date, rest[core.end :].strip()
    head.title = [rest] if rest else []
    head.set_off = False


def _number_and_day(above: Sequence[HeadLine], head: Head) -> None:
    """A number of the organisation's own list, «Локальный акт № 17»; those of minutes stand behind their title too."""
    for line in above:
        if own := _LISTED.match(line.text):
            head.number = head.number or own["number"]
    if head.kind == "protokol" and head.title and (told := _TOLD_BEHIND.search(head.title[-1])):
        head.number, head.day = head.number or told["number"] or told["last"], head.day or told["day"]
        head.title[-1] = head.title[-1][: told.start()]


_LISTED = pattern(
    r"(?i:локальн[а-яё]+\s+(?:нормативн[а-яё]+\s+|правов[а-яё]+\s+)?акт|лна|ла|регистрационный|рег\.)\s*(?:номер|№|N)"
    r"\s*(?:№\s*)?(?P<number>[\w/.-]*\d[\w/-]*)"
)
_TOLD_BEHIND = pattern(
    rf"(?:\s*(?:№|N)\s?(?P<number>[\w/-]*\d[\w/-]*))?\s*,?\s*(?:от\s+)?(?P<day>{DATE})(?:\s*(?:№|N)\s?(?P<last>[\w/-]+))?\s*\Z"
)


def _name_line(document: Document, lines: Sequence[HeadLine], decided: int | None) -> tuple[int, str, str] | None:
    """Index of the line that names the paper, its kind, and the rest of the line."""
    decides = decided is not None and (kind_word(lines[decided].text) or ("",))[0] not in APPROVED
    below_act = (
        decided if decided is not None and decides and _first_stamp(document, lines, decided) == decided else _SCREEN
    )
    for at, line in enumerate(islice(lines, _SCREEN)):
        if at >= below_act:
            return None
        named = _named(line)
        if named and not (
            named[0] == "protokol" and _first_stamp(document, lines, at) < at
        ):  # «Протокол № 4 от …» of a stamp
            return at, *named
        if _NUMBERED.match(line.text):
            return None
    return None


def _named(line: HeadLine) -> tuple[str, str] | None:
    text = line.text
    if text.endswith((":", ";", ",")) or len(text) > 300 or line.role is Role.NOTE or STAMP_WORD.match(text):
        return None
    m = _NAME.match(text.upper())
    if m is None or (not text[:1].strip('«"').isupper() and text[:1] not in '«"'):
        return None
    rest = text[m.end() :].strip()
    if rest and (rest[0] in ".,;:-–" or (rest.endswith(".") and len(rest) > 80) or _SENTENCES.search(rest)):
        return None
    kind = (m.lastgroup or "").replace("_", "-")
    own = _OWN_NUMBER.match(rest)
    return kind, rest if own or not m["adjectives"] else text


def _first_stamp(document: Document, lines: Sequence[HeadLine], at: int) -> int:
    """Index of the first line above line ``at`` of which a cell opens a stamp, ``at`` where there is none."""
    for i, line in enumerate(lines[:at]):
        cells = document.columns(line.start, line.end).split("\t")
        if ANNEX.match(line.text + " ") or any(STAMP_WORD.match(cell.lstrip('«"( ')) for cell in cells):
            return i
    return at


def _stands_alone(document: Document, lines: Sequence[HeadLine], at: int) -> bool:
    """Whether nothing but a letterhead stands above the name, and no link is near: a page's heading is no name."""
    above = [line for line in lines[:at] if line.role not in (Role.NOTE, Role.CONTACT)]
    lettered = not above or ORGANISATION.search(" ".join(line.text for line in above)) is not None
    return lettered and len(above) < _LETTERHEAD and not document.links and "://" not in document.text[:_FIRST_SCREEN]


_LETTERHEAD, _FIRST_SCREEN = 6, 3000


def _is_numbered(document: Document, name: HeadLine) -> bool:
    """Whether the text below is an act's: points or sections numbered from the first, with sentences in them."""
    numbers = sentences = 0
    for block in document.blocks[:_BODY_LINES]:
        if block.start > name.start and _NUMBERED.match(document.text, block.start):
            numbers += 1
            sentences += block.end - block.start > 60 or document.text[block.end - 1] in ".;:"
    return numbers >= 3 and sentences >= 2


def _take_stamps(stamps: Sequence[Stamp], head: Head) -> None:
    """Adoption first by who adopted, then by who looked at it; of stamps that approve one may tell the act, another
    who signed."""
    approving = sorted((stamp for stamp in stamps if stamp.approves), key=lambda stamp: stamp.word == "приложение")
    for stamp in sorted(stamps, key=lambda stamp: not stamp.word.startswith(("принят", "одобрен"))):
        if stamp.day and not stamp.approves and not stamp.agrees:
            _adopt(stamp, head)
    named = next((stamp.body for stamp in stamps if ORGANISATION.match(stamp.body)), "")
    if not approving:
        head.day = head.day or next(
            (stamp.day for stamp in stamps if stamp.day and stamp.word.startswith("принят")), None
        )
        head.phrase = named
        return
    act = next((stamp for stamp in approving if stamp.number), approving[0])
    head.day = head.day or act.day
    head.signed_by = next((stamp.signed_by for stamp in approving if stamp.signed_by), None)
    head.phrase = next((stamp.body for stamp in approving if stamp.body), named)
    kind = act.kind or ("prikaz" if act.number and _DIRECTORS.match(act.signed_by or "") else "")
    if kind and (act.number or act.day):
        head.approved_by = act._replace(kind=kind)


def _adopt(stamp: Stamp, head: Head) -> None:
    try:
        head.adopted.append(Adoption(stamp.body, read_date(stamp.day or ""), stamp.number))
    except ImpossibleDate:
        return


def _organisation(lines: Sequence[HeadLine], head: Head) -> None:
    """Whose paper it is: the letterhead's organisation, else the stamp's, else the one that the title names.

    A founder's stamp approves a school's charter: the charter stays the school's.
    """
    stamped = [m[0] for a in head.adopted for m in ORGANISATION.finditer(a.by) if organisation_key(m[0])]
    titled = [m[0] for m in ORGANISATION.finditer(" ".join(head.title)) if organisation_key(m[0])]
    own = [head.phrase] if ORGANISATION.match(head.phrase) else []
    of_title = titled if not head.phrase or head.kind == "ustav" else []
    if found := _letterheads(lines) or own or stamped or of_title:
        head.phrase = found[0].strip(" ,")
    elif body := next((line.text for line in lines if _is_body(line)), ""):
        head.phrase = body


_QUOTED = pattern(r"[«\"“„]\s?[А-ЯЁ]|№(?!.*\sот\s)")


def _is_body(line: HeadLine) -> bool:
    """Whether a line is a body's name in a letterhead, and not the office of who signs a stamp."""
    return BODY_NOMINATIVE.match(line.text.upper()) is not None and OFFICE_WORD.match(line.text.capitalize()) is None


def _letterheads(lines: Sequence[HeadLine]) -> list[str]:
    """Organisations named above the stamps, each by its own run of lines: a full name, then «(МБОУ СОШ № 7)»."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        text = line.text
        if _is_no_name(line):
            goes_on = False
        elif (named := ORGANISATION.search(text)) and (named.start() == 0 or not found):
            found.append(text[named.start() :])
            goes_on = True
        elif goes_on and (_QUOTED.match(text) or open_quote(found[-1]) or not organisation_key(found[-1])):
            found[-1] += f" {text}"
        else:
            goes_on = False
    names = [m[0] for name in found if (m := ORGANISATION.match(name))]
    return [name for name in names if organisation_key(name)]


def _is_no_name(line: HeadLine) -> bool:
    text = line.text
    return line.role in (Role.CONTACT, Role.CORE) or text[:1] == "(" or STAMP_WORD.match(text.lstrip('«"')) is not None


def _title(lines: Sequence[HeadLine], at: int, head: Head) -> tuple[list[HeadLine], list[HeadLine]]:
    """Read the lines between the paper's name and its text; those that stamp it come back, and those that name whose
    it is."""
    below: list[HeadLine] = []
    named: list[HeadLine] = []
    for line in lines[at + 1 : at + 1 + _MOST_BELOW]:
        text = line.text
        core = line_core(text) if line.role is Role.CORE else None
        if own := _LISTED.match(text):
            head.number = head.number or own["number"]
        elif below or STAMP_WORD.match(text.lstrip('(«"')):
            if _NUMBERED.match(text) or (line.role is Role.BODY and len(text) > 120):
                break
            below.append(line)
        elif core and (head.number is None or head.day is None) and not _continues(line, head):
            head.take(core)
        elif place := _PLACE.match(text):
            head.place = head.place or place["place"]
        elif _names_whose(line, head):
            named.append(line)
        elif _closes(line, head):
            break
        elif named and _QUOTED.match(text):
            named.append(line)
        elif not (_YEAR.match(text) or _is_aside(line)):
            head.title.append(text)
        head.end = line.end
    return below, named


def _names_whose(line: HeadLine, head: Head) -> bool:
    """Whether a line below the title is the organisation's name alone: «МБОУ СОШ № 7», in full in the nominative."""
    if not head.title or breaks_off(head):
        return False
    name = ORGANISATION.match(line.text)
    return _NOMINATIVE.match(line.text) is not None or (
        name is not None and name.end() == len(line.text) and short_name(name[0]) == name[0]
    )


def _continues(line: HeadLine, head: Head) -> bool:
    """Whether a line with a date belongs to the title: «утверждённый приказом / от 14.08.2009 № 613»."""
    return bool(head.title) and (breaks_off(head) or (head.kind != "protokol" and goes_on(line, head)))


def _is_aside(line: HeadLine) -> bool:
    return line.role in (Role.NOTE, Role.CONTACT) or (line.text.startswith("(") and line.text.endswith(")"))


def _closes(line: HeadLine, head: Head) -> bool:
    """Whether the title has ended above the line."""
    text = line.text
    if line.role in _CLOSES_TITLE or _NUMBERED.match(text) or _SECTIONS.match(text):
        return True
    if not head.title or _YEAR.match(text) or _is_aside(line):
        return False
    return head.place is not None or not (_of_whom(text) or goes_on(line, head))


def _of_whom(text: str) -> bool:
    """«муниципального учреждения «Школа № 7»» below «о школьном музее»."""
    return ORGANISATION.match(text) is not None and not text.endswith(".")


_NOMINATIVE = pattern(r"(?i:[а-яё]+(?:ое|ая|ый)\s+)+(?i:учреждение|организация|предприятие)")
