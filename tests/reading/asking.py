"""Asking one face a question: what it says, beside what the verb says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from faces import DAYS, Asked, Command, Page, Question, Rows, Value, Verb, Way

from kb.answers import plain
from kb.cli import run
from kb.errors import KnowledgeBaseError
from kb.web.sql_functions import register


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a question has no answer, and why; "" where the face has no words for it."""

    why: str = ""


@dataclass
class Faces:
    """The faces of one base.

    ``answers``: what verbs have said of it, for every face is measured by them; ``kept``: the last page, for a twin
    that answers of several acts at once; ``asked``: how many questions.
    """

    path: Path
    base: sqlite3.Connection
    site: Any
    answers: dict[tuple[Verb, Asked], Any]
    kept: dict[str, Any] = field(default_factory=dict)
    asked: int = 0

    def __post_init__(self) -> None:
        register(self.base)

    def verb(self, question: Question, way: Way, asked: Asked) -> Any:
        """What the verb answers, as JSON has it: the part that the way gives."""
        verb = way.verb or question.verb
        if (verb, asked) not in self.answers:
            self.answers[verb, asked] = _answer(self.base, verb, asked)
        answer = self.answers[verb, asked]
        if isinstance(answer, Refusal):
            return [] if isinstance(way, Rows) else Refusal() if isinstance(way, Value) else answer
        return way.told(answer, asked)

    async def face(self, way: Way, asked: Asked) -> Any:
        """What the face answers: the part that is the answer."""
        self.asked += 1
        if isinstance(way, Command):
            answer = self._command(way.line, asked)
        elif isinstance(way, Page):
            answer = await self._page(way.line, asked)
        elif isinstance(way, Rows):
            answer = await self._rows(way.line, asked)
        else:
            answer = self._value(way.line, asked)
        return answer if isinstance(answer, Refusal) else way.of(answer, asked)

    def _command(self, line: str, asked: Asked) -> Any:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            run([*_words(line, {**asked.named(), "base": str(self.path)}), "--json"])
        if err.getvalue():
            return Refusal(err.getvalue().strip())
        said = [json.loads(one) for one in out.getvalue().splitlines()]
        return said if line.startswith(("coming", "dead")) else said[0]

    async def _page(self, line: str, asked: Asked) -> Any:
        path, _, query = line.format_map(asked.named()).partition("?")
        pairs = [(name, value) for name, value in parse_qsl(query) if value != "None"]
        return await self._got(f"{path}?{urlencode(pairs)}")

    async def _rows(self, line: str, asked: Asked) -> Any:
        name, *parameters = line.split()
        pairs = [(one.partition("=")[0], asked.named()[one.rpartition("=")[2]] or "") for one in parameters]
        return await self._got(f"/kb/{name}.json?_shape=array&_size=max&{urlencode(pairs)}")

    async def _got(self, address: str) -> Any:
        if address not in self.kept:
            answer = await self.site.client.get(address)
            said = answer.json() if answer.content else {"ok": False, "error": f"{answer.status_code}"}
            self.kept = {address: Refusal(said["error"]) if answer.status_code != 200 else said}
        return self.kept[address]

    def _value(self, line: str, asked: Asked) -> Any:
        ((said,),) = self.base.execute(f"SELECT {line}", asked.named())
        if said is None:
            return Refusal()
        return json.loads(said) if line.startswith(("kb_", "units_at")) else said


def _answer(base: sqlite3.Connection, verb: Verb, asked: Asked) -> Any:
    try:
        return plain(verb(base, asked))
    except KnowledgeBaseError as error:
        return Refusal(str(error))


def _words(line: str, named: dict[str, str | None]) -> Iterator[str]:
    """The words of a command; an option without a value is left out, and so is an argument without one."""
    words = line.split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        name = (after if word.startswith("--") else word).strip("{}")
        if name not in named or named[name] is not None:
            yield word.format_map(named)


class Place(NamedTuple):
    """What can be asked about: ``act`` None is the base as a whole; ``held``: the base has the act's text."""

    act: str | None
    unit: str | None
    held: bool

    @property
    def kind(self) -> str:
        """Which it is, as :class:`faces.Question` calls them."""
        return "base" if self.act is None else "unit" if self.unit else "act"


def places(base: sqlite3.Connection) -> list[Place]:
    """The base as a whole, every act and every unit of it."""
    acts = base.execute("SELECT id, NULL, has_text FROM acts ORDER BY id").fetchall()
    units = base.execute("SELECT act, eid, 1 FROM units ORDER BY act, position").fetchall()
    return [Place(None, None, True), *(Place(act, unit, bool(held)) for act, unit, held in (*acts, *units))]


def questions(question: Question, of: Iterable[Place]) -> Iterator[Asked]:
    """The question asked of those places on every day, of each pair of days once."""
    pairs = [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[2]), (DAYS[0], DAYS[2])]
    days = list(zip(DAYS, pairs, strict=True))[: None if "day" in question.of else 1]
    for place in of:
        if place.kind in question.of.split():
            yield from (Asked(*place, day, *pair) for day, pair in days)


def opened(path: Path) -> closing[sqlite3.Connection]:
    """A connection of the tests' own, to read by."""
    return closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))
