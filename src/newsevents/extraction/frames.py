"""Everything in a sentence that could bring an attribution: verbs, nouns, adjectives, "according to", a colon.

The constructions have the names that `newsevents.extraction.constructions` lists; with "noun ", "light " and "adj "
before them they are those of a noun, of a noun with its verb ("voiced support for"), and of an adjective.
"""

from __future__ import annotations

from newsevents.extraction.clauses import after_times, group_start, is_clause, mask, phrase_end, run_end, skip, subject
from newsevents.extraction.constructions import WH, Constructions, Frame, Range
from newsevents.extraction.cues import silent
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import form_of, verb_forms, word_list, word_set

__all__ = ["Frame", "Range", "frames", "verb_source"]


def frames(sentence: Sentence) -> list[Frame]:
    """Everything outside quotation marks that could bring an attribution, in the order of the sentence.

    Verbs that the list of cues never trusts are passed over.
    """
    tags = mask(sentence)
    nouns, adjectives, quiet = word_list("cue_nouns"), word_list("cue_adjectives"), silent()
    found: list[Frame] = []
    heads: list[tuple[int, Range | None]] = []
    reader = _Reader(sentence, tags)
    for head, tag in enumerate(tags):
        word = sentence.words[head]
        adjective = word in adjectives and (tag in "nr" or (tag in "gk" and reader.predicative(head)))
        if adjective or (tag in "nr" and word in nouns):
            frame = reader.nominal_cue(head, adjective, heads)
            if frame is not None:
                found.append(frame)
        elif tag == ":" and head and not found:
            frame = reader.colon(head)
            if frame is not None:
                found.append(frame)
        elif tag in "vegk":
            if word == "according":
                frame = reader.according(head)
                if frame is not None:
                    found.append(frame)
                continue
            form = form_of(word)
            if form is None:
                continue
            group = group_start(tags, head)
            source = verb_source(sentence, tags, group, head, heads)
            heads.append((head, source))
            if form.verb in quiet:
                continue
            frame = reader.read(form.verb, head, group, source)
            if frame is not None:
                found.append(frame)
    return [_with_later_subject(frame, tags, heads) for frame in found]


def _with_later_subject(frame: Frame, tags: str, heads: list[tuple[int, Range | None]]) -> Frame:
    """The subject of what stands before it: "Citing the report, she left"."""
    group = frame.cue[0]
    if (
        frame.source is not None
        or frame.name.startswith("be ")
        or tags[group] not in "gk"
        or group > 2
        or tags[:group] not in ("", "i", "r", "ri", "&", "&i")
    ):
        return frame
    comma = tags.find(",", group)
    later = [source for index, source in heads if comma >= 0 and source is not None and source[0] > comma]
    return frame._replace(source=later[0]) if later else frame


def verb_source(
    sentence: Sentence, tags: str, group: int, head: int, heads: list[tuple[int, Range | None]]
) -> Range | None:
    """The subject of a verb: its own, or that of the verb that it depends on or is joined to."""
    inherited = heads[-1][1] if heads else None
    at = group
    while at > 0 and tags[at - 1] == "r":
        at -= 1
    before = tags[at - 1] if at else "."
    if before == ";" and heads:
        return heads[0][1]  # a headline goes on with its subject
    if before == "&" and heads:
        alike = "vbh" if tags[head] == "v" or tags[group] in "bh" else tags[head]
        same = [source for index, source in heads if tags[index] in alike]
        return same[-1] if same else inherited
    if tags[head] == "e" and "t" in tags[group:head]:
        adjective = tags[:group].rstrip("r")
        if adjective[-1:] in ("n", "k") and adjective[:-1].rstrip("r")[-1:] == "b":  # were quick to condemn
            be = len(adjective[:-1].rstrip("r")) - 1
            return subject(sentence, tags, group_start(tags, be)) or inherited
        return inherited
    if tags[head] == "g" and group == head:
        if before in "xp" or (before == "n" and sentence.words[at - 1] not in _DOCUMENTS):
            return subject(sentence, tags, group)
        main = [source for _, source in heads if source is not None and _of_main_clause(tags, source)]
        return main[-1] if main and before == "," else inherited
    if tags[head] == "k" and group == head:
        return inherited if before == "," else None
    return subject(sentence, tags, group) or (inherited if before in "," else None)


def _of_main_clause(tags: str, source: Range) -> bool:
    """Whether a subject is no relative pronoun, and that of no clause that something says: "said *he* …"."""
    start = source[0]
    return tags[start] not in "wz" and tags[start - 1 : start] not in tuple("zvegk")


class _Reader(Constructions):
    """Reads the other cues of a sentence as well."""

    def according(self, head: int) -> Frame | None:
        """According to somebody: before the clause, behind it or inside it."""
        tags, end, sentence = self.tags, self.end, self.sentence
        if tags[head + 1 : head + 2] != "t":
            return None
        start = head + 2
        stop = phrase_end(sentence, tags, start, len(tags))
        if stop == start:
            return None
        stop = self._speaker_end(stop, relative=True) if head else stop
        left = head
        while left > 0 and tags[left - 1] in ",-r&":
            left -= 1
        cue, source = (head, head + 2), (start, stop)
        begin = self._sentence_start(left)
        if head < 3 and not is_clause(tags, 0, left):
            rest = skip(tags, stop, ",-", end)
            return (
                Frame("according", "before", source, cue, ((rest, self._joined_end(head, rest, end)),))
                if rest < end
                else None
            )
        rest = skip(tags, stop, ",-", end)
        if rest > stop and rest < end and tags[rest] not in "uwg":
            parts = (
                ((rest, end),)
                if not is_clause(tags, begin, left) and tags[begin] in "irug&"
                else ((begin, left), (rest, end))
            )
            return Frame("according", "inside", source, cue, parts)
        return Frame("according", "behind", source, cue, ((begin, left),))

    def colon(self, head: int) -> Frame | None:
        """A name, a colon and what it says, as in headlines and transcripts."""
        tags = self.tags
        if head > 8 or head + 2 >= len(tags) or not set(tags[:head]) <= set("xnds(),c&i") or "x" not in tags[:head]:
            return None
        if self.words[:head] in (["q"], ["a"], ["question"], ["answer"]):
            return None  # a transcript does not tell who
        name = "colon quote" if tags[head + 1] == "q" else "colon"
        return Frame("", name, (0, head), (head, head + 1), ((head + 1, len(tags)),))

    def predicative(self, head: int) -> bool:
        """Whether a participle stands behind a form of "be" and before "to": is prepared to."""
        at = head
        while at > 0 and self.tags[at - 1] == "r":
            at -= 1
        return self.tags[at - 1 : at] == "b" and self.tags[head + 1 : head + 2] == "t"

    def nominal_cue(self, head: int, adjective: bool, heads: list[tuple[int, Range | None]]) -> Frame | None:
        """A noun or an adjective: his claim that, her support for, was sure that."""
        tags, words, end = self.tags, self.words, self.end
        at = head + 1
        if at >= end:
            return None
        if adjective:
            group = head
            while group > 0 and tags[group - 1] == "r":
                group -= 1
            if (
                group == 0
                or tags[group - 1] not in "bv"
                or (tags[group - 1] == "v" and words[group - 1] not in _COPULAS)
            ):
                return None
            verb = group - 1
            group = group_start(tags, verb)
            source = subject(self.sentence, tags, group)
            prefix = "adj "
        else:
            group = head
            while group > 0 and tags[group - 1] in "nxr":
                group -= 1
            source = self._possessor(group)
            prefix = "noun "
            if source is not None:
                group = head
            elif (
                heads
                and head - heads[-1][0] < 6
                and getattr(verb_forms().get(words[heads[-1][0]]), "verb", "") in _LIGHT
            ):
                source, prefix = heads[-1][1], "light "
                group = group_start(tags, heads[-1][0])
            elif tags[group - 1 : group] == "d" and group > 1 and tags[group - 2] == "i":
                return None  # said in a statement
        dated = after_times(self.sentence, tags, skip(tags, at, "r", end))
        if tags[dated : dated + 1] == "z":
            at = dated
        if source is not None and not adjective and tags[at] == "b" and self._predicate(at + 1):
            at += 1
        tag = tags[at]
        if tag == "z":
            name, cue, span = "that", at, (at, end)
        elif tag == "t" and at + 1 < end:
            follow = skip(tags, at + 1, "r", end - 1)
            if tags[follow] in "ebhf":
                name, cue, span = "to", at, (at, run_end(self.sentence, tags, follow + 1, end))
            else:
                name, cue, span = "prep:to", at + 1, (at + 1, self._object(at + 1))
        elif tag == "i":
            name, cue, span = "prep:" + words[at], at + 1, (at + 1, self._object(at + 1))
        elif tag in "uw" and words[at] in WH and words[at] not in ("who", "which"):
            name, cue, span = "wh", at, (at, end)
        elif self._quote_at(at):
            name, cue, span = "quote", at, (self._open(at), self._quote_end(self._open(at)))
        elif adjective and tag in "pdnx" and self._finite_follows(at):
            name, cue, span = "clause", at, (at, end)
        else:
            return None
        if span[0] >= span[1]:
            return None
        if source is None and not adjective:
            prefix = "noun - "
        return Frame(words[head], prefix + name, source, (group, cue), (span,))

    def _predicate(self, at: int) -> bool:
        """Whether what is said follows a form of "be": her claim was that."""
        return at < self.end and (self.tags[at] in "zt" or self._quote_at(at))

    def _possessor(self, at: int) -> Range | None:
        """Whose a noun is: "her claim", "the agency's claim"."""
        tags = self.tags
        if at == 0:
            return None
        if tags[at - 1] == "d" and self.words[at - 1] in _POSSESSIVES:
            return at - 1, at
        if tags[at - 1] == "s":
            own = subject(self.sentence, tags, at - 1)
            return None if own is None else (own[0], at)
        return None


_LIGHT = word_set("light")
_DOCUMENTS = word_set("documents")
_COPULAS = word_set("copulas")
_POSSESSIVES = word_set("possessives")
