"""The output of released versions stays readable for ever; a copied or pickled bundle is the same bundle.

The files are in ``compat/``, a folder for each release; ``compat/write.py`` makes it.
"""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import (
    Bundle,
    BundleError,
    Difference,
    Draft,
    Issue,
    Issues,
    compare,
    diff,
    ground,
    locate,
)
from newsevents.draft import loads_draft
from newsevents.formats.jsonld import from_jsonld
from newsevents.formats.plover import to_plover
from newsevents.model.fields import classes_of
from newsevents.testing import bundles, drafts

from .compat.samples import BUNDLES, DRAFTS
from .compat.write import SUMS, digest, write_release
from .example import ARTICLE, BUNDLE, DRAFT, with_record
from .settings import examples

HERE = Path(__file__).parent
RELEASES = [path.parent for path in sorted((HERE / "compat").glob(f"*/{SUMS}"))]
PRESENT = "this version"

relaxed = settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)

# --- files of releases


@pytest.fixture(
    scope="module",
    params=[*RELEASES, pytest.param(PRESENT, marks=pytest.mark.long)],
    ids=lambda folder: getattr(folder, "name", folder),
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of each release, and those that this version would write."""
    if request.param == PRESENT:
        path = tmp_path_factory.mktemp("compat") / "present"
        write_release(path)
        return path
    return request.param


def texts_of(folder: Path, ending: str) -> dict[str, str]:
    """The files with a given suffix and no other dot in their names, by their names without it."""
    found = {path.name.removesuffix(ending): path.read_bytes().decode() for path in folder.glob(f"*{ending}")}
    return {name: text for name, text in found.items() if "." not in name}


def is_current(text: str) -> bool:
    return json.loads(text)["format_version"] == newsevents.FORMAT_VERSION


def indent_of(text: str) -> int | None:
    return 2 if text.startswith("{\n") else None


def test_every_release_of_the_changelog_has_its_files_and_no_other() -> None:
    changelog = (HERE.parent / "CHANGELOG.md").read_text("utf-8")
    assert sorted(re.findall(r"^## \[(\d[^]]*)\]", changelog, re.MULTILINE)) == [path.name for path in RELEASES]


def test_files_of_a_release_stay_byte_for_byte(folder: Path) -> None:
    told = dict(reversed(line.split("  ")) for line in (folder / SUMS).read_text("ascii").splitlines())
    assert told == {path.name: digest(path) for path in folder.iterdir() if path.name != SUMS}


def test_every_format_of_a_release_means_the_same_bundles(folder: Path) -> None:
    by_name = {name: newsevents.loads(text) for name, text in texts_of(folder, ".json").items()}
    assert len(set(by_name.values())) == len(by_name) >= 4
    assert {name: from_jsonld(json.loads(text)) for name, text in texts_of(folder, ".jsonld").items()} == by_name
    lines = list(newsevents.read_jsonl(folder / "bundles.jsonl"))
    assert set(lines) == set(by_name.values())


@pytest.mark.long
def test_the_tables_of_a_release_mean_the_same_bundles(folder: Path) -> None:
    from newsevents.formats.tables import read_bundles

    lines = list(newsevents.read_jsonl(folder / "bundles.jsonl"))
    assert list(read_bundles(folder / "bundles.parquet")) == lines


def test_bundles_of_the_present_format_are_written_as_the_same_bytes(folder: Path) -> None:
    for name, text in texts_of(folder, ".json").items():
        if is_current(text):
            assert newsevents.dumps(newsevents.loads(text), indent=indent_of(text)) + "\n" == text, name
    for line in (folder / "bundles.jsonl").read_bytes().splitlines():
        if is_current(line.decode()):
            assert newsevents.dumps(newsevents.loads(line)).encode() == line


def test_drafts_of_a_release_are_read_and_written_as_the_same_bytes(folder: Path) -> None:
    texts = texts_of(folder, ".draft.json")
    assert texts
    for name, text in texts.items():
        read = loads_draft(text)
        assert newsevents.dumps(read, indent=2) + "\n" == text or not is_current(text), name


def test_a_draft_with_its_offsets_grounds_to_the_bundle_that_it_grounded_to(folder: Path) -> None:
    bundle = newsevents.load(folder / "odd.json")
    assert ground(bundle.article, Draft.from_file(folder / "odd.draft.json")) == bundle


@pytest.mark.parametrize("what", ["bundle", "draft"])
def test_files_of_a_release_fit_its_schema_and_the_present_one(folder: Path, what: Any) -> None:
    then = json.loads((folder / f"{what}.schema.json").read_bytes())
    files = texts_of(folder, ".draft.json" if what == "draft" else ".json")
    for schema in (then, newsevents.json_schema(what)):
        validator = jsonschema.Draft202012Validator(schema)
        for text in files.values():
            if schema is then or is_current(text):
                validator.validate(json.loads(text))


@pytest.mark.long
def test_a_change_to_a_file_of_a_release_is_found(tmp_path: Path) -> None:
    write_release(tmp_path / "0")
    path = tmp_path / "0" / "least.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(AssertionError):
        test_files_of_a_release_stay_byte_for_byte(tmp_path / "0")


# --- their content

SAMPLES = [*BUNDLES.values(), *DRAFTS.values()]


def objects(value: Any) -> Iterator[Any]:
    """A value and every object inside it."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from objects(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from objects(item)


EVERYTHING = [one for sample in SAMPLES for one in objects(sample)]
CLASSES = {*classes_of(Bundle), *classes_of(Draft)}


@pytest.mark.parametrize("cls", sorted(CLASSES, key=lambda cls: cls.__name__), ids=lambda cls: cls.__name__)
def test_the_samples_fill_every_field(cls: Any) -> None:
    here = [one for one in EVERYTHING if type(one) is cls]
    for field in attrs.fields(cls):
        if field.name != "format_version":
            assert any(getattr(one, field.name) not in (field.default, None) for one in here), field.name


def test_the_samples_have_every_member_of_every_vocabulary() -> None:
    enums = [getattr(newsevents.model.vocabulary, name) for name in newsevents.model.vocabulary.__all__]
    members = {(enum, member.name) for enum in enums for member in enum}  # members of two enums may be equal
    assert members == {(type(one), one.name) for one in EVERYTHING if isinstance(one, StrEnum)}


# --- copies


GROUNDED = ground(
    ARTICLE, attrs.evolve(DRAFT, statements=[attrs.evolve(DRAFT.statements[0], cue="x")]), on_error="keep"
)
OTHER = with_record("actors", 0, name="Veldorian Republic", country="PT")
VALUES: list[Any] = [
    *BUNDLES.values(),
    *DRAFTS.values(),
    *{type(one): one for one in EVERYTHING if attrs.has(type(one))}.values(),
    BUNDLE.attribution(BUNDLE.allegations[0]),
    GROUNDED,
    GROUNDED.issues,
    diff(BUNDLE, OTHER),
    newsevents.RULES["span-text"],
    *locate(ARTICLE.text, "Ana duarte"),
]
COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": lambda one, p=protocol: pickle.loads(pickle.dumps(one, p)) for protocol in range(2, 6)},
}


@pytest.mark.parametrize("again", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_copy_is_equal_and_has_the_same_hash(value: Any, again: Callable[[Any], Any]) -> None:
    other = again(value)
    assert type(other) is type(value)
    assert other == value
    assert hash(other) == hash(value)
    assert repr(other) == repr(value)


@pytest.mark.parametrize("again", COPIES.values(), ids=COPIES)
def test_what_holds_a_dict_is_equal_too(again: Callable[[Any], Any]) -> None:
    for value in (compare(BUNDLE, OTHER), to_plover(BUNDLE)):
        assert again(value) == value


@relaxed
@given(bundles(), st.sampled_from(list(COPIES)), st.booleans())
def test_a_copied_bundle_is_the_same_bundle(bundle: Bundle, how: str, asked: bool) -> None:
    if asked:
        answers(bundle)
    other = COPIES[how](bundle)
    assert other == bundle
    assert hash(other) == hash(bundle)
    assert newsevents.dumps(other) == newsevents.dumps(bundle)
    assert answers(other) == answers(bundle)


@relaxed
@given(drafts(), st.sampled_from(list(COPIES)))
def test_a_copied_draft_grounds_to_the_same_bundle(pair: tuple[newsevents.Article, Draft], how: str) -> None:
    article, draft = COPIES[how](pair)
    assert (article, draft) == pair
    assert ground(article, draft) == ground(*pair)


def answers(bundle: Bundle) -> list[Any]:
    """The bundle's answers to every query; each fills a cache."""
    about = (
        *(bundle.statements_by, bundle.statements_about, bundle.statements_to),
        *(bundle.allegations_by, bundle.allegations_against, bundle.meetings_of, bundle.members),
    )
    asked = [question(actor.id) for actor in bundle.actors for question in about]
    chains = [bundle.attribution(record) for record in (*bundle.events, *bundle.sources)]
    return [bundle.records, bundle.events, bundle.timeline, bundle.in_own_voice(), *asked, *chains]


@pytest.mark.parametrize("protocol", range(2, 6))
def test_a_pickle_carries_no_answers(protocol: int) -> None:
    bundle = newsevents.loads(newsevents.dumps(BUNDLE))
    before = pickle.dumps(bundle, protocol)
    answers(bundle)
    assert len(pickle.dumps(bundle, protocol)) == len(before)


@pytest.mark.parametrize(
    "value", [BUNDLE, BUNDLE.actors[0], BUNDLE.meetings[0].when], ids=lambda value: type(value).__name__
)
def test_a_copy_is_frozen_too(value: Any) -> None:
    for again in COPIES.values():
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            again(value).id = "x"


def test_a_bundle_that_is_changed_on_copying_is_checked_again() -> None:
    replace = [attrs.evolve, *([copy.replace] if sys.version_info >= (3, 13) else [])]
    for again in replace:
        assert again(BUNDLE, meetings=[], statements=[], allegations=[]).meetings == ()
        with pytest.raises(BundleError) as caught:
            again(BUNDLE, sources=())
        assert {issue.code for issue in caught.value.issues} == {"unknown-id"}


# --- errors


def errors() -> list[Exception]:
    """An error of every class that the library raises deliberately."""
    with pytest.raises(BundleError) as caught:
        with_record("actors", 5, country="UK")
    return [
        caught.value,
        BundleError([Issue("a", "type", "m", value=("x", None), fix="f", line=3)]),
        newsevents.MissingExtraError("a table", "tables"),
        newsevents.ExtractionError("no text"),
        newsevents.NewsEventsError("base"),
    ]


@pytest.mark.parametrize("again", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("error", errors(), ids=lambda error: type(error).__name__)
def test_a_copied_error_says_the_same(error: Exception, again: Callable[[Any], Any]) -> None:
    other = again(error)
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert vars(other) == vars(error)


def test_copied_issues_are_issues() -> None:
    for again in COPIES.values():
        assert type(again(GROUNDED.issues)) is Issues
        assert again(GROUNDED.issues).to_table() == GROUNDED.issues.to_table()
        assert type(again(diff(BUNDLE, OTHER))) is Difference


# --- between processes


def test_bundles_drafts_and_errors_pass_between_spawned_processes() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(newsevents.loads, (newsevents.dumps(BUNDLE),)) == BUNDLE
        assert pool.apply(newsevents.dumps, (BUNDLE,)) == newsevents.dumps(BUNDLE)
        assert pool.apply(ground, (ARTICLE, DRAFT)) == BUNDLE
        assert pool.apply(diff, (BUNDLE, OTHER)) == diff(BUNDLE, OTHER)
        with pytest.raises(BundleError) as caught:
            pool.apply(newsevents.loads, ("{}",))
    with pytest.raises(BundleError) as here:
        newsevents.loads("{}")
    assert caught.value.issues == here.value.issues


UNPICKLE = """
import pickle, sys
import newsevents
text, bundle, keys = pickle.load(sys.stdin.buffer)
again = newsevents.loads(text)
assert again == bundle and hash(again) == hash(bundle) and again in {bundle} and bundle in {again: 1}
assert keys == set(again.records) and all(record in keys for record in bundle.records)
assert newsevents.dumps(bundle) == text and bundle.events == again.events
"""


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_an_unpickled_bundle_hashes_like_one_made_where_strings_hash_otherwise(seed: str) -> None:
    hash(BUNDLE)
    answers(BUNDLE)
    data = pickle.dumps((newsevents.dumps(BUNDLE), BUNDLE, set(BUNDLE.records)))
    env = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", UNPICKLE], input=data, capture_output=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
