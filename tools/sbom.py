"""Write a bill of materials (CycloneDX 1.6, JSON) of the wheel with its core and all extras, and check the licences.

Run by `make packages`, in the project's folder, after the environment with all extras was created; the versions are the
newest at that time. It contains no time and no random number: the same versions give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PYTHON = ROOT / "build" / "environments" / "extras-all" / "bin" / "python"

# Licences under which a dependency may be used, changed and distributed together with code under the Apache License
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "Unlicense", "Zlib"),
    *("CNRI-Python", "PSF-2.0"),
    *("MPL-1.1", "MPL-2.0"),  # copyleft for the dependency's own files, which we do not change
}
CLASSIFIERS = {  # used if a package declares nothing more specific
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def main() -> int:
    wheel = next(DIST.glob("*.whl"))
    text = bill(wheel)
    if text != bill(wheel):
        raise SystemExit("the bill of materials is not reproducible")
    if errors := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise SystemExit(f"the bill of materials is not valid: {errors}")
    components = json.loads(text)["components"]
    if refused := [f"{part['name']}: {licence(part)}" for part in components if not allowed(licence(part))]:
        raise SystemExit("\n  ".join(["licences that are not on the list:", *refused]))
    path = DIST / f"{wheel.name.partition('-py3')[0]}.cdx.json"
    path.write_text(text, encoding="utf-8")
    core = [part["name"] for part in components if part["scope"] == "required"]
    print(f"{path.name}: {len(core)} packages with the core ({', '.join(core)}), {len(components)} with all extras;")
    print("  every licence is on the list")
    return 0


def bill(wheel: Path) -> str:
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--mc-type", "library"]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--spec-version", "1.6", str(PYTHON)]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    root = made["metadata"]["component"]
    root["version"] = wheel.name.split("-")[1]
    root["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}]
    root["components"] = list(map(article, sorted((ROOT / "seeds").glob("*.meta.json"))))
    core = reached(made)
    for part in made["components"]:
        part["scope"] = "required" if part["bom-ref"] in core else "optional"
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def article(meta: Path) -> dict[str, Any]:
    """The part of the wheel under a different licence: the seed article, which belongs to its publisher."""
    told = json.loads(meta.read_text(encoding="utf-8"))
    text = meta.with_name(meta.name.replace(".meta.json", ".txt")).read_bytes()
    return {
        "type": "data",
        "name": told["title"],
        "supplier": {"name": told["publisher"]},
        "copyright": f"{told['publisher']}, {told['published']}",
        "licenses": [{"license": {"name": "All rights are the publisher's; see NOTICE"}}],
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(text).hexdigest()}],
    }


def reached(made: dict[str, Any]) -> set[str]:
    """The references of the core's dependencies, direct and indirect."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = named(project["dependencies"])
    # cattrs can use msgspec and lists it as a dependency when installed, but an extra's packages do not belong to the
    # core
    extra = named(line for lines in project["optional-dependencies"].values() for line in lines) - names
    todo = [part["bom-ref"] for part in made["components"] if part["name"].lower() in names]
    leads_to = {one["ref"]: one.get("dependsOn", []) for one in made["dependencies"]}
    found: set[str] = set()
    while todo:
        reference = todo.pop()
        if reference not in found and reference.partition("==")[0].lower() not in extra:
            found.add(reference)
            todo += leads_to.get(reference, [])
    return found


def named(requirements: Iterable[str]) -> set[str]:
    """The packages named in requirements."""
    return {re.split(r"[^\w.-]", line)[0].lower() for line in requirements}


def licence(part: dict[str, Any]) -> str:
    """The licence that a package declares, as an SPDX expression; empty if it declares no known one."""
    declared = part.get("licenses", [])
    exact = [one["expression"] if "expression" in one else one["license"].get("id", "") for one in declared]
    if any(exact):
        return " AND ".join(filter(None, exact))
    return " AND ".join(CLASSIFIERS.get(one["license"].get("name", ""), "unknown") for one in declared)


def allowed(expression: str) -> bool:
    """Whether all applicable licences are on the list. Brackets are ignored, which can only make this stricter."""
    parts = re.sub("[()]", "", expression).split(" AND ")
    return all(any(one.strip() in ALLOWED for one in part.split(" OR ")) for part in parts)


if __name__ == "__main__":
    sys.exit(main())
