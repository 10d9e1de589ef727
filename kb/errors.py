"""What can go wrong above the parser, each with a Russian sentence for the person at the keyboard.

KnowledgeBaseError
  NoBase            there is no base at the path, or no folder to make it in
  NotABase          the file is something else
  OlderBase         made by an earlier version of this program: to be brought to date by writing to it, or made anew
  NewerBase         made by a later version of this program
  BaseBusy          another program writes to it
  UnknownAct        nothing in the base answers to these words
  AmbiguousAct      several acts do; ``candidates`` names them
  NoText            the act is known, its text is not held
  UnknownUnit       the act has no such unit
  AmbiguousUnit     several units answer; ``candidates`` names them
  NoSuchPortion     the text is not cut into so many portions
  UnknownCollection there is no such thematic page
  UnknownIssuer     there is no such body
"""

from __future__ import annotations

from ingest import SourceError, of_disk

__all__ = [
    "Ambiguous", "AmbiguousAct", "AmbiguousUnit", "BaseBusy", "KnowledgeBaseError", "NewerBase", "NoBase",
    "NoSuchPortion", "NoText", "NotABase", "OlderBase", "SourceError", "UnknownAct", "UnknownCollection",
    "UnknownIssuer", "UnknownUnit", "of_disk",
]  # fmt: skip


class KnowledgeBaseError(Exception):
    """``str(error)`` is a Russian sentence for the user."""


class NoBase(KnowledgeBaseError):
    """There is no base at the path, or no folder to make it in."""


class NotABase(KnowledgeBaseError):
    """The file exists and is something else than a base."""


class OlderBase(KnowledgeBaseError):
    """The base was made by an earlier version of this program, whose tables were others."""


class NewerBase(KnowledgeBaseError):
    """The base was made by a later version of this program."""


class BaseBusy(KnowledgeBaseError):
    """Another program writes to the base."""


class NoText(KnowledgeBaseError):
    """The act is known by citations or cards alone: nothing can be said of its wording."""


class UnknownAct(KnowledgeBaseError):
    """Nothing in the base answers to the words."""


class UnknownUnit(KnowledgeBaseError):
    """The act has no such unit."""


class NoSuchPortion(KnowledgeBaseError):
    """The act's text is not cut into so many portions."""


class UnknownCollection(KnowledgeBaseError):
    """There is no such thematic page."""


class UnknownIssuer(KnowledgeBaseError):
    """There is no such body."""


class Ambiguous(KnowledgeBaseError):
    """Several things answer; ``candidates`` names them, one line each, ready to be shown."""

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class AmbiguousAct(Ambiguous):
    """Several acts answer to the words."""


class AmbiguousUnit(Ambiguous):
    """Several units of the act answer to the address."""
