"""The content of a construction, and the words of its cue, as stretches of the text."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis, Complement, Preposition
from newsevents.reading.attribution.attributed import Range
from newsevents.reading.entities.lexicon import word_set
from newsevents.reading.lexicon.lines import word_set as event_words

__all__ = ["Contents"]

_WITH_OBJECT = frozenset(("of", "for", "as", "against", "with", "by", "about", "from", "over", "on"))
"""Prepositions after the object of a verb that continue the content: "accused | Iran of lying"."""
_COMPARING = frozenset(("compare", "liken", "equate", "attribute", "ascribe"))
_PICTURING = frozenset(("depict", "picture", "place", "put", "show"))
_STATES = frozenset(
    ("above", "ahead", "at", "behind", "below", "by", "down", "in", "near", "on", "up", "with", "within")
)
_RELATIVE = frozenset(("that", "which", "who", "whom"))
_DISPUTED = event_words("disputed")
_CITING = frozenset(("cite", "quote"))
_MERELY = frozenset(("just", "merely", "only", "simply", "solely"))
_TIMES = (event_words("calendar") | word_set("time_nouns") | word_set("no_names")) - {"percent", "cent"}

_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year", "decade"))
_SOME_TIME = frozenset(
    ("a", "an", "just", "only", "barely", "several", "few", "many", "some", "about", "less", "more", "than")
)

_JOINING = frozenset((",", ";", "and", "but", "or"))

_PREPOSITIONS = 4
"""How many prepositions of a word are examined."""


class Contents:
    """Finds the extent of what is said."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis

    def prepositional(self, preposition: Preposition) -> list[Range]:
        """The object of a preposition, and of the same preposition joined to it: "calls for aid and for a truce"."""
        a = self.a
        pieces = self.without_asides(preposition.object, [a.extent(preposition.object)])
        if any(a.conjunction(one) for one in a.dependents(preposition.at)):
            return [(pieces[0][0], a.extent(preposition.at)[1])]
        return pieces

    def clause(self, verb: int, one: Complement) -> list[Range]:
        """The content of a complement and of others after the verb, since a parser may split a clause in two."""
        a = self.a
        if one.kind in ("around", "as"):
            return a.extents(one.head, without=[verb])
        pieces = a.extents(one.head)
        if len(pieces) > 1 and pieces[0][0] < a.starts[verb] < pieces[1][0] and not one.before:
            first = a.token_at(pieces[0][0])
            noun = a.governor(verb) if a.relation(verb) == "relative" else None
            if a.words[first] in _RELATIVE and noun is not None:  # a strategy that officials say works
                return [a.base_phrase(noun), *pieces[1:]]
        if one.before or not pieces:
            return [(pieces[0][0], self._up_to_speaker(verb, pieces[-1][1]))] if pieces else []
        if a.quotation(one.head) < 0:
            pieces = self.without_asides(one.head, pieces, full=one.kind in ("bare", "that"))
        others = [
            other.head
            for other in a.complements(verb)
            if not other.before
            and other.kind in ("bare", "that")
            and other.head != one.head
            and not self._is_other_clause(other)
        ]
        end = max((a.extent(head)[1] for head in others), default=0) if one.kind in ("bare", "that") else 0
        start = self._after_time(one) if one.kind == "bare" else None
        begin = pieces[0][0] if start is None else start
        whole = begin, self.with_but(begin, self._broken_off(verb, max(pieces[-1][1], end)))
        return [self._in_own_clause(*whole) if one.kind in ("bare", "that") and a.quotation(one.head) < 0 else whole]

    def _in_own_clause(self, start: int, end: int) -> Range:
        """The content without what belongs to the clause of its cue or to the next clause.

        These are a time after it (", hours after a blast"), a clause that somebody else says ("; the army denies it"),
        and a conjunction at its end.
        """
        a = self.a
        inside = a.within(start, end)
        last = next((at for at in inside[1:] if self._begins_time(at) or self._begins_other(at, inside.stop)), None)
        stop = inside.stop if last is None else last
        while stop - 1 > inside.start and a.words[stop - 1] in _JOINING:
            stop -= 1
        return start, end if stop == inside.stop else a.tokens[stop - 1].end

    def _begins_time(self, comma: int) -> bool:
        """Whether a time relative to another event follows a comma: ", two days after the vote"."""
        a = self.a
        if a.words[comma] != "," or a.quotation(comma) >= 0:
            return False
        unit = next((at for at in range(comma + 1, min(comma + 4, len(a) - 1)) if a.lemmas[at] in _UNITS), None)
        if unit is None or a.words[unit + 1] not in ("after", "before"):
            return False
        return all(a.is_number(at) or a.words[at] in _SOME_TIME for at in range(comma + 1, unit))

    def _begins_other(self, mark: int, stop: int) -> bool:
        """Whether somebody else says what follows a semicolon: "; the army denies that"."""
        a = self.a
        if a.words[mark] != ";" or a.quotation(mark) >= 0:
            return False
        return any(
            a.is_verb(at) and a.is_finite(at) and a.own_subject(at) is not None and self._is_cue(at)
            for at in range(mark + 1, stop)
        )

    def _is_cue(self, verb: int) -> bool:
        return any(one.kind == "that" for one in self.a.complements(verb)) or self.a.lemmas[verb] in ("say", "deny")

    def _up_to_speaker(self, verb: int, end: int) -> int:
        """The end of a clause before its speaker, with an adverbial at its end: "left while it rained, | Lima said"."""
        a = self.a
        subject = a.own_subject(verb)
        comma = -1 if subject is None else a.left_edge(subject) - 1
        after = a.first_from(end)
        at_end = all(map(a.is_mark, range(verb + 1, a.sentence(verb)[1])))
        if not at_end or not after < comma or a.words[comma] != ",":
            return end
        rest = range(after, comma)
        return a.tokens[comma - 1].end if all(a.dominates(verb, at) and not a.is_mark(at) for at in rest) else end

    def with_but(self, start: int, end: int) -> int:
        """The end of a clause with the second half of "not just …, but also …", which a parser may give to another."""
        a = self.a
        inside = a.within(start, end)
        halves = [at for at in inside[:-1] if a.words[at] == "not" and a.words[at + 1] in _MERELY]
        but = inside.stop + (inside.stop < len(a) and a.words[inside.stop] == ",")
        if not halves or "but" in (a.words[at] for at in inside[halves[-1] - inside.start :]):
            return end
        last = a.sentence(inside.start)[1]
        if but >= last or a.words[but] != "but":
            return end
        for at in range(but, last):
            own = a.own_subject(at) if a.is_verb(at) else None
            if own is not None and a.antecedent(own) == own:
                return end  # a clause of its own
        rest = [at for at in range(but, last) if not a.is_mark(at)]
        return a.tokens[rest[-1]].end

    def _broken_off(self, verb: int, end: int) -> int:
        """The end of a clause that breaks off at the end of the text: "said it has to"."""
        a = self.a
        last = a.sentence(verb)[1] - 1
        return a.tokens[last].end if a.first_from(end) == last and not a.is_mark(last) else end

    def _is_other_clause(self, clause: Complement) -> bool:
        """Whether a clause without "that" continues in the article's own voice: ", but the council has no money"."""
        a = self.a
        subject = a.own_subject(clause.head)
        first = a.left_edge(clause.head)
        return (
            clause.kind == "bare"
            and subject is not None
            and a.is_noun(subject)
            and first > 1
            and a.words[first - 1] == "but"
            and a.words[first - 2] == ","
        )

    def _after_time(self, clause: Complement) -> int | None:
        """The start of a clause without "that" after a time of its verb: "told voters Monday | he left"."""
        a = self.a
        first, subject = a.left_edge(clause.head), a.own_subject(clause.head)
        time = next((one for one in a.dependents(clause.head) if a.left_edge(one) == first), None)
        if time is None or a.words[time] not in _TIMES:
            return None
        if subject == time:  # parsed as a first subject
            subject = next(
                (one for one in a.dependents(clause.head) if one > time and a.relation(one) == "subject"), None
            )
        if subject is None or time >= subject:
            return None
        after = a.right_edge(time) + 1
        return a.starts[after] if after == a.left_edge(subject) else None

    def without_asides(self, head: int, pieces: list[Range], full: bool = False) -> list[Range]:
        """The content without an aside at its end, after a mark: ", where a war goes on", ", putting it off".

        In a full clause, asides are mostly part of what is said; sources are not: ", citing officials".
        """
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
                and begin > head + 1
                and a.words[begin - 1] in (",", "--", "–", "—", "-")
                and (self._is_aside(at, begin) if not full else a.lemmas[at] in _CITING and a.is_participle(at))
            ):
                last = begin - 2
                return [(pieces[0][0], a.tokens[last].end)]
            at = up
        return pieces

    def _is_aside(self, at: int, begin: int) -> bool:
        a = self.a
        if a.relation(at) == "apposition" and a.lemmas[at] in _DISPUTED:
            return True  # "of storming a hospital, an allegation that it denied"
        if not a.is_verb(at):
            return False
        if a.words[begin] in ("which", "who", "where", "whose", "whom"):
            return True
        return begin == at and a.is_participle(at)

    def object(self, verb: int, patient: int, passive: bool) -> list[Range]:
        """The object of a verb with what is said of it: "accused | Iran of lying", "called | the deal a mistake"."""
        a = self.a
        pieces = self.without_asides(patient, [a.extent(patient, without=[verb])])
        start, end = pieces[0]
        if passive:  # a reward is offered for his capture
            added = [a.extent(one) for one in a.dependents(verb) if one > verb and a.words[one] == "for"]
            return [(start, end), *added[:1]]
        for child in a.dependents(verb):
            if child > patient and (
                (a.words[child] in _WITH_OBJECT and not self._is_time(child))
                or child == a.predicate(verb)
                or a.relation(child) == "object"
                or (a.words[child] == "to" and a.lemmas[verb] in _COMPARING)
                or (a.lemmas[verb] in _PICTURING and self._is_state(child))
            ):
                start, end = start, max(end, a.extent(child)[1])
        return [(start, end)] if start >= a.tokens[verb].end else [a.extent(patient, without=[verb])]

    def _is_state(self, at: int) -> bool:
        """Whether a word tells in what state something is: "a poll put Lima | *in* the lead *with* 40 percent"."""
        a = self.a
        if a.relation(at) == "preposition":
            return a.words[at] in _STATES and not self._is_time(at)
        return a.relation(at) in ("adverbial", "complement") and a.is_verb(at) and a.is_participle(at)

    def _is_time(self, preposition: int) -> bool:
        """Whether a preposition introduces a time: "praised her | *on Monday*"."""
        return any(self.a.words[one] in _TIMES for one in self.a.dependents(preposition))

    def _is_condition(self, preposition: int) -> bool:
        """Whether it gives the condition on which somebody speaks: "her remarks | on condition of anonymity"."""
        return any(self.a.words[one] == "condition" for one in self.a.dependents(preposition))

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

    def quotation(self, verb: int) -> Range | None:
        """The quotation immediately before or after the clause of a verb without a complement."""
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
        if last < len(a) and a.words[last - 1] == ":" and self._is_main(verb):
            if a.quotation(last) >= 0:
                return self.inside(a.quotation(last))  # The mayor added: "…", with the quotation in the next paragraph
            if a.paragraph(last) == a.paragraph(verb) + 1 and a.object(verb) is None:
                return a.paragraphs[a.paragraph(last)]
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
        """Whether a verb is the root of its sentence, or the last verb joined to it."""
        a = self.a
        return a.governor(a.first_joined(verb)) is None and not any(
            a.is_verb(one) for one in a.joined(verb) if one > verb
        )

    def inside(self, quotation: int) -> Range:
        """A quotation, including its marks."""
        one = self.a.quotations[quotation]
        return one.start, one.end

    def after_source(self, source: int) -> list[Range]:
        """What follows "according to the mayor," or "according to the mayor, Ana Lima," to the end of the sentence."""
        a = self.a
        last = a.sentence(source)[1]
        commas = [at for at in range(source + 1, last) if a.words[at] == ","][:2]
        if not commas:
            return []
        named = range(commas[0] + 1, commas[-1])
        begin = commas[-1 if len(named) > 1 and all(map(a.is_name, named)) else 0] + 1
        while last > begin and a.is_mark(last - 1) and a.quotation(last - 1) < 0:
            last -= 1
        return [(a.starts[begin], a.tokens[last - 1].end)] if begin < last else []

    def prepositions(self, at: int) -> list[Preposition]:
        """The prepositions of a word, each with the first of its objects."""
        found = [
            one
            for one in self.a.prepositions(at)
            if self.a.first_joined(one.object) == one.object
            and self.a.words[one.object] not in _TIMES
            and not (one.word == "on" and self._is_condition(one.at))
        ]
        return found[:_PREPOSITIONS]

    def _is_adverbial(self, at: int) -> bool:
        return self.a.words[at].endswith("ly") or self.a.words[at] in (",", ":", "simply", "back")
