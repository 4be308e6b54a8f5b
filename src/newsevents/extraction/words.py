"""What the library knows of English words: the closed classes, and the forms of verbs."""

from __future__ import annotations

import functools
from typing import NamedTuple

from newsevents.english import closed, data_lines, headed_lists

__all__ = [
    "NEGATIONS",
    "Form",
    "adverb",
    "closed",
    "form_of",
    "guess",
    "of_speech",
    "verb_forms",
    "word_list",
    "word_set",
]


NEGATIONS = frozenset(("not", "never", "'t", "\u2019t", "n't"))
"""What denies a verb, as tokens."""


class Form(NamedTuple):
    """What a word can be as the form of a verb.

    Attributes:
        verb: The verb's base form.
        kinds: Which forms it can be: B the base, Z the third person, D the past, K the past participle, G in -ing.
        nounish: Whether it is more often a noun or an adjective.
    """

    verb: str
    kinds: str
    nounish: bool


def guess(word: str) -> Form | None:
    """The form of a verb that is in no list, by its ending."""
    if not word.endswith(("ed", "ing")):
        return None  # most words
    if "-" in word or word.startswith("un") or word.endswith("thing") or word in word_set("no_verbs"):
        return None
    if len(word) > 5 and word.endswith("ed") and word[-3] not in "ae":
        return Form(word[:-2], "DK", False)
    if len(word) > 6 and word.endswith("ing"):
        return Form(word[:-3], "G", False)
    return None


def form_of(word: str) -> Form | None:
    """The form of a verb, from the list or by its ending."""
    return verb_forms().get(word) or guess(word)


def of_speech(form: Form | None) -> bool:
    """Whether a form is that of a verb of speech."""
    return form is not None and form.verb in word_set("speech")


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of the package that is nothing but words."""
    return frozenset(word for line in data_lines(name) for word in line.split())


@functools.cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in headed_lists("sets").items()}


def word_set(name: str) -> frozenset[str]:
    """A small set of words by its name."""
    return _sets()[name]


def adverb(word: str) -> bool:
    """Whether a word that is in no list is an adverb by its ending."""
    return word.endswith("ly") and len(word) > 4


@functools.cache
def verb_forms() -> dict[str, Form]:
    """The forms of all verbs."""
    found: dict[str, Form] = {}
    for line in data_lines("verbs"):
        base, flags, *irregular = line.split()
        if base.endswith(("ize", "yze")):  # British spelling
            british = base[:-2] + "se"
            for word, kind in zip((british, *_regular(british, doubled=False)), "BZDG", strict=True):
                _add(found, word, base, kind if kind != "D" else "DK", False)
        if base.endswith("el") and "+" not in irregular:  # cancelled, travelling
            for word, kind in zip(_regular(base, doubled=True)[1:], ("DK", "G"), strict=True):
                _add(found, word, base, kind, False)
        third, past, ing = _regular(base, doubled="+" in irregular)
        participle = past
        if len(irregular) >= 2:
            past, participle, ing = irregular[0], irregular[1], (irregular[2:] or [ing])[0]
        _add(found, base, base, "B", bool(set(flags) & set("na")))
        _add(found, third, base, "Z", "s" in flags)
        _add(found, past, base, "D", False)
        _add(found, participle, base, "K", False)
        _add(found, ing, base, "G", ing in _NOUNS_IN_ING)
    return found


_NOUNS_IN_ING = word_set("nouns_in_ing")


def _add(found: dict[str, Form], word: str, base: str, kind: str, nounish: bool) -> None:
    known = found.get(word)
    if known is None:
        found[word] = Form(base, kind, nounish)
    elif known.verb == base:
        found[word] = Form(base, known.kinds + kind, known.nounish or nounish)
    elif kind in "DK" and known.kinds == "B":  # found is of find before it is the verb found
        found[word] = Form(base, kind, nounish)


def _regular(base: str, *, doubled: bool) -> tuple[str, str, str]:
    """The third person, past and -ing form of a regular verb."""
    stem = base + base[-1] if doubled else base
    consonant_y = base.endswith("y") and base[-2:-1] not in "aeiou"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    else:
        third = base[:-1] + "ies" if consonant_y else base + "s"
    if base.endswith("e"):
        past = base + "d"
        ing = base + "ing" if base.endswith(("ee", "ye", "oe")) else base[:-1] + "ing"
    else:
        past = base[:-1] + "ied" if consonant_y else stem + "ed"
        ing = stem + "ing"
    return third, past, ing
