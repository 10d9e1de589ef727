"""What makes the outline of a component doubtful: it is told, since «everything is understood» must be true.

gap       «3.» and then «12.» in one list, and no word of what was between
bulk      a long text of which most paragraphs stand in no unit, though it has numbers
unread    lines that begin with numbers in a row, of which none was read as a label
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form
from ingest.recognise.structure.tree import Node, Paragraph

RULE = "doubtful-structure"
_GAP = 3
"""Numbers that may be gone without a word from a text with editor's notes: publishers drop a repealed unit or two."""
_LONG = 30
"""Paragraphs from which on a text is long."""
_NUMBER = pattern(r"(\d{1,3})(?=[\s.)])")
_IN_A_ROW = 3

GAP = (
    "После номера «{before}» сразу стоит «{after}»: то, что между ними, не прочитано или в источнике пропущено. "
    "Сверьте с текстом."
)
BULK = (
    "Строение текста понято не всё: {loose} абзацев из {all} не стоят ни в одном пункте. Проверьте, не потеряны ли "
    "в файле номера пунктов и разделов."
)
UNREAD = "Строки с номерами («{first}» и ещё {more}) не прочитаны как пункты: сверьте строение текста с источником."


def doubts(root: Node, lines: Sequence[OutlineLine], quoted: Sequence[bool]) -> Iterator[Problem]:
    """What is doubtful about the tree of a component, whose lines these are; each doubt has its place."""
    yield from _gaps(root, _GAP if any(line.is_note for line in lines) else 0)
    yield from _bulk(root)
    yield from _unread(lines, quoted)


def _gaps(node: Node, gone: int) -> Iterator[Problem]:
    """The first place in each list where more numbers than ``gone`` are left out."""
    before: dict[Form | str, Node] = {}
    told: set[Form | str] = set()
    for item in node.items:
        if not isinstance(item, Node):
            continue
        yield from _gaps(item, gone)
        last = before.get(item.form)
        counted = last and item.number.isdecimal() and last.number.isdecimal() and not last.several
        if last and counted and item.form not in told and int(item.number) - int(last.number) > gone + 1:
            told.add(item.form)
            yield Problem(GAP.format(before=last.number, after=item.number), item.start, RULE)
        before[item.form] = item


def _bulk(root: Node) -> Iterator[Problem]:
    loose = [item for item in root.items if isinstance(item, Paragraph) and not item.table]
    if len(loose) < _LONG or len(loose) == len(root.items):
        return
    count = sum(1 for _ in _paragraphs(root))
    if len(loose) * 2 > count:
        yield Problem(BULK.format(loose=len(loose), all=count), loose[0].start, RULE)


def _paragraphs(node: Node) -> Iterator[Paragraph]:
    for item in node.items:
        if isinstance(item, Node):
            yield from _paragraphs(item)
        else:
            yield item


def _unread(lines: Sequence[OutlineLine], quoted: Sequence[bool]) -> Iterator[Problem]:
    """Numbers 1, 2, 3 … at the beginnings of lines without labels."""
    run: list[OutlineLine] = []
    for line, inside in zip(lines, quoted, strict=True):
        plain = line.marker.form is Form.NONE and not (inside or line.is_note or line.is_row)
        found = _NUMBER.match(line.text) if plain else None
        if found and int(found[1]) == len(run) + 1:
            run.append(line)
    if len(run) > _IN_A_ROW:
        first = run[0].text[:40]
        yield Problem(UNREAD.format(first=first, more=len(run) - 1), run[0].start, RULE)
