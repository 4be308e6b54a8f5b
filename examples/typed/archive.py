"""A newsroom archive, typed to the last field: bundles in your own classes, checked by mypy and pyright."""

from __future__ import annotations

import datetime as dt
import json
from typing import assert_type

import attrs
import cattrs
import pydantic

import newsevents
from newsevents import Allegation, Bundle, Statement


@attrs.frozen
class Filed:
    """A bundle as stored in the archive."""

    desk: str
    received: dt.date
    bundle: Bundle
    flagged: list[Allegation]


class Request(pydantic.BaseModel):
    """The input of the web service: an object, a dictionary or JSON for the bundle."""

    desk: str
    bundle: Bundle


converter = cattrs.Converter()
newsevents.register(converter)
converter.register_unstructure_hook(dt.date, dt.date.isoformat)
converter.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))


def accept(body: str) -> Filed:
    """File what a client sent."""
    request = Request.model_validate_json(body)
    unsaid = [claim for claim in request.bundle.allegations if claim.unattributed]
    return Filed(request.desk, dt.date(2023, 11, 15), request.bundle, unsaid)


if __name__ == "__main__":
    seed = newsevents.load_seed()
    filed = accept(json.dumps({"desk": "world", "bundle": newsevents.to_dict(seed)}))
    stored = json.dumps(converter.unstructure(filed))
    assert converter.structure(json.loads(stored), Filed) == filed
    said = filed.bundle.statements_by(filed.bundle.find_actor("Japan"))
    assert_type(said, tuple[Statement, ...])
    print(f"{filed.desk}: {len(said)} statements by Japan, {len(filed.flagged)} unattributed claims")
    try:
        accept('{"desk": "world", "bundle": {"format_version": "1.1"}}')
    except pydantic.ValidationError as error:
        print(error.errors()[0]["msg"])
