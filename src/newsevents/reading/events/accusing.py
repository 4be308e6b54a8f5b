"""Allegations from words that accuse: "Iran accused Turkey of arming rebels", "charges of fraud against the banker"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

import attrs

from newsevents.model.vocabulary import AllegationStatus
from newsevents.reading.events.accused import accused_of
from newsevents.reading.events.accusers import accusers, is_mutual, is_speakers_own, is_state, is_told_by
from newsevents.reading.events.alleged import Alleged, F
from newsevents.reading.events.deeds import Deed, charged, deed_at
from newsevents.reading.events.docket import Docket
from newsevents.reading.events.roles import having, related, related_loosely, upwards
from newsevents.reading.events.settled import (
    is_activity,
    is_bare,
    is_begun,
    is_believed,
    is_beside,
    is_fact,
    is_resolved,
    is_rule,
)
from newsevents.reading.events.wording import clause, content, is_denial
from newsevents.reading.lexicon import accusations as lexicon
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope

__all__ = ["Accusing"]

_LOOSE = frozenset(("in", "on", "over", "about"))
_UNDER = frozenset(("on", "in", "over", "to", "for"))
_LEGAL = ("with", "for", "of", "over")
_SEIZING = frozenset(("arrest", "detain"))
_RELIEF = word_set("relief")
_FAULTS = frozenset(("agent", "adjective"))
_TIMES = word_set("durations")
_DUTIES = word_set("duties")
_SHARES = frozenset(("role", "involvement", "part", "hand"))
_INQUIRIES = word_set("inquiries")
_CLEARING = word_set("clearing")
_MISHAPS = word_set("mishaps")
_ALLEGING = frozenset(("accusation", "allegation", "allege"))
_WHOEVER = frozenset(("those", "whoever"))
_WRONGLY = frozenset(("falsely", "mistakenly", "unfairly", "unjustly", "wrongfully", "wrongly"))
_SUSPECTED = frozenset(("alleged", "suspected"))
_SELF = frozenset(("he", "i", "it", "she", "we"))
_STATUS = {"conviction": AllegationStatus.CONFIRMED, "admission": AllegationStatus.CONFIRMED}


class Accusing(Generic[F]):
    """Applies the rows of the list of accusing words."""

    def __init__(self, docket: Docket[F], is_denied: Callable[[int], bool]) -> None:
        self.docket = docket
        self.a = docket.a
        self.is_denied = is_denied

    def read(self) -> None:
        """Read all the words of the article."""
        rows = lexicon.accusations()
        for at in range(len(self.a)):
            for part in self.parts(at):
                same = rows.get((part, self.a.lemmas[at]), ()) or rows.get((part, self.a.words[at]), ())
                if any(having(self.a, at, row.word) and self.row(at, row) for row in same):
                    break

    def parts(self, at: int) -> tuple[str, ...]:
        """The parts of speech of the rows that may apply to a word."""
        a = self.a
        if a.is_auxiliary(at):
            return ()
        if a.is_verb(at):
            return ("participle",) if a.relation(at) == "modifier" else ("verb",)
        if a.is_noun(at) and not a.is_name(at):
            return ("noun",)
        if not a.is_adjective(at):
            return ("adverb", "preposition")
        return ("participle", "adjective") if a.relation(at) == "modifier" else ("adjective",)

    def row(self, at: int, row: lexicon.Accusing) -> bool:
        """Make the allegations of one row, if the word has everything the row needs."""
        deeds = [] if is_rule(self.a, at, row) else self.deeds(at, row)
        if not deeds:
            self.docket.refuse(at, Refusal.CONSTRUCTION)
        if row.part in ("adjective", "preposition") and self.is_of_whoever(at):
            for deed in deeds:
                self.by_whoever(at, row, deed)
            return bool(deeds)
        return sum(self.deed(at, row, deed) for deed in deeds) > 0

    def is_of_whoever(self, at: int) -> bool:
        """Whether it is nobody in particular: "*those* responsible for the attack", "*those* who were behind it"."""
        a = self.a
        subjects = related(a, at, "subject")
        head = a.antecedent(subjects[0]) if subjects else a.governor(at)
        return head is not None and a.words[head] in _WHOEVER

    def by_whoever(self, at: int, row: lexicon.Accusing, deed: int) -> None:
        """Make the allegation of a deed whose doers are still to be found."""
        docket = self.docket
        claim = docket.enclosing(at)
        told = deed_at(self.a, deed)
        docket.add(
            Alleged(
                at=deed,
                cue=at,
                content=[self.a.extent(deed)],
                claimants=[] if claim is None else list(claim.speakers),
                accused=[],
                victims=docket.victims(() if told is None else told.victims, claim, []),
                form=row.form,
                rule=f"allegation.{row.word}",
                claim=claim,
            )
        )

    def deed(self, at: int, row: lexicon.Accusing, deed: int) -> bool:
        """Make the allegation of one deed."""
        a, docket = self.a, self.docket
        passing = row.part in ("participle", "adverb") or is_fact(a, at)  # presupposed, whatever it is part of
        outer = self.outer(at)
        inner = at if a.is_verb(at) and passing and row.part == "verb" else deed
        how = scope(a, inner, inner) if passing else scope(a, outer, outer if self.is_denied(at) else None)
        if row.is_itself and row.part == "noun":
            how = attrs.evolve(how, negated=False)  # "a suspect has not confessed" implies a suspect
        real = passing or (how.unreal == "planned" and is_resolved(a, at)) or is_beside(a, at, deed, how)
        if how.negated or (how.unreal not in (None, "future" if row.form == "charge" else None) and not real):
            return docket.refuse(at, Refusal.of(how) or Refusal.OPEN)
        if any(a.lemmas[one] in _WRONGLY for one in a.modifiers(at)):
            return docket.refuse(at, Refusal.NEGATED)  # "was wrongly accused"
        if row.part in ("adjective", "preposition") and a.governor(at) in docket.found:
            return False  # "alleged that the driver was responsible for it"
        if a.is_verb(at) and a.is_infinitive(at) and not (is_begun(a, at) or is_resolved(a, at)):
            return docket.refuse(at, Refusal.OPEN)
        claim = docket.enclosing(at)
        heads = accused_of(docket, at, row, deed)
        form = row.form
        if form == "charge" and row.part == "noun" and "that" in row.deed and self.is_denied(at):
            form = "accusation"  # "Iran rejects Turkish charges that it armed rebels"
        if form == "admission" and a.is_verb(deed) and (a.own_subject(deed) is not None or a.is_finite(deed)):
            heads = related(a, deed, "subject")  # "his lawyers admitted that *he* did it"
        by = accusers(a, at, row)
        claimants = docket.claimants(by, claim)
        said = docket.said_by(at, deed)
        if not claimants and said is not None and is_told_by(a, at):
            claimants = list(said.speakers)
        accused = [one for one in docket.accused(heads, claim) if form == "admission" or one not in claimants]
        mutual = is_mutual(a, heads, row)
        pairs = docket.opposed(by, claim) if mutual else []
        if pairs:
            claimants, accused = pairs[0]
        elif mutual:
            return docket.refuse(at, Refusal.NOBODY)
        if (
            not accused and row.part == "noun" and any(map(a.is_pronoun, heads))
        ):  # "*Iran* rejected charges that it lied"
            accused = [one for one in docket.accused(related(a, at, "holder"), claim) if one not in claimants]
        bare = not heads and a.is_verb(deed) and a.is_finite(deed)  # its subject is unknown
        if form == "admission" and row.part == "verb" and not accused and all(map(self.is_own, heads)) and not bare:
            accused = list(claimants)
        if form == "admission" and row.part == "verb" and not set(accused) & set(claimants):
            if not accused:
                return docket.refuse(at, Refusal.NOBODY)
            form = "accusation"
        if row.is_itself and row.word in _SEIZING and any(is_state(a, one) for one in by):
            return docket.refuse(at, Refusal.UNCLAIMED)
        if row.is_itself and row.word in _SEIZING and claim is not None:
            others = bool(by) and set(claimants) != set(claim.speakers)
            if others or a.relation(at) == "relative":  # "she said that the army had detained him" accuses the army
                return docket.refuse(at, Refusal.UNCLAIMED)
        if not by and claim is not None and is_speakers_own(a, at, row):
            claimants = list(claim.speakers)
        if (row.part in ("adjective", "preposition") or row.word in _SHARES) and (
            self.is_found(at) or not (claimants or is_believed(a, at))
        ):
            return docket.refuse(at, Refusal.UNCLAIMED)
        if not (accused or self.is_by_nobody(row, deed) or (claimants and self.is_alleged(row, deed))):
            return docket.refuse(at, Refusal.NOBODY)
        if accused and form != "admission" and set(accused) <= set(claimants):
            return docket.refuse(at, Refusal.NOBODY)
        told = deed_at(a, deed)
        made = Alleged(
            at=deed,
            cue=at,
            content=clause(docket.a, at) if self.is_clause(at, row) else content(docket.a, at, deed, heads, row),
            claimants=claimants,
            accused=accused,
            victims=docket.victims(self.victims(row, told), claim, accused),
            form=form,
            rule=f"allegation.{row.word}",
            certainty=how.certainty,
            hedges=how.hedges,
            status=AllegationStatus.REFUTED
            if row.word in _CLEARING
            else _STATUS.get(form, AllegationStatus.UNVERIFIED),
            claim=said or claim,
        )
        docket.add(made)
        docket.beside += [
            attrs.evolve(made, claimants=some, accused=others, disputes=[], supports=[]) for some, others in pairs[1:]
        ]
        return True

    def is_by_nobody(self, row: lexicon.Accusing, deed: int) -> bool:
        """Whether a wrong is alleged without naming its doer: "alleged that *the vote had been stolen*"."""
        a = self.a
        passive = "that" in row.deed and a.is_verb(deed) and a.is_passive(deed) and a.agent(deed) is None
        return passive and deed_at(a, deed) is not None

    def is_alleged(self, row: lexicon.Accusing, deed: int) -> bool:
        """Whether a word always accuses, whoever is meant: "alleged that *the bridge was unsafe*"."""
        told = row.of == "any" and "that" in row.deed and row.word in _ALLEGING
        return told and self.a.is_verb(deed) and self.a.own_subject(deed) is not None

    def is_own(self, head: int) -> bool:
        """Whether a pronoun can only refer to the one who admits: "admitted that *it* had laundered money"."""
        return self.a.words[head] in _SELF

    def victims(self, row: lexicon.Accusing, told: Deed | None) -> tuple[int, ...]:
        """The victims of a deed; not the subject above it in "shocked by raids allegedly made"."""
        a = self.a
        if told is None or (row.part == "adverb" and a.is_passive(told.at) and not a.is_finite(told.at)):
            return ()
        return told.victims

    def outer(self, at: int) -> int:
        """The word whose scope applies: "*sought* as a suspect in the murder"."""
        up = self.a.governor(at)
        if up is None or self.a.words[up] != "as" or self.a.relation(at) != "prepositional":
            return at
        high = self.a.governor(up)
        return at if high is None else high

    def is_found(self, at: int) -> bool:
        """Whether the governing verb has its own row with the word: "was *found* guilty"."""
        up = self.a.governor(at)
        rows = () if up is None else lexicon.accusations().get(("verb", self.a.lemmas[up]), ())
        return any(row.word.endswith(f"_{self.a.lemmas[at]}") for row in rows)

    def deeds(self, at: int, row: lexicon.Accusing) -> list[int]:
        """The heads of the deeds that fit a row: "charged with *murder* and with *violating* the law"."""
        a = self.a
        if row.is_itself:
            if row.part != "verb":
                return [at] if related(a, at, "itself") else []
            told = bool(a.auxiliaries(at) or related(a, at, "object")) and is_bare(a, at, row)
            idle = is_activity(a, at) or any(a.words[one] == "nothing" for one in related_loosely(a, at, "of"))
            return [at] if told and not idle else []
        for name in row.deed:
            found: list[int] = []
            heads = related_loosely(a, at, name)
            if row.part == "noun" and name in row.accused:  # "issued warrants for him | for *murder*"
                up = a.governor(a.first_joined(at))
                heads = [*heads, *(a.objects_of(up, name) if up is not None and a.is_verb(up) else ())]
            if row.part == "noun" and name in _LEGAL:  # not "instead of *paying*, he filed a complaint"
                heads = [one for one in heads if one > at]
            for head in heads:
                if (
                    head == at
                    or a.words[head] == "nothing"
                    or is_denial(a, head)
                    or any(a.dominates(one, head) for one in found)
                ):
                    continue
                inner = charged(a, head) if name in _UNDER else head
                if name in ("of", "with"):
                    inner = charged(a, head) or head  # "acquitted of *two counts of fraud*"
                if inner is None and row.word in _CLEARING:
                    found.append(head)  # "acquitted on a fifth count"
                if inner is not None and self.fits(inner, name if inner == head else "of", row):
                    found.append(self.named_so(inner) if name in lexicon.NAMING else inner)
            if found:
                return found
        return []

    def fits(self, deed: int, relation: str, row: lexicon.Accusing) -> bool:
        """Whether a word can be the deed that a row requires."""
        a = self.a
        told = [found for one in a.joined(deed) if (found := deed_at(a, one)) is not None]
        told = [one for one in told if one.harm.grade != "lawful" or row.of != "harm"]
        if relation in lexicon.NAMING:
            return any(one.harm.part in _FAULTS for one in told)
        if row.of == "inquiry":
            return a.lemmas[deed] in _INQUIRIES
        said = a.predicate(deed) if relation == "that" and a.is_verb(deed) else None
        if said is not None and ("adjective", a.lemmas[said]) in lexicon.accusations():
            return True  # "admitted that he was *responsible* for the fire"
        if relation == "wh":
            return bool(told) or ("verb", a.lemmas[deed]) in lexicon.accusations()
        if relation in _LOOSE and not told:  # "in the *shooting* death"
            kinds = [one for one in a.modifiers(deed) if a.is_noun(one) or a.words[one].endswith("ing")]
            told = [found for one in kinds if (found := deed_at(a, one)) is not None]
        if relation == "over" and a.lemmas[deed] in _MISHAPS and not a.is_name(deed):
            return True
        suspected = a.is_noun(deed) and any(a.words[one] in _SUSPECTED for one in a.modifiers(deed))
        if suspected and row.of in ("deed", "harm", "ing"):
            return True  # "booked for *suspected* destruction of evidence"
        if a.is_verb(deed):
            whole = relation in ("that", "verb", "of") or not a.is_finite(deed)  # not "for how they ran it"
            verb = next((one for one in upwards(a, deed) if a.is_verb(one)), deed)
            criminal = row.of == "deed" and a.is_participle(deed) and a.lemmas[deed] not in _DUTIES
            criminal = criminal and relation == "with" and bool(a.auxiliaries(verb))
            if row.word.startswith("hold_") and a.lemmas[deed] in _DUTIES and not told:
                return False  # "held responsible for running the team"
            return whole and (row.of in ("any", "ing") or criminal or bool(told))
        if row.of in ("any", "deed") and relation not in _LOOSE:
            noun = a.is_noun(deed) and not a.is_name(deed) and a.lemmas[deed] not in _TIMES
            duty = row.of == "deed" and a.words[deed].endswith("ing") and not told  # "charged with protecting the king"
            return (
                noun and not duty and not {a.lemmas[deed], a.words[deed]} & _RELIEF and not self.docket.who(deed, None)
            )
        return bool(told)

    def named_so(self, head: int) -> int:
        """The first of several joined words that names a doer or a fault: "as delusional and *a liar*"."""
        return next(one for one in self.a.joined(head) if (deed := deed_at(self.a, one)) and deed.harm.part in _FAULTS)

    def is_clause(self, at: int, row: lexicon.Accusing) -> bool:
        """Whether a content clause is what is alleged: "police said *the driver was guilty of murder*"."""
        said = row.part in ("adjective", "preposition") or "player" in row.accused
        up = self.a.governor(at)
        return said and up is not None and self.a.is_verb(up)
