"""The data files of the package: word lists and tables of codes, each of which tells its origin in its comments."""

from __future__ import annotations

import pkgutil  # importlib.resources takes ten times as long to import


def data_lines(name: str) -> list[str]:
    """The lines of a file of ``data``, without comments and empty lines."""
    data = pkgutil.get_data("newsevents.data", f"{name}.txt")
    assert data is not None
    return [line for line in data.decode().splitlines() if line and not line.startswith("#")]
