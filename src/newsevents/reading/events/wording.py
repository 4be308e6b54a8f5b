"""The words that tell what is alleged, where a word accuses."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import Range
from newsevents.reading.events.deeds import deed_at
from newsevents.reading.events.roles import related
from newsevents.reading.lexicon.accusations import Accusing
from newsevents.reading.lexicon.lines import word_set

__all__ = ["asides", "clause", "closed", "content", "denials", "is_denial"]

_CIRCUMSTANTIAL = frozenset(
    ("after", "and", "as", "at", "before", "during", "for", "near", "on", "outside", "when", "while", "who")
)
_BY_DOING = frozenset(("by", "for", "in"))
_GAP = 4
"""How many characters may be between two stretches that are one."""
_MEANWHILE = frozenset(("while", "when", "after", "before"))
_DASHES = frozenset(("-", "--", "–", "—", "_", ";"))
_CONTRASTING = frozenset(("while", "whereas", "although", "though", "whilst"))
_COMMENTING = word_set("commenting")
_ASKING = frozenset(("whether", "if"))
_DENYING = word_set("denying")
_CALLING = word_set("calling")
_UNTRUE = word_set("untrue")
_DISPUTED = word_set("disputed")
_ARTICLES = frozenset(("a", "an", "the", "which"))
_CONJUNCTIONS = frozenset(("and", "but", "or"))
_REFERRING = word_set("charges") | {"something"}


def clause(a: Analysis, at: int) -> list[Range]:
    """The words of a predicate's clause."""
    verb = a.governor(at)
    joined = [one for one in a.dependents(verb or 0) if a.relation(one) == "joined"]
    return a.extents(at if verb is None else verb, [one for one in joined if a.is_verb(one)])[:1]


def asides(a: Analysis, top: int, deed: int) -> list[int]:
    """What follows a deed and tells something else: ", *while* others fled", "— he *lied*", ", *citing* a report"."""
    found: list[int] = []
    for one in a.subtree(top):
        if one <= deed or one == top:
            continue
        before = a.left_edge(one) - 1
        after_mark = a.words[before] if before >= 0 else ""
        relation = a.relation(one)
        if a.is_verb(one) and relation in ("adverbial", "joined", "complement", "other"):
            contrast = after_mark in (",", *_DASHES) and a.marker(one) in _CONTRASTING
            spoken = after_mark == "," and a.is_participle(one) and a.lemmas[one] in _COMMENTING
            new = after_mark in _DASHES and a.own_subject(one) is not None
            if contrast or spoken or new:
                found.append(one)
    return found


def content(a: Analysis, at: int, deed: int, accused: list[int], row: Accusing) -> list[Range]:
    """The words of a deed, without a preposition before the accused: "accusations of fraud against him"."""
    if row.is_itself and row.form == "accusation" and accused:  # "blamed | *the rebels*", "holds | *him responsible*"
        judged = [a.extent(one)[1] for one in related(a, at, "predicate")]
        return [(min(a.extent(one)[0] for one in accused), max([a.extent(one)[1] for one in accused] + judged))]
    if row.is_itself and row.part == "verb":
        to = a.auxiliaries(at) if a.is_infinitive(at) else []  # "voted | to | *sue the company*"
        start, end = a.extent(at, [*to, *(one for one in a.dependents(at) if _is_beside(a, one))])
        own = a.own_subject(at)
        first = start if own is None or own > at else max(start, a.starts[a.left_edge(own)])
        return [_edged(a, at, first, end)]
    if "agent" in row.accused:
        return _with_agent(a, deed, accused)
    named = "self" in row.accused or row.is_itself
    whole = named or row.part == "participle"  # "a suspect in the murder", "the alleged deal"
    head = at if named else deed
    beside = [one for one in accused if a.dominates(head, one) and not a.is_verb(head)]
    apart = ("apposition", "possessor") if row.deed == ("kind",) else ("apposition",)
    without = [one for one in beside if a.relation(one) in apart]
    if named:  # "a suspect identified as *Petrov*"
        verbs = [one for one in a.subtree(head) if a.is_verb(one)]
        without += [verb for verb in verbs if any(a.dominates(verb, one) for one in beside)]
    above = [a.governor(one) for one in beside] if not whole else []
    without += [one for one in above if one is not None and a.relation(one) == "preposition"]
    if a.relation(at) == "relative" and a.dominates(head, at):
        without.append(at)  # "two killings blamed on him"
    if a.lemmas[deed] in _REFERRING:
        without += [one.at for one in a.prepositions(deed) if one.word == "for"]  # "a count | for lack of evidence"
    if a.is_noun(head):
        others = [one for one in a.joined(head) if one > head]
        names = [one for one in others if a.is_name(one) or (a.possessor(one) is not None and a.objects_of(one, "of"))]
        if names:  # "accused him of fraud and *his wife* of theft"
            ands = [one for one in a.dependents(head) if a.words[one] == "and" and one < names[0]]
            without += [*names, *ands[-1:]]
    without += [one for each in a.subtree(head) for one in a.relative_clauses(each) if a.is_apart(one)]
    without += denials(a, head)
    without += [one for one in a.dependents(head) if a.words[one] in _ASKING and a.marker(head) in _ASKING]
    pieces = a.extents(head, without)
    if head != deed and deed > head:
        pieces += a.extents(deed, [one for one in accused if a.relation(one) == "apposition"])
    rest: list[Range] = []
    if pieces and deed > at and row.part == "verb":
        rest = _beside(a, at, deed, max(pieces)[1])
    if pieces and row.is_itself:  # "identified two suspects *in the case*"
        over = [one for one in a.prepositions(a.governor(at) or at) if one.word == "in" and one.at > at]
        rest = [one for each in over if (one := a.extent(each.at))[0] == max(pieces)[1] + 1]
    if row.is_naming and pieces:  # "called him *a liar for hiding the losses*"
        pieces += [a.extent(one) for one in a.objects_of(at, "for") if a.is_verb(one) and one > deed]
    if not pieces:
        return []
    first, last = pieces[0][0], max(pieces)[1]
    told = [(first, rest[0][1])] if rest and _is_next(a, last, rest[0][0]) else [(first, last), *rest]
    return told if row.is_itself else [_edged(a, head, *told[0]), *told[1:]]


def _edged(a: Analysis, head: int, start: int, end: int) -> Range:
    """A stretch that begins after its "that", and ends before a denial and before "and"; a quotation is whole."""
    inside = a.within(start, end)
    that = [one for one in a.dependents(head) if a.words[one] == "that" and one < head and a.marker(head) == "that"]
    first = next((one + 1 for one in that if one in inside), inside[0])
    cut = next(
        (one for one in inside if one > head and a.words[one] == "," and _is_charge_after(a, one)), inside[-1] + 1
    )
    last = cut - 1
    while last > head and (a.words[last] in _CONJUNCTIONS or a.is_mark(last)):
        last -= 1
    if cut > inside[-1] and last == inside[-1]:
        after = last + 1
        opens = after < len(a) and a.is_mark(after) and after + 1 < len(a) and a.quotation(after + 1) >= 0
        if opens and a.quotation(last) < 0 and last == head:  # "for taking | *"54 times more money"*"
            return a.starts[first], a.quotations[a.quotation(after + 1)].end
        return a.starts[first], end
    return a.starts[first], a.tokens[last].end


def _is_charge_after(a: Analysis, comma: int) -> bool:
    """Whether a comma is followed by a noun for a charge and a clause: "had lied, *a charge that* he denies"."""
    noun = comma + 2
    return noun + 1 < len(a) and a.words[noun - 1] in _ARTICLES and a.lemmas[noun] in _DISPUTED and a.is_noun(noun)


def _with_agent(a: Analysis, deed: int, doers: list[int]) -> list[Range]:
    """The words of a deed and its doer, without what it led to: "blamed *sabotage by rebels* | for the blast"."""
    results = [one.at for each in (deed, *doers) for one in a.prepositions(each) if one.word == "for"]
    pieces = [a.extents(one, results)[0] for one in (deed, *doers)]
    return [(min(pieces)[0], max(end for _, end in pieces))]


def _is_next(a: Analysis, end: int, start: int) -> bool:
    """Whether only a space, or a closing quotation mark, is between two stretches."""
    return a.text[end:start].strip("\"'”’ ") == "" and start - end <= _GAP


def denials(a: Analysis, head: int) -> list[int]:
    """What somebody else adds: "sending tanks, *which Russia denies*", "sending tanks, *a charge it calls absurd*"."""
    inside = a.subtree(head)
    found = [one for each in inside for one in a.relative_clauses(each) if is_denial(a, one)]
    return found + [one for each in inside for one in a.appositions(each) if a.lemmas[one] in _REFERRING]


def is_denial(a: Analysis, clause: int) -> bool:
    """Whether a relative clause denies something: "*which Russia denies*", "*which Russia called a lie*"."""
    below = a.dependents(clause)
    called = a.lemmas[clause] in _CALLING and any(a.words[one] == "which" for one in below)
    untrue = [a.lemmas[one] for one in (*below, *a.objects_of(clause, "as")) if one > clause]
    return a.lemmas[clause] in _DENYING or (called and bool(_UNTRUE.intersection(untrue)))


def _is_beside(a: Analysis, at: int) -> bool:
    """Whether what depends on a verb of arresting is not part of what it tells: a clause, a place or a time."""
    if a.words[at] in _CIRCUMSTANTIAL or a.relation(at) in ("joined", "adverbial", "relative"):
        return True
    if a.relation(at) == "complement":
        return a.is_verb(at)  # not "found him *guilty*"
    return a.relation(at) == "modifier" and a.is_noun(at)


def _beside(a: Analysis, at: int, deed: int, end: int) -> list[Range]:
    """Parts of the deed that a parser attaches to the accusing word.

    They are a second deed, as in "charged with murder *in the killing of a guard*", or what immediately follows a
    verb in -ing: "accused him of lying *while he was in office*", or what the deed consists in: "accused them of abuse
    *for turning his son against him*".
    """
    for one in a.dependents(at):
        start, last = a.extent(one)
        if start <= end:
            continue
        inner = [child for child in a.dependents(one) if a.relation(child) == "prepositional"]
        if a.words[one] == "in" and any(deed_at(a, child) for child in inner):
            return [(start, last)]
        doing = a.words[one] in _BY_DOING and any(a.is_verb(each) and a.is_participle(each) for each in inner)
        if doing and a.is_noun(deed) and _is_next(a, end, start):
            return [(start, last)]
        if a.is_verb(deed) and a.is_verb(one) and _continues(a, one, end):
            return [(a.starts[a.left_edge(one)], last)]
        if a.is_verb(deed) and start == end + 1 and (a.marker(one) in _MEANWHILE or a.words[one] in _MEANWHILE):
            return [(start, last)]
    return []


def _continues(a: Analysis, clause: int, end: int) -> bool:
    """Whether a clause goes on with what is told: "for suggesting | *that she lied*", "implying he | *was ill*"."""
    first = a.left_edge(clause)
    if a.starts[first] != end + 1 or a.words[first - 1] in _CONJUNCTIONS:
        return False
    whole = a.relation(clause) == "complement" and a.marker(clause) == "that"
    return whole or (a.relation(clause) == "joined" and a.is_finite(clause) and a.own_subject(clause) is None)


def closed(text: str, piece: Range) -> Range:
    """A stretch with both marks of a quotation that begins or ends in it, or without the opening mark if it goes on."""
    start, end = piece
    for opening, closing in _MARKS:
        words = text[start:end]
        is_open = words.count(opening) % 2 == 1 if opening == closing else words.count(opening) > words.count(closing)
        unopened = is_open if opening == closing else words.count(closing) > words.count(opening)
        if unopened and text[:start].endswith(opening) and closing in words:
            start -= len(opening)
            continue
        if not is_open:
            continue
        after = text[end : end + len(closing) + 1]
        if after.startswith(closing):
            end += len(closing)
        elif after[1:] == closing and after[0] in ".,":
            end += len(closing) + 1
        elif words.startswith(opening):
            start += len(opening)
    return start, end


_MARKS = (("“", "”"), ("``", "''"), ('"', '"'), ("«", "»"))
