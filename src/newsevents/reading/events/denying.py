"""Denials of what is alleged: "denied charges of fraud", "a charge Petrov denied", "said he was innocent"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic

from newsevents.model.vocabulary import AllegationStatus
from newsevents.reading.events.alleged import Alleged, Claim, F, Range
from newsevents.reading.events.deeds import Deed, charged, deed_at
from newsevents.reading.events.docket import Docket, told_words
from newsevents.reading.events.roles import having, related, related_loosely
from newsevents.reading.events.wording import denials
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.scope import scope

__all__ = ["Denying"]

_DENYING = word_set("denying")
_MEANT = word_set("meant")
_UNTRUE = word_set("untrue")
_SHARES = frozenset(("involvement", "role", "part", "hand", "complicity", "participation"))
_DISPUTED = word_set("disputed")
_OWN = frozenset(("deny", "plead"))
_HAPPENING = frozenset(("happen", "occur"))
_EVENTS = frozenset(("event", "incident", "such", "anything", "nothing", "something"))
_ASIDE = word_set("brushing_aside")
_SUGGESTED = frozenset(("accusation", "allegation", "assertion", "insinuation", "suggestion"))
_SURELY = frozenset(("accusation", "allegation", "charge"))
_KEEPING = frozenset(("maintain", "proclaim", "protest"))
"""Verbs whose object may be somebody's innocence."""
_TRUE = frozenset(("true", "correct", "right", "accurate", "case"))
_CALLING = word_set("calling")
_MANY = 40
"""How many earlier allegations are searched for the one that is denied."""
_NEAR = 3
"""How many paragraphs earlier an allegation may be that "denied the charges" refers to."""


class Denying(Generic[F]):
    """Links denials to the allegations that they deny."""

    def __init__(self, docket: Docket[F]) -> None:
        self.docket = docket
        self.a = docket.a
        self.made: list[Alleged[F]] = []
        self.places: list[int] = []

    def read(self) -> None:
        """Read all the verbs of the article."""
        self.made = sorted(self.docket.found.values(), key=lambda one: one.at)
        self.places = [one.at for one in self.made]
        for at in range(len(self.a)):
            if not self.a.is_verb(at):
                continue
            if self.denies(at):
                self.denied(at)
            elif self.a.lemmas[at] in _KEEPING:
                self.kept(at)
            elif self.a.lemmas[at] == "be" or self.a.lemmas[at] in _CALLING:
                self.called_untrue(at)

    def is_denied(self, at: int) -> bool:
        """Whether an accusation is denied; the one who denies it is accused nevertheless."""
        a = self.a
        up = a.governor(a.first_joined(at)) if a.is_noun(at) else None
        if a.is_verb(at) and a.relation(at) == "complement" and a.marker(at) is None:
            up = a.governor(at)  # "Turkey accuses Syria of it, a charge Syria denies"
            return up is not None and up > at and self.denies(up)
        while up is not None and not a.is_verb(up):
            up = a.governor(up)
        return up is not None and self.denies(up)

    def denies(self, verb: int) -> bool:
        """Whether a verb denies its object."""
        lemma = self.a.lemmas[verb]
        if lemma == "plead":
            return not having(self.a, verb, "plead_guilty")
        return lemma in _DENYING or self.brushes_aside(verb)

    def brushes_aside(self, verb: int) -> bool:
        """Whether a verb and an adverb deny: "*brushed aside* the charges", "*pushed back* on the charges"."""
        a = self.a
        return any(f"{a.lemmas[verb]}_{a.words[one]}" in _ASIDE for one in a.dependents(verb) if one > verb)

    def denied(self, verb: int) -> None:
        """Link a denial to the allegation: "Iran denied arming rebels", "the banker denied charges of fraud"."""
        a = self.a
        who = self.docket.named(related(a, verb, "subject"))
        if not who or not scope(a, verb).told:
            return
        heads = [one.head for one in a.complements(verb)] + related(a, verb, "object")
        heads += related_loosely(a, verb, "to") if a.lemmas[verb] == "plead" else []
        if self.brushes_aside(verb):
            heads = [one for one in (*heads, *a.objects_of(verb, "on", "against", "at")) if self.is_back(one)]
        if a.relation(verb) == "relative":
            heads = [one for one in heads if self.is_back(one)]  # "a charge that he denied"
            heads += self.which(verb)
        heads = [one for one in heads if self.is_back(one)] or heads  # "Iran accuses Iraq of it, a charge Iraq denies"
        for head in heads:
            inner = self.docket.found.get(charged(a, head) or head)
            if inner is None and (charged(a, head) == head or a.lemmas[head] in _MEANT):
                inner = (self.same(head, who) if self.is_of(head, who) else None) or (
                    self.meant(verb, who) if self.is_back(head) else None
                )
                inner = inner or self.of_owner(verb, head)
                if inner is None and a.lemmas[head] in _DISPUTED and self.is_back(head):
                    inner = self.meant(verb)  # by others than the accused
                if inner is None and a.relation(verb) == "relative":
                    inner = self.told_before(verb)
            if inner is None and self.is_event(head):
                inner = self.meant(verb)  # "denied it happened"
            if inner is not None:
                deed, content, accused = head, inner.content, inner.accused
                if charged(a, head) == head and not self.is_back(head):
                    content = self.content(head)
            elif a.lemmas[verb] == "deny" and a.lemmas[head] in _SURELY and self.is_back(head):
                deed, content, accused = head, [a.extent(head)], []  # "denied the accusations", wherever they are
            elif (told := self.told(head)) is not None and (
                a.is_verb(told.at) or a.lemmas[verb] in _OWN or a.lemmas[head] in _SUGGESTED
            ):
                deed, content = head, self.content(charged(a, head) or head)
                accused = self.docket.accused(told.accused, self.docket.said_by(verb, head))
                own = a.own_subject(told.at) if a.is_verb(told.at) else None
                if not accused and own is not None and (a.is_pronoun(own) or not a.is_passive(told.at)):
                    continue  # "her lawyer denied that *she* stole it", "denied that *the law* harmed them"
                if a.is_verb(head) and a.marker(head) == "that" and not a.is_finite(head):
                    continue  # a clause that the parser misread
                others = (a.is_verb(head) and a.lemmas[head] == "be") or a.lemmas[verb] not in _OWN
                accused = accused or ([] if others and not a.is_verb(told.at) else who)
            elif self.is_own_act(verb, head, who):
                deed, content, accused = head, self.content(head), who
            else:
                continue
            self.tie(verb, deed, content, who, accused, inner)
        if not heads and a.lemmas[verb] == "plead" and (inner := self.meant(verb, who)) is not None:
            self.tie(verb, verb, inner.content, who, inner.accused, inner)  # "pleaded innocent"

    def which(self, verb: int) -> list[int]:
        """The relative pronoun that is the object of a verb: "said it had lied, *which* the army denied"."""
        a = self.a
        return [one for one in a.dependents(verb) if a.words[one] == "which" and a.relation(one) == "object"]

    def kept(self, verb: int) -> None:
        """Link a claim of innocence to the allegation: "protested his innocence"."""
        who = self.docket.named(related(self.a, verb, "subject"))
        innocent = any(self.a.lemmas[one] == "innocence" for one in related(self.a, verb, "object"))
        inner = self.meant(verb, who) if innocent and who and scope(self.a, verb).told else None
        if inner is not None:
            self.tie(verb, verb, inner.content, who, inner.accused, inner)

    def content(self, head: int) -> list[Range]:
        """The words of what is denied, without what is added: "any part in the looting | *, which they condemned*"."""
        a = self.a
        start, end = a.extents(head, self.added(head))[0]
        shared = related_loosely(a, head, "in") if a.lemmas[head] in _SHARES else []
        return [(start, max([end, *(a.extents(one, self.added(one))[0][1] for one in shared if one > head)]))]

    def added(self, head: int) -> list[int]:
        """The clauses that add something to a phrase."""
        a = self.a
        apart = [one for each in a.subtree(head) for one in a.relative_clauses(each) if a.is_apart(one)]
        return [*apart, *denials(a, head)]

    def of_owner(self, verb: int, head: int) -> Alleged[F] | None:
        """The last nearby allegation by those whose claim is denied: "called *Norway's claims* absurd"."""
        owners = self.docket.named(related(self.a, head, "possessor")) if self.is_back(head) else []
        near = (one for one in self.before(verb) if self.a.paragraph(verb) - self.a.paragraph(one.at) <= _NEAR)
        return next((one for one in near if set(one.claimants) & set(owners)), None)

    def told_before(self, verb: int) -> Alleged[F] | None:
        """The last allegation before a verb in its sentence: "said the army had lied, *which the ministry denies*"."""
        inner = self.meant(verb)
        return inner if inner is not None and self.a.sentence(verb)[0] <= inner.at < verb else None

    def is_event(self, head: int) -> bool:
        """Whether words only say that something happened: "denied *it happened*"."""
        a = self.a
        own = a.own_subject(head) if a.is_verb(head) and a.lemmas[head] in _HAPPENING else None
        return own is not None and (a.words[own] in _MEANT or a.lemmas[own] in _EVENTS)

    def is_own_act(self, verb: int, head: int, who: Sequence[F]) -> bool:
        """Whether somebody denies an act of their own, whatever it is: "denied *having taken a banned substance*"."""
        a = self.a
        if a.lemmas[verb] != "deny" or not a.is_verb(head):
            return False
        own = a.own_subject(head)
        if own is not None:  # "denied that *he had met the general*"
            done = a.is_finite(head) and a.tense(head) == "past" and scope(a, head, head).told
            return done and not a.is_name(own) and self.docket.named([own], self.docket.said_by(verb, head)) == who
        return a.words[(*a.auxiliaries(head), head)[0]].endswith("ing")

    def is_of(self, head: int, who: Sequence[F]) -> bool:
        """Whether a denial concerns the speaker: not "he denied that his wife had anything to do with it"."""
        others = self.docket.named(related(self.a, head, "subject")) if self.a.is_verb(head) else []
        return not others or bool(set(others) & set(who))

    def told(self, head: int) -> Deed | None:
        """The deed that is denied: "denied *killing*", "claims that he *lied*", "a part in the *murder*"."""
        a = self.a
        inner = charged(a, head) or head
        share = related_loosely(a, head, "in") if a.lemmas[head] in _SHARES else []
        if a.is_verb(head) and a.lemmas[head] == "be" and any(a.words[one] == "there" for one in a.dependents(head)):
            share = related(a, head, "predicate") + related(a, head, "object")  # "denied there had been *a cover-up*"
        return next((deed for one in (inner, *share) if (deed := deed_at(a, one)) is not None), None)

    def is_back(self, head: int) -> bool:
        """Whether words only refer back to an earlier allegation: "denied the charges", "denied it"."""
        a = self.a
        if a.words[head] == "something":
            return a.relation(head) == "apposition"  # "said the army had lied, something it denies"
        said = any(one.kind == "that" for one in a.complements(head)) or a.objects_of(head, "of", "that")
        return not said and (a.lemmas[head] in _MEANT or a.words[head] in _MEANT)

    def own(self, claim: Claim[F], deed: Deed) -> None:
        """Link a speaker's denial of a deed to the allegation: "he said he had not lied"."""
        who = list(claim.speakers)
        self.tie(claim.cue, deed.at, [self.a.extent(deed.top)], who, who, self.same(deed.top, who), claim)

    def called_untrue(self, verb: int) -> None:
        """Read an implicit denial: "he said he was innocent", "it's nonsense", "called the charges baseless"."""
        a = self.a
        claim = self.docket.enclosing(verb)
        by = list(claim.speakers) if claim is not None else []
        predicates = related(a, verb, "predicate") + related(a, verb, "as")
        predicates += [one for one in a.dependents(verb) if one > verb and a.relation(one) == "object"]
        predicates += [one for head in predicates for one in a.objects_of(head, "of")]  # "a tissue of *lies*"
        kinds = {a.lemmas[one] for head in predicates for one in a.joined(head)}
        if a.lemmas[verb] == "be":
            subjects = related(a, verb, "subject")
            untrue = bool(kinds & _UNTRUE) != (a.is_negated(verb) and bool(kinds & _TRUE))
            if "innocent" in kinds and not a.is_negated(verb):
                who = self.docket.named(subjects, claim)
            elif untrue and not (a.is_negated(verb) and kinds & _UNTRUE) and any(map(self.is_back, subjects)):
                who = by
            else:
                return
        elif kinds & _UNTRUE and any(map(self.is_back, related(a, verb, "object") + self.which(verb))):
            by = who = self.docket.named(related(a, verb, "subject"), claim)
        else:
            return
        inner = self.meant(verb, who) or (self.told_before(verb) if self.which(verb) else None)
        for head in [*related(a, verb, "object"), *related(a, verb, "subject")]:
            inner = inner or self.of_owner(verb, head)
        if inner is not None and by and scope(a, verb).told:
            self.tie(verb, verb, inner.content, by, inner.accused, inner)

    def tie(
        self,
        verb: int,
        deed: int,
        content: list[Range],
        who: list[F],
        accused: list[F],
        inner: Alleged[F] | None,
        claim: Claim[F] | None = None,
    ) -> None:
        """Make a denial, and mark the allegation as denied."""
        if inner is not None and inner.status is AllegationStatus.UNVERIFIED:
            own = set(who) & set(inner.accused)
            inner.status = (
                AllegationStatus.DENIED if own or self.a.lemmas[verb] == "plead" else AllegationStatus.DISPUTED
            )
        self.docket.add(
            Alleged(
                at=deed,
                cue=verb,
                content=content,
                claimants=who,
                accused=accused,
                victims=[],
                form="accusation",
                rule="allegation.denied",
                negated=True,
                claim=claim or self.docket.said_by(verb, deed) or self.docket.enclosing(verb),
                disputes=[] if inner is None else [inner],
            )
        )

    def same(self, head: int, accused: list[F]) -> Alleged[F] | None:
        """The last allegation against the same actor with some of the same words."""
        words = told_words(self.a, [self.a.extent(head)])
        for one in self.before(self.a.sentence(head)[1]):
            if set(one.accused) & set(accused) and len(words & told_words(self.a, one.content)) >= 2:
                return one
        return None

    def meant(self, verb: int, accused: Sequence[F] = ()) -> Alleged[F] | None:
        """The last nearby allegation before a verb, or after it in its sentence; against the given accused, if any."""
        a = self.a
        near = [
            one
            for one in self.before(a.sentence(verb)[1])
            if (not accused or set(one.accused) & set(accused))
            and a.paragraph(verb) - a.paragraph(one.at) <= (_NEAR if accused else 1)
            and not set(one.claimants) & set(accused)
        ]
        return max(near, key=lambda one: (one.at < verb, one.at), default=None)

    def before(self, at: int) -> Iterator[Alleged[F]]:
        """The last allegations before a word, except denials and admissions, nearest first."""
        last = bisect_left(self.places, at)
        near = reversed(self.made[max(0, last - _MANY) : last])
        return (one for one in near if not one.negated and one.form != "admission")
