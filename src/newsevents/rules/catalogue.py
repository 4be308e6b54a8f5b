"""The rules of a valid bundle: their codes, and what each means. The checks are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from newsevents.errors import Severity

__all__ = ["RULES", "Rule"]


@attrs.frozen
class Rule:
    """A rule that data must keep.

    Attributes:
        code: Its stable code, as in `newsevents.Issue.code`.
        summary: What it demands, in a sentence.
        why: Why it is demanded.
        fix: What to do where it is broken.
        severity: Whether breaking it is an error or worth a warning.
    """

    code: str
    summary: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR


_FORM = [
    Rule(
        "json",
        "The input is JSON.",
        "Anything else cannot be read without guessing. NaN and Infinity are no JSON, nor are two values "
        "under one key, or numbers too long to convert.",
        "Write the file with a JSON library, or with `newsevents.dumps`.",
    ),
    Rule(
        "encoding",
        "The input is UTF-8.",
        "Offsets count code points, so a byte read in the wrong encoding would shift every one of them.",
        "Convert the file to UTF-8.",
    ),
    Rule(
        "too-long",
        "A text, or a line of a JSON Lines file, is no longer than the limit.",
        "Both are read into memory whole; the limit keeps a damaged file from filling it.",
        "Raise `Limits.length`, or `max_line_bytes` for lines, if the text is meant.",
    ),
    Rule(
        "too-deep",
        "Lists and objects are nested no deeper than the limit.",
        "A bundle has fewer than ten levels; thousands are made to exhaust whoever reads them.",
        "Raise `Limits.depth` if the nesting is meant, as far as Python's parser can follow.",
    ),
    Rule(
        "too-many",
        "A bundle has no more records than the limit.",
        "An article gives hundreds of records, not millions.",
        "Raise `Limits.records` if they are meant, or divide the bundle.",
    ),
    Rule(
        "version",
        "`format_version` is one that this version of newsevents reads.",
        "A newer format may hold fields that would be lost.",
        "Upgrade newsevents.",
    ),
    Rule(
        "type",
        "A value has the type that its field declares.",
        "Nothing is converted in silence: 5.9 does not become 5, nor null the text `None`.",
        "Give a value of the type that the message names.",
    ),
    Rule(
        "document-form",
        "A JSON-LD document has the form in which `to_jsonld` writes it.",
        "It says much twice, in exact terms and in those of public vocabularies: of two that differ, nobody can tell "
        "which is meant. In another context its terms would mean something else.",
        "Write the document again, or change all that follows from what you changed.",
    ),
    Rule(
        "empty",
        "A text is not empty, and an article not blank.",
        "An empty text says nothing; a field without a value is left out.",
        "Leave the field out, or give it a text.",
    ),
    Rule(
        "surrogate",
        "A text has no lone surrogate.",
        "Half of a UTF-16 pair is no character, and UTF-8 cannot write it.",
        "Decode the text properly where it comes from.",
    ),
    Rule(
        "missing-field",
        "Every required field is there.",
        "A default would be a guess.",
        "Add the field.",
    ),
    Rule(
        "unknown-field",
        "There is no field that the model does not have.",
        "It would be dropped in silence; most often it is a spelling mistake.",
        "Correct or remove the field.",
    ),
    Rule(
        "unknown-member",
        "A value of a vocabulary is one of its members.",
        "Programs that branch on the value would meet one that they do not know.",
        "Use one of the members that the message lists.",
    ),
    Rule(
        "date-form",
        "A date is written `YYYY-MM-DD`, a time `YYYY-MM-DDTHH:MM:SS` with six digits of a second and `Z` or "
        "an offset if it has them.",
        "These are the forms of ISO 8601 and RFC 3339 that leave nothing open.",
        "Write the date in one of these forms; it must exist in the calendar.",
    ),
]

_TEXT = [
    Rule(
        "span-bounds",
        "A span has at least one character and lies inside the article.",
        "Offsets are half-open and count Unicode code points of the article's text from 0.",
        "Count code points, not bytes or UTF-16 units.",
    ),
    Rule(
        "span-text",
        "The `exact` of a span is the article's text at its offsets.",
        "This is what ties a record to the words that it rests on.",
        "Make spans by grounding a draft, which finds the words.",
    ),
    Rule(
        "text-span",
        "The `text` of a time or a quantity is the text of its span.",
        "Both say which words are meant.",
        "Copy the words from the article.",
    ),
    Rule(
        "no-span",
        "A time, a quantity or a place has its span.",
        "Everything in a bundle stands somewhere in the article.",
        "Make the value by grounding, which finds its words.",
    ),
    Rule(
        "no-evidence",
        "Every record but the article, and the article as a source, has evidence.",
        "A record that rests on no words cannot be judged.",
        "Name the words of the article that say it.",
    ),
    Rule(
        "digest",
        "`sha256` is the SHA-256 of the article's text in UTF-8.",
        "It ties offsets to one exact text, also where the text travels apart from the bundle.",
        "Make the article with `Article.from_text` or `Article.from_file`.",
    ),
]

_REFERENCES = [
    Rule(
        "id-form",
        "An id is the record's class, a colon, and a name without white space or colon.",
        "The class can be told from the id alone: `actor:park-jin`.",
        "Write an id of this form, or leave it to grounding.",
    ),
    Rule(
        "duplicate-id",
        "No two records have the same id.",
        "A reference must mean one record.",
        "Give one of them another `id`, or merge them if they are the same.",
    ),
    Rule(
        "unknown-id",
        "Every reference is the id of a record in the bundle.",
        "A bundle stands by itself.",
        "Add the record, or correct the reference.",
    ),
    Rule(
        "wrong-class",
        "A reference is to a record of the class that the field asks for.",
        "A speaker is an actor, never a source.",
        "Refer to a record of the class that the message names.",
    ),
    Rule(
        "repeated-reference",
        "A list of references names no record twice.",
        "Counting over the list would count it twice.",
        "Remove the repetition.",
    ),
    Rule(
        "cycle",
        "No chain of `via_id`, `part_of_id`, `member_ids`, or `supports_ids` and `disputes_ids` leads back to "
        "where it began.",
        "Following it would never end.",
        "Remove one of the references that the message lists.",
    ),
    Rule(
        "source-chain",
        "Every chain of sources ends at the article: one source is of the kind `article`, and it alone has no "
        "`via_id`.",
        "Whatever the bundle says was read in the article.",
        "Set `via_id` to the source that passed it on, at the latest the article.",
    ),
]

_VALUES = [
    Rule(
        "publisher-id",
        "Where just one actor's name or alias is `publisher`, `publisher_id` is that actor's id.",
        "What the article says in its own voice is told by who its publisher is.",
        "Set `publisher_id`, or leave it to grounding.",
    ),
    Rule(
        "country-code",
        "A country is an ISO 3166-1 alpha-2 code, or XK for Kosovo.",
        "Names and demonyms of countries differ between texts; the code does not.",
        "Use the two capital letters of ISO 3166-1: GB, not UK.",
    ),
    Rule(
        "language-tag",
        "A language has the form of a BCP 47 tag.",
        "Other systems read it.",
        "Write `en`, `ko` or `zh-Hant`.",
    ),
    Rule(
        "url-form",
        "A URL is an absolute URI.",
        "It has to be found from anywhere. newsevents itself never opens it.",
        "Write it with its scheme: `https://…`.",
    ),
    Rule(
        "edtf-form",
        "An `edtf` value or alternative is written in the characters of EDTF (ISO 8601-2).",
        "Other programs parse it.",
        "Write `2023-11-14`, `2023-11`, `[2023-11-15..2023-11-29]`, `2023-08/..`.",
    ),
    Rule(
        "duration-form",
        "A `duration` is an ISO 8601 duration.",
        "Other programs parse it.",
        "Write `P3D`, `P2W`, `PT6H`.",
    ),
    Rule(
        "when-order",
        "`earliest` is not later than `latest`.",
        "An interval runs forwards.",
        "Exchange the bounds or correct one.",
    ),
    Rule(
        "when-bounds",
        "Both bounds of a time are days, or both are times of day, both with or both without an offset; days "
        "where the granularity is a day or coarser.",
        "Bounds of different kinds cannot be compared without guessing a zone.",
        "Give both bounds in the same form.",
    ),
    Rule(
        "after-publication",
        "A statement that was made, or a meeting that was held, does not begin after the article was published.",
        "The article could not have reported it.",
        "Correct the date or the meeting's status.",
    ),
    Rule(
        "scheduled-in-past",
        "A meeting that is scheduled does not end before the article was published.",
        "It would be held or cancelled by then.",
        "Correct the date or the meeting's status.",
    ),
    Rule(
        "quantity-order",
        "A quantity's `low` is not greater than its `high`.",
        "An interval runs upwards.",
        "Exchange the bounds or correct one.",
    ),
    Rule(
        "number-finite",
        "A number is finite.",
        "Infinity and NaN are no JSON and compare strangely; an open bound is left out.",
        "Leave the bound out.",
    ),
]

_EVENTS = [
    Rule(
        "no-speaker",
        "A statement has a speaker or is marked `unattributed`; not both.",
        "Who said it is the first question about a statement.",
        "Name the speaker, or set `unattributed` where the article does not tell.",
    ),
    Rule(
        "quote-outside-content",
        "Quotes lie inside the content.",
        "What is quoted is part of what is said.",
        "Extend the content, or remove the quote.",
    ),
    Rule(
        "no-claimant",
        "An allegation has a claimant, or comes from a source other than the article itself.",
        "An allegation that nobody makes is an accusation by the bundle.",
        "Name the claimant; where the article alleges in its own voice, its publisher.",
    ),
]

_GROUNDING = [
    Rule(
        "quote-not-found",
        "Every quote of a draft stands in the article, with its `prefix` before and its `suffix` behind it.",
        "What is not in the text was not read there.",
        "Copy the words from the article, whole words and in the article's own spelling.",
    ),
    Rule(
        "quote-ambiguous",
        "It is clear which of several places a quote means.",
        "The first hit is a guess.",
        "Add `prefix` or `suffix`, or `evidence` that contains the quote once.",
    ),
    Rule(
        "quote-misplaced",
        "A quote with a `start` stands at that offset.",
        "The offset was counted in another text or in other units.",
        "Leave `start` out, or count code points.",
    ),
    Rule(
        "quote-cut",
        "The content of a statement or an allegation that a model drafted does not stop right before words of its "
        'sentence that turn it round, such as "but", "unless" or "not".',
        "Who said “it will close unless the strike ends” did not say “it will close”.",
        "Extend the content to the end of what is said; or, if what follows is said by somebody else, draft that as a "
        "record too, or quote the whole sentence as `evidence`.",
    ),
    Rule(
        "name-unknown",
        "Every name in a draft is the name, alias, mention or role of one of its actors, or the name or id of a "
        "source, meeting, statement or allegation.",
        "A record cannot refer to what is not there.",
        "Add the record, or the alias to an actor.",
    ),
    Rule(
        "name-ambiguous",
        "It is clear which of several records a name means.",
        "The first hit is a guess.",
        "Use the id or the full name.",
    ),
    Rule(
        "no-text",
        "The article to ground in has its text.",
        "Words can only be found in a text.",
        "Use `bundle.attach(text)` first.",
    ),
    Rule(
        "not-english",
        "An article that is read by rules has a text, and the text is in English.",
        "The rules know English words and constructions only; on another language they would read nonsense.",
        "Choose another extractor, or write the draft in another way.",
    ),
    Rule(
        "extractor-failed",
        "The extractor reads the article or says why it cannot.",
        "One article on which a program fails is no reason to stop a job of millions.",
        "Read the article by itself to see where the extractor fails, and report it to its authors.",
    ),
    Rule(
        "no-id",
        "A record of a draft has an `id`, or content to make one from.",
        "An id is made from a record's own words.",
        "Give the record an `id`.",
    ),
]

TURN_WORDS = ("but", "unless", "except", "although", "though")
"""The words of the rule cut-quote, which turn round the sentence that they go on with."""

_WARNINGS = [
    Rule(
        "unused-actor",
        "Some record refers to each actor.",
        "An actor who does nothing is often a sign of a record that was forgotten.",
        "Add the record, or remove the actor.",
        Severity.WARNING,
    ),
    Rule(
        "unused-source",
        "Some record refers to each source.",
        "A source of nothing is often a sign of a record that was forgotten.",
        "Add the record, or remove the source.",
        Severity.WARNING,
    ),
    Rule(
        "cut-quote",
        'No content stops right before "but", "unless", "except", "although" or "though".',
        "What follows may turn the meaning round.",
        "Read on in the article, and extend the content if the rest belongs to it.",
        Severity.WARNING,
    ),
    Rule(
        "unresolved-date",
        "Every time has a meaning on the calendar, or says how long or how often.",
        "It cannot be sorted or compared.",
        "Give the article's date of publication, or the bounds in the draft.",
        Severity.WARNING,
    ),
    Rule(
        "no-participant",
        "A meeting has a participant.",
        "Who met is the first question about a meeting.",
        "Name the participants.",
        Severity.WARNING,
    ),
    Rule(
        "quote-unmarked",
        "Direct speech stands in quotation marks in the article.",
        "Words without marks are the article's, not the speaker's.",
        "Take the words out of `quotes`, or quote those that have the marks.",
        Severity.WARNING,
    ),
    Rule(
        "quote-untold",
        "Content that stands in quotation marks is among the statement's quotes.",
        "Whether somebody's very words are given is what readers ask first.",
        "Give the words in `quotes` too.",
        Severity.WARNING,
    ),
    Rule(
        "speaker-away",
        "One of those who speak is named near the words: in their paragraph or the one before.",
        "A speaker who is nowhere near is often another one.",
        "Look who says it, or give the words that name the speaker in `speaker`.",
        Severity.WARNING,
    ),
    Rule(
        "no-cue",
        "Indirect speech of somebody else than the article has a cue.",
        "Without words that say so it is not told that anybody said it.",
        "Give the words that introduce it in `cue`, or make the article the speaker.",
        Severity.WARNING,
    ),
    Rule(
        "outside-evidence",
        "Times, places and quantities of an event stand in its evidence.",
        "What stands elsewhere may belong to something else.",
        "Widen the evidence, or take the value out.",
        Severity.WARNING,
    ),
    Rule(
        "date-disagrees",
        "The bounds that were given for a time are such as its words can mean.",
        "In an article of a Wednesday, “on Tuesday” means the day before.",
        "Leave the bounds out, so that grounding works them out, or quote other words.",
        Severity.WARNING,
    ),
]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for group in (_FORM, _TEXT, _REFERENCES, _VALUES, _EVENTS, _GROUNDING, _WARNINGS)
        for rule in group
    }
)
"""Every rule by its code, in the order in which the documentation explains them."""
