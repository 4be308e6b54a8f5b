"""What mkdocs makes from the package itself: the tutorial as it runs, pages of the rules, JSON Schemas, and pictures.

When the site is built, its links are followed.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import links
import notebooks
import pictures
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from newsevents import RULES, Rule, json_schema
from newsevents.dates.finding import RULES as DATE_RULES

DOCS = Path(__file__).parent
MEASURED = DOCS.parent / "benchmarks"

log = logging.getLogger("mkdocs.hooks")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for path, content in pages():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_content(html: str, **_: Any) -> str:
    return pictures.put_in(html)


def on_post_build(*, config: MkDocsConfig) -> None:
    for fault in links.broken(Path(config.site_dir)):
        log.warning("%s", fault)


def pages() -> Iterator[tuple[str, str]]:
    yield "tutorial.md", notebooks.page(DOCS / "tutorial.ipynb")
    for name, drawn in pictures.pictures().items():
        yield f"pictures/{name}.svg", drawn
    yield "reference/rules/index.md", index()
    for rule in RULES.values():
        yield f"reference/rules/{rule.code}.md", page(rule)
    yield "reference/date-rules.md", date_rules()
    yield "reference/extraction-rules.md", extraction_rules()
    yield "reference/bundle.schema.json", schema("bundle")
    yield "reference/draft.schema.json", schema("draft")


def schema(what: str) -> str:
    return json.dumps(json_schema(what), ensure_ascii=False, indent=2) + "\n"


def page(rule: Rule) -> str:
    meaning = {
        "error": "Data that breaks this rule is not accepted: `BundleError` is raised with the issue in it.",
        "warning": "This is a warning: it is reported by [`check`][newsevents.check] and never raised.",
    }
    return f"""---
title: {rule.code}
---

# `{rule.code}`

**{rule.summary}**

{rule.elsewhere or meaning[rule.severity]}

## Why

{rule.why}

## What to do

{rule.fix}

[All rules](index.md) · [How to handle errors](../../how-to/handle-errors.md)
"""


def index() -> str:
    rows = "\n".join(
        f"| [`{rule.code}`]({rule.code}.md) | {rule.severity} | {rule.summary} |" for rule in RULES.values()
    )
    return f"""---
title: Rules
---

# Rules

What the library demands of data: its form, its words, its references, its values, its events, then what
grounding a draft demands, and the warnings. Each [issue][newsevents.Issue] names its rule by the code. Codes are
stable: see the compatibility policy in the changelog. In Python the rules are in [`RULES`][newsevents.RULES].

An **error** keeps data from being a bundle. A **warning** is for what is odd but possible.

| Code | Severity | What is demanded |
|---|---|---|
{rows}
"""


def date_rules() -> str:
    with open(MEASURED / "dates.csv", encoding="utf-8") as file:
        measured = {row["rule"]: row for row in csv.DictReader(file)}
    rows = "\n".join(
        f"| `{rule.id}` | {(rule.read.__doc__ or '').strip().splitlines()[0]} | {share(measured.get(rule.id))} |"
        for rule in sorted(DATE_RULES, key=lambda rule: rule.id)
    )
    return f"""---
title: Readings of dates
---

# Readings of dates

The rules by which [`find`][newsevents.dates.find] and [`resolve`][newsevents.dates.resolve] read the words of a time.
Each [`When`][newsevents.When] names its rule in `rule`. The last column says how often a rule was right on annotated
news (TimeBank and AQUAINT, 1,822 expressions): the share of all that it found which the annotators marked too, with
the same value. The corpora mark only some uses of words such as "now" or "daily", so for those the share is lower than
the reading is wrong. Why the rules are as they are is told in [the readings of
newswire](../explanation/dates.md).

| Rule | Reads | Right |
|---|---|---|
{rows}

The figures come from `benchmarks/dates.py`.
"""


CONSTRUCTIONS = {
    "that": "said that it was safe",
    "clause": "said it was safe",
    "quote": "said: “It is safe”",
    "after": "…, he said",
    "inverted": "…, said the mayor",
    "as": "as he said, …",
    "as-by": "as described by him, …",
    "comma": "he said, if asked, that …",
    "which": "a bridge that he said was safe",
    "wh": "asked whether it was safe",
    "to": "vowed to go",
    "np": "criticized the plan",
    "np-to": "urged them to go",
    "np-that": "told me that …",
    "np-quote": "told me, “It is safe”",
    "np-wh": "asked me whether …",
    "np-as": "described it as safe",
    "ing": "denied going",
    "before": "according to him, …",
    "behind": "…, according to him",
    "inside": "…, according to him, …",
    "colon": "a sentence that ends with a colon and a quotation",
    "signature": "a quotation and below it a name",
    "announced": "a paragraph that ends with a colon, and a quotation",
    "own-voice": "the article itself weighs something",
}


def extraction_rules() -> str:
    with open(MEASURED / "attribution.csv", encoding="utf-8") as file:
        measured = list(csv.DictReader(file))
    rows = "\n".join(f"| `{row['rule']}` | {construction(row['rule'])} | {share(row)} |" for row in measured)
    return f"""---
title: Rules of reading
---

# Rules of reading

Each statement that [`extract`][newsevents.extract] finds names in `rule` the construction by which it was found. The
last column says how often such a statement was an attribution on annotated news that the word lists were not made from
(the development part of PolNeAR, 84 articles): the share of all found whose content overlaps by half with one that
people marked.

| Rule | Reads | Right |
|---|---|---|
{rows}

Behind `prep:` stands the preposition (“called for”); `be-` is the passive (“was accused of”), `noun-` and `light-` a
noun (“his claim that”, “issued a warning against”), `noun---` a noun whose owner is not named, `adj-` an adjective
(“was sure that”).

Rules of actors: `actor.name` (a name in the text), `actor.gazetteer` (a name that is listed), `actor.description`
(words such as “two officials”), `actor.coordination` (several named together). Of meetings: `meeting.met` (“met”,
“will meet”), `meeting.meeting-noun` (“the summit between”), `meeting.agreed-together` (ministers of several states
agreed on a day). Of allegations: `allegation.said-to-harm` (a statement tells of a wrong), `allegation.called-wrong`
(“its illegal activities”). Of sources: `source.document`.

The figures come from `benchmarks/attribution.py`.
"""


def construction(rule: str) -> str:
    name = rule.removeprefix("statement.")
    return CONSTRUCTIONS.get(name, name.replace("-", " "))


def share(row: dict[str, str] | None) -> str:
    if row is None:
        return "not in the corpora"
    return f"{int(row['right']) / int(row['found']):.0%} of {row['found']}"
