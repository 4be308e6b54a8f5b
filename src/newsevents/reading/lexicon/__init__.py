"""The word lists of the rules, which are checked when they are loaded."""
