"""Reader of the gold: texts in which a person sees what must be found, marked in its place.

A case of ``citations``, ``addresses`` and ``titles`` is one line; «¶» stands for a new paragraph, and such a case is a
whole document, while a line without it is read as a line of a page. A case of ``requisites`` is the head of a document,
ended by a line ``=> identity``. Lines that begin with ``#`` are comments, ``== …`` names the group that follows.

    [[пунктом 2 статьи 8 Закона № 149-ФЗ|fz-2006-07-27-149#art_8__point_2]]     a citation, and what it names
    "{{Об информации}}"                                                          the title of the citation before it

What a citation names is ``act/component#eid,eid@edition!relation``, every part but the act left out where it says
nothing. The span of a citation runs from its address to its number; the title that follows is no part of it.

    ?fz-1-2-3,fz-4-5-6    several acts fit and nothing tells which: status «ambiguous» with these among the candidates
    ?                     an act nobody can name: status «unknown»
    ~                     may be found or not; neither counts
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
BLIND = FOLDER / "blind"
"""Cases written by somebody who never saw what the parser answers."""
_TOKEN = re.compile(r"\[\[|\{\{|\}\}|\|(?P<target>[^|\[\]{}]*)\]\]")
_TARGET = re.compile(
    r"(?P<act>[a-z][a-z0-9-]*|-)?(?:/(?P<component>[^#@!]+))?(?:#(?P<eids>[^@!]+))?(?:@(?P<edition>\d{4}-\d\d-\d\d))?(?:!(?P<relation>[a-z_]+))?"
)


class BadGold(ValueError):
    """A case that breaks the notation; the message names file and line."""


class Target(NamedTuple):
    """What a marked citation names. ``status``: resolved, ambiguous, unknown, or free («~»)."""

    act: str | None
    component: str = "main"
    eids: tuple[str, ...] = ()
    edition: str | None = None
    relation: str | None = None
    status: str = "resolved"
    candidates: frozenset[str] = frozenset()


class Mark(NamedTuple):
    """A marked span of :attr:`Case.text`."""

    start: int
    end: int
    target: Target


class Title(NamedTuple):
    """A marked title; ``of`` is the place in :attr:`Case.marks` of the citation it belongs to, -1 in a head."""

    start: int
    end: int
    of: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``whole``: the text is a document of its own; ``expected``: the ``=>`` line of a head, "" elsewhere."""

    group: str
    line: int
    text: str
    marks: tuple[Mark, ...]
    titles: tuple[Title, ...]
    whole: bool = False
    expected: str = ""


def cases(name: str, folder: Path = FOLDER) -> Iterator[Case]:
    """The cases of ``<folder>/<name>.marked.txt`` in order.

    Raises:
        BadGold: a bracket without its pair, or a target that cannot be read.
    """
    path = folder / f"{name}.marked.txt"
    group, head = "", []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.startswith("== "):
            group = line[3:].strip()
        elif line.startswith("=> "):
            yield _case(path, group, number, "\n".join(head), expected=line[3:].strip())
            head = []
        elif name == "requisites":
            head += [line] if line.strip() or head else []
        elif line.strip():
            yield _case(path, group, number, line.strip().replace(" ¶ ", "\n"), whole="¶" in line)
    if head and any(line.strip() for line in head):
        raise BadGold(f"{path.name}: последний случай не закончен строкой «=>»")


def _case(path: Path, group: str, number: int, marked: str, whole: bool = True, expected: str = "") -> Case:
    try:
        text, marks, titles = read(marked)
    except BadGold as error:
        raise BadGold(f"{path.name}:{number}: {error}") from None
    return Case(group, number, text, marks, titles, whole, expected)


def read(marked: str) -> tuple[str, tuple[Mark, ...], tuple[Title, ...]]:
    """The plain text of a case, its marks and its titles in order of their starts.

    >>> text, (mark,), titles = read("см. [[ТК РФ|fz-2001-12-30-197]].")
    >>> text, mark.start, mark.end, mark.target.act
    ('см. ТК РФ.', 4, 9, 'fz-2001-12-30-197')
    """
    parts: list[str] = []
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    titles: list[tuple[int, int]] = []
    length = at = 0
    for token in _TOKEN.finditer(marked):
        parts.append(marked[at : token.start()])
        length += token.start() - at
        at = token.end()
        if token[0] in ("[[", "{{"):
            opened.append((token[0], length))
            continue
        bracket, start = opened.pop() if opened else ("", 0)
        if bracket != ("{{" if token[0] == "}}" else "[["):
            raise BadGold("скобки не сходятся")
        if bracket == "{{":
            titles.append((start, length))
        else:
            marks.append(Mark(start, length, target(token["target"])))
    if opened:
        raise BadGold("скобка не закрыта")
    parts.append(marked[at:])
    marks.sort()
    found = tuple(Title(start, end, _owner(marks, start)) for start, end in sorted(titles))
    return "".join(parts), tuple(marks), found


def _owner(marks: list[Mark], start: int) -> int:
    """The mark the title stands in («Закон "…" от …»), else the last one before it."""
    return max((i for i, mark in enumerate(marks) if mark.end <= start or mark.start < start < mark.end), default=-1)


def target(written: str) -> Target:
    """What the part of a mark after «|» says.

    Raises:
        BadGold: it says nothing that can be read.
    """
    written = written.strip()
    if written == "~":
        return Target(None, status="free")
    if written.startswith("?"):
        candidates = frozenset(filter(None, written[1:].split(",")))
        return Target(None, status="ambiguous" if candidates else "unknown", candidates=candidates)
    m = _TARGET.fullmatch(written)
    if not written or m is None:
        raise BadGold(f"не читается: «{written}»")
    eids = tuple(m["eids"].split(",")) if m["eids"] else ()
    return Target(m["act"], m["component"] or "main", eids, m["edition"], m["relation"])
