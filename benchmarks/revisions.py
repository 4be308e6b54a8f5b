"""How safely records are carried over to a newer text: random edits, harmless and harmful, to the articles of a file.

    python benchmarks/revisions.py ARTICLES.jsonl [EDITS]

Each line has a ``text`` and a day of publication, ``published`` or ``dct``. The records are those of `extract`. A
harmful edit changes a sentence that records rest on: none of these records may be carried over. A harmless edit changes
nothing that a record rests on: all records must be carried over.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import newsevents
from newsevents import Article, Bundle, Span, extract, revise
from newsevents.model.fields import walk

NAMES = ["Jonas Weber", "Amira Haddad", "Peru", "The Treasury", "Mr. Okafor", "Lindqvist"]
NEUTRAL = [
    "The weather was mild in the valley on that day.",
    "The hall has two doors and a long table.",
    "it was a long day for everyone there.",
    "The report has ninety pages and a short index.",
]
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def spans_of(bundle: Bundle) -> dict[str, list[Span]]:
    """The spans of each event."""
    return {event.id: [value for _, value in walk(event) if isinstance(value, Span)] for event in bundle.events}


def breaks(text: str) -> list[int]:
    """The ends of paragraphs."""
    return [match.start() for match in re.finditer(r"\n", text)]


# --- harmful edits: the new text, and a stretch of the old one in which every record has to be reported

Harm = Callable[[str, int, int, random.Random], tuple[str, int, int] | None]


def replaced(text: str, match: re.Match[str], words: str) -> tuple[str, int, int] | None:
    if match[0] == words:
        return None
    return text[: match.start()] + words + text[match.end() :], match.start(), match.end()


def pick(text: str, start: int, end: int, pattern: str, random_: random.Random) -> re.Match[str] | None:
    found = list(re.compile(pattern).finditer(text, start, end))
    return random_.choice(found) if found else None


def number(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r"\d+", random_)
    return match and replaced(text, match, str(int(match[0]) + random_.randint(1, 90)))


def name(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r"(?<=[a-z,] )[A-Z][a-z]{2,}", random_)
    return match and replaced(text, match, random_.choice(NAMES))


def negation(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(
        text, start, end, r"\b(?:is|was|are|were|will|would|has|had|have|could|can|should|did)\b(?! not)", random_
    )
    return match and replaced(text, match, f"{match[0]} not")


def no_negation(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r" (?:not|never|no)\b|n['’]t\b", random_)
    return match and replaced(text, match, "")


def verb(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r"\b(?:said|says|told|accused|warned|denied|condemned|killed|announced)\b", random_)
    return match and replaced(text, match, random_.choice(["suggested", "mentioned", "hinted", "alleged"]))


def word(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r"\b[a-z]{4,}\b", random_)
    return match and replaced(text, match, random_.choice(["", "reportedly", "other", "partly", "few"]))


def list_(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = pick(text, start, end, r"[A-Z][a-z]+(?= and [A-Z])", random_)
    return match and replaced(text, match, f"{match[0]}, {random_.choice(NAMES)}")


def denied(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    match = re.compile(r"\S").search(text, start, end)
    return match and replaced(text, match, f"It is not true that {match[0]}")


def taken_out(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    return text[:start] + text[end:], start, end


def twice(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    """Remove a sentence from its place and insert it elsewhere, twice."""
    at = random_.choice(breaks(text) or [len(text)])
    if start - 2 <= at <= end + 2:
        return None
    left = [text[:start] + text[end:]]
    place = at if at < start else at - (end - start)
    copy = f"\n{text[start:end]}\n{random_.choice(NAMES)} spoke.\n{text[start:end]}\n"
    return left[0][:place] + copy + left[0][place:], start, end


def interposed(text: str, start: int, end: int, random_: random.Random) -> tuple[str, int, int] | None:
    """Insert a name before a sentence that starts with a pronoun, which affects records with it as speaker."""
    match = re.compile(r"\s*(He|She|They)\b").match(text, start, end)
    if not match:
        return None
    at = match.start(1)
    return f"{text[:at]}{random_.choice(NAMES)} spoke too. {text[at:]}", at, match.end()


HARMFUL: list[Harm] = [
    interposed,
    interposed,
    number,
    name,
    negation,
    no_negation,
    verb,
    word,
    list_,
    denied,
    taken_out,
    twice,
]

# --- harmless edits: the new text


def typed(text: str, random_: random.Random) -> str:
    return text.translate(PLAIN)


def spaced(text: str, random_: random.Random) -> str:
    return re.sub(
        r"\n+", lambda match: random_.choice(["\n", "\n\n", "\n \n"]) if len(match[0]) > 1 else match[0], text
    )


def paragraph(text: str, random_: random.Random) -> str:
    at = random_.choice([0, *(place for place in breaks(text) if text[place:].startswith("\n\n")), len(text)])
    return f"{text[:at]}\n\n{random_.choice(NEUTRAL)}\n{text[at:]}"


def appended(text: str, random_: random.Random) -> str:
    return f"{text}\n\n{random_.choice(NAMES)} contributed to this article.\n"


HARMLESS = [typed, spaced, paragraph, appended]


CLOSERS = "[\"'”’]*"


def sentences(text: str) -> list[tuple[int, int]]:
    inside = rf"[.!?](?!{CLOSERS}(?:\s+[A-Z\"“'‘`]|\s*\n|\s*$))"
    found = re.finditer(rf"[^\n.!?]+(?:{inside}[^\n.!?]*)*[.!?]*{CLOSERS}", text)
    return [match.span() for match in found if match[0].strip()]


def main(path: str, edits: int) -> None:
    """Count the records that are reported and those that are carried over."""
    random_ = random.Random(1)
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    bundles = []
    for row in rows:
        article = Article.from_text(row["text"], published=(row.get("published") or row["dct"])[:10])
        bundle = extract(article)
        if bundle.events:
            bundles.append(bundle)
    counts: Counter[str] = Counter()
    missed: list[str] = []
    while counts["harmful"] + counts["harmless"] < edits:
        bundle = random_.choice(bundles)
        text = bundle.article.text
        assert text is not None
        published = bundle.article.published
        if random_.random() < 0.5:
            edit = random_.choice(HARMLESS)
            revision = revise(bundle, Article.from_text(edit(text, random_), published=published))
            counts["harmless"] += 1
            counts["records"] += len(bundle.events)
            lost = [one for one in revision.withdrawn if one.id in {event.id for event in bundle.events}]
            counts["carried"] += len(bundle.events) - len(lost)
            counts["all carried"] += not lost
            if lost:
                missed.append(f"{edit.__name__}: {[str(one) for one in revision.issues[:2]]}")
            continue
        spans = spans_of(bundle)
        id = random_.choice(list(spans))
        span = random_.choice(spans[id])
        sentence = next(((a, b) for a, b in sentences(text) if a <= span.start < b), None)
        harm = random_.choice(HARMFUL)
        done = sentence and harm(text, *sentence, random_)
        if not done:
            continue
        new, start, end = done
        revision = revise(bundle, Article.from_text(new, published=published))
        assert newsevents.loads(newsevents.dumps(revision.bundle)) == revision.bundle
        touched = [one for one, its in spans.items() if any(at.start < end and start < at.end for at in its)]
        counts["harmful"] += 1
        held = [
            one for one in {*touched, *([] if harm is interposed else [id])} if revision.bundle.get(one) is not None
        ]
        counts["told"] += not held
        if held:
            missed.append(f"HARM {harm.__name__}: {text[max(0, start - 40) : end + 40]!r} {held}")
    told, carried = counts["told"] / counts["harmful"], counts["carried"] / counts["records"]
    print(f"harmful {counts['harmful']}: reported {told:.4f}")
    print(
        f"harmless {counts['harmless']}: records carried over {carried:.4f}, all carried over {counts['all carried']}"
    )
    for line in missed[:20]:
        print(" ", line[:300])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5000)
