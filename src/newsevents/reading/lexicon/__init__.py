"""The word lists of the rules, each checked when it is loaded."""
