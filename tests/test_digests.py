"""The same bundle gives the same bytes and ids on every Python and platform.

The digests are those of ``digests.py``, in the file ``digests.txt``. If a change of the output is intended, say so in
the changelog and rewrite the file::

    NEWSEVENTS_WRITE_DIGESTS=1 python -m pytest tests/test_digests.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FROZEN = Path(__file__).with_name("digests.txt")

pytestmark = pytest.mark.long  # ten programs write everything, including tables

ENVIRONMENTS = {
    "seed 0": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    "seed 1, Nepal, C": {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "random seed, Turkish, Latin-5": {
        "PYTHONHASHSEED": "random",
        "TZ": "America/St_Johns",
        "LC_ALL": "tr_TR.ISO-8859-9",
    },
    "another terminal, optimised": {"PYTHONOPTIMIZE": "1", "COLUMNS": "33", "PYTHONUTF8": "0", "LANGUAGE": "ar"},
}
"""Things on which no output may depend. If a locale is not installed, setting it fails, which is no fault."""


def run(environment: dict[str, str], *args: str) -> str:
    """What the program prints in an environment with its locale set."""
    prepare = "import locale, contextlib\nwith contextlib.suppress(locale.Error): locale.setlocale(locale.LC_ALL, '')\n"
    start = (
        f"import runpy, sys\n{prepare}sys.argv[1:] = {args!r}\nrunpy.run_module('tests.digests', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", start],
        env={key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))} | environment,
        cwd=FROZEN.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_bytes_and_ids_are_those_of_every_other_python() -> None:
    text = run(ENVIRONMENTS["seed 0"])
    if os.environ.get("NEWSEVENTS_WRITE_DIGESTS"):
        FROZEN.write_bytes(text.encode())
    differing = sorted({line.split()[0] for line in {*text.splitlines()} ^ {*FROZEN.read_text("ascii").splitlines()}})
    assert not differing, (
        f"{', '.join(differing)} is written otherwise than in {FROZEN.name}. On another Python that is a fault. If it "
        "is meant, say it in CHANGELOG.md and write the file anew: see the head of this test. The bytes of JSON change "
        "only together with FORMAT_VERSION."
    )


@pytest.fixture(scope="module")
def usual() -> str:
    return run(ENVIRONMENTS["seed 0"], "--reading")


@pytest.mark.parametrize("name", list(ENVIRONMENTS)[1:])
def test_no_output_depends_on_hash_seed_time_zone_locale_or_terminal(name: str, usual: str) -> None:
    assert run(ENVIRONMENTS[name], "--reading").splitlines() == usual.splitlines()


def test_the_program_covers_every_format() -> None:
    from newsevents.formats import FORMATS

    tested = {line.split()[0].partition(".")[2] for line in FROZEN.read_text("ascii").splitlines()}
    assert set(FORMATS) - {"parquet"} <= tested  # its bytes depend on pyarrow; its rows are tested as "tables"
    assert "tables" in tested
