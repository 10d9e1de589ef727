"""How long `kb serve` waits on a socket. Uvicorn itself times only the pause between two requests: one who opens a
connection and says nothing, drips a header a minute, or does not read the answer would hold it for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WAITS = 10.0
"""Seconds for the head of a request, and for a reader that takes nothing."""

MALFORMED = "Запрос записан не по правилам HTTP.\n"


class Patient(H11Protocol):
    """Uvicorn's protocol that gives up on who keeps it waiting."""

    _looking: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _seen: Any = None
    """The request that was there at the last look."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._looking = self.loop.call_later(WAITS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._looking, self._stalled):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self._stalled or self.loop.call_later(WAITS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None

    def _look(self) -> None:
        """Cut the connection if nothing is being answered and no new request has come since the last look."""
        answering = self.cycle is not None and not self.cycle.response_complete
        if not answering and self._seen is self.cycle:
            self.transport.abort()
            return
        self._seen = self.cycle
        self._looking = self.loop.call_later(WAITS, self._look)

    def send_400_response(self, msg: str) -> None:
        """Uvicorn's answer to what is not HTTP, in Russian."""
        headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
        events = (h11.Response(status_code=400, headers=headers), h11.Data(data=MALFORMED.encode()), h11.EndOfMessage())
        for event in events:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
