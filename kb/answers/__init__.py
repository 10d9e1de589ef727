"""What the public API answers with: frozen records, ready to be shown; a face formats them and computes nothing.

act, text, chain        an act in a list, its passport, its text in units and portions; who changes and cites it
status, comparison      is it in force, why a unit reads so; two days side by side
coming, dead            what takes effect next; who cites what is gone
overview, problem       many acts: the base at a glance, by requisites, by page; what was not understood
found                   what a search is asked and gives back
correction, check       what people put right; somebody's own document
plain                   any of them as JSON takes it: the one JSON of answers
"""

from kb.answers.act import ActRef, Adopted, Cited, Clause, Corrected, Counts, Issuer, Milestones, Passport, SourceRef
from kb.answers.chain import Chain, ChainEntry, CitedBy, Passage
from kb.answers.check import Checked, Reference, Remark
from kb.answers.coming import Event, EventsOfAct, by_acts
from kb.answers.comparison import Agreement, Comparison, Disagreement, Finding, UnitDifference
from kb.answers.correction import Correction
from kb.answers.dead import DeadReference
from kb.answers.found import DirectHit, Facet, FacetValue, Filters, Fragment, Hit, Results
from kb.answers.overview import Collection, CollectionCard, CollectionItem, Holdings, Learned, Listing, Wanted
from kb.answers.plain import plain
from kb.answers.problem import Draft, Problem, RefusedOrder
from kb.answers.status import Order, StatusOnDay, Why, Wording
from kb.answers.text import (
    ActPortion,
    ActText,
    AmendedAct,
    Edition,
    Entry,
    Portion,
    Since,
    UnitChange,
    UnitCitation,
    UnitNote,
    UnitText,
)
from kb.answers.untold import hidden_by, words_of

__all__ = [
    "ActPortion", "ActRef", "ActText", "Adopted", "Agreement", "AmendedAct", "Chain", "ChainEntry", "Checked", "Cited",
    "CitedBy", "Clause", "Collection", "CollectionCard", "CollectionItem", "Comparison", "Corrected", "Correction",
    "Counts", "DeadReference", "DirectHit", "Disagreement", "Draft", "Edition", "Entry", "Event", "EventsOfAct",
    "Facet", "FacetValue", "Filters", "Finding", "Fragment", "Hit", "Holdings", "Issuer", "Learned", "Listing",
    "Milestones", "Order", "Passage", "Passport", "Portion", "Problem", "Reference", "RefusedOrder", "Remark",
    "Results", "Since", "SourceRef", "StatusOnDay", "UnitChange", "UnitCitation", "UnitDifference", "UnitNote",
    "UnitText", "Wanted", "Why", "Wording", "by_acts", "hidden_by", "plain", "words_of",
]  # fmt: skip
