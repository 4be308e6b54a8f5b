"""Meetings: the example of every row of the list, all participants, the status, and what is not a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsevents import Article, RuleExtractor, extract
from newsevents.model.vocabulary import MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.builtin.analyser import BuiltinAnalyser
from newsevents.reading.events.meetings import meetings
from newsevents.reading.lexicon.accusations import example
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from newsevents.reading.parse import Parse, Token
from tests.reading.who import Told

Tell = Callable[[str], Told]

PLANNED = ("be_due", "expect")
"""Verbs that say that somebody will go somewhere."""
OWN = ((("body",),), (("holder",),))
"""The relations of a body to a meeting of its own."""
ALL = [row for rows in gatherings().values() for row in rows]
FIRST = {row.word: row for row in reversed(ALL)} | {f"{row.line} {row.kind}": row for row in reversed(ALL)}
ROWS = sorted(set(FIRST.values()), key=lambda row: (row.line, row.word))
"""Each word in its first construction, and each construction once for each kind of meeting."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row.word}")
def test_a_row_finds_those_whom_its_example_marks(told: Tell, row: Gathering) -> None:
    marked = example(row.example)
    one = told(marked.text)
    found = [(each.participants, each.kind, each.status) for each in meetings(one.analysis, one.who)]
    status = MeetingStatus.SCHEDULED if row.word in PLANNED else MeetingStatus.HELD
    kind = MeetingKind.GATHERING if row.word == "meeting" and row.alone and row.participants in OWN else row.kind
    assert found == [(marked.parts["["], kind, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Braga did not meet Rui Costa.",
        "Ana Braga refused to meet Rui Costa.",
        "Ana Braga met the demand.",
        "Did Ana Braga meet Rui Costa?",
        "The meeting between Ana Braga and Rui Costa never took place.",
        "If Ana Braga meets Rui Costa, she will say so.",
        "Ana Braga visited the school where her mother worked.",
        "Meet the leaders, Ana Braga.",
        "Ana Braga failed to meet the deadline.",
        "The plan met with resistance from Rui Costa.",
        "Ana Braga and Rui Costa met in the final.",
        "Ana Braga called on Rui Costa to resign.",
        "Ana Braga ruled out a meeting with Rui Costa.",
        "Would Ana Braga visit Poland?",
        "Ana Braga was ordered to meet Rui Costa.",
        "Ana Braga tried to visit Poland.",
        "There was no meeting between Ana Braga and Rui Costa.",
        "After the rally, Ana Braga resigned.",
        "Ana Braga spoke to reporters.",
        "Ana Braga denied meeting Rui Costa.",
        "Earlier races have demonstrated that Ana Braga can lose.",
        "In another demonstration of how hard the race is, Ana Braga lost.",
        "Ana Braga shied from talk of leaving Poland.",
        "On Radio Rome, Ana Braga called for calm.",
        "Ana Braga addressed lawmakers in an email.",
        "Ana Braga spent money on rallies.",
        "Three lawmakers briefed on the negotiations resigned.",
        "Their aides arranged a chat.",
        "Ana Braga told lawmakers in a filing that she would go.",
        "Ana Braga came before Rui Costa in the list.",
        "Ana Braga went before the vote.",
        "Ana Braga came to see Rui Costa as a rival.",
        "Ana Braga saw Rui Costa leave the house.",
        "The committee questioned whether Rui Costa had lied.",
        "Iran will not return to talks with Turkey.",
        "Iran did not pull out of talks with Turkey.",
        "Ana Braga dismissed the possibility of a meeting with Rui Costa.",
        "Ana Braga is not visiting Poland.",
        "Is Ana Braga visiting Poland?",
        "Iran and Turkey are not holding talks.",
        "Iran is meeting its targets.",
        "The committee questioned Rui Costa in a letter.",
        "Ana Braga told a crowd of reporters that she would go.",
        "The march of time goes on.",
        "Ana Braga raised money in February and began March with millions.",
        "Ana Braga is expected to hold a job in Rome.",
        "Ana Braga is appearing in Florida before the vote.",
        "Voters heard that Ana Braga backed out of the conference.",
        "Ana Braga spent six days in space with Rui Costa.",
    ],
)
def test_no_meeting(told: Tell, text: str) -> None:
    one = told(text)
    assert meetings(one.analysis, one.who) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Braga will meet Rui Costa on Monday.", "scheduled"),
        ("Ana Braga was scheduled to meet Rui Costa on Monday.", "scheduled"),
        ("Ana Braga plans a visit to Poland in May.", "scheduled"),
        ("Ana Braga scheduled talks with Rui Costa.", "scheduled"),
        ("Ana Braga wants to meet Rui Costa.", "proposed"),
        ("Ana Braga urged Rui Costa to meet Omar Haddad.", "proposed"),
        ("The talks between Iran and Turkey were cancelled.", "cancelled"),
        ("Ana Braga postponed her visit to Poland.", "postponed"),
        ("Ana Braga said she had met Rui Costa twice.", "held"),
        ("Ana Braga would like to meet Rui Costa.", "proposed"),
        ("Ana Braga looked forward to meeting Rui Costa.", "proposed"),
        ("Ana Braga called for talks with Rui Costa.", "proposed"),
        ("Ana Braga flew home to meet Rui Costa.", "held"),
        ("Ana Braga meets Rui Costa on Monday.", "scheduled"),
        ("Ana Braga is to speak when she meets Rui Costa.", "scheduled"),
        ("Ana Braga spoke of next week's talks between Iran and Turkey.", "scheduled"),
        ("Ana Braga praised the upcoming summit between Iran and Turkey.", "scheduled"),
        ("A summit between Iran and Turkey is planned.", "scheduled"),
        ("Ana Braga called off a meeting with Rui Costa.", "cancelled"),
        ("A summit between Iran and Turkey was put off.", "postponed"),
        ("Tension fell after the talks that Iran and Turkey held.", "held"),
        ("Unity is growing, marked by the summit between Iran and Turkey.", "held"),
        ("Ana Braga flew home for talks with Rui Costa.", "held"),
        ("Ana Braga spoke before a joint session of the Senate.", "held"),
        ("Ana Braga managed to meet Rui Costa.", "held"),
        ("Ana Braga is visiting Poland.", "held"),
        ("Ana Braga is going to Poland.", "scheduled"),
        ("Iran is in talks with Turkey.", "held"),
        ("Ana Braga is on a visit to Poland.", "held"),
        ("Iran and Turkey are holding talks in Geneva.", "held"),
        ("Ana Braga is meeting Rui Costa on Monday.", "scheduled"),
        ("Ana Braga is due in Poland on Friday to see Rui Costa.", "scheduled"),
        ("Ana Braga and Rui Costa are expected at a summit in Rome.", "scheduled"),
        ("Iran returned to talks with Turkey on Monday.", "held"),
        ("Iran walked out of talks with Turkey on Monday.", "held"),
        ("Iran pulled out of talks with Turkey on Monday.", "cancelled"),
        ("The possibility of a meeting between Ana Braga and Rui Costa reemerged on Monday.", "proposed"),
        ("Over dinner in Rome, Ana Braga and Rui Costa agreed.", "held"),
        ("Ana Braga and Rui Costa met for dinner in Rome.", "held"),
        ("Ana Braga left after meeting Rui Costa.", "held"),
        ("Meeting with Rui Costa on Friday, Ana Braga said she was pleased.", "held"),
    ],
)
def test_the_status_is_told_by_the_words_above(told: Tell, text: str, status: str) -> None:
    one = told(text)
    (found,) = meetings(one.analysis, one.who)
    assert found.status == status


LISTS = [
    "Met with President [Braga], Foreign Minister [Costa], and Defense Minister [Haddad].",
    "[Lena Berg] met with Foreign Minister Sergei [Volkov], Chancellor Eva [Roth] and President [Lima] in Paris.",
    "[Lena Berg] met with King [Hassan] of Jordan, President [Lima] of Peru, and Prime Minister [Roth] of Malta.",
    "[Lena Berg] met with Chinese Minister [Wang]; Japanese Premier [Kato]; and Korean President [Moon].",
    "[Lena Berg] met with Ivo [Volkov], the Russian minister, and Ana [Braga], the Brazilian president.",
    "[Lena Berg] met with Minister of Foreign Affairs Ivo [Volkov] and Minister of Defense Ana [Braga].",
    "[Lena Berg] held talks with Prime Minister [Roth], External Affairs Minister [Rao], and Adviser [Lal] in Delhi.",
    "[Lena Berg] met with Sheikh Omar bin [Hamad], Rui de la [Costa], and Eva van der [Berg].",
    "[Lena Berg] was received by President [Lima], Premier [Roth] and Mayor [Costa].",
    "[Lena Berg] spoke by phone with Minister [Volkov], Minister [Roth] and Secretary [Lima].",
    "[Lena Berg] met with President [Lima] (Peru), President [Roth] (Malta), and Premier [Costa] (Chad).",
    "[Lena Berg] met with President [Lima], Premier [Roth], and Mayor [Costa], and attended a concert.",
    "[Lena Berg] came to Oslo. Met with President [Lima], Premier [Roth], and Minister [Costa].",
    "[Lena Berg] came to Oslo. Meetings with President [Lima], Premier [Roth] and Minister [Costa].",
    "[Lena Berg] came to Oslo. Met President [Lima], Premier [Roth], and Minister of Defense [Costa].",
    "[Lena Berg] came to Oslo. Discussed trade with President [Lima] and Premier [Roth].",
    "[Lena Berg] came to Oslo. Working visit; met with President [Lima] and Premier [Roth].",
    "[Lena Berg] came to Oslo. Bonn, Germany: Met with President [Lima] and Premier [Roth].",
    "[Lena Berg] came to Oslo. Accompanied President Kato. Met with President [Lima] and Premier [Roth].",
    "[Lena Berg] came to Oslo. Toured the port and met with President [Lima] and Premier [Roth].",
    "[Lena Berg] came to Oslo. Received by President [Lima].",
    "[Lena Berg] came to Oslo. Attended a dinner hosted by President [Lima].",
    "[Lena Berg] came to Oslo. Paid a courtesy call on President [Lima].",
    "[Lena Berg] came to Oslo. Trilateral meeting with President [Lima] and Premier [Roth].",
    "[Lena Berg] met with President [Lima] on Monday, Premier [Roth] on Tuesday and Minister [Costa] on Friday.",
    "[Lena Berg] met with President [Lima] in Bonn, Premier Eva [Roth] in Geneva and Minister [Costa] in Oslo.",
    "[Lena Berg] met with her counterpart Eva [Roth], Minister [Costa], and Mayor [Lima].",
    "[Lena Berg] met with the Presidents of Armenia and Peru, Eva [Roth] and Rui [Costa].",
    "[Lena Berg] met with President and Mrs. [Lima].",
    "[Lena Berg] met with the Crown Prince, Omar [Haddad], and the Minister of Defense, Ana [Lima].",
    "During a visit to Chad, [Lena Berg] met with Crown Prince [Haddad], Premier [Roth] and Mayor [Costa].",
    "Minister [Lima], Adviser [Roth], and Premier [Costa] held talks in Oslo.",
]


@pytest.mark.parametrize("marked", LISTS)
@pytest.mark.parametrize("analyser", ["builtin", "spacy"])
def test_all_of_a_list_take_part(request: pytest.FixtureRequest, analyser: str, marked: str) -> None:
    one = example(marked)
    chosen = BuiltinAnalyser() if analyser == "builtin" else request.getfixturevalue("spacy_pipeline")
    told = Told(one.text, chosen)
    found = [each for each in meetings(told.analysis, told.who) if each.kind is not MeetingKind.VISIT]
    assert [sorted(name.split()[-1] for name in each.participants) for each in found] == [
        sorted(name.split()[-1] for name in one.parts["["])
    ]


TOGETHER = [
    "Lawmakers are ill, but [senators] questioned [Rui Costa] at a hearing.",
    "[Ana Braga] raised the issue with [Rui Costa] during a meeting in Rome.",
    "[Ana Braga] told [analysts] on a conference call that she would go.",
    "Omar Haddad left after [Ana Braga] thanked [Rui Costa] in a phone call.",
    "[Ana Braga] made a surprise visit to [Poland].",
    "[Unions] and [the company] will meet on Friday.",
    "[Ana Braga] said during a hearing in Rome that the minister had lied.",
    "Ana Braga invited [Rui Costa] to visit [Poland].",
    "[Ana Braga] spoke with [both ministers] by telephone before the vote.",
    "[Ana Braga] told a plenary session of [the Senate] that she would go.",
    "[Ana Braga] denounced the plan before a joint session of [the Senate].",
    "At a meeting of [ministers], [Ana Braga] attacked the plan.",
    "[Ana Braga] took questions during an appearance at a convention of [ministers].",
    "[Ana Braga] held a rally with [Rui Costa].",
    "[Ana Braga] joined [Rui Costa] at a rally in Rome.",
    "[Ana Braga] spoke to [lawmakers] on Monday, along with [Rui Costa].",
    "[Ana Braga] flew to [Poland] with [Rui Costa].",
]


@pytest.mark.parametrize("marked", TOGETHER)
def test_who_speaks_at_a_meeting_and_who_is_with_them_take_part(told: Tell, marked: str) -> None:
    one = example(marked)
    text = told(one.text)
    (found,) = meetings(text.analysis, text.who)
    assert sorted(found.participants) == sorted(one.parts["["])


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        (
            "Ana Braga was ill.\n\nAbout 100 protesters were held in Oslo.\n\nProtesters marched in Rome.",
            ["Protesters"],
        ),
        ("Ana Braga testified before the Committee on Rural Reform.", ["Ana Braga", "Committee on Rural Reform"]),
    ],
)
def test_the_names_of_those_who_meet(text: str, participants: list[str]) -> None:
    bundle = extract(
        Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=BuiltinAnalyser())
    )
    names = {one.id: one.name for one in bundle.actors}
    assert [[names[id] for id in one.participant_ids] for one in bundle.meetings] == [participants]


def test_a_month_is_no_place() -> None:
    bundle = extract(
        Article.from_text("Ana Braga met with Rui Costa in May 2009.", published="2023-11-15"),
        extractor=RuleExtractor(analyser=BuiltinAnalyser()),
    )
    assert [one.place for one in bundle.meetings] == [None]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Ana Braga, who came on Sunday, will meet Rui Costa on Friday.", "Friday"),
        ("The board will discuss the affair at its meeting in Rome on Friday.", "Friday"),
        ("Ana Braga met Rui Costa in 2022, and Peru fell apart.", "2022"),
    ],
)
def test_when_people_meet(text: str, time: str) -> None:
    bundle = extract(
        Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=BuiltinAnalyser())
    )
    assert [one.when and one.when.text for one in bundle.meetings] == [time]


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("Ana Braga testified before the Senate.", ["U.S. Senate"]),
        ("Ana Braga attended a dinner hosted by Rui Costa.", ["Rui Costa"]),
        (
            "Ana Braga spoke at a forum hosted by Rui Costa, Omar Haddad and Eva Roth.",
            ["Rui Costa", "Omar Haddad", "Eva Roth"],
        ),
    ],
)
def test_who_hosts(text: str, hosts: list[str]) -> None:
    bundle = extract(
        Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=BuiltinAnalyser())
    )
    (found,) = bundle.meetings
    names = {one.id: one.name for one in bundle.actors}
    assert [names[id] for id in found.host_ids] == hosts


def test_a_meeting_told_of_again_is_there_once(told: Tell) -> None:
    one = told("Ana Braga met Rui Costa on Monday. Ana Braga met with Rui Costa in Rome.")
    assert len(meetings(one.analysis, one.who)) == 1


def test_a_clause_after_as_has_its_subject() -> None:
    """From "as the ministers agreed", a parser may take "as the ministers" and leave the verb without a subject."""
    text = "The pact grew on Monday, as the defense ministers agreed to it."
    words = [(each.start(), each.end()) for each in re.finditer(r"\w+|[.,]", text)]
    tags = "DT NN VBD IN NNP , IN DT NN NNS VBD IN PRP .".split()  # noqa: SIM905
    heads = [1, 2, 2, 2, 3, 2, 2, 9, 9, 6, 2, 10, 11, 2]
    labels = [
        "det",
        "nsubj",
        "ROOT",
        "prep",
        "pobj",
        "punct",
        "prep",
        "det",
        "compound",
        "pobj",
        "advcl",
        "prep",
        "pobj",
        "punct",
    ]
    tokens = [
        Token(start, end, tag, text[start:end].lower(), head, label, 0)
        for (start, end), tag, head, label in zip(words, tags, heads, labels, strict=True)
    ]
    a = Analysis(text, Parse(tuple(tokens)))
    verb = a.words.index("agreed")
    assert (a.marker(verb), a.subject(verb)) == ("as", a.words.index("ministers"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("FBI Director Ivo Mann flew to Washington on Monday.", []),
        ("The Security Council met in New York on Monday.", ["gathering"]),
        ("President Ana Braga visited Kenya and Tanzania on Monday.", ["visit", "visit"]),
        ("Reuters spoke with Ana Braga on Monday.", []),
        ("Leaders met at the Madrid summit on Monday.", ["talks"]),
        ("Ana Braga told her cabinet on Monday that she would go.", ["gathering"]),
        ("The ministry told lawmakers on Monday that it was safe.", []),
        ("Tourists flew to Kenya on Monday.", []),
    ],
)
def test_who_can_meet(text: str, kinds: list[str]) -> None:
    bundle = extract(
        Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=BuiltinAnalyser())
    )
    assert [one.kind for one in bundle.meetings] == kinds


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("Israeli-Syrian talks resumed in Geneva on Monday.", [["Israel", "Syria"]]),
        ("President Ana Braga praised Minister Rui Costa. The two leaders met in Rome.", [["Ana Braga", "Rui Costa"]]),
        ("Iran accused Turkey of lying. The two sides will hold talks on Monday.", [["Iran", "Turkey"]]),
        ("Ana Braga praised Rui Costa. Omar Haddad was ill. Both men met in Rome on Monday.", [["Both men"]]),
        (
            "The envoy held separate meetings with Ana Braga and Rui Costa.",
            [["The envoy", "Ana Braga"], ["The envoy", "Rui Costa"]],
        ),
        ("One of them, Ana Braga, told a news conference that she would go.", [["Ana Braga"]]),
        ("Thousands of people marched through Rome on Monday.", [["Thousands of people"]]),
        ("Ana Braga told the UN Security Council that Iran was ready.", [["Ana Braga", "UN Security Council"]]),
        ("Ana Braga told the court in April that she was innocent.", [["Ana Braga", "the court"]]),
        ("The company told the court that it would pay.", []),
        ("Ana Braga attended the NATO summit in Madrid.", [["Ana Braga", "NATO"]]),
        ("Ana Braga had coffee on Monday.", []),
        (
            "Ana Braga accompanied Rui Costa to a summit of the African Union.",
            [["Ana Braga", "Rui Costa", "African Union"]],
        ),
        ("Ana Braga attended the inauguration in Rome.", [["Ana Braga"]]),
        ("Ana Braga met Italy's premier and Rui Costa.", [["Ana Braga", "Italy's premier", "Rui Costa"]]),
        ("Ana Braga went to Italy.", [["Ana Braga", "Italy"]]),
        ("Ana Braga called up Rui Costa.", []),
        ("Ana Braga met Rui Costa at a reception in Rome.", [["Ana Braga", "Rui Costa"]]),
        ("Ana Braga spoke at a forum hosted by CNN. She wept at a rally.", [["Ana Braga"], ["Ana Braga"]]),
        ("Ana Braga told a rally audience that she would go.", [["Ana Braga", "a rally audience"]]),
        ("Minister Rui Costa met visiting Premier Ana Braga.", [["Rui Costa", "Ana Braga"]]),
        ("Minister Rui Costa met with visiting Premier Ana Braga in Rome.", [["Rui Costa", "Ana Braga"]]),
        ("The next GOP debate is scheduled for May.", []),
        (
            "Ana Braga met the departments of State and Defense.",
            [["Ana Braga", "the departments of State and Defense"]],
        ),
        ("Ana Braga demanded a meeting with Rui Costa.", [["Ana Braga", "Rui Costa"]]),
        (
            "Omar met with Vice Minister of Commerce Ana Braga and Rui Costa.",
            [["Omar", "Ana Braga", "Rui Costa"]],
        ),
        ("Travels of Ana Braga\n\nPeru. Met with President Lima.", [["Ana Braga", "Lima"]]),
        (
            "Ana Braga met with Rui Costa on Monday and, separately, with Premier Roth.",
            [["Ana Braga", "Rui Costa"], ["Ana Braga", "Roth"]],
        ),
        ("Ana Braga is visiting her mother.", []),
        ("The vaccine is expected in Poland in May.", []),
    ],
)
@pytest.mark.parametrize("analyser", ["builtin", "spacy"])
def test_who_meets(request: pytest.FixtureRequest, analyser: str, text: str, participants: list[list[str]]) -> None:
    chosen = BuiltinAnalyser() if analyser == "builtin" else request.getfixturevalue("spacy_pipeline")
    bundle = extract(Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=chosen))
    names = {one.id: one.name for one in bundle.actors}
    assert [[names[id] for id in one.participant_ids] for one in bundle.meetings] == participants


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ana Braga met Rui Costa at his office on Monday.", "his office"),
        ("Protesters gathered outside the headquarters in Rome on Monday.", "the headquarters in Rome"),
        ("Ana Braga met with ministers in Rome.", "Rome"),
        ("Ana Braga is due in Poland on Friday for talks with Rui Costa.", "Poland"),
        ("Ana Braga addressed lawmakers at a rally in Rome.", "Rome"),
        ("Ana Braga welcomed Rui Costa to the White House on Monday.", "the White House"),
        ("Ana Braga traveled to Poland on Monday.", "Poland"),
        ("Ana Braga met officials of the party in Rome.", "Rome"),
        ("A NATO summit set for Rome in April is near.", "Rome"),
    ],
)
@pytest.mark.parametrize("analyser", ["builtin", "spacy"])
def test_where_people_meet(request: pytest.FixtureRequest, analyser: str, text: str, place: str) -> None:
    chosen = BuiltinAnalyser() if analyser == "builtin" else request.getfixturevalue("spacy_pipeline")
    bundle = extract(Article.from_text(text, published="2023-11-15"), extractor=RuleExtractor(analyser=chosen))
    (found,) = bundle.meetings
    assert found.place is not None
    assert found.place.name == place
