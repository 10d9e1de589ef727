"""Units of an act as the HTML of a law: headings, hanging numbers, tables, notes in the margin.

Built as strings, not by a template: a portion of a code is thousands of units, and each is a few tags. The rule that
keeps it safe: what a method returns is HTML, what a record holds is raw, and raw goes in only through ``escape`` or
:mod:`kb.web.typeset`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from markupsafe import Markup, escape

from kb.answers import UnitText, hidden_by
from kb.russian import numbers_of, without_label
from kb.web.margin import margin, named_briefly
from kb.web.russian import address_in_words, short_day
from kb.web.typeset import LONGEST_PARAGRAPH, act_path, linked, split_label, wording

HEADINGS = {
    "приложение": "large",
    "часть кодекса": "large",
    "раздел": "large",
    "подраздел": "middle",
    "глава": "middle",
    "параграф": "small",
    "статья": "small",
}
"""How the heading that opens a unit of that kind is set; its level in HTML is how deep it stands on the page."""

_FLAT = frozenset({"абзац", "предложение"})
"""Kinds that stand as deep as the unit they are in."""


class Lawbook:
    """Renders units of one act in document order.

    Attributes:
        act: the act's id.
        naming: what the act calls its units, for addresses in words.
        day: ISO day of the wording when the visitor asked for one, "" for today's: permalinks carry it.
        shown: ISO day of the wording in any case: later changes are marked as yet to come.
        now: today, ISO.
        within: unit of whose words nothing is known → what stands in it.
    """

    def __init__(self, act: str, naming: str, day: str = "", shown: str = "", now: str = "") -> None:
        self.act = act
        self.naming = naming
        self.day = day
        self.shown = shown
        self.now = now
        self.within: dict[str, list[str]] = {}
        self._here = f"{escape(act_path(act))}?{f'at={day}&amp;' if day else ''}unit="
        self._names: dict[str, str] = {}

    def html(self, units: Sequence[UnitText]) -> Markup:
        """The units as a run of sections; headed units open one, which closes where their span ends."""
        return Markup("".join(self._pieces(units)))

    def _pieces(self, units: Sequence[UnitText]) -> Iterator[str]:
        open_until: list[int] = []
        depths: dict[str, int] = {}
        before: list[UnitText] = []
        for is_row, run in groupby(self._veiled(units), key=lambda unit: unit.text is not None and "\t" in unit.text):
            if is_row:
                yield self._table(list(run))
                continue
            for unit in run:
                while open_until and unit.position > open_until[-1]:
                    open_until.pop()
                    yield "</section>\n"
                if unit.kind in HEADINGS:
                    yield self._opening(unit, len(open_until))
                    open_until.append(unit.last)
                    continue
                depths[unit.eid] = depths[unit.parent] + (unit.kind not in _FLAT) if unit.parent in depths else 0
                before.append(unit)
                if (
                    unit.leaf or unit.text is not None
                ):  # a container has no line of its own: its first leaf carries its notes
                    yield self._unit(before, depths[unit.eid])
                    before = []
        yield "</section>\n" * len(open_until)

    def _veiled(self, units: Sequence[UnitText]) -> Iterator[UnitText]:
        """The units, with one line for a unit of whose words nothing is known: what is in it is only a place there."""
        untold = [0, *accumulate(not unit.known for unit in units)]
        place = 0
        while place < len(units):
            unit, end = units[place], place + 1
            while end < len(units) and units[end].position <= unit.last:
                end += 1
            if not unit.known and untold[end] - untold[place] == end - place:
                self.within[unit.eid] = [one.eid for one in units[place + 1 : end]]
                yield replace(unit, leaf=True)
                place = end
            else:
                yield unit
                place += 1

    def _opening(self, unit: UnitText, depth: int) -> str:
        tag, eid = f"h{min(2 + depth, 6)}", escape(unit.eid)
        label = heading_label(unit.kind, unit.number)
        said = _heading(unit)
        heading = f" {capitals(said)}" if said else ""
        kind = escape(unit.eid.rpartition("__")[2].partition("_")[0])
        name = f'<span class="label{"" if heading else " bare"}">{wording(label)}</span>'
        line = f'<{tag} class="{HEADINGS[unit.kind]}">{name}{heading}{self._permalink(unit)}</{tag}>'
        words = f'<p class="trace">{_trace(unit)}</p>' if unit.gone else ""
        if not unit.known:
            words = f'{self._places(self.within.get(unit.eid, ()))}<p class="untold">{self._untold(unit)}</p>'
        return (
            f'<section class="sec sec-{kind}" id="{eid}"><div class="unit">{line}{self._margin([unit])}</div>{words}\n'
        )

    def _unit(self, units: Sequence[UnitText], depth: int) -> str:
        """One leaf, the last of ``units``; those before it are the containers that it opens."""
        unit = units[-1]
        places = self._places([*(container.eid for container in units[:-1]), *self.within.get(unit.eid, ())])
        number, body = self._body(unit)
        marks = {
            "numbered": number,
            "gone": _is_gone(unit),
            "untold": not unit.known,
            "otherwise": unit.known and unit.differs,
        }
        classes = " ".join(["unit", f"d{min(depth, 4)}", *(name for name, on in marks.items() if on)])
        hung = f'<span class="num">{wording(number)}</span> ' if number else ""
        line = f"<p>{hung}{body}{self._permalink(unit)}</p>"
        return f'<div class="{classes}" id="{escape(unit.eid)}">{places}{line}{self._margin(units)}</div>\n'

    def _body(self, unit: UnitText) -> tuple[str, str]:
        """The unit's printed number and its words as HTML."""
        if not unit.known:
            return "", self._untold(unit)
        if unit.text is None:
            return "", str(escape(_trace(unit)))
        cut = unit.text[:LONGEST_PARAGRAPH]
        first, *others = [line for line in cut.split("\n") if line] or [""]
        number, rest = split_label(first) if unit.number or unit.eid.endswith("__al_1") else ("", first)
        body = "<br>".join(linked(line, unit.citations, self.act) for line in (rest, *others))
        return number, body + self._cut(unit) if len(cut) < len(unit.text) else body

    def _places(self, eids: Iterable[str]) -> str:
        """Where links to units that have no line of their own lead."""
        return "".join(f'<span class="place" id="{escape(eid)}"></span>' for eid in eids)

    def _untold(self, unit: UnitText) -> str:
        """What stands in place of words that are not known: what hides them, and the way to today's words."""
        why = hidden_by(unit.differs, self.shown)
        by = ", ".join(named_briefly(act) for act in unit.differs.by) if unit.differs else ""
        what = "Заголовок" if unit.kind in HEADINGS and unit.eid not in self.within else "Текст"
        name = "" if unit.kind in HEADINGS else f"{escape(self._called(unit))} "
        return (
            f"{name}{what} на\u00a0{short_day(self.shown)} неизвестен: {why}{' — ' if by else ''}{by}. "
            f'<a href="{escape(act_path(self.act, unit.eid))}">Сегодняшний текст</a>'
        )

    def _called(self, unit: UnitText) -> str:
        """«Пункт 15.1.», for a line that cannot show the unit's own printed number."""
        return f"{unit.kind.capitalize()} {unit.number}." if unit.number else ""

    def _cut(self, unit: UnitText) -> str:
        return (
            f'<span class="cut"> … Показаны первые {LONGEST_PARAGRAPH} знаков из {len(unit.text or "")}; '
            f'<a href="{escape(act_path(self.act))}.json?unit={escape(unit.eid)}">весь текст</a>.</span>'
        )

    def _table(self, rows: Sequence[UnitText]) -> str:
        """Consecutive rows (cells set apart by tabs) as one table that scrolls by itself on a narrow screen."""
        width = max((row.text or "").count("\t") for row in rows) + 1
        lines = []
        for row in rows:
            cells = (row.text or "")[:LONGEST_PARAGRAPH].split("\t")
            filled = "".join(f"<td>{linked(cell, row.citations, self.act)}</td>" for cell in cells)
            rest = f'<td colspan="{width - len(cells)}"></td>' if len(cells) < width else ""
            lines.append(f'<tr id="{escape(row.eid)}">{filled}{rest}</tr>\n')
        table = f'<table class="intext"><tbody>{"".join(lines)}</tbody></table>'
        name = escape(f"Таблица: {self.address(rows[0])}")
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{table}</div>\n'

    def _permalink(self, unit: UnitText) -> str:
        words, eid = escape(self.address(unit)), escape(unit.eid)
        return f' <a class="perma" href="{self._here}{eid}#{eid}" aria-label="Ссылка: {words}">§</a>'

    def address(self, unit: UnitText) -> str:
        """The unit's address in words, its eid where there are none for it."""
        if unit.eid not in self._names:  # its permalink and its margin say it
            self._names[unit.eid] = address_in_words(unit.eid, self.naming)
        return self._names[unit.eid]

    def _margin(self, units: Sequence[UnitText]) -> str:
        """Notes to a line of text: to its unit and to the containers that begin with it."""
        return margin(self.act, units, self.address, self.shown, self.now)


def _heading(unit: UnitText) -> str | None:
    """The heading on the day: an amended one stands as the unit's line, «III. Проверки», number and all."""
    return without_label(unit.text) if unit.text else unit.heading


def _trace(unit: UnitText) -> str:
    """What is printed in the place of a unit that is no more: «Пункт 3 утратил силу с 01.01.2026.»"""
    number = f"«{unit.number}»" if unit.number and unit.number.isalpha() and not unit.number.isascii() else unit.number
    lost = {"а": "утратила", "ь": "утратила", "я": "утратила", "е": "утратило"}.get(unit.kind[-1], "утратил")
    return f"{unit.kind.capitalize()} {number or ''} {lost} силу с\u00a0{short_day(unit.until)}."


def _is_gone(unit: UnitText) -> bool:
    """Whether what is printed is only the trace of a unit: our own, or what the editor of a consolidated text left."""
    if not unit.known:
        return False
    if unit.text is None:
        return True
    return len(unit.text) < 200 and any(change.verb == "repeal" and change.state == "stated" for change in unit.changes)


def capitals(heading: str) -> Markup:
    """A heading; one printed in capitals is marked, to be set smaller. Its case stays: names would be lost with it."""
    return Markup(f'<span class="caps">{wording(heading)}</span>') if heading.isupper() else wording(heading)


_OF_SEVERAL = {"статья": "Статьи", "глава": "Главы", "раздел": "Разделы"}


def heading_label(kind: str, number: str | None) -> str:
    """What a headed unit is called: «Статья 10.1.», «Глава 2.», «Приложение № 1»; «Статья» without a number."""
    if kind in _OF_SEVERAL and number and len(numbers_of(number)) > 1:
        return f"{_OF_SEVERAL[kind]} {number}."
    name = {"часть кодекса": "Часть", "параграф": "§"}.get(kind, kind.capitalize())
    if not number:
        return name
    return f"{name} № {number}" if kind == "приложение" else f"{name} {number}."
