"""Every input kept by the fuzzer is run again without the fuzzer, so that fixed bugs stay fixed."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from newsevents import BundleError, Issue

from ..public_api import functions

FUZZ = Path(__file__).resolve().parents[2] / "fuzz"


def load(name: str) -> ModuleType:
    """Load a module of the fuzzer's folder, which is not a package."""
    spec = importlib.util.spec_from_file_location(f"fuzz_{name}", FUZZ / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look up the module of a class there
    spec.loader.exec_module(module)
    return module


targets, mutators, run = load("targets"), load("mutators"), load("run")
any_target = pytest.mark.parametrize("target", targets.TARGETS)


def inputs(target: str) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted((FUZZ / "corpus" / target).iterdir())]


def changed(target: str, count: int) -> Iterator[bytes]:
    """Inputs of the corpus, mutated as by the fuzzer, always the same."""
    rng = random.Random(target)
    kept = [data for _, data in inputs(target)]
    for number in range(count):
        data = mutators.MUTATORS[target](rng.choice(kept), run.LONGEST, random.Random(number))
        if data is not None:
            yield data


@any_target
def test_what_the_fuzzer_kept_breaks_no_promise(target: str) -> None:
    for name, data in inputs(target):
        try:
            targets.TARGETS[target](data)
        except Exception as error:
            error.add_note(f"the input is fuzz/corpus/{target}/{name}")
            raise


@any_target
def test_what_the_fuzzer_kept_with_some_changes_breaks_no_promise(target: str) -> None:
    for data in changed(target, 25):
        try:
            targets.TARGETS[target](data)
        except Exception as error:
            error.add_note(f"the input is {data!r}")
            raise


@any_target
def test_changes_are_the_same_each_time_and_have_the_room_they_get(target: str) -> None:
    made = list(changed(target, 25))
    assert made == list(changed(target, 25))
    assert len(set(made)) > 15
    _, data = inputs(target)[0]
    short = [mutators.MUTATORS[target](data, 10, random.Random(number)) for number in range(25)]
    assert all(one is None or len(one) <= 10 for one in short)


@pytest.mark.parametrize("target", mutators.CROSSOVERS)
def test_a_part_of_one_input_is_put_into_another(target: str) -> None:
    kept = [data for _, data in inputs(target)]
    rng = random.Random(target)
    crossed = [mutators.CROSSOVERS[target](*rng.choices(kept, k=2), run.LONGEST, rng) for _ in range(40)]
    assert len({data for data in crossed if data is not None} - set(kept)) > 10


def test_every_target_has_its_folder_and_its_mutator_and_the_corpus_is_small() -> None:
    assert sorted(path.name for path in (FUZZ / "corpus").iterdir()) == sorted(targets.TARGETS)
    assert mutators.MUTATORS.keys() == targets.TARGETS.keys()
    sizes = [len(data) for target in targets.TARGETS for _, data in inputs(target)]
    assert sum(sizes) <= 310_000
    assert max(sizes) <= run.LONGEST


DOORS = {
    "Answer.ground": "ground",
    "Article.from_file": "extract",
    "Article.from_text": "articles",
    "Bundle.attach": "bundle",
    "Draft.from_file": "draft",
    "Draft.from_json": "draft",
    "ModelExtractor.ground": "ground",
    "ModelExtractor.read": "draft",
    "RuleExtractor.read": "extract",
    "RuleExtractor.read_many": "extract",
    "check": "bundle",
    "explain": "extract",
    "extract": "extract",
    "extract_many": "extract",
    "from_dict": "bundle",
    "ground": "ground",
    "load": "bundle",
    "load_jsonl": "lines",
    "loads": "bundle",
    "locate": "ground",
    "read_answer": "draft",
    "read_jsonl": "lines",
    "revise": "revisions",
    "revision.loads": "revisions",
    "dates.find": "dates",
    "dates.resolve": "dates",
    "distributed.extract_batch": "rows",
    "distributed.extract_ray": "rows",
    "distributed.extract_spark": "rows",
    "formats.articles.article_from_fields": "articles",
    "formats.articles.from_html": "html",
    "formats.articles.from_ninjs": "articles",
    "formats.articles.read_article": "articles",
    "formats.articles.read_articles": "lines",
    "formats.brat.from_brat": "brat",
    "formats.doccano.from_doccano": "marks",
    "formats.jsonld.from_jsonld": "jsonld",
    "formats.labelstudio.from_labelstudio": "marks",
    "formats.langextract.from_langextract": "marks",
    "formats.tables.read_bundles": "rows",
    "reading.BuiltinAnalyser.parse": "extract",
    "reading.BuiltinAnalyser.parse_many": "extract",
    "reading.SpacyAnalyser.parse": "extract",
    "reading.SpacyAnalyser.parse_many": "extract",
}
"""Every public function that accepts foreign data, and the target that covers it or a function it relies on."""

INSIDE = re.compile(
    r"Bundle\.|Revision\.|revision\.history|Article\.span|Draft\.from_bundle|Issues?\.|Score\.|Extractor\.|reading\.Analyser\.|testing\.|"
    r"(.*\.)?(to_\w+|write_\w+|dumps?|\w+_schema|schema|\w+_config|\w+_labels|load_seed|prompt_guide)$|"
    r"(compare|diff|register|show)$|formats\.(charts|diff|html|page|plover|text|ftm)\.|formats\.tables\.(Table\.|table$)"
)
"""The functions that only take objects that already exist and are valid, or take nothing."""


def test_every_door_has_a_target() -> None:
    assert set(DOORS.values()) == targets.TARGETS.keys()
    assert sorted(DOORS) == sorted(name for name in functions() if name in DOORS or not INSIDE.match(name))


def test_the_dictionary_has_the_form_that_libfuzzer_reads() -> None:
    lines = mutators.dictionary().splitlines()
    assert r'"\x22speaker_ids\x22:"' in lines
    assert '"condemn"' in lines
    assert all(re.fullmatch(r'"([^"\\]|\\x[0-9a-f]{2})+"', line) for line in lines)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("", True),
        ("a[1].b", True),
        ("a[1].c", True),  # a missing field
        ("a[2]", False),
        ("a[1].c.d", False),
        ("x.y", True),
        ("one[0].b", True),  # a single value may replace a list
        ("one[1].b", False),
        ("text.b", False),
    ],
)
def test_a_path_leads_to_a_value_or_to_a_missing_field(path: str, leads: bool) -> None:
    values = {"a": [1, {"b": 2}], "x.y": 3, "one": {"b": 4}, "text": "b"}
    assert targets._leads(path, values) is leads


def test_a_target_fails_where_a_promise_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> None:
        raise BundleError([Issue("actors[7].id", "id-form", "an id was expected")])

    monkeypatch.setattr(targets, "loads", refuse)
    with pytest.raises(AssertionError, match=r"actors\[7\].id leads nowhere"):
        targets.TARGETS["bundle"](b'{"actors": []}')


def test_without_atheris_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["run.py", "1"])
    assert run.main() == 2
    assert "atheris is not installed" in capsys.readouterr().out
