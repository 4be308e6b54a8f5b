"""Who says what: constructions, the words that are trusted in them, statements and their sources."""
