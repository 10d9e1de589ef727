"""Consolidation: the text of an act through time, from its first text and the operations of its amending acts.

    consolidate(units, changes) -> Consolidated

Operations are applied in the order of docs/law.md, 5: day in force, day of signing, order in the act. An operation
that does not fit exactly is refused with its reason and leaves the text as it was; one whose day is unknown waits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from ingest.law.address import Naming
from ingest.law.part import Everywhere, Except, Heading, Only, Onward, Sentence
from kb.editions import change_units, change_words, paragraphs, rows
from kb.editions.document_order import in_order
from kb.editions.model import Change, Consolidated, Life, Refusal, Refused, UnitState, Version
from kb.editions.tree import Node, Tree, renumbered
from kb.store.wording import seal

NOT_UNDERSTOOD = "не понято, чего поручение не касается"
NO_DAY = "дата вступления в силу неизвестна"

VERBS: dict[str, Callable[[Tree, Change, str], None]] = {
    "replace_words": change_words.replace_words,
    "insert_words": change_words.insert_words,
    "delete_words": change_words.delete_words,
    "replace_everywhere": change_words.replace_everywhere,
    "restate": change_units.restate,
    "add": change_units.add,
    "repeal": change_units.repeal,
    "suspend": change_units.suspend,
}
"""Verb of the parse contract → what it does to the tree; renumberings go together (:func:`change_units.renumber`)."""


TAKES: dict[str, tuple[type, ...]] = {
    "replace_words": (Sentence, Heading),
    "insert_words": (Sentence, Heading),
    "delete_words": (Sentence, Heading),
    "replace_everywhere": (Sentence, Heading, Except, Everywhere, Onward),
    "restate": (Sentence, Heading),
    "add": (Sentence,),
    "repeal": (Sentence, Except),
    "suspend": (Except,),
}
"""Verb → parts of a unit that it can be applied to; rows and paragraphs without numbers go before."""

_WITHIN_UNIT = ("replace_words", "insert_words", "delete_words", "repeal", "restate")
"""Verbs that change sentences of a unit, or words in them."""


def consolidate(
    units: Sequence[UnitState], changes: Iterable[Change], act: str = "", naming: Naming = Naming.LAW
) -> Consolidated:
    """Every version of every unit; the result does not depend on the order of ``changes``.

    ``act`` seals the hashes; ``naming``: what the act calls its numbered units, for the words of refusals.
    """
    return _Consolidation(units, act, naming).run(sorted(changes, key=_order))


def _order(change: Change) -> tuple[str, str, str, int, str]:
    return change.start or "", change.adopted, change.act, change.position, change.id


class _Consolidation:
    """One act being brought through time."""

    def __init__(self, units: Sequence[UnitState], act: str, naming: Naming) -> None:
        self.tree, self.act = Tree(units, naming), act
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
        self.pending = [
            Refusal(c.id, f"{NO_DAY}: не хватает сведений ({c.missing})" if c.missing else NO_DAY) for c in waiting
        ]
        dated = [change for change in changes if change.start is not None]
        for day, group in groupby(dated, key=lambda c: c.start or ""):
            self._day(day, list(group))
        versions = tuple(v for eid in sorted(self.history) for v in self.history[eid])
        return Consolidated(
            tuple(in_order(self.tree, self.known)),
            versions,
            tuple(self.applied),
            tuple(self.refused),
            tuple(self.pending),
        )

    def _day(self, day: str, changes: list[Change]) -> None:
        """Apply one day's changes, then close and open versions of what they touched."""
        touched: dict[str, None] = {}
        makers: defaultdict[str, list[str]] = defaultdict(list)  # by wId: a unit may change its number within the day
        for group in _together(_new_paragraphs_last(_sentences_from_the_last(_in_each(changes)))):
            try:
                _apply(self.tree, group, day)
            except Refused as reason:
                self.refused += [Refusal(change.id, str(reason)) for change in group]
                continue
            self.applied += [change.id for change in group]
            for eid in self.tree.touched:
                if node := self.tree.index.get(eid):
                    made = makers[node.wid]
                    made += [c.id for c in group if _concerns(c, eid) and c.id not in made]
            touched |= self.tree.touched
            self.tree.touched.clear()
        for eid in touched:
            node = self.tree.index.get(eid)
            self._turn(eid, day, tuple(makers[node.wid]) if node else ())

    def _turn(self, eid: str, day: str, ids: tuple[str, ...]) -> None:
        """Close the version of the eId that stood until the day, open the one that stands now."""
        node = self.tree.index.get(eid)
        before = self.history.get(eid, [])
        last = before[-1] if before and before[-1].until is None else None
        if last and node and (last.words, last.wid, last.leaf) == (node.words, node.wid, node.leaf):
            parent = node.parent.eid if node.parent and node.parent.eid else None  # it may have a new number
            self.known[eid] = self.known[eid]._replace(parent=parent)
            return
        if last:
            before[-1] = last._replace(until=day)
        if node:
            self._begin(node, day, ids)
        elif eid in self.known:
            self.known[eid] = self.known[eid]._replace(until=day)

    def _begin(self, node: Node, day: str, ids: tuple[str, ...]) -> None:
        chain = self.history.setdefault(node.eid, [])
        previous = next((v.hash for v in reversed(chain) if v.leaf or v.words), "")  # a container says nothing itself
        sealed = seal(previous, self.act, node.eid, day, node.words)
        chain.append(Version(node.eid, node.wid, day, None, node.words, ids, sealed, node.leaf))
        parent = node.parent.eid if node.parent and node.parent.eid else None
        life = self.known.get(node.eid)
        since = life.since if life else day
        leaf = node.leaf or (life.leaf if life else False)
        self.known[node.eid] = Life(
            node.eid, node.wid, parent, node.kind, node.number, node.component, leaf, since, None
        )


def _apply(tree: Tree, group: Sequence[Change], day: str) -> None:
    """Apply one change, or renumberings that go together.

    Raises:
        Refused: it does not fit.
    """
    if group[0].verb == "renumber":
        change_units.renumber(tree, group, day)
        return
    change = group[0]._replace(eid=tree.through(group[0].eid))
    change = paragraphs.by_number(tree, change)
    if row := rows.named(change):
        rows.change_row(tree, change, row, day)
    elif change.verb in VERBS:
        _refuse_part(change)
        VERBS[change.verb](tree, change, day)
    else:
        raise Refused("такое изменение программа применять не умеет")


def _refuse_part(change: Change) -> None:
    """Nothing is applied to a whole that was ordered of a part."""
    part = change.part
    if isinstance(part, Only) or (isinstance(part, Except) and not change.spared):
        raise Refused(f"{NOT_UNDERSTOOD}: {part}")
    if part is not None and not isinstance(part, TAKES[change.verb]):
        raise Refused(f"меняется часть единицы, которая сама не единица: {part}")


def _concerns(change: Change, eid: str) -> bool:
    """Did the change touch the unit of that eId: a renumbering the units under its old and its new number."""
    if change.verb != "renumber":
        return True
    ends = (change.eid, renumbered(change.eid, change.new or ""))
    return any(eid == end or eid.startswith(end + "__") for end in ends)


def _sentences_from_the_last(changes: list[Change]) -> list[Change]:
    """«Третье и четвертое предложения исключить»: an act counts the sentences of a unit as it found them, and so they
    go from the last to the first, after whatever else it changes in the unit."""
    taken = [c for c in changes if _takes_sentence(c)]
    out = list(changes)
    for act, eid in dict.fromkeys((c.act, c.eid) for c in taken):
        places = [i for i, c in enumerate(changes) if (c.act, c.eid) == (act, eid) and c.verb in _WITHIN_UNIT]
        of_unit = sorted((changes[i] for i in places), key=_sentence_order)
        for place, change in zip(places, of_unit, strict=True):
            out[place] = change
    return out


def _in_each(changes: list[Change]) -> list[Change]:
    """«В статьях 1 - 3 слова … заменить …»: in each of several units the words are replaced wherever they stand."""
    units = Counter((c.act, c.place, c.verb, c.old) for c in changes)
    return [
        c._replace(verb="replace_everywhere", part=Everywhere())
        if c.verb == "replace_words" and c.part is None and units[c.act, c.place, c.verb, c.old] > 1
        else c
        for c in changes
    ]


def _new_paragraphs_last(changes: list[Change]) -> list[Change]:
    """An act counts the paragraphs of a unit as it found them (docs/law.md, 4): a new one is put in after the others
    have changed, unless the act gives them new numbers itself."""
    out = list(changes)
    units = dict.fromkeys((c.act, _unit_of(c)) for c in changes if c.verb == "add" and change_units.is_paragraph(c.eid))
    for unit in units:
        own = [c for c in out if (c.act, _unit_of(c)) == unit and change_units.is_paragraph(c.eid)]
        added = [c for c in own if c.verb == "add"]
        if any(c.verb == "renumber" for c in own) or len({c.place for c in added}) > 1:
            continue
        places = [out.index(c) for c in own]
        for place, change in zip(places, [*(c for c in own if c.verb != "add"), *added], strict=True):
            out[place] = change
    return out


def _unit_of(change: Change) -> str:
    return change.eid.rpartition("__")[0]


def _takes_sentence(change: Change) -> bool:
    return change.verb == "repeal" and isinstance(change.part, Sentence)


def _sentence_order(change: Change) -> tuple[bool, int, int]:
    number = change.part.number if isinstance(change.part, Sentence) and _takes_sentence(change) else None
    return _takes_sentence(change), -(number or 0), change.position


def _together(changes: list[Change]) -> list[list[Change]]:
    """Changes in groups that are applied at once: renumberings ordered by one phrase. A new unit that takes the
    number of one renumbered by the same act on the same day waits for that, and so does one put in beside a text that
    becomes a numbered unit."""
    groups: list[list[Change]] = []
    for _, members in groupby(changes, key=lambda c: (c.act, c.verb, c.place) if c.verb == "renumber" else c.id):
        groups.append(list(members))
    for i, group in enumerate(groups):
        added = group[0]
        if added.verb != "add" or change_units.is_paragraph(added.eid):
            continue
        for j in range(i + 1, len(groups)):
            if any(_makes_room_for(added, change) for change in groups[j]):
                groups.insert(i, groups.pop(j))
                break
    return groups


def _makes_room_for(added: Change, change: Change) -> bool:
    """Is the change a renumbering, by the same act, that the new unit waits for."""
    if change.verb != "renumber" or change.act != added.act:
        return False
    becoming = change.eid if change.part else change.eid.removesuffix("__para_1") if change.new == "1" else ""
    return change.eid == added.eid or (bool(becoming) and added.eid.startswith(f"{becoming}__"))
