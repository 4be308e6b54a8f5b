"""Every fix in a message can be followed: after the fix, an input that broke the rule no longer breaks it."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from newsevents import (
    RULES,
    ActorKind,
    Article,
    Bundle,
    Draft,
    DraftActor,
    DraftMeeting,
    Granularity,
    Limits,
    MeetingKind,
    MeetingStatus,
    Quote,
    Role,
    RuleExtractor,
    SourceKind,
    Span,
    When,
    dumps,
    extract,
    ground,
    loads,
    read_answer,
)
from newsevents.batch import extract_or_issues
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.model.records import digest

from .changes import Make, article, more, quantity, record, when
from .example import ARTICLE, BUNDLE, DRAFT, TEXT, span, wire
from .test_rules import (
    BROKEN,
    COURIER,
    DAY,
    DUARTE,
    KESSIA,
    LINE,
    PEOPLE,
    Failing,
    actor,
    by_model,
    checked,
    drafted,
    found,
    later,
    line,
    mayor,
    read,
    said,
    source,
    spoken,
)

Mended = list[tuple[str, Make]]
"""Parts of a fix, each with the broken input fixed as that part says."""

NOON = dt.datetime(2023, 11, 14, 12)


def with_speaker(id: str, **lists: Any) -> Bundle:
    """The example, with a different speaker in its first statement."""
    statements = [attrs.evolve(BUNDLE.statements[0], speaker_ids=[id]), *BUNDLE.statements[1:]]
    return attrs.evolve(BUNDLE, statements=statements, **lists)


def from_file() -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(TEXT, "utf-8")
        return Article.from_file(path)


def a_listed_member() -> object:
    """Use the first member that the message lists."""
    (issue,) = found(read("statements[0].kind", "shout"))
    return read("statements[0].kind", issue.message.removeprefix("one of ").partition(",")[0])()


def in_backticks(code: str, make: Callable[[str], Make], *, but: int | None = None) -> Mended:
    """For each value shown in a rule's fix, the input with it."""
    return [(f"`{value}`", make(value)) for value in re.findall("`([^`]*)`", RULES[code].fix)[:but]]


class French(RuleExtractor):
    """An extractor that reads another language."""

    def read(self, article: Article) -> Draft:
        return Draft(statements=[said(article.text or "")])


def french() -> Article:
    return Article.from_text("Il pleut.", language="fr")


def seen_where_it_fails() -> object:
    """Read an article separately, see where the extractor fails, and fix the extractor."""
    with pytest.raises(ZeroDivisionError):
        extract(Article.from_text("It rains."), extractor=Failing())
    bundle, issues = extract_or_issues(lambda: Article.from_text("It rains."), RuleExtractor())
    assert not issues
    return bundle


def named(**fields: Any) -> Make:
    """A statement about Bob, who is not in the draft, with a different draft or a different name for him."""
    actors, target = fields.get("actors", PEOPLE), fields.get("target", "Bob")
    text = f"{TEXT} Bob left."
    return drafted(text, actors=actors, statements=[said("has denied it", targets=[target])])


def mentioned(*words: str | Quote) -> Make:
    """Words given as mentions of Ana."""
    return drafted(actors=[DraftActor(name="Ana Duarte", kind=ActorKind.PERSON, mentions=words)])


def ministers(**fields: Any) -> Make:
    both = [attrs.evolve(one, aliases=["the minister"]) for one in PEOPLE]
    return drafted(actors=both, statements=[said("has denied it", **fields)])


def meeting(**fields: Any) -> Make:
    kind, status = MeetingKind.TALKS, MeetingStatus.HELD
    given = {"id": "meeting:a", "kind": kind, "status": status, "evidence": "The two ministers"}
    return checked(drafted(actors=fields.pop("actors", ()), meetings=[DraftMeeting(**given | fields)]))


UNNAMED = DraftActor(name="two ministers", kind=ActorKind.UNNAMED)
AWAY = "Ana left.\n\nIt rained.\n\nOfficials said it was safe."
OFFICIALS = DraftActor(name="Officials", kind=ActorKind.GROUP)
CUT = "He saw them, but not us."


def officials(**fields: Any) -> Make:
    """Something said far from Ana, by officials."""
    fields = {"unattributed": False, "speakers": ["Ana"], "cue": "said"} | fields
    ana = DraftActor(name="Ana", kind=ActorKind.PERSON)
    return checked(drafted(AWAY, actors=[ana, OFFICIALS], statements=[said("it was safe", **fields)]))


def known(publisher: str | None = None, **fields: Any) -> Make:
    """Something that Ana knew, without introducing words, in an article with a publisher."""
    text = "Ana knew it was safe, The Mail says."
    fields = {"unattributed": False, "speakers": ["Ana"], "evidence": text} | fields
    actors = [DraftActor(name="Ana", kind=ActorKind.PERSON), DraftActor(name="The Mail", kind=ActorKind.MEDIA)]
    draft = Draft(actors=actors, statements=[said("it was safe", targets=["Ana", "The Mail"], **fields)])
    return checked(lambda: ground(Article.from_text(text, publisher=publisher), draft))


def hinted() -> object:
    """The example's draft with words of a newer text, grounded in it."""
    text, draft = (one.replace("Duarte told", "Duarte hinted to") for one in (TEXT, dumps(DRAFT)))
    article = attrs.evolve(ARTICLE, text=text, sha256=digest(text))
    return ground(article, Draft.from_json(draft.replace('"told"', '"hinted to"')))


def with_the_newer_office() -> Bundle:
    """A mayor with that office, in a newer text that calls her something else."""
    bundle = mayor("Councillor").bundle
    role = Role(title="councillor", span=bundle.article.span("Councillor"))
    return bundle.replace(attrs.evolve(bundle.actors[0], roles=[role]))


FIXES: dict[str, Mended] = {
    "json": [
        ("Write the file with a JSON library", lambda: loads(json.dumps(wire()))),
        ("with `newsevents.dumps`", lambda: loads(dumps(BUNDLE))),
    ],
    "encoding": [
        ("Convert the file to UTF-8", lambda: loads(LINE.decode().encode("utf-16").decode("utf-16").encode()))
    ],
    "too-long": [
        ("Raise `Limits.length`", lambda: loads(LINE, limits=Limits(length=len(LINE)))),
        ("`max_line_bytes` for lines, if the length is intended", line(LINE, len(LINE))),
    ],
    "too-deep": [
        (
            "Raise `Limits.depth` if the nesting is intended; Python's parser sets an upper bound",
            lambda: loads('{"a":' * 150 + "1" + "}" * 150, limits=Limits(depth=150)),
        )
    ],
    "too-many": [
        (
            "Raise `Limits.records` if that many are intended",
            lambda: loads(LINE, limits=Limits(records=len(BUNDLE.records))),
        ),
        (
            "split the bundle",
            lambda: loads(
                dumps(attrs.evolve(BUNDLE, allegations=())),
                limits=Limits(records=len(BUNDLE.records) - 1),
            ),
        ),
    ],
    "version": [
        ("Upgrade newsevents", lambda: loads(LINE)),
    ],
    "type": [
        (
            "Give a value of the type that the message names",
            read("statements[0].content[0].start", BUNDLE.statements[0].content[0].start),
        )
    ],
    "document-form": [
        ("Write the document again from its bundle", lambda: from_jsonld(to_jsonld(BUNDLE))),
        (
            "update everything that is derived from what you changed",
            lambda: from_jsonld(json.loads(json.dumps(to_jsonld(BUNDLE)).replace("Mia Sol", "Mia Luna"))),
        ),
    ],
    "empty": [("Leave the field out", article(title=None)), ("give it a text", article(title="The dam"))],
    "surrogate": [
        (
            "Decode the text correctly where it is read",
            lambda: Article.from_text("half \ud83d\ude00".encode("utf-16-le", "surrogatepass").decode("utf-16-le")),
        )
    ],
    "missing-field": [("Add the field", read("statements[0].evidence", wire()["statements"][0]["evidence"]))],
    "unknown-field": [
        ("Correct", read("statements", wire()["statements"])),
        ("remove the field", lambda: loads(LINE)),
    ],
    "unknown-member": [("Use one of the members that the message lists", a_listed_member)],
    "date-form": [
        ("Write", read("article.published", "2023-11-16")),
        *in_backticks("date-form", lambda value: read("article.published", value)),
        ("the day must exist in the calendar", read("article.published", "2023-11-17")),
    ],
    "span-bounds": [
        (
            "Count code points, not bytes or UTF-16 units",
            lambda: ground(
                Article.from_text("😀 Ana left."), Draft(actors=[DraftActor(name="Ana", kind=ActorKind.PERSON)])
            ),
        )
    ],
    "span-text": [("Make spans by grounding a draft, which finds the words", lambda: ground(ARTICLE, DRAFT))],
    "text-span": [("Copy the words from the article", when(text="Tuesday"))],
    "no-span": [
        (
            "Make the value by grounding, which finds its words",
            record(
                "statements", 1, place=BUNDLE.meetings[0].place, evidence=[Span(start=0, end=len(TEXT), exact=TEXT)]
            ),
        )
    ],
    "no-evidence": [
        ("Give the words of the article that support it", record("statements", 2, evidence=[span("denied it")]))
    ],
    "digest": [
        ("Make the article with `Article.from_text`", lambda: Article.from_text(TEXT)),
        ("`Article.from_file`", from_file),
    ],
    "id-form": [
        ("Write an id of this form", more("actors", actor("actor:two-words"))),
        ("leave it to grounding", drafted(actors=PEOPLE)),
    ],
    "duplicate-id": [
        ("Give one of them another `id`, of the form `class:name`", more("actors", actor("actor:another"))),
        ("merge them if they are the same", lambda: BUNDLE),
    ],
    "unknown-id": [
        ("Add the record", lambda: with_speaker("actor:nobody", actors=[*BUNDLE.actors, actor("actor:nobody")])),
        ("correct the reference", lambda: with_speaker(DUARTE)),
    ],
    "wrong-class": [("Refer to a record of the class that the message names", lambda: with_speaker(KESSIA))],
    "repeated-reference": [("Remove the repetition", record("meetings", 0, participant_ids=[DUARTE]))],
    "cycle": [
        (
            "Remove one of the references between the records that the message lists",
            record("actors", 0, part_of_id=None),
        )
    ],
    "source-chain": [
        (
            "Set `via_id` to the source that passed it on, which in the end is the article",
            record("sources", 0, via_id="source:article"),
        )
    ],
    "publisher-id": [
        ("Set `publisher_id`", article(publisher_id=COURIER)),
        ("leave it to grounding", lambda: ground(ARTICLE, DRAFT)),
    ],
    "country-code": [("Use the two capital letters of ISO 3166-1: GB, not UK", record("actors", 5, country="GB"))],
    "language-tag": [
        ("Write a tag such as", article(language="de")),
        *in_backticks("language-tag", lambda value: article(language=value)),
    ],
    "url-form": [("Write it with its scheme: `https://…`", article(url="https://courier.example/dam"))],
    "edtf-form": [("Write", when(edtf=None)), *in_backticks("edtf-form", lambda value: when(edtf=value))],
    "duration-form": [
        ("Write", when(duration=None)),
        *in_backticks("duration-form", lambda value: when(duration=value)),
    ],
    "when-order": [
        ("Swap the bounds", when(earliest=DAY.replace(day=13), latest=DAY)),
        ("correct one of them", when(earliest=DAY, latest=DAY)),
    ],
    "when-bounds": [
        ("Give both bounds as days", when(earliest=DAY, latest=DAY)),
        (
            "both as times of day with a granularity finer than a day",
            when(earliest=NOON, latest=NOON, granularity=Granularity.HOUR),
        ),
        (
            "an offset for both",
            when(
                earliest=NOON.replace(tzinfo=dt.UTC), latest=NOON.replace(tzinfo=dt.UTC), granularity=Granularity.HOUR
            ),
        ),
        ("for none", when(earliest=NOON, latest=NOON, granularity=Granularity.HOUR)),
    ],
    "after-publication": [
        ("Correct the date", record("statements", 1, when=BUNDLE.meetings[0].when)),
        ("the meeting's status", record("meetings", 1, status=MeetingStatus.SCHEDULED)),
    ],
    "scheduled-in-past": [
        ("Correct the date", record("meetings", 0, status=MeetingStatus.SCHEDULED, when=BUNDLE.meetings[1].when)),
        ("the meeting's status", record("meetings", 0, status=MeetingStatus.HELD)),
    ],
    "quantity-order": [
        ("Swap the bounds", quantity(low=299.5, high=300)),
        ("correct one of them", quantity(low=300, high=301)),
    ],
    "number-finite": [("Leave the bound out", quantity(low=None))],
    "no-speaker": [
        ("Name the speaker", record("statements", 2, speaker_ids=[KESSIA])),
        (
            "give the document, report or video that says it as the source",
            record("statements", 2, speaker_ids=(), source_id="source:a-letter-by-engineers"),
        ),
        (
            "set `unattributed` if the article does not say who speaks",
            record("statements", 2, speaker_ids=(), unattributed=True),
        ),
    ],
    "quote-outside-content": [
        (
            "Extend the content",
            record(
                "statements", 0, content=[span("told Brandt that the dam")], quotes=[span("told Brandt that the dam")]
            ),
        ),
        ("remove the quote", record("statements", 0, quotes=())),
    ],
    "no-claimant": [
        ("Name the claimant", record("allegations", 1, claimant_ids=[KESSIA])),
        ("the source", record("allegations", 1, claimant_ids=(), source_id="source:a-letter-by-engineers")),
        (
            "set `unattributed` if the article does not say who claims it",
            record("allegations", 1, claimant_ids=(), unattributed=True),
        ),
    ],
    "quote-not-found": [
        (
            "Copy the words from the article, whole words and in the article's own spelling",
            drafted(statements=[said("the dam on Lake Orin")]),
        )
    ],
    "quote-ambiguous": [
        ("Add `prefix`", drafted(statements=[said(Quote(exact="Kessia", prefix="engineers, that"))])),
        ("`suffix`", drafted(statements=[said(Quote(exact="Kessia", suffix="has denied"))])),
        (
            "`evidence` that contains the quote only once",
            drafted(statements=[said("Kessia", evidence="Kessia has denied it")]),
        ),
    ],
    "mention-taken": [
        (
            "Say with `prefix` or `suffix` which place is meant",
            mentioned(Quote(exact="Kessia", prefix="engineers, that"), Quote(exact="Kessia", suffix="has denied")),
        ),
        ("leave one of them out", mentioned("the dam on Lake Orin")),
    ],
    "quote-misplaced": [
        ("Leave `start` out", drafted(statements=[said(Quote(exact="Ministers"))])),
        ("count code points", drafted(statements=[said(Quote(exact="Ministers", start=0))])),
    ],
    "quote-cut": [
        ("Extend the content to the end of what is said", by_model(CUT, said("He saw them, but not us"))),
        (
            "if what follows is not part of it, draft that as a record too",
            by_model("He saw them, but Ann denied it.", said("He saw them"), said("denied it")),
        ),
        (
            "quote the whole sentence with its full stop as `evidence`",
            by_model(CUT, said("He saw them", evidence="He saw them, but not us.")),
        ),
    ],
    "name-unknown": [
        ("Add the record", named(actors=[*PEOPLE, DraftActor(name="Bob", kind=ActorKind.PERSON)])),
        ("use a name", named(target="Ana Duarte")),
        ("an id that the draft has", named(target="actor:ana-duarte")),
        ("add the name to the `aliases` of an actor", named(actors=[attrs.evolve(PEOPLE[0], aliases=["Bob"])])),
    ],
    "name-ambiguous": [
        ("Use the id", ministers(targets=["actor:ana-duarte"])),
        ("the full name", ministers(targets=["Ana Duarte"])),
    ],
    "no-text": [
        ("Use `bundle.attach(text)` first", lambda: ground(BUNDLE.detach().attach(TEXT).article, DRAFT)),
    ],
    "not-english": [
        ("Choose another extractor", lambda: extract(french(), extractor=French())),
        ("make the draft without one", lambda: ground(french(), Draft(statements=[said("Il pleut")]))),
    ],
    "extractor-failed": [
        (
            "Extract the article on its own to raise the error; then fix the extractor, or tell its authors",
            seen_where_it_fails,
        )
    ],
    "answer-ambiguous": [
        ("Return a single object that holds everything", lambda: read_answer('{"actors": [], "statements": []}')),
    ],
    "no-id": [
        (
            "Give the record an `id`",
            drafted(actors=[DraftActor(id="actor:x", name="…", kind=ActorKind.PERSON, mentions=["Duarte told"])]),
        )
    ],
    "not-carried": [
        ("Ground the record again, with the words of the newer text", hinted),
        ("leave it out", lambda: later("Duarte told", "Duarte hinted to").bundle),
    ],
    "unused-actor": [
        ("Add the record", checked(lambda: with_speaker("actor:new", actors=[*BUNDLE.actors, actor("actor:new")]))),
        ("remove the actor", checked(lambda: BUNDLE)),
    ],
    "unused-source": [
        (
            "Add the record",
            checked(
                lambda: attrs.evolve(
                    BUNDLE,
                    sources=[*BUNDLE.sources, source()],
                    allegations=[BUNDLE.allegations[0], attrs.evolve(BUNDLE.allegations[1], source_id="source:new")],
                )
            ),
        ),
        ("remove the source", checked(lambda: BUNDLE)),
    ],
    "unresolved-date": [
        (
            "Give the article's date of publication if it is missing",
            checked(drafted("He left on Monday.", statements=[said("He left", when="on Monday")])),
        ),
        (
            "otherwise give `earliest` and `latest` of the time in the draft",
            checked(
                drafted(
                    "Long ago he left.",
                    statements=[said("he left", when=When(text="Long ago", latest=DAY.replace(year=1990)))],
                )
            ),
        ),
    ],
    "no-participant": [
        ("Name the participants", meeting(actors=PEOPLE, participants=["Ana Duarte", "Tomas Brandt"])),
        (
            "a participant whom the article does not name can be an actor of the kind `unnamed`",
            meeting(actors=[UNNAMED], participants=["two ministers"]),
        ),
    ],
    "quote-unmarked": [
        ("Take the words out of `quotes`", spoken("Ana said it was safe.")),
        (
            "quote only those inside the marks",
            spoken("“It is,” Ana said, safe.", content="It is", quotes="It is"),
        ),
    ],
    "quote-untold": [
        ("Give the words in `quotes` too", spoken("Ana said it was “safe”.", content="safe", quotes="safe"))
    ],
    "speaker-away": [
        ("Correct the speakers", officials(speakers=["Officials"])),
        ("give the words that name them here in `speaker`", officials(speaker="Officials")),
        (
            "take the words that show who speaks into `evidence`",
            officials(evidence=["Ana left", "Officials said it was safe"]),
        ),
    ],
    "no-cue": [
        ("Give the words that introduce it in `cue`", known(cue="knew")),
        (
            "make the publisher the speaker if the article itself says it",
            known("The Mail", speakers=["The Mail"]),
        ),
    ],
    "outside-evidence": [
        (
            "Widen the evidence",
            spoken(
                "Ana said it was safe. On Tuesday it rained.",
                when="Tuesday",
                evidence="Ana said it was safe. On Tuesday it rained",
            ),
        ),
        ("remove the value", spoken("Ana said it was safe. On Tuesday it rained.")),
    ],
    "date-disagrees": [
        (
            "Leave the bounds out so that grounding determines them",
            spoken("Ana said on Tuesday it was safe.", when="Tuesday"),
        ),
        (
            "quote other words",
            spoken(
                "Ana said on Tuesday, after the Monday rain, it was safe.",
                when=When(text="Monday", earliest=DAY.replace(day=13), latest=DAY.replace(day=13)),
            ),
        ),
    ],
    "carried-less": [("Add what the newer text still says", with_the_newer_office)],
}

TWICE = "It is safe. They met, and it is safe."
AFTER = "Ana said: “It is safe”, she said, “and it will stay so”."


def dated(when: str | When, published: str | None = "2023-11-15") -> Make:
    """The warnings about a statement with a time."""
    draft = Draft(statements=[said("it was safe", when=when, evidence="on Monday it was safe")])
    return checked(lambda: ground(Article.from_text("He said on Monday it was safe.", published=published), draft))


OWN: list[tuple[str, str, Make, Make]] = [
    (
        "type",
        "write ActorKind.STATE",
        record("actors", 0, kind="state"),
        record("actors", 0, kind=ActorKind.STATE),
    ),
    (
        "document-form",
        "it is ['ne:Bundle', 'prov:Entity']",
        lambda: from_jsonld({**to_jsonld(BUNDLE), "@type": "Bundle"}),
        lambda: from_jsonld({**to_jsonld(BUNDLE), "@type": ["ne:Bundle", "prov:Entity"]}),
    ),
    ("empty", "leave the field out, or give it a text", article(title=""), article(title=None)),
    ("empty", "leave the field out, or give it a text", article(title=""), article(title="The dam")),
    (
        "unknown-field",
        "its fields are format_version, generator, article, actors",
        read("actor", []),
        lambda: loads(LINE),
    ),
    (
        "date-form",
        "write it like 2023-11-15 or 2023-11-15T09:30:00-05:00",
        lambda: Article.from_text(TEXT, published="Wednesday"),
        lambda: [Article.from_text(TEXT, published=day) for day in ("2023-11-15", "2023-11-15T09:30:00-05:00")],
    ),
    (
        "span-text",
        "the words are at 21",
        record("statements", 0, content=[Span(start=0, end=3, exact="the")], quotes=()),
        record("statements", 0, content=[Span(start=21, end=24, exact="the")], quotes=()),
    ),
    (
        "no-evidence",
        "add the words by which the article refers to it as a mention",
        drafted(actors=[DraftActor(name="Nobody", kind=ActorKind.PERSON)]),
        drafted(actors=[DraftActor(name="Nobody", kind=ActorKind.PERSON, mentions=["Kessia has denied"])]),
    ),
    ("digest", f"it is {digest(TEXT)}", article(sha256="0" * 64), article(sha256=digest(TEXT))),
    (
        "digest",
        f"it should be {digest(TEXT)}",
        lambda: BUNDLE.detach().attach(TEXT + "!"),
        lambda: BUNDLE.detach().attach(TEXT),
    ),
    (
        "source-chain",
        "give another publication the kind press_report",
        more("sources", source(kind=SourceKind.ARTICLE, via_id=None)),
        more("sources", source(kind=SourceKind.PRESS_REPORT)),
    ),
    (
        "quote-not-found",
        "the nearest words of the article are “the dam on Lake Orin”: copy them if they say it, or leave this out",
        drafted(statements=[said("the dam on Lake Oryn")]),
        drafted(statements=[said("the dam on Lake Orin")]),
    ),
    (
        "quote-not-found",
        "quote whole words",
        drafted(statements=[said("the dam on Lake Ori")]),
        drafted(statements=[said("the dam on Lake")]),
    ),
    (
        "quote-not-found",
        "they are at 169 “ Duarte told Brandt that the dam",
        drafted(statements=[said(Quote(exact="the dam", prefix="behind"))]),
        drafted(statements=[said(Quote(exact="the dam", prefix="Duarte told Brandt that "))]),
    ),
    (
        "quote-not-found",
        "quote one stretch, without an ellipsis",
        drafted(statements=[said("has denied it", place="Port Lys … dam")]),
        drafted(statements=[said("has denied it", place="Port Lys")]),
    ),
    (
        "quote-not-found",
        "quote the words between the parts too",
        drafted("They do not say that it is safe.", statements=[said("They … say that it is safe")]),
        drafted("They do not say that it is safe.", statements=[said("They do not say that it is safe")]),
    ),
    ("name-unknown", "did you mean 'Ana Duarte'?", named(target="Anna Duarte"), named(target="Ana Duarte")),
    *(
        (
            "name-unknown",
            "Add the record that is meant, or use the name or id of one that the draft has.",
            drafted(statements=[said("has denied it", within="of Duarte")]),
            make,
        )
        for make in (
            drafted(statements=[said("has denied it", within="of Duarte"), said("the dam on Lake", id="of Duarte")]),
            drafted(statements=[said("has denied it", within="hers"), said("the dam on Lake", id="hers")]),
        )
    ),
    *(
        (
            "unresolved-date",
            "Give the article's date of publication, or the `anchor` of the time.",
            dated("on Monday", None),
            make,
        )
        for make in (dated("on Monday"), dated(When(text="on Monday", anchor=DAY), None))
    ),
    (
        "unresolved-date",
        "Give the words alone in the draft, so that grounding works out the bounds.",
        dated(When(text="on Monday")),
        dated("on Monday"),
    ),
    *(
        (
            "unresolved-date",
            "Give `earliest` and `latest` of the time in the draft, quote words that give a date, or leave the time",
            dated("it was"),
            make,
        )
        for make in (
            dated(When(text="it was", earliest=DAY, latest=DAY)),
            dated("on Monday"),
            spoken("Ana said on Monday it was safe."),
        )
    ),
]
"""The fixes of messages that differ from their rule's fix: the code, the fix, the broken input, and the fixed one."""


def left_over(code: str) -> str:
    """What remains of a rule's fix without the parts that are followed and the words that join them."""
    fix = RULES[code].fix
    for part, _ in FIXES[code]:
        assert part in fix, f"{code}: {part}"
        fix = fix.replace(part, "", 1)
    return re.sub(r"\b(?:or|and)\b|[\s,;.]", "", fix)


def test_every_part_of_every_fix_is_followed() -> None:
    assert {code: left_over(code) for code in FIXES} == dict.fromkeys(RULES, "")


def test_every_fix_that_a_message_tells_is_that_of_its_rule_or_followed_by_itself() -> None:
    told = {issue.fix for cases in BROKEN.values() for _, make in cases for issue in found(make)} - {None}
    others = told - {rule.fix for rule in RULES.values()}
    forms = tuple(fix[:14] for _, fix, _, _ in OWN)  # its start, without the words of the case
    assert {fix for fix in others if not fix.startswith(forms)} == set()


@pytest.mark.parametrize(
    ("code", "make"),
    [
        pytest.param(code, make, id=f"{code}-{number}")
        for code, parts in FIXES.items()
        for number, (_, make) in enumerate(parts)
    ],
)
def test_what_was_mended_as_the_rule_says_breaks_it_no_more(code: str, make: Make) -> None:
    (_, broken), *_ = BROKEN[code]
    assert code in {issue.code for issue in found(broken)}
    issues = found(make)
    assert code not in {issue.code for issue in issues}
    assert not issues.errors or code == "too-deep"  # something so deeply nested is not a bundle


@pytest.mark.parametrize(
    ("code", "fix", "broken", "mended"),
    [pytest.param(*row, id=f"{row[0]}-{number}") for number, row in enumerate(OWN)],
)
def test_what_was_mended_as_the_message_says_breaks_its_rule_no_more(
    code: str, fix: str, broken: Make, mended: Make
) -> None:
    assert [issue.code for issue in found(broken) if fix in (issue.fix or "")] == [code]
    issues = found(mended)
    assert code not in {issue.code for issue in issues}
    assert not issues.errors
