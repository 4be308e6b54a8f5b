"""An allegation of a later version of the model, with fields that no format knows."""

from __future__ import annotations

import attrs

from newsevents import (  # noqa: F401 - the types of the fields are looked up here
    Allegation,
    AllegationForm,
    AllegationStatus,
    Certainty,
    Place,
    Quantity,
    Span,
    When,
)
from newsevents.model.declare import declare

from .example import BUNDLE


@attrs.frozen(kw_only=True)
class LaterAllegation(Allegation):
    """An allegation with onlookers, a motive and an earlier time."""

    onlooker_ids: tuple[str, ...] = attrs.field(default=(), metadata=declare(to="actor", draft="onlookers"))
    motive: str | None = None
    before: When | None = attrs.field(default=None, metadata=declare(label="for the first time"))


LATER = LaterAllegation(
    **{field.name: getattr(BUNDLE.allegations[1], field.name) for field in attrs.fields(Allegation)},
    onlooker_ids=("actor:veldora",),
    motive="revenge",
    before=BUNDLE.statements[0].when,
)
