"""How fast a bundle is read and written, compared with other data modelling libraries on the same content.

    python benchmarks/loading.py [--write PAGE.md]

The content is a realistic bundle (`realistic.py`): 25 actors, 10 sources, 15 statements, 4 meetings, 10 allegations,
101 spans. newsevents checks every rule and refuses unknown fields; the models of the others have the same fields and
types, also refuse unknown fields, and check no rules. The compared functions alternate in one process, measured in
processor time; memory and starts are measured in separate processes. Figures are ratios to pydantic v2: for speed, 2 is
twice as fast; for memory and cold starts, 0.5 is half. With ``--write`` the table replaces the one between two markers
in a page.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import gc
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import types
import typing
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

import newsevents
from newsevents.model.moments import Moment

sys.path.insert(0, str(Path(__file__).parent))
from realistic import make_bundle

ROUNDS = 40
HELD = 10_000
BEGIN, END = "<!-- begin: benchmarks/loading.py -->", "<!-- end -->"

Work = Callable[[], object]

# --- the same model in other libraries


def model(cls: Any, make: Callable[[Any, list[tuple[str, Any, Any]]], Any], moment: Any, done: dict[Any, Any]) -> Any:
    """A class of another library with the fields of a newsevents class."""
    if cls not in done:
        hints = {field.name: eval(field.type, vars(sys.modules[cls.__module__])) for field in attrs.fields(cls)}
        fields = [
            (field.name, _hint(hints[field.name], make, moment, done), field.default) for field in attrs.fields(cls)
        ]
        done[cls] = make(cls, fields)
    return done[cls]


def _hint(hint: Any, make: Any, moment: Any, done: dict[Any, Any]) -> Any:
    if hint == Moment:
        return moment
    if isinstance(hint, types.UnionType):
        arguments = typing.get_args(hint)
        if dt.date in arguments:
            return moment | None
        return typing.Union[tuple(_hint(one, make, moment, done) for one in arguments)]  # noqa: UP007
    if typing.get_origin(hint) is tuple:
        return tuple[_hint(typing.get_args(hint)[0], make, moment, done), ...]
    return model(hint, make, moment, done) if attrs.has(hint) else hint


def pydantic_model() -> Any:
    import pydantic

    config = pydantic.ConfigDict(extra="forbid", frozen=True)

    def make(cls: Any, fields: list[tuple[str, Any, Any]]) -> Any:
        given = {name: (hint, ... if default is attrs.NOTHING else default) for name, hint, default in fields}
        return pydantic.create_model(cls.__name__, __config__=config, **given)

    return model(newsevents.Bundle, make, dt.date | dt.datetime, {})


def struct_model() -> Any:
    import msgspec

    def make(cls: Any, fields: list[tuple[str, Any, Any]]) -> Any:
        given = [one[:2] if one[2] is attrs.NOTHING else one for one in fields]
        options = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True, "omit_defaults": True}
        return msgspec.defstruct(cls.__name__, given, **options)

    return model(newsevents.Bundle, make, str, {})


def mashumaro_model() -> Any:
    from mashumaro.config import BaseConfig
    from mashumaro.mixins.orjson import DataClassORJSONMixin

    class Config(BaseConfig):
        forbid_extra_keys = True
        omit_default = True

    def make(cls: Any, fields: list[tuple[str, Any, Any]]) -> Any:
        given = [
            one[:2] if one[2] is attrs.NOTHING else (*one[:2], dataclasses.field(default=one[2])) for one in fields
        ]
        namespace = {"Config": Config}
        bases = (DataClassORJSONMixin,)
        return dataclasses.make_dataclass(
            cls.__name__, given, bases=bases, namespace=namespace, frozen=True, kw_only=True, slots=False
        )

    return model(newsevents.Bundle, make, str, {})


def stix_work(bundle: newsevents.Bundle) -> tuple[Work, Work]:
    """The records of a bundle as a STIX 2.1 bundle, as far as STIX can express them."""
    import stix2

    objects: list[Any] = [stix2.Identity(name=actor.name, identity_class="individual") for actor in bundle.actors]
    authors = [one.id for one in objects]
    objects += [
        stix2.Note(content=event.evidence[0].exact, object_refs=[authors[index % len(authors)]], labels=["statement"])
        for index, event in enumerate(bundle.records[len(bundle.actors) :])
    ]
    whole = stix2.Bundle(objects=objects)
    text = whole.serialize()
    return lambda: stix2.parse(text), whole.serialize


def ftm_work(bundle: newsevents.Bundle) -> tuple[Work, Work]:
    """The records of a bundle as entities of FollowTheMoney, as newsevents writes them."""
    from followthemoney import model as schemata

    from newsevents.formats.ftm import to_ftm

    lines = [json.dumps(entity) for entity in to_ftm(bundle)]
    proxies = [schemata.get_proxy(json.loads(line), cleaned=False) for line in lines]

    def load() -> object:
        return [schemata.get_proxy(json.loads(line), cleaned=False) for line in lines]

    return load, lambda: [json.dumps(proxy.to_dict()) for proxy in proxies]


# --- measuring


def in_turns(work: dict[str, Work], rounds: int = ROUNDS, times: int = 10) -> dict[str, float]:
    """The median processor time of each function, in seconds; the functions alternate."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            gc.collect()
            begin = time.process_time_ns()
            for _ in range(times):
                run()
            taken[name].append((time.process_time_ns() - begin) / times / 1e9)
    return {name: statistics.median(values) for name, values in taken.items()}


def without_msgspec() -> None:
    """Newsevents as if msgspec were not installed."""
    from newsevents.wire import structs

    structs.struct_reader = lambda: None  # type: ignore[assignment]
    structs.struct_writer = lambda: None  # type: ignore[assignment]


def loads_and_dumps() -> dict[str, dict[str, float]]:
    import msgspec

    from newsevents.wire import structs

    bundle = make_bundle()
    text = newsevents.dumps(bundle).encode()
    pydantic, struct, mashumaro = pydantic_model(), struct_model(), mashumaro_model()
    decoder, encoder = msgspec.json.Decoder(struct), msgspec.json.Encoder()
    as_pydantic, as_struct = pydantic.model_validate_json(text), decoder.decode(text)
    as_mashumaro = mashumaro.from_json(text)
    fast = structs.struct_reader, structs.struct_writer

    def core(work: Work) -> Work:
        def run() -> object:
            structs.struct_reader = structs.struct_writer = lambda: None  # type: ignore[assignment]
            try:
                return work()
            finally:
                structs.struct_reader, structs.struct_writer = fast

        return run

    stix_loads, stix_dumps = stix_work(bundle)
    ftm_loads, ftm_dumps = ftm_work(bundle)
    return {
        "loads": in_turns(
            {
                "pydantic": lambda: pydantic.model_validate_json(text),
                "newsevents": core(lambda: newsevents.loads(text)),
                "newsevents[fast]": lambda: newsevents.loads(text),
                "msgspec.Struct": lambda: decoder.decode(text),
                "mashumaro": lambda: mashumaro.from_json(text),
                "stix2": stix_loads,
                "followthemoney": ftm_loads,
            }
        ),
        "dumps": in_turns(
            {
                "pydantic": lambda: as_pydantic.model_dump_json(exclude_defaults=True),
                "newsevents": core(lambda: newsevents.dumps(bundle)),
                "newsevents[fast]": lambda: newsevents.dumps(bundle),
                "msgspec.Struct": lambda: encoder.encode(as_struct),
                "mashumaro": as_mashumaro.to_json,
                "stix2": stix_dumps,
                "followthemoney": ftm_dumps,
            }
        ),
    }


# --- in separate processes


def held(library: str, count: int) -> None:
    """Read this many bundles and keep them; print the seconds and the memory of each in bytes."""
    import io
    import tracemalloc

    line = newsevents.dumps(make_bundle()).encode()
    if library == "pydantic":
        validate = pydantic_model().model_validate_json
        read: Callable[[bytes], list[Any]] = lambda lines: [validate(line) for line in lines.splitlines()]  # noqa: E731
    elif library == "msgspec.Struct":
        import msgspec

        decode = msgspec.json.Decoder(struct_model()).decode
        read = lambda lines: [decode(line) for line in lines.splitlines()]  # noqa: E731
    else:
        if library == "newsevents":
            without_msgspec()
        read = lambda lines: newsevents.load_jsonl(io.BytesIO(lines))  # noqa: E731
    read(line)
    lines = (line + b"\n") * count
    begin = time.process_time()
    kept = read(lines)
    seconds = time.process_time() - begin
    assert len(kept) == count
    del kept
    tracemalloc.start()
    few = read((line + b"\n") * 20)
    print(seconds, tracemalloc.get_traced_memory()[0] / len(few))


def in_process(what: str, library: str, *more: str) -> tuple[float, list[float]]:
    begin = time.perf_counter()
    run = subprocess.run([sys.executable, __file__, what, library, *more], check=True, capture_output=True, text=True)
    return time.perf_counter() - begin, [float(one) for one in run.stdout.split()]


def pydantic_source() -> str:
    """The model as a pydantic module, as it would be written by hand."""
    from newsevents.model import vocabulary

    lines = [
        "from datetime import date, datetime",
        "from enum import StrEnum",
        "from pydantic import BaseModel, ConfigDict",
    ]
    for name in vocabulary.__all__:
        lines.append(f"class {name}(StrEnum):")
        lines += [f"    {member.name} = {member.value!r}" for member in getattr(vocabulary, name)]
    classes = "Generator Span When Place Quantity Role Article Actor Source Statement Meeting Allegation Bundle"
    for name in classes.split():
        cls = getattr(newsevents, name)
        lines += [f"class {name}(BaseModel):", "    model_config = ConfigDict(extra='forbid', frozen=True)"]
        for field in attrs.fields(cls):
            annotation = str(field.type).replace("Moment", "date | datetime")
            default = str(field.default) if isinstance(field.default, Enum) else repr(field.default)
            member = isinstance(field.default, Enum) and f"{type(field.default).__name__}.{field.default.name}"
            given = "" if field.default is attrs.NOTHING else f" = {member or default}"
            lines.append(f"    {field.name}: {annotation}{given}")
    return "\n".join(lines) + "\n"


FIRST = {
    "nothing": "import sys",
    "pydantic": "import sys; sys.path.insert(0, sys.argv[2]); from peer import Bundle; "
    "Bundle.model_validate_json(open(sys.argv[1], 'rb').read())",
    "newsevents": "import sys; sys.modules['msgspec'] = None; import newsevents; newsevents.load(sys.argv[1])",
    "newsevents[fast]": "import sys; import newsevents; newsevents.load(sys.argv[1])",
}
"""The code of a cold process; the import of msgspec is blocked to simulate its absence."""


def first_bundles(rounds: int = 21) -> dict[str, float]:
    """The median time from a cold process to the first bundle, minus that of one that imports nothing, in seconds."""
    taken: dict[str, list[float]] = {name: [] for name in FIRST}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bundle.json")
        newsevents.dump(make_bundle(), path, indent=None)
        Path(folder, "peer.py").write_text(pydantic_source(), "utf-8")
        for round in range(rounds + 1):
            for name, values in taken.items():
                begin = time.perf_counter()
                subprocess.run([sys.executable, "-c", FIRST[name], str(path), folder], check=True)
                if round:  # in the first run, Python compiles the imported modules
                    values.append(time.perf_counter() - begin)
    nothing = statistics.median(taken.pop("nothing"))
    return {name: statistics.median(values) - nothing for name, values in taken.items()}


# --- the table


def table() -> str:
    measured = loads_and_dumps()
    libraries = list(measured["loads"])
    turns = [{name: in_process("held", name, str(HELD))[1] for name in libraries[:4]} for _ in range(3)]
    keeping = {name: sorted(turn[name] for turn in turns)[1] for name in libraries[:4]}
    starts = first_bundles()
    rows = [f"| | loads | dumps | memory | {HELD:,} held | cold start |", "|---|---:|---:|---:|---:|---:|"]
    for name in libraries:
        cells = [measured[what]["pydantic"] / measured[what][name] for what in ("loads", "dumps")]
        if name in keeping:
            cells += [keeping[name][1] / keeping["pydantic"][1], keeping["pydantic"][0] / keeping[name][0]]
        if name in starts:
            cells.append(starts[name] / starts["pydantic"])
        rows.append(f"| {name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |" * (6 - len(cells)))
    base = {what: measured[what]["pydantic"] * 1e6 for what in measured}
    rows += ["", f"pydantic itself: {base['loads']:.0f} µs to read, {base['dumps']:.0f} µs to write a bundle of 23 kB."]
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("pydantic", "msgspec", "mashumaro", "stix2", "followthemoney")
    )
    rows += [f"Python {sys.version.split()[0]}, {versions}."]
    return "\n".join(rows)


def version(package: str) -> str:
    from importlib.metadata import version as installed

    return installed(package)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path, metavar="PAGE.md")
    arguments = parser.parse_args()
    match arguments.what:
        case ["held", library, count]:
            held(library, int(count))
            return
    made = table()
    print(made)
    if arguments.write:
        page = arguments.write.read_text("utf-8")
        inner = re.escape(BEGIN) + ".*?" + re.escape(END)
        arguments.write.write_text(re.sub(inner, lambda _: f"{BEGIN}\n{made}\n{END}", page, flags=re.S), "utf-8")


if __name__ == "__main__":
    main()
