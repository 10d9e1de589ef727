"""Where the site stands on its host: the one place that knows of Datasette's setting ``base_url``.

A **path** is within the site (``/acts/pp-1241``): that is what routes speak of. An **address** is what a visitor's
browser or program can ask for as it is (``/npa/acts/pp-1241``): what stands in every link, form, feed, redirect and
JSON twin begins with :func:`root`. Like Django's script prefix it belongs to the request that is being answered, not to
the many functions between a request and a link.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Scope = MutableMapping[str, Any]
Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

_root: ContextVar[str] = ContextVar("root", default="")


def root() -> str:
    """What every address of ours begins with: "" for a site that stands at «/», «/npa» for one at «/npa/»."""
    return _root.get()


@contextmanager
def standing_at(base_url: str) -> Iterator[None]:
    """Inside, the site stands at that address of its host: «/», «/npa/»."""
    token = _root.set(base_url.rstrip("/"))
    try:
        yield
    finally:
        _root.reset(token)


def below(base_url: str, app: App) -> App:
    """The application as it stands at ``base_url``: what it is asked for, and where it redirects to, are told it so.

    It sees paths within the site as behind a proxy that takes the root off: of unshortened paths Datasette 0.65 makes
    links with the root twice. Its own redirects know nothing of the root.
    """
    root = base_url.rstrip("/").encode()

    async def standing(scope: Scope, receive: Any, send: Send) -> None:
        async def send_rooted(message: Scope) -> None:
            headers = [(name, _rooted(name, value, root)) for name, value in message.get("headers", ())]
            await send({**message, "headers": headers} if headers else message)

        with standing_at(base_url):
            await app(_within(scope, root), receive, send_rooted if root else send)

    return standing


def _within(scope: Scope, root: bytes) -> Scope:
    """The request without the root, where it has one: a proxy may have taken it off already."""
    path = str(scope.get("path", ""))
    if not root or not path.startswith(f"{root.decode()}/"):
        return scope
    raw = bytes(scope.get("raw_path") or path.encode())
    return {**scope, "path": path[len(root.decode()) :], "raw_path": raw.removeprefix(root)}


def _rooted(name: bytes, value: bytes, root: bytes) -> bytes:
    """A header's value, of a redirect within the host the address that begins with the root."""
    astray = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(root + b"/")
    return root + value if astray else value
