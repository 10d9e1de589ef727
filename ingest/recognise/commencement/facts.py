"""The facts without which a day of force stays unknown, in the words a user reads."""

from __future__ import annotations

PUBLICATION = "дата официального опубликования"
SIGNING = "дата подписания"
REGISTRATION = "дата государственной регистрации"
OTHER_ACT = "дата вступления в силу другого акта"
POSTING = "дата размещения на сайте"
NOTICE = "дата последнего уведомления"
SCHOOL_YEAR = "первый день учебного года"
UNKNOWN = "порядок вступления в силу"

_OF_RULE = (
    ("another act", OTHER_ACT),
    ("registration", REGISTRATION),
    ("publication", PUBLICATION),
    ("signing", SIGNING),
    ("posting", POSTING),
    ("notification", NOTICE),
    ("school year", SCHOOL_YEAR),
)
"""Part of a rule's words → the fact it counts from."""


def missing(rule: str) -> str:
    """The fact that a rule needs.

    >>> missing("10 days after publication"), missing("2021-06-01, not before with another act")
    ('дата официального опубликования', 'дата вступления в силу другого акта')
    """
    return next((fact for part, fact in _OF_RULE if part in rule), UNKNOWN)
