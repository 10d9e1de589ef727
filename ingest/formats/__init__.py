"""Readers of formats: bytes → Document, one file a format."""
