"""Corrections by people: an overlay file in YAML that puts right what the documents do not say or say wrongly.

One correction an entry, so that a version control shows who changed what. It names what it corrects as a person would,
says what to put, and who decided so, when and on what ground. A correction is evidence of its own: the documents stay
as they are, and whatever follows from a correction says so. An entry that cannot be read is a problem of that entry
alone. The form::

    corrections:
      - operation: {act: 290-МП, unit: подпункт "б" пункта 1}   # also verb: and words: where one unit orders several
        put: {old: "ежемесячно"}            # target {act, annex, unit}, verb, part, old, new, from, until; apply: no
        who: Иванова И.И.
        when: 2026-01-15
        why: опечатка в тексте акта, письмо Правительства области от 12.01.2026 № 5
      - act: постановление 240-МП
        put: {from: 2024-06-10}             # date, title, published, from, until
        who: …
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ingest.law.dates import ImpossibleDate, read_date
from ingest.parsed import Problem
from ingest.sources.yaml_tree import BadYaml, compose, lines

RULE = "correction"
OF_ACT = ("date", "title", "published", "from", "until")
OF_OPERATION = ("target", "verb", "part", "old", "new", "from", "until", "apply")
VERBS = (
    "replace_words",
    "insert_words",
    "delete_words",
    "replace_everywhere",
    "restate",
    "add",
    "repeal",
    "renumber",
    "suspend",
)
_DAYS = frozenset({"date", "published", "from", "until"})
_NO = frozenset({"no", "false", "нет"})


class Subject(NamedTuple):
    """What is corrected: an act, or an operation that stands in a unit of it.

    ``act`` and ``unit`` are as a person names them; ``unit`` is None for the act's own facts. ``verb`` and ``words``
    (a passage of the old or the new words) tell apart the operations of one unit.
    """

    act: str
    unit: str | None = None
    verb: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. ``put``: field → what it is to be, days as ISO text; ``start``: line of the entry, from 1."""

    subject: Subject
    put: Mapping[str, Any]
    who: str
    when: date
    why: str
    start: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """The corrections of one file in their order, and what of it could not be read."""

    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...] = ()


class BadCorrection(ValueError):
    """An entry that cannot be taken; the message is a Russian sentence."""


def read_overlay(data: bytes, name: str) -> Overlay | None:
    """The corrections that a YAML file holds; None when it is no overlay (its root has no ``corrections``)."""
    if PurePosixPath(name).suffix.lower() not in (".yml", ".yaml") or b"corrections" not in data:
        return None
    try:
        root, entries = compose(data)
    except BadYaml as error:
        return Overlay((), (Problem(f"Файл поправок {name} не читается как YAML: {error}.", rule=RULE),))
    if not isinstance(entries, dict) or "corrections" not in entries:
        return None
    if odd := [key for key in entries if key != "corrections"]:
        return Overlay((), (Problem(f"В файле поправок {name} неизвестное поле «{odd[0]}».", 1, RULE),))
    listed = entries["corrections"] or []
    if not isinstance(listed, list):
        return Overlay((), (Problem(f"В файле поправок {name} после «corrections» ожидается список.", 1, RULE),))
    places = lines(root.value[-1][1]) if listed else ()  # said twice, the last holds
    return _overlay(zip(places, listed, strict=True))


def _overlay(entries: Iterable[tuple[int, Any]]) -> Overlay:
    corrections, problems = [], []
    for line, entry in entries:
        try:
            corrections.append(_correction(entry, line))
        except BadCorrection as error:
            problems.append(Problem(f"Поправка не принята (строка {line}): {error}", line, RULE))
    return Overlay(tuple(corrections), tuple(problems))


def _correction(entry: Any, line: int) -> Correction:
    fields = _fields(entry, "поправке", ("act", "operation", "put", "who", "when", "why"))
    subject = _subject(fields)
    put = _put(fields.get("put"), OF_ACT if subject.unit is None else OF_OPERATION)
    return Correction(
        subject, put, _needed(fields, "who"), _day(_needed(fields, "when"), "when"), _needed(fields, "why"), line
    )


def _subject(fields: Mapping[str, Any]) -> Subject:
    if ("act" in fields) == ("operation" in fields):
        raise BadCorrection("нужно назвать либо акт (act), либо поручение (operation).")
    if "act" in fields:
        return Subject(_needed(fields, "act"))
    named = _fields(fields["operation"], "operation", ("act", "unit", "verb", "words"))
    return Subject(_needed(named, "act"), _needed(named, "unit"), _verb(named), _text(named, "words"))


def _put(value: Any, known: tuple[str, ...]) -> dict[str, Any]:
    """What to put, checked: days as ISO text, ``apply`` as a boolean, ``target`` as its own mapping."""
    fields = _fields(value, "put", known)
    if not fields:
        raise BadCorrection("не сказано, что поправить (put).")
    out: dict[str, Any] = {}
    for key in fields:
        if key == "target":
            out[key] = _target(fields[key])
        elif key == "apply":
            out[key] = _refusal(fields[key])
        elif key == "verb":
            out[key] = _verb({key: _needed(fields, key)})
        elif key in _DAYS:
            out[key] = _day(_needed(fields, key), key).isoformat()
        else:
            out[key] = _needed(fields, key) if key == "title" else _words(fields, key)
    return out


def _target(value: Any) -> dict[str, str]:
    fields = _fields(value, "target", ("act", "annex", "unit"))
    if not fields:
        raise BadCorrection("в «target» не названо, что меняется.")
    return {key: _needed(fields, key) for key in fields}


def _refusal(value: Any) -> bool:
    """``apply`` is said only to withdraw an operation: what fits is applied anyway."""
    if not isinstance(value, str) or value.strip().lower() not in _NO:
        raise BadCorrection("в «apply» может стоять только «no»: поручение, которое ложится, применяется и так.")
    return False


def _verb(fields: Mapping[str, Any]) -> str | None:
    verb = _text(fields, "verb")
    if verb is not None and verb not in VERBS:
        raise BadCorrection(f"глагол «{verb}» не известен; бывают {', '.join(VERBS)}.")
    return verb


def _fields(value: Any, where: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadCorrection(f"в «{where}» ожидаются поля {', '.join(known)}.")
    if odd := [key for key in value if key not in known]:
        raise BadCorrection(f"неизвестное поле «{odd[0]}» в «{where}»; бывают {', '.join(known)}.")
    return value


def _text(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise BadCorrection(f"в «{key}» ожидается текст.")
    return value.strip() or None if value else None


def _words(fields: Mapping[str, Any], key: str) -> str:
    """Words of an act: their inner spaces and line breaks stay."""
    value = fields[key]
    if not isinstance(value, str):
        raise BadCorrection(f"в «{key}» ожидается текст.")
    return value.strip("\n")


def _needed(fields: Mapping[str, Any], key: str) -> str:
    text = _text(fields, key)
    if text is None:
        raise BadCorrection(f"не заполнено «{key}».")
    return text


def _day(text: str, key: str) -> date:
    try:
        return read_date(text)
    except ImpossibleDate as error:
        raise BadCorrection(f"{error} (поле «{key}»).") from None
