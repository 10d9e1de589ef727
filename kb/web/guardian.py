"""Work on a stranger's bytes, in a process that cannot outlive the server and leaves nothing behind.

::

    server ◂──────────── answers ────────────┐
       └── lifeline ──▸ guardian ── fork ──▸ worker ──▸ programs it calls (antiword, LibreOffice)

The worker leads a process group, and its temporary folder is one of its own. The guardian reads no stranger's byte: it
waits on the lifeline, whose other end the server alone holds. When the server lets go of it - it has its answer, it
waits no longer, it was killed - the guardian kills the group and removes the folder. What is left by a guardian that
was itself killed, :func:`sweep` removes at the next start.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

LONGEST = 120.0
"""Seconds after which the guardian makes an end, whatever the server waits for."""

LIMITS = {
    resource.RLIMIT_AS: 2_000_000_000,  # bytes of address space
    resource.RLIMIT_CPU: 60,  # seconds of processor
    resource.RLIMIT_FSIZE: 200_000_000,  # bytes of a file that is written
    resource.RLIMIT_CORE: 0,
}
"""What the worker, and each program that it calls, may use."""

_PREFIX = "kb-apart-"
"""Of the temporary folders; what follows is the guardian's process id."""


@contextmanager
def apart(work: Callable[..., None], *arguments: Any) -> Iterator[Connection]:
    """``work(answers, *arguments)`` in a worker; what it sends can be received here until the block is left.

    ``work`` is a function of a module, and the arguments can be pickled. A worker that dies, or is killed for its
    limits, is an EOFError to who receives.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.recognise.whole", "kb.checker"])
    answers, told = context.Pipe(duplex=False)
    held, lifeline = context.Pipe(duplex=False)
    guardian = context.Process(target=_guard, args=(held, told, work, arguments), daemon=True)
    with answers, lifeline:
        guardian.start()
        held.close()
        told.close()  # only the worker holds its end now: when it dies, we learn
        yield answers
    guardian.join()


def sweep() -> None:
    """Remove the folders of guardians that are no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = re.match(r"\d+", folder.name.removeprefix(_PREFIX))
        if owner and not _lives(int(owner[0])) and not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _guard(lifeline: Connection, answers: Connection, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    os.setsid()  # Ctrl+C of the terminal is for the server
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so it ends by the way below
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    worker = 0
    try:
        worker = os.fork()
        if not worker:
            lifeline.close()
            _labour(folder, answers, work, arguments)
        os.setpgid(worker, worker)  # as the worker does too: whoever comes first
        answers.close()
        lifeline.poll(LONGEST)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the server ends too, and would cut this short
        if worker:
            _kill(worker)
        shutil.rmtree(folder, ignore_errors=True)


def _kill(worker: int) -> None:
    """The worker and every program that it called; its group is there as long as it was not waited for."""
    os.killpg(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def _labour(folder: str, answers: Connection, work: Callable[..., None], arguments: tuple[Any, ...]) -> NoReturn:
    """The worker's whole life; it never returns into the guardian's."""
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        for what, most in LIMITS.items():
            resource.setrlimit(what, (most, most))
        work(answers, *arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)
