"""New wording cut into the units it gives: «дополнить пунктами 3.1 и 3.2 следующего содержания: "3.1) …; 3.2) …"».

The cut follows the labels at the beginning of paragraphs. Where it does not come out clean nothing is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.law.address import Address, Step
from ingest.law.numbering import canonical
from ingest.law.pattern import pattern

_LOOKALIKES = str.maketrans("aeocpxyABEKMHOPCTX", "аеосрхуАВЕКМНОРСТХ")
_DIGITS = r"\d{1,5}(?:\(\d{1,3}\))?(?:[.\-^]\d{1,3})*[⁰¹²³⁴⁵⁶⁷⁸⁹⁻˙]*"
_HEADS = {
    "статья": pattern(rf"\s*[Сс][Тт][Аа][Тт][Ьь][Яя]\s+(?P<n>{_DIGITS})"),
    "глава": pattern(rf"\s*(?i:глава)\s+(?P<n>{_DIGITS}|[IVXLC]+[⁰¹²³⁴⁵⁶⁷⁸⁹\d.\-]*)"),
    "раздел": pattern(rf"\s*(?:(?i:раздел)\s+)?(?P<n>[IVXLC]+[⁰¹²³⁴⁵⁶⁷⁸⁹\d.\-]*|{_DIGITS})[.\s]"),
    "подраздел": pattern(rf"\s*(?:(?i:подраздел)\s+)?(?P<n>{_DIGITS}|[IVXLC]+)[.\s]"),
    "параграф": pattern(rf"\s*(?:§|(?i:параграф))\s*(?P<n>{_DIGITS})"),
    "приложение": pattern(rf"\s*(?i:приложение)\s*(?:№\s*|N\s*)?(?P<n>{_DIGITS})"),
    "примечание": pattern(rf"\s*(?:(?i:примечание)\s+)?(?P<n>{_DIGITS})[.)]"),
}
_NUMBERED = pattern(
    rf"\s*(?:(?P<n>{_DIGITS}|[а-яa-z](?:[.\-]?\d{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)\s*(?P<mark>[.)]))(?=\s|[А-ЯЁа-яё(\"«]|\Z)"
)


class Label(NamedTuple):
    """The number a paragraph begins with and its form: "." for «5.», ")" for «5)», "" for a heading («Статья 5»)."""

    number: str
    form: str


def label(line: str, kind: str) -> Label | None:
    """The label of a unit of that kind at the beginning of the line.

    >>> label("15.1) осуществление", "пункт"), label("Статья 10¹. Предмет", "статья")
    (Label(number='15.1', form=')'), Label(number='10.1', form=''))
    """
    if kind in _HEADS:
        m = _HEADS[kind].match(line)
        return Label(canonical(m["n"]), "") if m else None
    m = _NUMBERED.match(line)
    if m is None:
        return None
    number = m["n"] if m["n"][0].isdigit() else m["n"].translate(_LOOKALIKES)
    return Label(canonical(number), m["mark"])


class Chunk(NamedTuple):
    """A piece of new wording: its offset in the whole and its text."""

    offset: int
    text: str


def split(wording: str, addresses: Sequence[Address]) -> list[Chunk] | None:
    """One chunk for each address in order; None when the wording does not fall into them cleanly."""
    if len(addresses) == 1:
        return [Chunk(0, wording)]
    lines = _lines(wording)
    kind = addresses[0].steps[-1].kind if addresses[0].steps else ""
    if kind == "абзац":
        return lines if len(lines) == len(addresses) else None
    starts = _starts(lines, addresses)
    if starts is None:
        starts = _counted(lines) if kind == "часть" else [*range(len(lines))]
        if len(starts) != len(addresses) or any(label(lines[at].text, kind) for at in starts):
            return None
    ends = [*starts[1:], len(lines)]
    return [
        Chunk(lines[a].offset, "\n".join(line.text for line in lines[a:b])) for a, b in zip(starts, ends, strict=True)
    ]


def _lines(wording: str) -> list[Chunk]:
    found, at = [], 0
    for line in wording.split("\n"):
        if line.strip():
            found.append(Chunk(at, line))
        at += len(line) + 1
    return found


def _starts(lines: list[Chunk], addresses: Sequence[Address]) -> list[int] | None:
    """Where each address's first paragraph is; None unless every label is found, in order, the first at the top."""
    starts: list[int] = []
    at = 0
    for address in addresses:
        step = address.steps[-1]
        while at < len(lines) and not _is(label(lines[at].text, step.kind), step):
            at += 1
        if at == len(lines):
            return None
        starts.append(at)
        at += 1
    return starts if starts and starts[0] == 0 else None


def _counted(lines: list[Chunk]) -> list[int]:
    """Where unnumbered части begin («часть третья»): each ends with a full stop, a list belongs to the one that
    opens it.
    """
    return [i for i in range(len(lines)) if i == 0 or lines[i - 1].text.rstrip().endswith(".")]


def _is(found: Label | None, step: Step) -> bool:
    """The label is of this number, its superscript perhaps lost («211¹», «2111»)."""
    return found is not None and found.number.replace(".", "") == step.number.replace(".", "")


def labels(wording: str, kind: str) -> list[Label]:
    """Labels of that kind at the beginnings of the wording's paragraphs."""
    return [found for line in wording.split("\n") if (found := label(line, kind))]


_OPEN_END = pattern(r";\s*\Z")


def goes_on(wording: str) -> bool:
    """The wording ends as a member of a list that has further members («…;»)."""
    return _OPEN_END.search(wording) is not None
