"""Corrections of frequent parser errors that the forms of words reveal."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from newsevents.reading.builtin.lemmatizer import verb_of_past
from newsevents.reading.parse import Token
from newsevents.reading.repairs.charges import (
    admissions,
    charged_in_court,
    charges_denied,
    gerunds_after_charges,
    judgements,
    perfects_before_objects,
    pleas,
    reasons_of_blame,
    reflexives_in_verbs,
    results_of_blame,
    titles_after_objects,
    verbs_of_police,
    whom_clauses,
)
from newsevents.reading.repairs.complements import called_names, questions_asked
from newsevents.reading.repairs.joins import (
    claims_by,
    content_of_nearest,
    first_verbs,
    garden_paths,
    heads_of,
    infinitives_after_objects,
    joined_after_quotations,
    joined_verbs,
    participles_after_events,
    perfects,
    reduced_relatives,
    settings_before_that,
    subjects_together,
    time_clauses,
)
from newsevents.reading.repairs.notes import notes
from newsevents.reading.repairs.nouns import (
    clauses_about_people,
    days_after_names,
    former_offices,
    guests,
    hyphenated,
    names_set_apart,
    nouns_as_objects,
    nouns_before_names,
    numbers_with_articles,
    phone_calls,
    settings_of_verbs,
)
from newsevents.reading.repairs.speakers import described_speakers, speakers_after, speakers_at_end
from newsevents.reading.repairs.speech import (
    clauses_after_as,
    content_in_forms,
    joined_by_form,
    joined_to_speech,
    parentheses,
    speech_at_end,
    with_speech,
)
from newsevents.reading.repairs.words import is_forest, word_of

__all__ = ["heads_of", "lemma_of", "mended"]

_REPAIRS = (
    notes,
    phone_calls,
    guests,
    perfects,
    hyphenated,
    numbers_with_articles,
    names_set_apart,
    nouns_before_names,
    clauses_about_people,
    days_after_names,
    settings_of_verbs,
    settings_before_that,
    infinitives_after_objects,
    nouns_as_objects,
    subjects_together,
    first_verbs,
    garden_paths,
    described_speakers,
    speakers_after,
    speakers_at_end,
    content_in_forms,
    called_names,
    questions_asked,
    clauses_after_as,
    with_speech,
    parentheses,
    joined_to_speech,
    joined_by_form,
    speech_at_end,
    content_of_nearest,
    claims_by,
    reduced_relatives,
    participles_after_events,
    joined_after_quotations,
    joined_verbs,
    time_clauses,
    perfects_before_objects,
    admissions,
    verbs_of_police,
    judgements,
    titles_after_objects,
    whom_clauses,
    results_of_blame,
    reasons_of_blame,
    reflexives_in_verbs,
    gerunds_after_charges,
    pleas,
    charged_in_court,
    charges_denied,
)


def mended(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with words corrected that were parsed as another part of speech.

    A parser may take a verb that begins a note for a name: "*Met* with President Lima.". It may take "as" before a
    clause for a preposition, and the subject of the clause for its object: "grew, *as the ministers* agreed to it".
    """
    found = former_offices(text, tokens)
    for repair in _REPAIRS:
        repaired = repair(text, found)
        if repaired != found and is_forest(repaired):  # a repair that would make a cycle is left out
            found = repaired
    for at, token in enumerate(tokens[:-1]):
        begins = at == 0 or tokens[at - 1].sentence != token.sentence
        after = tokens[at + 2 if tokens[at + 1].tag == "RB" and at + 2 < len(tokens) else at + 1]
        if begins and token.tag in ("NNP", "NN") and after.tag == "IN":
            verb = verb_of_past(word_of(text, token))
            if verb is not None:
                found[at] = attrs.evolve(found[at], tag="VBD", lemma=verb)
        if token.label == "prep" and token.tag == "VBG" and token.lemma == "follow":
            found[at] = attrs.evolve(found[at], tag="IN")  # "following a rally"
    return found


_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def lemma_of(token: Token, word: str) -> str:
    """The base form of a token; for "raped", which has one "p", it is "rape" and never "rap"."""
    lemma = token.lemma
    if token.tag in ("VBD", "VBN", "VBG") and word in (lemma + "ed", lemma + "ing") and _SHORT.fullmatch(lemma):
        return lemma + "e"
    return lemma
