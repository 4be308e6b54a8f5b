"""Configuration of the property tests: see settings.py."""

from __future__ import annotations

from . import settings

settings.register()
