"""Found documents as hits: requisites, the best unit, its passage with the words marked, why it stands there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.law.address import Naming
from kb.search import cards, direct, ranking
from kb.search.analysis import Lexicon
from kb.search.cards import Card
from kb.search.corpus import COLLECTION, item_place
from kb.search.engine import LISTED, REQUISITES, TITLE, Scored
from kb.search.passages import Wanted, cut, whole
from kb.search.results import Fragment, Hit

ITEM_KINDS = {"guidance": "Рекомендации", "step": "Шаг инструкции", "link": "Ссылка"}


@dataclass(frozen=True, slots=True)
class Shower:
    """How hits are to be shown.

    Attributes:
        marks: what to mark in a passage.
        patterns: exact forms that the shown unit must have, whatever the engine thinks best.
        at: ISO day whose wordings are shown, None for today's.
        explain: tell how the score came about.
    """

    db: sqlite3.Connection
    lexicon: Lexicon
    marks: Wanted
    patterns: Sequence[re.Pattern[str]] = ()
    at: str | None = None
    explain: bool = False

    def hits(self, found: Iterable[Scored]) -> Iterator[Hit]:
        """Hits for what was found, in its order; what the base no longer has is left out."""
        listed = list(found)
        known = cards.cards(self.db, (hit.key for hit in listed))
        for hit in listed:
            if hit.key.startswith(COLLECTION):
                shown = self._item(hit)
            else:
                shown = self._act(hit, known[hit.key]) if hit.key in known else None
            if shown:
                yield shown

    def _act(self, hit: Scored, card: Card) -> Hit:
        place = cards.place_of(self.db, hit.key, self.patterns) if self.patterns else hit.place
        eid = "" if place in (REQUISITES, TITLE, LISTED) else place
        return Hit(
            card.act,
            card.kind,
            card.number,
            card.date,
            card.title,
            card.label,
            card.status,
            eid,
            direct.unit_name(eid, Naming(card.naming)) if eid else "",
            (self._of_unit(card, eid) if eid else ()) or self._of_act(card, place),
            hit.score,
            ranking.explain(hit, card.status, card.cited) if self.explain else (),
        )

    def _of_unit(self, card: Card, eid: str) -> tuple[Fragment, ...]:
        heading = cards.heading(self.db, card.act, eid) or ""
        text = cards.leaf(self.db, card.act, eid, self.at) or ""
        return cut(text if heading in text else f"{heading}\n{text}".strip(), self.marks, self.lexicon)

    def _of_act(self, card: Card, place: str) -> tuple[Fragment, ...]:
        listed = f"В подборке: {'; '.join(cards.listed_in(self.db, card.act))}" if place == LISTED else ""
        return whole(listed or card.title or card.label, self.marks, self.lexicon)

    def _item(self, hit: Scored) -> Hit | None:
        item = cards.item(self.db, hit.key.removeprefix(COLLECTION), hit.place)
        if item is None:
            return None
        return Hit(
            "",
            item.kind,
            None,
            None,
            item.collection_title,
            f"{ITEM_KINDS.get(item.kind, item.kind)}: {item.section}",
            "",
            item_place(item.position),
            item.section,
            cut(item.text, self.marks, self.lexicon),
            hit.score,
            ranking.explain(hit, "", 0) if self.explain else (),
            item.collection,
        )
