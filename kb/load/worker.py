"""What a worker process does: bytes in, records out. It needs ``ingest`` alone and keeps nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from ingest.parsed import Parsed
from ingest.sources.cards import Deck


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: exactly one of the first three is set. ``problem`` is a Russian sentence.

    ``ours``: the fault is this program's or this machine's, so the file is worth trying again.
    """

    parsed: Parsed | None = None
    deck: Deck | None = None
    problem: str | None = None
    ours: bool = False


def take(data: bytes, name: str) -> Outcome:
    """Parse one file; whatever it holds, the answer is an outcome and never an exception."""
    from ingest import SourceError, parse, read
    from ingest.sources import read_deck

    try:
        deck = read_deck(data, name)
        return Outcome(parsed=parse(read(data, name))) if deck is None else Outcome(deck=deck)
    except SourceError as error:
        return Outcome(problem=str(error))
    except MemoryError:
        return Outcome(problem="Файл слишком велик для памяти этой машины.", ours=True)
    except Exception as error:
        # a fault of ours, not of the file: the batch goes on, and the row tells what to report
        return Outcome(
            problem=f"Разбор файла оборвался из-за ошибки программы ({type(error).__name__}: {error}).", ours=True
        )


def take_many(files: list[tuple[bytes, str]]) -> list[Outcome]:
    """:func:`take` for a handful of small files: one message between processes instead of many."""
    return [take(data, name) for data, name in files]


def start() -> None:
    """Make this process a worker: deaf to Ctrl-C, and gone with its writer.

    Ctrl-C reaches the whole process group; the writer alone decides when to stop. A writer that was killed can stop
    nobody, and its workers would wait for the next file for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writer = multiprocessing.parent_process()
    if writer is not None:
        threading.Thread(target=_end_with, args=(writer,), daemon=True).start()


def _end_with(writer: BaseProcess) -> None:
    writer.join()
    os._exit(1)
