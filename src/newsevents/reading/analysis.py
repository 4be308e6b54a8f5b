"""The analysis of an article: its grammatical relations, asked as functions. The rules see nothing else of a parse."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from newsevents.quotations import Quotation, find_quotations, paragraph_spans
from newsevents.reading.parse import Parse
from newsevents.reading.repair import heads_of

__all__ = ["Analysis", "Complement", "Preposition", "Relation"]

Relation = Literal[
    "root", "subject", "object", "hearer", "complement", "predicate", "preposition", "prepositional", "adverbial",
    "relative", "joined", "apposition", "possessor", "modifier", "around", "other",
]  # fmt: skip
_RELATIONS: dict[str, Relation] = {
    "ROOT": "root", "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "csubjpass": "subject",
    "dobj": "object", "dative": "hearer", "ccomp": "complement", "xcomp": "complement", "acl": "complement",
    "attr": "predicate", "acomp": "predicate", "oprd": "predicate", "prep": "preposition", "agent": "preposition",
    "pobj": "prepositional", "pcomp": "prepositional", "advcl": "adverbial", "relcl": "relative", "conj": "joined",
    "appos": "apposition", "poss": "possessor", "parataxis": "around", "amod": "modifier", "compound": "modifier",
    "advmod": "modifier", "npadvmod": "modifier",
}  # fmt: skip
ComplementKind = Literal["that", "bare", "wh", "to", "ing", "as", "around"]

_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge", "swear", "use", "send"))
_OBJECT_PREPOSITIONS = frozenset(("of", "for", "with", "from", "into", "against", "over", "as"))
_BE, _HAVE, _DO, _FUTURE = (
    frozenset(("be", "get")),
    frozenset(("have",)),
    frozenset(("do",)),
    frozenset(("will", "shall", "'ll", "’ll", "wo")),
)
_NEGATORS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "'t", "’t"))
_SPEECH_MARKS = frozenset("\"“”'‘’`")
_ENDS = frozenset(".,;:!?-—–()[]\"“”`'‘’…")


class Complement(NamedTuple):
    """A clause that completes a verb, noun or adjective.

    Attributes:
        head: Its verb, or the head of a quoted phrase.
        kind: ``that`` he left, ``bare`` (he left), ``wh`` (whether, how), ``to`` leave, ``ing`` (leaving), ``as`` (the
            clause into which "as he said" is put), ``around`` (the clause into which ", he said," is put).
        before: Whether it comes before the word that it completes.
    """

    head: int
    kind: ComplementKind
    before: bool


class Preposition(NamedTuple):
    """A preposition and its object.

    Attributes:
        at: The preposition.
        word: Its words, such as ``with`` or ``according to``.
        object: The head of its object: of a noun phrase, or of a clause in -ing.
    """

    at: int
    word: str
    object: int


class Analysis:
    """Tokens and their relations. A token is its index; a relation that a token does not have is None or empty."""

    def __init__(self, text: str, parse: Parse) -> None:
        """Index a parse of an article's text."""
        tokens = self.tokens = parse.tokens
        self.text = text
        self.words = [text[token.start : token.end].lower() for token in tokens]
        self.lemmas = [token.lemma for token in tokens]
        self.starts = [token.start for token in tokens]
        self._tags = [token.tag for token in tokens]
        self._labels = [token.label for token in tokens]
        self._heads = heads_of(tokens)
        self._children: list[list[int]] = [[] for _ in tokens]
        self.sentences: list[tuple[int, int]] = []
        for at, token in enumerate(tokens):
            if self._heads[at] != at:
                self._children[self._heads[at]].append(at)
            if at == 0 or token.sentence != tokens[at - 1].sentence:
                self.sentences.append((at, at + 1))
            else:
                self.sentences[-1] = self.sentences[-1][0], at + 1
        self.numbers = [number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last)]
        self._subjects: dict[int, int | None] = {}
        self.paragraphs = list(paragraph_spans(text))
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    # Where a token is

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens of the sentence of a token, as a half-open range."""
        return self.sentences[self.numbers[at]]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a token is in."""
        return bisect_right(self._paragraph_starts, self.starts[at]) - 1

    def first_from(self, offset: int) -> int:
        """The first token that begins at or after a code point; as many as there are tokens where none does."""
        return bisect_left(self.starts, offset)

    def within(self, start: int, end: int) -> range:
        """The tokens that begin in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    @functools.cached_property
    def quotations(self) -> list[Quotation]:
        """What is in quotation marks."""
        return list(find_quotations(self.text))

    @functools.cached_property
    def quotation_starts(self) -> list[int]:
        """Where each of `quotations` begins."""
        return [one.start for one in self.quotations]

    @functools.cached_property
    def _quoted(self) -> list[int]:
        quoted = [-1] * len(self.tokens)
        for number, one in reversed(list(enumerate(self.quotations))):
            for at in self.within(one.start, one.end):
                quoted[at] = number
        return quoted

    def quotation(self, at: int) -> int:
        """The number of the outermost quotation that a token is in, or -1."""
        return self._quoted[at]

    # What a token is

    def is_verb(self, at: int) -> bool:
        """Whether it is a verb of any form, no modal."""
        return self._tags[at].startswith("V")

    def is_auxiliary(self, at: int) -> bool:
        """Whether it is the auxiliary of a verb."""
        return self._labels[at] in ("aux", "auxpass")

    def is_noun(self, at: int) -> bool:
        """Whether it is a noun or a name."""
        return self._tags[at].startswith("NN")

    def is_name(self, at: int) -> bool:
        """Whether it is a proper noun."""
        return self._tags[at].startswith("NNP")

    def is_plural(self, at: int) -> bool:
        """Whether it is a noun in the plural, or several nouns joined."""
        return (
            self._tags[at] in ("NNS", "NNPS")
            or self.words[at] in ("they", "them", "we", "us")
            or len(self.joined(at)) > 1
        )

    def is_pronoun(self, at: int) -> bool:
        """Whether it is a personal, possessive, relative or interrogative pronoun."""
        return self._tags[at] in ("PRP", "PRP$", "WP", "WP$", "WDT")

    def is_number(self, at: int) -> bool:
        """Whether it is a number."""
        return self._tags[at] in ("CD", "$")

    def is_adjective(self, at: int) -> bool:
        """Whether it is an adjective."""
        return self._tags[at].startswith("JJ")

    def is_mark(self, at: int) -> bool:
        """Whether it is a punctuation mark."""
        return not any(map(str.isalnum, self.words[at])) and self._labels[at] != "case"

    def is_finite(self, verb: int) -> bool:
        """Whether a verb is finite by itself or by an auxiliary: says, has said, would say."""
        if self._tags[verb] in ("VBD", "VBP", "VBZ"):
            return True
        return any(self._tags[aux] in ("VBD", "VBP", "VBZ", "MD") for aux in self.auxiliaries(verb))

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with "to", its own or that of the verb it is joined to."""
        return any(self._tags[aux] == "TO" for aux in self.auxiliaries(verb))

    def is_participle(self, verb: int) -> bool:
        """Whether a verb is a participle without an auxiliary: "saying", "accused"."""
        return self._tags[verb] in ("VBG", "VBN") and not self.auxiliaries(verb)

    def tense(self, verb: int) -> Literal["past", "present", "future"] | None:
        """The tense of a verb by its first auxiliary; None for an infinitive, a participle or another modal."""
        auxiliaries = self.auxiliaries(verb)
        first = auxiliaries[0] if auxiliaries else verb
        if self._tags[first] == "MD":
            return "future" if self.words[first] in _FUTURE else None
        if self._tags[first] == "VBD" or (
            self.lemmas[first] == "have" and first != verb and self._tags[first] != "VBG"
        ):
            return "past" if self._tags[first] != "VB" else None
        return "present" if self._tags[first] in ("VBP", "VBZ") else None

    # Relations

    def governor(self, at: int) -> int | None:
        """The word that a token depends on; None for the root of a sentence."""
        head = self._heads[at]
        return None if head == at else head

    def relation(self, at: int) -> Relation:
        """What a token is to its governor."""
        label = self._labels[at]
        if label == "acl" and not self._is_that_clause(at):
            return "relative"
        if label == "pcomp" and self._is_preposition_word(at):
            return "preposition"
        return _RELATIONS.get(label, "other")

    def dependents(self, at: int) -> list[int]:
        """The words that depend on a token, in text order."""
        return self._children[at]

    def _labelled(self, at: int, *labels: str) -> list[int]:
        return [child for child in self._children[at] if self._labels[child] in labels]

    def auxiliaries(self, verb: int) -> list[int]:
        """Its auxiliaries in text order, inherited by a joined verb without its own: "did not confirm or deny"."""
        while True:
            own = self._labelled(verb, "aux", "auxpass")
            if own or self._labels[verb] != "conj" or self._tags[verb] not in ("VB", "VBN", "VBG"):
                return own
            head = self._heads[verb]
            if not self.is_verb(head) or self._labelled(verb, "nsubj", "nsubjpass") or not self._same_form(verb, head):
                return own
            verb = head

    def _same_form(self, verb: int, other: int) -> bool:
        return self._tags[verb] == self._tags[other]

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: "was accused", "accused by", "a man accused of"."""
        if self._labelled(verb, "auxpass", "nsubjpass", "agent"):
            return True
        if self._tags[verb] != "VBN":
            return False
        auxiliaries = self.auxiliaries(verb)
        if not auxiliaries:
            return self._labels[verb] in ("acl", "relcl", "advcl", "amod", "conj", "oprd", "xcomp", "ccomp", "pcomp")
        return self.lemmas[auxiliaries[-1]] in _BE or self._labels[auxiliaries[-1]] == "auxpass"

    def own_subject(self, verb: int) -> int | None:
        """The subject that a verb itself has, be it a relative pronoun."""
        own = self._labelled(verb, "nsubj", "nsubjpass")
        if own and self._tags[own[0]] == "VBG":  # the Red Cross operating in Iraq | said
            own = [one for one in self._labelled(own[0], "nsubj") if self.is_noun(one)] or own
        return own[0] if own else None

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or inherited; of a passive verb, whom the deed befell.

        A relative pronoun yields what it refers to. A verb without a subject has that of the verb to which it is
        joined or subordinate, or the object of that verb: "urged Iran to stop", "a man accused of lying".
        """
        path = []
        found: int | None = None
        now: int | None = verb
        while now is not None:
            if now in self._subjects:
                found = self._subjects[now]
                break
            path.append(now)
            own = self.own_subject(now)
            if own is not None:
                found = self.antecedent(own)
                break
            now, found = self._heir(now)
        for one in path:
            self._subjects[one] = found
        return found

    def _heir(self, verb: int) -> tuple[int | None, int | None]:
        """The verb whose subject a verb without its own has, or its subject."""
        label, head = self._labels[verb], self._heads[verb]
        if head == verb:
            return None, None
        if label == "conj":
            return (head if self.is_verb(head) and self._may_share(verb) else None), None
        if label == "relcl":
            return None, (head if self.is_noun(head) and self.is_infinitive(verb) else None)
        if label == "acl":
            return self._of_noun(verb, head)
        if label in ("xcomp", "ccomp", "oprd") and not self._finite_alone(verb):
            return self._controlled(verb, head)
        if label == "pcomp":
            return self._after_preposition(head)
        bare = self.marker(verb) is None  # people marching through Lima | chanted
        if label in ("advcl", "dep", "csubj") and (bare or not self._finite_alone(verb)):
            return (head if self.is_verb(head) else None), None
        return None, None

    def _finite_alone(self, verb: int) -> bool:
        return self.is_verb(verb) and self.is_finite(verb)

    def _may_share(self, verb: int) -> bool:
        """Whether a joined verb may have the subject of the first: no other clause begins between them."""
        return not self._labelled(verb, "csubj", "expl", "mark")

    def _of_noun(self, verb: int, noun: int) -> tuple[int | None, int | None]:
        """The subject of a participle after a noun, or of an infinitive: "his plan to go", "has a plan to go"."""
        if not self.is_infinitive(verb):
            return None, noun
        holder = self.possessor(noun)
        if holder is not None:
            return None, holder
        makers = self.objects_of(noun, "by")
        if makers:
            return None, makers[0]
        if self._labels[noun] in ("dobj", "attr", "nsubjpass") and self.is_verb(self._heads[noun]):
            return self._heads[noun], None
        return None, None

    def _controlled(self, verb: int, head: int) -> tuple[int | None, int | None]:
        """The subject of an infinitive or a participle that completes a verb or an adjective."""
        while self._labels[head] in ("acomp", "attr") and not self.is_verb(head):
            head = self._heads[head]
        if not self.is_verb(head):
            return None, None
        objects = [one for one in self._labelled(head, "dobj", "dative") if one < verb]
        if objects and not self.is_passive(head) and self.lemmas[head] not in _SUBJECT_CONTROL:
            return None, self.antecedent(objects[-1]) if not self._is_preposition(objects[-1]) else None
        return head, None

    def _after_preposition(self, preposition: int) -> tuple[int | None, int | None]:
        """The subject of a clause in -ing after a preposition: "accused Iran of lying", "left after signing"."""
        head = self._heads[preposition]
        if self.words[preposition] == "as":  # "quoted an officer of the police as saying", whatever "as" is tied to
            up = head
            while self._heads[up] != up and self.lemmas[up] not in ("quote", "cite"):
                up = self._heads[up]
            head = up if self.lemmas[up] in ("quote", "cite") else head
        while self._is_preposition(head) and self._heads[head] != head:
            head = self._heads[head]
        if self.is_noun(head):
            verb = self._verb_of_agent(head)
            if verb is None:
                return None, self.possessor(head)
            return verb, None  # "accused by police of lying": the preposition belongs to the verb
        if not self.is_verb(head):
            return (self._heads[head] if self._labels[head] == "acomp" else None), None
        objects = [one for one in self._labelled(head, "dobj") if one < preposition]
        if objects and self.words[preposition] in _OBJECT_PREPOSITIONS and not self.is_passive(head):
            return None, self.antecedent(objects[-1])
        return head, None

    def _verb_of_agent(self, noun: int) -> int | None:
        by = self._heads[noun]
        return self._heads[by] if self._labels[by] == "agent" else None

    def _is_preposition(self, at: int) -> bool:
        return self._labels[at] in ("prep", "agent") or (self._labels[at] == "dative" and self._tags[at] == "IN")

    def antecedent(self, at: int) -> int:
        """What a relative pronoun refers to, or the token itself."""
        if self._tags[at] not in ("WDT", "WP", "WP$") and not (
            self.words[at] == "that" and self._labels[at] == "nsubj"
        ):
            return at
        up = at
        while self._heads[up] != up:
            if self._labels[up] == "relcl":
                noun = self._heads[up]
                return noun if noun < at else at
            up = self._heads[up]
            if self._labels[up] in ("ccomp", "advcl", "ROOT", "pcomp"):
                break
        return at

    def subjects(self, verb: int) -> list[int]:
        """The subject of a verb and what is joined to it: "Iran and Iraq said"."""
        subject = self.subject(verb)
        return [] if subject is None else self.joined(subject)

    def object(self, verb: int) -> int | None:
        """The direct object of a verb; in a relative clause what the clause describes, where the verb lacks one."""
        own = self._labelled(verb, "dobj") or self._labelled(verb, "pobj")  # "called on police"
        if own:
            return self.antecedent(own[0])
        if self._labels[verb] == "relcl" and not self.is_passive(verb) and self._is_gap(verb):
            return self._heads[verb]
        return None

    def _is_gap(self, verb: int) -> bool:
        """Whether a relative clause lacks its object: "shells (that) Russia fired"; not "the day he left"."""
        own = self.own_subject(verb)
        if own is None or self.antecedent(own) != own:
            return False
        return not any(
            self._tags[child] == "WRB" or self._labels[child] in ("ccomp", "xcomp", "acomp", "attr")
            for child in self._children[verb]
        ) and not any(True for one in self._children[verb] if self._labels[one] == "prep" and not self._children[one])

    def objects(self, verb: int) -> list[int]:
        """The direct object of a verb and what is joined to it."""
        found = self.object(verb)
        return [] if found is None else self.joined(found)

    def agent(self, verb: int) -> int | None:
        """Who does what a passive verb says: "accused by police"."""
        for by in self._labelled(verb, "agent"):
            for one in self._labelled(by, "pobj"):
                return self.antecedent(one)
        return None

    def logical_subject(self, verb: int) -> int | None:
        """Who does it: the agent of a passive verb, the subject of any other."""
        return self.agent(verb) if self.is_passive(verb) else self.subject(verb)

    def logical_object(self, verb: int) -> int | None:
        """Whom it befalls: the subject of a passive verb, the object of any other."""
        return self.subject(verb) if self.is_passive(verb) else self.object(verb)

    def hearer(self, verb: int) -> int | None:
        """To whom something is said or done: "told Iran that", "promised them a school", "was told that"."""
        for one in self._labelled(verb, "dative"):
            inner = self._labelled(one, "pobj")
            return self.antecedent(inner[0] if inner else one)
        clauses = self.complements(verb)
        if not clauses:
            return None
        if self.is_passive(verb):
            return self.subject(verb) if any(one.kind in ("that", "wh") for one in clauses) else None
        own = self._labelled(verb, "dobj")
        return self.antecedent(own[0]) if own else None

    def complements(self, at: int) -> list[Complement]:
        """The clauses that complete a verb, an adjective or a noun, after it, before it or around it."""
        found = [
            Complement(child, self._kind(child), child < at)
            for child in self._children[at]
            if self._labels[child] in ("ccomp", "xcomp")
            or (self._labels[child] == "acl" and self._is_that_clause(child))
        ]
        head = self._heads[at]
        if not found and head != at:
            if self._labels[at] == "parataxis":
                found.append(Complement(head, "around", False))
            elif self._labels[at] == "advcl" and self.marker(at) == "as":
                found.append(Complement(head, "as", head < at))
        return found

    def _is_that_clause(self, verb: int) -> bool:
        return self.is_infinitive(verb) or self.marker(verb) in ("that", "whether")

    def _kind(self, clause: int) -> ComplementKind:
        marker = self.marker(clause)
        if marker == "that":
            return "that"
        if marker in ("if", "whether") or self._begins_with_question_word(clause):
            return "wh"
        if self.is_infinitive(clause):
            return "to"
        if self._tags[clause] == "VBG" and not self.is_finite(clause):
            return "ing"
        return "bare"

    def _begins_with_question_word(self, clause: int) -> bool:
        first = self._tags[self.left_edge(clause)]
        return first.startswith("W") and self._tags[clause].startswith(("V", "MD"))

    def predicate(self, verb: int) -> int | None:
        """What a verb says that its subject, or its object, is: "is a liar", "is dead", "called him a liar"."""
        found = self._labelled(verb, "attr", "acomp", "oprd")
        return found[0] if found else None

    def prepositions(self, at: int) -> list[Preposition]:
        """The prepositions of a word with their objects, one for each object; "according to" counts as one."""
        found: list[Preposition] = []
        for child in self._children[at]:
            if self._is_preposition(child):
                found += self._objects_after(child, self.words[child])
        return found

    def _objects_after(self, at: int, word: str) -> Iterator[Preposition]:
        objects = [child for child in self._children[at] if self._labels[child] in ("pobj", "pcomp")]
        objects = [one for one in objects if not self._is_preposition_word(one)]
        inner = [
            child for child in self._children[at] if self._labels[child] == "prep" or self._is_preposition_word(child)
        ]
        if not objects and inner:
            for nested in self._objects_after(inner[0], f"{word} {self.words[inner[0]]}"):
                yield nested._replace(at=at)
        elif not objects and self._labels[self._heads[at]] == "relcl":
            yield Preposition(at, word, self._heads[self._heads[at]])  # "the man whom he met with"
        for one in objects[:1]:
            for each in self.joined(self.antecedent(one)):
                yield Preposition(at, word, each)

    def _is_preposition_word(self, at: int) -> bool:
        return self._labels[at] in ("pcomp", "pobj") and self._tags[at] == "IN" and bool(self._children[at])

    def objects_of(self, at: int, *words: str) -> list[int]:
        """The objects of the prepositions of a word that are one of some words: ``objects_of(met, "with")``."""
        return [one.object for one in self.prepositions(at) if one.word in words]

    def joined(self, at: int) -> list[int]:
        """A word and those joined to it by "and", "or" or commas, in text order; from the first of them on."""
        found = [at]
        for one in found:
            found += self._labelled(one, "conj")
            found += self._list_in_apposition(one)
        return sorted({*found, *self._further_subjects(at)})

    def _further_subjects(self, at: int) -> list[int]:
        """Names that a parser takes for further subjects of one verb: "the U.S., South Korea, and Japan said"."""
        if self._labels[at] not in ("nsubj", "nsubjpass") or not self.is_name(at):
            return []
        siblings = [one for one in self._labelled(self._heads[at], self._labels[at]) if one > at and self.is_name(one)]
        siblings = siblings if self._heads[at] > at else []
        return siblings + ([one for one in self._labelled(at, "appos") if self.is_name(one)] if siblings else [])

    def _list_in_apposition(self, at: int) -> list[int]:
        """Names that a parser takes for appositions and that go on as a list: "with Blair, Chirac and Schroeder"."""
        return [
            child
            for child in self._labelled(at, "appos")
            if self.is_name(at)
            and self.is_name(child)
            and self._labelled(child, "conj")
            and not self._labelled(child, "det", "prep", "poss")
        ]

    def first_joined(self, at: int) -> int:
        """The first of the words that a word is joined to."""
        while self._labels[at] == "conj":
            at = self._heads[at]
        return at

    def conjunction(self, at: int) -> str | None:
        """The word that joins a word to the one before it: "and", "or", "but"."""
        if self._labels[at] != "conj":
            return None
        words = [self.words[one] for one in self._labelled(self._heads[at], "cc") if one < at]
        return words[-1] if words else None

    def appositions(self, at: int) -> list[int]:
        """What a noun is explained by: "Petrov, the mayor"."""
        lists = {*self._list_in_apposition(at), *self._further_subjects(at)}
        return [child for child in self._labelled(at, "appos") if child not in lists]

    def possessor(self, at: int) -> int | None:
        """Whose a noun is: "Iran's plan", "his plan"."""
        found = self._labelled(at, "poss")
        return self.antecedent(found[0]) if found else None

    def relative_clauses(self, at: int) -> list[int]:
        """The verbs of the clauses that describe a noun: "a man who left", "a man accused of", "a man saying"."""
        return self._labelled(at, "relcl", "acl")

    def is_apart(self, clause: int) -> bool:
        """Whether a comma or a dash comes before a clause."""
        first = self.left_edge(clause)
        return first > 0 and self.words[first - 1] in (",", "--", "-", "–", "—")

    def is_full(self, verb: int) -> bool:
        """Whether a clause lacks nothing, be it taken for a relative clause: "charges he lied to the court"."""
        own = self.own_subject(verb)
        if own is None or self.antecedent(own) != own:
            return False
        return self.is_passive(verb) or bool(self._labelled(verb, "dobj", "ccomp", "xcomp", "acomp", "attr"))

    def modifiers(self, at: int) -> list[int]:
        """The adjectives and nouns before a noun, and the adverbs of a verb."""
        return self._labelled(
            at, "amod", "compound", "nmod", "nummod", "advmod", "npadvmod", "det", "predet", "quantmod"
        )

    def determiner(self, at: int) -> str | None:
        """The article or its like before a noun: "the", "no", "some"."""
        found = self._labelled(at, "det")
        return self.words[found[0]] if found else None

    def is_negated(self, verb: int) -> bool:
        """Whether a negator belongs to a verb or its auxiliary: "did not say", "did not confirm or deny"."""
        if any(
            self.words[child] in _NEGATORS
            for child in self._children[verb]
            if self._labels[child] in ("neg", "advmod", "preconj")
        ):
            return True
        if (
            self._labels[verb] == "conj"
            and self.is_verb(verb)
            and not self._labelled(verb, "aux", "auxpass", "nsubj", "nsubjpass")
        ):
            head = self._heads[verb]
            return (
                self.is_verb(head)
                and self._tags[verb] == self._tags[head] != "VBD"
                and self.conjunction(verb) in ("or", "nor")
                and self.is_negated(head)
            )
        return False

    def modal(self, verb: int) -> str | None:
        """The modal auxiliary of a verb: "may", "would", "will"."""
        for aux in self.auxiliaries(verb):
            if self._tags[aux] == "MD":
                return self.words[aux]
        return None

    def marker(self, verb: int) -> str | None:
        """The word that subordinates a clause: "that", "if", "as", "because"."""
        marks = self._labelled(verb, "mark")
        return self.words[marks[0]] if marks else None

    def particle(self, verb: int) -> str | None:
        """The particle of a verb: "point out"."""
        found = self._labelled(verb, "prt")
        return self.words[found[0]] if found else None

    # Extents

    @functools.cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for at in self._upwards:
            head = self._heads[at]
            left[head], right[head] = min(left[head], left[at]), max(right[head], right[at])
        return left, right

    @functools.cached_property
    def _upwards(self) -> list[int]:
        """The tokens, each before its governor."""
        order = [at for at, head in enumerate(self._heads) if at == head]
        for at in order:
            order += self._children[at]
        return order[::-1]

    def left_edge(self, at: int) -> int:
        """The first token of what depends on a token."""
        return self._edges[0][at]

    def right_edge(self, at: int) -> int:
        """The last token of what depends on a token."""
        return self._edges[1][at]

    def dominates(self, upper: int, lower: int) -> bool:
        """Whether a token depends on another, directly or not, or is the same."""
        while lower != upper and self._heads[lower] != lower:
            lower = self._heads[lower]
        return lower == upper

    def subtree(self, at: int, without: Collection[int] = ()) -> list[int]:
        """A token and all that depends on it in text order, without some tokens and what depends on them."""
        found = [at]
        for one in found:
            found += [child for child in self._children[one] if child not in without]
        return sorted(found)

    def extents(self, at: int, without: Collection[int] = ()) -> list[tuple[int, int]]:
        """The stretches of text of a phrase or clause, without what depends on some tokens, and marks at their ends.

        The word that subordinates a clause ("that") is left out where it comes first.
        """
        pieces: list[list[int]] = []
        marks = self._labelled(at, "mark") if self.marker(at) == "that" else []
        for one in self.subtree(at, {*without, *marks}):
            if pieces and pieces[-1][-1] == one - 1:
                pieces[-1].append(one)
            else:
                pieces.append([one])
        return [span for piece in pieces if (span := self._trimmed(piece)) is not None]

    def _trimmed(self, piece: list[int]) -> tuple[int, int] | None:
        first, last = 0, len(piece)
        while first < last and self.words[piece[first]] in _ENDS | {"--", "``", "''"}:
            first += 1
        while last > first and self.words[piece[last - 1]] in _ENDS | {"--", "``", "''"}:
            last -= 1
        return None if first == last else (self.tokens[piece[first]].start, self.tokens[piece[last - 1]].end)

    def extent(self, at: int, without: Collection[int] = ()) -> tuple[int, int]:
        """The one stretch of text from the first to the last of `extents`."""
        pieces = self.extents(at, without) or [(self.tokens[at].start, self.tokens[at].end)]
        return pieces[0][0], pieces[-1][1]

    def base_phrase(self, noun: int) -> tuple[int, int]:
        """The code points of a noun phrase up to its head: "the mayor" of "the mayor of Lima, who left"."""
        first = noun
        for child in self._children[noun]:
            if child < noun and self._labels[child] in (
                "det",
                "amod",
                "compound",
                "poss",
                "nummod",
                "nmod",
                "predet",
                "quantmod",
            ):
                first = min(first, self.left_edge(child))
        return self.tokens[first].start, self.tokens[noun].end

    def explain(self, at: int) -> str:
        """A sentence as words with tag, relation and governor, to look at."""
        first, last = self.sentence(at)
        return " ".join(
            f"{self.words[one]}/{self._tags[one]}/{self._labels[one]}>{self.words[self._heads[one]]}"
            for one in range(first, last)
        )
