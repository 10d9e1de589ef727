"""Reader of the gold of instructions and clauses: a few lines of an act, put into a whole act, and what they must give.

``%% name`` … ``%%`` is a shell: a whole act with «{}» where the lines of a case go. A case is a block of lines:
``% name`` of its shell, the lines, then one ``> `` line for each record expected (``> none``: there must be none).
Lines that begin with ``#`` are comments, ``== …`` names the group that follows.

    > verb number[@component][#eid] [part] {old} → {new} ~ from=2020-05-01 until=2022-01-01      an operation
    > eid eid … from=2020-05-01 rule="on publication" missing="…"                                 a clause on force
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.gold.notation import BadGold

_SHELL = re.compile(r"^%% (?P<name>\S+)\n(?P<text>.*?)^%%\n", re.MULTILINE | re.DOTALL)
_FACT = re.compile(r'(?P<name>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
_OPERATION = re.compile(
    r"(?P<verb>[a-z_]+) (?P<act>[^\s@#]+)(?:@(?P<component>[^\s#]+))?(?:#(?P<eid>\S+))?(?: \[(?P<part>[^\]]+)\])?"
    r"(?: \{(?P<old>.*?)\}(?= →| ~| [a-z]+=|\Z))?(?: → \{(?P<new>.*)\})?(?P<inflected> ~)?"
)


class Wanted(NamedTuple):
    """An operation expected; None and () where the case does not ask."""

    verb: str
    act: str
    component: str
    eid: str
    part: str | None
    old: str | None
    new: str | None
    inflected: bool
    facts: tuple[tuple[str, str], ...]


class Clause(NamedTuple):
    """A clause on force expected: its scope and what is said of it, name → value."""

    scope: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """``text``: the lines of the case itself; ``act``: the whole act they stand in; ``expected``: the lines after
    «> ».
    """

    group: str
    line: int
    text: str
    act: str
    expected: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file in order.

    Raises:
        BadGold: a shell that is not there, or a case without expectation.
    """
    source = path.read_text("utf-8")
    shells = {m["name"]: m["text"] for m in _SHELL.finditer(source)}
    source = _SHELL.sub(lambda m: "\n" * m[0].count("\n"), source)
    group, number = "", 1
    for block in re.split(r"(\n{2,})", source):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines and lines[0].startswith("== "):
            group = lines[0][3:]
        elif lines and lines[0].startswith("% "):
            yield _case(path, group, number, lines, shells)
        number += block.count("\n")


def _case(path: Path, group: str, number: int, lines: list[str], shells: dict[str, str]) -> Case:
    shell = shells.get(lines[0][2:].strip())
    expected = tuple(line[2:] for line in lines if line.startswith("> "))
    if shell is None or not expected:
        raise BadGold(f"{path.name}:{number}: нет такой оболочки или не сказано, чего ждать")
    body = "\n".join(line for line in lines[1:] if not line.startswith("> "))
    return Case(group, number, body, shell.replace("{}", body), tuple(e for e in expected if e != "none"))


def operation(line: str) -> Wanted:
    """An expected operation.

    Raises:
        BadGold: the line cannot be read.
    """
    facts = _facts(line)
    m = _OPERATION.fullmatch(_FACT.sub("", line).rstrip() if facts else line)
    if m is None:
        raise BadGold(f"не читается: «{line}»")
    component, eid = m["component"] or "main", m["eid"] or ""
    new = m["new"].replace(" / ", "\n") if m["new"] is not None else None
    return Wanted(m["verb"], m["act"].lower(), component, eid, m["part"], m["old"], new, bool(m["inflected"]), facts)


def clause(line: str) -> Clause:
    """An expected clause on force."""
    return Clause(tuple(_FACT.sub("", line).split()), _facts(line))


def _facts(line: str) -> tuple[tuple[str, str], ...]:
    return tuple((m["name"], m["quoted"] or m["bare"] or "") for m in _FACT.finditer(line))
