"""Reading: an English news article to a draft, by rules."""

from newsevents.extraction.reading import ExtractionError, Extractor, RuleExtractor

__all__ = ["ExtractionError", "Extractor", "RuleExtractor"]
