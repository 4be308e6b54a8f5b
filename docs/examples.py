"""A Griffe extension: sessions of Python in docstrings become blocks of code.

Without a fence, Markdown takes the prompt for a quotation and brackets for links.
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
