"""What stands before every page: malformed requests turned away, the rest let in at a bearable pace."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request

from kb.web.address import check_address, without_broken_cookies
from kb.web.attached import concerns_us
from kb.web.error_page import error_page
from kb.web.intake import Intake
from kb.web.request import BadQuery
from kb.web.root import App, Scope, Send

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class NoSuchMethod(BadQuery):
    """Nothing here is written or removed."""

    status = 405


class Curt(BadQuery):
    """Datasette, or its middleware, says no in a few plain English words."""

    def __init__(self, status: int) -> None:
        super().__init__(_WORDS.get(status, "Запрос записан с ошибкой."))
        self.status = status


_WORDS = {403: "Сюда нельзя: эта страница закрыта.", 404: "Такой страницы нет.", 405: "Сюда так не обращаются."}


_CURT = 200
"""Bytes of an answer that is no page."""


def gated(datasette: Any, app: App) -> App:
    """The application behind the gate, for what concerns a base of ours.

    What Datasette's own middleware fails on - it reads cookies and forms - never reaches its page of errors: it is
    answered here.
    """

    async def gate(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http" or not concerns_us(datasette, str(scope["path"])):
            await app(scope, receive, send)
            return
        begun = False
        held: Scope | None = None

        async def sending(message: Scope) -> None:
            nonlocal begun, held
            if _is_refusal(message):
                held = message
                return
            if held and len(message.get("body", b"")) < _CURT:
                raise Curt(held["status"])
            begun = True
            if held:
                await send(held)
                held = None
            await send(message)

        scope = without_broken_cookies(scope)
        try:
            if scope["method"] not in _METHODS:
                raise NoSuchMethod("Так к этому серверу не обращаются: он отвечает на GET и POST.")
            check_address(scope)
            await app(scope, Intake(scope, receive).receive, sending)
        except Exception as error:
            if begun:
                raise
            request = Request({"csrftoken": lambda: "", **scope}, receive)
            await (await error_page(datasette, request, error, ours=False)).asgi_send(send)

    return gate


def _is_refusal(message: Scope) -> bool:
    """Whether an answer begins that says no, and not to a program: its JSON is curt by right."""
    if message["type"] != "http.response.start" or not 400 <= message["status"] < 500:
        return False
    return not any(name == b"content-type" and b"json" in value for name, value in message.get("headers", ()))
