"""Which face answers which question, and how it is asked: :data:`FACES`; which does not, and why: :data:`LACKING`.

A way of asking is a line in the face's own language, with the names of :meth:`Asked.named` in braces (SQL: after a
colon). ``of`` names the part of what the face gives that is the answer to the question; ``told`` takes the same out of
the verb's answer. ``when`` says of which places and days the way is asked, where it is not all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import kb
from kb.answers import UnitText, words_of

TODAY = date(2026, 1, 15)
DAYS = (date(2024, 9, 1), date(2025, 7, 1), TODAY)
MOST_SHOWN = {"cited by": 50, "cited by, rows": 1000, "dead": 30}
"""Lines that a face gives at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: an act (``act`` None: the whole base), a unit of it, a day, and the days of a comparison."""

    act: str | None
    unit: str | None
    held: bool
    day: date
    since: date
    until: date

    def named(self) -> dict[str, str | None]:
        """The names that stand in a way of asking."""
        morrow = self.day + timedelta(days=1)
        days = {"day": self.day, "morrow": morrow, "since": self.since, "until": self.until}
        return {"act": self.act, "unit": self.unit, **{name: day.isoformat() for name, day in days.items()}}


Verb = Callable[[Any, Asked], Any]
Part = Callable[[Any, Asked], Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A verb, and what its answer depends on: some of «base» (it may be asked of no act), «act», «unit», «day»."""

    verb: Verb
    of: str


QUESTIONS = {
    "chain": Question(lambda db, a: kb.chain(db, a.act, a.unit), "act unit"),
    "status": Question(lambda db, a: kb.status(db, a.act, a.day, a.unit), "act unit day"),
    "text of a day": Question(lambda db, a: kb.text(db, a.act, a.day, a.unit), "act unit day"),
    "why": Question(lambda db, a: kb.why(db, a.act, a.unit, a.day), "act unit day"),
    "coming": Question(lambda db, a: kb.coming(db, a.day, None, a.act), "base act day"),
    "coming by a day": Question(lambda db, a: kb.coming(db, a.day, a.until, a.act), "base act day"),
    "dead": Question(lambda db, a: kb.dead(db, a.day, a.act), "base act day"),
    "comparison": Question(lambda db, a: kb.compare(db, a.act, a.since, a.until, a.unit), "act unit day"),
    "passport": Question(lambda db, a: kb.passport(db, a.act), "act"),
    "cited by": Question(lambda db, a: kb.cited_by(db, a.act, a.unit, size=MOST_SHOWN["cited by"]), "act unit"),
}


def _all(answer: Any, asked: Asked) -> Any:
    return answer


def _always(asked: Asked) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a face is asked; ``verb`` where it asks for another size of page than the question does."""

    line: str
    of: Part = _all
    told: Part = _all
    when: Callable[[Asked], bool] = _always
    verb: Verb | None = None


class Command(Way):
    """Words of `kb … --json`; an option whose value is None is left out, an answer of several is a line each."""


class Page(Way):
    """Address of a JSON twin."""


class Value(Way):
    """An SQL expression with a function of ours; ``told`` of one that gives JSON is what that JSON says."""


class Rows(Way):
    """A canned query and its parameters."""


def columns(answer_path: str, **named: str) -> Part:
    """Rows with these columns, each a path in an element of the list at ``answer_path``: ``by_act="act.id"``."""

    def rows(answer: Any, asked: Asked) -> list[dict[str, Any]]:
        return [{name: at(one, path) for name, path in named.items()} for one in at(answer, answer_path)]

    return rows


def at(answer: Any, path: str) -> Any:
    """``at(answer, "act.id")`` is ``answer["act"]["id"]``, None where something on the way is; "" is all of it."""
    for step in path.split(".") if path else ():
        answer = answer and answer[int(step) if step.isdecimal() else step]
    return answer


def only(*names: str) -> Part:
    """Rows of a query without the columns that the answer does not have."""
    return lambda rows, asked: [{name: row[name] for name in names} for row in rows]


# parts of what a face gives


def _field(name: str) -> Part:
    return lambda answer, asked: answer[name]


def _without_next(twin: Any, asked: Asked) -> Any:
    return {name: value for name, value in twin.items() if name != "next"}


def _text(twin: Any, asked: Asked) -> Any:
    """Of the page of an act what :class:`kb.answers.ActText` has: units without the traces of those that are gone."""
    units = [unit for unit in twin["units"] if not unit["gone"]]
    return {**{name: twin[name] for name in ("passport", "at", "unit", "caution")}, "units": units}


def _portion(twin: Any, asked: Asked) -> Any:
    """Of the page of a unit: the unit with what is below it."""
    text = _text(twin, asked)
    return _undeep(
        {**text, "units": [unit for unit in text["units"] if _inside(unit, asked.unit, text["units"])]}, asked
    )


def _undeep(answer: Any, asked: Asked) -> Any:
    """Without ``depth``, which counts from where the text begins: at the unit that was asked for, or at the act."""
    units = [{name: value for name, value in unit.items() if name != "depth"} for unit in answer["units"]]
    return {**answer, "units": units}


def _inside(unit: dict[str, Any], eid: str, units: list[dict[str, Any]]) -> bool:
    (above,) = [one for one in units if one["eid"] == eid] or [{"position": 0, "last": -1}]
    return bool(above["position"] <= unit["position"] <= above["last"])


def _happening_to(twin: Any, asked: Asked) -> Any:
    return [event for event in twin["events"] if asked.act in (None, event["act"]["id"])]


def _dead_shown(twin: Any, asked: Asked) -> Any:
    return twin["dead"]


def _first_dead(answer: Any, asked: Asked) -> Any:
    return answer[: MOST_SHOWN["dead"]]


# the same, of text


def _units(answer: Any) -> list[tuple[dict[str, Any], str]]:
    """Units that have words on the day, and what is said in place of words that are not known."""
    said = [(unit, words_of(_unit(unit), answer["at"])) for unit in answer["units"]]
    return [(unit, words) for unit, words in said if words]


def _unit(told: dict[str, Any]) -> UnitText:
    from kb.answers import ActRef, Since

    since = told["differs"]
    differs = Since(since["day"], tuple(ActRef(**act) for act in since["by"])) if since else None
    return UnitText(**{**told, "differs": differs})


def _words(answer: Any, asked: Asked) -> str | None:
    """What act_at and unit_at say."""
    if answer["caution"] and not any(unit["text"] for unit in answer["units"]):
        return None
    return "\n".join(words for _, words in _units(answer))


def _rows_of_act(answer: Any, asked: Asked) -> list[dict[str, Any]]:
    return [{**_shown(unit, words), "in_force_from": unit["since"]} for unit, words in _units(answer)]


def _units_at(answer: Any, asked: Asked) -> list[dict[str, Any]]:
    return [
        {"eid": unit["eid"], "kind": unit["kind"], "number": unit["number"], "words": words}
        for unit, words in _units(answer)
    ]


def _shown(unit: dict[str, Any], words: str) -> dict[str, Any]:
    return {"eid": unit["eid"], "kind": unit["kind"], "number": unit["number"], "text": words}


def _row_of_unit(answer: Any, asked: Asked) -> list[dict[str, Any]]:
    words = _words(answer, asked)
    return [{"eid": asked.unit, "text": words, "in_force_from": answer["units"][0]["since"]}] if words else []


def _rows_of_chain(answer: Any, asked: Asked) -> list[dict[str, Any]]:
    """A row for each change; ``by_act`` and its kin are of the act that orders it."""
    rows = []
    for entry in answer["amended_by"]:
        by = {"by_act": entry["act"]["id"], "by_date": entry["act"]["date"], "by_label": entry["act"]["label"]}
        rows += [{name: {**by, **change}[name] for name in _OF_CHANGE} for change in entry["changes"]]
    return rows


_OF_CHANGE = "by_act", "by_date", "by_label", "unit", "verb", "in_force_from", "basis", "state", "reason"
_PLACE = "eid", "kind", "number", "text", "in_force_from"
_OF_ACT: Callable[[Asked], bool] = lambda asked: asked.unit is None  # noqa: E731
_OF_UNIT: Callable[[Asked], bool] = lambda asked: asked.unit is not None  # noqa: E731


def _of_held_act(asked: Asked) -> bool:
    return asked.held and asked.unit is None


def _of_days_ahead(asked: Asked) -> bool:
    """The page counts both days in, and refuses days that stand in the wrong order: it cannot name no days at all."""
    return asked.day < asked.until


def _of_base_today(asked: Asked) -> bool:
    return asked.act is None and asked.day == TODAY


FACES: dict[tuple[str, str], tuple[Way, ...]] = {
    ("chain", "command"): (Command("chain {base} {act} --unit {unit}"),),
    ("chain", "page"): (Page("/acts/{act}/chain.json?unit={unit}"),),
    ("chain", "function"): (Value("kb_chain(:act, :unit)"),),
    ("chain", "query"): (
        Rows(
            "amendment_chain act unit",
            only(*_OF_CHANGE),
            _rows_of_chain,
        ),
    ),
    ("status", "command"): (Command("status {base} {act} --unit {unit} --at {day}"),),
    ("status", "page"): (
        Page("/acts/{act}.json?at={day}", _field("status"), when=_of_held_act),
        Page("/acts/{act}/why.json?unit={unit}&at={day}", _field("status"), when=_OF_UNIT),
    ),
    ("status", "function"): (
        Value("kb_status(:act, :unit, :day)"),
        Value("status_at(:act, :unit, :day)", told=_field("code")),
        Value("status_ground(:act, :unit, :day)", told=_field("ground")),
    ),
    ("text of a day", "command"): (Command("show {base} {act} --unit {unit} --at {day}"),),
    ("text of a day", "page"): (
        Page("/acts/{act}.json?at={day}&whole=1", _text, when=_of_held_act),
        Page("/acts/{act}.json?at={day}&unit={unit}", _portion, _undeep, _OF_UNIT),
    ),
    ("text of a day", "function"): (
        Value("kb_text(:act, :unit, :day)"),
        Value("act_at(:act, :day)", told=_words, when=_OF_ACT),
        Value("unit_at(:act, :unit, :day)", told=_words),
        Value("units_at(:act, :day)", told=_units_at, when=_OF_ACT),
    ),
    ("text of a day", "query"): (
        Rows("act_at act at=day", only(*_PLACE), _rows_of_act, _OF_ACT),
        Rows("unit_at act unit at=day", only("eid", "text", "in_force_from"), _row_of_unit, _OF_UNIT),
    ),
    ("why", "command"): (
        Command("why {base} {act} --unit {unit} --at {day}"),
        Command("why {base} {act} {unit} --at {day}", when=_OF_UNIT),
    ),
    ("why", "page"): (Page("/acts/{act}/why.json?unit={unit}&at={day}"),),
    ("why", "function"): (Value("kb_why(:act, :unit, :day)"),),
    ("coming", "command"): (Command("coming {base} {act} --from {day}"),),
    ("coming", "page"): (Page("/coming.json?from={morrow}", _happening_to),),
    ("coming", "function"): (Value("kb_coming(:act, :day, NULL)"),),
    ("coming", "query"): (
        Rows(
            "coming act since=day",
            told=columns(
                "", in_force_from="day", what="what", act="act.id", label="act.label", unit="unit", words="where",
                verb="verb", by_act="by.id", by_label="by.label", reason="reason",
            ),
        ),
    ),
    ("coming by a day", "command"): (Command("coming {base} {act} --from {day} --to {until}"),),
    ("coming by a day", "page"): (Page("/coming.json?from={morrow}&to={until}", _happening_to, when=_of_days_ahead),),
    ("coming by a day", "function"): (Value("kb_coming(:act, :day, :until)"),),
    ("dead", "command"): (Command("dead {base} {act} --at {day}"),),
    ("dead", "page"): (Page("/problems.json", _dead_shown, _first_dead, _of_base_today),),
    ("dead", "function"): (Value("kb_dead(:act, :day)"),),
    ("dead", "query"): (
        Rows(
            "dead_references act at=day",
            told=columns(
                "", act="by.id", label="by.label", source_name="source_name", unit="unit", exact="exact",
                cited="cited.id", cited_label="cited.label", cited_unit="cited_unit", status_ground="ground",
            ),
        ),
    ),
    ("comparison", "command"): (Command("diff {base} {act} --from {since} --to {until} --unit {unit}"),),
    ("comparison", "page"): (Page("/acts/{act}/diff.json?from={since}&to={until}&unit={unit}"),),
    ("comparison", "function"): (Value("kb_compare(:act, :unit, :since, :until)"),),
    ("passport", "command"): (Command("show {base} {act}", _field("passport")),),
    ("passport", "page"): (
        Page("/acts/{act}/card.json", _field("passport")),
        Page("/acts/{act}.json", _field("passport")),
    ),
    ("passport", "function"): (Value("kb_passport(:act)"),),
    ("cited by", "page"): (Page("/acts/{act}/cited-by.json?unit={unit}", _without_next),),
    ("cited by", "function"): (
        Value("kb_cited_by(:act, :unit)",
              verb=lambda db, a: kb.cited_by(db, a.act, a.unit, size=MOST_SHOWN["cited by, rows"])),
    ),
    ("cited by", "query"): (
        Rows(
            "cited_by act unit",
            told=columns(
                "passages", act="citing.id", label="citing.label", collection="collection.0", unit="unit",
                exact="exact", relation="relation", address="address",
            ),
            verb=lambda db, a: kb.cited_by(db, a.act, a.unit, size=MOST_SHOWN["cited by, rows"]),
        ),
    ),
}  # fmt: skip
"""(question, face) → the ways in which the face is asked it; the first face, the verb, answers all of them."""

LACKING = {
    ("status", "query"): "the table acts has today's status; of another day the functions status_at, status_ground",
    ("why", "query"): "an answer of several lists: kb_why with json_each",
    ("coming by a day", "query"): "the query has no last day: a condition on in_force_from does it",
    ("comparison", "query"): "an answer in pieces of words: kb_compare with json_each",
    ("passport", "query"): "the tables acts, act_issuers, aliases are the passport",
    ("cited by", "command"): "read page by page: on the page, by the function and by the query",
}
"""(question, face) → why the face does not answer it."""

NAMES = ("command", "page", "function", "query")
"""The faces beside the verb."""
