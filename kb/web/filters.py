"""Filters and globals of the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from kb.russian import BASES, FIELDS, KINDS, RELATIONS, STATES, VERBS, adoption, kind_of, title_beside, verb
from kb.web import russian
from kb.web.lawbook import capitals, heading_label
from kb.web.margin import note
from kb.web.root import root
from kb.web.typeset import act_path, description, wording


def facet_value(value: Any, column: str) -> str:
    """A facet's value in a table: codes in words, the rest as it is."""
    said = str(value)
    if column == "status" and said in russian.STATUSES:
        return russian.STATUSES[said].words
    if column == "kind" and said in KINDS:
        return KINDS[said].short
    words = {"verb": VERBS, "relation": RELATIONS, "state": STATES, "basis": BASES}
    return words.get(column, {}).get(said, said) or "пусто"


_LONG_SAME = 400
"""Characters of unchanged wording, beyond which its middle is left out of a comparison."""


def pieces(parts: Iterable[tuple[str, str]], signs: str, whole: bool = False) -> Markup:
    """A compared wording as HTML: what came in ``<ins>``, what went in ``<del>``; only the signs asked for.

    Unless ``whole``, a long run of words that did not change loses its middle.
    """
    out = []
    for sign, words in parts:
        if sign not in signs:
            continue
        if sign == "=" and len(words) > _LONG_SAME and not whole:
            half = _LONG_SAME // 2
            words = f"{words[:half].rpartition(' ')[0]} […] {words[-half:].partition(' ')[2]}"
        tag = {"+": "ins", "-": "del"}.get(sign)
        out.append(f"<{tag}>{wording(words)}</{tag}>" if tag else str(wording(words)))
    return Markup("".join(out))


FILTERS: dict[str, Callable[..., Any]] = {
    "wording": lambda text: wording(text or ""),
    "adoption": lambda one: adoption(one.by, one.day, one.protocol),
    "title_beside": lambda card: title_beside(card.label, card.title),
    "capitals": capitals,
    "guillemets": russian.guillemets,
    "long_day": russian.long_day,
    "short_day": russian.short_day,
    "calendar_day": russian.calendar_day,
    "sentence": russian.sentence,
    "grouped": russian.grouped,
    "file_size": russian.file_size,
    "status": russian.status,
    "verb": verb,
    "relation": lambda code: RELATIONS.get(code, code),
    "basis": lambda code: BASES.get(code, code),
    "field": lambda code: FIELDS.get(code, code),
    "state": lambda code: STATES.get(code, code),
    "scheme": lambda code: russian.SCHEMES.get(code, code),
    "will": lambda code: russian.COMING.get(code, russian.COMING["changes"]),
    "what": lambda code: russian.CHANGES.get(code, code),
    "kind_title": lambda slug: KINDS[slug].title if slug in KINDS else slug,
    "kind_short": lambda slug: kind_of(slug).short if slug in KINDS else slug,
    "address": russian.address_in_words,
    "dashes": lambda text: text.replace(" - ", " — "),
    "tells_title": lambda hit: "".join(part.text for part in hit.passage).strip() == (hit.title or "").strip(),
    "pieces": pieces,
    "eve": lambda iso: (date.fromisoformat(iso) - timedelta(days=1)).isoformat(),
    "facet_value": facet_value,
    "row_link": lambda anchor: row_link(anchor),
    "groupby_run": lambda items, name: runs(items, name),
    "describe": description,
    "note": note,
}

GLOBALS: dict[str, Any] = {
    "plural": russian.plural,
    "act_path": act_path,
    "heading_label": heading_label,
    "root": root,
}


def row_link(anchor: Any) -> Markup:
    """Datasette's link to a row, named «строка»: the cell itself leads to the act's page."""
    return Markup(str(anchor).partition(">")[0] + ">строка</a>") if str(anchor).startswith("<a ") else Markup("")


def runs(items: Iterable[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """Neighbours that agree in an attribute, together; unlike Jinja's ``groupby`` the order stays."""
    return [(value, list(run)) for value, run in groupby(items, key=attrgetter(name))]
