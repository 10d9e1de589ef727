"""Headers that keep hostile text from doing anything: no script but ours, nothing from another host, no frames."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from kb.web.attached import concerns_us
from kb.web.root import App, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content-Security-Policy of every page of ours."""

LENIENT = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)
"""For those pages of Datasette that carry scripts of their own: its debugging tools and its SQL editor."""

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def guarded(datasette: Any, app: App) -> App:
    """The application with the headers put on every answer that concerns a base of ours."""

    async def with_headers(scope: Scope, receive: Any, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not concerns_us(datasette, path):
            await app(scope, receive, send)
            return
        policy = LENIENT if _of_datasette(path) else POLICY

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = [*_ALWAYS, (b"content-security-policy", policy.encode())]
                if datasette.cors and _for_programs(scope) and not _has(message, b"access-control-allow-origin"):
                    ours.append((b"access-control-allow-origin", b"*"))
                if _versioned(scope) and message["status"] == 200:
                    ours.append((b"cache-control", b"public, max-age=31536000, immutable"))
                message = {**message, "headers": [*message.get("headers", []), *ours]}
            await send(message)

        await app(scope, receive, send_guarded)

    return with_headers


def _for_programs(scope: Scope) -> bool:
    """Whether a page of another host may read the answer, be it an error or a way to another address, where any may."""
    return str(scope.get("path", "")).endswith((".json", ".atom", ".csv"))


def _has(message: MutableMapping[str, Any], name: bytes) -> bool:
    return any(bytes(key).lower() == name for key, _ in message.get("headers", []))


def _of_datasette(path: str) -> bool:
    return path.startswith("/-/") and not path.startswith("/-/static")


def _versioned(scope: Scope) -> bool:
    """Whether it is a file of ours asked for by its digest: the same address never gives another file."""
    path: str = scope.get("path", "")
    query: bytes = scope.get("query_string", b"")
    return path.startswith("/-/static-plugins/kb-npa/") and query.startswith(b"v=")
