"""Addresses that nobody can mean are turned away before any page, of ours or of Datasette's, takes them for words."""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from unicodedata import category
from urllib.parse import unquote_to_bytes

from datasette.utils import tilde_decode

from kb.web.request import BadQuery
from kb.web.root import Scope

LONGEST_PATH = 2_000
"""Bytes, percent-encoded; the longest address of ours is of some 300."""

LONGEST_QUERY = 12_000
"""Bytes, percent-encoded: Datasette carries SQL in the query string."""

_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class TooLong(BadQuery):
    """The address is longer than any that leads somewhere."""

    status = 414


def check_address(scope: Scope) -> None:
    """Whether the path and the query string can be read as text.

    Raises:
        BadQuery: they cannot; what a person may type by hand («?q=100%») is let through.
    """
    path = bytes(scope.get("raw_path") or str(scope["path"]).encode()).partition(b"?")[0]
    query = bytes(scope.get("query_string") or b"")
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        raise TooLong("Слишком длинный адрес.")
    if _NO_ESCAPE.search(path) or not _is_text(tilde_decode(_decoded(path)), ""):
        raise BadQuery("Адрес записан с ошибкой: его нельзя прочитать.")
    if not _is_text(_decoded(query), "\t\n\r"):
        raise BadQuery("Адрес запроса записан с ошибкой: его нельзя прочитать.")


def without_broken_cookies(scope: Scope) -> Scope:
    """The request without cookies that cannot be read: they may be of another site on the same host."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"cookie" or _is_cookie(value)]
    return {**scope, "headers": headers}


def _decoded(escaped: bytes) -> str:
    return unquote_to_bytes(escaped).decode("utf-8", "replace")


def _is_text(said: str, allowed: str) -> bool:
    """Whether it is UTF-8 without control characters but those ``allowed``; lone surrogates are no UTF-8."""
    return "\ufffd" not in said and all(sign in allowed or category(sign) != "Cc" for sign in said)


def _is_cookie(value: bytes) -> bool:
    try:
        SimpleCookie(value.decode())
    except (CookieError, UnicodeDecodeError):
        return False
    return True
