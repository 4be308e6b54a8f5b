"""How the property tests run: examples take as long as they take, on a busy machine too."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutants", settings.get_profile("patient"), max_examples=5, derandomize=True, database=None)
settings.load_profile("patient")
