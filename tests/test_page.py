"""The page: what its HTML says to a parser, and what it does in a real browser."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page, expect

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Granularity,
    Relation,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
    load_seed,
)
from newsevents.formats._views.wording import shorten, words_of
from newsevents.formats.page import to_page
from newsevents.formats.page.look import mark_of
from newsevents.model.ids import ID
from newsevents.testing import bundles, make_bundle

from .browser import CHROMIUM, chromium, opened
from .example import BUNDLE
from .settings import examples

SEED = load_seed()
SEED_PAGE = to_page(SEED)
PHONE, DESK = 360, 1440

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(30)
)

Tree = Any
"""An element of lxml."""


# --- reading a page back


def parsed(html: str) -> Tree:
    return lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))


def text_of(element: Tree) -> str:
    """The text of an element, with U+0000, which HTML cannot write, where the page has a picture of it."""
    if "nul" in element.get("class", "").split():
        return chr(int(element.get("data-code")))
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def article_of(html: str) -> str:
    return text_of(parsed(html).get_element_by_id("text"))


def card(html: str, id: str) -> Tree:
    return parsed(html).get_element_by_id(id)


ELEMENTS = """
html head meta title style body script header main section nav aside div p span a ul ol li dl dt dd h1 h2 h3 h4 h5
details summary form fieldset legend label input select option output button bdi q i strong small code
svg defs pattern path rect circle line text
"""
ATTRIBUTES = """
id class href rel dir lang charset content name http-equiv type value hidden open tabindex role height width viewbox
preserveaspectratio focusable patternunits d x x1 x2 y y1 y2 cx cy r rx stroke-width text-anchor overflow
data-code data-field data-end data-member data-actors data-certainty data-status data-record data-records data-tie
aria-label aria-labelledby aria-live aria-hidden
"""


# --- the article's text


@relaxed
@given(bundles())
def test_any_bundle_is_a_page_with_its_whole_text_all_its_words_and_no_markup_of_its_own(bundle: Bundle) -> None:
    tree = parsed(to_page(bundle))
    assert text_of(tree.get_element_by_id("text")) == bundle.article.text
    check_markup(tree)
    check_words(tree, bundle)


def test_every_character_of_unicode_comes_back() -> None:
    text = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    assert article_of(to_page(make_bundle(text, published=None))) == text


@pytest.mark.parametrize(
    "text",
    ["a\r\nb\rc", "\n\na\n", "a\0b", "x\ufffe\uffff", "\ufeffa", "a\x85\x80b", "a" * 25_000, "a b" * 9_000, " \n \n a"],
)
def test_line_ends_controls_and_long_lines_stay_as_they_are(text: str) -> None:
    assert article_of(to_page(make_bundle(text))) == text


def test_a_paragraph_is_one_element_and_a_very_long_one_is_several() -> None:
    page = parsed(to_page(make_bundle("One line.\n\nAnother line.\n" + "word " * 5_000)))
    lengths = [len("".join(p.itertext())) for p in page.get_element_by_id("text")]
    assert lengths == [11, 14, 10_000, 10_000, 5_000]


# --- nothing is made by data

HOSTILE = (
    "<script>alert(1)</script> </script> </style> <!-- --> <img src=x onerror=alert(1)> \" onmouseover=alert(1) x=' "
    "&lt;b&gt; &amp; &#0; ]]> <![CDATA[ \u202eright to left\u202c \u2066 \0 \x01 {{7*7}} javascript:alert(1) %00"
)


def hostile() -> Bundle:
    """A bundle whose every text is an attack."""
    text = f"{HOSTILE} said {HOSTILE}"
    end = len(HOSTILE)
    who, said = (
        Span(start=start, end=stop, exact=text[start:stop]) for start, stop in ((0, end), (end + 6, len(text)))
    )
    article = Article.from_text(
        text, title=HOSTILE, publisher=f"{HOSTILE}.", editors=[HOSTILE], url="javascript:alert(1)"
    )
    name = "actor:\"><script>alert(1)</script>'&%41"
    return Bundle(
        article=article,
        actors=[Actor(id=name, name=HOSTILE, kind=ActorKind.PERSON, aliases=[HOSTILE], evidence=[who], rule=HOSTILE)],
        sources=[
            Source(id="source:article", kind=SourceKind.ARTICLE),
            Source(
                id="source:</script>",
                kind=SourceKind.REPORT,
                title=HOSTILE,
                url="JavaScript:alert(1)",
                via_id="source:article",
                evidence=[said],
            ),
        ],
        statements=[
            Statement(
                id="statement:<b>",
                kind=StatementKind.SAY,
                speaker=[who],
                speaker_ids=[name],
                target_ids=[name],
                content=[said],
                when=When(text=HOSTILE, span=said, rule=HOSTILE),
                source_id="source:</script>",
                evidence=[said],
            )
        ],
    )


def check_markup(tree: Tree) -> None:
    """Every element and attribute is one that the page has by itself, ids are single, and links lead somewhere."""
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= set(ELEMENTS.split())
    assert not [element for element in tree.iter() if not isinstance(element.tag, str)]
    assert {name for element in tree.iter() for name in element.attrib} <= set(ATTRIBUTES.split())
    assert len(tree.findall(".//script")) == len(tree.findall(".//style")) == 1
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    assert max(ids.values()) == 1
    for link in tree.iterfind(".//a"):
        address = link.get("href")
        assert address.startswith(("#", "http://", "https://"))
        assert not address.startswith("#") or unquote(address[1:]) in ids


def test_an_attack_stays_text() -> None:
    bundle = hostile()
    html = to_page(bundle)
    check_markup(parsed(html))
    assert article_of(html) == bundle.article.text
    assert "javascript:alert(1)" in card(html, "source:</script>").text_content().lower()


def test_a_web_address_is_a_link_that_tells_nobody_where_it_was_followed() -> None:
    links = [link for link in parsed(to_page(BUNDLE)).iterfind(".//a") if not link.get("href").startswith("#")]
    assert [link.get("href") for link in links] == ["https://courier.example/dam", "https://courier.example/letter"]
    assert {link.get("rel") for link in links} == {"noopener noreferrer"}


# --- the file


def test_the_same_bundle_gives_the_same_page() -> None:
    assert to_page(load_seed()) == SEED_PAGE


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    assert SEED_PAGE.startswith("<!doctype html>\n<html")
    tree = parsed(SEED_PAGE)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digests = {}
    for name in ("style", "script"):
        code = re.search(rf"<{name}>(.*?)</{name}>", SEED_PAGE, re.DOTALL)
        assert code is not None
        digests[name] = base64.b64encode(hashlib.sha256(code[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(
        r"https?://|url\((?!#)|@import|import\(", "".join(tree.xpath("//style//text()|//script//text()"))
    )


def test_size_is_linear_in_the_size_of_the_bundle() -> None:
    for make in (nested, chained, crowd):
        small, large = (len(to_page(make(count))) - len(to_page(make(1))) for count in (40, 160))
        assert large < 6 * small


def nested(count: int) -> Bundle:
    """Statements that all rest on nearly all of the text."""
    text = "word " * 200
    span = [Span(start=n, end=len(text) - n, exact=text[n : len(text) - n]) for n in range(count)]
    return Bundle(
        article=Article.from_text(text),
        sources=[Source(id="source:article", kind=SourceKind.ARTICLE)],
        statements=[
            Statement(
                id=f"statement:{n}",
                kind=StatementKind.SAY,
                unattributed=True,
                source_id="source:article",
                evidence=[span[n]],
            )
            for n in range(count)
        ],
    )


def chained(count: int) -> Bundle:
    """Sources of which each has the next from the one before."""
    bundle = nested(count)
    sources = [
        Source(
            id=f"source:{n}",
            kind=SourceKind.REPORT,
            via_id=f"source:{n - 1}" if n else "source:article",
            evidence=bundle.statements[0].evidence,
        )
        for n in range(count)
    ]
    statements = [attrs.evolve(one, source_id=sources[-1].id) for one in bundle.statements]
    return attrs.evolve(bundle, sources=[*bundle.sources, *sources], statements=statements)


def crowd(count: int) -> Bundle:
    """A group, and one statement of all its members about all of them."""
    bundle = nested(1)
    evidence = bundle.statements[0].evidence
    people = [Actor(id=f"actor:{n}", name=f"Name {n}", kind=ActorKind.PERSON, evidence=evidence) for n in range(count)]
    ids = [person.id for person in people]
    group = Actor(id="actor:group", name="All", kind=ActorKind.GROUP, member_ids=ids, evidence=evidence)
    statement = attrs.evolve(bundle.statements[0], unattributed=False, speaker_ids=ids, target_ids=ids)
    return attrs.evolve(bundle, actors=[*people, group], statements=[statement])


# --- records


def check_words(tree: Tree, bundle: Bundle) -> None:
    """Every record has a card, and every one of its words leads from there to where they stand."""
    cards = {one.get("id"): one for one in tree.find_class("card")}
    assert set(cards) == {record.id for record in bundle.records}
    for record in bundle.records:
        links = [link for link in cards[record.id].iterfind(".//a") if "w" in link.get("class", "").split()]
        found = Counter((one.get("data-field"), int(one.get("href")[2:]), int(one.get("data-end"))) for one in links)
        assert found == Counter((mark_of(field), span.start, span.end) for field, span in words_of(record))


def test_words_that_records_rest_on_lead_to_the_narrowest_of_them() -> None:
    text = parsed(SEED_PAGE).get_element_by_id("text")
    stretches = {one.text_content(): one.get("href") for one in text.find_class("s")}
    assert stretches["serious threat to international peace and stability"] == "#statement:ministers-serious-threat"
    assert stretches["Yoko Kamikawa"] == "#actor:yoko-kamikawa"


def leaves(value: object) -> Iterator[str]:
    """The texts, numbers and dates of a record, without what the page leaves out."""
    if isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, Span):
        yield " ".join(value.exact.split())
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name not in ("timex", "relation"):
                yield from leaves(getattr(value, field.name))
    elif isinstance(value, dt.date):
        yield value.isoformat()[:7]  # a whole month is shown as a month
    elif isinstance(value, str) and not ID.fullmatch(value):
        yield " ".join(value.replace("_", " ").split()) if isinstance(value, StrEnum) else " ".join(value.split())
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


@pytest.mark.parametrize("bundle", [SEED, BUNDLE], ids=["the seed", "the example"])
def test_a_card_shows_every_value_of_its_record(bundle: Bundle) -> None:
    tree = parsed(to_page(bundle))
    for record in bundle.records:
        text = " ".join(tree.get_element_by_id(record.id).text_content().split())
        for value in leaves(record):
            assert value in text or shorten(value) in text, (record.id, value)


def test_the_chain_of_attribution_goes_from_the_article_to_the_speakers() -> None:
    (chain,) = card(SEED_PAGE, "statement:ministers-serious-threat").find_class("chain")
    assert [step.find(".//bdi").text_content() for step in chain] == [
        "Radio Free Asia’s article",
        "a statement from South Korea’s foreign ministry",
        "Antony Blinken",
    ]
    assert chain[-1].text_content() == "Antony Blinken, Park Jin, Yoko Kamikawa"


def test_of_a_long_chain_the_middle_is_left_out_and_said_to_be() -> None:
    bundle = chained(20)
    (chain,) = card(to_page(bundle), "statement:0").find_class("chain")
    assert [step.text_content() for step in chain][:2] == [f"{bundle.article.id}article", "14 more"]
    assert len(chain) == 8


def test_an_allegation_is_shown_as_a_claim() -> None:
    allegation = card(SEED_PAGE, "allegation:hamas-e5546f8e")
    title = allegation.find("h4").text_content()
    assert title == "Hamas alleged by Foreign ministers of the United States, South Korea and Japan"
    assert "unverified" in allegation.find_class("facts")[0].text_content()


def test_a_card_says_what_limits_a_statement() -> None:
    bundle = make_bundle(
        "Ana Lima denied on Monday that the bridge may fall.",
        actors=["Ana Lima"],
        statements=[
            {
                "speakers": ["Ana Lima"],
                "cue": "denied",
                "content": "the bridge may fall",
                "when": "Monday",
                "certainty": "possible",
                "negated": True,
                "hedges": ["may"],
            }
        ],
    )
    (shown,) = card(to_page(bundle), bundle.statements[0].id).find_class("facts")
    assert [fact.text_content() for fact in shown] == ["possible", "said not to be so", "Monday: 2024-05-13"]


def test_a_bundle_without_the_text_shows_the_words_in_the_records() -> None:
    html = to_page(SEED.detach())
    check_markup(parsed(html))
    assert "travels without" in parsed(html).get_element_by_id("text").text_content()
    statement = card(html, "statement:ministers-serious-threat")
    assert [words.text_content() for words in statement.find_class("w")][:3] == [
        (SEED.article.text or "")[489:601],
        "The three",
        "called",
    ]


def test_an_empty_bundle_is_a_page() -> None:
    bundle = Bundle(
        article=Article.from_text("Nothing."), sources=[Source(id="source:article", kind=SourceKind.ARTICLE)]
    )
    check_markup(parsed(to_page(bundle)))


# --- the timeline

DAY = dt.date(2023, 10, 7)
MONTH = (dt.date(2023, 10, 1), dt.date(2023, 10, 31))
TIMES = [
    (Relation.AT, DAY, DAY, "circle day", "2023-10-07"),
    (Relation.WITHIN, dt.datetime(2023, 10, 7, 6), dt.datetime(2023, 10, 7, 12), "circle day", None),
    (Relation.AT, *MONTH, "rect once", "some time from 2023-10-01 to 2023-10-31"),
    (Relation.WITHIN, *MONTH, "rect once", "some time from 2023-10-01 to 2023-10-31"),
    (Relation.THROUGHOUT, *MONTH, "rect lasted", "all of 2023-10-01 to 2023-10-31"),
    (Relation.THROUGHOUT, DAY, DAY, "rect lasted", "all of 2023-10-07"),
    (Relation.SINCE, DAY, None, "rect lasted, right", "from 2023-10-07 on"),
    (Relation.UNTIL, None, DAY, "rect lasted, left", "until 2023-10-07"),
    (Relation.BEFORE, None, DAY, "rect once, left", "until 2023-10-07 (before)"),
    (Relation.BY, None, DAY, "rect once, left", "until 2023-10-07 (by)"),
    (Relation.AFTER, DAY, None, "rect once, right", "from 2023-10-07 on (after)"),
    (Relation.EVERY, *MONTH, "line every", "every so often, 2023-10-01 to 2023-10-31"),
]


def with_when(when: When) -> Bundle:
    bundle = make_bundle(
        "Ana Lima said once that the bridge was safe.",
        published=None,
        actors=["Ana Lima"],
        statements=[{"speakers": ["Ana Lima"], "cue": "said", "content": "the bridge was safe"}],
    )
    when = attrs.evolve(when, span=Span(start=14, end=18, exact="once"))
    return attrs.evolve(bundle, statements=[attrs.evolve(bundle.statements[0], when=when)])


@pytest.mark.parametrize(("relation", "earliest", "latest", "drawn", "said"), TIMES)
def test_each_kind_of_time_is_drawn_and_worded_in_its_own_way(
    relation: Relation, earliest: dt.date | None, latest: dt.date | None, drawn: str, said: str | None
) -> None:
    day = Granularity.HOUR if isinstance(earliest, dt.datetime) else Granularity.DAY
    when = When(text="once", earliest=earliest, latest=latest, relation=relation, granularity=day)
    (row,) = parsed(to_page(with_when(when))).find_class("row")
    bar = row.find("svg")
    shapes = [f"{shape.tag} {shape.get('class')}" for shape in bar if shape.tag != "svg"]
    arrows = ["right" if "L9" in path.get("d") else "left" for path in bar.iter("path") if path.get("class") == "arrow"]
    assert ", ".join([*shapes, *arrows]) == drawn
    assert said is None or row.find_class("date")[0].text_content() == said


def test_a_plain_month_is_said_as_a_month() -> None:
    when = When(text="once", edtf="2023-10", earliest=MONTH[0], latest=MONTH[1], granularity=Granularity.MONTH)
    (row,) = parsed(to_page(with_when(when))).find_class("row")
    assert row.find("p").text_content() == "in 2023-10 once"


def test_the_timeline_begins_with_the_earliest_and_lies_on_one_scale() -> None:
    rows = parsed(SEED_PAGE).xpath("//li[@data-record]")
    dates = [row.find_class("date")[0].text_content() for row in rows]
    assert dates[:3] == ["from 2023-08-01 on", "in 2023-09", "in 2023-10"]
    assert len(dates) == 15
    days = [float(row.find(".//circle").get("cx")[:-1]) for row in rows if row.find(".//circle") is not None]
    assert days == sorted(days)


def test_a_time_that_is_not_resolved_is_listed_without_a_bar() -> None:
    page = parsed(to_page(with_when(When(text="once"))))
    (row,) = page.find_class("row")
    assert row.find("svg") is None
    assert "Not resolved" in page.get_element_by_id("timeline").text_content()


# --- who said what about whom


def test_ties_are_summed_by_speaker_and_by_whom_they_speak_about() -> None:
    ties = parsed(SEED_PAGE).xpath("//li[@data-tie]")
    shown = [tie.text_content() for tie in ties]
    assert "Human Rights Watch → China: accuse, request" in shown
    assert "Radio Free Asia → North Korea: alleged ×3" in shown
    expected = {
        (tail, head, isinstance(event, Allegation))
        for event in (*SEED.statements, *SEED.allegations)
        for tail in (event.speaker_ids if isinstance(event, Statement) else event.claimant_ids)
        for head in (event.target_ids if isinstance(event, Statement) else event.accused_ids)
    }
    assert len(ties) == len(expected)
    counts = [len(tie.get("data-records").split()) for tie in ties]
    assert counts == sorted(counts, reverse=True)


def test_of_many_speakers_about_many_others_some_ties_are_left_out_and_counted() -> None:
    speakers, others = [f"S{number}x" for number in range(12)], [f"T{number}x" for number in range(12)]
    bundle = make_bundle(
        f"{' '.join(speakers)} said it rained on {' '.join(others)}.",
        actors=[*speakers, *others],
        statements=[{"speakers": speakers, "targets": others, "content": "it rained"}],
    )
    page = parsed(to_page(bundle))
    assert len(page.xpath("//li[@data-tie]")) == 100
    assert "44 ties are left out" in page.text_content()


def test_each_tie_is_drawn_as_wide_as_it_is_strong_and_broken_where_it_is_alleged() -> None:
    page = parsed(SEED_PAGE)
    ties = {tie.get("data-tie"): tie for tie in page.xpath("//li[@data-tie]")}
    paths = page.xpath("//path[@data-tie]")
    assert len(paths) == len(ties)
    for path in paths:
        tie = ties[path.get("data-tie")]
        assert int(path.get("stroke-width")) == 1 + len(tie.get("data-records").split())
        assert path.get("class") == f"edge {tie.get('class')}"


# --- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with chromium() as one:
        yield one


Show = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Show:
    """Opens the page of a bundle; the seed's by default."""

    def open_page(bundle: Bundle = SEED, fragment: str = "", **options: Any) -> AbstractContextManager[Page]:
        file = tmp_path / "page.html"
        file.write_bytes((SEED_PAGE if bundle is SEED else to_page(bundle)).encode())
        return opened(browser, file, fragment, **options)

    return open_page


def choose(page: Page, id: str) -> None:
    page.locator(f'[id="{id}"] .choose').click()


def lit_words(page: Page) -> dict[str, list[list[int]]]:
    """The stretches that are lit up, by field: where each begins, and its length."""
    return page.evaluate(
        """() => {
            const found = {};
            for (const name of ["who", "cue", "content", "quote", "hedge", "amount", "when", "place", "role", "mention",
                "evidence"])
                for (const node of document.querySelectorAll(`.chosen #text .s.${name}`))
                    (found[name] ??= []).push([+node.id.slice(1), [...node.textContent].length]);
            return found;
        }"""
    )


def test_choosing_any_record_lights_up_its_words_field_by_field(show: Show) -> None:
    with show() as page:
        for record in SEED.records:
            page.evaluate("id => document.getElementById(id).querySelector('.choose').click()", record.id)
            expected: dict[str, set[int]] = {}
            for field, span in words_of(record):
                expected.setdefault(mark_of(field), set()).update(range(span.start, span.end))
            found = {
                field: {offset for start, length in stretches for offset in range(start, start + length)}
                for field, stretches in lit_words(page).items()
            }
            assert found == expected


def test_choosing_a_record_scrolls_to_its_words_and_leaves_the_records_where_they_are(show: Show) -> None:
    with show(reduced_motion="reduce") as page:
        expect(page.locator("#selection")).to_be_hidden()
        page.locator('[id="statement:radio-free-asia-opine-88ef115b"] .choose').scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        choose(page, "statement:radio-free-asia-opine-88ef115b")
        expect(page.locator("#text .at")).to_be_in_viewport()
        assert page.evaluate("document.getElementById('article').scrollTop") > 300
        assert abs(page.evaluate("scrollY") - before) < 300
        expect(page.locator("#said")).to_contain_text("passages are marked in the article")
        button = page.locator('[id="statement:radio-free-asia-opine-88ef115b"] .choose')
        expect(button).to_have_attribute("aria-pressed", "true")


def test_the_chain_of_a_chosen_record_is_drawn_and_leads_to_its_sources(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        chain = page.locator("#selection .chain li")
        expect(chain).to_have_count(3)
        chain.nth(1).locator("a").click()
        expect(page.locator('[id="source:foreign-ministry-statement"] .choose')).to_be_focused()
        expect(page.locator('[id="source:foreign-ministry-statement"]')).to_have_class(re.compile(r"\bon\b"))


def test_each_piece_of_the_words_can_be_gone_through(show: Show) -> None:
    with show() as page:
        choose(page, "actor:russia")
        places = []
        for _ in range(3):
            places.append(page.locator("#text .at").get_attribute("id"))
            page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="Previous").click()
        assert len(set(places)) == 3
        assert page.locator("#text .at").get_attribute("id") == places[2]


def resting_on(offset: int) -> set[str]:
    """The ids of the seed's records that rest on a character."""
    return {record.id for record in SEED.records for _, span in words_of(record) if span.start <= offset < span.end}


def test_choosing_words_lights_up_the_records_that_rest_on_them(show: Show) -> None:
    with show() as page:
        offsets = page.evaluate("[...document.querySelectorAll('#text a.s')].map(one => +one.id.slice(1))")
        for offset in offsets[::10]:
            page.evaluate("id => document.getElementById(id).click()", f"t{offset}")
            lit = page.evaluate("[...document.querySelectorAll('.card.lit')].map(card => card.id)")
            assert set(lit) == resting_on(offset)


def test_the_records_that_rest_on_words_are_counted_and_lead_on(show: Show) -> None:
    offset = (SEED.article.text or "").index("North Korea’s illegal cyber")
    count = len(resting_on(offset))
    assert count > 2
    with show() as page:
        page.locator(f"#t{offset}").click()
        expect(page.locator("#said")).to_have_text(f"{count} records rest on these words.")
        expect(page.locator("#legend a")).to_have_count(count)
        expect(page.locator(f"#t{offset}")).to_be_focused()
        page.locator("#legend a").last.click()
        expect(page.locator(".card.on")).to_be_in_viewport()


def test_words_of_a_record_lead_to_where_they_stand(show: Show) -> None:
    with show() as page:
        one = page.locator('[id="statement:ministers-serious-threat"]')
        one.locator("summary").click()
        one.locator("a.cue", has_text="according to").click()
        expect(page.locator("#text .at")).to_have_text("according to")


def test_choosing_a_chosen_record_clears_the_choice(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        expect(page.locator("#text .cue")).to_have_count(2)
        choose(page, "statement:ministers-serious-threat")
        expect(page.locator("#text .cue")).to_have_count(0)
        expect(page.locator("#selection")).to_be_hidden()


def test_records_are_chosen_from_the_keyboard(show: Show) -> None:
    with show() as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the records")).to_be_focused()
        first, second = page.locator(".choose").nth(0), page.locator(".choose").nth(1)
        first.focus()
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            expect(first).to_have_attribute("aria-pressed", "true")
            page.keyboard.press("Escape")
            expect(first).to_have_attribute("aria-pressed", "false")
            expect(first).to_be_focused()
            expect(page.locator("#selection")).to_be_hidden()
        page.keyboard.press("ArrowDown")
        expect(second).to_be_focused()
        expect(second).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("ArrowUp")
        expect(first).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("End")
        expect(page.locator(".choose").last).to_be_focused()
        expect(page.locator(".choose").last).to_be_in_viewport()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_the_text_is_one_stop_of_the_tab_key_and_arrows_go_on_from_it(show: Show) -> None:
    with show() as page:
        assert page.evaluate("document.querySelectorAll('#text a[tabindex=\"0\"]').length") == 1
        first = page.locator("#text a").first
        first.focus()
        page.keyboard.press("ArrowRight")
        second = page.locator("#text a").nth(1)
        expect(second).to_be_focused()
        page.keyboard.press("Space")
        assert page.locator(".card.lit").count() > 0
        page.keyboard.press("Escape")
        assert page.locator(".card.lit").count() == 0
        expect(second).to_be_focused()
        page.keyboard.press("Home")
        expect(first).to_be_focused()


def shown(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.card:not([hidden])')].map(card => card.id)")


def test_filters_show_the_records_that_pass_all_of_them(show: Show) -> None:
    with show() as page:
        state = page.locator("#shown")
        clear = page.get_by_role("button", name="Clear filters")
        expect(state).to_have_text("All 83 records shown")
        expect(clear).to_be_disabled()
        page.get_by_label("Allegations").check()
        assert set(shown(page)) == {one.id for one in SEED.allegations}
        expect(state).to_have_text("11 of 83 records shown")
        page.get_by_label("Statements").check()
        assert len(shown(page)) == 41
        page.get_by_label("Status").select_option("allegation supported")
        assert set(shown(page)) == {one.id for one in SEED.allegations if one.status == "supported"}
        page.get_by_label("Certainty").select_option("possible")
        both = {one.id for one in SEED.allegations if one.status == "supported" and one.certainty == "possible"}
        assert set(shown(page)) == both
        clear.click()
        expect(state).to_have_text("All 83 records shown")
        assert len(shown(page)) == 83
        expect(clear).to_be_disabled()


def test_the_filter_by_actor_counts_what_its_groups_say(show: Show) -> None:
    with show() as page:
        page.get_by_role("combobox", name="Actor").select_option(
            label=page.locator("option", has_text="Park Jin").inner_text()
        )
        found = set(shown(page))
        assert {one.id for one in SEED.statements_by("actor:park-jin")} <= found
        assert {one.id for one in SEED.meetings_of("actor:park-jin")} <= found
        assert "statement:human-rights-watch-returns" not in found
        count = re.search(r"\((\d+)\)", page.locator("option", has_text="Park Jin").inner_text())
        assert count is not None
        assert int(count[1]) == len(found)


def test_the_counts_of_a_filter_follow_the_others(show: Show) -> None:
    with show() as page:
        page.get_by_label("Meetings").check()
        expect(page.locator('option[value="meeting held"]')).to_have_text("meeting held (3)")
        expect(page.locator('option[value="allegation supported"]')).to_have_text("allegation supported (0)")
        expect(page.locator("label.statement .count")).to_have_text("30")


def test_the_text_shows_the_classes_of_the_records_that_are_shown(show: Show) -> None:
    with show() as page:
        classes = "[...document.querySelectorAll('#text .s')].map(one => [...one.classList].sort().join(' '))"
        before = page.evaluate(classes)
        page.get_by_label("Meetings").check()
        assert set(page.evaluate(classes)) == {"s", "meeting s"}
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("#text .statement").first).to_be_attached()
        assert page.evaluate(classes) == before


def test_choosing_a_tie_shows_its_records(show: Show) -> None:
    with show() as page:
        page.get_by_role("tab", name="Who about whom").click()
        tie = page.locator("#ties .tie", has_text="Human Rights Watch → China: accuse, request")
        tie.click()
        expect(page.get_by_role("tab", name="Records")).to_have_attribute("aria-selected", "true")
        assert shown(page) == ["statement:human-rights-watch-returns", "statement:the-organization-request-ccee7e77"]
        expect(page.locator("#shown")).to_contain_text("2 of 83 records shown of the tie Human Rights Watch → China")
        page.get_by_role("tab", name="Who about whom").click()
        expect(tie).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Clear filters").click()
        assert len(shown(page)) == 83
        page.locator("path.edge").first.dispatch_event("click")
        assert len(shown(page)) == 4


def test_a_row_of_the_timeline_lights_up_the_words(show: Show) -> None:
    with show() as page:
        page.get_by_role("tab", name="Timeline").click()
        page.locator("#timeline a", has_text="Kim Jong Un and Vladimir Putin").click()
        expect(page.locator("#text .when")).to_have_text("September")
        expect(page.locator(".row.on")).to_have_count(1)
        page.get_by_role("button", name="Record", exact=True).click()
        expect(page.locator('[id="meeting:russia-2023-09"] .choose')).to_be_focused()


def test_tabs_are_tabs(show: Show) -> None:
    with show() as page:
        expect(page.get_by_role("tabpanel")).to_have_count(1)
        page.get_by_role("tab", name="Records").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
        expect(page.locator("#timeline")).to_be_visible()
        expect(page.locator("#records")).to_be_hidden()


def test_an_address_with_a_record_or_words_opens_there(show: Show) -> None:
    with show(fragment="#statement:ministers-serious-threat") as page:
        expect(page.locator(".card.on .choose")).to_contain_text("criticize")
        expect(page.locator(".card.on")).to_be_in_viewport()
        page.evaluate("location.hash = 't548'")
        expect(page.locator('[id="statement:ministers-serious-threat"]')).to_have_class(re.compile("lit"))


# --- without scripts


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_scripts_everything_is_there_and_links_lead_on(show: Show, width: int) -> None:
    with show(java_script_enabled=False, width=width) as page:
        for id in ("article", "records", "timeline", "ties"):
            expect(page.locator(f"#{id}")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        expect(page.locator("#selection")).to_be_hidden()
        expect(page.locator(".card")).to_have_count(83)
        page.locator("#t548").click()
        assert page.url.endswith("#statement:ministers-serious-threat")
        target = page.locator('[id="statement:ministers-serious-threat"]')
        expect(target).to_be_in_viewport()
        target.locator("summary").click()
        expect(target.locator("dd", has_text="according to").first).to_be_visible()
        target.locator("a.cue", has_text="according to").click()
        expect(page.locator("#t602")).to_be_in_viewport()


# --- for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_names_roles_and_contrast_are_right(show: Show, scheme: str, width: int) -> None:
    with show(BUNDLE, color_scheme=scheme, width=width, reduced_motion="reduce", bypass_csp=True) as page:
        page.locator(".card summary").first.click()
        choose(page, BUNDLE.allegations[0].id)
        problems = violations(page)
        page.get_by_role("button", name="Clear", exact=True).click()
        page.locator("#text a.allegation").first.click()
        page.evaluate("for (const view of document.querySelectorAll('[role=tabpanel]')) view.hidden = false")
        problems += violations(page)
        assert problems == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    response = Axe().run(page).response
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in response["violations"]]


def test_headings_are_in_order(show: Show) -> None:
    with show() as page:
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.localName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_controls_have_names(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        snapshot = page.locator("body").aria_snapshot()
        roles = {
            "button",
            "link",
            "tab",
            "checkbox",
            "combobox",
            "region",
            "complementary",
            "form",
            "tabpanel",
            "tablist",
        }
        assert roles <= set(re.findall(r"^\s*- (\w+) \"", snapshot, re.MULTILINE))
        assert not re.search(rf"^\s*- ({'|'.join(roles)})( \[|:|$)", snapshot, re.MULTILINE)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ["the seed", "an attack", "long words"])
def test_nothing_is_wider_than_the_window(show: Show, width: int, name: str) -> None:
    word = "w" * 300
    long = make_bundle(
        f"{word} said {word} on Monday.",
        actors=[word],
        publisher=word,
        statements=[
            {
                "speakers": [word],
                "targets": [word],
                "cue": "said",
                "content": f"said {word}",
                "when": "Monday",
                "place": word,
            }
        ],
    )
    with show({"the seed": SEED, "an attack": hostile(), "long words": long}[name], width=width) as page:
        for view in ("Records", "Timeline", "Who about whom"):
            page.get_by_role("tab", name=view).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("tab", name="Records").click()
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(".choose").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.getElementById('article').scrollWidth") <= width


def test_on_a_phone_words_and_record_are_seen_together(show: Show) -> None:
    with show(width=PHONE, reduced_motion="reduce") as page:
        choose(page, "meeting:busan-2023-11-15")
        expect(page.locator("#text .at").or_(page.locator("#text .when")).first).to_be_in_viewport()
        expect(page.locator('[id="meeting:busan-2023-11-15"] .choose')).to_be_in_viewport()
        pane, bar = page.locator("#article").bounding_box(), page.locator("#selection").bounding_box()
        title = page.locator('[id="meeting:busan-2023-11-15"] .choose').bounding_box()
        assert pane is not None
        assert bar is not None
        assert title is not None
        assert pane["y"] + pane["height"] <= title["y"] + 1
        assert title["y"] + title["height"] <= bar["y"] + 1


def test_nothing_moves_for_those_who_want_no_motion(show: Show) -> None:
    behaviour = "getComputedStyle(document.getElementById('article')).scrollBehavior"
    with show(reduced_motion="reduce") as page:
        assert page.evaluate(behaviour) == "auto"
    with show(reduced_motion="no-preference") as page:
        assert page.evaluate(behaviour) == "smooth"


def test_paper_shows_the_whole_text_and_every_view(show: Show) -> None:
    with show() as page:
        page.emulate_media(media="print")
        for id in ("article", "records", "timeline", "ties"):
            expect(page.locator(f"#{id}")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        assert page.evaluate("(pane => pane.scrollHeight <= pane.clientHeight + 1)(document.getElementById('article'))")
        expect(page.locator(".card dl").first).to_be_visible()


# --- hostile and very large


def test_a_browser_runs_nothing_of_an_attack_and_has_its_text(show: Show) -> None:
    bundle = hostile()
    with show(bundle) as page:
        text = page.evaluate("document.getElementById('text').textContent")
        assert text == (bundle.article.text or "").replace("\0", "\u2400")
        assert page.title() != ""
        assert page.evaluate("document.scripts.length") == 1
        choose(page, "statement:<b>")
        expect(page.locator(".card.on")).to_have_count(1)
        page.get_by_role("tab", name="Who about whom").click()
        page.locator(".nodes.left a").click()
        expect(page.locator(".card.actor.on")).to_have_count(1)


def test_a_browser_has_every_character_of_the_basic_plane(show: Show) -> None:
    text = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, 0x10000)]))
    with show(make_bundle(text)) as page:
        assert page.evaluate("document.getElementById('text').textContent") == text


def test_bidirectional_controls_do_not_turn_what_stands_around(show: Show) -> None:
    name = "\u202eesrever"
    bundle = make_bundle(
        f"{name} said so.", actors=[name], statements=[{"speakers": [name], "cue": "said", "content": "so"}]
    )
    with show(bundle) as page:
        title = page.locator(".card.statement .choose")
        name_box, kind_box = title.locator("bdi").first.bounding_box(), title.locator(".kind").bounding_box()
        assert name_box is not None
        assert kind_box is not None
        assert name_box["x"] + name_box["width"] <= kind_box["x"]


def test_a_million_characters_in_a_line_stay_usable(show: Show) -> None:
    text = "Ana Lima said that " + "the bridge was \u202e<b>safe</b> " * 38_000
    bundle = make_bundle(text, actors=["Ana Lima"], statements=[{"speakers": ["Ana Lima"], "cue": "said"}])
    assert len(text) > 10**6
    with show(bundle, width=PHONE) as page:
        assert milliseconds(page, "document.querySelector('.choose').click()") < 2_000
        expect(page.locator("#text .cue")).to_have_text("said")


def test_ten_thousand_records_are_folded_and_stay_usable(show: Show) -> None:
    with show(many(10_000)) as page:
        assert page.evaluate("document.querySelectorAll('.group[open]').length") == 1  # the article's source
        assert milliseconds(page, "document.querySelector('.choose').click()") < 4_000
        assert page.evaluate("document.querySelector('#text .cue').textContent") == "said"
        assert milliseconds(page, "document.querySelector('a.s').click()") < 4_000
        assert milliseconds(page, "document.querySelector('[value=actor]').click()") < 4_000
        assert page.evaluate("document.getElementById('shown').textContent") == "8000 of 10000 records shown"


def milliseconds(page: Page, script: str) -> float:
    """How long a script and the drawing after it take."""
    done = f"async () => {{ const from = performance.now(); {script}; await new Promise(requestAnimationFrame); "
    return page.evaluate(done + "await new Promise(requestAnimationFrame); return performance.now() - from; }")


def many(count: int) -> Bundle:
    """That many records on short lines, without the work of grounding."""
    line = "Somebody said on Monday that the bridge was safe.\n"
    people = count * 4 // 5
    text = line * people

    def span(number: int, start: int, end: int) -> Span:
        return Span(start=number * len(line) + start, end=number * len(line) + end, exact=line[start:end])

    actors = [
        Actor(id=f"actor:{n}", name=f"Person {n}", kind=ActorKind.PERSON, evidence=[span(n, 0, 8)])
        for n in range(people)
    ]
    statements = [
        Statement(
            id=f"statement:{n}",
            kind=StatementKind.SAY,
            speaker=[span(n % people, 0, 8)],
            speaker_ids=[f"actor:{n % people}"],
            target_ids=[f"actor:{n * 7 % people}"],
            cue=[span(n % people, 9, 13)],
            content=[span(n % people, 29, 48)],
            when=When(
                text="Monday", span=span(n % people, 17, 23), earliest=DAY, latest=DAY, granularity=Granularity.DAY
            ),
            source_id="source:article",
            evidence=[span(n % people, 0, 48)],
        )
        for n in range(count - people - 1)
    ]
    source = Source(id="source:article", kind=SourceKind.ARTICLE)
    return Bundle(article=Article.from_text(text), actors=actors, sources=[source], statements=statements)
