"""Stamps of approval above a local act, a regulation or an annex: who approved it, by which act, on which day.

УТВЕРЖДАЮ / Директор МБОУ СОШ № 7 / ______ И.И. Иванов / Приказ от 06.04.2021 № 15-о
ПРИНЯТО на заседании педагогического совета, протокол № 3 от 12.01.2021
УТВЕРЖДЕНО приказом Министерства … от 18 марта 2021 г. № 61 · Приложение № 1 к приказу … от … № …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.law.act_id import tidy_number
from ingest.law.dates import DATE
from ingest.law.organisations import ORGANISATION, organisation_key
from ingest.law.pattern import pattern
from ingest.recognise.requisites.columns import OFFICE_WORD, STAMP_WORD, columns


class Stamp(NamedTuple):
    """What one stamp says; "" or None where it does not. ``word``: its first word, in small letters.

    ``kind``: of the act by which it was done (prikaz, postanovlenie, …, protokol); ``body``: who did it, as printed;
    ``day``: a date's own wording; ``signed_by``: office and name of who signed the stamp.
    """

    word: str
    kind: str = ""
    body: str = ""
    day: str | None = None
    number: str | None = None
    signed_by: str | None = None

    @property
    def approves(self) -> bool:
        """Whether it makes the paper valid, and does not only tell who has seen it."""
        return self.word.startswith(("утв", "введен", "приложени"))

    @property
    def agrees(self) -> bool:
        """Whether it tells that somebody else had nothing against the paper."""
        return self.word.startswith("согласован")


_ACTS = (
    (r"приказ(?:ом|у|а)?", "prikaz"),
    (r"постановлени(?:ем|ю|я|е)", "postanovlenie"),
    (r"распоряжени(?:ем|ю|я|е)", "rasporyazhenie"),
    (r"решени(?:ем|ю|я|е)", "reshenie"),
    (r"указ(?:ом|у|а)?", "ukaz"),
    (r"федеральн\w+\s+закон(?:ом|у|а)?", "fz"),
    (r"закон(?:ом|у|а)?", "zakon"),
    (r"письм(?:ом|у|а|о)", "pismo"),
    (r"договор(?:ом|у|а)?", "dogovor"),
    (r"соглашени(?:ем|ю|я|е)", "soglashenie"),
    (r"положени(?:ем|ю|я|е)", "polozhenie"),
    (r"правил(?:ам|ами|а)?", "pravila"),
    (r"порядк(?:ом|у|а)|порядок", "poryadok"),
    (r"прот(?:окол(?:ом|у|а)?|\.)", "protokol"),
    (r"пр\.(?=\s?(?:№|N|от|\d))", "pr"),
)
_ACT = pattern("(?<![А-Яа-яЁё])(?i:" + "|".join(f"(?P<{slug}>{words})" for words, slug in _ACTS) + ")(?![А-Яа-яЁё-])")
_NUMBER = r"(?:№|N[oº°]?|No\.?)\s?(?P<{}>(?:[А-Яа-яA-Z]{{1,4}}[-/])?\d[\w/\\.@]*(?:\s?-\s?[\w/.@]+)*)"
_CORE = pattern(
    rf"(?:от\s*)?(?P<day>{DATE})[\s,]*(?:{_NUMBER.format('number')})?"
    rf"|{_NUMBER.format('alone')}(?:[\s,]*(?:от\s*)?(?P<later>{DATE}))?"
)
ANNEX = pattern(r"(?i:приложение)(?:\s+(?:№|N)?\s?\d{1,3}(?:\.\d+)*)?(?:\s+к\s+|\s*$)")
_SURNAME = r"(?!(?i:приказ|протокол|распоряж))[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = (
    rf"(?:(?<![А-Яа-яЁё])[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?(?:{_SURNAME}|[А-ЯЁ]{{4,}})"
    rf"|{_SURNAME}\s[А-ЯЁ](?:\.\s?(?:[А-ЯЁ]\.?)?)?(?![А-Яа-яЁё])"
    rf"|{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|[иь]ич|ична)(?![а-яё]))"
)
_SIGNER = pattern(rf"/?\s?(?P<name>{_NAME})\s?/?")
_OFFICE_ENDS = pattern(
    rf"_{{2,}}|{_SIGNER.pattern}|(?i:приказ|протокол|распоряжение)|{DATE}|(?:№|N)\s?\d+\s?(?:от|$)|[«\"“]_"
)
_UNSIGNED = pattern(r"\A\s(?=\d{1,4}(?:/\d+)?\s+от\s)")
"""Before a number that has no sign: «протокол 5 от 06.05.2020»."""
_EDGES = pattern(r"\A\s*(?:по\s+(?:школе|учреждению|организации))?|\s*\b[Оо]т\s*\Z|\A\s*[Оо]т\s*\Z")
_ANY_SCHOOL = pattern(
    r"(?i:школы|лицея|гимназии|колледжа|техникума|училища|детского\s+сада|учреждения|организации|доу|оу)"
)
"""Words that name no organisation: «директор школы»."""
_NAMED_AFTER = pattern(
    r"[«\"“][^»\"”]{2,90}[»\"”]+|(?:имени|им\.)\s?[^,\n_/]{0,30}?[А-ЯЁ][а-яё]+(?:а|ой|ого|ого)(?![а-яё])"
)
"""A school's own name, which may be a person's."""
_FILLED_DAY = pattern(
    r"[«\"“„]\s?_*\s?(?P<day>\d{1,2})\s?_*\s?[»\"”]\s?_*\s?(?P<month>[а-я]{3,8}|\d{1,2}(?!\d))\s?_*\s?(?P<year>20\d\d)"
)
"""A day that was written into a form: «_09_» _января_ 2023 г."""
_BY = pattern(
    r"\A(?i:(?:и\s+(?:принят|рассмотрен|одобрен|рекомендован)[аоы]?(?:\s+к\s+(?:утверждению|принятию))?\s+)?"
    r"(?:с\s+уч[её]том\s+мнени[яй]\s+|решени(?:ем|е)\s+|(?:на|в)\s+(?:заседании\s+|общем\s+(?=собран))?)?)"
)
"""Words before the name of the body that adopted a paper."""
_BY_ENDS = pattern(rf"[(_/]|{DATE}|[«\"“]_|(?:№|N)\s?[\d_]|(?<![а-яё])от\s*_|\Z")
_FILLER = pattern(r"[_\s]*_[_\s]*|\(?\s?(?:подпись|ФИО|Ф\.И\.О\.|расшифровка(?:\s+подписи)?|М\.\s?П\.)\s?\)?")


def read_stamps(lines: Sequence[str]) -> list[Stamp]:
    """The stamps of the lines above a paper's name, tabs kept in them."""
    annexed = next((i for i, line in enumerate(lines) if ANNEX.match(line.strip())), None)
    found = [read_stamp(_one(column)) for column in columns(lines)]
    if annexed is not None:
        found.append(_annex_stamp(_one([_even(line) for line in lines[annexed:]])))
    return [stamp for stamp in found if stamp.word]


def _one(lines: Sequence[str]) -> str:
    """The lines as one; a number that begins one stays on its own, for it is an order's and no school's."""
    return re.sub(r"\n(?!(?:№|N)\s?\d)", " ", "\n".join(lines))


def read_stamp(text: str) -> Stamp:
    """One stamp of one or more lines.

    >>> read_stamp("УТВЕРЖДАЮ Директор МБОУ СОШ № 7 ____ /И.И. Иванов/ Приказ от 6 апреля 2021 г. № 15-о")[1:]
    ('prikaz', 'МБОУ СОШ № 7', '6 апреля 2021 г.', '15-о', 'Директор И.И. Иванов')
    """
    text = _FILLED_DAY.sub(_day_alone, text)
    opened = STAMP_WORD.search(text)
    if opened is None:
        return Stamp("")
    said = text[opened.end() :].strip(' :»"\n')
    stamp = Stamp(opened[0].lower())
    kind, of, after = _act(said, of_board=not stamp.approves)
    if kind == "pr":  # «пр. № 8»: of a board its minutes, of a director an order
        kind = "prikaz" if stamp.approves else "protokol"
    office = OFFICE_WORD.search(said)
    titled = _office_words(said, office.start()) if office else ""
    body = "" if stamp.approves or stamp.agrees else _adopting(said)
    day, number = _core(after) if kind else (None, None)
    if day is None:
        day = _own_day(_without(said, titled))
    return Stamp(stamp.word, kind, _even(body or _body(of) or _body(titled)), day, number, _signer(said))


def _even(words: str) -> str:
    return " ".join(words.split())


def _day_alone(filled: re.Match[str]) -> str:
    if filled["month"].isdecimal():
        return f"{filled['day']}.{filled['month']}.{filled['year']}"
    return f"{filled['day']} {filled['month']} {filled['year']}" if "_" in filled[0] else filled[0]


def _adopting(said: str) -> str:
    """Who adopted a paper, as printed: «на заседании педагогического совета (протокол № 3 от …)»."""
    said = _BY.sub("", said, count=1)
    end = min(m.start() for found in (_BY_ENDS, _ACT, OFFICE_WORD) if (m := found.search(said)))
    if (organisation := ORGANISATION.search(said)) and organisation.start() < end:
        end = max(end, organisation.end())  # «общим собранием работников МБДОУ «Детский сад № 5»»
    return re.sub(r"\s+(?:от|согласно)\Z", "", said[:end].strip(" ,.:;«"))


def _annex_stamp(text: str) -> Stamp:
    """«Приложение № 1 к приказу МБОУ СОШ № 7 от 06.04.2021 № 15-о»."""
    opened = ANNEX.match(text + " ")
    kind, of, after = _act(text[opened.end() :]) if opened else ("", "", "")
    if not kind:
        return Stamp("")
    day, number = _core(after)
    return Stamp("приложение", kind, _even(_body(of)), day, number)


def _act(said: str, of_board: bool = False) -> tuple[str, str, str]:
    """Kind of the act that a stamp names, the words between it and its date or number, and all behind the kind.

    Of several it is the minutes where a board did it, and any other act where it approves.
    """
    every = list(_ACT.finditer(said))
    if not every:
        return "", "", ""
    m = next((one for one in every if (one.lastgroup == "protokol") is of_board), every[0])
    rest = _UNSIGNED.sub(" № ", said[m.end() :])
    core = _core_at(rest)
    return m.lastgroup or "", rest[: core.start()] if core else rest, rest


def _core_at(text: str) -> re.Match[str] | None:
    """The first date or number that is no organisation's: «приказом директора МБОУ СОШ № 7 от 06.04.2021»."""
    return _CORE.search(ORGANISATION.sub(_blank, text))


def _core(text: str) -> tuple[str | None, str | None]:
    core = _core_at(text)
    if core is None:
        return None, None
    return _even(core["day"] or core["later"] or "") or None, tidy_number(core["number"] or core["alone"])


def _own_day(said: str) -> str | None:
    """The day of a stamp that names no act: the last one, below the signature."""
    days = [m["day"] or m["later"] for m in _CORE.finditer(said) if m["day"] or m["later"]]
    return _even(days[-1]) if days else None


def _without(said: str, words: str) -> str:
    return said.replace(words, " ", 1) if words else said


def _office_words(said: str, at: int) -> str:
    """From the office to the line for the signature: «Директор МБОУ СОШ № 7»."""
    ends = _OFFICE_ENDS.search(said, at)
    organisation = ORGANISATION.search(said, at)
    if organisation and (ends is None or organisation.start() <= ends.start() < organisation.end()):
        return said[at : organisation.end()]
    return said[at : ends.start() if ends else len(said)].strip(" ,")


def _body(words: str) -> str:
    """Who a stamp says has done it: an organisation by its name, any other body without the office before it."""
    if organisation := ORGANISATION.search(words):
        return organisation[0].strip(" ,") if organisation_key(organisation[0]) else ""
    words = _even(_SIGNER.sub(" ", _FILLER.sub(" ", words)))
    body = _EDGES.sub("", OFFICE_WORD.sub("", words)).strip(" ,.:/")
    return "" if _ANY_SCHOOL.fullmatch(body) else body


_GENITIVE = pattern(r"[А-Яа-яё]+(?:ора|его|ей|еля|ика)")
"""Whose order it was, «приказом директора», which is no office of who signs."""


def _signer(said: str) -> str | None:
    """Office and name of who signed: the first name that is no school's, and the office nearest before it."""
    said = _NAMED_AFTER.sub(_blank, ORGANISATION.sub(_blank, said))
    offices = [office for office in OFFICE_WORD.finditer(said) if not _GENITIVE.fullmatch(office[0])]
    name = _SIGNER.search(OFFICE_WORD.sub(_blank, said))
    if name is None:
        return None
    before = [office[0] for office in offices if office.start() < name.start()]
    return " ".join(f"{(before or [office[0] for office in offices] or [''])[-1]} {name['name']}".split())


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
