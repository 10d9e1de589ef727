"""Surgery on the wording of one unit: find exactly, replace, delete, insert - or refuse.

Words are compared with quotation marks, dashes, spaces and «ё» levelled and never inside a longer word: «из» is not in
«низ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest import Form, Span, read_marker
from ingest.law.part import LAST, Sentence
from ingest.law.sentences import Sentences, ends_abbreviated, split
from ingest.law.text import DASHES
from kb.editions.model import Refused

_SAME = str.maketrans(
    {**dict.fromkeys("«»“”„‟‹›", '"'), **dict.fromkeys(DASHES[2:], "-"), "\xa0": " ", "ё": "е", "Ё": "Е"}
)
_CLOSING_MARK = re.compile(r"[.;:,!?]?\s*\Z")
_GLUED = tuple(",.;:)!?»")
_TIMES = {2: "дважды", 3: "трижды"}


def levelled(text: str) -> str:
    """The text with quotes, dashes, spaces and «ё» alike: what two editors print otherwise and mean the same."""
    return " ".join(text.translate(_SAME).split())


def positions(text: str, words: str) -> list[int]:
    """Offsets of every exact occurrence of the words, whole words only.

    >>> positions("из школы и низ", "из"), positions("статьи 15, 5.1 и 5", "5")
    ([0], [17])
    """
    wanted, sought = words.translate(_SAME), _alike(text)
    found, at = [], sought.find(wanted) if wanted else -1
    while at >= 0:
        if _whole(sought, at, at + len(wanted)):
            found.append(at)
        at = sought.find(wanted, at + 1)
    return found


@lru_cache(maxsize=16_384)  # an order on a whole code looks through every unit, and few of them have changed since
def _alike(text: str) -> str:
    return text.translate(_SAME)


def _whole(text: str, start: int, end: int) -> bool:
    """No word or number goes on over the edges: «научный» is not in «учебно-научный», «3» not in «3.1»."""
    before = text[max(0, start - 2) : start][::-1]
    return not _goes_on(text[start], before) and not _goes_on(text[end - 1], text[end : end + 2])


def _goes_on(edge: str, outside: str) -> bool:
    """``outside``: the two characters beyond the edge, the nearer first."""
    if not edge.isalnum() or not outside:
        return False
    beside, beyond = outside[0], outside[1:]
    if beside.isalnum():
        return True
    return (beside == "-" and beyond.isalnum()) or (beside in ".," and edge.isdigit() and beyond.isdigit())


def once(texts: Sequence[str], words: str, where: str) -> tuple[int, int]:
    """(number of the text, offset) of the only occurrence.

    Raises:
        Refused: not found, or found more than once.
    """
    found = [(i, at) for i, text in enumerate(texts) for at in positions(text, words)]
    if len(found) != 1:
        raise Refused(not_once(words, len(found), where))
    return found[0]


def not_once(words: str, times: int, where: str) -> str:
    """That the words do not stand there once, in words of a refusal."""
    if not times:
        return f"слова «{words}» не найдены {where}"
    return f"слова «{words}» найдены {_TIMES.get(times, f'{times} раз')} {where}"


def replaced(text: str, at: int, old: str, new: str) -> str:
    """``text`` with the words at ``at`` replaced; no space is left before a mark that the new ones begin with."""
    left = text[:at].rstrip(" ") if new.startswith(_GLUED) else text[:at]
    return left + new + text[at + len(old) :]


def deleted(text: str, at: int, old: str) -> str:
    """``text`` without the words at ``at``; no double space is left, none before a mark.

    >>> deleted("проверяет ежемесячно, как", 10, "ежемесячно")
    'проверяет, как'
    """
    left, right = text[:at], text[at + len(old) :]
    if right.startswith(_GLUED) or not right:
        left = left.rstrip(" ")
    elif left.endswith((" ", "(")) or not left:
        right = right.lstrip(" ")
    return left + right


def inserted(text: str, at: int, new: str) -> str:
    """``text`` with the words put in at ``at``, spaces where words meet words."""
    before = "" if new.startswith(_GLUED) or not at or text[at - 1] in " («" else " "
    after = " " if at < len(text) and text[at].isalnum() else ""
    return text[:at] + before + new + after + text[at:]


def appended(text: str, new: str) -> str:
    """The words put at the end of the unit, before its closing mark.

    >>> appended("а) номер телефона;", "или адрес"), appended("Текст", ", другой")
    ('а) номер телефона или адрес;', 'Текст, другой')
    >>> appended("Плата - 100 руб.", "за вход")
    'Плата - 100 руб. за вход.'
    """
    if ends_abbreviated(text):
        return inserted(text, len(text.rstrip()), new).rstrip() + "."
    m = _CLOSING_MARK.search(text)
    return inserted(text, m.start() if m else len(text), new)


# sentences


def sentences(text: str) -> Sentences:
    """The sentences, the unit's label and an article's heading left out; and where their borders are in doubt.

    >>> [("1. Раз. Два г. Москва.")[s:e] for s, e in sentences("1. Раз. Два г. Москва.").spans]
    ['Раз.', 'Два г. Москва.']
    """
    marker = read_marker(text)
    start = text.find("\n") + 1 if marker.form is Form.ARTICLE and "\n" in text else marker.end
    start += len(text[start:]) - len(text[start:].lstrip())
    spans, doubts = split(text[start:])
    return Sentences([Span(s + start, e + start) for s, e in spans], [place + start for place in doubts])


def sentence(text: str, part: Sentence, where: str) -> tuple[int, int]:
    """Span of the sentence that the part names.

    Raises:
        Refused: there is none, or it cannot be told where it begins or ends.
    """
    spans, doubts = sentences(text)
    if not spans:
        raise Refused(f"{part} не найдено {where}")
    if part.numbers == (LAST,):
        before = spans[-2].end if len(spans) > 1 else 0
        _sure(text, [place for place in doubts if place >= before], where)
        return spans[-1]
    if len(part.numbers) != 1:
        raise Refused(f"{part} не найдено {where}")
    (number,) = part.numbers
    if number > len(spans):
        _sure(text, doubts, where)
        raise Refused(f"{part} не найдено {where}")
    _sure(text, [place for place in doubts if place <= spans[number - 1].end], where)
    return spans[number - 1]


def _sure(text: str, doubts: Sequence[int], where: str) -> None:
    """Refuse where a border on which the count of sentences hangs is in doubt."""
    if doubts:
        beside = text[max(0, doubts[0] - 25) : doubts[0] + 20].strip()
        raise Refused(f"нельзя сосчитать предложения {where}: не ясно, кончается ли одно из них в «… {beside} …»")


def without_sentence(text: str, span: tuple[int, int]) -> str:
    """``text`` without the sentence; what stood after it moves up."""
    return (text[: span[0]].rstrip() + " " + text[span[1] :].lstrip()).strip()


def with_sentence(text: str, new: str, number: int | None, where: str) -> str:
    """``text`` with the new sentence as number ``number``, at the end when None.

    Raises:
        Refused: the unit does not end a sentence, or has no place for that number.
    """
    found, doubts = sentences(text)
    if number is not None:
        end = found[number - 2].end if 1 < number <= len(found) else len(text)
        _sure(text, [place for place in doubts if place <= end] if number > 1 else [], where)
    if number is None or number == len(found) + 1:
        if not text.rstrip().endswith((".", "!", "?", '."', ".»")):
            raise Refused(
                f"текст {where.removeprefix('в ')} не кончается предложением, новое предложение некуда поставить"
            )
        return f"{text.rstrip()} {new}"
    if not 1 <= number <= len(found):
        raise Refused(f"предложений {where} {len(found)}, нового предложения {number} поставить некуда")
    at = found[number - 1][0]
    return f"{text[:at]}{new} {text[at:]}"
