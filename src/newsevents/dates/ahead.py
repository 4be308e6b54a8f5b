"""Whether the words around a time say that it lies ahead: "will", "is due", "by", "the trial opens"."""

from __future__ import annotations

import re

from newsevents.english import any_of, headed_lists

_VERBS = headed_lists("futurates")

_NOT_DONE = r"(?! have(?: (?:\w+ed|been|had|won|lost|made|met|taken|come|gone|said|seen)\b| ?$))"
"""What must follow a modal for it to be about the future: "might meet", not "might have met"."""

_CUE = re.compile(
    rf"(?i)\b(?:will|shall|'ll|won't|(?:must|should|can|might){_NOT_DONE}|could(?! be\b| not\b){_NOT_DONE} \w+"
    r"|would (?:\w+ )?be|(?:he|she|it|they|who|which|that|we|\w+s) may(?= [a-z])"
    r"|scheduled|slated|due|expect(?:s|ed)?|plann(?:ed|ing)|upcoming|(?:set|poised|about|likely|going|hoping|plans?|hopes?"
    r"|intends?|aims?|is|are|has|have) to|head(?:s|ed|ing) into"
    r"|postponed|as (?:soon|early) as|until|till|effective|payable|next|starting|beginning|come(?= $)"
    r"|(?:when|if|once|unless|before|after) [^,.;:]{1,40}\b(?:is|are)"
    rf"|(?:{any_of(_VERBS['verb'])})|(?:{any_of(' '.join(pair.split('_')) for pair in _VERBS['phrase'])}))\b"
    r"(?P<between>(?:[^.;:!?]|(?<=\b[A-Z])\.|(?<=\b[ap])\.(?=m)|(?<=\b[ap]\.m)\.|(?<=\d):(?=\d)){0,60})$"
)
"""A cue for the future, and the words between it and the time."""

_BROKEN = re.compile(
    r"(?i),|\b(?:was|were|had|said|told|announced|reported|who|which|where|and|but|after|since|because|when)\b"
)
"""What ends the reach of a cue."""

_REDUCED = re.compile(
    r"(?i)(?<!\bbe )(?<!\bget )(?<!\bhave )\b(?:\w{3,}ed|sent|made|given|held|won|found|written|seen|taken)"
    r" (?:on |in |at |last |early |late )*$"
)
"""A participle beside the time that puts it in the past: "will review the bill approved Monday"."""

_HAD_BEEN = re.compile(r"(?i)\bhad (?:\w+ )?been $")
"""What turns a cue to the past: "had been scheduled to expire on Friday"."""

_PAST = re.compile(r"(?i)\b(?:was|were|had|been|did)\b|(?<!expect)(?<!plann)(?<!suppos)(?<!schedul)ed (?:[^,]{0,30})$")
_AFTER = re.compile(
    r"(?i),? (?:(?!and\b|but\b|who\b|which\b|that\b|when\b)\w+ ){0,4}(?:will|(?:is|are) (?:scheduled|expected))\b"
    r"|, (?-i:(?:[Tt]he|[Aa]n?|of|and|for|[A-Z][\w.'-]*) ){1,12}"  # a long name
    r"(?:will|(?:plan|intend|hope|aim)s? to|(?:is|are) (?:due|set|to))\b"
)
_CLAUSE_END = re.compile(r"(?i)[.;:!?](?!\d)|\b(?:said|says|told|announced)\b")
_BY = re.compile(r"(?i)\bby $")


def lies_ahead(before: str, words: str, after: str) -> bool:
    """Whether the words around a time say that it lies ahead.

    Args:
        before: The words before it.
        words: Its own words; "by the end of June" looks ahead as "by June" does.
        after: The words after it.
    """
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    if _AFTER.match(clause):
        return True
    cue = _CUE.search(before)
    by = words[:3].lower() == "by " or _BY.search(before) is not None
    until = cue is not None and cue[0].lower().startswith(("until", "till"))
    if (by or until) and re.match(r",? [\w ]{1,25}\bhad\b", clause):
        return False
    if cue is not None and not (
        _BROKEN.search(cue["between"])
        or _REDUCED.search(before, cue.start())
        or _HAD_BEEN.search(before, 0, cue.start())
    ):
        return True
    return by and not _PAST.search(_CLAUSE_END.split(before)[-1])
