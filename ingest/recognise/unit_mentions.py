"""Units named in running text, one by one: a unit's word with its numbers («пунктах 1 - 3, 5 и 7», «настоящей статьи»).

How neighbours make one address is told in :mod:`.addresses`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ingest.law.address import RANK
from ingest.law.numbering import ORDINAL, canonical, expand, ordinal_value
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS

HERE = ""
"""Number of a step that says «this»: «настоящей статьи», «этого пункта»; the reader of the address fills it in."""


class _Number(Enum):
    """Whether a word names one unit, several, or may name either («части», «ст.»)."""

    SINGULAR = "singular"
    PLURAL = "plural"
    EITHER = "either"


class Mention(NamedTuple):
    """A unit's word with its numbers. ``case``: "nominative" (abbreviations among them), "instrumental" or "" - in the
    first two a word may be the larger unit of what follows it («статьями 146 частью первой»)."""

    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    case: str = ""

    @property
    def nominative(self) -> bool:
        """Whether the word is no oblique case, so that it may open an address."""
        return self.case == "nominative"


class _Word(NamedTuple):
    """What a unit's word says: of which kind the unit is, whether there are several, and the word's case."""

    kind: str
    number: _Number
    case: str


_FORMS = {  # kind → first letter of its word, and the rest in every case and number, abbreviations among them
    "статья": ("Сс", r"тать(?:ями|ям|ях|я|и|е[йюё]?|ю|ёй)|татей|т\.\s?ст\.|тст\.|т\.|т(?=\s\d)"),
    "часть": ("Чч", r"аст(?:ями|ям|ях|ью|ь|и|ей)|\.\s?ч\.|ч\.|\.|(?=\s?\d)"),
    "подпункт": ("Пп", r"одпункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?|одп\.|\.\s?п\.|п\.?"),
    "пункт": ("Пп", r"ункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?|\.|(?=\s?\d)"),
    "абзац": ("Аа", r"бзац(?:ами|ам|ах|ев|ем|а|у|е|ы)?|бз\."),
    "глава": ("Гг", r"лав(?:ами|ам|ах|ой|а|ы|е|у)?|л\."),
    "подраздел": ("Пп", r"одраздел(?:ами|ам|ах|ов|ом|а|у|е|ы)?|одразд\."),
    "раздел": ("Рр", r"аздел(?:ами|ам|ах|ов|ом|а|у|е|ы)?|азд\."),
    "параграф": ("Пп§", r"(?<=[Пп])араграф(?:ами|ам|ах|ов|ом|а|у|е|ы)?|(?<=§)§?"),
    "приложение": ("Пп", r"риложени(?:ями|ям|ях|ем|е|я|ю|и|й)|рил\."),
    "примечание": ("Пп", r"римечани(?:ями|ям|ях|ем|е|я|ю|и|й)(?=(?: \d{1,2})? к (?:настоящ[а-я]+ )?стать)"),
}
_KINDS = tuple(_FORMS)
_NOMINATIVE = frozenset(
    "статья статью часть пункт пункты подпункт подпункты абзац абзацы глава главы раздел разделы параграф "
    "приложение".split()
)
_INSTRUMENTAL = pattern(r"(?i:стать(?:ями|[её]й|ею)|част(?:ями|ью)|(?:(?:под)?пункт|абзац)(?:ами|ом|ем))")
_SINGULAR = pattern(
    r"(?i:(?:под)?пункт(?:а|у|е|ом)|часть|частью|стать(?:е|ю|ей|ёй)|абзац(?:а|у|е|ем)|глав(?:а|у|ой)|(?:под)?раздел(?:а|у|е|ом))"
)
"""Forms that can name one unit only: «частью 1-2» is one part, «части 1-2» may be two."""
_PLURAL = ("ах", "ях", "ам", "ям", "ами", "ями", "ов", "ев", "ей", "пункты", "абзацы", "разделы", "параграфы")

_DIGITS = (
    rf"(?>\d{{1,4}}(?:\(\d{{1,3}}\))?(?:[.^]\d{{1,3}}|[{DASHES}]\d{{1,3}}(?!\d|\.\d))*"
    rf"(?:[{SUPERSCRIPT_DIGITS}⁻˙]+(?:[{DASHES}]\d{{1,2}}(?!\d))?)?)"
)
"""A dash stands inside a number or between two: the number is taken whole, not divided in every way."""
_ROMAN = rf"[IVXLC]{{1,7}}(?:[.{DASHES}]\d{{1,2}})?[{SUPERSCRIPT_DIGITS}]*"
_QUOTED = rf"[«\"“„'][а-яa-z](?:[.{DASHES}]?\d{{1,2}}|[{SUPERSCRIPT_DIGITS}]+)?[»\"”']"
_BARE = rf"(?<!\d, )[а-яa-z](?:[{DASHES}]?\d{{1,2}}|[{SUPERSCRIPT_DIGITS}]+)?(?=\)|\s+(?:п|ч|ст|подп)\b|\s*[,;.]?\s*$)"
_SORTS = (rf"(?:{_DIGITS}|{_ROMAN})", ORDINAL, rf"(?:{_QUOTED}|{_BARE}\)?)")
"""Numbers of three sorts; one list holds one sort: «частями первой и второй, 147» ends before the 147."""
_ITEM = rf"(?:{'|'.join(_SORTS)})"
_OR = r"(?:и(?:\s+\(или\))?|или|либо|а\s+также)"
_NUMBER_SIGN = r"(?:№|N(?=\s?\d))"
_BETWEEN = rf"(?:\s*[{DASHES}]{{1,2}}\s*|\s*,\s*(?:{_OR}\s+)?|\s+(?:{_OR}|по)\s+)"
_ENDS_RAISED = rf"(?<=[{SUPERSCRIPT_DIGITS}])"
_LIST = "|".join(rf"{item}(?:{_BETWEEN}(?:{_NUMBER_SIGN}\s*)?{item}(?:{_ENDS_RAISED}|(?![а-яё])))*" for item in _SORTS)
_LABEL_BELOW = r"[^\S\n]*\n\s*\d[\d.]*(?:[.)]\s|\s*(?:\n|\Z))"
"""The next line opens with its own number («… настоящей главы⏎1. Правила»), or is a cell that holds it alone."""
_FIRST = "АаГгПпРрСсЧч§"
_WORDS = tuple(rf"(?<=[{first}])(?:{rest})" for first, rest in _FORMS.values())
_WORD = pattern(rf"[{_FIRST}](?:{'|'.join(f'({word})' for word in _WORDS)})")
_MENTION = pattern(  # a character class stands first: the engine then skips to it without trying the rest
    rf"(?P<word>[{_FIRST}](?<![А-Яа-яЁёA-Za-z][{_FIRST}])(?:{'|'.join(_WORDS)}))(?![а-яё])"
    rf"(?:(?!{_LABEL_BELOW})\s*(?:{_NUMBER_SIGN}\s*)?(?P<list>{_LIST})"
    rf"(?:{_ENDS_RAISED}|(?=(?:ч|ст)\.\s?\d)|(?![\dа-яёА-Яa-zA-Z%]|[{DASHES}][а-яё]|\s+(?:год|г\.|мин))))?"
)
_THIS = pattern(
    r"(?<![А-Яа-яЁё])(?:[Нн]астоящ|[Уу]казанн|[Нн]азванн|[Ээ]т|[Дд]анн|[Тт])(?:ого|его|ой|ей|им|ым|ом|ем|ую|ую|их|ых|ий|ая|и|а|у)(?:\s+же)?\s+\Z"
)
_AFTER_ORDINAL = pattern(r"(?:предложени(?:ями|ям|ях|ем|е|я|ю|и|й)|абзац(?:ами|ам|ах|ев|ем|а|у|е|ы)?)(?![а-яё])")
_ORDINALS_END_HERE = pattern(rf"(?<![а-яё])(?P<list>{ORDINAL}(?:{_BETWEEN}{ORDINAL})*)\s+\Z", re.IGNORECASE)
_ORDINALS_FOLLOW = pattern(rf"\s+(?P<list>{ORDINAL}(?:{_BETWEEN}{ORDINAL})*)(?![а-яё])")
_ORDINAL_FOLLOWS = pattern(rf"\s+{ORDINAL}")
_ITEMS = pattern(rf"(?P<item>{_ITEM})(?P<after>{_BETWEEN})?")
_RANGE = pattern(rf"\s*(?:[{DASHES}]{{1,2}}|\sпо\s)\s*")
_COMPOUND = pattern(rf"(\d{{1,4}})[{DASHES}](\d{{1,3}})")


def find_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Every unit named in ``text[start:end]``, in order."""
    before = _ordinals_before(text, start, end)
    larger: Mention | None = None
    last: Mention | None = None
    for m in _MENTION.finditer(text, start, end):
        while before and before[0].start < m.start():
            last = before.pop(0)
            yield last
        if before and before[0].start < m.end():
            continue
        mention = _mention(text, m, start, end)
        if mention is None or _is_hours(text, m, last):
            continue
        if mention.kind == "примечание" and not (last and text[last.end : mention.start] == " "):
            continue  # a remark as a whole has no number to be known by; its points are read
        if text[mention.start - 1] != "(" and not (last and larger and _is_part(text, last, mention)):
            larger = mention
        inside = larger if larger is not mention else None
        mention, beside = _split(text, mention, m["word"], inside, end)
        yield mention
        last = mention
        if beside:
            yield beside
            last = larger = beside
    yield from before


_NEXT_BESIDE = pattern(
    rf"\)?(?:,\s*(?:{_OR}\s+)?|\s+{_OR}\s+)(?P<list>{_DIGITS}(?:{_BETWEEN}{_DIGITS})*)"
    r"(?=\s*\((?:част|пункт|абзац)|\s+(?:част(?:ью|ями)|пункт(?:ом|ами)|настоящ)|\s+[А-ЯЁ])"
)
"""«статьям 19 (часть 1), 46 (части 1 и 2) и 55 Конституции», «статьями 146 частью первой, 147 и 176 УК РФ»: a number
without a word goes on with the larger unit."""


def _is_part(text: str, last: Mention, mention: Mention) -> bool:
    """Whether the mention follows the last one at once and is smaller: «статьями 146 частями первой и второй»."""
    smaller = RANK[mention.kind] > RANK[last.kind] and mention.case == last.case != ""
    return smaller and text[last.end : mention.start] == " "


def _split(text: str, mention: Mention, word: str, larger: Mention | None, end: int) -> tuple[Mention, Mention | None]:
    """The mention, and the numbers behind it that are of the ``larger`` unit it is a part of."""
    if larger is None:
        return mention, None
    if beside := _NEXT_BESIDE.match(text, mention.end, end):
        at, listed = beside.start("list"), beside["list"]
    elif len(mention.numbers) > 1 and larger.case == "instrumental" and _read_word(word).number is _Number.SINGULAR:
        own = _FIRST_OF_LIST.match(text, mention.start, mention.end)  # «частью 3, 147»: only the 3 is of a part
        if own is None:
            return mention, None
        at, listed = own.end(), text[own.end() : mention.end]
        mention = mention._replace(end=own.end("own"), numbers=mention.numbers[:1])
    else:
        return mention, None
    numbers = _numbers(listed, _Number.PLURAL)
    return mention, Mention(at, at + len(listed), larger.kind, numbers, larger.case)


_FIRST_OF_LIST = pattern(rf"(?P<own>[а-яё]+\s+{_DIGITS})(?:,\s*(?:{_OR}\s+)?|\s+{_OR}\s+)")
_DIGITS_END = pattern(r"\d\s?\Z")


def _is_hours(text: str, m: re.Match[str], last: Mention | None) -> bool:
    """«1,5 ч. 2» in a table: after a number that is of no unit «ч.» counts hours."""
    hours = len(m["word"]) <= 2 and m["word"][0] in "чЧ" and _DIGITS_END.search(text, max(0, m.start() - 3), m.start())
    return bool(hours) and not (last and m.start() - last.end <= 2)


def _mention(text: str, m: re.Match[str], start: int, end: int) -> Mention | None:
    """The unit word with its numbers; without numbers it must be «this» one, or a remark to what follows."""
    word, listed = m.group("word", "list")
    kind, number, case = _read_word(word)
    if listed is None and kind == "примечание":
        return Mention(m.start(), m.end(), kind, ("",), case)
    if listed is None:
        this = _THIS.search(text, max(start, m.start() - 16), m.start()) if len(word) > 3 else None
        return Mention(this.start(), m.end(), kind, (HERE,)) if this else None
    if kind == "подпункт" and len(word) <= 4:
        kind = _short_pp(listed, text, m.end(), end)
    elif kind == "пункт" and not listed[0].isdigit() and _POINT_FOLLOWS.match(text, m.end(), end):
        kind = "подпункт"  # «пунктами "г" - "ж" пункта 17»
    return Mention(m.start(), m.end(), kind, _numbers(listed, number), case)


@lru_cache(maxsize=1024)
def _read_word(word: str) -> _Word:
    found = _WORD.match(f"{word} 1 к статье")  # of the abbreviations some count only before a number
    kind = _KINDS[(found.lastindex or 1) - 1] if found else ""
    if word.lower() in _NOMINATIVE or word.endswith(".") or len(word) <= 2:
        case = "nominative"
    else:
        case = "instrumental" if _INSTRUMENTAL.fullmatch(word) else ""
    return _Word(kind, _grammatical_number(word), case)


def _grammatical_number(word: str) -> _Number:
    """What the form of a unit's word tells of how many units it names."""
    if _SINGULAR.fullmatch(word):
        return _Number.SINGULAR
    return _Number.PLURAL if word.endswith(_PLURAL) else _Number.EITHER


_POINT_FOLLOWS = pattern(r"\s+[Пп](?:\.|ункт)")


def _short_pp(listed: str | None, text: str, at: int, end: int) -> str:
    """«пп. 1, 2 ч. 3» are пункты; «пп. "а"» and «пп. 1 п. 2» are подпункты."""
    return "подпункт" if listed and (not listed[0].isdigit() or _POINT_FOLLOWS.match(text, at, end)) else "пункт"


def _ordinals_before(text: str, start: int, end: int) -> list[Mention]:
    """«второе предложение», «первый и второй абзацы», and «предложение второе»: the number is an ordinal in words."""
    found: list[Mention] = []
    if text.find("редложени", start, end) < 0 and text.find("бзац", start, end) < 0:
        return found
    for m in _AFTER_ORDINAL.finditer(text, start, end):
        kind = "предложение" if text[m.start()] == "п" else "абзац"
        listed = _ORDINALS_END_HERE.search(text, max(start, m.start() - 60), m.start())
        if listed and (kind == "предложение" or not _ORDINAL_FOLLOWS.match(text, m.end(), end)):
            found.append(Mention(listed.start(), m.end(), kind, _numbers(listed["list"].lower(), _Number.PLURAL)))
        elif kind == "предложение" and (after := _ORDINALS_FOLLOW.match(text, m.end(), end)):
            found.append(Mention(m.start(), after.end(), kind, _numbers(after["list"], _Number.PLURAL)))
    return found


@lru_cache(maxsize=16384)
def _numbers(listed: str, of: _Number) -> tuple[str, ...]:
    """«1 - 3, 5 и 7» → 1, 2, 3, 5, 7."""
    out: list[str] = []
    pending = ""
    items = list(_ITEMS.finditer(listed))
    heads = Counter(c[1] for m in items if (c := _COMPOUND.fullmatch(m["item"])))
    for m in items:
        value = _value(m["item"])
        if pending:
            out += expand(pending, value)
        elif (c := _COMPOUND.fullmatch(m["item"])) and heads[c[1]] == 1 and _is_range(int(c[1]), int(c[2]), of):
            out += expand(c[1], c[2])
        elif m["after"] and _RANGE.fullmatch(m["after"]):
            pending = value
            continue
        else:
            out.append(value)
        pending = ""
    return tuple(dict.fromkeys([*out, pending] if pending else out))


def _is_range(first: int, last: int, of: _Number) -> bool:
    """«5-7» between digits without spaces has two ends only if it can grow: «242-1» is one number."""
    return last > first and of is not _Number.SINGULAR and (of is _Number.PLURAL or last - first < 100)


def _value(item: str) -> str:
    if item[0].isalpha() and len(item) > 3 and (value := ordinal_value(item)) is not None:
        return str(value)
    return canonical(item)
