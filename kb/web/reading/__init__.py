"""What the pages read: rows of the base as frozen records, one question a function. Nothing here knows of HTML.

cards, passport, turns    an act in a list; all that is known of it; since when it is so
contents, text, headings  its outline, its wording, its heading lines; place: the unit that a visitor names
relations                 who changes and cites it
listing, collections, overview, coming, problems   many acts: by requisites, by page, at a glance, ahead, not understood
"""
