"""Somebody's files parsed in another process."""

from __future__ import annotations

import pickle
from types import TracebackType

from ingest import Parsed, SourceError, parse, read
from kb.workers.worker import Worker

TOO_MUCH_MEMORY = "Разбор файла потребовал слишком много памяти и остановлен."


class Parser:
    """Parses files one by one, each within its limits. Use as a context."""

    def __init__(self) -> None:
        self._worker = Worker(_parsed)

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.end()

    def parsed(self, data: bytes, name: str) -> Parsed:
        """What parsing finds in the bytes of the file ``name``.

        Raises:
            SourceError: it cannot be read, or reading it took too long or too much memory.
        """
        answer = pickle.loads(self._worker.ask([(len(data), (data, name))]))[0]
        if isinstance(answer, Parsed):
            return answer
        raise SourceError(answer)


def _parsed(data: bytes, name: str) -> Parsed | str:
    """The records, or the sentence that says why there are none."""
    try:
        return parse(read(data, name))
    except SourceError as error:
        return str(error)
    except MemoryError:
        return TOO_MUCH_MEMORY
    except Exception as error:
        return broken(error)


def broken(error: Exception) -> str:
    """What is said of a fault of ours, not of the file."""
    return f"Разбор файла оборвался из-за ошибки программы ({type(error).__name__}: {error})."
