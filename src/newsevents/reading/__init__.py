"""Reading by grammar: an English news article to a draft, by rules over grammatical relations."""
