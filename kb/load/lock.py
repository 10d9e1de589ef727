"""One writer to a base at a time, by an advisory lock on a file beside it.

The base itself is never locked this way: closing any descriptor of an SQLite file drops the locks SQLite holds on it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import of_disk
from kb.errors import NoBase


@contextmanager
def writing(base: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the base for writing; while another process does, say so once through ``on_wait`` and wait.

    Raises:
        NoBase: the lock file cannot be made there.
    """
    base = base.resolve()  # a base reached by a link has one lock
    path = base.with_name(base.name + "-lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NoBase(f"Базу «{base}» нельзя открыть для записи: {of_disk(error)}.") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            on_wait(f"Базу «{base}» сейчас пополняет другой процесс ({holder or 'номер неизвестен'}); жду его конца.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
