"""New wording cut into units of the target act, by the structure recogniser's own rules.

The wording alone does not say where it stands: «1) …» may be a пункт or a подпункт. So it is read below the labels of
the units it goes into («Статья 28.», «3.»), which are then left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import Composer, Document, Style, Unit, read_marker, units_of
from ingest.law.address import KIND_OF_PREFIX, Naming
from ingest.law.numbering import for_eid
from kb.editions.model import Refused, UnitState
from kb.editions.place import where

_PARTS_ARE_COUNTED = "Статья 99999. Обычай\nВ части первой настоящей статьи и части второй настоящей статьи."
"""Read beside the wording where the act counts its parts instead of numbering them: so the recogniser learns of it."""


def splice(
    eid: str,
    wording: str,
    component: str = "main",
    counted: bool = False,
    naming: Naming = Naming.LAW,
    former: str | None = None,
) -> list[UnitState]:
    """Units that the wording makes: first the unit ``eid`` itself, then what is below it, in order.

    ``component`` is the eId of the annex the unit is in; ``counted``: the act's parts have no numbers; ``naming``: what
    it calls its numbered units, for the words of a refusal; ``former``: the unit's words before, None when it is new.

    Raises:
        Refused: the wording does not read as that one unit.
    """
    lines = [line for line in wording.split("\n") if line.strip()]
    prefix = "" if component == "main" else f"{component}__"
    own = eid.removeprefix(prefix)
    if not lines or not own:
        raise Refused(f"новая редакция не читается как единица: {where(eid, naming, bare=True)}")
    last = own.rpartition("__")[2]
    if last.partition("_")[0] in ("al", "preamble", "remark") or (len(lines) == 1 and not _headed(last)):
        return [_leaf(eid, component, _labelled(eid, lines, former, counted, naming))]
    found = _read(own, lines, counted)
    if not found or found[0].eid != own:
        raise Refused(f"новая редакция не читается как единица: {where(eid, naming, bare=True)}")
    return found if not prefix and component == "main" else [_moved(state, prefix, component) for state in found]


def splice_annex(eid: str, wording: str, former: str = "") -> list[UnitState]:
    """The same of a whole annex, which nothing larger holds. ``former``: the lines of its heading; where the wording
    begins without a stamp («Приложение № 2 к …», «УТВЕРЖДЕНО …»), its former one stays.

    Raises:
        Refused: the wording does not read as one annex.
    """
    lines = [line for line in wording.split("\n") if line.strip()]
    if lines and not _STAMP.match(lines[0]):
        lines = [*_stamp_of(former), *lines]
    document = _document([(_BODY, Style.PARAGRAPH), *((line, Style.PARAGRAPH) for line in lines)])
    start, end = len(_BODY) + 1, len(document.text)
    mine = [unit for unit in units_of(document) if unit.start >= start]
    if not mine or mine[0].kind != "приложение" or mine[0].start != start or mine[0].end != end or "__" in eid:
        raise Refused(f"новая редакция не читается как одно приложение: {where(eid, bare=True)}")
    own = mine[0].eid
    if any(unit.parent is None for unit in mine[1:]):
        raise Refused(f"новая редакция - несколько приложений, а изложено одно: {where(eid, bare=True)}")
    states = _states(document.text, mine, own, start, end)
    return [_in_annex(state, own, eid) for state in states]


_BODY = "1. Единица."
"""Stands above an annex that is read alone: without an act before it no annex begins."""
_STAMP = re.compile(r"(?:приложение|утвержд[её]н)", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


def _stamp_of(former: str) -> list[str]:
    """The lines of the heading down to that with the day of the act; all but the last when none has it."""
    lines = former.split("\n")
    last = next((i for i, line in enumerate(lines) if _says_the_day(line)), len(lines) - 2)
    return lines[: last + 1] if _STAMP.match(lines[0]) else []


def _says_the_day(line: str) -> bool:
    at = line.find("от ")
    return at >= 0 and _YEAR.search(line, at) is not None


def _in_annex(state: UnitState, own: str, eid: str) -> UnitState:
    """The state with the annex's own eId for the one that it was read under."""
    parent = eid + state.parent.removeprefix(own) if state.parent else None
    number = eid.partition("_")[2] if state.eid == own else state.number
    moved = eid + state.eid.removeprefix(own)
    return state._replace(eid=moved, wid=moved, parent=parent, number=number, component=eid)


def _document(lines: Sequence[tuple[str, Style]]) -> Document:
    composer = Composer()
    for line, style in lines:
        composer.add(line, style)
    return Document("", "text", "", composer.text, tuple(composer.blocks))


_HEADINGS = ("Статья ", "Глава ", "ГЛАВА ", "Раздел ")


def _headed(step: str) -> bool:
    return step.partition("_")[0] in ("art", "chp", "sec", "subsec", "par", "part")


def _labelled(eid: str, lines: Sequence[str], former: str | None, counted: bool, naming: Naming) -> Sequence[str]:
    """The lines beginning with the unit's own label. A wording without one keeps the label that the unit had.

    Raises:
        Refused: the wording has another unit's label, or is of a new unit and has none.
    """
    prefix, _, number = eid.rpartition("__")[2].partition("_")
    own, had = read_marker(lines[0]), read_marker(former or "")
    if prefix == "al":
        return [former[: had.end] + " " + lines[0], *lines[1:]] if former and had.end and not own.end else lines
    if prefix not in ("para", "point", "subpara"):
        return lines
    if own.end and own.number and for_eid(own.number) != number:
        raise Refused(f"новая редакция начинается с номера {own.number}: {where(eid, naming, bare=True)}")
    if own.end or (former is None and counted) or (former is not None and not had.end):
        return lines
    if former is None:
        raise Refused(f"новая единица не начинается со своего номера: {where(eid, naming, bare=True)}")
    return [f"{former[: had.end]} {lines[0]}", *lines[1:]]


def _leaf(eid: str, component: str, lines: Sequence[str]) -> UnitState:
    prefix, _, number = eid.rpartition("__")[2].partition("_")
    if prefix == "al" and len(lines) > 1:
        raise Refused("новая редакция одного абзаца состоит из нескольких")
    parent = eid.rpartition("__")[0] or None
    return UnitState(
        eid, eid, parent, KIND_OF_PREFIX[prefix], number.replace("-", ".") or None, component, "\n".join(lines), True
    )


def _read(own: str, lines: Sequence[str], counted: bool) -> list[UnitState]:
    labels = _labels(own)
    styled = [(line, Style.HEADING if line.startswith(_HEADINGS) else Style.PARAGRAPH) for line in [*labels, *lines]]
    counting = _PARTS_ARE_COUNTED.split("\n") if counted else []
    document = _document([*styled, *((line, Style.PARAGRAPH) for line in counting)])
    units = [unit for unit in units_of(document) if unit.eid != "art_99999" and not unit.eid.startswith("art_99999__")]
    start = document.blocks[len(labels)].start
    end = document.blocks[len(labels) + len(lines) - 1].end
    return _states(document.text, units, own, start, end)


def _labels(own: str) -> list[str]:
    """Labels of the larger units, as lines that open them."""
    out: list[str] = []
    steps = own.split("__")[:-1]
    in_article = any(step.startswith("art_") for step in steps)
    for step in steps:
        prefix, _, number = step.partition("_")
        number = number.replace("-", ".")
        if prefix == "art":
            out.append(f"Статья {number}. Единица")
        elif prefix == "para" or (prefix == "point" and not in_article):
            out.append(f"{number}. Единица:")
        elif prefix in ("point", "subpara"):
            out.append(f"{number}) единица:")
    return out


def _states(text: str, units: Sequence[Unit], own: str, start: int, end: int) -> list[UnitState]:
    """The unit ``own`` and what is below it, if they take up the wording from its first character to its last."""
    mine = [unit for unit in units if unit.start >= start and unit.end <= end]
    if not mine or mine[0].eid != own or mine[0].end != end or any(u.eid != own and not _below(u, mine) for u in mine):
        return []
    children = {unit.parent for unit in mine}
    out = []
    for i, unit in enumerate(mine):
        leaf = unit.eid not in children
        words = text[unit.start : unit.end] if leaf else text[unit.start : mine[i + 1].start].strip()
        parent = unit.parent if i else own.rpartition("__")[0] or None
        out.append(UnitState(unit.eid, unit.eid, parent, unit.kind, unit.number, "main", words, leaf))
    return out


def _below(unit: Unit, units: Sequence[Unit]) -> bool:
    return any(unit.parent == other.eid for other in units)


def _moved(state: UnitState, prefix: str, component: str) -> UnitState:
    """The state below an annex."""
    parent = prefix + state.parent if state.parent else component
    return state._replace(eid=prefix + state.eid, wid=prefix + state.wid, parent=parent, component=component)
