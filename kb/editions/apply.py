"""Consolidation: the text of an act through time, from its first text and the operations of its amending acts.

    consolidate(units, changes) -> Consolidated

Operations are applied in the order of LAW.md §5: day in force, day of signing, order in the act. An operation that does
not fit exactly is refused with its reason and leaves the text as it was; one whose day is unknown waits.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from ingest.recognise.structure.markers import read_marker
from kb.editions import words
from kb.editions.cases import counterparts
from kb.editions.model import Change, Consolidated, Life, Refusal, Refused, UnitState, Version
from kb.editions.place import where
from kb.editions.splice import splice
from kb.editions.tree import Node, Tree

NO_DAY = "дата вступления в силу неизвестна"


def consolidate(units: Sequence[UnitState], changes: Iterable[Change], act: str = "") -> Consolidated:
    """Every version of every unit. ``act`` seals the hashes; the result does not depend on the order of ``changes``."""
    return _Consolidation(units, act).run(sorted(changes, key=_order))


def _order(change: Change) -> tuple[str, str, str, int, str]:
    return change.start or "", change.adopted, change.act, change.position, change.id


class _Consolidation:
    """One act being brought through time."""

    def __init__(self, units: Sequence[UnitState], act: str) -> None:
        self.tree, self.act, self.units = Tree(units), act, units
        self.counted = any(u.kind == "часть" and not u.words[:1].isdigit() and u.leaf for u in units)
        self.applied: list[str] = []
        self.refused: list[Refusal] = []
        self.pending: list[Refusal] = []
        self.history: dict[str, list[Version]] = {}
        self.known: dict[str, Life] = {}
        for unit in units:
            self._begin(self.tree.index[unit.eid], "", ())

    def run(self, changes: list[Change]) -> Consolidated:
        """Apply what has a day, day by day; the rest waits."""
        waiting = [change for change in changes if change.start is None]
        self.pending = [Refusal(c.id, f"{NO_DAY}: нужна {c.missing}" if c.missing else NO_DAY) for c in waiting]
        dated = [change for change in changes if change.start is not None]
        for day, group in groupby(dated, key=lambda c: c.start or ""):
            self._day(day, list(group))
        versions = tuple(v for eid in sorted(self.history) for v in self.history[eid])
        return Consolidated(
            tuple(self._lives()), versions, tuple(self.applied), tuple(self.refused), tuple(self.pending)
        )

    def _day(self, day: str, changes: list[Change]) -> None:
        """Apply one day's changes, then close and open versions of what they touched."""
        makers: defaultdict[str, list[str]] = defaultdict(list)
        for group in _together(changes, self.tree):
            try:
                _VERBS.get(group[0].verb, _unknown)(self, group, day)
            except Refused as reason:
                self.refused += [Refusal(change.id, str(reason)) for change in group]
                continue
            self.applied += [change.id for change in group]
            for eid in self.tree.touched:
                makers[eid] += [change.id for change in group if change.id not in makers[eid]]
            self.tree.touched.clear()
        for eid, ids in makers.items():
            self._turn(eid, day, tuple(ids))

    def _turn(self, eid: str, day: str, ids: tuple[str, ...]) -> None:
        """Close the version of the eId that stood until the day, open the one that stands now."""
        node = self.tree.index.get(eid)
        before = self.history.get(eid, [])
        last = before[-1] if before and before[-1].until is None else None
        if last and node and (last.words, last.wid, last.leaf) == (node.words, node.wid, node.leaf):
            return
        if last:
            before[-1] = last._replace(until=day)
        if node:
            self._begin(node, day, ids)
        elif eid in self.known:
            self.known[eid] = self.known[eid]._replace(until=day)

    def _begin(self, node: Node, day: str, ids: tuple[str, ...]) -> None:
        chain = self.history.setdefault(node.eid, [])
        previous = chain[-1].hash if chain else ""
        sealed = seal(previous, self.act, node.eid, day, node.words)
        chain.append(Version(node.eid, node.wid, day, None, node.words, ids, sealed, node.leaf))
        parent = node.parent.eid if node.parent and node.parent.eid else None
        life = self.known.get(node.eid)
        since = life.since if life else day
        leaf = node.leaf or (life.leaf if life else False)
        self.known[node.eid] = Life(
            node.eid, node.wid, parent, node.kind, node.number, node.component, leaf, since, None
        )

    def _lives(self) -> list[Life]:
        """Everything that ever stood, in the order of the text."""
        from kb.editions.order import in_order

        return in_order(self.tree, self.known)


def seal(previous: str, act: str, eid: str, since: str, text: str) -> str:
    """SHA-256 of a version chained to the one before ("" for the first), as hex digits."""
    return hashlib.sha256("\x1f".join((previous, act, eid, since, text)).encode()).hexdigest()


def _together(changes: list[Change], tree: Tree) -> list[list[Change]]:
    """Changes in groups that are applied at once: renumberings ordered by one phrase. A new unit that takes the
    number of one renumbered by the same act on the same day waits for that."""
    groups: list[list[Change]] = []
    for _, members in groupby(changes, key=lambda c: (c.act, c.verb, c.place) if c.verb == "renumber" else c.id):
        groups.append(list(members))
    for i, group in enumerate(groups):
        added = group[0]
        if added.verb != "add" or "__al_" in f"__{added.eid}":
            continue
        for j in range(i + 1, len(groups)):
            if (
                groups[j][0].verb == "renumber"
                and groups[j][0].act == added.act
                and any(c.eid == added.eid for c in groups[j])
            ):
                groups.insert(i, groups.pop(j))
                break
    return groups


# verbs


_Apply = Callable[[_Consolidation, list[Change], str], None]


def _texts(work: _Consolidation, change: Change) -> list[Node]:
    """The leaves that the words of a change are sought in; the heading line alone for «наименование»."""
    if change.occurrence == "наименование":
        return [_heading(work, change)]
    return list(work.tree.leaves(work.tree.find(change.eid) if change.eid else None))


def _heading(work: _Consolidation, change: Change) -> Node:
    node = work.tree.find(change.eid) if change.eid else None
    if node is None:
        raise Refused("наименование акта стоит в его реквизитах, а не в единицах текста")
    return node


def _only_units(change: Change) -> None:
    """Refuse what is said of a part that is no unit: a row, a position, a drawing."""
    if change.occurrence and not change.occurrence.endswith("предложение") and change.occurrence != "наименование":
        raise Refused(f"меняется часть единицы, которая сама не единица: {change.occurrence}")


def _span(change: Change, nodes: Sequence[Node]) -> tuple[Node, int]:
    """The leaf and the offset of the only occurrence of the old words, inside the sentence if one is named."""
    place = where(change.eid)
    if change.occurrence.endswith("предложение"):
        node = _one(nodes, change)
        start, end = words.sentence(node.words, change.occurrence, place)
        _, at = words.once([node.words[start:end]], change.old or "", place)
        return node, start + at
    number, at = words.once([node.words for node in nodes], change.old or "", place)
    return nodes[number], at


def _one(nodes: Sequence[Node], change: Change) -> Node:
    if len(nodes) != 1:
        raise Refused(
            f"{where(change.eid, bare=True)} состоит из нескольких абзацев, и не сказано, какой из них меняется"
        )
    return nodes[0]


def _replace_words(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    _only_units(change)
    if change.old is None or change.new is None:
        raise Refused("поручение не называет слов")
    if change.inflected:
        _replace_inflected(work, change, everywhere=False)
        return
    node, at = _span(change, _texts(work, change))
    work.tree.reword(node, words.replaced(node.words, at, change.old, change.new))


def _delete_words(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    _only_units(change)
    if change.old is None:
        raise Refused("поручение не называет слов")
    node, at = _span(change, _texts(work, change))
    work.tree.reword(node, words.deleted(node.words, at, change.old))


def _insert_words(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    _only_units(change)
    if change.new is None:
        raise Refused("поручение не называет слов")
    nodes = _texts(work, change)
    if change.old:
        node, at = _span(change, nodes)
        work.tree.reword(node, words.inserted(node.words, at + len(change.old), change.new))
        return
    node = _one(nodes, change)
    work.tree.reword(node, words.appended(node.words, change.new))


def _replace_everywhere(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    if change.old is None or change.new is None:
        raise Refused("поручение не называет слов")
    if change.inflected:
        _replace_inflected(work, change, everywhere=True)
        return
    found = [(node, words.positions(node.words, change.old)) for node in _texts(work, change)]
    if not any(at for _, at in found):
        raise Refused(f"слова «{change.old}» не найдены {where(change.eid)}")
    for node, places in found:
        text = node.words
        for at in reversed(places):
            text = (
                words.replaced(text, at, change.old, change.new) if change.new else words.deleted(text, at, change.old)
            )
        work.tree.reword(node, text)


def _replace_inflected(work: _Consolidation, change: Change, everywhere: bool) -> None:
    """Every form of the old words by the same form of the new; refused where a form may be two."""
    pairs = counterparts(change.old or "", change.new or "")
    found: list[tuple[Node, int, str, str]] = []
    for node in _texts(work, change):
        taken: set[int] = set()
        for old in sorted(pairs, key=len, reverse=True):
            for form in (old, old[:1].upper() + old[1:]):
                for at in words.positions(node.words, form):
                    if at in taken:
                        continue
                    taken.add(at)
                    found.append((node, at, form, _counterpart(pairs[old], form, change)))
    if not found:
        raise Refused(f"слова «{change.old}» ни в одной форме не найдены {where(change.eid)}")
    if len(found) > 1 and not everywhere:
        raise Refused(f"слова «{change.old}» найдены {len(found)} раз {where(change.eid)}")
    for node, at, form, new in sorted(found, key=lambda f: -f[1]):
        work.tree.reword(node, words.replaced(node.words, at, form, new))


def _counterpart(candidates: set[str], form: str, change: Change) -> str:
    if len(candidates) != 1:
        several = " или ".join(f"«{c}»" for c in sorted(candidates))
        raise Refused(f"форма «{form}» неоднозначна: {several}")
    (new,) = candidates
    return new[:1].upper() + new[1:] if form[:1].isupper() else new


def _restate(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    _only_units(change)
    if change.new is None:
        raise Refused("новой редакции нет в тексте поручения")
    if change.occurrence == "наименование":
        _restate_heading(work, change)
        return
    node = work.tree.find(change.eid)
    if change.occurrence:
        leaf = _one(list(work.tree.leaves(node)), change)
        start, end = words.sentence(leaf.words, change.occurrence, where(change.eid))
        work.tree.reword(leaf, leaf.words[:start] + change.new + leaf.words[end:])
        return
    work.tree.replace(node, splice(node.eid, change.new, node.component, work.counted), day)


def _restate_heading(work: _Consolidation, change: Change) -> None:
    node = _heading(work, change)
    if not node.words or node.kind == "приложение":
        raise Refused(f"у единицы нет наименования: {where(change.eid, bare=True)}")
    lines = node.words.split("\n")
    work.tree.reword(node, "\n".join([change.new or "", *lines[1:]]) if node.leaf else change.new or "")


def _add(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    _only_units(change)
    if change.new is None:
        raise Refused("новой редакции нет в тексте поручения")
    if change.occurrence.endswith("предложение"):
        leaf = _one(_texts(work, change), change)
        number = words.sentence_number(change.occurrence)
        work.tree.reword(leaf, words.with_sentence(leaf.words, change.new, number, where(change.eid)))
        return
    if change.eid in work.tree.index and "__al_" not in f"__{change.eid}":
        _add_paragraphs(work, change, day)
        return
    component = _component(work, change.eid)
    work.tree.insert(splice(change.eid, change.new, component, work.counted), day)


def _add_paragraphs(work: _Consolidation, change: Change, day: str) -> None:
    """«пункт 3 дополнить абзацами …»: they go after the last paragraph of the unit's own."""
    node = work.tree.find(change.eid)
    marker = read_marker(change.new or "")
    if marker.end and marker.number == node.number:
        raise Refused(f"единица уже есть: {where(change.eid, bare=True)}")
    last = node.children[-1] if node.children else None
    if last is not None and last.kind != "абзац":
        raise Refused(f"{where(change.eid, bare=True)} кончается не абзацем, место новых абзацев не названо")
    number = max((int(n.number or 0) for n in node.children if n.kind == "абзац"), default=1)
    for line in (change.new or "").split("\n"):
        if line.strip():
            number += 1
            eid = f"{node.eid}__al_{number}"
            work.tree.insert([UnitState(eid, eid, node.eid, "абзац", str(number), node.component, line, True)], day)


def _component(work: _Consolidation, eid: str) -> str:
    """The annex that the new unit goes into."""
    node = None
    head = eid.rpartition("__")[0]
    while head and node is None:
        node = work.tree.index.get(head)
        head = head.rpartition("__")[0]
    return node.component if node else "main"


def _repeal(work: _Consolidation, group: list[Change], day: str) -> None:
    (change,) = group
    if not change.eid:
        return  # the act as a whole: its status changes, not its text
    _only_units(change)
    if change.occurrence.endswith("предложение"):
        leaf = _one(_texts(work, change), change)
        span = words.sentence(leaf.words, change.occurrence, where(change.eid))
        work.tree.reword(leaf, words.without_sentence(leaf.words, span))
        return
    work.tree.remove(work.tree.find(change.eid))


def _renumber(work: _Consolidation, group: list[Change], day: str) -> None:
    if all(change.eid.rpartition("__")[2].startswith("al_") for change in group):
        return  # paragraphs are counted: those put in before them have moved them already
    work.tree.renumber([(change.eid, change.new or "") for change in group])


def _suspend(work: _Consolidation, group: list[Change], day: str) -> None:
    """A suspension leaves the wording as it is; the unit must be there."""
    (change,) = group
    if change.eid:
        work.tree.find(change.eid)


def _unknown(work: _Consolidation, group: list[Change], day: str) -> None:
    raise Refused("такое изменение программа применять не умеет")


_VERBS: dict[str, _Apply] = {
    "replace_words": _replace_words,
    "insert_words": _insert_words,
    "delete_words": _delete_words,
    "replace_everywhere": _replace_everywhere,
    "restate": _restate,
    "add": _add,
    "repeal": _repeal,
    "renumber": _renumber,
    "suspend": _suspend,
}
