"""Allegations: who claims that somebody did what to whom, from accusing words, statements and denials."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.accusing import Accusing
from newsevents.reading.events.alleged import Alleged, Claim, F, Who
from newsevents.reading.events.claiming import Claiming
from newsevents.reading.events.denying import Denying
from newsevents.reading.events.docket import Docket
from newsevents.reading.refusals import Refusal

__all__ = ["allegations"]


def allegations(
    a: Analysis,
    claims: Sequence[Claim[F]],
    who: Who[F],
    is_doubtful: Callable[[int, F | None], bool] | None = None,
    refused: list[tuple[int, Refusal]] | None = None,
    liable: Who[F] | None = None,
    speaking: Who[F] | None = None,
) -> list[Alleged[F]]:
    """The allegations of an article.

    Args:
        a: Its analysis.
        claims: The claims in it.
        who: Resolves words to actors.
        is_doubtful: Whether the reference of a word is too doubtful to call anybody accused; by default never.
        refused: A list to which words that may express an allegation but do not are added, with the reasons.
        liable: Resolves words to those who can be held responsible; by default like `who`.
        speaking: Resolves words to those who can accuse; by default like `liable`.

    Returns:
        The allegations in text order.
    """
    docket = Docket(a, claims, who, is_doubtful, liable, speaking)
    denying = Denying(docket)
    Accusing(docket, denying.is_denied).read()
    claiming = Claiming(docket)
    claiming.read()
    denying.read()
    for claim, deed in claiming.own_denials():
        denying.own(claim, deed)
    if refused is not None:
        refused += docket.refused
    return sorted([*docket.found.values(), *docket.beside], key=lambda one: (one.at, one.negated))
