"""Test the built wheel in separate environments: with every extra, with the lowest versions allowed, on every Python.

Run by `make extras`, `make lowest` and `make pythons`, in the project's folder, on the wheel in `dist/`.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = sorted(PROJECT["optional-dependencies"])
PYTHONS = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]

# Tests that cover a dependency's behaviour: attrs; cattrs; dateutil; Hypothesis; pyarrow; networkx; trafilatura;
# vl-convert
OF_DEPENDENCIES = {
    *("test_bundle.py", "test_rules.py", "test_seed.py", "test_values.py"),
    *("test_cli.py", "test_compat.py", "test_json.py", "test_jsonl.py"),
    *("test_dates.py", "test_dates_find.py"),
    "test_properties.py",
    *("test_distributed.py", "test_tables.py"),
    "test_graphs.py",
    "test_articles.py",
    "test_charts.py",
}
# `make test` and `make test-all` run the property tests, with more examples than these environments need
WANTED = "not pyspark and (not hypothesis or test_properties)"
PYTEST = ["-q", "-n", "auto", "--dist", "worksteal", "-p", "no:cacheprovider", "-m", "", "-k", WANTED]
FIND_MODULES = """
import sys
from importlib.util import find_spec
print(*[name for name in sys.argv[1:] if find_spec(name) is None])
"""
USE_CORE = """
import newsevents
bundle = newsevents.load_seed()
assert newsevents.loads(newsevents.dumps(bundle)) == bundle
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["extras", "lowest", "pythons"])
    what = parser.parse_args().what
    if what == "extras":
        return extras()
    return lowest() if what == "lowest" else pythons()


def extras() -> int:
    """Check that requirements agree and the core works, in environments without extras, with each, and with all."""
    for name, chosen in {"none": [], **{name: [name] for name in EXTRAS}, "all": EXTRAS}.items():
        python = environment(f"extras-{name}", PYTHONS[0])
        install(python, wheel(chosen))
        run(uv("pip", "check", "--quiet", "--python", python))
        run([python, "-I", "-c", USE_CORE])
        print(f"newsevents[{','.join(chosen)}]: nothing is missing, nothing disagrees", flush=True)
    return 0


def lowest() -> int:
    """Run the dependency tests on the lowest Python, with the lowest allowed version of each dependency."""
    pins = ROOT / "build" / "environments" / "lowest.txt"
    pins.parent.mkdir(parents=True, exist_ok=True)
    how = ["--all-extras", "--resolution", "lowest-direct", "--python-version", PYTHONS[0]]
    run(uv("pip", "compile", "--quiet", "--no-annotate", "--no-header", "pyproject.toml", *how, "-o", pins))
    python = environment("lowest", PYTHONS[0])
    install(python, wheel(EXTRAS), "--group", "core-test", "--constraint", pins)
    return run_tests(python, OF_DEPENDENCIES)


def pythons() -> int:
    """Run all tests with few requirements on every available Python, with the newest versions of the dependencies."""
    failed = []
    for version in PYTHONS:
        base = interpreter(version)
        if base is None:
            print(f"Python {version}: not on this machine", flush=True)
            continue
        print(f"Python {version}: {base}", flush=True)
        python = environment(f"python-{version}", base)
        install(python, wheel(EXTRAS), "--group", "core-test")
        if run_tests(python):
            failed.append(version)
    if failed:
        print("failed on Python", ", ".join(failed))
    return 1 if failed else 0


def environment(name: str, base: str | Path) -> Path:
    """The Python of a new, empty environment."""
    folder = ROOT / "build" / "environments" / name
    run(uv("venv", "--quiet", "--clear", "--no-python-downloads", "--python", base, folder))
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, *what: str | Path) -> None:
    run(uv("pip", "install", "--quiet", "--python", python, *what))


def wheel(extras: list[str]) -> str:
    """The built wheel, as a requirement with these extras."""
    built = sorted((ROOT / "dist").glob("*.whl"))
    if len(built) != 1:
        raise SystemExit(f"dist/ has {len(built)} wheels: build one with `make dist/built`")
    return f"newsevents[{','.join(extras)}] @ {built[0].as_uri()}"


def run_tests(python: Path, names: set[str] | None = None) -> int:
    """Run these test modules, or all that need nothing beyond what is installed; return the exit code of pytest."""
    found = [path for folder in ("tests", "tests/long") for path in sorted((ROOT / folder).glob("test_*.py"))]
    paths = [path for path in found if names is None or path.name in names]
    lacking = {path: missing(python, imported(path)) for path in paths}
    for path, packages in lacking.items():
        if packages:
            print(f"  left to make test-all: {path.name}, which needs {', '.join(packages)}", flush=True)
    chosen = [path for path in paths if not lacking[path]]
    command: list[str | Path] = [python, "-m", "pytest", *PYTEST, *chosen]
    return subprocess.run(command, check=False, cwd=ROOT).returncode


def missing(python: Path, packages: set[str]) -> list[str]:
    """The packages that this Python does not have."""
    command: list[str | Path] = [python, "-c", FIND_MODULES, *sorted(packages)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()


def imported(path: Path) -> set[str]:
    """The packages that a test module imports anywhere, by their first name."""
    return set(_imported(ast.parse(path.read_text(encoding="utf-8"))))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def interpreter(version: str) -> Path | None:
    """A Python of this version: the current one, one on the path, or one from pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    on_path = shutil.which(f"python{version}")
    candidates = [Path(sys.executable), *([Path(on_path)] if on_path else [])]
    candidates += sorted(pyenv.glob(f"{version}.*/bin/python"))
    return next((path for path in candidates if answers(path, version)), None)


def answers(python: Path, version: str) -> bool:
    """Whether it runs and has this version: pyenv puts programs on the path that may not."""
    command: list[str | Path] = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == version


def uv(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "uv", *arguments]


def run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
