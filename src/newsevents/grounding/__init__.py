"""Grounding: an article and a draft become a bundle."""

from newsevents.grounding.build import ground

__all__ = ["ground"]
