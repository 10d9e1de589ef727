"""What a paper must give and what the parser gave, as facts that compare: the same words on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ingest.law.act_id import ActId, tidy_number
from ingest.law.dates import DATE, date_or_none
from ingest.law.issuers import resolve
from ingest.law.kinds import kind
from ingest.law.known_acts import by_id
from ingest.law.part import Footnote, Row
from ingest.law.stems import stems
from ingest.law.text import PLAIN_FROM_SUPERSCRIPT, SUPERSCRIPT_DIGITS
from ingest.parsed import Citation, Commencement, Operation, Parsed, Unit

Fact = tuple[str, str]
_LABELS = {
    "att": "приложение",
    "part": "часть",
    "sec": "раздел",
    "subsec": "подраздел",
    "chp": "глава",
    "par": "параграф",
    "art": "статья",
    "preamble": "преамбула",
}
"""First word of an eId's step → the label that is kept; other steps go by their number alone."""
_SILENT = frozenset({"al", "sent", "title", "remark"})
_VERBS = {
    "replace_words": "заменить слова",
    "replace_everywhere": "заменить слова",
    "insert_words": "дополнить словами",
    "delete_words": "исключить слова",
    "restate": "изложить",
    "add": "дополнить",
    "repeal": "утратил силу",
    "suspend": "приостановить",
    "renumber": "перенумеровать",
}
_PLAIN_KINDS = {"pp": "постановление", "rp": "распоряжение", "ks": "постановление", "konstituciya": "конституция"}
_RULES = {"fixed date": "fixed", "the day after publication": "day after publication"}


class Difference(NamedTuple):
    """Facts that were wanted and found, each as often as it stands."""

    wanted: Counter[Any]
    found: Counter[Any]

    @property
    def is_none(self) -> bool:
        """Whether they are the same."""
        return self.wanted == self.found


# The head


def head(wanted: dict[str, Any] | None, parsed: Parsed) -> Difference:
    """Requisites, a fact each: what the paper does not state is no fact, nor is what was not asked."""
    return Difference(Counter(_wanted_head(wanted or {})), Counter(_found_head(parsed, wanted or {})))


def _wanted_head(head: dict[str, Any]) -> Iterator[Fact]:
    if word := head.get("kind"):
        yield "kind", _level(word)
    for field in ("number", "date"):
        if head.get(field):
            yield field, _level(head[field])
    if head.get("title"):
        yield "title", _bare_title(head["title"], head.get("kind"))
    for name in head.get("issuers") or ():
        yield from (("issuer", slug) for slug in resolve(str(name)))
    if approved := head.get("approved_by"):
        yield "approved_by", _stamp(approved.get("kind"), approved.get("date"), approved.get("number"))
    if (adopted := head.get("adopted")) and adopted.get("date"):
        yield "adopted", _stamp(None, adopted.get("date"), adopted.get("number"))
    if registered := head.get("registered"):
        yield "registered", _stamp(None, registered.get("date"), registered.get("number"))
    if name := head.get("signed_by"):
        yield "signed_by", _surname(str(name))


def _found_head(parsed: Parsed, wanted: dict[str, Any]) -> Iterator[Fact]:
    act = parsed.act
    if act is None:
        return
    named = str(wanted.get("kind") or "").lower()
    yield "kind", _level(named if kind_word(act.id) in named.split() else kind_word(act.id))
    for field, value in (("number", act.id.number), ("date", act.id.date)):
        if value:
            yield field, _level(value)
    if act.title:
        yield "title", _bare_title(act.title, wanted.get("kind"))
    yield from (("issuer", slug) for slug in act.id.issuers)
    if approved := getattr(act, "approved_by", None):
        yield "approved_by", _stamp(kind_word(approved), approved.date, approved.number)
    for adopted in act.adopted[:1] if wanted.get("adopted") else ():
        yield "adopted", _stamp(None, adopted[1], adopted[2] if len(adopted) > 2 else None)
    if act.registered:
        yield "registered", _stamp(None, *act.registered)
    if act.signed_by:
        yield "signed_by", _surname(act.signed_by)


def _bare_title(title: str, word: object) -> str:
    """A title without the kind that opens it: «Должностная инструкция учителя» and «учителя» are one."""
    words, kind = _level(title).split(), _level(word or "").split()
    while words and words[0] in kind:
        words.pop(0)
    return " ".join(words)


def kind_word(act: ActId) -> str:
    """The kind as a paper names it: «постановление» for one of the Government too."""
    return _PLAIN_KINDS.get(act.kind) or kind(act.kind).title.lower()


def _stamp(word: str | None, day: date | None, number: object) -> str:
    return f"{word or ''} {day or ''} {_level(tidy_number(str(number)) if number else '')}".strip()


def _level(value: object) -> str:
    """Case, quotes, ё, dashes and spaces apart."""
    text = str(value).lower().replace("ё", "е")
    text = re.sub(r"[«»\"“”„'()№]", " ", re.sub("[–—−-]+", "-", text))
    return " ".join(text.replace(" - ", " ").replace(" n ", " ").split()).rstrip(" .")


def _surname(name: str) -> str:
    """Of «Директор школы И.И. Иванов» the surname; of a full name its first word."""
    near = _AFTER_INITIALS.search(name) or _BEFORE_INITIALS.search(name) or _FULL_NAME.search(name)
    return (near[1] if near else name).lower()


_AFTER_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}([А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][а-яё]+)?)")
_BEFORE_INITIALS = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s[А-ЯЁ](?:\.|$)")
_FULL_NAME = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ична)")


# Units and addresses


def units(wanted: list[str], parsed: Parsed) -> Difference:
    """Structural units as paths of labels."""
    within = {unit.eid: unit for unit in parsed.units}
    found = Counter(path for unit in parsed.units if (path := _unit(unit, within)))
    return Difference(Counter(map(_level_path, wanted)), found)


def _unit(unit: Unit, within: dict[str, Unit]) -> str:
    """The path of a unit through what it stands in, "" for a paragraph or a heading."""
    if unit.eid.split("__")[-1].split("_")[0] in _SILENT or unit.kind in ("строка", "таблица", "примечание"):
        return ""
    steps: list[str] = []
    at: Unit | None = unit
    while at is not None:
        steps.insert(0, path_of(at.eid.split("__")[-1]) or at.kind)
        at = within.get(at.parent or "")
    return " / ".join(steps)


def path_of(eid: str, paragraphs: bool = False) -> str:
    """An eId as a path of labels: ``att_1__sec_II__point_1-1`` → «приложение 1 / раздел ii / 1-1»; ``paragraphs`` tells
    «абзац 2» too, as addresses do."""
    steps = []
    for step in filter(None, eid.split("__")):
        word, _, number = step.partition("_")
        if word == "al" and paragraphs:
            steps.append(f"абзац {number}")
        elif word not in _SILENT:
            steps.append(f"{_LABELS.get(word, '')} {number}".strip())
    return _level_path(" / ".join(steps))


def _level_path(path: str) -> str:
    """Steps with «14¹», «14_1», «14(1)», «14.1» and «14-1» alike; annex without a number is the first, as in eIds."""
    raised = _RAISED.sub(lambda m: f"-{m[0].translate(PLAIN_FROM_SUPERSCRIPT)}", str(path))
    raised = re.sub(r"(?<=\d)\((\d+)\)", r"-\1", raised)
    steps = [re.sub(r"(?<=\d)[._](?=\d)", "-", _level(step)) for step in raised.split("/")]
    steps = [re.sub(r"(?<=\w)[.)]+$", "", step).strip().replace("§", "параграф") for step in steps]
    return " / ".join("приложение 1" if step == "приложение" else step for step in steps)


_RAISED = re.compile(f"(?<=\\d)[{SUPERSCRIPT_DIGITS}]+")


# Citations


def citations(wanted: list[dict[str, Any]], parsed: Parsed) -> tuple[int, list[dict[str, Any]], list[Citation]]:
    """How many were found as wanted, those that were not, and those found that nobody wanted."""
    after = parsed.act.end if parsed.act else 0
    notes = parsed.not_of_the_act  # editors cite there, the act does not
    left = [
        c
        for c in _codes_whole(parsed.citations)
        if c.start >= after
        and c.form != "stamp"
        and not (c.relation == "self" and not c.addresses)
        and not any(note.start <= c.start < note.end for note in notes)
    ]
    hits, missed = 0, []
    for want in wanted:
        found = next((c for c in left if _is_cited(want, c)), None)
        if found is None:
            missed.append(want)
        else:
            left.remove(found)
            hits += 1
    return hits, missed, [c for c in left if c.by is None and not (c.relation == "cites" and "настоящ" in c.exact)]


def _is_cited(want: dict[str, Any], c: Citation) -> bool:
    at, found = want.get("at") or (), [path_of(eid, paragraphs=True) for eid in c.addresses]
    if want.get("self"):
        return c.relation == "self" and set(map(_own_path, at)) == set(map(_own_path, found))
    if set(map(_bare_path, at)) != set(map(_bare_path, found)):
        return False
    if c.act is None and c.candidates and not want.get("number"):  # a code whose part no article tells
        return any((known := by_id(slug)) and _is_act(want, known.act_id, c.title) for slug in c.candidates)
    return _is_act(want, c.act, c.title)


def _codes_whole(cited: Sequence[Citation]) -> Iterator[Citation]:
    """The citations; those of one code in parts that follow one another are one, as a paper has it."""
    before: Citation | None = None
    for c in cited:
        if before and c.start - before.end < 6 and _parts_of_one(before.act, c.act):
            before = before._replace(end=c.end, addresses=(*before.addresses, *c.addresses))
            continue
        if before:
            yield before
        before = c
    if before:
        yield before


def _parts_of_one(one: ActId | None, other: ActId | None) -> bool:
    known, beside = by_id(one.slug) if one else None, by_id(other.slug) if other else None
    return bool(known and beside and known != beside and known.articles and set(known.names) & set(beside.names))


def _bare_path(path: str) -> str:
    """A path without the words before numbers: «статья 30 / 2» is «30 / 2», «пункт 3 / а» is «3 / а»."""
    return " / ".join(step.split(" ")[-1] for step in _level_path(path).split(" / ") if step)


def _own_path(path: str) -> str:
    """A path in the act itself without the annex it begins in and what stands above an article, which the text that
    speaks leaves out; «1 / 1-4» is «1-4»."""
    steps = [step for step in _level_path(path).split(" / ") if step]
    while len(steps) > 1 and steps[0].startswith(("приложение", "раздел", "глава", "подраздел")):
        steps.pop(0)
    return re.sub(r"(?<![-\w])(\d+) / (?=\1-\d)", "", _bare_path(" / ".join(steps)))


def _is_act(want: dict[str, Any], act: ActId | None, title: str | None = None) -> bool:
    if want.get("number") and (act is None or _bare(act.number) != _bare(str(want["number"]))):
        names = (
            known.names if act and (known := by_id(act.slug)) else ()
        )  # «СанПиН 1.2.3685-21» of the act that adopts it
        return any(name.endswith(f" {want['number']}") for name in names)
    if want.get("date") and (act is None or act.date != want["date"]):
        return False
    if want.get("number") or want.get("date"):
        return True
    known = by_id(act.slug) if act else None
    names = [name for name in (title, act.title if act else None, known.title if known else None) if name]
    asked = stems(str(want.get("title") or want.get("kind") or ""))
    said = [" ".join(stems(name)) for name in names] + ([act.slug] if act else [])
    return any(" ".join(asked) in name or name in " ".join(asked) for name in said if name) or (
        act is not None and not want.get("title") and kind_word(act) == want.get("kind")
    )


def _bare(number: str | None) -> str:
    """A number without the suffix of its kind, dashes and letters level."""
    return re.sub(r"-(?:фз|фкз)$", "", _level(tidy_number(number) or "")).replace(" ", "")


# Orders and clauses on force


def operations(wanted: list[dict[str, Any]], parsed: Parsed) -> tuple[int, list[dict[str, Any]], list[Operation]]:
    """How many orders were found as wanted, those that were not, and those found that nobody wanted."""
    left, hits, missed = list(parsed.operations), 0, []
    for want in wanted:
        found = next((o for o in left if _is_ordered(want, o)), None)
        if found is None:
            missed.append(want)
        else:
            left.remove(found)
            hits += 1
    return hits, missed, left


def _is_ordered(want: dict[str, Any], order: Operation) -> bool:
    if _VERBS.get(order.verb) != want.get("verb"):
        return False
    if not _is_act(want.get("act") or {}, order.target.act, order.target.title):
        return False
    annex = "" if order.target.component == "main" else f"{order.target.component} / "
    unit = annex + path_of(order.target.eid, paragraphs=True)
    return _bare_place(str(want.get("at") or "")) in (_bare_place(unit), _bare_place(unit + _part_of(order)))


def _part_of(order: Operation) -> str:
    """What has a number of its own in the unit: a row, its cell, a footnote."""
    match order.part:
        case Row(names, column, kind_of_row):
            return "".join(
                f" / {of} {number}" for of, number in ((kind_of_row, "".join(names[:1])), ("графа", column)) if number
            )
        case Footnote(mark):
            return f" / сноска {mark}"
    return ""


def _bare_place(path: str) -> str:
    """A place by its numbers alone: an annex's own word differs, where in it the order stands does not. «Приложение 1»
    before other steps says which annex, as the word does."""
    steps = [step for step in _level_path(path).split(" / ") if step]
    inside = [step.split(" ")[-1] for step in steps if re.search(r"\d", step) or len(step) < 3]
    return " / ".join(inside[1:] if steps and steps[0].startswith("приложение") and len(inside) > 1 else inside)


_Force = tuple[str, str, date | None]


def force(wanted: list[dict[str, Any]], parsed: Parsed) -> Difference:
    """Clauses on force that the text has, a fact each: a beginning, an end, a reach back - what it speaks of, the rule,
    the day. A paper says «вступает в силу с … и действует до …» as two rows or as one."""
    within = {unit.eid: unit for unit in parsed.units}
    clauses = [c for c in parsed.commencement if c.basis == "clause"]
    expected = Counter(fact for row in wanted for fact in _wanted_force(row))
    found = Counter(fact for c in clauses for fact in _found_force(c, within, parsed.document.text[c.start : c.end]))
    return Difference(expected, found + ((expected - found) & _dated_orders(parsed, within)))


def _dated_orders(parsed: Parsed, within: dict[str, Unit]) -> Counter[_Force]:
    """«С 1 января 2021 г. признать утратившим силу …»: to some papers a clause on the point that orders it, to the
    program the day of the order."""
    orders = [o for o in parsed.operations if o.effective.start]
    return Counter({(_clause_scope(o.within, within), "fixed", o.effective.start) for o in orders})


def _wanted_force(row: dict[str, Any]) -> Iterator[_Force]:
    scope, rule, until = _scope(row.get("scope")), row.get("rule") or "", row.get("until")
    if rule != "expiry":
        yield scope, rule, row.get("from")
    if until or rule == "expiry":
        yield scope, "expiry", until


def _found_force(c: Commencement, within: dict[str, Unit], text: str) -> Iterator[_Force]:
    scope = "all" if c.scope == ("main",) else ", ".join(_clause_scope(eid, within) for eid in c.scope)
    if c.rule not in ("retroactive", "expiry"):
        rule, _, floor = c.rule.partition(", not before ")
        stated = _day(rule) or _day(floor) or (c.start_date if rule == "fixed date" else None)
        yield scope, "fixed" if _day(rule) else _RULES.get(rule, rule), stated
    if c.retroactive:
        yield scope, "retroactive", c.retroactive
    if c.until or c.rule == "expiry":
        yield scope, "expiry", _printed_end(c.until, text)


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None


def _printed_end(first_without: date | None, text: str) -> date | None:
    """The day that the paper prints: the last one of «по 31 декабря» and «до … включительно», else the first without
    force."""
    last = first_without and first_without - timedelta(days=1)
    inclusive = any(
        date_or_none(m["day"]) == last and (m["by"] or m["incl"]) for m in _END.finditer(text) if last is not None
    )
    return last if inclusive else first_without


_END = re.compile(rf"(?:(?P<by>по)|до)\s+(?P<day>{DATE})(?P<incl>\s*\(?включительно)?", re.IGNORECASE)


def _scope(scope: object) -> str:
    return (
        "all" if scope in ("all", None) else ", ".join(map(_bare_path, scope if isinstance(scope, list) else [scope]))
    )


def _clause_scope(eid: str, within: dict[str, Unit]) -> str:
    """The unit's path through what it stands in, where the act has such a unit."""
    return _bare_path((_unit(within[eid], within) if eid in within else "") or path_of(eid))
