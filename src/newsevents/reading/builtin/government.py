"""What some verbs govern, whatever the parser predicts: "accused the bank of fraud" is an accusation of fraud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

__all__ = ["ACCUSING", "attach_charges", "attach_deeds"]

Label = TypeVar("Label")

ACCUSING = frozenset(("accuse", "acquit", "convict", "deprive", "rob", "suspect"))
"""Verbs with an object and "of" before what the object is charged with, or loses."""


def attach_charges(
    words: Sequence[str], lemmas: Sequence[str], heads: list[int], labels: Sequence[object], objects: object, of: object
) -> None:
    """Move the last "of" from the object of an accusing verb to the verb itself, if that has none.

    Args:
        words: The words of a sentence.
        lemmas: Their lemmas.
        heads: Their governors, which are changed in place.
        labels: Their labels.
        objects: The label of direct objects.
        of: The label of prepositions.
    """
    if ACCUSING.isdisjoint(lemmas):
        return
    prepositions = [at for at, word in enumerate(words) if word == "of" and labels[at] == of]
    for at, lemma in enumerate(lemmas):
        if lemma in ACCUSING and not any(heads[place] == at for place in prepositions):
            accused = {place for place, head in enumerate(heads) if head == at and labels[place] == objects}
            charges = [place for place in prepositions if heads[place] in accused]
            if charges:
                heads[charges[-1]] = at


def attach_deeds(
    tags: Sequence[str],
    lemmas: Sequence[str],
    heads: list[int],
    labels: list[Label],
    label: Mapping[str, Label],
) -> None:
    """Read the "-ing" form after an accusation's "of" as a deed: in "accused of arming rebels", rebels are its object.

    Args:
        tags: The tags of a sentence.
        lemmas: Their lemmas.
        heads: Their governors, which are changed in place.
        labels: Their labels, which are changed in place.
        label: The labels by name.
    """
    if ACCUSING.isdisjoint(lemmas):
        return
    for deed in range(2, len(tags)):
        of, thing = deed - 1, heads[deed]
        if (
            (lemmas[of], tags[deed]) == ("of", "VBG")
            and lemmas[heads[of]] in ACCUSING
            and heads[thing] == of
            and (labels[of], labels[deed], labels[thing]) == (label["prep"], label["amod"], label["pobj"])
        ):
            heads[deed], labels[deed] = of, label["pcomp"]
            heads[thing], labels[thing] = deed, label["dobj"]
