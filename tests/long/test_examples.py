"""The scripts in ``examples/`` that people copy, run unchanged with the installed package."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(script: str, *args: str, folder: Path, told: str = "") -> list[str]:
    """The lines that a script prints to standard output."""
    start = ["sh"] if script.endswith(".sh") else [sys.executable, "-W", "error"]
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    line = [*start, str(EXAMPLES / script), *args]
    done = subprocess.run(line, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=env)
    assert (done.returncode, done.stderr) == (0, told)
    return done.stdout.splitlines()


def test_a_journalist_gets_a_table_of_who_said_what(tmp_path: Path) -> None:
    lines = run("notebook/who_said_what.py", folder=tmp_path)
    assert any(line.startswith("Park Jin ") and "confirm" in line for line in lines)
    with (tmp_path / "who_said_what.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["record"] for row in rows} == {"statement", "allegation"}
    assert any(row["accused"] == "China" for row in rows)


def test_an_annotator_exports_corrects_and_reads_back(tmp_path: Path) -> None:
    first, *faults = run("annotation/correct_statements.py", "work", folder=tmp_path)
    assert first.endswith("statements; the first is now: opine")
    assert len(faults) == 1
    assert "the Statement 'The United States, South Korea" in faults[0]
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == [
        "annotation.conf",
        "article.ann",
        "article.txt",
    ]


def test_an_engineer_keeps_bundles_in_classes_of_his_own(tmp_path: Path) -> None:
    found, *fault = run("typed/archive.py", folder=tmp_path)
    assert found == "world: 4 statements by Japan, 0 unattributed claims"
    assert fault == ["1 issue", "  article: [missing-field] a required field is missing"]


def test_a_model_is_told_what_was_wrong_and_answers_again(tmp_path: Path) -> None:
    fault, read = run("model/ask_and_correct.py", folder=tmp_path)
    assert "the article has “would” where the quote has “will”" in fault
    assert read == "Lena Voss | say | the quay would be closed | 2024-05-14"


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
def test_a_social_scientist_asks_a_folder_of_articles(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    texts = [f"Ana Lima accused Rui Costa of theft. It was day {number}." for number in range(3)]
    texts += ["Rui Costa accused Ana Lima of fraud. Costa said it was late.", "Мост безопасен, сказал мэр."]
    for number, text in enumerate(texts):
        (tmp_path / "articles" / f"{number}.txt").write_text(text, "utf-8")
    refused = "error: articles/4.txt: text: [not-english] only English is read, but the text is in another script"
    told = f"{refused}\nnewsevents: 5 articles: 4 bundles, 1 refused\n"
    _, *counts = run("study/who_accuses_whom.sh", "articles", folder=tmp_path, told=told)
    assert [line.split() for line in counts] == [
        ["Ana", "Lima", "Rui", "Costa", "3"],
        ["Rui", "Costa", "Ana", "Lima", "1"],
    ]
