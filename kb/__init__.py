"""Records to knowledge base: store, find, compare, show."""
