"""Reader of the model cases: a base act, the acts that amend it, and its text on days, as a person derived them.

``=== акт DAY`` begins the base act and ``=== изменения DAY`` an amending one, each published on that day; lines ``---``
part what of the base act is its text from its heads and signatures. ``=== DAY`` begins a day, written as changes to the
text of the day before it: ``- line`` is gone, ``+ line`` stands in its place, ``  line`` (two spaces) only shows where;
the lines of a day are in the order of the text. ``! words`` are words of a refusal that the day brings, ``? words`` of
a reason for which an order waits on that day, both in the order of the acts; ``~ eid`` is a unit suspended on that day.
Lines that begin with ``#`` before the first ``===`` say what the case is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("model")
_SECTION = re.compile(r"^=== (?:(акт|изменения) )?(\d{4}-\d\d-\d\d)$\n?", re.MULTILINE)


class BadCase(ValueError):
    """A case that breaks the notation; the message names its file."""


@dataclass(frozen=True, slots=True)
class Act:
    """The text of an act and the day (ISO) of its publication."""

    text: str
    published: str


@dataclass(frozen=True, slots=True)
class Day:
    """What must stand on a day: the whole text, words of the new refusals and of all that waits, suspended units."""

    day: str
    text: tuple[str, ...]
    refused: tuple[str, ...]
    waiting: tuple[str, ...]
    suspended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A base act, its amending acts in order, and the days."""

    name: str
    act: Act
    amending: tuple[Act, ...]
    days: tuple[Day, ...]


def cases() -> list[Case]:
    """Every case of :data:`FOLDER`.

    Raises:
        BadCase: a file that breaks the notation.
    """
    return [_case(path) for path in sorted(FOLDER.glob("*.txt"))]


def _case(path: Path) -> Case:
    _, *cut = _SECTION.split(path.read_text("utf-8"))
    sections = list(zip(cut[::3], cut[1::3], cut[2::3], strict=True))
    (base,) = (Act(body.replace("---\n", ""), day) for kind, day, body in sections if kind == "акт")
    lines = [line for body in sections[0][2].split("---\n")[1::2] for line in body.splitlines()]
    days = []
    for kind, day, body in sections:
        if kind is None:
            marked = body.splitlines()
            try:
                lines = _changed(lines, [line for line in marked if line[:2] in ("- ", "+ ", "  ")])
            except BadCase as error:
                raise BadCase(f"{path.name}, {day}: {error}") from None
            signed = [tuple(line[2:] for line in marked if line[:2] == sign) for sign in ("! ", "? ", "~ ")]
            days.append(Day(day, tuple(lines), *signed))
    amending = tuple(Act(body, day) for kind, day, body in sections if kind == "изменения")
    return Case(path.stem, base, amending, tuple(days))


def _changed(lines: list[str], marked: list[str]) -> list[str]:
    """The text with its marked changes made, from top to bottom."""
    out: list[str] = []
    at = 0
    for line in marked:
        words = line[2:]
        if line[0] == "+":
            out.append(words)
            continue
        if words not in lines[at:]:
            raise BadCase(f"нет строки «{words}»")
        found = lines.index(words, at)
        out += lines[at : found if line[0] == "-" else found + 1]
        at = found + 1
    return out + lines[at:]
