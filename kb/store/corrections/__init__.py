"""Corrections by people, laid over what parsing said, again on every rebuild.

overlay   a file of corrections as rows that wait
fits      what each is of: an act, or one of its orders; which of two that disagree stands
orders    corrected orders
lay       all laid over, and what must be made again
told      corrections as they are told, with what became of them
drafts    orders that wait for a person, as entries of an overlay to fill in

Nothing is forgotten: an operation keeps its parsed values beside the corrected ones, an act's row is projected from
its evidence with the corrections on top. A correction that fits nothing, or that the base no longer needs, is a
problem; of two that disagree the later decided stands.
"""
