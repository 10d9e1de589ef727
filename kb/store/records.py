"""One parsed document as rows: the structure and wording of its act, and the evidence it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ingest import Citation, Note, Operation, Parsed, Unit
from ingest.law.act_id import ActId
from kb.store.collection import collection_rows
from kb.store.rows import (
    CitationRow,
    CollectionRow,
    CommencementRow,
    ItemRow,
    MentionRow,
    OperationRow,
    Tables,
    TextRow,
    UnitRow,
    as_json,
    by_table,
    iso,
)
from kb.store.source import source_id, tag
from kb.store.subtrees import last_of
from kb.store.wording import merged, seal, wording

TITLE_SEEN, TITLE_AWAY = 40, 120
"""Characters of a title by which it is found after its citation, and how far away it may begin."""


@dataclass(frozen=True, slots=True)
class Records:
    """What stands in the base of the source that speaks for its act or collection."""

    act: str | None
    units: list[UnitRow]
    texts: list[TextRow]
    citations: list[CitationRow]
    operations: list[OperationRow]
    commencement: list[CommencementRow]
    mentions: list[MentionRow]
    collection: CollectionRow | None
    items: list[ItemRow]

    def tables(self) -> Tables:
        """All of it, table by table."""
        collection = [self.collection] if self.collection else []
        return by_table(
            collection,
            self.mentions,
            self.units,
            self.texts,
            self.citations,
            self.operations,
            self.commencement,
            self.items,
        )


def records(parsed: Parsed, known_from: str) -> Records:
    """Structure, wording and evidence. ``known_from``: the day when the base first saw the source."""
    doc, source = parsed.document, source_id(parsed.document.sha256)
    act = parsed.act.id.slug if parsed.act else None
    units = _units(parsed.units, act) if act else []
    collection, items = collection_rows(parsed) if parsed.is_collection else (None, [])
    return Records(
        act=act,
        units=units,
        texts=_texts(parsed, units, known_from),
        citations=[_citation(doc.text, source, i, c, act) for i, c in enumerate(parsed.citations)],
        operations=[*_orders(parsed, source, act), *_noted(parsed, source, act)],
        commencement=[
            CommencementRow(
                act,
                i,
                c.start,
                c.end,
                _list(c.scope),
                iso(c.start_date),
                c.rule,
                iso(c.until),
                c.basis,
                iso(c.retroactive),
                c.found_by,
            )
            for i, c in enumerate(parsed.commencement)
        ]
        if act
        else [],
        mentions=_mentions(parsed, source, act),
        collection=collection,
        items=items,
    )


@lru_cache(maxsize=4096)  # the same units and bodies are named again and again
def _list(values: tuple[object, ...]) -> str:
    return as_json(values) if values else "[]"


def _units(units: tuple[Unit, ...], act: str) -> list[UnitRow]:
    """Rows in document order; ``last`` closes each subtree, a leaf is a unit without children."""
    last = last_of(units)
    parents = {unit.parent for unit in units}
    return [
        UnitRow(
            act,
            i,
            u.eid,
            u.eid,
            u.parent,
            u.component,
            u.kind,
            u.number,
            u.heading,
            u.start,
            u.end,
            last[i],
            int(u.eid not in parents),
            i,
            found_by=u.found_by,
        )
        for i, u in enumerate(units)
    ]


def _texts(parsed: Parsed, units: list[UnitRow], known_from: str) -> list[TextRow]:
    text = parsed.document.text
    cuts = merged(parsed.not_of_the_act)
    rows = []
    for unit in units:
        if unit.leaf:
            words = wording(text, unit.start, unit.end, cuts)
            rows.append(
                TextRow(unit.act, unit.eid, "", words, None, known_from, None, seal("", unit.act, unit.eid, "", words))
            )
    return rows


def _citation(text: str, source: int, position: int, c: Citation, act: str | None) -> CitationRow:
    return CitationRow(
        source=source,
        position=position,
        start=c.start,
        end=c.end,
        reach=_reach(text, c),
        exact=c.exact,
        act=act,
        unit=c.within,
        cited=c.act.slug if c.act else None,
        component=c.component,
        address=c.addresses[0] if c.addresses else None,
        addresses=_list(c.addresses),
        title=c.title,
        relation=c.relation,
        status=c.status,
        candidates=_list(c.candidates),
        edition=iso(c.edition),
        form=c.form,
    )


def _reach(text: str, c: Citation) -> int:
    """Where the title ends that follows the citation: a few marks, an edition or a place may stand between."""
    if not c.title:
        return c.end
    start = text.find(c.title[:TITLE_SEEN], c.end, c.end + TITLE_AWAY + TITLE_SEEN)
    return c.end if start < 0 else start + len(c.title)


def _orders(parsed: Parsed, source: int, act: str | None) -> list[OperationRow]:
    return [_order(source, i, o, act) for i, o in enumerate(parsed.operations)] if act else []


def _order(source: int, position: int, o: Operation, act: str) -> OperationRow:
    return OperationRow(
        id=f"{tag(source)}:o{position}",
        act=act,
        unit=o.within,
        position=position,
        verb=o.verb,
        target=o.target.act.slug if o.target.act else None,
        target_component=o.target.component,
        named_eid=o.target.eid,
        target_eid=o.target.eid,
        old=o.old,
        new=o.new,
        in_force_from=iso(o.effective.start),
        basis=o.effective.basis,
        missing=o.effective.missing,
        in_force_until=iso(o.effective.until),
        state="pending",
        reason=None,
        source=source,
        start=o.start,
        end=o.end,
        part=str(o.part) if o.part else None,
        inflected=int(o.inflected),
        target_title=o.target.title,
        found_by=o.found_by,
    )


def _noted(parsed: Parsed, source: int, act: str | None) -> list[OperationRow]:
    """Editor's notes as operations: who changed which unit, stated and not to be applied again."""
    component = {unit.eid: unit.component for unit in parsed.units}
    return [
        _note(source, i, n, act, component.get(n.within, "main"))
        for i, n in enumerate(parsed.notes)
        if act and n.names_act
    ]


def _note(source: int, position: int, n: Note, act: str, component: str) -> OperationRow:
    return OperationRow(
        id=f"{tag(source)}:n{position}",
        act=n.by.slug,
        unit="",
        position=position,
        verb=n.verb,
        target=act,
        target_component=component,
        named_eid=n.within,
        target_eid=n.within,
        old=None,
        new=None,
        in_force_from=None,
        basis="note",
        missing="дата вступления изменения в силу (пометка её не называет)",
        in_force_until=None,
        state="stated",
        reason=None,
        source=source,
        start=n.start,
        end=n.end,
        found_by=n.found_by,
    )


def _mentions(parsed: Parsed, source: int, own: str | None) -> list[MentionRow]:
    """Every act that the source names, with the longest title it gives and the number of citations."""
    named: list[tuple[ActId, str | None, int]] = [
        (c.act, c.title, int(c.relation != "self")) for c in parsed.citations if c.act
    ]
    named += [(n.by, None, 0) for n in parsed.notes if n.names_act]
    named += [(o.target.act, o.target.title, 0) for o in parsed.operations if o.target.act]
    found: dict[str, tuple[ActId, str, int]] = {}
    for act, title, times in named:
        slug = act.slug
        if slug != own:
            one, longest, count = found.get(slug, (act, "", 0))
            best = max(longest, title or act.title or "", key=lambda words: (len(words), words))
            found[slug] = (min(one, act, key=lambda a: a.number or ""), best, count + times)
    return [
        MentionRow(source, slug, act.kind, _list(act.issuers), act.number, iso(act.date), title or None, times)
        for slug, (act, title, times) in sorted(found.items())
    ]
