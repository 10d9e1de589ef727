"""A reader in a process of its own: a library in C that swells, hangs or dies there takes nothing with it.

The process is a copy of this one, made in a few milliseconds, with a cap on the memory that it may still ask for.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from ingest.document import Document
from ingest.errors import SourceError, TooLarge, Unreadable

MEMORY = 300_000_000
"""Bytes of address space beyond what this process has."""

SWOLLEN = "Чтение файла {format} потребовало больше {size} МБ памяти: так бывает только у вредоносных файлов."
HUNG = "Страница файла {format} читалась слишком долго: файл отложен."
DIED = "Файл {format} повреждён: чтение его обрывается."


def apart(read: Callable[[bytes, str], Document], data: bytes, name: str, format: str) -> Document:
    """What ``read`` gives. It may set itself an alarm (:func:`signal.alarm`), which ends it.

    Raises:
        SourceError: its own; TooLarge: memory or time ran out; Unreadable: it died.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        _work(read, data, name, theirs)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as answers:
            answer = answers.read()
    finally:
        status = os.waitpid(child, 0)[1]
    found = pickle.loads(answer) if answer and not status else None
    if isinstance(found, Document):
        return found
    if isinstance(found, SourceError):
        raise found
    if status == signal.SIGALRM:
        raise TooLarge(HUNG.format(format=format))
    if found is None and status != signal.SIGABRT:
        raise Unreadable(DIED.format(format=format))
    raise TooLarge(SWOLLEN.format(format=format, size=MEMORY // 1_000_000))


def _work(read: Callable[[bytes, str], Document], data: bytes, name: str, answers: int) -> None:
    """The child's whole life. A library that gets no memory aborts."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            cap = pages * resource.getpagesize() + MEMORY
            resource.setrlimit(resource.RLIMIT_AS, (cap, resource.getrlimit(resource.RLIMIT_AS)[1]))
        answer: object
        try:
            answer = read(data, name)
        except (SourceError, MemoryError) as error:
            answer = error
        with os.fdopen(answers, "wb") as pipe:
            pipe.write(pickle.dumps(answer))
    finally:
        os._exit(0 if sys.exc_info()[0] is None else 1)
