"""A Griffe extension that turns Python sessions in docstrings into code blocks.

Without a fence, Markdown reads the prompt as a quotation and brackets as links.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

SESSION = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)
"""From a prompt to the next empty line."""


class Examples(griffe.Extension):
    """Puts a fence around each session."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring is not None:
            obj.docstring.value = SESSION.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
