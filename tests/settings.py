"""How hard the property tests look: the profiles of Hypothesis, and the one place that counts examples.

`make test` runs ``quick`` and `make test-all` runs ``full``, both always with the same examples, so that a run can be
repeated. `make mutants` runs ``mutants``, hundreds of times. ``random`` looks for new examples, by hand or at night:
``pytest --hypothesis-profile=random``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

EXAMPLES = {"quick": 15, "full": 100, "random": 100, "mutants": 5}
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
            # new examples and those that failed before, or the same every time
            **({} if name == "random" else {"derandomize": True, "database": None}),
        )
    settings.load_profile("quick")


def examples(count: int) -> int:
    """The number of examples for a test that wants `count` of them in the full profile, scaled to the profile in use.

    ``@settings(max_examples=examples(300))`` tries 300 examples in ``full``, 45 in ``quick`` and 15 in ``mutants``.
    """
    return max(3, count * settings.default.max_examples // EXAMPLES["full"])
