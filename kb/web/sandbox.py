"""A visitor's file parsed in a process of its own: it may hang, swell or die there, and the server goes on."""

from __future__ import annotations

import multiprocessing
import resource
from multiprocessing.connection import Connection
from threading import Semaphore

from ingest import Parsed, SourceError

SECONDS = 30.0
"""The largest code takes two seconds."""

MEMORY = 2_000_000_000
"""Bytes of address space a child may ask for."""

_AT_ONCE = Semaphore(2)
"""Children at a time; other visitors wait."""


class Refused(ValueError):
    """The file gave nothing. ``str(error)`` is a Russian sentence for the visitor."""


def parsed_apart(data: bytes, name: str, seconds: float = SECONDS) -> Parsed:
    """What parsing finds in the file.

    Raises:
        Refused: it cannot be read, or reading it took too long.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.recognise.whole"])
    ours, theirs = context.Pipe(duplex=False)
    with _AT_ONCE, ours:
        child = context.Process(target=_parse, args=(theirs, data, name), daemon=True)
        child.start()
        theirs.close()  # only the child holds its end now: when it dies, we learn
        try:
            answer = ours.recv() if ours.poll(seconds) else "Документ разбирался слишком долго и отложен."
        except EOFError:
            answer = "Разбор документа оборвался: такой файл прочитать не удалось."
        finally:
            child.kill()
            child.join()
    if isinstance(answer, Parsed):
        return answer
    raise Refused(str(answer))


def _parse(answers: Connection, data: bytes, name: str) -> None:
    from ingest import parse, read

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answers.send(parse(read(data, name)))
    except SourceError as error:
        answers.send(str(error))
    except MemoryError:
        answers.send("Документ слишком велик для этой машины.")
