"""Lists of people, read from their punctuation, since a parser may attach their parts to other words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import given_names, key_of, titles
from newsevents.reading.entities.lexicon import listed as states
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import people

__all__ = ["listed"]

_COMMAS = frozenset((",", ";"))
_JOINING = frozenset(("and", "&", "plus", "or"))
_APART = frozenset(("also", "later", "separately", "then", "with"))
_LINKING_OF = frozenset(("of", "to", "for"))
_PARTICLES = ("de", "del", "della", "bin", "ben", "ibn", "al", "el", "von", "van", "der", "la")
_LINKING = _LINKING_OF | {*_PARTICLES, "-", "'s", "’s", "'"}
_DESCRIBING = frozenset(("the", "a", "an", "his", "her", "its", "their"))
_SETTING = frozenset(("on", "in", "at"))
_DAYS = word_set("calendar")
_PORTFOLIOS = word_set("portfolios")


class _Item(NamedTuple):
    """One member of a list: its tokens, and whether "and" precedes it."""

    first: int
    last: int
    joined: bool


def listed(a: Analysis, heads: list[int], means: Callable[[int], bool]) -> list[int]:
    """The heads of all the names in a list, from the heads that a parser joins.

    In "met with Havel, Zeman, and Kavan", a parser may attach "Kavan" elsewhere, or take it for an apposition.

    Args:
        a: The analysis.
        heads: The heads that the parser gives, in text order.
        means: Whether a word refers to somebody, as the last word of a name does.

    Returns:
        One head for each person: the name in "Sergei Lavrov, the Russian minister", the noun in "the Russian minister"
        alone. If the given heads are not a list of names, they are returned.
    """
    if not heads:
        return heads
    beside = (one for head in heads for one in (head, *a.appositions(head), *a.objects_of(head, "of")))
    start = a.left_edge(heads[0])
    while start < heads[0] and (a.is_mark(start) or not _is_nominal(a, start)):
        start += 1
    items = _items(a, start)
    if not items or not (any(map(a.is_name, beside)) or any(one.joined and a.is_name(_head(a, one)) for one in items)):
        return heads
    found = [_meaning(a, one, head, means) for one, head in _named(a, items)]
    end = items[-1].last
    return sorted({*found, *(head for head in heads if not start <= head < end)})


def _items(a: Analysis, start: int) -> list[_Item]:
    """The members of a list that begins at a token, as far as it continues in the sentence."""
    items: list[_Item] = []
    at, last = start, a.sentence(start)[1]
    joined = settled = False
    while at < last:
        end = at
        while end < last and _is_nominal(a, end):
            end += 1
        if end == at or (items and end < last and _begins_clause(a, end) and not _is_listed(a, at, end)):
            break
        if settled and not (_is_person(a, at, end) and _is_begun(a, at, end)):
            break
        if items and _is_of_several(a, items[-1]) and not _is_person(a, at, end):
            items[-1] = items[-1]._replace(last=end)  # "the presidents of Peru, Chile and Brazil"
        else:
            items.append(_Item(at, end, joined))
        closed = _after_parentheses(a, end, last)
        at = _after_setting(a, closed, last)
        settled = at > closed
        separated = joined = False
        while at < last and (
            a.words[at] in _COMMAS
            or a.words[at] in _JOINING
            or _is_as_well_as(a, at)
            or (joined and a.words[at] in _APART)  # "and separately with Lima"
        ):
            separated, joined = True, joined or a.words[at] not in _COMMAS
            at += 3 if _is_as_well_as(a, at) else 1
        if not separated:
            break
    return items


def _is_nominal(a: Analysis, at: int) -> bool:
    if a.words[at] in _COMMAS or a.words[at] in _JOINING or a.words[at] in _DAYS or _is_time(a, at):
        return False
    if at > 1 and a.words[at - 1] == "-" and a.tokens[at - 1].end == a.starts[at]:
        return True  # "Lee Dong-won"
    return (
        a.is_noun(at)
        or a.is_adjective(at)
        or a.words[at] in _LINKING
        or a.words[at] in _DESCRIBING
        or (a.is_number(at) and a.relation(at) != "other")
        or (a.tokens[at].start < a.tokens[at].end and a.text[a.tokens[at].start].isupper() and not a.is_pronoun(at))
    )


def _is_time(a: Analysis, at: int) -> bool:
    """Whether a noun or its modifier gives the time or manner of a verb: "met Zeman *last week*"."""
    for noun in (at, a.governor(at)):
        up = None if noun is None else a.governor(noun)
        if noun is not None and up is not None and a.is_noun(noun) and not a.is_name(noun):
            return a.relation(noun) == "modifier" and a.is_verb(up)
    return False


def _begins_clause(a: Analysis, at: int) -> bool:
    """Whether a finite verb follows: "met Havel, and *Zeman* left"."""
    return (a.is_verb(at) and a.is_finite(at) and not a.is_infinitive(at)) or a.is_auxiliary(at)


def _is_listed(a: Analysis, first: int, end: int) -> bool:
    """Whether none of the words is the subject of a following verb."""
    return not any(a.relation(at) == "subject" for at in range(first, end))


def _is_as_well_as(a: Analysis, at: int) -> bool:
    return a.words[at : at + 3] == ["as", "well", "as"] or a.words[at : at + 2] == ["along", "with"]


def _after_parentheses(a: Analysis, at: int, last: int) -> int:
    if at < last and a.words[at] in ("(", "-lrb-"):
        closing = next((one for one in range(at, last) if a.words[one] in (")", "-rrb-")), None)
        return at if closing is None else closing + 1
    return at


def _after_setting(a: Analysis, at: int, last: int) -> int:
    """The token after a place or time: "met Lima *on Monday*, Roth *in Bonn* and Costa"."""
    end = at + (at < last and a.words[at] in _SETTING)
    while end < last and (a.words[end] in _DAYS or (end > at and _is_nominal(a, end))):
        end += 1
    return end if end > at + 1 or (end > at and a.words[at] in _DAYS) else at


def _is_person(a: Analysis, first: int, end: int) -> bool:
    """Whether words have a title or a full name: "President Lima", "Ana Lima"; not "Peru"."""
    names = [at for at in range(first, end) if a.is_name(at)]
    return len(names) > 1 and key_of(a.text[a.starts[first] : a.tokens[end - 1].end]) not in states()


def _is_begun(a: Analysis, first: int, end: int) -> bool:
    """Whether words begin with a title or a given name, and so are not the rest of the name of a body."""
    titled = any(key_of(a.text[a.starts[first] : a.tokens[at].end]) in titles() for at in range(first, end - 1))
    return titled or a.words[first] in given_names()


def _is_of_several(a: Analysis, item: _Item) -> bool:
    """Whether an item is for people of several bodies: "the presidents of Peru", "the departments of State"."""
    head = _head(a, item)
    return (
        head < item.last - 1 and a.words[head].endswith("s") and a.words[head + 1] == "of" and a.is_name(item.last - 1)
    )


def _meaning(a: Analysis, item: _Item, head: int, means: Callable[[int], bool]) -> int:
    """The last word of a name that refers to somebody: "Chung *Dong*-young" if only that is known."""
    while head > item.first and not means(head) and a.is_name(head - 1 - (a.words[head - 1] == "-")):
        head -= 1 + (a.words[head - 1] == "-")
    return head


def _named(a: Analysis, items: list[_Item]) -> list[tuple[_Item, int]]:
    """One head for each person in a list; a description beside a name belongs to that person."""
    found: list[_Item] = []
    described_first = _is_description(a, items[0]) and len(items) > 1
    waiting: _Item | None = None
    for number, item in enumerate(items):
        if number + 1 < len(items) and _describes(a, item, items[number + 1]):
            continue
        if not _is_description(a, item):
            found += [item] if waiting is None or not item.joined else [waiting, item]
            waiting = None
        elif number == 0 or item.joined or described_first:
            found += [] if waiting is None else [waiting]
            waiting = item
    return [(item, _head(a, item)) for item in (*found, *([] if waiting is None else [waiting]))]


def _describes(a: Analysis, item: _Item, following: _Item) -> bool:
    """Whether two items name the same person: "*candidate* and former minister Lima", "*President* and Mrs. Lima"."""
    head, name = _head(a, item), _head(a, following)
    titled = a.words[head] in titles() or not a.is_name(head)
    bare = (
        titled
        and a.possessor(head) is None
        and not a.words[head].endswith("s")
        and a.words[item.first] not in _DESCRIBING
    )
    return following.joined and bare and a.is_noun(head) and a.is_name(name) and name > following.first


def _is_description(a: Analysis, item: _Item) -> bool:
    """Whether an item is a description: "the Russian foreign minister", "the President of Brazil"."""
    head = _head(a, item)
    if a.possessor(head) is not None and not a.is_name(head):
        return True  # "Italy's premier"
    return a.words[item.first] in _DESCRIBING and (a.lemmas[head] in people() or not _ends_in_name(a, item))


def _ends_in_name(a: Analysis, item: _Item) -> bool:
    head = _head(a, item)
    return a.is_name(head) and head - item.first > 1 and a.is_name(head - 1)


def _head(a: Analysis, item: _Item) -> int:
    """The last word of the name in an item: "King *Hussein* of Jordan", "Minister of Finance Ana *Braga*"."""
    last = item.last
    of = [at for at in range(item.first + 1, last) if a.words[at] in _LINKING_OF]
    if of:
        portfolio = next((at for at in range(of[0] + 1, last) if a.words[at] in _PORTFOLIOS), None)
        named = portfolio is not None and portfolio + 1 < last and a.is_name(portfolio + 1)
        last = next((at for at in of[1:]), last) if named else of[0]
    while last - 1 > item.first and (a.words[last - 1] in _LINKING or a.is_mark(last - 1)):
        last -= 1
    return last - 1
