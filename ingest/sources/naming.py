"""An act's identity from the columns of a table, where kind and issuer stand as words and date and number apart."""

from __future__ import annotations

import re
from datetime import date

from ingest.law.act_id import ActId, tidy_number
from ingest.law.kinds import KINDS, Kind
from ingest.law.pattern import pattern
from ingest.sources.cards import BadCard, issuer_slugs

_STARTS = tuple((kind, pattern(rf"\s*(?:{kind.stem})(?![А-Яа-яЁё])\s*", re.IGNORECASE)) for kind in KINDS.values())


def identity(words: str, day: date | None, number: str | None, title: str | None, issuer: str | None = None) -> ActId:
    """The act that «Приказ Министерства …» of this day and number is; ``issuer`` when it stands in its own column.

    Raises:
        BadCard: no known kind opens the words, or the act has neither number nor title.
    """
    number = tidy_number(number)
    if not number and not title:
        raise BadCard("у акта нет ни номера, ни названия.")
    kinds = [(kind, m.end()) for kind, start in _STARTS if (m := start.match(words))]
    if not kinds:
        raise BadCard(f"вид акта «{words.strip() or 'не указан'}» не известен.")
    phrase = issuer or words[kinds[0][1] :]
    issuers = issuer_slugs([phrase], day) if phrase.strip() else ()
    kind = _of_issuers([kind for kind, _ in kinds], issuers)
    return ActId(kind.slug, kind.issuers or issuers, day, number, None if number else title)


def _of_issuers(kinds: list[Kind], issuers: tuple[str, ...]) -> Kind:
    """Of kinds called by one word the one that its issuer implies: a постановление of the Government is a ``pp``."""
    for kind in kinds:
        if kind.issuers == issuers or (kind.issuers and not issuers and kind.title[:11] == "Федеральный"):
            return kind
    return next((kind for kind in kinds if not kind.issuers), kinds[0])
