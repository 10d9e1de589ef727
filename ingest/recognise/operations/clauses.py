"""The grammar of instructions: one paragraph → clauses, each a verb with what it acts on and the words it brings.

:data:`_TRIGGERS` is the table of verbs; every entry has a reader, a small function that looks left of the verb for the
object and right of it for the complement, and says where its clause ends. Cases: tests/recognise/operations.marked.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ingest.document import Span
from ingest.law.address import Address
from ingest.law.numbering import ORDINAL, ordinal_value, ordinal_words
from ingest.law.pattern import pattern
from ingest.parsed import Citation
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.parts import Part, parts


class Clause(NamedTuple):
    """One change as the paragraph words it, nothing inherited yet. Offsets count the document's text.

    ``parts``: units named; ``act``, ``component``: named in the clause itself; ``added``: new units, or the new numbers
    of a renumbering; ``added_kind``: «абзац» where new units get no number; ``old``, ``new``: quotations; ``literal``:
    (old, new) when the words stand without quotes («точку заменить точкой с запятой»); ``follows``: the wording is to be
    found in the next paragraphs; ``annexed``: the wording is in an annex («согласно приложению»); ``until``: text with the last day of a suspension.
    """

    verb: str
    start: int
    end: int
    parts: tuple[Part, ...] = ()
    act: Citation | None = None
    component: str | None = None
    added: tuple[Address, ...] = ()
    added_kind: str = ""
    old: Span | None = None
    new: Span | None = None
    literal: tuple[str, str] | None = None
    occurrence: str = ""
    inflected: bool = False
    follows: bool = False
    annexed: bool = False
    until: str = ""
    before: bool = False
    """insert_words: «перед словами» instead of «после слов»."""


class _Zone(NamedTuple):
    """A reader's view: the line, where its clause may begin, the verb's match, where the next verb begins."""

    line: Line
    left: int
    verb: re.Match[str]
    limit: int

    @property
    def object(self) -> tuple[int, int]:
        return self.left, self.verb.start()


_Read = tuple[list[Clause], int]

_QUOTE = pattern(f"{WORDS}+")
_LIST = rf"{WORDS}+(?:(?:\s*,\s*|\s+и\s+|\s*,\s+и\s+){WORDS}+)*"
_NOUN = (
    r"(?:слов(?:ами|ах|ом|ам|а|о|у|е)?|цифр(?:ами|ах|ам|ой|ы|у|а)?|числ(?:ами|ом|а|о|у)?|знак(?:ами|ом|а|и)?(?:\s+препинания)?|букв(?:ами|ой|ы|у|а)?|предлог(?:ами|ом|и)?"
    r"|обозначени(?:ями|ем|я|е)|аббревиатур(?:ами|ой|ы|у|а)|сокращени(?:ями|ем|я|е)|символ(?:ами|ом|ы)?|дат(?:ами|ой|ы|у|а)|стро(?:ками|кой|ки|ку)|позици(?:ями|ей|и|ю)|союз(?:ом)?|сочетани\w+ слов|фраз(?:ой|у))"
)
_WITH_WORDS = pattern(
    rf"\s*(?:соответственно\s+)?(?:на\s+)?(?:{_NOUN}\s*)?(?:соответственно\s+)?:?\s*(?P<list>{_LIST})"
)
_WORDS_WITH_WORDS = pattern(
    rf"\s*{_NOUN}\s*(?P<old>{_LIST})\s*(?:соответственно\s+)?(?:на\s+)?{_NOUN}\s*(?P<list>{_LIST})"
)
_AFTER_WORDS = pattern(
    rf"\s*(?:его\s+|ее\s+|их\s+)?(?P<where>после|перед)\s+{_NOUN}\s*(?P<old>{WORDS}+)\s*(?:нов\w+\s+)?{_NOUN}\s*(?P<list>{WORDS}+)"
)
_INSERTED = pattern(
    rf"\s*(?:его\s+|ее\s+|их\s+)?(?:также\s+)?(?:соответственно\s+)?(?:нов[а-я]{{2,3}}\s+)?{_NOUN}\s*(?:следующего\s+содержания\s*)?:?\s*(?P<list>{WORDS}+)"
)
_SENTENCE = pattern(
    rf"\s*(?:его\s+|ее\s+)?(?:нов[а-я]{{2,3}}\s+)?(?P<which>{ORDINAL}(?:\s*(?:,|и)\s*{ORDINAL})*)?\s*предложени[а-я]{{1,3}}(?:\s+(?P<after>{ORDINAL}))?\s*(?:следующего\s+содержания|в\s+следующей\s+редакции)?\s*:?\s*(?P<list>{WORDS}+)?"
)
_CONTENT = pattern(
    rf"(?P<lead>[^{WORDS}:;]{{0,240}}?)\s*(?:следующего\s+содержания|в\s+следующей\s+редакции|согласно\s+приложени[юя]|\((?P<annexed>прилага[а-я]{{2,6}})\))\s*:?\s*(?P<list>{WORDS}+)?|(?P<bare>[^{WORDS}:;]{{0,120}}?)\s*:?\s*(?P<list2>{WORDS}+)"
)
_NEW_UNITS_TO_THE_END = pattern(r"[^\x01;]{0,200}")
_RESTATED = pattern(
    rf"(?P<lead>[^{WORDS}:;]{{0,300}}?)\s*(?:в\s+(?:следующей|новой|нижеследующей|прилагаемой)\s+редакции|(?P<annexed>согласно\s+приложени[юя]))(?P<annex>\s*(?:,\s*)?(?:согласно\s+приложени[юя][^:;{WORDS}]{{0,60}}|\(прилага[а-я]{{2,6}}\)))?\s*:?\s*(?P<list>{WORDS}+)?"
)
_INFLECTED = pattern(
    r"\s*,?\s*в\s+соответствующ[а-я]{2,3}\s+(?:числ[а-я]{1,3}(?:\s+и\s+(?:падеж|род)[а-я]{1,3})?|падеж[а-я]{1,3}(?:\s+и\s+числ[а-я]{1,3})?|род[а-я]{1,3}[а-я\s,]{0,30}падеж[а-я]{1,3})"
)
_EVERYWHERE = pattern(
    r"(?<![а-яё])(?:[Пп]о\s+(?:всему\s+)?тексту|[Вв]о?\s+всем\s+тексте|[Дд]алее\s+по\s+тексту)(?![а-яё])"
)
_RESTORED = pattern(r"\s*,?\s*(?:и\s+)?")
_MARKS = {
    "точку с запятой": ";",
    "точкой с запятой": ";",
    "двоеточие": ":",
    "двоеточием": ":",
    "запятую": ",",
    "запятой": ",",
    "точку": ".",
    "точкой": ".",
}
_MARK = "|".join(_MARKS)
_MARK_BEFORE = pattern(rf"(?:знак\s+)?(?P<mark>{_MARK})\s*\Z")
_MARK_AFTER = pattern(rf"\s*(?:на\s+)?(?:знаком\s+)?(?P<mark>{_MARK})")
_DIGITS_BEFORE = pattern(r"(?:цифр[уы]|числ[оа])\s+(?P<mark>\d[\d.,]{0,12})\s*\Z")
_DIGITS_AFTER = pattern(r"\s*(?:цифр(?:ой|ами)|числ(?:ом|ами))\s+(?P<mark>\d[\d.,]{0,12}\d|\d)")
_ROLE = pattern(
    rf"(?:(?P<after>[Пп]осле)|(?P<before>[Пп]еред))?\s*(?:[Пп]ерв(?:ых|ого)\s+)?{_NOUN}\s*\Z", re.IGNORECASE
)
_ROLE_TAIL = pattern(r"(?:(?P<after>[Пп]осле)|(?P<before>[Пп]еред))\s+[^,;]{0,40}\Z")


class _Words(NamedTuple):
    """A quotation in an object zone and its role: «слова X» old, «после слов X» after, «перед словами X» before."""

    role: str
    at: int
    span: Span


def _words(zone: _Zone, start: int, end: int) -> list[_Words]:
    found: list[_Words] = []
    masked, line = zone.line.masked, zone.line
    last = start
    for m in _QUOTE.finditer(masked, start, end):
        gap = masked[last : m.start()]
        if found and gap.strip(" ,") in ("", "и", "или"):
            role = found[-1].role
        else:
            tail = _ROLE.search(gap[-60:]) or _ROLE_TAIL.search(gap[-60:])
            role = "after" if tail and tail["after"] else "before" if tail and tail["before"] else "old"
        found.append(_Words(role, m.start(), line.quote_at(m.start())))
        last = m.end()
    return found


def _quotes(zone: _Zone, m: re.Match[str], group: str = "list") -> list[Span]:
    """The quotations of a matched list."""
    if m[group] is None:
        return []
    return [zone.line.quote_at(q.start()) for q in _QUOTE.finditer(zone.line.masked, m.start(group), m.end(group))]


def _replace(zone: _Zone) -> _Read:
    """«слова "А" заменить словами "Б"», «заменить слова …», «точку заменить точкой с запятой»."""
    masked, (left, at) = zone.line.masked, zone.object
    if m := _WORDS_WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        olds, news, first = _quotes(zone, m, "old"), _quotes(zone, m), m.start()
    elif m := _WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        words = [w for w in _words(zone, left, at) if w.role == "old"]
        olds, news, first = [w.span for w in words], _quotes(zone, m), words[0].at if words else at
    else:
        return _replace_marks(zone)
    if not olds:
        return [], m.end()
    end = m.end() if len(olds) == len(news) else _first_quote_end(masked, m.start("list"))
    news = news if len(olds) == len(news) else news[:1] * len(olds)
    tail = _INFLECTED.match(masked, end)
    inflected = bool(tail or _INFLECTED.search(masked, left, at))
    verb = "replace_everywhere" if _EVERYWHERE.search(masked, left, at) else "replace_words"
    base = _clause(zone, verb, left, tail.end() if tail else end, parts(masked, left, min(first, at)))
    return [base._replace(old=o, new=n, inflected=inflected) for o, n in zip(olds, news, strict=True)], (
        tail.end() if tail else end
    )


def _first_quote_end(masked: str, at: int) -> int:
    m = _QUOTE.match(masked, at)
    return m.end() if m else at


def _replace_marks(zone: _Zone) -> _Read:
    masked, (left, at) = zone.line.masked, zone.object
    for before, after in ((_MARK_BEFORE, _MARK_AFTER), (_DIGITS_BEFORE, _DIGITS_AFTER)):
        old, new = before.search(masked, max(left, at - 40), at), after.match(masked, zone.verb.end(), zone.limit)
        if old and new:
            literal = (_MARKS.get(old["mark"], old["mark"]), _MARKS.get(new["mark"], new["mark"]))
            clause = _clause(zone, "replace_words", left, new.end(), parts(masked, left, old.start()))
            return [clause._replace(literal=literal)], new.end()
    return [], zone.verb.end()


def _delete(zone: _Zone) -> _Read:
    """«слова "А" исключить», «пункты 3 и 4 исключить», «слова "А" и второе предложение исключить»."""
    masked, (left, at) = zone.line.masked, zone.object
    words = _words(zone, left, at)
    olds = [w for w in words if w.role == "old"]
    end = zone.verb.end()
    if not olds and not parts(masked, left, at) and (m := _WITH_WORDS.match(masked, end, zone.limit)):
        clause = _clause(zone, "delete_words", left, m.end(), [])
        return [clause._replace(old=q) for q in _quotes(zone, m)], m.end()
    if not olds:
        return _repeal(zone) if _next_to_the_verb(zone) else ([], end)
    first, last = olds[0].at, olds[-1].at
    verb = "replace_everywhere" if _EVERYWHERE.search(masked, left, at) else "delete_words"
    inflected = bool(_INFLECTED.search(masked, left, at))
    base = _clause(zone, verb, left, end, parts(masked, left, first))
    out = [
        base._replace(
            old=w.span, inflected=inflected, occurrence=_anchored(words, w, zone.line) or _row(zone, base.parts)
        )
        for w in olds
    ]
    if also := parts(masked, last, at):
        places = [p for p in base.parts if p.place]
        out.append(base._replace(verb="repeal", parts=tuple(places + also), old=None))
    return out, end


_BESIDE = pattern(rf"[\s{ACT},()]*")


def _next_to_the_verb(zone: _Zone) -> bool:
    """«пункт 3 исключить», «исключить пункт 3» - not «обязан исключить пассажира из реестра, … статьи 5 …»."""
    masked, (left, at) = zone.line.masked, zone.object
    before = [p for p in parts(masked, left, at) if not p.anchor]
    if before:
        return _BESIDE.fullmatch(masked, before[-1].end, at) is not None or component(masked, left, at)[0] is not None
    after = parts(masked, zone.verb.end(), min(zone.limit, zone.verb.end() + 80))
    return bool(after) and masked[zone.verb.end() : after[0].start].isspace()


def _anchored(words: list[_Words], word: _Words, line: Line) -> str:
    """«после слов "А" слово "Б" исключить»: where the word stands."""
    anchor = next((w for w in words if w.role == "after" and w.at < word.at), None)
    return f"после слов {line.text[anchor.span.start : anchor.span.end]}" if anchor else ""


def _insert_or_add(zone: _Zone) -> _Read:
    """«дополнить словами …», «после слов "А" дополнить словами …», «дополнить предложением …», «дополнить пунктом 3 …»."""
    for reader in (_insert_after, _insert, _add_sentence, _add_units):
        if (read := reader(zone)) is not None:
            return read
    return [], zone.verb.end()


def _insert_after(zone: _Zone) -> _Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _AFTER_WORDS.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    clause = _clause(zone, "insert_words", left, m.end(), parts(masked, left, at))
    old = zone.line.quote_at(m.start("old"))
    return [clause._replace(old=old, new=zone.line.quote_at(m.start("list")), before=m["where"] == "перед")], m.end()


def _insert(zone: _Zone) -> _Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _INSERTED.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    words = _words(zone, left, at)
    tail = _INFLECTED.match(masked, m.end())
    end = tail.end() if tail else m.end()
    everywhere = bool(_EVERYWHERE.search(masked, left, at))
    base = _clause(zone, "insert_words", left, end, parts(masked, left, words[0].at if words else at))
    base = base._replace(
        new=zone.line.quote_at(m.start("list")), inflected=bool(tail), occurrence="по тексту" if everywhere else ""
    )
    return [base._replace(old=w.span, before=w.role == "before") for w in words] or [base], end


def _add_sentence(zone: _Zone) -> _Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _SENTENCE.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    clause = _clause(zone, "add", left, m.end(), [p for p in parts(masked, left, at) if not p.anchor])
    new = zone.line.quote_at(m.start("list")) if m["list"] else None
    numbers = [ordinal_value(word) for word in re.findall(ORDINAL, m["which"] or "")]
    which = [f"{ordinal_words(number, 'n')} предложение" for number in numbers if number]
    occurrence = ", ".join(which) or "предложение"
    return [clause._replace(new=new, occurrence=occurrence, follows=new is None)], m.end()


_NUMBERLESS = pattern(
    r"(?<![а-яё])(?:(?P<абзац>абзац(?:ем|ами))|(?P<пункт>пункт(?:ом|ами))|(?P<подпункт>подпункт(?:ом|ами))|(?P<часть>част(?:ью|ями))|(?P<статья>стать(?:ей|ёй|ями))"
    r"|(?P<строка>строк(?:ой|ами))|(?P<позиция>позици(?:ей|ями))|(?P<сноска>сноск(?:ой|ами))|(?P<примечание>примечани(?:ем|ями))|(?P<приложение>приложени(?:ем|ями))"
    r"|(?P<раздел>раздел(?:ом|ами))|(?P<глава>глав(?:ой|ами))|(?P<преамбула>преамбулой)|(?P<параграф>параграф(?:ом|ами))|(?P<таблица>таблиц(?:ей|ами))|(?P<дефис>дефис(?:ом|ами)))(?![а-яё])"
)
_AGAIN = pattern(r"\s*(?:,|и)\s*\Z")


def _add_units(zone: _Zone) -> _Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    begin = zone.verb.end()
    m = _CONTENT.match(masked, begin, zone.limit)
    if m is None:
        m2 = _NEW_UNITS_TO_THE_END.match(masked, begin, zone.limit)
        end = m2.end() if m2 else begin
        named = _new_units(masked, begin, end)
        if not named and not _NUMBERLESS.search(masked, begin, end):
            return None
        clause = _clause(zone, "add", left, end, parts(masked, left, at))
        return [
            clause._replace(
                added=named,
                added_kind=_numberless(masked, begin, end),
                follows=masked[begin:end].rstrip().endswith(":"),
            )
        ], end
    lead_end = m.end("lead") if m["lead"] is not None else m.end("bare")
    group = "list" if m["list"] else "list2" if m["list2"] else ""
    added = _new_units(masked, begin, lead_end)
    kind = _numberless(masked, begin, lead_end)
    if not added and not kind:
        return None
    clause = _clause(
        zone, "add", left, m.end(), [*parts(masked, left, at), *(p for p in parts(masked, begin, lead_end) if p.anchor)]
    )
    new = zone.line.quote_at(m.start(group)) if group else None
    annexed = bool(m["annexed"]) or "согласно" in m[0]
    return [
        clause._replace(added=added, added_kind=kind, new=new, follows=new is None and not annexed, annexed=annexed)
    ], m.end()


def _new_units(masked: str, start: int, end: int) -> tuple[Address, ...]:
    return tuple(
        a
        for p in parts(masked, start, end)
        if not p.anchor and not p.place
        for a in p.addresses
        if a.steps[-1].number not in ("",) or a.steps[-1].kind == "преамбула"
    )


def _numberless(masked: str, start: int, end: int) -> str:
    m = _NUMBERLESS.search(masked, start, end)
    return (m.lastgroup or "") if m else ""


def _restate(zone: _Zone) -> _Read:
    """«пункт 5 изложить в следующей редакции:», «изложив его в следующей редакции»."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _RESTATED.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return [], zone.verb.end()
    words = [w for w in _words(zone, left, at) if w.role == "old"]
    named = [*parts(masked, left, words[0].at if words else at), *parts(masked, m.start("lead"), m.end("lead"))]
    clause = _clause(zone, "restate", left, m.end(), named)
    new = zone.line.quote_at(m.start("list")) if m["list"] else None
    annexed = bool(m["annexed"] or m["annex"])
    clause = clause._replace(
        new=new, annexed=annexed, follows=new is None and not annexed, occurrence=_row(zone, named)
    )
    if words:
        return [clause._replace(verb="replace_words", old=w.span) for w in words], m.end()
    return [clause], m.end()


_OBJECT_END = pattern(r"[;:]|\Z")


def _repeal(zone: _Zone) -> _Read:
    """«пункты 3 и 4 признать утратившими силу», «признать утратившим силу постановление …», «статью 5 исключить»."""
    masked, (left, at) = zone.line.masked, zone.object
    end = zone.verb.end()
    named = [p for p in parts(masked, left, at) if not p.anchor]
    if any(not p.place for p in named) or ACT in masked[left:at] and not _led_in(masked, left, at):
        return [
            c._replace(occurrence=c.occurrence or _row(zone, named))
            for c in _by_act(zone, "repeal", left, at, left, end)
        ], end
    stop = _OBJECT_END.search(masked, end, zone.limit)
    last = stop.start() if stop else zone.limit
    clauses = _by_act(zone, "repeal", end, last, left, last)
    if clauses:
        places = tuple(p for p in named if p.place)
        return [c._replace(parts=(*places, *c.parts)) for c in clauses], last
    follows = masked[last : last + 1] == ":"
    if follows or named:
        return [_clause(zone, "repeal", left, last, named)._replace(follows=follows)], last
    return [], end


_LED_IN = pattern(r"(?:вступлени|соответстви|принятием|исполнени|основании)")


def _led_in(masked: str, start: int, end: int) -> bool:
    """The act named before the verb is a ground («в соответствии с …»), not the object."""
    return _LED_IN.search(masked, start, end) is not None


_EXCEPTION = pattern(r",?\s*(?:за\s+исключением|кроме)\s")
_ACT_NAME = pattern(f"{ACT}+")


def _by_act(zone: _Zone, verb: str, start: int, end: int, first: int, last: int) -> list[Clause]:
    """One clause for each act named in the zone, with the units named before it; without acts, one for the units."""
    masked = zone.line.masked
    if exception := _EXCEPTION.search(masked, start, end):
        end = exception.start()
    names = list(_ACT_NAME.finditer(masked, start, end))
    if not names:
        named = [p for p in parts(masked, start, end) if not p.anchor]
        return (
            [_clause(zone, verb, first, last, named)]
            if any(not p.place for p in named) or (named and verb == "suspend")
            else []
        )
    out: list[Clause] = []
    at = start
    for m in names:
        named = [p for p in parts(masked, at, m.start()) if not p.anchor]
        clause = _clause(zone, verb, first, last, named, (at, m.end()))
        out.append(clause)
        at = m.end()
    if exception:
        out = [c._replace(occurrence=_excepted(zone.line, exception.start())) for c in out]
    if len(out) == 1 and (after := [p for p in parts(masked, at, end) if not p.anchor]):
        out[0] = out[0]._replace(parts=(*(p._replace(place=True) for p in out[0].parts), *after))
    return out


def _excepted(line: Line, at: int) -> str:
    """«за исключением пунктов 15 - 28 Правил …» as the source words it, to the end of its clause."""
    words = line.text[line.start + at : line.end].partition(";")[0]
    return " ".join(words.split()).lstrip(", ")[:400]


def _renumber(zone: _Zone) -> _Read:
    """«пункты 4 - 6 считать соответственно пунктами 5 - 7»."""
    masked, (left, at) = zone.line.masked, zone.object
    stop = _OBJECT_END.search(masked, zone.verb.end(), zone.limit)
    last = stop.start() if stop else zone.limit
    old, new = parts(masked, left, at), parts(masked, zone.verb.end(), last)
    if not old or not new:
        return [], zone.verb.end()
    end = new[-1].end
    clause = _clause(zone, "renumber", left, end, old)
    return [clause._replace(added=tuple(a for p in new for a in p.addresses))], end


_UNTIL = pattern(
    r"\s*(?:с\s+[^\x01;:]{4,60}?\s+)?(?:до|по)\s+(?P<day>[^\x01;:]{4,60}?(?:года|г\.|включительно)(?:\s*\(?включительно\)?)?)"
)


_FORCE = pattern(r"(?<![а-яё])(?:действие|применение)(?![а-яё])")


def _suspend(zone: _Zone) -> _Read:
    """«приостановить до 1 января 2025 года действие пункта 3 статьи 5 …»."""
    masked, (left, at) = zone.line.masked, zone.object
    end = zone.verb.end()
    stop = _OBJECT_END.search(masked, end, zone.limit)
    last = stop.start() if stop else zone.limit
    if not _FORCE.search(masked, left, last):
        return [], end
    until = _UNTIL.search(masked, end, last) or _UNTIL.search(masked, left, at)
    day = until["day"] if until else ""
    begin = until.end() if until and until.start() >= end else end
    clauses = _by_act(zone, "suspend", begin, last, left, last) or _by_act(zone, "suspend", left, at, left, last)
    if not clauses and masked[last : last + 1] == ":":
        clauses = [_clause(zone, "suspend", left, last, [])._replace(follows=True)]
    return [c._replace(until=day) for c in clauses], last


_COMPONENTS = (
    ("Положени", "Положение"),
    ("Правил", "Правила"),
    ("Поряд", "Порядок"),
    ("Переч", "Перечень"),
    ("Требовани", "Требования"),
    ("Инструкци", "Инструкция"),
    ("Регламент", "Регламент"),
    ("Административн", "Регламент"),
    ("Программ", "Программа"),
    ("План", "План"),
    ("Методик", "Методика"),
    ("Состав", "Состав"),
    ("Список", "Список"),
    ("Списк", "Список"),
    ("Форм", "Форма"),
    ("Норм", "Нормы"),
    ("Критери", "Критерии"),
    ("Изменени", "Изменения"),
    ("Основ", "Основы"),
    ("Стратеги", "Стратегия"),
    ("Концепци", "Концепция"),
    ("Устав", "Устав"),
    ("Стандарт", "Стандарт"),
    ("Услови", "Условия"),
    ("Особенност", "Особенности"),
    ("Рекомендаци", "Рекомендации"),
)
_COMPONENT = pattern(
    r"(?<![а-яё])(?P<stem>"
    + "|".join(f"[{s[0]}{s[0].lower()}]{s[1:]}" for s, _ in _COMPONENTS)
    + rf")[а-я]{{0,4}}(?![а-яё])[^{WORDS};:]{{0,600}}?утвержденн[а-я]{{2,3}}\s+(?:(?P<same>указанн[а-я]{{2,3}}|названн[а-я]{{2,3}}|этим|данным)|[а-я\s]{{0,40}}{ACT})"
)


_CHANGES_OF = pattern(r"(?i:изменени[а-я]{1,2},?\s+котор[а-я]{2}\s+внос[а-я]{3,4}\s+в\s)")
_ROW = pattern(
    r"(?<![а-яё])(?:строк|позици|граф[аеуы]|сноск|таблиц|столб|колонк|ячейк|формул|рисун|схем|дефис|форм[уы]\s)[а-я]{0,5}(?![а-яё])[^\x01\x02,;:]{0,120}",
    re.IGNORECASE,
)


def _row(zone: _Zone, named: Sequence[Part]) -> str:
    """A part of a table or list that is no unit: «позицию 3», «строку "Итого"», «графу 2 таблицы 1» - as worded."""
    masked, (left, at) = zone.line.masked, zone.object
    after = max((p.end for p in named if p.place), default=left)
    m = _ROW.search(masked, after, at)
    return " ".join(m[0].split()) if m else ""


def component(masked: str, start: int, end: int) -> tuple[str | None, bool]:
    """The annex that a zone names by its word, and whether it belongs to an act named before («указанным постановлением»).

    >>> component("В Правилах оказания услуг, утвержденных указанным постановлением:", 0, 66)
    ('Правила', True)
    """
    m = _COMPONENT.search(masked, start, end)
    if m and (of := _CHANGES_OF.match(masked, m.start(), m.end())):
        m = _COMPONENT.search(masked, of.end(), end) or m
    if m is None:
        return None, False
    stem = m["stem"].lower()
    return next(word for s, word in _COMPONENTS if stem.startswith(s.lower())), m["same"] is not None


def _clause(
    zone: _Zone, verb: str, first: int, last: int, named: list[Part], where: tuple[int, int] | None = None
) -> Clause:
    """A clause of the masked range with the act and the component that its object zone names."""
    masked, line = zone.line.masked, zone.line
    at, until = where or zone.object
    name = _ACT_NAME.search(masked, at, until)
    act = line.act_at(name.start()) if name and not (where is None and _led_in(masked, at, name.start())) else None
    word, _ = component(masked, at, until)
    first = _skip(masked, first)
    named = [p for p in named if not _part_of_a_code(p, name, act, masked)]
    return Clause(verb, line.start + first, line.start + last, tuple(named), act, word)


_LEAD = pattern(r"[\s,;]*(?:и\s+)?")


def _skip(masked: str, at: int) -> int:
    m = _LEAD.match(masked, at)
    return m.end() if m and at else at


def _part_of_a_code(part: Part, name: re.Match[str] | None, act: Citation | None, masked: str) -> bool:
    """«часть первую Налогового кодекса» is the act itself, not a unit of it."""
    if name is None or act is None or part.end > name.start() or masked[part.end : name.start()].strip():
        return False
    return (
        all(len(a.steps) == 1 and a.steps[0].kind == "часть" for a in part.addresses) and "кодекс" in act.exact.lower()
    )


_TRIGGERS: tuple[tuple[str, str, Callable[[_Zone], _Read]], ...] = (
    ("replace", r"замен(?:ить|ив|яются|яется|ены|ен|ена)", _replace),
    ("add", r"дополн(?:ить|ив|яются|яется|ены|ен|ена)", _insert_or_add),
    ("restate", r"излож(?:ить|ив|ены|ен|ена)|излагается|излагаются", _restate),
    (
        "repeal",
        r"(?:призна(?:ть|в|ются|ется|ны)|считать|счесть)\s+(?:не\s*действующ[а-я]{2,3}|утративш[а-я]{2,3}\s+(?:свою\s+)?силу)|отмен(?:ить|ив)",
        _repeal,
    ),
    ("delete", r"исключ(?:ить|ив|ается|аются)", _delete),
    ("renumber", r"считать", _renumber),
    ("suspend", r"приостанов(?:ить|ив)", _suspend),
)
_VERB = pattern(
    "(?<![а-яё])(?:" + "|".join(f"(?P<{name}>{source})" for name, source, _ in _TRIGGERS) + ")(?![а-яё])",
    re.IGNORECASE,
)
_READERS = {name: reader for name, _, reader in _TRIGGERS}

STEMS = (
    "аменить",
    "аменив",
    "аменя",
    "ополнить",
    "ополнив",
    "ополня",
    "зложить",
    "зложив",
    "тративш",
    "тменить",
    "тменив",
    "сключить",
    "сключив",
    "сключа",
    "считать",
    "риостанов",
    "едействующ",
    "злага",
    "злож",
)
"""Every clause holds one of these: the cheap question to ask a text before any rule runs."""


def clauses(line: Line) -> list[Clause]:
    """Every change the paragraph orders, in order; a list of words or acts gives one clause each."""
    return list(_clauses(line))


def _clauses(line: Line) -> Iterator[Clause]:
    verbs = list(_VERB.finditer(line.masked))
    left = 0
    for i, verb in enumerate(verbs):
        if verb.start() < left:
            continue
        limit = verbs[i + 1].start() if i + 1 < len(verbs) else len(line.masked)
        found, left = _READERS[verb.lastgroup or "delete"](_Zone(line, left, verb, limit))
        yield from found


def listed(line: Line, verb: str) -> list[Clause]:
    """An item of the list that «признать утратившими силу:» opens: the acts it names, or units of the act named above."""
    whole = pattern(".*", re.DOTALL).match(line.masked)
    if whole is None:
        return []
    return _by_act(_Zone(line, 0, whole, len(line.masked)), verb, 0, len(line.masked), 0, len(line.masked))
