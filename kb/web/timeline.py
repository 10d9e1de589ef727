"""The chain of an act drawn as SVG: a line of years, a stem for each amending act, as tall as it touched many units.

The same facts stand beside it as a table; the picture is a group of links, each with a title, so that a keyboard
and a screen reader can walk it. No style attributes: the stylesheet paints it, and ``currentColor``
serves when it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import log1p

from markupsafe import Markup

from kb.answers import ActRef, ChainEntry
from kb.web.russian import plural, short_day
from kb.web.typeset import act_path

WIDTH, HEIGHT = 960, 210
_LEFT, _RIGHT, _AXIS, _TOP = 28, 28, 160, 26


def timeline(act: ActRef, links: Sequence[ChainEntry], alone: bool = False) -> Markup:
    """The drawing; empty markup when no dated act changed this one. ``alone``: a whole file, not a part of a page."""
    dated = [(date.fromisoformat(link.act.date), link) for link in links if link.act.date]
    if not dated:
        return Markup("") if not alone else _frame(act, Markup(""), alone)
    born = date.fromisoformat(act.date) if act.date else dated[0][0]
    first, last = _ends(min(born, dated[0][0]), dated[-1][0])
    span = (last - first).days

    def x(day: date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / span, 1)

    tallest = max(log1p(len(link.changes)) for _, link in dated)
    parts = [_axis(first, last, x), _birth(act, x(born)) if act.date else Markup("")]
    parts += [
        _stem(link, x(day), _AXIS - 14 - (_AXIS - _TOP - 20) * log1p(len(link.changes)) / tallest)
        for day, link in dated
    ]
    return _frame(act, Markup("").join(parts), alone)


def _frame(act: ActRef, inside: Markup, alone: bool) -> Markup:
    space = (
        Markup(' xmlns="http://www.w3.org/2000/svg" fill="currentColor" stroke="currentColor" font-family="sans-serif"')
        if alone
        else Markup("")
    )
    return Markup(
        '<svg class="timeline" viewBox="0 0 {} {}" role="group" aria-label="Кто и когда изменял: {}"{}>{}</svg>'
    ).format(WIDTH, HEIGHT, act.label, space, inside)


def _ends(earliest: date, latest: date) -> tuple[date, date]:
    """The stretch of time drawn: a little more than what happened, and at least one New Year's Day, to be named."""
    air = max(timedelta(days=45), (latest - earliest) / 40)
    first, last = earliest - air, latest + air
    return (first, last) if first.year < last.year else (date(first.year, 1, 1), last)


def _axis(first: date, last: date, x: Callable[[date], float]) -> Markup:
    """The line of years; every year has its tick, and as many are named as fit."""
    years = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    step = max(1, round(len(years) / 14 + 0.49))
    marks = []
    for number, year in enumerate(years):
        at, named = x(date(year, 1, 1)), number % step == 0
        marks.append(
            Markup('<line class="tick" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                at, _AXIS, _AXIS + (8 if named else 4)
            )
        )
        if named:
            marks.append(
                Markup(
                    '<text class="year" x="{}" y="{}" text-anchor="middle" font-size="13" stroke="none">{}</text>'
                ).format(at, _AXIS + 26, year)
            )
    return Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>{}').format(
        _LEFT, WIDTH - _RIGHT, _AXIS, _AXIS, Markup("").join(marks)
    )


def _birth(act: ActRef, at: float) -> Markup:
    return Markup('<g class="birth"><circle cx="{0}" cy="{1}" r="6"/><title>Подписан {2}</title></g>').format(
        at, _AXIS, short_day(act.date)
    )


def _stem(link: ChainEntry, at: float, top: float) -> Markup:
    said = f"{link.act.label}: {plural(len(link.changes), 'изменение', 'изменения', 'изменений')}"
    head = Markup(
        '<line class="stem" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><circle class="head" cx="{0}" cy="{2}" r="5"/>'
    ).format(at, _AXIS, round(top, 1))
    state = (
        " refused"
        if all(change.state == "refused" for change in link.changes)
        else " pending"
        if any(change.state == "pending" for change in link.changes)
        else ""
    )
    return Markup('<a class="link{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        state, act_path(link.act.id), said, said, head
    )
