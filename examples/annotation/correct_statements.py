"""Mark statements, correct them in brat, read them back: ``python correct_statements.py FOLDER``."""

import sys
from pathlib import Path

from newsevents import BundleError, extract, ground, load_seed
from newsevents.formats.brat import brat_config, from_brat, to_brat


def export(folder: Path) -> None:
    """Read an article by rules, and write what an annotator opens in brat: text, marks, configuration."""
    bundle = extract(load_seed().article)
    text = bundle.article.text or ""
    (folder / "article.txt").write_bytes(text.encode())
    (folder / "article.ann").write_text(to_brat(bundle, profile="statements"), "utf-8", newline="")
    (folder / "annotation.conf").write_text(brat_config(profile="statements"), "utf-8")


def annotate(folder: Path) -> None:
    """Do what an annotator does in brat: change a kind, and add a remark to another statement."""
    path = folder / "article.ann"
    lines = path.read_text("utf-8").splitlines()
    first = next(index for index, line in enumerate(lines) if "\tStatementKind E1 " in line)
    lines[first] = lines[first].rpartition(" ")[0] + " opine"
    notes = [index for index, line in enumerate(lines) if "\tAnnotatorNotes E2\t" in line]
    lines[notes[0]] = lines[notes[0]].rpartition("\t")[0] + "\tis this one statement or two?"
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="")


def read_back(folder: Path) -> None:
    """Read the annotations into a bundle, and report what could not be read."""
    article = load_seed().article
    faults: list[BundleError] = []
    draft = from_brat(article, (folder / "article.ann").read_text("utf-8"), on_error=faults.append)
    bundle = ground(article, draft)
    print(len(bundle.statements), "statements; the first is now:", bundle.statements[0].kind)
    for fault in faults:
        for issue in fault.issues:
            print(f"{issue.path}: {issue.message}")


def main(folder: str) -> None:
    """Do all three steps."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    export(Path(folder))
    annotate(Path(folder))
    read_back(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
