"""Units of an act as the HTML of a law: headings, hanging numbers, tables, notes in the margin.

Built as strings, not by a template: a portion of a code is thousands of units, and each is a few tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from ingest.law.address import Address, Naming
from ingest.law.text import level
from kb.web.reading.text import Change, Unit
from kb.web.russian import VERBS, plural, short_day
from kb.web.typeset import LONGEST_PARAGRAPH, act_path, description, linked, split_label, wording

_HEADINGS = {"приложение": 2, "часть кодекса": 2, "раздел": 2, "подраздел": 3, "глава": 3, "параграф": 4, "статья": 4}
"""Level of the HTML heading that opens a unit of that kind."""

_SHOWN_CHANGES = 3
"""Changes of one unit that stand open in the margin; the others fold."""


class Lawbook:
    """Renders units of one act in document order.

    Attributes:
        act: the act's id.
        naming: what the act calls its units, for addresses in words.
        day: ISO day of the wording when the visitor asked for one, "" for today's: permalinks carry it.
    """

    def __init__(self, act: str, naming: str, day: str = "") -> None:
        self.act = act
        self.naming = Naming(naming)
        self.day = day

    def html(self, units: Sequence[Unit]) -> Markup:
        """The units as a run of sections; containers of text open and close as their spans do."""
        return Markup("").join(self.pieces(units))

    def pieces(self, units: Sequence[Unit]) -> Iterator[Markup]:
        """The HTML piece by piece, one headed section at most, for a page that is sent while it is made."""
        open_until: list[int] = []
        depths: dict[str, int] = {}
        for is_row, run in groupby(units, key=lambda unit: unit.text is not None and "\t" in unit.text):
            if is_row:
                yield self._table(list(run))
                continue
            for unit in run:
                while open_until and unit.position > open_until[-1]:
                    open_until.pop()
                    yield Markup("</section>\n")
                if unit.kind in _HEADINGS:
                    yield self._opening(unit)
                    open_until.append(unit.last)
                    continue
                depths[unit.eid] = self._depth(unit, depths)
                yield self._paragraphs(unit, depths)
        yield Markup("</section>\n" * len(open_until))

    def _depth(self, unit: Unit, depths: dict[str, int]) -> int:
        """How far a unit is set in: one step for each numbered unit it lies in, abzats of a unit stand with it."""
        if unit.parent not in depths:
            return 0
        return depths[unit.parent] + (unit.kind not in ("абзац", "предложение"))

    def _opening(self, unit: Unit) -> Markup:
        tag = f"h{_HEADINGS[unit.kind]}"
        label = heading_label(unit.kind, unit.number)
        words = Markup('<span class="label">{}</span> {}').format(wording(label), wording(unit.heading)) if unit.heading else Markup('<span class="label">{}</span>').format(wording(label))
        return Markup('<section class="sec sec-{}" id="{}">{}<{}>{}{}</{}>\n').format(
            unit.eid.rpartition("__")[2].partition("_")[0], unit.eid, self._margin(unit), Markup(tag), words, self._permalink(unit), Markup(tag)
        )

    def _paragraphs(self, unit: Unit, depths: dict[str, int]) -> Markup:
        if unit.text is None:
            return Markup('<span class="place" id="{}"></span>{}').format(unit.eid, self._margin(unit))
        cut = unit.text[:LONGEST_PARAGRAPH]
        lines = [line for line in cut.split("\n") if line] or [""]
        if self._repeats_heading(unit, lines[0]):
            return Markup("")
        number, first = split_label(lines[0]) if unit.number and not unit.kind == "предложение" or unit.eid.endswith("al_1") else ("", lines[0])
        body = Markup('<span class="num">{}</span> ').format(wording(number)) if number else Markup("")
        body += Markup("<br>").join(linked(line, unit.references, self.act) for line in [first, *lines[1:]])
        if len(cut) < len(unit.text):
            body += Markup('<span class="cut"> … Показаны первые {} знаков из {}; <a href="/acts/{}.json?unit={}">весь текст</a>.</span>').format(
                LONGEST_PARAGRAPH, len(unit.text), self.act, unit.eid
            )
        gone = " gone" if any(change.verb == "repeal" for change in unit.changes) and len(unit.text) < 200 else ""
        return Markup('<div class="unit d{}{}{}" id="{}">{}<p>{}{}</p></div>\n').format(
            min(depths[unit.eid], 4), " numbered" if number else "", gone, unit.eid, self._margin(unit), body, self._permalink(unit)
        )

    def _repeats_heading(self, unit: Unit, line: str) -> bool:
        """True for a paragraph that is nothing but its own unit's printed heading, shown already."""
        return unit.kind == "наименование" and bool(unit.heading) and level(line) == level(unit.heading or "")

    def _table(self, rows: Sequence[Unit]) -> Markup:
        """Consecutive rows (cells set apart by tabs) as one table that scrolls by itself on a narrow screen."""
        width = max((row.text or "").count("\t") for row in rows) + 1
        lines = []
        for row in rows:
            cells = (row.text or "").split("\t")
            filled = Markup("").join(Markup("<td>{}</td>").format(linked(cell, row.references, self.act)) for cell in cells)
            rest = Markup('<td colspan="{}"></td>').format(width - len(cells)) if len(cells) < width else Markup("")
            lines.append(Markup('<tr id="{}">{}{}</tr>').format(row.eid, filled, rest))
        return Markup('<div class="scroll" role="region" tabindex="0" aria-label="Таблица"><table class="intext"><tbody>{}</tbody></table></div>\n').format(Markup("\n").join(lines))

    def _permalink(self, unit: Unit) -> Markup:
        words = self.address(unit)
        day = f"at={self.day}&" if self.day else ""
        return Markup(' <a class="perma" href="{}" aria-label="Ссылка: {}" title="Постоянная ссылка: {}">§</a>').format(
            f"/acts/{self.act}?{day}unit={unit.eid}#{unit.eid}", words, words
        )

    def address(self, unit: Unit) -> str:
        """The unit's address in words, its eid where there are none for it."""
        return address_in_words(unit.eid, self.naming)

    def _margin(self, unit: Unit) -> Markup:
        if not unit.changes and not unit.cited_by:
            return Markup("")
        lines = [Markup("<li>{}</li>").format(note(change)) for change in unit.changes]
        shown, folded = lines[:_SHOWN_CHANGES], lines[_SHOWN_CHANGES:]
        if folded:
            shown.append(Markup("<li><details><summary>ещё {}</summary><ul>{}</ul></details></li>").format(len(folded), Markup("").join(folded)))
        if unit.cited_by:
            shown.append(
                Markup('<li class="cited"><a href="/acts/{}/cited-by?unit={}">{}</a></li>').format(self.act, unit.eid, plural(unit.cited_by, "ссылка сюда", "ссылки сюда", "ссылок сюда"))
            )
        return Markup('<aside class="margin" aria-label="Пометки: {}"><ul>{}</ul></aside>').format(self.address(unit), Markup("").join(shown))


def note(change: Change) -> Markup:
    """«в редакции: ФЗ № 99-ФЗ, с 01.09.2023» as small print with a link to the changing act."""
    by = (
        Markup('<a href="{}" title="{}">{}</a>').format(act_path(change.by.id), description(change.by), _signed(change)) if change.by else Markup("{}").format(change.by_id)
    )
    since = f", с {short_day(change.day)}" if change.day else ""
    waits = Markup(' <em class="pending">ожидает</em>') if change.state == "pending" else Markup("")
    return Markup('<span class="verb">{}</span> {}{}{}').format(VERBS.get(change.verb, VERBS["other"]), by, since, waits)


def _signed(change: Change) -> str:
    card = change.by
    if card is None:
        return change.by_id
    return f"{card.short} от {short_day(card.date)}" if card.date else card.short


def heading_label(kind: str, number: str | None) -> str:
    """What a headed unit is called: «Статья 10¹.», «Глава 2.», «Приложение № 1»; «Статья» without a number."""
    name = {"часть кодекса": "Часть", "параграф": "§"}.get(kind, kind.capitalize())
    if not number:
        return name
    return f"{name} № {number}" if kind == "приложение" else f"{name} {number}."


def address_in_words(eid: str, naming: Naming) -> str:
    """«пункт 2 части 3 статьи 14.1» for an eId; the eId itself where it names no known kind of unit."""
    try:
        return str(Address.from_eid(eid, naming)) or eid
    except (ValueError, KeyError):
        return eid
