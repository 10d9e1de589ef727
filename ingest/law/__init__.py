"""The vocabulary of the law: frozen value objects that print and parse themselves."""
