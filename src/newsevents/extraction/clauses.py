"""Phrases in a sentence: nominals, subjects, and where a clause or an object ends.

All positions are indices of tokens in one sentence, ends exclusive. Tags are those of
`newsevents.extraction.tagging`, with y for what stands in quotation marks; see `mask`.
"""

from __future__ import annotations

from newsevents.dates.lexicon import DAY_NAMES, MONTH_NAMES
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import form_of, of_speech, word_set

__all__ = [
    "FINITE",
    "after_adverbials",
    "after_be",
    "after_times",
    "clause_end",
    "group_start",
    "is_clause",
    "mask",
    "nominal_end",
    "object_end",
    "phrase_end",
    "run_end",
    "skip",
    "subject",
]

FINITE = frozenset("vmbhf")
_TIMES = word_set("times").union(DAY_NAMES, MONTH_NAMES)
_NOT_ALONE = word_set("not_alone")
"""Words that are a time only before another one: "last week"."""

_LINKS = word_set("links")
_ADVERBIAL = word_set("adverbial")
"""Prepositions that begin an adverbial and do not belong to the object before them."""


def mask(sentence: Sentence) -> str:
    """The tags, with y for each word inside quotation marks."""
    if max(sentence.inside) < 0:
        return sentence.tags
    return "".join(
        tag if quotation < 0 or tag in "qQ" else "y"
        for tag, quotation in zip(sentence.tags, sentence.inside, strict=True)
    )


def skip(tags: str, at: int, kinds: str, end: int) -> int:
    """Behind the tokens of some classes."""
    while at < end and tags[at] in kinds:
        at += 1
    return at


def is_clause(tags: str, start: int, end: int) -> bool:
    """Whether a stretch has a finite verb or words in quotation marks."""
    return any(tag in "qyQvmbhf" for tag in tags[start:end])


def group_start(tags: str, head: int) -> int:
    """Where the group of a verb begins: its auxiliaries and the adverbs among them."""
    at = head
    while at > 0 and tags[at - 1] in "mbhfrt":
        if tags[at - 1] == "t" and tags[head] not in "eb" and at == head:
            break
        at -= 1
    return at


def after_be(tags: str, group: int, head: int) -> bool:
    """Whether the auxiliary before a verb is a form of "be"."""
    return tags[group:head].rstrip("r")[-1:] == "b"


# --- to the right


def nominal_end(tags: str, start: int) -> int:
    """Where a plain nominal ends, without phrases and clauses behind it; start where there is none."""
    at, size = start, len(tags)
    if at < size and tags[at] in "po":
        if tags[at + 1 : at + 2] == "&" and tags[at + 2 : at + 3] in ("d", "n", "x", "p"):
            return nominal_end(tags, at + 2)
        return at + 1
    last = start
    while at < size:
        tag = tags[at]
        if tag in "nxcsy":
            at += 1
            last = at
        elif tag in "dqQ":
            if tag == "d" and at > start and tags[at - 1] not in "d&ir":
                break
            at += 1
            if tag == "Q":
                last = at
        elif (
            (tag == "r" and at + 1 < size and tags[at + 1] in "nrcx" and (at == start or tags[at - 1] in "d&r"))
            or (
                tag in "kg"
                and at > start
                and at + 1 < size
                and tags[at + 1] in "nx"
                and (tag == "k" or tags[at - 1] in "dn&")
            )
            or (tag == "&" and at > start and tags.startswith(("kn", "kx", "nn", "nx"), skip(tags, at + 1, "r", size)))
            or (tag == "&" and at > start and at + 1 < size and tags[at + 1] in "dnxcq")
        ):
            at += 1
        else:
            break
    return last


def phrase_end(sentence: Sentence, tags: str, start: int, end: int) -> int:
    """Where a nominal ends with its prepositional phrases."""
    at = nominal_end(tags, start)
    while at > start and at < end and tags[at] == "i" and sentence.words[at] in _LINKS:
        inner = nominal_end(tags, at + 1)
        if inner == at + 1 or after_times(sentence, tags, at + 1) >= inner:
            break
        at = inner
    return min(at, end)


def run_end(sentence: Sentence, tags: str, at: int, end: int) -> int:
    """Where what depends on a verb ends: before a comma, a new clause or a verb joined by "and"."""
    words = sentence.words
    begin = at
    while at < end:
        tag = tags[at]
        if tag in ",;-(" or (tag == "u" and at > begin and not _completes(words[at], tags[at + 1 : at + 2])):
            if tag == "," and (_listed(tags, at, end) or words[at + 1 : at + 2] in (["including"], ["especially"])):
                at += 1
                continue
            break
        if words[at] == "according":
            break
        if tag == "&" and at + 1 < end and tags[skip(tags, at + 1, "r", end - 1)] in "vmbhf":
            break
        if tag == "i" and at > begin and _adverbial(sentence, tags, at, end):
            break
        at += 1
    return at


def _completes(word: str, behind: str) -> bool:
    """Whether a conjunction goes on with what is said or planned: its condition, or what is done beside it."""
    return word in ("whether", "how", "why", "if", "unless") or behind == "g"


def _listed(tags: str, comma: int, end: int) -> bool:
    """Whether a comma stands in a list of nominals, which goes on to "and"."""
    if tags[comma + 1 : comma + 2] == "&":
        inner = nominal_end(tags, comma + 2)
        return inner > comma + 2 and (inner >= end or tags[inner] not in FINITE)
    inner = nominal_end(tags, comma + 1)
    if inner == comma + 1 or inner >= end:
        return False
    if tags[inner] == ",":
        return _listed(tags, inner, end) or (inner + 1 < end and tags[inner + 1] == "&")
    return tags[inner] == "&" or "&" in tags[comma + 1 : inner]


def object_end(sentence: Sentence, tags: str, at: int, end: int) -> int:
    """Where an object ends whose nominal ends at a token: with its phrases and clauses, before an adverbial."""
    words = sentence.words
    while at < end:
        tag = tags[at]
        if tag == "i":
            if _adverbial(sentence, tags, at, end):
                break
            start = at + 1
            if start < end and tags[start] in "guwzb":
                return run_end(sentence, tags, start + 1, end)
            inner = nominal_end(tags, start)
            if inner == start or after_times(sentence, tags, start) == inner:
                break
            at = inner
        elif tag in "zwt" or (tag == "r" and words[at] == "not" and tags[at + 1 : at + 2] == "t"):
            return run_end(sentence, tags, at + 1, end)
        elif tag == "k":
            at += 1
        elif tag == "&" and tags[at + 1 : at + 2] in ("u", "w"):
            return run_end(sentence, tags, at + 2, end)
        elif tag == "g" and not of_speech(form_of(words[at])):
            return run_end(sentence, tags, at + 1, end)
        elif tag == "," and tags[at - 1] == "c" and tags[at + 1 : at + 2] == "c":
            at += 2  # May 3, 2012
        elif tag == "," and (_listed(tags, at, end) or words[at + 1 : at + 2] == ["including"]):
            at = nominal_end(tags, at + 1 + (words[at + 1] == "including"))
        elif tag in "pdnx" and _reduced_relative(tags, at, end):
            return run_end(sentence, tags, at + 1, end)
        elif tag == "&" and at + 1 < end and tags[at + 1] in "dnxcq":
            inner = nominal_end(tags, at + 1)
            if inner < end and tags[inner] in FINITE:
                break
            at = max(inner, at + 1)
        else:
            break
    return at


def _adverbial(sentence: Sentence, tags: str, at: int, end: int) -> bool:
    """Whether a preposition begins an adverbial; "as" only before a clause, "while" not before a participle."""
    if sentence.words[at] != "as":
        return sentence.words[at] in _ADVERBIAL and not (sentence.words[at] == "while" and tags[at + 1 : at + 2] == "g")
    inner = nominal_end(tags, at + 1)
    return inner == at + 1 or (inner < end and tags[inner] in FINITE)


def _reduced_relative(tags: str, at: int, end: int) -> bool:
    """Whether a clause without its pronoun follows: the price *they paid*."""
    inner = skip(tags, nominal_end(tags, at), "r", end)
    return inner < end and tags[inner] in FINITE


def clause_end(tags: str) -> int:
    """Where the last clause of a sentence ends: before its last marks."""
    end = len(tags)
    while end > 0 and tags[end - 1] in ".,":
        end -= 1
    return end


def after_times(sentence: Sentence, tags: str, start: int) -> int:
    """Behind a time that stands without a preposition: "Friday", "earlier this week", "Monday night"."""
    at, size, words = start, len(tags), sentence.words
    while at < size and words[at] in _TIMES and tags[at] in "ndxr":
        if words[at] in _NOT_ALONE and not (at + 1 < size and words[at + 1] in _TIMES and tags[at + 1] in "nxr"):
            break
        at += 1
    return at


def after_adverbials(sentence: Sentence, tags: str, start: int) -> int:
    """Behind the adverbs, times and phrases that may stand between a verb of speech and its content."""
    at, size = start, len(tags)
    words = sentence.words
    while at < size:
        tag = tags[at]
        times = after_times(sentence, tags, at)
        if times > at:
            at = times
        elif tag == "r":
            at += 1
        elif tag == "i" and words[at] not in ("as", "like"):
            start_inner = at + 1
            if start_inner < size and tags[start_inner] == "g":
                start_inner += 1
            inner = nominal_end(tags, start_inner)
            if inner == start_inner:
                break
            at = inner
        else:
            break
    return at


# --- to the left


def subject(sentence: Sentence, tags: str, group: int) -> tuple[int, int] | None:
    """The subject of a verb group that begins at a token, with its appositions; None where there is none."""
    end = group
    while end > 0 and tags[end - 1] == "r":
        end -= 1
    if end > 2 and tags[end - 2] == "i" and after_times(sentence, tags, end - 1) >= end:
        end -= 2  # "the allies on Wednesday"
    end = _before_times(sentence, tags, end)
    if end == 0:
        return None
    last = tags[end - 1]
    if last == "p" and end > 2 and tags[end - 2] == "&" and tags[end - 3] in "nxp":
        return _nominal_start(sentence, tags, end), end
    if last in "wp" or (last == "z" and end > 1 and tags[end - 2] in "nx"):
        return end - 1, end
    if last == ")":
        opening = tags.rfind("(", 0, end - 1)
        start = _nominal_start(sentence, tags, opening) if opening > 0 else opening
        return (start, end) if 0 <= start < opening else None
    if last in ",-":
        at = tags.rfind(last, 0, end - 1)
        while at > 0:
            if tags[at - 1] in "nxpcsoQ)y" and _apposition(sentence, tags, at + 1, end - 1):
                start = _nominal_start(sentence, tags, at)
                if start < at and not (start > 0 and tags[start - 1] in "iveg"):
                    return start, at if tags[at + 1] in "gikr" and tags[at + 2] != "w" else end
            at = tags.rfind(last, 0, at)
        return None
    start = _nominal_start(sentence, tags, end)
    return (start, end) if start < end else None


def _before_times(sentence: Sentence, tags: str, end: int) -> int:
    """Before a time that stands between a subject and its verb: "the paper this week published"."""
    at = end
    while at > 0 and sentence.words[at - 1] in _TIMES and tags[at - 1] in "nd":
        at -= 1
    while at > 0 and tags[at - 1] == "r":
        at -= 1
    return at if 0 < at < end and tags[at - 1] in "nxQ)," else end


def _apposition(sentence: Sentence, tags: str, start: int, end: int) -> bool:
    """Whether what stands between commas belongs to the noun before: an apposition, a relative clause, an age."""
    if end <= start:
        return False
    first = tags[start]
    if first == "w" or sentence.words[start] == "whose" or (first in "i" and tags[start + 1 : start + 2] == "w"):
        return True
    inside = tags[start:end]
    if first in "dnxc":
        return not set(inside) & set("vmbh") or "w" in inside
    return first in "gkri" and not set(inside) & set("vm")


def _nominal_start(sentence: Sentence, tags: str, end: int) -> int:
    """Where the nominal begins that ends before a token, with its phrases and coordinated parts."""
    words = sentence.words
    at = best = end
    while at > 0:
        tag = tags[at - 1]
        before = tags[at - 2] if at > 1 else "."
        if tag in "nxcs":
            at -= 1
            best = at
        elif tag == "d":
            at -= 1
            best = at
            if before not in "id&r":
                break
        elif tag == "Q":
            opening = tags.rfind("q", 0, at - 1)
            if opening < 0 or at - opening > 7 or sentence.shapes[at - 2] in ",.?!":
                break
            at = best = opening
        elif tag in "po":
            at -= 1
            best = at
            if before not in "i&":
                break
        elif tag == "r" and before in "dr" and at < end:
            at -= 1
        elif tag == "i" and words[at - 1] == "with" and words[at - 2] in ("along", "together") and best == at:
            at -= 2  # Washington along with its allies
        elif tag in "kg" and at < end and tags[at] in "nxi" and (before in "dnxs&" or at == 1):
            at -= 1
            if at == 0:
                best = at
        elif tag in "it" and best == at and words[at - 1] in _LINKS and before in "nxpcQ)":
            at -= 1
        elif tag == "i" and best == at and words[at - 1] in _LINKS and before == "&":
            at = best = at - 1  # officials in the bureau and at the ministry
        elif tag == ")" and best == at:
            opening = tags.rfind("(", 0, at)
            if opening <= 0:
                break
            at = best = opening
        elif tag == "&" and best == at and before in "nxpcQs)":
            at -= 1
        elif tag == "&" and best == at and before == "g" and tags[at] == "x" and sentence.shapes[at - 2] == "A":
            at = best = at - 2  # Planning and Investment Minister
        elif tag == "&" and best == at and before == "," and _serial(tags, at - 2):
            at -= 2
        elif tag == "," and best == at and _in_list(tags, at - 1, end):
            at -= 1
        else:
            break
    while best < end and tags[best] in "i&,rz":
        best += 1
    return best


def _serial(tags: str, comma: int) -> bool:
    """Whether another comma of a list stands before one: "A, B, and C"."""
    earlier = tags.rfind(",", 0, comma)
    return earlier > 0 and set(tags[earlier + 1 : comma]) <= set("dnxcsi")


def _in_list(tags: str, comma: int, end: int) -> bool:
    """Whether a comma stands between coordinated nominals: an "and" follows, and no verb."""
    between = tags[comma + 1 : end]
    return "&" in between and comma > 0 and tags[comma - 1] in "nxQ" and not set(between) & set("vmbhfzw")
