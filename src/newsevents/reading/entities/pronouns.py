"""The antecedents of personal pronouns: the likeliest earlier mention that agrees in gender and number, or none."""

from __future__ import annotations

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.entity import Entity
from newsevents.reading.entities.lexicon import women, word_set
from newsevents.reading.entities.names import Names

__all__ = ["OWN", "antecedent", "bound", "gender", "is_doubtful", "is_fit"]

OWN = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
"""Pronouns that refer to the speaker."""
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_REACH: dict[str, int] = {
    **dict.fromkeys(_HE | _SHE, 6),
    **dict.fromkeys(_THEY, 3),
    **dict.fromkeys(_IT, 2),
}
"""The largest distance of the antecedent in sentences."""
_NEAR = 60
"""The largest distance of the antecedent in mentions."""
_FAR = 100
"""How many tokens of a statement's content are searched for names."""
_MARGIN = 1.0
"""How much higher the score of an entity must be than the next to be the certain antecedent."""
_ADVOCATES = word_set("advocates")
_COLLECTIVES = word_set("collectives")
_OWN_SCORE = 0.5
"""The score of a lawyer as the antecedent of "she" in the lawyer's own words, where a client may be meant."""
_MEANWHILE = frozenset(("although", "though", "while"))
_EMPTY = frozenset(("seem", "appear", "take", "turn", "happen", "rain", "snow"))
"""Verbs that take an expletive "it" as subject: "it seems that"."""


def antecedent(names: Names, at: int, speaker: Entity | None) -> Entity | None:
    """The entity that a pronoun refers to.

    Args:
        names: The names in the article and their mentions so far.
        at: The pronoun.
        speaker: The speaker of the statement that the pronoun is in, if any.
    """
    best = _candidates(names, at, speaker)
    return max(best, key=lambda one: best[one], default=None)


def is_doubtful(names: Names, at: int, speaker: Entity | None) -> bool:
    """Whether a pronoun may almost as well refer to an entity other than its `antecedent`."""
    scores = sorted(_candidates(names, at, speaker).values())
    return len(scores) > 1 and scores[-1] - scores[-2] <= _MARGIN


def _candidates(names: Names, at: int, speaker: Entity | None) -> dict[Entity, float]:
    """The entities that a pronoun may refer to, nearest first, with their scores."""
    a, word = names.a, names.a.words[at]
    if word in _IT and word != "its" and (a.relation(at) != "subject" or _is_empty(a, at)):
        return {}
    ahead = _ahead(names, at)
    if ahead is not None and is_fit(ahead, word):
        return {ahead: 0.0}
    quoted = a.quotation(at) >= 0
    barred = _barred(names, at) | _told(names, at)
    found: dict[Entity, float] = {}
    if speaker is not None and quoted:
        barred.add(speaker)  # nobody calls himself "he" in a quotation
    elif speaker is not None and speaker not in barred and is_fit(speaker, word):
        if not _ADVOCATES & {speaker.noun, speaker.noun.removesuffix("s"), *speaker.nouns}:
            return {speaker: 0.0}
        if a.relation(at) != "object":  # "lawyers for the women said the singer had attacked *them*"
            found[speaker] = _OWN_SCORE
        barred.add(speaker)
    elif speaker is not None and speaker.guessed and word in _IT and a.relation(at) == "subject":
        speaker.kind, speaker.guessed = ActorKind.NGO, False  # "Banco Norte said it would sell the branch"
        return {speaker: 0.0}
    here = a.starts[at]
    for place, entity in reversed(names.before(here, _NEAR)):
        if place[1] > here or entity in barred or not is_fit(entity, word):
            continue
        head = names.head_in(place)
        distance = a.sentences_between(head, at)
        if distance > _REACH[word]:
            break
        if _is_under_same(a, head, at):
            continue
        found[entity] = max(found.get(entity, -99.0), _score(a, head, at) - 1.5 * distance)
    return found


def _ahead(names: Names, at: int) -> Entity | None:
    """The subject after the clause of a pronoun, if both are true at once: "while *he* blamed Iran, Lima left"."""
    a = names.a
    verb = a.governor(at)
    main = None if verb is None or a.relation(verb) != "adverbial" else a.governor(verb)
    subject = None if main is None or not a.is_verb(main) or a.relation(at) != "subject" else a.own_subject(main)
    if verb is None or subject is None or subject < verb or a.quotation(at) != a.quotation(subject):
        return None
    first = a.left_edge(verb)
    if a.words[first : first + 2] != ["even", "as"] and a.words[first] not in _MEANWHILE:
        return None
    return names.at_token.get(subject)


def _is_under_same(a: Analysis, head: int, at: int) -> bool:
    """Whether a mention is in a clause with the same pronoun as subject: "*he* met Lima. *He* is a liar"."""
    verb: int | None = head
    while verb is not None and not a.is_verb(verb):
        verb = a.governor(verb)
    subject = None if verb is None else a.own_subject(verb)
    return subject is not None and subject != head and a.words[subject] == a.words[at] in ("he", "she")


def _score(a: Analysis, head: int, at: int) -> float:
    """The score of a mention as an antecedent, apart from its distance: subjects rank above objects."""
    score = -0.5 if a.paragraph(head) != a.paragraph(at) else 0.0
    verb = a.governor(head)
    if verb is not None and a.is_verb(verb) and a.own_subject(verb) == a.first_joined(head):
        score += 2.0 if a.governor(a.first_joined(verb)) is None else 1.0
        if a.complements(verb) and _says(a, at):
            score += 1.0  # the last speaker continues
    if a.quotation(head) >= 0 and a.quotation(at) < 0:
        score -= 2.0
    return score


def _says(a: Analysis, at: int) -> list[int]:
    """The content clauses of a verb whose subject is a pronoun: "*he* said that", "…, *he* said"."""
    verb = a.governor(at)
    if verb is None or not a.is_verb(verb) or a.own_subject(verb) != at:
        return []
    return [one.head for one in a.complements(verb) if one.kind not in ("to", "ing")]


def _told(names: Names, at: int) -> set[Entity]:
    """The entities named in what the pronoun says, which it cannot refer to: "Lima is wrong, *he* said"."""
    tokens = (token for clause in _says(names.a, at) for token in names.a.within(*names.a.extent(clause))[:_FAR])
    return {names.at_token[token] for token in tokens if token in names.at_token}


def _barred(names: Names, at: int) -> set[Entity]:
    """The subjects of the clause in which a pronoun is an object, which it cannot refer to: "Lima blamed him"."""
    a, word = names.a, names.a.words[at]
    verb = a.governor(at)
    if a.relation(at) == "subject" and verb is not None and a.is_verb(verb):
        others = [a.object(verb), a.hearer(verb)]  # "*he* told Rui Costa", "Lima, whom *she* accused"
        heads = [each for one in others if one is not None and one != at for each in a.joined(one)]
        return {names.at_token[one] for one in heads if one in names.at_token}
    if word.endswith(("self", "selves")) or a.relation(at) in ("subject", "possessor") or word in _POSSESSIVE - {"her"}:
        return set()
    up = a.governor(at)
    while up is not None and not a.is_verb(up):
        up = a.governor(up)
    if up is None:
        return set()
    found = {names.mentioned[one] for one in a.subjects(up) if one in names.mentioned}
    found |= {names.at_token[one] for one in a.subjects(up) if one in names.at_token}
    return found | {member for one in found for member in one.members}


def bound(a: Analysis, at: int) -> int | None:
    """The object of a clause, if a pronoun is that of a participle after it: "jailed *two men*, accusing *them*"."""
    verb = a.governor(at)
    if verb is None or a.relation(at) != "object" or not a.is_verb(verb) or a.relation(verb) != "adverbial":
        return None
    main = a.governor(verb)
    if main is None or not a.is_verb(main) or not main < verb or not a.is_participle(verb) or a.is_passive(main):
        return None
    found = a.object(main)
    plural = found is not None and (a.is_plural(found) or len(a.joined(found)) > 1)
    return found if plural is (a.words[at] in _THEY) else None


def _is_empty(a: Analysis, at: int) -> bool:
    """Whether "it" is expletive: "it is likely that", "it's easy to", "it seems"."""
    verb = a.governor(at)
    if verb is None or a.relation(at) != "subject" or not a.is_verb(verb):
        return False
    if a.lemmas[verb] in _EMPTY:
        return True
    predicate = a.predicate(verb)
    return predicate is not None and bool(a.complements(verb) or a.complements(predicate))


def is_fit(entity: Entity, word: str) -> bool:
    """Whether a pronoun agrees with an entity in number and gender."""
    if entity.thing or (entity.guessed and entity.kind is ActorKind.PERSON):
        return False
    if word in _HE or word in _SHE:
        woman = entity.woman
        if woman is None and entity.kind is ActorKind.PERSON and entity.name.lower().split()[0] in women():
            woman = True
        one = entity.is_person and not entity.plural and entity.noun not in _COLLECTIVES
        return one and woman in (None, word in _SHE)
    if word in _THEY:
        return entity.plural or bool(entity.members) or entity.kind in (ActorKind.GROUP, ActorKind.PARTY)
    if word in _IT:
        return not entity.is_person and not entity.plural and entity.kind is not ActorKind.GROUP
    return False


def gender(word: str) -> bool | None:
    """Whether a pronoun is feminine; None if it has no gender."""
    return word in _SHE if word in _HE or word in _SHE else None
