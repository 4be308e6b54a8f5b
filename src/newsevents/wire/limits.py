"""How much is read of what somebody else wrote."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Limits:
    """How large a JSON text may be that is read as a bundle; beyond, it is refused with one issue.

    The defaults hold whatever an article can give, and keep a hostile or damaged text from filling the memory. Raise
    them for what you trust: ``Limits(records=10_000_000)``.

    Attributes:
        length: The longest text, in bytes where bytes are given and in code points where a string is.
        depth: The deepest nesting of lists and objects. A valid bundle has fewer than ten levels; a text that is nested
            deeper than Python's own parser can follow is refused whatever the limit.
        records: The most records of one bundle.
    """

    length: int = 64 * 1024 * 1024
    depth: int = 100
    records: int = 1_000_000


DEFAULT = Limits()
