"""How much a visitor may send, and how slowly: kept while the bytes arrive, before anybody reads them.

The time grows with what has come, as in Apache's ``RequestReadTimeout body=10,MinRate=64000``: a large document over an
honest line arrives, one that is dripped is given up. It holds for every request that concerns a base of ours, under
``kb serve`` and under plain ``datasette``; what a socket may do before its request is complete, only ``kb serve`` can
tell (:mod:`kb.web.patience`).
"""

from __future__ import annotations

import asyncio
from typing import Any

from kb.web.request import BadQuery
from kb.web.root import Scope

LARGEST = 20_000_000
"""Bytes of a request that carries a document to be checked."""

LARGEST_FORM = 100_000
"""Bytes of any other: Datasette's own forms."""

GRACE = 10.0
"""Seconds given to every request."""

SLOWEST = 64_000
"""Bytes a second, after that."""

CHECKS = ("/check", "/check.json", "/check.docx")
"""Paths that documents are sent to."""


class TooMuch(BadQuery):
    """The request is larger than it may be."""

    status = 413


class TooSlow(BadQuery):
    """The request does not arrive."""

    status = 408


class Intake:
    """``receive`` of one request, counting."""

    def __init__(self, scope: Scope, receive: Any) -> None:
        self._receive = receive
        self._most = LARGEST if scope["path"] in CHECKS else LARGEST_FORM
        self._came = 0
        self._began: float | None = None
        self._more = True

    async def receive(self) -> Scope:
        """The next message.

        Raises:
            TooMuch, TooSlow: with a sentence for the visitor.
        """
        if not self._more:  # the whole request is here: what is awaited now is the end of the connection
            ended: Scope = await self._receive()
            return ended
        now = asyncio.get_running_loop().time()
        self._began = now if self._began is None else self._began
        try:
            async with asyncio.timeout_at(self._began + GRACE + self._came / SLOWEST):
                message: Scope = await self._receive()
        except TimeoutError:
            raise TooSlow("Документ идёт слишком медленно: связь закрыта. Попробуйте ещё раз.") from None
        self._came += len(message.get("body", b""))
        self._more = message.get("more_body", False)
        if self._came > self._most:
            raise TooMuch(_too_much(self._most))
        return message


def _too_much(most: int) -> str:
    return f"Слишком много данных: сюда можно прислать не больше {f'{most // 1000:_}'.replace('_', ' ')} КБ."
