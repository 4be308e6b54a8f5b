"""Dependency trees, by a greedy arc-hybrid transition parser (Kuhlmann et al. 2011; Goldberg & Nivre 2013).

Its state is a stack of words without a governor and the rest of the sentence. There are three actions: SHIFT moves the
next word onto the stack; LEFT makes the next word the governor of the last one on the stack, and RIGHT the one below
it. Each word is moved once and gets its governor once, so the time is linear in the length of the sentence.
"""

from __future__ import annotations

from itertools import compress
from operator import itemgetter

from newsevents.reading.builtin.kinds import MASKS
from newsevents.reading.builtin.model import Model
from newsevents.reading.builtin.state import BELOW, State

__all__ = ["LEFT", "RIGHT", "SHIFT", "Parser"]

SHIFT, LEFT, RIGHT = 0, 1, 2


class Parser:
    """Finds the governor and label of each word of a sentence."""

    def __init__(self, model: Model) -> None:
        """Use a model."""
        self._model = model
        self._masks = [MASKS.get(name, 0) for name in model.labels.names]
        self._root = model.labels.numbers["ROOT"]

    def parse(self, state: State) -> tuple[list[int], list[int]]:
        """The index of the governor of each word of a sentence (of the root, its own) and the labels."""
        sure_action = self._model.sure_actions.get
        sure_label = self._model.sure_labels.get
        masks = self._masks
        size = state.size
        stack = state.stack
        while True:
            at = state.next
            if len(stack) < BELOW + 1:
                if at >= size:
                    break
                state.shift()
                continue
            word = stack[-1]
            if at < size:
                action = sure_action(state.situation(), -1)
                if action < 0:
                    action = self.action(state)
            elif len(stack) == BELOW + 1:
                break
            else:
                action = RIGHT
            if action == SHIFT:
                state.shift()
                continue
            head = at if action == LEFT else stack[-2]
            label = sure_label(state.pair(head, word), -1)
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
        """The action with the highest score; of several, the first."""
        features = state.features()
        total = sum(itemgetter(*features)(self._model.action_weights))
        none = len(features) << 7
        left, right = (total & 0xFFFF) - none, (total >> 16) - none
        shift = -left - right
        if len(state.stack) > BELOW + 1 and right > left and right > shift:
            return RIGHT
        return LEFT if left > shift else SHIFT

    def label(self, state: State, head: int, word: int) -> int:
        """The label with the highest score."""
        features = state.arc_features(head, word)
        weights = self._model.label_weights
        known = compress(features, itemgetter(*features)(weights.counts))
        return self._model.labels.best(sum(map(weights.__getitem__, known)))
