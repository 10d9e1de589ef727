"""Found documents as hits: requisites, the best unit, its passage with the words marked, why it stands there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.law.address import Naming, in_words
from kb.answers.found import Fragment, Hit
from kb.search import cards, ranking
from kb.search.cards import Card, Unit
from kb.search.corpus import COLLECTION, item_place
from kb.search.engine import LISTED, REQUISITES, TITLE, Scored
from kb.search.passages import Cutter

ITEM_KINDS = {"guidance": "Рекомендации", "step": "Шаг инструкции", "link": "Ссылка"}


@dataclass(frozen=True, slots=True)
class Shower:
    """How hits are to be shown.

    Attributes:
        cutter: cuts the passages.
        patterns: exact forms that the shown unit must have, whatever the engine thinks best.
        at: ISO day whose wordings and statuses are shown, None for today's.
        explain: tell how the score came about.
    """

    db: sqlite3.Connection
    cutter: Cutter
    patterns: Sequence[re.Pattern[str]] = ()
    at: str | None = None
    explain: bool = False

    def hits(self, found: Iterable[Scored]) -> Iterator[Hit]:
        """Hits for what was found, in its order; what the base no longer has is left out."""
        listed = [self._where_said(hit) if self.patterns else hit for hit in found]
        acts = cards.cards(self.db, (hit.key for hit in listed), self.at)
        units = cards.units(self.db, ((hit.key, hit.place) for hit in listed), self.at)
        for hit in listed:
            if hit.key.startswith(COLLECTION):
                shown = self._item(hit)
            else:
                shown = self._act(hit, acts[hit.key], units[hit.key, hit.place]) if hit.key in acts else None
            if shown:
                yield shown

    def _where_said(self, hit: Scored) -> Scored:
        """The hit with the unit that has the exact forms."""
        if hit.key.startswith(COLLECTION):
            return hit
        return hit._replace(place=cards.place_of(self.db, hit.key, self.patterns))

    def _act(self, hit: Scored, card: Card, unit: Unit) -> Hit:
        eid = "" if hit.place in (REQUISITES, TITLE, LISTED) else hit.place
        return Hit(
            card.act,
            card.kind,
            card.number,
            card.date,
            card.title,
            card.label,
            card.status,
            eid,
            in_words(eid, Naming(card.naming)) if eid else "",
            self._of_unit(unit) or self._of_act(card, hit.place),
            hit.score,
            ranking.explain(hit, card.status, card.cited) if self.explain else (),
        )

    def _of_unit(self, unit: Unit) -> tuple[Fragment, ...]:
        return self.cutter.cut(unit.text if unit.heading in unit.text else f"{unit.heading}\n{unit.text}".strip())

    def _of_act(self, card: Card, place: str) -> tuple[Fragment, ...]:
        listed = f"В подборке: {'; '.join(cards.listed_in(self.db, card.act))}" if place == LISTED else ""
        return self.cutter.whole(listed or card.title or card.label)

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
            self.cutter.cut(item.text),
            hit.score,
            ranking.explain(hit, "", 0) if self.explain else (),
            item.collection,
        )
