"""Run one target under atheris in a separate process: `python fuzz/drive.py TARGET [libFuzzer option …] FOLDER …`."""

from __future__ import annotations

import random
import shlex
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["newsevents"], enable_loader_override=False):
    from mutators import CROSSOVERS, MUTATORS
    from targets import TARGETS


def main() -> None:
    """Fuzz until the time is up or something is found."""
    name = sys.argv.pop(1)
    # to minimise a corpus, libFuzzer restarts itself in a shell, by its first argument
    sys.argv[0] = shlex.join([sys.executable, str(Path(__file__).resolve()), name])
    mutate, cross = MUTATORS[name], CROSSOVERS.get(name)

    def mutator(data: bytes, room: int, seed: int) -> bytes:
        rng = random.Random(seed)
        changed = None if rng.random() < 0.15 else mutate(bytes(data), room, rng)
        return atheris.Mutate(data, room) if changed is None else changed

    def crossover(one: bytes, other: bytes, room: int, seed: int) -> bytes:
        rng = random.Random(seed)
        crossed = None if cross is None else cross(bytes(one), bytes(other), room, rng)
        if crossed is None:
            cut = rng.randint(0, min(len(one), room))
            crossed = (bytes(one[:cut]) + bytes(other[rng.randint(0, len(other)) :]))[:room]
        return crossed

    atheris.Setup(sys.argv, TARGETS[name], custom_mutator=mutator, custom_crossover=crossover)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
