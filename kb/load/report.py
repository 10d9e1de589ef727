"""What is told of a load: how far it is, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Progress:
    """How far a load is: files read so far, of them new, known and unreadable; seconds since the start.

    ``total``: files to be read, an archive counted as one; 0 when not counted.
    """

    files: int = 0
    total: int = 0
    new: int = 0
    known: int = 0
    unreadable: int = 0
    seconds: float = 0.0
    stage: str = "разбор"


@dataclass(slots=True)
class Report:
    """What a load did. ``unreadable``: (name, sentence) of files that gave nothing; ``passed``: names of those that are
    no documents (locks, half copied files, bases); ``interrupted``: by Ctrl-C."""

    new: int = 0
    known: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    interrupted: bool = False
