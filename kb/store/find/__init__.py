"""What a person types → acts, units, places in them.

sheet      the words as they are read: what is understood is taken, what is left keeps its place
where      the unit that the words name, and its annex
question   the words taken apart: kind, number, day, name, unit
act        acts that they may mean
unit       units of an act that they may mean
place      an act and, where the words go further, a unit of it
"""
