"""Entities: names with their context, descriptions, epithets, pronouns, and the targets of statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents import Article, Bundle, RuleExtractor, check, extract
from newsevents.model.records import Actor
from newsevents.reading.parse import Analyser

Read = Callable[[str], Bundle]


@pytest.fixture
def read(analyser: Analyser) -> Read:
    extractor = RuleExtractor(analyser)
    return lambda text: extract(Article.from_text(text, published="2024-05-17"), extractor)


def test_people_are_listed_even_if_no_record_refers_to_them(read: Read) -> None:
    bundle = read("Minister Ana Lima said it was late. Maria Costa won the prize. Harmony came third.")
    assert [one.name for one in bundle.actors] == ["Ana Lima", "Maria Costa"]
    assert not check(bundle)


def test_credits_are_no_prose(read: Read) -> None:
    bundle = read(
        "Minister Ana Lima said it was late.\n\nReporting by Mara Holt in Porto; Editing by Tom Vale and Li Na."
    )
    assert [one.name for one in bundle.actors] == ["Ana Lima"]


def speakers(bundle: Bundle, content: str = "it was late") -> list[str]:
    return [
        bundle.actor(id).name
        for one in bundle.statements
        if one.content[0].exact.strip("“”") == content
        for id in one.speaker_ids
    ]


def actor(bundle: Bundle, name: str) -> Actor:
    return next(one for one in bundle.actors if one.name == name)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ana “The Fox” Lima said it was late.", "Ana “The Fox” Lima", "person"),
        ("Daniel arap Kotut said it was late.", "Daniel arap Kotut", "person"),
        ("Theresa May left. Ms. May said it was late.", "Theresa May", "person"),
        ("Zulfi Brex, 43, said it was late.", "Zulfi Brex", "person"),
        ("The Zorba news agency said it was late.", "Zorba", "media"),
        ("The White House said it was late.", "White House", "government_body"),
        ("The Kremlin said it was late.", "Kremlin", "government_body"),
        ("New Jersey said it was late.", "New Jersey", "local_government"),
        ("Mobile operator Zorba left. The company said it was late.", "Zorba", "company"),
        ("Rights group Zorba said it was late.", "Zorba", "ngo"),
        ("Federal judge Ana Brex said it was late.", "Ana Brex", "person"),
        ("Athletics Kenya said it was late.", "Athletics Kenya", "ngo"),
        ("President Lima said it was late.", "Lima", "person"),
        ("Public Advocate Dawn Brex said it was late.", "Dawn Brex", "person"),
        (
            "The Defence and Security Committee met. The Defence and Security Committee said it was late.",
            "Defence and Security Committee",
            "group",
        ),
        ("The head of the central bank, Ana Lima, said it was late.", "Ana Lima", "person"),
        ("Nuri al-Brex left. Brex said it was late.", "Nuri al-Brex", "person"),
        ("Nuri al-Brex left. On Monday, al-Brex said it was late.", "Nuri al-Brex", "person"),
        ("Fighters left. On Monday, al-Shabaab said it was late.", "Al-Shabab", "armed_group"),
        ("Brex said it was late. Brex University was closed.", "Brex", "person"),
        ("Jan van den Brex left. Van den Brex said it was late.", "Jan van den Brex", "person"),
        ("The Select Committee on Zorba said it was late.", "Select Committee on Zorba", "group"),
        ("Senators left. The Ghanaian Senate said it was late.", "Ghanaian Senate", "legislature"),
        ("The Ohio Supreme Court met. The Supreme Court said it was late.", "Ohio Supreme Court", "court"),
        ("The Peruvian Islamic Jihad said it was late.", "Peruvian Islamic Jihad", "armed_group"),
        ("The U.S. Senate met. The Senate said it was late.", "U.S. Senate", "legislature"),
        ("The Lima Center for Justice said it was late.", "Lima Center for Justice", "ngo"),
        ("The Savings Bank of New York said it was late.", "Savings Bank of New York", "company"),
        ("The City of New York said it was late.", "New York", "local_government"),
        ("Estate developer Ana Brex said it was late.", "Ana Brex", "person"),
        ("The Brex Institution said it was late.", "Brex Institution", "ngo"),
        ("Brex Primary School said it was late.", "Brex Primary School", "ngo"),
        ("The candidate of the Alliance, Rui Costa, who won, said it was late.", "Rui Costa", "person"),
    ],
)
def test_what_a_name_is(read: Read, text: str, name: str, kind: str) -> None:
    bundle = read(text)
    assert speakers(bundle) == [name]
    assert actor(bundle, name).kind == kind


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("One of the cousins, Ana Lima, said it was late.", "Ana Lima"),
        (
            "The plan angered two lawyers, who are trying to keep the file and who said it was late.",
            "two lawyers",
        ),
    ],
)
def test_who_speaks_in_a_longer_phrase(read: Read, text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize("content", ["nothing about the plan", "little", "so"])
def test_an_indefinite_pronoun_is_no_content(read: Read, content: str) -> None:
    assert read(f"Ana Lima said {content}.").statements == ()


def test_who_speaks_of_itself_as_it_is_no_person(read: Read) -> None:
    bundle = read("Spain's Banco Norte said it had agreed to buy a rival.")
    assert [one.name for one in bundle.actors if one.kind == "person"] == []
    assert "it" in {span.exact for span in actor(bundle, "Banco Norte").mentions}


def test_an_opening_quotation_mark_may_stand_for_an_apostrophe(read: Read) -> None:
    assert speakers(read("Ana Lima‘s spokesman left. Ana Lima said it was late.")) == ["Ana Lima"]


def test_a_description_does_not_end_inside_brackets(read: Read) -> None:
    assert speakers(read("Officials at the Grain Council (GC) said it was late.")) == ["Officials at the Grain Council"]


def test_many_of_the_things_are_nobody(read: Read) -> None:
    bundle = read(
        "Although many of the sales related to those bonds haven't been completed, Ana Lima said it was late."
    )
    assert {one.name for one in bundle.actors} <= {"Ana Lima"}


@pytest.mark.parametrize(
    "text",
    ["Hate ruins towns, Ana Lima said.", "Fog ruined the town, Ana Lima said. The fog was thick."],
)
def test_a_noun_at_the_start_of_a_sentence_is_no_name(read: Read, text: str) -> None:
    assert "person" not in {one.kind for one in read(text).actors if one.name != "Ana Lima"}


@pytest.mark.parametrize("text", ["Reports reaching the town said it was late.", "The news said it was late."])
def test_news_and_reports_are_nobody(read: Read, text: str) -> None:
    assert read(text).actors == ()


def test_media_and_states_named_often_are_listed_even_if_no_record_refers_to_them(read: Read) -> None:
    bundle = read("Rain fell in Peru. CNN is in Chile. Peru is dry. Summers are long in Peru.")
    assert {one.name for one in bundle.actors} == {"CNN", "Peru"}


def test_a_province_that_only_says_whose_governor_somebody_is_is_not_listed(read: Read) -> None:
    assert [one.name for one in read("Ohio Gov. Ana Lima said it was late.").actors] == ["Ana Lima"]


@pytest.mark.parametrize("thing", ["The sign", "A tally", "The plan", "Two in three"])
def test_things_do_not_speak(read: Read, thing: str) -> None:
    assert read(f"{thing} said it was late.").actors == ()


@pytest.mark.parametrize("name", ["Hundreds of voters", "A wide array of experts", "A narrator", "Anyone"])
def test_many_of_the_people_speak(read: Read, name: str) -> None:
    assert speakers(read(f"{name} said it was late.")) == [name]


def test_a_description_ends_before_a_participle(read: Read) -> None:
    assert speakers(read("A crowd chanting his name said it was late.")) == ["A crowd"]


def test_who_sent_a_letter_is_its_author(read: Read) -> None:
    bundle = read("A letter was sent by Ana Lima on Monday. The letter said it was late.")
    assert [bundle.actor(id).name for one in bundle.sources for id in one.by_ids] == ["Ana Lima"]


def test_a_town_is_no_body_of_its_people(read: Read) -> None:
    bundle = read("Officials met in Zorba on Monday. Zorba leaders said it was late.")
    assert "Zorba" not in {one.name for one in bundle.actors}


def test_a_thing_denies_nothing(read: Read) -> None:
    bundle = read("Ana Lima said heavy rain was the cause and denied there had been a cover-up.")
    assert {one.name for one in bundle.actors} == {"Ana Lima"}


def test_a_title_in_capitals_ends_before_its_verb(read: Read) -> None:
    bundle = read("Ana Lima Is Late For the Vote.\n\nLima said it was late.")
    assert speakers(bundle) == ["Ana Lima"]


def test_a_title_in_capitals_goes_on_after_a_name(read: Read) -> None:
    bundle = read(
        "Costa Compares Omar Haddad To Ana Brex Celebrating Diversity.\n\nRui Costa left. Brex said it was late."
    )
    assert speakers(bundle) == ["Ana Brex"]


def test_a_title_in_capitals_names_only_who_is_named_elsewhere(read: Read) -> None:
    bundle = read("Brex Slams Town Budget.\n\nAna Brex said it was late.")
    assert {one.name for one in bundle.actors} == {"Ana Brex"}


def test_a_role_after_the_name_tells_whose_it_is(read: Read) -> None:
    bundle = read("Ana Lima, a professor at the BBC, said it was late.")
    assert [(one.title, bundle.actor(one.of_id or "").name) for one in actor(bundle, "Ana Lima").roles] == [
        ("professor", "BBC")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # pronouns
        ("Ana Lima blamed Bob Kern. She said it was late.", "Ana Lima"),
        ("Ana Lima blamed Bob Kern. He said it was late.", "Bob Kern"),
        ("The council met Ana Lima. It said it was late.", "The council"),
        ("Iraq's Saddam Hussein left. King Hussein of Jordan said it was late.", "King Hussein"),
        # epithets
        ("NATO was founded as an alliance. Peru left. The alliance said it was late.", "NATO"),
        ("Businessman Bob Kern met Ana Lima. The businessman said it was late.", "Bob Kern"),
        ("Sen. Ana Lima met Bob Kern. The lawmaker said it was late.", "Ana Lima"),
        ("Ana Lima left early. The candidate said it was late.", "Ana Lima"),
        ("Bob Kern left early. The Ohio billionaire said it was late.", "Bob Kern"),
        ("Bob Kern lost. The political novice said it was late.", "Bob Kern"),
        ("Ana Lima met Bob Kern. The political novice said it was late.", "The political novice"),
        ("Bob Kern swims. The author of the report said it was late.", "The author of the report"),
        ("Judge Bob Kern left. The swimmer said it was late.", "The swimmer"),
        ("Bob Kern, 54, left. The 54-year-old pastor said it was late.", "Bob Kern"),
        ("Bob Kern left. The 54-year-old said it was late.", "Bob Kern"),
        ("Acme Corp. left. The software giant said it was late.", "Acme Corp."),
        ("Zorba was fined on Monday. The company said it was late.", "Zorba"),
        ("Zorba Front was bombed. The group said it was late.", "Zorba Front"),
        ("Zorba was fined. Tarko won. The company said it was late.", "The company"),
        ("Officials left. Brussels said it was late.", "European Union"),
        ("Ana Lima met Bob Lima. Ana's friends left. Lima said it was late.", "Bob Lima"),
        ("Prime Minister Bob Lima left. Ana Lima stayed. Prime Minister Lima said it was late.", "Bob Lima"),
        ("Peru and Chile met. Both said it was late.", "Peru and Chile"),
        ("Peru and Chile met. Each said it was late.", "Peru and Chile"),
        ("Ana Lima and Bob Kern met. All the teachers said it was late.", "All the teachers"),
        ("Peru and Chile met. All the political parties said it was late.", "All the political parties"),
        ("The Lima Foundation met. The organizations said it was late.", "The organizations"),
        ("The Lima Council left. The embassy said it was late.", "The embassy"),
        ("The Lima Council left. The council said it was late.", "Lima Council"),
        # descriptions
        ("Iran's army left. Cuba's army said it was late.", "Cuba's army"),
        ("A woman in uniform left the hall. The men saw Ana Lima. The woman said it was late.", "A woman in uniform"),
        ("Her sons, Ivo Lima and Jan Lima, said it was late.", "Ivo Lima and Jan Lima"),
        ("Police and FBI agents said it was late.", "Police and FBI agents"),
        ("Some Peruvians said it was late.", "Some Peruvians"),
    ],
)  # fmt: skip
def test_who_is_meant(read: Read, text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Lima met Eva Berg. The plan of Eva Berg was dead, she said.", "Ana Lima"),
        (
            "Bob Kern left. “It is cold. It is wet. It is old. It is far. It is dim. It is new. No!” he said.",
            "Bob Kern",
        ),
        ("Ana Lima said it was late. Eva Berg left. She thinks Eva Berg is old, and she said so.", "Ana Lima"),
    ],
)
def test_who_goes_on_speaking(read: Read, text: str, speaker: str) -> None:
    bundle = read(text)
    assert [bundle.actor(id).name for id in bundle.statements[-1].speaker_ids] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A pilot said it was late. Ana Brex, 43, left the firm.", "Ana Brex"),
        ("A former pilot said it was late. The court fined Ana Brex, 43, on Monday.", "Ana Brex"),
        ("A pilot said it was late. Ana Brex and Bob Kern left the firm.", "A pilot"),
        ("A pilot said it was late. Judge Ana Brex left the court.", "A pilot"),
        ("A woman said it was late. Bob Kern left the firm.", "A woman"),
        ("A pilot said it was late. Ana Brex, a lawyer, left the court.", "A pilot"),
        ("A pilot said it was late. The firm hired Ana Brex.", "A pilot"),
    ],
)
def test_who_is_described_before_the_name(read: Read, text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


def test_nobody_calls_himself_he_in_a_quotation(read: Read) -> None:
    bundle = read("Bob Kern left. “Ana Lima told me that he was late,” Jan Tors said.")
    targets = {bundle.actor(id).name for one in bundle.statements for id in one.target_ids}
    assert "Bob Kern" in targets
    assert "Jan Tors" not in targets


def test_who_acts_on_somebody_is_not_that_one(read: Read) -> None:
    bundle = read("Bob Kern spoke. Jan Tors said that Ed Marsh blamed him.")
    targets = next(one.target_ids for one in bundle.statements if "blamed him" in one.content[0].exact)
    assert "Ed Marsh" in {bundle.actor(id).name for id in targets}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The council said that Ana Lima had met two suspects.", {"Ana Lima", "two suspects"}),
        ("The council said that Peru had left.", {"Peru"}),
        ("The council said that the Peruvian bridge in Chile was safe.", set()),
        ("The council said that the bridge was safe.", set()),
    ],
)
def test_whom_a_statement_is_about(read: Read, text: str, names: set[str]) -> None:
    bundle = read(text)
    (statement,) = (one for one in bundle.statements if bundle.actor(one.speaker_ids[0]).name == "The council")
    assert {bundle.actor(id).name for id in statement.target_ids} == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ana Lima said on CNN that it was late.", ["interview", "press_report"]),
        ("Ana Lima told CNN that it was late.", ["interview", "press_report"]),
        ("A source close to the talks said it was late.", ["anonymous"]),
        ("A diplomat, who spoke on condition of anonymity, said it was late.", ["anonymous"]),
        ("Officials said it was late.", []),
        ("In a speech, Ana Lima said it was late.", ["speech"]),
        ("Speaking at a rally, Ana Lima said it was late.", ["speech"]),
        ("Speaking to reporters, Ana Lima said it was late.", ["briefing"]),
        ("Testifying before the council, Ana Lima said it was late.", ["speech"]),
        ("In a debate, Ana Lima kept to her line, noting that it was late.", ["speech"]),
        ("Ana Lima wrote on her website that it was late.", ["document"]),
        ("In a poll conducted by the council, 28 percent of voters said it was late.", ["report"]),
        ("The New York Times reported that it was late, citing unnamed officials.", ["anonymous", "press_report"]),
        (
            "The New York Times quoted another unidentified council member as saying it was late.",
            ["anonymous", "press_report"],
        ),
        ("Ana Lima told the Post that it was late.", []),
    ],
)
def test_where_it_comes_from(read: Read, text: str, kinds: list[str]) -> None:
    bundle = read(text)
    link = bundle.source(bundle.statements[-1].source_id)
    found = []
    while link.via_id is not None:
        found.append(str(link.kind))
        link = bundle.source(link.via_id)
    assert found == kinds
