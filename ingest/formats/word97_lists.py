"""Lists of a Word 97 document: forms of automatic numbers, and which list each paragraph's list number means.

Source: [MS-DOC], PlfLst, LSTF, LVL, PlfLfo, LFO.
"""

from __future__ import annotations

from struct import error as StructError
from struct import unpack_from

from ingest.formats.list_numbers import Level, Sequence

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 58: "russianLower", 59: "russianUpper", 255: "none",
}  # fmt: skip


def read_lists(tables: bytes, forms: int, overrides: int) -> dict[int, Sequence]:
    """Counting sequences by the list number that paragraphs carry (from 1).

    ``tables`` is the table stream, ``forms`` and ``overrides`` the places of PlfLst and PlfLfo in it. A table that
    does not hold together gives no lists: the text is worth more than its numbers.
    """
    try:
        sequences = _forms(tables, forms)
        (count,) = unpack_from("<I", tables, overrides)
        identifiers = (unpack_from("<I", tables, overrides + 4 + 16 * place)[0] for place in range(min(count, 4096)))
        return {place: sequences[one] for place, one in enumerate(identifiers, 1) if one in sequences}
    except (StructError, IndexError):
        return {}


def _forms(tables: bytes, at: int) -> dict[int, Sequence]:
    (count,) = unpack_from("<H", tables, at)
    levels_at = at + 2 + 28 * count
    sequences = {}
    for place in range(count):
        here = at + 2 + 28 * place
        (identifier,) = unpack_from("<I", tables, here)
        simple = tables[here + 26] & 1
        levels = {}
        for level in range(1 if simple else 9):
            levels[level], levels_at = _level(tables, levels_at)
        sequences[identifier] = Sequence(levels)
    return sequences


def _level(tables: bytes, at: int) -> tuple[Level, int]:
    """A level and where the next one begins; small numbers in its pattern stand for the numbers of levels."""
    start, format = unpack_from("<iB", tables, at)
    skip = tables[at + 24] + tables[at + 25]
    (length,) = unpack_from("<H", tables, at + 28 + skip)
    begin = at + 30 + skip
    pattern = tables[begin : begin + 2 * length].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in pattern)
    return Level(_FORMATS.get(format, "decimal"), shown, max(start, 0)), begin + 2 * length
