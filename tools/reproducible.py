"""Build the sdist and the wheel again from a copy of the sources, in another place, and compare the bytes.

Run by `make packages`, in the project's folder. The wheel in `dist/` was built from the sdist, the second one is built
from the tree: equal bytes also show that the sdist contains everything needed for the wheel. If they are equal, the
digests of the files in `dist/` are written to `dist/SHA256SUMS`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PINNED = ["--build-constraints", "tools/build-constraints.txt", "--require-hashes"]
LONG_AGO = 1_000_000_000  # 2001


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        again = build(copy(Path(folder) / "elsewhere"))
        different = [path for path in again if path.read_bytes() != (DIST / path.name).read_bytes()]
        for path in different:
            print(path.name, "is different when built again:", *differing(DIST / path.name, path), sep="\n  ")
    if different:
        return 1
    print("the same bytes, built twice:")
    print(write_digests(), end="")
    return 0


def copy(to: Path) -> Path:
    """Copy the sources to another folder, with different times and permissions."""
    shutil.copytree(ROOT, to, ignore=ignore)
    for path in to.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (LONG_AGO, LONG_AGO))
    return to


def ignore(folder: str, names: list[str]) -> list[str]:
    """Ignore caches, and at the top of the tree everything generated or hidden."""
    if Path(folder) != ROOT:
        return [name for name in names if name == "__pycache__"]
    return [name for name in names if name in {"build", "dist"} or (name.startswith(".") and name != ".gitignore")]


def build(sources: Path) -> list[Path]:
    """Build the sdist and the wheel of these sources, both from the tree, as somebody elsewhere would."""
    env = os.environ | {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": str(sources.parent)}
    env["UV_CACHE_DIR"] = subprocess.check_output([sys.executable, "-m", "uv", "cache", "dir"], text=True).strip()
    command = [sys.executable, "-m", "uv", "build", "--quiet", "--sdist", "--wheel", *PINNED, "--out-dir", "out"]
    subprocess.run(command, check=True, cwd=sources, env=env, umask=0o077)
    built = sorted([*(sources / "out").glob("*.whl"), *(sources / "out").glob("*.tar.gz")])
    if len(built) != 2:
        raise SystemExit(f"not a wheel and an sdist: {built}")
    return built


def differing(first: Path, second: Path) -> list[str]:
    """The names of the members that differ or are in one archive only; or the difference of the archives themselves."""
    left, right = members(first), members(second)
    names = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
    return names or ["the archive, not what is in it"]


def members(path: Path) -> dict[str, object]:
    """The metadata of each member of an archive, with the digest of its content."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return {i.filename: (i.date_time, i.external_attr, digest(wheel.read(i))) for i in wheel.infolist()}
    with tarfile.open(path) as sdist:
        found = [(i, sdist.extractfile(i)) for i in sdist.getmembers()]
        return {i.name: (i.mtime, i.mode, i.uid, i.uname, digest(file.read()) if file else "") for i, file in found}


def write_digests() -> str:
    """Write the digests of the files in `dist/`, in the form that `sha256sum --check` reads."""
    paths = [path for path in sorted(DIST.iterdir()) if path.suffix in {".whl", ".gz", ".json"}]
    lines = "".join(f"{digest(path.read_bytes())}  {path.name}\n" for path in paths)
    (DIST / "SHA256SUMS").write_text(lines, encoding="utf-8")
    return lines


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
