"""The pages that mkdocs makes from the package itself: the tutorial as run, the rules, JSON Schemas, and pictures.

When the site is built, its links are checked.
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
from newsevents.dates.composing import JOINS as DATE_JOINS
from newsevents.dates.finding import RULES as DATE_RULES
from newsevents.reading.precision import Measured, measured

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

The rules for data, in this order: form, words, references, values, events, grounding, and warnings. Each
[issue][newsevents.Issue] names its rule by the code. Codes are stable. In Python the rules are in
[`RULES`][newsevents.RULES]. The rules that read articles have tables of their own: [rules of
reading](../extraction-rules.md) and [readings of dates](../date-rules.md).

An **error** keeps data from being a bundle. A **warning** is for what is odd but possible.

| Code | Severity | Rule |
|---|---|---|
{rows}
"""


def date_rules() -> str:
    with open(MEASURED / "dates.csv", encoding="utf-8") as file:
        measured = {row["rule"]: row for row in csv.DictReader(file)}
    readers = [(rule.id, rule.read) for rule in DATE_RULES] + [(name, read) for name, _, read in DATE_JOINS]
    rows = "\n".join(
        f"| `{name}` | {(read.__doc__ or '').strip().splitlines()[0]} | {share(measured.get(name))} |"
        for name, read in sorted(readers, key=lambda reader: reader[0])
    )
    return f"""---
title: Readings of dates
---

# Readings of dates

The rules by which [`find`][newsevents.dates.find] and [`resolve`][newsevents.dates.resolve] read the words of a time.
Each [`When`][newsevents.When] names its rule in `rule`. The last column says how often a rule was right on annotated
news (TimeBank and AQUAINT, 1,822 expressions): the share of all that it found which the annotators marked too, with
the same value. The corpora mark only some uses of words such as "now" or "daily", so their shares
understate how often the reading is right. [Dates and quantities](dates.md) explains the rules.

| Rule | Reads | Right |
|---|---|---|
{rows}

The figures come from `benchmarks/dates.py`.
"""


CONSTRUCTIONS = {
    "that": "said that it was safe",
    "bare": "said it was safe",
    "before": "it was safe, he said; according to him",
    "around": "it, he said, was safe",
    "as": "as he said",
    "wh": "asked whether it was safe",
    "to": "vowed to go",
    "ing": "denied going",
    "np": "criticized the plan",
    "quote": "said: “It is safe”",
    "turn": "a turn of a transcript",
    "own-voice": "the article itself weighs something",
}
FORMS = {
    "be+": "passive: ",
    "np+": "with a hearer or an object: ",
    "n:is-": "a noun and “is”: ",
    "n:": "a noun: ",
    "l:": "a noun and its verb, “made a promise”: ",
    "a:": "an adjective: ",
}


def extraction_rules() -> str:
    figures = measured()
    rules = sorted({rule for _, rule in figures if "." in rule})
    rows = "\n".join(
        f"| `{rule}` | {construction(rule)} | "
        + " | ".join(judged(figures.get((name, rule))) for name in ("builtin", "spacy"))
        + " |"
        for rule in rules
    )
    return f"""---
title: Rules of reading
---

# Rules of reading

Each record that [`extract`][newsevents.extract] finds names its rule in `rule`. The last columns say how often the
records of a rule were right on annotated news, with the built-in analyser and with a spaCy model: the share, and of
how many. `extract(article, at_least=…)` [uses these
figures](../how-to/read-articles.md#read-only-what-is-likely-to-be-right).

A statement is right if its content overlaps by half with one that people marked, and so do the words for its speaker
if there are any; a meeting or an allegation if a reviewer found the same one, with at least half of the same
participants or accused.

| Rule | Reads | Built in | spaCy |
|---|---|---|---|
{rows}

A rule of a statement is named by its construction: what the word is, and what follows it. `p:` is a preposition
(“called for”). A rule of a meeting or an allegation is named by its word; `allegation.claimed` is a wrong that
somebody says was done, `allegation.denied` a denial. Rules of actors: `actor.name` (a name in the text),
`actor.gazetteer` (a name that is listed), `actor.description` (words such as “two officials”), `actor.coordination`
(several named together).

The figures come from `benchmarks/precision.py`.
"""


def construction(rule: str) -> str:
    kind, _, name = rule.partition(".")
    if kind != "statement":
        return f"{kind}: “{name.replace('_', ' ')}”"
    told = ""
    while form := next((form for form in FORMS if name.startswith(form)), None):
        told, name = told + FORMS[form], name.removeprefix(form)
    return told + CONSTRUCTIONS.get(name, f"“{name.removeprefix('p:')} …”")


def judged(one: Measured | None) -> str:
    return "–" if one is None else f"{one.precision:.0%} of {one.judged}"


def share(row: dict[str, str] | None) -> str:
    if row is None:
        return "not in the corpora"
    return f"{int(row['right']) / int(row['found']):.0%} of {row['found']}"
