"""What the pages read: rows of the base as frozen records, one question a function. Nothing here knows of HTML."""
