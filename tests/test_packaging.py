"""The distribution: the wheel and the sdist contain what they should and no more, and every file states the same
version.

The wheel is the installed one, as in `make unit`.
"""

from __future__ import annotations

import json
import re
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import newsevents
from newsevents.seeds import seed_article

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = f"newsevents-{newsevents.__version__}"

# the package's files other than modules
DATA = [
    "newsevents/py.typed",
    "newsevents/data/*.txt",
    "newsevents/data/precision.csv",
    "newsevents/data/english/*.txt",
    "newsevents/data/english/analyser.bin",
    "newsevents/formats/jsonld/vocabulary.toml",
    "newsevents/formats/page/page.css",
    "newsevents/formats/page/page.js",
    "newsevents/formats/plover/codebook.toml",
    "newsevents/formats/prompts/fields.toml",
    "newsevents/formats/prompts/guide.md",
    "newsevents/rules/catalogue.toml",
]
METADATA = ["METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"]
# the top level of the sdist, and files that it must not contain
TOP_OF_SDIST = {
    *(".gitignore", "PKG-INFO", "pyproject.toml", "Makefile", "mkdocs.yml"),
    *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "NOTICE", "README.md", "SECURITY.md"),
    *("benchmarks", "docs", "examples", "fuzz", "seeds", "src", "tests", "tools"),
}
MADE = re.compile(r"__pycache__|[.](pyc|so|whl|egg-info|coverage)$|/(build|dist|site|node_modules|[.].*_cache)/")


def installed() -> Distribution:
    return distribution("newsevents")


def in_place() -> bool:
    """Whether the package is installed in place, so that these tests do not run on what is in `dist/`."""
    source = json.loads(installed().read_text("direct_url.json") or "{}")
    return bool(source.get("dir_info", {}).get("editable"))


needs_wheel = pytest.mark.skipif(in_place(), reason="the package is installed in place: there is no wheel to look at")


@pytest.fixture(scope="module")
def wheel() -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(ROOT / "dist" / f"{NAME}-py3-none-any.whl") as opened:
        yield opened


@pytest.fixture(scope="module")
def sdist() -> Iterator[tarfile.TarFile]:
    with tarfile.open(ROOT / "dist" / f"{NAME}.tar.gz") as opened:
        yield opened


def metadata(wheel: zipfile.ZipFile) -> Message:
    return Parser().parsestr(wheel.read(f"{NAME}.dist-info/METADATA").decode())


def of_the_tree(folder: str) -> set[str]:
    """The files below a folder of the tree, without caches."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if not MADE.search(path.as_posix())}


def test_one_version_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d.*?)\] - (\S+)$", changelog, re.MULTILINE)
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    cited = re.findall(r"^(?:version|date-released): (.*)$", citation, re.MULTILINE)

    assert installed().version == newsevents.__version__
    assert released[0] == tuple(cited)
    assert newsevents.__version__ == cited[0]


def test_the_citation_and_the_package_agree_on_what_it_is() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    for line in [f"title: {PROJECT['name']}", f"license: {PROJECT['license']}", "cff-version: 1.2.0"]:
        assert f"\n{line}\n" in f"\n{citation}"
    assert f"  - name: {PROJECT['authors'][0]['name']}\n" in citation


def test_the_lowest_python_is_the_first_of_the_classifiers_and_what_the_checkers_check() -> None:
    told = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert PROJECT["requires-python"] == f">={told[0]}"
    assert whole["tool"]["pyright"]["pythonVersion"] == told[0]
    assert whole["tool"]["ruff"]["target-version"] == "py" + told[0].replace(".", "")
    assert [version.partition(".")[0] for version in told] == ["3"] * len(told)
    minors = [int(version.partition(".")[2]) for version in told]
    assert minors == list(range(minors[0], minors[-1] + 1))


def test_every_requirement_has_a_lowest_version_that_is_tested_and_no_highest() -> None:
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    for line in [*PROJECT["dependencies"], *extras]:
        assert re.fullmatch(r"[\w-]+>=\d+(\.\d+)*", line), line


def test_the_contributing_guide_lists_every_requirement_and_its_lowest_version() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:`(\w+)` \| )?\[([\w-]+)\]\(\S+\) \| (\S+) \|", page, re.MULTILINE)
    extras = PROJECT["optional-dependencies"]
    needed = [("", line) for line in PROJECT["dependencies"]] + [(name, one) for name in extras for one in extras[name]]

    assert sorted((extra, f"{name}>={lowest}") for extra, name, lowest in rows) == sorted(needed)


def test_the_build_is_pinned_by_digests_to_a_backend_that_the_project_allows() -> None:
    pinned = (ROOT / "tools" / "build-constraints.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", pinned, flags=re.MULTILINE)[1:]
    (allowed,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    backend = next(entry for entry in entries if entry.startswith("hatchling=="))

    for entry in entries:
        assert re.match(r"[\w-]+==[\w.]+ \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+\Z", entry), entry
    assert number(backend.removeprefix("hatchling==")) >= number(allowed.removeprefix("hatchling>="))


def number(version: str) -> list[int]:
    found = re.match(r"\d+(\.\d+)*", version)
    assert found is not None
    return [int(part) for part in found[0].split(".")]


@needs_wheel
def test_the_wheel_has_the_package_its_data_the_seeds_and_its_metadata(wheel: zipfile.ZipFile) -> None:
    package = {name.removeprefix("src/") for name in of_the_tree("src")}
    seeds = {f"newsevents/data/{name}" for name in of_the_tree("seeds")}
    assert set(wheel.namelist()) == package | seeds | {f"{NAME}.dist-info/{name}" for name in METADATA}


@needs_wheel
def test_the_wheel_has_no_file_of_another_kind(wheel: zipfile.ZipFile) -> None:
    kinds = [
        "newsevents/*.py",
        "newsevents/*/*.py",
        "newsevents/*/*/*.py",
        "newsevents/data/seeds/*.txt",
        "newsevents/data/seeds/*.json",
        *DATA,
    ]
    inside = [PurePosixPath(name) for name in wheel.namelist() if not name.startswith(f"{NAME}.dist-info/")]
    for path in inside:
        # a pattern without a wildcard at the start matches from the right: this many parts make it match the whole path
        assert any(path.match(kind) and len(path.parts) == kind.count("/") + 1 for kind in kinds), path
    for kind in kinds:
        assert any(path.match(kind) for path in inside), kind


@needs_wheel
def test_the_wheel_is_for_every_python_and_platform_and_runs_no_code_when_it_is_installed(
    wheel: zipfile.ZipFile,
) -> None:
    told = Parser().parsestr(wheel.read(f"{NAME}.dist-info/WHEEL").decode())
    assert told["Root-Is-Purelib"] == "true"
    assert told.get_all("Tag") == ["py3-none-any"]
    assert not [
        name for name in wheel.namelist() if name.endswith((".pth", ".so", ".pyd", "setup.py")) or ".data/" in name
    ]


@needs_wheel
def test_the_metadata_say_what_the_project_says(wheel: zipfile.ZipFile) -> None:
    told = metadata(wheel)
    assert told["Name"] == PROJECT["name"]
    assert told["Version"] == newsevents.__version__
    assert told["License-Expression"] == PROJECT["license"]
    assert told["Requires-Python"] == PROJECT["requires-python"]
    assert told.get_all("Classifier") == PROJECT["classifiers"]
    assert sorted(told.get_all("Provides-Extra", [])) == sorted(PROJECT["optional-dependencies"])
    core = [line for line in told.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(core) == sorted(PROJECT["dependencies"])
    assert told["Description-Content-Type"] == "text/markdown"
    assert told.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")
    for file in PROJECT["license-files"]:
        assert wheel.read(f"{NAME}.dist-info/licenses/{file}") == (ROOT / file).read_bytes()


def test_the_notice_tells_whose_the_seed_article_is() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    article = seed_article()
    for words in (article.title, article.publisher, str(article.published), *article.editors):
        assert words is not None
        assert words in notice
    for name in (ROOT / "seeds").glob("*.txt"):
        assert f"seeds/{name.name}" in notice


@needs_wheel
def test_the_command_is_the_only_entry_point(wheel: zipfile.ZipFile) -> None:
    told = wheel.read(f"{NAME}.dist-info/entry_points.txt").decode()
    assert told.split("\n") == ["[console_scripts]", "newsevents = newsevents.cli:main", ""]


@needs_wheel
def test_what_is_installed_is_the_wheel(wheel: zipfile.ZipFile) -> None:
    package = Path(newsevents.__file__).parent.parent
    for name in wheel.namelist():
        if name.startswith("newsevents/"):
            assert (package / name).read_bytes() == wheel.read(name), name


@needs_wheel
def test_the_sdist_has_what_building_and_testing_need(sdist: tarfile.TarFile) -> None:
    names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {name.partition("/")[0] for name in names} == TOP_OF_SDIST
    for folder in ["src", "seeds", "tests", "docs", "examples", "benchmarks", "fuzz", "tools"]:
        assert {name for name in names if name.startswith(f"{folder}/")} == of_the_tree(folder)


@needs_wheel
def test_the_sdist_has_no_caches_and_nothing_that_was_built(sdist: tarfile.TarFile) -> None:
    assert not [name for name in sdist.getnames() if MADE.search(name)]


@needs_wheel
def test_the_archives_say_nothing_of_who_built_them_where_and_when(
    sdist: tarfile.TarFile, wheel: zipfile.ZipFile
) -> None:
    members = sdist.getmembers()
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert len({member.mtime for member in members}) == 1
    assert {member.mode for member in members} <= {0o644, 0o755}
    assert len({member.date_time for member in wheel.infolist()}) == 1
    assert all(member.isreg() for member in members), "a link or a device"
