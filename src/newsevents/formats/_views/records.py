"""The wording of records, shared by every view: headlines, facts and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import attrs

from newsevents.attribution import source_label
from newsevents.bundle import Bundle
from newsevents.formats._views.wording import (
    NAMES_SHOWN,
    QUOTE_SHOWN,
    QUOTES_SHOWN,
    Part,
    Ref,
    Term,
    Words,
    enumerated,
    item_parts,
    joined,
    one_line,
    shorten,
    term,
    value_parts,
    values_of,
    words,
    written,
)
from newsevents.model.fields import Field, Kind, field_of, fields_of, walk
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Generator, Span
from newsevents.model.vocabulary import AllegationForm, Certainty, SourceKind

_HEADLINE = {
    Actor: {"name", "kind"},
    Source: {"kind"},
    Statement: {"kind", "speaker_ids", "unattributed", "addressee_ids", "target_ids"},
    Meeting: {"kind", "name", "participant_ids"},
    Allegation: {"claimant_ids", "unattributed", "accused_ids"},
}
"""The fields that are part of a record's headline."""


def class_of(record: Record) -> str:
    """The class of a record, as written before the colon of an id."""
    return type(record).__name__.lower()


def body(record: Record) -> list[Part]:
    """The words that a record is about, or else its evidence."""
    found: object = getattr(record, "content", None) or record.evidence or ()
    spans = found if isinstance(found, tuple) else (found,)
    return list(enumerated(spans, partial(item_parts, field_of(type(record), "evidence")), QUOTES_SHOWN))


def facts(record: Record, bundle: Bundle | None = None) -> Iterator[tuple[Field, list[Part]]]:
    """All fields of a record apart from its id, rule, headline and body, one by one; the source is last.

    Long lists are cut and the rest is counted. With a bundle the source is shown as the chain of attribution, and the
    evidence is left out, since the text shows it.
    """
    left_out = {"id", "rule", "content", *_HEADLINE[type(record)]}
    if isinstance(record, Source) and _titled(record):
        left_out.add("title")
    if bundle is not None or not isinstance(record, Statement | Allegation) or not record.content:
        left_out.add("evidence")
    for field in sorted(fields_of(type(record)), key=lambda field: field.to == "source"):
        values = () if field.name in left_out else values_of(field, record)
        if not values or values[0] in (Certainty.UNSPECIFIED, AllegationForm.UNSPECIFIED):
            continue
        if field.to == "source" and bundle is not None and not isinstance(record, Actor):
            steps = shorten(bundle.attribution(record).label, QUOTE_SHOWN).split(" → ")
            yield field, list(joined(map(Term, steps), " → "))
        else:
            limit = QUOTES_SHOWN if field.kind is Kind.WORDS else NAMES_SHOWN
            yield field, list(enumerated(values, partial(item_parts, field), limit))


_ARTICLE = {"publisher": "", "published": "", "language": "", "editors": "edited by ", "url": ""}
"""The fields of an article that come first, with what introduces them in place of their label."""


def article_facts(article: Article, generator: Generator | None = None) -> Iterator[list[Part]]:
    """The fields of an article other than title and text, and the generator of the bundle."""
    for field in sorted(fields_of(Article), key=lambda field: [*_ARTICLE, field.name].index(field.name)):
        values = values_of(field, article)
        if values and field.name not in {"id", "text", "title", "publisher_id", "sha256"}:
            lead = _ARTICLE.get(field.name, f"{field.label} ")
            yield [lead, *enumerated(values, partial(item_parts, field), NAMES_SHOWN)]
    if generator is not None:
        yield ["made by ", *value_parts(generator)]


# --- records


def title_of(bundle: Bundle) -> str:
    """The title of a bundle's article, or else that of its own source, or else its id."""
    own = (source.title for source in bundle.sources if source.kind is SourceKind.ARTICLE)
    return bundle.article.title or next(own, None) or bundle.article.id


def names(bundle: Bundle, ids: Sequence[str]) -> str:
    """The names of actors, joined; empty if there are none."""
    found = [bundle.actor(id).name for id in ids]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


@attrs.frozen
class Headline:
    """A record on one line: who does what to whom.

    Attributes:
        subject: The actors, or the record itself.
        does: The verb or noun for what it is or does. An allegation is named as such.
        rest: To whom, about whom, by whom.
        form: How the three are joined in plain text.
    """

    subject: list[Part]
    does: str
    rest: list[Part]
    form: str


def headline_of(record: Record) -> Headline:
    """The headline of a record."""
    if isinstance(record, Actor):
        return Headline([term(record.name)], words(record.kind), [], "{} ({}){}")
    if isinstance(record, Source):
        subject = term(record.title) if _titled(record) else Ref(record.id)
        return Headline([subject], words(record.kind), [], "{} ({}){}")
    if isinstance(record, Statement):
        rest = [*named(record.addressee_ids, "", " to "), *named(record.target_ids, "", ", about ")]
        itself: list[Part] = ["Somebody"] if record.unattributed else named(record.source_id, "Somebody")
        return Headline(named(record.speaker_ids, "") or itself, words(record.kind), rest, "{}: {}{}")
    if isinstance(record, Meeting):
        name: list[Part] = [] if record.name is None else [term(record.name), ": "]
        people = [*name, *named(record.participant_ids, "participants not named")]
        return Headline(people, words(record.kind), [], f"{{}} ({{}}, {words(record.status)}){{}}")
    claimants = named(record.claimant_ids, "an unnamed claimant", " by ")
    step = "" if record.form is AllegationForm.UNSPECIFIED else f"{words(record.form)}, "
    form = f"{{}}, {{}}{{}} ({step}{words(record.status)})"
    return Headline(named(record.accused_ids, "Somebody"), "alleged", claimants, form)


def _titled(source: Source) -> bool:
    """Whether a source is shown by its title: if it is the article, it is shown by its publisher."""
    return source.title is not None and source.kind is not SourceKind.ARTICLE


def named(ids: object, nobody: str, lead: str = "") -> list[Part]:
    """The records with some ids, only the first of a long list; a default if there are none."""
    given = ids if isinstance(ids, tuple) else (ids,)
    if not given:
        return [lead, nobody] if nobody else []
    return [lead, *enumerated(given, lambda one: [Ref(one) if isinstance(one, str) else term(one)], NAMES_SHOWN)]


def headline(bundle: Bundle | None, record: Record) -> str:
    """A record as one line of plain text."""
    line = headline_of(record)
    return line.form.format(plain(line.subject, bundle), line.does, plain(line.rest, bundle))


def words_of(record: Record) -> Iterator[tuple[str, Span]]:
    """All words of the article in a record, each with the name of its field."""
    for path, value in walk(record):
        if isinstance(value, Span):
            yield path.partition(".")[0].partition("[")[0], value


def records_of(bundle: Bundle, name: str) -> tuple[Record, ...]:
    """The records of a list, events in the order of the text."""
    events = tuple(event for event in bundle.events if isinstance(event, LISTS[name]))
    found: tuple[Record, ...] = getattr(bundle, name)
    return events or found


def called(bundle: Bundle | None, id: str) -> str | None:
    """The name by which other records refer to a record; None if unknown."""
    record = None if bundle is None else bundle.get(id)
    if bundle is None or record is None:
        return None
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Source):
        return source_label(bundle, record)
    if isinstance(record, Meeting):
        return record.name or headline(bundle, record)
    said = shorten(record.content[0].exact, 60).strip("“”") if record.content else None
    return headline(bundle, record) if said is None else f"“{said}”"


def plain(parts: Iterable[Part], bundle: Bundle | None = None, *, spans: bool = False) -> str:
    """Parts as one line of plain text; with ``spans``, words of the article have their offsets."""
    return one_line("".join(_plain(part, bundle, spans) for part in parts))


def offsets(span: Span) -> str:
    """The offsets of a span, as in a Python slice."""
    return f"[{written(span.start)}:{written(span.end)}]"


def _plain(part: Part, bundle: Bundle | None, spans: bool) -> str:
    if isinstance(part, Words):
        exact = shorten(written(part.span.exact), QUOTE_SHOWN)
        at = f" {offsets(part.span)}" if spans else ""
        return f"“{exact}”{at}" if part.quoted else f"{exact}{at}"
    if isinstance(part, Ref):
        return called(bundle, part) or str(part)
    return shorten(part, QUOTE_SHOWN) if isinstance(part, Term) else str(part)
