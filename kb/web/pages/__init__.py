"""The pages, one file each: a function of an open base and what was asked, returning what to show. No SQL, no HTML."""
