"""Recognisers: Document → records, as ordered tables of small named rules."""
