"""Citations that differ in one requisite from an act that everybody knows: told, and left as they are said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.law.dates import in_words
from ingest.law.known_acts import KnownAct, by_id, known_acts
from ingest.law.resemblance import differs_by_a_slip
from ingest.parsed import Problem
from ingest.recognise.citations.draft import Draft


def slips(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """A problem for each mention whose day is not the one of the known act of that kind and number."""
    for draft in drafts:
        if draft.day is None or draft.number is None:
            continue
        act = draft.act or draft.identity()
        for known in () if by_id(act.slug) else _of_number().get(draft.number.upper(), ()):
            if known.act_id.date and differs_by_a_slip(act, known.act_id):
                said = f"{in_words(draft.day)} № {draft.number}"
                message = (
                    f"Ссылка на акт от {said} отличается одним реквизитом от известного: "
                    f"от {in_words(known.act_id.date)} № {known.act_id.number} «{known.title}». Проверьте дату."
                )
                yield Problem(message, draft.start, "citation-resembles")


@lru_cache(maxsize=1)
def _of_number() -> dict[str, list[KnownAct]]:
    found: defaultdict[str, list[KnownAct]] = defaultdict(list)
    for act in known_acts().values():
        if act.act_id.number:
            found[act.act_id.number.upper()].append(act)
    return found
