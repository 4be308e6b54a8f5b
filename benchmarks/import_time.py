"""How long importing newsevents takes, compared with a Python that imports nothing.

Each start is a new process; the commands alternate, so that other load on the machine affects all of them equally.
Prints a table of medians.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "bare Python": "pass",
    "import newsevents": "import newsevents",
    "import attrs": "import attrs",
    "from newsevents import Span": "from newsevents import Span",
    "from newsevents import Bundle": "from newsevents import Bundle",
    "from newsevents import loads": "from newsevents import loads",
    "load_seed()": "import newsevents; newsevents.load_seed()",
}
ROUNDS = 41


def start(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
    return 1000 * (time.perf_counter() - begin)


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, code in COMMANDS.items():
            times[name].append(start(code))
    bare = statistics.median(times["bare Python"])
    print(f"Python {sys.version.split()[0]}, median of {ROUNDS} starts")
    print(f"{'':32}{'ms':>8}{'over bare':>12}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:32}{median:8.1f}{median - bare:12.1f}")


if __name__ == "__main__":
    main()
