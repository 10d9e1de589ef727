"""A visitor's file checked in a process of its own: it may hang, swell or die there, and the server goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice
from multiprocessing.connection import Connection
from threading import Event

import kb
from kb.answers import Checked, Reference
from kb.errors import SourceError
from kb.web.guardian import apart

SECONDS = 30.0
"""The largest code takes two seconds."""

MOST_REFERENCES = 10_000
"""References that one answer shows: a page of eight megabytes."""

AT_ONCE = ThreadPoolExecutor(2, thread_name_prefix="kb-check")
"""Documents checked at a time; others wait here, and no other page waits for them."""

_TOO_LONG = "Документ проверялся слишком долго и отложен."
_BROKEN_OFF = "Разбор документа оборвался: такой файл прочитать не удалось."
_TOO_LARGE = "Документ слишком велик для этой машины."
_TOO_MANY = f"В документе больше {MOST_REFERENCES} ссылок на акты: проверьте его по частям."

_PIECE = 500
"""References that are received at once: nobody waits while Python unpacks them."""


class Refused(ValueError):
    """The file gave nothing. ``str(error)`` is a Russian sentence for the visitor."""


def checked_apart(
    base: str, data: bytes, name: str, day: date, given_up: Event | None = None, seconds: float = SECONDS
) -> Checked:
    """What :func:`kb.check` finds in the file; ``given_up`` is set when nobody waits for the answer any more.

    Raises:
        Refused: it cannot be read, or reading it took too long.
    """
    end = time.monotonic() + seconds
    references: list[Reference] = []
    with apart(_check, base, data, name, day) as answers:
        while True:
            try:
                answer = _next(answers, end, given_up)
            except EOFError:
                raise Refused(_BROKEN_OFF) from None
            if isinstance(answer, Checked):
                return replace(answer, references=tuple(references))
            if isinstance(answer, str):
                raise Refused(answer)
            references += answer


def _next(answers: Connection, end: float, given_up: Event | None) -> Checked | list[Reference] | str:
    while not answers.poll(0.1):
        if time.monotonic() > end or (given_up and given_up.is_set()):
            return _TOO_LONG
    answer: Checked | list[Reference] | str = answers.recv()
    return answer


def _check(answers: Connection, base: str, data: bytes, name: str, day: date) -> None:
    try:
        for piece in _pieces(kb.check(base, data, name, day)):
            answers.send(piece)
    except SourceError as error:
        answers.send(str(error))
    except MemoryError:
        answers.send(_TOO_LARGE)


def _pieces(found: Checked) -> Iterator[Checked | list[Reference] | str]:
    """The answer as it is sent: references by the piece, then what is left of it."""
    if len(found.references) > MOST_REFERENCES:
        yield _TOO_MANY
        return
    references = iter(found.references)
    while piece := list(islice(references, _PIECE)):
        yield piece
    yield replace(found, references=())
