"""The constructions of nouns and adjectives, of "according to" and "reportedly", and of "Said Ana Lima"."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution, Range
from newsevents.reading.attribution.contents import Contents
from newsevents.reading.attribution.cues import cue as trusted
from newsevents.reading.entities.lexicon import word_set

__all__ = ["INVERTED", "REPORTEDLY", "Nominal"]

_LIGHT = word_set("lending")
"""Light verbs, which only give a noun its subject: "expressed concern about", not "denied claims that"."""
INVERTED = {"said": "say", "says": "say", "added": "add", "adds": "add", "replied": "reply", "asked": "ask"}
_LOWER = ("relative", "joined", "adverbial", "complement")
"""Relations of a clause to the one above it, to which ", according to" applies as well."""
REPORTEDLY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))


class Nominal:
    """Finds the attributions of words other than verbs."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.contents = Contents(analysis)

    def inverted(self, at: int) -> Iterator[Attribution]:
        """Find 'Said Ana Lima: "It is safe"', where a parser may take the verb for part of the name."""
        a = self.a
        quoted = next((one for one in range(at + 1, min(a.sentence(at)[1], at + 16)) if a.quotation(one) >= 0), None)
        if quoted is None or a.words[quoted - 1] not in (",", ":") or a.quotation(at) >= 0:
            return
        between = range(at + 1, quoted)
        for speaker in between:
            if a.is_noun(speaker) and a.governor(speaker) not in between:
                words = [(a.tokens[at].start, a.tokens[at].end)]
                content = [self.contents.inside(a.quotation(quoted))]
                yield Attribution(at, INVERTED[a.words[at]], "quote", speaker, None, at, content, words)
                return

    def reportedly(self, at: int) -> Iterator[Attribution]:
        """Find what is "reportedly" or "allegedly" so: the clause of the adverb, unless its verb is a cue itself."""
        a = self.a
        verb = a.governor(at)
        if verb is None or not a.is_verb(verb) or trusted(a.lemmas[verb], "bare") is not None:
            return
        words = [(a.tokens[at].start, a.tokens[at].end)]
        yield Attribution(at, a.words[at], "adverb", None, None, verb, a.extents(verb, without=[at]), words)

    def noun(self, noun: int) -> Iterator[Attribution]:
        """Find the content of a noun: "Iran's claim that", "expressed concern about"."""
        a = self.a
        if a.is_name(noun):
            return
        light = self._light_verb(noun)
        holder = self._holder(noun)
        form = "n:" if holder is not None or light is None else "l:"
        if holder is None and light is not None:
            holder = a.agent(light) if a.is_passive(light) else a.subject(light)
        cue = [(a.tokens[noun].start, a.tokens[noun].end)]
        if form == "l:" and light is not None and light < noun:
            cue = [(self.contents.cue_of(light)[0][0], a.tokens[noun].end)]

        def made(construction: str, head: int, content: list[Range]) -> Attribution:
            construction = form + construction
            word = a.words[noun] if trusted(a.words[noun], construction) is not None else a.lemmas[noun]
            return Attribution(noun, word, construction, holder, None, head, content, cue)

        clauses = a.complements(noun)
        for one in clauses[:1]:
            yield made(one.kind, one.head, self.contents.without_asides(one.head, a.extents(one.head)))
        if clauses:
            return
        verb = a.governor(noun)
        if verb is not None and a.lemmas[verb] == "be" and a.own_subject(verb) == noun:
            for one in a.complements(verb)[:1]:
                yield made(f"is {one.kind}", one.head, a.extents(one.head))
        for preposition in self.contents.prepositions(noun):
            if preposition.object != holder:
                content = [a.extent(noun)] if form == "l:" else a.extents(preposition.object)
                yield made(f"p:{preposition.word}", preposition.object, content)

    def _light_verb(self, noun: int) -> int | None:
        verb = self.a.governor(self.a.first_joined(noun))
        if verb is None or not self.a.is_verb(verb):
            return None
        if self.a.lemmas[verb] not in _LIGHT:
            return None
        return (
            verb
            if noun in self.a.objects(verb) or (self.a.is_passive(verb) and noun in self.a.subjects(verb))
            else None
        )

    def _holder(self, noun: int) -> int | None:
        """The holder of a claim or a plan: "Iran's claim", "a claim by Iran", "a statement from the ministry"."""
        owner = self.a.possessor(noun)
        if owner is not None:
            return owner
        by = self.a.objects_of(noun, "by") or self.a.objects_of(noun, "from")
        return by[0] if by else None

    def adjective(self, adjective: int) -> Iterator[Attribution]:
        """Find the content of an adjective: "was confident that", "is critical of"."""
        a = self.a
        verb = a.governor(a.first_joined(adjective))
        if verb is None or not a.is_verb(verb) or a.predicate(verb) != a.first_joined(adjective):
            return
        speaker = a.subject(verb)
        cue = (
            [(a.tokens[verb].start, a.tokens[adjective].end)]
            if verb < adjective
            else [(a.tokens[adjective].start, a.tokens[adjective].end)]
        )

        def made(construction: str, head: int) -> Attribution:
            return Attribution(
                adjective, a.words[adjective], f"a:{construction}", speaker, None, head, a.extents(head), cue
            )

        for one in a.complements(adjective)[:1]:
            yield made(one.kind, one.head)
            return
        for preposition in self.contents.prepositions(adjective):
            yield made(f"p:{preposition.word}", preposition.object)

    def according(self, at: int) -> Iterator[Attribution]:
        """Find what is so "according to" somebody: the clause, or a clause above it if a parser attaches it too low."""
        a = self.a
        found = a.objects_of(at, "to") or [one.object for one in a.prepositions(a.governor(at) or at) if one.at == at]
        if not found:
            return
        words = [(a.tokens[at].start, a.tokens[min(at + 1, len(a) - 1)].end)]
        clause = a.governor(at)
        if at == a.sentence(at)[0]:
            content = self.contents.after_source(found[0])
        else:
            apart = a.words[at - 1] == ","
            while (
                clause is not None
                and (up := a.governor(clause)) is not None
                and (not a.is_verb(clause) or (apart and a.relation(clause) in _LOWER))
            ):
                clause = up
            content = [] if clause is None else a.extents(clause, without=[at])
        yield Attribution(at, "according", "to", found[0], None, at if clause is None else clause, content, words)
