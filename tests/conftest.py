"""How the property tests run: see settings.py."""

from __future__ import annotations

from . import settings

settings.register()
