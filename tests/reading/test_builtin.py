"""The built-in analyser."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import data
from newsevents.errors import ExtractionError
from newsevents.reading.builtin import BuiltinAnalyser
from newsevents.reading.builtin.government import attach_charges, attach_deeds
from newsevents.reading.builtin.lemmatizer import Lemmatizer
from newsevents.reading.builtin.model import BLOCK, BUCKETS, CLASS_BITS, TAG_BUCKETS, mix
from newsevents.reading.builtin.sentences import Splitter, direct
from newsevents.reading.builtin.store import add_shortcuts, load, read, write
from newsevents.reading.builtin.tokenizer import Tokenizer
from newsevents.reading.parse import Parse

TOKENIZER = Tokenizer()
ANALYSER = BuiltinAnalyser()


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in TOKENIZER.tokens(text, 0, len(text))]


def sentences(text: str) -> list[str]:
    places = list(TOKENIZER.tokens(text, 0, len(text)))
    marked = words(text)
    direct(marked, places)
    starts = Splitter().starts(marked, [False] * len(places))
    return [text[places[a][0] : places[b - 1][1]] for a, b in zip(starts, [*starts[1:], len(places)], strict=True)]


def parse(text: str) -> Parse:
    return ANALYSER.parse(text, [(0, len(text))])


def arcs(text: str) -> set[tuple[str, str, str]]:
    """The words of a text with their labels and heads."""
    tokens = parse(text).tokens
    return {
        (text[t.start : t.end], t.label, text[tokens[t.head].start : tokens[t.head].end])
        for t in tokens
        if t.label != "punct"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't go.", "He did n't go ."),
        ("They can’t, she said.", "They ca n’t , she said ."),
        ("The minister's aides cannot say.", "The minister 's aides can not say ."),
        ("Mr. Oduya met Dr. Haas on Jan. 5.", "Mr. Oduya met Dr. Haas on Jan. 5 ."),
        ("a 22-year-old, well-known man", "a 22 - year - old , well - known man"),
        ("It cost $3.2 million (10%).", "It cost $ 3.2 million ( 10 % ) ."),
        ("“Why?” she asked…", "“ Why ? ” she asked …"),
        ("``No,'' he said--twice.", "`` No , '' he said -- twice ."),
        ("Write to desk@example.org or www.example.org.", "Write to desk@example.org or www.example.org ."),
        ("at 7a.m. in the U.S. and the U.N.", "at 7 a.m. in the U.S. and the U.N."),
        ("He'd've gone; I'm here", "He 'd 've gone ; I 'm here"),
        ("ended.The next", "ended . The next"),
        ("and/or 5km 9/11", "and/or 5 km 9/11"),
    ],
)
def test_tokens_are_split_as_in_the_penn_treebank(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text(max_size=200))
def test_every_character_but_spaces_is_in_one_token(text: str) -> None:
    places = list(TOKENIZER.tokens(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in places) == "".join(text.split())
    assert all(a < b for a, b in places)
    assert all(b <= c for (_, b), (c, _) in pairwise(places))


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["Mr. Oduya spoke.", "No one listened."],
        ["He lives in the U.S. and works there.", "She does not."],
        ["They met in the U.S.", "The talks failed."],
        ["Lt. Col. Ana Reyes and Sgt. Bo Lind testified.", "Both left."],
        ['"Why?" Reyes asked.', '"I do not know."'],
        ['"We will go," he said.', '"It is late."', "They left."],
        ["“It is over.”", "He sat down."],
        ["It cost 3.5 million.", "Nobody paid."],
        ["Is it so?", "It is!", "Good."],
        ["He waited ... and left.", "It rained."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("censured", "VBD", "censure"),
        ("telephoned", "VBD", "telephone"),
        ("hoped", "VBD", "hope"),
        ("liked", "VBN", "like"),
        ("tiled", "VBN", "tile"),
        ("paying", "VBG", "pay"),
        ("piloting", "VBG", "pilot"),
        ("dried", "VBD", "dry"),
        ("ads", "NNS", "ad"),
        ("said", "VBD", "say"),
        ("met", "VBN", "meet"),
        ("denies", "VBZ", "deny"),
        ("accused", "VBN", "accuse"),
        ("planning", "VBG", "plan"),
        ("'s", "VBZ", "be"),
        ("’ve", "VBP", "have"),
        ("wo", "MD", "will"),
        ("n't", "RB", "not"),
        ("women", "NNS", "woman"),
        ("spokesmen", "NNS", "spokesman"),
        ("parties", "NNS", "party"),
        ("churches", "NNS", "church"),
        ("larger", "JJR", "large"),
        ("biggest", "JJS", "big"),
        ("happier", "JJR", "happy"),
        ("Paris", "NNP", "paris"),
        ("They", "PRP", "they"),
        ("whom", "WP", "whom"),
        ("glorbed", "VBD", "glorb"),
    ],
)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    assert Lemmatizer().lemma(word, tag) == lemma


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Reyes said that the army killed two men.",
            "Reyes nsubj said, killed ccomp said, army nsubj killed, men dobj killed",
        ),
        ('"The talks failed," said Peter Okoro.', "Okoro nsubj said, failed ccomp said"),
        (
            "The minister was arrested by police in Lagos.",
            "minister nsubjpass arrested, by agent arrested, police pobj by",
        ),
        (
            "The mayor accused the company of hiding a report.",
            "company dobj accused, of prep accused, hiding pcomp of",
        ),
        ("Ivan Petrov met the king and the queen on Monday.", "Petrov nsubj met, king dobj met, queen conj king"),
        ("The man who shot her did not escape.", "who nsubj shot, shot relcl man, not neg escape"),
        ("She wants to leave Rome.", "leave xcomp wants, Rome dobj leave"),
    ],
)
def test_relations_that_news_is_read_by(text: str, expected: str) -> None:
    assert {tuple(arc.split()) for arc in expected.split(", ")} <= arcs(text)


def test_tokens_of_a_parse() -> None:
    text = "xx Mr. Oduya didn't speak.\n\nHe left. yy"
    tokens = ANALYSER.parse(text, [(3, 26), (28, 36)]).tokens
    assert [text[t.start : t.end] for t in tokens] == ["Mr.", "Oduya", "did", "n't", "speak", ".", "He", "left", "."]
    assert [t.tag for t in tokens] == ["NNP", "NNP", "VBD", "RB", "VB", ".", "PRP", "VBD", "."]
    assert [t.lemma for t in tokens] == ["mr.", "oduya", "do", "not", "speak", ".", "he", "leave", "."]
    assert [t.sentence for t in tokens] == [0] * 6 + [1] * 3
    assert [i for i, t in enumerate(tokens) if t.head == i] == [4, 7]
    assert [t.label for t in tokens if t.label == "ROOT"] == ["ROOT", "ROOT"]


def test_an_empty_line_ends_a_sentence() -> None:
    assert [t.sentence for t in parse("The news\n\nHe left").tokens] == [0, 0, 1, 1]


def well_formed(found: Parse, text: str) -> None:
    tokens = found.tokens
    assert "".join(text[t.start : t.end] for t in tokens) == "".join(text.split())
    roots: dict[int, int] = {}
    for at, token in enumerate(tokens):
        assert tokens[token.head].sentence == token.sentence
        assert (token.head == at) == (token.label == "ROOT")
        roots[token.sentence] = roots.get(token.sentence, 0) + (token.head == at)
    assert set(roots.values()) <= {1}
    assert list(roots) == list(range(len(roots)))
    for start in range(len(tokens)):  # no cycles
        at = start
        for _ in range(len(tokens)):
            if tokens[at].head == at:
                break
            at = tokens[at].head
        assert tokens[at].head == at


@given(st.text(max_size=120) | st.text("He said “no” (a, b) 's.!?\n-–", max_size=120))
def test_every_text_has_trees(text: str) -> None:
    found = parse(text)
    well_formed(found, text)
    assert found == parse(text)


HOSTILE = {
    "no spaces": "a" * 100_000,
    "brackets": "(" * 10_000,
    "no full stops": "said that " * 5_000,
    "marks in words": "a.b-" * 2_000,
    "emoji": "😀" * 10_000,
    "Chinese": "新闻报道说" * 20_000,
    "quotation marks": "'\"" * 5_000,
    "abbreviations": "No. " * 5_000,
}


def parsing_time(text: str) -> float:
    started = time.process_time()
    found = parse(text)
    assert sum(t.end - t.start for t in found.tokens) == len("".join(text.split()))
    return time.process_time() - started


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_are_parsed_in_seconds(text: str) -> None:
    assert parsing_time(text) < 10


@pytest.mark.long
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_take_linear_time(text: str) -> None:
    assert parsing_time(text * 10) < 30 * parsing_time(text) + 1


def test_many_articles_are_parsed_in_order() -> None:
    texts = ["He left.", "", "They stayed."]
    found = list(ANALYSER.parse_many((text, [(0, len(text))]) for text in texts))
    assert found == [parse(text) for text in texts]


def test_the_weights_are_checked_and_small() -> None:
    import pkgutil

    raw = pkgutil.get_data(data.__name__, "english/analyser.bin")
    assert raw is not None
    assert len(raw) < 3_000_000
    digest, _, packed = raw.partition(b"\n")
    assert hashlib.sha256(packed).hexdigest().encode() == digest
    with pytest.raises(ExtractionError, match="install newsevents again"):
        read(raw[:-1] + bytes([raw[-1] ^ 1]))
    with pytest.raises(ExtractionError, match="install newsevents again"):
        read(b"")
    started = time.process_time()
    load()
    assert time.process_time() - started < 2


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    model = load()
    path = tmp_path / "weights"
    tags = {BLOCK + 5: [(0, 3), (2, -127)], 7: [(1, 127)], TAG_BUCKETS - 1: [(2, 1)]}
    actions = {9: [(0, -3), (1, 5), (2, -2)], BUCKETS - 1: [(0, 2), (2, -2)]}
    write(path, model, tags, actions, {})
    without = read(path.read_bytes())
    assert without.words == model.words
    assert (without.sets, without.sure, without.frames) == (model.sets, model.sure, model.frames)
    assert without.tag_weights[BLOCK + 5] == 3 - (127 << 2 * CLASS_BITS)
    assert without.tag_weights[7] == 127 << CLASS_BITS
    assert without.tag_weights[TAG_BUCKETS - 1] == 1 << 2 * CLASS_BITS
    assert [at for at, count in enumerate(without.tag_weights.counts) if count] == [7, BLOCK + 5, TAG_BUCKETS - 1]
    assert without.action_weights[9] == 128 + 5 + (128 - 2 << 16)
    assert without.action_weights[BUCKETS - 1] == 128 + (128 - 2 << 16)
    assert without.action_weights[10] == 128 + (128 << 16)
    assert (set(without.label_weights.counts), without.sure_actions) == ({0}, {})
    add_shortcuts(path, {3: 1, 1 << 51: 2}, {4: 40})
    found = read(path.read_bytes())
    assert (found.sure_actions, found.sure_labels) == ({3: 1, 1 << 51: 2}, {4: 40})


def test_parts_of_features_look_like_chance_and_are_the_same_everywhere() -> None:
    parts = ((1, 0), (1, 1), (2, 0), (44, 9))
    assert [mix(slot, number) * 1000 // BUCKETS for slot, number in parts] == [80, 853, 69, 672]
    places = {mix(slot, number) // (BUCKETS // 64) for slot in range(4) for number in range(1000)}
    assert len(places) == 64


def test_an_accusation_governs_its_charge() -> None:
    words = ["They", "accused", "the", "mayor", "of", "Bonn", "of", "theft"]
    heads = [1, 1, 3, 1, 3, 4, 3, 6]
    labels = ["nsubj", "ROOT", "det", "dobj", "prep", "pobj", "prep", "pobj"]
    attach_charges(words, ["they", "accuse", *words[2:]], heads, labels, "dobj", "prep")
    assert heads == [1, 1, 3, 1, 3, 4, 1, 6]
    attach_charges(words, ["they", "accuse", *words[2:]], heads, labels, "dobj", "prep")
    assert heads == [1, 1, 3, 1, 3, 4, 1, 6]
    attach_charges(words, words, [*heads], labels, "dobj", "prep")
    assert heads == [1, 1, 3, 1, 3, 4, 1, 6]


def test_an_accusation_is_of_a_deed() -> None:
    label = {name: name for name in ("prep", "amod", "pobj", "pcomp", "dobj")}
    tags, lemmas = ["PRP", "VBD", "NNP", "IN", "VBG", "NNS"], ["they", "accuse", "Bonn", "of", "arm", "rebel"]
    heads, labels = [1, 1, 1, 1, 5, 3], ["nsubj", "ROOT", "dobj", "prep", "amod", "pobj"]
    for other in (["they", "tell", *lemmas[2:]], ["accuse", "tell", *lemmas[2:]], [*lemmas[:3], "on", *lemmas[4:]]):
        attach_deeds(tags, other, heads, labels, label)
        assert heads == [1, 1, 1, 1, 5, 3]
    attach_deeds(tags, lemmas, heads, labels, label)
    assert (heads, labels[4:]) == ([1, 1, 1, 1, 3, 4], ["pcomp", "dobj"])
    attach_deeds(tags, lemmas, heads, labels, label)
    assert (heads, labels[4:]) == ([1, 1, 1, 1, 3, 4], ["pcomp", "dobj"])
