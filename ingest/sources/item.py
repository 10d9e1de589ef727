"""One thing found in a source, and how much of one we are ready to take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A file's bytes, or the reason why there are none: exactly one of ``data``, ``problem`` and ``passed`` is set.

    Attributes:
        name: path relative to what was given, with «/» on every system; a member of an archive stands below it.
        data: the bytes.
        problem: a Russian sentence for the person who brought the file.
        passed: it is no document of anybody's (:mod:`ingest.sources.passed_over`): counted, never a problem.
    """

    name: str
    data: bytes | None = None
    problem: str | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what a source may make us read; passing one is a problem of that file, the rest goes on.

    Attributes:
        file: bytes of one file, unpacked.
        total: bytes that one archive may unpack to, all depths together.
        ratio: how many times larger than packed a member may be; small members (under 1 MB) are not asked.
        whole_ratio: the same of a whole archive; a small one (under 20 MB unpacked) is not asked.
        depth: archives inside archives; 1 opens none inside another.
        members: members of one archive.
    """

    file: int = 200_000_000
    total: int = 4_000_000_000
    ratio: int = 200
    whole_ratio: int = 50
    depth: int = 3
    members: int = 100_000


def megabytes(size: int) -> str:
    """``200_000_000`` → «200 МБ», for messages."""
    return f"{size / 1_000_000:.0f} МБ" if size >= 1_000_000 else f"{size / 1_000:.0f} КБ"
