"""The library's work on inputs designed to take long, at any size: for the growth tests and a benchmark.

A case is a function of a size. It prepares the input, which is not counted, and returns the work.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import json
import random
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs

import newsevents as ne
import newsevents.dates
from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftRole,
    DraftSource,
    DraftStatement,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Quote,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    revision,
)
from newsevents.draft import loads_draft
from newsevents.formats import (
    articles,
    brat,
    charts,
    diff,
    doccano,
    ftm,
    graphs,
    html,
    jsonld,
    labelstudio,
    langextract,
    ninjs,
    page,
    plover,
    tables,
)
from newsevents.formats.text import summary
from newsevents.quantities import read_quantity

assert ne.RULES  # read on first use, which is not part of any work

Work = Callable[[], object]
Case = Callable[[int], Work]

PUBLISHED = "2024-05-17"

# --- texts

UNITS = {
    "spaces": " ",
    "line ends": "\n",
    "no-break spaces": "\u00a0",
    "one letter": "a",
    "one capital": "A",
    "letters and a space": "a ",
    "initials": "A. ",
    "initials without spaces": "J.",
    "capital words": "Aa ",
    "hyphens": "a-",
    "dashes": " \u2013 ",
    "digits": "1",
    "digits and commas": "111,",
    "numbers": "12 ",
    "ranges": "1-",
    "full stops": ".",
    "stops and spaces": ". ",
    "commas": ", ",
    "apostrophes": "'",
    "plain quotes": '"',
    "opening quotes": "\u201c",
    "closing quotes": "\u201d",
    "quoted letters": '"a" ',
    "curly quoted words": "\u201cNo,\u201d ",
    "opening brackets": "(",
    "braces": "{",
    "brackets": "(a) ",
    "square brackets": "[",
    "omissions": "\u2026 ",
    "marks that combine": "\u0301",
    "letters that decompose": "\u00e9",
    "CJK": "\u6f22",
    "Hangul": "\ud55c",
    "and": "and ",
    "the": "the ",
    "of the": "of the ",
    "to": "to ",
    "not": "not ",
    "said": "said ",
    "that": "that ",
    "who": "who ",
    "he said": "he said ",
    "names that say": "Ana Lima said. ",
    "nested sayings": "Ana Lima said that ",
    "list of names": "Ana Lima, ",
    "names and names": "Ana Lima and ",
    "titles": "President ",
    "titles and names": "President Ana Lima, ",
    "names of names": "ministry of ",
    "countries": "China ",
    "possessives": "Iran's ",
    "days": "Monday ",
    "days and commas": "Monday, ",
    "months": "May ",
    "dates": "2 May 2024 ",
    "ISO dates": "2024-05-17 ",
    "years": "2024 ",
    "ordinals": "the first ",
    "last": "last ",
    "ago": "two years ago ",
    "since": "since ",
    "between and": "between May and ",
    "number words": "two hundred ",
    "hundreds": "hundred ",
    "and number words": "two and ",
    "money": "$1 million ",
    "accusations": "accused of ",
    "accusing names": "Ana Lima accused Bo Chen of theft. ",
    "meetings": "met with ",
    "meeting names": "Ana Lima met Bo Chen in Rome on Monday. ",
    "according to": "according to ",
    "reports": "a report by ",
    "pronouns": "he ",
    "sentences": "The bridge is old. ",
    "quotations": "\u201cThe bridge is old,\u201d Ana Lima said. ",
    "unclosed quotations": "\u201cThe bridge is old, Ana Lima said. ",
    "paragraphs": "\u201cThe bridge is old.\n\n",
    "denials": "Ana Lima denied it. ",
    "headlines": "BRIDGE CLOSED\n",
}
"""The repeated units of the texts: each is the start of something that a rule looks for."""


def repeated(unit: str, size: int) -> str:
    """A text of about this many code points: a sentence, a repeated unit, and an end that matches nothing."""
    return "The mayor, Ana Lima, spoke on Monday. " + unit * (size // len(unit)) + "#"


def article(text: str) -> Article:
    return Article.from_text(text, published=PUBLISHED)


def _locate_it(text: str) -> object:
    return ne.locate(text, text[10:-10])


def _locate_part(text: str) -> object:
    return ne.locate(text, "spoke on Monday. " + text[-len(text) // 2 : -5] + " x")


def _locate_cut(text: str) -> object:
    return ne.locate(text, "spoke \u2026 " + text[60:66] + " \u2026 #")


def _ground(text: str) -> object:
    words = [text[:36], text[38:-1], text[39 : len(text) // 2], text[45:50], "nothing like it"]
    draft = Draft(
        actors=[DraftActor(name="Ana Lima", kind=ActorKind.PERSON)],
        statements=[DraftStatement(kind=StatementKind.SAY, speakers=["Ana Lima"], content=one) for one in words],
    )
    return ne.ground(article(text), draft, on_error="keep")


_ENGLISH = "It was in the house that he was with them, and they were not. \n\n" * 40
"""Enough English that no text after it can turn the whole into another language."""


def _extract(text: str) -> object:
    return ne.extract(article(_ENGLISH + text))


def _explain(text: str) -> object:
    return ne.explain(_ENGLISH + text)


def _metadata(text: str) -> dict[str, str]:
    """Fields of an article that are as long as the text."""
    return {"text": text, "title": text, "publisher": text, "published": PUBLISHED}


def _ninjs(text: str) -> dict[str, Any]:
    return {
        "uri": "urn:x",
        "type": "text",
        "language": "en",
        "headlines": [{"value": text}],
        "bodies": [{"value": text}],
        "by": text,
        "slugline": text,
        "people": [{"name": text}],
    }


def _named(text: str) -> object:
    """Ground an actor, a role and a source that each have the text as their name."""
    draft = Draft(
        actors=[DraftActor(name=text, kind=ActorKind.PERSON, aliases=[text[:-1]], roles=[DraftRole(title=text)])],
        sources=[DraftSource(kind=SourceKind.REPORT, title=text, evidence="spoke")],
        statements=[_say(content="spoke", speakers=[text], unattributed=False, source=text)],
    )
    return ne.ground(article("The mayor spoke. " + text), draft, on_error="keep")


def _html(text: str) -> object:
    return articles.from_html(f"<html><body><p>{text}</p></body></html>", published=PUBLISHED)


TEXT_WORK: dict[str, Callable[[str], object]] = {
    "dates.find": lambda text: ne.dates.find(text, article("x").published),  # type: ignore[attr-defined]
    "dates.resolve": lambda text: ne.dates.resolve(text, None),  # type: ignore[attr-defined]
    "quantity": read_quantity,
    "locate it": _locate_it,
    "locate part": _locate_part,
    "locate with omissions": _locate_cut,
    "ground": _ground,
    "extract": _extract,
    "explain": _explain,
    "from_html": _html,
    "metadata": lambda text: articles.article_from_fields(_metadata(text)),
    "title": lambda text: Article.from_text("It was.", title=text, publisher=text, published=PUBLISHED),
    "read_article": lambda text: articles.read_article(json.dumps(_metadata(text))),
    "from_ninjs": lambda text: articles.from_ninjs(_ninjs(text)),
    "read_answer": lambda text: ne.read_answer(text, on_error="keep"),
    "an answer's names": _named,
}


def on_text(work: str, unit: str) -> Case:
    """The work on a text made of a unit."""

    def case(size: int) -> Work:
        text = repeated(unit, size)
        return lambda: TEXT_WORK[work](text)

    return case


# --- bundles

TEXT = "Ana Lima said the bridge was safe. "
ANA = Span(start=0, end=8, exact="Ana Lima")
SAID = Span(start=9, end=13, exact="said")
SAFE = Span(start=14, end=33, exact="the bridge was safe")
SELF = Source(id="source:article", kind=SourceKind.ARTICLE)


def _actor(number: int, **fields: Any) -> Actor:
    given = {"id": f"actor:{number}", "name": f"Ana Lima {number}", "kind": ActorKind.GROUP, "evidence": [ANA]} | fields
    return Actor(**given)


def _source(number: int, **fields: Any) -> Source:
    given = {"id": f"source:{number}", "kind": SourceKind.REPORT, "via_id": SELF.id, "evidence": [SAID]} | fields
    return Source(**given)


def _statement(number: int, **fields: Any) -> Statement:
    given = {
        "id": f"statement:{number}",
        "kind": StatementKind.SAY,
        "speaker_ids": ["actor:0"],
        "speaker": [ANA],
        "cue": [SAID],
        "content": [SAFE],
        "source_id": SELF.id,
        "evidence": [ANA],
    }
    return Statement(**given | fields)


def _meeting(number: int, **fields: Any) -> Meeting:
    given = {
        "id": f"meeting:{number}",
        "kind": MeetingKind.TALKS,
        "status": MeetingStatus.HELD,
        "participant_ids": ["actor:0", "actor:1"],
        "source_id": SELF.id,
        "evidence": [SAFE],
    }
    return Meeting(**given | fields)


def _allegation(number: int, **fields: Any) -> Allegation:
    given = {
        "id": f"allegation:{number}",
        "claimant_ids": ["actor:0"],
        "accused_ids": ["actor:1"],
        "content": [SAFE],
        "source_id": SELF.id,
        "evidence": [SAFE],
    }
    return Allegation(**given | fields)


def _parts(**lists: Any) -> dict[str, Any]:
    two = [_actor(0), _actor(1)]
    return {"article": article(lists.pop("text", TEXT)), "actors": two, "sources": [SELF], **lists}


def _many_actors(n: int) -> dict[str, Any]:
    return _parts(actors=[_actor(i) for i in range(max(n, 2))])


def _same_name(n: int) -> dict[str, Any]:
    return _parts(actors=[_actor(i, name="Ana Lima", aliases=["Lima"]) for i in range(max(n, 2))])


def _part_of_chain(n: int) -> dict[str, Any]:
    return _parts(actors=[_actor(i, part_of_id=f"actor:{i - 1}" if i else None) for i in range(max(n, 2))])


def _member_chain(n: int) -> dict[str, Any]:
    actors = [_actor(i, member_ids=[f"actor:{i - 1}"] if i else []) for i in range(n)]
    return _parts(actors=actors, statements=[_statement(0, speaker_ids=[f"actor:{n - 1}"])])


def _organs(n: int) -> dict[str, Any]:
    return _parts(
        actors=[_actor(i, kind=ActorKind.IGO, part_of_id=f"actor:{i - 1}" if i else None) for i in range(max(n, 2))],
        statements=[_statement(0, kind=StatementKind.CONDEMN, target_ids=[f"actor:{i}" for i in range(n)])],
    )


def _one_coalition(n: int) -> dict[str, Any]:
    actors = [_actor(0, member_ids=[f"actor:{i}" for i in range(1, n)]), *(_actor(i) for i in range(1, n))]
    return _parts(actors=actors, statements=[_statement(0)])


def _speaking_group(n: int) -> dict[str, Any]:
    """A large group that speaks many times."""
    parts = _one_coalition(max(n, 2))
    return parts | {"statements": [_statement(i) for i in range(n)]}


def _roles(n: int) -> dict[str, Any]:
    roles = [Role(title=f"head {i}", of_id="actor:1", span=SAID) for i in range(n)]
    return _parts(actors=[_actor(0, roles=roles), _actor(1)])


def _mentions(n: int) -> dict[str, Any]:
    text = TEXT * n
    spans = [Span(start=i * len(TEXT), end=i * len(TEXT) + 8, exact="Ana Lima") for i in range(n)]
    return _parts(text=text, actors=[_actor(0, mentions=spans), _actor(1)], statements=[_statement(0)])


def _aliases(n: int) -> dict[str, Any]:
    return _parts(actors=[_actor(0, aliases=[f"Lima {i}" for i in range(n)]), _actor(1)])


def _via_chain(n: int) -> dict[str, Any]:
    chain = [_source(i, via_id=f"source:{i - 1}" if i else SELF.id) for i in range(n)]
    return _parts(sources=[SELF, *chain], statements=[_statement(0, source_id=chain[-1].id)])


def _many_sources(n: int) -> dict[str, Any]:
    sources = [_source(i, by_ids=["actor:0"], title="A report") for i in range(n)]
    return _parts(sources=[SELF, *sources], statements=[_statement(i, source_id=f"source:{i}") for i in range(n)])


def _many_statements(n: int) -> dict[str, Any]:
    return _parts(statements=[_statement(i) for i in range(n)])


def _along_the_text(n: int) -> dict[str, Any]:
    def moved(span: Span, i: int) -> Span:
        return Span(start=span.start + i * len(TEXT), end=span.end + i * len(TEXT), exact=span.exact)

    statements = [
        _statement(i, speaker=[moved(ANA, i)], cue=[moved(SAID, i)], content=[moved(SAFE, i)], evidence=[moved(ANA, i)])
        for i in range(n)
    ]
    return _parts(text=TEXT * n, statements=statements)


def _overlapping(n: int) -> dict[str, Any]:
    text = "abcdefghi " * n
    spans = [Span(start=i, end=i + 40, exact=text[i : i + 40]) for i in range(len(text) - 40)]
    return _parts(
        text=text,
        actors=[_actor(0, evidence=spans[:1]), _actor(1, evidence=spans[:1])],
        statements=[_statement(0, speaker=[], cue=[], content=spans, evidence=spans[:1])],
    )


def _on_spans(text: str, ends: list[tuple[int, int]]) -> dict[str, Any]:
    """A bundle with a statement on each span, and an actor who is mentioned in all of them."""
    spans = [Span(start=start, end=end, exact=text[start:end]) for start, end in ends]
    statements = [_statement(i, speaker=[], cue=[], content=[one], evidence=[one]) for i, one in enumerate(spans)]
    actors = [_actor(0, evidence=spans[:1], mentions=spans), _actor(1, evidence=spans[:1])]
    return _parts(text=text, actors=actors, statements=statements)


def _nested(n: int) -> dict[str, Any]:
    """Spans that are each inside the previous one."""
    return _on_spans("a" * 2 * n, [(i, 2 * n - i) for i in range(max(n, 1))])


def _few_words(n: int) -> dict[str, Any]:
    """Spans with every start and end in a short text, so that most of them overlap."""
    length = max(2, int((2 * n) ** 0.5) + 1)
    ends = [(start, end) for end in range(length + 1) for start in range(end)]
    return _on_spans("ab " * length, ends[:n])


def _blank(n: int) -> dict[str, Any]:
    """Words that are only white space."""
    text = TEXT + " " * n + "x"
    spans = [Span(start=len(TEXT) + i, end=len(TEXT) + i + 1, exact=" ") for i in range(n)]
    return _parts(text=text, statements=[_statement(0, hedges=spans)])


def _contents_and_quotes(n: int) -> dict[str, Any]:
    spans = [Span(start=i * len(TEXT) + 14, end=i * len(TEXT) + 33, exact=SAFE.exact) for i in range(n)]
    return _parts(text=TEXT * n, statements=[_statement(0, content=spans, quotes=spans)])


def _hedges(n: int) -> dict[str, Any]:
    return _parts(statements=[_statement(0, hedges=[SAID] * n, evidence=[ANA] * n)])


def _targets(n: int) -> dict[str, Any]:
    ids = [f"actor:{i}" for i in range(n)]
    return _parts(actors=[_actor(i) for i in range(n)], statements=[_statement(0, speaker_ids=ids, target_ids=ids)])


def _meetings(n: int) -> dict[str, Any]:
    statements = [_statement(i, meeting_id=f"meeting:{i}") for i in range(n)]
    return _parts(meetings=[_meeting(i) for i in range(n)], statements=statements)


def _one_meeting(n: int) -> dict[str, Any]:
    actors = [_actor(i) for i in range(n)]
    meeting = _meeting(0, participant_ids=[actor.id for actor in actors], host_ids=[actor.id for actor in actors])
    return _parts(
        actors=actors, meetings=[meeting], statements=[_statement(i, meeting_id=meeting.id) for i in range(n)]
    )


def _allegations(n: int) -> dict[str, Any]:
    return _parts(
        statements=[_statement(i) for i in range(n)],
        allegations=[_allegation(i, statement_id=f"statement:{i}") for i in range(n)],
    )


def _disputes_chain(n: int) -> dict[str, Any]:
    made = [_allegation(i, disputes_ids=[f"allegation:{i - 1}"] if i else []) for i in range(n)]
    return _parts(allegations=made)


def _disputes_dense(n: int) -> dict[str, Any]:
    """As many references as the size, from each of about its square root of allegations to every earlier one."""
    count = max(2, int((2 * n) ** 0.5))
    made = [_allegation(i, supports_ids=[f"allegation:{j}" for j in range(i)]) for i in range(count)]
    return _parts(allegations=made)


def _long_id(n: int) -> dict[str, Any]:
    """Many ids with a long common prefix."""
    return _parts(actors=[_actor(i, id=f"actor:{'a' * 200}-{i}") for i in range(n)])


def _long_words(n: int) -> dict[str, Any]:
    name = "a<b>&'\" *_`[" * n
    return _parts(actors=[_actor(0, name=name, aliases=[name], rule=name), _actor(1)], statements=[_statement(0)])


SHAPES: dict[str, Callable[[int], dict[str, Any]]] = {
    "actors": _many_actors,
    "actors of one name": _same_name,
    "chain of part_of_id": _part_of_chain,
    "chain of members": _member_chain,
    "chain of organs": _organs,
    "one coalition": _one_coalition,
    "a group that speaks often": _speaking_group,
    "roles": _roles,
    "mentions": _mentions,
    "aliases": _aliases,
    "chain of via_id": _via_chain,
    "sources": _many_sources,
    "statements on the same words": _many_statements,
    "statements along the text": _along_the_text,
    "overlapping spans": _overlapping,
    "nested spans": _nested,
    "many spans on few words": _few_words,
    "spans of white space": _blank,
    "contents and quotes": _contents_and_quotes,
    "hedges and evidence": _hedges,
    "speakers and targets": _targets,
    "meetings": _meetings,
    "one meeting": _one_meeting,
    "allegations": _allegations,
    "chain of disputes": _disputes_chain,
    "dense supports": _disputes_dense,
    "ids that begin alike": _long_id,
    "long names": _long_words,
}
"""The shapes of bundles: each gives the fields of a valid bundle whose size grows with a number."""


def bundle(shape: str, size: int) -> Bundle:
    return Bundle(**SHAPES[shape](size))


def _without_last(value: Bundle) -> Bundle:
    """A different bundle: the last record of some list is missing, and others have different content."""
    return attrs.evolve(
        value,
        statements=[attrs.evolve(one, kind=StatementKind.REPORT, negated=True) for one in value.statements],
        actors=[attrs.evolve(one, kind=ActorKind.COMPANY, name=f"{one.name}!") for one in value.actors],
        meetings=value.meetings if value.statements else value.meetings[:-1],
    )


def _all_questions(value: Bundle) -> object:
    one = value.actors[0]
    asked = (
        value.statements_by, value.statements_to, value.statements_about, value.allegations_by,
        value.allegations_against, value.meetings_of, value.members,
    )  # fmt: skip
    answers = [question(one) for question in asked]
    with contextlib.suppress(LookupError):
        value.find_actor("Ana Lima")  # many actors may have it as their name
    own = value.in_own_voice(), value.unattributed(), value.attribution(value.sources[-1])
    return answers, value.events, value.timeline, own


def _without_statements(value: Bundle) -> Bundle:
    return value.without(*value.allegations, *value.statements)


def _rewritten(value: Bundle, before: str = "") -> Article:
    """The article with a different text: with something before it, or with different words throughout."""
    text = value.article.text or ""
    article = Article.from_text(before + (text if before else text.replace("said", "told").replace("e ", "er ")))
    return attrs.evolve(value.article, text=article.text, sha256=article.sha256)


def _all_of_a_revision(one: ne.Revision) -> list[object]:
    return [revision.history(one), one.rows(), str(one), one.summary(), one.withdrawn, list(one.chain()), one.of("x")]


def _replaced(value: Bundle) -> Bundle:
    return value.replace(*(attrs.evolve(one, negated=True) for one in value.statements))


for _ in range(4):  # the first texts of a process are read differently from later ones
    ne.loads(ne.dumps(ne.load_seed()))

BUNDLE_WORK: dict[str, Callable[[Bundle], object]] = {
    "dumps": ne.dumps,
    "dumps, indented": lambda value: ne.dumps(value, indent=2),
    "check": ne.check,
    "Draft.from_bundle": Draft.from_bundle,
    "compare": lambda value: ne.compare(value, value),
    "diff": lambda value: ne.diff(value, value),
    "questions": _all_questions,
    "said": lambda value: value.said,
    "show": lambda value: [repr(table := ne.show(value.statements, value)), table._repr_html_(), repr(value.said)],
    "to_dict": ne.to_dict,
    "without": _without_statements,
    "replace": _replaced,
    "span": lambda value: value.article.span((value.article.text or "")[:3], nth=0),
    "an attribution of each": lambda value: [value.attribution(one) for one in value.events],
    "detach and attach": lambda value: value.detach().attach(value.article.text or ""),
    "copy": copy.deepcopy,
    "to_html": html.to_html,
    "to_page": page.to_page,
    "to_jsonld": jsonld.to_jsonld,
    "to_plover": plover.to_plover,
    "to_polecat": plover.to_polecat,
    "to_ftm": ftm.to_ftm,
    "to_dot": graphs.to_dot,
    "to_mermaid": graphs.to_mermaid,
    "to_dot, sources": lambda value: graphs.to_dot(value, sources=True),
    "summary": summary,
    "to_brat": brat.to_brat,
    "to_doccano": doccano.to_doccano,
    "to_langextract": langextract.to_langextract,
    "to_labelstudio": labelstudio.to_labelstudio,
    "to_ninjs": ninjs.to_ninjs,
}


def _table(name: str, value: Bundle) -> object:
    return tables.table([value], name).to_arrow()


PREPARED_WORK: dict[str, tuple[Callable[[Bundle], Any], Callable[[Any], object]]] = {
    "loads": (ne.dumps, ne.loads),
    "check text": (ne.dumps, ne.check),
    "Bundle": (
        lambda value: {field.name: getattr(value, field.name) for field in attrs.fields(Bundle) if field.init},
        lambda fields: Bundle(**fields),
    ),
    "read_bundles": (
        lambda value: tables.table([value], "bundles").to_arrow(),
        lambda rows: list(tables.read_bundles(rows)),
    ),
    "loads_draft": (lambda value: ne.dumps(Draft.from_bundle(value)), loads_draft),
    "ground": (lambda value: (value.article, Draft.from_bundle(value)), lambda pair: ne.ground(*pair)),
    "from_jsonld": (jsonld.to_jsonld, jsonld.from_jsonld),
    "from_dict": (ne.to_dict, ne.from_dict),
    "revise": (lambda value: (value, _rewritten(value)), lambda pair: ne.revise(*pair)),
    "revise moved": (lambda value: (value, _rewritten(value, "A. B. C.\n\n")), lambda pair: ne.revise(*pair)),
    "diff of two": (lambda value: (value, _without_last(value)), lambda pair: ne.diff(*pair)),
    "compare two": (lambda value: (value, _without_last(value)), lambda pair: ne.compare(*pair)),
    "diff_to_text": (lambda value: ne.diff(value, _without_last(value)), diff.diff_to_text),
    "history": (lambda value: ne.revise(value, _rewritten(value)), _all_of_a_revision),
    "revision JSON": (
        lambda value: revision.dumps(ne.revise(value, _rewritten(value))),
        lambda text: revision.dumps(revision.loads(text)),
    ),
    "revision_to_page": (lambda value: ne.revise(value, _rewritten(value)), diff.revision_to_page),
    "diff_to_page": (lambda value: ne.diff(value, _without_last(value)), diff.diff_to_page),
    "from_brat": (lambda v: (v.article, brat.to_brat(v)), lambda pair: brat.from_brat(*pair)),
    "from_doccano": (lambda v: (v.article, doccano.to_doccano(v)), lambda pair: doccano.from_doccano(*pair)),
    "from_langextract": (
        lambda v: (v.article, langextract.to_langextract(v)),
        lambda pair: langextract.from_langextract(*pair),
    ),
    "from_labelstudio": (
        lambda v: (v.article, labelstudio.to_labelstudio(v)),
        lambda pair: labelstudio.from_labelstudio(*pair),
    ),
}


TABLE_WORK: dict[str, Callable[[Bundle], object]] = {
    **{name: functools.partial(_table, name) for name in (*tables.TABLES, "polecat")},
    "networkx": graphs.to_networkx,
    "charts.timeline": charts.timeline,
    "charts.network": charts.network,
}


def _revised(before: str, after: str) -> Work:
    """Revise a bundle that has a statement on every third "He"."""
    starts = [match.start() for match in re.finditer(r"\bHe\b", before)][::3]
    spans = [Span(start=start, end=start + 2, exact="He") for start in starts]
    statements = [_statement(i, speaker=[one], cue=[], content=[one], evidence=[one]) for i, one in enumerate(spans)]
    actors = [_actor(0, evidence=spans[:1])]
    value = Bundle(article=article(before), actors=actors, sources=[SELF], statements=statements)
    return lambda: _all_of_a_revision(ne.revise(value, article(after)))


def _mixed(n: int, seed: int) -> str:
    """Two different sentences, repeated in random order."""
    rng = random.Random(seed)
    return "He is here. " + "".join(rng.choice(["He is here. ", "He is gone. "]) for _ in range(n))


REVISIONS: dict[str, Case] = {
    "sentences in another order": lambda n: _revised(_mixed(n, 1), _mixed(n, 2)),
    "sentences that became one": lambda n: _revised(
        "".join(f"He is {i}. " for i in range(n)), "He is " + "so very " * n + "old."
    ),
    "one that became many": lambda n: _revised(
        "He is " + "so very " * n + "old. " + "He went. " * n, "".join(f"He is {i}. " for i in range(n))
    ),
    "sentences back to front": lambda n: _revised(
        "".join(f"He is {i}. " for i in range(n)), "".join(f"He is {i}. " for i in reversed(range(n)))
    ),
    "sentences that have all changed": lambda n: _revised(
        "".join(f"He is old {i}. " for i in range(n)), "".join(f"He is new {i}. " for i in range(n))
    ),
    "a sentence again and again": lambda n: _revised("He is here. " * n, "No. " + "He is here. " * 2 * n),
}
"""Revisions in which sentences cannot be told apart, or differ."""


def on_bundle(work: str, shape: str) -> Case:
    """The work on a bundle of a shape."""

    def case(size: int) -> Work:
        value = bundle(shape, size)
        if work in BUNDLE_WORK or work in TABLE_WORK:
            return lambda: (BUNDLE_WORK | TABLE_WORK)[work](value)
        prepare, run = PREPARED_WORK[work]
        prepared = prepare(value)
        return lambda: run(prepared)

    return case


# --- faulty data


def _wire(n: int, change: Callable[[dict[str, Any], int], None], shape: str = "statements on the same words") -> Work:
    """Check the JSON of a bundle after a change."""
    values = json.loads(ne.dumps(bundle(shape, n)))
    change(values, n)
    text = json.dumps(values)
    return lambda: (ne.check(text), str(ne.check(text)), ne.check(text).to_prompt(), ne.check(text).to_table())


def _each(field: str, value: Callable[[int], Any]) -> Callable[[dict[str, Any], int], None]:
    """Change one field of each statement."""

    def change(values: dict[str, Any], n: int) -> None:
        for index, statement in enumerate(values["statements"]):
            statement[field] = value(index)

    return change


def _cycle(values: dict[str, Any], n: int) -> None:
    for index, allegation in enumerate(values["allegations"]):
        allegation["supports_ids"] = [f"allegation:{(index + 1) % n}"]


def _every_cycle(values: dict[str, Any], n: int) -> None:
    """A long chain of records, each with a reference back to the first."""
    for index, allegation in enumerate(values["allegations"]):
        allegation["supports_ids"] = [f"allegation:{min(index + 1, n - 1)}", "allegation:0"]


FAULTS: dict[str, Case] = {
    "wrong words": lambda n: _wire(n, _each("content", lambda i: [{"start": 14, "end": 33, "exact": "x"}])),
    "spans of no length": lambda n: _wire(n, _each("content", lambda i: [{"start": 5, "end": 5, "exact": ""}])),
    "spans beyond the end": lambda n: _wire(n, _each("content", lambda i: [{"start": 0, "end": 999, "exact": "x"}])),
    "wide wrong spans": lambda n: _wire(
        n, _each("content", lambda i: [{"start": 0, "end": 35 * n - 1, "exact": "x"}]), "statements along the text"
    ),
    "wrong types": lambda n: _wire(n, _each("content", lambda i: i)),
    "unknown fields": lambda n: _wire(n, _each("x", lambda i: i)),
    "unknown ids": lambda n: _wire(n, _each("speaker_ids", lambda i: [f"actor:x{i}"])),
    "wrong classes": lambda n: _wire(n, _each("speaker_ids", lambda i: [f"source:x{i}"])),
    "the same id": lambda n: _wire(n, _each("id", lambda i: "statement:x")),
    "no ids": lambda n: _wire(n, _each("id", lambda i: f"s {i}")),
    "unknown members": lambda n: _wire(n, _each("kind", lambda i: f"kind {i}")),
    "a cycle": lambda n: _wire(n, _cycle, "chain of disputes"),
    "a cycle from each record": lambda n: _wire(n, _every_cycle, "chain of disputes"),
    "nothing of a list": lambda n: _wire(n, lambda values, n: values.update(statements=[None] * n)),
    "repeated references": lambda n: _wire(n, _each("speaker_ids", lambda i: ["actor:0"] * 3)),
}
"""Faults, one per record."""

# --- drafts


def _draft(n: int, text: str, keep: bool = True, **lists: Any) -> Work:
    made, draft = article(text), Draft(**lists)
    return lambda: ne.ground(made, draft, on_error="keep") if keep else ne.ground(made, draft)


def _say(**fields: Any) -> DraftStatement:
    return DraftStatement(**{"kind": StatementKind.SAY, "content": SAFE.exact, "unattributed": True} | fields)


def _person(name: str, **fields: Any) -> DraftActor:
    return DraftActor(name=name, kind=ActorKind.PERSON, **fields)


def _report(**fields: Any) -> DraftSource:
    return DraftSource(kind=SourceKind.REPORT, evidence="said", **fields)


def _following(n: int) -> Work:
    """A chain of sources whose first source has to be left out."""
    names = ["nothing", *(f"report {i}" for i in range(n))]
    chain = [_report(title=title, via=via) for via, title in pairwise(names)]
    return _draft(n, TEXT, sources=chain)


def _claims(n: int) -> Work:
    claims = [
        DraftAllegation(
            id=f"allegation:{i}",
            claimants=["Ana Lima"],
            content=SAFE.exact,
            supports=[f"allegation:{i + 1}" if i < n - 1 else "nothing"],
        )
        for i in range(n)
    ]
    return _draft(n, TEXT, actors=[_person("Ana Lima")], allegations=claims)


DRAFTS: dict[str, Case] = {
    "the same quote in many places": lambda n: _draft(n, TEXT * n, statements=[_say() for _ in range(n)]),
    "one statement with the same quote": lambda n: _draft(n, TEXT * n, statements=[_say(content=[SAFE.exact] * n)]),
    "one statement that is settled bit by bit": lambda n: _draft(
        n,
        "".join(f"The bridge {i}, the dam {i - 1}. \n\n" for i in range(n)) + "nothing",
        statements=[_say(content=["The bridge 1,", *(f"{i}" for i in range(1, n))])],
    ),
    "evidence and quotes": lambda n: _draft(
        n,
        "".join(f"no {i} no. " for i in range(n)),
        statements=[_say(content=["no"] * n, evidence=[f"no {i}" for i in range(n)])],
    ),
    "quotes with what stands before": lambda n: _draft(
        n, TEXT * 20, statements=[_say(content=Quote(exact="said", prefix=f"x{i} ")) for i in range(n)]
    ),
    "quotes that are not there": lambda n: _draft(
        n, TEXT * 20, statements=[_say(content=f"the bridge was {i} safe") for i in range(n)]
    ),
    "names that nobody has": lambda n: _draft(
        n,
        TEXT,
        actors=[_person("Ana Lima", aliases=[f"Bo {i}" for i in range(n)])],
        statements=[_say(speakers=[f"Cy {i}"], unattributed=False) for i in range(n)],
    ),
    "names that many have": lambda n: _draft(
        n,
        TEXT + "".join(f"Bo{i} Lima and " for i in range(n)),
        actors=[_person(f"Bo{i} Lima", mentions=["said"]) for i in range(n)],
        statements=[_say(speakers=["Lima"], unattributed=False) for i in range(n)],
    ),
    "titles that many have": lambda n: _draft(
        n,
        TEXT,
        sources=[_report(id=f"source:{i}", title="said") for i in range(n)],
        statements=[_say(source="said") for i in range(n)],
    ),
    "mentions of many names": lambda n: _draft(
        n,
        "Bo is here. " * n,
        actors=[_person(f"Bo is {'very ' * (i % 7)}{i}", aliases=["Bo is" + " so" * (i % 9)]) for i in range(n)],
    ),
    "names inside of names": lambda n: _draft(
        n, "Bo Lima Roe " * n, actors=[_person("Bo" + " Lima Roe Bo" * i) for i in range(8)]
    ),
    "names that overlap": lambda n: _draft(
        n, "Bo Lima Roe. " * n, actors=[_person("Bo Lima"), _person("Lima Roe"), _person("Roe. Bo", aliases=["Roe."])]
    ),
    "names that touch": lambda n: _draft(n, "Bo Lima " * n, actors=[_person("Bo Roe", aliases=["Bo", "Lima"])]),
    "names inside of longer ones": lambda n: _draft(
        n, "Old Bo Lima Club and anti-Bo & Sons. " * n, actors=[_person("Bo", aliases=["Lima", "Sons"])]
    ),
    "names in headlines": lambda n: _draft(
        n, "BO LIMA GOES\nBo Lima Goes On\nBO LIMA (AP) -- It is so.\n" * n, actors=[_person("Bo Lima")]
    ),
    "names that are excepted": lambda n: _draft(
        n, "Bo Lima. " * n, actors=[_person("Bo", aliases=["Bo Lima"], not_mentions=["Bo"], mentions=["Lima"] * n)]
    ),
    "mentions without a place": lambda n: _draft(
        n, "he is so. " * n, actors=[_person("Bo", mentions=["he"] * n), _person("Cy", mentions=["he", "so"] * n)]
    ),
    "mentions of which each takes one place more": lambda n: _draft(
        n,
        "".join(f"he is {i}. " for i in range(n)),
        actors=[_person("Bo", mentions=[*(f"he is {i}" for i in range(n - 1)), "he", "is"])],
    ),
    "actors that are named nowhere": lambda n: _draft(
        n, "Bo Lima. " * n, actors=[_person(f"Bo {i}", aliases=["Bo", "Lima"]) for i in range(n)]
    ),
    "a place in many places": lambda n: _draft(
        n, "Bo is so. " * n, statements=[_say(content="is so", place="Bo") for _ in range(n)]
    ),
    "what follows what cannot stay": _following,
    "claims that rest on what cannot stay": _claims,
    "omissions": lambda n: _draft(n, TEXT * n, statements=[_say(content="Ana Lima \u2026 bridge \u2026 safe")]),
    "many omissions": lambda n: _draft(n, TEXT, statements=[_say(content="a \u2026 " * n)]),
}
"""Drafts with much that is doubtful or wrong."""
