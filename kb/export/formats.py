"""In what forms an act's text leaves the base: a table of formats, for the command and for the pages alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from kb.answers import ActText
from kb.editions.on_day import act_text
from kb.errors import NoText


class Format(NamedTuple):
    """``name`` for people; ``ending`` of the file; ``write``: (base, act's id, day or None) → the file."""

    name: str
    ending: str
    media_type: str
    write: Callable[[sqlite3.Connection, str, date | None], bytes]


def _markdown(db: sqlite3.Connection, act: str, at: date | None) -> bytes:
    from kb.export.markdown import document

    return document(_text(db, act, at)).encode()


def _docx(db: sqlite3.Connection, act: str, at: date | None) -> bytes:
    from kb.export.docx_text import document

    return document(_text(db, act, at))


def _akn(db: sqlite3.Connection, act: str, at: date | None) -> bytes:
    from kb.export.akn import document

    return document(db, act, at)


def _text(db: sqlite3.Connection, act: str, at: date | None) -> ActText:
    answer = act_text(db, act, at)
    if not answer.passport.act.held:
        raise NoText(f"Текста акта «{answer.passport.act.label}» в базе нет: выгружать нечего.")
    if answer.caution and not answer.units:
        raise NoText(answer.caution)
    return answer


FORMATS = {
    "docx": Format("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "md": Format("Markdown", ".md", "text/markdown; charset=utf-8", _markdown),
    "akn": Format("Akoma Ntoso", ".akn.xml", "application/akn+xml", _akn),
}
