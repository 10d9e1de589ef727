"""What a visitor asks for: parameters of the query string, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, unquote, urlencode

from kb.russian import ImpossibleDate, code_of, read_date
from kb.web.root import root

LONGEST_QUERY = 500
"""Characters of a search query that are looked at; a longer one is refused."""

LONGEST_QUERY_STRING = 4_000


class BadQuery(ValueError):
    """The query string asks for what cannot be. ``str(error)`` is a Russian sentence for the visitor.

    ``status``: of the HTTP answer.
    """

    status = 400


class NotHere(LookupError):
    """There is nothing at that address. ``str(error)`` is a Russian sentence."""


class Moved(Exception):
    """The answer stands at another address of this site."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True)
class Request:
    """One request, already split.

    Attributes:
        path: path as the routes saw it, without ``.json`` and without the site's root.
        names: parts of the path by the name of the route («act», «collection»), percent-decoded.
        pairs: the query string, in order.
        host: scheme and host as the visitor typed them, for absolute addresses in feeds.
        as_json: whether the JSON twin is wanted.
        tables: address of the tables of the base that the page reads.
    """

    path: str
    names: dict[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    host: str = "http://127.0.0.1:8001"
    as_json: bool = False
    tables: str = "/kb"

    @classmethod
    def of(
        cls, path: str, names: dict[str, str | None], query_string: str, host: str, as_json: bool = False
    ) -> Request:
        """The request of a raw path and query string.

        Raises:
            BadQuery: the query string is too long or is not UTF-8.
        """
        if len(query_string) > LONGEST_QUERY_STRING:
            raise BadQuery("Слишком длинный адрес запроса.")
        try:
            pairs = parse_qsl(query_string, keep_blank_values=True, errors="strict", max_num_fields=50)
            decoded = {name: unquote(value, errors="strict") for name, value in names.items() if value}
        except (ValueError, UnicodeDecodeError):
            raise BadQuery("Адрес запроса записан с ошибкой: его нельзя прочитать.") from None
        return cls(path, decoded, tuple(pairs), host, as_json)

    @property
    def address(self) -> str:
        """This page's address, without parameters."""
        return root() + self.path

    def text(self, name: str, default: str = "") -> str:
        """A parameter as one line without outer spaces.

        Raises:
            BadQuery: it holds control characters or is too long.
        """
        value = next((value for key, value in reversed(self.pairs) if key == name), default).strip()
        if len(value) > LONGEST_QUERY:
            raise BadQuery(f"Слишком длинный запрос: можно не больше {LONGEST_QUERY} знаков.")
        if any(not ch.isprintable() and ch not in "\u00a0\t\u00ad" and not "\u2000" <= ch <= "\u206f" for ch in value):
            raise BadQuery("В запросе есть знаки, которых не бывает в тексте.")
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """Every value given to a parameter, blank ones left out, each once."""
        return tuple(
            dict.fromkeys(value.strip()[:LONGEST_QUERY] for key, value in self.pairs if key == name and value.strip())
        )

    def code(self, name: str, codes: Mapping[str, str | tuple[str, ...]]) -> str:
        """A code, given as itself or in the words that it is shown in; "" when none is given.

        Raises:
            BadQuery: it is none of them.
        """
        return next(iter(self.codes(name, codes)[-1:]), "")

    def codes(self, name: str, codes: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
        """Every code given to a parameter, as in :meth:`code`."""
        found = [(said, code_of(said, codes)) for said in self.many(name)]
        for said, code in found:
            if code is None:
                some = ", ".join(words if isinstance(words, str) else words[0] for words in list(codes.values())[:12])
                raise BadQuery(f"Параметр «{name}» не может быть «{said[:40]}». Бывает: {some}.")
        return tuple(dict.fromkeys(code for _, code in found if code))

    def number(self, name: str, default: int, least: int = 1, most: int = 10_000) -> int:
        """A whole number between ``least`` and ``most``.

        Raises:
            BadQuery: not a number, or out of bounds.
        """
        value = self.text(name)
        if not value:
            return default
        if not (value.isascii() and value.isdecimal() and len(value) <= 9):
            raise BadQuery(f"Параметр «{name}» должен быть числом, а не «{value[:40]}».")
        if not least <= int(value) <= most:
            raise BadQuery(f"Параметр «{name}» должен быть от {least} до {most}.")
        return int(value)

    def day(self, name: str) -> date | None:
        """A day in any form acts use («13.07.2022», «2022-07-13», «13 июля 2022 г.»); None when none is given.

        Raises:
            BadQuery: no such day.
        """
        value = self.text(name)
        if not value:
            return None
        try:
            return read_date(value)
        except ImpossibleDate:
            raise BadQuery(f"Такой даты нет: «{value[:40]}». Напишите, например, 01.09.2023.") from None

    def flag(self, name: str) -> bool:
        """True when the parameter is given and does not say no."""
        return self.text(name).lower() not in ("", "0", "нет", "off", "false")

    def again(self, **changes: str | int | None) -> str:
        """This page's address with parameters changed; None leaves one out, others stay in order."""
        changed = dict(changes)
        pairs = [(key, value) for key, value in self.pairs if key not in changed and value]
        pairs += [(key, str(value)) for key, value in changed.items() if value not in (None, "")]
        return self.address + ("?" + urlencode(pairs) if pairs else "")

    def without(self, name: str, value: str) -> str:
        """This page's address with one value of a parameter dropped, and paging begun anew."""
        pairs = [pair for pair in self.pairs if pair != (name, value) and pair[0] != "page" and pair[1]]
        return self.address + ("?" + urlencode(pairs) if pairs else "")

    def adding(self, name: str, value: str) -> str:
        """This page's address with one more value of a parameter, and paging begun anew."""
        pairs = [pair for pair in self.pairs if pair != (name, value) and pair[0] != "page" and pair[1]]
        return self.address + "?" + urlencode([*pairs, (name, value)])
