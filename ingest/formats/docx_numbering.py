"""Automatic numbers of Word paragraphs: what Word shows as «1.», «а)», «2.1.» stands in no text."""

from __future__ import annotations

from ingest.formats.docx_styles import VAL, W
from ingest.formats.list_numbers import Level, Sequence
from ingest.formats.markup import Element


class Numbering:
    """Counts through the document: ask :meth:`label` once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        """``root`` is numbering.xml (None when the package has none)."""
        self._sequences: dict[str, Sequence] = {}
        if root is None:
            return
        abstract = {one.get(f"{W}abstractNumId"): Sequence(_levels(one)) for one in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            sequence = abstract.get(reference.get(VAL)) if reference is not None else None
            if sequence is None:
                continue
            overrides = _overrides(number, sequence.levels)
            own = Sequence({**sequence.levels, **overrides}) if overrides else sequence
            self._sequences[number.get(f"{W}numId") or ""] = own

    def label(self, number_id: str, level: int) -> str:
        """The next number of this list at this level, as Word prints it; "" for a bullet or an unknown list."""
        sequence = self._sequences.get(number_id)
        return sequence.next(level) if sequence else ""


def _levels(abstract: Element) -> dict[int, Level]:
    return {_whole(one.get(f"{W}ilvl"), 0): _level(one) for one in abstract.iter(f"{W}lvl")}


def _level(element: Element) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return default if child is None else child.get(VAL) or ""

    return Level(value("numFmt", "decimal"), value("lvlText", "")[:100], _whole(value("start", "1"), 1))


def _overrides(number: Element, levels: dict[int, Level]) -> dict[int, Level]:
    found = {}
    for override in number.iter(f"{W}lvlOverride"):
        at = _whole(override.get(f"{W}ilvl"), 0)
        whole, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
        level = _level(whole) if whole is not None else levels.get(at, Level())
        if start is not None:
            level = Level(level.format, level.pattern, _whole(start.get(VAL), 1))
        found[at] = level
    return found


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else default
