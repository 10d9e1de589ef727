"""An act on a terminal: its passport, and its units as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

import kb
from kb.answers import ActText, ChainEntry, Passport, Since, UnitNote, words_of
from kb.cli.corrections import put_lines, signed
from kb.export import HEADED, heading
from kb.russian import STATES, STATUSES, adoption, russian_day, title_beside, verb, where, with_title


def passport_lines(passport: Passport, short: bool = False) -> Iterator[str]:
    """What is known of the act; ``short``: its name only."""
    act = passport.act
    yield act.label
    if title_beside(act.label, act.title):
        yield f"«{act.title}»"
    if act.model:
        yield "Модельный акт: написан для этого проекта, не является правовым актом."
    if short:
        return
    yield f"Статус: {STATUSES[act.status].removeprefix('статус ')}. {passport.status_ground or ''}".rstrip()
    facts = {
        **approval_facts(passport),
        "Опубликован": passport.published and russian_day(passport.published),
        "Зарегистрирован в Минюсте": passport.registered and f"№ {passport.registered}",
        "Текст учитывает изменения по": passport.edition and russian_day(passport.edition),
        "Ссылок на акт в базе": str(act.times_cited),
        "Имя в базе": act.id,
    }
    for name, value in facts.items():
        if value:
            yield f"{name}: {value}"
    for approved in passport.approves:
        yield f"Утвердил: {approved.label} ({approved.id})"
    for corrected in passport.corrected:
        yield f"Поправка: {'; '.join(put_lines(corrected))} ({signed(corrected)})"
    if not act.has_text:
        yield "Текста акта в базе нет: он известен по ссылкам и карточкам."


def approval_facts(passport: Passport) -> dict[str, str | None]:
    """Who approved, adopted and signed the act, by its head."""
    by = passport.approved_by
    return {
        "Утверждён": f"{by.label} ({by.id})" if by else None,
        "Принят": "; ".join(adoption(one.by, one.day, one.protocol) for one in passport.adoptions),
        "Подписал": passport.signed_by,
    }


def text_lines(answer: ActText) -> Iterator[str]:
    """The units' text, each paragraph a line; who changed a unit, or will, stands below it."""
    day = answer.at or kb.today().isoformat()
    for unit in answer.units:
        if said := words_of(unit, day):
            yield said
        elif unit.kind in HEADED:
            yield ""
            yield heading(unit)
        if unit.known and unit.differs:
            yield f"    [{differing(unit.differs)}]"
        for note in unit.changes:
            refused = f" - {STATES.get(note.state, note.state)}: {note.reason}" if note.reason else ""
            part = f", {note.part}" if note.part else ""
            yield f"    [{verb(note.verb)}{part}: {note.by.label if note.by else ''}{_since(note, day)}{refused}]"
            yield from (f"    [по поправке: {signed(corrected)}]" for corrected in note.corrected)


def differing(since: Since) -> str:
    """«сегодня иначе: с 01.05.2024, Постановление …»: that a unit's words on the day are not today's."""
    when = f": с {russian_day(since.day)}" if since.day else ""
    by = "; ".join(act.label for act in since.by)
    return f"сегодня иначе{when}{', ' if when and by else ': ' if by else ''}{by}"


def _since(note: UnitNote, day: str) -> str:
    """«, с 01.05.2024»; of a change that is not in force on the day, «, в силе будет с …»."""
    if not note.in_force_from:
        return ""
    return f", {'с' if note.in_force_from <= day else 'в силе будет с'} {russian_day(note.in_force_from)}"


def _force(entry: ChainEntry) -> str:
    """«, с 01.05.2024; не применено», the first day of what the act orders and what became of it."""
    since = f", с {russian_day(entry.in_force_from)}" if entry.in_force_from else ""
    states = {change.state for change in entry.changes}
    apart = [STATES[state] for state in ("refused", "pending") if state in states]
    some = "частью " if len(states) > 1 else ""
    return since + "".join(f"; {some}{words}" for words in apart)


def chain_lines(entries: tuple[ChainEntry, ...]) -> Iterator[str]:
    """One amending act a line, the units it touched below."""
    for entry in entries:
        act = entry.act
        day = russian_day(act.date) if act.date else "дата неизвестна"
        has_text = "" if act.has_text else " (текста нет)"
        verbs = ", ".join(dict.fromkeys(verb(change.verb) for change in entry.changes))
        yield f"{day:<15} {with_title(act.label, act.title)}{has_text}: {verbs}{_force(entry)}"
        if units := list(dict.fromkeys(where(change.unit, entry.naming) for change in entry.changes if change.unit)):
            yield f"{'':<15}   {'; '.join(units)}"
        for corrected in dict.fromkeys(one for change in entry.changes for one in change.corrected):
            yield f"{'':<15}   по поправке: {signed(corrected)}"
