"""Reading by grammar: an English news article to a draft, by rules over grammatical relations."""

from newsevents.reading.builtin import BuiltinAnalyser
from newsevents.reading.parse import Analyser, Parse, Token
from newsevents.reading.spacy_analyser import SpacyAnalyser

__all__ = ["Analyser", "BuiltinAnalyser", "Parse", "SpacyAnalyser", "Token"]
