"""Verbs that exchange words: «слова "А" заменить словами "Б"», «слова "А" исключить», «после слов "А" дополнить …»."""

from __future__ import annotations

import re

from ingest.document import Span
from ingest.law.part import After, Everywhere, Onward, Part
from ingest.law.pattern import pattern
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.named import Named, brings, units_named
from ingest.recognise.operations.provisions import NEW_UNITS, REPEAL
from ingest.recognise.operations.quotes import unquoted
from ingest.recognise.operations.zone import (
    LIST,
    NOUN,
    QUOTE,
    ROW_AT_VERB,
    Clause,
    Read,
    Reader,
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
_ITS = r"(?:(?:его|ее|их)\s+)?"
_AFTER_WORDS = pattern(
    rf"""{_LEAD}{_ITS}(?P<where>после|перед)\s+{NOUN}\s*(?P<old>{WORDS}+)\s*
    (?:нов\w+\s+)?{NOUN}\s*(?P<list>{WORDS}+)""",
    re.VERBOSE,
)
_INSERTED = pattern(
    rf"""{_LEAD}{_ITS}(?:также\s+)?(?:соответственно\s+)?(?:нов[а-я]{{2,3}}\s+)?{NOUN}\s*
    (?:следующего\s+содержания\s*)?:?\s*(?P<list>{WORDS}+)""",
    re.VERBOSE,
)
INFLECTED = pattern(
    r"""\s*,?\s*в\s+соответствующ[а-я]{2,3}\s+(?:
      числ[а-я]{1,3}(?:\s+и\s+(?:падеж|род)[а-я]{1,3})?
      |падеж[а-я]{1,3}(?:\s+и\s+числ[а-я]{1,3})?
      |род[а-я]{1,3}[а-я\s,]{0,30}падеж[а-я]{1,3})""",
    re.VERBOSE,
)
_ONWARD = pattern(r"(?<![а-яё])и\s+далее\s+по\s+(?:всему\s+)?тексту")
IN_EVERY_CASE = pattern(r"\s*,?\s*во?\s+(?:обоих|всех|двух|тр[её]х)\s+случаях")
"""«слова "А" в обоих случаях заменить …», «… заменить словами "Б" в обоих случаях»."""
EVERYWHERE = pattern(
    r"""(?<![а-яё])(?:
      [Пп]о\s+(?:всему\s+)?тексту
      |[Вв]о?\s+всем\s+тексте
      |[Дд]алее\s+по\s+тексту
      |[Вв]\s+тексте(?!\s+(?:стат|част|пункт|подпункт|абзац|глав|раздел|параграф|приложени))
    )(?![а-яё])""",
    re.VERBOSE,
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


def replace_words(zone: Zone) -> Read | None:
    """«слова "А" заменить словами "Б"», «заменить слова …»."""
    masked, (left, at) = zone.line.masked, zone.object
    if m := _WORDS_WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        olds, named = quotes_of(zone, m, "old"), [*units_named(masked, left, at), *_places(zone, m)]
    elif m := WITH_WORDS.match(masked, zone.verb.end(), zone.limit):
        words = [w for w in words_of(zone, left, at) if w.role == "old"]
        olds, named = [w.span for w in words], _around(zone, words)
    else:
        return None
    if not olds:
        return [], m.end()
    end = m.end() if len(olds) == len(quotes_of(zone, m)) else _first_quote_end(masked, m.start("list"))
    tail = INFLECTED.match(masked, end)
    end = tail.end() if tail else end
    inflected = bool(tail or INFLECTED.search(masked, left, at))
    every = IN_EVERY_CASE.match(masked, end)
    end = every.end() if every else end
    everywhere = every or EVERYWHERE.search(masked, left, at) or IN_EVERY_CASE.search(masked, left, at)
    verb = "replace_everywhere" if everywhere else "replace_words"
    base = clause_of(zone, verb, left, end, named)
    anchored = _anchored(words_of(zone, left, at), olds[0], zone.line)
    anchored = Onward() if named and _ONWARD.search(masked, left, at) else anchored
    base = base._replace(inflected=inflected, part=anchored or row_of(zone, base.named, _first_old(zone)))
    found = _paired(base, olds, quotes_of(zone, m))
    while m := _AND_SO.match(masked, end, zone.limit):
        end = m.end()
        found += _paired(base._replace(end=zone.line.start + end), quotes_of(zone, m, "old"), quotes_of(zone, m))
    return in_every_act(zone, found), end


def _paired(base: Clause, olds: list[Span], news: list[Span]) -> list[Clause]:
    """Each old wording with its new one; one new wording for several old ones."""
    news = news if len(olds) == len(news) else news[:1] * len(olds)
    return [base._replace(old=o, new=n) for o, n in zip(olds, news, strict=True)]


def _places(zone: Zone, m: re.Match[str]) -> list[Named]:
    """Units named between a verb that is said first and its words."""
    return [p._replace(place=True) for p in units_named(zone.line.masked, m.start("lead"), m.end("lead"))]


def _around(zone: Zone, words: list[Words]) -> list[Named]:
    """Units named before the words, or, when none is, between them and the verb («слова "А" в тексте статьи 14 …»)."""
    masked, (left, at) = zone.line.masked, zone.object
    before = units_named(masked, left, words[0].at if words else at)
    if before or not words:
        return before
    return [
        p for p in units_named(masked, words[-1].at + 1, at) if p.place or "текст" in masked[words[-1].at : p.start]
    ]


def _first_old(zone: Zone) -> int | None:
    """Where the words to be changed begin, if they stand before the verb."""
    return next((words.at for words in words_of(zone, *zone.object) if words.role != "other"), None)


def _first_quote_end(masked: str, at: int) -> int:
    m = QUOTE.match(masked, at)
    return m.end() if m else at


def replace_marks(zone: Zone) -> Read | None:
    """«точку заменить точкой с запятой», «цифру 5 заменить цифрой 7»."""
    masked, (left, at) = zone.line.masked, zone.object
    for before, after in ((_MARK_BEFORE, _MARK_AFTER), (_DIGITS_BEFORE, _DIGITS_AFTER)):
        old, new = before.search(masked, max(left, at - 40), at), after.match(masked, zone.verb.end(), zone.limit)
        if old and new:
            literal = (_MARKS.get(old["mark"], old["mark"]), _MARKS.get(new["mark"], new["mark"]))
            clause = clause_of(zone, "replace_words", left, new.end(), units_named(masked, left, old.start()))
            return [clause._replace(old=literal[0], new=literal[1])], new.end()
    return None


def delete_words(zone: Zone) -> Read | None:
    """«слова "А" исключить», «слова "А" и второе предложение исключить»."""
    masked, (left, at) = zone.line.masked, zone.object
    words = words_of(zone, left, at)
    olds = [w for w in words if w.role == "old"]
    if not olds:
        return None
    end, last = zone.verb.end(), olds[-1].at
    verb = "replace_everywhere" if EVERYWHERE.search(masked, left, at) else "delete_words"
    base = clause_of(zone, verb, left, end, _around(zone, olds))
    base = base._replace(inflected=bool(INFLECTED.search(masked, left, at)))
    row = row_of(zone, base.named, _first_old(zone))
    out = [base._replace(old=w.span, part=_anchored(words, w.span, zone.line) or row) for w in olds]
    if also := [p for p in units_named(masked, last, at) if not p.place]:
        places = [p for p in base.named if p.place]
        out.append(base._replace(verb="repeal", named=tuple(places + also), old=None))
    return out, end


def delete_words_behind(zone: Zone) -> Read | None:
    """«исключить из пункта 3 слова "А"», «из пункта 3 исключить слова "А"», «в … изменение, исключив слова "А"»."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _WORDS_AFTER.match(masked, zone.verb.end(), zone.limit)
    before = units_named(masked, left, at)
    if m is None or any(not p.place for p in before) or any(w.role == "old" for w in words_of(zone, left, at)):
        return None
    clause = clause_of(zone, "delete_words", left, m.end(), [*before, *_places(zone, m)])
    return in_every_act(zone, [clause._replace(old=q) for q in quotes_of(zone, m)]), m.end()


def delete_row(zone: Zone) -> Read | None:
    """«строку 5 исключить», «позицию "Итого" исключить»: a part of a table or list goes as a whole."""
    masked, (left, at) = zone.line.masked, zone.object
    m = ROW_AT_VERB.search(masked, left, at)
    if m is None:
        return None
    named = [p._replace(place=True) for p in units_named(masked, left, m.start()) if not p.anchor]
    if WORDS in m["row"] and any(p.anchor for p in units_named(masked, left, m.start())):
        return None  # «после статьи 36 строку "Глава 7 …" исключить»: the line is found by its words
    clause = clause_of(zone, "repeal", left, zone.verb.end(), named)
    return [clause._replace(part=row_before_verb(zone))], zone.verb.end()


def next_to_the_verb(zone: Zone) -> Read | None:
    """Prose that only speaks of leaving something out orders nothing: «обязан исключить пассажира из реестра»."""
    return None if _next_to_the_verb(zone) else ([], zone.verb.end())


DELETE: tuple[tuple[str, Reader], ...] = (
    ("words behind", delete_words_behind),
    ("row", delete_row),
    ("words", delete_words),
    ("prose", next_to_the_verb),
    *REPEAL,
)


_WORDS_AFTER = pattern(rf"{_LEAD}{NOUN}\s*(?P<list>{LIST})")
_BESIDE = pattern(rf"[\s{ACT},()]*")


def _next_to_the_verb(zone: Zone) -> bool:
    """«пункт 3 исключить», «исключить пункт 3» - not «обязан исключить пассажира из реестра, … статьи 5 …»."""
    masked, (left, at) = zone.line.masked, zone.object
    before = [p for p in units_named(masked, left, at) if not p.anchor]
    if before:
        return _BESIDE.fullmatch(masked, before[-1].end, at) is not None or component(masked, left, at)[0] is not None
    after = units_named(masked, zone.verb.end(), min(zone.limit, zone.verb.end() + 80))
    return bool(after) and masked[zone.verb.end() : after[0].start].isspace()


def _anchored(words: list[Words], old: Span, line: Line) -> Part | None:
    """«после слов "А" слово "Б" исключить»: where the word stands."""
    anchor = next((w for w in words if w.role == "after" and w.span.start < old.start), None)
    return After(unquoted(line.text, anchor.span)) if anchor else None


def insert_after(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _AFTER_WORDS.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    clause = clause_of(zone, "insert_words", left, m.end(), [*units_named(masked, left, at), *_places(zone, m)])
    return [_beside(clause, zone, zone.line.quote_at(m.start("old")), m, m["where"] == "перед")], m.end()


def _beside(clause: Clause, zone: Zone, old: Span, m: re.Match[str], before: bool) -> Clause:
    """The new words after the old ones, or «перед словами»: the old give way to both."""
    new = zone.line.quote_at(m.start("list"))
    if not before:
        return clause._replace(old=old, new=new)
    text = zone.line.text
    return clause._replace(verb="replace_words", old=old, new=f"{unquoted(text, new)} {unquoted(text, old)}")


def insert(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _INSERTED.match(masked, zone.verb.end(), zone.limit)
    if m is None or any(brings(masked, p) for p in units_named(masked, m.start("lead"), m.end("lead"))):
        return None
    if NEW_UNITS.search(masked, m.start("lead"), m.start("list")):
        return None
    words = [w for w in words_of(zone, left, at) if w.role != "other"]
    tail = INFLECTED.match(masked, m.end())
    end = tail.end() if tail else m.end()
    everywhere = bool(EVERYWHERE.search(masked, left, at))
    named = [*units_named(masked, left, words[0].at if words else at), *_places(zone, m)]
    base = clause_of(zone, "insert_words", left, end, named)
    base = base._replace(
        inflected=bool(tail), part=Everywhere() if everywhere else row_of(zone, base.named, _first_old(zone))
    )
    found = [_beside(base, zone, w.span, m, w.role == "before") for w in words]
    found = found or [base._replace(new=zone.line.quote_at(m.start("list")))]
    while m := _AND_AFTER.match(masked, end, zone.limit):
        end = m.end()
        wider = base._replace(end=zone.line.start + end)
        found.append(_beside(wider, zone, zone.line.quote_at(m.start("old")), m, m["where"] == "перед"))
    return in_every_act(zone, found), end
