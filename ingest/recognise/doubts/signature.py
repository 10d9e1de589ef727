"""Who signed: a person's name that stands where a signature does, and no requisite that tells it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, left

_SURNAME = r"(?!Директор|Заведующ|Начальник|Глава|Руководител|Председател|Ректор)[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?"
_NAME = rf"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?(?:{_SURNAME}|[А-ЯЁ]{{3,}})|{_SURNAME}\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)"
_NAMED = pattern(_NAME)
_FULL = pattern(r"[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+(?:ич|на))?")
_SIGNS = pattern(
    rf"[^\n.;:]{{0,120}}?(?i:президент|председател|министр|мэр|губернатор|глав[аы]\b|руководител|директор|заведующ|начальник"
    rf"|ректор|управляющ|секретар)[^\n;:]{{0,120}}?{_NAME}[\s/)]*\Z"
)
_ALONE = pattern(rf"[\s_/]*{_NAME}[\s/]*\Z")


def unsigned(claims: Claims) -> Iterator[Problem]:
    """«Глава района О.Ю. Верёвка» in the head or at the end, and no signer."""
    act = claims.parsed.act
    if act is None:
        return
    if act.signed_by:
        if not (_NAMED.search(act.signed_by) or _FULL.search(act.signed_by)):
            yield left("Имя подписавшего не прочитано", act.signed_by, act.end)
        return
    for block in claims.document.blocks:
        if block.end - block.start > 200 or block.end - block.start < 6 or claims.text[block.start].isdigit():
            continue
        line = claims.document.line(block)
        if "." in line[-40:] and _SIGNS.match(line) and (block.start < act.end or claims.speaks(block.start)):
            yield left("Похоже на подпись, но подписавший не прочитан", line, block.start)
            return
