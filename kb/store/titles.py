"""Amendments known from titles alone.

«Постановление № 1545 "Об изменениях, вносимых в Постановление № 1241"» says who changes whom though nobody holds its
text. The recognisers give the act named in the title as a citation of its own, with the relation «amends» or
«repeals»; it stands within the reach of the citation that the title belongs to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from kb.store.rows import AMONG, OperationRow, among
from kb.store.source import tag

_NAMED_IN_TITLE = f"""
    SELECT o.cited, i.cited, i.component, i.addresses, i.relation, o.source, i.position, i.start, i."end"
    FROM citations o
    JOIN citations i ON i.source = o.source AND i.start > o.start AND i.start < o.reach
    WHERE o.cited {AMONG} AND i.cited <> o.cited AND i.relation IN ('amends', 'repeals')
        AND NOT EXISTS (  -- an act named in a title may have a title of its own
            SELECT 1 FROM citations m
            WHERE m.source = o.source AND m.start > o.start AND m.start < i.start AND m.reach > i.start)
    ORDER BY o.cited, o.source, i.position
"""
_VERBS = {"amends": "other", "repeals": "repeal"}


def amendments_in_titles(db: sqlite3.Connection, acts: Iterable[str]) -> list[OperationRow]:
    """What these acts do by their titles, each change once, its evidence the first source that gives it."""
    rows = db.execute(_NAMED_IN_TITLE, among(acts))
    return [change for act, of_act in groupby(rows, key=itemgetter(0)) for change in _changes(act, of_act)]


def _changes(act: str, named: Iterable[tuple[Any, ...]]) -> Iterable[OperationRow]:
    found: dict[tuple[str, str, str], OperationRow] = {}
    for _, target, component, addresses, relation, source, position, start, end in named:
        for n, eid in enumerate(json.loads(addresses) or [""]):
            row = OperationRow(
                id=f"{tag(source)}:t{position}.{n}",
                act=act,
                unit="",
                position=len(found),
                verb=_VERBS[relation],
                target=target,
                target_component=component,
                named_eid=eid,
                target_eid=eid,
                old=None,
                new=None,
                in_force_from=None,
                basis="title",
                missing="текст изменяющего акта: изменение известно только по его названию",
                in_force_until=None,
                state="stated",
                reason=None,
                source=source,
                start=start,
                end=end,
                found_by="title",
            )
            found.setdefault((target, component, eid), row)
    return found.values()
