"""The tokens of an article: where they are and what they are."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, bisect_right

from newsevents.quotations import Quotation, find_quotations, paragraph_spans
from newsevents.reading.parse import Parse
from newsevents.reading.repairs import heads_of, lemma_of, mended

__all__ = ["Tokens"]


class Tokens:
    """The tokens of an article: where they are and what they are."""

    def __init__(self, text: str, parse: Parse) -> None:
        """Index a parse of an article's text."""
        tokens = self.tokens = mended(text, parse.tokens)
        self.text = text
        self.words = [text[token.start : token.end].lower() for token in tokens]
        self.lemmas = list(map(lemma_of, tokens, self.words))
        self.starts = [token.start for token in tokens]
        self._tags = [token.tag for token in tokens]
        self._labels = [token.label for token in tokens]
        self._heads = heads_of(tokens)
        self._children: list[list[int]] = [[] for _ in tokens]
        self.sentences: list[tuple[int, int]] = []
        for at, token in enumerate(tokens):
            if self._heads[at] != at:
                self._children[self._heads[at]].append(at)
            if at == 0 or token.sentence != tokens[at - 1].sentence:
                self.sentences.append((at, at + 1))
            else:
                self.sentences[-1] = self.sentences[-1][0], at + 1
        self.numbers = [number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last)]
        self._subjects: dict[int, int | None] = {}
        self.paragraphs = list(paragraph_spans(text))
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that a token is in, as a half-open range of tokens."""
        return self.sentences[self.numbers[at]]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a token is in."""
        return bisect_right(self._paragraph_starts, self.starts[at]) - 1

    def first_from(self, offset: int) -> int:
        """The first token that begins at or after a code point; if none does, the number of tokens."""
        return bisect_left(self.starts, offset)

    def token_at(self, offset: int) -> int:
        """The token at a code point, or the last one before it if a space is there."""
        return bisect_right(self.starts, offset) - 1

    def within(self, start: int, end: int) -> range:
        """The tokens that begin in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    @functools.cached_property
    def quotations(self) -> list[Quotation]:
        """The stretches in quotation marks."""
        return list(find_quotations(self.text))

    @functools.cached_property
    def quotation_starts(self) -> list[int]:
        """Where each of `quotations` begins."""
        return [one.start for one in self.quotations]

    @functools.cached_property
    def _quoted(self) -> list[int]:
        quoted = [-1] * len(self.tokens)
        for number, one in reversed(list(enumerate(self.quotations))):
            for at in self.within(one.start, one.end):
                quoted[at] = number
        return quoted

    def quotation(self, at: int) -> int:
        """The number of the outermost quotation that a token is in, or -1."""
        return self._quoted[at]

    @functools.cached_property
    def _told(self) -> list[int]:
        """For each sentence, the number of sentences up to it that are not entirely quoted."""
        outside = (any(self._quoted[at] < 0 for at in range(*one)) for one in self.sentences)
        return list(itertools.accumulate(map(int, outside)))

    def sentences_between(self, first: int, second: int) -> int:
        """The distance between two tokens in sentences; from outside a quotation, quoted sentences do not count."""
        counts = self._told if self.quotation(second) < 0 else range(len(self.sentences))
        return counts[self.numbers[second]] - counts[self.numbers[first]]

    def is_verb(self, at: int) -> bool:
        """Whether it is a verb in any form, except a modal."""
        return self._tags[at].startswith("V")

    def is_auxiliary(self, at: int) -> bool:
        """Whether it is the auxiliary of a verb."""
        return self._labels[at] in ("aux", "auxpass")

    def is_noun(self, at: int) -> bool:
        """Whether it is a noun or a name."""
        return self._tags[at].startswith("NN")

    def is_name(self, at: int) -> bool:
        """Whether it is a proper noun."""
        return self._tags[at].startswith("NNP")

    def is_pronoun(self, at: int) -> bool:
        """Whether it is a personal, possessive, relative or interrogative pronoun."""
        return self._tags[at] in ("PRP", "PRP$", "WP", "WP$", "WDT")

    def is_number(self, at: int) -> bool:
        """Whether it is a number."""
        return self._tags[at] in ("CD", "$")

    def is_adjective(self, at: int) -> bool:
        """Whether it is an adjective."""
        return self._tags[at].startswith("JJ")

    def is_mark(self, at: int) -> bool:
        """Whether it is a punctuation mark."""
        return not any(map(str.isalnum, self.words[at])) and self._labels[at] != "case"

    def governor(self, at: int) -> int | None:
        """The word that a token depends on; None for the root of a sentence."""
        head = self._heads[at]
        return None if head == at else head

    def dependents(self, at: int) -> list[int]:
        """The dependents of a token, in text order."""
        return self._children[at]

    def _labelled(self, at: int, *labels: str) -> list[int]:
        return [child for child in self._children[at] if self._labels[child] in labels]
