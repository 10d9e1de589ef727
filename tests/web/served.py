"""`kb serve` as a process of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from command import KB
from plain import Site, free_port


@dataclass(frozen=True)
class Served:
    """A running server: its process, its address and what it printed first."""

    process: subprocess.Popen[str]
    site: Site
    printed: str

    @property
    def address(self) -> str:
        return self.site.host


@contextmanager
def kb_serve(base: Path, *options: str, **environment: str) -> Iterator[Served]:
    """`kb serve base …` on a free port; killed at the end, if it is still there."""
    port = free_port()
    command = [*KB, "serve", str(base), "--port", str(port), *options]
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True) as process:
        try:
            printed = ""
            while "Остановить" not in printed:
                line = process.stdout.readline()
                assert line, f"no server: {printed}"
                printed += line
            yield Served(process, Site(f"http://127.0.0.1:{port}", process.pid), printed)
        finally:
            process.kill()
