"""Files of a folder in sorted order; what is not a plain file is passed over, with a reason.

Links are not followed: a link may lead out of the folder, into itself, or to the same text a second time.
What is no document of anybody's (:mod:`ingest.sources.passed_over`) is passed over unread.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ingest.errors import of_disk
from ingest.sources.guard import printable
from ingest.sources.item import Item, Limits, megabytes
from ingest.sources.passed_over import MARK, is_base, is_of_programs, of_bases

_ODD = (
    (stat.S_ISLNK, "это ссылка на другой файл; ссылки не раскрываются"),
    (stat.S_ISFIFO, "это канал (FIFO), а не файл"),
    (stat.S_ISSOCK, "это сокет, а не файл"),
    (stat.S_ISBLK, "это устройство, а не файл"),
    (stat.S_ISCHR, "это устройство, а не файл"),
)


class Place(NamedTuple):
    """Where a file lies, and the name that it has in the source."""

    path: Path
    name: str


def walk(path: Path) -> Iterator[Place | Item]:
    """The file at ``path``, or every file below the folder ``path``, names sorted by their bytes; an item for what
    cannot be opened or is passed over.

    A link given by name is followed, as the person asked for it; links found on the way are not.
    """
    if not os.path.exists(path):  # noqa: PTH110 - a name too long is simply not there
        yield Item(path.name or str(path), problem="Файл или папка не найдены.")
    elif path.is_dir():
        yield from _below(path, "")
    else:
        yield Place(path.resolve(), path.name)


def _below(folder: Path, prefix: str) -> Iterator[Place | Item]:
    """Folders in folders are walked without recursion, however deep."""
    waiting = [_entries(folder, prefix)]
    while waiting:
        is_folder, found = next(waiting[-1], (False, None))
        if found is None:
            waiting.pop()
        elif is_folder and isinstance(found, Place):
            waiting.append(_entries(found.path, f"{found.name}/"))
        else:
            yield found


def _entries(folder: Path, prefix: str) -> Iterator[tuple[bool, Place | Item]]:
    """What stands in the folder itself, with each whether it is a folder."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield False, Item(prefix.rstrip("/") or folder.name, problem=f"Папка не открывается: {_why(error)}.")
        return
    bases = of_bases(folder, [entry.name for entry in found])
    for entry in found:
        name = prefix + printable(entry.name)
        if entry.name in bases or is_of_programs(entry.name):
            yield False, Item(name, passed=True)
        else:
            yield entry.is_dir(follow_symlinks=False), Place(Path(entry.path), name)


_IN_PLACE = {".parquet": "parquet", ".7z": "seven_zip", ".urls": "saved_pages"}
"""Suffix → module here whose ``members(path, name, limits)`` reads the file where it lies, however large."""


def opened(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """The file, or what it holds when it is a container read where it lies."""
    module = _IN_PLACE.get(PurePosixPath(name).suffix.lower())
    if module and stat.S_ISREG(path.lstat().st_mode):
        yield from import_module(f"ingest.sources.{module}").members(path, name, limits)
    else:
        yield take(path, name, limits)


def take(path: Path, name: str, limits: Limits) -> Item:
    """The bytes of one plain file under the size cap, else the reason why not."""
    try:
        state = path.lstat()
        for is_odd, reason in _ODD:
            if is_odd(state.st_mode):
                return Item(name, problem=f"Файл пропущен: {reason}.")
        with path.open("rb") as file:
            if is_base(file.read(MARK)):
                return Item(name, passed=True)
            if state.st_size > limits.file:
                sizes = f"{megabytes(state.st_size)} при пределе {megabytes(limits.file)}"
                return Item(name, problem=f"Файл пропущен: {sizes}.")
            file.seek(0)
            return Item(name, data=file.read())
    except OSError as error:
        return Item(name, problem=f"Файл не открывается: {_why(error)}.")


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "нет прав на чтение"
    if isinstance(error, FileNotFoundError):
        return "он исчез во время чтения"
    return of_disk(error)
