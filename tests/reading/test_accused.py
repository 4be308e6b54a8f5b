"""The accused in an article: nobody is accused if there is any doubt."""

from __future__ import annotations

import pytest

from newsevents import Article, RuleExtractor, extract
from newsevents.reading.parse import Analyser


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Boris Petrov left Lima on Monday. Ana Lopez accused him of fraud.", ["Boris Petrov"]),
        ("Boris Petrov met Ivan Berg in Lima, and Omar Haddad saw Karl Holm. Ana Lopez accused him of fraud.", []),
        ("Boris Petrov and Ana Petrov left Lima. Omar Haddad accused Petrov of fraud.", []),
        ("Boris Petrov and Ana Petrov left Lima. Omar Haddad accused Ana Petrov of fraud.", ["Ana Petrov"]),
        ("Norway's planes bombed the port, Omar Haddad said.", ["Norway"]),
        ("Fox News sent a crew. Omar Haddad slammed the media for lying about the war.", ["the media"]),
        ("Twitter left Lima. The press is lying about the war, Omar Haddad said.", ["The press"]),
        (
            "President Rui Costa spoke in Lima. The 43rd president was responsible for the massacre, Omar Haddad said.",
            ["The 43rd president"],
        ),
        ("Ana Lopez's lawyer denied that she stole the money.", []),
        ("Ana Lopez's lawyer, Omar Haddad, said she did not kill her husband.", []),
        ("Omar Haddad, a lawyer for Boris Petrov, said he had never killed anyone.", []),
        ("A spokesman for Ana Lopez said she had lied to the court.", ["Ana Lopez"]),
        ("Boris Petrov was wrongly accused of fraud.", []),
        ("Boris Petrov left Lima. The inquiry has revealed that he had stolen money for years.", []),
        ('"He is controlled by Ivan Berg. He is a liar," Ana Lopez said.', []),
        ('"Ana Lopez lost the secrets that our country has. She is a liar," Omar Haddad said.', ["Ana Lopez"]),
        ('Ana Lopez met Maria Lopez. "She lied to me," Lopez said.', []),
        ("Boris Petrov's Islamic movement was accused of treason.", ["Boris Petrov's Islamic movement"]),
        (
            "Boris Petrov and Ivan Berg met Omar Haddad. They interrupted him and reprimanded him for lying.",
            ["Omar Haddad"],
        ),
    ],
)
def test_who_is_accused(spacy_pipeline: Analyser, text: str, accused: list[str]) -> None:
    bundle = extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=spacy_pipeline))
    assert [bundle.actor(id).name for one in bundle.allegations for id in one.accused_ids] == accused


def test_allegations_that_say_the_same_support_each_other(spacy_pipeline: Analyser) -> None:
    text = (
        "Norway said Denmark bombed the port of Lima. Omar Haddad said Denmark had bombed the port of Lima on Monday."
    )
    bundle = extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=spacy_pipeline))
    first, second = bundle.allegations
    assert (second.supports_ids, str(first.status), str(second.status)) == ((first.id,), "supported", "supported")


@pytest.mark.parametrize(
    ("text", "told"),
    [  # what is wished, supposed or denied accuses nobody
        ("Rui Costa said Norway must increase its efforts to kill the men and rob them of weapons.", []),
        ("Rui Costa said that, if its claims are true, Norway is violating the treaty.", []),
        ("Omar Haddad said there was no information that Ivan Berg stole the money, nor that he bribed a judge.", []),
        # not a deed of those mentioned
        ("Omar Haddad said that Rui Costa had deliberately stayed away from the meeting.", []),
        ("Boris Petrov praised Rui Costa's plan for illegal immigrants.", []),
        ("Acme said it had been told that it broke Globex's rules on threatening and harassing language.", []),
        ("The judge forced the bank to settle for allegedly laundering money.", []),
        # the accusers
        (
            "Omar Haddad said he had spoken with Rui Costa about accusations that Ivan Berg threatened a judge.",
            [([], ["Ivan Berg"], "Ivan Berg threatened a judge")],
        ),
        (
            "Norway said it had proof. It accused Denmark of bombing the port.",
            [(["Norway"], ["Denmark"], "bombing the port")],
        ),
        (
            "Rui Costa and Omar Haddad often blame Denmark for stealing jobs.",
            [(["Rui Costa", "Omar Haddad"], ["Denmark"], "stealing jobs")],
        ),
        # the alleged acts
        (
            "Prosecutors charged Ivan Berg with murder and Costa fired his chief.",
            [(["Prosecutors"], ["Ivan Berg"], "murder")],
        ),
        # denials that are not about a charge
        ("Ana Lopez said she did not condone violence.", []),
    ],
)
def test_what_is_alleged(analyser: Analyser, text: str, told: list[tuple[list[str], list[str], str]]) -> None:
    bundle = extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=analyser))
    name = {one.id: one.name for one in bundle.actors}
    assert [
        ([name[id] for id in one.claimant_ids], [name[id] for id in one.accused_ids], one.content[0].exact)
        for one in bundle.allegations
    ] == told


def test_whom_gangs_attacked_are_not_those_who_are_told_of_it(analyser: Analyser) -> None:
    text = "Norwegians have been outraged by reports of assaults allegedly committed by gangs."
    bundle = extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=analyser))
    assert [one.victim_ids for one in bundle.allegations] == [()]


def test_a_body_that_explains_a_noun_is_not_who_is_investigated(analyser: Analyser) -> None:
    text = (
        "Karl Holm, the president of the sport's governing body, FIFA, who is under investigation for fraud, left Lima."
    )
    bundle = extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=analyser))
    assert {bundle.actor(id).name for one in bundle.allegations for id in one.accused_ids} <= {"Karl Holm"}
