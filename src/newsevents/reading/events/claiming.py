"""Allegations from statements: "Police said the driver had killed two men"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Generic

from newsevents.model.vocabulary import Certainty
from newsevents.reading.entities.lexicon import word_set as entity_words
from newsevents.reading.events.alleged import Alleged, Claim, F, Range
from newsevents.reading.events.deeds import WRONGLY_DONE, Deed, deed_at
from newsevents.reading.events.docket import Docket
from newsevents.reading.events.manners import is_wrongful
from newsevents.reading.events.roles import related
from newsevents.reading.events.told import deeds, presupposed
from newsevents.reading.events.wording import asides, denials
from newsevents.reading.lexicon.accusations import accusations
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope

__all__ = ["Claiming"]

_NOT_CLAIMING = word_set("not_claiming")
_ACCUSING = word_set("accusing")
_CONDEMNING = word_set("condemning")
_FAULTED = word_set("faulted")
_OWN = frozenset(("its", "our", "my"))
_OTHERS = frozenset(("he", "she", "they", "it", "him", "her", "them", "his", "their"))
_COMMANDING = (
    (word_set("soldiery"), word_set("commanding")),
    (word_set("constabulary"), word_set("policing")),
)
"""Nouns for forces, and for those who command or speak for them."""
_BREAKS = frozenset((",", "and", "but", "so", "or"))
_CALENDAR = word_set("calendar") | entity_words("time_nouns") | entity_words("no_names")
_AND = re.compile(r"[\s,]{1,9}(?:and|but|or)\s{0,9}$")
_ACCIDENTAL = word_set("accidental")
_SOMEBODY = frozenset(("he", "she", "they"))
_CLAIMED = frozenset(("that", "bare", "around", "as"))


class Claiming(Generic[F]):
    """Finds the deeds that somebody claims were done."""

    def __init__(self, docket: Docket[F]) -> None:
        self.docket = docket
        self.a = docket.a

    def read(self) -> None:
        """Read all the claims of the article."""
        for claim in self.docket.claims:
            if claim.speakers or claim.sourced:
                self.claimed(claim)
                self.taken_as_known(claim)

    def claimed(self, claim: Claim[F]) -> None:
        """Read a claim of a harm or a wrong: "Police said the driver had killed two men"."""
        if not self.is_claim(claim):
            return
        how = scope(self.a, claim.cue)
        if not how.told or how.certainty is Certainty.POSSIBLE:
            return
        told = [*deeds(self.a, claim.head, self.docket.by_head.keys()), *self.faulted(claim)]
        found = [one for one in told if self.docket.enclosing(one.at) is claim]
        found = [one for one in found if one.harm.grade != "lawful" or self.is_called_wrong(claim, one)]
        for group in self.chains(claim, sorted(found, key=lambda one: (one.harm.part == "noun", one.at))):
            new = [deed for deed in group if deed.at not in self.docket.told]
            if new:
                self.deed(claim, new)

    def faulted(self, claim: Claim[F]) -> list[Deed]:
        """The conduct that somebody finds fault with: "criticized *Lima's handling* of the flood"."""
        a, head = self.a, claim.head
        if a.lemmas[claim.cue] not in _CONDEMNING or not a.is_noun(head) or a.lemmas[head] not in _FAULTED:
            return []
        owners = related(a, head, "possessor") or a.objects_of(head, "by")
        return [Deed(head, WRONGLY_DONE, tuple(owners), (), head)] if owners else []

    def chains(self, claim: Claim[F], told: Sequence[Deed]) -> list[list[Deed]]:
        """The deeds, those of joined verbs with the same doers together: "*burned* homes and *killed* a man"."""
        found: list[list[Deed]] = []
        for deed in told:
            if not found or not self.continues(found[-1][-1], deed, claim):
                found.append([])
            found[-1].append(deed)
        return found

    def continues(self, first: Deed, then: Deed, claim: Claim[F]) -> bool:
        """Whether a deed continues a chain: its verb is joined, the doers are the same, nobody else acts between."""
        a = self.a
        if not (a.is_verb(first.top) and a.is_verb(then.top)) or first.top >= then.top:
            return False
        chain = a.joined(a.first_joined(first.top))
        if then.top not in chain or first.top not in chain:
            return False
        between = [one for one in chain if first.top < one <= then.top]
        if any(a.own_subject(one) is not None or a.is_negated(one) for one in between):
            return False
        named = self.docket.accused
        return first.accused == then.accused or named(first.accused, claim) == named(then.accused, claim) != []

    def own_denials(self) -> Iterator[tuple[Claim[F], Deed]]:
        """The deeds that speakers say they did not do: "he said he had not lied"."""
        for claim in self.docket.claims:
            if not claim.speakers or not self.is_claim(claim) or not scope(self.a, claim.cue).told:
                continue
            for deed in deeds(self.a, claim.head, self.docket.by_head.keys(), denied=True):
                accused = self.docket.surely(deed.accused, claim)
                own = bool(accused) and set(accused) <= set(claim.speakers)
                up = self.a.governor(deed.top)  # "I don't think I lied"; but "stop killing" denies nothing
                own = own and any(self.a.is_negated(one) for one in (deed.at, deed.top, up) if one is not None)
                if (
                    own
                    and deed.harm.grade != "lawful"
                    and deed.harm.things is None
                    and self.docket.enclosing(deed.at) is claim
                ):
                    yield claim, deed

    def taken_as_known(self, claim: Claim[F]) -> None:
        """Read a presupposed wrong in a claim: "vowed to block Iran's illegal trade"."""
        inner = self.docket.by_head.keys() - {claim.head}
        for deed in presupposed(self.a, claim.head, inner):
            if deed.at not in self.docket.told and self.docket.enclosing(deed.at) is claim:
                self.deed(claim, [deed])

    def is_called_wrong(self, claim: Claim[F], deed: Deed) -> bool:
        """Whether a possibly lawful deed is called wrong: "complained that he was detained", "illegally deported"."""
        a = self.a
        return a.lemmas[claim.cue] in _ACCUSING | _CONDEMNING or is_wrongful(a, deed.at)

    def is_claim(self, claim: Claim[F]) -> bool:
        """Whether the content is asserted: "said that", not "asked whether", "hoped that", "vowed to"."""
        a = self.a
        if a.lemmas[claim.cue] in _NOT_CLAIMING or (a.is_verb(claim.cue) and a.is_infinitive(claim.cue)):
            return False
        if a.is_verb(claim.cue) and any(a.lemmas[one] in _NOT_CLAIMING for one in related(a, claim.cue, "object")):
            return False  # "expressed doubt that"
        if not a.is_verb(claim.head) and a.is_verb(claim.cue) and claim.head in related(a, claim.cue, "object"):
            return a.lemmas[claim.cue] in _CONDEMNING
        kinds = [one.kind for one in a.complements(claim.cue) if one.head == claim.head]
        told = any(a.is_verb(one) and a.relation(one) == "subject" for one in a.dependents(claim.head))
        return told or not kinds or kinds[0] in _CLAIMED  # ""*What he did* is a disgrace," she said"

    def deed(self, claim: Claim[F], chain: Sequence[Deed]) -> None:
        """Make the allegation of a claimed deed, or of a chain of deeds with the same doers."""
        docket, deed = self.docket, chain[0]
        how = scope(self.a, deed.at, claim.head if self.a.dominates(claim.head, deed.at) else deed.top)
        own = {one for one in deed.accused if self.is_own(one, claim) or self.is_own_force(one, deed, claim)}
        heads = [one for head in deed.accused if head not in own for one in self.said_of(head, claim)]
        accused = [one for one in docket.accused(heads, claim) if one not in claim.speakers]
        victims = docket.victims([one for each in chain for one in each.victims], claim, accused)
        if not accused and not self.is_by_nobody(claim, deed):
            docket.refuse(deed.at, Refusal.NOBODY)
            return
        docket.add(
            Alleged(
                at=deed.at,
                cue=claim.cue,
                content=[self.clause(claim, deed, chain[-1])],
                claimants=list(claim.speakers),
                accused=accused,
                victims=victims,
                form="accusation",
                rule="allegation.claimed",
                certainty=how.certainty,
                hedges=how.hedges,
                claim=claim,
            )
        )

    def said_of(self, head: int, claim: Claim[F]) -> list[int]:
        """The antecedent of a pronoun in what is said of somebody: ""He is a liar," he said of *Petrov*"."""
        a = self.a
        if not claim.speakers and a.words[head] in _SOMEBODY:
            return []  # "the inquiry found that *he* lied": too doubtful
        named = [one for one in a.objects_of(claim.cue, "of", "about") if a.is_verb(claim.cue) and not a.is_verb(one)]
        return named if named and a.words[head] in _OTHERS else [head]

    def is_own(self, head: int, claim: Claim[F]) -> bool:
        """Whether an actor belongs to the speaker: "the army said its soldiers had shot the man"."""
        owner = self.a.possessor(head)
        if owner is None or not self.a.is_pronoun(owner):
            return False
        return self.a.words[owner] in _OWN or bool(set(self.docket.named([owner], claim)) & set(claim.speakers))

    def is_own_force(self, head: int, deed: Deed, claim: Claim[F]) -> bool:
        """Whether officials tell what their own forces did: "the minister said *the army* had shelled the camp"."""
        a = self.a
        if deed.harm.grade not in ("harm", "with") or not a.is_verb(claim.cue) or a.is_name(head):
            return False
        if a.possessor(head) is not None or any(a.is_adjective(one) for one in a.modifiers(head)):
            return False
        officials = {a.lemmas[one] for one in a.subjects(claim.cue)}
        return any(a.lemmas[head] in forces and officials & over for forces, over in _COMMANDING)

    def is_another(self, verb: int) -> bool:
        """Whether a verb expresses a deed, or accuses."""
        return deed_at(self.a, verb) is not None or ("verb", self.a.lemmas[verb]) in accusations()

    def is_by_nobody(self, claim: Claim[F], deed: Deed) -> bool:
        """Whether a deed is complained of without naming the doer: "claims he was cheated"."""
        if deed.accused:
            return self.is_by_somebody(claim, deed)
        if any(map(self.is_counted, deed.victims)) or self.a.lemmas[claim.cue] == "confirm":
            return False
        of_things = not deed.harm.victim or (deed.harm.grade == "wrong" and "object" not in deed.harm.victim)
        told = self.a.is_passive(deed.at) and (deed.harm.grade == "wrong" or (deed.harm.grade == "with" and of_things))
        told = told or self.a.lemmas[claim.cue] in _ACCUSING  # "said the vote had been stolen", "said he was kidnapped"
        told = told or (deed.harm.grade == "harm" and self.a.is_passive(deed.at) and deed.harm.word not in _ACCIDENTAL)
        return (
            self.a.is_verb(deed.at)
            and self.a.is_finite(deed.at)
            and told
            and (bool(deed.victims) or (of_things and self.a.is_passive(deed.at)))
        )

    def is_counted(self, victim: int) -> bool:
        """Whether figures make victims a toll, which blames nobody: "at least *201 people* were kidnapped"."""
        return any(self.a.words[one][0].isdigit() for one in self.a.dependents(victim) if one < victim)

    def is_by_somebody(self, claim: Claim[F], deed: Deed) -> bool:
        """Whether people not named in a quotation harmed others: ""*They* killed my son," she said"."""
        a = self.a
        if (
            not a.is_verb(deed.at)
            or a.tense(deed.at) != "past"
            or a.quotation(deed.at) < 0
            or deed.harm.grade == "lawful"
        ):
            return False
        quoted = a.quotation(deed.at) != a.quotation(claim.cue)
        people = [one for one in deed.victims if (a.is_noun(one) and a.lemmas[one] in doers()) or a.words[one] == "me"]
        return quoted and bool(people) and all(a.words[one] in _SOMEBODY for one in deed.accused)

    def clause(self, claim: Claim[F], deed: Deed, last: Deed) -> Range:
        """The words of a deed up to the last of its chain, without what is added about something else."""
        a = self.a
        chain = a.joined(a.first_joined(deed.top)) if a.is_verb(deed.top) else a.joined(deed.top)
        joined = [one for one in chain if one > max(deed.top, last.at) and a.is_verb(one) and self.is_apart(one)]
        within = [one for one in a.dependents(deed.top) if a.dominates(one, claim.cue)]  # ", he said"
        within += denials(a, deed.top)
        if deed.harm.part == "agent":
            within += a.relative_clauses(deed.at)  # "a liar who will not win"
        within += asides(a, deed.top, last.at)
        if not joined:
            return self.ended(a.extents(deed.top, within), deed)
        beside = {one for verb in chain for one in a.dependents(verb)}
        ands = sorted(one for one in beside if a.words[one] in ("and", "or", "but") and last.at < one < joined[0])
        return self.ended(a.extents(deed.top, [*joined, *ands[-1:], *within]), deed)

    def ended(self, pieces: Sequence[Range], deed: Deed) -> Range:
        """The stretch with the deed, without "and" at its end: "Today, | she said, | *he lied* and"."""
        told = (piece for piece in pieces if piece[0] <= self.a.starts[deed.at] < piece[1])
        start, end = next(told, pieces[0])
        start = self.begun(start, deed)
        return start, start + len(_AND.sub("", self.a.text[start:end]))

    def begun(self, start: int, deed: Deed) -> int:
        """Where a deed begins, without "and" or a phrase before it that is no time: "In our view, | *he* lied"."""
        a = self.a
        subject = a.own_subject(deed.top) if a.is_verb(deed.top) else None
        before = [] if subject is None else a.within(start, a.starts[a.left_edge(subject)])
        if not before or subject is None or a.words[before[-1]] not in _BREAKS:
            return start
        timed = any(a.is_number(one) or a.words[one] in _CALENDAR or a.is_verb(one) for one in before)
        return start if timed else a.starts[a.left_edge(subject)]

    def is_apart(self, verb: int) -> bool:
        """Whether a joined verb tells something else: it has a subject, or is another deed."""
        return self.a.own_subject(verb) is not None or self.is_another(verb)
