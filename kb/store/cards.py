"""A table of cards as rows: what each card states of its act, and what the act does to others.

A card has no text, so the spans of its rows are its line in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ingest import Card, CardTable, Relation, read_addresses
from ingest.law.act_id import ActId
from ingest.law.address import Naming
from kb.store.labels import Identity, label
from kb.store.rows import AliasRow, CitationRow, MentionRow, OperationRow, StatementRow, Tables, by_table, iso
from kb.store.source import tag

_VERBS = {"amends": "other", "repeals": "repeal"}
_LAWS = frozenset({"fz", "fkz", "zakon", "konstituciya"})


def card_statements(table: CardTable, source: int) -> tuple[list[StatementRow], list[AliasRow]]:
    """What the cards state of their acts, each once; ``source``: number of the table."""
    statements = {(card.start, card.id.slug): _statement(card, source) for card in table.cards}
    aliases = {AliasRow(scheme, value, card.id.slug, source) for card in table.cards for scheme, value in card.aliases}
    return list(statements.values()), sorted(aliases)


def card_evidence(table: CardTable, source: int) -> Tables:
    """What the acts of the cards do to others."""
    relations = [(card, relation) for card in table.cards for relation in card.relations]
    return by_table(
        _mentions(relations, source),
        [_citation(i, card, relation, source) for i, (card, relation) in enumerate(relations)],
        list(_operations(relations, source)),
    )


def _statement(card: Card, source: int) -> StatementRow:
    registered_on, registered = card.registered or (None, None)
    return StatementRow(
        source=source,
        start=card.start,
        end=card.start,
        act=card.id.slug,
        role="card",
        kind=card.id.kind,
        issuers=json.dumps(card.id.issuers),
        number=card.id.number,
        date=iso(card.id.date),
        title=card.title,
        naming=str(_naming(card.id)),
        published=iso(card.published),
        published_in=card.published_in,
        in_force_from=iso(card.in_force_from),
        in_force_until=iso(card.in_force_until),
        ground=card.ground,
        registered=registered,
        registered_on=iso(registered_on),
        said_by=card.source,
        model=int(card.model),
    )


def _mentions(relations: list[tuple[Card, Relation]], source: int) -> list[MentionRow]:
    found: dict[str, MentionRow] = {}
    for _, relation in relations:
        act = relation.act
        row = MentionRow(
            source, act.slug, act.kind, json.dumps(act.issuers), act.number, iso(act.date), relation.title, 0
        )
        before = found.get(act.slug, row)
        title = max(before.title or "", relation.title or "", key=lambda words: (len(words), words))
        found[act.slug] = before._replace(title=title or None, times=before.times + 1)
    return sorted(found.values())


def _eids(relation: Relation) -> tuple[str, ...]:
    """Units that the card names in words, as eids of the other act."""
    return tuple(address.eid(_naming(relation.act)) for address in read_addresses(relation.unit or ""))


def _naming(act: ActId) -> Naming:
    return Naming.LAW if act.kind in _LAWS else Naming.DECREE


def _citation(position: int, card: Card, relation: Relation, source: int) -> CitationRow:
    act, eids = relation.act, _eids(relation)
    words = label(Identity(act.kind, act.issuers, act.number, iso(act.date), relation.title or act.title))
    return CitationRow(
        source=source,
        position=position,
        start=card.start,
        end=card.start,
        reach=card.start,
        exact=f"{relation.unit}, {words}" if relation.unit else words,
        act=card.id.slug,
        unit="",
        cited=act.slug,
        component=relation.component,
        address=eids[0] if eids else None,
        addresses=json.dumps(eids, ensure_ascii=False),
        title=relation.title,
        relation=relation.kind,
        status="resolved",
        candidates="[]",
        edition=None,
        form="card",
    )


def _operations(relations: list[tuple[Card, Relation]], source: int) -> Iterator[OperationRow]:
    position = 0
    for card, relation in relations:
        if relation.kind not in _VERBS:
            continue
        for eid in _eids(relation) or ("",):
            yield OperationRow(
                id=f"{tag(source)}:k{position}",
                act=card.id.slug,
                unit="",
                position=position,
                verb=_VERBS[relation.kind],
                target=relation.act.slug,
                target_component=relation.component,
                named_eid=eid,
                target_eid=eid,
                old=None,
                new=None,
                in_force_from=iso(card.in_force_from),
                basis="card",
                missing=None if card.in_force_from else "дата вступления в силу изменяющего акта",
                in_force_until=None,
                state="stated",
                reason=None,
                source=source,
                start=card.start,
                end=card.start,
                found_by="card",
            )
            position += 1
