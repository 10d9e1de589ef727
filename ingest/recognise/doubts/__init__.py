"""What reading left over."""

from ingest.parsed import Parsed, Problem
from ingest.recognise.doubts import annexes, cited, force, head, orders, page, signature, title, units
from ingest.recognise.doubts.claims import Claims

_MOST = 5
"""Problems of one kind that are told one by one."""

OF_PAGES = (page.like_an_act,)
RULES = (
    head.head_numbers, head.head_organisation, head.issuer, head.head_words, head.annex_stamps, head.registration, title.title, title.title_below, signature.unsigned,
    units.labels, units.jumps, units.unread_text, units.preamble, units.headings, annexes.numbers, annexes.unstamped, annexes.empty, annexes.absent,
    orders.commands, orders.none_ordered, orders.repeals, orders.targets, orders.places,
    force.clauses, force.days, cited.cores, cited.names, cited.addresses,
)

def doubts(parsed: Parsed) -> tuple[Problem, ...]:
    """The problems of everything that was left over, in the order of the rules; of one paragraph the first is told."""
    claims = Claims(parsed)
    found: list[Problem] = []
    told: dict[int, object] = {}
    for rule in OF_PAGES if parsed.page else RULES:
        fresh = [p for p in rule(claims) if p.start is None or p.start < claims.body or told.setdefault(claims.block_at(p.start).start, rule) is rule]
        found += fresh[:_MOST]
        if len(fresh) > _MOST:
            found.append(Problem(f"И ещё {len(fresh) - _MOST} таких мест.", fresh[_MOST].start, fresh[_MOST].rule))
    return tuple(found)
