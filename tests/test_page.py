"""The page: its HTML as parsed. For its behaviour in a browser, see long/test_page_in_browser.py."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

import attrs
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings

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
from newsevents.formats._views.records import words_of
from newsevents.formats._views.wording import shorten
from newsevents.formats.page import to_page
from newsevents.formats.page.look import mark_of
from newsevents.model.ids import ID
from newsevents.testing import bundles, make_bundle

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
    """The text of an element, with U+0000, which HTML cannot write, restored from the page's stand-in for it."""
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
aria-controls aria-expanded aria-label aria-labelledby aria-live aria-hidden
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


# --- data creates no markup

HOSTILE = (
    "<script>alert(1)</script> </script> </style> <!-- --> <img src=x onerror=alert(1)> \" onmouseover=alert(1) x=' "
    "&lt;b&gt; &amp; &#0; ]]> <![CDATA[ \u202eright to left\u202c \u2066 \0 \x01 {{7*7}} javascript:alert(1) %00"
)


def hostile() -> Bundle:
    """A bundle in which every text is an attack."""
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
    """Check that all elements and attributes are the page's own, ids are unique, and links lead somewhere."""
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
    """Statements that all rest on nearly the whole text."""
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
    """Sources that each have the next through the previous one."""
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
    """A group, and one statement by all its members about all of them."""
    bundle = nested(1)
    evidence = bundle.statements[0].evidence
    people = [Actor(id=f"actor:{n}", name=f"Name {n}", kind=ActorKind.PERSON, evidence=evidence) for n in range(count)]
    ids = [person.id for person in people]
    group = Actor(id="actor:group", name="All", kind=ActorKind.GROUP, member_ids=ids, evidence=evidence)
    statement = attrs.evolve(bundle.statements[0], unattributed=False, speaker_ids=ids, target_ids=ids)
    return attrs.evolve(bundle, actors=[*people, group], statements=[statement])


# --- records


def check_words(tree: Tree, bundle: Bundle) -> None:
    """Check that every record has a card, and that each of its words links to its place."""
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
    assert title == "Hamas accused by Foreign ministers of the United States, South Korea and Japan"
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
