"""From amending acts to the text on a day, with proof.

model           what consolidation reads and gives
first           what an act begins with: the text that its source has
orders          what amending acts order of it, each order since its day; overtaken: those changed before it came
apply           orders applied day by day: versions, or a refusal with its reason
  tree            the units as they stand and change; document_order: with what is gone
  change_words    verbs that change words          words, cases    surgery on one wording
  change_units    verbs that change units          splice          new wording cut into units
  spare         a repeal that leaves something out
  paragraphs, rows, place   what has no number; where, in words of a refusal
history         the three together, for an act of the base
build           what comes of it, written to the base
stated          editions as files state them; brought: with the orders that they do not hold, written to the base
prove           all that made again, held against the base
reach           how far a repeal or a suspension reaches
status, periods an act's status by the facts; the same through time, as the base keeps it
cases           the words of an order in the form that the text has

What is read out of it for people stands in :mod:`kb.reading`.
"""
