"""Limits on the size of untrusted input."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Limits:
    """The largest JSON text that is read as a bundle; a larger one is refused with one issue.

    The defaults suffice for any article, and keep a hostile or damaged text from filling the memory. Raise them for
    input that you trust: ``Limits(records=10_000_000)``.

    Attributes:
        length: The longest text, in bytes if bytes are given and in code points if a string is given.
        depth: The deepest nesting of lists and objects. A valid bundle has fewer than ten levels; a text that is nested
            too deeply for Python's own parser is refused regardless of the limit.
        records: The most records of one bundle.
    """

    length: int = 64 * 1024 * 1024
    depth: int = 100
    records: int = 1_000_000


DEFAULT = Limits()
