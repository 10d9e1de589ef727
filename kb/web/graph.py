"""Who changes an act and whom it changes, drawn as SVG: amending acts on the left, the act, amended acts on the right.

The more units a link touches, the thicker it is. Everything drawn stands beside it in words as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from markupsafe import Markup

from kb.answers import ActRef, ChainEntry
from kb.web.russian import plural, short_day
from kb.web.typeset import act_path, named

WIDTH = 960
MOST = 10
"""Acts drawn on each side, those with the most changes; the others are counted."""

_ROW, _TOP, _BOX = 30, 40, 210
_LEFT_EDGE, _RIGHT_EDGE = 285, WIDTH - 285
"""Where the names of amending acts end and those of amended acts begin."""


def graph(act: ActRef, links: Sequence[ChainEntry], amended: Sequence[ChainEntry]) -> Markup:
    """The drawing; empty markup when nothing is known to change the act or to be changed by it."""
    changing = [(link.act, len(link.changes)) for link in links]
    changed = [(one.act, len(one.changes)) for one in amended]
    if not (changing or changed):
        return Markup("")
    rows = max(min(len(side), MOST) + (len(side) > MOST) for side in (changing, changed))
    height = _TOP + max(rows, 2) * _ROW + 20
    middle = (_TOP + height - 20) / 2
    parts = [
        _side("его изменили", "end", _LEFT_EDGE, changing, middle),
        _side("он изменил", "start", _RIGHT_EDGE, changed, middle),
        _here(act, middle),
    ]
    return Markup(
        '<svg class="graph" viewBox="0 0 {} {}" role="group" aria-label="Кто изменял и кого изменил: {}">{}</svg>'
    ).format(WIDTH, height, act.label, Markup("").join(parts))


def _side(title: str, anchor: str, edge: int, acts: Sequence[tuple[ActRef, int]], middle: float) -> Markup:
    """One column of acts, each joined to the middle."""
    if not acts:
        return Markup("")
    shown = sorted(acts, key=lambda one: (-one[1], one[0].date or "", one[0].id))[:MOST]
    first = middle - (len(shown) - 1 + (len(acts) > MOST)) * _ROW / 2
    parts = [Markup('<text class="side" x="{}" y="18" text-anchor="{}">{}</text>').format(edge, anchor, title)]
    parts += [_joined(card, count, anchor, edge, first + row * _ROW, middle) for row, (card, count) in enumerate(shown)]
    if len(acts) > MOST:
        words = f"и ещё {plural(len(acts) - MOST, 'акт', 'акта', 'актов')}"
        y = first + MOST * _ROW + 5
        parts.append(
            Markup('<text class="more" x="{}" y="{}" text-anchor="{}">{}</text>').format(edge, y, anchor, words)
        )
    return Markup("").join(parts)


def _joined(card: ActRef, count: int, anchor: str, edge: int, y: float, middle: float) -> Markup:
    """One act: its name, and a line to the middle or from it."""
    inner = WIDTH / 2 - _BOX / 2 if anchor == "end" else WIDTH / 2 + _BOX / 2
    outer = edge + 8 if anchor == "end" else edge - 8
    half = (inner + outer) / 2
    said = f"{card.label}: {plural(count, 'изменение', 'изменения', 'изменений')}"
    return Markup(
        '<a href="{}" aria-label="{}"><title>{}</title>'
        '<path d="M{} {}C{} {} {} {} {} {}" stroke-width="{}"/>'
        '<text x="{}" y="{}" text-anchor="{}">{}</text></a>'
    ).format(
        act_path(card.id), said, f"{named(card)}: {said.rpartition(': ')[2]}",
        outer, y, half, y, half, middle, inner, middle, round(1 + log2(1 + count) / 1.6, 1),
        edge, y + 5, anchor, _fitting(_dated(card)),
    )  # fmt: skip


def _here(act: ActRef, middle: float) -> Markup:
    left = WIDTH / 2 - _BOX / 2
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="36" rx="5"/>'
        '<text class="here" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(left, middle - 18, _BOX, WIDTH / 2, middle + 5, _fitting(act.short, 26))


def _dated(card: ActRef) -> str:
    """«232-ФЗ от 26.07.2019»: numbers begin anew every year."""
    return f"{card.short} от {short_day(card.date)}" if card.number and card.date else card.short


def _fitting(name: str, room: int = 38) -> str:
    """A name cut to the room there is; the whole stands in its title."""
    return name if len(name) <= room else name[: room - 1].rstrip() + "…"
