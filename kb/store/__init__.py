"""The base: one SQLite file that keeps every source and what was parsed from it. Nothing here knows of search or pages.

connection   open a base, its version, transactions
clock        what day it is
rows         the tables as tuples
source       how a source is kept: its number, bytes, text
records      one Parsed as rows
filing       one file as everything that stands of it in the base; made in worker processes
write        put filings in
speaker      which of several sources of one act speaks for it
evidence     what the base holds on acts, many at once
project      rows of acts, from the evidence
namesakes    citations without a date, and the dated acts they may mean
read         questions that pages and commands ask
question     what a person typed to name an act or a unit, taken apart
find_act     what a person types → acts
"""
