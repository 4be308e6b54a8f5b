"""Statements: of what somebody says the kind, the speakers, whom it is for and about, and where it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

import attrs

from newsevents.draft import DraftStatement
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.acts import act
from newsevents.extraction.cues import kind_of
from newsevents.extraction.documents import Document, Documents
from newsevents.extraction.frames import Range
from newsevents.extraction.register import Register
from newsevents.extraction.speech import Attribution
from newsevents.extraction.text import Paragraph, Sentence
from newsevents.extraction.times import Times
from newsevents.extraction.words import verb_forms, word_set
from newsevents.model.values import When
from newsevents.model.vocabulary import ActorKind, Certainty, SourceKind, StatementKind

__all__ = ["OF_SPEECH", "Said", "Statements", "belonging", "with_members"]

_WEIGHING = frozenset(("could", "may", "might"))
_ABSTRACT = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ship",
    "move",
    "decision",
    "step",
    "trend",
    "result",
    "outcome",
    "vote",
    "deal",
    "visit",
    "shift",
)
"""How nouns end that cannot speak."""

OF_SPEECH = word_set("speech_constructions") | {"np that", "np quote", "colon quote", "as by"}
"""Constructions that tell of speech, whatever the word."""


@attrs.define
class Said:
    """A statement with what it was read from.

    Attributes:
        attribution: Who says what, as offsets.
        statement: The record.
        speakers: Those who speak.
    """

    attribution: Attribution
    statement: DraftStatement
    speakers: list[Figure]


class Statements:
    """Makes the statements of an article from its attributions."""

    def __init__(
        self,
        paragraphs: list[Paragraph],
        cast: Cast,
        times: Times,
        documents: Documents,
        register: Register,
        voice: Figure | None,
    ) -> None:
        self.text = register.text
        self.cast = cast
        self.times = times
        self.documents = documents
        self.register = register
        self.voice = voice
        self.sentences = [one for paragraph in paragraphs for one in paragraph.sentences]
        self._quotations = [one for paragraph in paragraphs for one in paragraph.quotations]

    def read(self, found: list[Attribution]) -> list[Said]:
        """The statements that attributions make, and those of the article itself."""
        made: list[Said] = []
        last: Figure | None = None
        nested = sorted(one.cue for one in found if one.nested and one.cue is not None)
        outer: list[tuple[Range, Document]] = []  # stretches that a document is the source of
        for one in sorted(found, key=lambda item: (item.content[0][0], item.nested)):
            outer = [item for item in outer if item[0][1] > one.content[0][0]]
            named = None if one.source is None else self.documents.at(one.source)
            if one.word == "according" and named is not None:
                outer += [(piece, named) for piece in one.content]
                if any(_has_within(nested, piece) for piece in one.content):
                    continue
            if self._abstract(one):
                speakers = [] if self.voice is None else [self.voice]
                one = attrs.evolve(one, source=None)
            else:
                speakers = [] if one.source is None else self._speakers(one.source, named, last)
            if len(speakers) == 1:
                last = speakers[0]
            document = self._document(one, speakers, named, outer)
            made.append(Said(one, self._statement(one, speakers, document), speakers))
        if self.voice is not None:
            own = self._own_voice(found)
            made += [Said(one, self._statement(one, [self.voice], None), [self.voice]) for one in own]
        return made

    def _abstract(self, one: Attribution) -> bool:
        """Whether no one speaks but a thing tells something: "the expansion hinted that"."""
        if one.source is None or one.word not in word_set("own_voice") or self.cast.named_in(one.source):
            return False
        words = self.text[one.source[0] : one.source[1]].lower().split()
        return words[0] in ("the", "this", "that", "such", "these") and words[-1].endswith(_ABSTRACT)

    def _own_voice(self, found: list[Attribution]) -> list[Attribution]:
        """Where the article itself weighs something: a sentence with "could" or "may" that nobody has said."""
        own = word_set("own_voice")
        said = (one for one in found if one.word not in own or one.construction in OF_SPEECH)
        taken = sorted(piece for one in said for piece in one.content)
        reach = [0, *accumulate((end for _, end in taken), max)]  # how far the first of them go
        made = []
        for sentence in self.sentences:
            start, end = sentence.starts[0], sentence.ends[-1]
            if max(sentence.inside) >= 0 or start < reach[bisect_left(taken, (end, 0))]:
                continue
            tags, words = sentence.tags, sentence.words
            stop = len(tags) - (tags[-1] == ".")
            modal = next((i for i, word in enumerate(words) if tags[i] == "m" and word in _WEIGHING), None)
            verb = next((i for i, one in enumerate(tags) if one == "v"), None)
            if modal is not None:
                dash = tags.rfind("-", 0, modal)
                first = dash + 1 if dash > 0 and tags[dash + 1 : dash + 2] == "d" else 0
                place = sentence.starts[first], sentence.ends[stop - 1]
                made.append(Attribution("", "own-voice", None, None, [place]))
            elif verb is not None and self._weighs(sentence, verb):
                comma = tags.find(",", verb)
                stop = comma if comma > 0 else stop
                made.append(Attribution("", "own-voice", None, None, [(start, sentence.ends[stop - 1])]))
        return made

    def _weighs(self, sentence: Sentence, verb: int) -> bool:
        form = verb_forms().get(sentence.words[verb])
        if (
            form is None
            or form.verb not in word_set("own_voice")
            or verb < 2
            or sentence.words[0] not in ("the", "this", "such")
        ):
            return False
        return sentence.words[verb - 1].endswith(_ABSTRACT) and "x" not in sentence.tags[:verb]

    def _speakers(self, place: Range, named: Document | None, last: Figure | None) -> list[Figure]:
        """Whom the speaker's words mean: for a document, those who issued it."""
        return list(named.by) if named is not None and named.by else self.cast.refer(place, last)

    def _document(
        self, one: Attribution, speakers: list[Figure], named: Document | None, outer: list[tuple[Range, Document]]
    ) -> Document | None:
        """Where a statement comes from: the form in which it was made, and what passed that on."""
        own = named or self.documents.behind(one, speakers)
        place = one.cue or one.content[0]
        around = (document for piece, document in outer if _covers(piece, place) or piece == one.content[0])
        passed_on = next((document for document in around if document is not own), None)
        if own is None:
            return passed_on
        if passed_on is not None and own.via is None and not passed_on.comes_from(own):
            own.via = passed_on
        if own.kind is SourceKind.PRESS_REPORT:
            outer += [(piece, own) for piece in one.content]
        return own

    def _statement(self, one: Attribution, speakers: list[Figure], document: Document | None) -> DraftStatement:
        content = [piece for piece in map(self.register.trimmed, one.content) if piece[0] < piece[1]]
        content = self._without_that(content)
        if one.construction.startswith("light") and one.cue is not None:
            one, content = self._with_noun(one, content)
        kind = kind_of(one.word, one.construction) or (
            StatementKind.SAY if one.construction in OF_SPEECH else StatementKind.OPINE
        )
        if kind in _PLAIN and one.construction in OF_SPEECH:
            kind = self._act(content[0], speakers) or kind
        cue = self.text[one.cue[0] : one.cue[1]].lower() if one.cue else ""
        hedges = self._hedges(content[0])
        denied = kind is StatementKind.DENY
        not_said = re.search(r"\b(?:not|never)\b|n['\u2019]t\b", cue) is not None
        return DraftStatement(
            kind=kind,
            speaker=() if one.source is None else (self.register.quote(one.source),),
            speakers=[self.register.use(figure) for figure in speakers],
            unattributed=not speakers,
            addressees=[self.register.use(figure) for figure in self._addressees(one, speakers)],
            targets=[self.register.use(figure) for figure in self._targets(content, speakers)],
            cue=() if one.cue is None else (self.register.quote(one.cue),),
            content=[self.register.quote(piece) for piece in content],
            quotes=[self.register.quote(piece) for piece in self._quoted(content)],
            when=self._said_when(one),
            source=None if document is None else document.id,
            certainty=self._certainty(hedges, kind, one),
            negated=denied != not_said,
            hedges=[self.register.quote(place) for place in hedges],
            rule="statement." + one.construction.replace(" ", "-"),
        )

    def _act(self, content: Range, speakers: list[Figure]) -> StatementKind | None:
        """What is done by saying some words, where the cue does not tell."""
        sentence = self.cast.sentence_at(content[0])
        if sentence is None:
            return None
        start, end = sentence.tokens(content)
        own = with_members(speakers) | belonging(speakers)

        def of_speaker(tokens: Range) -> bool:
            if sentence.tags[slice(*tokens)] == "p":
                return _may_mean(sentence.words[tokens[0]], speakers)
            named = self.cast.named_in(sentence.place(tokens))
            return bool(named) and named[0] in own

        return act(sentence, start, end, of_speaker)

    def _with_noun(self, one: Attribution, content: list[Range]) -> tuple[Attribution, list[Range]]:
        """What is issued or made belongs to what is said: "issued | a warning against"."""
        assert one.cue is not None
        start, end = one.cue
        match = re.match(
            r".*?\b(?=(?:an?|the|its|his|her|their|no|some|strong|new)\s)", self.text[start:end], re.DOTALL
        )
        at = (
            start + match.end()
            if match is not None and match.end()
            else start + len(self.text[start:end].split()[0]) + 1
        )
        if not start < at < end:
            return one, content
        cue = self.register.trimmed((start, at))
        return attrs.evolve(one, cue=cue), [(at, content[0][1]), *content[1:]]

    def _without_that(self, content: list[Range]) -> list[Range]:
        start, end = content[0]
        if self.text[start : start + 5].lower() == "that " and end - start > 8:
            return [(start + 5, end), *content[1:]]
        return content

    def _quoted(self, content: list[Range]) -> list[Range]:
        """The parts of some content that stand in quotation marks: all of it, where the marks are around it."""
        found = []
        first = bisect_left(self._quotations, content[0][0], key=lambda one: one.start)
        if first and content[-1][1] <= self._quotations[first - 1].end:
            return content
        for index in range(first, len(self._quotations)):
            quotation = self._quotations[index]
            if quotation.start >= content[-1][1]:
                break
            start, end = quotation.start + 1, quotation.end - quotation.closed
            if any(piece[0] <= start and end <= piece[1] for piece in content):
                inner = self.register.trimmed((start, end))
                if inner[0] < inner[1]:
                    found.append(inner)
        return found

    def _addressees(self, one: Attribution, speakers: list[Figure]) -> list[Figure]:
        if one.cue is None or not one.construction.startswith("np ") or kind_of(one.word) is None:
            return []
        stretch = one.cue if one.construction != "np to" else (one.content[0][0], one.content[0][1])
        words = re.match(
            r"(?:.*?)\b(?:told|tells|tell|telling|asked|urged|reminded|informed|assured|warned)\s+",
            self.text[stretch[0] : stretch[1]],
        )
        if one.construction == "np to":
            end = self.text.find(" to ", *stretch)
            return [] if end < 0 else self._others(self.cast.refer((stretch[0], end)), speakers)
        if words is None or words.end() >= stretch[1] - stretch[0]:
            return []
        begin = stretch[0] + words.end()
        named = re.split(
            r"\s(?:in|on|at|during|earlier|last|this|yesterday|today|by|after|[A-Z][a-z]+day)\b",
            self.text[begin : stretch[1]],
        )[0]
        return self._others(self.cast.refer((begin, begin + len(named))), speakers)

    def _others(self, figures: list[Figure], speakers: list[Figure]) -> list[Figure]:
        return [figure for figure in dict.fromkeys(figures) if figure not in speakers]

    def _targets(self, content: list[Range], speakers: list[Figure]) -> list[Figure]:
        own = with_members(speakers)
        named = [figure for piece in content for figure in self.cast.named_in(piece)]
        return [
            one
            for one in dict.fromkeys(named)
            if one not in own and one.kind is not ActorKind.UNNAMED and not one.members
        ]

    def _said_when(self, one: Attribution) -> When | None:
        """The time that stands with the cue and not in the content."""
        if one.cue is None:
            return None
        start, end = one.cue
        first = one.source[0] if one.source is not None else start
        for low, high in ((start, end), (end, end + 30), (first, start)):
            when = self.times.past(self.times.dated(low, high))
            if when is not None and when.span is not None and when.earliest is not None:
                place = when.span.start, when.span.end
                if not any(_covers(piece, place) for piece in one.content) and "\n" not in self.text[end : place[1]]:
                    return when
        return None

    def _hedges(self, content: Range) -> list[Range]:
        found = []
        for match in _HEDGES.finditer(self.text, content[0], min(content[1], content[0] + 200)):
            start, end = match.span()
            if match[0] == "May":
                continue
            found.append((start - 5 if self.text[start - 5 : start] == "most " else start, end))
        return found[:3]

    def _certainty(self, hedges: list[Range], kind: StatementKind, one: Attribution) -> Certainty:
        words = {self.text[start:end].lower().removeprefix("most ") for start, end in hedges}
        if words & word_set("possible"):
            return Certainty.POSSIBLE
        if words & word_set("probable"):
            return Certainty.PROBABLE
        if words:
            return Certainty.UNSPECIFIED
        asserted = one.construction in ("that", "clause", "after", "np that", "inverted", "behind", "before")
        return Certainty.CERTAIN if asserted and str(kind) in word_set("asserting") else Certainty.UNSPECIFIED


def _may_mean(pronoun: str, speakers: list[Figure]) -> bool:
    """Whether a pronoun can mean those who speak."""
    if pronoun in ("i", "we") or not speakers:
        return pronoun in ("i", "we", "he", "she", "it", "they")
    people = all(figure.kind is ActorKind.PERSON for figure in speakers)
    several = len(speakers) > 1 or speakers[0].kind in (ActorKind.GROUP, ActorKind.UNNAMED) or not people
    return (
        (pronoun in ("he", "she") and people and len(speakers) == 1)
        or (pronoun == "it" and not people)
        or (pronoun == "they" and several)
    )


_HEDGE_WORDS = "|".join(sorted(word_set("probable") | word_set("possible") | word_set("reported")))
_HEDGES = re.compile(rf"(?<![A-Za-z-])(?:{_HEDGE_WORDS})(?![A-Za-z-])", re.IGNORECASE | re.ASCII)
_PLAIN = frozenset((StatementKind.SAY, StatementKind.ANNOUNCE, StatementKind.REPORT))


def with_members(figures: Iterable[Figure]) -> set[Figure]:
    """Actors together with those who are members of them."""
    return {one for figure in figures for one in (figure, *figure.members)}


def belonging(figures: Iterable[Figure]) -> set[Figure]:
    """Actors together with those whom they belong to or speak for."""
    found = set(figures)
    found |= {figure.part_of for figure in found if figure.part_of is not None}
    return found | {figure.title[1] for figure in found if figure.title is not None and figure.title[1] is not None}


def _covers(outer: Range, inner: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _has_within(places: list[Range], outer: Range) -> bool:
    """Whether one of some places, which are in order, lies in a stretch."""
    first, last = (bisect_left(places, (offset, 0)) for offset in outer)
    return any(end <= outer[1] for _, end in places[first:last])
