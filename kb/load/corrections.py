"""Files of corrections by people, taken into a base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest import read_overlay
from kb.errors import KnowledgeBaseError
from kb.load.pipeline import ingest_paths


class NotCorrections(KnowledgeBaseError):
    """The file is something else."""


def take_corrections(base: Path, files: Sequence[Path], on_message: Callable[[str], None]) -> int:
    """Take the files in, a file of a name that is known in place of the one before; how many of their entries could not
    be read, each told by ``on_message``.

    Raises:
        NotCorrections: a file has no list of corrections; then none is taken in.
        KnowledgeBaseError: the base cannot be opened or written.
    """
    unread = 0
    for file in files:
        overlay = read_overlay(file.read_bytes(), file.name)
        if overlay is None:
            raise NotCorrections(f"Файл «{file}» - не поправки: в нём нет списка corrections.")
        for problem in overlay.problems:
            on_message(f"{file.name}: {problem.message}")
        unread += len(overlay.problems)
    ingest_paths(base, files, on_message=on_message)
    return unread
