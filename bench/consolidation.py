"""Amending acts applied to the codes they change, against the official texts: applied, refused, wrong.

    python bench/consolidation.py ../shared/corpus

The official text already holds the changes, so the text before them is made from it: added units are taken out,
restated ones get other words, exchanged words are put back. Then every order is applied as it stands in the law, and
each unit that it touched must come out letter for letter as it officially is, wherever no later act has touched it.
Where nothing shows what stood before (words taken out, a unit that is not there any more), the order is counted apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import ingest
from ingest.document import Span
from ingest.law.part import Heading
from ingest.parsed import Operation, Parsed
from kb.editions.apply import consolidate
from kb.editions.first import first_states
from kb.editions.model import Change, UnitState
from kb.editions.tree import Node, Tree, renumbered
from kb.editions.words import levelled, positions
from kb.store.landing import landing
from kb.store.wording import merged

FOLDERS = ("docx", "doc", "pravo_html")
BEFORE = "прежние слова, которых в новой редакции нет"
DAY = "2000-01-01"


class Case(NamedTuple):
    """An order on a code, with where it lands; ``id`` counts the orders of the law."""

    id: str
    order: Operation
    eid: str


def main(corpus: Path) -> int:
    """Print a line for each law and code and for each order that is wrong; 1 when more than 0.5 % are."""
    acts = [parsed for folder in FOLDERS for path in sorted((corpus / folder).glob("*")) if (parsed := _parsed(path))]
    total: Counter[str] = Counter()
    for law in acts:
        for code in acts:
            if cases := _cases(law, code):
                total += _measured(law, code, cases)
    if not total:
        print("Ни один акт корпуса не изменяет другой.")
        return 0
    share = 100 * total["неверно"] / max(total["применено"], 1)
    print(f"Всего: {_told(total)}; неверно от применённых {share:.2f} % (предел 0,5 %)".replace(".", ","))
    return int(share > 0.5)


def _parsed(path: Path) -> Parsed | None:
    """The act in the file; None when it holds none."""
    try:
        parsed = ingest.parse(ingest.read(path.read_bytes(), path.name))
    except ingest.SourceError:
        return None
    return parsed if parsed.act else None


def _cases(law: Parsed, code: Parsed) -> list[Case]:
    """The law's orders on the code that its text takes in: signed before the latest act that the notes name."""
    if not law.act or not code.act or law.act.id == code.act.id or not code.notes:
        return []
    edition = max((note.by.date for note in code.notes if note.by.date), default=None)
    if edition is None or law.act.id.date is None or law.act.id.date > edition:
        return []
    annexes = [(u.eid, u.heading or "") for u in code.units if u.kind == "приложение"]
    return [
        Case(str(i), o, landing(annexes, o.target.component, o.target.eid))
        for i, o in enumerate(law.operations)
        if o.target.act == code.act.id
    ]


def _measured(law: Parsed, code: Parsed, cases: Sequence[Case]) -> Counter[str]:
    official = _states(code)
    before, undone = _before(official, cases)
    result = consolidate(before, [_change(case) for case in undone], "act")
    now = {v.eid: levelled(v.words) for v in result.versions if v.until is None}
    refused = {r.change: r.reason for r in result.refused}
    wanted = {s.eid: levelled(s.words) for s in official}
    later, gone = _touched_later(law, code), _gone(code)
    count: Counter[str] = Counter({"поручений": len(cases), "до них не восстановить": len(cases) - len(undone)})
    lines = []
    for case in undone:
        if case.id in refused:
            count["отклонено"] += 1
            lines.append(f"  отклонено: {case.order.verb} {case.eid}: {refused[case.id]}")
            continue
        count["применено"] += 1
        touched = _touched(case, wanted, now)
        if any(eid in later or any(eid.startswith(up + "__") for up in later) for eid in touched):
            count["изменено и позже"] += 1
        elif different := [e for e in touched if e not in gone and wanted.get(e) != now.get(e)]:
            count["неверно"] += 1
            lines += [f"  неверно: {case.order.verb} {case.eid}: {e}" for e in different[:3]]
        else:
            count["сошлось"] += 1
    names = [act.act.id.number or act.act.id.slug for act in (law, code) if act.act]
    print(f"{names[0]} → {names[1]} ({code.document.name}): {_told(count)}")
    for line in lines:
        print(line)
    return count


def _told(count: Counter[str]) -> str:
    order = ("поручений", "применено", "сошлось", "изменено и позже", "неверно", "отклонено", "до них не восстановить")
    return ", ".join(f"{name} {count[name]}" for name in order)


def _states(act: Parsed) -> list[UnitState]:
    cuts = merged([*act.document.notes, *(Span(n.start, n.end) for n in act.notes)])
    return first_states(act.document.text, act.units, cuts)


def _change(case: Case) -> Change:
    o = case.order
    return Change(
        case.id, "law", DAY, int(case.id), o.verb, case.eid, o.old, o.new, DAY, None, o.part, o.inflected,
        (o.start, o.end),
    )  # fmt: skip


def _touched_later(law: Parsed, code: Parsed) -> set[str]:
    """Units that an act signed after the law has changed, by the notes."""
    day = law.act.id.date if law.act else None
    return {n.within for n in code.notes if n.within and day and n.by.date and n.by.date > day}


def _gone(code: Parsed) -> set[str]:
    """Units of which the editor has left «утратил силу» alone."""
    units = {note.within for note in code.notes if note.verb == "repeal"}
    return {u.eid for u in code.units if any(u.eid == e or u.eid.startswith(e + "__") for e in units)}


def _touched(case: Case, wanted: dict[str, str], now: dict[str, str]) -> set[str]:
    eid = case.eid
    ends = {eid, renumbered(eid, case.order.new or "")} if case.order.verb == "renumber" else {eid}
    return {e for e in wanted.keys() | now.keys() if any(e == end or e.startswith(end + "__") for end in ends)}


# the text before the law


def _before(official: Sequence[UnitState], cases: Sequence[Case]) -> tuple[list[UnitState], list[Case]]:
    """The code before the law, and the orders that could be undone; the last order is undone first."""
    tree = Tree(official)
    undone = [case for case in reversed(cases) if _undo(tree, case)]
    return list(_standing(tree.root.children)), undone[::-1]


def _undo(tree: Tree, case: Case) -> bool:
    """Make the text as it was before the order; False where nothing shows what that was."""
    undo = _UNDO.get(case.order.verb)
    node = tree.index.get(case.eid)
    return bool(undo and node and undo(tree, case.order, node))


def _take_out(tree: Tree, o: Operation, node: Node) -> bool:
    """A unit put in, or paragraphs: «дополнить статьёй …», «новым абзацем шестым», «абзацем следующего содержания»."""
    lines = [levelled(line) for line in (o.new or "").split("\n") if line.strip()]
    if o.part or node.kind in ("глава", "раздел"):  # a line of the contents, round which articles stand
        return False
    if node.kind == "абзац":
        return _close_up(tree, node, lines)
    if levelled(_first_words(node)).startswith(lines[0][:20]):
        tree.remove(node)
        return True
    last = [child for child in node.children if child.alive][-len(lines) :]
    if [levelled(child.words) for child in last] != lines or any(child.kind != "абзац" for child in last):
        return False
    for child in last:
        tree.remove(child)
    return True


def _first_words(node: Node) -> str:
    return node.words or (_first_words(node.children[0]) if node.children else "")


def _close_up(tree: Tree, node: Node, lines: Sequence[str]) -> bool:
    """Take one paragraph out and count those after it anew."""
    if [levelled(node.words)] != list(lines) or node.parent is None:
        return False
    after = [n for n in node.parent.children if n.alive and n.kind == "абзац" and n.key > node.key]
    tree.remove(node)
    tree.renumber([(n.eid, str(int(n.number or 0) - 1)) for n in after])
    return True


def _give_other_words(tree: Tree, o: Operation, node: Node) -> bool:
    """A unit restated: other words in place of it and of all that is in it; a heading: other words."""
    if isinstance(o.part, Heading) and not node.leaf:
        tree.reword(node, BEFORE)
        return True
    if o.part:
        return False
    parent = node.parent.eid if node.parent else None
    words = node.words if not node.leaf and node.words else BEFORE
    tree.replace(
        node, [UnitState(node.eid, node.wid, parent, node.kind, node.number, node.component, words, True)], DAY
    )
    return True


def _put_words_back(tree: Tree, o: Operation, node: Node) -> bool:
    """Exchange the new words for the old, where they stand once in the unit."""
    new = o.new or ""
    found = [(leaf, at) for leaf in tree.leaves(node) for at in positions(leaf.words, new)]
    if o.part or o.inflected or len(found) != 1:
        return False
    leaf, at = found[0]
    before, after = leaf.words[:at], leaf.words[at + len(new) :]
    tree.reword(leaf, before.rstrip(" ") + after if o.verb == "insert_words" else before + (o.old or "") + after)
    return True


def _as_it_is(tree: Tree, o: Operation, node: Node) -> bool:
    """A repeal: of the unit the editor has left a trace, and that goes. Paragraphs are not renumbered, but counted."""
    return not o.part and (o.verb == "repeal" or node.kind == "абзац")


_UNDO = {
    "add": _take_out,
    "restate": _give_other_words,
    "replace_words": _put_words_back,
    "insert_words": _put_words_back,
    "repeal": _as_it_is,
    "renumber": _as_it_is,
}


def _standing(nodes: Sequence[Node]) -> Iterator[UnitState]:
    """The living units as states, in order."""
    for node in nodes:
        if node.alive:
            parent = (node.parent.eid if node.parent else "") or None
            yield UnitState(node.eid, node.eid, parent, node.kind, node.number, node.component, node.words, node.leaf)
            yield from _standing(node.children)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus")))
