"""An act for machines that read pages: schema.org/Legislation."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from kb.answers import Passport
from kb.russian import kind_of
from kb.web.typeset import act_path

_FORCE = {
    "in_force": "InForce", "not_yet": "NotInForce", "repealed": "NotInForce",
    "suspended": "PartiallyInForce", "partly_repealed": "PartiallyInForce",
}  # fmt: skip


def legislation(act: Passport) -> Markup:
    """JSON-LD to stand in a ``<script type="application/ld+json">``: «<» never appears in it."""
    card = act.act
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "legislationIdentifier": act.iri,
        "identifier": card.id,
        "name": card.title or card.label,
        "alternateName": card.label,
        "legislationType": kind_of(card.kind).title,
        "legislationDate": card.date,
        "datePublished": act.published,
        "legislationDateVersion": act.in_force_from,
        "legislationLegalForce": f"https://schema.org/{_FORCE[card.status]}" if card.status in _FORCE else None,
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": issuer.name} for issuer in act.issuers]
        or None,
        "legislationJurisdiction": "RU",
        "inLanguage": "ru",
        "url": act_path(card.id),
    }
    text = json.dumps({key: value for key, value in known.items() if value is not None}, ensure_ascii=False)
    return Markup(
        text.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
