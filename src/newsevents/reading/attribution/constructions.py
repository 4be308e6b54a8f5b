"""The constructions that may bring what somebody says, thinks or wants. Which words are trusted in them, `cues` tells.

Names of constructions: what the word is (``n:`` noun, ``l:`` noun that a verb lends its subject, ``a:`` adjective, else
a verb), ``be+`` where a verb is passive, ``np+`` where it has an object as well, and what follows: the kind of a
complement, ``before`` for a clause that comes first, ``np`` an object, ``p:`` and a preposition, ``quote`` a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from newsevents.reading.analysis import Analysis, Complement, Preposition
from newsevents.reading.attribution.cues import cue
from newsevents.reading.entities.lexicon import word_set

__all__ = ["Attribution", "Constructions"]

Range = tuple[int, int]

_LIGHT = word_set("lending")
"""Verbs that only lend a noun its subject: "expressed concern about", not "denied claims that"."""
_PREPOSITIONS = 4
"""How many prepositions of a word are looked at."""
_LINKING = frozenset(("be", "have", "get", "do", "become", "seem", "receive"))


@attrs.define(eq=False)
class Attribution:
    """Who says what in one construction, in tokens.

    Attributes:
        cue: The word that brings it.
        word: Its lemma, with its particle: ``point_out``.
        construction: The construction.
        speaker: The head of the words that name the speaker, or None.
        hearer: The head of the words that name the addressee, or None.
        head: The head of what is said.
        content: What is said, in stretches of the text.
        cue_words: The words of the cue, in stretches of the text.
    """

    cue: int
    word: str
    construction: str
    speaker: int | None
    hearer: int | None
    head: int
    content: list[Range]
    cue_words: list[Range]


class Constructions:
    """Finds all constructions of an article, trusted or not."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis

    def __iter__(self) -> Iterator[Attribution]:
        a = self.a
        for at in range(len(a)):
            if a.is_auxiliary(at):
                continue
            if a.words[at] == "according":
                yield from self._according(at)
            elif a.is_verb(at):
                yield from self._verb(at)
            elif a.is_noun(at):
                yield from self._noun(at)
            elif a.is_adjective(at):
                yield from self._adjective(at)

    # Verbs

    def _verb(self, verb: int) -> Iterator[Attribution]:
        a = self.a
        passive = a.is_passive(verb)
        speaker = a.agent(verb) if passive else a.subject(verb)
        if speaker is None and verb == a.sentence(verb)[0] and a.is_finite(verb):
            speaker = a.object(verb)  # Said Ellis: "…"
        hearer = a.hearer(verb)
        complements = a.complements(verb)
        form = "be+" if passive else ""
        particle = a.particle(verb)
        word = a.lemmas[verb] if particle is None else f"{a.lemmas[verb]}_{particle}"

        def made(construction: str, head: int, content: list[Range]) -> Attribution:
            if construction.startswith("np+p:"):
                return Attribution(verb, word, construction, speaker, a.object(verb), head, content, self.cue_of(verb))
            return Attribution(verb, word, form + construction, speaker, hearer, head, content, self.cue_of(verb))

        main = [one for one in complements if one.kind != "as" or not a.is_negated(verb)]
        after = [one for one in main if not one.before and one.kind in ("that", "bare", "wh")]
        for one in (after or main)[:1]:
            noun = self._claim(verb, one)
            if noun is not None:  # repeated its demand today that …
                owner = a.possessor(noun)
                words = [(a.tokens[noun].start, a.tokens[noun].end)]
                holder = speaker if owner is None else owner
                yield Attribution(noun, a.words[noun], "n:that", holder, None, one.head, self._clause(verb, one), words)
                return
            yield made(self._complement_name(one, hearer, passive), one.head, self._clause(verb, one))
        if main:
            return
        quoted = self._quotation(verb) if a.lemmas[verb] not in _LINKING else None
        if quoted is not None:
            yield made("quote", verb, [quoted])
            return
        patient = a.subject(verb) if passive else a.object(verb)
        if patient is not None and not (passive and a.own_subject(verb) is None):
            yield made("np", patient, self._object(verb, patient, passive))
        prefix = "" if patient is None or passive else "np+"
        for preposition in self._prepositions(verb):
            yield made(f"{prefix}p:{preposition.word}", preposition.object, a.extents(preposition.object))

    def _claim(self, verb: int, clause: Complement) -> int | None:
        """The object of a verb that a clause is said in: "repeated | its demand that", not "told | his wife that"."""
        noun = self.a.object(verb)
        if noun is None or clause.kind != "that" or self.a.is_passive(verb) or not verb < noun < clause.head:
            return None
        return noun if self.a.is_noun(noun) and cue(self.a.words[noun], "n:that") is not None else None

    def _complement_name(self, one: Complement, hearer: int | None, passive: bool) -> str:
        name = "before" if one.before and one.kind in ("bare", "that") else one.kind
        own = self.a.own_subject(one.head) if one.kind in ("bare", "to") else None
        if name == "bare" and own is not None and self.a.is_infinitive(one.head):
            name = "to"
        if hearer is not None and not passive and hearer != own:
            return f"np+{name}"
        return name

    def _clause(self, verb: int, one: Complement) -> list[Range]:
        """What a complement says; of several after the verb, all: a parser may cut one clause in two."""
        a = self.a
        if one.kind in ("around", "as"):
            return a.extents(one.head, without=[verb])
        pieces = a.extents(one.head)
        if one.before or not pieces:
            return [(pieces[0][0], pieces[-1][1])] if pieces else []
        if one.kind not in ("bare", "that") and a.quotation(one.head) < 0:
            pieces = self.without_asides(one.head, pieces)  # in a full clause asides are mostly said as well
        others = [
            other.head
            for other in a.complements(verb)
            if not other.before and other.kind in ("bare", "that") and other.head != one.head
        ]
        end = max((a.extent(head)[1] for head in others), default=0) if one.kind in ("bare", "that") else 0
        return [(pieces[0][0], max(pieces[-1][1], end))]

    def without_asides(self, head: int, pieces: list[Range]) -> list[Range]:
        """Content without what is added at its end after a mark: ", where a war goes on", ", putting it off"."""
        a = self.a
        end = a.right_edge(head)
        while end > head and a.is_mark(end):
            end -= 1
        at = end
        while at != head:
            up = a.governor(at)
            if up is None:
                return pieces
            begin = a.left_edge(at)
            if (
                a.right_edge(at) >= end
                and begin > head + 2
                and a.words[begin - 1] in (",", "--", "–", "—", "-")
                and self._is_aside(at, begin)
            ):
                last = begin - 2
                return [(pieces[0][0], a.tokens[last].end)]
            at = up
        return pieces

    def _is_aside(self, at: int, begin: int) -> bool:
        a = self.a
        if not a.is_verb(at):
            return False
        if a.words[begin] in ("which", "who", "where", "whose", "whom"):
            return True
        return begin == at and a.is_participle(at)

    def _object(self, verb: int, patient: int, passive: bool) -> list[Range]:
        """What a verb says of its object: "accused | Iran of lying", "called | the deal a mistake"."""
        a = self.a
        pieces = self.without_asides(patient, [a.extent(patient, without=[verb])])
        start, end = pieces[0]
        if passive:
            return [(start, end)]
        for child in a.dependents(verb):
            if child > patient and (
                a.words[child] in ("of", "for", "as", "against", "with") or child == a.predicate(verb)
            ):
                start, end = start, max(end, a.extent(child)[1])
        return [(start, end)] if start >= a.tokens[verb].end else [a.extent(patient, without=[verb])]

    def cue_of(self, verb: int) -> list[Range]:
        """A verb with its auxiliaries and its particle."""
        a = self.a
        first, last = verb, verb
        for child in a.dependents(verb):
            if child < verb and (a.is_auxiliary(child) or a.words[child] in ("not", "never", "n't", "n’t")):
                first = min(first, child)
            elif child == verb + 1 and a.particle(verb) == a.words[child]:
                last = child
        own = a.own_subject(verb)
        if own is not None and first < own < verb:  # "did he say"
            first = verb
        return [(a.tokens[first].start, a.tokens[last].end)]

    def _quotation(self, verb: int) -> Range | None:
        """The quotation right before or after the clause of a verb without a complement."""
        a = self.a
        first, last = a.sentence(verb)
        subject = a.own_subject(verb)
        if a.quotation(verb) >= 0 and all(a.quotation(one) == a.quotation(verb) for one in range(first, last)):
            return None
        for at in range(verb + 1, min(last, verb + 16)):
            if a.quotation(at) >= 0 and a.quotation(at) != a.quotation(verb):
                between = range(verb + 1, at)
                if (
                    at > verb + 1
                    and a.words[at - 1] not in (",", ":")
                    and not all(self._is_adverbial(one) for one in between)
                ):
                    break
                return self.inside(a.quotation(at))
            if a.is_verb(at) and not a.is_auxiliary(at):
                break
        if last < len(a) and a.words[last - 1] == ":" and a.quotation(last) >= 0 and self._is_main(verb):
            return self.inside(a.quotation(last))  # The mayor added: "…", where the quotation is the next paragraph
        begin = min(verb, a.left_edge(subject) if subject is not None else verb)
        before = begin - 1
        if before >= 0 and a.words[before] == "," and a.quotation(before) < 0:
            before -= 1
        if before >= max(0, first - 1) and a.quotation(before) >= 0 and a.quotation(before) != a.quotation(verb):
            start, end = self.inside(a.quotation(before))
            if set(",?!") & set(a.text[end - 3 : end + 1]):
                return start, end
        return None

    def _is_main(self, verb: int) -> bool:
        """Whether a verb is the root of its sentence, or the last that is joined to it."""
        a = self.a
        return a.governor(a.first_joined(verb)) is None and not any(
            a.is_verb(one) for one in a.joined(verb) if one > verb
        )

    def _is_adverbial(self, at: int) -> bool:
        return self.a.words[at].endswith("ly") or self.a.words[at] in (",", ":", "simply", "back")

    def inside(self, quotation: int) -> Range:
        """What is between the marks of a quotation, with them."""
        one = self.a.quotations[quotation]
        return one.start, one.end

    # Nouns and adjectives

    def _noun(self, noun: int) -> Iterator[Attribution]:
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
            cue = [(self.cue_of(light)[0][0], a.tokens[noun].end)]

        def made(construction: str, head: int, content: list[Range]) -> Attribution:
            return Attribution(noun, a.words[noun], form + construction, holder, None, head, content, cue)

        clauses = a.complements(noun)
        for one in clauses[:1]:
            yield made(one.kind, one.head, self.without_asides(one.head, a.extents(one.head)))
        if clauses:
            return
        verb = a.governor(noun)
        if verb is not None and a.lemmas[verb] == "be" and a.own_subject(verb) == noun:
            for one in a.complements(verb)[:1]:
                yield made(f"is {one.kind}", one.head, a.extents(one.head))
        for preposition in self._prepositions(noun):
            if preposition.object != holder:
                content = [a.extent(noun)] if form == "l:" else a.extents(preposition.object)
                yield made(f"p:{preposition.word}", preposition.object, content)

    def _prepositions(self, at: int) -> list[Preposition]:
        """The prepositions of a word, each with the first of its objects."""
        found = [one for one in self.a.prepositions(at) if self.a.first_joined(one.object) == one.object]
        return found[:_PREPOSITIONS]

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
        """Whose a claim or a plan is: "Iran's claim", "a claim by Iran", "a statement from the ministry"."""
        owner = self.a.possessor(noun)
        if owner is not None:
            return owner
        by = self.a.objects_of(noun, "by") or self.a.objects_of(noun, "from")
        return by[0] if by else None

    def _adjective(self, adjective: int) -> Iterator[Attribution]:
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
        for preposition in self._prepositions(adjective):
            yield made(f"p:{preposition.word}", preposition.object)

    def _according(self, at: int) -> Iterator[Attribution]:
        """Find what is so "according to" somebody: the clause, or all that it depends on where the parser has less."""
        a = self.a
        clause = a.governor(at)
        found = [one for one in (a.prepositions(clause) if clause is not None else ()) if one.at == at]
        if clause is None or not found:
            return
        while not a.is_verb(clause) and (up := a.governor(clause)) is not None:
            clause = up
        content = a.extents(clause, without=[at])
        end = a.tokens[min(at + 1, len(a) - 1)].end
        yield Attribution(at, "according", "to", found[0].object, None, clause, content, [(a.tokens[at].start, end)])
