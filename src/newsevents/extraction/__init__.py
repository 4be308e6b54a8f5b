"""Reading: an English news article to a draft, by rules."""
