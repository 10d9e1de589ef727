"""How each target act calls its units, from what is known of it and from every instruction about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.law.address import Address, Naming
from ingest.law.known_acts import by_id
from ingest.recognise.operations.draft import Draft
from ingest.recognise.operations.wording import label

Whole = tuple[object, ...]
"""An act and a component of it: what is numbered in one row."""


def whole(draft: Draft) -> Whole:
    return (draft.target.act, draft.target.component)


class Namings:
    """How each target act calls its units, from what is known of it and from every instruction about it."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._votes: dict[Whole, Counter[Naming]] = {}
        for draft in drafts:
            for address in (*draft.addresses, *draft.added):
                if vote := _shown(address, draft):
                    self._votes.setdefault(whole(draft), Counter())[vote] += 1

    def of(self, draft: Draft, address: Address) -> Naming:
        if shown := _shown(address, draft):
            return shown
        known = by_id(draft.target.act.slug) if draft.target.act and draft.target.component == "main" else None
        if known is not None:
            return known.naming
        votes = self._votes.get(whole(draft))
        return votes.most_common(1)[0][0] if votes else Naming.LAW


def _shown(address: Address, draft: Draft) -> Naming | None:
    """What one instruction shows: its words («часть 2 статьи 5»), or the label of its new wording («"5. …»)."""
    kinds = {step.kind: step.number for step in address.steps}
    if "статья" not in kinds or "примечание" in kinds:
        return None
    if "часть" in kinds:
        return Naming.LAW
    if "пункт" in kinds and kinds.get("подпункт", "")[:1].isdecimal():
        return Naming.CIVIL
    last = address.steps[-1]
    if (
        last.kind == "пункт"
        and draft.new
        and draft.clause.verb in ("restate", "add")
        and (own := label(draft.new, "пункт"))
    ):
        return Naming.CIVIL if own.form == "." else Naming.LAW
    return None
