"""The pages, one file each: a function of an open base and what was asked, returning what to show. No SQL, no HTML.

home, search, listing, collections, coming   what there is, and what will be
act, chain, diff, why, cited_by, download    one act
check, problems, feeds, robots               a visitor's document; what was not understood; for programs
"""
