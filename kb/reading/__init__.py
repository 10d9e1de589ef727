"""The reading room: every question of every face is answered here, once. Records of :mod:`kb.answers` go out; nothing
is written, no document is parsed.

named, place            the act, the unit that words mean
passport, cite          all that is known of an act beside its text; how others cite it (inline, gost)
text, portion, contents      the text of a day in units, with their margins; as much as a page shows
  on_day                     the wording of every unit on a day
  former, noted, earlier     a day before the edition that the base shows: by an older file, by an editor's notes
  differing                  how a unit of a past day is another today
chain, cited_by         who changes it, whom it changes, who cites it; approval: who approved it, what it approved
  bearing                    which orders bear on a unit, whatever its number was
status, milestones      is it in force on a day, on what ground; since when and until when, beside an act in a list
  changed                    who has changed it by the day, and what was ordered and is not in the text
why, compare            why a unit reads so; two days side by side (differences: word by word)
coming, dead            what takes effect next; who cites what is gone
listing, overview, collections    many acts: by requisites, at a glance, as a thematic page lists them
problems, drafts, corrections     what was not understood, what waits for a person, what people put right
verify, agreement       is everything as it was put there; computed editions beside those that editors state
"""
