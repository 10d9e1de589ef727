"""What a page found, ready to be sent: values for a template and the JSON twin, or a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.web.asked import Asked


@dataclass(frozen=True)
class Shown:
    """What a page shows.

    Attributes:
        template: file below ``templates/kb``.
        title: of the browser's window.
        data: what the JSON twin says, and what the template calls by its names.
        html: values only the template needs (markup made beforehand).
        feed: address of the page's Atom feed.
        description: one line for search engines.
        file: the name under which the page is taken away instead of shown.
    """

    template: str
    title: str
    data: Mapping[str, Any]
    html: Mapping[str, Any] = field(default_factory=dict)
    feed: str | None = None
    description: str = ""
    file: str = ""


@dataclass(frozen=True)
class Sent:
    """A page that is no HTML: a feed, robots.txt, a file to download."""

    body: str | bytes
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


Page = Callable[[sqlite3.Connection, Asked], Shown | Sent]
"""A page reads an open base and says what to show."""
