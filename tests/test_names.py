"""Mentions of actors by name: the longest name, whole, and not inside a longer name."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import ActorKind, Article, Bundle, BundleError, Draft, DraftActor, DraftRole, Quote, ground
from newsevents.grounding.find import Finder
from newsevents.grounding.names import Names

from .example import issues_of, quote

PERSON, STATE, PARTY, MEDIA = ActorKind.PERSON, ActorKind.STATE, ActorKind.PARTY, ActorKind.MEDIA


def actor(name: str, *aliases: str, kind: ActorKind = STATE, **fields: Any) -> DraftActor:
    return DraftActor(name=name, aliases=aliases, kind=kind, **fields)


def bundle_of(text: str, *actors: DraftActor) -> Bundle:
    return ground(Article.from_text(text), Draft(actors=actors))


def mentions(text: str, *actors: DraftActor) -> list[list[int]]:
    """The places where each actor is mentioned."""
    return [[span.start for span in one.mentions] for one in bundle_of(text, *actors).actors]


def words(text: str, *actors: DraftActor) -> list[list[str]]:
    """The words of the mentions of each actor."""
    return [[span.exact for span in one.mentions] for one in bundle_of(text, *actors).actors]


def found(text: str, one: DraftActor, *others: DraftActor) -> list[int]:
    """The places of an actor's names."""
    return [start for start, _ in names_of(text, one, *others).places[0]]


def names_of(text: str, *actors: DraftActor) -> Names:
    return Names(Finder(text), actors, [()] * len(actors))


# --- the longest, and whole


@pytest.mark.parametrize(
    ("text", "actors", "expected"),
    [
        (
            "They left the Church of Maro.",
            [actor("Church of Maro", "the Church", kind=PARTY)],
            [["the Church of Maro"]],
        ),
        ("They heard Ana Maria Lima speak.", [actor("Ana Maria", "Maria Lima", kind=PERSON)], [["Ana Maria Lima"]]),
        ("They heard Ana Lima speak.", [actor("Ana M. Lima", "Ana", "Lima", kind=PERSON)], [["Ana Lima"]]),
        ("They heard Ana  Lima speak.", [actor("Ana M. Lima", "Ana", "Lima", kind=PERSON)], [["Ana", "Lima"]]),
        ("They met Lima, Lima said.", [actor("Lima", kind=PERSON)], [["Lima", "Lima"]]),
        ("They told Lima Lima was late.", [actor("Lima", kind=PERSON)], [["Lima", "Lima"]]),
        ("They told Ana\nLima spoke.", [actor("Ana Lima Roe", "Ana", "Lima", kind=PERSON)], [["Ana", "Lima"]]),
        (
            "日本放送協会と日本",
            [actor("日本放送", "放送協会", kind=MEDIA), actor("日本")],
            [["日本放送協会"], ["日本"]],
        ),
        (
            "They saw the Maro Bank Tower and Maro.",
            [actor("Maro Bank", kind=PARTY), actor("Bank Tower Group", "Bank Tower", kind=MEDIA), actor("Maro")],
            [[], ["Bank Tower"], ["Maro", "Maro"]],
        ),
        ("They met Ana Lima Roe Poe.", [actor("Ana Lima"), actor("Lima Roe Poe", kind=PERSON)], [[], ["Lima Roe Poe"]]),
        (
            "Police of Maro City and Maro came.",
            [actor("Maro"), actor("Maro City"), actor("Police of Maro", kind=ActorKind.GOVERNMENT_BODY)],
            [["Maro"], [], []],
        ),
    ],
)
def test_the_longest_name_counts_and_names_of_one_actor_that_meet_are_one(
    text: str, actors: list[DraftActor], expected: list[list[str]]
) -> None:
    named = names_of(text, *actors)
    assert [[text[slice(*place)] for place in places] for places in named.places] == expected


def test_a_group_and_its_members_are_looked_for_apart() -> None:
    text = "Ana and Bo came. The Bo Club left."
    actors = [
        actor("Ana", kind=PERSON),
        actor("Bo", kind=PERSON),
        actor("Ana and Bo", kind=ActorKind.GROUP, members=["Ana", "Bo"]),
        actor("The Bo", kind=ActorKind.GROUP),
        actor("Bo Club", kind=PARTY),
    ]
    with pytest.raises(BundleError) as error:
        bundle_of(text, *actors)
    (issue,) = error.value.issues
    assert issue.path == "actors[3]"
    assert words(text, *actors[:3], actors[4]) == [["Ana"], ["Bo"], ["Ana and Bo"], ["Bo Club"]]


# --- parts of longer names

KESSIA = actor("South Kessia", "the South", "Kessia")
LIMA = actor("Rui Lima", "Lima", kind=PERSON, roles=[DraftRole(title="grand usher")])


@pytest.mark.parametrize(
    ("text", "one", "starts"),
    [
        # preceding capitals
        ("A town in Old Kessia.", KESSIA, []),
        ("Northern Kessia fell.", KESSIA, []),
        ("Lower Kessia fell. The fall of Lower Kessia hurt.", KESSIA, []),
        ("Losing Kessia hurt.", KESSIA, [7]),
        ("But Kessia fell.", KESSIA, [4]),
        ("It said: Visit Kessia now.", KESSIA, [15]),
        ("He said “Save Kessia” twice.", KESSIA, [14]),
        ("In May Kessia fell; on Friday Kessia rose.", KESSIA, [7, 30]),
        ("They saw Ana Roe’s Kessia, the allies' Kessia and Roe, Kessia too.", KESSIA, [19, 39, 55]),
        ("A town in Old\u00a0Kessia.", KESSIA, []),
        ("A town in Old\nKessia.", KESSIA, [14]),
        ("They met Ada Lima and then Lima.", LIMA, [27]),
        ("Maria Lima came. Ever Lima left.", LIMA, [22]),
        ("They met President Lima, Mr. Lima and Ex-President Lima.", LIMA, [19, 29, 51]),
        ("They met Grand Usher Lima and Grand Duster Lima.", LIMA, [21]),
        ("They met George W. Lima, then in Maro D.C. Lima spoke.", LIMA, [43]),
        ("They met Old Rui Lima.", LIMA, [13]),
        ("They met Hafez al-Lima, Omar bin Lima and Mr. bin Lima; al-Lima left.", LIMA, [50, 59]),
        ("They met O’Lima and d’Lima.", LIMA, [22]),
        ("Roe & Lima sold it.", LIMA, []),
        ("They saw & Lima sold it, & Lima.", LIMA, [11, 27]),
        ("They saw Maro-Lys-based Kessia and Upper-Lys Kessia.", KESSIA, [24]),
        ("They saw A Kessia and US Kessia.", KESSIA, [11]),
        # following capitals
        ("The Lima Foundation and Lima Monday paid Lima President of all.", LIMA, [24, 41]),
        ("They met Rui Lima Jr. and Rui Lima Ruz.", LIMA, [9]),
        ("They met Lima & Sons.", LIMA, []),
        ("They met Lima The Younger.", LIMA, [9]),
        ("They met Lima of Maro.", LIMA, [9]),
        ("In the South Kessian capital he saw the South.", KESSIA, [36]),
        ("The Kessia Daily, the Kessia Army, a Kessia Trade Secretary and Kessia News Agency wrote.", KESSIA, [22, 37]),
        ("It left the Church of Lys for the Church.", actor("Church", "the Church", kind=PARTY), [30]),
        ("They met the Lima Trade Secretary.", LIMA, []),
        ("They met a Kessia French Trade Secretary.", KESSIA, []),
        ("In Oct. Kessia fell.", KESSIA, [8]),
        ("anti-Lima men met Lima.", LIMA, [18]),
        ("It left the Maro Bank of Lys.", actor("Maro Bank", kind=PARTY), [12]),
        ("It bought Voltar Corp. and Voltar Airlines.", actor("Voltar", kind=ActorKind.COMPANY), [10]),
        ("He left the U.S. Officials said so.", actor("United States", "U.S."), [12]),
        # hyphens
        ("An anti-Lima camp, a Lima-led one, the Roe-Lima act, Lima-Roe and 20-Lima.", LIMA, [21, 69]),
        ("The anti‐Lima camp met Lima – Lima–Roe.", LIMA, [23, 30]),
        ("The French-Kessia talks, the Kessia-Irish talks and Kessia-Upon-Lys.", KESSIA, [11, 29]),
    ],
)  # fmt: skip
def test_a_name_is_not_found_inside_a_longer_one(text: str, one: DraftActor, starts: list[int]) -> None:
    assert found(text, one) == starts


def test_the_name_of_another_actor_is_no_part_of_a_longer_one() -> None:
    text = "They told Lys Kessia fell, and Kessia Lys fell in the Lys-Kessia war."
    assert found(text, KESSIA) == []
    assert found(text, KESSIA, actor("Lys")) == [14, 31, 58]
    text = "They paid the Kessian Lysian National Foundation."
    assert found(text, actor("Kessia", "Kessian"), actor("Lys", "Lysian")) == []


def test_words_of_its_own_names_make_a_name_no_longer() -> None:
    text = "They met Rui Lima and Rui Ana Lima in the Bank of Maro and the Maro State Bank."
    assert found(text, actor("Rui Ana Lima", "Lima", kind=PERSON)) == [13, 22]
    bank = actor("State Bank of Maro", "Bank", kind=ActorKind.COMPANY)
    assert found(text, bank) == [42, 74]
    part = actor("Treasury", kind=ActorKind.GOVERNMENT_BODY, part_of="Maro")
    assert found("It left the Treasury of Maro.", part, actor("Maro State", "Maro")) == [12]
    assert found("It left the Treasury of Lys.", part, actor("Maro")) == []


@pytest.mark.parametrize(
    ("text", "one", "starts"),
    [
        ("KESSIA, Oct. 1 (AP) -- It rained in Kessia.", KESSIA, [0, 36]),
        ("OLD KESSIA, Lys (AP) -- It rained.", KESSIA, [4]),
        ("OLD KESSIA FALLS\n\nIt rained in Old Kessia.", KESSIA, []),
        ("KESSIA FALLS\n\nIt rained.", KESSIA, [0]),
        ("KESSIA, Lys (AP) --\n\nIt rained.", KESSIA, [0]),
        ("It rained in KESSIA, they said.", KESSIA, []),
        ("KESSIA'S FALL", KESSIA, [0]),
        ("UN CHIEF LEAVES\n\nUn left.", actor("Rui Un", "Un", kind=PERSON), [17]),
        ("MARCH IN LYS\n\nMarch left.", actor("Rui March", "March", kind=PERSON), [14]),
        ("New Kessia Talks Begin in Lys\nThey went on.", KESSIA, [4]),
        ("Old Kessia Talks Begin in Lys\nThey went on in Old Kessia.", KESSIA, []),
        ("Lima Says So\nLima Foundation said so.", LIMA, [0]),
        ("Kessia Tower\nIt rained.", KESSIA, []),  # too short for a headline
        ("Kessia Tower is for us\nIt rained.", KESSIA, []),  # too few capitals for one
        ("Kessia Tower is in the Lys\nIt rained.", KESSIA, []),
        ("KESSIA FALLS\nKESSIA rose.", KESSIA, [0]),
        ("the talks\nLosing Kessia hurt.", KESSIA, [17]),
        ("        Losing Kessia hurt.", KESSIA, [15]),
    ],
)
def test_capitals_of_a_headline_or_a_dateline_tell_nothing_but_the_name(
    text: str, one: DraftActor, starts: list[int]
) -> None:
    assert found(text, one) == starts


@pytest.mark.parametrize(
    ("name", "text", "starts"),
    [
        ("the Council", "The Council of Rome left. The Council said the Council stays.", [26, 43]),
        ("The Maro Post", "In the Maro Post: The Maro Post says so.", [3, 18]),
        ("the dam", "The dam broke.", []),
        ("There", "there", []),
    ],
)
def test_the_article_of_a_name_may_begin_a_sentence_or_not(name: str, text: str, starts: list[int]) -> None:
    assert found(text, actor("Kessia", name, kind=MEDIA)) == starts


def test_of_two_names_that_differ_in_their_article_each_has_its_own() -> None:
    text = "The Hill said the Hill is high."
    assert mentions(text, actor("The Hill", kind=MEDIA), actor("the Hill", kind=PARTY, id="actor:hill")) == [[0], [14]]


def test_a_title_with_a_full_stop_ends_no_sentence() -> None:
    text = "Mr. Paulo Lima left. Mr. Lima left. So. Lima left."
    lima = actor("Ana Lima", "Lima", kind=PERSON)
    assert found(text, lima) == [text.index("Lima left. So"), text.rindex("Lima")]
    assert found("It was Adm. Paulo Lima.", lima) == []


def test_what_a_given_name_begins_is_a_persons_name() -> None:
    text = "George Kessia left. Will Kessia stay? So Kessia stays."
    assert found(text, KESSIA) == [text.index("Kessia stay?"), text.index("Kessia stays")]


def test_a_month_of_a_date_is_no_name() -> None:
    may = actor("Ana May", "May", kind=PERSON)
    text = "LYS, May 3 -- On 4 May, the 5th of May, May said it. In May."
    assert found(text, may) == [text.index("May said"), text.rindex("May")]
    assert found("It was Ana May 3 days ago.", may) == [7]


def test_names_that_are_alike_in_capitals_are_not_matched_there() -> None:
    text = "MACLEAN LEAVES\n\nMaclean and MacLean left."
    assert found(text, actor("Ann Maclean", "Maclean"), actor("Bo MacLean", "MacLean")) == [16]
    assert found(text, actor("Ann Maclean", "Maclean", "MacLean")) == [0, 16, 28]
    assert found(text, actor("Ann Maclean", "Maclean"), actor("MACLEAN")) == [16]


@pytest.mark.parametrize(
    ("text", "one", "starts"),
    [
        ("북한과 한국은 남북한 회담", actor("북한"), [0, 9]),
        ("习近平主席会见了拜登总统。", actor("习近平", kind=PERSON), [0]),
        ("नया भारत और भारत-रूस", actor("भारत"), [4, 12]),
        ("Тогда Мария Петрова и анти-Петрова силы, но не Петрова.", actor("Анна Петрова", "Петрова"), [47]),
    ],
)
def test_names_are_found_in_any_script(text: str, one: DraftActor, starts: list[int]) -> None:
    assert found(text, one) == starts


def test_where_nouns_have_capitals_they_tell_nothing() -> None:
    text = "Der Sprecher sagte, dass die Regierung den Minister Lima und dessen Bericht für die Presse lobt. " * 8
    assert len(found(text, LIMA)) == 8
    assert len(found("He said that it was the other Lima. " * 20, LIMA)) == 20
    assert found("He said that it was the Upper Lima. " * 20, LIMA) == []


# --- places that are excepted


@pytest.mark.parametrize(
    ("excepted", "starts"),
    [
        ([], [0, 18, 32]),
        ([Quote(exact="Lima", prefix="saw ")], [0, 32]),
        (["saw Lima"], [0, 32]),
        (["Lima"], []),
        ([Quote(exact="Lima", suffix=" ate"), "Lima and"], [0]),
    ],
)
def test_a_place_can_be_excepted(excepted: list[Any], starts: list[int]) -> None:
    text = "Lima came, he saw Lima and then Lima ate."
    one = actor("Rui Lima", "Lima", kind=PERSON, mentions=["he"], not_mentions=excepted)
    (spans,) = mentions(text, one)
    assert spans == sorted([11, *starts])


def test_a_place_that_is_excepted_leaves_it_to_others() -> None:
    text = "The Bank of Maro closed, and the Bank of Maro opened."
    bank = actor("Bank of Maro", kind=ActorKind.COMPANY, not_mentions=[Quote(exact="Bank of Maro", suffix=" closed")])
    assert mentions(text, bank, actor("Maro")) == [[33], [12]]


def test_a_place_next_to_one_that_is_excepted_is_found() -> None:
    assert mentions("東京大阪へ", actor("大阪", not_mentions=["東京"])) == [[2]]


def test_words_that_are_excepted_and_not_there_are_reported() -> None:
    (issue,) = issues_of(lambda: bundle_of("Lima came.", actor("Lima", not_mentions=["Old Lima"])))
    assert (issue.path, issue.code) == ("actors[0].not_mentions[0]", "quote-not-found")
    kept = ground(
        Article.from_text("Lima came."), Draft(actors=[actor("Lima", not_mentions=["Old Lima"])]), on_error="keep"
    )
    assert [one.name for one in kept.bundle.actors] == ["Lima"]


# --- mentions that a draft gives


BOY = "The boy left. His aunt saw the boy, and the boy ate. The Boy Club paid."


@pytest.mark.parametrize(
    ("given_words", "starts"),
    [
        ([Quote(exact="the boy", suffix=" ate"), "the boy"], [27, 40]),
        (["the boy", "the boy"], [27, 40]),
        (["the boy ate", "the boy"], [27, 40]),
        (["the boy", Quote(exact="the boy", prefix="saw")], [27, 40]),
        ([Quote(exact="boy", prefix="the")] * 3, [4, 31, 44]),
        (["the boy ate", "saw the boy", "The boy left"], [0, 23, 40]),
    ],
)
def test_a_given_mention_takes_a_place_that_is_free(given_words: list[Any], starts: list[int]) -> None:
    assert mentions(BOY, actor("Rui", mentions=given_words)) == [starts]


def test_a_given_mention_for_which_only_places_of_others_are_left_is_reported() -> None:
    given_words = ["boy", "the boy ate", "saw the boy", "The boy left"]
    issues = issues_of(lambda: mentions(BOY, actor("Rui", mentions=given_words)))
    assert [(issue.path, issue.code) for issue in issues] == [("actors[0].mentions[0]", "mention-taken")]
    assert issues[0].message.startswith("no place is left for these words: actors[0].mentions[3], 'The boy left', is")


def test_a_given_mention_is_not_looked_for_inside_names_unless_it_says_so() -> None:
    text = "Roe met Ana Roe, and the Roe Foundation paid."
    ana, foundation = actor("Ana Roe", kind=PERSON), actor("Roe Foundation", kind=ActorKind.NGO)
    rui = actor("Rui Roe Poe", kind=PERSON, mentions=["Roe"])
    assert mentions(text, rui, ana, foundation) == [[0], [8], [25]]
    rui = actor("Rui Roe Poe", kind=PERSON, mentions=[Quote(exact="Roe", prefix="the")])
    assert mentions(text, rui, ana, foundation) == [[25], [8], [25]]
    rui = actor("Rui Roe Poe", kind=PERSON, mentions=[Quote(exact="Roe", suffix=" Foundation")])
    assert mentions(text, rui, ana, foundation) == [[25], [8], [25]]
    twice = "He told the Roe that he knew, and the Roe Foundation paid."
    rui = actor("Rui Poe", kind=PERSON, mentions=[Quote(exact="Roe", prefix="the")] * 2)
    assert mentions(twice, rui) == [[12, 38]]
    text = "They met an anti-Roe camp."
    assert mentions(text, actor("Roe", kind=PERSON, mentions=["Roe"])) == [[17]]


def test_a_given_mention_that_can_only_be_a_name_of_the_actor_adds_nothing() -> None:
    text = "Roe came. Roe left. The Roe Foundation paid."
    assert mentions(text, actor("Roe", kind=PERSON, mentions=["Roe", "Roe"])) == [[0, 10]]


def test_a_given_mention_next_to_a_name_is_another() -> None:
    assert words("习近平主席会见了他。", actor("习近平", kind=PERSON, mentions=["主席"])) == [["习近平", "主席"]]


def test_a_given_mention_and_a_name_in_it_are_one() -> None:
    text = "The Lys Courier daily said so. A Lys Courier man and Lys Courier readers left."
    one = actor("Lys Courier", kind=MEDIA, mentions=["The Lys Courier daily", "A Lys"])
    assert words(text, one) == [["The Lys Courier daily", "A Lys Courier", "Lys Courier"]]
    one = actor("Lys Courier", kind=MEDIA, mentions=[quote("Lys Courier daily", text), quote("Courier daily", text)])
    assert words(text, one) == [["Lys Courier daily", "Courier daily", "Lys Courier", "Lys Courier"]]


def test_two_given_mentions_at_one_place_are_reported() -> None:
    text = "He came. The man left, he said."
    one = actor("Ana", mentions=["The man", Quote(exact="The man", suffix=" left")])
    (issue,) = issues_of(lambda: bundle_of(text, one))
    assert (issue.path, issue.code, issue.value) == ("actors[0].mentions[1]", "mention-taken", "The man")
    assert issue.message == "no place is left for these words: actors[0].mentions[0], 'The man', is where they are"


def test_two_actors_may_be_meant_by_words_that_can_mean_one_place_only() -> None:
    text = "He came. The man left, he said, and he ate."
    there = Quote(exact="he", prefix="left, ")
    assert mentions(text, actor("Ana", mentions=["The man", there]), actor("Bo", mentions=["The man", there])) == [
        [9, 23],
        [9, 23],
    ]


def test_two_actors_are_not_meant_by_words_that_are_only_near_to_both() -> None:
    text = "Ann came in. Bo said he knew. Then he left."
    actors = [actor("Ann", mentions=["came in", "he"]), actor("Bo", mentions=["said", "he"])]
    issues = issues_of(lambda: bundle_of(text, *actors))
    assert [(issue.path, issue.code) for issue in issues] == [("actors[1].mentions[1]", "mention-taken")]
    actors = [actor("Ann", mentions=["came in", "he knew", "he"]), actor("Bo", mentions=[quote("he", text, nth=2)])]
    issues = issues_of(lambda: bundle_of(text, *actors))
    assert [(issue.path, issue.code) for issue in issues] == [("actors[0].mentions[2]", "mention-taken")]
    actors = [actor("Ann", mentions=["he"]), actor("Bo", mentions=[Quote(exact="he", prefix="said")])]
    assert mentions(text, *actors) == [[0, 35], [13, 21]]


def test_of_mentions_with_one_place_too_few_the_last_has_none() -> None:
    text = "He came. He left. Ana ate."
    issues = issues_of(lambda: bundle_of(text, actor("Ana", mentions=["He", "He", "He"])))
    assert [(issue.path, issue.code) for issue in issues] == [("actors[0].mentions[2]", "mention-taken")]
    assert "actors[0].mentions[0], 'He'" in issues[0].message
    text = "He came. He left. He sat. He ate. Ana ate."
    issues = issues_of(lambda: bundle_of(text, actor("Ana", mentions=["He", "He"])))
    assert [(issue.path, issue.code) for issue in issues] == [
        ("actors[0].mentions[0]", "quote-ambiguous"),
        ("actors[0].mentions[1]", "quote-ambiguous"),
    ]


# --- actors without a mention


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        ([actor("Bo")], "neither its name nor an alias appears in the article"),
        ([actor("Kessia")], "“Kessia” is only in the longer name “Old Kessia”"),
        ([actor("Anti Lima", "Lima")], "“Lima” is only in the longer name “anti-Lima”"),
        ([actor("Maro"), actor("Bank of Maro")], "“Maro” is only in “Bank of Maro”, a name of actors[1], Bank of Maro"),
        (
            [actor("Maro"), actor("A", "Bank of Maro", mentions=["The"]), actor("B", "Bank of Maro", mentions=["met"])],
            "“Maro” is only in “Bank of Maro”, a name of several actors",
        ),
        (
            [actor("Ana", "Roe"), actor("Bo", "Roe", mentions=["met"])],
            "“Roe” is a name of actors[1], Bo too, so it is not used",
        ),
        (
            [actor("Ana", "Roe"), *(actor(name, "Roe", mentions=["met"]) for name in ("Bo", "Cy", "Di", "Ed"))],
            "“Roe” is a name of actors[1], Bo and actors[2], Cy and actors[3], Di too, so it is not used",
        ),
        (
            [actor("Ana", "Roe"), actor("Bo", mentions=["Roe"])],
            "“Roe” is given as a mention of actors[1], Bo",
        ),
        ([actor("Roe", not_mentions=["Roe"])], "“Roe” is among the words that do not mean it"),
        (
            [actor("Bank Of Maro")],
            "the article has “Bank of Maro”, which is not exactly its name or an alias",
        ),
        (
            [actor("Roe", find_mentions=False)],
            "the draft gives no mention of it, and says not to look for its name and its aliases",
        ),
    ],
)
def test_what_has_no_mention_is_told_what_took_its_words(actors: list[DraftActor], message: str) -> None:
    text = "The anti-Lima men of Old Kessia and the Bank of Maro met Roe."
    (issue,) = issues_of(lambda: bundle_of(text, *actors))
    assert (issue.path, issue.code, issue.message) == ("actors[0]", "no-evidence", message)


@pytest.mark.parametrize(
    ("text", "given_words", "code"),
    [("They met. They left.", "They", "quote-ambiguous"), ("They met.", "We", "quote-not-found")],
)
def test_of_an_actor_whose_mention_has_a_fault_only_that_is_told(text: str, given_words: str, code: str) -> None:
    draft = Draft(actors=[actor("Kessia", mentions=[given_words])])
    assert [issue.code for issue in issues_of(lambda: ground(Article.from_text(text), draft))] == [code]
    kept = ground(Article.from_text(text), draft, on_error="keep")
    assert [issue.path for issue in kept.issues] == ["actors[0].mentions[0]", "actors[0]"]


# --- arbitrary texts and names

WORDS = [
    "Ana",
    "Lima",
    "the",
    "Old",
    "Maro",
    "of",
    "Bank",
    "LIMA",
    "MARO",
    "anti",
    "U.S.",
    "said",
    "President",
    "he",
    "習近平",
]
SEPARATORS = [" ", " ", " ", " ", "-", ", ", ". ", "\n", "’s ", "", "–", " & "]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), min_size=1, max_size=30))
    return "".join(word + separator for word, separator in pieces)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, Draft]:
    text = draw(texts())
    kinds = st.sampled_from([PERSON, STATE, PARTY, MEDIA, ActorKind.GROUP, ActorKind.UNNAMED])
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    actors = [
        DraftActor(
            name=name,
            kind=draw(kinds),
            aliases=draw(st.lists(NAMES, max_size=2)),
            mentions=draw(st.lists(NAMES | st.builds(Quote, exact=NAMES, prefix=st.sampled_from(WORDS)), max_size=3)),
            not_mentions=draw(st.lists(NAMES, max_size=1)),
            find_mentions=draw(st.sampled_from([True, True, False])),
        )
        for name in names
    ]
    return text, Draft(actors=actors)


@given(drafts())
def test_no_mention_overlaps_another_of_its_actor(case: tuple[str, Draft]) -> None:
    text, draft = case
    kept = ground(Article.from_text(text), draft, on_error="keep").bundle
    for one in kept.actors:
        assert all(before.end <= after.start for before, after in pairwise(one.mentions))
    assert ground(kept.article, Draft.from_bundle(kept)) == kept


@given(drafts())
def test_no_name_is_passed_over_but_for_one_that_is_as_long(case: tuple[str, Draft]) -> None:
    text, draft = case
    actors = [one for one in draft.actors if one.kind is not ActorKind.GROUP and one.find_mentions]
    named = names_of(text, *actors)
    finder = Finder(text)

    def places(name: str) -> list[tuple[int, int]]:
        """The places where a name occurs exactly as written."""
        return [place for place in finder.find(name).places if text[slice(*place)] == name]

    shared = [place for name in named.shared for place in places(name)]
    taken = [place for found in (*named.places, *named.parts) for place in found]
    for name in {name for one in actors for name in (one.name, *one.aliases)} - named.shared.keys():
        for place in places(name):
            if not any(overlap(place, other) for other in shared):
                assert any(overlap(place, other) and length(other) >= length(place) for other in taken)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def length(place: tuple[int, int]) -> int:
    return place[1] - place[0]


@given(drafts(), st.randoms(use_true_random=False))
def test_the_order_of_the_actors_decides_nothing(case: tuple[str, Draft], random: Any) -> None:
    text, draft = case
    actors = [attrs.evolve(one, mentions=()) for one in draft.actors]
    before = {one.name: places for one, places in zip(actors, names_of(text, *actors).places, strict=True)}
    random.shuffle(actors)
    assert {one.name: places for one, places in zip(actors, names_of(text, *actors).places, strict=True)} == before
