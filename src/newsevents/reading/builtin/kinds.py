"""Kinds of tokens: what the parser sees of a word besides its lemma and its tag."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MASKS", "kind"]

_CLOSED = frozenset((
    "IN", "TO", "CC", "DT", "PDT", "WDT", "WP", "WP$", "WRB", "MD", "PRP", "PRP$", "RP", "EX", "POS", ",", ".", ":",
    "''", "``", "-LRB-", "-RRB-", "HYPH", "$",
))  # fmt: skip
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_AUXILIARIES = frozenset(("be", "have", "do", "get", "let"))
_ADVERBS = frozenset((
    "not", "n't", "so", "as", "too", "very", "only", "just", "even", "also", "more", "most", "less", "than", "about",
    "ago", "never", "how", "when", "where", "why", "however", "then", "now", "there", "here", "nearly", "almost",
    "over", "at", "least",
))  # fmt: skip
MASKS = {
    "nsubj": 1, "nsubjpass": 1, "csubj": 1, "csubjpass": 1, "expl": 1, "dobj": 2, "attr": 2, "acomp": 2, "oprd": 2,
    "dative": 2, "ccomp": 4, "xcomp": 8, "aux": 16, "auxpass": 16, "mark": 32, "prep": 64, "agent": 64, "pobj": 128,
    "pcomp": 128, "det": 256, "poss": 256, "cc": 512, "conj": 1024, "relcl": 2048, "acl": 2048, "punct": 4096,
    "advcl": 8192, "prt": 8192, "appos": 2048,
}  # fmt: skip
"""A bit for each group of labels, for the set of labels of a word's dependents."""


def kind(word: str, tag: str, lemma: str, frames: Mapping[str, str]) -> str:
    """The kind of a token: its tag, with the word itself in closed classes and the frame of a verb or noun.

    Args:
        word: The word, in lower case.
        tag: Its tag.
        lemma: Its lemma.
        frames: `Model.frames`.
    """
    if tag in _CLOSED or (tag[:2] == "RB" and word in _ADVERBS):
        return f"{tag} {word}"
    if tag in _VERBS:
        if lemma in _AUXILIARIES:
            return f"{tag} {lemma}"
        return f"{tag}{frames.get('v ' + lemma, '?')}"
    if tag in ("NN", "NNS", "NNP", "NNPS"):
        return f"{tag}{frames.get('n ' + lemma, '')}"
    if tag == "JJ":
        return f"{tag}{frames.get('j ' + lemma, '')}"
    return tag
