"""Leads: paragraphs that order nothing themselves and say where the changes below go.

«Внести в … следующие изменения:», «в статье 20:», the heading of an annex of changes, the title of the act.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Block, Document
from ingest.law.part import Row, read_part
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Requisites
from ingest.recognise import citations
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.context import Context
from ingest.recognise.operations.line import ACT, Line, line_of
from ingest.recognise.operations.named import resolve, units_named
from ingest.recognise.operations.unread import unread
from ingest.recognise.operations.zone import ROW
from ingest.recognise.own_body import meant
from ingest.recognise.unit_map import UnitMap

_AMENDS = pattern(r"(?i:внести|внесены|вносятся|вносимы|изменени|дополнени|следующ\w+ редакци)")
_ORDERS = pattern(
    r"(?i:внести\s[^:]{0,80}изменени|изменени[а-я]{1,2}\s*,?\s+котор[а-я]{2}\s+внос|внести\s+следующ|вносятся\s+следующ)"
)
_IN_ACT = pattern(rf"(?:\A|[\s.)])[Вв]о?\s+{ACT}+\s*:\s*\Z")
"""«В Федеральном законе от … № …:», which changes without saying so."""
_STAMP = pattern(r"\s*(?i:утвержд|приложени)")
_GROUND = pattern(
    r"(?i:в\s+соответствии|на\s+основании|во\s+исполнение|в\s+связи|руководствуясь|в\s+целях|согласно|вступлени)"
    rf"[^{ACT}:]*\Z"
)
_BY_ANNEX = pattern(r"(?i)(?:согласно\s+приложени|прилагаем|утвердить)")


def amends(line: Line) -> bool:
    """Whether the line speaks of changes."""
    return _AMENDS.search(line.masked) is not None


def is_stamp(line: Line) -> bool:
    """«УТВЕРЖДЕНЫ …», «Приложение № 1 к …» above the heading of an annex."""
    return _STAMP.match(line.masked) is not None


_LISTS_REPEALED = pattern(r"(?i:утратив|не\s*действующ|отмен[яе])")


def lists_repealed(line: Line) -> bool:
    """«ПЕРЕЧЕНЬ утративших силу актов …», the heading of an annex."""
    return _LISTS_REPEALED.search(line.masked) is not None


_ANNEX_NUMBER = pattern(r"приложени[юя]\s+(?:№\s*|N\s*)?(?P<number>\d{1,3})")


def annex_number(line: Line) -> str:
    """«… согласно приложению № 2» → «2»; "" where no number is said."""
    m = _ANNEX_NUMBER.search(line.masked)
    return m["number"] if m else ""


def announces_annex(line: Line) -> bool:
    """«Утвердить прилагаемые изменения, которые вносятся в …», «внести изменения согласно приложению»."""
    return _BY_ANNEX.search(line.masked) is not None and amends(line)


def led(line: Line, context: Context, act: Citation | None) -> Context:
    """The context that the lead sets; ``act`` is the one it names."""
    masked = line.masked
    changing = context.amending or amends(line) or _IN_ACT.search(masked) is not None
    context = context.renamed(act, line) if act and changing else _same_act(context, line)
    named = [p for p in units_named(masked, 0, len(masked)) if not p.anchor and not _of_a_code(masked, p.end, act)]
    named = [p for p in named if not _GROUND.search(masked, max(0, p.start - 200), p.start)]
    if named and (changing or not act):
        _, place = resolve([p._replace(place=True) for p in named], context.addresses)
        context = replace(context, addresses=place)
    amending = context.amending or (changing and act is not None) or _ORDERS.search(masked) is not None
    context = replace(context, amending=amending)
    if _OF_SEVERAL.search(masked) and len({cited.act for cited in line.acts}) > 1:
        return replace(context, act=None, candidates=(), title=None, component="main")
    return _read_whole(line, context) if amending else context


_OF_SEVERAL = pattern(rf"{ACT}\s*(?:,|и|,?\s*а\s+также)\s+(?:в\s+)?{ACT}+[^.;]{{0,200}}:\s*\Z")
"""«Внести в приказ … № 40 и приказ … № 77 следующие изменения:»: what stands below may be of either, until it names its
own."""


_PLACE_LEAD = pattern(
    r"""\s*(?:(?:\d{1,3}(?:\.\d{1,3})*|[а-яa-z])[.)]?\s+|[-–—]\s*)?(?:внести\s+)?(?:во?|из)\s
    (?!соответстви|связи\s|цел[яью]|исполнени|случа|течени)""",
    re.IGNORECASE | re.VERBOSE,
)


def _read_whole(line: Line, context: Context) -> Context:
    """«В строке 5:» goes to the row, «в паспорте программы:» to words that mean nothing known."""
    masked = line.masked
    place = _PLACE_LEAD.match(masked)
    if place is None or not masked.rstrip().endswith(":"):
        return context
    row = ROW.search(masked, place.end())
    part = read_part(" ".join(line.text[line.start + row.start() : line.start + row.end()].split())) if row else None
    words = unread(line, place.end(), len(masked)) or (str(part) if part and not isinstance(part, Row) else "")
    return replace(context, unread=words or context.unread, part=part if isinstance(part, Row) else context.part)


def _same_act(context: Context, line: Line) -> Context:
    """«В Правилах …, утвержденных указанным постановлением:» stays with the act and goes to its annex."""
    word, same = component(line.masked, 0, len(line.masked))
    return context.in_annex(word) if same else context


def named_act(line: Line) -> Citation | None:
    """The first act that the paragraph names otherwise than as its ground («в соответствии с …»)."""
    at = line.masked.find(ACT)
    while at >= 0:
        if not _GROUND.search(line.masked, max(0, at - 200), at):
            return line.act_at(at)
        at = line.masked.find(ACT, _run_end(line.masked, at))
    return None


def _run_end(masked: str, at: int) -> int:
    while at < len(masked) and masked[at] == ACT:
        at += 1
    return at


def _of_a_code(masked: str, end: int, act: Citation | None) -> bool:
    """«в часть вторую Налогового кодекса» is the act itself."""
    return (
        act is not None
        and "кодекс" in act.exact.lower()
        and masked[end:].lstrip()[:1] == ACT
        and "част" in masked[max(0, end - 12) : end].lower()
    )


def of_title(head: Requisites | None) -> Context | None:
    """The act's own title may name the one act it changes: the last resort of an instruction that names none."""
    title = head.title if head else None
    if not head or not title or not _AMENDS.search(title):
        return None
    cited, _ = citations.recognise(Document("", "", "", title, (Block(0, len(title)),)), None, UnitMap(()))
    named = [c._replace(act=c.act._replace(issuers=meant(c.act.kind, c.act.issuers, head.id))) for c in cited if c.act]
    if len({c.act for c in named}) != 1:
        return None
    return Context().renamed(named[0], line_of(title, 0, len(title), named))
