"""The constructions of verbs: complement clauses, quotations, objects, prepositions, and "would not"."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from newsevents.model.vocabulary import StatementKind
from newsevents.reading.analysis import Analysis, Complement
from newsevents.reading.attribution.attributed import Attribution, Range
from newsevents.reading.attribution.contents import Contents
from newsevents.reading.attribution.cues import cue as trusted
from newsevents.reading.entities.lexicon import word_set

__all__ = ["Verbal"]

_WITH_HEARER = word_set("with_hearer")
"""Verbs whose object is the hearer: "told | reporters"."""
_WILL = frozenset(("will", "would", "wo"))
_RAISING = word_set("raising")
"""Verbs whose passive has a subject that belongs to the content: "the vote is expected to fail"."""
_AGAINST = frozenset((StatementKind.REJECT, StatementKind.DENY))
_NEAR = 14
"""The largest distance in tokens between a verb and a "that" for which the parser found no clause."""
_FEWEST = 4
"""The smallest number of tokens after such a "that", if there is no verb among them."""
_SUBJECT_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "there"))
_WANTING = frozenset(("expect", "like", "need", "prefer", "want", "wish"))
"""Verbs whose object does what follows, and does not hear it: "expected | 500 people to come"."""
_LINKING = frozenset(("be", "have", "get", "do", "become", "seem", "receive"))


@attrs.frozen
class _Verb:
    """A verb with its possible speaker and hearer.

    Attributes:
        at: The verb.
        word: Its lemma, with its particle.
        passive: Whether it is passive.
        speaker: The head of the possible speaker, or None.
        hearer: The head of the possible hearer, or None.
        cue: The verb with its auxiliaries and its particle.
    """

    at: int
    word: str
    passive: bool
    speaker: int | None
    hearer: int | None
    cue: list[Range]

    def brings(self, construction: str, head: int, content: list[Range]) -> Attribution:
        form = "be+" if self.passive else ""
        return Attribution(self.at, self.word, form + construction, self.speaker, self.hearer, head, content, self.cue)


class Verbal:
    """Finds the attributions of verbs."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.contents = Contents(analysis)

    def verb(self, at: int) -> Iterator[Attribution]:
        """Find the content of a verb: a clause, or else a quotation, or else an object and prepositional phrases."""
        a = self.a
        clauses = [one for one in a.complements(at) if self._completes(at, one)] or self._purposes(at)
        verb = self._read(at, clauses)
        if a.modal(at) in _WILL and a.is_negated(at) and not verb.passive:
            yield self._unsaid(verb)
        if clauses:
            yield self._complement(verb, self._first(at, clauses))
            return
        quoted = self.contents.quotation(at) if a.lemmas[at] not in _LINKING else None
        if quoted is not None:
            yield verb.brings("quote", at, [quoted])
            return
        rest = self._rest(verb)
        if rest is not None:
            yield rest
            return
        patient = a.subject(at) if verb.passive else a.object(at)
        if patient is not None and not (verb.passive and a.own_subject(at) is None and verb.speaker is None):
            content = self._about(verb, patient)
            if content:
                yield verb.brings("np", patient, content)
        yield from self._prepositional(verb, patient)

    def _purposes(self, at: int) -> list[Complement]:
        """Infinitives that a parser takes for purpose clauses: "threatened on Monday | to leave"."""
        a = self.a
        if trusted(a.lemmas[at], "to") is None or a.object(at) is not None or a.is_passive(at):
            return []
        below = [one for one in a.dependents(at) if one > at and a.is_verb(one) and a.is_infinitive(one)]
        return [Complement(one, "to", False) for one in below if a.relation(one) == "adverbial"][:1]

    def _read(self, at: int, clauses: list[Complement]) -> _Verb:
        a = self.a
        particle = a.particle(at)
        word = a.lemmas[at] if particle is None else f"{a.lemmas[at]}_{particle}"
        if clauses and clauses[0].kind == "to":  # called on voters to stay
            joined = (f"{word}_{one.word}" for one in self.contents.prepositions(at))
            word = next((one for one in joined if trusted(one, "to") is not None), word)
        passive = a.is_passive(at)
        return _Verb(at, word, passive, self._speaker(at, passive), a.hearer(at), self.contents.cue_of(at))

    def _speaker(self, at: int, passive: bool) -> int | None:
        a = self.a
        speaker = a.agent(at) if passive else a.subject(at)
        if speaker is not None and a.quotation(speaker) >= 0 > a.quotation(at) and speaker < at:
            before = at - 1  # “… a good man,” | Lima said
            if a.is_noun(before) and a.quotation(before) < 0:
                return before
            end = a.quotations[a.quotation(speaker)].end  # nobody in “It is safe,” speaks it
            return None if set(",?!") & set(a.text[end - 2 : end]) else speaker
        if speaker is not None or not a.is_finite(at):
            return speaker
        if at == a.sentence(at)[0]:
            return a.object(at)  # Said Ellis: "…"
        under = [noun for one in a.dependents(at) if a.words[one] == "as" for noun in a.dependents(one)]
        if under and under[0] < at and a.is_noun(under[0]):
            return under[0]  # As Ana Lima noted
        above = a.governor(at)
        if not passive and above is not None and above < at and a.is_noun(above):
            return above  # parsed as a description: protesters there chanted "…"
        return None

    def _first(self, at: int, clauses: list[Complement]) -> Complement:
        """The one of several clauses that is the content: a quotation before the verb, or else what follows it."""
        a = self.a
        quoted = [one for one in clauses if one.before and a.quotation(one.head) >= 0 > a.quotation(at)]
        after = [one for one in clauses if not one.before and one.kind in ("that", "bare", "wh")]
        return (quoted or after or clauses)[0]

    def _complement(self, verb: _Verb, clause: Complement) -> Attribution:
        a = self.a
        if verb.passive and verb.speaker is None and trusted(a.words[verb.at], f"a:{clause.kind}") is not None:
            felt = attrs.evolve(verb, word=a.words[verb.at], passive=False, speaker=a.subject(verb.at), hearer=None)
            return felt.brings(f"a:{clause.kind}", clause.head, a.extents(clause.head))  # were frustrated that
        content = self.contents.clause(verb.at, clause)
        noun = self._claim(verb.at, clause)
        if noun is not None:
            if self._is_against(verb):  # dismissed the argument that
                return verb.brings("np", noun, content)
            owner = a.possessor(noun)  # repeated its demand today that
            words = [(a.tokens[noun].start, a.tokens[noun].end)]
            holder = verb.speaker if owner is None else owner
            return Attribution(noun, a.words[noun], "n:that", holder, None, clause.head, content, words)
        raised = a.own_subject(verb.at)
        if verb.passive and clause.kind == "to" and a.lemmas[verb.at] in _RAISING and raised is not None:
            content = [a.extent(raised), *content]  # the vote is expected | to fail
        wanted = a.object(verb.at) if clause.kind == "to" and verb.word in _WANTING and not verb.passive else None
        if wanted is not None and verb.at < wanted < clause.head and content:  # want | all of them to leave
            content = [(a.extent(wanted)[0], content[-1][1])]
            verb = attrs.evolve(verb, hearer=None)
        return verb.brings(self._complement_name(verb, clause), clause.head, content)

    def _rest(self, verb: _Verb) -> Attribution | None:
        """The rest of a sentence after "said … that" or "said he", if the parser found no clause there."""
        a = self.a
        cue = trusted(verb.word, "bare")
        if cue is None or not cue.listed or verb.passive or verb.speaker is None or not a.is_finite(verb.at):
            return None
        first, last = verb.at + 1, a.sentence(verb.at)[1]
        if first == last < len(a) and a.paragraph(last) == a.paragraph(verb.at):
            last = a.sentence(last)[1]  # parsed as a separate sentence
        near = range(first, min(last, first + _NEAR))
        that = next((one for one in near if a.words[one] == "that" and a.relation(one - 1) != "preposition"), None)
        if that is not None and not any(a.is_verb(one) or a.is_mark(one) for one in range(first, that)):
            first = that + 1
        elif first >= last or a.words[first] not in _SUBJECT_PRONOUNS:
            return None
        while last > first and a.is_mark(last - 1) and a.quotation(last - 1) < 0:
            last -= 1
        while first < last and a.words[first] == ",":
            first += 1
        head = next((one for one in range(first, last) if a.is_verb(one) and a.is_finite(one)), None)
        pointed = a.object(verb.at)
        if head is None and (pointed is None or pointed == that or pointed >= first):
            head = first if that is None or last - first >= _FEWEST else None
        if head is None or verb.speaker >= first:
            return None
        end = a.tokens[last - 1].end
        end -= a.text[end - 1] == "." and a.words[last - 1] != "."
        return verb.brings("bare" if that is None else "that", head, [(a.starts[first], end)])

    def _about(self, verb: _Verb, patient: int) -> list[Range]:
        """What is said of an object: the clause in "denied charges that"; nothing in "repeated | its claim that"."""
        clause = next((one for one in self.a.complements(patient) if one.kind == "that"), None)
        if clause is not None and trusted(self.a.words[patient], "n:that") is not None:
            return self.a.extents(clause.head) if self._is_against(verb) else []
        return self.contents.object(verb.at, patient, verb.passive)

    def _is_against(self, verb: _Verb) -> bool:
        cue = trusted(verb.word, "np")
        return cue is not None and cue.kind in _AGAINST

    def _prepositional(self, verb: _Verb, patient: int | None) -> Iterator[Attribution]:
        a = self.a
        subject = a.subject(verb.at)
        for one in self.contents.prepositions(verb.at):
            content = self.contents.prepositional(one)
            if verb.passive and one.word in ("as", "on", "with") and subject is not None:
                own = a.own_subject(verb.at) == subject  # is seen as a test; killings blamed on
                if own:
                    content = [a.extent(subject), *content]
                elif one.word == "on":
                    content = [a.base_phrase(subject)]
            elif one.object == a.governor(verb.at):
                content = [a.base_phrase(one.object)]  # a threat that he warned about
            if patient is None or verb.passive:
                yield verb.brings(f"p:{one.word}", one.object, content)
            else:
                yield attrs.evolve(verb, hearer=a.object(verb.at)).brings(f"np+p:{one.word}", one.object, content)

    def _unsaid(self, verb: _Verb) -> Attribution:
        """An attribution of what somebody "would not" do."""
        a = self.a
        before = [one for one in a.dependents(verb.at) if one < verb.at]
        words = [one for one in before if one != a.own_subject(verb.at)] or [verb.at]
        cue = [(a.tokens[words[0]].start, a.tokens[words[-1]].end)]
        after = [one for one in a.joined(verb.at)[1:] if a.is_finite(one) and not a.auxiliaries(one)]
        return attrs.evolve(verb, cue=cue).brings("would-not", verb.at, a.extents(verb.at, without=[*before, *after]))

    def _completes(self, at: int, clause: Complement) -> bool:
        """Whether a clause is the content of a verb: not "as he did not say", "A left; B called it bad"."""
        a = self.a
        if clause.kind == "as":
            return not a.is_negated(at)
        if clause.before and ":" in a.words[a.right_edge(clause.head) + 1 : at]:
            return False  # "Ana Lima said it was false: officials warned them"
        if not clause.before or a.is_passive(at) or a.object(at) is None:
            return True
        return a.lemmas[at] in _WITH_HEARER

    def _claim(self, at: int, clause: Complement) -> int | None:
        """The object of a verb to which a clause belongs: "repeated | its demand that", not "told | his wife that"."""
        noun = self.a.object(at)
        if noun is None or clause.kind != "that" or self.a.is_passive(at) or not at < noun < clause.head:
            return None
        return noun if self.a.is_noun(noun) and trusted(self.a.words[noun], "n:that") is not None else None

    def _complement_name(self, verb: _Verb, clause: Complement) -> str:
        name = "before" if clause.before and clause.kind in ("bare", "that") else clause.kind
        own = self.a.own_subject(clause.head) if clause.kind in ("bare", "to") else None
        if name == "bare" and own is not None and self.a.is_infinitive(clause.head):
            name = "to"
        return f"np+{name}" if verb.hearer is not None and not verb.passive and verb.hearer != own else name
