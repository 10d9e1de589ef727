"""Units of an act as the HTML of a law: headings, hanging numbers, tables, notes in the margin.

Built as strings, not by a template: a portion of a code is thousands of units, and each is a few tags. The rule that
keeps it safe: what a method returns is HTML, what a record holds is raw, and raw goes in only through ``escape`` or
:mod:`kb.web.typeset`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from ingest.law.address import Address, Naming
from kb.russian import verb
from kb.web.reading.headings import without_label
from kb.web.reading.text import Change, Unit
from kb.web.russian import plural, short_day
from kb.web.typeset import LONGEST_PARAGRAPH, act_path, description, linked, split_label, wording

_HEADINGS = {
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

_QUOTED = re.compile('"([^"]*)"')

_SHOWN_CHANGES = 2
"""Changes of one unit that stand open in the margin; the others fold."""


class Lawbook:
    """Renders units of one act in document order.

    Attributes:
        act: the act's id.
        naming: what the act calls its units, for addresses in words.
        day: ISO day of the wording when the visitor asked for one, "" for today's: permalinks carry it.
        shown: ISO day of the wording in any case: later changes are marked as yet to come.
    """

    def __init__(self, act: str, naming: str, day: str = "", shown: str = "") -> None:
        self.act = act
        self.naming = Naming(naming)
        self.day = day
        self.shown = shown

    def html(self, units: Sequence[Unit]) -> Markup:
        """The units as a run of sections; headed units open one, which closes where their span ends."""
        return Markup("".join(self._pieces(units)))

    def _pieces(self, units: Sequence[Unit]) -> Iterator[str]:
        open_until: list[int] = []
        depths: dict[str, int] = {}
        before: list[Unit] = []
        for is_row, run in groupby(units, key=lambda unit: unit.text is not None and "\t" in unit.text):
            if is_row:
                yield self._table(list(run))
                continue
            for unit in run:
                while open_until and unit.position > open_until[-1]:
                    open_until.pop()
                    yield "</section>\n"
                if unit.kind in _HEADINGS:
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

    def _opening(self, unit: Unit, depth: int) -> str:
        tag, eid = f"h{min(2 + depth, 6)}", escape(unit.eid)
        label = heading_label(unit.kind, unit.number)
        said = _heading(unit)
        heading = f" {capitals(said)}" if said else ""
        kind = escape(unit.eid.rpartition("__")[2].partition("_")[0])
        name = f'<span class="label{"" if heading else " bare"}">{wording(label)}</span>'
        line = f'<{tag} class="{_HEADINGS[unit.kind]}">{name}{heading}{self._permalink(unit)}</{tag}>'
        words = f'<p class="trace">{_trace(unit)}</p>' if unit.gone else ""
        return (
            f'<section class="sec sec-{kind}" id="{eid}"><div class="unit">{self._margin([unit])}{line}</div>{words}\n'
        )

    def _unit(self, units: Sequence[Unit], depth: int) -> str:
        """One leaf, the last of ``units``; those before it are the containers that it opens."""
        unit = units[-1]
        places = "".join(f'<span class="place" id="{escape(container.eid)}"></span>' for container in units[:-1])
        number, body = self._body(unit)
        classes = f"unit d{min(depth, 4)}{' numbered' if number else ''}{' gone' if _is_gone(unit) else ''}"
        hung = f'<span class="num">{wording(number)}</span> ' if number else ""
        line = f"<p>{hung}{body}{self._permalink(unit)}</p>"
        return f'<div class="{classes}" id="{escape(unit.eid)}">{places}{self._margin(units)}{line}</div>\n'

    def _body(self, unit: Unit) -> tuple[str, str]:
        """The unit's printed number and its words as HTML."""
        if unit.text is None:
            return "", str(escape(_trace(unit)))
        cut = unit.text[:LONGEST_PARAGRAPH]
        first, *others = [line for line in cut.split("\n") if line] or [""]
        number, rest = split_label(first) if unit.number or unit.eid.endswith("__al_1") else ("", first)
        body = "<br>".join(linked(line, unit.references, self.act) for line in (rest, *others))
        return number, body + self._cut(unit) if len(cut) < len(unit.text) else body

    def _cut(self, unit: Unit) -> str:
        return (
            f'<span class="cut"> … Показаны первые {LONGEST_PARAGRAPH} знаков из {len(unit.text or "")}; '
            f'<a href="/acts/{escape(self.act)}.json?unit={escape(unit.eid)}">весь текст</a>.</span>'
        )

    def _table(self, rows: Sequence[Unit]) -> str:
        """Consecutive rows (cells set apart by tabs) as one table that scrolls by itself on a narrow screen."""
        width = max((row.text or "").count("\t") for row in rows) + 1
        lines = []
        for row in rows:
            cells = (row.text or "")[:LONGEST_PARAGRAPH].split("\t")
            filled = "".join(f"<td>{linked(cell, row.references, self.act)}</td>" for cell in cells)
            rest = f'<td colspan="{width - len(cells)}"></td>' if len(cells) < width else ""
            lines.append(f'<tr id="{escape(row.eid)}">{filled}{rest}</tr>\n')
        table = f'<table class="intext"><tbody>{"".join(lines)}</tbody></table>'
        name = escape(f"Таблица: {self.address(rows[0])}")
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{table}</div>\n'

    def _permalink(self, unit: Unit) -> str:
        words, eid = escape(self.address(unit)), escape(unit.eid)
        day = f"at={self.day}&amp;" if self.day else ""
        href = f"/acts/{escape(self.act)}?{day}unit={eid}#{eid}"
        return f' <a class="perma" href="{href}" aria-label="Ссылка: {words}">§</a>'

    def address(self, unit: Unit) -> str:
        """The unit's address in words, its eid where there are none for it."""
        return address_in_words(unit.eid, self.naming)

    def _margin(self, units: Sequence[Unit]) -> str:
        """Notes to a line of text: to its unit and to the containers that begin with it, largest first."""
        parts = [self._notes(unit) for unit in units if unit.changes or unit.cited_by or unit.since]
        if not parts:
            return ""
        return f'<aside class="margin" aria-label="Пометки: {escape(self.address(units[0]))}">{"".join(parts)}</aside>'

    def _notes(self, unit: Unit) -> str:
        lines = [f"<li>{note(change, self.shown)}</li>" for change in unit.changes]
        shown, folded = lines[:_SHOWN_CHANGES], lines[_SHOWN_CHANGES:]
        if folded:
            shown.append(f"<li><details><summary>ещё {len(folded)}</summary><ul>{''.join(folded)}</ul></details></li>")
        if unit.since or (unit.gone and unit.changes):
            href = f"/acts/{escape(self.act)}/why?unit={escape(unit.eid)}"
            label = escape(f"Почему так: {self.address(unit)}")
            shown.append(f'<li><a href="{href}" aria-label="{label}">почему так</a></li>')
        if unit.cited_by:
            count = plural(unit.cited_by, "ссылка сюда", "ссылки сюда", "ссылок сюда")
            href = f"/acts/{escape(self.act)}/cited-by?unit={escape(unit.eid)}"
            shown.append(f'<li class="cited"><a href="{href}">{count}</a></li>')
        return f"<ul>{''.join(shown)}</ul>"


def _heading(unit: Unit) -> str | None:
    """The heading on the day: an amended one stands as the unit's line, «III. Проверки», number and all."""
    return without_label(unit.text) if unit.text else unit.heading


def _trace(unit: Unit) -> str:
    """What is printed in the place of a unit that is no more: «Пункт 3 утратил силу с 01.01.2026.»"""
    number = f"«{unit.number}»" if unit.number and unit.number.isalpha() and not unit.number.isascii() else unit.number
    lost = {"а": "утратила", "ь": "утратила", "я": "утратила", "е": "утратило"}.get(unit.kind[-1], "утратил")
    return f"{unit.kind.capitalize()} {number or ''} {lost} силу с\u00a0{short_day(unit.until)}."


def _is_gone(unit: Unit) -> bool:
    """Whether what is printed is only the trace of a unit: our own, or what the editor of a consolidated text left."""
    if unit.text is None:
        return True
    return len(unit.text) < 200 and any(change.verb == "repeal" and change.state == "stated" for change in unit.changes)


def note(change: Change, shown: str = "") -> Markup:
    """«в редакции 99-ФЗ от 07.05.2013, с 01.09.2013» as small print with a link to the changing act."""
    by = change.by
    who = (
        f'<a href="{escape(act_path(by.id))}" title="{escape(description(by))}">{escape(_signed(change))}</a>'
        if by
        else escape(change.by_id)
    )
    since = f", с\u00a0{escape(short_day(change.day))}" if change.day else ""
    later = change.state == "pending" or (shown and change.day and change.day > shown)
    waits = ' <em class="pending">позже</em>' if later else ""
    mended = ' <em class="mended">по поправке</em>' if change.corrected else ""
    return Markup(f'<span class="verb">{verb(change.verb)}</span> {who}{since}{waits}{mended}')


def _signed(change: Change) -> str:
    """The changing act as the margin has room for: «557-ФЗ от 28.12.2024», «№ 215-МП от 10.04.2024»."""
    card = change.by
    if card is None or not card.number:
        return card.label if card else change.by_id
    number = card.number if card.number == card.short else f"№\u00a0{card.number}"
    return f"{number} от\u00a0{short_day(card.date)}" if card.date else number


def capitals(heading: str) -> Markup:
    """A heading; one printed in capitals is marked, to be set smaller. Its case stays: names would be lost with it."""
    return Markup('<span class="caps">{}</span>').format(wording(heading)) if heading.isupper() else wording(heading)


def heading_label(kind: str, number: str | None) -> str:
    """What a headed unit is called: «Статья 10.1.», «Глава 2.», «Приложение № 1»; «Статья» without a number."""
    name = {"часть кодекса": "Часть", "параграф": "§"}.get(kind, kind.capitalize())
    if not number:
        return name
    return f"{name} № {number}" if kind == "приложение" else f"{name} {number}."


def address_in_words(eid: str, naming: Naming) -> str:
    """«пункт 2 части 3 статьи 14.1» for an eId; the eId itself where it names no known kind of unit."""
    try:
        words = str(Address.from_eid(eid, naming))
    except (ValueError, KeyError):
        return eid
    return _QUOTED.sub(r"«\1»", words) or eid
