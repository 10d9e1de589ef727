"""What can go wrong with a source, each with a sentence for the person who brought it.

SourceError
  Unreadable        the bytes are not what they claim to be, or hold no text
  UnknownFormat     no reader takes these bytes
  TooLarge          a limit was passed
  MissingProgram    a program that reads this format is not installed
"""

from __future__ import annotations

import errno

_OF_DISK = {
    errno.ENOENT: "такого файла или папки нет",
    errno.ENOTDIR: "на пути к нему стоит файл, а не папка",
    errno.EISDIR: "это папка",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск открыт только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "на диске нет места",
    errno.ENAMETOOLONG: "слишком длинное имя",
}
"""What the system says of files, in Russian; it says it in its own language."""


def of_disk(error: OSError) -> str:
    """Why a file was not opened or written: «нет прав», words that a sentence may end with."""
    return _OF_DISK.get(error.errno or 0) or error.strerror or "ошибка диска"


class SourceError(Exception):
    """A source that gives no Document. ``str(error)`` is a Russian sentence for the user."""


class Unreadable(SourceError):
    """The bytes are not what they claim to be, or hold no text."""


class UnknownFormat(SourceError):
    """No reader takes these bytes."""


class TooLarge(SourceError):
    """A limit on size, depth or ratio was passed."""


class MissingProgram(SourceError):
    """A program that reads this format is not installed; the sentence names it."""
