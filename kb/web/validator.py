"""The entity tag of every page (RFC 9110, 8.8.3): while base, index, day and program are the same, so is a page."""

from __future__ import annotations

import time
from hashlib import blake2s
from pathlib import Path

import kb

_STARTED = time.time_ns()
"""A restarted server may be another version of the program, with other templates."""


def validator(base: str | None) -> str | None:
    """The weak tag of what the base's files say now; None for a base without a file."""
    if not base:
        return None
    path = Path(base).resolve()  # its journal and index stand beside the file, not beside a link to it
    files = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}.index") / "current")
    said = [_STARTED, kb.today(), *(_state(file) for file in files)]
    return f'W/"{blake2s(repr(said).encode(), digest_size=9).hexdigest()}"'


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
