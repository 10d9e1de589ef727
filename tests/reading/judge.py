"""Holds an answer of the program against one written by hand (expected/README.md tells what the keys mean).

One function for each verb: it asks, and gives the disagreements, a sentence each; none is agreement. A refusal of the
verb is a disagreement as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import kb
from ingest import read_marker
from kb.answers import ActRef, ChainEntry, Event, StatusOnDay, UnitChange, UnitDifference, UnitText, Why
from kb.errors import KnowledgeBaseError
from kb.russian import kind_of, russian_day, without_label

Question = Mapping[str, Any]
Said = Iterator[str]

STATES = ("applied", "pending", "stated", "refused")
"""The order in which the state of several orders is named."""


def disagreements(base: Path, verb: str, question: Question) -> list[str]:
    """What the program says otherwise than the answer written by hand."""
    try:
        return list(JUDGES[verb](base, question))
    except KnowledgeBaseError as error:
        return [f"refused to answer: {error}"]


def _unit(question: Question) -> str | None:
    """The unit as a person would type it; None: the act as a whole."""
    return None if question.get("unit") in (None, "акт в целом") else question["unit"]


def _day(value: Any) -> str | None:
    """A day as answers have it: ISO, None where there is none or nobody knows."""
    return None if value in (None, "unknown") else value.isoformat()


def _number(act: ActRef | None) -> str | None:
    return act.number if act else None


def _unlike(what: str, said: object, expected: object) -> Said:
    if said != expected:
        yield f"{what}: {said!r}, expected {expected!r}"


def _lists(what: str, said: Collection[Any], expected: Collection[Any], may: Collection[Any] = ()) -> Said:
    """Two collections where the order tells nothing; what ``may`` holds is no error either way."""
    if missed := [one for one in expected if one not in said and one not in may]:
        yield f"{what}: missed {missed}"
    if more := [one for one in said if one not in expected and one not in may]:
        yield f"{what}: named beside {more}"


def _inside(eid: str | None, unit: str) -> bool:
    """Is the place the unit, or in it; everything is in the act as a whole."""
    return not unit or eid == unit or (eid or "").startswith(unit + "__")


# chain


def _chain(base: Path, question: Question) -> Said:
    entries = {_number(entry.act): entry for entry in kb.chain(base, question["act"], _unit(question)).amended_by}
    expected = {one["act"]: one for one in question["by"]}
    may = question.get("may", ())
    yield from _lists("changed by", entries, expected, may)
    both = [act for act in entries if act in expected]
    yield from _unlike("order", both, [act for act in expected if act in entries])
    for act in both:
        yield from _entry(act or "", entries[act], expected[act])


def _entry(act: str, entry: ChainEntry, expected: Question) -> Said:
    states = sorted({_state(one) for one in entry.changes}, key=STATES.index)
    if "verbs" in expected:
        yield from _unlike(f"{act}, verbs", sorted({c.verb for c in entry.changes}), sorted(expected["verbs"]))
    if "from" in expected:
        yield from _unlike(f"{act}, from", entry.in_force_from, _day(expected["from"]))
    if "state" in expected:
        yield from _unlike(f"{act}, states", states, [expected["state"], *expected.get("also", ())])


def _state(change: UnitChange) -> str:
    """The base calls an order that fits applied, and gives its day; one whose day is still ahead is pending."""
    ahead = (change.in_force_from or "") > kb.today().isoformat()
    return "pending" if change.state == "applied" and ahead else change.state


# status


def _status(base: Path, question: Question) -> Said:
    said = kb.status(base, question["act"], question["day"], _unit(question))
    code = "in_force" if said.code == "amended" else said.code
    codes = question["code"] if isinstance(question["code"], list) else [question["code"]]
    if code not in codes:
        yield f"code: {said.code!r}, expected {question['code']!r} ({said.ground})"
        return
    if "changed" in question:
        yield from _unlike("changed", said.code == "amended", question["changed"])
    yield from (wrong for key in ("since", "until") if key in question for wrong in _bound(said, code, key, question))
    yield from _unnamed(said.ground, question.get("by", ()))


def _bound(said: StatusOnDay, code: str, key: str, question: Question) -> Said:
    """The first or the last day of the state; of a suspension, which is in the midst of force, the ground tells it."""
    expected = _day(question[key])
    if code == "suspended":
        if russian_day(expected or "") not in said.ground:
            yield f"{key}: {expected} is not in «{said.ground}»"
        return
    ended = {("not_yet", "until"): said.in_force_from, ("repealed", "since"): said.in_force_until}
    day = ended.get((code, key), said.in_force_from if key == "since" else said.in_force_until)
    yield from _unlike(key, day, expected)


def _unnamed(ground: str, acts: Iterable[str]) -> Said:
    yield from (f"{act} is not in «{ground}»" for act in acts if f"№ {act}" not in ground)


# text


def _text(base: Path, question: Question) -> Said:
    units = kb.text(base, question["act"], question["day"], _unit(question)).units
    if not units:
        yield "no text"
        return
    told = _words(units)
    if "heading" in question:
        yield from _unlike("heading", _heading(units[0]), question["heading"])
    if "text" in question:
        yield from _unlike("text", told, question["text"])
    yield from (f"«{words}» is not in «{told}»" for words in question.get("contains", ()) if words not in told)
    yield from (f"«{words}» is in «{told}»" for words in question.get("lacks", ()) if words in told)


def _words(units: Sequence[UnitText]) -> str:
    """The words as they are printed, a line for each paragraph, without the number of the first."""
    told = "\n".join(unit.text for unit in units if unit.leaf and unit.text)
    return told[read_marker(told).end :].strip()


def _heading(unit: UnitText) -> str | None:
    return unit.heading if unit.leaf or not unit.text else without_label(unit.text)


# why


def _why(base: Path, question: Question) -> Said:
    said = kb.why(base, question["act"], _unit(question))
    told = _told_wordings(said)
    optional = [w for w in question["wordings"] if any(map(w.get, ("number_only", "same_words", "future")))]
    expected = [(_day(w["since"]), tuple(w["by"])) for w in question["wordings"]]
    may = [(_day(w["since"]), tuple(w["by"])) for w in optional]
    yield from _lists("wordings", told, expected, may)
    yield from _unlike("order of wordings", told, sorted(told, key=lambda one: one[0] or ""))


def _told_wordings(said: Why) -> list[tuple[str | None, tuple[str | None, ...]]]:
    """(since, acts) of every wording, and of the end of the last; the one that no order made begins with the unit."""
    told = [
        (w.since or said.status.in_force_from, tuple(dict.fromkeys(_number(o.by) for o in w.made_by)))
        for w in said.wordings
    ]
    end = said.wordings[-1].until if said.wordings else None
    orders = [*said.others, *(order for w in said.wordings for order in w.made_by)]
    enders = [o for o in orders if o.verb in ("repeal", "restate") and o.in_force_from == end]
    return [*told, (end, tuple(dict.fromkeys(_number(o.by) for o in enders)))] if end else told


# coming


def _coming(base: Path, question: Question) -> Said:
    eve = question["from"] - timedelta(days=1)
    said = list(dict.fromkeys(map(_event, kb.coming(base, eve, question["to"], question["act"]))))
    expected = [_expected_event(one) for one in question["events"]]
    changing = {(event[0], event[-1]) for event in expected if event[1] == "change"}
    told_by_changes = [e for e in expected if e[1] == "entry" and (e[0], e[2]) in changing]
    yield from _lists("events", said, expected, told_by_changes)


_WHAT = {"begins": "entry", "ends": "expiry", "resumes": "resume"}


def _event(event: Event) -> tuple[str | None, ...]:
    """(day, what, act, unit, verb, by)."""
    what = "resume" if event.what == "resumes" else "change" if event.by else _WHAT.get(event.what, event.what)
    verb = event.verb if what == "change" else None
    return event.day, what, _number(event.act), event.unit or "", verb, _number(event.by)


def _expected_event(one: Question) -> tuple[str | None, ...]:
    return _day(one["day"]), one["what"], one["act"], one.get("eid", ""), one.get("verb"), one.get("by")


# dead


def _dead(base: Path, question: Question) -> Said:
    left = list(kb.dead(base, question["day"], question["act"]))
    for place in question["places"]:
        found = [d for d in left if (_number(d.by), _number(d.cited)) == (place["act"], place["cites"])]
        found = [d for d in found if _inside(d.unit, place["eid"])]
        left = [d for d in left if d not in found]
        if not found:
            yield f"missed {place['act']}, {place['unit']} → {place['cites']}"
        for one in found:
            yield from _unnamed(one.ground, place["by"])
            if russian_day(place["since"].isoformat()) not in one.ground:
                yield f"{place['since']} is not in «{one.ground}»"
    may = _places(base, question.get("may", ()))
    yield from (f"named beside {_number(d.by)}, {d.where}" for d in left if (_number(d.by), d.unit) not in may)


def _places(base: Path, places: Iterable[Question]) -> list[tuple[str | None, str]]:
    """(act, eId) of places that can be argued; a title and a text that is not held are no unit."""
    return [(p["act"], "" if p["unit"] == "наименование" else kb.unit(base, p["act"], p["unit"])) for p in places]


# compare

_HOW = {"added": "added", "removed": "repealed"}


def _compare(base: Path, question: Question) -> Said:
    left = list(kb.compare(base, question["act"], question["from"], question["to"]).differences)
    for unit in question["units"]:
        found = [d for d in left if _inside(d.after or d.before, unit["eid"])]
        left = [d for d in left if d not in found]
        yield from _difference(unit, found)
    may = [one["eid"] for one in question.get("may", ())]
    more = [d for d in left if not any(_inside(d.after or d.before, eid) for eid in may)]
    yield from (f"named beside: {d.what} {d.after or d.before}" for d in more)


def _difference(unit: Question, found: Sequence[UnitDifference]) -> Said:
    if not found:
        yield f"missed {unit['unit']}"
        return
    if len(found) == 1:
        yield from _unlike(unit["unit"], _HOW.get(found[0].what, "changed"), unit["how"])
    if unit.get("number_only") and any(d.pieces for d in found):
        yield f"{unit['unit']}: not the number only"
    acts = {_number(act) for d in found for act in d.by}
    yield from _lists(f"{unit['unit']}, by", acts, unit["by"], unit.get("may_by", ()))


# passport


def _passport(base: Path, question: Question) -> Said:
    said = kb.passport(base, question["act"])
    if question["kind"] not in kind_of(said.act.kind).title.lower():
        yield f"kind: {said.act.kind!r}"
    names = [name for issuer in said.issuers for name in (issuer.name, issuer.short)]
    yield from (f"issuer {name} is not in {names}" for name in question["issuers"] if name not in names)
    days = {"date": said.act.date, "published": said.published, "from": said.in_force_from}
    days |= {"until": said.in_force_until, "adopted": said.adopted}
    for key, day in days.items():
        if key in question:
            yield from _unlike(key, day, _day(question[key]))
    yield from _unlike("title", _plain(said.act.title), _plain(question["title"]))
    yield from _unlike("registered", said.registered, question["registered"])
    corrected = [(c.who, c.day, c.why, [field for field, _ in c.put]) for c in said.corrected]
    by = question["corrected"]
    yield from _unlike("corrected", corrected, [(by["who"], _day(by["when"]), by["why"], by["what"])] if by else [])


def _plain(title: str | None) -> str:
    """With quotes of one shape."""
    return (title or "").translate(str.maketrans("«»„“”", '"""""'))


# cited by


def _cited_by(base: Path, question: Question) -> Said:
    passages = kb.cited_by(base, question["act"], _unit(question), size=1000).passages
    said: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for p in passages:
        said[_number(p.citing) or (p.collection or ("", ""))[1], p.unit].add(p.relation)
    named: set[tuple[str | None, str]] = set()
    for place in question["by"]:
        found = [key for key in said if key[0] == place.get("act", place.get("page"))]
        found = [key for key in found if _inside(key[1], place.get("eid", ""))]
        named |= set(found)
        if not found:
            yield f"missed {place}"
        elif "relation" in place and not any(place["relation"] in said[key] for key in found):
            yield f"{place['act']}, {place['unit']}: {[said[key] for key in found]}, expected {place['relation']}"
    may = _places(base, question.get("may", ()))
    beside = [key for key in said if key not in named and not any(key[0] == a and _inside(key[1], e) for a, e in may)]
    yield from (f"named beside {key}" for key in beside)


JUDGES: dict[str, Callable[[Path, Question], Said]] = {
    "chain": _chain,
    "status": _status,
    "text": _text,
    "why": _why,
    "coming": _coming,
    "dead": _dead,
    "compare": _compare,
    "passport": _passport,
    "cited_by": _cited_by,
}
