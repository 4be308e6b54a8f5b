"""The forms in which information reaches an article: a statement, an interview, a report of an agency, a video."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import attrs

from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.clauses import FINITE, nominal_end, phrase_end
from newsevents.extraction.cues import kind_of
from newsevents.extraction.frames import Range
from newsevents.extraction.gazetteer import document_kinds
from newsevents.extraction.speech import Attribution
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import word_set
from newsevents.model.ids import slug, unique_id
from newsevents.model.vocabulary import ActorKind, SourceKind, StatementKind

__all__ = ["Document", "Documents"]


@attrs.define(eq=False)
class Document:
    """What an article names as where something comes from.

    Attributes:
        id: ``source:…``.
        kind: Its form.
        by: Those who issued it.
        title: What the article calls it, or None.
        evidence: The words that the record rests on.
        named: Whether the article says whose it is.
        rule: What found it.
        via: The one that passed it on, or None.
    """

    id: str
    kind: SourceKind
    by: tuple[Figure, ...]
    title: str | None
    evidence: Range
    named: bool
    rule: str
    via: Document | None = None

    def comes_from(self, other: Document) -> bool:
        """Whether another one stands in its chain."""
        link: Document | None = self
        while link is not None and link is not other:
            link = link.via
        return link is other


_ISSUERS = re.compile(r"\b(?:from|by|of)\b\s+")
_OWNER = re.compile(r"(.+?)['\u2019]s?\s")
_BEHIND = re.compile(r"\b(?:from|by|of|on|in|about|released|published|issued)\b")
_DEFINITE = ("the ", "this ", "that ")
_BODIES = (ActorKind.GOVERNMENT_BODY, ActorKind.NGO, ActorKind.IGO, ActorKind.COMPANY, ActorKind.LEGISLATURE)


class Documents:
    """The documents of one article, each once, in the order in which they are first named."""

    def __init__(self, text: str, cast: Cast, publisher: Figure | None) -> None:
        self.text = text
        self.cast = cast
        self.publisher = publisher
        self.all: list[Document] = []
        self._ids = {"source:article"}  # the article itself
        self._by_title: dict[str, Document] = {}
        self._last_of: dict[str | None, Document] = {}  # by the noun that names it
        self._last_by: dict[tuple[SourceKind, tuple[Figure, ...]], Document] = {}

    def head(self, place: Range) -> str | None:
        """The noun of a document at the head of some words: "a statement from", "the ministry's report"."""
        words = _BEHIND.split(self.text[place[0] : place[1]])[0]
        last = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words)
        return last[-1] if last and last[-1] in document_kinds() else None

    def at(self, place: Range) -> Document | None:
        """The document that some words name, the same one where they say "the statement"."""
        head = self.head(place)
        if head is None:
            return None
        words = self.text[place[0] : place[1]]
        issuer = _ISSUERS.search(words)
        owner = _OWNER.match(words)
        by: Sequence[Figure] = ()
        if issuer is not None:
            by = self.cast.refer((place[0] + issuer.end(), place[1]))[:1]
        elif owner is not None:
            by = self.cast.refer((place[0], place[0] + owner.end(1)))[:1]
        known = self._last_of.get(head) if not by and words.lower().startswith(_DEFINITE) else None
        known = known or self._by_title.get(words.lower())
        kind = document_kinds()[head]
        if kind is SourceKind.REPORT and by and by[0].kind is ActorKind.MEDIA:
            kind = SourceKind.PRESS_REPORT
        return known or self._new(kind, by, words, place, "document")

    def behind(self, one: Attribution, speakers: list[Figure]) -> Document | None:
        """The form in which somebody says something, by the words beside the cue and by who speaks.

        "said in a statement", "told a news conference", "told reporters", "wrote on Telegram", "Reuters reported".
        """
        if one.cue is None or not speakers:
            return None
        sentence = self.cast.sentence_at(one.cue[0])
        if sentence is None:
            return None
        if one.construction.startswith("noun") and one.source is not None and one.word in document_kinds():
            noun = re.compile(re.escape(one.word), re.IGNORECASE).search(self.text, *one.cue)
            return None if noun is None else self.at((one.source[0], noun.end()))  # their report on
        form = None if one.construction.startswith(("noun", "adj")) else self._beside(sentence, one, one.cue)
        if form is not None:
            kind, named = form
            return self._of(kind, speakers, self.text[named[0] : named[1]], named, "beside-cue")
        place = _with_speaker(one.cue, one.source, one.content)
        words = self.text[one.cue[0] : one.cue[1]].lower().split()
        if one.word == "tell" and self._to_media(sentence, one.cue):
            return self._of(SourceKind.INTERVIEW, speakers, None, place, "told-media")
        if one.word == "tell" and not word_set("audience").isdisjoint(words):
            return self._of(SourceKind.BRIEFING, speakers, None, place, "audience")
        kinds = {figure.kind for figure in speakers}
        if one.word in ("tweet", "retweet"):
            return self._of(SourceKind.SOCIAL_POST, speakers, None, place, "posted")
        told = kind_of(one.word) in _TELLING and speakers != [
            self.publisher
        ]  # what the publisher says is the article's
        if kinds == {ActorKind.MEDIA} and told:
            return self._of(SourceKind.PRESS_REPORT, speakers, None, place, "press")
        if one.word == "report" and kinds <= set(_BODIES):
            return self._of(SourceKind.REPORT, speakers, None, place, "reported")
        return None

    def used(self, ids: Collection[str | None]) -> list[Document]:
        """The documents with some ids, and those that passed them on."""
        found: dict[Document, None] = {}
        for one in self.all:
            document = one if one.id in ids else None
            while document is not None and document not in found:
                found[document] = None
                document = document.via
        return list(found)

    def _beside(self, sentence: Sentence, one: Attribution, cue: Range) -> tuple[SourceKind, Range] | None:
        """The kind and the place of a form in the clause of the cue: behind it, or what the sentence begins with."""
        tags, words = sentence.tags, sentence.words
        first, last = sentence.tokens(cue)
        said = [sentence.tokens(piece) for piece in one.content]
        for at in (0, *range(first, len(tags) - 1)):
            if at >= last and tags[at] in FINITE:
                return None
            if any(start <= at < end for start, end in said) or sentence.inside[at] >= 0:
                continue
            told = words[at] in _TOLD and first <= at < last
            if not told and (tags[at] != "i" or words[at] not in ("in", "at", "during", "on", "via", "through")):
                continue
            end = nominal_end(tags, at + 1)
            kind = _form(words[at + 1 : end], tags[at + 1 : end], words[at])
            if kind is not None:
                stop = phrase_end(sentence, tags, at + 1, len(tags)) if words[end : end + 1] in _COMPANY else end
                return kind, sentence.place((at + 1, stop))
        return None

    def _to_media(self, sentence: Sentence, cue: Range) -> bool:
        """Whether a news organisation is told something."""
        first, last = sentence.tokens(cue)
        told = next((at for at in range(first, last) if sentence.words[at] in _TOLD), None)
        if told is None:
            return False
        place = sentence.place((told, max(told + 1, nominal_end(sentence.tags, told + 1))))
        return any(figure.kind is ActorKind.MEDIA for figure in self.cast.named_in(place))

    def _of(self, kind: SourceKind, by: list[Figure], title: str | None, evidence: Range, rule: str) -> Document:
        """The document of this kind by somebody: the one that is known, unless the words tell of another one."""
        another = title is not None and not word_set("another").isdisjoint(title.lower().split())
        known = None if another else self._last_by.get((kind, tuple(by)))
        return known or self._new(kind, by, title, evidence, rule)

    def _new(self, kind: SourceKind, by: Sequence[Figure], title: str | None, evidence: Range, rule: str) -> Document:
        stem = slug(title or f"{by[0].name} {kind}") or kind.value
        id = unique_id(f"source:{stem}", self._ids)
        document = Document(id, kind, tuple(by), title, evidence, _is_named(by), f"source.{rule}")
        self._ids.add(id)
        self.all.append(document)
        self._last_of[self.head(evidence)] = self._last_by[kind, document.by] = document
        if title is not None:
            self._by_title.setdefault(title.lower(), document)
        return document


_TOLD = frozenset(("tell", "tells", "telling", "told"))
_COMPANY = (["with"], ["to"])
_TELLING = (StatementKind.SAY, StatementKind.REPORT, StatementKind.CONFIRM, StatementKind.ANNOUNCE)
_OWN = frozenset(("a", "an", "its", "his", "her", "their"))
_ONLY_OWN = (SourceKind.REPORT, SourceKind.ANALYSIS, SourceKind.PRESS_REPORT)


def _with_speaker(cue: Range, source: Range | None, content: list[Range]) -> Range:
    """A cue with the speaker beside it, unless what is said stands between them."""
    if source is None:
        return cue
    start, end = min(source[0], cue[0]), max(source[1], cue[1])
    return cue if any(start < piece[1] and piece[0] < end for piece in content) else (start, end)


def _is_named(by: Sequence[Figure]) -> bool:
    """Whether anybody is named, and not only described: "local media"."""
    return any(figure.rule != "description" or figure.kind not in (ActorKind.MEDIA, ActorKind.UNNAMED) for figure in by)


def _form(words: list[str], tags: str, preposition: str) -> SourceKind | None:
    """The kind of source that a nominal behind a preposition tells: "a statement", "a news conference"."""
    kind = document_kinds().get(words[-1]) if words else None
    if kind is SourceKind.SOCIAL_POST and preposition == "on":
        return kind
    if kind is None or preposition == "on" or tags[-1] == "x":
        return None
    if kind in _ONLY_OWN and words[0] not in _OWN:
        return None
    return kind if words[-1] != "conference" or words[-2:-1] in (["news"], ["press"]) else None
