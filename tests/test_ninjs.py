"""ninjs: the item for a bundle, its conformance to the standard, and reading items of any version."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import ActorKind, Article, Bundle, BundleError, MeetingStatus, When, load_seed
from newsevents.formats._ninjs import LOST, PROPERTIES
from newsevents.formats.articles import from_ninjs
from newsevents.formats.ninjs import to_ninjs
from newsevents.model.fields import fields_of
from newsevents.model.vocabulary import Granularity, Relation
from newsevents.testing import bundles, make_bundle, texts

from .example import BUNDLE, issues_of, places, span, with_article, with_record
from .settings import examples

# --- the rules of ninjs 3.1 for the properties that are written (User Guide, "ninjs in Detail", "Events and Planned
# Coverage", "Associations"; JSON Schema 3.1, which also allows no other property anywhere)

STRING = {"type": "string"}
URI = {"type": "string", "format": "uri"}
DATE_TIME = {"type": "string", "format": "date-time"}
TRUNCATED = {  # "Truncated DateTime"
    "type": "string",
    "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?"
    r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$",
}


def closed(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


ADDRESS = closed("address", address=closed(country=STRING))  # "Contact Info structure"
PARTY = {"name": STRING, "uri": URI, "literal": STRING}
ORGANISATION = closed(**PARTY, rel=STRING)  # "Organisation Structure"
PLACE = closed(**PARTY, rel=STRING, contactInfo=listed(ADDRESS))
WORDS = closed("value", role=STRING, contentType=STRING, value=STRING)
DATES = {  # "Dates for Events and Planning": a start or an end, each given in one way
    **closed(startDate=DATE_TIME, endDate=DATE_TIME, expectedStartDate=TRUNCATED, expectedEndDate=TRUNCATED),
    "anyOf": [
        {"oneOf": [{"required": ["startDate"]}, {"required": ["expectedStartDate"]}]},
        {"oneOf": [{"required": ["endDate"]}, {"required": ["expectedEndDate"]}]},
    ],
}
COMMON = {
    "uri": URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "title": STRING,
    "people": listed(closed(**PARTY, rel=STRING)),
    "organisations": listed(ORGANISATION),
    "places": listed(PLACE),
}
EVENT = closed(
    "name",  # "Associations"
    "uri",
    name=STRING,
    rel=STRING,
    eventDetails=closed(dates=DATES, organiser=ORGANISATION),
    **COMMON,
)
ITEM = closed(
    "uri",  # "ninjs in Detail"
    standard=closed(name=STRING, version=STRING, schema=URI),
    representationType={"enum": ["full", "partial"]},
    versionCreated=DATE_TIME,
    language=STRING,
    altIds=listed(closed(role=STRING, value=STRING)),
    headlines=listed(WORDS),
    bodies=listed(WORDS),
    infoSources=listed(closed(**PARTY, role=STRING)),
    associations=listed(EVENT),
    **COMMON,
)

FORMATS = jsonschema.FormatChecker(formats=())
RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
RFC_3986 = re.compile(
    r"(?P<scheme>[^:/?#]+):(//(?P<host>[^/?#]*))?(?P<path>[^?#]*)(\?(?P<query>[^#]*))?(#(?P<part>.*))?"
)


@FORMATS.checks("date-time")
def is_date_time(value: object) -> bool:
    return RFC_3339.fullmatch(str(value)) is not None


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    parts = RFC_3986.fullmatch(str(value))
    if parts is None or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", parts["scheme"]):
        return False
    character = r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}"
    return all(re.fullmatch(f"({character})*", parts[name] or "") for name in ("path", "query", "part"))


VALIDATOR = jsonschema.Draft202012Validator(ITEM, format_checker=FORMATS)


def item(bundle: Bundle) -> dict[str, Any]:
    """A bundle's item, as valid JSON."""
    values: dict[str, Any] = json.loads(json.dumps(to_ninjs(bundle), allow_nan=False))
    VALIDATOR.validate(values)
    return values


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"uri": "not a URI"},
        {"versionCreated": "2023-11-15"},
        {"type": "article"},
        {"people": [{"role": "x"}]},
        {"associations": [{"uri": "urn:x:1"}]},
        {"associations": [{"uri": "urn:x:1", "name": "x", "eventDetails": {"dates": {}}}]},
    ],
)
def test_the_rules_can_be_broken(change: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors({**item(BUNDLE), **change}))


# --- writing: the article


def test_the_seed_is_a_valid_item() -> None:
    seed = load_seed()
    values = item(seed)
    assert values["type"] == "text"
    assert values["standard"] == {
        "name": "ninjs",
        "version": "3.1",
        "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
    }
    assert values["bodies"] == [{"role": "main", "contentType": "text/plain", "value": seed.article.text}]
    assert values["headlines"] == [{"role": "main", "contentType": "text/plain", "value": seed.article.title}]
    assert {"name": "Antony Blinken", "rel": "mentions"} in values["people"]
    assert {"name": "Hamas", "rel": "mentions"} in values["organisations"]
    assert {"name": "Radio Free Asia", "role": "https://schema.org/publisher"} in values["infoSources"]
    assert [event["eventDetails"]["dates"] for event in values["associations"] if "eventDetails" in event] == [
        {"expectedStartDate": "2023-11-14"},
        {"expectedStartDate": "2023-09"},
        {"expectedStartDate": "2023-11-13"},
    ]


def test_the_properties_stand_in_a_fixed_order() -> None:
    assert list(item(BUNDLE)) == [
        "standard",
        "uri",
        "type",
        "language",
        "altIds",
        "headlines",
        "bodies",
        "people",
        "organisations",
        "places",
        "infoSources",
        "associations",
    ]


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://courier.example/dam?a=1&b=%20#top", "https://courier.example/dam?a=1&b=%20#top"),
        ("https://courier.example/Dämme/물", "https://courier.example/D%C3%A4mme/%EB%AC%BC"),
        ("https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("urn:news:1", "urn:news:1"),
        ("https://courier.example/a|b", "https://courier.example/a%7Cb"),
        (None, "urn:newsevents:article:a%2Fb%23%EB%AC%BC%25"),
        ("https://courier.example/100%", "urn:newsevents:article:a%2Fb%23%EB%AC%BC%25"),
        ("https://courier.example/a#b#c", "urn:newsevents:article:a%2Fb%23%EB%AC%BC%25"),
        ("https://[::1/", "urn:newsevents:article:a%2Fb%23%EB%AC%BC%25"),
    ],
)
def test_the_uri_is_the_address_or_else_made_from_the_id(url: str | None, uri: str) -> None:
    assert item(with_article(id="article:a/b#물%", url=url))["uri"] == uri


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (dt.datetime(2023, 11, 15, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5))), "2023-11-15T09:30:00-05:00"),
        (dt.datetime(2023, 11, 15, 9, 30, 0, 5, tzinfo=dt.UTC), "2023-11-15T09:30:00.000005+00:00"),
        (dt.datetime(2023, 11, 15, 9, 30), None),
        (dt.datetime(2023, 11, 15, 9, 30, tzinfo=dt.timezone(dt.timedelta(seconds=15))), None),
        (dt.date(2023, 11, 15), None),
        (None, None),
    ],
)
def test_only_a_time_with_an_offset_is_a_date_time(published: Any, written: str | None) -> None:
    bundle = make_bundle("It rained.", published=published)
    assert item(bundle).get("versionCreated") == written


def test_without_its_text_the_item_is_partial() -> None:
    values = item(BUNDLE.detach())
    assert values["representationType"] == "partial"
    assert "bodies" not in values
    assert "representationType" not in item(BUNDLE)


def test_what_an_article_lacks_is_left_out() -> None:
    assert list(item(make_bundle("It rained.", published=None))) == ["standard", "uri", "type", "altIds", "bodies"]


# --- writing: who and where


@pytest.mark.parametrize("kind", ActorKind)
def test_actors_are_people_or_organisations_but_groups_and_the_unnamed_are_neither(kind: ActorKind) -> None:
    values = item(make_bundle("Lima rained.", actors=[{"name": "Lima", "kind": kind}]))
    party = [{"name": "Lima", "rel": "mentions"}]
    neither = kind in ("group", "unnamed")
    assert values.get("people", []) == (party if kind == "person" else [])
    assert values.get("organisations", []) == ([] if neither or kind == "person" else party)


@pytest.mark.parametrize(
    ("identifiers", "identity"),
    [
        (["wikidata:Q884"], {"uri": "http://www.wikidata.org/entity/Q884"}),
        (["geonames:1"], {"uri": "https://sws.geonames.org/1/"}),
        (["https://example.org/물"], {"uri": "https://example.org/%EB%AC%BC"}),
        (["urn:x:1"], {"uri": "urn:x:1"}),
        (["lei:529900T8BM49AURSDO55"], {"literal": "lei:529900T8BM49AURSDO55"}),
        (["a", "wikidata:Q1", "b", "wikidata:Q2"], {"uri": "http://www.wikidata.org/entity/Q1", "literal": "a"}),
        (["https://exa mple/|^%"], {"literal": "https://exa mple/|^%"}),
        ([], {}),
    ],
)
def test_identifiers_are_a_uri_and_a_literal(identifiers: list[str], identity: dict[str, str]) -> None:
    bundle = make_bundle("Lima rained.", actors=[{"name": "Lima", "identifiers": identifiers}])
    assert item(bundle)["people"] == [{"name": "Lima", "rel": "mentions", **identity}]


def test_a_place_stands_with_its_country_in_the_order_of_the_events() -> None:
    assert item(BUNDLE)["places"] == [
        {"name": "Port Lys", "rel": "mentions"},
        {
            "name": "Port Lys",
            "rel": "mentions",
            "uri": "https://sws.geonames.org/1/",
            "contactInfo": [{"address": {"country": "NL"}}],
        },
    ]


def test_a_place_of_two_events_stands_once() -> None:
    statements = [{"unattributed": True, "content": word, "place": "Lima"} for word in ("rain", "snow")]
    bundle = make_bundle("In Lima there was talk of rain and snow.", statements=statements)
    assert len([one for one in bundle.statements if one.place is not None]) == 2
    assert item(bundle)["places"] == [{"name": "Lima", "rel": "mentions"}]


def test_nobody_is_marked_by_an_allegation() -> None:
    without = item(attrs.evolve(BUNDLE, allegations=()))
    values = item(BUNDLE)
    for name in ("people", "organisations", "infoSources", "associations"):
        assert values[name] == without[name]
    assert {party["rel"] for name in ("people", "organisations") for party in values[name]} == {"mentions"}
    assert "alleg" not in json.dumps({**values, "bodies": [], "headlines": []})
    assert "accus" not in json.dumps({**values, "bodies": [], "headlines": []})


def test_the_publisher_the_editors_and_those_who_issued_a_source_are_sources_of_information() -> None:
    assert item(BUNDLE)["infoSources"] == [
        {"name": "Orin Courier", "role": "https://schema.org/publisher"},
        {"name": "Mia Sol", "role": "https://schema.org/editor"},
        {
            "name": "Ministry of Foreign Affairs of Veldora",
            "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource",
        },
    ]


def test_a_publisher_that_only_its_actor_names_has_that_name() -> None:
    assert item(with_article(publisher=None))["infoSources"][0]["name"] == "Orin Courier"


# --- writing: meetings


def test_a_meeting_is_an_associated_event() -> None:
    held, scheduled = item(BUNDLE)["associations"]
    assert held == {
        "name": "talks in Port Lys",
        "rel": "mentions",
        "uri": f"urn:newsevents:{BUNDLE.article.id}:{BUNDLE.meetings[0].id}",
        "type": "event",
        "title": "talks in Port Lys",
        "eventDetails": {
            "dates": {"expectedStartDate": "2023-11-14"},
            "organiser": {"name": "Kessia", "uri": "http://www.wikidata.org/entity/Q0"},
        },
        "people": [
            {"name": "Ana Duarte", "rel": "participant"},
            {"name": "Tomas Brandt", "rel": "participant"},
        ],
        "places": [
            {
                "name": "Port Lys",
                "uri": "https://sws.geonames.org/1/",
                "contactInfo": [{"address": {"country": "NL"}}],
            }
        ],
    }
    assert scheduled == {
        "name": "talks",
        "rel": "mentions",
        "uri": f"urn:newsevents:{BUNDLE.article.id}:{BUNDLE.meetings[1].id}",
        "type": "event",
        "eventDetails": {"dates": {"expectedStartDate": "2023-11-20"}},
    }


@pytest.mark.parametrize("status", MeetingStatus)
def test_an_event_is_only_what_was_held_or_is_scheduled(status: MeetingStatus) -> None:
    bundle = attrs.evolve(with_record("meetings", 1, status=status, when=None), statements=(), allegations=())
    assert len(item(bundle)["associations"]) == (2 if status in ("held", "scheduled") else 1)


def test_of_several_hosts_none_is_the_organiser() -> None:
    bundle = with_record("meetings", 0, host_ids=["actor:kessia", "actor:veldora"])
    assert "organiser" not in item(bundle)["associations"][0]["eventDetails"]


def at(day: str) -> dt.date:
    return dt.datetime.fromisoformat(day) if "T" in day else dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("earliest", "latest", "more", "dates"),
    [
        ("2023-11-14", "2023-11-14", {}, {"expectedStartDate": "2023-11-14"}),
        ("2023-09-01", "2023-09-30", {"granularity": Granularity.MONTH}, {"expectedStartDate": "2023-09"}),
        ("2024-02-01", "2024-02-29", {"granularity": Granularity.MONTH}, {"expectedStartDate": "2024-02"}),
        ("2023-01-01", "2023-12-31", {"granularity": Granularity.YEAR}, {"expectedStartDate": "2023"}),
        ("9999-12-01", "9999-12-31", {"granularity": Granularity.MONTH}, {"expectedStartDate": "9999-12"}),
        ("2023-09-01", "2023-09-29", {"granularity": Granularity.MONTH}, None),
        ("2023-11-06", "2023-11-12", {"granularity": Granularity.WEEK}, None),
        ("2023-11-14T09:00:00+09:00", "2023-11-14T09:00:00+09:00", {}, {"startDate": "2023-11-14T09:00:00+09:00"}),
        ("2023-11-14T09:00:00", "2023-11-14T09:00:00", {}, {"expectedStartDate": "2023-11-14T09:00:00"}),
        ("2023-11-14T09:00:00Z", "2023-11-14T09:59:59Z", {}, None),
        (
            "2023-11-14T09:00:00+00:00",
            "2023-11-14T09:00:00+00:00",
            {"approximate": True},
            {"expectedStartDate": "2023-11-14T09:00:00+00:00"},
        ),
        (
            "2023-11-13",
            "2023-11-15",
            {"relation": Relation.THROUGHOUT},
            {"expectedStartDate": "2023-11-13", "expectedEndDate": "2023-11-15"},
        ),
        (None, "2023-11-15", {"relation": Relation.THROUGHOUT}, {"expectedEndDate": "2023-11-15"}),
        (
            "2023-11-13T09:00:00+00:00",
            "2023-11-13T12:00:00+00:00",
            {"relation": Relation.THROUGHOUT},
            {"startDate": "2023-11-13T09:00:00+00:00", "endDate": "2023-11-13T12:00:00+00:00"},
        ),
        *(
            ("2023-11-14", "2023-11-14", {"relation": relation}, None)
            for relation in Relation
            if relation not in ("at", "throughout")
        ),
        (None, None, {}, None),
        (None, "2023-11-14", {}, None),
    ],
)
def test_dates_say_when_a_meeting_begins_or_nothing(
    earliest: str | None, latest: str | None, more: dict[str, Any], dates: dict[str, str] | None
) -> None:
    words = span("Nov. 20")
    bounds = {name: day and at(day) for name, day in (("earliest", earliest), ("latest", latest))}
    when = When(text=words.exact, span=words, **{**bounds, **more})
    undated = with_article(published=None)
    bundle = with_record("meetings", 1, undated, status=MeetingStatus.HELD, when=when)
    assert item(bundle)["associations"][1].get("eventDetails", {}).get("dates") == dates


def test_the_uris_of_two_articles_events_differ() -> None:
    one, two = (make_bundle(f"{word} rained.", meetings=[{"evidence": "rained"}]) for word in ("It", "All"))
    assert one.meetings[0].id == two.meetings[0].id
    assert to_ninjs(one)["associations"][0]["uri"] != to_ninjs(two)["associations"][0]["uri"]


# --- any bundle


@settings(max_examples=examples(60))
@given(bundles())
def test_any_bundle_is_a_valid_item_whose_article_comes_back(bundle: Bundle) -> None:
    values = item(bundle)
    assert values == to_ninjs(newsevents.loads(newsevents.dumps(bundle)))
    uris = [event["uri"] for event in values.get("associations", [])]
    assert len(set(uris)) == len(uris)
    article = from_ninjs(json.dumps(values))
    for name in ("id", "text", "title", "language", "url", "sha256"):
        assert getattr(article, name) == getattr(bundle.article, name)
    assert article.editors == tuple(dict.fromkeys(bundle.article.editors))
    if bundle.article.publisher is not None:
        assert article.publisher == bundle.article.publisher
    published = bundle.article.published
    exact = isinstance(published, dt.datetime) and published.tzinfo is not None
    assert str(article.published) == (str(published) if exact else "None")


def test_every_field_of_an_article_has_a_property_or_is_lost() -> None:
    assert set(PROPERTIES) | LOST == {field.name for field in fields_of(Article)}
    assert not set(PROPERTIES) & LOST


# --- reading: the versions

PLAIN = "Ana Lima said:\r\n\r\n“It’s  safe <b>now</b> &amp; then.”"
XHTML = "<p>Ana Lima said:</p><p>“It’s <b>safe</b>.”</p>"
LINES = "Ana Lima said:\n“It’s safe.”"

ONE: dict[str, Any] = {
    "$standard": {"name": "ninjs", "version": "1.5"},
    "uri": "https://courier.example/1",
    "type": "text",
    "versioncreated": "2024-05-17T09:30:00+01:00",
    "language": "en",
    "headline": "Bridge safe",
    "headline_subhead": "Mayor speaks",
    "body_text": PLAIN,
    "body_xhtml": XHTML,
    "infosource": [{"name": "The Courier", "rel": "publisher"}],
    "altids": {"newsevents": "x"},
    "associations": {"a": {"uri": "urn:x:1", "type": "picture"}},
}
TWO: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "2.1"},
    "uri": "https://courier.example/1",
    "versioncreated": "2024-05-17T09:30:00+01:00",
    "language": "en",
    "headlines": [{"role": "subhead", "value": "Mayor speaks"}, {"role": "main", "value": "Bridge safe"}],
    "bodies": [
        {"role": "html5", "contenttype": "text/html", "value": XHTML},
        {"role": "text", "contenttype": "text/plain", "value": PLAIN},
    ],
    "infosources": [{"name": "The Courier", "role": "https://schema.org/publisher"}],
}
THREE: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "3.2"},
    "uri": "https://courier.example/1",
    "versionCreated": "2024-05-17T09:30:00+01:00",
    "language": "en",
    "headlines": [{"value": "Bridge safe"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain; charset=utf-8", "value": PLAIN},
        {"role": "caption", "contentType": "text/plain", "value": "A bridge"},
    ],
    "infoSources": [{"name": "The Courier", "role": "publisher"}, {"name": "Rui Costa", "role": "x/contentSource"}],
}


@pytest.mark.parametrize("values", [ONE, TWO, THREE], ids=["1.x", "2.x", "3.x"])
def test_an_item_of_each_version_is_read(values: dict[str, Any]) -> None:
    article = from_ninjs(values)
    assert article.text == PLAIN
    assert article.title == "Bridge safe"
    assert str(article.published) == "2024-05-17 09:30:00+01:00"
    assert (article.language, article.publisher, article.url) == ("en", "The Courier", "https://courier.example/1")
    assert article.id.startswith("article:bridge-safe-")
    assert from_ninjs(json.dumps(values)) == from_ninjs(json.dumps(values).encode()) == article


def without(values: dict[str, Any], *names: str, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names} | more


@pytest.mark.parametrize(
    "values",
    [
        without(ONE, "body_text"),
        without(TWO, bodies=[{"contenttype": "application/xhtml+xml", "value": XHTML}]),
        without(TWO, bodies=[{"contenttype": "text/vnd.IPTC.NITF", "value": "<nitf/>"}, TWO["bodies"][0]]),
        without(THREE, bodies=[{"contentType": "text/html", "value": XHTML}] * 2),
        without(THREE, bodies=[{"role": "main", "contentType": "Text/HTML", "value": XHTML}, THREE["bodies"][1]]),
    ],
)
def test_where_the_body_is_only_markup_its_blocks_become_lines(values: dict[str, Any]) -> None:
    assert from_ninjs(values).text == LINES


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("just  words\n here", "just words here"),
        ("<p>a</p> <p>b</p>", "a\nb"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>one <i>t</i>wo</p>", "one two"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><th>a</th> <td>b\tc</td></tr><tr><td>d</td></tr></table>", "a\tb c\nd"),
        ("<pre>a\n  b</pre> c\nd", "a\nb\nc d"),
        ("a&nbsp;b &amp; &lt;c&gt; &#8220;d&#x201d; &no; &", "a\u00a0b & <c> “d” &no; &"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ("<html><head><title>x</title></head><body><h1>a</h1><p>b</p></body></html>", "a\nb"),
        ("a<!-- b -->c", "ac"),
        ("a<script/>b<SCRIPT>c</scripts></Script >d", "abd"),
        ("<p title='>'>a</p><p title=it's>b</p><p title = \"'>\">c</p>", "a\nb\nc"),
        ("<![CDATA[a & <b> &amp;]]>", "a & <b> &amp;"),
        ("<?xml version='1.0'?><!DOCTYPE html><p>a</p>", "a"),
        ("a < b, 2<3, <", "a < b, 2<3, <"),
        ("</pre></p>a<p>b", "a\nb"),
        ("</pre><pre>a\nb</pre>", "a\nb"),
        ("물은 <b>차다</b>", "물은 차다"),
    ],
)
def test_markup_is_read_as_html_reads_it(markup: str, text: str) -> None:
    assert from_ninjs({"uri": "urn:x:1", "body_html": markup}).text == text


@pytest.mark.parametrize(
    "end", ["<style>p {}", "<script>", "<title>", "<!-- b", "<![CDATA[", "<a href='x>", "<a href", "</p", "<!b", "<?b"]
)
def test_what_has_no_end_would_hide_the_rest_and_is_refused(end: str) -> None:
    issues = issues_of(lambda: from_ninjs({"uri": "urn:x:1", "body_html": f"<p>a</p>{end} b c"}))
    assert places(issues) == [("body_html", "type")]
    assert "has no end" in issues[0].message


@pytest.mark.parametrize(
    "unit",
    ["<", "<!", "<a ", "<a b='", "<a b=>", "&", "&#", "</", "<p>", "<pre>\n", "<td>", "<script>", "<!-- -->", "]]>"],
)
def test_long_markup_is_read_or_refused(unit: str) -> None:
    markup = "a" + unit * (400_000 // len(unit))
    try:  # in quadratic time this would take many minutes
        from_ninjs({"uri": "urn:x:1", "body_html": markup})
    except BundleError as error:
        assert len(str(error)) < 500


@pytest.mark.parametrize(
    "bodies",
    [
        {"bodies": [{"value": "a < b, R&D"}]},
        {"bodies": [{"role": "x", "value": "a < b, R&D"}]},
        {"body_main": "a < b, R&D"},
        {"body_main": "a < b, R&D", "body_richtext": "<p>a</p>"},
        {"body_text": "a < b, R&D", "body_main": "other"},
    ],
)
def test_a_body_of_no_stated_format_is_plain_if_it_has_no_markup(bodies: dict[str, Any]) -> None:
    if "body_main" in bodies and "body_text" in bodies:
        assert places(issues_of(lambda: from_ninjs({"uri": "urn:x:1", **bodies}))) == [("bodies", "missing-field")]
    else:
        assert from_ninjs({"uri": "urn:x:1", **bodies}).text == "a < b, R&D"


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"headline": "A", "title": "T"}, "A"),
        ({"headline_main": "A"}, "A"),
        ({"title": "T"}, "T"),
        ({"headlines": [{"value": "A"}], "title": "T"}, "A"),
        ({"headlines": [{"value": "A"}, {"value": "B"}], "title": "T"}, "T"),
        ({"headlines": [{"value": "A"}, {"value": "B"}]}, None),
        ({"headlines": [{"contentType": "text/html", "value": "<p>A &amp;<br>B</p>"}]}, "A & B"),
        ({"headlines": [{"contenttype": "text/plain", "value": "A &amp; B"}]}, "A &amp; B"),
        ({"headline": "A &amp; B"}, "A &amp; B"),
        ({}, None),
    ],
)
def test_the_title_is_the_main_headline_or_else_the_title(values: dict[str, Any], title: str | None) -> None:
    assert from_ninjs({"uri": "urn:x:1", "body_text": "It rained.", **values}).title == title


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (
            {"versioncreated": "2024-05-17T09:30:00Z", "firstcreated": "2024-05-16T09:30:00Z"},
            "2024-05-17 09:30:00+00:00",
        ),
        (
            {"firstCreated": "2024-05-16T09:30:00.000Z", "contentCreated": "2020-01-01T00:00:00Z"},
            "2024-05-16 09:30:00+00:00",
        ),
        ({"contentCreated": "2020-01-01T00:00:00Z"}, "2020-01-01 00:00:00+00:00"),
        ({"versionCreated": "2024-05-17"}, "2024-05-17"),
        ({"embargoed": "2024-05-17T09:30:00Z"}, "None"),
    ],
)
def test_the_date_is_that_of_the_version(values: dict[str, str], day: str) -> None:
    assert str(from_ninjs({"uri": "urn:x:1", "body_text": "It rained.", **values}).published) == day


def test_of_several_publishers_none_is_taken() -> None:
    parties = [{"name": "A", "role": "publisher"}, {"name": "B", "role": "publisher"}]
    assert from_ninjs({"uri": "urn:x:1", "body_text": "a", "infosources": parties}).publisher is None
    assert from_ninjs({"uri": "urn:x:1", "body_text": "a", "infosources": parties[:1] * 2}).publisher == "A"


# --- reading: what is wrong


def test_all_that_is_wrong_with_an_item_is_said_at_once() -> None:
    values = {
        "standard": {"name": "ninjs", "version": "4.0"},
        "versionCreated": "yesterday",
        "language": 5,
        "headlines": ["A"],
        "bodies": [{"contentType": "text/plain"}, "b", {"value": 7}],
        "altIds": [{"role": "newsevents", "value": "actor:x"}],
        "infoSources": {"name": "A"},
    }
    assert places(issues_of(lambda: from_ninjs(values))) == [
        ("standard.version", "version"),
        ("bodies[1]", "type"),
        ("bodies[0].value", "missing-field"),
        ("bodies[2].value", "type"),
        ("altIds[0].value", "id-form"),
        ("headlines[0]", "type"),
        ("infoSources", "type"),
        ("uri", "missing-field"),
        ("versionCreated", "date-form"),
        ("language", "type"),
    ]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({}, ("bodies", "missing-field")),
        ({"bodies": []}, ("bodies", "missing-field")),
        ({"bodies": "a"}, ("bodies", "type")),
        ({"body_text": " "}, ("bodies", "missing-field")),
        ({"body_text": 5}, ("body_text", "type")),
        ({"body_text": "a\ud800"}, ("body_text", "surrogate")),
        ({"body_html": "<p> </p>"}, ("body_html", "empty")),
        ({"body_nitf": "<nitf/>"}, ("bodies", "missing-field")),
        ({"bodies": [{"value": "<p>a</p>"}]}, ("bodies", "missing-field")),
        ({"bodies": [{"value": "a"}, {"value": "b"}]}, ("bodies", "missing-field")),
        ({"bodies": [{"role": "main", "value": "a"}, {"role": "main", "value": "b"}]}, ("bodies", "missing-field")),
        (
            {"bodies": [{"role": "main", "contentType": "text/x-nitf", "value": "a"}, {"value": "b"}]},
            ("bodies", "missing-field"),
        ),
    ],
)
def test_an_item_that_does_not_tell_its_text_is_refused(values: dict[str, Any], place: tuple[str, str]) -> None:
    assert places(issues_of(lambda: from_ninjs({"uri": "urn:x:1", **values}))) == [place]


@pytest.mark.parametrize("data", ["[]", b"5", "null", "{", b"\xff"])
def test_what_is_no_item_is_refused(data: str | bytes) -> None:
    (issue,) = issues_of(lambda: from_ninjs(data))
    assert (issue.path, issue.code) in [("", "type"), ("", "json"), ("", "encoding")]


def test_a_number_that_is_too_long_to_be_a_character_is_refused() -> None:
    issues = issues_of(lambda: from_ninjs({"uri": "urn:x:1", "body_html": f"a &#{'9' * 5000};"}))
    assert places(issues) == [("body_html", "type")]


def test_a_providers_own_standard_may_have_any_version() -> None:
    assert from_ninjs({**THREE, "standard": {"name": "TTNINJS", "version": "5"}}).text == PLAIN


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just("text/html"), st.just(XHTML)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(sorted(THREE)), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.sampled_from([ONE, TWO, THREE]), st.dictionaries(st.sampled_from(sorted({*ONE, *TWO, *THREE})), JSON_VALUES))
def test_any_item_gives_an_article_or_a_clear_error(values: dict[str, Any], changes: dict[str, Any]) -> None:
    before = json.dumps({**values, **changes})
    changed = json.loads(before)
    try:
        article = from_ninjs(changed)
    except BundleError as error:
        assert error.issues
        assert all(issue.code in newsevents.RULES for issue in error.issues)
    else:
        assert article.text
    assert json.dumps(changed) == before


MARKS = "<p> </p> <pre> <td> <br <!-- & &amp <![CDATA[ a \n"


@given(st.one_of(texts(), st.lists(st.sampled_from(MARKS.split(" "))).map("".join)))
def test_any_markup_gives_a_text_or_a_clear_error(markup: str) -> None:
    try:
        assert from_ninjs({"uri": "urn:x:1", "body_html": markup}).text
    except BundleError as error:
        assert {issue.path for issue in error.issues} <= {"body_html", "bodies"}
