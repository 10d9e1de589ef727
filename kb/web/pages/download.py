"""An act's text on a day as a file: Word, Markdown, Akoma Ntoso."""

from __future__ import annotations

import sqlite3

import kb
from kb.export import FORMATS, Format
from kb.web.request import Request
from kb.web.response import Page, Sent


def _of(form: Format) -> Page:
    def page(base: sqlite3.Connection, request: Request) -> Sent:
        """The file; ``at`` is the day, without it today."""
        act, at = kb.act(base, request.names["act"]).id, request.day("at")
        data = form.write(base, act, at)
        # ids of acts are ASCII, so the name is safe as it is
        name = f"{act}{f'_{at.isoformat()}' if at else ''}{form.ending}"
        return Sent(data, form.media_type, {"content-disposition": f'attachment; filename="{name}"'})

    return page


PAGES: dict[str, Page] = {form.ending: _of(form) for form in FORMATS.values()}
"""Ending of the file → its page."""
