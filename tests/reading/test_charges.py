"""Charges and denials that are told in the same sentence, and the words of what is alleged."""

from __future__ import annotations

import pytest

from newsevents import Article, Bundle, RuleExtractor, extract
from newsevents.reading.parse import Analyser


def read(text: str, analyser: Analyser) -> Bundle:
    return extract(Article.from_text(text, published="2024-03-08"), extractor=RuleExtractor(analyser=analyser))


def told(bundle: Bundle) -> list[tuple[list[str], list[str], str, bool]]:
    """The claimants, the accused and the content of each allegation, and whether it denies."""
    name = {one.id: one.name for one in bundle.actors}
    return [
        (
            [name[id] for id in one.claimant_ids],
            [name[id] for id in one.accused_ids],
            " … ".join(span.exact for span in one.content),
            one.negated,
        )
        for one in bundle.allegations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # who is judged
        (
            "A court on Friday found a former nurse guilty of murdering four residents and handed her a life sentence.",
            [(["A court"], ["a former nurse"], "murdering four residents")],
        ),
        (
            "Norway holds the rebels of the ELN responsible for kidnapping three engineers.",
            [(["Norway"], ["the rebels of the ELN"], "kidnapping three engineers")],
        ),
        ("Police named Ana Lima a suspect in the murder.", [(["Police"], ["Ana Lima"], "a suspect in the murder")]),
        ("Ivan Berg is on trial over the deaths of six workers.", [([], ["Ivan Berg"], "the deaths of six workers")]),
        (
            "Ivan Berg has been booked for suspected destruction of evidence.",
            [([], ["Ivan Berg"], "suspected destruction of evidence")],
        ),
        (
            "Ana Lima accused the police, whom Omar Haddad held responsible for the murder of two men.",
            [(["Omar Haddad"], ["the police"], "the murder of two men")],
        ),
        ("Ivan Berg was handed a life sentence for murder.", [([], ["Ivan Berg"], "murder")]),
        ("Ivan Berg appeared in court charged with murder.", [([], ["Ivan Berg"], "murder")]),
        ("Ivan Berg was remanded in custody over the murder.", [([], ["Ivan Berg"], "the murder")]),
        # inquiries and warrants
        ("Prosecutors opened a fraud inquiry into Ivan Berg.", [(["Prosecutors"], ["Ivan Berg"], "fraud")]),
        ("A judge issued a warrant for the arrest of Ivan Berg for murder.", [([], ["Ivan Berg"], "murder")]),
        (
            "Officials said they had decided to issue a warrant for Ivan Berg's arrest in the murder of Omar Haddad.",
            [([], ["Ivan Berg"], "the murder of Omar Haddad")],
        ),
        (
            "The senate voted to impeach Ivan Berg for taking bribes.",
            [(["The senate"], ["Ivan Berg"], "taking bribes")],
        ),
        ("The council voted to sue Norway.", [(["The council"], ["Norway"], "sue Norway")]),
        ("The court acquitted Ivan Berg on a fifth count.", [(["The court"], ["Ivan Berg"], "a fifth count")]),
        # a deed with its doer
        (
            "Ana Lima blamed sabotage by Norwegian rebels for the delay.",
            [(["Ana Lima"], ["Norwegian rebels"], "sabotage by Norwegian rebels")],
        ),
        ("Police are investigating a shooting blamed on Iran.", [([], ["Iran"], "a shooting")]),
        (
            "Ana Lima alleged that Ivan Berg had harassed workers and stolen money.",
            [(["Ana Lima"], ["Ivan Berg"], "Ivan Berg had harassed workers and stolen money")],
        ),
        # what the deed consists in, and the marks of quotations
        (
            'Ana Lima accused Norway of "child abuse" for turning sons against their fathers.',
            [(["Ana Lima"], ["Norway"], '"child abuse" for turning sons against their fathers')],
        ),
        (
            "Ana Lima accused Norway of a “major breach of trust.”",
            [(["Ana Lima"], ["Norway"], "a “major breach of trust.”")],
        ),
        ("Ivan Berg was charged with money-laundering.", [([], ["Ivan Berg"], "money-laundering")]),
        # courts and police
        ("Ivan Berg was cleared of all charges of fraud.", [([], ["Ivan Berg"], "fraud")]),
        ("Ivan Berg was convicted of two counts of fraud.", [([], ["Ivan Berg"], "fraud")]),
        ("Ivan Berg's murder conviction was overturned.", [([], ["Ivan Berg"], "murder")]),
        ("Prosecutors filed fraud charges against Ivan Berg.", [(["Prosecutors"], ["Ivan Berg"], "fraud")]),
        ("Acme paid a fine to settle charges that it dumped waste.", [([], ["Acme"], "it dumped waste")]),
        (
            "Ivan Berg was placed under house arrest Friday on suspicion of embezzling money.",
            [([], ["Ivan Berg"], "embezzling money")],
        ),
        ("Ivan Berg appeared in court Monday accused of stealing cars.", [([], ["Ivan Berg"], "stealing cars")]),
        ("The driver pleaded guilty Monday to fraud.", [(["The driver"], ["The driver"], "fraud")]),
        (
            "The general, Rui Costa, is himself being accused by villagers of having looked the other way.",
            [(["villagers"], ["Rui Costa"], "having looked the other way")],
        ),
        ("A judge issued arrest warrants for Rui Costa for murder.", [(["A judge"], ["Rui Costa"], "murder")]),
        (
            "The agency fined Acme Corp. $3 million for dumping waste.",
            [(["The agency"], ["Acme Corp."], "dumping waste")],
        ),
        (
            "Two clerks were charged alongside Ivan Berg.",
            [([], ["Two clerks"], "Two clerks were charged alongside Ivan Berg")],
        ),
        ("Ivan Berg is being investigated.", [([], ["Ivan Berg"], "Ivan Berg is being investigated")]),
        # a clause whose subject only suffers; and one that only one word makes an allegation
        (
            "The union's allegations that workers had died in the mine were read.",
            [(["The union"], [], "workers had died in the mine")],
        ),
        (
            "The union charged that the army was behind the raid.",
            [(["The union"], ["the army"], "the army was behind the raid")],
        ),
        ("Critics blame foreigners for the losses.", [(["Critics"], ["foreigners"], "the losses")]),
        # the words of what is alleged
        (
            "Ana Lima rebuked Ivan Berg for suggesting earlier this week that she had not been permitted to speak.",
            [(["Ana Lima"], ["Ivan Berg"], "suggesting earlier this week that she had not been permitted to speak")],
        ),
        (
            "Ana Lima alleges that Ivan Berg cheated voters, a claim that his office strongly disputes.",
            [(["Ana Lima"], ["Ivan Berg"], "Ivan Berg cheated voters")],
        ),
        (
            'Ana Lima slammed Ivan Berg for taking "54 times more money than the old mayor" and left.',
            [(["Ana Lima"], ["Ivan Berg"], 'taking "54 times more money than the old mayor"')],
        ),
        # blame without a stated deed, and admissions
        ("The union blamed the rebels and left.", [(["The union"], ["the rebels"], "the rebels")]),
        ("The army holds the rebels responsible.", [(["The army"], ["the rebels"], "the rebels responsible")]),
        ("Ana Lima blamed the problem of crime on soldiers.", [(["Ana Lima"], ["soldiers"], "the problem of crime")]),
        (
            "Ivan Berg admitted that he was responsible for the fire.",
            [(["Ivan Berg"], ["Ivan Berg"], "he was responsible for the fire")],
        ),
        (
            "Ana Lima accused Ivan Berg's followers of sexism and his campaign of fabricated attacks.",
            [(["Ana Lima"], ["Ivan Berg's followers"], "sexism")],
        ),
        (
            "Ana Lima blamed Ivan Berg for reporting that the mine was closing.",
            [(["Ana Lima"], ["Ivan Berg"], "reporting that the mine was closing")],
        ),
        ("Prices fell, and Ivan Berg was arrested but later freed.", [([], ["Ivan Berg"], "Ivan Berg was arrested")]),
        (
            "A businessman is suing Norway for damages, his lawyer said.",
            [(["A businessman"], ["Norway"], "A businessman is suing Norway")],
        ),
        # who accuses
        ("Ana Lima wrote to the board accusing Ivan Berg of fraud.", [(["Ana Lima"], ["Ivan Berg"], "fraud")]),
        ("Ana Lopez left. A new Lopez ad accuses Ivan Berg of theft.", [(["Ana Lopez"], ["Ivan Berg"], "theft")]),
        (
            "The ad by the union slams Ivan Berg for hiding his taxes.",
            [(["the union"], ["Ivan Berg"], "hiding his taxes")],
        ),
        ("Ana Lima released a video that accuses Ivan Berg of theft.", [(["Ana Lima"], ["Ivan Berg"], "theft")]),
        (
            "Police named Ivan Berg as a suspect in the murder.",
            [(["Police"], ["Ivan Berg"], "a suspect in the murder")],
        ),
        # several accuse each other
        (
            "Norway and Denmark accused each other of shelling the town.",
            [
                (["Norway"], ["Denmark"], "shelling the town"),
                (["Denmark"], ["Norway"], "shelling the town"),
            ],
        ),
        (
            "Norway, Denmark and Peru accused one another of shelling the town.",
            [
                (["Norway"], ["Denmark", "Peru"], "shelling the town"),
                (["Denmark"], ["Norway", "Peru"], "shelling the town"),
                (["Peru"], ["Norway", "Denmark"], "shelling the town"),
            ],
        ),
        (
            "Norway and the rebels traded blame on Tuesday for the shelling of a school.",
            [
                (["Norway"], ["the rebels"], "the shelling of a school"),
                (["the rebels"], ["Norway"], "the shelling of a school"),
            ],
        ),
        # by whom somebody is alleged to have done it; what several are called
        (
            "Ivan Berg is alleged by Norway to have bribed the clerks.",
            [(["Norway"], ["Ivan Berg"], "to have bribed the clerks")],
        ),
        (
            "State television called the exiles criminals and killers.",
            [(["State television"], ["the exiles"], "criminals and killers")],
        ),
        # "he" in a clause before its subject
        (
            "Boris Petrov met Ana Lima. Even as he accused the union of fraud, Ivan Berg praised its leaders.",
            [(["Ivan Berg"], ["the union"], "fraud")],
        ),
        # words that always accuse, and a plea that admits
        ("The union alleged that the bridge was unsafe.", [(["The union"], [], "the bridge was unsafe")]),
        ("Ivan Berg pleaded guilty to charges of fraud.", [(["Ivan Berg"], ["Ivan Berg"], "fraud")]),
    ],
)
def test_who_is_charged_with_what(
    analyser: Analyser, text: str, expected: list[tuple[list[str], list[str], str]]
) -> None:
    assert told(read(text, analyser)) == [(*one, False) for one in expected]


@pytest.mark.parametrize(
    "denial",
    [
        ", a charge Ivan Berg has denied.",
        ", claims Ivan Berg has described as absurd.",
        ", allegations that Ivan Berg called baseless.",
        ", which Ivan Berg has repeatedly denied.",
        ", something Ivan Berg denies.",
        ", an accusation Ivan Berg has rejected.",
        ". Ivan Berg has pushed back on those charges.",
        ". Ivan Berg brushed aside the allegation.",
        ". Ivan Berg denied it happened.",
        '. Ivan Berg described Ana Lima\'s assertions as "false and defamatory".',
    ],
)
def test_what_others_deny_is_no_part_of_what_is_alleged(analyser: Analyser, denial: str) -> None:
    bundle = read(f"Ana Lima said Ivan Berg had stolen the money{denial}", analyser)
    made, denied = bundle.allegations
    assert ([one.exact for one in made.content], made.negated) == (["Ivan Berg had stolen the money"], False)
    assert (denied.negated, denied.disputes_ids, str(made.status)) == (True, (made.id,), "denied")
    assert denied.claimant_ids == made.accused_ids


def test_others_may_deny_for_the_accused(analyser: Analyser) -> None:
    bundle = read("Norway accused Denmark of fraud. Ivan Berg called Norway's claims absurd.", analyser)
    made, denied = bundle.allegations
    assert (denied.negated, denied.disputes_ids, str(made.status)) == (True, (made.id,), "disputed")
    assert (denied.accused_ids, denied.claimant_ids) == (made.accused_ids, ("actor:ivan-berg",))


def test_charges_that_a_state_rejects_are_accusations(analyser: Analyser) -> None:
    denial, charge = read("Norway rejected Danish charges that it is arming the rebels.", analyser).allegations
    assert (denial.negated, charge.negated, str(charge.form)) == (True, False, "accusation")
    assert len(charge.claimant_ids) == len(charge.accused_ids) == 1


def test_the_clause_that_denies_is_not_what_is_alleged(analyser: Analyser) -> None:
    bundle = read("Ana Lima has the full details of the allegations, which Ivan Berg denies.", analyser)
    assert [one.negated for one in bundle.allegations] == [True]


@pytest.mark.parametrize(
    ("text", "claimants", "accused"),
    [
        ("Norway rejected Danish accusations that it had poisoned a general.", ["Denmark"], ["Norway"]),
        ("Ana Lima's lawyer rejected charges that she had poisoned a general.", [], ["Ana Lima"]),
    ],
)
def test_a_denial_tells_who_is_accused(analyser: Analyser, text: str, claimants: list[str], accused: list[str]) -> None:
    (made,) = [one for one in told(read(text, analyser)) if not one[3]]
    assert made[:2] == (claimants, accused)


def test_what_somebody_admits_is_not_what_another_denies(analyser: Analyser) -> None:
    bundle = read("Ana Lima has admitted using a steroid. Ivan Berg denied the claims.", analyser)
    (made,) = [one for one in bundle.allegations if not one.negated]
    assert (str(made.form), str(made.status)) == ("admission", "confirmed")
    assert not any(one.disputes_ids for one in bundle.allegations)


def test_a_plea_of_not_guilty_is_to_a_charge(analyser: Analyser) -> None:
    bundle = read("Ivan Berg has pleaded not guilty to four counts of bribery.", analyser)
    assert sorted((str(one.form), one.negated) for one in bundle.allegations) == [
        ("accusation", True),
        ("charge", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lima denied there had been a cover-up.", [(["Ana Lima"], [], "there had been a cover-up")]),
        ("Ana Lima rejected suggestions of a cover-up.", [(["Ana Lima"], [], "a cover-up")]),
        ("Ana Lima denied the allegations.", [(["Ana Lima"], [], "the allegations")]),
        (
            '"It is not my affair," Ivan Berg said, denying that he had ever met the general.',
            [(["Ivan Berg"], ["Ivan Berg"], "he had ever met the general")],
        ),
        ("Ivan Berg denied that he would resign.", []),
        ("Ivan Berg denied that the law harms workers.", []),
        (
            "Norway denied any part in the looting, which some praised.",
            [(["Norway"], ["Norway"], "any part in the looting")],
        ),
    ],
)
def test_what_is_denied_by_itself(
    analyser: Analyser, text: str, expected: list[tuple[list[str], list[str], str]]
) -> None:
    assert told(read(text, analyser)) == [(*one, True) for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "The council charged the committee with drafting a plan.",
        "The hotel was booked for the wedding of Ana Lima.",
        "The player was booked for a foul on Ivan Berg.",
        "The manager holds Ivan Berg responsible for leading the team.",
        "The law holds Norway responsible for the crimes of its soldiers.",
        "A court found Ivan Berg guilty of nothing.",
        "The senator wants a murder inquiry into Ivan Berg.",
        "Police have not opened a murder inquiry into Ivan Berg.",
        "Police opened a murder inquiry into the death of Ivan Berg.",
        "Police opened a kidnapping inquiry into the missing girl.",
        "The judge refused to issue a warrant for Ivan Berg's arrest for murder.",
        "The council decided not to sue Norway for fraud.",
        "Norway offered Denmark a loan, which Denmark rejected.",
        "Norway proposed a truce, a suggestion Denmark dismissed.",
        "Police are investigating whether a man accused of theft had fled.",
        "Ivan Berg fought the count of votes.",
        "Iran detained ten sailors.",
        "A panel charged with ensuring that Norway has destroyed its mines met.",
        "Ivan Berg was involved in a failed effort to overhaul the system.",
        "Ana Lima was responsible for suing the administration.",
        "Ana Lima blamed the weather.",
        "The hotel charged the guests their rooms cost more.",
        "The union filed a complaint for compensation against the bank.",
        '"Ana Lima cannot apply for asylum," Ivan Berg complained.',
        "Ivan Berg complained that the minister was ill.",
        "The reporter was given a sentence for the quiz.",
        "The company held talks with workers, something the union called a lie.",
        "The two sides accused one another of breaking the truce.",
        "The town has faced scrutiny for its police abuse.",
        "Ivan Berg praised the state's illegal immigration law, and Ana Lima condemned it.",
    ],
)
def test_nobody_is_charged(analyser: Analyser, text: str) -> None:
    assert told(read(text, analyser)) == []
