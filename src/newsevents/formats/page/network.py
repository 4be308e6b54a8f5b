"""Who said what about whom on a page: speakers and claimants left, those spoken about right, ties between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice, product

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, element, join, shorten
from newsevents.formats.page.text import fragment
from newsevents.model.records import Allegation, Statement

__all__ = ["graph"]

_PAIRS = 100
"""The most ties that one record makes: of many speakers about many others it would make their product."""

_DRAWN = 60
"""The most ties in the picture; the list has all."""

_FEW = 200
_ROW = 48
_ROUNDS = 4


@attrs.define
class Tie:
    """All that one actor says of another, or alleges against it.

    Attributes:
        tail: The id of the actor who speaks.
        head: The id of the actor spoken about.
        alleged: Whether it is what is alleged.
        kinds: How often each kind of statement is made.
        records: The numbers of the records on the page.
    """

    tail: str
    head: str
    alleged: bool
    kinds: Counter[str] = attrs.field(factory=Counter)
    records: list[int] = attrs.field(factory=list)


def graph(bundle: Bundle, numbers: dict[str, int]) -> tuple[Html, int]:
    """The graph of a bundle, and the number of its ties.

    Args:
        bundle: The bundle.
        numbers: The number of each record on the page, by its id.
    """
    ties, cut = _ties(bundle, numbers)
    if not ties:
        return element("p", "No record of this bundle says who spoke about whom."), 0
    drawn = ties[:_DRAWN]
    notes = ["Speakers and claimants stand left, those they speak about right. A broken line is an allegation."]
    if len(ties) > len(drawn):
        notes.append(f"The {len(drawn)} strongest of {len(ties)} ties are drawn.")
    if cut:
        notes.append(f"Of records with many speakers and many they speak about, {cut} ties are left out.")
    items = [_item(bundle, tie, index) for index, tie in enumerate(ties)]
    listed = element("ul", items, class_="ties")
    if len(ties) > _FEW:
        listed = element("details", element("summary", f"{len(ties)} ties"), listed)
    parts = [element("p", " ".join(notes), class_="note"), _picture(bundle, drawn), element("h3", "Ties"), listed]
    return join(parts), len(ties)


def _ties(bundle: Bundle, numbers: dict[str, int]) -> tuple[list[Tie], int]:
    """The ties, the strongest first and then in the order of the text; and how many were left out."""
    found: dict[tuple[str, str, bool], Tie] = {}
    cut = 0
    for event in bundle.events:
        if isinstance(event, Statement):
            tails, heads, alleged, kind = event.speaker_ids, event.target_ids, False, str(event.kind)
        elif isinstance(event, Allegation):
            tails, heads, alleged, kind = event.claimant_ids, event.accused_ids, True, "alleged"
        else:
            continue
        cut += max(0, len(tails) * len(heads) - _PAIRS)
        for tail, head in dict.fromkeys(islice(product(tails, heads), _PAIRS)):
            tie = found.setdefault((tail, head, alleged), Tie(tail, head, alleged))
            tie.kinds[kind] += 1
            tie.records.append(numbers[event.id])
    return sorted(found.values(), key=lambda tie: -len(tie.records)), cut


def _item(bundle: Bundle, tie: Tie, index: int) -> Html:
    names = [element("bdi", shorten(bundle.actor(id).name)) for id in (tie.tail, tie.head)]
    kinds = ", ".join(kind if count == 1 else f"{kind} ×{count}" for kind, count in tie.kinds.items())
    label = [names[0], " → ", names[1], ": ", element("span", kinds, class_="kind")]
    shown = element("a", label, href=f"#tie{index}", id=f"tie{index}", class_="tie")
    return element(
        "li",
        shown,
        class_="allegation" if tie.alleged else "statement",
        data_tie=index,
        data_records=" ".join(map(str, tie.records)),
    )


# --- the picture


def _picture(bundle: Bundle, ties: list[Tie]) -> Html:
    left, right = _columns(ties)
    height = _ROW * max(len(left), len(right))
    tails, heads = dict(_places(left, height)), dict(_places(right, height))
    begins = _ports([(tails[tie.tail], heads[tie.head]) for tie in ties])
    ends = _ports([(heads[tie.head], tails[tie.tail]) for tie in ties])
    paths, labels, taken = [], [], list[tuple[int, int]]()
    for index, (tie, begin, end) in enumerate(zip(ties, begins, ends, strict=True)):
        kind = "allegation" if tie.alleged else "statement"
        width = min(1 + len(tie.records), 8)
        paths.append(
            element(
                "path",
                class_=f"edge {kind}",
                d=f"M0 {begin} C50 {begin} 50 {end} 100 {end}",
                stroke_width=width,
                data_tie=index,
            )
        )
        if len(tie.records) > 1:
            x, y = _label_place(begin, end, taken)
            labels.append(
                element(
                    "text", str(len(tie.records)), x=f"{x}%", y=y + 4, class_=kind, text_anchor="middle", data_tie=index
                )
            )
    edges = element(
        "svg", paths, class_="edges", viewBox=f"0 0 100 {height}", preserveAspectRatio="none", height=height
    )
    counts = element("svg", labels, class_="edges counts", height=height)
    middle = element("div", edges, counts, class_="middle", aria_hidden="true")
    return element(
        "div",
        _column(bundle, left, "left", "Who speaks"),
        middle,
        _column(bundle, right, "right", "Spoken about"),
        class_="graph",
    )


def _column(bundle: Bundle, ids: list[str], side: str, name: str) -> Html:
    items = [
        element("li", element("a", element("bdi", shorten(bundle.actor(id).name, 80)), href=fragment(id), class_="to"))
        for id in ids
    ]
    return element("ul", items, class_=f"nodes {side}", aria_label=name)


def _columns(ties: list[Tie]) -> tuple[list[str], list[str]]:
    """The actors of both sides, each moved to the middle of those it is tied to, so that few ties cross."""
    left = list(dict.fromkeys(tie.tail for tie in ties))
    right = list(dict.fromkeys(tie.head for tie in ties))
    for _ in range(_ROUNDS):
        right = _by_middle(right, left, [(tie.head, tie.tail, len(tie.records)) for tie in ties])
        left = _by_middle(left, right, [(tie.tail, tie.head, len(tie.records)) for tie in ties])
    return left, right


def _by_middle(ids: list[str], others: list[str], ties: Iterable[tuple[str, str, int]]) -> list[str]:
    position = {id: Fraction(2 * index + 1, 2 * len(others)) for index, id in enumerate(others)}
    sums: dict[str, Fraction] = dict.fromkeys(ids, Fraction(0))
    weights: dict[str, int] = dict.fromkeys(ids, 0)
    for id, other, weight in ties:
        sums[id] += position[other] * weight
        weights[id] += weight
    return sorted(ids, key=lambda one: sums[one] / weights[one])


def _places(ids: list[str], height: int) -> Iterator[tuple[str, int]]:
    return ((id, height * (2 * index + 1) // (2 * len(ids))) for index, id in enumerate(ids))


def _ports(ends: list[tuple[int, int]]) -> list[int]:
    """Where each tie meets its actor: side by side, in the order of the actors at the other ends.

    Args:
        ends: The height of the actor of each tie, and that of the other one.
    """
    groups: dict[int, list[int]] = {}
    for index in sorted(range(len(ends)), key=lambda index: ends[index][1]):
        groups.setdefault(ends[index][0], []).append(index)
    ports = [0] * len(ends)
    for height, group in groups.items():
        apart = min(8, (_ROW - 8) // len(group))
        for place, index in enumerate(group):
            ports[index] = height + (2 * place + 1 - len(group)) * apart // 2
    return ports


def _label_place(begin: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """A place on a curve that no other number has, as per cent of the width and a height."""
    choices = []
    for t in (50, 40, 60, 30, 70, 20, 80):
        u = 100 - t
        x = (3 * u * u * t * 50 + 3 * u * t * t * 50 + t**3 * 100) // 10**6
        y = ((u**3 + 3 * u * u * t) * begin + (3 * u * t * t + t**3) * end) // 10**6
        choices.append((x, y))
    free = (place for place in choices if all(abs(place[0] - x) > 9 or abs(place[1] - y) > 15 for x, y in taken))
    place = next(free, choices[0])
    taken.append(place)
    return place
