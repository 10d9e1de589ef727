"""How the numbers of a list follow one another."""

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
