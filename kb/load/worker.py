"""What a worker process does: bytes in, rows out. It opens no base and keeps nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest import PARSER_VERSION, SourceError, parse, read
from kb.workers.parser import TOO_MUCH_MEMORY, broken

if TYPE_CHECKING:
    from kb.store.filing import Filing

FAILED = f"{PARSER_VERSION} (сбой)"
"""Stands for the parser's version where this program or this machine failed: the next load tries the file again."""


def take(data: bytes, name: str, day: date) -> Filing:
    """Parse one file into its rows; whatever it holds, the answer is a filing and never an exception.

    Args:
        day: the day it came.
    """
    from kb.store.filing import file_unread

    try:
        return _filed(data, name, day)
    except SourceError as error:
        return file_unread(name, data, str(error), day, PARSER_VERSION)
    except MemoryError:
        return failed(data, name, day, TOO_MUCH_MEMORY)
    except Exception as error:  # the batch goes on, and the row tells what to report
        return failed(data, name, day, broken(error))


def _filed(data: bytes, name: str, day: date) -> Filing:
    from ingest import read_card_table, read_overlay
    from kb.store.filing import file_card_table, file_overlay, file_parsed

    overlay = read_overlay(data, name)
    if overlay is not None:
        return file_overlay(overlay, name, data, day, PARSER_VERSION)
    table = read_card_table(data, name)
    if table is not None:
        return file_card_table(table, name, data, day, PARSER_VERSION)
    return file_parsed(parse(read(data, name)), data, day, PARSER_VERSION)


def failed(data: bytes, name: str, day: date, message: str) -> Filing:
    """A file that this program or this machine could not cope with; ``message`` is a sentence for the user."""
    from kb.store.filing import file_unread

    return file_unread(name, data, message, day, FAILED)
