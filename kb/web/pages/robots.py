"""What search engines are told: where the acts are, and to leave the rows of the tables alone."""

from __future__ import annotations

import sqlite3
from xml.sax.saxutils import escape

import kb
from kb.web.request import Request
from kb.web.response import Sent
from kb.web.root import root

_MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def robots(base: sqlite3.Connection, request: Request) -> Sent:
    """robots.txt."""
    lines = (
        "User-agent: *",
        f"Disallow: {request.tables}/",
        f"Disallow: {root()}/-/",
        f"Disallow: {root()}/search",
        f"Sitemap: {request.host}{root()}/sitemap.xml",
    )
    return Sent("\n".join(lines) + "\n", "text/plain; charset=utf-8")


def sitemap(base: sqlite3.Connection, request: Request) -> Sent:
    """Every held act and collection, with the day the base learned of it."""
    rows = [(f"/acts/{act}", day) for act, day in kb.addresses(base, _MOST)]
    rows += [(f"/collections/{collection.id}", "") for collection in kb.collections(base)]
    lines = [
        f"<url><loc>{escape(request.host + root() + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in rows[:_MOST]
    ]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )
    return Sent(body, "application/xml; charset=utf-8")
