"""The margin beside a line of law: who changed it last, who will, why it reads so, who cites it.

The margin is as tall as its line where it can be, so that a note always stands beside the words it speaks of: the last
change in force and the next one are said in a line each, all the others fold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from kb.answers import ActRef, UnitNote, UnitText
from kb.russian import VERBS, kind_of
from kb.web.russian import plural, short_day
from kb.web.typeset import act_path, description

Named = tuple[UnitText, str]
"""A unit and its address in words."""


def margin(act: str, line: Sequence[UnitText], address: Callable[[UnitText], str], shown: str, now: str) -> str:
    """The notes to a line as HTML, "" when there are none.

    ``line``: its own unit last, before it the containers that begin with the line, the largest first; ``address``: how
    a unit is called; ``shown``: ISO day of the wording; ``now``: today.
    """
    if not any(unit.changes or unit.times_cited or unit.since or unit.differs for unit in line):
        return ""
    units = [(unit, address(unit)) for unit in line]
    said, folded = _changes(units, shown, now)
    said += "".join(_otherwise(act, unit, shown, now) for unit in line if unit.differs and unit.known)
    ways = folded + _ways(act, units)
    if not (said or ways):
        return ""
    more = f'<div class="ways">{ways}</div>' if ways else ""
    return f'<aside class="margin" aria-label="Пометки: {escape(units[0][1])}">{said}{more}</aside>'


def _otherwise(act: str, unit: UnitText, shown: str, now: str) -> str:
    """«сегодня иначе: с 01.05.2024, № 215-МП, сравнить»: that the words of the day are not today's."""
    differs = unit.differs
    if differs is None:
        return ""
    when = f" с\u00a0{escape(short_day(differs.day))}" if differs.day else ""
    by = ", ".join(named_briefly(one) for one in differs.by)
    since, until = sorted((shown, now))
    href = f"{escape(act_path(act))}/diff?from={since}&amp;to={until}&amp;unit={escape(unit.eid)}"
    return f'<p class="otherwise">сегодня иначе{when}{": " if by else ""}{by} <a href="{href}">сравнить</a></p>'


def named_briefly(act: ActRef) -> str:
    """The act by its number, the whole of its name in the title: a link."""
    suffix = kind_of(act.kind).suffix
    name = act.label
    if act.number:
        name = act.number if suffix and act.number.endswith(suffix) else f"№\u00a0{act.number}"
    return f'<a href="{escape(act_path(act.id))}" title="{escape(act.label)}">{escape(name)}</a>'


def _changes(units: Sequence[Named], shown: str, now: str) -> tuple[str, str]:
    """The last change and the next one, a line each; all the others, folded."""
    every = [(change, name) for unit, name in units for change in unit.changes if change.state != "refused"]
    done = [one for one in every if not is_later(one[0], shown)]
    later = [one for one in every if is_later(one[0], shown)]
    told = any(unit.differs for unit, _ in units)  # the change that makes the words other than today's is said apart
    lines = [f"<p>{_short(done[-1][0])}</p>"] if done else []
    lines += [f'<p class="pending">{_coming(later[0][0], now)}</p>'] if later and not told else []
    hidden = not units[-1][0].known  # and what hides the words stands in their place
    others = done[:-1] + ([] if hidden else later if told else later[1:])
    named = len(units) > 1
    items = "".join(f"<li>{f'{escape(name)}: ' if named else ''}{note(one, shown)}</li>" for one, name in others)
    folded = f"<details><summary>ещё {len(others)}</summary><ul>{items}</ul></details>" if others else ""
    return "".join(lines), folded


def _ways(act: str, units: Sequence[Named]) -> str:
    """Links to what is told elsewhere of the line."""
    links = []
    told = [(unit, name) for unit, name in units if unit.since or (unit.gone and unit.changes)]
    if told:
        unit, name = told[-1]
        href = f"{escape(act_path(act))}/why?unit={escape(unit.eid)}"
        links.append(f'<a href="{href}" aria-label="{escape(f"Почему так: {name}")}">почему так</a>')
    for unit, name in units:
        if unit.times_cited:
            count = plural(unit.times_cited, "ссылка", "ссылки", "ссылок")
            href = f"{escape(act_path(act))}/cited-by?unit={escape(unit.eid)}"
            label = escape(f"{count} сюда: {name}")
            links.append(f'<a class="cited" href="{href}" aria-label="{label}">{count} сюда</a>')
    return " ".join(links)


def note(change: UnitNote, shown: str = "") -> Markup:
    """«в редакции 99-ФЗ от 07.05.2013, с 01.09.2013» as small print with a link to the changing act."""
    since = f", с\u00a0{escape(short_day(change.in_force_from))}" if change.in_force_from else ""
    waits = ' <em class="pending">позже</em>' if is_later(change, shown) else ""
    who = _who(change, _signed(change))
    return Markup(f'<span class="verb">{_verb(change)}</span> {who}{since}{waits}{_mended(change)}')


def is_later(change: UnitNote, shown: str) -> bool:
    """Whether the change has not taken effect by the ISO day ``shown``; "" is no day."""
    return change.state == "pending" or bool(shown and change.since > shown)


def _short(change: UnitNote) -> str:
    """The same in one line: the day of force where it is known, else the day of signing."""
    who = _who(change, _numbered(change) if change.in_force_from else _signed(change))
    since = f" с\u00a0{escape(short_day(change.in_force_from))}" if change.in_force_from else ""
    return f"{_verb(change)} {who}{since}{_mended(change)}"


def _coming(change: UnitNote, now: str) -> str:
    past = change.state != "pending" and change.since <= now
    since = (
        f" с\u00a0{escape(short_day(change.in_force_from))}:"
        if change.in_force_from
        else ":"
        if past
        else ", дата неизвестна:"
    )
    when = f"{'изменено позже' if past else 'изменится'}{since}"
    return f"{when} {_who(change, _numbered(change))}{_mended(change)}"


def _mended(change: UnitNote) -> str:
    """That a person corrected what the program had read."""
    return ' <em class="mended">по поправке</em>' if change.corrected else ""


def _verb(change: UnitNote) -> str:
    """What was done; of a unit set out anew the margin of a law says «в редакции»."""
    return "в редакции" if change.verb == "restate" else VERBS.get(change.verb, VERBS["other"])


def _who(change: UnitNote, name: str) -> str:
    by = change.by
    if by is None:
        return str(escape(name))
    return f'<a href="{escape(act_path(by.id))}" title="{escape(description(by))}">{escape(name)}</a>'


def _signed(change: UnitNote) -> str:
    """The changing act with its day: «557-ФЗ от 28.12.2024», «№ 215-МП от 10.04.2024»."""
    number, card = _numbered(change), change.by
    return f"{number} от\u00a0{short_day(card.date)}" if card and card.number and card.date else number


def _numbered(change: UnitNote) -> str:
    """The changing act by its number alone: «557-ФЗ», «№ 215-МП»."""
    card = change.by
    if card is None or not card.number:
        return card.label if card else ""
    return card.number if card.number == card.short else f"№\u00a0{card.number}"
