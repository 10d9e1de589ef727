"""How the pages say things: dates, numbers of things, statuses, verbs, names of what an identifier is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kb.answers import Milestones
from kb.russian import MONTHS, day_in_words, where
from kb.russian import STATUSES as STATUS_WORDS
from kb.russian import plural as noun

NBSP = "\u00a0"

_QUOTED = re.compile('"([^"]*)"')


class Status(NamedTuple):
    """A status as shown: the words, and a mark that tells it from the others without colour."""

    words: str
    mark: str


_MARKS = {"in_force": "●", "not_yet": "◔", "suspended": "‖", "partly_repealed": "◐", "repealed": "✕", "unknown": "?"}
STATUSES = {code: Status(words[:1].upper() + words[1:], _MARKS[code]) for code, words in STATUS_WORDS.items()}
_AMENDED = Status("Действует с изменениями", "●")

SCHEMES = {
    "nd": "Номер в официальной системе (nd)",
    "eo_number": "Номер опубликования",
    "minjust": "Регистрация в Минюсте",
    "szrf": "Собрание законодательства",
    "title": "Другое название",
}
"""What an alias is, by its scheme."""

CHANGES = {"added": "добавлен", "edition": "новая редакция", "amended": "изменён", "repealed": "утратил силу"}


COMING = {
    "begins": "вступит в силу",
    "ends": "утратит силу",
    "changes": "изменится",
    "suspended": "будет приостановлен",
    "resumes": "возобновит действие",
}
"""What will happen to an act, by the code of the event."""


def status(code: str) -> Status:
    """The status of that code; an unknown code is an unknown status."""
    return _AMENDED if code == "amended" else STATUSES.get(code, STATUSES["unknown"])


def plural(count: int, one: str, few: str, many: str) -> str:
    """``plural(3, "акт", "акта", "актов")`` → «3 акта», with a no-break space and thousands set apart."""
    return f"{grouped(count)}{NBSP}{noun(count, one, few, many)}"


def grouped(count: int) -> str:
    """``12345`` → «12 345»; four digits stand together, as Russian typesetting has it."""
    return f"{count:,}".replace(",", NBSP) if abs(count) >= 10_000 else str(count)


def long_day(iso: str | None) -> str:
    """``"2022-07-13"`` → «13 июля 2022 г.»; what is no ISO day is returned as it is, no day as «»."""
    day = _day(iso)
    return day_in_words(day).replace(" ", NBSP) if day else iso or ""


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


def turned(known: Milestones | None) -> str:
    """What stands beside a status: «с 01.01.2026» (lost its force), «с 01.01.2030» (takes force), «с изменениями по
    01.09.2024, изменится 01.01.2030»; "" where nothing of the kind is known."""
    if known is None:
        return ""
    if known.since:
        return f"с {short_day(known.since)}"
    said = [f"с изменениями по {short_day(known.changed)}"] if known.changed else []
    return ", ".join([*said, f"изменится {short_day(known.changes)}"] if known.changes else said)


def all_turned(known: Mapping[str, Milestones]) -> dict[str, str]:
    """Act → what stands beside its status, for the acts of a list."""
    return {act: words for act, found in known.items() if (words := turned(found))}


def guillemets(words: str) -> str:
    """Russian quotation marks around the letters of units: «подпункт "а"» → «подпункт «а»»."""
    return _QUOTED.sub(r"«\1»", words)


def address_in_words(eid: str, naming: str = "law") -> str:
    """«пункт 2 части 3 статьи 14.1» for an eId; the eId itself where it names no known kind of unit."""
    return guillemets(where(eid, naming)) or eid


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
