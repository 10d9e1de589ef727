"""Time: the status of an act on a day, and what its text was."""
