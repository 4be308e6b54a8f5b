"""Which records still hold in a newer text, and that none is carried over to words that are not its own."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftRole,
    DraftStatement,
    Revision,
    StatementKind,
    dump,
    dumps,
    ground,
    load,
    load_seed,
    loads,
    revise,
)
from newsevents.cli import main
from newsevents.formats.diff import revision_to_html, revision_to_page
from newsevents.model.fields import walk
from newsevents.model.records import LISTS
from newsevents.model.values import Span
from newsevents.revision import Change, ChangeKind, Outcome, history, wire
from newsevents.revision.lookup import Lookup
from newsevents.revision.revising import known
from newsevents.testing import bundles

from .example import BUNDLE, TEXT

SEED = load_seed()
NEUTRAL = "The weather was mild in the valley on that day."


def newer(text: str, bundle: Bundle = BUNDLE, **fields: object) -> Article:
    fields = {"published": bundle.article.published, "publisher": bundle.article.publisher} | fields
    return Article.from_text(text, **fields)  # type: ignore[arg-type]


def revised(before: str, after: str, bundle: Bundle = BUNDLE) -> Revision:
    """The revision of a bundle in whose text some words, which occur once, are replaced."""
    text = bundle.article.text or ""
    assert text.count(before) == 1
    return revise(bundle, newer(text.replace(before, after), bundle))


def said(
    text: str, *contents: str, speaker: str = "She", cue: str = "said", people: tuple[str, ...] = ("Ana Lima",)
) -> Bundle:
    """Statements by the first of some people; people are mentioned wherever their names or a pronoun occur."""
    actors = [
        DraftActor(
            name=name, kind=ActorKind.PERSON, mentions=[speaker] if name == people[0] and speaker in text else []
        )
        for name in people
    ]
    statements = [
        DraftStatement(kind=StatementKind.SAY, speakers=[people[0]], speaker=[speaker], cue=[cue], content=[content])
        for content in contents
    ]
    return ground(Article.from_text(text, published="2024-05-17"), Draft(actors=actors, statements=statements))


# --- what holds


@given(bundles())
def test_the_same_text_changes_nothing(bundle: Bundle) -> None:
    revision = revise(bundle, bundle.article)
    assert revision.bundle == bundle
    assert revision
    assert (revision.issues, revision.added, revision.withdrawn) == ((), (), ())
    assert {carry.outcome for carry in revision.carries} <= {Outcome.SAME}
    assert all(carry.before == carry.after for carry in revision.carries)


@pytest.mark.parametrize("bundle", [BUNDLE, SEED], ids=["example", "seed"])
def test_a_paragraph_anywhere_moves_the_rest_and_alters_nothing(bundle: Bundle) -> None:
    text = bundle.article.text or ""
    for at in [0, *(match.start() for match in re.finditer(r"\n", text)), len(text)]:
        inserted = f"\n\n{NEUTRAL}\n\n"
        revision = revise(bundle, newer(text[:at] + inserted + text[at:], bundle))
        assert (revision.issues, [span.exact for span in revision.added]) == ((), [NEUTRAL])
        for carry in revision.carries:
            moved = carry.before.start >= at
            assert carry.outcome is (Outcome.MOVED if moved else Outcome.SAME)
            assert carry.after is not None
            assert carry.after.start == carry.before.start + moved * len(inserted)


def test_typography_and_white_space_change_nothing() -> None:
    typed = {"“": '"', "”": '"', "’": "'", "\u00a0": "  ", "\n": "\r\n"}
    revision = revise(SEED, newer((SEED.article.text or "").translate(str.maketrans(typed)), SEED))
    assert revision
    assert len(revision.bundle.records) == len(SEED.records)
    assert "Hamas' Oct. 7 attack on Israel" in [
        span.exact for one in revision.bundle.statements for span in one.content
    ]


def test_lines_that_are_wrapped_within_a_sentence_change_nothing() -> None:
    wrapped = re.sub(r"(?<=[a-z]) (?=[a-z])", "\n", TEXT)
    assert wrapped.count("\n") > TEXT.count("\n") + 30
    revision = revise(BUNDLE, newer(wrapped))
    assert (revision.issues, revision.added) == ((), ())
    assert {one.id for one in revision.bundle.records} == {one.id for one in BUNDLE.records}


@given(st.data())
def test_a_bundle_of_any_newer_text_is_valid_and_has_only_words_of_it(data: st.DataObject) -> None:
    text = SEED.article.text or ""
    parts = re.split(r"(?<=[.\n])", text)
    chosen = data.draw(st.lists(st.sampled_from(parts), min_size=1, max_size=2 * len(parts)))
    article = newer("".join(chosen) + "End.", SEED)
    revision = revise(SEED, article)
    assert loads(dumps(revision.bundle)) == revision.bundle
    ids = {record.id for record in revision.bundle.records}
    assert ids | {record.id for record in revision.withdrawn} == {record.id for record in SEED.records}
    for carry in revision.carries:
        if carry.after is not None:
            assert carry.after.exact == (article.text or "")[carry.after.start : carry.after.end]


def test_times_keep_what_they_were_worked_out_to() -> None:
    revision = revise(BUNDLE, newer(TEXT, published="2023-11-17"))
    assert revision
    assert [one.when for one in revision.bundle.meetings] == [one.when for one in BUNDLE.meetings]
    assert revision.bundle.article.published == dt.date(2023, 11, 17)


def test_what_breaks_a_rule_in_the_newer_text_does_not_hold() -> None:
    revision = revise(BUNDLE, newer(TEXT, published="2023-11-01"))
    assert [(issue.path, issue.code) for issue in revision.issues] == [
        ("statements[0].when", "after-publication"),
        ("statements[1].when", "after-publication"),
        ("meetings[0].when", "after-publication"),
        ("allegations[0].statement_id", "carried-less"),
    ]
    assert len(revision.bundle.records) == len(BUNDLE.records) - 3


@given(st.data())
def test_the_order_of_records_makes_no_difference(data: st.DataObject) -> None:
    lists = {name: data.draw(st.permutations(getattr(BUNDLE, name))) for name in LISTS}
    article = newer(TEXT.replace("over 300", "over 200").replace("Duarte told", "Duarte hinted to"))
    one, other = revise(BUNDLE, article), revise(attrs.evolve(BUNDLE, **lists), article)
    assert set(one.carries) == set(other.carries)
    assert set(one.bundle.records) == set(other.bundle.records)
    assert {record.id for record in one.withdrawn} == {record.id for record in other.withdrawn}
    assert one.added == other.added


# --- what does not


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("over 300", "over 200", ChangeKind.NUMBER),
        ("Kessia had flooded", "Kessia had not flooded", ChangeKind.NEGATION),
        ("that Kessia had flooded", "that Veldora had flooded", ChangeKind.NAME),
        ("had flooded", "had harmed", ChangeKind.WORDS),
        ("said on Wednesday", "hinted on Wednesday", ChangeKind.WORDS),
    ],
)
def test_a_record_whose_sentence_has_changed_is_told_with_what_differs(
    before: str, after: str, kind: ChangeKind
) -> None:
    revision = revised(before, after)
    gone = {record.id for record in revision.withdrawn}
    assert {one.id for one in (*BUNDLE.statements, *BUNDLE.allegations) if "flooded" in str(one.content)} <= gone
    (changes,) = {carry.changes for carry in revision.carries if carry.changes}
    assert [change.kind for change in changes] == [kind]
    told = next(issue for issue in revision.issues if issue.path.startswith("statements"))
    assert told.code == "not-carried"
    assert "its sentence has changed: " in told.message


def test_a_name_that_a_list_gained_is_told() -> None:
    bundle = said("Ana Lima said in Rome, Oslo and Bern it was safe.", "it was safe", speaker="Ana Lima")
    revision = revised("Oslo and", "Oslo, Riga and", bundle)
    assert [issue.path for issue in revision.issues] == ["statements[0].speaker[0]"]
    assert "', Riga' was added" in revision.issues[0].message


def test_the_speaker_of_a_pronoun_is_the_name_before_it() -> None:
    bundle = said("Ana Lima came by train. She said it was safe.", "it was safe")
    for text in (
        "Bea Lopes came by train. She said it was safe.",
        "Ana Lima came by train. Bea Lopes came too. She said it was safe.",
        "Ana Lima came by train, with Bea Lopes. She said it was safe.",
        "She said it was safe. Ana Lima came by train.",
        "Ana Lima came by train. “It rained.” She said it was safe.",
        "She said it was safe.",
    ):
        revision = revise(bundle, newer(text, bundle, publisher=None))
        assert revision.bundle.statements == ()
        assert [issue.code for issue in revision.issues if issue.path.startswith("statements")] == ["not-carried"]
    for text in (
        "Ana Lima came by car. She said it was safe.",
        f"Ana Lima came by train. {NEUTRAL} She said it was safe.",
        "Bea Lopes left. Ana Lima came by train. She said it was safe.",
    ):
        assert revise(bundle, newer(text, bundle, publisher=None)).bundle.statements


def test_a_noun_for_somebody_else_or_a_namesake_comes_between() -> None:
    bundle = said("Ana Lima came by train. She said it was safe.", "it was safe")
    text = "Ana Lima came by train. A nurse came too. She said it was safe."
    assert not revise(bundle, newer(text, bundle, publisher=None)).bundle.statements
    text = "Ana Lima came by train. Later Lima said it was safe."
    draft = Draft(
        actors=[DraftActor(name="Ana Lima", kind=ActorKind.PERSON, aliases=["Lima", "The mayor"], mentions=["Lima"])],
        statements=[DraftStatement(kind=StatementKind.SAY, speakers=["Lima"], cue=["said"], content=["it was safe"])],
    )
    bundle = ground(Article.from_text(text, published="2024-05-17"), draft)
    for changed, holds in (
        (text.replace("train.", "train. It rained."), True),
        (text.replace("train.", "train. President Lima was there."), True),
        (text.replace("train.", "train. Rui Lima was there."), False),
        (f"Rui Lima was there. {text}", True),
    ):
        assert bool(revise(bundle, newer(changed, bundle, publisher=None)).bundle.statements) is holds


def test_a_sentence_in_two_places_is_told_with_both() -> None:
    bundle = said("Ana Lima said it was safe. It rained in town.", "it was safe", speaker="Ana Lima")
    text = "Ana Lima said it was safe. It snowed. Ana Lima said it was safe."
    revision = revise(bundle, newer(text, bundle, publisher=None))
    assert revision.bundle.statements == ()
    assert "occurs in several places of the newer text, at 0 and 38" in str(revision)
    (carry,) = [one for one in revision.of(bundle.statements[0]) if one.path == "content[0]"]
    assert carry.outcome is Outcome.AMBIGUOUS
    assert [span.start for span in carry.places] == [0, 38]


def test_only_the_first_ten_places_of_a_repeated_sentence_are_listed() -> None:
    bundle = said("Ana Lima said it was safe. It rained in town.", "it was safe", speaker="Ana Lima")
    revision = revise(bundle, newer("Ana Lima said it was safe. " * 30, bundle, publisher=None))
    (carry,) = [one for one in revision.of(bundle.statements[0]) if one.path == "content[0]"]
    assert [span.start for span in carry.places] == [27 * index for index in range(10)]


def test_a_sentence_that_both_texts_have_twice_is_told_by_those_beside_it() -> None:
    text = "It rained. Ana Lima said it was safe. It snowed. Ana Lima said it was safe. Bye."
    first = Draft.from_json(
        '{"actors": [{"name": "Ana Lima", "kind": "person"}], "statements": [{"kind": "say", "speakers": ["Ana Lima"],'
        ' "cue": [{"exact": "said", "prefix": "rained. Ana Lima "}], "content": [{"exact": "it was safe",'
        ' "suffix": ". It snowed"}], "evidence": [{"exact": "Ana Lima said it was safe", "suffix": ". It snowed"}]}]}'
    )
    bundle = ground(Article.from_text(text, published="2024-05-17"), first)
    (statement,) = revise(bundle, newer(f"{NEUTRAL} {text}", bundle, publisher=None)).bundle.statements
    assert statement.content[0].start == bundle.statements[0].content[0].start + len(NEUTRAL) + 1


def test_removing_a_sentence_loses_what_rests_on_it_and_nothing_else() -> None:
    sentence = " Kessia has denied it."
    revision = revised(sentence, "")
    span = Span(start=TEXT.index(sentence), end=TEXT.index(sentence) + len(sentence), exact=sentence)
    resting = {
        event.id
        for event in BUNDLE.events
        for _, value in walk(event)
        if isinstance(value, Span) and value.start < span.end and span.start < value.end
    }
    assert {record.id for record in revision.withdrawn} == resting
    assert {carry.outcome for carry in revision.carries if carry.record_id in resting} >= {Outcome.GONE}
    assert "its sentence is not in the newer text" in str(revision.issues)


def test_what_refers_to_a_lost_record_is_lost_unless_it_can_do_without() -> None:
    text = "Ana Lima said it was safe."
    actors = [
        DraftActor(name="Ana Lima", kind=ActorKind.PERSON, part_of="City Council"),
        DraftActor(name="City Council", kind=ActorKind.GOVERNMENT_BODY),
    ]
    draft = Draft(
        actors=actors,
        statements=[
            DraftStatement(
                kind=StatementKind.SAY,
                speakers=["Ana Lima"],
                speaker=["Ana Lima"],
                cue=["said"],
                content=["it was safe"],
            )
        ],
    )
    bundle = ground(Article.from_text(f"{text} The City Council met.", published="2024-05-17"), draft)
    revision = revise(bundle, newer(text, bundle, publisher=None))
    assert [one.id for one in revision.withdrawn] == ["actor:city-council"]
    assert [(issue.path, issue.code) for issue in revision.issues] == [
        ("actors[0].part_of_id", "carried-less"),
        ("actors[1].mentions[0]", "not-carried"),
    ]
    assert revision.bundle.statements
    revision = revise(bundle, newer("Ana went. The City Council met.", bundle, publisher=None))
    assert [one.id for one in revision.withdrawn] == ["actor:ana-lima", bundle.statements[0].id]


def test_an_office_goes_with_its_words() -> None:
    text = "Ana Lima came. Mayor Lima said it was safe."
    actor = DraftActor(
        name="Ana Lima", kind=ActorKind.PERSON, aliases=["Lima"], roles=[DraftRole(title="mayor", words="Mayor")]
    )
    bundle = ground(Article.from_text(text, published="2024-05-17"), Draft(actors=[actor]))
    revision = revise(bundle, newer("Ana Lima came. Senator Lima said it was safe.", bundle, publisher=None))
    (kept,) = revision.bundle.actors
    assert (kept.roles, [span.exact for span in kept.mentions]) == ((), ["Ana Lima", "Lima"])
    assert [(issue.path, issue.code) for issue in revision.issues] == [("actors[0].roles", "carried-less")]


def test_a_rewritten_sentence_shows_what_came_in_place_of_the_words() -> None:
    revision = revised("over 300\u00a0homes since August", "more than 200 homes since July")
    (carry,) = [one for one in revision.carries if one.before.exact.startswith("Kessia had flooded")][:1]
    assert carry.after is not None
    assert carry.after.exact == "Kessia had flooded more than 200 homes since July"
    assert [(one.before and one.before.exact, one.after and one.after.exact) for one in carry.changes] == [
        ("over 300", "more than 200"),
        ("August", "July"),
    ]


def test_text_of_any_script_is_compared() -> None:
    bundle = said("安娜说很安全。天气很好。", "很安全", speaker="安娜", cue="说", people=("安娜",))
    assert revise(bundle, newer("天气很好。安娜说很安全。", bundle, publisher=None)).bundle.statements
    changed = revise(bundle, newer("安娜说不安全。天气很好。", bundle, publisher=None))
    assert changed.bundle.statements == ()


def test_a_quote_with_an_exclamation_mark_does_not_end_its_sentence() -> None:
    bundle = said("“It must not stop!” said Ana Lima, who left.", "It must not stop!", speaker="Ana Lima")
    assert revised("who left", "who did not leave", bundle).bundle.statements == ()
    assert revised("must not", "must", bundle).bundle.statements == ()


def test_a_part_of_a_sentence_is_not_carried_without_the_rest() -> None:
    bundle = said("Dr. Ana Lima said it was safe.", "it was safe", speaker="Ana Lima")
    revision = revised("Dr.", "Mr.", bundle)
    assert "its sentence has changed: 'Dr' became 'Mr'" in str(revision)
    assert revision.bundle.statements == ()
    assert revised("Dr.", "", bundle).bundle.statements == ()


def test_what_refers_to_somebody_who_is_gone_is_gone() -> None:
    text = "Ana Lima said she was safe. Bea Lopes and Carl Mota left."
    actors = [DraftActor(name=name, kind=ActorKind.PERSON) for name in ("Ana Lima", "Bea Lopes", "Carl Mota")]
    actors[0] = attrs.evolve(actors[0], roles=[DraftRole(title="friend", of="Bea Lopes", words="Ana")])
    statement = DraftStatement(
        kind=StatementKind.SAY,
        speakers=["Ana Lima"],
        cue=["said"],
        content=["she was safe"],
        targets=["Bea Lopes", "Carl Mota"],
    )
    bundle = ground(Article.from_text(text, published="2024-05-17"), Draft(actors=actors, statements=[statement]))
    revision = revised(" Bea Lopes and Carl Mota left.", "", bundle)
    assert [(issue.path, issue.code, issue.value) for issue in revision.issues] == [
        ("actors[0].roles", "carried-less", None),
        ("actors[1].mentions[0]", "not-carried", "Bea Lopes"),
        ("actors[2].mentions[0]", "not-carried", "Carl Mota"),
        ("statements[0]", "not-carried", "actor:carl-mota"),
    ]


def test_words_over_several_sentences_stay_together() -> None:
    text = "Ana Lima said it was safe. It would stay so. Bye."
    bundle = said(text, "it was safe. It would stay so", speaker="Ana Lima")
    assert revise(bundle, newer(f"{NEUTRAL} {text}", bundle, publisher=None)).bundle.statements
    for changed in (
        f"Ana Lima said it was safe. {NEUTRAL} It would stay so. Bye.",
        "Ana Lima said it was safe. Bye.",
        "It would stay so. Ana Lima said it was safe. Bye.",
    ):
        revision = revise(bundle, newer(changed, bundle, publisher=None))
        (carry,) = [one for one in revision.of(bundle.statements[0].id) if one.path == "content[0]"]
        assert carry.outcome is Outcome.ALTERED
        assert revision.bundle.statements == ()


def test_words_that_cut_what_typography_replaced_are_not_carried() -> None:
    text = "It was safe... Ana said so.­"
    lookup = Lookup(text, text.replace("...", "…").replace("said", "told us"))
    assert lookup.find(Span(start=7, end=11, exact="safe")).words == Span(start=7, end=11, exact="safe")
    assert lookup.find(Span(start=7, end=12, exact="safe.")).outcome is Outcome.ALTERED
    assert lookup.find(Span(start=27, end=28, exact="­")).after is None


def test_long_sentences_are_compared_from_their_beginning() -> None:
    words = " ".join(f"w{number}" for number in range(500))
    bundle = said(f"Ana Lima said it was safe, {words}.", "it was safe", speaker="Ana Lima")
    revision = revised("w20 ", "", bundle)
    (carry,) = [one for one in revision.of(bundle.statements[0]) if one.path == "content[0]"]
    assert carry.after == carry.before
    assert carry.outcome is Outcome.ALTERED
    assert revision.bundle.statements == ()


# --- JSON


@given(st.data())
def test_a_chain_of_revisions_is_the_same_after_json(data: st.DataObject) -> None:
    parts = re.split(r"(?<=[.\n])", TEXT)
    revision: Revision | None = None
    bundle = BUNDLE
    for number in range(data.draw(st.integers(1, 3))):
        chosen = data.draw(st.lists(st.sampled_from(parts), max_size=len(parts)))
        seen = data.draw(st.none() | st.just(dt.date(2024, 1, 1 + number)))
        revision = revise(bundle, newer("".join(chosen) + "End."), previous=revision, seen=seen)
        bundle = revision.bundle
    assert revision is not None
    assert wire.loads(wire.dumps(revision)) == revision
    assert wire.loads(wire.dumps(revision, indent=1).encode()) == revision


def test_what_is_wrong_in_a_file_of_revisions_is_told_with_its_path() -> None:
    values = json.loads(wire.dumps(revised("over 300", "over 200")))
    (row,) = values["revisions"]
    row["carries"][0] |= {"record_id": "actor:x", "outcome": "lost"}
    row["before"]["actors"][0]["country"] = "UK"
    del row["bundle"]
    row["more"] = 1
    with pytest.raises(BundleError) as error:
        wire.loads(json.dumps(values | {"x": 1, "revisions": [row, 5]}))
    assert sorted((issue.path, issue.code) for issue in error.value.issues) == [
        ("revisions[0].before.actors[0].country", "country-code"),
        ("revisions[0].bundle", "type"),
        ("revisions[0].carries[0].outcome", "unknown-member"),
        ("revisions[0].more", "unknown-field"),
        ("revisions[1]", "type"),
        ("x", "unknown-field"),
    ]
    values = json.loads(wire.dumps(revised("over 300", "over 200")))
    (row,) = values["revisions"]
    row["carries"][0]["record_id"] = "actor:x"
    row["carries"][1]["before"]["exact"] = "forged"
    row["added"][0]["start"] -= 1
    with pytest.raises(BundleError) as error:
        wire.loads(json.dumps(values))
    assert [(issue.path, issue.code) for issue in error.value.issues] == [
        ("revisions[0].carries[0].record_id", "unknown-id"),
        ("revisions[0].carries[1].before", "span-text"),
        ("revisions[0].added[0]", "span-text"),
    ]
    for text in ("[]", "{}", '{"revisions": []}', '{"format_version": "99.0", "revisions": [{}]}'):
        with pytest.raises(BundleError):
            wire.loads(text)
    with pytest.raises(TypeError, match="read the file first"):
        wire.loads(5)  # type: ignore[arg-type]


# --- the chain


def test_revisions_are_chained() -> None:
    first = revised("over 300", "over 200")
    second = revise(first.bundle, BUNDLE.article, previous=first, seen=dt.date(2023, 11, 16))
    assert [one.number for one in second.chain()] == [2, 1]
    assert (second.seen, first.seen) == (dt.date(2023, 11, 16), None)
    assert second.digests == (first.bundle.article.sha256, BUNDLE.article.sha256)
    with pytest.raises(ValueError, match="`previous` is a revision to another text"):
        revise(BUNDLE, BUNDLE.article, previous=first)


def test_the_history_tells_when_each_record_came_changed_and_went() -> None:
    bundle = said("Ana Lima said it was safe. Bea Lopes left.", "it was safe", speaker="Ana Lima")
    statement = bundle.statements[0].id
    first = revised("Ana", "Then Ana", bundle)
    assert statement in {record.id for record in first.withdrawn}
    again = said(first.bundle.article.text or "", "it was safe", speaker="Ana Lima", people=("Ana Lima", "Bea Lopes"))
    twice = attrs.evolve(again.actors[1], mentions=[*again.actors[1].mentions, again.article.span("Lopes")])
    renamed = attrs.evolve(again.actors[0], aliases=["Ana"])
    second = revise(again.replace(renamed, twice), newer(f"It rained. {again.article.text}"), previous=first)
    third = revise(second.bundle.without(*second.bundle.statements), newer("Bea Lopes came and left."), previous=second)
    steps = [(step.record_id, step.kind.value, step.number) for step in history(third)]
    ana, bea, article, then = "actor:ana-lima", "actor:bea-lopes", "source:article", again.statements[0].id
    assert steps == [
        *((id, "came", 0) for id in (ana, article, statement)),
        (ana, "moved", 1),
        (statement, "went", 1),
        (ana, "changed", 1),
        (bea, "came", 1),
        (then, "came", 1),
        (ana, "moved", 2),
        (bea, "moved", 2),
        (then, "moved", 2),
        (then, "went", 2),
        (ana, "went", 3),
        (bea, "changed", 3),
    ]


def test_a_row_tells_what_became_of_each_span() -> None:
    revision = revised("over 300", "over 200")
    rows = revision.rows()
    assert len(rows) == len(revision.carries)
    assert {row["outcome"] for row in rows} == {"same", "altered"}
    (row,) = [row for row in rows if row["record_id"] == "statement:floods" and row["path"] == "cue[0]"]
    assert (row["before"], row["holds"], row["number"]) == ("said on", False, 1)
    gone = revised(" Kessia has denied it.", "").rows()
    assert {(row["after"], row["after_start"]) for row in gone if row["outcome"] == "gone"} == {(None, None)}


def test_what_cannot_be_compared_is_refused_with_all_that_is_wrong() -> None:
    other = attrs.evolve(BUNDLE.article, text=None, publisher="The Mail", publisher_id="actor:the-mail")
    with pytest.raises(BundleError) as error:
        revise(BUNDLE.detach(), other)
    assert [issue.path for issue in error.value.issues] == [
        "article.text",
        "newer.text",
        "newer.publisher",
        "newer.publisher_id",
    ]
    invalid = attrs.evolve(BUNDLE.article, language="!")
    with pytest.raises(BundleError) as error:
        revise(BUNDLE, invalid)
    assert [issue.path for issue in error.value.issues] == ["article.language"]


def test_a_change_and_a_revision_are_told_briefly() -> None:
    change = Change(kind=ChangeKind.NAME, after=Span(start=0, end=3, exact="Ana"))
    assert repr(change) == "Change(kind='name', after='Ana'@0)"
    revision = revised("over 300", "over 200")
    assert str(revision).startswith(
        f"{len(revision.bundle.records)} of {len(BUNDLE.records)} records hold; 1 new sentence"
    )
    assert not revision
    assert isinstance(revision.before.actors[0], Actor)


# --- the command and the page


def test_the_command_writes_what_holds_and_says_what_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump(BUNDLE, tmp_path / "old.json")
    (tmp_path / "new.txt").write_text(TEXT.replace("over 300", "over 200"), "utf-8")
    old, new, out = (str(tmp_path / name) for name in ("old.json", "new.txt", "out.json"))
    assert main(["revise", old, new, "-o", out]) == 1
    revision = revised("over 300", "over 200")
    carried = load(out)
    assert carried.records == revision.bundle.records
    assert (carried.article.published, carried.article.title) == (BUNDLE.article.published, BUNDLE.article.title)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith(f"\nnewsevents: {revision.summary()}\n")
    assert printed.err.count("[not-carried]") == len([one for one in revision.issues if one.code == "not-carried"])
    (tmp_path / "new.txt").write_text(TEXT, "utf-8")
    assert main(["revise", old, new, "--published", "2023-11-16", "--json"]) == 0
    printed = capsys.readouterr()
    assert loads(printed.out).article.published == dt.date(2023, 11, 16)
    assert main(["revise", old, new, "--html", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_command_keeps_the_id_that_was_given_to_the_newer_article(tmp_path: Path) -> None:
    old, new, out = (str(tmp_path / name) for name in ("old.json", "new.json", "out.json"))
    bundle = revise(BUNDLE, newer(TEXT, title=BUNDLE.article.title)).bundle
    dump(bundle, old)
    for said, id in (({}, bundle.article.id), ({"id": "article:mine"}, "article:mine")):
        Path(new).write_text(json.dumps({"text": TEXT, **said}), "utf-8")
        assert main(["revise", old, new, "-o", out]) == 0
        assert load(out).article.id == id


@pytest.mark.parametrize("name", ["Ana Li\u0301ma", "Ana  L\u00edma\u2019s", "ANA L\u00cdMA'", "Ana L\u00edma's"])
def test_a_name_is_recognised_however_it_is_typed(name: str) -> None:
    assert known(name) == known("Ana L\u00edma")


def test_a_page_marks_what_changed_in_both_texts() -> None:
    revision = revised("over 300", "over <200>")
    shown = revision_to_html(revision)
    assert re.findall(r"<del[^>]*><strong>(.*?)</strong></del>", shown) == ["300"]
    assert re.findall(r"<ins[^>]*><strong>(.*?)</strong></ins>", shown) == ["&lt;200&gt;"]
    text = html.unescape(re.sub("<[^>]*>", "", shown))
    assert TEXT in text
    assert TEXT.replace("over 300", "over <200>") in text
    assert shown in revision_to_page(revision)
    assert "<ul" not in revision_to_html(revise(BUNDLE, BUNDLE.article))
