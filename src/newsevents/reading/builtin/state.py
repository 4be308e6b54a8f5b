"""The state of a parse, and the features that decide on the next action."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from newsevents.reading.builtin.model import Mixed, mix

__all__ = ["BELOW", "NOTHING", "OUTSIDE", "State", "parts"]

BELOW = 3
"""The number of empty places on the stack below the first word."""

_SLOTS = ((1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (6, 1), (7, 2), (8, 2), (9, 2))
"""The slots of a token's parts of features, and whether each is its kind, its lemma or its tag."""
OUTSIDE, NOTHING = (4090, 16382, 62), (4091, 16383, 63)
"""The kind, the lemma and the tag for the end of the sentence, and for no token."""

_HEAD_MASKS, _MASKS, _NEXT_MASKS = Mixed(10), Mixed(11), Mixed(12)
_LABELS, _VERBS = Mixed(13), Mixed(14)
_QUOTES = [mix(15, number) for number in range(64)]
_GAPS = [mix(16, distance) for distance in (0, 1, 2, 3, 4, 4, *[5] * 4, *[6] * 10, 7)]
_FAR = [mix(17, distance) for distance in (0, 1, 2, 3, 4, 4, 4, 4, 5)]
_SIDES = (mix(18, 0), mix(18, 1))
_COMMAS = [mix(19, number) for number in range(4)]


def parts(kind: int, word: int, tag: int) -> tuple[int, ...]:
    """The parts of features of a token: four for its kind, two for its lemma, three for its tag."""
    numbers = (kind, word, tag)
    return tuple(mix(slot, numbers[which]) for slot, which in _SLOTS)


_ENDS = tuple(zip(parts(*OUTSIDE), parts(*NOTHING), strict=True))


class State:
    """The state of the parse of a sentence.

    Words are numbered from 0. The number after the last is the end of the sentence; the one after that is no token, and
    so is -1.
    """

    __slots__ = (
        "commas", "heads", "k1", "k2", "k3", "k4", "kinds", "labels", "left", "masks", "next", "nouns", "quoted",
        "right", "size", "stack", "t1", "t2", "t3", "tags", "verbs", "w1", "w2",
    )  # fmt: skip

    def __init__(self, kinds: Sequence[int], tags: Sequence[int], quotes: Sequence[int], verbal: Sequence[int],
                 columns: Sequence[Sequence[int]]) -> None:  # fmt: skip
        """Begin a sentence.

        Args:
            kinds: The kind of each token, as a number.
            tags: The tag of each token, as a number.
            quotes: 1 for each token within quotation marks, 2 for a mark, otherwise 0.
            verbal: 1 for finite verbs and modals, 2 for nouns, 3 for commas and the like, otherwise 0.
            columns: The parts of features; see `parts`.
        """
        size = self.size = len(kinds)
        self.kinds = (*kinds, 4090, 4091)
        self.tags = (*tags, 62, 63)
        columns = [(*column, *ends) for column, ends in zip(columns, _ENDS, strict=True)]
        self.k1, self.k2, self.k3, self.k4, self.w1, self.w2, self.t1, self.t2, self.t3 = columns
        self.quoted = (*quotes, 0, 0)
        self.commas = list(accumulate((group == 3 for group in verbal), initial=0))  # the number of earlier ones
        verbs = [0] * (size + 2)  # the number of later finite verbs, up to 3, and the kind of the next
        nouns = [-1] * (size + 2)  # the end of the next noun phrase
        count, near, noun = 0, 4091, -1
        after = 0
        for at in range(size - 1, -1, -1):
            verbs[at] = _VERBS[near << 2 | count]
            nouns[at] = noun
            here = verbal[at]
            if here == 1:
                count = min(count + 1, 3)
                near = kinds[at]
            elif here == 2 and after != 2:
                noun = at
            after = here
        self.nouns = nouns
        self.verbs = verbs
        self.heads = [-1] * (size + 1)
        self.labels = [0] * (size + 2)
        self.left = [-1] * (size + 2)  # the leftmost dependent
        self.right = [-1] * (size + 2)  # the rightmost
        self.masks = [0] * (size + 2)
        self.stack = [-1] * BELOW
        self.next = 0

    def situation(self) -> int:
        """The tags of the last two words on the stack and of the next two, and the dependents of the inner two."""
        stack = self.stack
        tags, masks = self.tags, self.masks
        last, at = stack[-1], self.next
        near = tags[stack[-2]] | tags[last] << 6 | tags[at] << 12 | tags[at + 1] << 18
        return near | masks[last] << 24 | masks[at] << 38

    def pair(self, head: int, word: int) -> int:
        """The kinds of a word and of its governor."""
        return self.kinds[head] << 13 | self.kinds[word] << 1 | (word < head)

    def features(self) -> list[int]:
        """The features for the next action."""
        stack = self.stack
        s0, s1, s2 = stack[-1], stack[-2], stack[-3]
        b0 = self.next
        size = self.size
        b1 = b0 + 1 if b0 < size else -1
        b2 = b0 + 2 if b0 + 1 < size else -1
        b3 = b0 + 3 if b0 + 2 < size else -1
        k1, k2, k3, k4 = self.k1, self.k2, self.k3, self.k4
        w1, w2 = self.w1, self.w2
        t1, t2, t3 = self.t1, self.t2, self.t3
        left, right = self.left, self.right
        s0k1, s0k2, s1k2, b0k1, b0k3, s1k1, b0k2 = k1[s0], k2[s0], k2[s1], k1[b0], k3[b0], k1[s1], k2[b0]
        s0w, s1w, b0w1, b0w = w1[s0], w1[s1], w1[b0], w2[b0]
        noun = self.nouns[b0]
        s3 = stack[-4] if len(stack) > 6 else -1
        s0l, s0r, s1r, b0l = left[s0], right[s0], right[s1], left[b0]
        gap = b0 - s0
        gap = _GAPS[gap if gap < 20 else 20]
        wide = s0 - s1
        wide = _GAPS[wide if wide < 20 else 20]
        s0m, s1m, b0m = _HEAD_MASKS[self.masks[s0]], _MASKS[self.masks[s1]], _NEXT_MASKS[self.masks[b0]]
        s2m = _MASKS[self.masks[s2]]
        s0rl, s1rl = _LABELS[self.labels[s0r]], _LABELS[self.labels[s1r]]
        verbs = self.verbs[b0]
        before = b0 - 1
        quotes = _QUOTES[self.quoted[s0] << 4 | self.quoted[b0] << 2 | self.quoted[s1]]
        commas = self.commas
        near, far = commas[b0] - commas[s0], commas[s0] - commas[s1] if s1 >= 0 else 3
        near, far = _COMMAS[near if near < 3 else 3], _COMMAS[far if far < 3 else 3]
        s0kb0k = s0k1 ^ b0k2
        s1k1s0k2 = s1k1 ^ s0k2
        return [
            s0k1 ^ 1,
            s0w ^ t1[s0] ^ 2,
            s1k1 ^ 3,
            s1w ^ t1[s1] ^ 4,
            b0k1 ^ 5,
            b0w1 ^ t1[b0] ^ 6,
            k1[b1] ^ b0k2 ^ 7,
            w1[b1] ^ b0k2 ^ 8,
            k1[b2] ^ k2[b1] ^ b0k3 ^ 9,
            k1[s2] ^ s1k2 ^ k3[s0] ^ 10,
            s0kb0k ^ 11,
            s0w ^ b0k2 ^ 12,
            s0k1 ^ b0w ^ 13,
            s0w ^ b0w ^ 14,
            s1k1s0k2 ^ 15,
            s1w ^ s0k2 ^ 16,
            s1k1 ^ w2[s0] ^ 17,
            s1w ^ w2[s0] ^ 18,
            s1k1 ^ b0k2 ^ 19,
            s1w ^ b0k2 ^ 20,
            s1k1 ^ b0w ^ 21,
            s1k1s0k2 ^ b0k3 ^ 22,
            s0kb0k ^ k3[b1] ^ 23,
            s0k1 ^ k2[b1] ^ 24,
            s0kb0k ^ k3[b0l] ^ 25,
            s0kb0k ^ k3[s0r] ^ 26,
            s0kb0k ^ k3[s0l] ^ 27,
            s1k1s0k2 ^ k3[s1r] ^ 28,
            s1k1s0k2 ^ k3[s0l] ^ 29,
            s1k1s0k2 ^ k3[s0r] ^ 30,
            s1k1 ^ b0k2 ^ k3[b1] ^ 31,
            s0w ^ t1[s1] ^ t2[b0] ^ 32,
            s1w ^ t1[s0] ^ t2[b0] ^ 33,
            b0w1 ^ t1[s0] ^ t2[s1] ^ 34,
            s0kb0k ^ gap ^ 35,
            s1k1s0k2 ^ wide ^ 36,
            s0k1 ^ s0m ^ t1[b0] ^ 37,
            s0w ^ s0m ^ 38,
            s1k1 ^ s1m ^ k3[s0] ^ 39,
            s1k1 ^ s1m ^ b0k3 ^ 40,
            s1w ^ s1m ^ 41,
            b0k1 ^ b0m ^ 42,
            b0k1 ^ b0m ^ k3[s0] ^ 43,
            s0k1 ^ s0m ^ b0k3 ^ 44,
            s0kb0k ^ k3[before] ^ 45,
            s1k1 ^ b0k2 ^ k3[before] ^ 46,
            s0kb0k ^ quotes ^ 47,
            s1k1s0k2 ^ quotes ^ 48,
            s0kb0k ^ verbs ^ 49,
            s1k1 ^ b0k2 ^ verbs ^ 50,
            s0k1 ^ verbs ^ 51,
            s1k1 ^ s1m ^ t1[s0] ^ t2[b0] ^ t3[b1] ^ 52,
            s0k1 ^ s0m ^ t1[b0] ^ t2[b1] ^ t3[s1] ^ 53,
            s0w ^ s0rl ^ t2[b0] ^ 54,
            s1w ^ s1rl ^ t2[b0] ^ t3[s0] ^ 55,
            k1[s2] ^ s0k2 ^ b0k3 ^ 56,
            k1[s2] ^ s1k2 ^ b0k3 ^ 57,
            k1[s2] ^ s2m ^ t1[s1] ^ t2[s0] ^ t3[b0] ^ 58,
            w1[s2] ^ t1[s1] ^ t2[s0] ^ t3[b0] ^ 59,
            w1[right[s0]] ^ s0k2 ^ t1[b0] ^ 60,
            w1[before] ^ b0k2 ^ t1[s0] ^ 61,
            s0w ^ w2[s0r] ^ t1[b0] ^ 63,
            t1[s1] ^ t2[s0] ^ t3[b0] ^ k1[b1] ^ k2[b2] ^ 64,
            s0k1 ^ b0k2 ^ t1[b1] ^ t2[b2] ^ t3[b3] ^ 65,
            w1[s1r] ^ s1k2 ^ k3[b0] ^ 66,
            s0m ^ s1m ^ b0m ^ t3[b0] ^ 67,
            s1w ^ b0w ^ 68,
            s0k1 ^ b0k2 ^ k3[noun] ^ 100,
            s1k1 ^ b0k2 ^ k3[noun] ^ 101,
            s0kb0k ^ near ^ 110,
            s0kb0k ^ near ^ k3[b0l] ^ 111,
            s1k1s0k2 ^ far ^ 112,
            s1k1s0k2 ^ far ^ b0k3 ^ 113,
            s0kb0k ^ near ^ verbs ^ 114,
            s0w ^ b0w ^ k3[noun] ^ 102,
            s1w ^ b0w ^ k3[noun] ^ 103,
            s1k1 ^ s0k2 ^ b0k3 ^ k4[noun] ^ 105,
            s0w ^ w2[noun] ^ t1[b0] ^ 107,
            k1[s3] ^ k2[s2] ^ k3[s1] ^ t3[b0] ^ 108,
            k1[s3] ^ s1k2 ^ b0k3 ^ 109,
        ]

    def arc_features(self, head: int, word: int) -> list[int]:
        """The features for the label of the arc from a word with all its dependents to its governor."""
        k1, k2, k3 = self.k1, self.k2, self.k3
        w1, w2 = self.w1, self.w2
        side = _SIDES[word < head]
        t1, t2 = self.t1, self.t2
        hk, dk2, dk1 = k1[head] ^ side, k2[word], k1[word] ^ side
        hw = w1[head] ^ side
        dw = w1[word] ^ side
        ht = t1[head] ^ t2[word] ^ side
        hm, dm = _HEAD_MASKS[self.masks[head]], _MASKS[self.masks[word]]
        far = abs(head - word)
        far = _FAR[far if far < 8 else 8]
        first, last = self.left[word], self.right[word]
        before, after = word - 1, word + 1
        quotes = _QUOTES[self.quoted[head] << 2 | self.quoted[word]]
        both = hk ^ dk2
        behind = _LABELS[self.labels[self.right[head]]]
        return [
            both ^ 70,
            hw ^ dk2 ^ 71,
            hk ^ w2[word] ^ 72,
            hw ^ w2[word] ^ 73,
            dk1 ^ 74,
            dw ^ t1[word] ^ t2[head] ^ 75,
            both ^ far ^ 76,
            both ^ hm ^ 77,
            hw ^ hm ^ t1[word] ^ 78,
            both ^ dm ^ 79,
            both ^ k3[first] ^ 80,
            both ^ k3[last] ^ 81,
            both ^ k3[before] ^ 82,
            both ^ k3[after] ^ 83,
            both ^ quotes ^ 84,
            hk ^ dm ^ k3[word] ^ 85,
            dw ^ dm ^ 86,
            w1[first] ^ side ^ dk2 ^ t1[head] ^ 87,
            w1[before] ^ side ^ dk2 ^ t1[head] ^ 88,
            both ^ behind ^ 89,
            hk ^ hm ^ dm ^ 90,
            both ^ k3[self.left[head]] ^ 91,
            w1[last] ^ side ^ dk2 ^ t1[head] ^ 92,
            w1[after] ^ side ^ dk2 ^ t1[head] ^ 93,
            hw ^ k2[word] ^ k3[first] ^ 94,
            both ^ k3[self.next] ^ 95,
            ht ^ hm ^ 96,
            ht ^ behind ^ 97,
            ht ^ dm ^ 98,
            ht ^ k1[first] ^ 99,
            ht ^ k1[before] ^ quotes ^ 100,
        ]

    def shift(self) -> None:
        """Move the next word onto the stack."""
        self.stack.append(self.next)
        self.next += 1

    def attach(self, head: int, word: int, label: int, mask: int) -> None:
        """Set the governor of the last word on the stack, and remove the word."""
        self.stack.pop()
        self.heads[word] = head
        self.labels[word] = label
        self.masks[head] |= mask
        if word < head:
            if not 0 <= self.left[head] < word:
                self.left[head] = word
        else:
            self.right[head] = word
