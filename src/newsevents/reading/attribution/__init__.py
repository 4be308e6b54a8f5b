"""Who says what: constructions, the words trusted in them, statements and their sources."""
