"""Measured in processes of their own: the first answer of a new process, the memory of a server.

python bench/_fresh.py BASE QUERY     the libraries imported, then the index opened and asked for the first time
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen


def first_answer(base: Path, typed: str) -> tuple[float, float]:
    """Milliseconds from opening the index to the first page of results, and of the whole process from its start."""
    began = time.perf_counter()
    said = subprocess.run([sys.executable, __file__, str(base), typed], capture_output=True, text=True, check=True)
    return float(said.stdout), 1000 * (time.perf_counter() - began)


def served_memory(base: Path, typed: Sequence[str]) -> float:
    """Peak megabytes of `kb serve` after it answered all the searches."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = "import sys; from kb.web.serve import serve; serve(sys.argv[1], port=int(sys.argv[2]))"
    server = subprocess.Popen(
        [sys.executable, "-c", script, str(base), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        for query in typed:
            urlopen(f"http://127.0.0.1:{port}/search?q={quote(query)}", timeout=60).read()
        status = Path(f"/proc/{server.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("kb serve does not answer")


def main(base: Path, typed: str) -> None:
    """Print the milliseconds."""
    from kb.search import index, search

    for library in ("kb.search.find", f"kb.search.{index.pointer(base).engine}.engine"):  # type: ignore[union-attr]
        import_module(library)
    began = time.perf_counter()
    search(base, typed, size=10)
    print(1000 * (time.perf_counter() - began))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
