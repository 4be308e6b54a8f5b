"""Whole articles, read by each analyser: who says what, who meets whom, who is alleged to have done what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents import ActorKind, Article, Bundle, Certainty, MeetingStatus, RuleExtractor, StatementKind, extract
from newsevents.reading.parse import Analyser

Read = Callable[..., Bundle]
Statement = tuple[str, list[str], str]
"""The kind of a statement, the names of its speakers, and its content."""


@pytest.fixture
def read(analyser: Analyser) -> Read:
    extractor = RuleExtractor(analyser)

    def read(text: str, **about: str) -> Bundle:
        return extract(Article.from_text(text, **{"published": "2023-11-15", **about}), extractor)

    return read


def said(bundle: Bundle) -> list[Statement]:
    return [
        (
            str(one.kind),
            [bundle.actor(id).name for id in one.speaker_ids],
            " … ".join(span.exact for span in one.content),
        )
        for one in bundle.statements
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The minister Ana Lima Thursday condemned the attack and vowed to act.", ["the attack", "to act"]),
        (
            'Ana Lima said that she will "try to form a stable team" and insisted that it was "still the No. 1."',
            ['she will "try to form a stable team"', 'it was "still the No. 1."'],
        ),
        ("The league denied the player entry. Ana Lima said so.", []),
        ("The law is intended to stop teachers from leaving.", []),
        ("Rui Costa was charged with murder.", []),
        ("Rui Costa is on the agency's 10 Most Wanted List, which is old.", []),
        ("It was not known who did it.", []),
        ("Rui Costa welcomed the ministers to the palace.", []),
        ("Rui Costa ordered a review of the rules.", ["a review of the rules"]),
        ("Rui Costa ordered a pizza.", []),
    ],
)
def test_what_is_said_and_what_only_looks_so(read: Read, text: str, contents: list[str]) -> None:
    assert [content for _, _, content in said(read(text))] == contents


def test_arrests_of_nobody_knows_what_are_told_of_the_arrested(read: Read) -> None:
    (one,) = read("Police arrested Rui Costa in Porto on Monday.").allegations
    assert (one.accused_ids, one.form) == (("actor:rui-costa",), "investigation")
    assert read("The agency said the army had arrested Rui Costa.").allegations == ()


def test_condemning_a_deed_accuses_only_those_who_are_named(read: Read) -> None:
    assert read("Ana Lima condemned the bombing of the school.").allegations == ()
    (one,) = read("Ana Lima condemned Iran's bombing of the school.").allegations
    assert (one.claimant_ids, one.accused_ids) == (("actor:ana-lima",), ("actor:iran",))


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            '"It is cold. The mayor lied to us. It is late," Ana Lima said. "The mayor stole the money."',
            ["The mayor lied to us", "The mayor stole the money"],
        ),
        (
            "Since May, according to the union, soldiers have killed two men.",
            ["soldiers have killed two men"],
        ),
        (
            '"In our view, the mayor lied. And he stole it. In 2012, he took bribes," Ana Lima said of Rui Costa.',
            ["the mayor lied", "he stole it", "In 2012, he took bribes"],
        ),
        ("The union said attacking the mayor would not help.", []),
        ("The union vowed to respond to the mayor's attack on its policies.", []),
    ],
)
def test_what_is_alleged_in_longer_quotations(read: Read, text: str, contents: list[str]) -> None:
    assert [[span.exact for span in one.content] for one in read(text).allegations] == [[one] for one in contents]


def test_a_clause_after_a_deed_belongs_to_it(read: Read) -> None:
    (one,) = read("Ana Lima accused Rui Costa of pushing to indict him while he was a judge.").allegations
    assert [span.exact for span in one.content] == ["pushing to indict him while he was a judge"]


def test_a_word_for_several_holds_no_office(read: Read) -> None:
    read("But, so far, only two Democrats, both of whom opposed the Iran deal, are backing the measure.")


def test_those_who_are_responsible_are_accused_whoever_they_are(read: Read) -> None:
    (one,) = read("Ana Lima vowed to find those responsible for the bombing of the school.").allegations
    assert (one.accused_ids, [span.exact for span in one.content]) == ((), ["the bombing of the school"])


def test_a_content_has_both_halves_of_not_just_but_also(read: Read) -> None:
    text = "Ana Lima said the team would fight not just crime in Porto, but also to address poverty in the north."
    ((_, _, content),) = said(read(text))
    assert content == text[len("Ana Lima said ") : -1]
    text = "Ana Lima said it was not just crime, but Rui Costa left."
    assert said(read(text))[0][2].startswith("it was not just crime")


def test_they_may_mean_the_things_named_just_before(read: Read) -> None:
    text = "Protest groups left. Ana Lima wrote to the city about the rules, saying they violate rights."
    assert read(text).allegations == ()


def test_a_body_is_the_same_with_and_without_its_country(read: Read) -> None:
    bundle = read("The Swiss Foreign Ministry said it was safe. The Foreign Ministry said it would help.")
    assert {bundle.actor(one.speaker_ids[0]).name for one in bundle.statements} == {"Swiss Foreign Ministry"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Former secretary of State Ana Braga said it was safe.", "Ana Braga"),
        ("The ex-minister said it was safe.", "The ex-minister"),
        ("Rui Costa met Bill Hobbs.", "Bill Hobbs"),
        ("Bill Hobbs, who left, said it was safe.", "Bill Hobbs"),
    ],
)
def test_a_name_is_the_whole_name_and_no_more(read: Read, text: str, name: str) -> None:
    assert name in {one.name for one in read(text).actors}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President John Smith met President Maria Gomez last week.", ["John Smith", "Maria Gomez"]),
        ("Ana Lima met with Rui Costa two days later.", ["Ana Lima", "Rui Costa"]),
        ("Ana Lima met Rui Costa Tuesday night.", ["Ana Lima", "Rui Costa"]),
        ("Ana Lima told Rui Costa in a telephone call that he would go.", ["Ana Lima", "Rui Costa"]),
        ("Ana Lima and Rui Costa shook hands in Porto.", ["Ana Lima", "Rui Costa"]),
        ("Ana Lima announced that Rui Costa would travel to Poland.", ["Rui Costa", "Poland"]),
        ("Ana Lima left before a debate between Rui Costa and Omar Haddad.", ["Rui Costa", "Omar Haddad"]),
        ("Ana Lima said that, if it rained, Rui Costa would travel to Poland.", []),
        ("Supporters rallied behind Ana Lima.", []),
        ("Troops marched into Porto.", []),
        ("Ana Lima called Rui Costa a liar.", []),
        ("Ana Lima arrived in Philadelphia on Monday.", []),
    ],
)
def test_who_meets(read: Read, text: str, who: list[str]) -> None:
    bundle = read(text)
    assert [bundle.actor(id).name for one in bundle.meetings for id in one.participant_ids] == who


@pytest.mark.parametrize(
    ("text", "kind", "speakers", "content"),
    [
        ("Ana Lima said that the bridge was safe.", "say", ["Ana Lima"], "the bridge was safe"),
        ("Ana Lima said the bridge was safe.", "say", ["Ana Lima"], "the bridge was safe"),
        ("The bridge was safe, Ana Lima said.", "say", ["Ana Lima"], "The bridge was safe"),
        ("The bridge was safe, said Ana Lima.", "say", ["Ana Lima"], "The bridge was safe"),
        (
            "He was hurt while trying to travel to Korea from China, the Herald said.",
            "report",
            ["Herald"],
            "He was hurt while trying to travel to Korea from China",
        ),
        ("“The bridge is safe,” Ana Lima said.", "say", ["Ana Lima"], "“The bridge is safe,”"),
        ('"The bridge is safe," said Ana Lima, the mayor of Porto.', "say", ["Ana Lima"], '"The bridge is safe,"'),
        ("“Is it safe?” Ana Lima asked.", "ask", ["Ana Lima"], "“Is it safe?”"),
        ("Ana Lima said: “It is safe.”", "say", ["Ana Lima"], "“It is safe.”"),
        ("Ana Lima said on Monday in Porto that it was safe.", "say", ["Ana Lima"], "it was safe"),
        ("Ana Lima told reporters that it was safe.", "say", ["Ana Lima"], "it was safe"),
        ("The bridge was safe, according to Ana Lima.", "say", ["Ana Lima"], "The bridge was safe"),
        ("According to Ana Lima, the bridge was safe.", "say", ["Ana Lima"], "the bridge was safe"),
        ("As Ana Lima noted, the bridge was safe.", "say", ["Ana Lima"], "the bridge was safe"),
        ("Ana Lima asked whether the bridge was safe.", "ask", ["Ana Lima"], "whether the bridge was safe"),
        ("Ana Lima vowed to close the bridge.", "pledge", ["Ana Lima"], "to close the bridge"),
        ("Ana Lima condemned the attack on the bridge.", "condemn", ["Ana Lima"], "the attack on the bridge"),
        ("Ana Lima called for a new bridge.", "request", ["Ana Lima"], "a new bridge"),
        ("Ana Lima urged the council to act.", "request", ["Ana Lima"], "to act"),
        ("Ana Lima called on voters not to stay away.", "request", ["Ana Lima"], "not to stay away"),
        ("Ana Lima described it in May as a mistake.", "say", ["Ana Lima"], "it in May as a mistake"),
        ("Ana Lima dismissed the argument that it was unsafe.", "reject", ["Ana Lima"], "it was unsafe"),
        ("Ana Lima said it would fall, but the council has no money.", "say", ["Ana Lima"], "it would fall"),
        ("Ana Lima vowed to close it unless it is mended.", "pledge", ["Ana Lima"], "to close it unless it is mended"),
        ("At a meeting, Ana Lima said, “Close it.”", "say", ["Ana Lima"], "“Close it.”"),
        ("“It is old,” said Ana Lima, the mayor, “and weak.”", "say", ["Ana Lima"], "“It is old,” … “and weak.”"),
        ("“Is it?” Ana Lima, a baker, asked.", "ask", ["Ana Lima"], "“Is it?”"),
        ("Ana Lima denied that the bridge was unsafe.", "deny", ["Ana Lima"], "the bridge was unsafe"),
        ("Ana Lima believes that the bridge is safe.", "opine", ["Ana Lima"], "the bridge is safe"),
        ("Ana Lima said that a < b and that c > d.", "say", ["Ana Lima"], "a < b and that c > d"),
    ],
)
def test_constructions_of_speech(read: Read, text: str, kind: str, speakers: list[str], content: str) -> None:
    assert said(read(text)) == [(kind, speakers, content)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway said it would sign the treaty.", "pledge"),
        ("Norway said that it is prepared to lift the ban.", "pledge"),
        ("Under the plan, Norway will leave the islands, a spokesman for Norway said.", "pledge"),
        ("Norway said it would boycott the vote.", "warn"),
        ("Norway said it will leave the group unless Denmark signs.", "warn"),
        ("Norway said it would not attack the islands.", "pledge"),
        ("Norway said it will not accept more ships.", "reject"),
        ("Norway said it is not willing to sign.", "reject"),
        ("Norway said on Friday that Denmark must return the ship.", "request"),
        ("Norway said the ship has to be returned.", "request"),
        ("Norway said Denmark would sign the treaty.", "say"),
        ("Norway said it must be a mistake.", "say"),
        ("Norway said it would like a treaty.", "say"),
        ("Norway said the ship was late.", "say"),
    ],
)
def test_what_is_done_by_saying_it(read: Read, text: str, kind: str) -> None:
    assert [found for found, *_ in said(read(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Norway has rejected the treaty, Ana Lima said.", [("reject", ["Norway"], "the treaty")]),
        (
            "Norway threatened on Monday to leave the group, Ana Lima said.",
            [("warn", ["Norway"], "to leave the group")],
        ),
        ("Ana Lima said Norway must reject the treaty.", []),
        ("Ana Lima said it would end if Norway rejects the treaty.", []),
    ],
)
def test_what_somebody_else_does_inside_what_is_said(
    read: Read, text: str, inner: list[tuple[str, list[str], str]]
) -> None:
    assert [one for one in said(read(text)) if one[1] != ["Ana Lima"]] == inner


def test_one_subject_has_several_verbs(read: Read) -> None:
    text = "Ana Lima condemned the attack on Israel, urging leaders to act."
    assert said(read(text)) == [
        ("condemn", ["Ana Lima"], "the attack on Israel"),
        ("request", ["Ana Lima"], "to act"),
    ]


def test_a_quotation_goes_on_behind_the_speaker_and_in_the_next_paragraph(read: Read) -> None:
    text = "“It is safe,” Ana Lima said. “It has been tested.”\n\n“We tested it twice.”"
    assert said(read(text)) == [("say", ["Ana Lima"], "“It is safe,” … “It has been tested.”\n\n“We tested it twice.”")]


def test_a_quotation_that_nothing_closes_ends_with_its_paragraph(read: Read) -> None:
    ((_, speakers, content),) = said(read("Ana Lima said: “It is safe.\n\nIt rained in Porto."))
    assert (speakers, content) == (["Ana Lima"], "“It is safe.")


def test_a_signature_names_the_speaker(read: Read) -> None:
    assert said(read("“We tested the old bridge twice.”\n\n– Ana Lima, mayor.")) == [
        ("say", ["Ana Lima"], "“We tested the old bridge twice.”")
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "‘The dogs’ home is safe. I don’t know more,’ Ana Duarte said.",
            ["The dogs’ home is safe. I don’t know more,"],
        ),
        ("Ana Duarte said the dam was 'a danger to all'.", ["a danger to all"]),
        ("`It is safe,' said Ana Duarte.", ["It is safe,"]),
        ("Ana Duarte said the ’90s were the owners’ time.", []),
        ("“They call it ‘safe’ here,” Ana Duarte said.", ["They call it ‘safe’ here,"]),
    ],
)
def test_single_quotation_marks_are_marks_too(read: Read, text: str, quotes: list[str]) -> None:
    (statement,) = read(text).statements
    assert [quote.exact for quote in statement.quotes] == quotes


def test_quotes_are_the_words_between_the_marks(read: Read) -> None:
    (statement,) = read("Ana Lima called the bridge “a danger to all” on Monday.").statements
    assert [quote.exact for quote in statement.quotes] == ["a danger to all"]


def test_what_is_said_inside_is_kept_as_well(read: Read) -> None:
    text = "Ana Lima said that Rui Costa had denied that the bridge was unsafe."
    assert said(read(text)) == [
        ("say", ["Ana Lima"], "Rui Costa had denied that the bridge was unsafe"),
        ("deny", ["Rui Costa"], "the bridge was unsafe"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The team met the criteria.",
        "The bridge carries ten thousand cars.",
        "He was 42.",
        "Rain.",
        "“",
        "BRIDGE CLOSED",
        "A | B | C\n1 | 2 | 3",
    ],
)
def test_what_nobody_says_is_no_statement(read: Read, text: str) -> None:
    bundle = read(text)
    assert not bundle.statements
    assert not bundle.meetings


# --- actors


def test_later_words_mean_the_actor_named_before(read: Read) -> None:
    text = (
        "Portuguese President Rui Costa said it was safe. Costa said it was new. He said it was long.\n\n"
        "The National Intelligence Service said it was old. The spy agency said it was weak. The NIS said it was high."
    )
    bundle = read(text)
    names = [bundle.actor(one.speaker_ids[0]).name for one in bundle.statements]
    assert names == ["Rui Costa"] * 3 + ["National Intelligence Service"] * 3
    (role,) = bundle.actor("actor:rui-costa").roles
    assert (role.title, role.of_id) == ("President", "actor:portugal")


def test_she_and_he_are_told_apart_by_given_names(read: Read) -> None:
    bundle = read("Anna Berg met Peter Holm on Monday. She said it was cold. He said it was warm.")
    assert [bundle.actor(one.speaker_ids[0]).name for one in bundle.statements] == ["Anna Berg", "Peter Holm"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Japan", "JP"),
        ("Tokyo", "JP"),
        ("The Japanese", "JP"),
        ("Moscow", "RU"),
        ("The Kremlin", "RU"),
        ("The U.K.", "GB"),
        ("N Korea", "KP"),
    ],
)
def test_states_by_their_names(read: Read, words: str, code: str) -> None:
    bundle = read(f"{words} said it would act.")
    (statement,) = bundle.statements
    assert bundle.actor(statement.speaker_ids[0]).country == code


def test_a_name_with_two_meanings_counts_only_beside_clearer_signs(read: Read) -> None:
    bundle = read("Jordan Smith said it was safe.")
    assert [one.name for one in bundle.actors] == ["Jordan Smith"]


def test_a_capital_is_a_surname_where_a_person_of_that_name_was_named(read: Read) -> None:
    person, state = read("Ana Lima spoke. Lima accused Brazil of shelling a village. Paris denied it.").statements[:2]
    assert (person.speaker_ids, state.speaker_ids) == (("actor:ana-lima",), ("actor:france",))


def test_states_named_together_are_a_group_that_later_words_mean(read: Read) -> None:
    bundle = read("China, Japan and Russia agreed to talk. The three countries said they would meet again.")
    (group,) = (one for one in bundle.actors if one.kind is ActorKind.GROUP)
    first, second = bundle.statements
    assert [bundle.actor(id).name for id in first.speaker_ids] == ["China", "Japan", "Russia"]
    assert second.speaker_ids == (group.id,)
    assert {one.id for one in bundle.members(group)} == set(first.speaker_ids)


def test_who_has_no_name_is_called_by_the_words(read: Read) -> None:
    bundle = read("Two diplomats with knowledge of the matter said it was over.")
    assert [(one.name, one.kind) for one in bundle.actors] == [
        ("Two diplomats with knowledge of the matter", ActorKind.UNNAMED)
    ]


# --- certainty, time and source


def test_hedges_tell_how_certain_it_is(read: Read) -> None:
    bundle = read("The agency said Russia most likely sold arms. The agency said Russia might sell more.")
    assert [one.certainty for one in bundle.statements] == [Certainty.PROBABLE, Certainty.POSSIBLE]
    assert [span.exact for span in bundle.statements[0].hedges] == ["most likely"]


def test_a_time_beside_the_cue_is_when_it_was_said(read: Read) -> None:
    (statement,) = read("Ana Lima said on Tuesday that it was safe.").statements
    assert statement.when is not None
    assert statement.when.edtf == "2023-11-14"


@pytest.mark.parametrize(
    ("text", "kind", "by", "evidence"),
    [
        ("Ana Lima said in a statement that it was safe.", "official_statement", "Ana Lima", "a statement"),
        ("In a letter to voters, Ana Lima said it was safe.", "document", "Ana Lima", "a letter to voters"),
        ("Ana Lima wrote on Telegram that it was safe.", "social_post", "Ana Lima", "Telegram"),
        (
            "Ana Lima told a news conference in Porto that it was safe.",
            "briefing",
            "Ana Lima",
            "a news conference in Porto",
        ),
        ("Ana Lima told reporters that it was safe.", "briefing", "Ana Lima", "Ana Lima told reporters"),
        ("Ana Lima told Reuters that it was safe.", "interview", "Ana Lima", "Ana Lima told Reuters"),
        ('"It is safe," Ana Lima said in an interview.', "interview", "Ana Lima", "an interview"),
        ("It was safe, according to Reuters.", "press_report", "Reuters", "according to Reuters"),
        ("It was safe, Reuters reported.", "press_report", "Reuters", "Reuters reported"),
        (
            "Human Rights Watch reported that it was safe.",
            "report",
            "Human Rights Watch",
            "Human Rights Watch reported",
        ),
    ],
)
def test_the_form_in_which_it_was_said_is_its_source(read: Read, text: str, kind: str, by: str, evidence: str) -> None:
    bundle = read(text)
    source = bundle.source(bundle.statements[0].source_id)
    assert (str(source.kind), [bundle.actor(id).name for id in source.by_ids]) == (kind, [by])
    assert evidence in " … ".join(span.exact for span in source.evidence)


def test_what_the_publisher_says_is_the_articles_own_but_not_its_earlier_reports(read: Read) -> None:
    text = "Reuters has learned that the bridge fell. Reuters' earlier report on the bridge was denied."
    bundle = read(text, publisher="Reuters")
    kinds = {one.content[0].exact: str(bundle.source(one.source_id).kind) for one in bundle.statements}
    assert kinds == {"the bridge fell": "article", "the bridge": "press_report"}


def test_what_somebody_passes_on_stands_in_the_chain(read: Read) -> None:
    bundle = read("According to Reuters, Ana Lima said in a statement that the bridge was safe.")
    inner = bundle.source(bundle.statements[-1].source_id)
    assert inner.via_id is not None
    assert [str(one.kind) for one in (inner, bundle.source(inner.via_id))] == ["official_statement", "press_report"]


def test_a_document_called_article_is_another_source_than_the_article(read: Read) -> None:
    bundle = read("In article said that the bridge was safe, article said.")
    assert len({one.id for one in bundle.sources}) == len(bundle.sources)


def test_sources_that_are_only_described_are_not_named(read: Read) -> None:
    bundle = read("Local media reported that the bridge had fallen.")
    assert not bundle.source(bundle.statements[0].source_id).named


def test_a_document_is_the_source_of_what_it_says(read: Read) -> None:
    text = "Ana Lima called it unsafe, according to a statement from the city of Porto."
    bundle = read(text)
    (statement,) = bundle.statements
    source = bundle.source(statement.source_id)
    assert (str(source.kind), source.title) == ("official_statement", "a statement from the city of Porto")


def test_the_article_weighs_in_its_own_voice_where_it_names_its_publisher(read: Read) -> None:
    bundle = read("The move could be costly for Porto. Radio Free Asia has more.", publisher="Radio Free Asia")
    (statement,) = bundle.in_own_voice()
    assert (statement.kind, statement.content[0].exact) == (
        StatementKind.OPINE,
        "The move could be costly for Porto",
    )


# --- meetings and allegations


@pytest.mark.parametrize(
    ("text", "status", "participants", "day"),
    [
        ("Anna Berg met Peter Holm in Oslo on Tuesday.", "held", {"Anna Berg", "Peter Holm"}, "2023-11-14"),
        ("Anna Berg met with Peter Holm on Monday.", "held", {"Anna Berg", "Peter Holm"}, "2023-11-13"),
        ("Anna Berg will meet Peter Holm on Friday.", "scheduled", {"Anna Berg", "Peter Holm"}, "2023-11-17"),
        ("Anna Berg and Peter Holm met in Oslo Tuesday.", "held", {"Anna Berg", "Peter Holm"}, "2023-11-14"),
        (
            "It follows the summit between Norwegian President Anna Berg and Peter Holm in Oslo on Nov. 2.",
            "held",
            {"Anna Berg", "Peter Holm"},
            "2023-11-02",
        ),
    ],
)
def test_meetings(read: Read, text: str, status: str, participants: set[str], day: str) -> None:
    bundle = read(text)
    (meeting,) = bundle.meetings
    assert meeting.status is MeetingStatus(status)
    assert {bundle.actor(id).name for id in meeting.participant_ids} == participants
    assert meeting.when is not None
    assert meeting.when.edtf == day


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Anna Berg postponed a meeting with Peter Holm.", "talks", "postponed"),
        ("Anna Berg called off a summit with Peter Holm.", "summit", "cancelled"),
        ("The summit between Norway and Sweden was cancelled on Monday.", "summit", "cancelled"),
        ("A planned meeting between Norway and Sweden was put off.", "talks", "postponed"),
        ("Finland proposed talks between Norway and Sweden.", "talks", "proposed"),
        ("Anna Berg and Peter Holm could meet next month.", "talks", "proposed"),
        ("Anna Berg offered to meet Peter Holm.", "talks", "proposed"),
        ("Anna Berg cancelled plans to meet Peter Holm.", "talks", "cancelled"),
        ("Anna Berg is scheduled to meet Peter Holm on Monday.", "talks", "scheduled"),
        ("Norway and Sweden will hold talks in Oslo.", "talks", "scheduled"),
        ("Anna Berg's meeting with Peter Holm ended on Monday.", "talks", "held"),
        ("Anna Berg spoke by phone with Peter Holm.", "call", "held"),
        ("Anna Berg briefed the Senate on Monday.", "briefing", "held"),
        ("Anna Berg testified before the Senate on Monday.", "hearing", "held"),
    ],
)
def test_what_became_of_a_meeting_and_what_kind_it_is(read: Read, text: str, kind: str, status: str) -> None:
    (meeting,) = read(text).meetings
    assert (str(meeting.kind), str(meeting.status)) == (kind, status)


def test_who_hosted_it(read: Read) -> None:
    for text in (
        "Finland hosted talks between Norway and Sweden.",
        "Talks between Norway and Sweden hosted by Finland.",
    ):
        bundle = read(text)
        (meeting,) = bundle.meetings
        assert {bundle.actor(id).name for id in meeting.participant_ids} == {"Norway", "Sweden"}
        assert [bundle.actor(id).name for id in meeting.host_ids] == ["Finland"]


@pytest.mark.parametrize(
    ("text", "visitors", "hosts", "status"),
    [
        ("President Ana Lima visited Norway on Monday.", {"Ana Lima"}, {"Norway"}, "held"),
        ("President Ana Lima will visit Norway.", {"Ana Lima"}, {"Norway"}, "scheduled"),
        ("Norway on Monday hosted President Ana Lima.", {"Ana Lima"}, {"Norway"}, "held"),
    ],
)
def test_visits(read: Read, text: str, visitors: set[str], hosts: set[str], status: str) -> None:
    bundle = read(text)
    (meeting,) = bundle.meetings
    assert {bundle.actor(id).name for id in meeting.participant_ids} == visitors | hosts
    assert {bundle.actor(id).name for id in meeting.host_ids} == hosts
    assert meeting.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg refused to meet Peter Holm.",
        "Anna Berg did not meet Peter Holm.",
        "Anna Berg was met with protests from Norway.",
        "Tourists visited Norway.",
        "Ana Lima visited the museum.",
        "Norway was visited by many.",
        "They met the criteria.",
    ],
)
def test_no_meetings(read: Read, text: str) -> None:
    assert not read(text).meetings


@pytest.mark.parametrize(
    ("said", "accused", "victims"),
    [
        ("Norway has tried to hack into the computers of Denmark", {"NO"}, {"DK"}),
        ("a camp of Danish soldiers was attacked by Norway", {"NO"}, {"DK"}),
        ("Norwegian tanks fired four missiles at the port", {"NO"}, set()),
        ("Norway has acquired missiles from Denmark", {"NO", "DK"}, set()),
        ("Norwegian rebels wounded two Danish soldiers", {"NO"}, {"DK"}),
    ],
)
def test_who_is_said_to_have_done_harm_to_whom(read: Read, said: str, accused: set[str], victims: set[str]) -> None:
    bundle = read(f"Ana Lima said {said}.")
    (allegation,) = bundle.allegations
    assert {bundle.actor(id).country for id in allegation.accused_ids} == accused
    assert {bundle.actor(id).country for id in allegation.victim_ids} == victims


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it would support sanctions against Denmark.",
        "Norway said it is willing to withdraw its weapons from Denmark.",
        "Ana Lima said Norway had not attacked the port.",
        "Ana Lima said Norway might attack the port.",
        "Ana Lima said Norway opened an investigation into the attack on Denmark.",
        "Ana Lima said a roadside bombing killed two Danish soldiers.",
        "Ana Lima said Norway wants to attack the port.",
    ],
)
def test_what_accuses_nobody_is_no_allegation(read: Read, text: str) -> None:
    assert not read(text).allegations


def test_an_allegation_has_claimant_accused_and_amount(read: Read) -> None:
    bundle = read("Human Rights Watch reported last month that Chinese authorities had detained over 500 workers.")
    (allegation,) = bundle.allegations
    assert (allegation.claimant_ids, allegation.accused_ids) == (("actor:human-rights-watch",), ("actor:china",))
    assert [(one.text, one.low) for one in allegation.quantities] == [("over 500 workers", 500)]
    assert allegation.statement_id == bundle.statements[0].id


@pytest.mark.parametrize(
    ("denial", "status"),
    [
        ("Russia denied the accusations.", "denied"),
        ("Moscow denied that it had shelled the hospital.", "denied"),
        ("Norway rejected the allegations.", "disputed"),
    ],
)
def test_a_denial_is_tied_to_what_it_denies(read: Read, denial: str, status: str) -> None:
    bundle = read("Human Rights Watch said that Russia had shelled the hospital. " + denial)
    claimed, denied = sorted(bundle.allegations, key=lambda one: one.negated)
    assert (str(claimed.status), denied.negated, denied.disputes_ids) == (status, True, (claimed.id,))
    assert denied.accused_ids == claimed.accused_ids


def test_a_denial_of_something_else_is_tied_to_nothing(read: Read) -> None:
    bundle = read("Human Rights Watch said that Russia had shelled the hospital. Russia denied that it was in debt.")
    assert [str(one.status) for one in bundle.allegations] == ["unverified"]


def test_others_who_say_the_same_support_it(read: Read) -> None:
    bundle = read(
        "Ukraine said Russia had attacked the port of Odessa with drones. "
        "The United Nations reported that Russian forces had attacked the port with drones."
    )
    first, second = sorted(bundle.allegations, key=lambda one: one.content[0].start)
    assert second.supports_ids == (first.id,)
    assert {str(first.status), str(second.status)} == {"supported"}


# --- odd text


@pytest.mark.parametrize("end", ["they must be", "they must", "it has to", "she will", "she is willing"])
def test_a_clause_may_break_off(read: Read, end: str) -> None:
    assert [one[1:] for one in said(read(f"Ana Lima said {end}"))] == [(["Ana Lima"], end)]


@pytest.mark.parametrize(
    "text", ["Though critics boast: , there is no doubt.", "Holm, who lives in Oslo: , says he left."]
)
def test_marks_in_a_row_are_no_content(read: Read, text: str) -> None:
    assert all(span.exact.strip(" ,:") for one in read(text).statements for span in one.content)


def test_a_relative_pronoun_with_nothing_before_it_means_nobody(read: Read) -> None:
    assert all(one.unattributed for one in read(", who said that the bridge was safe.").statements)


@pytest.mark.parametrize(
    "text",
    [
        "Q: Was the bridge safe?\n\nA: It was.",
        "Name\tVotes\tShare\nLima\t1,203\t45%\nBerg\t980\t37%",
        "“The bridge is safe.\n\n””””““““",
        "Bridge",
        "(" * 5_000 + "said",
        '"' * 5_000,
    ],
)
def test_from_what_tells_nobody_nothing_is_read(read: Read, text: str) -> None:
    assert not read(text).statements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ANA LIMA SAID THE BRIDGE WAS SAFE.", [("say", ["ANA LIMA"], "THE BRIDGE WAS SAFE")]),
        ("- Ana Lima said it was safe.\n- Nobody was hurt.", [("say", ["Ana Lima"], "it was safe")]),
        ("MR. SMITH: We think so.", [("say", ["SMITH"], "We think so.")]),
        ("Ana Lima said the bridge was safe", [("say", ["Ana Lima"], "the bridge was safe")]),
    ],
)
def test_capitals_lists_and_transcripts_are_read(
    read: Read, text: str, found: list[tuple[str, list[str], str]]
) -> None:
    assert said(read(text))[:1] == found


def test_a_time_may_begin_inside_a_word(read: Read) -> None:
    read("Ana Lima told its 31.12.2023the 1")
    read("Ana Lima said on31.12.2023 it was safe")
