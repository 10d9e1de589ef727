"""What can go wrong with a source, each with a sentence for the person who brought it.

SourceError
  Unreadable        the bytes are not what they claim to be, or hold no text
  UnknownFormat     no reader takes these bytes
  TooLarge          a limit was passed
  MissingProgram    a program that reads this format is not installed
"""

from __future__ import annotations


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
