"""FollowTheMoney: the content of the export, and that loading it with followthemoney changes and drops nothing."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import Any

import attrs
import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.types import registry
from followthemoney.types.common import PropertyType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsevents import (
    ActorKind,
    Allegation,
    Bundle,
    Generator,
    GeneratorKind,
    Granularity,
    MeetingStatus,
    Relation,
    Role,
    Span,
    When,
    load_seed,
)
from newsevents.formats.ftm import SCHEMATA, entity_id, notes, to_ftm
from newsevents.formats.ftm import values as clean
from newsevents.model.countries import country_codes
from newsevents.model.fields import fields_of
from newsevents.testing import bundles, make_bundle

from ..example import BUNDLE, with_article, with_record
from ..later import LATER
from ..settings import examples

Entity = dict[str, Any]

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(40)
)


def loaded(entity: Entity) -> EntityProxy:
    """An entity as followthemoney reads data that may not be clean."""
    schema = model.get(entity["schema"])
    assert schema is not None
    return EntityProxy(schema, entity, cleaned=False)


def kept_by(kind: PropertyType, words: str) -> str | None:
    """The words that remain when followthemoney has cleaned them until nothing changes."""
    cleaned = kind.clean(words)
    while cleaned is not None and (again := kind.clean(cleaned)) != cleaned:
        cleaned = again
    return cleaned


def assert_valid(entities: list[Entity]) -> None:
    """Assert that followthemoney accepts every entity unchanged: ids, schemata, properties, values, references."""
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    for entity in entities:
        assert list(entity) == ["id", "schema", "properties"]
        assert registry.entity.validate(entity["id"])
        proxy = loaded(entity)
        assert proxy.id == entity["id"]
        assert proxy.properties == entity["properties"]
        assert proxy.schema.validate(entity) is None
        for schema in [proxy.schema, *proxy.schema.extends]:
            if (
                schema.name != "Document"
            ):  # an Article does not need a file name, and Document's own rule is not inherited
                assert set(proxy.schema.required) <= entity["properties"].keys()
        for name, values in entity["properties"].items():
            prop = proxy.schema.properties[name]
            assert not prop.stub
            assert not prop.deprecated
            assert values
            assert all(len(value) <= prop.max_length for value in values)
            assert len(set(values)) == len(values)
            if prop.type == registry.entity:
                assert prop.range is not None
                for value in values:
                    assert model[by_id[value]["schema"]].is_a(prop.range)


def of(entities: list[Entity], schema: str) -> list[dict[str, list[str]]]:
    """The properties of the entities with a schema."""
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def stands_for(record_id: str, bundle: Bundle = BUNDLE) -> dict[str, list[str]]:
    """The properties of the entity that represents a record."""
    id = entity_id(bundle.article.id, record_id)
    (found,) = [entity["properties"] for entity in to_ftm(bundle) if entity["id"] == id]
    return found


def ids(*record_ids: str) -> list[str]:
    return [entity_id(BUNDLE.article.id, id) for id in record_ids]


# --- the reader


@pytest.mark.parametrize("bundle", [BUNDLE, BUNDLE.detach(), load_seed()], ids=["example", "without text", "seed"])
def test_followthemoney_keeps_every_value(bundle: Bundle) -> None:
    assert_valid(to_ftm(bundle))


@relaxed
@given(bundles())
def test_followthemoney_keeps_every_value_of_any_bundle(bundle: Bundle) -> None:
    entities = to_ftm(bundle)
    assert_valid(entities)
    assert entities == to_ftm(bundle)
    assert json.loads(json.dumps(entities)) == entities


@relaxed
@given(bundles())
def test_nobody_has_a_topic_or_a_sanction_or_a_case(bundle: Bundle) -> None:
    for entity in to_ftm(bundle):
        assert "topics" not in entity["properties"]
        assert entity["schema"] not in {"Sanction", "CourtCase", "CourtCaseParty"}


@relaxed
@given(bundles())
def test_every_event_is_there_and_every_actor_that_has_a_name(bundle: Bundle) -> None:
    found = {entity["id"] for entity in to_ftm(bundle)}
    for event in bundle.events:
        assert entity_id(bundle.article.id, event.id) in found
    for actor in bundle.actors:
        assert (entity_id(bundle.article.id, actor.id) in found) == (kept_by(registry.name, actor.name) is not None)


def test_followthemoney_is_not_imported() -> None:
    code = (
        "import sys, newsevents; from newsevents.formats.ftm import to_ftm; to_ftm(newsevents.load_seed()); "
        "assert not {'followthemoney', 'rigour', 'normality'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_entities_stand_in_a_fixed_order() -> None:
    schemata = list(dict.fromkeys(entity["schema"] for entity in to_ftm(BUNDLE)))
    assert schemata == [
        "Article",
        "PublicBody",
        "Person",
        "Organization",
        "LegalEntity",
        "Position",
        "Occupancy",
        "UnknownLink",
        "Note",
        "Event",
        "Mention",
        "Documentation",
    ]


# --- ids


def test_the_same_record_id_in_two_articles_is_two_entities() -> None:
    other = attrs.evolve(BUNDLE, article=attrs.evolve(BUNDLE.article, id="article:other"))
    assert not {entity["id"] for entity in to_ftm(BUNDLE)} & {entity["id"] for entity in to_ftm(other)}


def test_an_id_is_the_digest_of_article_and_record() -> None:
    assert entity_id("article:1", "actor:習近平") == entity_id("article:1", "actor:習近平")
    assert entity_id("article:1", "actor:習近平") != entity_id("article:2", "actor:習近平")
    assert registry.entity.validate(entity_id("article:1", "actor:習近平"))
    assert len(entity_id("article:1", "actor:" + "x" * 500)) <= registry.entity.max_length


def test_every_record_keeps_its_readable_id_on_the_tie_to_its_evidence() -> None:
    entities = to_ftm(BUNDLE)
    found = {one["recordId"][0]: one["entity"] for one in of(entities, "Documentation")}
    assert found == {record.id: ids(record.id) for record in (*BUNDLE.actors, *BUNDLE.events)}


# --- the article


def test_the_article() -> None:
    article = BUNDLE.article
    assert stands_for(article.id) == {
        "title": [article.title],
        "publisher": ["Orin Courier"],
        "publishedAt": ["2023-11-15"],
        "language": ["eng"],
        "sourceUrl": ["https://courier.example/dam"],
        "bodyText": [article.text],
    }


@pytest.mark.parametrize(
    ("generator", "written"),
    [
        (None, None),
        (Generator(name="Mia Sol", kind=GeneratorKind.PERSON), None),
        (Generator(name="newsevents", kind=GeneratorKind.PROGRAM, version="1.2"), ["newsevents 1.2"]),
        (Generator(name="a model", kind=GeneratorKind.MODEL), ["a model"]),
    ],
)
def test_the_program_that_made_a_bundle(generator: Generator | None, written: list[str] | None) -> None:
    bundle = attrs.evolve(BUNDLE, generator=generator)
    assert stands_for(bundle.article.id, bundle).get("processingAgent") == written


def test_the_publisher_is_tied_to_the_article_as_such() -> None:
    assert BUNDLE.article.publisher_id == "actor:orin-courier"
    roles = {one["recordId"][0]: one["role"] for one in of(to_ftm(BUNDLE), "Documentation")}
    assert roles["actor:orin-courier"] == ["publisher"]
    assert roles["actor:river-watch"] == ["actor"]


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (dt.date(2023, 11, 15), ["2023-11-15"]),
        (dt.datetime(2023, 11, 15, 9, 30), ["2023-11-15"]),  # its time zone is unknown
        (dt.datetime(2023, 11, 15, 9, 30, 5, 7, tzinfo=dt.UTC), ["2023-11-15T09:30:05"]),
        (dt.datetime(2023, 11, 16, 2, 30, tzinfo=dt.timezone(dt.timedelta(hours=9))), ["2023-11-15T17:30:00"]),
        (dt.date(999, 1, 1), None),
        (dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=9))), None),
        (dt.date(9999, 12, 31), None),
    ],
)
def test_the_time_of_publication_is_in_utc_or_a_day(published: Any, written: list[str] | None) -> None:
    article = attrs.evolve(BUNDLE.article, published=published)
    bundle = Bundle(article=attrs.evolve(article, publisher_id=None))
    assert stands_for(article.id, bundle).get("publishedAt") == written


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "eng"),
        ("EN", "eng"),
        ("pt-BR", "por"),
        ("zh-Hant", "zho"),
        ("zh-yue", "zho"),
        ("kor", "kor"),
        ("fil", "fil"),
        ("iw", "heb"),
        ("nb", None),  # followthemoney knows only generic Norwegian
        ("yue", None),
        ("xx", None),
        ("tlh", None),
    ],
)
def test_a_language_is_written_in_iso_639_3_or_left_out(tag: str, written: str | None) -> None:
    assert clean.language(tag) == written
    assert registry.language.clean(tag) == (registry.language.clean(written) if written else None) or "-" in tag
    bundle = with_article(language=tag)
    assert stands_for(bundle.article.id, bundle).get("language", [None]) == [written]


def test_every_language_of_followthemoney_can_be_written() -> None:
    assert {clean.language(code) for code in registry.language.codes} == registry.language.codes
    two_letters = {code for code in clean._languages() if len(code) == 2}
    assert {registry.language.clean(code) for code in two_letters} == {clean.language(code) for code in two_letters}


@pytest.mark.parametrize("code", sorted(country_codes()))
def test_every_country_is_known_to_followthemoney(code: str) -> None:
    assert registry.country.clean(clean.country(code)) == code.lower()


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://news.example.org:8080/a/b.html?id=5&x=a;b#top",
        "https://ko.example.org/뉴스/1?q=é",
        "https://localhost/a",
        "https://a-b.example.museum//a%20b;v=1/c",
        "https://example.org/a?b?c#d#e",
    ],
)
def test_a_url_that_followthemoney_keeps_is_written(url: str) -> None:
    assert registry.url.clean(url) == url
    assert clean.url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "urn:news:1",
        "mailto:a@example.org",
        "ftp://example.org",
        "HTTPS://example.org/",
        "https://example.org/?",
        "https://example.org/#",
        "https://example.org/a;",
        "https://example.org/a;?b",
        "https:///a",
        "https://-/a",
        "https://a.-.org/a",
        "https://example.o/",
        "https://a b/c",
        "https://example.org:99999/a",
        "https://[::1/a",
        "https://example.org/e\u0301",
        "https://example.org/a\u200d",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_a_url_that_followthemoney_changes_drops_or_finds_too_long_is_left_out(url: str) -> None:
    assert registry.url.clean(url) != url or len(url) > registry.url.max_length
    assert clean.url(url) is None


@relaxed
@given(
    st.builds(
        "{}://{}{}/{}{}{}".format,
        st.sampled_from(["http", "https", "ftp", "HTTP"]),
        st.text("aB1.-_é", max_size=12),
        st.sampled_from(["", ":80", ":", ":99999"]),
        st.text("a/;é.%20\u3000", max_size=8),
        st.text("?a=;&", max_size=5),
        st.text("#a?;", max_size=5),
    )
)
def test_no_url_is_written_that_followthemoney_would_change(url: str) -> None:
    if clean.url(url) is not None:
        assert clean.url(url) == url == registry.url.clean(url)


# --- words


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Ana Lima", "Ana Lima"),
        ("  Ana \n\t Lima ", "Ana Lima"),
        ("Ana\u00a0Lima", "Ana Lima"),
        ("Ana\u202fLima", "Ana Lima"),
        ("“Ana Lima”", "“Ana Lima”"),
        ('"Ana Lima"', "Ana Lima"),
        ("\"'Ana Lima'\"", "Ana Lima"),
        ("Lima\u0301", "Limá"),
        ("Lima\u200d\u0301", "Limá"),
        ("می\u200cخواهم", "میخواهم"),
        ('""', None),
        ("\u200b", None),
        ("\x00", None),
        ("x" * 385, None),
    ],
)
def test_a_name_is_written_as_followthemoney_cleans_it(words: str, written: str | None) -> None:
    assert clean.name(words) == written
    if written is not None:
        assert registry.name.clean(written) == written


ODD_TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\"\"'' \n\t\r;,.<BR>\u00ad\u0301\u0a00\u2003\u200d\u2028\u202f\u3000\ufeff\x00\x0b\x85\x9fe\u1100\u1161"
        ),
    ),
    max_size=12,
)


@settings(relaxed, max_examples=examples(500))
@given(ODD_TEXTS)
def test_what_is_cleaned_is_clean_to_followthemoney(words: str) -> None:
    for kind, own in (
        (registry.text, clean.text),
        (registry.string, clean.string),
        (registry.name, clean.name),
        (registry.address, clean.address),
    ):
        written = own(words)
        if written is not None:
            assert kind.clean(written) == written


@settings(relaxed, max_examples=examples(500))
@given(ODD_TEXTS)
def test_cleaning_does_no_more_than_followthemoney_does(words: str) -> None:
    for kind, own in ((registry.text, clean.text), (registry.string, clean.string), (registry.name, clean.name)):
        assert own(words) == kept_by(kind, words)


def test_every_character_is_cleaned_as_followthemoney_does() -> None:
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    kept = [character for character in characters if registry.text.clean(f"a{character}b") == f"a{character}b"]
    assert [character for character in characters if clean.text(f"a{character}b") == f"a{character}b"] == kept


@pytest.mark.parametrize("place", ["a; b", "a, , b", "a,.b", "a<BR>b", "Smith ESQ, Lima", "x" * 251])
def test_a_place_that_followthemoney_would_cut_into_lines_stands_in_words_only(place: str) -> None:
    assert clean.address(place) is None
    assert registry.address.clean(place) != place or len(place) > registry.address.max_length
    meeting = BUNDLE.meetings[0]
    assert meeting.place is not None
    bundle = with_record("meetings", 0, place=attrs.evolve(meeting.place, name=place))
    found = stands_for(meeting.id, bundle)
    assert "location" not in found
    assert f"where: {place}" in found["notes"]


def test_a_text_that_is_too_long_is_left_out() -> None:
    bundle = make_bundle("It rained. " * 6000)
    assert "bodyText" not in stands_for(bundle.article.id, bundle)


def test_a_claim_in_words_that_are_too_long_is_left_out_with_its_evidence() -> None:
    words = "it rained " * 7000
    bundle = make_bundle(
        f"Ana said {words}.", actors=["Ana"], statements=[{"speakers": ["Ana"], "content": words.strip()}]
    )
    assert [entity["schema"] for entity in to_ftm(bundle)] == ["Article", "Person", "Mention", "Documentation"]


# --- actors


@pytest.mark.parametrize("kind", ActorKind)
def test_the_schema_of_each_kind_of_actor(kind: ActorKind) -> None:
    entities = to_ftm(with_record("actors", 5, kind=kind))
    (found,) = [entity for entity in entities if entity["id"] == ids("actor:river-watch")[0]]
    assert found["schema"] == SCHEMATA[kind]
    assert_valid(entities)


def test_an_actor() -> None:
    assert stands_for("actor:kessia") == {"name": ["Kessia"], "weakAlias": ["Kessian"], "wikidataId": ["Q0"]}
    assert stands_for("actor:river-watch") == {"name": ["River Watch"], "country": ["nl"]}


@pytest.mark.parametrize(
    ("identifiers", "written"),
    [
        (["wikidata:Q884"], ["Q884"]),
        (["http://www.wikidata.org/entity/Q884", "https://www.wikidata.org/wiki/Q5"], ["Q884", "Q5"]),
        (["Q884", "wikidata:P31", "wikidata:q884", "geonames:1", "https://example.org/Q5"], []),
    ],
)
def test_identifiers_of_wikidata_are_written(identifiers: list[str], written: list[str]) -> None:
    bundle = with_record("actors", 5, identifiers=identifiers)
    assert stands_for("actor:river-watch", bundle).get("wikidataId", []) == written


def test_the_office_of_a_person_is_a_position_that_it_holds() -> None:
    entities = to_ftm(BUNDLE)
    assert of(entities, "Position") == [
        {
            "name": ["foreign minister"],
            "organization": ids("actor:veldora"),
            "proof": ids(BUNDLE.article.id),
        },
        {
            "name": ["foreign minister"],
            "organization": ids("actor:kessia"),
            "proof": ids(BUNDLE.article.id),
        },
    ]
    positions = [entity["id"] for entity in entities if entity["schema"] == "Position"]
    assert [(one["holder"], one["post"]) for one in of(entities, "Occupancy")] == [
        (ids("actor:ana-duarte"), positions[:1]),
        (ids("actor:tomas-brandt"), positions[1:]),
    ]


def test_two_persons_in_one_office_share_the_position() -> None:
    roles = BUNDLE.actors[2].roles
    entities = to_ftm(with_record("actors", 3, roles=[*roles, *roles]))
    assert len(of(entities, "Position")) == 1
    assert len(of(entities, "Occupancy")) == 2
    assert_valid(entities)


def test_an_office_of_one_who_is_no_organization_is_a_position_without_one() -> None:
    bundle = with_record("actors", 2, roles=[Role(title="speaker", of_id="actor:the-ministers")])
    assert of(to_ftm(bundle), "Position")[0] == {"name": ["speaker"], "proof": ids(BUNDLE.article.id)}


def test_an_office_without_a_name_that_can_be_carried_is_left_out() -> None:
    entities = to_ftm(with_record("actors", 2, roles=[Role(title="\u200b")]))
    assert len(of(entities, "Position")) == 1  # that of the other minister


def test_an_office_of_one_who_is_no_person_is_a_note() -> None:
    bundle = with_record("actors", 5, roles=[Role(title="observer", of_id="actor:kessia"), Role(title="judge")])
    assert stands_for("actor:river-watch", bundle)["notes"] == ["observer of Kessia", "judge"]


def test_a_part_is_linked_to_the_whole() -> None:
    found = [one for one in of(to_ftm(BUNDLE), "UnknownLink") if one["role"] == ["part of"]]
    assert found == [
        {
            "subject": ids("actor:ministry-of-foreign-affairs-of-veldora"),
            "object": ids("actor:veldora"),
            "role": ["part of"],
            "proof": ids(BUNDLE.article.id),
        }
    ]


def test_the_members_of_an_organization_have_memberships_and_those_of_a_group_links() -> None:
    entities = to_ftm(BUNDLE)
    members = [(one["subject"], one["object"]) for one in of(entities, "UnknownLink") if one["role"] == ["member"]]
    group = ids("actor:the-ministers")
    assert members == [(ids("actor:ana-duarte"), group), (ids("actor:tomas-brandt"), group)]
    assert not of(entities, "Membership")

    entities = to_ftm(with_record("actors", 7, kind=ActorKind.IGO))
    members = [(one["member"], one["organization"]) for one in of(entities, "Membership")]
    assert members == [(ids("actor:ana-duarte"), group), (ids("actor:tomas-brandt"), group)]
    assert all(one["role"] != ["member"] for one in of(entities, "UnknownLink"))


def test_an_actor_whose_name_cannot_be_carried_is_left_out_with_what_refers_to_it() -> None:
    entities = to_ftm(with_record("actors", 1, name="\u200b"))  # Kessia
    assert_valid(entities)
    assert ids("actor:kessia")[0] not in json.dumps(entities)
    assert len(of(entities, "Note")) == 7


def test_a_link_to_an_actor_that_is_left_out_is_left_out() -> None:
    entities = to_ftm(with_record("actors", 0, name="\u200b"))  # Veldora, of which the ministry is a part
    assert not [one for one in of(entities, "UnknownLink") if one["role"] == ["part of"]]
    assert_valid(entities)


def test_each_name_by_which_the_article_mentions_an_actor_is_a_mention_and_a_pronoun_is_none() -> None:
    bundle = make_bundle(
        "Ana Lima spoke. Lima said that she was glad. Lima left. The minister slept.",
        actors=[{"name": "Ana Lima", "aliases": ["Lima"], "mentions": ["she", "The minister"]}],
    )
    entities = to_ftm(bundle)
    assert [one["name"] for one in of(entities, "Mention")] == [["Ana Lima"], ["Lima"]]
    person = entity_id(bundle.article.id, "actor:ana-lima")
    article = entity_id(bundle.article.id, bundle.article.id)
    assert of(entities, "Mention")[0] == {
        "document": [article],
        "resolved": [person],
        "name": ["Ana Lima"],
        "detectedSchema": ["Person"],
    }


# --- statements and allegations


def test_a_statement_is_a_note_about_those_who_speak_hear_and_are_spoken_of() -> None:
    found = stands_for(BUNDLE.statements[0].id)
    assert found == {
        "description": [
            (
                "Statement by Ana Duarte to Tomas Brandt about Kessia (criticize). In the article’s words: "
                "the dam on Lake Orin was “a threat to every farmer downstream”"
            )
        ],
        "entity": ids("actor:ana-duarte", "actor:tomas-brandt", "actor:kessia"),
        "notes": [
            "when: 2023-11-14, in the article’s words: Tuesday",
            "where: Port Lys",
            "source: Orin Courier’s article → Ana Duarte",
        ],
    }


def test_a_statement_of_nobody_says_so_with_its_certainty_and_hedges() -> None:
    found = stands_for(BUNDLE.statements[4].id)
    assert found["description"] == [
        (
            "Statement without a named speaker (opine; possible; hedged: could). "
            "In the article’s words: The talks could ease the tension"
        )
    ]
    assert "entity" not in found


def test_what_is_negated_is_said_to_be() -> None:
    (said,) = stands_for("statement:floods", with_record("statements", 1, negated=True))["description"]
    assert "(accuse; negated: the content is said not to be so; certain)" in said
    (alleged,) = stands_for("allegation:floods", with_record("allegations", 0, negated=True))["description"]
    assert "(unverified; negated: it is claimed not to have happened)" in alleged


def test_an_allegation_is_a_note_about_the_accused_that_says_who_alleges_it() -> None:
    assert stands_for("allegation:floods") == {
        "description": [
            (
                "Alleged by Ministry of Foreign Affairs of Veldora against Kessia (unverified). "
                "In the article’s words: flooded over 300\u00a0homes"
            )
        ],
        "entity": ids("actor:kessia"),
        "sourceUrl": ["https://courier.example/letter"],
        "notes": [
            "how many: over 300\u00a0homes",
            "when: 2023-08/.., in the article’s words: since August",
            (
                "source: Orin Courier’s article → the ministry’s statement → a letter by engineers → "
                "Ministry of Foreign Affairs of Veldora"
            ),
        ],
    }


def test_the_victims_of_an_allegation_are_named() -> None:
    bundle = with_record("allegations", 1, victim_ids=["actor:veldora", "actor:ana-duarte"])
    (alleged,) = stands_for("allegation:gates", bundle)["description"]
    assert alleged.startswith(
        "Alleged by River Watch against Kessia; said to be victims: Veldora and Ana Duarte (unverified; probable"
    )


def test_an_allegation_without_a_claimant_says_from_which_source_it_is() -> None:
    bundle = with_record("allegations", 0, claimant_ids=[])
    (alleged,) = stands_for("allegation:floods", bundle)["description"]
    assert alleged.startswith(
        "Alleged according to Orin Courier’s article → the ministry’s statement → a letter by engineers against Kessia"
    )


@relaxed
@given(bundles())
def test_no_words_of_an_allegation_stand_where_it_is_not_said_to_be_one(bundle: Bundle) -> None:
    allegations = {entity_id(bundle.article.id, one.id) for one in bundle.allegations}
    for entity in to_ftm(bundle):
        about = entity["properties"].get("entity", [])
        if entity["id"] in allegations:
            assert entity["schema"] == "Note"
            assert entity["properties"]["description"][0].startswith("Alleged ")
            assert "name" not in entity["properties"]
        elif set(about) & allegations:
            words = entity["properties"].get("description", [])
            assert all(one.startswith("allegation, in the article’s words:") for one in words)


def test_the_evidence_stands_on_the_tie_to_the_article() -> None:
    found = {one["recordId"][0]: one.get("description") for one in of(to_ftm(BUNDLE), "Documentation")}
    assert found["actor:veldora"] == ["Veldora"]
    assert found[BUNDLE.meetings[1].id] == ["Nov. 20"]
    assert found["statement:floods"] == [f"statement, in the article’s words: {BUNDLE.statements[1].evidence[0].exact}"]
    assert found["allegation:gates"] == [
        f"allegation, in the article’s words: {BUNDLE.allegations[1].evidence[0].exact}"
    ]


def test_what_a_note_does_not_tell_is_named_field_by_field() -> None:
    for cls, told in notes._TOLD.items():
        assert told <= {field.name for field in fields_of(cls)}, cls


def test_a_field_that_is_new_is_a_line_of_the_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(notes._TOLD, type(LATER), notes._TOLD[Allegation])
    before = list(notes.details(BUNDLE, BUNDLE.allegations[1]))
    assert [line for line in notes.details(BUNDLE, LATER) if line not in before] == [
        "onlookers: Veldora",
        "motive: revenge",
        "for the first time: 2023-11-14, in the article’s words: Tuesday",
    ]


# --- meetings and dates


def test_a_meeting_is_an_event() -> None:
    meeting = BUNDLE.meetings[0]
    assert stands_for(meeting.id) == {
        "name": ["talks in Port Lys"],
        "involved": ids("actor:ana-duarte", "actor:tomas-brandt"),
        "organizer": ids("actor:kessia"),
        "location": ["Port Lys"],
        "country": ["nl"],
        "summary": ["talks, held"],
        "recordId": [meeting.id],
        "date": ["2023-11-14"],
        "notes": [
            "status: held",
            "when: 2023-11-14, in the article’s words: Tuesday",
            "where: Port Lys",
            "source: Orin Courier’s article → Orin Courier",
        ],
    }


def test_a_meeting_without_a_name_is_called_by_its_form_its_status_and_who_meets() -> None:
    assert stands_for(BUNDLE.meetings[1].id)["name"] == ["talks (scheduled): the ministers"]
    crowd = with_record("actors", 7, name="x" * 380)
    assert stands_for(BUNDLE.meetings[1].id, crowd)["name"] == ["talks (scheduled)"]


@pytest.mark.parametrize("status", MeetingStatus)
def test_only_a_meeting_that_was_held_or_is_scheduled_has_a_date(status: MeetingStatus) -> None:
    when = attrs.evolve(BUNDLE.meetings[0].when, earliest=dt.date(2023, 11, 15), latest=dt.date(2023, 11, 15))
    found = stands_for(BUNDLE.meetings[0].id, with_record("meetings", 0, status=status, when=when))
    assert ("date" in found) == (status in (MeetingStatus.HELD, MeetingStatus.SCHEDULED))
    assert found["summary"] == [f"talks, {status}"]


def when(**fields: Any) -> When:
    return When(text="then", span=Span(start=0, end=4, exact="then"), **fields)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


NOV_14 = {"earliest": day("2023-11-14"), "latest": day("2023-11-14"), "granularity": Granularity.DAY}
NOVEMBER = {"earliest": day("2023-11-01"), "latest": day("2023-11-30"), "granularity": Granularity.MONTH}
YEAR = {"earliest": day("2024-01-01"), "latest": day("2024-12-31"), "granularity": Granularity.YEAR}
TO_15TH = {"earliest": day("2023-11-13"), "latest": day("2023-11-15"), "granularity": Granularity.DAY}


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        (when(**NOV_14), {"date": "2023-11-14"}),
        (when(**NOV_14, relation=Relation.WITHIN), {"date": "2023-11-14"}),
        (when(**NOVEMBER), {"date": "2023-11"}),
        (when(**NOVEMBER, relation=Relation.WITHIN), {"date": "2023-11"}),
        (when(earliest=day("2024-02-01"), latest=day("2024-02-29")), {"date": "2024-02"}),
        (when(earliest=day("2024-02-01"), latest=day("2024-02-28")), {}),
        (when(**YEAR), {"date": "2024"}),
        (when(**TO_15TH, relation=Relation.WITHIN), {}),
        (when(**TO_15TH), {}),
        (when(earliest=day("2023-11-01"), latest=day("2023-12-31")), {}),
        (when(earliest=day("2023-11-02"), latest=day("2023-11-30")), {}),
        (when(earliest=day("2023-01-02"), latest=day("2023-12-31")), {}),
        (when(earliest=day("2020-01-01"), latest=day("2029-12-31"), granularity=Granularity.DECADE), {}),
        (when(), {}),
        (when(earliest=day("2023-11-14")), {}),
        (when(latest=day("2023-11-14")), {}),
        (when(**NOV_14, approximate=True), {}),
        (when(**NOV_14, alternatives=["2023-11-21"]), {}),
        (when(**NOV_14, relation=Relation.BEFORE), {}),
        (when(**NOV_14, relation=Relation.AFTER), {}),
        (when(**NOV_14, relation=Relation.BY), {}),
        (when(**NOV_14, relation=Relation.EVERY), {}),
        (when(**TO_15TH, relation=Relation.THROUGHOUT), {"startDate": "2023-11-13", "endDate": "2023-11-15"}),
        (when(**YEAR, relation=Relation.THROUGHOUT), {"startDate": "2024", "endDate": "2024"}),
        (
            when(earliest=day("2023-08-01"), granularity=Granularity.MONTH, relation=Relation.SINCE),
            {"startDate": "2023-08"},
        ),
        (when(earliest=day("2023-08-07"), granularity=Granularity.WEEK, relation=Relation.SINCE), {}),
        (when(earliest=day("2023-08-07"), relation=Relation.SINCE), {}),
        (
            when(latest=day("2023-12-31"), granularity=Granularity.MONTH, relation=Relation.UNTIL),
            {"endDate": "2023-12"},
        ),
        (
            when(latest=day("2023-12-31"), granularity=Granularity.DAY, relation=Relation.UNTIL),
            {"endDate": "2023-12-31"},
        ),
        (when(earliest=day("0999-01-01"), latest=day("0999-01-01")), {}),
        (when(earliest=day("0999-01-01"), granularity=Granularity.DAY, relation=Relation.SINCE), {}),
    ],
)
def test_only_what_is_certain_of_a_date_is_written(given_: When, written: dict[str, str]) -> None:
    assert clean.interval(given_) == written


@pytest.mark.parametrize(
    ("earliest", "latest", "granularity", "written"),
    [
        ("2023-11-14T09:30:00", "2023-11-14T09:30:59", Granularity.MINUTE, "2023-11-14"),
        ("2023-11-14T12:00:00", "2023-11-14T17:59:59", Granularity.PART_OF_DAY, "2023-11-14"),
        ("2023-11-14T22:00:00", "2023-11-15T03:59:59", Granularity.PART_OF_DAY, None),
        ("2023-11-14T23:30:00-05:00", "2023-11-14T23:30:59-05:00", Granularity.MINUTE, "2023-11-15T04:30"),
        ("2023-11-14T09:30:07+00:00", "2023-11-14T09:30:07+00:00", Granularity.SECOND, "2023-11-14T09:30:07"),
        ("2023-11-14T09:00:00+09:00", "2023-11-14T09:59:59+09:00", Granularity.HOUR, "2023-11-14T00"),
        ("2023-11-14T09:00:00+05:30", "2023-11-14T09:59:59+05:30", Granularity.HOUR, "2023-11-14"),
        ("2023-11-14T22:00:00-05:00", "2023-11-14T23:59:59-05:00", Granularity.PART_OF_DAY, "2023-11-14"),
        ("2023-11-14T09:30:00+00:00", "2023-11-14T09:30:59+00:00", None, "2023-11-14"),
    ],
)
def test_a_time_of_day_is_written_in_utc_as_exactly_as_it_was_said_or_as_its_day(
    earliest: str, latest: str, granularity: Granularity | None, written: str | None
) -> None:
    found = clean.interval(when(earliest=moment(earliest), latest=moment(latest), granularity=granularity))
    assert found.get("date") == written
    if written is not None:
        assert registry.date.clean(written) == written
