"""The network on a page: speakers and claimants left, those spoken about right, ties between them."""

from __future__ import annotations

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, element, join
from newsevents.formats._views.ties import Tie, arranged, ports, ties
from newsevents.formats._views.wording import Ref, shorten
from newsevents.formats.page.look import PageLook, fragment

_PAIRS = 100
"""The most ties from one record: many speakers and many targets would otherwise give their product."""

_DRAWN = 60
"""The most ties in the picture; the list has all of them."""

_FEW = 200
_ROW = 48


def graph(bundle: Bundle, numbers: dict[str, int]) -> tuple[Html, int]:
    """The graph of a bundle, and the number of its ties.

    Args:
        bundle: The bundle.
        numbers: The number of each record on the page, by its id.
    """
    found, omitted = ties(bundle, "says", "alleges", most=_PAIRS)
    if not found:
        return element("p", "No record of this bundle says who spoke about whom."), 0
    found.sort(key=lambda tie: -len(tie.events))
    drawn = found[:_DRAWN]
    notes = [
        "Speakers and claimants are on the left, those they speak about on the right. A broken line is an allegation."
    ]
    if len(found) > len(drawn):
        notes.append(f"The {len(drawn)} strongest of {len(found)} ties are drawn.")
    if omitted:
        notes.append(f"Of records with many speakers and many they speak about, {omitted} ties are left out.")
    look = PageLook(bundle)
    items = [_item(look, tie, index, numbers) for index, tie in enumerate(found)]
    listed = element("ul", items, class_="ties")
    if len(found) > _FEW:
        listed = element("details", element("summary", f"{len(found)} ties"), listed)
    parts = [element("p", " ".join(notes), class_="note"), _picture(bundle, drawn), element("h3", "Ties"), listed]
    return join(parts), len(found)


def _item(look: PageLook, tie: Tie, index: int, numbers: dict[str, int]) -> Html:
    ends = look.show([Ref(tie.tail), " → ", Ref(tie.head), ": "])
    kinds = element("span", tie.label, class_="kind")
    shown = element("a", ends, kinds, href=f"#tie{index}", id=f"tie{index}", class_="tie")
    records = " ".join(str(numbers[event.id]) for event in tie.events)
    return element("li", shown, class_=tie.record_class, data_tie=index, data_records=records)


# --- the picture


def _picture(bundle: Bundle, drawn: list[Tie]) -> Html:
    lines = [((tie.tail, "left"), (tie.head, "right")) for tie in drawn]
    sides = list(dict.fromkeys(line[0] for line in lines)), list(dict.fromkeys(line[1] for line in lines))
    left, right = arranged(sides, [(*line, len(tie.events)) for line, tie in zip(lines, drawn, strict=True)])
    height = _ROW * max(len(left), len(right))
    heights = {node: height * (2 * at + 1) // (2 * len(side)) for side in (left, right) for at, node in enumerate(side)}
    paths, labels, taken = [], [], list[tuple[int, int]]()
    for index, (tie, (begin, end)) in enumerate(zip(drawn, ports(lines, heights, _ROW - 8), strict=True)):
        look, count = tie.record_class, len(tie.events)
        curve = f"M0 {begin} C50 {begin} 50 {end} 100 {end}"
        paths.append(element("path", class_=f"edge {look}", d=curve, stroke_width=min(1 + count, 8), data_tie=index))
        if count > 1:
            x, y = _label_place(begin, end, taken)
            place = {"x": f"{x}%", "y": str(y + 4), "text_anchor": "middle"}
            labels.append(element("text", str(count), class_=look, data_tie=index, **place))
    box = f"0 0 100 {height}"
    edges = element("svg", paths, class_="edges", viewBox=box, preserveAspectRatio="none", height=height)
    counts = element("svg", labels, class_="edges counts", height=height)
    middle = element("div", edges, counts, class_="middle", aria_hidden="true")
    speakers, others = _column(bundle, left, "left", "Who speaks"), _column(bundle, right, "right", "Spoken about")
    return element("div", speakers, middle, others, class_="graph")


def _column(bundle: Bundle, nodes: list[tuple[str, str]], side: str, name: str) -> Html:
    names = {id: element("bdi", shorten(bundle.actor(id).name, 80)) for id, _ in nodes}
    links = [element("a", shown, href=fragment(id), class_="to") for id, shown in names.items()]
    return element("ul", [element("li", link) for link in links], class_=f"nodes {side}", aria_label=name)


def _label_place(begin: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """A place on a curve for a number that no other number has: its horizontal position in per cent and its height."""
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
