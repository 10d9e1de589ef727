"""Other processes of ours: they inherit nothing of the writer's, are deaf to Ctrl-C, and go when the writer goes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess

NEEDED = ["kb.load.worker", "kb.store.filing", "ingest.recognise.whole"]
"""Imported once, by the process that all the others are copied from."""

Context = ForkContext | ForkServerContext | SpawnContext


def cores(workers: int | None) -> int:
    """How many processes do the work: as many as said, else one a core."""
    return workers or os.cpu_count() or 1


def context() -> Context:
    """How a process of ours starts here: copied from this one where that is safe, which takes no time.

    A process with threads may be copied while one of them holds a lock that nobody would ever let go. The copy has the
    writer's connection to the base, too, and must never touch it; many copies would hold its memory as well.
    """
    if threading.active_count() == 1 and sys.platform == "linux":
        return multiprocessing.get_context("fork")
    return clean_context()


def clean_context() -> Context:
    """How a process starts that inherits nothing but what is imported beforehand."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    clean = multiprocessing.get_context("forkserver")
    clean.set_forkserver_preload(NEEDED)
    return clean


def start() -> None:
    """Make this process one that works for another.

    Ctrl-C reaches the whole process group; the writer alone decides when to stop. A writer that was killed can stop
    nobody, and its workers would wait for the next piece of work for ever. Programs that a worker runs stand in a group
    with it: they end together.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.setpgrp()
    writer = multiprocessing.parent_process()
    if writer is not None:
        threading.Thread(target=_end_with, args=(writer,), daemon=True).start()


def end(process: BaseProcess) -> None:
    """Kill the process and the programs that it has run."""
    with suppress(ProcessLookupError):  # gone, or not yet at the head of its group
        if process.pid:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _end_with(writer: BaseProcess) -> None:
    writer.join()
    os._exit(1)
