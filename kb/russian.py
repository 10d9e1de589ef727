"""Codes, units and days of the base in Russian, one wording for every face: it may raise a letter or add a mark, no
more.

The words of law themselves - kinds, addresses, dates - are those of :mod:`ingest.law`; faces take them from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.law.address import Naming, in_words, is_eid
from ingest.law.dates import MONTHS, ImpossibleDate, read_date
from ingest.law.dates import in_words as day_in_words
from ingest.law.kinds import KINDS
from ingest.law.kinds import kind as kind_of
from ingest.law.numbering import each as numbers_of
from ingest.law.text import PLAIN_FROM_SUPERSCRIPT

__all__ = [
    "BASES",
    "DIFFERENCES",
    "EVENTS",
    "FIELDS",
    "KINDS",
    "KIND_NAMES",
    "LEVELS",
    "MONTHS",
    "PLAIN_FROM_SUPERSCRIPT",
    "RELATIONS",
    "STATES",
    "STATUSES",
    "STATUSES_ON_DAY",
    "VERBS",
    "ImpossibleDate",
    "adoption",
    "code_of",
    "day_in_words",
    "is_eid",
    "kind_of",
    "numbers_of",
    "plural",
    "read_date",
    "russian_day",
    "title_beside",
    "verb",
    "where",
    "with_title",
    "without_label",
]  # fmt: skip

STATUSES = {
    "in_force": "действует",
    "not_yet": "не вступил в силу",
    "suspended": "приостановлен",
    "partly_repealed": "утратил силу частично",
    "repealed": "утратил силу",
    "unknown": "статус неизвестен",
}
"""Status of an act."""

KIND_NAMES = {slug: (kind.title, kind.short) for slug, kind in KINDS.items()}
"""Slug of a kind → what people call it."""

STATUSES_ON_DAY = {
    "in_force": "действует",
    "amended": "действует с изменениями",
    "not_yet": "ещё не действует",
    "suspended": "действие приостановлено",
    "partly_repealed": "действует в оставшейся части",
    "repealed": "не действует",
    "unknown": "статус неизвестен",
}
"""Status on a day, in words that fit an act and a unit of any gender: ``amended`` is in force, and its text is not the
first one."""

VERBS = {
    "restate": "изложено",
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

LEVELS = {"wrong": "исправить", "doubtful": "проверить", "unknown": "неизвестно", "fine": "в порядке"}
"""How grave a remark on somebody's citation is, the gravest first; «unknown»: the base cannot tell."""

RELATIONS = {
    "cites": "ссылается",
    "amends": "изменяет",
    "repeals": "отменяет",
    "approves": "утверждает",
    "approved_by": "утверждён",
    "based_on": "издан на основании",
    "supersedes": "заменяет",
    "self": "ссылается на себя",
}


STATES = {"stated": "указано", "applied": "применено", "refused": "не применено", "pending": "ожидает"}

BASES = {
    "clause": "по тексту изменяющего акта",
    "default": "по общему правилу",
    "correction": "по поправке",
    "act": "по дню вступления в силу изменяющего акта",
    "note": "по примечанию редактора",
    "title": "по названию изменяющего акта",
    "card": "по карточке",
    "unknown": "дата неизвестна",
}
"""Where a change, or the day of its force, is known from."""

EVENTS = {
    "begins": "вступает в силу",
    "ends": "утрачивает силу",
    "changes": "изменяется",
    "suspended": "приостанавливается",
    "resumes": "снова действует",
}
"""What happens to an act or a unit on a day."""

FIELDS = {
    "act": "изменяемый акт",
    "annex": "его приложение",
    "unit": "изменяемая единица",
    "verb": "что сделать",
    "part": "часть единицы",
    "old": "прежние слова",
    "new": "новые слова",
    "from": "в силе с",
    "until": "в силе до",
    "apply": "применять",
    "date": "дата подписания",
    "title": "название",
    "published": "опубликован",
}
"""What a correction puts, by the field of its file (ingest/sources/overlay.py)."""

DIFFERENCES = {
    "added": "появилось",
    "removed": "исключено",
    "reworded": "изменено",
    "renumbered": "перенумеровано",
    "moved": "перенесено",
    "unknown": "прежние слова неизвестны",
}
"""How a unit differs between two days."""


_LABEL = re.compile(
    r"\A\s*(?:(?:приложение|часть|(?:под)?раздел|глава|статья|параграф|§)\s+)?(?:№\s*)?[\w.⁰-⁹¹²³]+[.)]?\s+",
    re.IGNORECASE,
)


def without_label(line: str) -> str:
    """A heading line without its number: «III. Проверки и обращения», «Статья 5. Проверки и обращения» → «Проверки и
    обращения»; an amended heading is kept as it is printed, its number and all."""
    return _LABEL.sub("", line, count=1).strip()


def where(eid: str, naming: str = "law") -> str:
    """A unit in words: «пункт 2 части 3 статьи 14.1», "" for the act as a whole, "" where the eId names no known kind.
    ``naming``: what the act calls its units; one that nobody knows is a law's."""
    known = Naming(naming) if naming in Naming.__members__.values() else Naming.LAW
    return in_words(eid, known) if eid else ""


def verb(code: str) -> str:
    """What was done, in words; a verb nobody knows is a change."""
    return VERBS.get(code, VERBS["other"])


def russian_day(iso: str) -> str:
    """``"2012-12-29"`` → «29.12.2012»."""
    return ".".join(reversed(iso.split("-")))


def code_of(said: str, codes: Mapping[str, str | tuple[str, ...]]) -> str | None:
    """The code that is written as itself or in words: «repealed», «Утратил силу»; None when it is none.

    Args:
        codes: code → its words.
    """
    wanted = " ".join(said.casefold().split())
    for code, words in codes.items():
        if wanted == code or wanted in {one.casefold() for one in ((words,) if isinstance(words, str) else words)}:
            return code
    return None


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with the number.

    >>> plural(21, "акт", "акта", "актов"), plural(12, "акт", "акта", "актов")
    ('акт', 'актов')
    """
    if 10 < count % 100 < 20 or count % 10 in (0, 5, 6, 7, 8, 9):
        return many
    return one if count % 10 == 1 else few


def adoption(by: str, day: str, protocol: str | None) -> str:
    """What a head says of an adoption: «педагогический совет, 12.01.2021, протокол № 3»; ``day``: ISO."""
    return ", ".join(filter(None, (by, russian_day(day), protocol and f"протокол № {protocol}")))


def with_title(label: str, title: str | None) -> str:
    """An act as a text refers to it: «Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании …»»; the label of a
    local act holds the title already."""
    return f"{label} «{title}»" if title_beside(label, title) else label


def title_beside(label: str, title: str | None) -> str | None:
    """The title where it is to stand beside the label, which does not hold it."""
    return None if title and title[:40] in label else title
