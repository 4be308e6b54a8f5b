"""Finding quotes, edge cases: cut words, omissions, proximity."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import (
    RULES,
    Article,
    Draft,
    DraftMeeting,
    DraftStatement,
    Issue,
    MeetingKind,
    MeetingStatus,
    Quote,
    StatementKind,
    ground,
    locate,
)
from newsevents.grounding.normalize import LADDER, View
from newsevents.testing import texts

from .example import issues_of


def found(text: str, quote: str | Quote) -> list[list[tuple[int, str]]]:
    """The places of a quote, each as its spans."""
    return [[(span.start, span.exact) for span in match.spans] for match in locate(text, quote)]


def words(text: str, quote: str | Quote) -> list[list[str]]:
    return [[exact for _, exact in spans] for spans in found(text, quote)]


def refused(text: str, quote: str | Quote) -> Issue:
    """The issue of a quote that is the content of a statement."""
    statement = DraftStatement(kind=StatementKind.SAY, unattributed=True, content=quote)
    (issue,) = issues_of(lambda: ground(Article.from_text(text), Draft(statements=[statement])))
    return issue


# --- characters that stand for several, or are drawn as one


@pytest.mark.parametrize(
    ("text", "quote"),
    [("the ﬁnal word", "inal word"), ("his staﬀ left", "his staf"), ("ﬃ", "f"), ("a ﬂat roof", "a f")],
)
def test_a_quote_does_not_begin_or_end_inside_a_character(text: str, quote: str) -> None:
    assert locate(text, quote) == ()


@pytest.mark.parametrize("mark", ["\u1160", "\u11ff", "\ud7b0", "\ud7fb", "\uff9e", "\uff9f", "\u0301", "\u200d"])
def test_a_quote_does_not_end_before_what_is_drawn_as_one_with_it(mark: str) -> None:
    assert locate(f"we saw \u1112{mark} today", "we saw \u1112") == ()


@pytest.mark.parametrize("letter", string.ascii_letters)
def test_a_word_may_begin_with_any_letter(letter: str) -> None:
    text = f"({letter}ab it is"
    assert found(text, f"{letter}ab it") == [[(1, f"{letter}ab it")]]


@pytest.mark.parametrize(
    ("stretch", "widened"),
    [((1, 4), (0, 3)), ((0, 1), (0, 1)), ((4, 6), (3, 4)), ((0, 5), (0, 4)), ((2, 4), (1, 3)), ((5, 8), (3, 6))],
)
def test_a_stretch_of_a_view_is_widened_to_whole_characters(stretch: tuple[int, int], widened: tuple[int, int]) -> None:
    view = View("ﬁneﬂow", LADDER)
    assert view.text == "fineflow"
    assert view.around(*stretch) == widened


def test_marks_behind_one_that_stays_as_it_is_are_made_plain_too() -> None:
    assert words("Well… he said ``yes, we''", 'said "yes, we"') == [["said ``yes, we''"]]


@given(texts(max_size=40), st.sampled_from(range(1, len(LADDER) + 1)))
def test_each_stretch_of_a_view_leads_back_to_what_looks_the_same(text: str, count: int) -> None:
    view = View(text, LADDER[:count])
    for start in range(len(view.text)):
        for end in range(start + 1, min(len(view.text), start + 4) + 1):
            first, last = view.around(start, end)
            assert 0 <= first < last <= len(text)
            there = view.span(start, end)
            assert there is None or there == (first, last)


# --- omissions and insertions


TEXT = "The union accused the company of withholding the wages of 500 workers since March. It ends."


@pytest.mark.parametrize(
    ("text", "quote", "spans"),
    [
        (TEXT, "accused the company … the wages … since March",
         ["accused the company", "the wages", "since March"]),
        (TEXT, "accused the company … since March …", ["accused the company", "since March"]),
        (TEXT, "… accused the company … since March", ["accused the company", "since March"]),
        (TEXT, "[It] accused the company … since March", ["accused the company", "since March"]),
        (TEXT, "accused the company … since March [of this year]", ["accused the company", "since March"]),
        ("We [sic] agree on all, and then we go", "We [sic] agree … then we go", ["We [sic] agree", "then we go"]),
        ("We [sic] agree … and then we go", "We … agree ... then we go", ["We", "agree", "then we go"]),
        (TEXT, "the company … March", ["the company", "March"]),
        (TEXT, "… union accused", ["union accused"]),
        (TEXT, "The union accused …", ["The union accused"]),
        ("go go go now", "go go … go now", ["go go", "go now"]),
        ("a “the dam”(old) is", "“the dam”…(old) is", ["“the dam”", "(old) is"]),
        ("On Monday they left the city on Monday", "left the … Monday", ["left the", "Monday"]),
        ("They left the city\nOn Monday they left the town on Monday", "left the … Monday", ["left the", "Monday"]),
        ("We agree on it. He did not ask. Nobody was asked. Then we go", "agree on it … Then we go",
         ["agree on it", "Then we go"]),
        ("They (all of them) left the city", "They [all] left the city", ["They", "left the city"]),
    ],
)  # fmt: skip
def test_each_part_of_a_quote_is_a_span(text: str, quote: str, spans: list[str]) -> None:
    assert words(text, quote) == [spans]


@pytest.mark.parametrize(
    "quote",
    ["company … March", "… accused", "[It] accused", "company [of] withholding … 500, 600", "the old … old dam", "… …"],
)
def test_parts_that_say_too_little_or_overlap_are_not_found(quote: str) -> None:
    assert locate(f"{TEXT} So is the old dam.", quote) == ()


def test_every_place_of_a_quote_in_parts_is_told() -> None:
    text = "They left the city on Monday. They left the town on Monday."
    assert [spans[0][0] for spans in found(text, "They left … on Monday")] == [0, 30]


def test_of_several_places_of_a_part_the_nearest_to_the_next_counts() -> None:
    text = "the dam and the dam on the lake by the lake"
    assert found(text, "the dam … the lake") == [[(12, "the dam"), (23, "the lake")]]


def test_parts_that_are_in_no_order_are_not_said_to_change_the_meaning() -> None:
    assert "change what" not in refused(TEXT, "since March … accused the company").message


FAR = "the parts are far from each other"


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("We agree with none of it. Then we go", "We agree … Then we go", "contain 'none'"),
        ("We agree. Nobody thinks we go home", "We agree … we go home", "contain 'Nobody'"),
        ("We agree. Fine. Nobody thinks we go home", "We agree … we go home", "contain 'Nobody'"),
        ("We agree with none. Fine. Then we go home", "We agree … we go home", "contain 'none'"),
        (f"We agree {'on all ' * 150} that we go home", "We agree … we go home", FAR),
        (f"We agree{' on' * 333}  we go home", "We agree … we go home", FAR),
        (f"They{' very' * 12} left the city", "They [all] left the city", FAR),
        ("They left. He saw the city", "They [all] saw the city", FAR),
        (f"They {'very ' * 13}quickly left the city", "They [all] left the city", FAR),
        ("we will attack the city", "we … attack the [never] city", "contain 'never'"),
        ("we will attack the city", "we [all or none] attack [the old] city", "contain 'none'"),
        ("and then he might go home", "and then he [Bob] go … home", "stand for 'might'"),
        ("and then he, unless ill, left home", "and then he [Bob] left home", "stand for ', unless ill,'"),
    ],
)
def test_why_a_quote_in_parts_is_refused_is_told(text: str, quote: str, why: str) -> None:
    assert refused(text, quote).message.endswith(why)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"We agree {'on all ' * 100} that we go home", "We agree … we go home"),
        (f"They {'very ' * 9}quickly left the city", "They [all] left the city"),
        (f"We agree{' on' * 333} we go home", "We agree … we go home"),
        (f"They{' very' * 11} all left the city", "They [all] left the city"),
        ("and then Ann might go home", "and then [Ann might] go home"),
        ("we saw 500 men in the city", "we saw [500 people] in the city"),
    ],
)
def test_what_says_the_same_in_brackets_or_is_near_is_taken(text: str, quote: str) -> None:
    assert len(locate(text, quote)) == 1


# --- nearest words


WAGES = (
    "Harbour talks ended. The dockers’ union accused the company of withholding the wages of 500 workers since March."
)
NOT_THERE = "these words do not appear in the article"


@pytest.mark.parametrize(
    ("quote", "differences", "nearest"),
    [
        ("withholding the wages of 600 workers", "the article has “500” where the quote has “600”",
         "withholding the wages of 500 workers"),
        ("paying the wages of 500 workers", "the article has “withholding” where the quote has “paying”",
         "withholding the wages of 500 workers"),
        ("the wages of workers since March", "the quote leaves out “500”", "the wages of 500 workers since March"),
        ("the wages of all 500 workers", "“all” does not appear there", "the wages of 500 workers"),
        ("the sailors’ union accused a company of withholding pay",
         ("the article has “dockers” where the quote has “sailors”; "
          "the article has “the” where the quote has “a”; the article has “the” where the quote has “pay”"),
         "The dockers’ union accused the company of withholding the"),
        ("the sailors’ union accused a company of withholding every wage of 600 workers",
         ("the article has “dockers” where the quote has “sailors”; the article has “the” where the quote has “a”; "
          "the article has “the wages” where the quote has “every wage”; and more differs"),
         "The dockers’ union accused the company of withholding the wages of 500 workers"),
    ],
)  # fmt: skip
def test_of_what_differs_all_and_nothing_else_is_told(quote: str, differences: str, nearest: str) -> None:
    issue = refused(WAGES, quote)
    assert issue.message == f"{NOT_THERE}: {differences}"
    assert f"“{nearest}”" in (issue.fix or "")
    assert issue.value == quote


def test_a_long_difference_is_told_by_its_beginning_and_end() -> None:
    def told(put_in: str) -> str:
        quote = f"the dockers’ union accused the company {put_in} of withholding the wages of 500 workers"
        return refused(WAGES, quote).message.partition(": ")[2]

    whole = " ".join(["another"] * 7) + " word"
    assert len(whole) == 60
    assert told(whole) == f"“{whole}” does not appear there"
    assert told(f"{whole}s") == f"“{whole[:40].rstrip()} … {whole[-14:]}s” does not appear there"
    spaced = f"{'important ' * 6}correspondents"
    assert told(spaced) == "“important important important important … correspondents” does not appear there"


LETTERS = [f"word{letter}" for letter in string.ascii_lowercase]


def near(text: str, quote: str) -> str | None:
    """The words of the article that are suggested as the nearest."""
    fix = refused(text, quote).fix or ""
    return fix.partition("“")[2].rpartition("”")[0] if "nearest" in fix else None


def test_words_in_their_order_are_nearer_than_the_same_in_another() -> None:
    right = " ".join([*LETTERS[:5], "other", *LETTERS[6:12]])
    assert near(" ".join([*LETTERS[11::-1], *["filler"] * 40, right]), " ".join(LETTERS[:12])) == right


def test_words_that_are_put_in_between_do_not_hide_the_nearest() -> None:
    right = " ".join([*LETTERS[:6], "so", "it", "is", "now", *LETTERS[6:12]])
    text = " ".join([*LETTERS[:8], *["filler"] * 40, right])
    assert near(text, " ".join(LETTERS[:12])) == right


def test_of_two_that_are_as_near_the_first_is_told() -> None:
    one, other = " ".join([*LETTERS[:5], "one"]), " ".join([*LETTERS[:5], "other"])
    filler = " ".join(["filler"] * 40)
    assert near(f"{one} {filler} {other}", " ".join([*LETTERS[:5], "else"])) == one


def test_a_few_words_in_a_long_text_are_not_called_near() -> None:
    text = " ".join([*["filler"] * 60, *LETTERS[:3], *["filler"] * 60])
    assert near(text, " ".join(LETTERS[:10])) is None


def test_a_long_quote_of_few_words_is_found_near() -> None:
    text = " ".join(f"{one} {other}" for one in LETTERS[:15] for other in LETTERS[:15])
    wrong = " ".join(text.split()[:205]).replace(" ", " never ", 1)
    found_near = near(text, wrong)
    assert found_near is not None
    assert text.startswith(found_near[:100])


def test_long_nearest_words_are_told_by_their_beginning_and_end() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    shown = near(text, text.replace("word50 ", "never "))
    assert shown == f"{text[:150]} … {text[-150:]}"


# --- messages about a quote that is not found


def test_a_quote_at_a_wrong_offset_is_told_what_stands_there() -> None:
    issue = refused(WAGES, Quote(exact="Harbour talks", start=8))
    assert (issue.code, issue.value) == ("quote-misplaced", "Harbour talks")
    assert "has 'talks ended. ' at 8" in issue.message
    assert issue.fix
    assert "has 'Harbour talks' at -3" in refused(WAGES, Quote(exact="Harbour talks", start=-3)).message


@pytest.mark.parametrize("context", [{"prefix": "no "}, {"suffix": " no"}, {"prefix": "The ", "suffix": " no"}])
def test_a_quote_with_other_text_around_it_is_told_where_it_stands(context: dict[str, str]) -> None:
    issue = refused(WAGES, Quote(exact="dockers’ union", **context))
    assert issue.code == "quote-not-found"
    assert issue.message == "the words appear in the article, but not with this text before or after them"
    assert issue.value == (context.get("prefix"), "dockers’ union", context.get("suffix"))
    assert issue.fix == "they are at 25 “Harbour talks ended. The dockers' union accused the company of w”"


@pytest.mark.parametrize(
    ("quote", "message", "fix"),
    [
        ("dock", "the words appear in the article only inside longer words or numbers", "quote whole words"),
        (
            "Harbour talks … the company … workers",
            "what was left out or inserted would change what the article says: the words left out contain 'no'",
            "quote the words between the parts too",
        ),
        ("It rained all day", NOT_THERE, RULES["quote-not-found"].fix),
    ],
)
def test_what_to_do_about_a_quote_is_told(quote: str, message: str, fix: str) -> None:
    issue = refused(WAGES.replace(" ended.", " with no end on all sides"), quote)
    assert (issue.message, issue.value, issue.fix) == (message, quote, fix)


def test_what_to_do_about_parts_where_one_stretch_is_wanted_is_told() -> None:
    def fault(place: str | Quote) -> Issue:
        meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place=place)
        return issues_of(lambda: ground(Article.from_text(WAGES), Draft(meetings=[meeting])))[0]

    one = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place="… accused the company")
    (meeting,) = ground(Article.from_text(WAGES), Draft(meetings=[one])).meetings
    assert meeting.place is not None
    assert meeting.place.name == "accused the company"
    issue = fault("accused the company … March")
    assert issue.message == (
        "the words appear in the article, but not side by side, and this field holds only one stretch"
    )
    assert issue.value == "accused the company … March"
    assert issue.fix == "quote one stretch, without an ellipsis"
    assert "before or after" in fault(Quote(exact="accused the company … March", prefix="who ")).message


def test_of_many_places_the_first_five_are_told() -> None:
    text = "no. " * 6
    issue = refused(text, "no")
    assert issue.code == "quote-ambiguous"
    assert issue.value == "no"
    assert issue.fix
    assert issue.message.startswith("these words appear in 6 places: 0 “no. no. ")
    assert [part.split()[0] for part in issue.message.partition(": ")[2].split("”, ")] == [
        "0",
        "4",
        "8",
        "12",
        "16",
        "…",
    ]
    assert "…" not in refused("no. " * 5, "no").message


def test_what_looks_like_nothing_is_not_found() -> None:
    assert locate("a dam", "\u200b") == ()
    assert locate("a dam", "") == ()


# --- which places


@pytest.mark.parametrize(
    ("text", "quote", "starts"),
    [
        ("the dam, the  dam", "the dam", [0]),
        ("the  'dam' and the ‘dam’", "the 'dam'", [0]),
        ("so so so so", "so so", [0, 3, 6]),
        ("好好好", "好好", [0, 1]),
        ("a dam and a dam, too", "a dam", [0, 10]),
    ],
)
def test_the_places_are_those_of_the_fewest_steps(text: str, quote: str, starts: list[int]) -> None:
    assert [spans[0][0] for spans in found(text, quote)] == starts


def test_of_a_long_quote_that_overlaps_itself_some_places_are_enough() -> None:
    text, quote = "so " * 200, "so " * 29 + "so"
    starts = [spans[0][0] for spans in found(text, quote)]
    assert starts[:17] == [3 * place for place in range(17)]
    assert starts[17] == len(quote) + 1
    assert len(starts) < 150


def test_a_quote_with_its_offset_stands_there_only() -> None:
    (match,) = locate("a dam, a dam", Quote(exact="a dam", start=7))
    assert (match.spans[0].start, match.steps, match.path) == (7, (), "")


# --- whole words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("1,500 men came", "1"),
        ("1,500 men came", "500 men"),
        ("-5 degrees", "5 degrees"),
        ("rose 3.5% in May", "rose 3."),
        ("fell by -5.3 points", "fell by -5"),
        ("we can't, he said", "we can"),
        ("ok 👍\U0001f3fb now", "ok 👍"),
        ("ok 👍\U0001f3ff now", "ok 👍"),
        ("family 👨\u200d👩 came", "👩 came"),
        ("He said ‘ironworks’ closed", "said 'iron"),
        ("the ironworks’ men", "works' men"),
        ("bold move", "old move"),
    ],
)
def test_what_belongs_together_is_not_cut(text: str, quote: str) -> None:
    assert locate(text, quote) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the top-5 list", "5 list"),
        ("it fell to -5 degrees", "-5 degrees"),
        ("rose 3.5, he said", "rose 3.5"),
        ("the man n'troll came", "the man n"),
        ("ok 👍🐀 now", "ok 👍"),
        ("we saw 5.", "we saw 5"),
        ("it fell to -5, he said", "it fell to -5"),
        ("\u0301a dam", "\u0301a dam"),
    ],
)
def test_what_only_stands_side_by_side_may_be_cut(text: str, quote: str) -> None:
    assert words(text, quote) == [[quote]]


@pytest.mark.parametrize(
    ("text", "quote", "same"),
    [
        ("some 500 US", "500 us", False),
        ("some 500 MEN", "500 men", False),
        ("some 500 GUNS", "500 guns", True),
        ("SOME US MEN", "us men", True),
        ("they told US", "told us", False),
        ("they told US officials", "they told us officials", True),
        ("told US Officials", "told US officials", True),
        ("told us Officials", "told US officials", False),
        ("A plan came", "a plan", True),
        ("The dam is safe", "THE DAM", True),
        ("tell us, in May", "TELL US", True),
        ("MARO—The dam broke", "Maro", True),
        ("LYS (AP) -- The dam broke", "Lys", False),
    ],
)
def test_capitals_are_overlooked_where_no_other_word_is_meant(text: str, quote: str, same: bool) -> None:
    assert bool(locate(text, quote)) is same


@pytest.mark.parametrize(
    ("text", "quote", "steps"),
    [
        (TEXT, "accused  the company … since March", ["white_space", "omission"]),
        (TEXT, "accused the company … SINCE MARCH", ["case", "omission"]),
        (TEXT, "[It] accused the company … since  March", ["white_space", "insertion", "omission"]),
        (TEXT, "accused  the company [1]", ["white_space", "citation"]),
        (TEXT, "accused the company … since March【1†source】", ["omission", "citation"]),
        (TEXT, "accused the company [1] … since  March [2]", ["white_space", "omission", "citation"]),
        ("It is “the dam” of all", "'the dam' … all", ["typography", "omission"]),
        ("It is  [t]he dam", "It is [t]he dam", ["white_space"]),
        ("and the  old dam is", "[t]he old dam", ["white_space", "insertion"]),
    ],
)
def test_the_steps_of_all_parts_are_told(text: str, quote: str, steps: list[str]) -> None:
    (match,) = locate(text, quote)
    assert [step.value for step in match.steps] == steps


LONG = "the spokesman of the ministry of foreign affairs of Veldora said on Monday that"


@pytest.mark.parametrize("gap", [" ", "  \n  "])
def test_the_text_around_a_quote_may_be_long_and_set_otherwise(gap: str) -> None:
    text = f"The dam is safe. {LONG.replace(' ', gap)} the dam is safe, {LONG.replace(' ', gap)} it is."
    ((_, exact),) = found(text, Quote(exact="the dam is safe", prefix=LONG, suffix=f", {LONG}"))[0]
    assert exact == "the dam is safe"
    assert locate(text, Quote(exact="it is", prefix=LONG, suffix=".")) != ()
    assert locate(text, Quote(exact="it is", prefix=LONG, suffix="!")) == ()
    assert locate(text, Quote(exact="it is", prefix=f"so {LONG}", suffix=".")) == ()
