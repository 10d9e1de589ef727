"""Patterns that are compiled when first used.

The house holds some three hundred patterns; a page of ten lines needs a tenth of them, and compiling the rest would
be most of the time that ``kb parse`` takes to answer.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags")


class _Lazy(Generic[AnyStr]):
    """Stands in for a compiled pattern; after the first use its methods are the pattern's own, at the same speed."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self._source: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            self.__dict__[method] = getattr(compiled, method)
        return self.__dict__[name] if name in self.__dict__ else getattr(compiled, name)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like ``re.compile``, and the work is done at the first use.

    Raises:
        re.error: at the first use, when the source is no pattern.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
