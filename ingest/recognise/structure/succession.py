"""How the numbers of a list follow one another.

A list is known by nothing but its numbers, and those have gaps (units are repealed), insertions («2.1» between «2» and
«3», «в1)» after «в)») and twins (two lists «а) … б)» in one part). Three questions are enough to place a label:

    is_first   1, а, I, 3.1            it may begin a list
    is_next    3 after 2, 2.1 after 2  it certainly goes on that list
    is_later   7 after 2               it may go on that list, when nothing else claims it

The deepest open list that the number is *next* in wins; only when there is none, the deepest that it is *later* in
(``lists.GOING_ON``). So after «2) … а) … б)» the label «3)» closes the letters, «в)» goes on with them, and «1)» opens
a list inside «б)», if that ended with «:» (``lists.OPENING``). Numbers are compared as
:func:`ingest.law.numbering.sort_key` orders them, and only with those of labels of the same form.
"""

from __future__ import annotations

from functools import lru_cache

from ingest.law.numbering import sort_key


def is_first(number: str) -> bool:
    """Whether a list may begin with the number.

    >>> is_first("1"), is_first("а"), is_first("3.1"), is_first("7")
    (True, True, True, False)
    """
    return number in ("1", "а", "I") or number.endswith(".1")


@lru_cache(maxsize=65536)
def is_later(number: str, before: str) -> bool:
    """Whether the number stands anywhere after the other one: 10 after 9, в after а, 2.1 after 2."""
    return sort_key(number) > sort_key(before)


@lru_cache(maxsize=65536)
def is_next(number: str, before: str) -> bool:
    """Whether the number comes right after the other one: 3 after 2, 2.1 after 2, б after а."""
    (kind, value), *rest = sort_key(number)
    (kind_before, value_before), *_ = sort_key(before)
    if kind != kind_before or isinstance(value, str) or isinstance(value_before, str):
        return False
    return value == value_before + 1 or (value == value_before and bool(rest))
