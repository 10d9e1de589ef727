"""Every regular expression of the program, wherever it stands: in a module, in a table, made by a function.

Patterns are seen as they come to be: the modules are imported, then the program reads model acts and marked cases.
"""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
OURS = ("ingest", "kb")
WINDOW, LONGEST = 300, 100_000
_METHODS = {"match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn"}


class Made(NamedTuple):
    """A pattern, what it is called, whether it is sought in a text or only tried at a place of it, and in how long a
    text: WINDOW where every call of it says from where to where."""

    source: str
    flags: int
    name: str
    searched: bool
    longest: int

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    @property
    def call(self) -> Callable[[str], object]:
        """What the program does with it, at its worst."""
        pattern = self.pattern
        return (lambda text: sum(1 for _ in pattern.finditer(text))) if self.searched else pattern.match


def all_patterns() -> list[Made]:
    """Found by a process that has imported nothing of the program before."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True)
    return [Made(*row) for row in json.loads(done.stdout)]


def _found() -> list[Made]:
    """In this process. A pattern is seen when `re` compiles it, a lazy one (:mod:`ingest.law.pattern`) as an object."""
    from ingest.law.pattern import _Lazy

    seen: dict[tuple[str, int], str] = {}
    asked: dict[tuple[str, int], set[str]] = {}

    def asks(lazy: Any, name: str) -> Any:
        pattern = re.compile(lazy._source, lazy._flags)
        asked.setdefault((pattern.pattern, pattern.flags), set()).add(name)
        return getattr(pattern, name)

    _Lazy.__getattr__ = asks  # type: ignore[method-assign]
    compile_ = re._compile  # type: ignore[attr-defined]

    def compiled(source: Any, flags: int) -> Any:
        pattern = compile_(source, flags)
        place, method = _place()
        if isinstance(pattern.pattern, str) and place:
            seen.setdefault((pattern.pattern, pattern.flags), place)
            asked.setdefault((pattern.pattern, pattern.flags), set()).add(method)
        return pattern

    re._compile = compiled  # type: ignore[attr-defined]
    modules = _exercise()
    for lazy in [thing for thing in gc.get_objects() if isinstance(thing, _Lazy)]:
        if isinstance(lazy.pattern, str):  # type: ignore[attr-defined]
            seen[lazy.pattern, lazy.flags] = lazy.pattern[:60]  # type: ignore[attr-defined]
    return _named(seen, asked, modules)


def _exercise() -> list[Any]:
    """Every module of the program, and the patterns that it makes as it reads."""
    modules = [
        import_module(module.name)
        for package in map(import_module, OURS)
        for module in walk_packages(package.__path__, f"{package.__name__}.")
    ]
    from ingest import parse, read

    for path in sorted([*(ROOT / "data" / "acts").glob("*.txt"), *(ROOT / "tests").rglob("*.marked.txt")]):
        parse(read(path.read_bytes(), path.name))
    return modules


def _place() -> tuple[str, str]:
    """File and line of ours that asks for a pattern, empty when a library does; and the function of `re` asked."""
    frame, method = sys._getframe(2), ""
    while frame.f_code.co_filename == re.__file__ and frame.f_back:
        frame, method = frame.f_back, frame.f_code.co_name
    room, _, file = frame.f_code.co_filename.removeprefix(f"{ROOT}/").partition("/")
    return f"{room}/{file}:{frame.f_lineno}" if room in OURS else "", method


def _named(seen: dict[tuple[str, int], str], asked: dict[tuple[str, int], set[str]], modules: list[Any]) -> list[Made]:
    """With the name of each, where a module has one for it, by which it is known how it is used."""
    from ingest.law.pattern import _Lazy

    names: dict[tuple[str, int], list[tuple[Any, str]]] = {}
    for module in modules:
        for name, thing in vars(module).items():
            if isinstance(thing, (re.Pattern, _Lazy)):
                names.setdefault((thing.pattern, thing.flags), []).append((module, name))
    return [
        Made(
            *key,
            ", ".join(f"{m.__name__}.{n}" for m, n in held) or place,
            _is_searched(held, asked.get(key, set())),
            _longest(held),
        )
        for key, place in seen.items()
        for held in [names.get(key, [])]
    ]


def _is_searched(names: list[tuple[Any, str]], asked: set[str]) -> bool:
    """Whether it is, in the text of its modules or while they read."""
    used = asked & _METHODS
    for module, name in names:
        used |= set(re.findall(rf"\b{name}\.(\w+)\(", Path(module.__file__).read_text("utf-8")))
    return bool(used - {"match", "fullmatch"})


def _longest(names: list[tuple[Any, str]]) -> int:
    """Characters of the text that it may be sought in."""
    calls = [
        call
        for module, name in names
        for call in re.findall(rf"\b{name}\.(?:search|finditer)\(([^\n]*)", Path(module.__file__).read_text("utf-8"))
    ]
    return WINDOW if calls and all(re.match(r"\w+(?:\.\w+)*, max\(", call) for call in calls) else LONGEST


if __name__ == "__main__":
    print(json.dumps(_found()))
