"""Allegations: of whom somebody says which harm."""

from __future__ import annotations

import re

import attrs

from newsevents.draft import DraftAllegation, DraftStatement
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.frames import Range
from newsevents.extraction.links import DENYING, Links
from newsevents.extraction.register import Register
from newsevents.extraction.speech import Attribution
from newsevents.extraction.statements import OF_SPEECH, Said, with_members
from newsevents.extraction.times import Times, quantities
from newsevents.extraction.words import word_set
from newsevents.extraction.wrongs import CAN_HARM, deed, harms, sides_of_clause, sides_of_nominal
from newsevents.model.ids import slug
from newsevents.model.vocabulary import StatementKind

__all__ = ["Allegations"]


class Allegations:
    """Finds the allegations that statements make."""

    def __init__(self, cast: Cast, times: Times, register: Register) -> None:
        self.text = register.text
        self.cast = cast
        self.times = times
        self.register = register

    def read(self, statements: list[Said]) -> list[DraftAllegation]:
        """The allegations in statements. A statement that makes one gets an id."""
        links = Links(self.cast, self.register)
        for index, said in enumerate(statements):
            if not said.speakers:
                continue
            if said.statement.kind in DENYING:
                denied = links.denied(said)
                if denied is not None:
                    said.statement = self._identified(said, denied.place, index)
                    links.deny(said, denied)
                continue
            found = None if said.statement.negated else self._alleged(statements, index)
            if found is not None:
                links.add(found, said)
        return links.allegations()

    def _alleged(self, statements: list[Said], index: int) -> DraftAllegation | None:
        """The allegation that a statement makes."""
        said = statements[index]
        one, statement, speakers = said.attribution, said.statement, said.speakers
        if statement.kind not in _ALLEGING:
            return self._wrong_of_somebody(said, index)
        content = [
            (quote.start, quote.start + len(quote.exact)) for quote in statement.content if quote.start is not None
        ]
        sentence = self.cast.sentence_at(content[0][0])
        if sentence is None or not harms(sentence, content[0]):
            return None
        accused, victims = self._sides(content[0], one, statement.kind, speakers)
        before = statements[index - 1] if index else None
        if before is not None and one.construction == "np" and statement.kind not in _BLAMING:
            accused, victims = self._blamed_before(before, said, content[0], accused, victims)
        done = deed(sentence, content[0], clause=one.construction in OF_SPEECH) if accused else None
        if done is None:
            return None
        content[0] = done
        said.statement = self._identified(said, content[0], index)
        return DraftAllegation(
            claimants=[self.register.use(figure) for figure in speakers],
            accused=[self.register.use(figure) for figure in accused],
            victims=[self.register.use(figure) for figure in victims],
            content=[self.register.quote(piece) for piece in content],
            quantities=[self.register.quote(place) for place in quantities(self.text, content[0], self.times)],
            when=self.times.past(self.times.dated(*content[0])),
            certainty=statement.certainty,
            hedges=[
                quote
                for quote in statement.hedges
                if quote.start is not None and content[0][0] <= quote.start < content[-1][1]
            ],
            statement=said.statement.id,
            source=statement.source,
            rule="allegation.said-to-harm",
        )

    def _blamed_before(
        self, before: Said, said: Said, content: Range, accused: list[Figure], victims: list[Figure]
    ) -> tuple[list[Figure], list[Figure]]:
        """Whom the same speakers blamed just before: "criticised the group and condemned its attack"."""
        if before.speakers != said.speakers or before.statement.kind not in _BLAMING:
            return accused, victims
        blamed = [figure for figure in self.register.figures(before.statement.targets) if figure not in accused]
        if blamed and content[0] - (before.statement.content[0].start or 0) < _NEAR:
            return blamed, [*victims, *accused]
        return accused, victims

    def _wrong_of_somebody(self, said: Said, index: int) -> DraftAllegation | None:
        """What is called wrong while something else is said: "agreed to block the country's illegal activities"."""
        statement, speakers = said.statement, said.speakers
        start = statement.content[0].start
        if start is None:
            return None
        content = start, start + len(statement.content[0].exact)
        own = with_members(speakers)
        for figure in self.cast.named_in(content):
            if figure in own or figure.kind not in CAN_HARM:
                continue
            for place in self.cast.places(figure, content):
                behind = _OWNED.match(self.text, place[1], content[1])
                if behind is not None and set(behind["words"].lower().split()) & word_set("wrongful"):
                    said.statement = self._identified(said, content, index)
                    return DraftAllegation(
                        claimants=[self.register.use(speaker) for speaker in speakers],
                        accused=[self.register.use(figure)],
                        content=[self.register.quote(self.register.trimmed((place[0], content[1])))],
                        statement=said.statement.id,
                        source=statement.source,
                        rule="allegation.called-wrong",
                    )
        return None

    def _identified(self, said: Said, content: Range, index: int) -> DraftStatement:
        """The statement with an id by which an allegation can refer to it."""
        who = slug(self.register.use(said.speakers[0]).removeprefix("actor:"))[:40]
        return attrs.evolve(said.statement, id=f"statement:{who}-{content[0]}-{index}")

    def _sides(
        self, content: Range, one: Attribution, kind: StatementKind, speakers: list[Figure]
    ) -> tuple[list[Figure], list[Figure]]:
        """Who is said to have done it, and to whom."""
        own = with_members(speakers)
        sentence = self.cast.sentence_at(content[0])
        blamed = kind in _BLAMING
        if sentence is None or one.construction not in OF_SPEECH:
            return sides_of_nominal(self.text, content, self.cast, own, blamed=blamed)
        start, end = sentence.tokens(content)
        if not any(tag in "vmbh" for tag in sentence.tags[start:end]):
            return sides_of_nominal(self.text, content, self.cast, own, blamed=blamed)
        return sides_of_clause(sentence, start, end, self.cast, own)


_ALLEGING = frozenset(
    (
        StatementKind.ACCUSE,
        StatementKind.REPORT,
        StatementKind.SAY,
        StatementKind.CONDEMN,
        StatementKind.CRITICIZE,
        StatementKind.CONFIRM,
        StatementKind.ANNOUNCE,
    )
)
_NEAR = 200
_OWNED = re.compile(r"['\u2019]s?\s+(?P<words>(?:[a-z-]+\s+){1,3})")
_BLAMING = frozenset((StatementKind.CRITICIZE, StatementKind.CONDEMN, StatementKind.ACCUSE))
