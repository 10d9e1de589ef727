"""Who may read what `kb serve` shows, under which names, and with what key.

A page of another site can make a visitor's browser ask a server on the visitor's own machine, under a name that its
owner has turned to 127.0.0.1 («DNS rebinding»). So a server is asked for by the names it knows itself by, and pages of
other sites read its answers, only when it is open to all.

The key gives its bearer Datasette's actor «reader», whom the setting ``allow`` lets in: who has shown it once, has
Datasette's signed cookie from then on. Plain ``datasette`` knows nothing of all this; it has ``allow`` and plugins of
its own.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Response

from kb.errors import KnowledgeBaseError
from kb.web.root import App, Scope, Send

READER = {"id": "reader"}
"""The actor that the key stands for."""

SHORTEST_TOKEN = 16

_LOCAL = ("localhost", "127.0.0.1", "::1")
_EVERY_ADDRESS = ("0.0.0.0", "::", "")


class WeakToken(KnowledgeBaseError):
    """The key could be guessed."""


@dataclass(frozen=True)
class Access:
    """Whom the server answers.

    Attributes:
        public: anybody, under any name, pages of other sites among them.
        names: under which it is asked for, besides this machine's own; of an address of all networks («0.0.0.0») any
            address of numbers is one: no stranger's page stands at it.
        token: the key, "" when none is needed.
    """

    public: bool = False
    names: tuple[str, ...] = ()
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.token and len(self.token) < SHORTEST_TOKEN:
            raise WeakToken(f"Ключ слишком короткий: нужно не меньше {SHORTEST_TOKEN} знаков.")

    @property
    def settings(self) -> dict[str, Any]:
        """What Datasette is to be told: cookies signed by one key are worth nothing under another."""
        if not self.token:
            return {"cors": self.public}
        secret = hashlib.scrypt(self.token.encode(), salt=b"kb-npa", n=2**14, r=8, p=1).hex()
        return {"cors": self.public, "metadata": {"allow": {"id": ["reader", "root"]}}, "secret": secret}

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = _without_port(host).rstrip(".").lower()
        known = {_without_port(one).rstrip(".").lower() for one in (*_LOCAL, *self.names)}
        return self.public or name in known or (not known.isdisjoint(_EVERY_ADDRESS) and _is_number(name))


def kept(access: Access, datasette: Any) -> App:
    """The whole application, as ``access`` lets it be seen."""
    app: App = datasette.app()

    async def keeper(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if not access.knows(host):
            await _misdirected(host).asgi_send(send)
        elif access.token and _same(_shown_key(scope), access.token):
            await _let_in(datasette, scope).asgi_send(send)
        elif access.token and _same(headers.get(b"authorization", b"").removeprefix(b"Bearer "), access.token):
            await app({**scope, "actor": READER}, receive, send)
        else:
            await app(scope, receive, send)

    return keeper


def _misdirected(host: str) -> Response:
    said = f"Под именем «{_without_port(host)[:100]}» этот сервер не открыт."
    return Response.text(f"{said} Если имя верное, назовите его при запуске: --host-name ИМЯ.\n", status=421)


def _shown_key(scope: Scope) -> bytes:
    return dict(_pairs(scope)).get("key", "").encode("utf-8", "replace")


def _pairs(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(bytes(scope.get("query_string", b"")).decode("latin-1"), keep_blank_values=True)


def _let_in(datasette: Any, scope: Scope) -> Response:
    """To the same address without the key, which then stands in no history and in no log; the cookie stays."""
    rest = urlencode([pair for pair in _pairs(scope) if pair[0] != "key"])
    path = "/" + bytes(scope.get("raw_path") or b"/").partition(b"?")[0].decode("latin-1").lstrip("/")
    answer = Response.redirect(path + ("?" + rest if rest else ""), headers={"cache-control": "no-store"})
    signed = datasette.sign({"a": READER}, "actor")
    answer.set_cookie("ds_actor", signed, httponly=True, samesite="lax", secure=scope.get("scheme") == "https")
    return answer


def _same(shown: bytes, token: str) -> bool:
    return secrets.compare_digest(shown, token.encode())


def _without_port(host: str) -> str:
    """«[::1]:8001» → «::1», «localhost:8001» → «localhost»; an address of colons alone is one without a port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.count(":") > 1 else host.partition(":")[0]


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
