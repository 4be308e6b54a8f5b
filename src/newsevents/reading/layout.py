"""The prose of an article, separated from datelines, furniture, agency names and the turns of a transcript."""

from __future__ import annotations

import re

import attrs

from newsevents.quotations import paragraph_spans

__all__ = ["Layout", "Turn", "lay_out"]

Range = tuple[int, int]


@attrs.frozen
class Turn:
    """What one speaker says in a transcript or a question and answer: "BLITZER: Why?".

    Attributes:
        speaker: The words that name the speaker.
        name: The name in them, without title or office.
        content: What is said, up to the next speaker.
    """

    speaker: Range
    name: Range
    content: Range


@attrs.frozen
class Layout:
    """The parts of an article.

    Attributes:
        prose: The stretches to analyse, in text order: paragraphs without their parts that are not prose.
        agency: The name of the agency that sent the report, from a dateline such as "PARIS (AP) --", or None.
        turns: The turns of a transcript.
    """

    prose: tuple[Range, ...]
    agency: Range | None
    turns: tuple[Turn, ...]


_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\w*\.?"
_DATELINE = re.compile(
    rf"\s{{0,9}}(?:[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){{0,4}}(?:, ?(?!{_MONTH})[A-Z][\w.]*(?: [A-Z][\w.]*)?){{0,2}})?"
    rf"(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?\s{{0,3}}"
    rf"(?:[(/](?P<agency>[A-Z][\w. ]{{1,24}})[)/]\s*)?(?:_+|--+|[–—-])(?=\s|$)\s*"
)
_CITY = re.compile(r"\s*[A-Z]{3,}|\s*[A-Z][\w.' ]{2,40}(?:,| ?[(/])")
_FURNITURE = re.compile(
    r"\W*(?:ABSTRACT|ADVERTISEMENT|Advertisement|Read more|Read the rest|Related|RELATED|WATCH|Also on|Follow us"
    r"|Click here|Sign up|Share this|More from|Correction|CORRECTION|Photo|PHOTO|Image|IMAGE)\b.{0,100}$"
    r"|.{0,60}(?:[{}]|</?[a-zA-Z!]).*$|[\w-]+: ?[\w-]+;$|\W*$|\(?[a-z]{2,4}/[a-z]{2,4}\)?$",
    re.DOTALL,
)
_CREDIT = re.compile(
    r"\W{0,9}(?:Additional reporting|Reporting|Edited|Editing|Written|Writing|Compiled|Translated) by"
    r"(?:\W{1,9}(?:[A-Z]\w*|and|at|by|editing|for|from|in|of|reporting|the|with|writing)){1,60}\W{0,9}$"
)
"""A paragraph of credits: "Edited by Ana Lima and Rui Costa."."""
_SIGNATURE = re.compile(r"\s*\((?:[a-z]{2,4}/[a-z]{2,4}|END|MORE)[^()]{0,30}\)\s*$")
_TURN = re.compile(
    r"[\"“]?(?!(?:CORRECTION|CLARIFICATION|UPDATE|NOTE|EDITOR|ABSTRACT|PHOTO|SOURCE"
    r"|EXCLUSIVE|BREAKING|LIVE)\b)"
    r"(?P<speaker>(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|THE)\.? )?"
    r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(?:, [A-Z ,.'’-]{2,60})?(?: \([^)]{1,40}\))?):\s+(?=\S)"
)
_LABEL = re.compile(
    r"[\"“]?(?!(?:Answer|Claim|Con|Cost|Date|Fact|Myth|Price|Pro|Question|Rating|Reality|Result|Score|Time|Truth|Verdict"
    r"|When|Where|Who)\b)(?P<speaker>(?P<name>[A-Z](?:[\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,2})?)):\s+(?=\S)"
)
"""The beginning of a turn whose speaker is not in capitals: "Lima: Why?", "Q: Why?"."""
_NAMELESS = frozenset(("A", "Q", "AUDIO", "CLIP", "VIDEO"))
"""Labels of turns that do not name a speaker."""
_FEWEST_TURNS = 3
"""The smallest number of turns in a transcript, unless a speaker has a title or an office."""


def lay_out(text: str) -> Layout:
    """Find the parts of an article's text."""
    prose: list[Range] = []
    agency: Range | None = None
    paragraphs = list(paragraph_spans(text))
    turns = _transcript(text, paragraphs) or _dialogues(text, paragraphs)
    begins = {start: turn.content[0] for start, turn in turns.items()}
    for number, (start, end) in enumerate(paragraphs):
        if number < _WITH_DATELINE:
            found = _DATELINE.match(text, start, end)
            if found is not None and found.end() > start + 2 and _CITY.match(text, start, found.end()):
                agency = found.span("agency") if found["agency"] else agency
                start = found.end()
        signature = _SIGNATURE.search(text, max(start, end - 60), end)
        end = signature.start() if signature is not None else end
        start = begins.get(start, start)
        if start < end and not (_FURNITURE.match(text, start, end) or _CREDIT.match(text, start, end)):
            prose.append((start, end))
    named = (turn for turn in turns.values() if text[slice(*turn.name)] not in _NAMELESS)
    return Layout(tuple(prose), agency, tuple(named))


def _transcript(text: str, paragraphs: list[Range]) -> dict[int, Turn]:
    """The turns of a transcript by the start of their paragraph; one or two are only their paragraphs."""
    found = [(match, end) for start, end in paragraphs if (match := _TURN.match(text, start, end)) is not None]
    if len(found) < _FEWEST_TURNS:
        full = any(match["speaker"].removeprefix("THE ") != match["name"] for match, _ in found)
        return {match.start(): _turn(match, end) for match, end in found if full}
    ends = [match.start() for match, _ in found[1:]] + [len(text)]
    return {match.start(): _turn(match, len(text[:end].rstrip())) for (match, _), end in zip(found, ends, strict=True)}


def _dialogues(text: str, paragraphs: list[Range]) -> dict[int, Turn]:
    """Three or more turns in a row, of which two have the same speaker, by the start of their paragraph."""
    turns: dict[int, Turn] = {}
    row: list[tuple[re.Match[str], int]] = []
    for start, end in [*paragraphs, (len(text), len(text))]:
        match = _LABEL.match(text, start, end)
        if match is not None:
            row.append((match, end))
            continue
        if len(row) >= _FEWEST_TURNS and 1 < len({one["name"] for one, _ in row}) < len(row):
            turns |= {one.start(): _turn(one, last) for one, last in row}
        row = []
    return turns


def _turn(match: re.Match[str], end: int) -> Turn:
    return Turn(match.span("speaker"), match.span("name"), (match.end(), end))


_WITH_DATELINE = 3
"""The number of paragraphs, from the first, in which a dateline may be."""
