"""A realistic synthetic bundle: 25 actors, 10 sources, 15 statements, 4 meetings, 10 allegations, about 100 spans."""

from __future__ import annotations

import datetime as dt

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Certainty,
    Generator,
    GeneratorKind,
    Granularity,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Place,
    Quantity,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
)

PEOPLE = [
    *("Maria Keller", "Tomas Oyelaran", "Jin Park", "Lena Fischer", "Omar Haddad", "Ruth Nakamura", "Paul Verhoeven"),
    *("Ada Lindqvist", "Samuel Okoro", "Irina Petrova"),
]
BODIES = [
    *("the Ministry of Transport", "the Port Authority", "the Harbour Union", "the Coast Guard", "the City Council"),
    *("the Rail Board", "the Energy Agency", "the Water Office"),
]
STATES = ["Norland", "Sudovia", "Estmark", "Westerlund", "Ostrava Republic", "Kelvinia", "Maros"]
NAMES = [*PEOPLE, *BODIES, *STATES]
TUESDAY = dt.date(2023, 11, 14)


class Writer:
    """A text that grows sentence by sentence, with the spans of the words in each."""

    def __init__(self) -> None:
        self.text = ""
        self.begin = 0

    def add(self, sentence: str) -> Span:
        self.begin = len(self.text)
        self.text += f"{sentence}. "
        return self.span(sentence)

    def span(self, words: str) -> Span:
        """The span of words in the last sentence."""
        start = self.text.index(words, self.begin)
        return Span(start=start, end=start + len(words), exact=words)


def make_bundle() -> Bundle:
    writer = Writer()
    actors = [_actor(writer, index) for index in range(25)]
    sources = [_source(writer, index) for index in range(10)]
    statements = [_statement(writer, index) for index in range(15)]
    meetings = [_meeting(writer, index) for index in range(4)]
    allegations = [_allegation(writer, index) for index in range(10)]
    article = Article.from_text(
        writer.text,
        title="The port",
        published="2023-11-15",
        publisher="The Daily",
        language="en",
        url="https://example.org/port",
    )
    return Bundle(
        article=article,
        actors=actors,
        sources=sources,
        statements=statements,
        meetings=meetings,
        allegations=allegations,
        generator=Generator(name="rules", kind=GeneratorKind.PROGRAM, version="1"),
    )


def _actor(writer: Writer, index: int) -> Actor:
    name = NAMES[index]
    kind = ActorKind.PERSON if name in PEOPLE else ActorKind.STATE if name in STATES else ActorKind.GOVERNMENT_BODY
    writer.add(f"{name} was there in the report of the day")
    return Actor(
        id=f"actor:n{index}",
        name=name,
        kind=kind,
        roles=[Role(title="head of office", of_id=f"actor:n{10 + index}")] if index < 5 else [],
        country="US" if index % 3 == 0 else None,
        part_of_id=f"actor:n{18 + index % 7}" if name in BODIES else None,
        identifiers=[f"wikidata:Q{1000 + index}"] if index % 2 else [],
        evidence=[writer.span(name)],
        rule="name",
    )


def _source(writer: Writer, index: int) -> Source:
    writer.add(f"A report of the office, number {index}, was passed on")
    return Source(
        id=f"source:s{index}",
        kind=SourceKind.DOCUMENT if index else SourceKind.ARTICLE,
        by_ids=[f"actor:n{index}"],
        via_id="source:s0" if index else None,
        named=index % 4 != 0,
        evidence=[writer.span(f"report of the office, number {index}")],
        rule="document",
    )


def _statement(writer: Writer, index: int) -> Statement:
    content = f"the port would stay closed until the inspection of berth {index} is over"
    evidence = writer.add(f"{NAMES[index % 10]} told reporters on Tuesday that {content}")
    when = When(
        text="Tuesday",
        span=writer.span("Tuesday"),
        edtf="2023-11-14",
        earliest=TUESDAY,
        latest=TUESDAY,
        granularity=Granularity.DAY,
        anchor=dt.date(2023, 11, 15),
        rule="weekday",
        timex="2023-11-14",
    )
    return Statement(
        id=f"statement:t{index}",
        kind=list(StatementKind)[index % 12],
        speaker_ids=[f"actor:n{index % 10}"],
        addressee_ids=[f"actor:n{(index + 3) % 25}"] if index % 2 else [],
        target_ids=[f"actor:n{(index + 7) % 25}"],
        content=[writer.span(content)],
        quotes=[writer.span(f"the inspection of berth {index}")] if index < 5 else [],
        when=when if index < 4 else None,
        source_id=f"source:s{index % 10}",
        certainty=list(Certainty)[index % 3],
        evidence=[evidence],
        rule="cue-clause",
    )


def _meeting(writer: Writer, index: int) -> Meeting:
    evidence = writer.add(f"{NAMES[index]} met {NAMES[index + 1]} in Keltown on Monday")
    return Meeting(
        id=f"meeting:m{index}",
        kind=MeetingKind.TALKS,
        status=MeetingStatus.HELD,
        participant_ids=[f"actor:n{index}", f"actor:n{index + 1}"],
        place=Place(name="Keltown", country="US", span=writer.span("Keltown")) if index < 2 else None,
        source_id="source:s0",
        evidence=[evidence],
        rule="met",
    )


def _allegation(writer: Writer, index: int) -> Allegation:
    words = f"{index + 2} leaks"
    content = f"{BODIES[index % 8]} hid {words} from the public in the spring"
    evidence = writer.add(f"{NAMES[index]} said {content}")
    quantity = Quantity(text=words, low=index + 2, high=index + 2, unit="leaks", span=writer.span(words))
    return Allegation(
        id=f"allegation:a{index}",
        claimant_ids=[f"actor:n{index}"],
        accused_ids=[f"actor:n{10 + index % 8}"],
        content=[writer.span(content)],
        quantities=[quantity] if index == 0 else [],
        statement_id=f"statement:t{index}",
        source_id=f"source:s{index}",
        evidence=[evidence],
        rule="accuse",
    )
