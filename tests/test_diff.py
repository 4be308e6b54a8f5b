"""The difference between two bundles of the same article: what is paired, what counts as a change, and how it is
shown."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import attrs
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Certainty,
    Granularity,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
)
from newsevents.comparison.difference import Difference, FieldChange, diff
from newsevents.formats.diff import diff_to_html, diff_to_page, diff_to_text
from newsevents.formats.diff.entries import entries
from newsevents.model.records import LISTS
from newsevents.seeds import seed_article
from newsevents.testing import bundles, make_bundle

from .example import BUNDLE, span, with_article, with_record
from .settings import examples

SEED = newsevents.load_seed()
READ = newsevents.extract(seed_article())


def fields(difference: Difference, name: str) -> list[list[str]]:
    """The names of the fields that differ in each changed record of a class."""
    return [[change.field for change in one.changes] for one in getattr(difference, name).changed]


def renamed(bundle: Bundle, suffix: str = "-x") -> Bundle:
    """The bundle with different ids for all its records."""
    text = newsevents.dumps(bundle)
    for record in bundle.records:
        text = text.replace(f'"{record.id}"', f'"{record.id}{suffix}"')
    return newsevents.loads(text)


def without(bundle: Bundle, name: str, index: int) -> Bundle:
    """The bundle without a record to which no other refers."""
    records = getattr(bundle, name)
    return attrs.evolve(bundle, **{name: records[:index] + records[index + 1 :]})


# --- what is a difference


def test_a_bundle_does_not_differ_from_itself() -> None:
    difference = diff(BUNDLE, BUNDLE)
    assert not difference
    assert difference.statements.equal == tuple((one, one) for one in difference.before.statements)
    assert not difference.article


def test_what_is_gone_and_what_is_new() -> None:
    less = without(BUNDLE, "statements", 4)
    gone, new = diff(BUNDLE, less), diff(less, BUNDLE)
    assert gone
    assert new
    assert gone.statements.removed == new.statements.added == (BUNDLE.statements[4],)
    assert not gone.statements.added
    assert not gone.statements.changed
    assert not gone.actors
    assert len(gone.statements.equal) == 4


def test_a_change_names_the_field_and_both_values() -> None:
    difference = diff(BUNDLE, with_record("statements", 0, kind=StatementKind.WARN, negated=True))
    (changed,) = difference.statements.changed
    assert changed.before == BUNDLE.statements[0]
    assert changed.changes == (
        FieldChange(field="kind", before=StatementKind.CRITICIZE, after=StatementKind.WARN),
        FieldChange(field="negated", before=False, after=True),
    )


def test_the_articles_own_fields_are_compared() -> None:
    difference = diff(BUNDLE, with_article(title="Another headline", language=None))
    assert [change.field for change in difference.article] == ["title", "language"]
    assert difference
    assert not diff(BUNDLE, with_article(id="article:other"))


def test_a_bundle_without_its_text_is_no_different() -> None:
    assert not diff(BUNDLE, BUNDLE.detach())


def test_ids_are_no_content() -> None:
    difference = diff(BUNDLE, renamed(BUNDLE))
    assert not difference
    assert [after.id for _, after in difference.meetings.equal] == [f"{one.id}-x" for one in BUNDLE.meetings]


def test_the_articles_own_source_is_no_other_that_has_its_id() -> None:
    statement, _, own = (source.id for source in BUNDLE.sources)
    text = newsevents.dumps(BUNDLE).replace(f'"{own}"', '"source:x"').replace(f'"{statement}"', f'"{own}"')
    swapped = newsevents.loads(text.replace('"source:x"', f'"{statement}"'))
    assert not diff(BUNDLE, swapped)
    moved = attrs.evolve(swapped, sources=[attrs.evolve(one, url="https://other.example/") for one in swapped.sources])
    pairs = {one.before.id: one.after.id for one in diff(BUNDLE, moved).sources.changed}
    assert (pairs[own], pairs[statement]) == (statement, own)


def test_rules_are_no_content_unless_asked_for() -> None:
    when = attrs.evolve(BUNDLE.statements[1].when, rule="another:rule")
    other = with_record("statements", 1, with_record("statements", 3, rule=None), when=when)
    assert not diff(BUNDLE, other)
    assert fields(diff(BUNDLE, other, rules=True), "statements") == [["when"], ["rule"]]


def test_who_made_a_bundle_is_no_content() -> None:
    assert not diff(BUNDLE, attrs.evolve(BUNDLE, generator=None))


def test_the_order_of_records_and_of_lists_is_no_content() -> None:
    other = attrs.evolve(with_record("meetings", 0, participant_ids=BUNDLE.meetings[0].participant_ids[::-1]))
    other = attrs.evolve(other, statements=other.statements[::-1])
    assert not diff(BUNDLE, other)


def test_the_order_of_other_readings_of_a_date_is_content() -> None:
    when = attrs.evolve(BUNDLE.statements[0].when, alternatives=["2023-11-07", "2023-11-21"])
    one = with_record("statements", 0, when=when)
    other = with_record("statements", 0, when=attrs.evolve(when, alternatives=when.alternatives[::-1]))
    assert fields(diff(one, other), "statements") == [["when"]]


def test_how_often_a_list_has_something_is_content() -> None:
    cue = BUNDLE.statements[0].cue
    assert fields(diff(BUNDLE, with_record("statements", 0, cue=cue + cue)), "statements") == [["cue"]]


def test_a_number_with_a_fraction_is_another() -> None:
    quantity = attrs.evolve(BUNDLE.allegations[0].quantities[0], low=300.0)
    assert fields(diff(BUNDLE, with_record("allegations", 0, quantities=[quantity])), "allegations") == [["quantities"]]


def test_bundles_of_two_texts_are_refused() -> None:
    other = newsevents.extract(Article.from_text("Ana Lima said the bridge was safe.", language="en"))
    with pytest.raises(BundleError) as caught:
        diff(BUNDLE, other)
    (issue,) = caught.value.issues
    assert (issue.path, issue.code, issue.value) == ("article.sha256", "digest", other.article.sha256)
    assert issue.code in newsevents.RULES
    assert BUNDLE.article.sha256 in str(issue.fix)


def test_a_difference_is_hashable_and_compares_by_content() -> None:
    assert diff(SEED, READ) == diff(SEED, READ)
    assert hash(diff(SEED, READ)) == hash(diff(SEED, READ))
    assert diff(SEED, READ) != diff(READ, SEED)


# --- which records are paired


def test_a_statement_with_another_speaker_and_another_id_is_the_same_statement() -> None:
    other = with_record("statements", 0, id="statement:new", speaker_ids=["actor:tomas-brandt"])
    difference = diff(BUNDLE, other)
    assert fields(difference, "statements") == [["speaker_ids"]]
    assert not difference.statements.added


def test_a_reference_to_a_paired_actor_is_no_change() -> None:
    other = renamed(BUNDLE)
    actors = [attrs.evolve(one, name="Republic of Kessia") if one.name == "Kessia" else one for one in other.actors]
    difference = diff(BUNDLE, attrs.evolve(other, actors=actors))
    assert fields(difference, "actors") == [["name"]]
    assert not difference.statements
    assert not difference.allegations
    assert not difference.meetings


def test_a_reference_to_another_actor_with_a_familiar_id_is_a_change() -> None:
    text = "Ana Lima met Bo Chen. Lima said it rained."
    statement = {"speakers": ["Ana Lima"], "content": "it rained"}
    one = make_bundle(text, actors=["Ana Lima", "Bo Chen"], statements=[statement])
    swap = {"actor:ana-lima": "actor:bo-chen", "actor:bo-chen": "actor:ana-lima"}
    actors = [attrs.evolve(actor, id=swap[actor.id]) for actor in one.actors]
    assert fields(diff(one, attrs.evolve(one, actors=actors)), "statements") == [["speaker_ids"]]
    statements = [attrs.evolve(one.statements[0], speaker_ids=["actor:bo-chen"])]
    assert not diff(one, attrs.evolve(one, actors=actors, statements=statements))


def test_references_to_records_of_the_same_class_are_compared_through_the_pairs() -> None:
    assert not diff(BUNDLE, renamed(BUNDLE)).allegations
    less = with_record("allegations", 1, supports_ids=[])
    assert fields(diff(BUNDLE, less), "allegations") == [["supports_ids"]]
    assert fields(diff(BUNDLE, with_record("actors", 4, part_of_id="actor:kessia")), "actors") == [["part_of_id"]]


def test_of_two_statements_with_the_same_words_the_speaker_decides() -> None:
    text = "Ana Lima and Bo Chen both said that it rained."
    content = span("it rained", text)
    both = make_bundle(
        text,
        actors=["Ana Lima", "Bo Chen"],
        statements=[{"speakers": [name], "content": "it rained"} for name in ("Ana Lima", "Bo Chen")],
    )
    assert [one.content for one in both.statements] == [(content,), (content,)]
    warns = [attrs.evolve(one, id=f"{one.id}-x", kind=StatementKind.WARN) for one in reversed(both.statements)]
    assert fields(diff(both, attrs.evolve(both, statements=warns)), "statements") == [["kind"], ["kind"]]


def said_of(text: str, *words: str) -> Bundle:
    """A bundle with a statement for each of some words, its only evidence."""
    statements = [
        {"id": f"statement:{word.replace(' ', '-')}", "speakers": ["Ana"], "content": word, "evidence": word}
        for word in words
    ]
    return make_bundle(text, actors=["Ana"], statements=statements)


@pytest.mark.parametrize(
    "words", ["the bridge was safe", "said that the bridge was safe and sound", "that the bridge was"]
)
def test_words_that_grew_or_shrank_are_the_same_statement(words: str) -> None:
    text = "Ana said that the bridge was safe and sound."
    one, other = said_of(text, "that the bridge was safe"), said_of(text, words)
    assert fields(diff(one, other), "statements") == [["content", "evidence"]]
    assert fields(diff(other, one), "statements") == [["content", "evidence"]]


def test_words_that_only_touch_are_two_statements() -> None:
    text = "Ana said that the bridge was safe and sound."
    difference = diff(said_of(text, "that the bridge was"), said_of(text, "was safe and sound"))
    assert not difference.statements.changed
    assert (len(difference.statements.removed), len(difference.statements.added)) == (1, 1)


def test_a_new_actor_with_the_id_of_another_is_no_partner() -> None:
    text = "Ana Lima met Bo Chen. Somebody said it rained."
    statement = {"speakers": ["Ana Lima"], "content": "it rained"}
    one = make_bundle(text, actors=["Ana Lima"], statements=[statement])
    both = make_bundle(text, actors=["Ana Lima", "Bo Chen"], statements=[statement])
    ids = {"actor:ana-lima": "actor:somebody", "actor:bo-chen": "actor:ana-lima"}
    other = attrs.evolve(both, statements=(), actors=[attrs.evolve(actor, id=ids[actor.id]) for actor in both.actors])
    difference = diff(one, attrs.evolve(other, statements=one.statements))
    assert [actor.name for actor in difference.actors.added] == ["Bo Chen"]
    assert fields(difference, "statements") == [["speaker_ids"]]


def test_of_statements_that_are_alike_the_ids_tell_which_is_which() -> None:
    twin = attrs.evolve(BUNDLE.statements[1], id="statement:twin")
    one = attrs.evolve(BUNDLE, statements=[*BUNDLE.statements, twin])
    assert not diff(one, attrs.evolve(BUNDLE, statements=[twin, *BUNDLE.statements]))


def test_statements_of_one_sentence_with_other_words_are_not_the_same() -> None:
    text = "Ana Lima said it rained and the bridge was safe."
    evidence = text[:-1]
    one, other = (
        make_bundle(
            text, actors=["Ana Lima"], statements=[{"speakers": ["Ana Lima"], "content": words, "evidence": [evidence]}]
        )
        for words in ("it rained", "the bridge was safe")
    )
    difference = diff(one, other)
    assert not difference.statements.changed
    assert (len(difference.statements.removed), len(difference.statements.added)) == (1, 1)


def test_numbered_ids_that_mean_something_else_do_not_confuse() -> None:
    numbered = [attrs.evolve(one, id=f"statement:{index}") for index, one in enumerate(BUNDLE.statements)]
    allegations = [attrs.evolve(one, statement_id=None) for one in BUNDLE.allegations]
    one = attrs.evolve(BUNDLE, statements=numbered, allegations=allegations)
    shifted = [attrs.evolve(one, id=f"statement:{index}") for index, one in enumerate(numbered[1:])]
    difference = diff(one, attrs.evolve(one, statements=shifted))
    assert [record.id for record in difference.statements.removed] == ["statement:0"]
    assert not difference.statements.added
    assert not difference.statements.changed


def test_an_equal_id_pairs_what_has_nothing_else_in_common() -> None:
    other = span("Ministers clash")
    changes: dict[str, Any] = {"speaker": [], "cue": [], "content": [other], "evidence": [other]}
    assert fields(diff(BUNDLE, with_record("statements", 3, **changes)), "statements") == [
        ["cue", "content", "evidence"]
    ]


def test_an_actor_with_another_name_is_known_by_where_it_is_mentioned() -> None:
    difference = diff(SEED, READ)
    pairs = {one.before.name: one.after.name for one in difference.actors.changed}
    assert pairs["Ministry of Foreign Affairs of South Korea"] == "South Korea’s foreign ministry"
    assert pairs["South Korean lawmakers"] == "its lawmakers"


def test_what_was_read_from_the_seed_is_set_against_the_review() -> None:
    statements = diff(SEED, READ).statements
    assert len(statements.changed) > 15
    assert all(
        any(
            mine.start < theirs.end and theirs.start < mine.end
            for mine in one.before.evidence
            for theirs in one.after.evidence
        )
        for one in statements.changed
    )
    removed = {span for one in statements.removed for span in one.content}
    assert not removed & {span for one in statements.added for span in one.content}


def many(count: int, tag: str, text: str, *, wide: bool) -> Bundle:
    length = len(text) // count
    spans = [
        Span(start=i * length, end=(i + 1) * length, exact=text[i * length : (i + 1) * length]) for i in range(count)
    ]
    whole = Span(start=0, end=len(text), exact=text)
    return Bundle(
        article=Article.from_text(text),
        actors=[Actor(id=f"actor:{tag}", name="Ana", kind=ActorKind.PERSON, evidence=[spans[0]])],
        sources=[Source(id="source:article", kind=SourceKind.ARTICLE)],
        statements=[
            Statement(
                id=f"statement:{tag}{i}",
                kind=StatementKind.SAY if tag == "a" else StatementKind.REPORT,
                speaker_ids=["actor:" + tag],
                content=[whole if wide else one],
                source_id="source:article",
                evidence=[whole if wide else one],
            )
            for i, one in enumerate(spans)
            if (tag, i) != ("b", 3)
        ],
    )


@pytest.mark.long
@pytest.mark.parametrize("wide", [False, True], ids=["each in its place", "all in one place"])
def test_ten_thousand_records_do_not_take_a_hundred_million_comparisons(wide: bool) -> None:
    text = "Ana said it. " * 10_000
    one, other = many(10_000, "a", text, wide=wide), many(10_000, "b", text, wide=wide)
    difference = diff(one, other)  # comparing every pair would take an hour
    assert (len(difference.statements.changed), len(difference.statements.removed)) == (9_999, 1)


# --- what holds for any two bundles of an article


@st.composite
def two(draw: st.DrawFn) -> tuple[Bundle, Bundle]:
    """A bundle, and another made from it by dropping, changing and adding records."""
    bundle = draw(bundles(max_records=4))
    other = renamed(bundle, "-x") if draw(st.booleans()) else bundle
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(list(LISTS)))
        records = list(getattr(other, name))
        if not records:
            continue
        index = draw(st.integers(0, len(records) - 1))
        what = draw(st.sampled_from(["drop", "change", "add"]))
        if what == "drop":
            del records[index]
        else:
            giver = draw(st.sampled_from(records))
            chosen = draw(st.sets(st.sampled_from([field.name for field in attrs.fields(type(giver))][1:]), max_size=3))
            changed = attrs.evolve(records[index], **{field: getattr(giver, field) for field in chosen})
            if what == "add":
                records.append(attrs.evolve(changed, id=f"{giver.id}-new{len(records)}"))
            else:
                records[index] = changed
        try:
            other = attrs.evolve(other, **{name: records})
        except BundleError:
            continue
    return bundle, other


relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(20)
)


@relaxed
@given(two())
def test_every_record_of_both_stands_exactly_once(pair: tuple[Bundle, Bundle]) -> None:
    difference = diff(*pair)
    for name in LISTS:
        found = getattr(difference, name)
        before = [*found.removed, *(one.before for one in found.changed), *(one for one, _ in found.equal)]
        after = [*found.added, *(one.after for one in found.changed), *(one for _, one in found.equal)]
        assert sorted(one.id for one in before) == sorted(one.id for one in getattr(pair[0], name))
        assert sorted(one.id for one in after) == sorted(one.id for one in getattr(pair[1], name))
        assert set(before) == set(getattr(pair[0], name))
        assert set(after) == set(getattr(pair[1], name))
        for one in found.changed:
            assert one.changes
            for change in one.changes:
                assert change.before == getattr(one.before, change.field)
                assert change.after == getattr(one.after, change.field)


@relaxed
@given(two())
def test_the_other_way_round_is_the_mirror_image(pair: tuple[Bundle, Bundle]) -> None:
    there, back = diff(*pair), diff(*reversed(pair))
    assert bool(there) == bool(back)
    assert {(one.field, one.after, one.before) for one in there.article} == {
        (one.field, one.before, one.after) for one in back.article
    }
    for name in LISTS:
        one, other = getattr(there, name), getattr(back, name)
        assert set(one.removed) == set(other.added)
        assert set(one.added) == set(other.removed)
        assert set(one.equal) == {(before, after) for after, before in other.equal}
        assert {(c.before, c.after, tuple(x.field for x in c.changes)) for c in one.changed} == {
            (c.after, c.before, tuple(x.field for x in c.changes)) for c in other.changed
        }


@relaxed
@given(bundles())
def test_other_ids_alone_are_no_difference(bundle: Bundle) -> None:
    assert not diff(bundle, bundle)
    assert not diff(bundle, renamed(bundle))


def said(value: Any, ids: dict[str, str], key: str = "") -> Any:
    """JSON values with the partners' ids and sorted lists: what `diff` considers the content."""
    if isinstance(value, dict):
        return {name: said(item, ids, name) for name, item in value.items() if name != "generator"}
    if isinstance(value, list):
        items = [said(item, ids) for item in value]
        return items if key == "alternatives" else sorted(items, key=repr)
    return ids.get(value, value) if isinstance(value, str) else value


@relaxed
@given(two())
def test_bundles_without_a_difference_say_the_same(pair: tuple[Bundle, Bundle]) -> None:
    difference = diff(*pair, rules=True)
    equal = [both for name in LISTS for both in getattr(difference, name).equal]
    same = {after.id: before.id for before, after in equal}
    one, other = (json.loads(newsevents.dumps(bundle)) for bundle in pair)
    assert bool(difference) != (said(one, {}) == said(other, same))


# --- display


class Elements(HTMLParser):
    """Checks that every element is closed, and keeps the text and the tags."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert all(name in {"style", "open", "scope", "class", "data-code"} for name, _ in attributes)
        self.open.append(tag)
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


ELEMENTS = {"div", "p", "strong", "bdi", "del", "ins", "b", "details", "summary", "dl", "dt", "dd", "span"}
ELEMENTS |= {"table", "thead", "tbody", "tr", "th", "td"}


def test_the_text_says_what_differs() -> None:
    other = with_record(
        "statements", 1, with_record("statements", 0, kind=StatementKind.WARN), certainty=Certainty.PROBABLE
    )
    text = str(diff(other, without(BUNDLE, "statements", 4)))
    assert text.splitlines()[:4] == [BUNDLE.article.title, "- the tests (person)", "+ the tests (person)", ""]
    assert "statements          1        0        2        2" in text
    assert "    kind: [-warn-] {+criticize+}\n" in text
    assert "    certainty: [-probable-] {+certain+}" in text
    assert "- Somebody: opine\n    The talks could ease the tension\n    certainty: possible" in text


def test_the_text_of_no_difference_is_the_counts() -> None:
    text = str(diff(BUNDLE, BUNDLE))
    assert text.splitlines()[-1].split() == ["allegations", "0", "0", "0", "2"]


def test_words_that_came_or_went_are_marked_within_those_that_stayed() -> None:
    whole = BUNDLE.statements[3].content[0]
    part = attrs.evolve(whole, start=whole.start + 4, exact=whole.exact[4:])
    assert "content: [-The -]two ministers will meet again" in str(
        diff(BUNDLE, with_record("statements", 3, content=[part]))
    )


def test_the_same_words_divided_in_another_way_are_listed() -> None:
    whole = BUNDLE.statements[3].content[0]
    parts = [
        Span(start=whole.start, end=whole.start + 9, exact=whole.exact[:9]),
        Span(start=whole.start + 9, end=whole.end, exact=whole.exact[9:]),
    ]
    text = str(diff(BUNDLE, with_record("statements", 3, content=parts)))
    assert f"{{+“The two m” at {whole.start}+}}" in text


def test_lists_of_actors_show_what_stays_goes_and_comes() -> None:
    other = with_record(
        "statements", 0, target_ids=["actor:veldora"], addressee_ids=["actor:tomas-brandt", "actor:kessia"]
    )
    text = str(diff(BUNDLE, other))
    assert "to: Tomas Brandt, {+Kessia+}" in text
    assert "about: [-Kessia-], {+Veldora+}" in text


def test_places_where_an_actor_is_mentioned_are_counted_where_they_stay() -> None:
    other = with_record("actors", 2, mentions=[*BUNDLE.actors[2].mentions[1:], span("her")])
    kept = len(BUNDLE.actors[2].mentions) - 1
    assert f"mentions: {kept} the same, [-“Ana Duarte” at {span('Ana Duarte').start}-], {{+“her”" in str(
        diff(BUNDLE, other)
    )


def test_dates_with_the_same_words_show_what_is_different_inside() -> None:
    when = attrs.evolve(BUNDLE.statements[0].when, granularity=Granularity.WEEK)
    assert "when: [-granularity day-] {+granularity week+}" in str(
        diff(BUNDLE, with_record("statements", 0, when=when))
    ).replace("'", "")


def test_the_articles_own_fields_are_shown_under_their_labels() -> None:
    difference = diff(BUNDLE, with_article(title="Another headline", url="https://courier.example/new"))
    text = str(difference)
    assert (
        "Article\n    title: [-Ministers clash over the Lake Orin dam-] {+Another headline+}\n    address: [-" in text
    )
    shown = lxml.html.fromstring(diff_to_html(difference))
    assert [label.text for label in shown.iter("dt")] == ["title", "address"]


def test_lines_are_as_wide_as_asked_for() -> None:
    text = diff_to_text(diff(SEED, READ), width=60)
    assert max(map(len, text.splitlines())) <= 60


def test_a_mark_is_more_than_a_colour() -> None:
    other = with_record("statements", 0, kind=StatementKind.WARN)
    markup = diff_to_html(diff(BUNDLE, other))
    text = Elements(markup).text
    assert "−\u00a0criticize" in text
    assert "+\u00a0warn" in text
    assert re.search(r"<del [^>]*><b>−</b>\u00a0<bdi>criticize</bdi></del>", markup)
    for label in ("− removed", "+ added", "~ changed", "= equal"):
        assert label in text


def test_the_fragment_has_no_script_no_link_and_no_style_sheet() -> None:
    elements = Elements(diff_to_html(diff(SEED, READ)))
    assert set(elements.tags) <= ELEMENTS
    assert elements.tags.count("details") == 5


def test_a_page_is_a_whole_document_that_loads_nothing() -> None:
    titled = attrs.evolve(BUNDLE, article=attrs.evolve(BUNDLE.article, title="<b>&amp;</b>"))
    page = diff_to_page(diff(titled, titled))
    tree = lxml.html.document_fromstring(page)
    assert tree.findtext(".//title") == "Differences: <b>&amp;</b>"
    assert diff_to_html(diff(titled, titled)) in page
    assert not tree.xpath("//script | //link | //img")


def test_hostile_words_stay_words() -> None:
    text = "Ana said <script>alert(1)</script> & \u202e\"x\" 'y' </div>\u0000."
    bundle = make_bundle(
        text,
        publisher="<b>The Herald</b>",
        actors=[{"name": "<img src=x onerror=alert(1)>", "mentions": ["Ana"]}],
        statements=[{"unattributed": True, "content": text[9:-1]}],
    )
    empty = attrs.evolve(bundle, actors=(), statements=())
    elements = Elements(diff_to_html(diff(bundle, empty)))
    assert set(elements.tags) <= ELEMENTS
    assert "<script>alert(1)</script> & \u202e\"x\" 'y' </div>" in elements.text
    assert "<img src=x onerror=alert(1)>" in elements.text


def test_a_long_stretch_is_cut_in_the_middle() -> None:
    text = "Ana said it. " * 50_000
    one, other = many(2, "a", text, wide=True), many(2, "b", text, wide=True)
    assert len(diff_to_html(diff(one, other))) < 20_000
    assert len(str(diff(one, other))) < 5_000


def test_a_notebook_shows_the_fragment() -> None:
    difference = diff(SEED, READ)
    assert difference._repr_html_() == diff_to_html(difference)


@relaxed
@given(two())
def test_any_difference_can_be_shown(pair: tuple[Bundle, Bundle]) -> None:
    difference = diff(*pair, rules=True)
    text = str(difference)
    elements = Elements(diff_to_html(difference))
    assert set(elements.tags) <= ELEMENTS
    for name in LISTS:
        for entry in entries(difference, name):
            assert entry.mark != "~" or any(piece.mark for row in entry.rows for piece in row.pieces)
    for found, label in ((difference.statements.removed, "− removed"), (difference.statements.added, "+ added")):
        assert elements.text.count(label) >= len(found) + 1
    assert len(text.splitlines()) >= 9
