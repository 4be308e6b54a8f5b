"""The effort of the property tests: the profiles of Hypothesis, and the one place that sets the number of examples.

`make test` runs ``quick`` and `make test-all` runs ``full``, both always with the same examples, so that a run can be
repeated. `make mutants` runs ``mutants`` hundreds of times. ``random`` looks for new examples, manually or at night:
``pytest --hypothesis-profile=random``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

EXAMPLES = {"quick": 15, "full": 100, "random": 100, "mutants": 5}
"""The number of examples that a test of each profile tries unless it sets its own."""


def register() -> None:
    """Register the profiles and load ``quick``. Examples have no time limit, since the machine may be busy."""
    for name, count in EXAMPLES.items():
        settings.register_profile(
            name,
            max_examples=count,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            print_blob=True,
            # new examples and those that failed before, or always the same
            **({} if name == "random" else {"derandomize": True, "database": None}),
        )
    settings.load_profile("quick")


def examples(count: int) -> int:
    """Scale the number of examples that a test wants in the full profile to the profile in use.

    ``@settings(max_examples=examples(300))`` tries 300 examples in ``full``, 45 in ``quick`` and 15 in ``mutants``.
    """
    return max(3, count * settings.default.max_examples // EXAMPLES["full"])
