"""Train the built-in analyser on spaCy's parses of open text.

    PYTHONPATH=src python tools/train_analyser.py WEIGHTS PARSED.tsv[:SENTENCES] ...

`PARSED.tsv` comes from `tools/teacher.py`. The same text gives the same weights: integers only, and an order of
sentences that depends on nothing else. Requires a C compiler for the inner loops (`perceptron.c`). SOURCES.md says
where each text comes from.
"""

from __future__ import annotations

import ctypes
import inspect
import random
import re
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from newsevents.reading.builtin.encode import Encoder, quoted
from newsevents.reading.builtin.government import attach_charges
from newsevents.reading.builtin.kinds import MASKS, kind
from newsevents.reading.builtin.lemmatizer import Lemmatizer
from newsevents.reading.builtin.model import BUCKETS, TAG_BUCKETS, Classes, Model, normal, straight
from newsevents.reading.builtin.model import Rows as PackedRows
from newsevents.reading.builtin.parser import Parser
from newsevents.reading.builtin.state import State
from newsevents.reading.builtin.store import add_shortcuts, write
from newsevents.reading.builtin.store import read as read_model
from newsevents.reading.builtin.tagger import OUTSIDE, TAG_SLOTS, Context, Tagger, set_of_unknown, shape

TAG_FEATURES, ACTION_FEATURES, LABEL_FEATURES = 85_000, 440_000, 110_000
"""The number of features kept for the second training: those with the greatest mean weights after the first."""
SCALE = 4
"""The factor by which mean weights are multiplied before they are rounded to a byte."""
LEAST = 3
"""The number of times a feature must have been changed in the first training to be kept."""
RECORDED, SEEN = 20_000, 15
"""The number of sentences in which invariable decisions of the parser are searched for, and how often one must be
seen."""
WORDS = 16_000
"""The number of known words: the most frequent ones."""
NAMES = 25
"""The number of times a name must occur to be known: most names in news are not."""
WIDE = 1 << 26
"""The number of feature slots in the first training, large enough that few features collide."""
FIRST, SECOND = 2, 7
"""The numbers of rounds of the first and the second training."""
RUNS = 3
"""The number of times the second training of the parser is run in a different order, to average the weights."""


class Sentence(NamedTuple):
    """A sentence as the teacher parsed it; the head of its root is -1."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    labels: list[str]


def read(path: str) -> Iterator[Sentence]:
    words: list[str] = []
    tags: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if not line:
            if words:
                yield Sentence(words, tags, heads, labels)
                words, tags, heads, labels = [], [], [], []
            continue
        word, tag, head, label = line.split("\t")[:4]
        words.append(tag if word == '"' and tag in ("``", "''") else "`" if word == "'" and tag == "``" else word)
        tags.append(tag)
        heads.append(int(head) - 1)
        labels.append(label)


REPLYING = ("say", "reply", "add", "note", "explain", "write", "insist", "recall", "warn", "declare", "conclude")


def mend(sentence: Sentence) -> None:
    """Correct what spaCy's small model often gets wrong in the constructions used for reading news.

    An accusation has its "of"; the noun phrase after a verb of reply that follows a quotation is its subject ("…,"
    replied the envoy); a curly "n’t" is an adverb.
    """
    words, tags, heads, labels = sentence
    lemmatizer = Lemmatizer()
    lemmas = [lemmatizer.lemma(word, tag) for word, tag in zip(words, tags, strict=True)]
    verbs = [lemma if tag[:2] == "VB" else "" for lemma, tag in zip(lemmas, tags, strict=True)]
    attach_charges(words, verbs, heads, labels, "dobj", "prep")
    for at, lemma in enumerate(verbs):
        if normal(words[at]) == "n't":
            tags[at] = "RB"
        if lemma in REPLYING and tags[at - 1] == "''":
            own = {labels[place]: place for place, head in enumerate(heads) if head == at}
            if "nsubj" not in own and own.get("ccomp", at) < at < own.get("dobj", 0):
                labels[own["dobj"]] = "nsubj"


def usable(sentence: Sentence) -> bool:
    return 2 <= len(sentence.words) <= 120 and sentence.heads.count(-1) == 1


Rows = dict[int, list[tuple[int, int]]]
"""Weights by feature: the class and the weight, if it is not 0."""


def inner_loops() -> ctypes.CDLL:
    """Compile the loops, with the lists of features named in the analyser's own sources."""
    here = Path(__file__).parent
    lists = {
        "TAG_FEATURES": Context.features,
        "STATE_FEATURES": State.features,
        "ARC_FEATURES": State.arc_features,
    }
    slots = ", ".join(f"{{{slot}, {which}}}" for slot, which in TAG_SLOTS)
    outside = ", ".join(map(str, OUTSIDE))
    defined = f"#define TAG_SLOTS {{{slots}}}\n#define TAG_OUTSIDE {{{outside}}}\n"
    for name, function in lists.items():
        source = inspect.getsource(function)
        listed = source[source.index("return [") + 8 : source.rindex("]")]
        listed = listed.replace("self.", "" if name == "TAG_FEATURES" else "S->")
        listed = re.sub(r"\b(long|short)\b", r"\1_", listed)
        defined += f"#define {name} {' '.join(listed.split())}\n"
    with tempfile.TemporaryDirectory() as folder:
        source_file = Path(folder, "perceptron.c")
        source_file.write_text(defined + (here / "perceptron.c").read_text(), encoding="utf-8")
        library = Path(folder, "perceptron.so")
        subprocess.run(["cc", "-O3", "-shared", "-fPIC", "-o", library, source_file], check=True)
        loops = ctypes.CDLL(str(library))
    loops.table_new.restype = ctypes.c_void_p
    for name in ("table_size", "table_rows", "table_best", "tag_round"):
        getattr(loops, name).restype = ctypes.c_int64
    return loops


def ints(values: Iterable[int]) -> ctypes.Array[ctypes.c_int32]:
    found = array("i", values)
    return (ctypes.c_int32 * len(found)).from_buffer(found)


def longs(values: Iterable[int]) -> ctypes.Array[ctypes.c_int64]:
    found = array("q", values)
    return (ctypes.c_int64 * len(found)).from_buffer(found)


class Table:
    """The weights of a perceptron in the compiled part."""

    def __init__(self, loops: ctypes.CDLL, classes: int, buckets: int, only: Sequence[int] = ()) -> None:
        self.loops = loops
        self.at = ctypes.c_void_p(loops.table_new(classes, buckets.bit_length() - 1))
        if only:
            loops.table_close(self.at, (ctypes.c_uint32 * len(only))(*only), ctypes.c_int64(len(only)))

    def best(self, most: int) -> list[int]:
        """The features with the greatest weights."""
        keys = (ctypes.c_uint32 * most)()
        found = self.loops.table_best(self.at, LEAST, ctypes.c_int64(most), keys)
        return sorted(keys[:found])

    def rows(self, scale: int, least: int) -> Rows:
        """The scaled time-averaged weights of the features that were changed often enough."""
        most = self.loops.table_rows(self.at, scale, least, None, None, None, ctypes.c_int64(0))
        keys, classes, values = (ctypes.c_uint32 * most)(), (ctypes.c_int32 * most)(), (ctypes.c_int32 * most)()
        self.loops.table_rows(self.at, scale, least, keys, classes, values, ctypes.c_int64(most))
        found: Rows = {}
        for key, number, value in zip(keys, classes, values, strict=True):
            found.setdefault(key, []).append((number, value))
        return dict(sorted(found.items()))

    def __len__(self) -> int:
        return int(self.loops.table_size(self.at))

    def free(self) -> None:
        """Free its memory."""
        self.loops.table_free(self.at)


def least_of(counts: Counter[str]) -> int:
    """The number of times a word must occur to be known, by its tags."""
    return NAMES if 10 * (counts["NNP"] + counts["NNPS"]) >= 9 * counts.total() else 4


def vocabularies(sentences: list[Sentence]) -> Model:
    lemmatizer = Lemmatizer()
    words: Counter[str] = Counter()
    named: Counter[str] = Counter()
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    unknown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    suffixes: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    verbs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    nouns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        lemmas = [lemmatizer.lemma(w, t) for w, t in zip(sentence.words, sentence.tags, strict=True)]
        for i, (word, tag, head, label) in enumerate(zip(*sentence, strict=True)):
            low = normal(word)
            names = tag[:3] == "NNP"
            (named if names else words)[low] += 1
            if lemmas[i] != low and tag[:2] in ("VB", "NN"):
                words[lemmas[i]] += 1
            seen[low][tag] += 1
            exact[straight(word)][tag] += 1
            suffixes[low[-3:]] += 1
            suffixes[low[-2:]] += 1
            tags[tag] += 1
            labels[label] += 1
            if head >= 0:
                above = sentence.tags[head]
                if above[:2] == "VB":
                    verbs[lemmas[head]][label] += 1
                elif above[:2] == "NN":
                    nouns[lemmas[head]][">" + label] += 1
            if tag[:2] == "VB":
                verbs[lemmas[i]][""] += 1
                verbs[lemmas[i]]["<" + label] += 1
            elif tag[:2] == "NN":
                nouns[lemmas[i]][""] += 1
                nouns[lemmas[i]]["<" + label] += 1
    for low, counts in seen.items():
        if sum(counts.values()) < least_of(counts):
            for tag, count in counts.items():
                cased = low.title() if tag[:3] == "NNP" else low
                unknown[set_of_unknown(cased)][tag] += count
                unknown[f"?{shape(cased)}"][tag] += count
    often = {w: n for w, n in words.items() if n >= 4} | {w: n for w, n in named.items() if n >= NAMES and words[w] < 4}
    vocabulary = sorted(sorted(often, key=lambda w: (-often[w], w))[:WORDS])
    sets: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for table in (seen, unknown):
        for word, counts in sorted(table.items()):
            total = sum(counts.values())
            if total >= (least_of(counts) if table is seen else 6):
                usual = " ".join(sorted(tag for tag, n in counts.items() if n * 50 >= total))
                sets[word] = numbers.setdefault(usual, len(numbers) + 1)
    if len(numbers) > 1000:
        count: Counter[int] = Counter(sets.values())
        keep = {number for number, _ in count.most_common(1000)}
        renumber = {number: i for i, number in enumerate(sorted(keep), 1)}
        sets = {word: renumber[number] for word, number in sets.items() if number in keep}
    tag_names = Classes(sorted(tags))
    sure = {}
    for word, counts in sorted(exact.items()):
        tag, n = counts.most_common(1)[0]
        total = sum(counts.values())
        if total >= 25 and n * 1000 >= total * 997 and (word.islower() or not word.isalpha()) and word not in "\"'":
            sure[word] = tag_names.numbers[tag]
    frames = {}
    for lemma, c in sorted(verbs.items()):
        n = c[""]
        if n >= 8:
            bits = (
                (c["ccomp"] * 12 >= n)
                + 2 * (c["xcomp"] * 12 >= n)
                + 4 * (c["dobj"] * 3 >= n)
                + 8 * (c["prep"] * 3 >= n)
            )
            frames["v " + lemma] = format(bits, "x")
    for lemma, c in sorted(nouns.items()):
        n = c[""]
        if n >= 8:
            bits = (
                (c["<npadvmod"] * 8 >= n)
                + 2 * (c[">acl"] * 12 >= n)
                + 4 * (c["<compound"] * 3 >= n)
                + 8 * (c["<appos"] * 20 >= n)
            )
            if bits:
                frames["n " + lemma] = format(bits, "x")
    kinds: Counter[str] = Counter()
    for sentence in sentences:
        for word, tag in zip(sentence.words, sentence.tags, strict=True):
            kinds[kind(normal(word), tag, lemmatizer.lemma(word, tag), frames)] += 1
    kept = [name for name, n in kinds.most_common(3500) if n >= 4]
    kept = sorted(set(kept) | set(tag_names.names))
    return Model(
        tags=tag_names,
        labels=Classes(sorted(labels)),
        words={word: i for i, word in enumerate(vocabulary, 1)},
        suffixes={s: i for i, s in enumerate((s for s, n in sorted(suffixes.items()) if n >= 20), 1)},
        sets=sets,
        sure=sure,
        kinds={name: i for i, name in enumerate(kept, 1)},
        frames=frames,
        tag_weights=PackedRows(),
        action_weights=array("I"),
        label_weights=PackedRows(),
    )


def offsets(sentences: list[Sentence]) -> ctypes.Array[ctypes.c_int64]:
    return longs(accumulate((len(s.words) for s in sentences), initial=0))


def shuffled(numbers: list[int], seed: int) -> ctypes.Array[ctypes.c_int64]:
    numbers = list(numbers)
    random.Random(seed).shuffle(numbers)
    return longs(numbers)


def train_tagger(loops: ctypes.CDLL, model: Model, sentences: list[Sentence]) -> tuple[Rows, list[int]]:
    """The weights of the tagger, and the tag that it gives each word when trained on the other sentences."""
    tagger = Tagger(model)
    entries = ints(value for s in sentences for word in s.words for value in tagger.entry(word))
    gold = ints(model.tags.numbers[tag] for s in sentences for tag in s.tags)
    starts = offsets(sentences)
    found = ints([0] * len(gold))
    everything = list(range(len(sentences)))
    halves = [[i for i in everything if i // 20 % 2 == half] for half in (0, 1)]
    for learned, asked in ((halves[0], halves[1]), (halves[1], halves[0])):
        table = Table(loops, len(model.tags.names), TAG_BUCKETS)
        for turn in range(3):
            loops.tag_round(
                table.at, entries, gold, starts, shuffled(learned, turn), ctypes.c_int64(len(learned)), None
            )
        rows = table.rows(SCALE, 2)
        table.free()
        table = fixed(loops, len(model.tags.names), rows)
        right = loops.tag_round(table.at, entries, gold, starts, longs(asked), ctypes.c_int64(len(asked)), found)
        say(f"tags of the other half: {100 * right / sum(len(sentences[i].words) for i in asked):.2f}% right")
        table.free()
    only: list[int] = []
    for turns in (FIRST, SECOND):
        table = Table(loops, len(model.tags.names), TAG_BUCKETS if only else WIDE, only)
        for turn in range(turns):
            right = loops.tag_round(
                table.at, entries, gold, starts, shuffled(everything, turn), ctypes.c_int64(len(everything)), None
            )
            say(f"tagger {turn}: {100 * right / len(gold):.2f}% right, {len(table)} features")
        if not only:
            only = table.best(TAG_FEATURES)
            table.free()
    return table.rows(SCALE, 1), list(found)


def fixed(loops: ctypes.CDLL, classes: int, rows: Rows) -> Table:
    """A table that scores with fixed weights."""
    table = Table(loops, classes, TAG_BUCKETS)
    triples = [(key, number, value) for key, row in rows.items() for number, value in row]
    keys = (ctypes.c_uint32 * len(triples))(*(t[0] for t in triples))
    loops.table_load(
        table.at, keys, ints(t[1] for t in triples), ints(t[2] for t in triples), ctypes.c_int64(len(triples))
    )
    return table


def train_parser(loops: ctypes.CDLL, model: Model, sentences: list[Sentence], tags: list[int]) -> tuple[Rows, Rows]:
    encoder = Encoder(model)
    columns: list[list[int]] = [[], [], [], []]
    at = 0
    for sentence in sentences:
        encoded = encoder.encoded(sentence.words, tags[at : at + len(sentence.words)])
        kinds, words, verbal, marks, *_ = zip(*encoded, strict=True)
        for column, values in zip(columns, (kinds, words, quoted(marks), verbal), strict=True):
            column.extend(values)
        at += len(sentence.words)
    arrays = list(map(ints, columns))
    heads = ints(head for s in sentences for head in s.heads)
    labels = ints(model.labels.numbers[label] for s in sentences for label in s.labels)
    masks = ints(MASKS.get(name, 0) for name in model.labels.names)
    starts = offsets(sentences)
    tag_numbers = ints(tags)
    everything = list(range(len(sentences)))
    only: list[Sequence[int]] = [(), ()]
    found: list[list[Rows]] = [[], []]
    for run in range(RUNS + 1):
        tables = [
            Table(loops, classes, BUCKETS if run else WIDE, features)
            for classes, features in zip((3, len(model.labels.names)), only, strict=True)
        ]
        for turn in range(SECOND if run else FIRST):
            counts = longs([0, 0, 0])
            loops.tree_round(
                tables[0].at, tables[1].at, arrays[0], arrays[1], tag_numbers, arrays[2], arrays[3], heads, labels,
                masks, starts, shuffled(everything, 100 * max(run, 1) + turn), ctypes.c_int64(len(sentences)), turn,
                counts,
            )  # fmt: skip
            say(
                f"parser {run} {turn}: {100 * counts[0] / counts[2]:.2f}% heads, {100 * counts[1] / counts[2]:.2f}% "
                f"labels, {len(tables[0])} + {len(tables[1])} features, {time.process_time():.0f} s"
            )
        if run:
            for rows, table in zip(found, tables, strict=True):
                rows.append(table.rows(SCALE, 1))
        else:
            only = [tables[0].best(ACTION_FEATURES), tables[1].best(LABEL_FEATURES)]
        for table in tables:
            table.free()
    return mean(found[0]), mean(found[1])


def mean(runs: Sequence[Rows]) -> Rows:
    """Half the mean of each feature's weights, if it is not 0: a margin gives large weights."""
    sums: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for rows in runs:
        for feature, row in rows.items():
            sums[feature].update(dict(row))
    found: Rows = {}
    for feature, weights in sorted(sums.items()):
        row = [(number, round(round(total / len(runs)) / 2)) for number, total in sorted(weights.items())]
        if kept := [(number, weight) for number, weight in row if weight]:
            found[feature] = kept
    return found


class Recorder(Parser):
    """Parses, and counts the best decisions in each situation."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.actions: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self.labels: defaultdict[int, Counter[int]] = defaultdict(Counter)

    def action(self, state: State) -> int:
        """The best action, which is counted."""
        found = super().action(state)
        self.actions[state.situation()][found] += 1
        return found

    def label(self, state: State, head: int, word: int) -> int:
        """The best label, which is counted."""
        found = super().label(state, head, word)
        self.labels[state.pair(head, word)][found] += 1
        return found


def shortcuts(path: str, sentences: list[Sentence]) -> list[dict[int, int]]:
    """The parser's invariable decisions: actions by the situation, labels by the kinds of the two words."""
    model = read_model(Path(path).read_bytes())
    recorder, tagger, encoder = Recorder(model), Tagger(model), Encoder(model)
    some = list(sentences)
    random.Random(7).shuffle(some)
    for sentence in some[:RECORDED]:
        recorder.parse(encoder.encode(sentence.words, tagger.tag(sentence.words))[0])
    found = []
    for counted in (recorder.actions, recorder.labels):
        sure = {}
        for key, counts in counted.items():
            (best, often), total = counts.most_common(1)[0], counts.total()
            if total >= SEEN and often * 1000 >= total * 999:
                sure[key] = best
        spared = sum(counted[key].total() for key in sure)
        say(f"{len(sure)} sure, which spare {100 * spared / sum(c.total() for c in counted.values()):.0f}%")
        found.append(sure)
    return found


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(target: str, *sources: str) -> None:
    sentences: list[Sentence] = []
    for source in sources:
        path, _, most = source.partition(":")
        found = [s for s in read(path) if usable(s)]
        if most:
            random.Random(1).shuffle(found)
            found = found[: int(most)]
        say(f"{path}: {len(found)} sentences, {sum(len(s.words) for s in found)} words")
        sentences += found
    for sentence in sentences:
        mend(sentence)
    model = vocabularies(sentences)
    say(
        f"{len(model.words)} words, {len(model.sets)} sets of {len(set(model.sets.values()))}, {len(model.sure)} sure, "
        f"{len(model.kinds)} kinds, {len(model.frames)} frames, {len(model.suffixes)} suffixes"
    )
    loops = inner_loops()
    tag_rows, tags = train_tagger(loops, model, sentences)
    action_rows, arc_rows = train_parser(loops, model, sentences, tags)
    say(f"{len(tag_rows)} features of tags, {len(action_rows)} of actions, {len(arc_rows)} of labels")
    write(Path(target), model, tag_rows, action_rows, arc_rows)
    add_shortcuts(Path(target), *shortcuts(target, sentences))


if __name__ == "__main__":
    main(*sys.argv[1:])
