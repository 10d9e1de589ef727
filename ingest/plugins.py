"""Formats and sources that users have installed beside the program, announced by entry points::

[project.entry-points."kb.formats"]      # a module with takes(data, name) -> bool
lex = "my_package.lex"                   #          and read(data, name) -> Document

[project.entry-points."kb.sources"]      # a module with takes(data, name) -> bool
dump = "my_package.dump"                 #          and unpack(data, name, limits) -> Iterator[Item]
"""

from __future__ import annotations

from functools import cache
from typing import Any

FORMATS, SOURCES = "kb.formats", "kb.sources"


@cache
def installed(group: str) -> tuple[Any, ...]:
    """The modules announced under the group, by their names.

    Raises:
        ImportError: one of them cannot be imported.
    """
    from importlib.metadata import entry_points

    return tuple(point.load() for point in sorted(entry_points(group=group), key=lambda point: point.name))
