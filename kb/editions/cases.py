"""«в соответствующих числе и падеже»: a phrase in every form it can stand in, by the morphology of pymorphy3."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kb.editions.model import Refused

Form = tuple[str, str]
"""(number, case) as pymorphy3 calls them: ("sing", "gent")."""

_NUMBERS = ("sing", "plur")
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


@lru_cache(maxsize=1)
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=512)
def forms(phrase: str) -> dict[Form, str]:
    """Every form of a phrase given in its dictionary form: the first noun in the nominative and what agrees with it
    change, what depends on it stays.

    >>> forms("оператор системы")["plur", "datv"]
    'операторам системы'

    Raises:
        Refused: the phrase has no noun in the nominative.
    """
    words = phrase.split(" ")
    head = _head(words)
    parses = [_fitting(word, noun=i == head) for i, word in enumerate(words[: head + 1])]
    gender = parses[head].tag.gender
    animate = parses[head].tag.animacy or ("anim" if gender == "masc" else "inan")  # «заведующий» is a person
    found: dict[Form, str] = {}
    for number in _NUMBERS:
        for case in _CASES:
            inflected = [_inflect(parse, number, case, gender, animate) for parse in parses]
            if all(inflected) and inflected[head][:2] == parses[head].word[:2]:  # «дети» is another word than «ребенок»
                found[number, case] = " ".join(
                    [*(_cased(w, f) for w, f in zip(words, inflected, strict=False)), *words[head + 1 :]]
                )
    return found


def _head(words: list[str]) -> int:
    """Number of the first noun in the nominative: one that may be an adjective («настоящее») is none before another;
    where there is no noun, of the last adjective («заведующий», «учащийся»)."""
    adjectives = [bool(_readings(word, _ADJECTIVES)) for word in words]
    nouns = [i for i, word in enumerate(words) if _readings(word, ("NOUN",))]
    head = next((i for i in nouns if not adjectives[i] and all(adjectives[:i]) and _agree(words[: i + 1])), None)
    if head is None:
        head = (
            nouns[0]
            if nouns and not adjectives[0]
            else adjectives.index(False) - 1
            if False in adjectives
            else len(words) - 1
        )
    if head < 0:
        raise Refused(f"в словах «{' '.join(words)}» нет существительного в именительном падеже")
    return head


def _agree(words: list[str]) -> bool:
    """Whether the adjectives are of the noun's number: in «старшая смены» the noun is none of theirs."""
    *adjectives, noun = words
    numbers = {p.tag.number for p in _readings(noun, ("NOUN",))}
    return all(numbers & {p.tag.number for p in _readings(word, _ADJECTIVES)} for word in adjectives)


_ADJECTIVES = ("ADJF", "PRTF")


def _readings(word: str, kinds: tuple[str, ...]) -> list[Any]:
    return [p for p in _analyser().parse(word) if p.tag.POS in kinds and p.tag.case == "nomn"]


def _fitting(word: str, noun: bool) -> Any:
    """The reading of the word in the nominative."""
    parses = (_readings(word, ("NOUN",)) if noun else []) or _readings(word, (*_ADJECTIVES, "NOUN", "NUMR"))
    if not parses:
        raise Refused(f"форма слова «{word}» не определяется")
    return parses[0]


def _inflect(parse: Any, number: str, case: str, gender: str | None, animate: str | None) -> str:
    grammemes = {number, case}
    if parse.tag.POS != "NOUN" and number == "sing" and gender:
        grammemes.add(gender)
    if parse.tag.POS != "NOUN" and case == "accs" and animate and (number == "plur" or gender == "masc"):
        grammemes.add(animate)
    inflected = parse.inflect(grammemes)
    return inflected.word if inflected else ""


def _cased(word: str, form: str | None) -> str:
    return (form or "").capitalize() if word[:1].isupper() else form or ""


def counterparts(old: str, new: str) -> dict[str, set[str]]:
    """Every form of ``old``, also with a capital letter, → the forms of ``new`` in the same numbers and cases; more
    than one where the form is ambiguous.

    Raises:
        Refused: one of the phrases cannot be inflected.
    """
    before, after = forms(old), forms(new)
    if "ё" not in new:  # as the order spells it
        after = {form: wording.replace("ё", "е") for form, wording in after.items()}
    numbers = _number(old), _number(new)
    found: dict[str, set[str]] = {}
    for (number, case), wording in before.items():
        if numbers[0] != numbers[1] and number != numbers[0]:
            continue  # «правила» give way to «порядок» in the number that is quoted
        form = (number if numbers[0] == numbers[1] else numbers[1], case)
        if form in after:
            found.setdefault(wording, set()).add(after[form])
            found.setdefault(_raised(wording), set()).add(_raised(after[form]))
    return found


def _number(phrase: str) -> str:
    """The number in which the phrase is quoted."""
    words = phrase.split(" ")
    head = _head(words)
    return str(_fitting(words[head], noun=True).tag.number)


def _raised(wording: str) -> str:
    return wording[:1].upper() + wording[1:]
