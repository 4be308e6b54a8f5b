"""Statements: of what somebody says the kind, the speakers, whom it is for and about, and where it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import attrs

from newsevents.draft import DraftStatement
from newsevents.model.values import When
from newsevents.model.vocabulary import ActorKind, Certainty, StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.acts import act
from newsevents.reading.attribution.constructions import Attribution, Constructions
from newsevents.reading.attribution.cues import CLAUSES, cue
from newsevents.reading.attribution.quotes import reach, to_marks
from newsevents.reading.attribution.sources import Document, Documents
from newsevents.reading.attribution.voice import own_voice
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import document_kinds, listed, word_set
from newsevents.reading.entities.names import Entity
from newsevents.reading.layout import Turn
from newsevents.reading.register import Register
from newsevents.reading.scope import scope
from newsevents.reading.times import Times, quantities

__all__ = ["Said", "Statements"]

Range = tuple[int, int]

_FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))
_NEGATIVE_RAISING = frozenset(
    (
        "believe",
        "think",
        "know",
        "want",
        "expect",
        "support",
        "agree",
        "hope",
        "confirm",
        "like",
        "plan",
        "intend",
        "consider",
        "defend",
        "favor",
        "accept",
        "mind",
        "care",
    )
)
_IRREALIS = frozenset(("would", "could", "might", "should"))
"""Modals of what is not yet said: "would counter the threats". Who would back a plan, though, tells a stance."""
_SUPPOSED = frozenset(("if", "unless", "whether"))
_THOUGHTS = frozenset((StatementKind.OPINE,))
_OF_THINGS = word_set("told_by_things")
"""Verbs of which things are subjects as well: "his death shows how", "nails found there are"."""
_PLAIN = frozenset((StatementKind.SAY, StatementKind.ANNOUNCE, StatementKind.REPORT))
_LEARNING = frozenset(("hear", "learn", "find", "show", "read", "determine", "indicate"))


@attrs.define(eq=False)
class Said:
    """A statement with what it was read from.

    Attributes:
        attribution: Who says what, in tokens.
        statement: The record.
        speakers: Those who speak.
        addressees: Those who are spoken to.
    """

    attribution: Attribution
    statement: DraftStatement
    speakers: list[Entity]
    addressees: list[Entity]


class Statements:
    """Makes the statements of an article."""

    def __init__(self, analysis: Analysis, cast: Cast, documents: Documents, times: Times, register: Register) -> None:
        self.a = analysis
        self.cast = cast
        self.documents = documents
        self.times = times
        self.register = register
        self._according: dict[int, int | None] = {}

    def read(self, voice: Entity | None = None, turns: Iterable[Turn] = ()) -> list[Said]:
        """The statements, outer ones before those within them, in text order; then what the article itself says.

        Args:
            voice: Who publishes the article, if that is known.
            turns: The turns of a transcript.
        """
        found = [one for one in Constructions(self.a) if self._is_trusted(one)]
        for one in found:
            one.content = to_marks(self.a, one)
        found = [one for one in found if one.content]
        reach(self.a, found)
        found = _without_repeated(found)
        _cut_at_next(self.a, found)
        found.sort(key=lambda one: (min(one.content[0][0], one.cue_words[0][0]), -one.content[-1][1]))
        cues = {one.cue for one in found if _kind(one) not in _THOUGHTS}
        passed = {one.head: one for one in found if one.word == "according" and one.head in cues}
        found = [one for one in found if one not in passed.values()]
        self._according = {head: one.speaker for head, one in passed.items()}
        made: list[Said] = []
        open_: list[Said] = []
        for one in found:
            open_ = [outer for outer in open_ if outer.attribution.content[-1][1] > one.cue_words[0][0]]
            around = [outer for outer in open_ if _within(one.cue_words[0], outer.attribution.content)]
            said = self._said(one, around[-1] if around else None)
            if said is not None:
                made.append(said)
                open_.append(said)
        made += [said for turn in turns if (said := self._turn(turn)) is not None]
        if voice is not None:
            made += [self._own(one, voice) for one in own_voice(self.a, found)]
        return made

    def _turn(self, turn: Turn) -> Said | None:
        """What one speaker says in a transcript."""
        speaker = self.cast.of_name(turn.name)
        tokens = self.a.within(*turn.content)
        if not len(tokens):
            return None
        one = Attribution(tokens[0], "", "turn", None, None, tokens[0], [turn.content], [])
        statement = DraftStatement(
            id=f"statement:turn-{turn.content[0]}",
            kind=StatementKind.SAY,
            speaker=[self.register.quote(turn.speaker)],
            speakers=[self.register.use(speaker)],
            content=[self.register.quote(turn.content)],
            rule="statement.turn",
        )
        return Said(one, statement, [speaker], [])

    def _own(self, one: Attribution, voice: Entity) -> Said:
        """What the article says in its own voice."""
        hedges = self._hedges(one.content)
        statement = DraftStatement(
            id=f"statement:own-{one.content[0][0]}",
            kind=StatementKind.OPINE,
            speakers=[self.register.use(voice)],
            targets=[self.register.use(entity) for entity in self._targets(one.content, [voice])],
            cue=[self.register.quote(piece) for piece in one.cue_words],
            content=[self.register.quote(piece) for piece in one.content],
            certainty=self._certainty(one, hedges),
            hedges=[self.register.quote(piece) for piece in hedges],
            rule="statement.own-voice",
        )
        return Said(one, statement, [voice], [])

    # Which are statements

    def _is_trusted(self, one: Attribution) -> bool:
        a = self.a
        trusted = cue(one.word, one.construction)
        if trusted is None and one.construction == "before" and self._is_quoted(one):
            trusted = cue(one.word, "quote")
        if trusted is None or not one.content:
            return False
        if not one.construction.endswith("quote") and _is_bare_pronoun(a, one):
            return False
        quoted = a.quotation(one.cue)
        first_person = one.speaker is not None and _is_first_person(a, one.speaker)
        if quoted >= 0 and (first_person or not trusted.listed):
            return False
        if a.is_verb(one.cue) and not self._is_said(one, trusted.kind):
            return False
        return self._has_speaker(one)

    def _is_quoted(self, one: Attribution) -> bool:
        return any(self.a.quotation(at) >= 0 for at in self.a.within(*one.content[0])) and self.a.quotation(one.cue) < 0

    def _is_said(self, one: Attribution, kind: StatementKind) -> bool:
        """Whether it is told that something is said: not "did not say", "if he says", "Tell me"."""
        a = self.a
        if a.marker(one.cue) in _SUPPOSED and one.construction not in ("as",):
            return False
        if kind in _PLAIN and one.construction not in CLAUSES and a.modal(one.cue) in _IRREALIS:
            return False
        return not a.is_negated(one.cue) or one.word in _NEGATIVE_RAISING or kind is StatementKind.DENY

    def _has_speaker(self, one: Attribution) -> bool:
        """Whether somebody can be the speaker: no thing or time; nobody only where a passive or a noun allows it."""
        a = self.a
        if one.speaker is None:
            return one.construction.startswith(("be+that", "be+to", "be+np", "be+p", "n:that", "be+bare", "be+before"))
        word = a.words[one.speaker]
        if word in ("it", "there", "this", "that", "which", "what", "who") and a.antecedent(one.speaker) == one.speaker:
            return word in ("it", "who") and one.construction not in ("be+that",)
        if word in document_kinds():
            return True
        if (one.construction in CLAUSES and one.word not in _OF_THINGS) or one.word == "according":
            return self.cast.can_act(one.speaker)
        return self.cast.is_actor(one.speaker)

    # The record

    def _said(self, one: Attribution, outer: Said | None) -> Said | None:
        a = self.a
        cued = _kind(one)
        if outer is not None and self._is_within(one, cued, outer):
            return None
        near = outer.speakers[0] if outer is not None and outer.speakers else None
        named = None if one.speaker is None else self.documents.at(one.speaker)
        speakers = self._speakers(one, named, near)
        document = named or self.documents.beside(one, cued, speakers) or self._reported_by(one)
        if outer is not None:
            document = self._passed_on(document, outer)
        addressees = [entity for entity in self._addressees(one, near) if entity not in speakers]
        content = [self.register.trimmed(piece) for piece in one.content]
        hedges = self._hedges(content)
        kind = self._act(one, cued, speakers)
        denied = kind is StatementKind.DENY
        words = one.cue_words
        statement = DraftStatement(
            id=f"statement:{kind.value}-{words[0][0]}-{content[0][0]}",
            kind=kind,
            speaker=() if one.speaker is None else [self.register.quote(self._speaker_words(one))],
            speakers=[self.register.use(entity) for entity in speakers],
            unattributed=not speakers,
            addressees=[self.register.use(entity) for entity in addressees],
            targets=[self.register.use(entity) for entity in self._targets(content, speakers)],
            cue=[self.register.quote(piece) for piece in words],
            content=[self.register.quote(piece) for piece in content],
            quotes=[self.register.quote(piece) for piece in self._quotes(content)],
            when=self._when(one),
            source=None if document is None else document.id,
            within=None if outer is None else outer.statement.id,
            times=[when for piece in content for when in self.times.within(*piece)],
            quantities=[
                self.register.quote(place) for piece in content for place in quantities(a.text, piece, self.times)
            ],
            certainty=self._certainty(one, hedges),
            attribution_hedges=[self.register.quote(place) for place in self._doubts(one)],
            negated=self._is_denied(one, denied),
            hedges=[self.register.quote(piece) for piece in hedges],
            rule="statement." + one.construction.replace(" ", "-"),
        )
        return Said(one, statement, speakers, addressees)

    def _is_within(self, one: Attribution, kind: StatementKind, outer: Said) -> bool:
        """Whether what is told within a statement is only a thought, or an act that the outer one tells of."""
        a = self.a
        if kind in _THOUGHTS or one.construction.startswith("a:") or one.word in _LEARNING:
            return True
        if a.is_verb(one.cue) and a.is_negated(one.cue):
            return True
        return (
            a.is_verb(one.cue)
            and a.is_infinitive(one.cue)
            and one.speaker in (outer.attribution.speaker, outer.attribution.hearer)
        )

    def _act(self, one: Attribution, kind: StatementKind, speakers: list[Entity]) -> StatementKind:
        """The kind of a statement by what is said, where the word that brings it only says that it is said."""
        a = self.a
        if kind not in _PLAIN or one.construction not in CLAUSES or not a.is_verb(one.head):
            return kind
        subject = a.own_subject(one.head)
        if subject is None:
            return kind
        word = a.words[subject]
        own = {
            one for entity in speakers for one in (entity, entity.part_of, entity.title[1] if entity.title else None)
        }
        if _is_first_person(a, subject):
            is_own = True
        elif a.is_pronoun(subject):
            is_own = word in ("he", "she", "it", "they") and bool(speakers)
        else:
            is_own = bool(own & set(self.cast.refer(subject)))
        return act(a, one.head, is_own) or kind

    def _speaker_words(self, one: Attribution) -> Range:
        assert one.speaker is not None
        a = self.a
        clauses = a.relative_clauses(one.speaker)
        start, end = a.extent(one.speaker, without=[one.cue, *clauses])
        if len(a.joined(one.speaker)) > 1:
            start, end = a.extent(a.first_joined(one.speaker), without=[one.cue])
        for piece in one.content:
            if piece[0] < end and start < piece[1]:
                return a.base_phrase(one.speaker)
        return start, end

    def _speakers(self, one: Attribution, named: Document | None, near: Entity | None) -> list[Entity]:
        if one.speaker is None:
            return []
        if named is not None:
            return self.documents.speakers(one.speaker, named)
        quoted = self.a.quotation(one.speaker) >= 0
        if _is_first_person(self.a, one.speaker) and not quoted:
            return []
        if self.a.words[one.speaker] == "percent":
            return []
        return self.cast.refer(one.speaker, near)

    def _reported_by(self, one: Attribution) -> Document | None:
        """The document of "X called it a threat, according to a statement"."""
        head = self._according.get(one.cue)
        return None if head is None else self.documents.at(head)

    def _passed_on(self, document: Document | None, outer: Said) -> Document | None:
        """The source of what is told within what a source says: that source, or the own one by way of it."""
        around = next((one for one in self.documents.all if one.id == outer.statement.source), None)
        if around is None or document is around:
            return document
        if document is None:
            return around
        if document.via is None and not around.comes_from(document):
            document.via = around
        return document

    def _addressees(self, one: Attribution, near: Entity | None) -> list[Entity]:
        hearer = one.hearer
        if hearer is None and self.a.is_verb(one.cue) and one.word in _TO_SOMEBODY:
            objects = [at for at in self.a.objects_of(one.cue, "to") if self.cast.can_act(at)]
            hearer = objects[0] if objects else None
        if hearer is None or not self.cast.can_act(hearer):
            return []
        return self.cast.refer(hearer, near)

    def _targets(self, content: list[Range], speakers: list[Entity]) -> list[Entity]:
        """Whom what is said is about: who is named in it, and no place, of "in Sudan", and no "Egyptian" thing."""
        own = {one for entity in speakers for one in (entity, *entity.members)}
        named = dict.fromkeys(entity for piece in content for entity in self.cast.within(piece, self._is_place))
        return [one for one in named if one not in own and one.rule != "description" and not one.members]

    def _is_place(self, entity: Entity, place: Range) -> bool:
        """Whether a mention of a state is only where something is, or what kind of thing."""
        if entity.kind is not ActorKind.STATE:
            return False
        a = self.a
        head = a.within(*place)[-1]
        up = a.governor(head)
        if up is not None and a.words[up] in _PLACING and head > up:
            return True
        entry = listed().get(a.words[head])
        return (
            entry is not None and entry.form == "people" and up is not None and up > head and not self.cast.is_actor(up)
        )

    def _quotes(self, content: list[Range]) -> list[Range]:
        """The parts of what is said that are in quotation marks, without the marks."""
        found: list[Range] = []
        for start, end in content:
            first = self.a.within(start, end)
            around = self.a.quotation(first[0]) if len(first) else -1
            begin = bisect_left(self.a.quotation_starts, start)
            inside = self.a.quotations[begin : bisect_left(self.a.quotation_starts, end)]
            for quotation in [*([self.a.quotations[around]] if 0 <= around < begin else []), *inside]:
                inner = _unquoted(self.a.text, max(start, quotation.start), min(end, quotation.end))
                if inner is not None and (not found or found[-1][1] <= inner[0]):
                    found.append(inner)
        return found

    def _when(self, one: Attribution) -> When | None:
        """The time that belongs to the cue and is not in the content."""
        a = self.a
        start, end = a.extent(one.cue) if a.is_verb(one.cue) else one.cue_words[0]
        for when in self.times.within(start, end):
            place = (when.span.start, when.span.end) if when.span is not None else (0, 0)
            if (
                when.earliest is None
                or self.times.past(when) is None
                or any(_overlap(place, piece) for piece in one.content)
            ):
                continue
            token = a.first_from(place[0])
            while (up := a.governor(token)) is not None and up != one.cue and not a.is_verb(up):
                token = up
            if a.governor(token) == one.cue:
                return when
        return None

    def _hedges(self, content: list[Range]) -> list[Range]:
        start, end = content[0][0], min(content[0][1], content[0][0] + 200)
        return [match.span() for match in _HEDGES.finditer(self.a.text, start, end) if match[0] != "May"][:3]

    def _is_denied(self, one: Attribution, denied: bool) -> bool:
        """Whether what is said is said not to be so: by the word that brings it, or within its clause."""
        a = self.a
        if one.head != one.cue and a.dominates(one.cue, one.head) and one.construction in _CLAUSAL:
            return denied or scope(a, one.head, one.cue).negated
        within = a.is_verb(one.head) and one.head != one.cue and scope(a, one.head, one.head).negated
        return within or denied != (a.is_verb(one.cue) and a.is_negated(one.cue))

    def _doubts(self, one: Attribution) -> list[Range]:
        """The words that make it less certain that it was said: "reportedly said"."""
        a = self.a
        reported = word_set("reported") | word_set("probable")
        found = a.modifiers(one.cue) if a.is_verb(one.cue) else []
        return [(a.tokens[at].start, a.tokens[at].end) for at in found if a.words[at] in reported]

    def _certainty(self, one: Attribution, hedges: list[Range]) -> Certainty:
        words = {self.a.text[start:end].lower() for start, end in hedges}
        if words & word_set("possible"):
            return Certainty.POSSIBLE
        if words & word_set("probable"):
            return Certainty.PROBABLE
        if words or one.construction not in CLAUSES or one.construction.endswith(("wh", "as")):
            return Certainty.UNSPECIFIED
        return Certainty.CERTAIN


def _is_first_person(a: Analysis, at: int) -> bool:
    """Whether it is "we", "us" or their like, and not the US."""
    return a.is_pronoun(at) and a.words[at] in _FIRST_PERSON


def _kind(one: Attribution) -> StatementKind:
    trusted = cue(one.word, one.construction) or cue(one.word, "quote")
    assert trusted is not None
    return trusted.kind


_CLAUSAL = CLAUSES | {f"{form}{kind}" for form in ("n:", "l:", "a:", "n:is ") for kind in ("that", "bare")}
_PLACING = word_set("placing")
_TO_SOMEBODY = frozenset(
    (
        "say",
        "complain",
        "appeal",
        "explain",
        "write",
        "confess",
        "admit",
        "apologize",
        "announce",
        "speak",
        "suggest",
        "report",
    )
)
_HEDGE_WORDS = "|".join(sorted(word_set("probable") | word_set("possible") | word_set("reported")))
_HEDGES = re.compile(rf"(?<![A-Za-z-])(?:{_HEDGE_WORDS})(?![A-Za-z-])", re.IGNORECASE | re.ASCII)
_MARKS = re.compile(r"^(?:``|''|[\"“”‘’'«»])\s*|\s{0,3}(?:''|[\"“”’'«»])$")


def _is_bare_pronoun(a: Analysis, one: Attribution) -> bool:
    """Whether what is said is only pointed to: "confirmed it", "what he claims", "which it says were sold"."""
    first = a.within(*one.content[0])
    if one.construction.endswith("wh") and len(first) and a.words[first[0]] == "which":
        return True
    return (
        len(one.content) == 1
        and len(first) == 1
        and (a.is_pronoun(first[0]) or a.words[first[0]] in ("that", "this", "so", "it", "all"))
    )


def _unquoted(text: str, start: int, end: int) -> Range | None:
    while start < end and (text[start] in "\"“”‘’'`«»" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "\"“”‘’'`«»" or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def _within(place: Range, pieces: Iterable[Range]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in pieces)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cut_at_next(a: Analysis, found: list[Attribution]) -> None:
    """End what is said before ", adding that" and "and saying that", which say something more."""
    in_sentence: dict[int, list[Attribution]] = defaultdict(list)
    for one in found:
        in_sentence[a.numbers[one.cue]].append(one)
    for other in found:
        begin = other.cue
        if (
            not a.is_verb(begin)
            or not a.is_participle(begin)
            or a.quotation(begin) >= 0
            or a.own_subject(begin) is not None
        ):
            continue
        before = begin - 1
        if before < 1 or a.words[before] not in (",", "and"):
            continue
        end = a.tokens[before - 1].end
        for one in in_sentence[a.numbers[begin]]:
            start, last = one.content[-1]
            if one is not other and start < end < last and a.quotation(a.first_from(start)) < 0 and one.cue < begin:
                one.content[-1] = start, end


def _without_repeated(found: list[Attribution]) -> list[Attribution]:
    """Attributions without those with the content and speaker of another, and one for each word in the same form."""
    with_preposition = {one.cue for one in found if one.construction.startswith("be+p:")}
    found = [one for one in found if one.construction != "be+np" or one.cue not in with_preposition]
    with_object = {one.cue for one in found if one.construction == "np"}
    found = [one for one in found if not one.construction.startswith("np+p:") or one.cue not in with_object]
    kept: list[Attribution] = []
    by_content: dict[tuple[Range, int | None], Attribution] = {}
    for one in found:
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
