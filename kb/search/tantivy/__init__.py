"""Tantivy behind the door (:mod:`kb.search.engine`): for bases that outgrow Whoosh. An extra: ``kb-npa[tantivy]``.

acts       what an act is in the index: its words, what it is filtered, counted and sorted by
bodies     its words in the order they stand, for the best unit of a found act
days       which acts have another status on a day than the one they end in
searcher   questions answered
engine     indexes built, brought up to date, opened

Words come from the same analysis, handed over token by token, so that several lemmas stand at one position; a word of
weight 5 stands five times at its position, which is BM25F in one field. What an act is filtered and counted by stands
in fast fields. The best unit of a found act comes from the act's body, read for the best acts alone.
"""
