"""An act's text on a day as a file: Word, Markdown, Akoma Ntoso."""

from __future__ import annotations

import sqlite3

from kb.errors import NoText
from kb.export.formats import FORMATS, Format
from kb.web.asked import Asked, NotHere
from kb.web.pages.act import found
from kb.web.shown import Page, Sent


def _of(form: Format) -> Page:
    def page(base: sqlite3.Connection, asked: Asked) -> Sent:
        """The file; ``at`` is the day, without it today."""
        act, at = found(base, asked.names["act"]).card.id, asked.day("at")
        try:
            data = form.write(base, act, at)
        except NoText as error:
            raise NotHere(str(error)) from None
        # ids of acts are ASCII, so the name is safe as it is
        name = f"{act}{f'_{at.isoformat()}' if at else ''}{form.ending}"
        return Sent(data, form.media_type, {"content-disposition": f'attachment; filename="{name}"'})

    return page


PAGES: dict[str, Page] = {form.ending: _of(form) for form in FORMATS.values()}
"""Ending of the file → its page."""
