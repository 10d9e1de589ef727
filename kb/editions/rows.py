"""Rows of tables and footnotes, which are no units: «строку 5 изложить …», «в графе 3 позиции 5 слова … заменить …».

A row is a line of a unit; its cells are parted by tabs or «|», the first holds its number, as «<1>» begins a footnote.
Where several lines of the unit bear the number or the name nothing tells them apart, and the change is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.law.numbering import sort_key
from ingest.law.part import Footnote, Row
from kb.editions import words
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

_FIRST_CELL = re.compile(r"[\s|]*(?P<number>[^\t |]+?)[.)]?(?:[\t |]|\Z)")
_CELL = re.compile(r"[^\t|]+")
_QUOTES = '"«»“”„'


class Line(NamedTuple):
    """A row as an order names it: by its number or by the words it begins with, and the column («графа») when one is
    named, by number or by its heading."""

    name: str
    column: str

    @property
    def is_number(self) -> bool:
        """Whether it is a number or the mark of a footnote."""
        return self.name[:1].isdecimal() or self.name.startswith("<")


class _Place(NamedTuple):
    """Where a row stands: its leaf and the number of its line there."""

    leaf: Node
    line: int


def named(change: Change) -> Line | None:
    """The one row or footnote that the change is of."""
    match change.part:
        case Footnote(mark) if mark:
            return Line(f"<{mark}>", "")
        case Row((name,), column):
            return Line(name.strip(_QUOTES), column.strip(_QUOTES))
    return None


def change_row(tree: Tree, change: Change, row: Line, day: str) -> None:
    """Restate the row, take it out, put it in, or change words in it.

    Raises:
        Refused: there is no such row, or several, or the change does not fit it.
    """
    if change.verb == "add":
        _add(tree, change, row, day)
        return
    place = _found(tree, change, row)
    line = place.leaf.words.split("\n")[place.line]
    if change.verb == "repeal":
        _put(tree, place, [])
    elif change.verb == "restate":
        new = _lines(change)
        if not _is_called(new[0], row):
            raise Refused(f"новая редакция начинается не со слов «{row.name}»")
        _put(tree, place, new)
    elif change.verb in ("replace_words", "insert_words", "delete_words") and not change.inflected:
        _put(tree, place, [_reworded(tree, line, change, row)])
    else:
        raise Refused(f"такого изменения строки программа делать не умеет: {change.part}")


def number_of(line: str) -> str:
    """What stands in the first cell of a row.

    >>> number_of("2.\\tОбразец малый\\t100"), number_of("| 2 | Образец малый |")
    ('2', '2')
    """
    m = _FIRST_CELL.match(line)
    return m["number"] if m else ""


def _is_called(line: str, row: Line) -> bool:
    """Whether the row has that number, or begins with these words, its number apart."""
    if row.is_number:
        return number_of(line) == row.name
    sought = words.levelled(row.name)
    cells = [words.levelled(cell[0]).strip() for cell in _CELL.finditer(line) if cell[0].strip()]
    return any(cell.startswith(sought) and not cell[len(sought) : len(sought) + 1].isalnum() for cell in cells[:2])


def _lines(change: Change) -> list[str]:
    lines = [line for line in (change.new or "").split("\n") if line.strip()]
    if not lines:
        raise Refused("новой редакции нет в тексте поручения")
    return lines


def _places(tree: Tree, change: Change) -> list[tuple[str, _Place]]:
    """Every row of the unit. Where lines have cells these are its rows; else any line may be one but that of the unit's
    own label."""
    node = tree.find(change.eid) if change.eid else None
    lines = [(line, _Place(leaf, i)) for leaf in tree.leaves(node) for i, line in enumerate(leaf.words.split("\n"))]
    labelled = node is not None and node.kind != "приложение"
    rows = [found for found in lines if _has_cells(found[0]) or found[0].startswith("<")]
    return rows if any(_has_cells(line) for line, _ in rows) else lines[labelled:]


def _has_cells(line: str) -> bool:
    return "\t" in line or line.lstrip().startswith("|")


def _found(tree: Tree, change: Change, row: Line) -> _Place:
    fitting = [place for line, place in _places(tree, change) if _is_called(line, row)]
    if len(fitting) != 1:
        how = "не найдена" if not fitting else "не одна"
        raise Refused(f"строка {row.name if row.is_number else f'«{row.name}»'} {tree.where(change.eid)} {how}")
    return fitting[0]


def _put(tree: Tree, place: _Place, lines: list[str]) -> None:
    """These lines in place of the row; a paragraph that was the row alone goes with it."""
    kept = place.leaf.words.split("\n")
    kept[place.line : place.line + 1] = lines
    if kept:
        tree.reword(place.leaf, "\n".join(kept))
    else:
        tree.remove(place.leaf)


def _reworded(tree: Tree, line: str, change: Change, row: Line) -> str:
    """The row with words exchanged in it, in the named cell where the cells are told apart."""
    start, end = _cell(tree, line, change, row) if row.column and _has_cells(line) else (0, len(line))
    text, old = line[start:end], change.old or ""
    if not old:
        raise Refused("поручение не называет слов")
    _, found = words.once([text], old, f"в строке {row.name} {tree.where(change.eid)}")
    if change.verb == "insert_words":
        made = words.inserted(text, found + len(old), change.new or "")
    elif change.verb == "delete_words":
        made = words.deleted(text, found, old)
    else:
        made = words.replaced(text, found, old, change.new or "")
    return line[:start] + made + line[end:]


def _cell(tree: Tree, line: str, change: Change, row: Line) -> tuple[int, int]:
    """Span of the cell of the row in the column that is named, by number or as a row above calls it."""
    cells = [cell.span() for cell in _CELL.finditer(line)]
    if line.lstrip().startswith("|"):
        cells = [(a, b) for a, b in cells if a > 0 and b < len(line.rstrip())]
    number = int(row.column) - 1 if row.column.isdecimal() else _column(tree, change, row.column)
    if not 0 <= number < len(cells):
        raise Refused(f"в строке {row.name} нет графы {row.column}")
    return cells[number]


def _column(tree: Tree, change: Change, name: str) -> int:
    """Number of the column that one row of the unit, its head, calls so; -1 for none."""
    sought = words.levelled(name)
    heads = [
        [words.levelled(cell[0]) for cell in _CELL.finditer(line.strip().strip("|"))]
        for line, _ in _places(tree, change)
    ]
    found = {cells.index(sought) for cells in heads if cells.count(sought) == 1}
    return found.pop() if len(found) == 1 else -1


def _add(tree: Tree, change: Change, row: Line, day: str) -> None:
    """A new row stands after the one whose number is the next smaller."""
    new = _lines(change)
    if number_of(new[0]) != row.name:
        raise Refused(f"новая строка начинается не с номера {row.name}")
    rows = [(number_of(line), place) for line, place in _places(tree, change)]
    numbered = [(number, place) for number, place in rows if number.replace(".", "").isdecimal()]
    if any(number == row.name for number, _ in numbered):
        raise Refused(f"строка с номером {row.name} {tree.where(change.eid)} уже есть")
    smaller = [found for found in numbered if sort_key(found[0]) < sort_key(row.name)]
    before = max(smaller, key=lambda found: sort_key(found[0]), default=None)
    whole, _, fraction = row.name.partition(".")
    expected = whole if fraction else str(int(whole) - 1)
    if before is None or before[0].partition(".")[0] != expected or [n for n, _ in numbered].count(before[0]) > 1:
        raise Refused(f"не видно, после какой строки {tree.where(change.eid)} стоит строка {row.name}")
    place = before[1]
    _put(tree, place, [place.leaf.words.split("\n")[place.line], *new])
