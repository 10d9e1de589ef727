"""Lines broken by width: whether a text has them, and whether a line goes on with the one before it.

A line is *full* when the first word of the next one had no room in it. Lines of a head, a stamp, a signature, a list
are short and stay apart; lines with a wide gap are columns and are nobody's continuation. Typists break by eye: a line
that is nearly full goes on too, where the next begins with a small letter and the sentence is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.law.pattern import pattern

LONGEST = 110
"""Columns of the widest line that was broken by width."""
_NARROWEST = 45
_NEARLY = 14
"""Columns that a typist may leave empty: a word of a common length."""
_LABEL = pattern(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)](?=\s|[А-ЯЁа-яё])|[а-я]\)|[IVX]{1,5}\. |[-–—•*] |\d+(?:\.\d+)+ [А-ЯЁ])"
    r"|(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|§|Приложение|ПРИЛОЖЕНИЕ) ?(?:[№N] ?)?(?:[\dIVX]|$)"
)
_HEADING = pattern(r"(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|Подраздел) [\dIVX]{1,5}(?:[.-]\d{1,2})?\. [А-ЯЁ]")
_CLOSED = (".", ";", ":", "!", "?")
_OPEN_WORD = pattern(
    r"(?:^|[ .(])(?:и|или|в|во|на|о|об|по|с|со|для|от|к|за|при|из|не|г\.|ст\.|п\.|пп\.|ч\.|№|N|[А-ЯЁ]\."
    r"|Российской|Ф[Зз]|(?:закон|приказ|указ|постановлени|распоряжени|решени)(?:а|у|е|ом|ам|ами|ах|я|ю|и|ем|ями|ях))$"
)
"""Words that want another behind them: a preposition, an abbreviation, the kind of an act in an oblique case."""
_NUMBER = pattern(r"[№N]\s?\d")
_BEFORE_NUMBER = pattern(r"(?:^|[ .(])(?:ст\.|п\.|пп\.|ч\.|№|N|пункт[а-я]*|подпункт[а-я]*|стать[а-я]+|част[а-я]+)$")
_BEFORE_QUOTE = pattern(r"(?<![а-яё])(?:слов(?:ами|ом|а|о)?|цифр(?:ами|ой|ы|у))$")
_QUOTES = '"«“„'
_FORMULA = pattern(r"(?i:(?:п ?р ?и ?к ?а ?з ?ы ?в ?а ?ю|постановля(?:ю|ет)|решил[аи]?|обязываю|предлагаю) ?:)$")
_FIRST_WORD = pattern(r"\s*(?:(?:№|N|ст\.|п\.)\s)?\S*")
"""What stays on one line: a word, a number with its sign."""
_WIDE = pattern(r"(?<=\S)(?:\s*\t\s*| {5,})(?=\S)")
_GAP = pattern(r"(?<=\S) {3,}(?=\S)")
_PADDED = pattern(r"(?<=\S) {2,}(?=\S)")
_FILLED = pattern(r"_{4,}")


def has_columns(line: str) -> bool:
    """Whether the line is parted by a tab or a wide gap; a line padded to the margin has several small ones."""
    return _WIDE.search(line) is not None or (_GAP.search(line) is not None and len(_PADDED.findall(line)) == 1)


def begins_anew(before: str, line: str) -> bool:
    """Whether a line begins with a label («2.», «а)», «Статья 5») after one that ends a sentence or an item, or with
    the label and the title of a heading after any that is not open.

    >>> begins_anew("классные руководители", "Раздел 3. Итоги"), begins_anew("указанных в", "Статья 5. Цели")
    (True, False)
    """
    if before.endswith(_CLOSED):
        return _LABEL.match(line) is not None
    return _HEADING.match(line) is not None and _OPEN_WORD.search(before) is None


def full_width(lines: Sequence[str]) -> int:
    """Columns of a full line: of the widest, those apart that are few enough to be slips, or were not broken."""
    lengths = sorted(len(line) for line in lines if len(line) <= LONGEST and not has_columns(line))
    return lengths[-1 - len(lengths) // 40] if lengths else 0


def is_broken(lines: Sequence[str]) -> bool:
    """Whether the lines were broken by width; empty ones stand for empty lines.

    >>> is_broken(["Комиссия рассматривает заявления родителей о переводе учеников из", "класса в класс, а также",
    ...     "споры, которые возникают между участниками образовательных отношений", "в школе и вне её."])
    True
    """
    own = [line for line in lines if line and not has_columns(line)]
    wide = sum(len(line) > LONGEST for line in own)
    if len(own) < 3 or wide > max(len(own) // 50, len(own) >= 20):  # a head may be typed on one line
        return False
    width = full_width(own)
    full = [(before, line) for before, line in pairwise(lines) if line and len(before) >= width - _NEARLY]
    open_ = [line for before, line in full if not before.endswith(_CLOSED) and not _LABEL.match(line)]
    small = sum(line[0].islower() for line in open_)
    return width >= _NARROWEST and small >= 2 and len(open_) * 2 >= len(full) and small * 4 >= len(full)


def goes_on(before: str, line: str, width: int, indented: bool = False) -> bool:
    """Whether ``line`` goes on with the paragraph that ``before`` ends so far.

    ``indented`` tells that paragraphs of the text begin with an indent, and this line has none: then a full stop at the
    end of a full line says nothing, and wide gaps may have been put in to reach the margin.
    """
    if any(_stands_alone(each, width if indented else None) for each in (before, line)):
        return False
    closed = before.endswith(_CLOSED)
    near = len(before) >= (width * 0.6 if indented else width - _NEARLY)
    if before.count("(") > before.count(")") and near:
        return True
    if _LABEL.match(line):
        return near and _BEFORE_NUMBER.search(before) is not None
    if line[0].islower():
        return near and (indented or not before.endswith((";", ":")))
    if _FORMULA.match(line):
        return not closed and not before.isupper() and len(before) * 2 > width
    if before.isupper() or line.isupper():
        return indented and _is_full(before, line, width) and not before.isupper()
    wants_more = near and (_OPEN_WORD.search(before) or _NUMBER.match(line))
    if wants_more or (_BEFORE_QUOTE.search(before) and line[0] in _QUOTES):
        return True
    return (indented or not closed) and _is_full(before, line, width)


def _stands_alone(line: str, padded_to: int | None) -> bool:
    """Whether the line is columns or has places to fill in; one padded to the margin is not."""
    return _FILLED.search(line) is not None or (len(line) != padded_to and has_columns(line))


def _is_full(before: str, line: str, width: int) -> bool:
    """Whether the first word of ``line`` had no room in the line before it."""
    first = _FIRST_WORD.match(line)
    return len(before) + 1 + (first.end() if first else 0) > width
