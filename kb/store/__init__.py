"""The base: one SQLite file that keeps every source and what was parsed from it. Nothing here knows of search or pages.

The file:

connection, clock   a base opened, its version, transactions; what day it is; whose: is a file a base of ours
migrations          versions of the schema (the first is schema.sql); database: the base as sqlite-utils sees it
rows                the tables as tuples (what they hold is told in schema.sql)
source              how a source is kept: its number, bytes, text

Sources taken in:

filing      one file as everything that stands of it in the base; made in worker processes
records     one parsed document as rows; collection: a thematic page, wording: the words of a unit, subtrees
cards       a table of cards as rows; issuer_names, printed_names: what documents call
            the issuers that no list has
write       filings put in; speaker: which of several sources of one act speaks for it;
            editions, edition_rows: those that stand beside it

What sources together say of acts:

evidence    what the base holds on acts, many at once; corrected: facts that people have put right
project     rows of acts, from the evidence; labels: what people call them
titles, landing, namesakes, resemblance, contradictions   what follows for operations, citations, problems;
            local_acts: orders and the papers that they approve, brought together
corrections/    what people put right, laid over it

Questions asked of the base:

find/       what a person types → acts, units, places
acts, passport, units, chain   what is known of them; problems: what was not understood
verify      is everything as it was put there
"""
