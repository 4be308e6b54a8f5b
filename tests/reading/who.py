"""A small stand-in for entities: names, pronouns, and nouns for people, each meaning its own words."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import Claim
from newsevents.reading.lexicon.people import doers
from newsevents.reading.parse import Analyser

_SAYING = frozenset(["say", "tell", "claim", "report", "believe", "ask", "deny", "hope"])
_PERSONAL = frozenset(["he", "she", "they", "him", "her", "them", "we", "i", "who"])


class Told:
    """A text, its analysis, and its entities."""

    def __init__(self, text: str, analyser: Analyser) -> None:
        self.text = text
        self.analysis = Analysis(text, analyser.parse(text, [(0, len(text))]))

    def who(self, head: int, speaker: str | None) -> list[str]:
        a = self.analysis
        if a.words[head] in _PERSONAL:
            return [a.words[head]]
        if a.is_pronoun(head) or not (a.is_name(head) or a.lemmas[head] in doers()):
            return []
        start, end = a.base_phrase(head)
        if head and a.words[head - 1] == "-":
            start = a.starts[head]  # "the Iran-Peru talks"
        return [self.text[start:end]]

    def claims(self) -> list[Claim[str]]:
        a = self.analysis
        return [
            Claim(verb, clause.head, tuple(name for head in a.subjects(verb) for name in self.who(head, None)))
            for verb in range(len(a))
            if a.is_verb(verb) and a.lemmas[verb] in _SAYING
            for clause in a.complements(verb)
        ]

    def word(self, word: str) -> int:
        return self.analysis.words.index(word)
