"""Which constructions are statements: the word is trusted, its speaker can speak, and it is presented as said."""

from __future__ import annotations

from collections import defaultdict

from newsevents.model.vocabulary import StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.cues import CLAUSES, PLAIN, cue
from newsevents.reading.attribution.senses import is_other_sense
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import document_kinds, word_set
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope

__all__ = ["Trust", "cut_at_next", "is_first_person", "kind_of", "without_repeated"]

Range = tuple[int, int]

_FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))
_NEGATIVE_RAISING = word_set("negative_raising")
_IRREALIS = frozenset(("would", "could", "might", "should"))
"""Modals of what has not been said yet: "would counter the threats". "Would back the plan", though, is a stance."""
_WEIGHING = frozenset(("may", "might", "must"))
_SUPPOSED = frozenset(("if", "unless", "whether"))
_OF_THINGS = word_set("told_by_things")
"""Verbs that take things as subjects as well: "his death shows how", "nails found there are"."""
_INDEFINITE = frozenset(("anything", "everything", "nothing", "something", "little", "much", "more"))
_NAMING = frozenset(("call", "brand", "label", "dub", "term", "name", "deem", "cast", "paint", "pronounce", "frame"))
_WITHOUT_AGENT = frozenset(
    (StatementKind.PLEDGE, StatementKind.ACCUSE, StatementKind.ANNOUNCE, StatementKind.REPORT, StatementKind.CONDEMN)
)
"""Kinds that count in the passive even without an agent: "was announced", "was accused"."""
_SPOKEN = frozenset(StatementKind) - {StatementKind.REPORT, StatementKind.OPINE}
_SHORT = 3
"""The largest number of tokens in an object about which nothing is said."""
_ASPECTUAL = word_set("aspectual")
_JOINING = frozenset(("and", "but", "while", ";", ","))
_ANY = frozenset(("any", "every", "whatever", "no", "neither"))
_AGAINST = frozenset((StatementKind.REJECT, StatementKind.DENY))
_NOBODY = frozenset(("no", "none", "nobody", "neither", "not"))
_FAILING = frozenset(("decline", "fail", "forget", "neglect", "refuse"))
_WEIGHED = frozenset(("consider", "contemplate", "weigh", "mull", "avoid", "resist"))
_INSTEAD = frozenset(("without", "instead", "than"))
_RELATIVE = frozenset(("which", "whatever", "whichever", "whoever", "whomever"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "ourselves", "myself"))
_POSSIBLE = _IRREALIS | frozenset(("can",))
_NAMED = frozenset(("identify", "name", "quote"))
_LEGAL = frozenset(("charge", "indict"))
_TALKING = frozenset(("comment", "speak", "talk", "write", "testify"))
_LEARNING = frozenset(("hear", "learn", "find", "show", "read", "determine", "indicate"))


class Trust:
    """Decides which constructions of an article are statements."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.a = analysis
        self.cast = cast

    def refusal(self, one: Attribution) -> Refusal | None:
        """Why a construction is not a statement; None if it is one."""
        a = self.a
        trusted = cue(one.word, one.construction)
        if trusted is None and one.construction == "before" and self._is_quoted(one):
            trusted = cue(one.word, "quote")
        if trusted is None or not one.content:
            return Refusal.CONSTRUCTION
        if (
            trusted.kind is not StatementKind.DENY
            and not one.construction.endswith("quote")
            and _is_bare_pronoun(a, one)
        ):
            return Refusal.POINTER
        quoted = a.quotation(one.cue)
        first_person = one.speaker is not None and is_first_person(a, one.speaker)
        pronoun = one.speaker is not None and a.is_pronoun(one.speaker)
        if one.speaker is not None and a.words[one.speaker] in ("we", "us") and first_person:
            return Refusal.QUOTED
        if quoted >= 0 and (first_person or pronoun or not trusted.listed):
            return Refusal.QUOTED
        if not (trusted.listed and trusted.kind in _SPOKEN) and not self._is_set_off(one):
            return Refusal.CONSTRUCTION
        if one.word in _NAMING and one.construction == "np" and not self._is_named(one):
            return Refusal.CONSTRUCTION
        if is_other_sense(a, self.cast, one) or self._is_in_name(one.cue):
            return Refusal.CONSTRUCTION
        if a.is_verb(one.cue):
            if one.construction == "be+np" and a.is_participle(one.cue):
                return Refusal.CIRCUMSTANCE  # "the rebels backed by Iran"
            if self._is_circumstance(one):
                return Refusal.CIRCUMSTANCE
            if one.word in ("ask", "request") and a.lemmas[one.head] in _NAMED and a.is_passive(one.head):
                return Refusal.CIRCUMSTANCE  # "who asked not to be named"
            if (why := self._unsaid(one, trusted.kind)) is not None:
                return why
        elif a.is_noun(one.cue) and (why := self._untold(one)) is not None:
            return why
        if self._has_speaker(one):
            return None
        return Refusal.NO_SPEAKER if one.speaker is None else Refusal.THING

    def _is_named(self, one: Attribution) -> bool:
        """Whether a verb has an object complement: "called the deal a mistake", not "called a meeting"."""
        a = self.a
        if a.predicate(one.cue) is not None or any(
            a.relation(at) == "object" for at in a.dependents(one.cue) if at > one.head
        ):
            return True
        if any(a.relation(at) == "apposition" and not a.is_apart(at) for at in a.dependents(one.head)):
            return True
        inside = a.within(*one.content[0])
        return any(a.quotation(at) >= 0 for at in inside) or any(a.words[at] == "as" for at in inside if at > one.head)

    def _is_in_name(self, at: int) -> bool:
        """Whether a word is part of a name: "the FBI's 10 Most *Wanted* List"; not in a headline."""
        a = self.a
        first, last = a.sentence(at)
        if not first < at < last - 1 or not all(a.text[a.starts[one]].isupper() for one in (at - 1, at, at + 1)):
            return False
        return any(a.is_verb(one) and a.text[a.starts[one]].islower() for one in range(first, last))

    def _is_circumstance(self, one: Attribution) -> bool:
        """Whether it only gives the occasion of another statement: "Bush, commenting on the crisis, said"."""
        a = self.a
        if not (one.construction.startswith("p:") and a.lemmas[one.cue] in _TALKING and a.is_participle(one.cue)):
            return False
        up = a.governor(one.cue)
        above = [at for at in (up, None if up is None else a.governor(up)) if at is not None]
        return any(a.is_verb(at) and cue(a.lemmas[at], "bare") is not None for at in [*above, *a.joined(one.cue)[1:]])

    def _is_quoted(self, one: Attribution) -> bool:
        return any(self.a.quotation(at) >= 0 for at in self.a.within(*one.content[0])) and self.a.quotation(one.cue) < 0

    def _is_set_off(self, one: Attribution) -> bool:
        """Whether an unlisted verb has a hearer, or a quotation after a mark: not 'made "discoveries"'."""
        a = self.a
        if one.construction == "np+that":
            return one.hearer is not None and self.cast.can_act(one.hearer)
        if not one.construction.endswith("quote"):
            return True
        start = a.token_at(one.content[0][0])
        if start < one.cue:
            return start <= a.sentence(one.cue)[0] and a.object(one.cue) is None
        return a.words[start - 1] in (",", ":")

    def _unsaid(self, one: Attribution, kind: StatementKind) -> Refusal | None:
        """Why it is not presented as said: "did not say", "if he says", "would counter the threats"."""
        a = self.a
        if a.marker(one.cue) in _SUPPOSED and one.construction not in ("as",):
            return Refusal.CONDITION
        if kind in PLAIN and one.construction not in CLAUSES and a.modal(one.cue) in _IRREALIS:
            return Refusal.SUPPOSED
        if a.modal(one.cue) in _WEIGHING and not a.is_negated(one.cue):
            return Refusal.SUPPOSED  # "they may want to wait"
        if one.construction == "would-not":
            return None
        if one.construction == "np" and a.is_participle(one.cue) and kind not in PLAIN and _is_short(a, one):
            return Refusal.CIRCUMSTANCE
        unsaid = a.is_negated(one.cue) or self._is_nobody(one.speaker)
        if unsaid and one.word == "know" and one.construction.startswith("be+"):
            return Refusal.NEGATED  # "it was not known who did it"
        said = not unsaid or one.word in _NEGATIVE_RAISING or kind is StatementKind.DENY
        if said and self._is_failed(one.cue):
            return Refusal.NEGATED
        if said and self._is_purpose(one):
            return Refusal.PLANNED
        return self._gerund(one.cue) if said else Refusal.NEGATED

    def _is_nobody(self, speaker: int | None) -> bool:
        """Whether the subject is negative: "no official said", "none of them said", "not all say"."""
        a = self.a
        if speaker is None:
            return False
        words = {a.words[speaker], a.determiner(speaker)} | {
            a.words[at] for at in a.dependents(speaker) if at < speaker
        }
        return bool(words & _NOBODY)

    def _is_failed(self, verb: int) -> bool:
        """Whether somebody failed or declined to speak: "failed to say", "declined to say whether"."""
        a = self.a
        up = a.governor(verb)
        return up is not None and a.is_infinitive(verb) and a.is_verb(up) and a.lemmas[up] in _FAILING

    def _gerund(self, verb: int) -> Refusal | None:
        """Why a verb in -ing was not done: "without asking", "is considering urging", "could help by urging"."""
        a = self.a
        up = a.governor(verb)
        if up is None or not a.is_participle(verb):
            return None
        if a.is_verb(up) and a.lemmas[up] != "be" and a.relation(verb) == "complement":
            return Refusal.PLANNED if a.lemmas[up] in _WEIGHED else None
        if a.words[up] in _INSTEAD:
            return Refusal.NEGATED
        above = a.governor(up)
        supposed = a.words[up] == "by" and above is not None and a.is_verb(above) and a.modal(above) in _POSSIBLE
        return Refusal.SUPPOSED if supposed else None

    def _untold(self, one: Attribution) -> Refusal | None:
        """Why the claim or call that a noun names was not made: "any request by", "to sign a declaration that"."""
        a = self.a
        if a.determiner(one.cue) in _ANY:
            return Refusal.OPEN
        verb = a.governor(one.cue)
        if one.construction.startswith("l:") and verb is not None and self._is_completing(verb):
            up = a.governor(verb)
            if up is None or not a.is_verb(up) or a.lemmas[up] not in _ASPECTUAL:
                return Refusal.PLANNED
        return None

    def _is_completing(self, verb: int) -> bool:
        return self.a.is_infinitive(verb) and self.a.relation(verb) == "complement"

    def _is_purpose(self, one: Attribution) -> bool:
        """Whether an act is only a purpose or a task: "came to explain its plan", not "continued to praise"."""
        a = self.a
        up = a.governor(one.cue)
        if not a.is_infinitive(one.cue) or up is None:
            return False
        if one.construction in CLAUSES:  # "look in the mirror to see why"; but "came forward to say that"
            return a.relation(one.cue) == "adverbial" and (kind_of(one) is StatementKind.OPINE or one.word in _LEARNING)
        return not a.is_verb(up) or a.relation(one.cue) == "adverbial" or a.lemmas[up] not in _ASPECTUAL

    def _has_speaker(self, one: Attribution) -> bool:
        """Whether the speaker is not a thing or a time; a passive or a noun may have none."""
        a = self.a
        if one.speaker is None:
            if one.construction == "be+np" and kind_of(one) not in _WITHOUT_AGENT:
                return False
            if one.word in _LEGAL and one.construction.startswith("be+p"):
                return False  # "was charged with murder" is an allegation alone
            own = not a.is_verb(one.cue) or a.own_subject(one.cue) is not None or one.word == "ask"
            accused = kind_of(one) is StatementKind.ACCUSE
            if one.construction.startswith(("be+to", "be+p")) and not own and not accused:
                return False
            return one.construction.startswith(
                ("adverb", "be+that", "be+to", "be+np", "be+p", "be+wh", "n:that", "be+bare", "be+before")
            )
        word = a.words[one.speaker]
        if word == "you":
            return False
        if word in ("it", "there", "this", "that", "which", "what", "who") and a.antecedent(one.speaker) == one.speaker:
            return word in ("it", "who") and one.construction not in ("be+that",)
        if word in document_kinds() or (one.word == "according" and a.lemmas[one.speaker] in word_set("measures")):
            return True
        if (one.construction in CLAUSES and one.word not in _OF_THINGS) or one.word == "according":
            return self.cast.can_act(one.speaker)
        return self.cast.is_actor(one.speaker)

    def only_within(self, one: Attribution, outer: Attribution) -> bool:
        """Whether a statement within another is only a thought, or an act that the outer one reports."""
        a = self.a
        if (
            one.construction == "adverb"
            or kind_of(one) is StatementKind.OPINE
            or one.construction.startswith("a:")
            or one.word in _LEARNING
        ):
            return True
        if a.is_verb(one.cue) and (a.is_negated(one.cue) or (a.modal(one.cue) and one.construction not in CLAUSES)):
            return True
        if kind_of(outer) in _AGAINST and a.is_verb(one.cue) and a.relation(one.cue) == "complement":
            return scope(a, one.cue, outer.cue).negated  # rejected the notion that the mayor called it
        return a.is_verb(one.cue) and a.is_infinitive(one.cue) and one.speaker in (outer.speaker, outer.hearer)


def _is_short(a: Analysis, one: Attribution) -> bool:
    """Whether the object is only a short name: "chiding the president", not "praising the work of the council"."""
    return len(a.within(*one.content[0])) <= _SHORT


def is_first_person(a: Analysis, at: int) -> bool:
    """Whether it is a pronoun such as "we" or "us", and not the US."""
    return a.is_pronoun(at) and a.words[at] in _FIRST_PERSON


def kind_of(one: Attribution) -> StatementKind:
    """The kind of statement that a trusted construction makes."""
    trusted = cue(one.word, one.construction) or cue(one.word, "quote")
    assert trusted is not None
    return trusted.kind


def _is_bare_pronoun(a: Analysis, one: Attribution) -> bool:
    """Whether the content is only a pronoun: "confirmed it", "says whatever helps", "found themselves in a hole"."""
    first = a.within(*one.content[0])
    if one.construction.endswith("wh") and len(first) and a.words[first[0]] in _RELATIVE:
        return True
    if one.word == "find" and len(first) and a.words[first[0]] in _REFLEXIVE:
        return True
    return (
        len(one.content) == 1
        and (len(first) == 1 or (one.construction == "np" and a.words[one.head] in _INDEFINITE))
        and (
            a.words[one.head] in _INDEFINITE
            or a.is_pronoun(first[0])
            or a.words[first[0]] in ("that", "this", "so", "it", "all")
        )
    )


def cut_at_next(a: Analysis, found: list[Attribution]) -> None:
    """End each content before the next statement: ", adding that", "and the union warned that"."""
    in_sentence: dict[int, list[Attribution]] = defaultdict(list)
    for one in found:
        in_sentence[a.numbers[one.cue]].append(one)
    for other in found:
        if not a.is_verb(other.cue) or a.quotation(other.cue) >= 0:
            continue
        end = _ends_before(a, other)
        if end is None:
            continue
        for one in in_sentence[a.numbers[other.cue]]:
            start, last = one.content[-1]
            if (
                one is not other
                and start < end < last
                and a.quotation(a.token_at(start)) < 0
                and one.cue < other.cue
                and other.cue_words[0][0] < last
            ):
                one.content[-1] = start, end


def _ends_before(a: Analysis, other: Attribution) -> int | None:
    """Where the content before a verb of speech ends, if the verb begins a statement of its own."""
    subject = a.own_subject(other.cue)
    if other.construction == "would-not" and subject is None and a.relation(other.cue) == "joined":
        before = a.first_from(other.cue_words[0][0]) - 1
        return a.tokens[before - 1].end if before > 0 and a.words[before] == "but" else None
    if subject is None and a.relation(other.cue) == "joined" and a.is_finite(other.cue):
        first = a.first_joined(other.cue)
        before = a.first_from(other.cue_words[0][0]) - 1
        is_other = other.construction in CLAUSES and a.tense(first) != a.tense(other.cue) and a.words[before] == "and"
        return a.tokens[before - 1].end if is_other and before > 0 else None
    if subject is None:
        if not a.is_participle(other.cue) or (a.is_passive(other.cue) and a.relation(other.cue) == "relative"):
            return None
        before, marks = other.cue - 1, frozenset((",", "and"))
    else:
        is_apart = (
            a.is_finite(other.cue) and other.construction in CLAUSES and kind_of(other) is not StatementKind.OPINE
        )
        if not is_apart or a.relation(other.cue) != "joined" or not a.is_noun(subject):
            return None
        before, marks = min(a.left_edge(subject), a.left_edge(other.cue)) - 1, _JOINING
    if before < 1 or a.words[before] not in marks:
        return None
    while before > 1 and (a.is_mark(before - 1) or a.words[before - 1] in marks):
        before -= 1
    return a.tokens[before - 1].end


def without_repeated(found: list[Attribution]) -> list[Attribution]:
    """The attributions without repetitions of the same content and speaker, and with only one for each cue and form."""
    with_preposition = {one.cue for one in found if one.construction.startswith("be+p:")}
    found = [one for one in found if one.construction != "be+np" or one.cue not in with_preposition]
    with_object = {one.cue for one in found if one.construction == "np"}
    found = [one for one in found if not one.construction.startswith("np+p:") or one.cue not in with_object]
    kept: list[Attribution] = []
    by_content: dict[tuple[Range, int | None], Attribution] = {}
    objects = {one.content[0] for one in found if one.construction in ("np", "that")}
    for one in found:
        if one.construction == "n:that" and one.speaker is None and one.content[0] in objects:
            continue  # "dismissed the argument that", where nobody is named who argued
        key = one.content[0], one.speaker
        known = by_content.get(key)
        if known is None:
            kept.append(one)
        elif known.construction == "np" and one.construction.startswith("l:"):
            kept[kept.index(known)] = one  # "expressed concern about" is a concern
        else:
            continue
        by_content[key] = one
    return kept
