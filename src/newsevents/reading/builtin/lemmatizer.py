"""The base forms of words: rules for regular forms, lists for the others."""

from __future__ import annotations

import functools
import re

from newsevents.english import data_lines, headed_lists
from newsevents.reading.builtin.model import normal

__all__ = ["Lemmatizer", "base_forms", "only_verbs", "regular_forms", "verb_of_past"]

_CLITICS = {
    "'m": "be", "'re": "be", "'s": "be", "'ve": "have", "'ll": "will", "ca": "can", "wo": "will", "sha": "shall",
    "'d": "would", "an": "an", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "being": "be", "be": "be", "has": "have", "had": "have", "having": "have", "does": "do", "did": "do", "done": "do",
    "doing": "do", "ai": "be",
}  # fmt: skip
_PLURAL_ES = re.compile(r"(?:ss|sh|ch|x|zz)es$")
_MARKS = {"``": '"', "''": '"', "`": "'"}
_DOUBLE = re.compile(r"([bdgklmnprtvz])\1$")
_NEEDS_E = re.compile(
    r"^[^aeiou]*[aeiou][^aeiouwxy]$"
    r"|(?:[^aeiou][aeiou](?:[cvzg]|[st](?=$))|[bcdfgkptz]l|[rnl][cgv]|[sd]g|[ou]s|ui[dr]|at|iz|is|uc|ag|ut|iv)$"
)


class Lemmatizer:
    """Finds the base forms of words."""

    def lemma(self, word: str, tag: str) -> str:
        """The base form of a word with a Penn tag, in lower case; pronouns, names and most other words unchanged."""
        low = normal(word)
        kind = tag[:2]
        if kind == "VB":
            return _verb(low, tag)
        if tag == "NNS":
            return _noun(low)
        if tag == "MD":
            return _CLITICS.get(low, low)
        if tag == "RB" and low in ("n't", "nt"):
            return "not"
        if tag in ("JJR", "JJS", "RBR", "RBS"):
            return _compared(low, tag)
        return _MARKS.get(low, low)


def _verb(low: str, tag: str) -> str:
    known = _CLITICS.get(low)
    if known:
        return "have" if low == "'d" else known
    if tag in ("VB", "VBP"):
        return low
    base = _forms().get(low)
    if base:
        return base
    if tag == "VBZ":
        return _noun(low)
    for ending in ("ing", "ied", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + (ending != "ied") + 1:
            stem = low[: -len(ending)]
            if ending == "ied":
                return stem + "y"
            if _DOUBLE.search(stem) and not stem.endswith(("ll", "ss")):
                return stem[:-1]
            return stem + "e" if _NEEDS_E.search(stem) else stem
    return low


def _noun(low: str) -> str:
    known = _irregular("nouns").get(low)
    if known:
        return known
    if low.endswith("men") and len(low) > 5:
        return low[:-3] + "man"
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 3:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if _PLURAL_ES.search(low):
        return low[:-2]
    return low[:-1].rstrip("'")


def _compared(low: str, tag: str) -> str:
    known = _irregular("compared").get(low)
    if known:
        return "well" if known == "good" and tag[:2] == "RB" else known
    ending = "er" if tag[-1] == "R" else "est"
    if not low.endswith(ending) or len(low) < len(ending) + 3:
        return low
    stem = low[: -len(ending)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLE.search(stem) and not stem.endswith("ll"):
        return stem[:-1]
    return stem


@functools.cache
def _irregular(heading: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in headed_lists("irregulars")[heading])


@functools.cache
def _forms() -> dict[str, str]:
    """The base form of each form of the listed verbs."""
    found: dict[str, str] = {}
    for line in data_lines("verbs"):
        base, _flags, *irregular = line.split()
        doubled = "+" in irregular
        listed = [word for word in irregular if word != "+"]
        for word in (*regular_forms(base, doubled=doubled), *listed):
            found.setdefault(word, base)
        if base.endswith("el"):
            for word in regular_forms(base, doubled=True):
                found.setdefault(word, base)
        if base.endswith(("ize", "yze")):
            british = base[:-2] + "se"
            for word in regular_forms(british, doubled=False):
                found.setdefault(word, british)
    return found


@functools.cache
def base_forms() -> frozenset[str]:
    """The base forms of the listed verbs."""
    return frozenset(_forms().values())


@functools.cache
def only_verbs() -> frozenset[str]:
    """The base forms of verbs that are hardly ever a noun or an adjective: "allege"."""
    return frozenset(base for base, flags, *_ in map(str.split, data_lines("verbs")) if "v" in flags)


def verb_of_past(word: str) -> str | None:
    """The base form of a lower-case word that is the past form of a listed verb and differs from it."""
    base = _forms().get(word)
    return None if base is None or word == base or word.endswith(("ing", "s")) else base


def regular_forms(base: str, *, doubled: bool) -> tuple[str, str, str]:
    """The third-person, past and -ing forms of a regular verb."""
    stem = base + base[-1] if doubled else base
    consonant_y = base.endswith("y") and base[-2:-1] not in "aeiou"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    else:
        third = base[:-1] + "ies" if consonant_y else base + "s"
    if base.endswith("e"):
        return third, base + "d", base + "ing" if base.endswith(("ee", "ye", "oe")) else base[:-1] + "ing"
    return third, base[:-1] + "ied" if consonant_y else stem + "ed", stem + "ing"
