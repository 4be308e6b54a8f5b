"""Allegations: the example of every row of the list, claims of harm, denials, and what accuses nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents.model.vocabulary import AllegationStatus
from newsevents.reading.events.allegations import allegations
from newsevents.reading.events.alleged import Alleged
from newsevents.reading.lexicon.accusations import Accusing, accusations, example
from tests.reading.who import Told

Tell = Callable[[str], Told]

ROWS = [row for rows in accusations().values() for row in rows]


def read(one: Told) -> list[Alleged[str]]:
    return allegations(one.analysis, one.claims(), one.who)


def words(one: Told, alleged: Alleged[str]) -> list[str]:
    return [one.text[start:end] for start, end in alleged.content]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row.word}")
def test_a_row_finds_what_its_example_marks(told: Tell, row: Accusing) -> None:
    marked = example(row.example)
    one = told(marked.text)
    found = [(each.claimants, each.accused, words(one, each), each.form) for each in read(one)]
    assert (marked.parts["["], marked.parts["{"], marked.parts["<"], row.form) in found


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said Russia did not acquire shells from Iran.",
        "The FBI told Fox News that it was investigating illegal Chinese activities.",
        "Rui Costa said no soldier killed civilians.",
        "Rui Costa stopped short of accusing Russia of shelling the port.",
        "Omar Haddad said it wasn't Iran that attacked the ship.",
        "The minister said the army would attack the rebels.",
        "The mayor asked whether the police killed the man.",
        "The mayor said the storm destroyed the school.",
        "The mayor said the party must stop lying.",
        "The minister said the army had destroyed its mines.",
        "The minister said the army had detained the rebel.",
        "The minister urged Iran to stop arming the rebels.",
        "Police said they had no evidence that the driver killed the man.",
        "If the army killed civilians, the minister said, it must pay.",
        "The senator said Congress should punish Iran.",
        "The company said the union was founded by thieves.",
        "Was the man killed by soldiers, the judge asked.",
        "The lawyer said her client was not guilty of murder.",
        "The union did not accuse the company of lying.",
        "The union may accuse the company of lying.",
        "The union wants to sue the company for breaking the law.",
        "The council charged the inspectors with checking the bridge.",
        "The editor was jailed for several months.",
        "Rather than scolding the company for ignoring warnings, the union thanked it.",
        "Police named no suspect in the murder.",
        "If Lopez were indicted and convicted of murder, he could go to jail.",
        "The senator said every soldier who kills a child must go.",
        "The court ruled on the assets of people accused of fraud.",
        "There were so many charges of fraud that the mayor called an inquiry.",
        "The minister said that, if the report is true, Iran is breaking the treaty.",
        "The law would empower dealers to sell weapons, the mayor said.",
        "The union attacked the company for how it ran the shop.",
        "The men were not termed suspects.",
        "The mayor called the company a fraud factory.",
        "If a suspect flees, the police shoot.",
        "Police met Lopez, accused of taking bribes.",
        "The mayor said that Lopez had no knowledge of the murder.",
    ],
)
def test_nobody_is_accused(told: Tell, text: str) -> None:
    assert read(told(text)) == []


@pytest.mark.parametrize(
    ("text", "claimants", "accused", "content"),
    [
        ("Ukraine accused Russia of shelling a school in Poland.", "Ukraine", "Russia", "shelling a school in Poland"),
        ("Police found two agents charged with murder.", "", "two agents", "murder"),
        ("Lopez was convicted in state court of hiding losses.", "", "Lopez", "hiding losses"),
        ("A suspect named in the murder has not confessed.", "", "A suspect", "A suspect named in the murder"),
        ("The suspect, John Smith, is a teacher.", "", "John Smith", "The suspect"),
        ("The bank admitted that it had laundered money.", "The bank", "The bank", "it had laundered money"),
        ("Lopez was indicted in the shooting death of a guard.", "", "Lopez", "the shooting death of a guard"),
        ("Police said Lopez took illegal donations.", "Police", "Lopez", "Lopez took illegal donations"),
        ("The FBI told Fox News that the group stole secrets.", "The FBI", "the group", "the group stole secrets"),
        ("Iran told Turkey that Syria bombed a school.", "Iran", "Syria", "Syria bombed a school"),
        ("Iran accused Turkey, which bombed Syria, of lying.", "Iran", "Turkey", "lying"),
        ("Police in Poland accused the driver of arson.", "Police", "the driver", "arson"),
        ("Police said the man was shot by soldiers.", "Police", "soldiers", "the man was shot by soldiers"),
        ("Minister accused of lying over bridge", "", "Minister", "lying over bridge"),
        ("The mayor said the president was a liar.", "The mayor", "the president", "the president was a liar"),
        ("The mayor described the judge as a poet and a liar.", "The mayor", "the judge", "a liar"),
        (
            "The senator said Iran's attack on Israel was illegal.",
            "The senator",
            "Iran",
            "Iran's attack on Israel was illegal",
        ),
        (
            "Iran said the army had illegally detained the rebel.",
            "Iran",
            "the army",
            "the army had illegally detained the rebel",
        ),
        ("The party was expelled for two killings blamed on the gang.", "", "the gang", "two killings"),
        (
            "Accusations made by Rui Costa that the mayor took bribes were read.",
            "Rui Costa",
            "the mayor",
            "the mayor took bribes",
        ),
        ("The judge who convicted the banker of fraud died.", "The judge", "the banker", "fraud"),
        ("Police are investigating whether Lopez stole the money.", "Police", "Lopez", "Lopez stole the money"),
        ("Lopez is sought by police as a suspect in the murder.", "police", "Lopez", "a suspect in the murder"),
        ("Police met Boris Petrov, an accused killer.", "", "Boris Petrov", "an accused killer"),
        ("The agency reported Iran's alleged deal.", "", "Iran", "Iran's alleged deal"),
        ("Prosecutors filed charges against Lopez for fraud.", "Prosecutors", "Lopez", "fraud"),
        ("Charges of fraud were brought against Lopez by the union.", "the union", "Lopez", "fraud"),
        (
            "The mayor said the gang played a role in the murder.",
            "The mayor",
            "the gang",
            "the gang played a role in the murder",
        ),
        ("The rebels are thought to be behind the killing.", "", "The rebels", "to be behind the killing"),
        (
            "The lawsuit alleges that the company's policy has hurt the workers.",
            "",
            "the company",
            "the company's policy has hurt the workers",
        ),
        ("The police said the banker raped a clerk.", "The police", "the banker", "the banker raped a clerk"),
        (
            "Iran said Iraq's army had forcibly returned the refugees.",
            "Iran",
            "Iraq's army",
            "Iraq's army had forcibly returned the refugees",
        ),
        (
            "The general, accused by prosecutors of ordering the massacre, fled.",
            "prosecutors",
            "The general",
            "ordering the massacre",
        ),
        ("The workers claim that they were cheated.", "The workers", "", "they were cheated"),
        ("Iran is accused of bombing a town, where its own troops are based.", "", "Iran", "bombing a town"),
        ("The mayor said the clerk was attacked at home.", "The mayor", "", "the clerk was attacked at home"),
        ("The mayor said the widow was sold into slavery.", "The mayor", "", "the widow was sold into slavery"),
        ("The mayor said three clerks were attacked.", "The mayor", "", "three clerks were attacked"),
        ("The mayor said she had been threatened.", "The mayor", "", "she had been threatened"),
        ("The mayor said she had been forced to work.", "The mayor", "", "she had been forced to work"),
        ("Iran said the group was behind a coup attempt.", "Iran", "the group", "the group was behind a coup attempt"),
        ("Iran said Iraq's jets struck a village.", "Iran", "Iraq", "Iraq's jets struck a village"),
        ("The mayor referred to the judge as a liar.", "The mayor", "the judge", "a liar"),
        ("The mayor said the judge was biased.", "The mayor", "the judge", "the judge was biased"),
        ("The mayor said the judge is a corrupt man.", "The mayor", "the judge", "the judge is a corrupt man"),
        ("A reward is offered for the arrest of Lopez, who is charged with murder.", "", "Lopez", "murder"),
    ],
)
def test_who_accuses_whom_of_what(told: Tell, text: str, claimants: str, accused: str, content: str) -> None:
    one = told(text)
    (found,) = read(one)
    assert ("|".join(found.claimants), "|".join(found.accused), "|".join(words(one, found))) == (
        claimants,
        accused,
        content,
    )


@pytest.mark.parametrize(
    ("text", "accused", "victims", "content"),
    [
        (
            "Police say the driver shot two men, stole a car and lied to the judge.",
            ["the driver"],
            ["two men", "the judge"],
            "the driver shot two men, stole a car and lied to the judge",
        ),
        (
            "Police say the driver shot two men and fled.",
            ["the driver"],
            ["two men"],
            "the driver shot two men and fled",
        ),
    ],
)
def test_joined_deeds_of_the_same_doers_are_one_allegation(
    told: Tell, text: str, accused: list[str], victims: list[str], content: str
) -> None:
    one = told(text)
    (found,) = read(one)
    assert (found.accused, found.victims, words(one, found)) == (accused, victims, [content])


def test_deeds_of_different_doers_are_allegations_of_their_own(told: Tell) -> None:
    one = told("Police say the driver shot two men, and a passenger stole a car.")
    assert [(each.accused, words(one, each)) for each in read(one)] == [
        (["the driver"], ["the driver shot two men"]),
        (["a passenger"], ["a passenger stole a car"]),
    ]


@pytest.mark.parametrize(
    "content",
    [
        # manner
        "the army secretly paid the rebels",
        "the company sold the land illegally",
        "the company built a dam without a permit",
        "the company shipped shells to Iran in violation of a ban",
        "the soldiers shot the man in cold blood",
        "the company knowingly supplied rotten meat",
        "the minister treated the widow disrespectfully",
        "the minister had acted irresponsibly",
        # what somebody deals with
        "the minister had submitted forged papers",
        "the clerk sent threatening letters to the judge",
        "the committee oversaw a rigged vote",
        # duty
        "the company failed to warn the workers",
        "the company refused to pay the workers",
        "the council had done nothing to stop the fire",
        "the council had ignored warnings",
        "the council looked the other way",
        "the council turned a blind eye",
        "the company had played down the scale of the leak",
        "the company tried to hide the spill",
        "the company broke its promise",
        "the company had left a database open",
        # conduct
        "the mayor has done a horrible job",
        "the police used excessive force",
        "the mayor acts as if he were a king",
        "the mayor behaved like a child",
        "the mayor put his own interests ahead of the town",
        "the mayor turned his back on the workers",
        "the mayor caused a lot of the problems",
        "the ministry put lives at risk",
        "the mayor had failed the voters",
        "the army had prevented inspectors from entering the camp",
        "the mayor was a disgrace",
        "the mayor was a threat to democracy",
        "the mayor was destroying our schools",
        # what is missing
        "the mayor did not care about the workers",
        "the mayor has no respect for the law",
        "the mayor never told the truth",
        "the mayor is not honest",
        "the mayor is not fit to be a judge",
        "the mayor lacked the courage to act",
        "the mayor had not complied with the ruling",
        "the mayor knowingly sent secret files",
        "the mayor acted like a beaten man",
        "the mayor was a despicable human being",
        "the company refused to release the names",
        # what is called a wrong
        "what the mayor is doing is a disgrace",
        "it was outrageous that the company sold the hospital",
        "it was a disgrace that the company fired the workers",
        "the fact that the company is leaving the country is shameful",
        # objects and places
        "the army used hunger as a weapon",
        "a bodyguard yanked the widow out of the way",
        "the driver pulled a gun",
        "the boy was sitting on a bench when a soldier shot him",
        "the swimmer had tested positive for a steroid",
        "the council ignored screams for help",
        "the driver took the passports of the workers",
        "the driver kept the widow in a cellar",
        "the mayor allowed the police to beat the workers",
    ],
)
def test_a_claim_of_a_wrong_is_an_allegation(told: Tell, content: str) -> None:
    one = told(f"The union said {content}.")
    (found,) = read(one)
    assert (found.claimants, words(one, found)) == (["The union"], [content])


@pytest.mark.parametrize(
    "content",
    [
        "the army secretly met the rebels",
        "the mayor wrongly believes that the law is new",
        "the army had taken prisoners",
        "the mayor cares about the workers",
        "the mayor did not trust the poll",
        "it was outrageous that the storm had come",
        "the mayor had created jobs",
        "the swimmer had tested positive for the virus",
        "the mayor had ordered the police not to beat the workers",
        "the mayor had told the workers to leave",
        "many do not trust the mayor",
        "workers are less likely to be criminals",
        "the mayor is no more racist than the judge",
        "the banker had little incentive to steal the money",
        "the leak was dealt with in its view",
        "the mayor shielded the workers",
        "the mayor acted like a gentleman",
        "the town is a dangerous place",
        "the people are hurting",
        "the states had committed to spend more",
        "the mayor was an honest man",
        "the mayor threatened to veto the bill",
        "the company had not sold data without consent",
        "the company did nothing wrong",
        "the team failed to win",
        "the company refused to pay the ransom",
        "the driver had left the shop without a word",
        "the driver spent a year in prison without trial",
        "the driver handed over the money at gunpoint",
        "the company knowingly kept prices low",
        "the nation had forged an alliance",
        "the director shot the film",
        "the senator killed the bill",
        "the player smashed the record",
        "the player had twisted his ankle",
        "the town lies near the border",
        "the company planted trees",
        "police found stolen cars",
        "the company exploited a gap in the market",
        "soldiers who commit crimes are punished",
        "the army should stop attacking the villages",
        "the widow was injured",
        "at least 201 workers were kidnapped",
        "not one has been convicted",
        "the records of the workers had been lying unprotected on a desk",
        "the runner hit a stride",
    ],
)
def test_a_claim_of_what_is_no_wrong_is_no_allegation(told: Tell, content: str) -> None:
    assert read(told(f"The union said {content}.")) == []


def test_a_ministry_does_not_accuse_the_army_it_speaks_for(told: Tell) -> None:
    assert read(told("The ministry said the army had shelled the camp.")) == []
    assert read(told("The union said the army had shelled the camp.")) != []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The union said the banker stole a car, while the mayor lied to the judge.", "the banker stole a car"),
        ("The union said the banker stole a car, citing a report.", "the banker stole a car"),
        ("The union said the banker stole a car, which the banker denies.", "the banker stole a car"),
        (
            "The union said the banker stole a car while the clerk slept.",
            "the banker stole a car while the clerk slept",
        ),
    ],
)
def test_a_deed_ends_where_something_else_is_told(told: Tell, text: str, content: str) -> None:
    one = told(text)
    assert words(one, read(one)[0]) == [content]


def test_who_suffers_is_the_victim(told: Tell) -> None:
    (found,) = read(told("Iran accused Turkey of arming the rebels and Syria."))
    assert found.victims == ["the rebels", "Syria"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Iran accused Turkey of arming the rebels. Turkey denied arming the rebels.", "arming the rebels"),
        ("The banker denied charges of fraud.", "fraud"),
        ("The banker pleaded not guilty to charges that he hid the losses.", "he hid the losses"),
        ("Iran accused Turkey of lying. Turkey denied the charge.", "lying"),
        ("Iran accuses Turkey of lying, a charge Turkey denies.", "lying"),
        ("The banker, accused of fraud, pleaded innocent.", "fraud"),
        ("The banker was accused of fraud. The banker called the charges baseless.", "fraud"),
    ],
)
def test_a_denial_is_tied_to_what_it_denies(told: Tell, text: str, content: str) -> None:
    one = told(text)
    found = read(one)
    (made,) = [each for each in found if not each.negated]
    (denied,) = [each for each in found if each.negated]
    assert (made.status, denied.disputes) == (AllegationStatus.DENIED, [made])
    assert words(one, made) == words(one, denied) == [content]


def test_a_denial_of_what_nobody_is_told_to_claim_denies_it_alone(told: Tell) -> None:
    (found,) = read(told("Turkey denied arming the rebels."))
    assert (found.negated, found.claimants, found.accused, found.disputes) == (True, ["Turkey"], ["Turkey"], [])


def test_several_charges_are_several_allegations(told: Tell) -> None:
    one = told("Lopez was charged with arson and with violating the law.")
    assert [words(one, each) for each in read(one)] == [["arson"], ["violating the law"]]


def test_an_acquittal_refutes(told: Tell) -> None:
    (found,) = read(told("Lopez was acquitted of murder."))
    assert (found.form, found.status) == ("charge", AllegationStatus.REFUTED)


def test_what_speakers_say_that_they_did_not_do(told: Tell) -> None:
    (found,) = read(told("Rui Costa said Rui Costa did not steal the money."))
    assert found.negated


def test_who_says_and_accuses_is_the_same(told: Tell) -> None:
    one = told("Iran said the Syrian army fired rockets, and accused Turkey of lying.")
    assert [(each.claimants, each.accused) for each in read(one)] == [
        (["Iran"], ["the Syrian army"]),
        (["Iran"], ["Turkey"]),
    ]
