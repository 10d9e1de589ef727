"""How an act speaks of another: an ordered table of what the words before (and after) the mention say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from ingest.law.act_id import ActId
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Requisites
from ingest.recognise.citations.draft import Draft

_RULES = (  # relation, what the words just before the mention end with
    ("cites", pattern(r"\(в\s+ред(?:акции|\.)\s[^()]{0,260}\Z")),  # the edition of what is amended, no target itself
    ("repeals", pattern(r"(?:утративш\w+ силу|[Оо]тменить|[Оо]тмене|прекращении действия)[^.;]{0,200}\Z")),
    (
        "amends",
        pattern(
            r"(?:[Вв]нес(?:ении|ти)|вносимы\w+|вносятся|внесени[яе])(?: [а-яё]+){0,4} (?:в|во)\b[^.;:]{0,260}\Z"
            r"|[Ии]зменени\w+(?: и дополнени\w+)? (?:в|к)\b[^.;:]{0,120}\Z"
        ),
    ),
    ("supersedes", pattern(r"(?:[Вв]взамен|[Вв]место)\s+\Z")),
    (
        "based_on",
        pattern(
            r"(?:[Вв] соответствии со?|[Вв]о исполнение|[Нн]а основании|[Рр]уководствуясь|[Сс]огласно"
            r"|[Вв] целях реализации)\s+(?:(?:пункта|требовани\w+|положени\w+)\s+)?\Z"
        ),
    ),
)
_OPENS = pattern(r"\s*(?:(?:\d{1,3}(?:\.\d+)?[.)]|[а-я]\))\s+)?(?:[Вв]о?\s+)?\Z")
_CHANGED_AFTER = pattern(
    r"\s*(?:\([^()\n]{0,400}\)\s*)?(?:(?:после\s+)?(?:слов[оа]?м?|цифр[ыу])\s+[\"«“„]|(?:дополнить|изложить\s+в)\s)"
)
"""«В статье 7 Закона … слова "…" заменить …»: an order that is one sentence."""
_REPEALED_AFTER = pattern(r"[^.;\n]{0,400}признать утративш\w+ силу")


def title_owner(drafts: list[Draft]) -> Callable[[Draft], ActId | None]:
    """A look-up: the act inside whose title a mention stands, or None."""
    titled = [draft for draft in drafts if draft.title_span and draft.form != "declared"]
    spans = sorted(((*draft.title_span, draft.identity()) for draft in titled if draft.title_span), key=lambda s: s[:2])
    starts = [span[0] for span in spans]

    def owner(draft: Draft) -> ActId | None:
        i = bisect_right(starts, draft.start) - 1
        while i >= 0 and i > bisect_right(starts, draft.start) - 4:
            start, end, act = spans[i]
            if start <= draft.start < end and draft.title_span != (start, end):
                return act
            i -= 1
        return None

    return owner


def relation(
    text: str, draft: Draft, head: Requisites | None, by: ActId | None, within: str, before: Citation | None
) -> str:
    """cites, amends, repeals, supersedes, based_on or self (ingest.parsed.Citation).

    ``within``: eid of the unit it stands in; ``before``: the citation before it, whose title tells nothing of this one.
    """
    if head is not None and draft.act == head.id:
        return "self"
    line = text.rfind("\n", 0, draft.start) + 1
    said = _said_before(text, max(line, draft.start - 300), draft.start, before)
    for name, rule in _RULES:
        if rule.search(said) and (name != "based_on" or _in_preamble(within)):
            return name
    if by is None and _OPENS.match(said) and _CHANGED_AFTER.match(text, draft.full_end):
        return "amends"
    if by is None and _REPEALED_AFTER.match(text, draft.full_end):
        return "repeals"
    if head is not None and by is None and _in_repeal_list(text, line):
        return "repeals"
    return "cites"


def _said_before(text: str, low: int, start: int, before: Citation | None) -> str:
    """The words before the mention in its sentence, without the title of the act that was named before it."""
    if before and before.title_span and before.title_span[1] <= start:
        opens, closes = before.title_span
        said = text[low : max(low, opens)] + text[max(low, closes) : start]
    else:
        said = text[low:start]
    return said[max(said.rfind("."), said.rfind(";")) + 1 :]  # no rule looks beyond these


def _in_preamble(within: str) -> bool:
    """An act gives its ground before its first numbered unit; an act without any, in its first paragraph."""
    return within in ("", "preamble", "al_1") or within.startswith("preamble__")


def _in_repeal_list(text: str, line: int) -> bool:
    """A member of the list that «признать утратившими силу:» opens."""
    low = max(0, line - 12000)
    lead = text.rfind("силу:\n", low, line)
    if lead < 0 or "утратив" not in text[max(0, lead - 40) : lead]:
        return False
    between = text[lead + 6 : line]
    return ":\n" not in between and "\nСтатья" not in between


_GOES_ON = pattern(
    r"\s*(?:\([^()]{0,2000}\)\s*)?(?:[,;]\s*(?:(?:и|а также|\d{1,3}\)|[а-я]\))\s+)?|(?:и|а также)\s+)(?:(?:в|во)\s+)?"
)


def goes_on(text: str, before: Citation, start: int) -> bool:
    """An enumeration («… и постановление …») goes on: what is done to its first member is done to all."""
    end = before.title_span[1] if before.title_span else before.end
    listed = before.relation in ("repeals", "amends", "based_on") and end <= start
    return listed and start - end < 2100 and _GOES_ON.fullmatch(text, end, start) is not None
