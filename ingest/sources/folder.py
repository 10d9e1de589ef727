"""Files of a folder in sorted order; what is not a plain file is passed over, with a reason.

Links are not followed: a link may lead out of the folder, into itself, or to the same text a second time.
Names that begin with a full stop (``.git``, ``.DS_Store``) belong to programs, not to the collection: left alone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath

from ingest.errors import of_disk
from ingest.sources.item import Item, Limits, megabytes

_ODD = (
    (stat.S_ISLNK, "это ссылка на другой файл; ссылки не раскрываются"),
    (stat.S_ISFIFO, "это канал (FIFO), а не файл"),
    (stat.S_ISSOCK, "это сокет, а не файл"),
    (stat.S_ISBLK, "это устройство, а не файл"),
    (stat.S_ISCHR, "это устройство, а не файл"),
)


def walk(path: Path, limits: Limits) -> Iterator[Item]:
    """The file at ``path``, or every file below the folder ``path``, names sorted by their bytes.

    A link given by name is followed, as the person asked for it; links found on the way are not.
    """
    if not path.exists():
        yield Item(path.name or str(path), problem="Файл или папка не найдены.")
    elif path.is_dir():
        yield from _below(path, "", limits)
    else:
        yield from opened(path.resolve(), path.name, limits)


def _below(folder: Path, prefix: str, limits: Limits) -> Iterator[Item]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Item(prefix.rstrip("/") or folder.name, problem=f"Папка не открывается: {_why(error)}.")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = prefix + _printable(entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), name + "/", limits)
        else:
            yield from opened(Path(entry.path), name, limits)


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
        if state.st_size > limits.file:
            sizes = f"{megabytes(state.st_size)} при пределе {megabytes(limits.file)}"
            return Item(name, problem=f"Файл пропущен: {sizes}.")
        return Item(name, data=path.read_bytes())
    except OSError as error:
        return Item(name, problem=f"Файл не открывается: {_why(error)}.")


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "нет прав на чтение"
    if isinstance(error, FileNotFoundError):
        return "он исчез во время чтения"
    return of_disk(error)


def _printable(name: str) -> str:
    """The name with bytes that are no UTF-8 shown as «?»: such names must not stop the batch later."""
    return name.encode("utf-8", "replace").decode("utf-8")
