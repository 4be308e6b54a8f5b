"""The fuzz targets: plain functions of bytes, each of which fails if a promise of the library is broken.

Nothing here needs the fuzzer, so that every input that it found can be run again without it. A target returns normally
if the library refuses the input, but only a documented error counts as a refusal.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs
from edtf import parse_edtf

from newsevents import (
    RULES,
    Article,
    Bundle,
    BundleError,
    Draft,
    ExtractionError,
    Issues,
    Quote,
    Severity,
    Source,
    SourceKind,
    Span,
    When,
    check,
    dumps,
    explain,
    extract,
    from_dict,
    ground,
    loads,
    locate,
    read_answer,
    read_jsonl,
    revise,
    revision,
    to_dict,
)
from newsevents.bundle import partial_bundle
from newsevents.dates import find, resolve
from newsevents.draft import loads_draft
from newsevents.formats.articles import article_from_fields, from_html, from_ninjs, read_article, read_articles
from newsevents.formats.brat import from_brat, to_brat
from newsevents.formats.doccano import from_doccano, to_doccano
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.formats.labelstudio import from_labelstudio, to_labelstudio
from newsevents.formats.langextract import from_langextract, to_langextract
from newsevents.model.moments import parse_moment
from newsevents.model.records import FORMAT_VERSION
from newsevents.quantities import read_quantity
from newsevents.rules.checks import find_issues
from newsevents.terminal import printable
from newsevents.wire.json import from_json, parse

__all__ = ["ARTICLE", "TARGETS", "parts"]

ARTICLE = Article.from_text(
    "Mayor warns of floods in Tarn\n\n"
    "TARN, May 16 — Mayor Ana Lima told reporters on Thursday that “the old bridge will not hold”.\n"
    "Lima’s office said in a statement that over 300\u00a0homes were flooded last week, but the builder, Orin Works, "
    "denied it.\n"
    "“We warned them,” said Jo Reed, a spokesman for River Watch, “in 2019 and again in March.” The group accused "
    "Orin Works of hiding cracks. Lima and Reed met in Port Lys on Tuesday and will meet again on June 3.",
    title="Mayor warns of floods in Tarn",
    published="2024-05-17",
    publisher="Tarn Courier",
    language="en",
)
"""The article for inputs that contain none."""


def parts(data: bytes, count: int) -> list[str]:
    """The NUL-separated texts of an input; bytes that are not UTF-8 become lone surrogates."""
    texts = [part.decode(errors="surrogateescape") for part in data.split(b"\0", count - 1)]
    return texts + [""] * (count - len(texts))


# --- the targets


def bundle(data: bytes) -> None:
    """The wire format of a bundle: whatever is read can be written and read back unchanged."""
    try:
        found = loads(data)
    except BundleError as error:
        _refused(error, data)
        assert check(data) == error.issues
        _refused_as_values(data)
        return
    assert from_json(parse(data)) == found  # quick reading, and the reading that reports issues
    assert from_dict(to_dict(found)) == found
    _valid(found)
    assert check(data) == check(found)
    assert from_jsonld(json.loads(json.dumps(to_jsonld(found)))) == found
    if found.article.text is not None:
        assert ground(found.article, Draft.from_bundle(found)) == found


def draft(data: bytes) -> None:
    """The wire format of a draft, and a language model's answer with a draft."""
    try:
        found = loads_draft(data)
    except BundleError as error:
        _refused(error, data)
        try:
            found = read_answer(data)
        except BundleError as again:
            _told(again.issues)
            return  # otherwise the draft is nested in something
    _same_draft(found)
    assert read_answer(data) == found
    assert read_answer(data, on_error="keep").draft == found
    assert read_answer(f"```json\n{dumps(found, indent=1)}\n```\n") == found


def grounding(data: bytes) -> None:
    """A date of publication, an article's text and a draft, all of them arbitrary."""
    published, text, answer = parts(data, 3)
    try:
        article = Article.from_text(text, published=published or None) if text else ARTICLE
        found = loads_draft(answer)
    except BundleError as error:
        _told(error.issues)
        return
    _grounded(article, found)
    _located(article, found)


def dates(data: bytes) -> None:
    """The times in a text, and its words as those of one time."""
    published, text = parts(data, 2)
    anchor = parse_moment(published)
    times = find(text, anchor)
    assert find(text, anchor) == times
    end = 0
    for when in times:
        assert when.span is not None
        assert end <= when.span.start < when.span.end
        assert text[when.span.start : when.span.end] == when.span.exact == when.text
        end = when.span.end
        alone = resolve(when.text, anchor)
        assert alone.text == when.text
        _well_formed(when)
        _well_formed(alone)
    words = resolve(text, anchor)
    assert words.text == text
    _well_formed(words)
    ahead = resolve(text, anchor, ahead=True)
    _well_formed(ahead)
    quantity = read_quantity(text)
    assert quantity.text == text
    assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    _valid_times(text, times)


def extraction(data: bytes) -> None:
    """A date of publication and an article's text, read by rules."""
    published, text = parts(data, 2)
    try:
        article = Article.from_text(text, published=published or None)
    except BundleError as error:
        _told(error.issues)
        return
    try:
        found = extract(article)
    except ExtractionError as error:
        assert str(error)
        return
    assert dumps(extract(article)) == dumps(found)
    assert found.article.text == text
    assert all(record.rule for record in found.records if record.id != "source:article")
    _valid(found)
    if len(text) < 400:
        told = explain(article)
        assert all(text[token.start : token.start + len(token.text)] == token.text for token in told.tokens)
        assert str(told)


def jsonld(data: bytes) -> None:
    """JSON values as a JSON-LD document, with the context added if missing. A document of this version is unchanged."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(values, dict):
        values = {"@context": _context()} | values
    try:
        found = from_jsonld(values)
    except BundleError as error:
        _told(error.issues)
        return
    assert from_jsonld(to_jsonld(found)) == found
    if values["ne:formatVersion"] == FORMAT_VERSION:
        assert to_jsonld(found) == values
    _valid(found)


@functools.cache
def _context() -> Any:
    return to_jsonld(extract(ARTICLE))["@context"]


def brat(data: bytes) -> None:
    """An article's text and its annotations."""
    text, annotations = parts(data, 2)
    try:
        article = Article.from_text(text) if text else ARTICLE
        found = from_brat(article, annotations)
    except BundleError as error:
        _told(error.issues)
        return
    _returned(article, found, lambda bare: from_brat(article, to_brat(bare)))


def marks(data: bytes) -> None:
    """The JSON export of an article from one of three annotation tools."""
    tool, example = parts(data, 2)
    read, write = _TOOLS.get(tool, _TOOLS["doccano"])
    try:
        values = json.loads(example)
    except (ValueError, RecursionError):
        return
    try:
        found = read(ARTICLE, values)
    except BundleError as error:
        _told(error.issues)
        return
    _returned(ARTICLE, found, lambda bare: read(ARTICLE, json.loads(json.dumps(write(bare)))))


_TOOLS: dict[str, tuple[Callable[[Article, Any], Draft], Callable[[Bundle], Any]]] = {
    "doccano": (from_doccano, to_doccano),
    "labelstudio": (from_labelstudio, to_labelstudio),
    "langextract": (from_langextract, to_langextract),
}


def articles(data: bytes) -> None:
    """An article as a line of JSON, as a ninjs object, and as Python arguments."""
    for read in (read_article, from_ninjs, _as_given, _as_row):
        try:
            found = read(data)
        except BundleError as error:
            _told(error.issues)
            continue
        assert Article.from_text(found.text or "").sha256 == found.sha256
        try:
            _valid(extract(found))
        except BundleError as error:
            _told(error.issues)
        except ExtractionError as error:
            assert str(error)


def _as_given(data: bytes) -> Article:
    """An article made from whatever a JSON object has under the names of the arguments."""
    values = parse(data)
    given = {name: values[name] for name in ("title", "published", "publisher", "language", "url") if name in values}
    return Article.from_text(ARTICLE.text or "", **given)


def _as_row(data: bytes) -> Article:
    """An article from Python values, as in a table row or a metadata file."""
    values = parse(data)
    return article_from_fields({"text": ARTICLE.text, **values} if isinstance(values, dict) else {})


def html(data: bytes) -> None:
    """A web page, in bytes and as text."""
    for page in (data, data.decode(errors="surrogateescape")):
        try:
            found = from_html(page)
        except BundleError as error:
            _told(error.issues)
            continue
        assert found.text
        assert from_html(page) == found
        assert Article.from_text(found.text).sha256 == found.sha256
        _valid(Bundle(article=found, sources=[Source(id="source:a", kind=SourceKind.ARTICLE)]))


def lines(data: bytes) -> None:
    """JSON Lines of bundles and of articles, in which an unreadable line affects no other line."""
    one_by_one = [line for line in re.split(rb"\n", data.removeprefix(b"\xef\xbb\xbf")) if line.strip()]
    for read, alone in ((read_jsonl, loads), (read_articles, read_article)):
        errors: list[BundleError] = []
        found = list(read(io.BytesIO(data), on_error=errors.append, max_line_bytes=_LONGEST_LINE))
        for error in errors:
            _told(error.issues)
            assert all(issue.line for issue in error.issues)
        assert len(found) + len(errors) == len(one_by_one)
        assert found == [one for line in one_by_one if (one := _alone(alone, line)) is not None]
        assert list(read(io.BytesIO(data), on_error=errors.append, max_line_bytes=_LONGEST_LINE)) == found


_LONGEST_LINE = 4_000


def _alone(read: Callable[[bytes], Any], line: bytes) -> Any:
    try:
        return read(line) if len(line.rstrip(b"\r")) <= _LONGEST_LINE else None
    except BundleError:
        return None


def rows(data: bytes) -> None:
    """JSON values as Arrow rows: of articles that are read, and of whole bundles."""
    import pyarrow as pa

    from newsevents.distributed import extract_batch, result_schema
    from newsevents.formats.tables import read_bundles

    try:
        values = json.loads(data)
        batch = pa.RecordBatch.from_pylist([one if isinstance(one, dict) else {} for one in _listed(values)])
    except (ValueError, RecursionError, TypeError, OverflowError, pa.ArrowException):
        return  # not a table
    errors: list[BundleError] = []
    try:
        for bundle in read_bundles(batch, on_error=errors.append):
            _valid(bundle)
    except BundleError as error:
        errors.append(error)
    for error in errors:
        _told(error.issues)
    try:
        result = extract_batch(batch)
    except BundleError as error:
        _told(error.issues)
        return
    assert result.schema == result_schema()
    assert len(result) == len(batch)
    errors.clear()
    found = list(read_bundles(result, on_error=errors.append))
    assert len(found) + len(errors) == len(batch)
    for error in errors:
        assert error.issues


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def revised(data: bytes) -> None:
    """A newer text of the article, or the JSON of a chain of revisions."""
    if data.startswith(b"{"):
        try:
            found = revision.loads(data)
        except BundleError as error:
            _refused(error, data)
            return
    else:
        text = data.decode(errors="replace")
        if not text.strip():
            return
        found = revise(_read(), Article.from_text(text, published="2024-05-18"))
        for carry in found.carries:
            assert carry.after is None or text[carry.after.start : carry.after.end] == carry.after.exact
        assert {one.id for one in (*found.bundle.records, *found.withdrawn)} == {one.id for one in _read().records}
        assert found or found.issues
    _valid(found.bundle)
    assert revision.loads(revision.dumps(found)) == found


@functools.cache
def _read() -> Bundle:
    return extract(ARTICLE)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bundle": bundle,
    "draft": draft,
    "ground": grounding,
    "dates": dates,
    "extract": extraction,
    "jsonld": jsonld,
    "brat": brat,
    "marks": marks,
    "articles": articles,
    "html": html,
    "lines": lines,
    "rows": rows,
    "revisions": revised,
}
"""The targets by name; the folders of their inputs have the same names."""


# --- the promises


def _told(issues: Issues) -> None:
    """Issues are errors of known rules, and can be shown in every way."""
    assert issues
    for issue in issues:
        assert issue.code in RULES
        assert issue.severity is Severity.ERROR
        assert issue.message
        json.dumps(issue.to_dict(), allow_nan=False)
    assert str(issues)
    assert issues.to_prompt()
    assert issues.to_table()


def _refused(error: BundleError, data: bytes) -> None:
    """JSON is refused with paths that lead to the faults."""
    _told(error.issues)
    assert str(error)
    if error.issues[0].code in ("json", "encoding"):
        return
    values = json.loads(data.decode().removeprefix("\ufeff"))
    for issue in error.issues:
        assert _leads(issue.path, values), f"{issue.path} leads nowhere"
        assert issue.path or issue.code == "type"


def _refused_as_values(data: bytes) -> None:
    """Data refused as JSON is also refused as Python values, unless it is not a JSON object."""
    try:
        values = parse(data)
    except BundleError:
        return
    if isinstance(values, dict):
        try:
            from_dict(values)
        except BundleError as error:
            _told(error.issues)
        else:
            raise AssertionError("values are read that are refused as JSON")


def _leads(path: str, values: Any) -> bool:
    """Whether a path leads to a value, or to a missing one in an object."""
    while path:
        path = path.removeprefix(".")
        index = re.match(r"\[(\d+)\]", path)
        if index is not None:
            path = path[index.end() :]
            if isinstance(values, list) and int(index[1]) < len(values):
                values = values[int(index[1])]
            elif isinstance(values, list) or index[1] != "0":  # a draft may have a single value instead of a list
                return False
            continue
        shown = {printable(key): value for key, value in values.items()} if isinstance(values, dict) else {}
        known = [key for key in shown if _begins(path, key)]
        if not known:
            return isinstance(values, dict) and re.fullmatch(r"\w+", path) is not None
        key = max(known, key=len)
        values, path = shown[key], path[len(key) :]
    return True


def _begins(path: str, key: str) -> bool:
    return path.startswith(key) and (path[len(key) :] or ".")[0] in ".["


def _valid(found: Bundle) -> None:
    """A bundle that exists is unchanged after writing and reading, and has nothing but warnings."""
    text = dumps(found)
    again = loads(text)
    assert again == found
    assert hash(again) == hash(found)
    assert dumps(again) == text
    assert not check(found).errors
    well_typed, issues = partial_bundle(found)
    assert not [*issues, *find_issues(well_typed)]  # each rule separately, however the bundle was validated
    _true_to_the_text(found, found.article.text)
    if found.article.text is not None:
        assert found.detach().attach(found.article.text) == found


def _true_to_the_text(value: Any, text: str | None) -> None:
    """Every span has the words at its offsets, and every time runs forwards."""
    if isinstance(value, Span):
        assert 0 <= value.start < value.end
        assert len(value.exact) == value.end - value.start
        assert text is None or text[value.start : value.end] == value.exact
    elif isinstance(value, tuple):
        for item in value:
            _true_to_the_text(item, text)
    elif attrs.has(type(value)):
        if isinstance(value, When) and value.earliest is not None and value.latest is not None:
            assert _day(value.earliest) <= _day(value.latest) + dt.timedelta(days=1)  # an offset may belong to a day
        for field in attrs.fields(type(value)):
            _true_to_the_text(getattr(value, field.name), text)


def _day(moment: dt.date) -> dt.date:
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    return min(day, dt.date(9999, 12, 30))


def _same_draft(found: Draft) -> None:
    text = dumps(found)
    assert loads_draft(text) == found
    assert dumps(loads_draft(text)) == text


def _returned(article: Article, found: Draft, again: Callable[[Bundle], Draft]) -> None:
    """A draft from a tool grounds to a bundle that survives a round trip through it, or all issues are reported."""
    _same_draft(found)
    grounded = _grounded(article, found)
    if grounded is not None:
        bare = attrs.evolve(grounded, generator=None)
        assert ground(article, again(bare)) == bare


def _grounded(article: Article, found: Draft) -> Bundle | None:
    """A draft always grounds to the same bundle, or all issues are reported; and the valid part is kept."""
    before = repr(found)
    try:
        result = ground(article, found)
    except BundleError as error:
        _told(error.issues)
        values = json.loads(dumps(found))
        for issue in error.issues:
            assert issue.path.startswith("article") or _leads(issue.path, values), f"{issue.path} leads nowhere"
        _kept(article, found)
        return None
    assert repr(found) == before
    assert dumps(ground(article, found)) == dumps(result)
    _valid(result)
    kept = ground(article, found, on_error="keep")
    assert kept.bundle == result
    assert not kept.issues
    assert ground(article, Draft.from_bundle(result)) == result
    return result


def _kept(article: Article, found: Draft) -> None:
    try:
        kept = ground(article, found, on_error="keep")
    except BundleError as error:
        _told(error.issues)
        return
    _told(kept.issues)
    _valid(kept.bundle)
    _true_to_the_text(kept.matches, kept.bundle.article.text)


def _located(article: Article, found: Draft) -> None:
    """The words of a draft are at the reported places."""
    assert article.text is not None
    for statement in found.statements[:2]:
        for quote in statement.content[:2]:
            matches = locate(article.text, quote)
            _true_to_the_text(matches, article.text)
            if quote == Quote(exact=quote.exact):
                assert matches or quote.exact not in article.text.split()


def _well_formed(when: When) -> None:
    """A time conforms to the validation rules and the standards."""
    for value in (when.edtf, *when.alternatives):
        if value is not None:  # one year and one day represent all, as parsing takes long
            _parse_edtf(re.sub(r"\b\d{4}\b", "2024", re.sub(r"\b(\d{4}-\d\d)-\d\d\b", r"\1-01", value)))
    if when.timex is not None:
        for value in when.timex.split("/"):
            assert _TIMEX.fullmatch(value), when.timex
    if when.earliest is not None and when.latest is not None:
        assert type(when.earliest) is type(when.latest)
        assert when.earliest <= when.latest


_TIMEX = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF"
    r"|P(\d+(\.\d+)?|X)(Y|M|W|WE|D|Q|DE|CE)((\d+(\.\d+)?)[MDW])?|PT((\d+(\.\d+)?|X)[HMS])+|P\d+W|P\d+D"
    r"|\d\d|\d{3}|(\d{4}|XXXX)(-(Q[1-4X]|H[12X]|SP|SU|FA|WI|W\d\d|WXX)(-(WE|\d))?)?"
    r"|(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?(T(MO|AF|EV|NI|MI|DT|\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d:\d\d)?))?"
    r"|T(MO|AF|EV|NI|MI|DT|\d\d(:\d\d(:\d\d)?)?)"
)
"""The values of TIMEX3 (ISO-TimeML): a reference to now, a duration, a calendar unit, and a day with a time."""


@functools.lru_cache(maxsize=100_000)
def _parse_edtf(value: str) -> None:
    parse_edtf(value)


def _valid_times(text: str, times: Iterable[When]) -> None:
    """A bundle accepts the times that were found in its article."""
    try:
        article = Article.from_text(text)
    except BundleError as error:
        _told(error.issues)
        return
    sources = [
        Source(id=f"source:{number}", kind=SourceKind.REPORT, via_id="source:a", published=when, evidence=[when.span])
        for number, when in enumerate(times)
        if when.span is not None
    ]
    found = Bundle(article=article, sources=[Source(id="source:a", kind=SourceKind.ARTICLE), *sources])
    assert [source.published for source in found.sources[1:]] == [source.published for source in sources]
