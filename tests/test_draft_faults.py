"""The issues of a draft that cannot be grounded, and what becomes of its times and ids."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from newsevents import (
    RULES,
    ActorKind,
    AllegationForm,
    Article,
    Bundle,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftRole,
    DraftStatement,
    MeetingKind,
    MeetingStatus,
    StatementKind,
    When,
    ground,
)

from .example import issues_of

PUBLISHED, ANCHOR = dt.date(2024, 5, 17), dt.date(2001, 1, 3)
ANA, BO = DraftActor(name="Ana", kind=ActorKind.PERSON), DraftActor(name="Bo", kind=ActorKind.PERSON)


def bundle(text: str, **lists: Any) -> Bundle:
    return ground(Article.from_text(text, published=PUBLISHED), Draft(**lists))


def said(**fields: Any) -> DraftStatement:
    return DraftStatement(**{"kind": StatementKind.SAY, "content": "it is so", "unattributed": True} | fields)


def told(make: Any) -> list[tuple[str, str, object, str | None]]:
    """The path, the message, the value and the fix of each issue."""
    return [(issue.path, issue.message, issue.value, issue.fix) for issue in issues_of(make)]


@pytest.mark.parametrize(
    ("article", "fix"),
    [("It is so.", "make one of a text with `Article.from_text`"), (7, None)],
)
def test_what_is_no_article_is_refused(article: Any, fix: str | None) -> None:
    expected = ("article", f"an Article was expected, not {type(article).__name__}", article, fix)
    assert told(lambda: ground(article, Draft())) == [expected]


@pytest.mark.parametrize(
    ("fields", "path", "message", "fix"),
    [
        ({"name": ""}, "name", "a text is empty", "leave the field out, or give it a text"),
        ({"name": "a\ud800"}, "name", "lone surrogate at offset 1; the text must be valid Unicode", None),
        ({"aliases": [7]}, "aliases[0]", "a text was expected, not int", None),
        (
            {"roles": [DraftRole(title="")]},
            "roles[0].title",
            "a text is empty",
            "leave the field out, or give it a text",
        ),
    ],
)
def test_a_faulty_value_of_a_draft_is_reported(
    fields: dict[str, Any], path: str, message: str, fix: str | None
) -> None:
    (issue,) = told(
        lambda: bundle("Ana spoke.", actors=[DraftActor(**{"name": "Ana", "kind": ActorKind.PERSON} | fields)])
    )
    assert (issue[0], issue[1], issue[3]) == (f"actors[0].{path}", message, fix)


def test_an_id_that_another_record_has_is_reported_with_that_record() -> None:
    issues = told(
        lambda: bundle("It is so.", statements=[said(id="statement:x", content=c) for c in ("It is so", "so")])
    )
    message = "statements[0] already has this id"
    assert issues == [("statements[1].id", message, "statement:x", RULES["duplicate-id"].fix)]


def test_a_mention_is_reported_with_the_one_that_took_its_place() -> None:
    him = DraftActor(name="Ana", kind=ActorKind.PERSON, mentions=["he", "he", "he"])
    message = "no place is left for these words: actors[0].mentions[0], 'he', is where they are"
    issues = told(lambda: bundle("he said he said.", actors=[him]))
    assert issues == [("actors[0].mentions[2]", message, "he", RULES["mention-taken"].fix)]


def test_a_rule_speaks_of_the_fields_of_a_draft() -> None:
    issues = told(lambda: bundle("Ana spoke.", actors=[ANA], statements=[said(content=(), unattributed=False)]))
    needs = "a statement needs a speaker or a source that speaks for itself, or is unattributed"
    assert issues == [
        ("statements[0].evidence", "a record needs evidence", None, RULES["no-evidence"].fix),
        ("statements[0].speakers", needs, None, RULES["no-speaker"].fix),
    ]


# --- times


@pytest.mark.parametrize(
    ("words", "by_anchor", "by_publication"),
    [
        ("Friday", "2000-12-29", "2024-05-17"),
        ("On Friday", "2000-12-29", "2024-05-17"),
        ("late on Tuesday", "2001-01-02", "2024-05-14"),
        ("spring", "2000-21", "2024-21"),
    ],
)
def test_a_time_is_worked_out_in_its_place_from_its_anchor_or_publication(
    words: str, by_anchor: str, by_publication: str
) -> None:
    text = "It was spring.\nOn Monday it fell.\nOn Friday, it is so. By Tuesday it ends, late on Tuesday."
    anchored = bundle(text, statements=[said(times=[When(text=words, anchor=ANCHOR)])]).statements[0].times[0]
    assert (anchored.edtf, anchored.anchor, anchored.text) == (by_anchor, ANCHOR, words)
    assert anchored.span is not None
    assert anchored.span.exact == words
    for field in ("times", "when"):
        (statement,) = bundle(text, statements=[said(**{field: words})]).statements
        found = statement.times[0] if field == "times" else statement.when
        assert found is not None
        assert (found.edtf, found.text) == (by_publication, words)


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (MeetingStatus.SCHEDULED, "Saturday", "2024-05-18"),
        (MeetingStatus.SCHEDULED, "March", "2025-03"),
        (MeetingStatus.SCHEDULED, "May", "2024-05"),
        (MeetingStatus.HELD, "Saturday", "2024-05-11"),
        (MeetingStatus.HELD, "March", "2024-03"),
        (MeetingStatus.HELD, "May", "2024-05"),
    ],
)
def test_a_scheduled_meeting_lies_ahead_and_one_that_was_held_does_not(
    status: MeetingStatus, words: str, expected: str
) -> None:
    meeting = DraftMeeting(
        kind=MeetingKind.TALKS, status=status, participants=["Ana", "Bo"], evidence="meet", when=words
    )
    (made,) = bundle(f"Ana and Bo meet in {words}.", actors=[ANA, BO], meetings=[meeting]).meetings
    assert made.when is not None
    assert made.when.edtf == expected


# --- ids


def test_allegations_on_the_same_words_have_ids_of_their_own() -> None:
    claims: list[dict[str, Any]] = [
        {"claimants": ["Ana"], "accused": ["Bo"]},
        {"claimants": ["Ana"], "accused": ["Bo"], "form": AllegationForm.ACCUSATION},
        {"claimants": ["Ana"], "accused": ["Bo"], "negated": True},
        {"claimants": ["Ana", "Bo"]},
        {"claimants": ["Ana"]},
        {"claimants": ["Bo"]},
    ]
    made = bundle(
        "Ana accused Bo. It is so, they say.",
        actors=[ANA, BO],
        allegations=[DraftAllegation(content="It is so", **claim) for claim in claims],
    )
    assert [one.id for one in made.allegations] == [
        "allegation:bo-a92b4544",
        "allegation:bo-90049172",
        "allegation:bo-c7b704ca",
        "allegation:ana-d2805533",
        "allegation:ana-02f36ea3",
        "allegation:bo-02f36ea3",
    ]
