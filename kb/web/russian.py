"""How the pages say things: dates, numbers of things, statuses, verbs, names of what an identifier is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ingest.law.dates import MONTHS, in_words

NBSP = "\u00a0"


class Status(NamedTuple):
    """A status as shown: the words, and a mark that tells it from the others without colour."""

    words: str
    mark: str


STATUSES = {
    "in_force": Status("Действует", "●"),
    "not_yet": Status("Не вступил в силу", "◔"),
    "suspended": Status("Приостановлен", "‖"),
    "repealed": Status("Утратил силу", "✕"),
    "unknown": Status("Статус неизвестен", "?"),
}

VERBS = {
    "restate": "в редакции",
    "add": "введено",
    "repeal": "утратило силу",
    "replace_words": "слова заменены",
    "insert_words": "дополнено словами",
    "delete_words": "слова исключены",
    "renumber": "перенумеровано",
    "replace_everywhere": "слова заменены по тексту",
    "suspend": "приостановлено",
    "other": "изменено",
}
"""What was done to a unit, said of the unit."""

RELATIONS = {
    "cites": "ссылается",
    "amends": "изменяет",
    "repeals": "отменяет",
    "approves": "утверждает",
    "based_on": "издан на основании",
    "supersedes": "заменяет",
    "self": "ссылается на себя",
}

SCHEMES = {
    "nd": "Номер в официальной системе (nd)",
    "eo_number": "Номер опубликования",
    "minjust": "Регистрация в Минюсте",
    "szrf": "Собрание законодательства",
    "title": "Другое название",
}
"""What an alias is, by its scheme."""

STATES = {"stated": "указано", "applied": "применено", "refused": "не применено", "pending": "ожидает"}

BASES = {
    "clause": "по тексту изменяющего акта",
    "default": "по общему правилу",
    "note": "по примечанию редактора",
    "unknown": "дата неизвестна",
}
"""Where the day of a change is known from."""

CHANGES = {"added": "добавлен", "edition": "новая редакция", "amended": "изменён", "repealed": "утратил силу"}


def status(code: str) -> Status:
    """The status of that code; an unknown code is an unknown status."""
    return STATUSES.get(code, STATUSES["unknown"])


def plural(count: int, one: str, few: str, many: str) -> str:
    """``plural(3, "акт", "акта", "актов")`` → «3 акта», with a no-break space and thousands set apart."""
    form = many
    if count % 10 == 1 and count % 100 != 11:
        form = one
    elif count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        form = few
    return f"{grouped(count)}{NBSP}{form}"


def grouped(count: int) -> str:
    """``12345`` → «12 345»; four digits stand together, as Russian typesetting has it."""
    return f"{count:,}".replace(",", NBSP) if abs(count) >= 10_000 else str(count)


def long_day(iso: str | None) -> str:
    """``"2022-07-13"`` → «13 июля 2022 г.»; what is no ISO day is returned as it is, no day as «»."""
    day = _day(iso)
    return in_words(day).replace(" ", NBSP) if day else iso or ""


def short_day(iso: str | None) -> str:
    """``"2022-07-13"`` → «13.07.2022»."""
    day = _day(iso)
    return f"{day:%d.%m.%Y}" if day else iso or ""


def calendar_day(iso: str | None) -> str:
    """``"2022-07-13"`` → «13 июля» for a list grouped by year."""
    day = _day(iso)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}" if day else iso or ""


def sentence(text: str | None) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:] if text else ""


def file_size(octets: int) -> str:
    """``20480`` → «20 КБ»."""
    if octets < 1024:
        return f"{octets}{NBSP}Б"
    if octets < 1024**2:
        return f"{octets // 1024}{NBSP}КБ"
    return f"{octets / 1024**2:.1f}{NBSP}МБ".replace(".", ",")


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
