"""Did you mean: the other keyboard layout, and the base's own words one or two slips away."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kb.search.analysis import FORM, Lexicon
from kb.search.engine import Searcher
from kb.search.language import question_words, stop_words

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_LATIN_WORD = re.compile(r"(?<![a-z\[\]{};'`,.<>:\"~])[\[\]{};'`,.<>:\"~]*[a-z][a-z\[\]{};'`,.<>:\"~]*", re.IGNORECASE)
_MOST_CANDIDATES = 4_000
_MOST_WORDS = 8


def other_layout(text: str) -> str | None:
    """The text as if typed with the Russian keyboard on: ``"ghbrfp"`` → ``"приказ"``; None when nothing changes."""
    turned = _LATIN_WORD.sub(lambda m: m[0].translate(_TO_CYRILLIC), text)
    return turned if turned != text else None


def suggest(text: str, lexicon: Lexicon, searcher: Searcher, forms: Path) -> str | None:
    """A spelling of the query whose every word the base knows; None when there is no better one."""
    words = list(FORM.finditer(text.lower()))[:_MOST_WORDS]
    known: Callable[[str], int] = lambda form: _frequency(form, lexicon, searcher)  # noqa: E731
    wrong = [m for m in words if not known(m[0].lower())]
    if not wrong:
        return None
    turned = other_layout(text)
    if turned and all(known(form) for form in FORM.findall(turned.lower())):
        return turned
    corrected, end, changed = "", 0, False
    for m in words:
        better = _nearest(m[0].lower(), known, forms) if m in wrong else None
        corrected += text[end : m.start()] + (better or m[0])
        changed |= better is not None
        end = m.end()
    return corrected + text[end:] if changed else None


def _frequency(form: str, lexicon: Lexicon, searcher: Searcher) -> int:
    """Documents with the form's rarest reading that they have; a stop word is known to all."""
    if form in stop_words() or form in question_words():
        return 1
    return max((searcher.frequency(term) for term in lexicon[form]), default=1)


def _nearest(form: str, known: Callable[[str], int], forms: Path) -> str | None:
    """The base's most frequent word within one slip, or two for longer words."""
    if len(form) < 4 or not form.isalpha() or not forms.is_file():
        return None
    most = 1 if len(form) < 7 else 2
    scored = [
        (distance, -known(other), other)
        for other in _candidates(form, forms)
        if (distance := slips(form, other, most)) <= most and known(other)
    ]
    return min(scored)[2] if scored else None


def _candidates(form: str, forms: Path) -> list[str]:
    """Forms of the base of about this length, beginning alike or ending alike."""
    db = sqlite3.connect(f"{forms.resolve().as_uri()}?mode=ro", uri=True)
    try:
        rows = db.execute(
            """SELECT form FROM forms WHERE form >= :first AND form < :after
               AND length(form) BETWEEN :short AND :long LIMIT :most""",
            {
                "first": form[0],
                "after": chr(ord(form[0]) + 1),
                "short": len(form) - 2,
                "long": len(form) + 2,
                "most": 10 * _MOST_CANDIDATES,
            },
        ).fetchall()
    except sqlite3.DatabaseError:
        return []
    finally:
        db.close()
    letters = set(form)
    near = [
        row[0] for row in rows if row[0] != form and row[0].isalpha() and len(letters.symmetric_difference(row[0])) <= 4
    ]
    return near[:_MOST_CANDIDATES]


def slips(a: str, b: str, most: int) -> int:
    """Letters added, left out, changed or swapped between two words (Damerau-Levenshtein); ``most`` + 1 when more.

    >>> slips("приказ", "прикза", 2), slips("закон", "заакон", 2), slips("закон", "право", 2)
    (1, 1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)
