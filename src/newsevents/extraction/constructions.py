"""What stands around a verb that can bring an attribution: who, in which construction, what.

A construction has a name, by which the list of cues tells which verbs to trust in it:

    that       said that it was safe              quote      said: "It is safe"     after     …, he said
    clause     said it was safe                   np quote   told me, "It is safe"  inverted  …, said the mayor
    wh         asked whether it was safe          np that    told me that           as        as he said, …
    to         vowed to go                        np to      urged them to go       np wh     asked me whether
    np         criticized the plan                np as      described it as        ing       denied going
    prep:for   called for a vote, and so on; with "be " before it: was accused, was asked whether
"""

from __future__ import annotations

from typing import NamedTuple

from newsevents.extraction.clauses import (
    FINITE,
    after_adverbials,
    after_be,
    after_times,
    clause_end,
    is_clause,
    nominal_end,
    object_end,
    phrase_end,
    run_end,
    skip,
    subject,
)
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import of_speech, verb_forms, word_set

__all__ = ["WH", "Constructions", "Frame", "Range"]

Range = tuple[int, int]


class Frame(NamedTuple):
    """A verb in its construction; ranges of tokens.

    Attributes:
        word: The base form of the verb, with its particle: "point_out"; a noun or an adjective as it stands.
        name: The construction.
        source: The words for who speaks, or None.
        cue: The verb with its auxiliaries, and the preposition that belongs to it.
        content: What is said.
    """

    word: str
    name: str
    source: Range | None
    cue: Range
    content: tuple[Range, ...]


_CLAUSAL = word_set("clausal")
"""Verbs whose object is a clause even where no finite verb was seen in it."""

_COMPLEX = word_set("complex")
"""Verbs whose object has a complement: called it a mistake."""

WH = word_set("wh")
_IF = word_set("if")
_SPEAKS = word_set("speaks")
_SPEECH = word_set("speech")
_PARTICLES = word_set("particles")


def _word_at(words: list[str], at: int) -> str:
    """The word at a token, or nothing."""
    return words[at] if at < len(words) else ""


class Constructions:
    """Reads the constructions of the verbs of one sentence."""

    def __init__(self, sentence: Sentence, tags: str) -> None:
        self.sentence = sentence
        self.tags = tags
        self.words = sentence.words
        self.end = clause_end(tags)

    def read(self, verb: str, head: int, group: int, source: Range | None) -> Frame | None:
        """The construction of the verb at a token."""
        tags, words, end = self.tags, self.words, self.end
        at = head + 1
        if self._particle(at):
            verb = f"{verb}_{words[at]}"
            at += 1
        cue = at
        joined = group > 0 and tags[group - 1] == "&"
        passive = tags[head] == "k" and (after_be(tags, group, head) or (group == head and not joined))
        if not passive:
            before = self._behind(verb, group, cue)
            if before is None and group == head:
                before = self._inverted(verb, head)
            if before is not None:
                return before
        prefix = "be " if passive else ""
        at = after_times(self.sentence, tags, skip(tags, at, "r", end))
        at = self._after_dates(at)
        if at >= end:
            return None
        if passive and words[at] == "by":
            return self._by(verb, group, at, source)
        found = self._complement(verb, at, cue)
        if found is None:
            return None
        name, cue_end, (start, stop) = found
        if start >= stop:
            return None
        if name == "np quote" and source is None and verb in _SPEAKS and verb != "tell":
            return Frame(verb, "inverted", (at, nominal_end(tags, at)), (head, head + 1), ((start, stop),))
        if source is not None and (
            (verb in _RAISING and name in ("to", "np")) or (passive and name in _PASSIVE_OF_SUBJECT)
        ):
            stop = self._subordinate_end(group, source, start, stop)
            return Frame(verb, prefix + name, None, (group, cue_end), (source, (start, stop)))
        if passive or (verb in _RAISING and name == "that"):
            source = None
        stop = self._joined_end(head, start, self._subordinate_end(group, source, start, stop))
        return Frame(verb, prefix + name, source, (group, cue_end), ((start, stop),))

    def _particle(self, at: int) -> bool:
        """Whether a particle stands behind a verb, and no preposition with its object."""
        tags, words = self.tags, self.words
        if at >= self.end or tags[at] != "i" or words[at] not in _PARTICLES:
            return False
        behind = tags[at + 1] if at + 1 < self.end else "."
        return behind in "zt,q.uiQ:" or (behind == "d" and words[at] in ("out", "off"))

    def _after_dates(self, at: int) -> int:
        """Behind times with a preposition that stand before what is said or done: on Monday to."""
        tags, end, look = self.tags, self.end, at
        while look + 1 < end and tags[look] == "i" and self.words[look] in ("on", "in", "at"):
            behind = after_times(self.sentence, tags, look + 1)
            if behind == look + 1:
                break
            look = behind
        return look if look < end and tags[look] in "tzi" else at

    def _complement(self, verb: str, at: int, cue: int) -> tuple[str, int, Range] | None:
        """What follows a verb: the name of the construction, the end of the cue, and the content."""
        tags, words, end = self.tags, self.words, self.end
        sentence = self.sentence
        tag, word = tags[at], words[at]
        far = after_adverbials(sentence, tags, at)
        if far < end and self._quote_at(far):
            return "quote", far, (self._open(far), self._quote_end(self._open(far)))
        if far < end and tags[far] == "z" and (far > at or verb in _CLAUSAL or self._clause_follows(far + 1)):
            return "that", far, (far, end)
        if far > at and verb in _COMPLEX and far < end and words[far] == "as":
            return "prep:as", far + 1, (far + 1, self._object(far + 1))
        if far > at and verb in _CLAUSAL and far < end and tags[far] in "pdnx" and self._finite_follows(far):
            return "clause", far, (far, end)
        if tag == "t" and at + 1 < end:
            follow = skip(tags, at + 1, "r", end - 1)
            quoted = tags[follow] == "q" and sentence.tags[follow + 1 : follow + 2] in ("e", "b", "n")
            if tags[follow] in "ebhf" or quoted or self._bare(follow):
                return "to", cue, (at, run_end(sentence, tags, follow + 1, end))
            return "prep:to", at + 1, (at + 1, self._object(at + 1))
        if tag in "uw" and word in WH and (word != "if" or verb in _IF):
            return "wh", cue, (at, end)
        if tag == "g":
            return "ing", cue, (at, run_end(sentence, tags, at + 1, end))
        if tag == "z" and tags[at + 1 : at + 2] in "nx" and verb not in _CLAUSAL and not self._finite_follows(at + 1):
            self.tags = tags[:at] + "d" + tags[at + 1 :]
            return self._nominal(verb, at, cue)
        if word == "than" and words[at - 1] in ("more", "less", "fewer") and self._finite_follows(at + 1):
            return "clause", cue, (at - 1, end)
        if tag == "i":
            return "prep:" + word, at + 1, (at + 1, self._object(at + 1))
        if tag in "dpxnocsqykr":
            return self._nominal(verb, at, cue)
        return None

    def _nominal(self, verb: str, at: int, cue: int) -> tuple[str, int, Range] | None:
        """The construction of a verb before a nominal: an object, an addressee, or the subject of a clause."""
        tags, words, end = self.tags, self.words, self.end
        sentence = self.sentence
        first = nominal_end(tags, at)
        if first == at:
            return None
        reach = phrase_end(sentence, tags, at, end)
        look = skip(tags, reach, "r", end)
        if look < end and tags[look] in FINITE and tags[at] != "o":
            return "clause", cue, (at, end)
        for look in (skip(tags, first, "r", end), after_adverbials(sentence, tags, reach)):
            if look >= end:
                continue
            comma = tags[look] == "," and look + 1 < end and tags[look + 1] == "z"
            if (tags[look] == "z" and (tags[look + 1 : look + 2] == "u" or self._finite_follows(look + 1))) or comma:
                return "np that", look, (look + comma, end)
            if self._quote_at(look) and verb not in _COMPLEX:
                return "np quote", look, (self._open(look), self._quote_end(self._open(look)))
            if tags[look] in "uw" and words[look] in ("whether", "how", "why", "what", "if"):
                return "np wh", look, (look, end)
        look = skip(tags, reach, "r", end)
        if verb in _COMPLEX and _word_at(words, look) != "as":
            far = after_adverbials(sentence, tags, reach)
            look = far if far < end and words[far] == "as" else look
        if look < end and tags[look] == "t":
            return "np to", cue, (at, run_end(sentence, tags, look + 1, end))
        if look < end and words[look] == "as":
            return "np as", cue, (at, object_end(sentence, tags, nominal_end(tags, look + 1), end))
        if verb in _COMPLEX:
            return "np", cue, (at, run_end(sentence, tags, first, end))
        if first < end and ((verb in _CLAUSAL and tags[first] in ",vegknr") or verb == "say"):
            return "clause", cue, (at, end)
        return "np", cue, (at, object_end(sentence, tags, first, end))

    def _bare(self, at: int) -> bool:
        """Whether a word behind "to" is a verb that no list has: to institute a curfew."""
        tags, words = self.tags, self.words
        return tags[at] == "n" and tags[at + 1 : at + 2] in ("d", "o") and words[at + 1] not in ("all", "both")

    def _quote_at(self, at: int) -> bool:
        tags, end = self.tags, self.end
        if at >= end:
            return False
        return tags[at] in "q:" or (tags[at] == "," and at + 1 < end and tags[at + 1] == "q")

    def _open(self, at: int) -> int:
        return at if self.tags[at] in "qz" else at + 1

    def _quote_end(self, at: int) -> int:
        """Behind a quotation that is a sentence of its own; the end where it is a part of the sentence."""
        close = self.tags.find("Q", at)
        if 0 < close < self.end and self.sentence.shapes[close - 1] in ",.?!":
            return close + 1
        return self.end

    def _clause_follows(self, at: int) -> bool:
        return self.tags[at : at + 1] not in ("n", "x") or self._finite_follows(at)

    def _finite_follows(self, at: int) -> bool:
        reach = phrase_end(self.sentence, self.tags, at, self.end)
        look = skip(self.tags, reach, "r", self.end)
        return reach > at and look < self.end and self.tags[look] in _FINITE_OR_QUOTED

    def _object(self, at: int) -> int:
        first = nominal_end(self.tags, at)
        if first == at:
            return run_end(self.sentence, self.tags, at, self.end)
        return object_end(self.sentence, self.tags, first, self.end)

    def _subordinate_end(self, group: int, source: Range | None, start: int, stop: int) -> int:
        """Where content ends in a clause that another one follows: "After he said that it fell, she left"."""
        tags, shapes = self.tags, self.sentence.shapes
        if source is not None and tags[source[0]] == "w" and tags[source[0] - 1 : source[0]] == ",":
            for at in range(start + 1, stop - 1):
                if tags[at] == "," and tags[skip(tags, at + 1, "rQ", stop)] in FINITE:
                    return at + 2 * (tags[at + 1] == "Q")
            return stop
        first = tags[0] in "ugk" or self.words[0] in ("after", "before", "as", "since")
        if not first or "," in tags[:group]:
            return stop
        for at in range(start + 1, stop - 1):
            if tags[at] == "," and self._finite_follows(at + 1):
                return at
            if tags[at] == "Q" and shapes[at - 1] == "," and self._finite_follows(at + 1):
                return at + 1
        return stop

    def _joined_end(self, head: int, start: int, stop: int) -> int:
        """Where content ends that another verb of the same subject follows: "…, adding that"."""
        tags, words = self.tags, self.words
        forms = verb_forms()
        for at in range(start + 2, stop - 1):
            if tags[at] not in ",&":
                continue
            if tags[at] == "," and words[at + 1] in ("according", "when", "while", "although", "though", "whereas"):
                return at
            follow = skip(tags, at + 1, "&r", stop)
            if follow < stop and tags[follow] in "gv":
                comma = tags[at] == ","
                another = comma if tags[follow] == "g" else not comma or follow > at + 1
                if another and of_speech(forms.get(words[follow])):
                    return at
            alike = tags[head] == "g" and tags[at : at + 2] == "&g" and "g" not in tags[start:at]
            if alike or self._another_clause(start, at, stop):
                return at
        return stop

    def _another_clause(self, start: int, comma: int, stop: int) -> bool:
        """Whether the writer goes on behind a comma and "and": somebody else speaks, or the tense is another one."""
        tags, words = self.tags, self.words
        joined = words[comma + 1] in ("and", "but")
        begin = skip(tags, comma + 1 + joined, "r", stop)
        look = skip(tags, phrase_end(self.sentence, tags, begin, stop), "r", stop)
        if not begin < look < stop or tags[look] not in FINITE:
            return False
        if (joined or look == stop - 1) and of_speech(verb_forms().get(words[look])):
            return True
        said = next((at for at in range(start, comma) if tags[at] in FINITE), comma)
        return words[said] in _BACKSHIFTED and words[look] in _PRESENT

    def _by(self, verb: str, group: int, at: int, patient: Range | None) -> Frame | None:
        """The passive with its agent: criticized by, asked by her whether."""
        tags, end = self.tags, self.end
        as_told = group > 0 and self.words[group - 1] == "as"
        stop = self._speaker_end(phrase_end(self.sentence, tags, at + 1, end), relative=as_told)
        if stop == at + 1:
            return None
        agent = (at + 1, stop)
        look = after_times(self.sentence, tags, skip(tags, stop, "r", end))
        if look < end and (tags[look] in "zt" or (tags[look] in "uw" and self.words[look] in WH)):
            name = "be by " + {"z": "that", "t": "to"}.get(tags[look], "wh")
            return Frame(verb, name, agent, (group, at + 1), ((look, self._subordinate_end(group, None, look, end)),))
        if as_told and (group == 1 or tags[group - 2] in ",-"):
            rest = self._after_comma(stop if tags[stop : stop + 1] in (",", "-") else stop - 1)
            start = self._sentence_start(group - 2) if group > 2 else 0
            content = (
                ((start, group - 2),) if group > 3 and is_clause(tags, start, group - 2) else (rest,) if rest else ()
            )
            return Frame(verb, "as by", agent, (group, at + 1), content) if content else None
        if patient is None:
            return None
        return Frame(verb, "be by", agent, (group, at + 1), (patient,))

    # --- what was said before the verb

    def _behind(self, verb: str, group: int, cue: int) -> Frame | None:
        """In "…, the agency said", also in the middle of what it said, and "as the agency said"."""
        tags, end = self.tags, self.end
        own = subject(self.sentence, tags, group)
        if own is None:
            return None
        left = own[0]
        after = after_adverbials(self.sentence, tags, self._after_addressee(verb, cue))
        rest = self._after_comma(after)
        if left <= 2 and rest is not None and tags[left - 1 : left] in ("", "&", "r") and is_clause(tags, *rest):
            return Frame(verb, "comma", own, (group, cue), (rest,))
        if left > 0 and tags[left - 1] in "wz" and after < end and tags[after] in FINITE:
            return Frame(verb, "which", own, (group, cue), ((left - 1, left), (after, end)))
        if left == 0 or tags[left] == "w":
            return None
        if self.words[left - 1] == "as":
            if rest is not None and left < 4:
                return Frame(verb, "as", own, (group, cue), (rest,))
            if left > 4 and tags[left - 2] == "," and (after >= end or tags[after] in ",;-"):
                start = self._sentence_start(left - 2)
                if is_clause(tags, start, left - 2):
                    return Frame(verb, "as", own, (group, cue), ((start, left - 2),))
            return None
        if tags[left - 1] not in ",Q-":
            return None
        stop = left - 1 if tags[left - 1] in ",-" else left
        start = self._sentence_start(stop)
        quoted = tags[left - 1] == "Q" and self.sentence.shapes[left - 2] in ",?!-\u2026"
        colon = tags.find(":q", start, stop)
        start = colon + 1 if quoted and colon >= 0 else start
        parenthetical = (after >= end or tags[after] in ",;-") and verb.split("_")[0] in _PARENTHETICAL
        if not quoted and not parenthetical:
            return None
        if quoted and self._subordinate(start) and verb not in _SPEECH:
            return None
        if quoted and rest is None and verb in _CLAUSAL and self._finite_follows(after):
            return None  # after a talk on "Face the Nation," he said he had not known
        said = is_clause(tags, start, stop) and stop > start
        if quoted and rest is None and after < end and tags[after] == "q":
            rest = after, end
        if rest is not None and not quoted and not said:
            split = stop > start and tags[start] in "dnxp" and tags[skip(tags, rest[0], "r", end - 1)] in FINITE
            return Frame(verb, "after", own, (group, cue), ((start, stop), rest) if split else (rest,))
        if not said or (not quoted and self._subordinate(start) and after < end and rest is None):
            return None
        if rest is not None and tags[rest[0]] == "q" and not quoted and self._aside(start):
            return Frame(verb, "after", own, (group, cue), (rest,))
        goes_on = rest is not None and (tags[rest[0]] in "qz" or (not quoted and tags[rest[0]] not in "gwuk"))
        content = ((start, stop), rest) if goes_on and rest is not None else ((start, stop),)
        return Frame(verb, "after", own, (group, cue), content)

    def _after_addressee(self, verb: str, at: int) -> int:
        """Behind those who are told something."""
        if verb != "tell" or at >= self.end:
            return at
        return phrase_end(self.sentence, self.tags, at, self.end)

    def _after_comma(self, at: int) -> Range | None:
        if at + 1 < self.end and self.tags[at] in ",-" and self.tags[at + 1] != "&":
            return at + 1, self.end
        return None

    def _sentence_start(self, stop: int) -> int:
        start = 0
        while start < stop and self.tags[start] in "&,-":
            start += 1
        return start

    def _aside(self, start: int) -> bool:
        """Whether what a sentence begins with only tells when or how: "Asked about it, he said"."""
        return self.tags[start] in "kg" or self._subordinate(start)

    def _subordinate(self, start: int) -> bool:
        return self.tags[start] == "u" or self.words[start] in ("after", "before", "as", "since", "with")

    def _inverted(self, verb: str, head: int) -> Frame | None:
        """What stands before its verb in "…, said the agency"."""
        tags, sentence = self.tags, self.sentence
        if head == 0 or tags[head - 1] not in ",Q" or tags[head] != "v":
            return None
        stop = head - 1 if tags[head - 1] == "," else head
        start = self._sentence_start(stop)
        if stop <= start or not is_clause(tags, start, stop):
            return None
        if tags[head - 1] == "," and subject(sentence, tags, head) is not None:
            return None
        at = skip(tags, head + 1, "r", self.end)
        one = _word_at(self.words, at) == "one"
        first = nominal_end(tags, at + (one and tags[at + 1 : at + 2] in tuple("nxk")))
        if first == at or (tags[at] in "po" and not one) or after_times(sentence, tags, at) > at:
            return None
        reach = max(first, phrase_end(sentence, tags, at, self.end))
        if reach < self.end and tags[reach] in FINITE:
            return None
        speaker = self._speaker_end(reach)
        content: tuple[Range, ...] = ((start, stop),)
        rest = self.tags.find(",q", speaker - 1, self.end)
        if tags[head - 1] == "Q" and rest >= 0:
            content = (start, stop), (rest + 1, self.end)
        return Frame(verb, "inverted", (at, speaker), (head, head + 1), content)

    def _appositive(self, at: int) -> bool:
        """Whether what follows a comma describes the speaker and is no clause of its own."""
        if self.tags[at] == "w":
            return True
        inner = skip(self.tags, phrase_end(self.sentence, self.tags, at, self.end), "r", self.end)
        return inner >= self.end or self.tags[inner] in ",wk"

    def _speaker_end(self, at: int, *, relative: bool = False) -> int:
        """The end of a speaker behind the verb, with an apposition; with ``relative`` only one that is no clause."""
        tags, size = self.tags, self.end
        if at < size and tags[at] == "(":
            close = tags.find(")", at)
            at = close + 1 if close > 0 else at
        if _word_at(self.words, at + 1) == "speaking" and tags[at] == ",":
            return run_end(self.sentence, tags, at + 1, size)
        if at + 1 < size and tags[at] in "," and tags[at + 1] in "dnwxc" and (not relative or self._appositive(at + 1)):
            close = at + 1
            while (
                close < size
                and tags[close] not in ";q-"
                and not (tags[close] == "," and tags[close + 1 : close + 2] not in ("w", "x", "c"))
            ):
                close += 1
            return close
        return at


_RAISING = frozenset(["appear", "seem"])
_PASSIVE_OF_SUBJECT = frozenset(("to", "prep:as", "np", "np to", "np as"))
"""What makes the subject of a passive a part of what is said: "he is expected to go"."""

_FINITE_OR_QUOTED = FINITE | {"q"}
_BACKSHIFTED = frozenset(("would", "could", "had", "was", "were", "did"))
_PRESENT = frozenset(("is", "are", "has", "have", "will", "can", "may", "does", "do"))
_PARENTHETICAL = _SPEECH | _CLAUSAL | word_set("parenthetical")
