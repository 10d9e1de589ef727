"""What a person types → an act and, where the words go further, a unit of it: «273-фз 28 ч3 п15.1», «тк рф ст 81»."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from ingest.law.address import Naming
from kb.store.acts import act_row
from kb.store.find.act import the_act, whole_number
from kb.store.find.question import read
from kb.store.find.unit import the_unit


class Place(NamedTuple):
    """``act``: acts.id; ``unit``: eid in it, None for the act as a whole."""

    act: str
    unit: str | None


def the_place(db: sqlite3.Connection, typed: str, unit: str | None = None) -> Place:
    """The act that the words mean, and its unit: as ``unit`` says, else as they say themselves.

    Raises:
        UnknownAct, AmbiguousAct, UnknownUnit, AmbiguousUnit: none, or several.
    """
    act = the_act(db, typed)
    said = unit or _said(db, act, typed)
    return Place(act, the_unit(db, act, said) if said else None)


def _said(db: sqlite3.Connection, act: str, typed: str) -> str | None:
    """The unit that stands beside the name; among other words it may be a part of a title: «о применении статьи 5»."""
    asked = whole_number(db, read(typed))
    named = bool(asked.known or asked.number) and not asked.rest
    address = asked.unit(Naming(act_row(db, act).naming)) if named else None
    return str(address) if address else None
