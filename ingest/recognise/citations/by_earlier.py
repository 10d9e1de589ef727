"""Acts called shortly by what the document said of them before: by the beginning of a title, by what they approve.

… № 209-ФЗ «Об охоте и о сохранении …»; статья 24 Закона об охоте
Регламент Думы, утверждённый решением от …; часть 3 статьи 55 Регламента Думы
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.law.act_id import ActId
from ingest.law.annexes import COMPONENTS, component_name
from ingest.law.known_acts import by_id
from ingest.law.pattern import pattern
from ingest.law.text import level
from ingest.parsed import Requisites
from ingest.recognise.citations.annex_names import COMPONENT
from ingest.recognise.citations.draft import Draft

LAWS = frozenset({"fz", "fkz", "zakon"})
ABOUT = pattern(r"\s+(?P<about>об?о?\s+[а-яё]+)")
"""What a law is about, as far as the first word that tells: «указанного Федерального закона об образовании»."""
_WORDS = r"[^\s,.;:()«»\"]+"
_WORD = pattern(r"\S+")
_NAME = rf"(?P<name>{_WORDS}(?:[^\S\n]+{_WORDS}){{0,13}})"
_LAW = pattern(rf"[Зз]акон(?<![А-Яа-яЁё].акон)(?:а|у|ом|е|(?<=З.{{4}}))\s+(?=об?о?\s){_NAME}")
_APPROVED = pattern(rf"(?<![А-Яа-яЁё]){COMPONENT}\s+{_NAME}(?:,?\s+утв(?:ержд[её]нн?\w*|\.)\s+|\s\()\Z")
"""An annex by its whole name, right before the act that approves it."""


class _Named(NamedTuple):
    """A name that an act bore where it was cited in full: its words, and from where on they may mean the act."""

    words: tuple[str, ...]
    since: int
    draft: Draft
    component: str


_Names = defaultdict[tuple[str, str], list[_Named]]
"""Names by what is called so (a law, an annex of some sort) and the words that open them."""
_LAW_WORD = "Закон"
_CHANGES = pattern(r"(?i:о внесении|об изменени|о приостановлени|о признании|об отмене)")
_ENOUGH = {_LAW_WORD: 2}
"""Words that tell a longer name from others: of a law «об охоте», of an annex three."""


def is_about(draft: Draft, about: str) -> bool:
    """Whether the title of a law begins so."""
    return f"{level(_title(draft))} ".startswith(f"{level(about)} ")


def by_earlier(text: str, drafts: Sequence[Draft], head: Requisites | None) -> Iterator[Draft]:
    """A draft for each later use of a name; none where two acts bear it, or the act's own annex may be meant."""
    names = _names(text, drafts)
    own = level(head.title or "") if head and not _CHANGES.match(head.title or "") else ""
    for what, m in _uses(text, {what for what, _ in names}):
        words = tuple(m["name"].split())
        best: dict[int, dict[ActId, _Named]] = defaultdict(dict)
        for named in names.get(_key(what, words), ()):
            shared = _shared(named.words, words)
            if named.since < m.start() and shared >= min(_ENOUGH.get(what, 3), len(named.words)):
                best[shared].setdefault(named.draft.identity(), named)
        if best and len(found := best[max(best)]) == 1 and level(" ".join(words[: max(best)])) not in own:
            (named,) = found.values()
            yield named.draft.again(m.start(), _end(m, max(best)), named.component, form="title")


def _names(text: str, drafts: Sequence[Draft]) -> _Names:
    names: _Names = defaultdict(list)
    floor = 0
    for draft in (draft for draft in drafts if not draft.pointing):
        if draft.kind in LAWS:
            what, component, name = _LAW_WORD, "main", _title(draft)
        elif m := _APPROVED.search(text, max(floor, draft.start - 400), draft.start):
            what = component = component_name(m["stem"])
            name = m["name"]
        else:
            name = ""
        if words := tuple(name.split()):
            names[_key(what, words)].append(_Named(words, draft.full_end, draft, component))
        floor = draft.full_end
    return names


def _uses(text: str, wanted: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    if _LAW_WORD in wanted:
        yield from ((_LAW_WORD, m) for m in _LAW.finditer(text))
    stems = [f"[{stem[0]}{stem[0].lower()}]{stem[1:]}" for stem, name in COMPONENTS.items() if name in wanted]
    if stems:  # only such annexes as the text has named
        annex = pattern(
            rf"(?P<stem>{'|'.join(rf'(?<![А-Яа-яЁё]){stem}' for stem in stems)})[а-яё]{{0,4}}\s+{_NAME}"
            r"(?!,?[^.;\n]{0,120}\sутв(?:\.|ержд))"
        )
        yield from ((component_name(m["stem"]), m) for m in annex.finditer(text))


def _title(draft: Draft) -> str:
    known = by_id((draft.act or draft.identity()).slug)
    return draft.title or (known.title if known else "")


def _key(what: str, words: Sequence[str]) -> tuple[str, str]:
    return what, level(" ".join(words[:2]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two names begin with alike."""
    return len(list(takewhile(lambda pair: level(pair[0]) == level(pair[1]), zip(one, other, strict=False))))


def _end(m: re.Match[str], count: int) -> int:
    """Where so many words of the name end."""
    return m.start("name") + list(_WORD.finditer(m["name"]))[count - 1].end()
