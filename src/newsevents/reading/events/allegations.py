"""Allegations: who claims that who did what to whom, by words that accuse, by what is said, and by what is denied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

from newsevents.model.vocabulary import AllegationStatus, Certainty
from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import Alleged, Claim, F, Range, Who
from newsevents.reading.events.deeds import WRONGLY, Deed, deed_at, deeds
from newsevents.reading.events.roles import having, related, related_loosely
from newsevents.reading.lexicon.accusations import Accusing, accusations
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.scope import Scope, scope

__all__ = ["allegations"]

_DENYING = word_set("denying")
_CHARGES = word_set("charges")
_NOT_CLAIMING = word_set("not_claiming")
_FAR = 100
"""How many words above a word are looked at."""
_LOOSE = frozenset(("in", "on", "over", "about"))
_NAMING = frozenset(("predicate", "as"))
_FAULTS = frozenset(("agent", "adjective"))
_TIMES = word_set("durations")
_ACCUSING = word_set("accusing")
_PHASES = frozenset(("begin", "start", "continue", "go", "proceed"))
_AGAINST = word_set("against")
_SHARES = frozenset(("role", "involvement"))
_OWN = frozenset(("its", "our", "my"))
_CONDEMNING = word_set("condemning")
_CLAIMED = frozenset(("that", "bare", "around", "as"))


def allegations(a: Analysis, claims: Sequence[Claim[F]], who: Who[F]) -> list[Alleged[F]]:
    """The allegations of an article.

    Args:
        a: Its analysis.
        claims: What is said in it.
        who: Whom words mean.

    Returns:
        The allegations in text order.
    """
    return _Reading(a, claims, who).read()


class _Reading(Generic[F]):
    def __init__(self, a: Analysis, claims: Sequence[Claim[F]], who: Who[F]) -> None:
        self.a = a
        self.who = who
        self.claims = sorted(claims, key=lambda one: one.cue)
        self.by_cue: dict[int, list[Claim[F]]] = {}
        for one in claims:
            self.by_cue.setdefault(one.cue, []).append(one)
        self.by_head: dict[int, list[Claim[F]]] = {}
        for one in claims:
            if one.speakers or one.sourced:
                self.by_head.setdefault(one.head, []).append(one)
        self.found: dict[int, Alleged[F]] = {}
        self.told: set[int] = set()

    def read(self) -> list[Alleged[F]]:
        for at in range(len(self.a)):
            self.accusing(at)
        for claim in self.claims:
            self.claimed(claim)
        for at in range(len(self.a)):
            if self.a.is_verb(at) and self.denies(at):
                self.denied(at)
        return sorted(self.found.values(), key=lambda one: (one.at, one.negated))

    def named(self, heads: Sequence[int], claim: Claim[F] | None = None) -> list[F]:
        speaker = claim.speakers[0] if claim is not None and claim.speakers else None
        heads = [one for head in heads for one in self.bearers(head)]
        return list(dict.fromkeys(one for head in heads for one in self.who(head, speaker)))

    def bearers(self, head: int) -> list[int]:
        """Who is meant by a predicate: "*Petrov* is a man accused of arson"."""
        verb = self.a.governor(head)
        if verb is None or self.a.relation(head) != "predicate" or self.a.lemmas[verb] != "be":
            return [head]
        found = self.a.subjects(verb)
        return found if found and self.a.words[found[0]] not in ("it", "there", "this", "that") else [head]

    # By a word that accuses

    def accusing(self, at: int) -> None:
        """Try the rows of a word: "Iran accused Turkey of arming rebels", "charges of fraud against the banker"."""
        for part in self.parts(at):
            for row in accusations().get((part, self.a.lemmas[at]), ()):
                if having(self.a, at, row.word) and self.row(at, row):
                    return

    def parts(self, at: int) -> tuple[str, ...]:
        a = self.a
        if a.is_auxiliary(at):
            return ()
        if a.is_verb(at):
            return ("verb",)
        if a.is_noun(at) and not a.is_name(at):
            return ("noun",)
        return ("adjective",) if a.is_adjective(at) else ("adverb", "preposition")

    def row(self, at: int, row: Accusing) -> bool:
        """Make the allegation of one row, if the word has all that the row needs."""
        a = self.a
        deed = self.deed(at, row)
        if deed is None:
            return False
        how = scope(a, at, at if self.is_denied(at) else None)
        if not how.told or (a.is_verb(at) and a.is_infinitive(at) and not self.is_begun(at)):
            return False
        claim = self.enclosing(at)
        heads = self.accused_of(at, row, deed)
        accused = self.named(heads, claim)
        accusers = [one for name in row.claimant for one in related(a, at, name)]
        claimants = self.named(accusers, claim)
        if row.form != "admission":
            accused = [one for one in accused if one not in claimants]
        if not accusers and claim is not None and row.part != "adverb":
            claimants = list(claim.speakers)
        if (row.part in ("adjective", "preposition") or row.word in _SHARES) and not claimants:
            return False
        if not accused or (row.form != "admission" and set(accused) <= set(claimants)):
            return False
        told = deed_at(a, deed)
        self.add(
            Alleged(
                at=deed,
                cue=at,
                content=self.content(at, deed, heads),
                claimants=claimants,
                accused=accused,
                victims=[one for one in self.named(told.victims if told else (), claim) if one not in accused],
                form=row.form,
                rule=f"allegation.{row.word}",
                certainty=how.certainty,
                hedges=how.hedges,
                claim=self.said_by(at, deed) or claim,
            )
        )
        return True

    def is_begun(self, verb: int) -> bool:
        """Whether an infinitive is told as done: "continued to accuse"; not "the reason to accuse", "threatened to"."""
        up = self.a.governor(self.a.first_joined(verb))
        return up is not None and self.a.lemmas[up] in _PHASES

    def is_denied(self, at: int) -> bool:
        """Whether an accusation is denied: who denies it is accused all the same."""
        a = self.a
        up = a.governor(a.first_joined(at)) if a.is_noun(at) else None
        while up is not None and not a.is_verb(up):
            up = a.governor(up)
        return up is not None and self.denies(up)

    def denies(self, verb: int) -> bool:
        return self.a.lemmas[verb] in _DENYING or (
            self.a.lemmas[verb] == "plead" and not having(self.a, verb, "plead_guilty")
        )

    def deed(self, at: int, row: Accusing) -> int | None:
        """The head of the deed that fits a row."""
        a = self.a
        for name in row.deed:
            for head in related_loosely(a, at, name):
                if head == at:
                    continue
                inner = self.charged(head) if name in ("on", "in", "over", "to", "for") else head
                if inner is not None and self.fits(inner, name if inner == head else "of", row):
                    return self.named_so(inner) if name in _NAMING else inner
        return None

    def charged(self, head: int) -> int | None:
        """What a charge says: "on charges of *arson*", "on *arson* charges", "on *arson*"."""
        a = self.a
        if a.lemmas[head] not in _CHARGES:
            return head
        inner = [*a.objects_of(head, "of", "with", "to"), *related(a, head, "that")]
        inner += [one for one in a.modifiers(head) if a.is_noun(one) and deed_at(a, one) is not None]
        return inner[0] if inner else None

    def fits(self, deed: int, relation: str, row: Accusing) -> bool:
        """Whether a word can be the deed that a row asks for."""
        a = self.a
        told = [found for one in a.joined(deed) if (found := deed_at(a, one)) is not None]
        if relation in _NAMING:
            return any(one.harm.part in _FAULTS for one in told)
        if a.is_verb(deed):
            return row.of in ("any", "ing") or bool(told)
        if row.of in ("any", "deed") and relation not in _LOOSE:
            noun = a.is_noun(deed) and not a.is_name(deed) and a.lemmas[deed] not in _TIMES
            return noun and not self.who(deed, None)
        return bool(told)

    def named_so(self, head: int) -> int:
        """The first of joined words that tells a doer or a fault: "as delusional and *a liar*"."""
        return next(one for one in self.a.joined(head) if (deed := deed_at(self.a, one)) and deed.harm.part in _FAULTS)

    def accused_of(self, at: int, row: Accusing, deed: int) -> list[int]:
        a = self.a
        for name in row.accused:
            if name == "against" and a.lemmas[deed] in _AGAINST and a.objects_of(deed, "against"):
                continue  # "allegations of bias against the mayor"
            heads = related(a, deed, "subject") if name in ("that", "verb") else related_loosely(a, at, name)
            if name == "subject" and row.part == "adverb":
                heads = related(a, deed, "subject")
            if heads:
                return heads
        if a.is_verb(deed) and row.deed[-1] == "that":
            return related(a, deed, "subject")
        return []

    def content(self, at: int, deed: int, accused: list[int]) -> list[Range]:
        """The words of a deed, without a preposition that brings the accused: "accusations of fraud against him"."""
        above = [self.a.governor(one) for one in accused if self.a.dominates(deed, one) and not self.a.is_verb(deed)]
        without = [one for one in above if one is not None and self.a.relation(one) == "preposition"]
        if self.a.relation(at) == "relative" and self.a.dominates(deed, at):
            without.append(at)  # "two killings blamed on him"
        if self.a.is_noun(deed):
            without += [one for one in self.a.relative_clauses(deed) if self.a.is_apart(one)]
        pieces = self.a.extents(deed, without)
        return [(pieces[0][0], pieces[-1][1])] if pieces else []

    def enclosing(self, at: int) -> Claim[F] | None:
        """What somebody says in which a word is: the innermost, not that which the word or one above it brings."""
        below: set[int] = set()
        now: int | None = at
        while now is not None and len(below) < _FAR:
            for claim in self.by_head.get(now, ()):
                if claim.cue != at and claim.cue not in below:
                    return claim
            below.add(now)
            now = self.a.governor(now)
        return None

    def said_by(self, cue: int, deed: int) -> Claim[F] | None:
        """What a word brings that says a deed, or anything."""
        mine = self.by_cue.get(cue, [])
        return next((one for one in mine if one.head == deed), mine[0] if mine else None)

    # By what is said

    def claimed(self, claim: Claim[F]) -> None:
        """Read a claim that tells a harm or a wrong: "Police said the driver had killed two men"."""
        a = self.a
        if not (claim.speakers or claim.sourced) or not self.is_claim(claim):
            return
        how = scope(a, claim.cue)
        if not how.told or how.certainty is Certainty.POSSIBLE:
            return
        for deed in deeds(a, claim.head, self.by_head.keys()):
            if deed.harm.grade == "lawful" and not self.is_called_wrong(claim, deed):
                continue
            if deed.at not in self.told and self.enclosing(deed.at) is claim:
                self.deed_claimed(claim, deed, scope(a, deed.at, claim.head))

    def is_called_wrong(self, claim: Claim[F], deed: Deed) -> bool:
        """Whether what may be lawful is called wrong: "complained that he was detained", "illegally deported"."""
        a = self.a
        return a.lemmas[claim.cue] in _ACCUSING | _CONDEMNING or any(
            a.words[one] in WRONGLY for one in a.modifiers(deed.at)
        )

    def is_claim(self, claim: Claim[F]) -> bool:
        """Whether what is said is put as so: "said that", not "asked whether", "hoped that", "vowed to"."""
        a = self.a
        if a.lemmas[claim.cue] in _NOT_CLAIMING or (a.is_verb(claim.cue) and a.is_infinitive(claim.cue)):
            return False
        if not a.is_verb(claim.head) and a.is_verb(claim.cue) and claim.head in related(a, claim.cue, "object"):
            return a.lemmas[claim.cue] in _CONDEMNING
        kinds = [one.kind for one in a.complements(claim.cue) if one.head == claim.head]
        return not kinds or kinds[0] in _CLAIMED

    def deed_claimed(self, claim: Claim[F], deed: Deed, how: Scope) -> None:
        heads = [one for one in deed.accused if not self.is_own(one, claim)]
        accused = [one for one in self.named(heads, claim) if one not in claim.speakers]
        victims = [one for one in self.named(deed.victims, claim) if one not in accused]
        if not accused:
            return
        span = self.clause(deed)
        self.add(
            Alleged(
                at=deed.at,
                cue=claim.cue,
                content=[span],
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

    def is_own(self, head: int, claim: Claim[F]) -> bool:
        """Whether somebody is the speaker's own: "the army said its soldiers had shot the man"."""
        owner = self.a.possessor(head)
        if owner is None or not self.a.is_pronoun(owner):
            return False
        return self.a.words[owner] in _OWN or bool(set(self.named([owner], claim)) & set(claim.speakers))

    def clause(self, deed: Deed) -> Range:
        """The words of a deed, up to a deed that is joined to it: "shot two men | and stole a car"."""
        a = self.a
        joined = [
            one
            for one in a.joined(deed.top)
            if one > deed.top and a.is_verb(one) and (a.own_subject(one) is not None or deed_at(a, one) is not None)
        ]
        if not joined:
            return a.extent(deed.top)
        ands = [one for one in a.dependents(deed.top) if a.words[one] in ("and", "or", "but") and one < joined[0]]
        return a.extents(deed.top, [*joined, *ands[-1:]])[0]

    # By what is denied

    def denied(self, verb: int) -> None:
        """Tie a denial to what it denies: "Iran denied arming rebels", "the banker denied charges of fraud"."""
        a = self.a
        who = self.named(related(a, verb, "subject"))
        if not who or not scope(a, verb).told or a.relation(verb) == "relative":
            return
        heads = [one.head for one in a.complements(verb)] + related(a, verb, "object")
        heads += related_loosely(a, verb, "to") if a.lemmas[verb] == "plead" else []
        for head in heads:
            inner = self.found.get(self.charged(head) or head)
            if inner is None and self.charged(head) == head:
                inner = self.same(head, who)
            if inner is not None:
                inner.status = AllegationStatus.DENIED
                deed, content, accused = head, inner.content, inner.accused
                if self.charged(head) == head:
                    content = [self.a.extent(head)]
            elif (told := deed_at(a, head)) is not None and (a.is_verb(head) or a.lemmas[verb] == "deny"):
                deed, content, accused = head, [a.extent(head)], self.named(told.accused) or who
            else:
                continue
            self.add(
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
                    claim=self.said_by(verb, head),
                    disputes=[] if inner is None else [inner],
                )
            )

    def same(self, head: int, accused: list[F]) -> Alleged[F] | None:
        """The last allegation against the same with some of the same words."""
        words = self.words([self.a.extent(head)])
        alike = [
            one
            for one in self.found.values()
            if not one.negated and set(one.accused) & set(accused) and len(words & self.words(one.content)) >= 2
        ]
        return max(alike, key=lambda one: one.at, default=None)

    def words(self, spans: list[Range]) -> frozenset[str]:
        a = self.a
        return frozenset(
            a.lemmas[at]
            for span in spans
            for at in a.within(*span)
            if a.is_noun(at) or a.is_verb(at) or a.is_adjective(at)
        )

    def add(self, one: Alleged[F]) -> None:
        """Keep an allegation; of two of one deed that of the nearer word."""
        key = one.at if not one.negated else -one.at - 1
        other = self.found.get(key)
        if one.content and (other is None or abs(one.cue - one.at) < abs(other.cue - other.at)):
            self.found[key] = one
            self.told.update(token for span in one.content for token in self.a.within(*span))
