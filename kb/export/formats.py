"""In what forms an act's text leaves the base: a table of formats, for the command and for the pages alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from kb.answers import ActText
from kb.errors import NoText
from kb.reading.text import text
from kb.store.connection import Base, reading


class Format(NamedTuple):
    """``name`` for people; ``ending`` of the file; ``write``: (base, act as a person names it, day or None) → the
    file."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Base, str, date | None], bytes]


def _markdown(base: Base, act: str, at: date | None) -> bytes:
    from kb.export.markdown import document

    return document(_text(base, act, at)).encode()


def _docx(base: Base, act: str, at: date | None) -> bytes:
    from kb.export.docx_text import document

    return document(_text(base, act, at))


def _akn(base: Base, act: str, at: date | None) -> bytes:
    from kb.export.akn import document
    from kb.store.find.place import whole_act

    with reading(base) as db:
        return document(db, whole_act(db, act), at)


def _text(base: Base, act: str, at: date | None) -> ActText:
    answer = text(base, act, at)
    if not answer.passport.act.has_text:
        raise NoText(f"Текста акта «{answer.passport.act.label}» в базе нет: выгружать нечего.")
    if answer.caution and not answer.units:
        raise NoText(answer.caution)
    return answer


FORMATS = {
    "docx": Format("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "md": Format("Markdown", ".md", "text/markdown; charset=utf-8", _markdown),
    "akn": Format("Akoma Ntoso", ".akn.xml", "application/akn+xml", _akn),
}
