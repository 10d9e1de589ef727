"""`kb corrections BASE [FILE…]`: what people have put right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand
from kb.russian import FIELDS

if TYPE_CHECKING:
    from kb.answers import Corrected, Correction, Draft

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
STATES = {"applied": "Действует", "overruled": "Не действует", "unfit": "Не действует"}


@click.command("corrections", cls=RussianCommand)
@arguments.base
@click.argument("files", nargs=-1, metavar="[ФАЙЛ…]", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--draft", is_flag=True, help="Напечатать заготовку: все поручения, которые не применены, с причинами.")
@arguments.as_json
def command(base: Path, files: tuple[Path, ...], draft: bool, as_json: bool) -> int:
    """Показать поправки людей к базе: кто, когда, на каком основании и что из этого вышло. ФАЙЛ - принять поправки.

    Файл с прежним именем заменяет прежний. Форма файла - docs/corrections.md. Код 1, если поправка ничему не подошла.
    """
    import kb
    from kb.cli.terminal import say_json

    kb.holdings(base)  # a base that is not there must not be made
    unread = _taken(base, files)
    if draft:
        for line in _draft_lines(kb.drafts(base)):
            say(line)
        return 0
    found = kb.corrections(base)
    for correction in found:
        if as_json:
            say_json(correction)
        else:
            for line in correction_lines(correction):
                say(line)
    if not found and not as_json:
        say("Поправок в базе нет.")
    return 1 if unread or any(correction.state == "unfit" for correction in found) else 0


def _taken(base: Path, files: tuple[Path, ...]) -> int:
    """Take the files in; how many of their entries could not be read."""
    from kb.cli.terminal import say_message
    from kb.load import NotCorrections, take_corrections

    try:
        return take_corrections(base, files, say_message) if files else 0
    except NotCorrections as error:
        raise click.UsageError(str(error)) from None


def correction_lines(correction: Correction) -> Iterator[str]:
    """The place, what is put, who and why, what became of it."""
    from kb.russian import STATES as ORDER_STATES

    yield f"{correction.file}, строка {correction.line}: {correction.of}"
    yield from (f"    {line}" for line in put_lines(correction.corrected))
    yield f"    {signed(correction.corrected)}"
    reason = f": {correction.reason}" if correction.reason else ""
    order = ""
    if correction.state == "applied" and correction.order:
        state, why = correction.order
        order = f"; поручение {ORDER_STATES.get(state, state)}{f': {why}' if why else ''}"
    yield f"    {STATES.get(correction.state, 'Ждёт')}{reason}{order}."


def put_lines(corrected: Corrected) -> Iterator[str]:
    """«прежние слова: «еженедельно» → «ежемесячно»», a field a line."""
    was = dict(corrected.was)
    for field, value in corrected.put:
        before = f"{_quoted(was[field])} → " if field in was else ""
        yield f"{FIELDS.get(field, field)}: {before}{_quoted(value)}"


def _quoted(value: str | None) -> str:
    """Words in quotes, days as people write them."""
    from kb.russian import russian_day

    if value is None:
        return "не сказано"
    return russian_day(value) if _ISO_DAY.fullmatch(value) else {"no": "нет"}.get(value, f"«{value}»")


def signed(corrected: Corrected) -> str:
    """«Иванова И.И., 15.01.2026: опечатка»."""
    from kb.russian import russian_day

    return f"{corrected.who}, {russian_day(corrected.day)}: {corrected.why}"


def _draft_lines(drafts: Iterable[Draft]) -> Iterator[str]:
    """An overlay to fill in and take: each order with its words and the reason as comments."""
    yield "corrections:"
    for draft in drafts:
        yield ""
        waiting = f" (поручений: {draft.waiting})" if draft.waiting else ""
        yield f"  # {draft.label}{waiting}: {draft.reason}"
        yield from (f"  # | {line}" for line in draft.words.split("\n")[:6] if line.strip())
        yield f"  - {_subject(draft)}"
        yield "    put: {}   # " + ("from: 2024-09-01 или published: 2024-08-20" if draft.waiting else _PUT)
        yield "    who: "
        yield "    when: "
        yield "    why: "


_PUT = 'old: "…"; new: "…"; target: {unit: пункт 7}; from: 2024-09-01; apply: no'


def _subject(draft: Draft) -> str:
    """How the entry names what it corrects."""
    if draft.waiting:
        return f"act: {draft.act}"
    unit = f", unit: {json.dumps(draft.unit, ensure_ascii=False)}" if draft.unit else ""
    words = f", words: {json.dumps(draft.telling, ensure_ascii=False)}" if draft.telling else ""
    return f"operation: {{act: {draft.act}{unit}, verb: {draft.verb}{words}}}"
