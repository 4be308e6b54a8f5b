"""Dependency trees: a greedy transition parser of the arc-hybrid kind (Kuhlmann et al. 2011; Goldberg & Nivre 2013).

A stack of words whose governors are not known yet, and the rest of the sentence. Three actions: SHIFT moves the next
word onto the stack; LEFT makes the next word the governor of the last one on the stack, RIGHT the one below it. Each
word is moved once and gets its governor once, so that the work is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

from newsevents.reading.builtin.model import ACTION_BITS, Model

__all__ = ["LEFT", "RIGHT", "SHIFT", "Parser", "State", "kind"]

SHIFT, LEFT, RIGHT = 0, 1, 2

_BELOW = 3
"""How many places of the stack are empty, below the first word."""

_ZEROS = repeat(0)
_FIELD = (1 << ACTION_BITS) - 1
_HALF = 1 << (ACTION_BITS - 1)
BIAS = _HALF | _HALF << ACTION_BITS | _HALF << 2 * ACTION_BITS

_CLOSED = frozenset((
    "IN", "TO", "CC", "DT", "PDT", "WDT", "WP", "WP$", "WRB", "MD", "PRP", "PRP$", "RP", "EX", "POS", ",", ".", ":",
    "''", "``", "-LRB-", "-RRB-", "HYPH", "$",
))  # fmt: skip
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_AUXILIARIES = frozenset(("be", "have", "do", "get", "let"))
_ADVERBS = frozenset((
    "not", "n't", "so", "as", "too", "very", "only", "just", "even", "also", "more", "most", "less", "than", "about",
    "ago", "never", "how", "when", "where", "why", "however", "then", "now", "there", "here", "nearly", "almost",
    "over", "at", "least",
))  # fmt: skip
MASKS = {
    "nsubj": 1, "nsubjpass": 1, "csubj": 1, "csubjpass": 1, "expl": 1, "dobj": 2, "attr": 2, "acomp": 2, "oprd": 2,
    "dative": 2, "ccomp": 4, "xcomp": 8, "aux": 16, "auxpass": 16, "mark": 32, "prep": 64, "agent": 64, "pobj": 128,
    "pcomp": 128, "det": 256, "poss": 256, "cc": 512, "conj": 1024, "relcl": 2048, "acl": 2048, "punct": 4096,
    "advcl": 8192, "prt": 8192, "appos": 2048,
}  # fmt: skip
"""A bit for each group of labels, in the set of labels that a word's dependents have."""


def kind(word: str, tag: str, lemma: str, frames: Mapping[str, str]) -> str:
    """The kind of a token: its tag, with the word where its class is closed, and how a verb or noun is built in.

    Args:
        word: In lower case.
        tag: Its tag.
        lemma: Its lemma.
        frames: `Model.frames`.
    """
    if tag in _CLOSED or (tag[:2] == "RB" and word in _ADVERBS):
        return f"{tag} {word}"
    if tag in _VERBS:
        if lemma in _AUXILIARIES:
            return f"{tag} {lemma}"
        return f"{tag}{frames.get('v ' + lemma, '?')}"
    if tag in ("NN", "NNS", "NNP", "NNPS"):
        return f"{tag}{frames.get('n ' + lemma, '')}"
    if tag == "JJ":
        return f"{tag}{frames.get('j ' + lemma, '')}"
    return tag


class State:
    """How far the parse of a sentence has come.

    Words are numbered from 0; the number after the last is the end of the sentence, that after it nothing at all,
    which is also where -1 leads.
    """

    __slots__ = (
        "heads",
        "k1",
        "k2",
        "k3",
        "k4",
        "labels",
        "left",
        "masks",
        "next", "nouns",
        "quoted",
        "right",
        "size",
        "stack",
        "t1",
        "t2",
        "t3", "t4",
        "verbs",
        "w1",
        "w2",
    )  # fmt: skip

    def __init__(self, kinds: Sequence[int], words: Sequence[int], tags: Sequence[int], quotes: Sequence[int],
                 verbal: Sequence[int]) -> None:  # fmt: skip
        """Begin a sentence.

        Args:
            kinds: The number of the kind of each token.
            words: The number of its lemma.
            tags: The number of its tag.
            quotes: 1 for each token within quotation marks, 2 for a mark, else 0.
            verbal: 1 for finite verbs and modals, 2 for nouns, else 0.
        """
        size = self.size = len(kinds)
        padded = [*kinds, 4090, 4091]
        self.k1 = [k << 7 for k in padded]
        self.k2 = [k << 21 for k in padded]
        self.k3 = [k << 35 for k in padded]
        self.k4 = [k << 49 for k in padded]
        padded = [*words, 16382, 16383]
        self.w1 = [w << 7 for w in padded]
        self.w2 = [w << 21 for w in padded]
        padded = [*tags, 62, 63]
        self.t1 = [t << 35 for t in padded]
        self.t2 = [t << 41 for t in padded]
        self.t3 = [t << 47 for t in padded]
        self.t4 = [t << 53 for t in padded]
        self.quoted = [*quotes, 0, 0]
        verbs = [0] * (size + 2)  # how many finite verbs come later, up to 3, and the kind of the next
        nouns = [-1] * (size + 2)  # where the next noun phrase ends
        count, near, noun = 0, 4091, -1
        after = 0
        for at in range(size - 1, -1, -1):
            verbs[at] = near << 2 | count
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
        self.stack = [-1] * _BELOW
        self.next = 0

    def situation(self) -> int:
        """The tags of the last two words on the stack and of the next two, and what the last one governs."""
        stack = self.stack
        last, at = stack[-1], self.next
        return self.t1[stack[-2]] | self.t2[last] | self.t3[at] | self.t4[at + 1] | self.masks[last] << 7

    def features(self) -> list[int]:
        """What decides about the next action."""
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
        masks = self.masks
        labels = self.labels
        s0k1, s0k2, s1k2, b0k1, b0k3, s1k1, b0k2 = k1[s0], k2[s0], k2[s1], k1[b0], k3[b0], k1[s1], k2[b0]
        s0w, s1w, b0w1, b0w = w1[s0], w1[s1], w1[b0], w2[b0]
        noun = self.nouns[b0]
        s3 = stack[-4] if len(stack) > 6 else -1
        s0l, s0r, s1r, b0l = left[s0], right[s0], right[s1], left[b0]
        gap = b0 - s0
        gap = (gap if gap < 4 else 4 if gap < 6 else 5 if gap < 10 else 6 if gap < 20 else 7) << 56
        wide = s0 - s1
        wide = (wide if wide < 4 else 4 if wide < 6 else 5 if wide < 10 else 6 if wide < 20 else 7) << 56
        s0m, s1m, b0m = masks[s0], masks[s1], masks[b0]
        before = b0 - 1
        quotes = (self.quoted[s0] << 4 | self.quoted[b0] << 2 | self.quoted[s1]) << 56
        s0kb0k = s0k1 | b0k2
        s1k1s0k2 = s1k1 | s0k2
        return [
            s0k1 | 1,
            s0w | t1[s0] | 2,
            s1k1 | 3,
            s1w | t1[s1] | 4,
            b0k1 | 5,
            b0w1 | t1[b0] | 6,
            k1[b1] | b0k2 | 7,
            w1[b1] | b0k2 | 8,
            k1[b2] | k2[b1] | b0k3 | 9,
            k1[s2] | s1k2 | k3[s0] | 10,
            s0kb0k | 11,
            s0w | b0k2 | 12,
            s0k1 | b0w | 13,
            s0w | b0w | 14,
            s1k1s0k2 | 15,
            s1w | s0k2 | 16,
            s1k1 | w2[s0] | 17,
            s1w | w2[s0] | 18,
            s1k1 | b0k2 | 19,
            s1w | b0k2 | 20,
            s1k1 | b0w | 21,
            s1k1s0k2 | b0k3 | 22,
            s0kb0k | k3[b1] | 23,
            s0k1 | k2[b1] | 24,
            s0kb0k | k3[b0l] | 25,
            s0kb0k | k3[s0r] | 26,
            s0kb0k | k3[s0l] | 27,
            s1k1s0k2 | k3[s1r] | 28,
            s1k1s0k2 | k3[s0l] | 29,
            s1k1s0k2 | k3[s0r] | 30,
            s1k1 | b0k2 | k3[b1] | 31,
            s0w | t1[s1] | t2[b0] | 32,
            s1w | t1[s0] | t2[b0] | 33,
            b0w1 | t1[s0] | t2[s1] | 34,
            s0kb0k | gap | 35,
            s1k1s0k2 | wide | 36,
            s0k1 | s0m << 21 | t1[b0] | 37,
            s0w | s0m << 21 | 38,
            s1k1 | s1m << 21 | k3[s0] | 39,
            s1k1 | s1m << 21 | b0k3 | 40,
            s1w | s1m << 21 | 41,
            b0k1 | b0m << 21 | 42,
            b0k1 | b0m << 21 | k3[s0] | 43,
            s0k1 | s0m << 21 | b0k3 | 44,
            s0kb0k | k3[before] | 45,
            s1k1 | b0k2 | k3[before] | 46,
            s0kb0k | quotes | 47,
            s1k1s0k2 | quotes | 48,
            s0kb0k | self.verbs[b0] << 35 | 49,
            s1k1 | b0k2 | self.verbs[b0] << 35 | 50,
            s0k1 | self.verbs[b0] << 35 | 51,
            s1k1 | s1m << 21 | t1[s0] | t2[b0] | t3[b1] | 52,
            s0k1 | s0m << 21 | t1[b0] | t2[b1] | t3[s1] | 53,
            s0w | labels[s0r] << 35 | t2[b0] | 54,
            s1w | labels[s1r] << 35 | t2[b0] | t3[s0] | 55,
            k1[s2] | s0k2 | b0k3 | 56,
            k1[s2] | s1k2 | b0k3 | 57,
            k1[s2] | masks[s2] << 21 | t1[s1] | t2[s0] | t3[b0] | 58,
            w1[s2] | t1[s1] | t2[s0] | t3[b0] | 59,
            w1[right[s0]] | s0k2 | t1[b0] | 60,
            w1[before] | b0k2 | t1[s0] | 61,
            s0w | w2[s0r] | t1[b0] | 63,
            t1[s1] | t2[s0] | t3[b0] | k1[b1] | k2[b2] | 64,
            s0k1 | b0k2 | t1[b1] | t2[b2] | t3[b3] | 65,
            w1[s1r] | s1k2 | k3[b0] | 66,
            s0m << 7 | s1m << 21 | b0m << 35 | t3[b0] | 67,
            s1w | b0w | 68,
            s0k1 | b0k2 | k3[noun] | 100,
            s1k1 | b0k2 | k3[noun] | 101,
            s0w | b0w | k3[noun] | 102,
            s1w | b0w | k3[noun] | 103,
            s1k1 | s0k2 | b0k3 | k4[noun] | 105,
            s0w | w2[noun] | t1[b0] | 107,
            k1[s3] | k2[s2] | k3[s1] | t3[b0] << 2 | 108,
            k1[s3] | s1k2 | b0k3 | 109,
        ]

    def arc_features(self, head: int, word: int) -> list[int]:
        """What decides about the label between a word that has all its dependents and its governor."""
        k1, k2, k3 = self.k1, self.k2, self.k3
        w1, w2 = self.w1, self.w2
        side = (word < head) << 62
        t1, t2 = self.t1, self.t2
        hk, dk2, dk1 = k1[head] | side, k2[word], k1[word] | side
        hw = w1[head] | side
        dw = w1[word] | side
        hm, dm = self.masks[head], self.masks[word]
        far = abs(head - word)
        far = (far if far < 4 else 4 if far < 8 else 5) << 56
        first, last = self.left[word], self.right[word]
        before, after = word - 1, word + 1
        quotes = (self.quoted[head] << 2 | self.quoted[word]) << 56
        both = hk | dk2
        behind = self.right[head]
        return [
            both | 70,
            hw | dk2 | 71,
            hk | w2[word] | 72,
            hw | w2[word] | 73,
            dk1 | 74,
            dw | t1[word] | t2[head] | 75,
            both | far | 76,
            both | hm << 35 | 77,
            hw | hm << 21 | t1[word] | 78,
            both | dm << 35 | 79,
            both | k3[first] | 80,
            both | k3[last] | 81,
            both | k3[before] | 82,
            both | k3[after] | 83,
            both | quotes | 84,
            hk | dm << 21 | k3[word] | 85,
            dw | dm << 21 | 86,
            w1[first] | side | dk2 | t1[head] | 87,
            w1[before] | side | dk2 | t1[head] | 88,
            both | self.labels[behind] << 35 | 89,
            hk | hm << 21 | dm << 35 | 90,
            both | k3[self.left[head]] | 91,
            w1[last] | side | dk2 | t1[head] | 92,
            w1[after] | side | dk2 | t1[head] | 93,
            hw | k2[word] | k3[first] | 94,
            both | k3[self.next] | 95,
            side | t1[head] | t2[word] | hm << 7 | 96,
            side | t1[head] | t2[word] | self.labels[behind] << 7 | 97,
            side | t1[head] | t2[word] | dm << 7 | 98,
            side | t1[head] | t2[word] | k1[first] | 99,
            side | t1[head] | t2[word] | k1[before] | quotes | 100,
        ]

    def shift(self) -> None:
        """Move the next word onto the stack."""
        self.stack.append(self.next)
        self.next += 1

    def attach(self, head: int, word: int, label: int, mask: int) -> None:
        """Give the last word on the stack its governor, and take it off."""
        self.stack.pop()
        self.heads[word] = head
        self.labels[word] = label
        self.masks[head] |= mask
        if word < head:
            if not 0 <= self.left[head] < word:
                self.left[head] = word
        else:
            self.right[head] = word


class Parser:
    """Gives each word of a sentence its governor and label."""

    def __init__(self, model: Model) -> None:
        """Take what was learned."""
        self._model = model
        self._masks = [MASKS.get(name, 0) for name in model.labels.names]
        self._root = model.labels.numbers["ROOT"]

    def parse(self, state: State) -> tuple[list[int], list[int]]:
        """The governor of each word of a sentence, by number, the word's own for the root; and the labels."""
        sure_action = self._model.sure_actions.get
        sure_label = self._model.sure_labels.get
        masks = self._masks
        size = state.size
        stack = state.stack
        k1, k2 = state.k1, state.k2
        while True:
            at = state.next
            if len(stack) < _BELOW + 1:
                if at >= size:
                    break
                state.shift()
                continue
            word = stack[-1]
            if at < size:
                action = sure_action(state.situation(), -1)
                if action < 0:
                    action = self.action(state)
            elif len(stack) == _BELOW + 1:
                break
            else:
                action = RIGHT
            if action == SHIFT:
                state.shift()
                continue
            head = at if action == LEFT else stack[-2]
            label = sure_label(k1[head] | k2[word] | (word < head), -1)
            if label < 0:
                label = self.label(state, head, word)
            state.attach(head, word, label, masks[label])
        heads = state.heads[:size]
        if size:
            root = stack[-1]
            heads[root] = root
            state.labels[root] = self._root
        return heads, state.labels[:size]

    def action(self, state: State) -> int:
        """The action with the highest score; the first of equals."""
        total = sum(map(self._model.action_weights.get, state.features(), _ZEROS)) + BIAS
        shift = total & _FIELD
        left = total >> ACTION_BITS & _FIELD
        if len(state.stack) > _BELOW + 1 and total >> 2 * ACTION_BITS > max(shift, left):
            return RIGHT
        return LEFT if left > shift else SHIFT

    def label(self, state: State, head: int, word: int) -> int:
        """The label with the highest score."""
        rows = filter(None, map(self._model.label_rows.get, state.arc_features(head, word)))
        return self._model.labels.best(sum(map(self._model.label_weights.__getitem__, rows)))
