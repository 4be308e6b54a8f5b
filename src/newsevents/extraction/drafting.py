"""From an article to a draft: actors, statements, meetings, allegations and their sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import attrs

from newsevents.dates import find
from newsevents.draft import (
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftRole,
    DraftSource,
    DraftStatement,
    Quote,
)
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.acts import act
from newsevents.extraction.cues import kind_of
from newsevents.extraction.documents import Document, Documents
from newsevents.extraction.frames import Range
from newsevents.extraction.meetings import Gathering, meetings
from newsevents.extraction.speech import Attribution, attributions
from newsevents.extraction.tagging import tag
from newsevents.extraction.text import Paragraph, Sentence, paragraphs
from newsevents.extraction.times import Times, quantities
from newsevents.extraction.words import verb_forms, word_set
from newsevents.extraction.wrongs import CAN_HARM, deed, harms, sides_of_clause, sides_of_nominal
from newsevents.ids import free, slug
from newsevents.records import Article
from newsevents.values import Generator, Place, Span, When, calendar_day
from newsevents.vocabulary import (
    ActorKind,
    AllegationStatus,
    Certainty,
    GeneratorKind,
    MeetingStatus,
    SourceKind,
    StatementKind,
)

__all__ = ["draft"]

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

_SPEECH = word_set("speech_constructions") | {"np that", "np quote", "colon quote", "as by"}
"""Constructions that tell of speech, whatever the word."""


def draft(article: Article, version: str) -> Draft:
    """Read an article whose text is English."""
    assert article.text is not None
    return _Drafting(article, article.text, version).draft()


class _Drafting:
    def __init__(self, article: Article, text: str, version: str) -> None:
        self.article = article
        self.text = text
        self.version = version
        self.paragraphs: list[Paragraph] = list(paragraphs(text))
        self.sentences: list[Sentence] = [one for paragraph in self.paragraphs for one in paragraph.sentences]
        for sentence in self.sentences:
            tag(sentence)
        self.cast = Cast(text, self.paragraphs)
        published = article.published
        self.day = None if published is None else calendar_day(published)
        self.times = Times(find(text, published), self.day)
        self.documents = Documents(text, self.cast)
        self._ids: dict[Figure, str] = {}
        self._taken: set[str] = set()
        self.voice: Figure | None = self._voice()
        self._quotations = [one for paragraph in self.paragraphs for one in paragraph.quotations]

    def draft(self) -> Draft:
        found = attributions(self.paragraphs)
        statements = self._statements(found)
        gatherings = self._meetings()
        allegations = self._allegations(statements)
        if self.voice is not None:
            self._use(self.voice)
        referred = {item[1].source for item in statements} | {one.source for one in allegations}
        used = [one for one in self.documents.all if one.id in referred]
        through = [one.via for one in used if one.via is not None and one.via not in used]
        sources = [self._source(one) for one in (*through, *used)]
        actors = self._actors()
        return Draft(
            actors=actors,
            sources=sources,
            statements=[statement for _, statement, _ in statements],
            meetings=gatherings,
            allegations=allegations,
            generator=Generator(name="newsevents", kind=GeneratorKind.PROGRAM, version=self.version),
        )

    # --- actors

    def _use(self, figure: Figure) -> str:
        """The id of an actor that a record refers to."""
        id = self._ids.get(figure)
        if id is None:
            stem = slug(figure.name) or "x"
            id = free(f"actor:{stem}", self._taken)
            self._taken.add(id)
            self._ids[figure] = id
            for other in (figure.part_of, figure.title[1] if figure.title else None, *figure.members):
                if other is not None and other is not figure:
                    self._use(other)
        return id

    def _voice(self) -> Figure | None:
        """The publisher, where the article names it: who speaks where nobody else does."""
        name = self.article.publisher
        owners = [
            one for one in self.cast.figures.values() if name is not None and (name == one.name or name in one.aliases)
        ]
        return owners[0] if len(owners) == 1 else None

    def _actors(self) -> list[DraftActor]:
        made = []
        for figure, id in self._ids.items():
            role = None
            if figure.title is not None:
                holder = figure.title[1]
                role = DraftRole(title=figure.title[0], of=None if holder is None else self._ids[holder])
            part_of = figure.part_of if figure.part_of is not figure else None
            made.append(
                DraftActor(
                    id=id,
                    name=figure.name,
                    kind=figure.kind,
                    aliases=sorted(figure.aliases),
                    roles=[] if role is None else [role],
                    country=figure.country,
                    part_of=None if part_of is None else self._ids[part_of],
                    members=[self._ids[one] for one in figure.members],
                    mentions=[self._quote(place) for place in sorted(figure.mentions)],
                    find_mentions=False,
                    rule=f"actor.{figure.rule}",
                )
            )
        return made

    def _quote(self, place: Range) -> Quote:
        return Quote(exact=self.text[place[0] : place[1]], start=place[0])

    def _trimmed(self, place: Range) -> Range:
        """A stretch without white space at its ends."""
        start, end = place
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    # --- statements

    def _statements(self, found: list[Attribution]) -> list[tuple[Attribution, DraftStatement, list[Figure]]]:
        made: list[tuple[Attribution, DraftStatement, list[Figure]]] = []
        last: Figure | None = None
        outer: list[tuple[Range, Document]] = []  # stretches that a document is the source of
        for one in sorted(found, key=lambda item: (item.content[0][0], item.nested)):
            named = None if one.source is None else self.documents.at(one.source)
            if one.word == "according" and named is not None:
                outer += [(piece, named) for piece in one.content]
                if any(other.nested and _within(other, one) for other in found):
                    continue
            if self._abstract(one):
                speakers = [] if self.voice is None else [self.voice]
                one = attrs.evolve(one, source=None)
            else:
                speakers = [] if one.source is None else self._speakers(one.source, named, last)
            if len(speakers) == 1:
                last = speakers[0]
            document = self._document(one, speakers, named, outer)
            statement = self._statement(one, speakers, document)
            made.append((one, statement, speakers))
        if self.voice is not None:
            made += [(one, self._statement(one, [self.voice], None), [self.voice]) for one in self._own_voice(found)]
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
        taken = [piece for one in found if one.word not in own or one.construction in _SPEECH for piece in one.content]
        made = []
        for sentence in self.sentences:
            start, end = sentence.starts[0], sentence.ends[-1]
            if max(sentence.inside) >= 0 or any(piece[0] < end and start < piece[1] for piece in taken):
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
        if passed_on is not None and own.via is None and passed_on.via is not own:
            own.via = passed_on
        if own.kind is SourceKind.PRESS_REPORT:
            outer += [(piece, own) for piece in one.content]
        return own

    def _statement(self, one: Attribution, speakers: list[Figure], document: Document | None) -> DraftStatement:
        content = [piece for piece in map(self._trimmed, one.content) if piece[0] < piece[1]]
        content = self._without_that(content)
        if one.construction.startswith("light") and one.cue is not None:
            one, content = self._with_noun(one, content)
        kind = kind_of(one.word, one.construction) or (
            StatementKind.SAY if one.construction in _SPEECH else StatementKind.OPINE
        )
        if kind in _PLAIN and one.construction in _SPEECH:
            kind = self._act(content[0], speakers) or kind
        cue = self.text[one.cue[0] : one.cue[1]].lower() if one.cue else ""
        hedges = self._hedges(content[0])
        denied = kind is StatementKind.DENY
        not_said = re.search(r"\b(?:not|never)\b|n['\u2019]t\b", cue) is not None
        return DraftStatement(
            kind=kind,
            speaker=() if one.source is None else (self._quote(one.source),),
            speakers=[self._use(figure) for figure in speakers],
            unattributed=not speakers,
            addressees=[self._use(figure) for figure in self._addressees(one, speakers)],
            targets=[self._use(figure) for figure in self._targets(content, speakers)],
            cue=() if one.cue is None else (self._quote(one.cue),),
            content=[self._quote(piece) for piece in content],
            quotes=[self._quote(piece) for piece in self._quoted(content)],
            when=self._said_when(one),
            source=None if document is None else document.id,
            certainty=self._certainty(hedges, kind, one),
            negated=denied != not_said,
            hedges=[self._quote(place) for place in hedges],
            rule="statement." + one.construction.replace(" ", "-"),
        )

    def _act(self, content: Range, speakers: list[Figure]) -> StatementKind | None:
        """What is done by saying some words, where the cue does not tell."""
        sentence = self.cast.sentence_at(content[0])
        if sentence is None:
            return None
        start, end = sentence.tokens(content)
        own = {one for figure in speakers for one in (figure, *figure.members, figure.part_of)}
        own |= {figure.title[1] for figure in speakers if figure.title is not None}

        def of_speaker(tokens: Range) -> bool:
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
        cue = self._trimmed((start, at))
        return attrs.evolve(one, cue=cue), [(at, content[0][1]), *content[1:]]

    def _without_that(self, content: list[Range]) -> list[Range]:
        start, end = content[0]
        if self.text[start : start + 5].lower() == "that " and end - start > 8:
            return [(start + 5, end), *content[1:]]
        return content

    def _quoted(self, content: list[Range]) -> list[Range]:
        found = []
        first = bisect_left(self._quotations, content[0][0], key=lambda one: one.start)
        for index in range(first, len(self._quotations)):
            quotation = self._quotations[index]
            if quotation.start >= content[-1][1]:
                break
            start, end = quotation.start + 1, quotation.end - quotation.closed
            if any(piece[0] <= start and end <= piece[1] for piece in content):
                inner = self._trimmed((start, end))
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
        own = _with_members(speakers)
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
        for match in re.finditer(r"[A-Za-z][A-Za-z-]*", self.text[content[0] : min(content[1], content[0] + 200)]):
            word = match[0].lower()
            if word in word_set("probable") or word in word_set("possible") or word in word_set("reported"):
                if match[0] == "May":
                    continue
                start = content[0] + match.start()
                if self.text[start - 5 : start] == "most ":
                    start -= 5
                found.append((start, content[0] + match.end()))
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

    # --- meetings

    def _meetings(self) -> list[DraftMeeting]:
        made: list[DraftMeeting] = []
        seen: set[tuple[str, ...]] = set()
        for sentence in self.sentences:
            for one in meetings(sentence, self.cast, self.times):
                meeting = self._meeting(one)
                key = (*meeting.participants, str(meeting.status))
                if key not in seen:
                    seen.add(key)
                    made.append(meeting)
        return made

    def _meeting(self, one: Gathering) -> DraftMeeting:
        when, status = one.when, one.status
        if status is MeetingStatus.HELD:
            when = self.times.past(when)
        elif (
            status is MeetingStatus.SCHEDULED
            and when is not None
            and when.latest is not None
            and self.day is not None
            and calendar_day(when.latest) < self.day
        ):
            status = MeetingStatus.HELD
        place = None
        if one.place is not None:
            words = self.text[one.place[0] : one.place[1]]
            place = Place(name=words, span=Span(start=one.place[0], end=one.place[1], exact=words))
        participants = [self._use(figure) for figure in one.participants]
        return DraftMeeting(
            id=f"meeting:{slug('-'.join(id.removeprefix('actor:') for id in participants))[:60]}-{one.evidence[0]}",
            kind=one.kind,
            status=status,
            participants=participants,
            hosts=[self._use(figure) for figure in one.hosts],
            when=when,
            place=place,
            evidence=[self._quote(self._trimmed(one.evidence))],
            rule=f"meeting.{one.rule}",
        )

    # --- allegations

    def _allegations(self, statements: list[tuple[Attribution, DraftStatement, list[Figure]]]) -> list[DraftAllegation]:
        made = []
        for index, (one, statement, speakers) in enumerate(statements):
            if not speakers or statement.negated:
                continue
            if statement.kind not in _ALLEGING:
                wrong = self._wrong_of_somebody(one, statement, index, statements)
                made += [] if wrong is None else [wrong]
                continue
            content = [
                (quote.start, quote.start + len(quote.exact)) for quote in statement.content if quote.start is not None
            ]
            sentence = self.cast.sentence_at(content[0][0])
            if sentence is None or not harms(sentence, content[0]):
                continue
            accused, victims = self._sides(content[0], one, statement.kind, speakers)
            before = statements[index - 1] if index else None
            if before is not None and before[2] == speakers and before[1].kind in _BLAMING and one.construction == "np":
                pair = content[0][0] - (before[1].content[0].start or 0)
                blamed = [figure for figure in self._figures(before[1].targets) if figure not in accused]
                if pair < 200 and blamed and statement.kind not in _BLAMING:
                    accused, victims = blamed, [*victims, *accused]
            if not accused:
                continue
            done = deed(sentence, content[0], clause=one.construction in _SPEECH)
            if done is None:
                continue
            content[0] = done
            statements[index] = one, self._identified(statement, speakers, content[0], index), speakers
            made.append(
                DraftAllegation(
                    claimants=[self._use(figure) for figure in speakers],
                    accused=[self._use(figure) for figure in accused],
                    victims=[self._use(figure) for figure in victims],
                    content=[self._quote(piece) for piece in content],
                    quantities=[self._quote(place) for place in quantities(self.text, content[0], self.times)],
                    when=self.times.past(self.times.dated(*content[0])),
                    certainty=statement.certainty,
                    hedges=[
                        quote
                        for quote in statement.hedges
                        if quote.start is not None and content[0][0] <= quote.start < content[-1][1]
                    ],
                    status=AllegationStatus.UNVERIFIED,
                    statement=statements[index][1].id,
                    source=statement.source,
                    rule="allegation.said-to-harm",
                )
            )
        return made

    def _wrong_of_somebody(
        self,
        one: Attribution,
        statement: DraftStatement,
        index: int,
        statements: list[tuple[Attribution, DraftStatement, list[Figure]]],
    ) -> DraftAllegation | None:
        """What is called wrong while something else is said: "agreed to block the country's illegal activities"."""
        start = statement.content[0].start
        if start is None:
            return None
        content = start, start + len(statement.content[0].exact)
        speakers = statements[index][2]
        own = _with_members(speakers)
        for figure in self.cast.named_in(content):
            if figure in own or figure.kind not in CAN_HARM:
                continue
            for place in self.cast.places(figure, content):
                behind = _OWNED.match(self.text, place[1], content[1])
                if behind is not None and set(behind["words"].lower().split()) & word_set("wrongful"):
                    statements[index] = one, self._identified(statement, speakers, content, index), speakers
                    return DraftAllegation(
                        claimants=[self._use(speaker) for speaker in speakers],
                        accused=[self._use(figure)],
                        content=[self._quote(self._trimmed((place[0], content[1])))],
                        statement=statements[index][1].id,
                        source=statement.source,
                        rule="allegation.called-wrong",
                    )
        return None

    def _identified(
        self, statement: DraftStatement, speakers: list[Figure], content: Range, index: int
    ) -> DraftStatement:
        """The statement with an id by which an allegation can refer to it."""
        who = slug(self._ids[speakers[0]].removeprefix("actor:"))[:40]
        return attrs.evolve(statement, id=f"statement:{who}-{content[0]}-{index}")

    def _figures(self, ids: Iterable[str]) -> list[Figure]:
        wanted = set(ids)
        return [figure for figure, id in self._ids.items() if id in wanted]

    def _sides(
        self, content: Range, one: Attribution, kind: StatementKind, speakers: list[Figure]
    ) -> tuple[list[Figure], list[Figure]]:
        """Who is said to have done it, and to whom."""
        own = _with_members(speakers)
        sentence = self.cast.sentence_at(content[0])
        blamed = kind in _BLAMING
        if sentence is None or one.construction not in _SPEECH:
            return sides_of_nominal(self.text, content, self.cast, own, blamed=blamed)
        start, end = sentence.tokens(content)
        if not any(tag in "vmbh" for tag in sentence.tags[start:end]):
            return sides_of_nominal(self.text, content, self.cast, own, blamed=blamed)
        return sides_of_clause(sentence, start, end, self.cast, own)

    def _source(self, document: Document) -> DraftSource:
        title = document.title
        return DraftSource(
            id=document.id,
            kind=document.kind,
            by=[self._use(figure) for figure in document.by],
            title=None if title is None else re.sub(r"\s+", " ", title),
            via=None if document.via is None else document.via.id,
            named=document.named,
            evidence=[self._quote(self._trimmed(document.evidence))],
            rule=document.rule,
        )


_PLAIN = frozenset((StatementKind.SAY, StatementKind.ANNOUNCE, StatementKind.REPORT))
_ALLEGING = frozenset(
    (
        StatementKind.ACCUSE,
        StatementKind.REPORT,
        StatementKind.SAY,
        StatementKind.CONDEMN,
        StatementKind.CRITICIZE,
        StatementKind.CONFIRM,
        StatementKind.ANNOUNCE,
    )
)
_OWNED = re.compile(r"['\u2019]s?\s+(?P<words>(?:[a-z-]+\s+){1,3})")
_BLAMING = frozenset((StatementKind.CRITICIZE, StatementKind.CONDEMN, StatementKind.ACCUSE))


def _with_members(figures: Iterable[Figure]) -> set[Figure]:
    return {one for figure in figures for one in (figure, *figure.members)}


def _covers(outer: Range, inner: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _within(inner: Attribution, outer: Attribution) -> bool:
    return inner.cue is not None and any(_covers(piece, inner.cue) for piece in outer.content)
