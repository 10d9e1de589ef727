"""A base filled by hand from a file like ``base.yml``: real tables, real SQLite, no parsing."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.store.connection import open_base, transaction


def fill(path: Path, said: dict[str, Any]) -> None:
    """Make a base of what a file like ``base.yml`` says."""
    db = open_base(path)
    with transaction(db):
        _insert(
            db, "sources", id=0, sha256="0" * 64, name="base.yml", format="text", size=0, parser="1",
            known_from="2026-01-01",
        )  # fmt: skip
        for issuer, (name, short) in said["issuers"].items():
            _insert(db, "issuers", id=issuer, name=name, short=short)
        for act in said["acts"]:
            add_act(db, act)
        for collection, content in said["collections"].items():
            _insert(db, "collections", id=collection, title=content["title"], source=0)
            listed = [
                ("act", "Документы", act["title"], act["id"])
                for act in said["acts"]
                if act.get("collection") == collection
            ]
            items = [(kind, section, text, None) for kind, section, text in content["items"]]
            for position, (kind, section, text, act) in enumerate([*items, *listed]):
                _insert(
                    db,
                    "collection_items",
                    collection=collection,
                    position=position,
                    kind=kind,
                    section=section,
                    act=act,
                    text=text,
                )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode=DELETE")
    db.close()


def add_act(db: sqlite3.Connection, act: dict[str, Any]) -> None:
    """One act with its units, as an entry of ``base.yml`` says."""
    kind, number = act["id"].split("-")[0], act["label"].partition("№ ")[2].split(" ")[0] or None
    date = re.search(r"\d{4}-\d\d-\d\d", act["id"])
    units = act.get("units", {})
    days = {name: str(act[name]) for name in ("in_force_from", "in_force_until") if name in act}
    _insert(
        db, "act_records", id=act["id"], kind=kind, number=number, number_key=number and number.lower(),
        date=date and date[0], title=act["title"], label=act["label"], known_from="2026-01-01",
        has_text=int(bool(units)), naming="law" if kind == "fz" else "decree", iri="", source=0,
        times_cited=act.get("cited", 0), **days,
    )  # fmt: skip
    for since, until, status in _turns(act["status"], days):
        _insert(db, "act_statuses", act=act["id"], since=since, until=until, status=status, ground="")
    if "issuer" in act:
        _insert(db, "act_issuers", act=act["id"], issuer=act["issuer"])
    for position, (eid, said) in enumerate(units.items()):
        text = said if isinstance(said, str) else None
        heading = said.get("heading") if isinstance(said, dict) else None
        last = position + sum(other.startswith(f"{eid}__") for other in units)
        _insert(
            db, "units", act=act["id"], position=position, eid=eid, wid=eid, parent=eid.rpartition("__")[0] or None,
            component="main", kind="", heading=heading, start=0, end=0, last=last, leaf=int(text is not None),
        )  # fmt: skip
        if text:
            digest = hashlib.sha256(text.encode()).hexdigest()
            _insert(db, "unit_texts", act=act["id"], eid=eid, text=text, known_from="2026-01-01", hash=digest)


def _turns(status: str, days: dict[str, str]) -> Iterator[tuple[str, str | None, str]]:
    """(since, until, status): the status is what the act has on the days of its force, or ends in."""
    since, until = days.get("in_force_from", ""), days.get("in_force_until")
    if since:
        yield "", since, "not_yet"
    yield since, until, "in_force" if until else status
    if until:
        yield until, None, "repealed"


def _insert(db: sqlite3.Connection, table: str, **values: object) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", list(values.values()))
