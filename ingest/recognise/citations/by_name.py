"""Citations by a name: acts everybody knows, and standards, which are cited beside acts and kept apart from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ingest.law.known_acts import KnownAct, by_name, may_name
from ingest.law.known_acts import pattern as names_of_known_acts
from ingest.law.pattern import pattern
from ingest.law.text import DASHES
from ingest.recognise.citations.annex_names import APPROVED
from ingest.recognise.citations.by_number import edition_at
from ingest.recognise.citations.draft import Draft

_STANDARD = pattern(
    r"[ГСМ](?<![А-Яа-яЁё].)(?:(?<=Г)(?:ОСТ|Н)|(?<=С)(?:анПиН|НиП|П)|(?<=М)(?:УК?|Р))\s+(?:№\s?)?"
    r"(?P<number>(?:Р\s+|Р?\s?(?:ИСО|МЭК|ISO|IEC)[\s/]*(?:МЭК|IEC)?\s*)?"
    rf"(?:[IVX]{{1,4}}[{DASHES}])?\d+(?:\.\d+){{0,5}}?(?:/\d+(?:\.\d+){{1,5}})?(?:[{DASHES}]\d{{2,4}}|(?<=\.\d{{5}})\.\d{{4}}))(?![\d{DASHES}])"
)
_OF_ANOTHER_STATE = pattern(
    r"\s+(?:РСФСР|СССР|Союза\s+ССР|Украины|Республики\s+[А-ЯЁ]|города\s+[А-ЯЁ]|Евразийского"
    r"|[А-ЯЁ][а-яё-]+(?:ой\s+(?:ССР|области|Республики)|ого\s+края))"
)
"""«Гражданского кодекса РСФСР», «Трудового кодекса Республики Беларусь»: an act of that name, and another one."""
_APPROVED_BY = pattern(rf"\s*(?:«[^«»\n]{{3,300}}»|\"[^\"\n]{{3,300}}\")?,?\s+\(?{APPROVED}\Z")
"""Between sanitary rules and what approves them: «СанПиН … "Требования …", утверждённых постановлением …»."""
_BARE_CONSTITUTION = pattern(r"[Кк]онституци[а-яё]+")


def by_known_name(text: str, hidden: Callable[[int], bool]) -> Iterator[Draft]:
    """«ТК РФ», «закон об образовании»: one act, or several candidates."""
    for m in _known_names().finditer(text) if may_name(text) else ():
        if hidden(m.start()) or _OF_ANOTHER_STATE.match(text, m.end()):
            continue
        acts = by_name(m[0], None)
        if not acts:
            continue
        yield _named(
            Draft(m.start(), m.end(), acts[0].act_id.kind, "colloquial", edition=edition_at(text, m.end())[0]), acts
        )


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    return re.compile(names_of_known_acts())


def _named(draft: Draft, acts: tuple[KnownAct, ...]) -> Draft:
    """The draft as a mention of the one act, or of any of several."""
    draft.known = acts
    if len(acts) == 1:
        act = acts[0].act_id
        draft.act, draft.kind, draft.issuers, draft.day, draft.number = act, act.kind, act.issuers, act.date, act.number
        draft.status, draft.candidates = "resolved", ()
    else:
        draft.status, draft.candidates = "ambiguous", tuple(known.act_id.slug for known in acts)
    return draft


def some_constitution(text: str, draft: Draft) -> bool:
    """«Конституции» alone may be of any state and time; with an article, or «Российской Федерации», it is the one of
    1993.
    """
    return (
        draft.form == "colloquial"
        and not draft.addresses
        and _BARE_CONSTITUTION.fullmatch(text, draft.start, draft.end) is not None
    )


def by_standard(text: str, hidden: Callable[[int], bool]) -> Iterator[Draft]:
    """«ГОСТ Р 7.0.97-2016», «СП 2.4.3648-20»: a number of their own, no issuer, no date."""
    for m in _STANDARD.finditer(text):
        if not hidden(m.start()):
            yield Draft(
                m.start(),
                m.end(),
                "gost" if m[0].startswith("Г") and m[0][1] == "О" else "sanpin",
                "standard",
                number=" ".join(m["number"].split()),
            )


def of_approving(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; sanitary rules and the act that, right after, is said to approve them are one mention of that act."""
    kept: list[Draft] = []
    for draft in drafts:
        rules = kept[-1] if kept else None
        if (
            rules
            and text.startswith(("СанПиН", "СП ", "ГН "), rules.pieces[-1].end + 1 if rules.pieces else rules.start)
            and not draft.addresses
            and _APPROVED_BY.match(text, rules.end, draft.start)
        ):
            kept.pop()
            draft.start, draft.addresses, draft.pieces = rules.start, rules.addresses, rules.pieces
            draft.component = "Правила"
        kept.append(draft)
    return kept
