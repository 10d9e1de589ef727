"""`kb serve` as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from command import KB
from plain import free_port


@dataclass(frozen=True)
class Served:
    """A running server: its process, its address and what it printed first."""

    process: subprocess.Popen[str]
    address: str
    printed: str


@contextmanager
def kb_serve(base: Path, *options: str, **environment: str) -> Iterator[Served]:
    """`kb serve base …` on a free port; killed at the end, if it is still there."""
    port = free_port()
    command = [*KB, "serve", str(base), "--port", str(port), *options]
    log = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, env={**os.environ, **environment}, **log) as process:
        try:
            printed = ""
            while "Остановить" not in printed:
                line = process.stdout.readline()
                assert line, f"no server: {printed}"
                printed += line
            yield Served(process, re.search(r"http://[\d.]+:\d+", printed)[0], printed)
        finally:
            process.kill()
