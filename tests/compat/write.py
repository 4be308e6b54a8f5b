"""Write the output of this version to a folder named after it, to be kept for ever. Run once for each release::

    python -m tests.compat.write

from the root of the repository, after the version, the changelog and the frozen files are those of the release.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from newsevents import __version__, dump, write_jsonl
from newsevents.formats.jsonld import to_jsonld

from .samples import BUNDLES, DRAFTS

HERE = Path(__file__).parent
SUMS = "SHA256SUMS"
FROZEN = ["public_api.txt", "table_schemas.txt", "json_schemas/bundle.schema.json", "json_schemas/draft.schema.json"]
"""The baseline for the next release; see test_public_api.py."""


def write_release(folder: Path) -> None:
    """Write bundles and drafts in every lossless format, the frozen files, and the digests of all."""
    from newsevents.formats.tables import table  # only this function needs the extra

    folder.mkdir()
    for name, bundle in BUNDLES.items():
        dump(bundle, folder / f"{name}.json", indent=2 if name == "seed" else None)
        (folder / f"{name}.jsonld").write_bytes(to_line(to_jsonld(bundle)))
    for name, draft in DRAFTS.items():
        dump(draft, folder / f"{name}.draft.json")
    write_jsonl(BUNDLES.values(), folder / "bundles.jsonl")
    table(list(BUNDLES.values()), "bundles").write_parquet(folder / "bundles.parquet")
    for name in FROZEN:
        shutil.copyfile(HERE.parent / name, folder / Path(name).name)
    (folder / SUMS).write_bytes("".join(f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())).encode())


def to_line(value: Any) -> bytes:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def digest(path: Path) -> str:
    """The SHA-256 of a file, as printed by the command ``sha256sum``."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    target = HERE / __version__
    if target.exists():
        sys.exit(f"{target} is there already, and what was released is never written anew")
    write_release(target)
    print(target)
