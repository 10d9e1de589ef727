"""What search engines are told: where the acts are, and to leave the rows of the tables alone."""

from __future__ import annotations

import sqlite3
from xml.sax.saxutils import escape

from kb.web.asked import Asked
from kb.web.shown import Sent

_ADDRESSES = """
    SELECT '/acts/' || id, known_from FROM act_records WHERE has_text = 1
    UNION ALL SELECT '/collections/' || id, NULL FROM collections ORDER BY 1 LIMIT ?
"""
_MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def robots(base: sqlite3.Connection, asked: Asked) -> Sent:
    """robots.txt."""
    return Sent(
        f"User-agent: *\nDisallow: /kb/\nDisallow: /-/\nDisallow: /search\nSitemap: {asked.host}/sitemap.xml\n",
        "text/plain; charset=utf-8",
    )


def sitemap(base: sqlite3.Connection, asked: Asked) -> Sent:
    """Every held act and collection, with the day the base learned of it."""
    rows = base.execute(_ADDRESSES, (_MOST,))
    lines = [
        f"<url><loc>{escape(asked.host + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in rows
    ]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )
    return Sent(body, "application/xml; charset=utf-8")
