"""The notebook view: well formed and harmless for any bundle, the whole text once, readable in any theme."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import attrs
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from rich.pretty import pretty_repr

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Meeting,
    Place,
    Quantity,
    Relation,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
    load_seed,
)
from newsevents.formats._views import style as _html_look
from newsevents.formats.html import to_html
from newsevents.model.fields import walk
from newsevents.model.records import LISTS
from newsevents.testing import bundles, make_bundle, texts

from .example import BUNDLE, TEXT, with_record
from .settings import examples

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(20)
)

SEED = load_seed()

ATTRIBUTES = {
    "a": {"href", "rel"},
    "b": set(),
    "bdi": set(),
    "blockquote": {"dir", "lang"},
    "br": set(),
    "code": set(),
    "details": {"open"},
    "div": set(),
    "i": set(),
    "li": set(),
    "small": {"dir"},
    "span": set(),
    "summary": set(),
    "ul": set(),
}
"""The elements and their attributes other than ``style`` and ``title``: all that JupyterLab's sanitizer keeps."""

PROPERTIES = {
    *("background", "border", "border-bottom", "border-left", "border-radius", "box-shadow", "cursor", "display"),
    *("flex", "flex-wrap", "font-size", "font-style", "gap", "line-height", "list-style-type", "margin"),
    *("max-height", "min-width", "opacity", "overflow", "overflow-wrap", "padding", "padding-bottom", "text-align"),
    *("white-space", "unicode-bidi"),
}
"""The CSS properties, with such values, that JupyterLab's sanitizer also keeps."""


# --- readers


def tree(value: Any) -> ElementTree.Element:
    """A fragment read by a strict parser, which requires line breaks to be closed."""
    return ElementTree.fromstring(to_html(value).replace("<br>", "<br/>"))


def text_of(element: ElementTree.Element) -> str:
    """The text of an element, with its line breaks."""
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "br" else text_of(child), child.tail or ""]
    return "".join(parts)


def article_text(value: Any) -> str:
    """The article's text, read back as by a browser."""
    (quote,) = lxml.html.fromstring(to_html(value)).iter("blockquote")
    for line_break in quote.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return quote.text_content()


def shown(text: str) -> str:
    """A text with the documented stand-ins."""

    def stand_in(character: str) -> str:
        code = ord(character)
        if code < 0x20 and character not in "\t\n":
            return chr(0x2400 + code)
        if code == 0x7F:
            return "␡"
        if 0x80 <= code < 0xA0 or 0xFDD0 <= code <= 0xFDEF or code in (0xFFFE, 0xFFFF):
            return f"⟨U+{code:04X}⟩"
        return character

    return "".join(map(stand_in, text))


def card(value: Any, id: str) -> list[str]:
    """The lines of a record's box."""
    for name in ("li", "div"):
        for box in tree(value).iter(name):
            lines = [text_of(line) for line in box if line.tag == "div"]
            if "border-left" in box.get("style", "") and lines[-1].split(" · ")[0] == id:
                return lines
    raise LookupError(id)


def marks(value: Any) -> Iterator[tuple[str, str, str]]:
    """The words marked in the text, in order, with their style and their tooltip."""
    for quote in tree(value).iter("blockquote"):
        for mark in quote.iter("i"):
            yield text_of(mark), mark.get("style", ""), mark.get("title", "")


def every_value(bundle: Bundle) -> Iterator[Any]:
    yield bundle
    yield bundle.detach()
    yield bundle.article
    for record in bundle.records:
        yield record
        yield from (record.evidence or ())[:1]
        if isinstance(record, Statement | Meeting | Allegation):
            yield from (one for one in (record.when, record.place) if one is not None)
        if isinstance(record, Allegation):
            yield from record.quantities
        if isinstance(record, Actor):
            yield from record.roles


# --- any bundle


@relaxed
@given(bundles())
def test_a_fragment_is_well_formed_and_has_only_what_viewers_of_untrusted_notebooks_keep(bundle: Bundle) -> None:
    for value in every_value(bundle):
        for element in tree(value).iter():
            assert set(element.attrib) - {"style", "title"} <= ATTRIBUTES[element.tag]
            for declaration in filter(None, element.get("style", "").split(";")):
                name, _, setting = declaration.partition(":")
                assert name in PROPERTIES
                assert re.fullmatch(r"[-#%., 0-9a-z]+", setting)
            assert element.get("href", "https://").startswith("https://")


@relaxed
@given(bundles())
def test_the_text_comes_back_whole_and_once(bundle: Bundle) -> None:
    text = bundle.article.text or ""
    assert article_text(bundle) == article_text(bundle.article) == shown(text)


@relaxed
@given(texts())
def test_any_text_comes_back(text: str) -> None:
    assert article_text(Article.from_text(text)) == shown(text)


def test_characters_that_html_cannot_carry_have_a_visible_stand_in() -> None:
    article = Article.from_text("a\x00b\rc\x7fd\x85e\ufffff\tg\nh")
    assert article_text(article) == "a␀b␍c␡d⟨U+0085⟩e⟨U+FFFF⟩f\tg\nh"
    assert "⟨U+D800⟩" in to_html(Place(name="\ud800"))


@relaxed
@given(bundles())
def test_the_same_bundle_gives_the_same_fragment(bundle: Bundle) -> None:
    assert to_html(bundle) == to_html(attrs.evolve(bundle))


@relaxed
@given(bundles())
def test_every_span_of_a_record_is_marked_for_it(bundle: Bundle) -> None:
    text = bundle.article.text or ""
    words = {}
    for mark, _, tooltip in marks(bundle):
        for line in tooltip.split("\n"):
            id, _, fields = line.rpartition(": ")
            for field in fields.split(", "):
                words[id, field] = words.get((id, field), "") + mark
    named = all("and more" not in tooltip for _, _, tooltip in marks(bundle))
    for record in bundle.records if named else ():
        covered = sorted({offset for span in record.evidence for offset in range(span.start, span.end)})
        evidence = shown("".join(text[offset] for offset in covered))
        assert words.get((record.id, "evidence"), "") == evidence


def test_the_text_of_the_article_stands_once() -> None:
    text = text_of(tree(SEED))
    assert text.count("highlighting the expanding scope of the trilateral cooperation") == 1
    assert text.count("Edited by Elaine Chan and Taejun Kang.") == 1


# --- hostile text stays text

HOSTILE = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;\u202e\u2066]]>-->"


def test_markup_in_a_text_stays_text() -> None:
    bundle = make_bundle(
        f"Ana Lima said {HOSTILE}",
        actors=[{"name": "Ana Lima", "aliases": [HOSTILE]}],
        sources=[{"title": HOSTILE, "evidence": "said"}],
        statements=[{"speakers": ["Ana Lima"], "content": HOSTILE, "rule": HOSTILE}],
    )
    bundle = attrs.evolve(bundle, article=attrs.evolve(bundle.article, title=HOSTILE, publisher=HOSTILE * 2))
    assert article_text(bundle) == f"Ana Lima said {HOSTILE}"
    for value in every_value(bundle):
        assert not {"script", "img"} & {element.tag for element in lxml.html.fromstring(to_html(value)).iter()}


def test_an_id_with_quotes_stays_inside_its_tooltip() -> None:
    id = "statement:\"><script>'"
    bundle = with_record("statements", 2, id=id)
    assert any(tooltip.startswith(f"{id}: ") for _, _, tooltip in marks(bundle))


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=\"x'", "HTTP://example.org"])
def test_an_address_of_the_web_is_a_link_that_tells_nobody_where_it_was_followed(url: str) -> None:
    (link,) = tree(Article.from_text("It rained.", url=url)).iter("a")
    assert link.attrib == {"href": url, "rel": "noopener noreferrer"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "urn:news:1"])
def test_any_other_address_is_text(url: str) -> None:
    for value in (Article.from_text("It rained.", url=url), attrs.evolve(SEED.sources[1], url=url)):
        found = tree(value)
        assert not list(found.iter("a"))
        assert url in text_of(found)


def test_words_of_others_cannot_turn_what_stands_around_them() -> None:
    found = tree(make_bundle("Ana \u202eLima said so.", actors=["Ana \u202eLima"]))
    turned = [element.tag for element in found.iter() if "\u202e" in (element.text or "")]
    assert turned
    assert set(turned) <= {"bdi", "blockquote", "i"}
    assert [quote.get("dir") for quote in found.iter("blockquote")] == ["auto"]


# --- the text


def test_the_text_says_its_language() -> None:
    assert [quote.get("lang") for quote in tree(BUNDLE).iter("blockquote")] == ["en"]


def test_words_have_the_look_of_their_class_and_the_id_and_field_of_their_record() -> None:
    found = {words: (style, tooltip) for words, style, tooltip in marks(BUNDLE)}
    style, tooltip = found["a letter by engineers"]
    assert _html_look.LINES["source"] in style
    assert "source:a-letter-by-engineers: evidence" in tooltip


def test_words_of_several_classes_have_a_line_for_each_and_the_ground_of_the_first() -> None:
    bundle = make_bundle(
        "Ana Lima said Rui Costa took a bribe.",
        actors=["Ana Lima", "Rui Costa"],
        statements=[{"kind": "accuse", "speakers": ["Ana Lima"], "content": "Rui Costa took a bribe"}],
        allegations=[{"claimants": ["Ana Lima"], "accused": ["Rui Costa"], "content": "Rui Costa took a bribe"}],
    )
    styles = {words: style for words, style, _ in marks(bundle)}
    assert list(styles) == ["Ana Lima", "Rui Costa", " took a bribe"]
    for words, classes in {
        "Rui Costa": ["allegation", "statement", "actor"],
        " took a bribe": ["allegation", "statement"],
    }.items():
        lines = [cls for cls in _html_look.CLASSES if _html_look.LINES[cls] in styles[words]]
        assert lines == classes
        assert f"background:{_html_look.TINTS['allegation']}" in styles[words]


def test_no_two_looks_are_the_same() -> None:
    classes = _html_look.CLASSES
    looks = [_html_look.mark((cls,)) for cls in classes]
    looks += [_html_look.mark((one, other)) for one in classes for other in classes if one != other]
    assert len(set(looks)) == len(looks)


def test_only_what_is_alleged_has_a_broken_line() -> None:
    for cls in _html_look.CLASSES:
        for style in (_html_look.mark((cls,)), _html_look.chip(cls), _html_look.card(cls)):
            assert ("dashed" in style) == (cls == "allegation")


def test_a_tooltip_names_a_few_records_only() -> None:
    bundle = make_bundle(
        "Ana Lima said so.", actors=[{"name": f"Actor {number}", "mentions": "Ana Lima"} for number in range(9)]
    )
    ((_, _, tooltip),) = marks(bundle)
    assert len(tooltip.split("\n")) == 7
    assert tooltip.endswith("\nand more")


# --- the records


def test_a_statement_is_shown_with_all_it_is_judged_by() -> None:
    when = "when “earlier this month”: some time from 2023-11-01 to 2023-11-15"
    assert card(SEED, "statement:intelligence-service-shells") == [
        "National Intelligence Service reported to South Korean lawmakers about Russia and North Korea",
        "“Russia has acquired over 1 million artillery shells from North Korea since August”",
        (
            "speaker in the text “South Korea’s National Intelligence Service” · cue “told” · "
            f"{when} · where National Assembly, KR · certainty certain"
        ),
        f"source {SEED.attribution('statement:intelligence-service-shells')}",
        "statement:intelligence-service-shells",
    ]


def test_an_allegation_is_shown_as_alleged_with_its_status() -> None:
    assert card(SEED, "allegation:chinese-authorities-9b93d9c9") == [
        "China accused by Human Rights Watch",
        "“Chinese authorities had forcibly returned over 500 North Koreans to the reclusive nation”",
        (
            "victims North Korean defectors · quantities “over 500 North Koreans”: at least 500 North Koreans · "
            "certainty certain · status supported · "
            "in the statement “Chinese authorities had forcibly … reclusive nation” · "
            "supports “hundreds of North Korean defectors … to North Korea”"
        ),
        "source Radio Free Asia’s article → Human Rights Watch’s report → Human Rights Watch",
        "allegation:chinese-authorities-9b93d9c9",
    ]


def test_a_meeting_is_shown_with_its_status() -> None:
    assert card(SEED, "meeting:busan-2023-11-15") == [
        "Foreign ministers of China, South Korea and Japan gathering",
        f"“{SEED.meetings[3].evidence[0].exact}”",
        (
            "status scheduled · when “in less than two weeks”: some time from 2023-11-15 to 2023-11-29; for P2W · "
            "where Busan, KR"
        ),
        "source Radio Free Asia’s article → Radio Free Asia",
        "meeting:busan-2023-11-15",
    ]


def test_an_actor_is_shown_with_its_names_offices_and_words() -> None:
    assert card(BUNDLE, "actor:tomas-brandt") == [
        "Tomas Brandt person",
        "“Tomas Brandt”",
        (
            "also Brandt · roles foreign minister of Kessia; in the text “counterpart” · "
            "mentions “Tomas Brandt” and “Brandt”"
        ),
        "actor:tomas-brandt",
    ]


def test_a_source_is_shown_with_who_issued_it_when_and_how_it_reached_the_article() -> None:
    assert card(BUNDLE, "source:the-ministrys-statement") == [
        "the ministry’s statement official statement",
        "“foreign ministry said on Wednesday in a statement”",
        "issued by Ministry of Foreign Affairs of Veldora · issued “Wednesday”: 2023-11-15",
        f"by way of {BUNDLE.attribution('source:the-ministrys-statement')}",
        "source:the-ministrys-statement",
    ]
    letter = card(BUNDLE, "source:a-letter-by-engineers")
    assert letter[0] == "a letter by engineers document"
    assert letter[2].startswith("named no: the article does not say whose it is · address ")


def test_what_makes_a_statement_less_certain_is_shown() -> None:
    bundle = make_bundle(
        "Ana Lima denied that Rui Costa possibly took a bribe.",
        actors=["Ana Lima"],
        statements=[
            {
                "id": "statement:a",
                "kind": "deny",
                "speakers": ["Ana Lima"],
                "content": "Rui Costa possibly took a bribe",
                "certainty": "possible",
                "negated": True,
                "hedges": "possibly",
            }
        ],
    )
    limits = "certainty possible · negated said not to be so · hedged by “possibly”"
    assert card(bundle, "statement:a")[2] == limits


def test_a_record_by_itself_shows_ids_in_the_place_of_names() -> None:
    lines = card(SEED.statements[4], "statement:intelligence-service-shells")
    assert lines[0] == (
        "actor:national-intelligence-service reported to actor:south-korean-lawmakers"
        " about actor:russia and actor:north-korea"
    )
    assert lines[-2] == "source source:intelligence-briefing"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Span(start=3, end=7, exact="said"), "“said” characters 3 to 7"),
        (When(text="Friday"), "“Friday”: not resolved"),
        (When(text="Friday", edtf="2024-05-17"), "“Friday”: 2024-05-17"),
        (When(text="since May", edtf="2024-05/..", relation=Relation.SINCE), "“since May”: 2024-05/.."),
        (
            When(
                text="about May", edtf="2024-05~", approximate=True, relation=Relation.BEFORE, alternatives=["2023-05"]
            ),
            "“about May”: 2024-05~; about; or 2023-05",
        ),
        (
            When(text="by Friday", latest=dt.date(2024, 5, 17), relation=Relation.BY),
            "“by Friday”: until 2024-05-17 (by)",
        ),
        (When(text="every Friday", relation=Relation.EVERY), "“every Friday”: again and again"),
        (When(text="then", earliest=dt.date(2024, 5, 1)), "“then”: from 2024-05-01 on"),
        (When(text="then", earliest=dt.date(2024, 5, 1), latest=dt.date(2024, 5, 1)), "“then”: 2024-05-01"),
        (
            When(text="then", earliest=dt.date(2024, 5, 1), latest=dt.date(2024, 5, 2)),
            "“then”: some time from 2024-05-01 to 2024-05-02",
        ),
        (
            When(text="for days", duration="P3D", relation=Relation.THROUGHOUT),
            "“for days”; for P3D",
        ),
        (Place(name="Port Lys", country="NL", identifiers=["geonames:1"]), "Port Lys, NL, geonames:1"),
        (Place(name="Port Lys", span=Span(start=0, end=8, exact="the port")), "Port Lys; in the text “the port”"),
        (Quantity(text="over 500 people", low=500, unit="people"), "“over 500 people”: at least 500 people"),
        (Quantity(text="3 to 5", low=3, high=5), "“3 to 5”: at least 3 and at most 5"),
        (
            Quantity(text="some 7.5 tons", low=7.5, high=7.5, unit="tons", approximate=True),
            "“some 7.5 tons”: about 7.5 tons",
        ),
        (Quantity(text="hundreds", approximate=True), "“hundreds”"),
        (Role(title="mayor", of_id="actor:porto"), "mayor of actor:porto"),
    ],
)
def test_a_value_is_shown_in_words(value: Any, words: str) -> None:
    assert text_of(tree(value)) == words


def test_an_article_by_itself_is_its_head_and_its_text() -> None:
    lines = [text_of(line) for line in tree(BUNDLE.article)]
    assert lines == [
        "Ministers clash over the Lake Orin dam",
        "Orin Courier · 2023-11-15 · en · edited by Mia Sol · https://courier.example/dam",
        f"{BUNDLE.article.id} · {len(TEXT)} characters",
        TEXT,
    ]


def test_what_happens_stands_in_the_order_of_the_text_and_open() -> None:
    sections = list(tree(BUNDLE).iter("details"))
    assert [(text_of(one[0]), one.get("open")) for one in sections] == [
        ("Statements (5)", "open"),
        ("Meetings (2)", "open"),
        ("Allegations (2)", "open"),
        ("Actors (8)", None),
        ("Sources (3)", None),
    ]
    ids = [text_of(box[-1]).split(" · ")[0] for box in sections[0].iter("li")]
    assert ids == [event.id for event in BUNDLE.events if isinstance(event, Statement)]


@pytest.mark.parametrize(
    "record",
    [
        *(BUNDLE.article, BUNDLE.actors[2], BUNDLE.sources[1], BUNDLE.statements[0]),
        *(BUNDLE.meetings[0], BUNDLE.allegations[0]),
        *(Span(start=0, end=1, exact="a"), When(text="a"), Place(name="a"), Quantity(text="a"), Role(title="a")),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_that_nobody_has_validated_is_shown_too(record: Any) -> None:
    for value in (None, 5, "text", "\ud800", 10**5000, object(), ("a",), (5,), (None,), float("nan"), BUNDLE):
        for field in attrs.fields(type(record)):
            tree(attrs.evolve(record, **{field.name: value}))


def test_what_is_no_part_of_the_model_is_refused() -> None:
    with pytest.raises(TypeError, match="a str is not shown"):
        to_html("text")  # type: ignore[arg-type]


# --- what could not be located


def test_it_is_said_that_every_span_was_located() -> None:
    count = len({(span.start, span.end) for _, span in spans_of(BUNDLE)})
    assert f"Located: {count} spans, all of the records that are shown." in text_of(tree(BUNDLE))


def spans_of(bundle: Bundle) -> Iterator[tuple[str, Span]]:
    for record in bundle.records:
        for path, value in walk(record, ""):
            if isinstance(value, Span):
                yield path, value


def test_an_office_whose_words_are_not_in_the_text_is_named() -> None:
    roles = [Role(title="foreign minister"), Role(title="diver", span=BUNDLE.actors[2].mentions[0])]
    bundle = with_record("actors", 2, roles=roles)
    assert text_of(tree(bundle)[-1]) == "Not located: the office of foreign minister (Ana Duarte)"


def test_without_the_text_every_span_is_listed_in_its_order_with_its_words() -> None:
    found = tree(BUNDLE.detach())
    spans = sorted({(span.start, span.end, span.exact) for _, span in spans_of(BUNDLE)})
    rows = [text_of(row) for row in found.iter("div") if re.match(r"\d+–", text_of(row)) and row.get("title")]
    assert rows == [f"{start}–{end} “{exact}”" for start, end, exact in spans]
    assert text_of(found[-1]) == f"Not located: {len(spans)} spans, because the article has no text here."
    assert not list(found.iter("blockquote"))


# --- sizes

LONG = "It was a quiet week in Porto and nobody had much to say. " * 17_544  # a megabyte


def long_bundle(text: str, count: int) -> Bundle:
    """A bundle with this many statements, spread evenly over a text."""
    step = (len(text) - 100) // count
    spans = [Span(start=at, end=at + 20, exact=text[at : at + 20]) for at in range(50, 50 + step * count, step)]
    return Bundle(
        article=Article.from_text(text),
        sources=[Source(id="source:article", kind=SourceKind.ARTICLE)],
        actors=[Actor(id="actor:a", name="Ana Lima", kind=ActorKind.PERSON, evidence=spans[:1])],
        statements=[
            Statement(
                id=f"statement:{number}",
                kind=StatementKind.SAY,
                speaker_ids=["actor:a"],
                content=[span],
                source_id="source:article",
                evidence=[span],
            )
            for number, span in enumerate(spans)
        ],
    )


def left_out(value: Any) -> list[int]:
    """The stated numbers of characters that are left out of the text."""
    notes = [text_of(note) for note in tree(value).iter("small")]
    return [int(re.fullmatch(r"\[… ([\d,]+) characters? left out …\]", note)[1].replace(",", "")) for note in notes]  # type: ignore[index]


def in_view(value: Any) -> str:
    """The part of the text that is shown."""
    (quote,) = tree(value).iter("blockquote")
    for note in quote.iter("small"):
        note.text = ""
    return text_of(quote)


@pytest.mark.parametrize("text", [LONG, "x" * 1_000_000, "\u0915\u093f" * 500_000], ids=["words", "a line", "marks"])
def test_of_a_long_text_with_few_records_their_surroundings_are_shown(text: str) -> None:
    bundle = long_bundle(text, 3)
    assert len(to_html(bundle)) < 12_000
    assert len(left_out(bundle)) == 3
    assert len(in_view(bundle)) + sum(left_out(bundle)) == len(text)
    assert len(to_html(bundle.article)) < 8_000
    assert len(in_view(bundle.article)) + sum(left_out(bundle.article)) == len(text)


def test_a_text_is_not_cut_before_it_is_long() -> None:
    text = ("a" * 99 + " ") * 10
    bundle = long_bundle(f"{text}{text}", 2)
    assert not left_out(bundle)
    assert in_view(bundle) == bundle.article.text
    assert not left_out(Article.from_text(text * 20))
    assert left_out(Article.from_text(text * 20 + "a")) == [16_001]


def test_of_many_records_some_are_shown_and_the_others_counted() -> None:
    bundle = long_bundle(LONG, 10_000)
    (section,) = [one for one in tree(bundle).iter("details") if text_of(one[0]) == "Statements (10,000)"]
    assert len(list(section.iter("li"))) == 50
    assert text_of(section[-1]) == "9,950 more are not shown."
    assert len(to_html(bundle)) < 100_000
    assert len(in_view(bundle)) + sum(left_out(bundle)) == len(LONG)


def test_a_text_full_of_marks_is_shown_up_to_a_limit() -> None:
    spans = [Span(start=at, end=at + 50, exact=LONG[at : at + 50]) for at in range(0, 240_000, 100)]
    bundle = attrs.evolve(long_bundle(LONG, 1), actors=[attrs.evolve(long_bundle(LONG, 1).actors[0], mentions=spans)])
    assert len(in_view(bundle)) == 50_000
    assert "Marked are the first 2,000 of 2,401 spans" in text_of(tree(bundle))
    assert len(in_view(bundle)) + sum(left_out(bundle)) == len(LONG)


def test_long_words_and_lists_of_a_record_are_cut() -> None:
    span = Span(start=0, end=len(LONG), exact=LONG)
    names = tuple(f"actor:{number}" for number in range(10_000))
    statement = attrs.evolve(BUNDLE.statements[0], content=[span] * 100, evidence=[span], target_ids=names)
    assert len(to_html(statement)) < 10_000
    text = text_of(tree(statement))
    assert "and 9,990 more" in text
    cut = re.search(r"“([^”]*) \[… ([\d,]+) characters …\] ([^”]*)”", text)
    assert cut is not None
    assert len(cut[1]) + int(cut[2].replace(",", "")) + len(cut[3]) == len(LONG)
    assert 350 < len(cut[1] + cut[3]) <= 400


# --- colours

GROUNDS = {
    "JupyterLab light": ("#ffffff", "#212121"),
    "JupyterLab dark": ("#111111", "#ffffff"),
    "GitHub light": ("#ffffff", "#1f2328"),
    "GitHub dark": ("#0d1117", "#f0f6fc"),
    "VS Code light": ("#ffffff", "#3b3b3b"),
    "VS Code dark": ("#1f1f1f", "#cccccc"),
    "Colab dark": ("#383838", "#e3e3e3"),
}
"""The background and the text colour of common notebooks."""

Colour = tuple[float, float, float]


def rgb(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def blend(over: Colour, ground: Colour, alpha: float) -> Colour:
    red, green, blue = (one * alpha + other * (1 - alpha) for one, other in zip(over, ground, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: Colour) -> float:
        parts = [part / 255 for part in colour]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("notebook", GROUNDS)
@pytest.mark.parametrize("cls", _html_look.CLASSES)
def test_text_and_lines_can_be_read_in_every_theme(notebook: str, cls: str) -> None:
    ground, ink = map(rgb, GROUNDS[notebook])
    tint = _html_look.TINTS[cls]
    tinted = blend(rgb(tint), ground, int(tint[7:], 16) / 255)
    assert contrast(ink, tinted) >= 4.5
    assert contrast(blend(ink, ground, 0.8), ground) >= 4.5
    assert contrast(rgb(_html_look.LINES[cls]), ground) >= 3


@pytest.mark.parametrize(
    ("cls", "tint"),
    {
        "actor": "#e3edf9",
        "source": "#ececec",
        "statement": "#e2f2e4",
        "meeting": "#f3e6f7",
        "allegation": "#fbe6e3",
    }.items(),
)
def test_on_white_a_class_has_the_tint_of_every_view(cls: str, tint: str) -> None:
    colour = blend(rgb(_html_look.TINTS[cls]), rgb("#ffffff"), 0.2)
    assert tuple(map(round, colour)) == rgb(tint)


def test_no_text_has_a_colour_of_its_own() -> None:
    styles = [element.get("style", "") for element in tree(SEED).iter()]
    assert not [style for style in styles if re.search(r"(^|;)color:", style)]


# --- the methods

SHOWN = [SEED, SEED.article, *(getattr(SEED, name)[0] for name in LISTS)]
SHOWN += [SEED.allegations[6].when, SEED.allegations[6].place, SEED.allegations[1].quantities[0]]
SHOWN += [SEED.actors[10].roles[0], SEED.statements[0].evidence[0]]


@pytest.mark.parametrize("value", SHOWN, ids=lambda value: type(value).__name__)
def test_a_notebook_shows_every_part_of_a_bundle(value: Any) -> None:
    assert value._repr_html_() == to_html(value)
    assert pickle.loads(pickle.dumps(value))._repr_html_() == to_html(value)


def test_rich_shows_the_numbers_of_a_bundle() -> None:
    assert pretty_repr(BUNDLE, max_width=200) == (
        f"Bundle(article='{BUNDLE.article.id}', actors=8, sources=3, statements=5, meetings=2, allegations=2)"
    )


def test_rich_shows_the_fields_of_a_record_that_differ_from_their_defaults() -> None:
    meeting = attrs.evolve(BUNDLE.meetings[1], when=None, evidence=[], participant_ids=[])
    assert pretty_repr(meeting, max_width=200) == (
        f"Meeting(id='{meeting.id}', kind={meeting.kind!r}, status={meeting.status!r}, "
        "source_id='source:article', evidence=())"
    )
    assert "text=" not in pretty_repr(BUNDLE.article)
