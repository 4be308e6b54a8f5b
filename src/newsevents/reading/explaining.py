"""How a text was parsed, which rules found something, and why other words were not trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from newsevents.draft import Draft
from newsevents.model.records import Article
from newsevents.model.values import Quote
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.cues import is_cue
from newsevents.reading.drafter import Drafter
from newsevents.reading.events.deeds import deed_at
from newsevents.reading.extractor import RuleExtractor, drafter_of
from newsevents.reading.precision import precision
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope
from newsevents.terminal import printable

if TYPE_CHECKING:
    from newsevents.reading.parse import Analyser

__all__ = ["ExplainedToken", "Explanation", "Fired", "Refused", "explain"]


@attrs.frozen
class ExplainedToken:
    """A word or a mark and its place in the sentence.

    Attributes:
        text: The word.
        start: Where it begins, in code points.
        lemma: Its base form.
        relation: Its relation to its governor: ``subject``, ``object``, ``complement``, ``marker``; ``root`` if it has
            none.
        governor: The index of its governor among the tokens, or None.
    """

    text: str
    start: int
    lemma: str
    relation: str
    governor: int | None


@attrs.frozen
class Fired:
    """A record that a rule found.

    Attributes:
        rule: The id of the rule, as in the record.
        what: What the record says, in one line.
        precision: How often the rule was right on news that people had annotated, from 0 to 1.
    """

    rule: str
    what: str
    precision: float


@attrs.frozen
class Refused:
    """A word that may give a record but did not.

    Attributes:
        word: The word, as in the text.
        start: Where it begins, in code points.
        of: What it may give: ``statement``, ``meeting`` or ``allegation``.
        construction: The construction of the word, as the word lists name it: ``that``, ``np``; empty if it has none.
        refusal: Why it gave nothing.
    """

    word: str
    start: int
    of: str
    construction: str
    refusal: Refusal


@attrs.frozen
class Explanation:
    """How a text was parsed and what was made of it; as text, a table.

    Attributes:
        analyser: The name of the analyser.
        tokens: The words and marks with their relations, in text order.
        fired: The records that rules found: statements, then meetings, then allegations.
        refused: The words that were not trusted, in text order.
    """

    analyser: str
    tokens: tuple[ExplainedToken, ...]
    fired: tuple[Fired, ...]
    refused: tuple[Refused, ...]

    def __str__(self) -> str:
        """The tables, with a blank line between them, or one sentence if the text contains no words."""
        words = [("token", "base form", "relation", "of"), *map(self._row, self.tokens)]
        fired = [("rule", "right", "found"), *((one.rule, f"{one.precision:.0%}", one.what) for one in self.fired)]
        refused = [
            ("not trusted", "for", "because"),
            *(
                (one.word, f"{one.of} {one.construction}", f"{one.refusal}: {one.refusal.meaning}")
                for one in self.refused
            ),
        ]
        tables = [_table(rows) for rows in (words, fired, refused) if len(rows) > 1]
        return "\n\n".join(tables) or "The text contains no words."

    def _row(self, token: ExplainedToken) -> tuple[str, ...]:
        governor = "" if token.governor is None else self.tokens[token.governor].text
        return token.text, token.lemma, token.relation, governor


def explain(text: str | Article, analyser: Analyser | str | None = None) -> Explanation:
    """Explain how a text is read: its grammar, the rules that found something, and why others did not.

    Args:
        text: A text, or an article.
        analyser: The analyser that finds the grammar, as for `RuleExtractor`.

    Raises:
        ExtractionError: As `RuleExtractor`, and `extract`.

    >>> explained = explain("Ana Lima did not say that the bridge was safe.")
    >>> [(one.word, one.refusal.value) for one in explained.refused]
    [('say', 'negated')]
    """
    article = Article.from_text(text) if isinstance(text, str) else text
    used = RuleExtractor(analyser).analyser
    drafter = drafter_of(article, used)
    draft = drafter.draft()
    name = getattr(used, "name", type(used).__name__)
    return Explanation(name, tuple(_tokens(drafter)), tuple(_fired(draft, name)), tuple(_refused(drafter)))


def _tokens(drafter: Drafter) -> Iterator[ExplainedToken]:
    a = drafter.analysis
    for at, token in enumerate(a.tokens):
        words = a.text[token.start : token.end]
        yield ExplainedToken(words, token.start, token.lemma, _relation(a, at), a.governor(at))


def _relation(a: Analysis, at: int) -> str:
    """The relation of a word to its governor, including those of function words that the rules use."""
    relation, governor = a.relation(at), a.governor(at)
    if relation != "other" or governor is None:
        return relation
    if a.is_auxiliary(at):
        return "auxiliary"
    if a.words[at] in (a.marker(governor), a.particle(governor), a.determiner(governor)):
        named = (("marker", a.marker), ("particle", a.particle), ("determiner", a.determiner))
        return next(name for name, ask in named if ask(governor) == a.words[at])
    return "mark" if a.is_mark(at) else relation


def _fired(draft: Draft, analyser: str) -> Iterator[Fired]:
    names = {one.id: one.name for one in draft.actors}
    for statement in draft.statements:
        what = f"{statement.kind}: {_who(names, statement.speakers)}: {_words(statement.content)}"
        yield _rule(statement.rule, what, analyser)
    for meeting in draft.meetings:
        what = f"{meeting.kind}, {meeting.status}: {_who(names, meeting.participants)}"
        yield _rule(meeting.rule, what, analyser)
    for alleged in draft.allegations:
        parts = _who(names, alleged.claimants), _who(names, alleged.accused), _words(alleged.content)
        yield _rule(alleged.rule, "{} against {}: {}".format(*parts), analyser)


def _rule(rule: str | None, what: str, analyser: str) -> Fired:
    return Fired(rule or "", what, precision(rule or "", analyser))


def _who(names: Mapping[str | None, str], ids: Iterable[str]) -> str:
    return ", ".join(names[id] for id in ids) or "nobody named"


def _words(quotes: Iterable[Quote]) -> str:
    return " … ".join(" ".join(one.exact.split()) for one in quotes)


def _refused(drafter: Drafter) -> list[Refused]:
    """The words that gave nothing; of several reasons for a word, the first that is not its construction."""
    a, events = drafter.analysis, drafter.events
    told = {(one.attribution.cue, "statement") for one in drafter.said} | events.told
    speech = {one.cue for one, _ in drafter.statements.refused} | {one.attribution.cue for one in drafter.said}
    found: dict[tuple[int, str], tuple[str, Refusal]] = {}
    seen = [
        *(
            (one.cue, "statement", one.construction.replace(" ", "_"), why)
            for one, why in drafter.statements.refused
            if is_cue(one.word)
        ),
        *((at, of, "", why) for at, of, why in events.refused),
        *((at, "allegation", "", why) for at, why in _untold(drafter)),
    ]
    for at, of, construction, why in seen:
        if found.get((at, of), ("", Refusal.CONSTRUCTION))[1] is Refusal.CONSTRUCTION:
            found[at, of] = construction, why
    return [
        Refused(a.text[a.tokens[at].start : a.tokens[at].end], a.tokens[at].start, of, construction, why)
        for (at, of), (construction, why) in sorted(found.items())
        if (at, of) not in told and not (of == "allegation" and why is Refusal.CONSTRUCTION and at in speech)
    ]


def _untold(drafter: Drafter) -> Iterator[tuple[int, Refusal]]:
    """The harms and wrongs without an allegation, and why: not presented as fact, or claimed by nobody."""
    a = drafter.analysis
    claimed = [one.attribution.head for one in drafter.said]
    for at in range(len(a)):
        if deed_at(a, at) is not None:
            within = any(a.dominates(head, at) for head in claimed)
            yield at, Refusal.of(scope(a, at)) or (Refusal.NOBODY if within else Refusal.UNCLAIMED)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    rows = [tuple(map(printable, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
