"""A digest of bundles: who alleges what against whom, and who meets when."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import newsevents
from newsevents import Allegation, Bundle, BundleError, Certainty, Meeting


def digest(bundle: Bundle) -> Iterator[str]:
    """The lines of a bundle's digest."""
    yield f"# {bundle.article.title or bundle.article.id}"
    for allegation in bundle.allegations:
        yield f"- {claim(bundle, allegation)}"
    for meeting in bundle.meetings:
        yield f"- {gathering(bundle, meeting)}"


def claim(bundle: Bundle, allegation: Allegation) -> str:
    """An allegation on one line: the accused, the claimants, the chain of sources, and the words."""
    accused = ", ".join(bundle.actor(id).name for id in allegation.accused_ids)
    words = " … ".join(span.exact for span in allegation.content)
    doubt = "" if allegation.certainty is Certainty.CERTAIN else f" ({allegation.certainty})"
    return f"{accused}: {words}{doubt} [{bundle.attribution(allegation)}]"


def gathering(bundle: Bundle, meeting: Meeting) -> str:
    """A meeting on one line."""
    people = [actor.name for id in meeting.participant_ids for actor in bundle.members(id)]
    day = meeting.when.earliest if meeting.when is not None else None
    return f"{meeting.status} {meeting.kind}, {day or 'no date'}: {', '.join(people)}"


def main() -> int:
    """Print the digest of the bundles in a file, or of the seed article."""
    bad: list[BundleError] = []
    if len(sys.argv) < 2:
        bundles: Iterator[Bundle] = iter([newsevents.load_seed()])
    elif sys.argv[1].endswith(".jsonl"):
        bundles = newsevents.read_jsonl(sys.argv[1], on_error=bad.append)
    else:
        bundles = iter([newsevents.load(sys.argv[1])])
    for bundle in bundles:
        print("\n".join(digest(bundle)))
    for error in bad:
        print(error, file=sys.stderr)
    return 1 if bad else 0
