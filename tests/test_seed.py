"""The seed: the article byte for byte, and the bundle that results from careful reading."""

import datetime as dt
import hashlib
from pathlib import Path

import newsevents
from newsevents import AllegationStatus, Certainty, MeetingStatus, SourceKind, load_seed
from newsevents.seeds import seed_article, seed_draft

BUNDLE = load_seed()
SOURCE_FILES = [
    path
    for path in Path(newsevents.__file__).parent.rglob("*")
    if path.suffix in {".py", ".txt"} and "seeds" not in path.parts
]


def words(record):
    return " … ".join(span.exact for span in record.content)


def said(start):
    (found,) = [statement for statement in BUNDLE.statements if words(statement).startswith(start)]
    return found


def alleged(start):
    (found,) = [allegation for allegation in BUNDLE.allegations if words(allegation).startswith(start)]
    return found


def test_the_article_is_there_byte_for_byte():
    sha256 = "2090fe6fae9df9fe204d301d05854078155da3baf811e4f052af9b978206e184"
    assert hashlib.sha256(BUNDLE.article.text.encode()).hexdigest() == BUNDLE.article.sha256 == sha256
    assert BUNDLE.article == newsevents.ground(seed_article(), seed_draft()).article


def test_the_bytes_of_the_bundle_are_the_same_everywhere():
    sha256 = "eb3f1836f29b758e56427cfa0d71073bef31d42567e2279ff02df6d83d13cc2c"
    assert hashlib.sha256((newsevents.dumps(BUNDLE, indent=2) + "\n").encode()).hexdigest() == sha256


def test_nothing_about_it_is_odd():
    assert newsevents.check(BUNDLE) == ()


def test_the_metadata_is_the_publishers():
    article = BUNDLE.article
    assert (article.publisher, article.publisher_id) == ("Radio Free Asia", "actor:radio-free-asia")
    assert article.published == dt.date(2023, 11, 15)
    assert article.editors == ("Elaine Chan", "Taejun Kang")


def test_all_four_gatherings_are_there():
    summary = [
        (meeting.kind, meeting.status, meeting.when.edtf, meeting.place and meeting.place.name)
        for meeting in BUNDLE.meetings
    ]
    assert summary == [
        ("talks", "held", "2023-11-14", "San Francisco"),
        ("summit", "held", "2023-09", "Russia"),
        ("talks", "held", "2023-11-13", None),
        ("gathering", "scheduled", "[2023-11-15..2023-11-29]", "Busan"),
    ]
    coming = [meeting for meeting in BUNDLE.meetings if meeting.status is MeetingStatus.SCHEDULED]
    assert {actor.name for actor in BUNDLE.members(coming[0].participant_ids[0])} == {
        "Foreign minister of China",
        "Park Jin",
        "Yoko Kamikawa",
    }


def test_one_quote_of_three_voices_has_its_chain():
    attribution = BUNDLE.attribution(BUNDLE.statements[1])
    assert [source.kind for source in attribution.sources] == [SourceKind.ARTICLE, SourceKind.OFFICIAL_STATEMENT]
    assert [actor.name for actor in attribution.speakers] == ["Antony Blinken", "Park Jin", "Yoko Kamikawa"]
    assert str(attribution) == (
        "Radio Free Asia’s article → a statement from South Korea’s foreign ministry → "
        "Antony Blinken, Park Jin, Yoko Kamikawa"
    )


def test_what_a_group_says_counts_for_its_members():
    by_park = BUNDLE.statements_by("actor:park-jin")
    assert said("the military cooperation") in by_park
    assert said("Seoul’s “serious stance”") in by_park
    assert said("the military cooperation") not in BUNDLE.statements_by("actor:park-jin", expand=False)


def test_the_chain_goes_down_to_the_video():
    attribution = BUNDLE.attribution(said("a man holding"))
    assert [source.kind for source in attribution.sources] == ["article", "press_report", "analysis", "video"]
    assert not attribution.sources[-1].named


def test_unnamed_media_are_a_source_without_a_name():
    (source,) = [source for source in BUNDLE.sources if source.title == "Recent media reports"]
    assert not source.named
    assert BUNDLE.allegations_by("actor:media-outlets")[0].source_id == source.id


def test_the_articles_own_voice_is_told_apart():
    own = BUNDLE.in_own_voice()
    assert said("a move that could indicate") in own
    assert said("In doing so, Washington may reinforce") in own
    assert said("the military cooperation") not in own
    assert said("the potential use of North Korean weapons") not in own


def test_allegations_have_their_claimant_hedges_quantities_and_time():
    shells = alleged("Russia has acquired")
    assert BUNDLE.actor(shells.claimant_ids[0]).name == "National Intelligence Service"
    assert (shells.quantities[0].low, shells.quantities[0].high) == (1_000_000, None)
    assert shells.quantities[0].unit == "artillery shells"
    assert (shells.when.edtf, shells.when.relation) == ("2023-08/..", "since")
    technology = alleged("In exchange")
    assert (technology.certainty, technology.hedges[0].exact) == (Certainty.PROBABLE, "most likely")
    returned = alleged("Chinese authorities")
    assert returned.quantities[0].low == 500
    assert returned.supports_ids == (alleged("hundreds of").id,)
    assert alleged("hundreds of").status is AllegationStatus.SUPPORTED
    attack = alleged("Hamas’ Oct. 7")
    assert attack.when.earliest == attack.when.latest == dt.date(2023, 10, 7)


def test_the_library_knows_no_word_of_the_article():
    telling = ["Kamikawa", "Blinken", "Park Jin", "Busan", "Human Rights Watch", "artillery shells", "Hamas"]
    # a gazetteer of organisations may contain those that are also named in the article
    files = [path for path in SOURCE_FILES if path.name != "organisations.txt"]
    known = {(path.name, word) for path in files for word in telling if word in path.read_text("utf-8")}
    assert not known
