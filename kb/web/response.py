"""What a page found, ready to be sent: an answer for the JSON twin and the template, or a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from kb.answers import plain
from kb.web.request import Request


@dataclass(frozen=True)
class Response:
    """What a page shows.

    Attributes:
        template: file below ``templates/kb``.
        title: of the browser's window.
        answer: what the JSON twin says - an answer of :mod:`kb.answers`, or several by name; the template calls its
            fields by their names.
        html: values only the template needs.
        feed: address of the page's Atom feed.
        description: one line for search engines.
        file: the name under which the page is taken away instead of shown.
        next: of an answer that is given in pages, the address of the next one, None on the last; "" of any other.
    """

    template: str
    title: str
    answer: Any
    html: Mapping[str, Any] = field(default_factory=dict)
    feed: str | None = None
    description: str = ""
    file: str = ""
    next: str | None = ""

    def named(self) -> dict[str, Any]:
        """The answer's fields, for the template."""
        if is_dataclass(self.answer):
            return {one.name: getattr(self.answer, one.name) for one in fields(self.answer)}
        return dict(self.answer)

    def twin(self) -> dict[str, Any]:
        """The answer as JSON says it."""
        said: dict[str, Any] = plain(self.answer)
        return {**said, "next": self.next} if self.next != "" else said


@dataclass(frozen=True)
class Sent:
    """A page that is no HTML: a feed, robots.txt, a file to download."""

    body: str | bytes
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


Page = Callable[[sqlite3.Connection, Request], Response | Sent]
"""A page asks :mod:`kb` and says what to show."""
