"""Which actor a name means, and where actors are mentioned: edge cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from newsevents import (
    ActorKind,
    Article,
    Draft,
    DraftActor,
    DraftRole,
    DraftStatement,
    Issue,
    StatementKind,
    ground,
)

from .example import issues_of, quote


def actor(name: str, *aliases: str, kind: ActorKind = ActorKind.PERSON, **fields: Any) -> DraftActor:
    return DraftActor(**{"name": name, "kind": kind, "aliases": aliases} | fields)


def draft_of(name: str, actors: Sequence[DraftActor], content: str) -> Draft:
    statement = DraftStatement(kind=StatementKind.SAY, unattributed=True, content=content, targets=[name])
    return Draft(actors=actors, statements=[statement])


def linked(text: str, name: str, actors: Sequence[DraftActor], content: str) -> str:
    """The id of the actor that a name means as the target of a statement."""
    (target,) = ground(Article.from_text(text), draft_of(name, actors, content)).statements[0].target_ids
    return target


def unlinked(text: str, name: str, actors: Sequence[DraftActor], content: str) -> Issue:
    (issue,) = issues_of(lambda: ground(Article.from_text(text), draft_of(name, actors, content)))
    assert issue.path == "statements[0].targets[0]"
    return issue


# --- names that match


TEXT = "Jan de Wit of the Netherlands met the Crew Club’s head, Kim Ode, in Seoul. It rained."
ACTORS = [
    actor("Netherlands", "Dutch", kind=ActorKind.STATE),
    actor("Jan de Wit", roles=[DraftRole(title="prime minister", of="Netherlands")]),
    actor("Crew Club", kind=ActorKind.GROUP, roles=[DraftRole(title="organizer")], members=["Kim Ode", "Jan de Wit"]),
    actor("Kim Ode", mentions=["head"], roles=[DraftRole(title="chair", of="actor:crew-club")]),
]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("prime minister", "actor:jan-de-wit"),
        ("Prime Minister Jan de Wit", "actor:jan-de-wit"),
        ("Prime Minister Wit", "actor:jan-de-wit"),
        ("the Dutch prime minister’s", "actor:jan-de-wit"),
        ("Netherlands prime minister", "actor:jan-de-wit"),
        ("Netherlands' prime minister", None),
        ("the Netherlands’s prime minister", "actor:jan-de-wit"),
        ("prime minister of Netherlands", "actor:jan-de-wit"),
        ("prime minister of the Netherlands", "actor:jan-de-wit"),
        ("Prime  Minister of the Dutch", "actor:jan-de-wit"),
        ("organizer Crew Club", "actor:crew-club"),
        ("organizer Crew", None),
        ("Crew", None),
        ("crew club", "actor:crew-club"),
        ("the Netherlands'", "actor:netherlands"),
        ("chair of the Crew Club", "actor:kim-ode"),
        ("head", "actor:kim-ode"),
        ("Head", None),
        ("Ode", "actor:kim-ode"),
    ],
)
def test_the_forms_of_a_name(name: str, id: str | None) -> None:
    if id is None:
        assert unlinked(TEXT, name, ACTORS, "It rained").code == "name-unknown"
    else:
        assert linked(TEXT, name, ACTORS, "It rained") == id


def test_the_surest_level_that_knows_a_name_decides() -> None:
    text = "May Lee met Ann May. May left."
    actors = [actor("May Lee", mentions=[quote("May", text, nth=2)]), actor("Ann May")]
    assert linked(text, "May", actors, "left") == "actor:may-lee"
    actors = [actor("May Lee"), actor("Ann May", "May")]
    assert linked(text, "May", actors, "left") == "actor:ann-may"


def test_an_ambiguous_name_is_told_with_all_whom_it_may_mean() -> None:
    issue = unlinked("Ann Roe met Bob Roe. It rained.", "Roe", [actor("Bob Roe"), actor("Ann Roe")], "It rained")
    assert (issue.code, issue.value) == ("name-ambiguous", "Roe")
    assert issue.message == "this may mean any of actor:ann-roe, actor:bob-roe"
    assert issue.fix


def test_every_ambiguous_name_is_told_with_those_whom_it_may_mean_itself() -> None:
    statement = DraftStatement(kind=StatementKind.SAY, unattributed=True, content="It rained", targets=["Roe", "Poe"])
    actors = [actor("Ann Roe"), actor("Bob Roe"), actor("Ann Poe"), actor("Bob Poe")]
    article = Article.from_text("Ann Roe, Bob Roe, Ann Poe and Bob Poe met. It rained.")
    issues = issues_of(lambda: ground(article, Draft(actors=actors, statements=[statement])))
    assert [issue.message for issue in issues] == [
        "this may mean any of actor:ann-roe, actor:bob-roe",
        "this may mean any of actor:ann-poe, actor:bob-poe",
    ]


def test_an_unknown_name_is_told_with_the_one_that_it_is_most_like() -> None:
    for name, near in (("Duch", "Dutch"), ("Jan de With", "Jan de Wit"), ("heads", "head")):
        issue = unlinked(TEXT, name, ACTORS, "It rained")
        assert (issue.code, issue.value, issue.fix) == ("name-unknown", name, f"did you mean {near!r}?")
        assert issue.message == "no actor of the draft has this name"
    assert "did you mean" not in (unlinked(TEXT, "XXXX", ACTORS, "It rained").fix or "did you mean")


def test_for_the_first_of_many_unknown_names_a_near_one_is_looked_for() -> None:
    statement = DraftStatement(
        kind=StatementKind.SAY,
        unattributed=True,
        content="It rained",
        targets=[f"Dutch{number}" for number in range(200)],
    )
    issues = issues_of(lambda: ground(Article.from_text(TEXT), Draft(actors=ACTORS, statements=[statement])))
    assert [issue.code for issue in issues] == ["name-unknown"] * 200
    assert issues[0].fix == "did you mean 'Dutch'?"
    assert all(issue.fix for issue in issues)


# --- a name shared by two actors


PAIR = "Now he said that he left. It rained where he was. Ann, Bob and Carl came."
MEN = [actor(name, mentions=[quote("he", PAIR, nth=nth)]) for nth, name in enumerate(("Ann", "Bob", "Carl"))]


def meant(**fields: Any) -> str:
    """The actor whom the name "he" means as the speaker of a statement."""
    statement = DraftStatement(kind=StatementKind.SAY, speakers=["he"], **fields)
    bundle = ground(Article.from_text(PAIR), Draft(actors=MEN, statements=[statement]))
    return bundle.statements[0].speaker_ids[0]


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ({"speaker": [quote("he", PAIR)], "content": "he left"}, "actor:ann"),
        ({"content": "he left"}, "actor:bob"),
        ({"content": quote("he", PAIR)}, "actor:ann"),
        ({"content": "It rained"}, "actor:carl"),
    ],
)
def test_the_narrowest_stretch_with_one_of_them_decides(fields: dict[str, Any], id: str) -> None:
    assert meant(**fields) == id


@pytest.mark.parametrize("content", ["said that", "came"])
def test_where_no_stretch_has_just_one_of_them_nothing_is_decided(content: str) -> None:
    (issue,) = issues_of(lambda: meant(content=content))
    assert (issue.path, issue.code) == ("statements[0].speakers[0]", "name-ambiguous")


def test_only_those_whom_the_name_may_mean_count_in_a_stretch() -> None:
    text = "He said that he left. Bob came. He ate."
    actors = [
        actor("Ann", mentions=[quote("He", text)]),
        actor("Carl", mentions=[quote("he", text)]),
        actor("Bob", mentions=[quote("He", text, nth=1)]),
    ]
    assert linked(text, "He", actors, "left") == "actor:ann"


def test_of_many_whom_a_name_may_mean_the_first_are_told() -> None:
    names = [f"Kim {letter}" for letter in "ABCDEFGHIJKL"]
    issue = unlinked(f"{', '.join(names)} came. It rained.", "Kim", [actor(name) for name in names], "It rained")
    assert issue.message.startswith("this may mean any of actor:kim-a, actor:kim-b")
    assert issue.message.endswith("actor:kim-j and 2 more")


# --- mentions


def mentions(text: str, *actors: DraftActor) -> list[list[int]]:
    return [
        [span.start for span in one.mentions] for one in ground(Article.from_text(text), Draft(actors=actors)).actors
    ]


@pytest.mark.parametrize(
    ("text", "actors", "starts"),
    [
        ("Ann", [actor("Ann")], [[0]]),
        ("Ann,Ann", [actor("Ann")], [[0, 4]]),
        ("Annie and Joann saw Ann", [actor("Ann")], [[20]]),
        ("the Harbour Walkers met the Harbour Workers",
         [actor("Harbour Workers"), actor("Harbour Walkers")], [[28], [4]]),
        ("LAnn saw Ann", [actor("Ann")], [[9]]),
        ("ไทย\u0e48 ไทย", [actor("ไทย")], [[5]]),
        ("Ann Roe-Poe and Ann Roe", [actor("Ann Roe"), actor("Ann Roe-Poe")], [[16], [0]]),
        ("Bob’s club met Bob",
         [actor("Bob"), actor("Bob's club", kind=ActorKind.GROUP, members=["Bob"])], [[0, 15], [0]]),
        ("The Harbour Workers met the Harbour Workers of Lys",
         [actor("Harbour Workers"), actor("Harbour Workers of Lys", kind=ActorKind.PARTY)], [[4], [28]]),
        ("the crew club met the crew",
         [actor("crew", kind=ActorKind.GROUP), actor("crew club", kind=ActorKind.NGO)], [[22], [4]]),
        ("3 May passed. May came", [actor("May")], [[14]]),
    ],
)  # fmt: skip
def test_where_names_are_mentions(text: str, actors: list[DraftActor], starts: list[list[int]]) -> None:
    assert mentions(text, *actors) == starts
