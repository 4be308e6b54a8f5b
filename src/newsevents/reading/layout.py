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
    r"\W*(?:Additional reporting|Reporting|Edited|Editing|Written|Writing|Compiled|Translated) by"
    r"(?:\W+(?:[A-Z]\w*|and|at|by|editing|for|from|in|of|reporting|the|with|writing))*\W*$"
)
"""A paragraph of credits: "Edited by Ana Lima and Rui Costa."."""
_SIGNATURE = re.compile(r"\s*\((?:[a-z]{2,4}/[a-z]{2,4}|END|MORE)[^()]{0,30}\)\s*$")
_TURN = re.compile(
    r"[\"“]?(?!(?:CORRECTION|CLARIFICATION|UPDATE|NOTE|EDITOR|ABSTRACT|PHOTO|SOURCE)\b)"
    r"(?P<speaker>(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|THE)\.? )?"
    r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(?:, [A-Z ,.'’-]{2,60})?(?: \([^)]{1,40}\))?):\s+(?=\S)"
)
_FEWEST_TURNS, _LONG = 3, 9
"""The smallest number of turns in a transcript, and a length of the speaker's words above which one turn is enough."""


def lay_out(text: str) -> Layout:
    """Find the parts of an article's text."""
    prose: list[Range] = []
    agency: Range | None = None
    marks = [
        (match.span("speaker"), match.end(), match.span("name"), match.start())
        for start, end in paragraph_spans(text)
        if (match := _TURN.match(text, start, end)) is not None
    ]
    is_transcript = len(marks) >= _FEWEST_TURNS or any(begin - speaker[0] > _LONG for speaker, begin, *_ in marks)
    begins = {start: begin for _, begin, _, start in marks} if is_transcript else {}
    for number, (start, end) in enumerate(paragraph_spans(text)):
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
    turns = [
        Turn(
            speaker,
            name,
            (begin, _trimmed_end(text, marks[number + 1][3] if number + 1 < len(marks) else len(text))),
        )
        for number, (speaker, begin, name, _) in enumerate(marks if is_transcript else [])
    ]
    return Layout(tuple(prose), agency, tuple(turns))


_WITH_DATELINE = 3
"""The number of paragraphs, from the first, in which a dateline may be."""


def _trimmed_end(text: str, end: int) -> int:
    return len(text[:end].rstrip())
