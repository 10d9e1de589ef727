"""Annexes that the text names and lacks, or that bear another number than they were given."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem, Unit
from ingest.recognise.doubts.claims import Claims, left

_PRINTED = pattern(r"(?i:приложение)\s*(?:№|N)?\s*(\d{1,2})(?![\d.]\d)(?!\s*к\s+(?:[А-Я]|положени|порядк|правил|регламент|инструкци))")
_NAMED = pattern(
    r"(?<![а-яё])приложени(?:ю|ем|и)\s*(?:(?:№|N)\s*)?(?P<number>\d{1,2})?(?![\d.]\d)\s*"
    r"(?:к\s+(?:настоящ|данн)\w+\s(?:приказ|постановлени|распоряжени|решени|указ|закон)|[).,;\n])",
)
_TOLD = ("приложени",)


def _annexes(claims: Claims) -> list[Unit]:
    return [unit for unit in claims.parsed.units if unit.kind == "приложение" and unit.start not in claims.quoted]


def numbers(claims: Claims) -> Iterator[Problem]:
    """«Приложение № 1» in print that was counted as the second."""
    for unit in _annexes(claims):
        m = _PRINTED.search(claims.text, unit.start, min(unit.end, unit.start + 120))
        if m and unit.number and unit.number.isdecimal() and unit.number != m[1]:
            yield left(f"Приложение сочтено {unit.number}-м, а напечатан другой номер", claims.document.line(claims.block_at(m.start())), unit.start)


def unstamped(claims: Claims) -> Iterator[Problem]:
    """An annex that no word calls so: what stands below a signature."""
    for unit in _annexes(claims):
        if unit.found_by == "unstamped":
            yield left("Текст под подписью сочтён приложением", claims.document.line(claims.block_at(unit.start)), unit.start)


def empty(claims: Claims) -> Iterator[Problem]:
    """An annex of a stamp alone: its text is lost, or the stamp is the act's own."""
    parents = {unit.parent for unit in claims.parsed.units}
    for unit in _annexes(claims):
        if unit.eid not in parents and unit.found_by in _BY_WORD:
            yield left("В приложении нет текста", claims.document.line(claims.block_at(unit.start)), unit.start)


_BY_WORD = frozenset({"capitals", "approver", "approved-by", "unstamped"})


def absent(claims: Claims) -> Iterator[Problem]:
    """«согласно приложению № 2 к настоящему приказу», and no such annex."""
    if claims.parsed.act is None:
        return
    held = {unit.number for unit in claims.parsed.units if unit.kind == "приложение"}
    told: set[str] = set()
    for block in claims.lines_with("приложени"):
        for m in _NAMED.finditer(claims.text, block.start, block.end):
            number = m["number"] or "1"
            lacks = number not in held if m["number"] else not held
            if lacks and number not in told and claims.speaks(m.start()) and not claims.cited_other(m.start()):
                told.add(number)
                yield left("Названо приложение, которого в тексте нет: приложите его или сверьте с источником", m[0].strip(), m.start())
