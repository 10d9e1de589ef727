"""What a person types → acts, units, places in them.

question   the words taken apart: kind, number, day, name, unit
act        acts that they may mean
unit       units of an act that they may mean
place      an act and, where the words go further, a unit of it
"""
