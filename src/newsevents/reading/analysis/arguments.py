"""Who does what to whom: subjects, objects and hearers, including those inherited from another verb."""

from __future__ import annotations

from newsevents.reading.analysis.clauses import Clauses

__all__ = ["Arguments"]

_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge", "swear", "use", "send"))

_OVER = frozenset(("for", "over"))
_OBJECT_PREPOSITIONS = frozenset(("of", "for", "with", "from", "into", "against", "over", "as"))


class Arguments(Clauses):
    """Who does what to whom: subjects, objects and hearers, including those inherited from another verb."""

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or inherited; of a passive verb, the patient.

        A relative pronoun is replaced by its antecedent. A verb without a subject inherits that of the verb to which it
        is joined or subordinate, or the object of that verb: "urged Iran to stop", "a man accused of lying".
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
        """The verb from which a verb without a subject inherits one, or the subject itself."""
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
        """Whether a joined verb may share the subject of the first: no other clause begins between them."""
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
        if self.words[preposition] == "as":  # "quoted an officer of the police as saying", whatever "as" is attached to
            up = head
            while self._heads[up] != up and self.lemmas[up] not in ("quote", "cite"):
                up = self._heads[up]
            head = up if self.lemmas[up] in ("quote", "cite") else head
        while self._is_preposition(head) and self._heads[head] != head:
            head = self._heads[head]
        if self.is_noun(head):
            verb = self._verb_of_agent(head)
            if verb is None:
                for other in self.objects_of(head, "against", "with") if self.words[preposition] in _OVER else ():
                    if other < preposition:
                        return None, other  # "his lawsuit against Acme for violating the contract"
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

    def subjects(self, verb: int) -> list[int]:
        """The subject of a verb and the words joined to it: "Iran and Iraq said"."""
        subject = self.subject(verb)
        return [] if subject is None else self.joined(subject)

    def object(self, verb: int) -> int | None:
        """The direct object of a verb; if a relative clause lacks one, the noun that the clause describes."""
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
        """The direct object of a verb and the words joined to it."""
        found = self.object(verb)
        return [] if found is None else self.joined(found)

    def logical_subject(self, verb: int) -> int | None:
        """The doer: the agent of a passive verb, the subject of any other."""
        return self.agent(verb) if self.is_passive(verb) else self.subject(verb)

    def logical_object(self, verb: int) -> int | None:
        """The patient: the subject of a passive verb, the object of any other."""
        return self.subject(verb) if self.is_passive(verb) else self.object(verb)

    def hearer(self, verb: int) -> int | None:
        """The indirect object: "told Iran that", "promised them a school", "was told that"."""
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

    def is_full(self, verb: int) -> bool:
        """Whether a clause parsed as a relative clause lacks nothing: "charges he lied to the court"."""
        own = self.own_subject(verb)
        if own is None or self.antecedent(own) != own:
            return False
        return self.is_passive(verb) or bool(self._labelled(verb, "dobj", "ccomp", "xcomp", "acomp", "attr"))
