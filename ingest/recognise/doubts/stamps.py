"""Stamps that contradict the head, or that no requisite tells."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.dates import date_or_none
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.cores import find_cores
from ingest.recognise.doubts.claims import Claims, left

_CHECK = "Сверьте реквизиты акта."


def annex_stamps(claims: Claims) -> Iterator[Problem]:
    """«к приказу от 05.10.2023 № 214-од» above an annex, where the head gives another day or another number.

    A stamp that agrees in neither is of another act, whose annex is restated here.
    """
    act = claims.parsed.act
    if act is None or not (act.id.date and act.id.number):
        return
    own = {*act.id.number.lower().split("/"), act.id.number.lower()}
    for unit in claims.annexes:
        lines = ((block.start, claims.document.line(block)) for block in claims.next_blocks(unit.start, _STAMP_LINES))
        dated = ((start, line, core) for start, line in lines for core in find_cores(line) if core.date and core.number)
        start, line, core = next(dated, (0, "", None))
        if core and (date_or_none(core.date or "") == act.id.date) != ((core.number or "").lower() in own):
            yield left("Реквизиты в грифе приложения и в шапке акта расходятся", line, start, _CHECK)


_STAMP_LINES = 6


def registration(claims: Claims) -> Iterator[Problem]:
    """A line that tells of a registration by the Ministry of Justice, and no requisite does."""
    act = claims.parsed.act
    if act is None or act.registered is not None:
        return
    for word in ("Зарегистрирован", "ЗАРЕГИСТРИРОВАН"):
        at = claims.text.find(word)
        while at >= 0:
            block = claims.block_at(at)
            if at - block.start < _MARKS and _REGISTERED.match(claims.text, at) and at not in claims.quoted:
                yield left("Регистрация в Минюсте не прочитана", claims.document.line(block), block.start, _CHECK)
                return
            at = claims.text.find(word, at + 1)


_MARKS = 3
"""Brackets and quotes that may stand before the first word of a line."""
_REGISTERED = pattern(r"\w+\s[^\n]{0,20}(?i:минюст|министерств\w+\s+юстиции)[^\n]{0,60}(?:№|N|номер)")


def unnumbered(claims: Claims) -> Iterator[Problem]:
    """An approving order without a number, or an adoption without that of its protocol, though the head tells one."""
    act = claims.parsed.act
    if act is None:
        return
    if act.approved_by and act.approved_by.date and not act.approved_by.number:
        yield Problem(f"Номер акта, которым утверждён этот, не прочитан. {_CHECK}", act.start, "left-over")
    lacks = any(adopted.protocol is None for adopted in act.adopted)
    if lacks and act.id.kind != "protokol" and _PROTOCOL.search(claims.text, act.start, act.end):
        yield Problem(f"Номер протокола в шапке не прочитан. {_CHECK}", act.start, "left-over")


_PROTOCOL = pattern(r"(?<![а-яё])(?i:прот(?:\.|окол[а-яё]*))\s*(?:от\s|№|N|\d)")
