"""Many acts at once: the base at a glance, acts by their requisites, thematic pages."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef


@dataclass(frozen=True, slots=True)
class Holdings:
    """Sizes of the base, and the day it last learned something (ISO, None when it is empty)."""

    acts: int
    has_text: int
    missing: int
    units: int
    citations: int
    operations: int
    problems: int
    fresh: str | None


@dataclass(frozen=True, slots=True)
class Learned:
    """Something the base learned on a day: ``what`` is added, edition, amended or repealed."""

    day: str
    what: str
    detail: str
    act: ActRef


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of requisites; "" asks nothing. Days are ISO; ``text``: "1" with text, "0" without."""

    kind: str = ""
    issuer: str = ""
    number: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    year: str = ""
    status: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Acts that fit: page ``page`` of ``total``; ``facets``: property → (value, how many of those that fit have it)."""

    wanted: Wanted
    total: int
    page: int
    size: int
    acts: tuple[ActRef, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class CollectionCard:
    """A collection in a list: how many acts it names and how many items it has in all."""

    id: str
    title: str
    acts: int
    items: int


@dataclass(frozen=True, slots=True)
class CollectionItem:
    """One item of a collection; ``kind``: act, guidance, step or link."""

    kind: str
    section: str
    text: str
    url: str | None
    act: ActRef | None


@dataclass(frozen=True, slots=True)
class Collection:
    """A thematic page: its items in order."""

    id: str
    title: str
    items: tuple[CollectionItem, ...]
