"""What may be wrong with a citation: an ordered table of small rules, each ``Cited`` → remarks.

A rule speaks only of what the base knows. Levels: «wrong» is to be mended, «doubtful» to be looked at by a person,
«unknown» is what the base cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.law.address import Naming, in_words
from ingest.law.text import level
from kb.answers import Remark
from kb.checker.cited import Cited, CitedUnit
from kb.editions.reach import within
from kb.editions.status import Status
from kb.russian import russian_day
from kb.store.rows import ActRow, OperationRow

MOST_NAMED = 3
"""Acts named in one remark; of the others only the number is told."""


def not_understood(cited: Cited) -> Iterator[Remark]:
    """The words name no act, or several."""
    if cited.citation.status == "ambiguous":
        named = f": {_list([act.label for act in cited.candidates])}" if cited.candidates else ""
        yield Remark(
            "doubtful", "ambiguous", f"Так можно назвать несколько актов{named}.", "Укажите вид, дату и номер."
        )
    elif cited.citation.act is None or cited.citation.status == "unknown":
        yield Remark("unknown", "not-understood", "Непонятно, какой акт назван.", "Укажите вид, дату и номер.")


def other_day(cited: Cited) -> Iterator[Remark]:
    """The base knows acts of this kind and number, all of other days."""
    if cited.namesakes and cited.citation.act and cited.citation.act.date:
        known = _list([act.label for act in cited.namesakes])
        yield Remark("doubtful", "other-day", f"Акта от этой даты в базе нет, а есть {known}.", "Сверьте дату и номер.")
    elif cited.namesakes:
        known = _list([act.label for act in cited.namesakes])
        yield Remark("doubtful", "ambiguous", f"Под этим номером в базе несколько актов: {known}.", "Укажите дату.")


def not_in_base(cited: Cited) -> Iterator[Remark]:
    """The act is understood, and the base knows nothing of it."""
    citation = cited.citation
    if citation.status == "resolved" and citation.act and cited.row is None and not cited.namesakes:
        yield Remark("unknown", "not-in-base", "Такого акта в базе нет: проверить ссылку нечем.")


def not_in_force(cited: Cited) -> Iterator[Remark]:
    """Repealed, not yet in force, suspended, or nobody knows."""
    found = cited.status and _OF_STATUS.get(cited.status.code)
    if cited.status and found:
        grade, rule, advice = found
        yield Remark(grade, rule, cited.status.ground, advice)


_OF_STATUS = {
    "repealed": ("wrong", "repealed", "Найдите акт, который действует вместо него, или уберите ссылку."),
    "not_yet": ("doubtful", "not-yet", "До этого дня ссылаться на акт как на действующий нельзя."),
    "suspended": ("doubtful", "suspended", None),
    "unknown": ("unknown", "status-unknown", None),
}


def partly_repealed(cited: Cited) -> Iterator[Remark]:
    """The act has lost force but for some units, and the citation is of none of these."""
    if cited.status is None or cited.status.code != "partly_repealed":
        return
    named = cited.citation.addresses
    if not named:
        yield Remark("doubtful", "partly-repealed", cited.status.ground, "Укажите единицу, которая действует.")
    elif cited.row and not cited.row.has_text and not all(_is_left(cited.status, eid) for eid in named):
        yield Remark("wrong", "partly-repealed", cited.status.ground, "Найдите, что действует вместо этой единицы.")


def _is_left(found: Status, eid: str) -> bool:
    return any(within(eid, unit) for unit in found.spared)


def no_such_unit(cited: Cited) -> Iterator[Remark]:
    """The act's text has no unit of that address."""
    for unit in cited.units:
        if unit.row is None and unit.repealed_by is None:
            name = _unit_name(cited, unit)
            yield Remark("wrong", "no-such-unit", f"В тексте акта нет такой единицы: {name}.", "Сверьте адрес.")


def unit_ended(cited: Cited) -> Iterator[Remark]:
    """The unit was repealed by the day."""
    for unit in cited.units:
        day = cited.day.isoformat()
        until = unit.row.in_force_until if unit.row else None
        if unit.repealed_by:
            by = cited.label(unit.repealed_by)
            message = f"Единица утратила силу: {_unit_name(cited, unit)} ({by})."
            yield Remark("wrong", "unit-repealed", message, "Уберите ссылку или найдите, что действует вместо неё.")
        elif until and until <= day:
            message = f"Единицы уже нет: {_unit_name(cited, unit)} - до {russian_day(until)}."
            yield Remark("wrong", "unit-repealed", message, "Сверьте адрес с действующей редакцией.")


def unit_not_yet(cited: Cited) -> Iterator[Remark]:
    """The unit comes into being after the day."""
    for unit in cited.units:
        if unit.row and unit.row.in_force_from > cited.day.isoformat():
            since = russian_day(unit.row.in_force_from)
            yield Remark("doubtful", "unit-not-yet", f"Единица появится {since}: {_unit_name(cited, unit)}.")


def other_title(cited: Cited) -> Iterator[Remark]:
    """The title in quotes is not the act's."""
    quoted, title = cited.citation.title, cited.row.title if cited.row else None
    if quoted and title and level(quoted) not in level(title) and level(title) not in level(quoted):
        yield Remark("doubtful", "other-title", f"Акт называется иначе: «{title}».", "Сверьте название.")


def older_edition(cited: Cited) -> Iterator[Remark]:
    """The citation names an edition - the day of the last amending act it takes in - and an act signed later changed
    it; where units are named, whether they were changed."""
    edition = cited.citation.edition
    if edition is None:
        return
    later = [change for change in cited.changes if cited.signed(change) > edition.isoformat()]
    touching = [c for c in later if any(_touches(c, unit) for unit in cited.units)]
    acts = list(dict.fromkeys(cited.label(change) for change in touching or later))
    since = russian_day(edition.isoformat())
    if touching or (later and not cited.units):
        message = f"После редакции {since} {'единица изменена' if touching else 'акт изменён'}: {_list(acts)}."
        yield Remark("wrong", "older-edition", message, "Укажите действующую редакцию.")
    elif later:
        message = f"После редакции {since} акт изменён ({_list(acts)}), но не в названной части."
        yield Remark("doubtful", "older-edition", message, "Укажите действующую редакцию.")


def _touches(change: OperationRow, unit: CitedUnit) -> bool:
    """Whether the change is of the unit, of one inside it or of one around it (the whole act too)."""
    one, other = f"{change.target_eid}__", f"{unit.eid}__"
    return not change.target_eid or one.startswith(other) or other.startswith(one)


def incomplete(cited: Cited) -> Iterator[Remark]:
    """The document's first mention of the act by its number gives no day, though the base knows it."""
    act = cited.citation.act
    if cited.first and cited.row and cited.row.date and act and act.number and not act.date:
        yield Remark("doubtful", "incomplete", "В ссылке нет даты акта.", f"Пишите: {_in_full(cited.row)}.")


Rule = Callable[[Cited], Iterator[Remark]]

RULES: tuple[Rule, ...] = (
    not_understood,
    other_day,
    not_in_base,
    not_in_force,
    partly_repealed,
    no_such_unit,
    unit_ended,
    unit_not_yet,
    other_title,
    older_edition,
    incomplete,
)
"""Asked in this order; remarks stand in it."""


def _unit_name(cited: Cited, unit: CitedUnit) -> str:
    return in_words(unit.eid, Naming(cited.row.naming) if cited.row else Naming.LAW)


def _in_full(row: ActRow) -> str:
    return f"{row.label} «{row.title}»" if row.title else row.label


def _list(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" и ещё {rest}" if rest > 0 else "")
