"""What was read once and may be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Cache(Generic[Key, Value]):
    """Values by key while they fit; those asked for longest ago go first.

    Args:
        most: how much is kept.
        size: of a value, in the same units.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most, self._size = most, size
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._held = 0

    def get(self, key: Key, read: Callable[[Key], Value]) -> Value:
        """The value, read when it is not here."""
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
            return found
        found = self._values[key] = read(key)
        self._held += self._size(found)
        while self._held > self._most and len(self._values) > 1:
            self._held -= self._size(self._values.popitem(last=False)[1])
        return found
