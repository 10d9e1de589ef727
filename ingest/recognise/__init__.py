"""Recognisers: Document → records, as ordered tables of small named rules.

whole          all of it, in the order of dependence:
requisites/    which act is this; approval: the act that a stamp names, as a citation
structure/     its units and annexes
edition_notes  what editors say was changed; note_spans: where they say it
citations/     which acts it names
operations/    what it orders to change
commencement/  from which day
page           a thematic page, which is no act
doubts/        what all of them left over, said as problems

What several of them read: cores (a day and a number), nouns (kind words), titles, unit_mentions (a unit's word with its
numbers), addresses (made of these), identity (kind and issuers settled), own_body (whose «министерства» or «области»
alone is), unit_map (which unit a place is in), memo (answers found once a document).
"""
