"""Verbs that exchange words: «слова "А" заменить словами "Б"», «слова "А" исключить», «после слов "А" дополнить …»."""

from __future__ import annotations

import re

from ingest.document import Span
from ingest.law.pattern import pattern
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.parts import Part, brings, parts
from ingest.recognise.operations.provisions import NEW_UNITS, repeal
from ingest.recognise.operations.zone import (
    LIST,
    NOUN,
    QUOTE,
    ROW_AT_VERB,
    Clause,
    Read,
    Words,
    Zone,
    clause_of,
    in_every_act,
    quotes_of,
    row_before_verb,
    row_of,
    words_of,
)

WITH_WORDS = pattern(rf"\s*(?:соответственно\s+)?(?:на\s+)?(?:{NOUN}\s*)?(?:соответственно\s+)?:?\s*(?P<list>{LIST})")
_LEAD = rf"\s*(?P<lead>[^{WORDS};:]{{0,160}}?)(?<![а-яё])"
"""What a verb said first has between itself and the words: «заменить в пункте 3 слова …», «дополнить часть 2 …»."""

_WORDS_WITH_WORDS = pattern(
    rf"{_LEAD}{NOUN}\s*(?P<old>{LIST})\s*(?:соответственно\s+)?(?:на\s+)?{NOUN}\s*(?P<list>{LIST})"
)
_AND_SO = pattern(
    rf"\s*,?\s*(?:и\s+|а\s+)?{NOUN}\s*(?P<old>{LIST})\s*[-–—]\s*(?:соответственно\s+)?{NOUN}\s*(?P<list>{LIST})"
)
_AND_AFTER = pattern(
    rf"\s*,?\s*(?:и\s+|а\s+)?(?P<where>после|перед)\s+{NOUN}\s*(?P<old>{WORDS}+)\s*[-–—]\s*{NOUN}\s*(?P<list>{WORDS}+)"
)
"""«после слов "А" дополнить словами "Б", после слов "В" - словами "Г"»."""
_AFTER_WORDS = pattern(
    rf"{_LEAD}(?:его\s+|ее\s+|их\s+)?(?P<where>после|перед)\s+{NOUN}\s*(?P<old>{WORDS}+)\s*(?:нов\w+\s+)?{NOUN}\s*(?P<list>{WORDS}+)"
)
_INSERTED = pattern(
    rf"{_LEAD}(?:его\s+|ее\s+|их\s+)?(?:также\s+)?(?:соответственно\s+)?(?:нов[а-я]{{2,3}}\s+)?{NOUN}\s*(?:следующего\s+содержания\s*)?:?\s*(?P<list>{WORDS}+)"
)
INFLECTED = pattern(
    r"\s*,?\s*в\s+соответствующ[а-я]{2,3}\s+(?:числ[а-я]{1,3}(?:\s+и\s+(?:падеж|род)[а-я]{1,3})?|падеж[а-я]{1,3}(?:\s+и\s+числ[а-я]{1,3})?|род[а-я]{1,3}[а-я\s,]{0,30}падеж[а-я]{1,3})"
)
EVERYWHERE = pattern(
    r"(?<![а-яё])(?:[Пп]о\s+(?:всему\s+)?тексту|[Вв]о?\s+всем\s+тексте|[Дд]алее\s+по\s+тексту"
    r"|[Вв]\s+тексте(?!\s+(?:стат|част|пункт|подпункт|абзац|глав|раздел|параграф|приложени)))(?![а-яё])"
)
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


def replace(zone: Zone) -> Read:
    """«слова "А" заменить словами "Б"», «заменить слова …», «точку заменить точкой с запятой»."""
    masked, (left, at) = zone.line.masked, zone.object
    if m := _WORDS_WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        olds, named = quotes_of(zone, m, "old"), [*parts(masked, left, at), *_places(zone, m)]
    elif m := WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        words = [w for w in words_of(zone, left, at) if w.role == "old"]
        olds, named = [w.span for w in words], _around(zone, words)
    else:
        return _replace_marks(zone)
    if not olds:
        return [], m.end()
    end = m.end() if len(olds) == len(quotes_of(zone, m)) else _first_quote_end(masked, m.start("list"))
    tail = INFLECTED.match(masked, end)
    end = tail.end() if tail else end
    inflected = bool(tail or INFLECTED.search(masked, left, at))
    verb = "replace_everywhere" if EVERYWHERE.search(masked, left, at) else "replace_words"
    base = clause_of(zone, verb, left, end, named)
    anchored = _anchored(words_of(zone, left, at), olds[0], zone.line)
    base = base._replace(inflected=inflected, occurrence=anchored or row_of(zone, base.parts))
    found = _paired(base, olds, quotes_of(zone, m))
    while m := _AND_SO.match(masked, end, zone.limit):
        end = m.end()
        found += _paired(base._replace(end=zone.line.start + end), quotes_of(zone, m, "old"), quotes_of(zone, m))
    return in_every_act(zone, found), end


def _paired(base: Clause, olds: list[Span], news: list[Span]) -> list[Clause]:
    """Each old wording with its new one; one new wording for several old ones."""
    news = news if len(olds) == len(news) else news[:1] * len(olds)
    return [base._replace(old=o, new=n) for o, n in zip(olds, news, strict=True)]


def _places(zone: Zone, m: re.Match[str]) -> list[Part]:
    """Units named between a verb that is said first and its words."""
    return [p._replace(place=True) for p in parts(zone.line.masked, m.start("lead"), m.end("lead"))]


def _around(zone: Zone, words: list[Words]) -> list[Part]:
    """Units named before the words, or, when none is, between them and the verb («слова "А" в тексте статьи 14 …»)."""
    masked, (left, at) = zone.line.masked, zone.object
    before = parts(masked, left, words[0].at if words else at)
    if before or not words:
        return before
    return [p for p in parts(masked, words[-1].at + 1, at) if p.place or "текст" in masked[words[-1].at : p.start]]


def _first_quote_end(masked: str, at: int) -> int:
    m = QUOTE.match(masked, at)
    return m.end() if m else at


def _replace_marks(zone: Zone) -> Read:
    masked, (left, at) = zone.line.masked, zone.object
    for before, after in ((_MARK_BEFORE, _MARK_AFTER), (_DIGITS_BEFORE, _DIGITS_AFTER)):
        old, new = before.search(masked, max(left, at - 40), at), after.match(masked, zone.verb.end(), zone.limit)
        if old and new:
            literal = (_MARKS.get(old["mark"], old["mark"]), _MARKS.get(new["mark"], new["mark"]))
            clause = clause_of(zone, "replace_words", left, new.end(), parts(masked, left, old.start()))
            return [clause._replace(literal=literal)], new.end()
    return [], zone.verb.end()


def delete(zone: Zone) -> Read:
    """«слова "А" исключить», «пункты 3 и 4 исключить», «слова "А" и второе предложение исключить»."""
    masked, (left, at) = zone.line.masked, zone.object
    words = words_of(zone, left, at)
    olds = [w for w in words if w.role == "old"]
    end = zone.verb.end()
    if not olds:
        return _delete_after(zone) or _delete_row(zone) or (repeal(zone) if _next_to_the_verb(zone) else ([], end))
    if row := _delete_row(zone):
        return row
    last = olds[-1].at
    verb = "replace_everywhere" if EVERYWHERE.search(masked, left, at) else "delete_words"
    inflected = bool(INFLECTED.search(masked, left, at))
    base = clause_of(zone, verb, left, end, _around(zone, olds))
    out = [
        base._replace(
            old=w.span, inflected=inflected, occurrence=_anchored(words, w.span, zone.line) or row_of(zone, base.parts)
        )
        for w in olds
    ]
    if also := [p for p in parts(masked, last, at) if not p.place]:
        places = [p for p in base.parts if p.place]
        out.append(base._replace(verb="repeal", parts=tuple(places + also), old=None))
    return out, end


def _delete_after(zone: Zone) -> Read | None:
    """«исключить из пункта 3 слова "А"», «из пункта 3 исключить слова "А"», «в … изменение, исключив слова "А"»."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _WORDS_AFTER.match(masked, zone.verb.end(), zone.limit)
    before = parts(masked, left, at)
    if m is None or any(not p.place for p in before):
        return None
    clause = clause_of(zone, "delete_words", left, m.end(), [*before, *_places(zone, m)])
    return in_every_act(zone, [clause._replace(old=q) for q in quotes_of(zone, m)]), m.end()


def _delete_row(zone: Zone) -> Read | None:
    """«строку 5 исключить», «позицию "Итого" исключить»: a part of a table or list goes as a whole."""
    masked, (left, at) = zone.line.masked, zone.object
    m = ROW_AT_VERB.search(masked, left, at)
    if m is None:
        return None
    named = [p._replace(place=True) for p in parts(masked, left, m.start()) if not p.anchor]
    if WORDS in m["row"] and any(p.anchor for p in parts(masked, left, m.start())):
        return None  # «после статьи 36 строку "Глава 7 …" исключить»: the line is found by its words
    clause = clause_of(zone, "repeal", left, zone.verb.end(), named)
    return [clause._replace(occurrence=row_before_verb(zone))], zone.verb.end()


_WORDS_AFTER = pattern(rf"{_LEAD}{NOUN}\s*(?P<list>{LIST})")
_BESIDE = pattern(rf"[\s{ACT},()]*")


def _next_to_the_verb(zone: Zone) -> bool:
    """«пункт 3 исключить», «исключить пункт 3» - not «обязан исключить пассажира из реестра, … статьи 5 …»."""
    masked, (left, at) = zone.line.masked, zone.object
    before = [p for p in parts(masked, left, at) if not p.anchor]
    if before:
        return _BESIDE.fullmatch(masked, before[-1].end, at) is not None or component(masked, left, at)[0] is not None
    after = parts(masked, zone.verb.end(), min(zone.limit, zone.verb.end() + 80))
    return bool(after) and masked[zone.verb.end() : after[0].start].isspace()


def _anchored(words: list[Words], old: Span, line: Line) -> str:
    """«после слов "А" слово "Б" исключить»: where the word stands."""
    anchor = next((w for w in words if w.role == "after" and w.span.start < old.start), None)
    return f"после слов {line.text[anchor.span.start : anchor.span.end]}" if anchor else ""


def insert_after(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _AFTER_WORDS.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    clause = clause_of(zone, "insert_words", left, m.end(), [*parts(masked, left, at), *_places(zone, m)])
    old = zone.line.quote_at(m.start("old"))
    return [clause._replace(old=old, new=zone.line.quote_at(m.start("list")), before=m["where"] == "перед")], m.end()


def insert(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _INSERTED.match(masked, zone.verb.end(), zone.limit)
    if m is None or any(brings(masked, p) for p in parts(masked, m.start("lead"), m.end("lead"))):
        return None
    if NEW_UNITS.search(masked, m.start("lead"), m.start("list")):
        return None
    words = [w for w in words_of(zone, left, at) if w.role != "other"]
    tail = INFLECTED.match(masked, m.end())
    end = tail.end() if tail else m.end()
    everywhere = bool(EVERYWHERE.search(masked, left, at))
    named = [*parts(masked, left, words[0].at if words else at), *_places(zone, m)]
    base = clause_of(zone, "insert_words", left, end, named)
    base = base._replace(
        new=zone.line.quote_at(m.start("list")),
        inflected=bool(tail),
        occurrence="по тексту" if everywhere else row_of(zone, base.parts),
    )
    found = [base._replace(old=w.span, before=w.role == "before") for w in words] or [base]
    while m := _AND_AFTER.match(masked, end, zone.limit):
        end = m.end()
        old, new = zone.line.quote_at(m.start("old")), zone.line.quote_at(m.start("list"))
        before = m["where"] == "перед"
        found.append(base._replace(old=old, new=new, before=before, end=zone.line.start + end))
    return in_every_act(zone, found), end
