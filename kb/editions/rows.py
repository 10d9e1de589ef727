"""Rows of tables and footnotes, which are no units: «строку 5 изложить …», «в графе 3 позиции 5 слова … заменить …».

A row is a line of a unit; its cells are parted by tabs, the first holds its number, as «<1>» begins a footnote. Where
several lines of the unit bear the number nothing tells them apart, and the change is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.law.part import Footnote, Row
from kb.editions import words
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

_FIRST_CELL = re.compile(r"\s*(?P<number>[^\t ]+?)[.)]?(?:[\t ]|\Z)")


class Line(NamedTuple):
    """A row as an order names it: its number, and the column («графа») when one is named."""

    number: str
    column: int | None


class _Place(NamedTuple):
    """Where a row stands: its leaf and the number of its line there."""

    leaf: Node
    line: int


def named(change: Change) -> Line | None:
    """The one row or footnote, told by its number, that the change is of."""
    match change.part:
        case Footnote(mark) if mark:
            return Line(f"<{mark}>", None)
        case Row((number,), column) if number[0].isdecimal() and (not column or column.isdecimal()):
            return Line(number, int(column) if column else None)
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
        if number_of(new[0]) != row.number:
            raise Refused(f"новая редакция начинается не с номера {row.number}")
        _put(tree, place, new)
    elif change.verb in ("replace_words", "insert_words", "delete_words") and not change.inflected:
        _put(tree, place, [_reworded(line, change, row, tree.where(change.eid))])
    else:
        raise Refused(f"такого изменения строки программа делать не умеет: {change.part}")


def number_of(line: str) -> str:
    """What stands in the first cell of a row.

    >>> number_of("2.\\tОбразец малый\\t100"), number_of("2 Образец малый 100")
    ('2', '2')
    """
    m = _FIRST_CELL.match(line)
    return m["number"] if m else ""


def _lines(change: Change) -> list[str]:
    lines = [line for line in (change.new or "").split("\n") if line.strip()]
    if not lines:
        raise Refused("новой редакции нет в тексте поручения")
    return lines


def _places(tree: Tree, change: Change) -> list[tuple[str, _Place]]:
    """Every row of the unit with the number that it begins with. Where lines have cells these are its rows; else any
    line may be one but that of the unit's own label."""
    node = tree.find(change.eid) if change.eid else None
    lines = [(line, _Place(leaf, i)) for leaf in tree.leaves(node) for i, line in enumerate(leaf.words.split("\n"))]
    labelled = node is not None and node.kind != "приложение"
    rows = [found for found in lines if "\t" in found[0] or found[0].startswith("<")]
    if not any("\t" in line for line, _ in rows):
        rows = lines[labelled:]
    return [(number_of(line), place) for line, place in rows]


def _found(tree: Tree, change: Change, row: Line) -> _Place:
    fitting = [place for number, place in _places(tree, change) if number == row.number]
    if len(fitting) != 1:
        how = "не найдена" if not fitting else "не одна"
        raise Refused(f"строка с номером {row.number} {tree.where(change.eid)} {how}")
    return fitting[0]


def _put(tree: Tree, place: _Place, lines: list[str]) -> None:
    """These lines in place of the row; a paragraph that was the row alone goes with it."""
    kept = place.leaf.words.split("\n")
    kept[place.line : place.line + 1] = lines
    if kept:
        tree.reword(place.leaf, "\n".join(kept))
    else:
        tree.remove(place.leaf)


def _reworded(line: str, change: Change, row: Line, where: str) -> str:
    """The row with words exchanged in it, in the named cell where the cells are told apart."""
    cells = line.split("\t")
    told_apart = row.column is not None and len(cells) > 1
    if told_apart and not 1 <= (row.column or 0) <= len(cells):
        raise Refused(f"в строке {row.number} нет графы {row.column}")
    at = (row.column or 1) - 1 if told_apart else None
    text = line if at is None else cells[at]
    old = change.old or ""
    if not old:
        raise Refused("поручение не называет слов")
    _, found = words.once([text], old, f"в строке {row.number} {where}")
    if change.verb == "insert_words":
        made = words.inserted(text, found + len(old), change.new or "")
    elif change.verb == "delete_words":
        made = words.deleted(text, found, old)
    else:
        made = words.replaced(text, found, old, change.new or "")
    return made if at is None else "\t".join([*cells[:at], made, *cells[at + 1 :]])


def _add(tree: Tree, change: Change, row: Line, day: str) -> None:
    """A new row stands after the one whose number is the next smaller."""
    new = _lines(change)
    if number_of(new[0]) != row.number:
        raise Refused(f"новая строка начинается не с номера {row.number}")
    numbered = [(number, place) for number, place in _places(tree, change) if number.replace(".", "").isdecimal()]
    if any(number == row.number for number, _ in numbered):
        raise Refused(f"строка с номером {row.number} {tree.where(change.eid)} уже есть")
    before = [place for number, place in numbered if number.isdecimal() and int(number) + 1 == _whole(row)]
    if len(before) != 1:
        raise Refused(f"не видно, после какой строки {tree.where(change.eid)} стоит строка {row.number}")
    lines = before[0].leaf.words.split("\n")
    _put(tree, before[0], [lines[before[0].line], *new])


def _whole(row: Line) -> int:
    return int(row.number) if row.number.isdecimal() else -1
