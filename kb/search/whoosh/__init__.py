"""Whoosh behind the door (:mod:`kb.search.engine`): the embedded default. Only its public API is used.

schema                what a document is in the index
inversion, postings   writing: documents as numbers, the words of a segment, posting lists
codec                 how Whoosh takes them
segments, catalogue   reading: the files of the index, and what the base says of its documents, as columns
searcher              questions answered over those columns
engine                indexes built, brought up to date, opened

Three things make it quick. A document goes to Whoosh as numbers, and a segment's words are sorted all at once, so
nothing runs a word at a time. The index is cut into shards, each built by a process of its own. And postings are read
as columns, where matching, scoring, filters and facets are operations on whole columns.
"""
