"""Worker processes: they inherit nothing of the writer's, are deaf to Ctrl-C, and go when the writer goes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess

NEEDED = ["kb.load.worker", "kb.store.filing", "ingest.recognise.whole"]
"""Imported once, by the process that all the others are copied from."""


def cores(workers: int | None) -> int:
    """How many processes do the work: as many as said, else one a core."""
    return workers or os.cpu_count() or 1


def processes(workers: int) -> ProcessPoolExecutor:
    """That many processes, started as work comes.

    Never by a plain fork: a child would inherit the writer's connection to the base and may spoil its locks.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(NEEDED)
    return ProcessPoolExecutor(workers, context, _start)


def _start() -> None:
    """Make this process a worker.

    Ctrl-C reaches the whole process group; the writer alone decides when to stop. A writer that was killed can stop
    nobody, and its workers would wait for the next piece of work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writer = multiprocessing.parent_process()
    if writer is not None:
        threading.Thread(target=_end_with, args=(writer,), daemon=True).start()


def _end_with(writer: BaseProcess) -> None:
    writer.join()
    os._exit(1)
