"""Constructions that a small parser often misreads: who accuses whom, who meets, and what is said."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsevents import Article, Bundle, extract
from newsevents.reading.parse import Token
from newsevents.reading.repairs import heads_of, mended
from tests.settings import examples


def read(text: str) -> Bundle:
    return extract(Article.from_text(text, published="2024-05-17"))


def told(bundle: Bundle) -> list[tuple[list[str], list[str], str]]:
    """The claimants, the accused and the content of each allegation."""
    return [
        (
            [bundle.actor(id).name for id in one.claimant_ids],
            [bundle.actor(id).name for id in one.accused_ids],
            " … ".join(span.exact for span in one.content),
        )
        for one in bundle.allegations
    ]


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        (
            "Ana Lima toured Peru, attacking Omar Haddad as unfit for the office and accusing him of stealing money.",
            [(["Ana Lima"], ["Omar Haddad"], "stealing money")],
        ),
        (
            'Ana Lima compared the rebels to "rats who should go back to their holes" and accused Rui Costa of fraud.',
            [(["Ana Lima"], ["Rui Costa"], "fraud")],
        ),
        (
            "Accusations by the activists that the mayor had stolen the money were read.",
            [(["the activists"], ["the mayor"], "the mayor had stolen the money")],
        ),
        (
            "Lawyers have alleged in at least 30 lawsuits that the company hid the problem.",
            [(["Lawyers"], ["the company"], "the company hid the problem")],
        ),
        (
            "Soldiers and an allied militia killed two villagers, burned a farm and robbed a bank, Ana Lima said.",
            [
                (
                    ["Ana Lima"],
                    ["Soldiers", "an allied militia"],
                    "Soldiers and an allied militia killed two villagers, burned a farm and robbed a bank",
                ),
            ],
        ),
        (
            "Troops fired tear gas at protesters Thursday, killing a student and a child, doctors and witnesses said.",
            [
                (
                    ["doctors and witnesses"],
                    ["Troops"],
                    "Troops fired tear gas at protesters Thursday, killing a student and a child",
                )
            ],
        ),
        (
            "It was not the first charge: Iran accused Turkey of arming the rebels.",
            [(["Iran"], ["Turkey"], "arming the rebels")],
        ),
        (
            "Norway ordered two Danish diplomats out of the country, accusing them of stealing secrets.",
            [(["Norway"], ["two Danish diplomats"], "stealing secrets")],
        ),
        # a noun for a legal battle: the other side is meant
        (
            "Ana Lima's battle with Rui Costa for allegedly stealing a car became public.",
            [([], ["Rui Costa"], "allegedly stealing a car")],
        ),
        (
            "The government said the company had lied, but accused some advocates of stealing its records.",
            [
                (["The government"], ["the company"], "the company had lied"),
                (["The government"], ["some advocates"], "stealing its records"),
            ],
        ),
        (
            "Boris Petrov denied having taken a banned substance.",
            [(["Boris Petrov"], ["Boris Petrov"], "having taken a banned substance")],
        ),
        (
            "Boris Petrov was charged with fraud. He has protested his innocence.",
            [([], ["Boris Petrov"], "fraud"), (["Boris Petrov"], ["Boris Petrov"], "fraud")],
        ),
        (
            "Eleven former pupils allege that two priests abused them.",
            [(["Eleven former pupils"], ["two priests"], "two priests abused them")],
        ),
        (
            "North Korea has denied sinking the ship and accuses the South of fabricating evidence.",
            [
                (["North Korea"], ["North Korea"], "sinking the ship"),
                (["North Korea"], ["South Korea"], "fabricating evidence"),
            ],
        ),
        (
            "The general ordered soldiers to shoot protesters, Ana Lima said.",
            [(["Ana Lima"], ["The general"], "The general ordered soldiers to shoot protesters")],
        ),
        (
            "Ana Lima said the bank had helped dictators launder money.",
            [(["Ana Lima"], ["the bank"], "the bank had helped dictators launder money")],
        ),
        (
            "The opposition senator Paloma Restrepo accused the minister of hiding the vote.",
            [(["Paloma Restrepo"], ["the minister"], "hiding the vote")],
        ),
        (
            "Ana Lima said that it was the army which had broken the ceasefire.",
            [(["Ana Lima"], ["the army"], "which had broken the ceasefire")],
        ),
        ("The party for its part said Ana Lima was a thief.", [(["The party"], ["Ana Lima"], "Ana Lima was a thief")]),
        (
            "CHISINAU, Moldova (BBC) — The union accused the public broadcaster of hiding the vote.",
            [(["The union"], ["the public broadcaster"], "hiding the vote")],
        ),
        (
            "At least 42 people died. “Those people bomb us,” Ana Lima told the BBC.",
            [(["Ana Lima"], ["Those people"], "Those people bomb us")],
        ),
        ("The ministry confirmed that a Canadian had been abducted.", []),
        (
            "Prosecutors said the company had bribed inspectors.",
            [(["Prosecutors"], ["the company"], "the company had bribed inspectors")],
        ),
        ("Ana Lima said the vote had been stolen.", [(["Ana Lima"], [], "the vote had been stolen")]),
        (
            "Ana Lima alleged that two of her monitors had been offered bribes.",
            [(["Ana Lima"], [], "two of her monitors had been offered bribes")],
        ),
        (
            "Prosecutors said a 17-year-old had been charged with selling drugs.",
            [(["Prosecutors"], ["a 17-year-old"], "selling drugs")],
        ),
        ("That witness, former nurse Ana Lima, pleaded guilty to fraud.", [(["Ana Lima"], ["Ana Lima"], "fraud")]),
        ("Doctors said Omar Haddad was shot in the back.", [(["Doctors"], [], "Omar Haddad was shot in the back")]),
        (
            "The senator opened a rally in Iowa blasting Ana Lima for lying about it.",
            [(["The senator"], ["Ana Lima"], "lying about it")],
        ),
        (
            "Lima campaign accusations that Rui Costa lied were read.",
            [(["Lima campaign"], ["Rui Costa"], "Rui Costa lied")],
        ),
        ("According to a report, the vote had been stolen.", [([], [], "the vote had been stolen")]),
        ('"They executed my son," Ana Lima said.', [(["Ana Lima"], [], "They executed my son")]),
        ("Ana Lima said the gun had been planted.", [(["Ana Lima"], [], "the gun had been planted")]),
        (
            "Ana Lima said the bills had been inflated by 40 per cent.",
            [(["Ana Lima"], [], "the bills had been inflated by 40 per cent")],
        ),
        ("Ana Lima said the hospital had lied.", [(["Ana Lima"], ["the hospital"], "the hospital had lied")]),
        ("Ana Lima said both camps had lied.", [(["Ana Lima"], ["both camps"], "both camps had lied")]),
        ("Police said the man was stabbed in a fight.", [(["Police"], [], "the man was stabbed in a fight")]),
        # not an accusation
        ("Ana Lima said the four tourists killed in the attack might have been saved.", []),
        ("Police said the man was beaten in the final.", []),
        ('"They attacked us in the first half," Ana Lima said.', []),
        ("Ana Lima received calls saying shots had been fired.", []),
        ("Ana Lima expressed doubt that Norway had stolen a bomb.", []),
        ("The panel was charged with keeping the books.", []),
        ("Officials charged with facilitating the deal left Rome.", []),
        # nobody is named with certainty
        ("Ana Lima offered a reward for the arrest of Rui Costa, indicted as the architect of the bombings.", []),
        ("The council compared her plight to that of Rui Costa in May, when he charged into the fray.", []),
        ("Ana Lima dismissed Rui Costa's charges by pointing out that he had not always been so fond of her.", []),
        ("He would get choked up speaking about it, Ana Lima said.", []),
        ("Ana Lima said there is anxiety in the senator's not-quite-so-long-shot campaign for the White House.", []),
    ],
)
def test_who_accuses_whom(text: str, allegations: list[tuple[list[str], list[str], str]]) -> None:
    assert told(read(text)) == allegations


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        (
            "“It is over,” Ana Lima said at an impromptu question-and-answer session with Rui Costa.",
            ["Ana Lima", "Rui Costa"],
        ),
        ("Ana Lima visited Springfield, the state's biggest city.", ["Ana Lima"]),
        ("Ana Lima will endorse Rui Costa at a rally on Saturday.", ["Ana Lima"]),
        ("The board of Acme ended a policy meeting on Friday.", ["The board of Acme"]),
        ("Ana Lima's party stopped. At a town hall meeting in Salem, Rui Costa praised it.", ["Rui Costa"]),
        ("Following a debate in Salem, Rui Costa boasted of his record.", ["Rui Costa"]),
        ("Ana Lima rushed to meet with Rui Costa.", ["Ana Lima", "Rui Costa"]),
        ("Ana Lima called Rui Costa to congratulate him.", ["Ana Lima", "Rui Costa"]),
        ("Doctors met the two experts — Ana Lima and Rui Costa — on Monday.", ["Doctors", "Ana Lima", "Rui Costa"]),
        ("Ana Lima met with the National Security Council.", ["Ana Lima", "National Security Council"]),
        ("Ana Lima knocked Rui Costa on trade and called him a 'moderate'.", []),
        ("Ana Lima wants to thwart Rui Costa's meeting with Omar Haddad.", []),
        ("Protesters boycotted Iran's meeting with Syria.", []),
    ],
)
def test_who_meets(text: str, participants: list[str]) -> None:
    bundle = read(text)
    assert [bundle.actor(id).name for one in bundle.meetings for id in one.participant_ids] == participants


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Rui Costa praised Ana Lima at a press conference in Rome on Monday.", ["Ana Lima"]),
        ("The council compared her plight to that of Rui Costa.", ["her plight to that of Rui Costa"]),
        ("Lawyers filed affidavits alleging that Rui Costa had lied.", ["Rui Costa had lied"]),
    ],
)
def test_what_is_said(text: str, contents: list[str]) -> None:
    assert [span.exact for one in read(text).statements for span in one.content] == contents


def test_those_who_file_a_document_speak_in_it() -> None:
    bundle = read("Elian Rojas's relatives have filed affidavits alleging that Rui Costa abused his wife.")
    assert told(bundle)[0][0] == ["Elian Rojas's relatives"]


WORDS = [
    "that",
    ",",
    "and",
    "but",
    "by",
    "the",
    "-",
    "had",
    "said",
    "men",
    "when",
    "killed",
    "rally",
    "as",
    "Lima",
    "to",
]
TAGS = ["NN", "NNS", "NNP", "VBD", "VBN", "VBG", "VB", "DT", "IN", "CC", "CD", "WRB", "RB", "JJ", "MD", "TO", ","]
LABELS = [
    "nsubj",
    "dobj",
    "pobj",
    "prep",
    "mark",
    "ccomp",
    "conj",
    "cc",
    "acl",
    "relcl",
    "advcl",
    "aux",
    "det",
    "punct",
]


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, list[Token]]:
    """A text with a tree over its words, which no grammar needs to have made."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: order[0]} | {at: order[draw(st.integers(0, place))] for place, at in enumerate(order[1:])}
    tokens: list[Token] = []
    start = 0
    for at, word in enumerate(words):
        tag, label = draw(st.sampled_from(TAGS)), draw(st.sampled_from(LABELS))
        lemma = {"had": "have", "said": "say", "men": "man", "killed": "kill"}.get(word, word.lower())
        tokens.append(Token(start, start + len(word), tag, lemma, heads[at], "ROOT" if heads[at] == at else label, 0))
        start += len(word) + draw(st.booleans())
    return " ".join(words), tokens


def parsed(text: str, rows: list[tuple[str, str, int, str]]) -> tuple[str, list[Token]]:
    """A text with its tokens: the word, its tag, its governor and its label."""
    tokens: list[Token] = []
    for word, tag, head, label in rows:
        start = text.index(word, tokens[-1].end if tokens else 0)
        tokens.append(Token(start, start + len(word), tag, "say" if word == "said" else word, head, label, 0))
    return text, tokens


@example(
    parsed(
        "It fell, men said",
        [
            *[("It", "PRP", 1, "nsubj"), ("fell", "VBD", 1, "ROOT"), (",", ",", 1, "punct"), ("men", "NNS", 1, "dobj")],
            ("said", "VBD", 3, "relcl"),
        ],
    )
)
@example(
    parsed(
        "question-and-answer session long left",
        [
            *[
                ("question", "NN", 4, "conj"),
                ("-", "HYPH", 4, "punct"),
                ("and", "CC", 4, "cc"),
                ("-", "HYPH", 4, "punct"),
            ],
            *[("answer", "NN", 6, "amod"), ("session", "NN", 7, "conj"), ("long", "JJ", 5, "amod")],
            ("left", "VBD", 7, "ROOT"),
        ],
    )
)
@settings(max_examples=examples(2000), deadline=None)
@given(trees())
def test_a_repaired_tree_is_a_tree(tree: tuple[str, list[Token]]) -> None:
    text, tokens = tree
    heads = heads_of(mended(text, tokens))
    for at in range(len(heads)):
        up = at
        for _ in heads:
            up = heads[up]
        assert heads[up] == up
