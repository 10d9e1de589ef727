"""Cards: what is known of an act without its text, as a person writes it in YAML.

A card is evidence, like a text: the base keeps the file, projects the facts, and says that a card stated them.
What the card does not say stays unknown; a misspelt key, an impossible date or a kind nobody knows is a problem of
that card, the others go on. The form::

    - kind: prikaz                       # slug of ingest.law.kinds
      issuers: [Минцифры России]         # names or slugs; left out when the kind implies the issuer
      date: 2022-07-15                   # day of signing; left out when unknown
      number: 542/1
      title: О мероприятиях по созданию …
      published: {date: 2022-07-18, place: Официальный интернет-портал правовой информации}
      in_force: {from: 2022-07-29, until: 2029-09-01, ground: пункт 3 приказа}
      registered: {date: 2022-08-15, number: 69632}
      aliases: {nd: 102162745, title: закон об образовании}      # a list where there are several
      amends:                            # also repeals, approves, based_on, supersedes
        - {kind: pp, date: 2011-06-08, number: 451, component: Положение, unit: подпункт "а" пункта 2}
      source: откуда сведения
      model: true                        # an act written for this project, not law
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from ingest.law.act_id import ActId, tidy_number
from ingest.law.dates import ImpossibleDate, read_date
from ingest.law.kinds import KINDS
from ingest.parsed import Problem
from ingest.sources.yaml_tree import BadYaml, compose, lines

Row = TypeVar("Row")

RELATIONS = ("amends", "repeals", "approves", "based_on", "supersedes")


class Relation(NamedTuple):
    """What the act does to another: ``kind`` is one of :data:`RELATIONS`.

    ``component`` is "main" or the word the annex is called by («Положение»); ``unit`` an address in words
    («подпункт "а" пункта 2»), None for the whole; ``title`` of the other act as the card gives it.
    """

    kind: str
    act: ActId
    component: str = "main"
    unit: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One act as a card states it; None and () are «the card does not say».

    Attributes:
        id: identity; its date or number may be None.
        title: as printed, without outer quotes.
        published, published_in: day and place of first official publication.
        in_force_from, in_force_until: days of force; ``ground`` the words or the provision that set them.
        registered: Minjust registration (day, number).
        aliases: (scheme, value): nd, eo_number, szrf («2012, № 53, ст. 7598»), title (a name people use).
        relations: what it does to other acts, in the order of the card.
        source: where the facts come from, for a person.
        model: written for this project, not law.
        start: line of the card in its file, from 1.
    """

    id: ActId
    title: str | None = None
    published: date | None = None
    published_in: str | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    ground: str | None = None
    registered: tuple[date | None, str] | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    relations: tuple[Relation, ...] = ()
    source: str | None = None
    model: bool = False
    start: int = 0


class CardTable(NamedTuple):
    """What one table of acts gave: cards in their order, and what of it could not be read (``start`` is a line).

    ``issuers``: names of bodies, of a table that is a list of them and holds no acts.
    """

    cards: tuple[Card, ...]
    problems: tuple[Problem, ...] = ()
    issuers: tuple[str, ...] = ()


class BadCard(ValueError):
    """A statement of a card that cannot be taken; the message is a Russian sentence."""


def read(data: bytes, name: str) -> CardTable | None:
    """The cards of a YAML file; None when it is YAML of another kind (its root is not a list of mappings)."""
    try:
        root, plain = compose(data)
    except BadYaml as error:
        return CardTable((), (Problem(f"Файл карточек {name} не читается как YAML: {error}.", rule="card"),))
    if not isinstance(plain, list) or not all(isinstance(entry, dict) for entry in plain):
        return None
    return card_table(zip(lines(root), plain, strict=True), card)


def card_table(rows: Iterable[tuple[int, Row]], read_row: Callable[[Row, int], Card]) -> CardTable:
    """Cards of (line, row) pairs; a row that :class:`BadCard` refuses becomes a problem."""
    cards, problems = [], []
    for line, row in rows:
        try:
            _only_letters(row)
            cards.append(read_row(row, line))
        except BadCard as error:
            problems.append(Problem(f"Карточка не принята (строка {line}): {error}", line, "card"))
    return CardTable(tuple(cards), tuple(problems))


def _only_letters(row: object) -> None:
    """Refuse a row with half of a surrogate pair in it: no file and no base can hold that."""
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadCard(f"в ней знак, которого нет (U+{ord(error.object[error.start]):04X}).") from None


def card(fields: Mapping[str, Any], line: int = 0) -> Card:
    """The card that one mapping of strings states.

    Raises:
        BadCard: an unknown key, an impossible date, an unknown kind, or a card that names no act.
    """
    _only(fields, _KEYS)
    published, force, registered = (_mapping(fields, key, inner) for key, inner in _NESTED.items())
    return Card(
        id=_identity(fields),
        title=_text(fields, "title"),
        published=_day(published, "date"),
        published_in=_text(published, "place"),
        in_force_from=_day(force, "from"),
        in_force_until=_day(force, "until"),
        ground=_text(force, "ground"),
        registered=(_day(registered, "date"), number) if (number := _text(registered, "number")) else None,
        aliases=_aliases(fields.get("aliases") or {}),
        relations=tuple(_relation(kind, other) for kind in RELATIONS for other in _list(fields.get(kind))),
        source=_text(fields, "source"),
        model=_text(fields, "model") == "true",
        start=line,
    )


_IDENTITY = ("kind", "issuers", "date", "number", "title")
_NESTED = {"published": ("date", "place"), "in_force": ("from", "until", "ground"), "registered": ("date", "number")}
_KEYS = (*_IDENTITY, *_NESTED, "aliases", *RELATIONS, "source", "model")


def _identity(fields: Mapping[str, Any]) -> ActId:
    kind = _text(fields, "kind")
    if kind not in KINDS:
        raise BadCard(f"вид акта «{kind or 'не указан'}» не известен.")
    number, title = tidy_number(_text(fields, "number")), _text(fields, "title")
    if not number and not title:
        raise BadCard("у акта нет ни номера, ни названия.")
    day = _day(fields, "date")
    issuers = KINDS[kind].issuers or issuer_slugs(_texts(fields, "issuers"), day)
    return ActId(kind, issuers, day, number, None if number else title)


def issuer_slugs(names: Iterable[str], day: date | None) -> tuple[str, ...]:
    """Slugs, sorted, of issuers named by slug or by any name in any case; ``day`` tells bodies of one name apart.

    Raises:
        BadCard: a name that cannot be a body's.
    """
    from ingest.law.issuers import issuer, resolve

    found: set[str] = set()
    for name in names:
        slugs = (name,) if issuer(name) else resolve(name, day)
        if not slugs:
            raise BadCard(f"«{name}» не похоже на название органа.")
        found.update(slugs)
    return tuple(sorted(found))


def _relation(kind: str, fields: Any) -> Relation:
    if not isinstance(fields, Mapping):
        raise BadCard(f"в «{kind}» ожидается описание акта (kind, date, number).")
    _only(fields, (*_IDENTITY, "component", "unit"))
    component = _text(fields, "component") or "main"
    return Relation(kind, _identity(fields), component, _text(fields, "unit"), _text(fields, "title"))


def _aliases(fields: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(fields, Mapping):
        raise BadCard("в «aliases» ожидаются пары «схема: значение».")
    return tuple((scheme, value) for scheme in fields for value in _texts(fields, scheme))


def _only(fields: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if odd := [key for key in fields if key not in known]:
        raise BadCard(f"неизвестное поле «{odd[0]}».")


def _mapping(fields: Mapping[str, Any], key: str, inner: tuple[str, ...]) -> Mapping[str, Any]:
    value = fields.get(key) or {}
    if not isinstance(value, Mapping):
        raise BadCard(f"в «{key}» ожидаются поля {', '.join(inner)}.")
    _only(value, inner)
    return value


def _text(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise BadCard(f"в «{key}» ожидается текст.")
    return value.strip() or None if value else None


def _texts(fields: Mapping[str, Any], key: str) -> list[str]:
    """A text, or a list of them."""
    values = _list(fields.get(key))
    if not all(isinstance(value, str) for value in values):
        raise BadCard(f"в «{key}» ожидается текст или список текстов.")
    return values


def _day(fields: Mapping[str, Any], key: str) -> date | None:
    text = _text(fields, key)
    try:
        return read_date(text) if text else None
    except ImpossibleDate as error:
        raise BadCard(f"{error} (поле «{key}»).") from None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]
