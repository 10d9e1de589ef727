"""Labels without their mark, or typed in Cyrillic: «II Права», «2 Права», «2.1 вести», «П. Права» are labels only where
the labels around say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.recognise.structure.markers import Form, Marker
from ingest.recognise.structure.succession import is_next

FAR, NEAR = 200, 20
"""Lines back, and down, in which the labels around stand."""

_Rule = Callable[[Marker, Sequence[Marker], Sequence[Marker]], bool]


def is_label(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """Whether a label found by one of :data:`RULES` has the right place. ``before`` are the labels of the lines
    above, the nearest first, of those that have one; ``below`` those of the lines below, with or without one."""
    same = [label for label in before if label.form is marker.form]
    return RULES[marker.found_by](marker, same, below)


def _above_numbers(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """«II Права» above «3.», «2 Права» above «2.1.»: on the next line, or on the one after it."""
    wanted = f"{marker.number}." if marker.form is Form.DOT else ""
    return any(label.form is Form.DOT and label.number.startswith(wanted) for label in below[:2])


def _in_list(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """«2 Вести журнал.» after «1 Завести журнал.», and that above it."""
    if marker.number == "1":
        following = next((label for label in below if label.form is Form.DOT and label.number.isdecimal()), None)
        return following is not None and following.number == "2" and following.found_by == marker.found_by
    last = next((label for label in before if label.number.isdecimal()), None)
    return last is not None and last.found_by == marker.found_by and is_next(marker.number, last.number)


def _after_roman(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """«П. Права» after «I.»: a name may begin so."""
    return bool(before) and is_next(marker.number, before[0].number)


def _in_levels(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """«1.1 Лагерь открыт», «2.3 Костёр разводят» after another of «2»: a time or a measure has none before it."""
    whole, _, last = marker.number.rpartition(".")
    return last == "1" or (bool(before) and f"{before[0].number}.".startswith(f"{whole}."))


def _right_after(marker: Marker, before: Sequence[Marker], below: Sequence[Marker]) -> bool:
    """«2.1 вести» right after «2.», «2.3 вести» after «2.2» or after what that holds."""
    whole, _, last = marker.number.rpartition(".")
    wanted = whole if last == "1" else f"{whole}.{int(last) - 1}"
    return bool(before) and (before[0].number == wanted or (last != "1" and before[0].number.startswith(f"{wanted}.")))


RULES: dict[str, _Rule] = {
    "roman_bare": _above_numbers,
    "whole_bare": _above_numbers,
    "point_bare": _in_list,
    "roman_typed": _after_roman,
    "bare": _in_levels,
    "small_bare": _right_after,
}
"""Alternative of the markers' pattern → what makes it a label."""

UNSURE = frozenset({"point_bare", "roman_typed"})
"""Those that are as often no labels: «5 Классов учатся.», «П. Иванов»."""
