"""Read an article with a language model: prompt, answer, its issues, and a second answer. Replace `ask`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import newsevents

ARTICLE = newsevents.Article.from_text(
    "Lena Voss, the mayor of Tarn, said on Tuesday that the quay would be closed. The council blamed Orin Works.",
    published="2024-05-16",
)
ANSWERS: Iterator[dict[str, Any]] = iter(
    [
        {
            "actors": [{"name": "Lena Voss", "kind": "person"}],
            "statements": [
                {"kind": "say", "speakers": ["Lena Voss"], "cue": "said", "content": ["the quay will be closed"]}
            ],
        },
        {
            "actors": [{"name": "Lena Voss", "kind": "person"}],
            "statements": [
                {
                    "kind": "say",
                    "speakers": ["Lena Voss"],
                    "cue": "said",
                    "content": ["the quay would be closed"],
                    "when": "Tuesday",
                }
            ],
        },
    ]
)


def ask(prompt: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Call your model here; these answers are recorded."""
    assert prompt
    assert schema
    return next(ANSWERS)


prompt = f"{newsevents.prompt_guide()}\n\n{ARTICLE.text}"
for _ in range(3):
    grounded = newsevents.read_answer(ask(prompt, newsevents.draft_schema()), on_error="keep").ground(ARTICLE)
    if not grounded.issues:
        break
    print(grounded.issues.to_prompt())
    prompt = f"{prompt}\n\nYour answer had faults. Write it again without them:\n{grounded.issues.to_prompt()}"

for row in grounded.bundle.said:
    print(row.speakers, row.kind, row.content, row.earliest, sep=" | ")
