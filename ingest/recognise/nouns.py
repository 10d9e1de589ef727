"""Words that name a kind of act in running text: «Федерального закона», «ПП РФ», «приказом», «настоящего Кодекса»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.law.pattern import pattern


class Noun(NamedTuple):
    """A kind word. ``kind`` is a slug of ingest.law.kinds, or "kodeks" for a code (whose number is told by its name).

    ``pointing``: "this" for «настоящий», "that" for «указанный», «названный», «этот»; "" when nothing points.
    ``word``: where the kind word itself begins, after what points.
    """

    start: int
    end: int
    kind: str
    pointing: str
    word: int


_MASCULINE = r"(?:ами|ам|ах|ов|ом|а|у|е|ы)?"
_NEUTER = r"(?:ями|ям|ях|ем|е|я|ю|й|и)"
_FORMS = (  # kind, first letters, rest; the order decides where one word begins another
    ("fkz", "Фф", r"едеральн[а-яё]{2,3}\s+конституционн[а-яё]{2,3}\s+[Зз]акон" + _MASCULINE + r"|КЗ|кз"),
    (
        "fz",
        "Фф",
        r"едеральн[а-яё]{2,3}\s+[Зз]акон" + _MASCULINE + r"|[Зз3](?=[\s№,.;)-]|$)|ЕДЕРАЛЬН[А-Я]{2,3}\s+ЗАКОН[А-Я]{0,3}",
    ),
    ("zakon", "Зз", r"акон" + _MASCULINE + "|АКОН[А-Я]{0,3}"),
    ("kodeks", "Кк", r"одекс" + _MASCULINE),
    ("ukaz", "Уу", r"каз" + _MASCULINE + "|КАЗ[А-Я]{0,3}"),
    (
        "pp",
        "Пп",
        r"[Пп]\s+(?:РФ|рф|[Пп]равительства\s+(?:РФ|Российской Федерации))|[Пп](?=\s*(?:№|N\s?\d|от\s*\d|\d{2,5}\b))",
    ),
    ("rp", "Рр", r"[Пп]\s+(?:РФ|рф|[Пп]равительства\s+РФ)"),
    ("postanovlenie", "Пп", "остановлени" + _NEUTER + "|ОСТАНОВЛЕНИ[ЕЯЮ]М?"),
    ("rasporyazhenie", "Рр", "аспоряжени" + _NEUTER + "|АСПОРЯЖЕНИ[ЕЯЮ]М?"),
    ("prikaz", "Пп", "риказ" + _MASCULINE + "|РИКАЗ[А-Я]{0,3}"),
    ("pismo", "Пп", r"исьм(?:ами|ам|ах|ом|о|а|у|е)|исем|ИСЬМ[ОАУ]М?"),
    ("instrukciya", "Ии", r"нструкци(?:ями|ям|ях|ей|я|и|ю|й)|НСТРУКЦИ(?:ЕЙ|Я|И|Ю)"),
    ("ukazanie", "Уу", "казани" + _NEUTER + "|КАЗАНИ[ЕЯЮ]М?"),
    ("reshenie", "Рр", "ешени" + _NEUTER + "|ЕШЕНИ[ЕЯЮ]М?"),
    ("opredelenie", "Оо", "пределени" + _NEUTER),
    ("direktiva", "Дд", r"иректив(?:ами|ам|ах|ой|а|ы|е|у)"),
    (
        "osnovy",
        "Оо",
        r"снов(?:ами|ам|ах|ы)?\s+(?:гражданского\s+)?законодательства[^\n«\"“„;:()\d]{0,90}?(?=\s+от\s)",
    ),
    ("ustav", "Уу", "став" + _MASCULINE),
    ("polozhenie", "Пп", "оложени" + _NEUTER + "|ОЛОЖЕНИ[ЕЯЮ]М?"),
    ("pravila", "Пп", r"равил(?:ами|ам|ах|а)?"),
    ("protokol", "Пп", "ротокол" + _MASCULINE),
    ("perechen", "Пп", r"ереч(?:ень|н(?:ями|ям|ях|ем|ей|я|ю|е|и))\s+поручений"),
)


def _forms_after(letters: str) -> str:
    """Of the kinds that begin with one of these letters, in their order."""
    return "|".join(rf"(?P<{kind}>{rest})" for kind, first, rest in _FORMS if first == letters)


_LETTERS = tuple(dict.fromkeys(first for _, first, _ in _FORMS))
_NOUN = pattern(  # begins at the sign before the word: words are fewer than letters that a kind word may begin with
    rf"[^А-Яа-яЁёA-Za-z\d-](?=[{''.join(_LETTERS)}])(?:"
    # then the letter alone: the engine passes over a branch whose first letter is another
    + "|".join(f"[{letters}](?:{_forms_after(letters)})" for letters in _LETTERS)
    + r")(?![а-яёА-ЯЁ]|-(?!\d))"
)
_POINTING = pattern(
    r"(?<![А-Яа-яЁё])(?:(?P<this>[Нн]астоящ)|(?P<that>[Уу]казанн|[Нн]азванн|[Уу]помянут|[Ээ]т|[Дд]анн|[Тт](?=[а-я]{1,3}\s+же\s)))"
    r"(?:ого|его|ой|ей|им|ым|ом|ем|ую|ими|ыми|их|ых|ий|ый|ая|ое|ее|от|о|и|а|у)(?:\s+же)?\s+\Z"
)


def find_nouns(text: str) -> Iterator[Noun]:
    """Every kind word of the text, in order."""
    for m in _NOUN.finditer("\n" + text):
        at, end = m.start(), m.end() - 1
        pointing = _POINTING.search(text, max(0, at - 20), at) if text[at - 2 : at - 1] in _LAST_LETTERS else None
        if pointing is None or (text[pointing.end("that") : at].strip() == "о" and text[end - 1] not in "ео"):
            yield Noun(at, end, m.lastgroup or "", "", at)  # «это постановление» points, «это законы» does not
        else:
            yield Noun(pointing.start(), end, m.lastgroup or "", pointing.lastgroup or "", at)


_LAST_LETTERS = frozenset("ойиеямхутаю")
"""Letters a pointing adjective can end with: a test that spares most words the search before them."""
