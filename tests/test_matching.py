"""Quotes are found after steps that cannot change their meaning, and refused if they say something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsevents import (
    Article,
    Draft,
    DraftMeeting,
    DraftStatement,
    MeetingKind,
    MeetingStatus,
    Quote,
    StatementKind,
    ground,
    locate,
)
from newsevents.grounding.find import cuts
from newsevents.grounding.normalize import LADDER, View
from newsevents.testing import texts

from .example import issues_of, places

relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


def found(text: str, quote: str) -> tuple[list[str], list[str]]:
    """The article's words for a quote that occurs once, and the steps that were needed."""
    (match,) = locate(text, quote)
    assert all(text[span.start : span.end] == span.exact for span in match.spans)
    return [span.exact for span in match.spans], [step.value for step in match.steps]


def said(quote: str | Quote, **fields: object) -> DraftStatement:
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": True, "content": quote} | fields)  # type: ignore[arg-type]


def refused(text: str, quote: str) -> tuple[str, str]:
    """The message and the fix for a refused quote."""
    (issue,) = issues_of(lambda: ground(Article.from_text(text), Draft(statements=[said(quote)])))
    assert issue.code == "quote-not-found"
    return issue.message, issue.fix or ""


def decomposed(quote: str) -> str:
    return unicodedata.normalize("NFD", quote)


# --- each step


@pytest.mark.parametrize(
    ("text", "quote", "exact", "steps"),
    [
        ("It was the last one.", "the last one", "the last one", []),
        ("It was the  last\n one.", "the last one", "the  last\n one", ["white_space"]),
        ("It was the last one.", " the\tlast one\n", "the last one", ["white_space"]),
        ("今天天气\n很好。", "天气很好", "天气\n很好", ["white_space"]),
        ("It costs 300\u00a0million.", "300 million", "300\u00a0million", ["typography"]),
        ("He said “we agree” twice.", "said 'we agree'", "said “we agree”", ["typography"]),
        ("He said ``we agree'' twice.", "said “we agree”", "said ``we agree''", ["typography"]),
        ("He said “‘we’ agree” twice.", "said \"'we' agree\"", "said “‘we’ agree”", ["typography"]),
        ("It was—he said—late.", "was - he said -- late", "was—he said—late", ["typography"]),
        ("We will … go.", "will ... go", "will … go", ["typography"]),
        ("We will . . . go.", "will… go", "will . . . go", ["typography"]),
        ("We co\u00adoper\u200bate now.", "cooperate now", "co\u00adoper\u200bate now", ["typography"]),
        ("قال الـــوزير اليوم", "الوزير", "الـــوزير", ["typography"]),
        ("Le café ferme.", "cafe\u0301 ferme", "café ferme", ["unicode"]),
        ("Le cafe\u0301 ferme.", "café ferme", "cafe\u0301 ferme", ["unicode"]),
        ("２０２４年に、ｶﾞﾗｽが割れた", "2024年に、ガラスが", "２０２４年に、ｶﾞﾗｽが", ["unicode"]),
        (decomposed("박진 장관은 말했다"), "박진 장관은", decomposed("박진 장관은"), ["unicode"]),
        ("श्री फ़रहान बोले", "फ\u093cरहान बोले", "फ\u093cरहान बोले", []),
        ("The oﬃcial report.", "official report", "oﬃcial report", ["unicode"]),
        ("THE DAM IS SAFE, they say.", "The dam is safe", "THE DAM IS SAFE", ["case"]),
        ("Die Straße ist zu.", "DIE STRASSE IST", "Die Straße ist", ["case"]),
        ("He said “The  Plan” works.", "the plan\" works", "The  Plan” works", ["white_space", "typography", "case"]),
    ],
)  # fmt: skip
def test_a_quote_is_found_by_the_steps_it_needs_and_no_others(
    text: str, quote: str, exact: str, steps: list[str]
) -> None:
    assert found(text, quote) == ([exact], steps)


@pytest.mark.parametrize(
    "quote",
    [
        'the <cite index="1-2">dam is</cite> safe',
        "the dam is safe【1†source】",
        "the dam is safe [1]",
        "the dam [2, 3] is safe[4-6].",
        "the dam is safe [^1]",
        "the dam is safe [1](https://a.example/b)",
        "the dam is safe [[1]](https://a.example/b).",
        "the dam is safe<sup>[12]</sup>",
        "the dam is safe :contentReference[oaicite:0]{index=0}",
        "the dam is safe \ue200cite\ue202turn0search1\ue201",
    ],
)
def test_marks_that_cite_are_passed_over(quote: str) -> None:
    exact = "the dam is safe" + "." * quote.endswith(".")
    assert found("They say the dam is safe.", quote) == ([exact], ["citation"])


def test_marks_that_cite_are_looked_for_in_linear_time() -> None:
    assert locate("They say so.", "say" + " " * 100_000 + "so [[1](") == ()


def test_as_few_steps_as_will_do() -> None:
    text = "They said ‘yes, now’. They said 'yes, now'. They said 'YES, NOW'."
    assert [match.spans[0].start for match in locate(text, "'yes, now'")] == [text.index("'yes")]


def test_every_place_is_told() -> None:
    assert [match.spans[0].start for match in locate("a dam, a dam", "a dam")] == [0, 7]
    assert locate("a dam", "the dam") == ()
    assert locate("a dam, a dam", Quote(exact="a dam", prefix=", "))[0].spans[0].start == 7


# --- different content


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("over 500 men came", "over 600 men came"),
        ("some 1,500 men came", "500 men came"),
        ("it fell to -5 degrees", "5 degrees"),
        ("an area of 5 km²", "an area of 5 km2"),
        ("about ½ of them", "about 1⁄2 of them"),
        ("he is 5'10 tall", 'he is 5"10 tall'),
        ("we did not go", "we did go"),
        ("we can't go", "we can"),
        ("we can’t go", "we can go"),
        ("we will go", "we will not go"),
        ("Ann Roe met them", "Ann Poe met them"),
        ("it began on May 3, 2024", "it began on May 4, 2024"),
        ("the dam is safe", "the dam is safe and sound"),
        ("the old dam is safe", "the dam is safe"),
        ("they were here", "they we're here"),
        ("they told US officials", "they told us"),
        ("the Polish are here", "polish"),
        ("क्षेत्र में पानी", "क्षेत्र में पान"),
        ("عَلِمَ الوزير", "عُلِمَ الوزير"),
        ("family 👨‍👩‍👧 came", "family 👨"),
    ],
)
def test_a_quote_that_says_something_else_is_not_found(text: str, quote: str) -> None:
    assert locate(text, quote) == ()


ARTICLE = (
    "The harbour of Port Lys will close on Friday.\nThe dockers’ union accused the company of "
    "withholding the wages of 500 workers since March. It did not answer. The strike ends on Tuesday."
)


@pytest.mark.parametrize(
    ("quote", "difference", "nearest"),
    [
        ("withholding the wages of 600 workers", "the article has “500” where the quote has “600”",
         "withholding the wages of 500 workers"),
        ("The harbour of Port Lys will close on Monday", "the article has “Friday” where the quote has “Monday”",
         "The harbour of Port Lys will close on Friday"),
        ("It did answer", "the quote leaves out “not”", "It did not answer"),
        ("The strike ends on Tuesday at noon", "“at noon” does not appear there", "The strike ends on Tuesday"),
        ("the company of withholding wages", "the quote leaves out “the”", "the company of withholding the wages"),
        ("The dockers' guild accused the company", "the article has “union” where the quote has “guild”",
         "The dockers’ union accused the company"),
    ],
)  # fmt: skip
def test_a_quote_that_is_refused_is_told_what_differs_and_the_nearest_words(
    quote: str, difference: str, nearest: str
) -> None:
    message, fix = refused(ARTICLE, quote)
    assert difference in message
    assert f"“{nearest}”" in fix


@pytest.mark.parametrize(
    ("text", "quote", "nearest"),
    [
        ("习近平主席星期三会见了拜登总统。", "习近平主席星期二会见了拜登总统", "习近平主席星期三会见了拜登总统"),
        (
            "정부는 어제 500명이 왔다고 말했다.",
            "정부는 어제 600명이 왔다고 말했다",
            "정부는 어제 500명이 왔다고 말했다",
        ),
        (
            "سافر الوزير إلى المدينة يوم الأحد",
            "سافر الوزير إلى المدينة يوم الاثنين",
            "سافر الوزير إلى المدينة يوم الأحد",
        ),
        ("प्रधानमंत्री मोदी कल दिल्ली आए", "प्रधानमंत्री मोदी आज दिल्ली आए", "प्रधानमंत्री मोदी कल दिल्ली आए"),
    ],
)
def test_the_nearest_words_are_found_in_any_script(text: str, quote: str, nearest: str) -> None:
    assert f"“{nearest}”" in refused(text, quote)[1]


def test_nothing_is_called_near_that_is_not() -> None:
    assert "nearest" not in refused(ARTICLE, "It rained all day in the mountains")[1]


# --- omissions and insertions


@pytest.mark.parametrize("mark", ["…", "...", "[...]", "[…]", "(…)", ". . ."])
def test_a_quote_that_leaves_something_out_has_several_spans(mark: str) -> None:
    spans = found(ARTICLE, f"accused the company {mark} since March")
    assert spans == (["accused the company", "since March"], ["omission"])


@pytest.mark.parametrize(
    ("text", "quote", "spans", "steps"),
    [
        ("They left the city on Monday", "They [the rebels] left the city", ["They", "left the city"], ["insertion"]),
        ("He left the city on Monday", "[Ann] left the city", ["left the city"], ["insertion"]),
        ("They left there city", "They left there [sic] city", ["They left there", "city"], ["insertion"]),
        ("and the old dam is safe", "[T]he old dam is", ["the old dam is"], ["case", "insertion"]),
        ("We agree on all of it", "… agree on all of it", ["agree on all of it"], ["omission"]),
        ("We agree on it. He paused. Then we go", "agree on it … Then we", ["agree on it", "Then we"], ["omission"]),
        ("We [sic] agree on … all", "We [sic] agree on ... all", ["We [sic] agree on … all"], ["typography"]),
    ],
)
def test_editing_is_taken_out(text: str, quote: str, spans: list[str], steps: list[str]) -> None:
    assert found(text, quote) == (spans, steps)


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("we will not attack the city", "we will … attack the city", "contain 'not'"),
        ("we will attack the city", "we will [not] attack the city", "contain 'not'"),
        ("we saw 500 men in the city", "we saw [600] men in the city", "stand for '500'"),
        ("and they may leave the city", "and they [all] leave the city", "stand for 'may'"),
        ("and then Ann left the city", "and then [Bob] left the city", "stand for 'Ann'"),
    ],
)
def test_no_ellipsis_or_bracket_hides_what_turns_the_meaning(text: str, quote: str, why: str) -> None:
    assert why in refused(text, quote)[0]


@pytest.mark.parametrize(
    "quote",
    ["since March … accused the company", "will close on Friday … since March of", "The … Tuesday", "close on … never"],
)
def test_parts_stand_in_their_order_and_in_one_paragraph(quote: str) -> None:
    assert locate(ARTICLE, quote) == ()


def test_each_part_is_a_span_of_the_record() -> None:
    draft = Draft(statements=[said("accused the company … since March", quotes="accused the company … since March")])
    (statement,) = ground(Article.from_text(ARTICLE), draft).statements
    assert [span.exact for span in statement.content] == ["accused the company", "since March"]
    assert statement.quotes == statement.content


def test_a_field_of_one_stretch_takes_no_parts() -> None:
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place="harbour of … on Friday")
    issues = issues_of(lambda: ground(Article.from_text(ARTICLE), Draft(meetings=[meeting])))
    assert places(issues)[0] == ("meetings[0].place", "quote-not-found")
    assert "one stretch" in issues[0].message


# --- several places, and the order of the records


TWICE = "Ann said no. Bob said yes. Carl said no. Dan said maybe. Eve said no."


def starts(*statements: DraftStatement) -> list[int]:
    return [one.content[0].start for one in ground(Article.from_text(TWICE), Draft(statements=statements)).statements]


def test_records_between_two_others_mean_the_place_between_them() -> None:
    assert starts(said("said yes"), said("said no", id="statement:a"), said("said maybe"))[1] == 32


def test_as_many_records_as_places_mean_one_each() -> None:
    assert starts(*(said("said no", id=f"statement:{name}") for name in "abc")) == [4, 32, 61]


@pytest.mark.parametrize(
    "statements",
    [
        [said("said no")],
        [said("said no", id="statement:a"), said("said no", id="statement:b")],
        [said("said maybe"), said("said no"), said("said yes")],
        [said("said no"), said("said yes")],
    ],
)
def test_an_order_that_says_nothing_decides_nothing(statements: list[DraftStatement]) -> None:
    issues = issues_of(lambda: ground(Article.from_text(TWICE), Draft(statements=statements)))
    assert {issue.code for issue in issues} == {"quote-ambiguous"}


# --- any text of any script


@st.composite
def quotes(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and the offsets of some whole words in it that start and end with a letter or digit."""
    letters = st.sampled_from("aé üñ漢字カガ한국 हिंदी ไทย عربي עברית Жё“”‘’-–—….,\u00a0\n \t５ｶﾞ")
    text = draw(st.one_of(texts(max_size=60), st.text(letters, min_size=3, max_size=40)))
    edges = [offset for offset in range(len(text) + 1) if not cuts(text, offset)]
    assume(len(edges) > 1)
    start = draw(st.sampled_from(edges[:-1]))
    end = draw(st.sampled_from([edge for edge in edges if edge > start]))
    quote = text[start:end]
    assume(quote[0].isalnum() and quote[-1].isalnum() and "\u0640" not in (quote[0], quote[-1]))
    return text, start, end


def spread(quote: str) -> str:
    return re.sub(r"[ \n]", " \n ", quote)


def dressed(quote: str) -> str:
    for one, other in (("“", '"'), ("’", "'"), ("—", "--"), ("…", "..."), (" ", "\u00a0")):
        quote = quote.replace(one, other)
    return quote


def composed(quote: str) -> str:
    return unicodedata.normalize("NFC", quote)


@relaxed
@given(quotes(), st.sampled_from([str, spread, dressed, decomposed, composed, str.upper]))
def test_a_harmless_change_is_found_where_the_words_stand(
    one: tuple[str, int, int], change: Callable[[str], str]
) -> None:
    text, start, end = one
    quote = text[start:end]
    assume(change is not str.upper or (quote.isascii() and len(re.findall("[A-Za-z]+", quote)) > 1))
    assume(View(text, LADDER).text.count(View(quote, LADDER).text) == 1)
    assert [(match.spans[0].start, match.spans[-1].end) for match in locate(text, change(quote))] == [(start, end)]


@relaxed
@given(quotes())
def test_what_is_found_is_the_quote_but_for_its_steps(one: tuple[str, int, int]) -> None:
    text, start, end = one
    for match in locate(text, dressed(text[start:end])):
        if len(match.spans) == 1:
            there = View(match.spans[0].exact, LADDER).text
            assert there == View(dressed(text[start:end]), LADDER).text
            assert not cuts(text, match.spans[0].start)
            assert not cuts(text, match.spans[0].end)


@relaxed
@given(texts(max_size=60), st.text(max_size=20))
def test_any_quote_is_found_or_refused(text: str, quote: str) -> None:
    for match in locate(text, quote):
        assert all(text[span.start : span.end] == span.exact for span in match.spans)
    issues: list[object] = []
    try:
        ground(Article.from_text(text), Draft(statements=[said(quote, id="statement:a")]))
    except Exception as error:
        issues = list(error.issues)  # type: ignore[attr-defined]
        assert issues


# --- long texts


def test_wrong_quotes_in_a_long_text_are_each_told() -> None:
    sentence = "The minister number {} said on day {} that the dam of the town “{}” was safe.\n"
    text = "".join(sentence.format(index, index % 7, index * 31) for index in range(8000))
    wrong = [
        said(f"minister number {index} said on  day 9 that the dam", id=f"statement:{index}") for index in range(40)
    ]
    issues = issues_of(lambda: ground(Article.from_text(text), Draft(statements=wrong)))
    assert [issue.code for issue in issues] == ["quote-not-found"] * 40
