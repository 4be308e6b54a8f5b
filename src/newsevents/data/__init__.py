"""The data files of the package: word lists and tables of codes, each with its origin in its comments."""

from __future__ import annotations

import pkgutil  # importing importlib.resources takes ten times as long
from typing import Any


def read_text(package: str, name: str) -> str:
    """The text of a file in a package of newsevents."""
    data = pkgutil.get_data(f"newsevents.{package}", name)
    assert data is not None
    return data.decode()


def read_toml(package: str, name: str) -> dict[str, Any]:
    """The values of a TOML file in a package of newsevents."""
    import tomllib

    return tomllib.loads(read_text(package, name))


def data_lines(name: str) -> list[str]:
    """The lines of a file of ``data``, without comments and empty lines."""
    return [line for line in read_text("data", f"{name}.txt").splitlines() if line and not line.startswith("#")]
