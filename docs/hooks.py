"""Pages that mkdocs makes from the package itself: one for each rule, and the two JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from newsevents import RULES, Rule, json_schema


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for path, content in pages():
        files.append(File.generated(config, path, content=content))
    return files


def pages() -> Iterator[tuple[str, str]]:
    yield "reference/rules/index.md", index()
    for rule in RULES.values():
        yield f"reference/rules/{rule.code}.md", page(rule)
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

{meaning[rule.severity]}

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
