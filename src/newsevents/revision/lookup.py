"""Where the words of a text occur in a newer text of the same article."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import attrs

from newsevents.model.values import Span
from newsevents.revision.align import align
from newsevents.revision.changes import Edit, could_name, counterparts
from newsevents.revision.model import Change, Outcome
from newsevents.revision.sentences import Part, Sentences


@attrs.frozen
class Found:
    """What happened to a span.

    Attributes:
        outcome: What happened to the words.
        after: Where they are now, or what replaced them.
        words: Where the same words are now, even if other words of the sentence have changed.
    """

    outcome: Outcome
    after: Span | None = None
    words: Span | None = None


class Lookup:
    """An earlier text and a newer one, aligned.

    Attributes:
        before: The earlier text.
        after: The newer text.
    """

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = Sentences(before), Sentences(after)
        ours, theirs = self.before.parts, self.after.parts
        self._alignment = align([part.key for part in ours], [part.key for part in theirs])
        self._edits = self._edited(ours, theirs)
        self._standing, self._torn = self._ties()
        self._next_lost = self._lost_from()
        self._found: dict[Span, Found] = {}

    def _edited(self, ours: Sequence[Part], theirs: Sequence[Part]) -> dict[int, tuple[int, Edit]]:
        """What replaced each changed sentence, and the differences."""
        left = [place for place, there in enumerate(self._alignment.newer) if there is None]
        new = [place for place, there in enumerate(self._alignment.older) if there is None]
        pairs = counterparts([ours[place] for place in left], [theirs[place] for place in new])
        return {left[one]: (new[two], Edit(ours[left[one]], theirs[new[two]])) for one, two in pairs.items()}

    def _ties(self) -> tuple[list[int | None], list[int]]:
        """Where each sentence is now, and how many links between consecutive sentences are broken before each.

        A sentence still counts if only words other than names have changed. A link is broken by anything that could
        name a speaker, and where sentences have changed their order.
        """
        names = could_name(self.after.parts)
        standing = list(self._alignment.newer)
        for place, (there, edit) in self._edits.items():
            names[there] = edit.names
            if not edit.names:
                standing[place] = there
        named = [0, *accumulate(names)]
        torn = [0]
        last: int | None = None
        for now in standing:
            tears = now is not None and last is not None and (now <= last or named[now] > named[last + 1])
            torn.append(torn[-1] + tears)
            last = last if now is None else now
        return standing, torn

    def _lost_from(self) -> list[int]:
        """For each part, the first lost part at or after it; the number of parts if there is none."""
        found = [len(self._alignment.newer)]
        for part in reversed(range(found[0])):
            found.append(part if self._alignment.newer[part] is None else found[-1])
        return found[::-1]

    # --- spans

    def find(self, span: Span) -> Found:
        """What happened to a span."""
        found = self._found.get(span)
        if found is None:
            found = self._found[span] = self._find(span)
        return found

    def changes(self, span: Span) -> tuple[Change, ...]:
        """The changes in the sentences of a span."""
        return tuple(change for place in self.before.over(span) for change in self.changes_at(place))

    def places(self, span: Span) -> tuple[Span, ...]:
        """The first places where the sentences of a span occur, if it is not clear which is meant."""
        places = {one for place in self.before.over(span) for one in self._alignment.doubtful.get(place, ())}
        return tuple(self._span(self.after.parts[one].start, self.after.parts[one].end) for one in sorted(places))

    def _find(self, span: Span) -> Found:
        parts = self.before.over(span)
        there = [one for place in parts if (one := self._alignment.newer[place]) is not None]
        if any(place in self._alignment.doubtful for place in parts):
            return Found(Outcome.AMBIGUOUS)
        if len(there) < len(parts):
            edits = [self._edits[place][1] for place in parts if place in self._edits]
            return self._in_edits(span, edits) if edits or there else Found(Outcome.GONE)
        start = self._offset(parts[0], there[0], span.start, 0)
        end = self._offset(parts[-1], there[-1], span.end, 1)
        if there[-1] - there[0] != len(parts) - 1 or start is None or end is None or start >= end:
            return Found(Outcome.ALTERED)
        found = self._span(start, end)
        return Found(Outcome.SAME if found == span else Outcome.MOVED, found, found)

    def _in_edits(self, span: Span, edits: Sequence[Edit]) -> Found:
        found = [edit.find(span) for edit in edits]
        spans = [one for one, _ in found if one is not None]
        if not spans:
            return Found(Outcome.ALTERED)
        after = self._span(min(one.start for one in spans), max(one.end for one in spans))
        same = len(found) == len(self.before.over(span)) == 1 and found[0][1]
        return Found(Outcome.ALTERED, after, after if same else None)

    def _span(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, exact=self.after.text[start:end])

    def _offset(self, place: int, there: int, offset: int, side: int) -> int | None:
        """Map the start (side 0) or end (side 1) of a span in a sentence to the same sentence of the newer text."""
        ours, theirs = self.before.parts[place], self.after.parts[there]
        if ours.text == theirs.text:
            return theirs.start + offset - ours.start
        inside = offset - ours.start
        index = bisect_left(ours.places, inside, key=lambda one: one[side])
        if index == len(ours.places) or ours.places[index][side] != inside:
            return None
        return theirs.start + theirs.places[index][side]

    # --- links between sentences

    def groups(self, spans: Iterable[Span]) -> list[range]:
        """The whole sentences of some spans, in order; consecutive sentences form one group."""
        around = self.before.around
        groups: list[range] = []
        whole = {(around[one].start, around[one].stop) for span in spans for one in self.before.over(span)}
        for start, stop in sorted(whole):
            if groups and groups[-1].stop == start:
                groups[-1] = range(groups[-1].start, stop)
            else:
                groups.append(range(start, stop))
        return groups

    def lost(self, span: Span) -> int | None:
        """The first part of the whole sentences of a span that the newer text lacks; None if it has them all."""
        firsts = ((self._next_lost[group.start], group.stop) for group in self.groups([span]))
        return next((first for first, stop in firsts if first < stop), None)

    def changes_at(self, place: int) -> tuple[Change, ...]:
        """The changes in a sentence."""
        return self._edits[place][1].changes if place in self._edits else ()

    def holds(self, first: int, last: int) -> bool:
        """Whether two sentences are both still there, in order, with no possible new name between them."""
        return self._standing[first] is not None and self._torn[last + 1] == self._torn[first + 1]

    def new_words(self) -> dict[str, set[str]]:
        """The words of the sentences that the earlier text lacks, each with the words before it."""
        found: dict[str, set[str]] = defaultdict(set)
        for part, here in zip(self.after.parts, self._alignment.older, strict=True):
            if here is None:
                for (before, _, _), (word, _, _) in pairwise(part.words):
                    found[word].add(before)
        return dict(found)

    def added(self) -> list[Span]:
        """The sentences of the newer text that are not in the earlier one."""
        groups = {self.after.around[place]: None for place, here in enumerate(self._alignment.older) if here is None}
        parts = self.after.parts
        return [self._span(parts[group[0]].start, parts[group[-1]].end) for group in groups]
