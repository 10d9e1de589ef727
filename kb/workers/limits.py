"""What a file may take before it is given up. Both limits grow with its size, for a long code is no poison."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

LEAST_SECONDS = 30.0
BYTES_A_SECOND = 10_000
MOST_SECONDS = 900.0
"""A code of 3 MB takes four seconds of its 330; a scan is read a page of 50 KB in five, and gives up by itself."""

LEAST_MEMORY = 1_500_000_000
MEMORY_A_BYTE = 100
"""Bytes of its own that the process may hold: a code of 3 MB needs 300 million."""


def seconds_for(size: int) -> float:
    """Seconds for a file of so many bytes; ``KB_FILE_SECONDS`` in the environment stands in for the least."""
    least = float(os.environ.get("KB_FILE_SECONDS", LEAST_SECONDS))
    return max(least, min(least + size / BYTES_A_SECOND, MOST_SECONDS))


@contextmanager
def memory_for(size: int) -> Iterator[None]:
    """Within, this process gets a MemoryError rather than more than a file of so many bytes may take."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = LEAST_MEMORY + MEMORY_A_BYTE * size
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard < 0 else min(limit, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
