"""How hard the property tests look: the profiles of Hypothesis, and the one place that counts examples.

`make test` runs ``quick``, always with the same examples; `make test-all` runs ``full``, with new ones each time.
`make mutants` runs ``mutants``, hundreds of times. By hand: ``pytest --hypothesis-profile=full``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

EXAMPLES = {"quick": 15, "full": 100, "mutants": 5}
"""How many examples a test of each profile tries, if it asks for no other number."""


def register() -> None:
    """Register the profiles and load ``quick``. No example has a time limit: the machine may be busy."""
    for name, count in EXAMPLES.items():
        settings.register_profile(
            name,
            max_examples=count,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            print_blob=True,
            # the same examples every time, or new ones and those that failed before
            **({} if name == "full" else {"derandomize": True, "database": None}),
        )
    settings.load_profile("quick")


def examples(count: int) -> int:
    """The number of examples for a test that wants `count` of them in the full profile, scaled to the profile in use.

    ``@settings(max_examples=examples(300))`` tries 300 examples in ``full``, 45 in ``quick`` and 15 in ``mutants``.
    """
    return max(3, count * settings.default.max_examples // EXAMPLES["full"])
