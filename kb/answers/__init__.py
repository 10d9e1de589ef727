"""What the public API answers with: frozen records, ready to be shown; a face formats them and computes nothing."""

from kb.answers.act import ActRef, ActText, Corrected, Passport, Since, SourceRef, UnitNote, UnitText
from kb.answers.chain import Chain, ChainEntry
from kb.answers.check import Checked, Reference, Remark
from kb.answers.comparison import Agreement, Comparison, Disagreement, UnitDifference
from kb.answers.correction import Correction
from kb.answers.outlook import DeadReference, Event
from kb.answers.plain import plain
from kb.answers.standing import Order, Standing, Why, Wording

__all__ = [
    "ActRef",
    "ActText",
    "Agreement",
    "Chain",
    "ChainEntry",
    "Checked",
    "Comparison",
    "Corrected",
    "Correction",
    "DeadReference",
    "Disagreement",
    "Event",
    "Order",
    "Passport",
    "Reference",
    "Remark",
    "Since",
    "SourceRef",
    "Standing",
    "UnitDifference",
    "UnitNote",
    "UnitText",
    "Why",
    "Wording",
    "plain",
]
