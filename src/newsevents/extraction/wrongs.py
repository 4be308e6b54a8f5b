"""Who is said to have done what harm to whom."""

from __future__ import annotations

import re
from collections.abc import Collection

from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.clauses import after_be, group_start, nominal_end, phrase_end
from newsevents.extraction.frames import Range, verb_source
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import NEGATIONS, form_of, verb_forms, word_set
from newsevents.model.vocabulary import ActorKind

__all__ = ["CAN_HARM", "deed", "harms", "sides_of_clause", "sides_of_nominal"]

CAN_HARM = frozenset(ActorKind) - {ActorKind.GROUP, ActorKind.UNNAMED}

_HARM = word_set("harm")
_HARM_VERBS = word_set("harm_verbs")
_DOING = word_set("doing")
_CUSTODY = word_set("custody")
_AUTHORITIES = word_set("authorities")
_INQUIRIES = frozenset(("investigation", "inquiry", "probe", "trial", "case"))
_WRONGFUL = word_set("wrongful")

Sides = tuple[list[Figure], list[Figure]]
"""The accused and the victims."""


def harms(sentence: Sentence, place: Range) -> bool:
    """Whether words in a stretch tell of a wrong or a harm."""
    first, last = sentence.tokens(place)
    return any(word in _HARM or word in _WRONGFUL or _is_harm_verb(word) for word in sentence.words[first:last])


def _is_harm_verb(word: str) -> bool:
    form = form_of(word)
    return form is not None and form.verb in _HARM_VERBS


def sides_of_clause(sentence: Sentence, start: int, end: int, cast: Cast, own: Collection[Figure]) -> Sides:
    """Who did harm in a clause and who suffered it, by its verbs: their subjects, agents and objects.

    Args:
        sentence: The sentence, with its tags.
        start: The first token of the clause.
        end: Behind its last token.
        cast: Who is who.
        own: Those who say it: nobody accuses himself.
    """
    tags, words = sentence.tags, sentence.words
    accused: list[Figure] = []
    victims: list[Figure] = []
    heads: list[tuple[int, Range | None]] = []
    for head in range(start, end):
        if tags[head] not in "vegk":
            continue
        form = form_of(words[head])
        if form is None:
            continue
        group = group_start(tags, head)
        source = verb_source(sentence, tags, group, head, heads)
        heads.append((head, source))
        stop = next((at for at in range(head + 1, end) if tags[at] in ",;:-vmbhfw"), end)
        reach = next((at for at in range(head + 1, end) if _breaks(sentence, at)), end)
        harmful = form.verb in _HARM_VERBS or bool(_WRONGFUL.intersection(words[head - 1 : head + 2]))
        if not harmful and not (form.verb in _DOING and _harm_between(sentence, head + 1, reach)):
            continue
        if not _happened(sentence, group, head, heads):
            continue
        reduced = tags[head] == "v" and "K" in form.kinds and tags[stop : stop + 1] in ("v", "m", "b", "h")
        if reduced or (tags[head] == "k" and (after_be(tags, group, head) or group == head)):
            accused += _agents(sentence, form.verb, head, stop, cast)
            victims += [] if source is None else cast.named_in(sentence.place(source))
            continue
        accused += [] if source is None else _doers(sentence, source, cast)
        for at in range(head + 1, reach - 1):
            if words[at] == "from" and form.verb in _DOING:
                accused += cast.named_in(sentence.place((at + 1, phrase_end(sentence, tags, at + 1, reach))))
            elif words[at] in ("against", "target", "targeting"):
                victims += cast.named_in(sentence.place((at + 1, phrase_end(sentence, tags, at + 1, reach))))
        if harmful and head + 1 < stop:
            victims += cast.named_in(sentence.place((head + 1, stop)))
    accused = [one for one in dict.fromkeys(accused) if one not in own and _known(one) and not one.members]
    sufferers = [one for one in dict.fromkeys(victims) if one not in accused and one.kind in CAN_HARM]
    return accused, [one for one in sufferers if not one.members]


def _known(figure: Figure) -> bool:
    """Whether an actor has a name, or is somebody of a country: "Irish nationalist guerrillas"."""
    return figure.kind in CAN_HARM or figure.country is not None


_ATTEMPTS = frozenset(("attempt", "begin", "conspire", "continue", "plan", "plot", "seek", "start", "try", "use"))


def _happened(sentence: Sentence, group: int, head: int, heads: list[tuple[int, Range | None]]) -> bool:
    """Whether a verb tells of what was done or tried, and not of what might be done or was not."""
    tags, words = sentence.tags, sentence.words
    if not NEGATIONS.isdisjoint(words[group:head]) or ("m" in tags[group:head] and "h" not in tags[group:head]):
        return False
    if (tags[head] == "e" and tags[head - 1] == "t") or (tags[head] == "g" and tags[head - 1] in "vek"):
        forms = (verb_forms().get(words[at]) for at, _ in heads[-3:-1])
        return any(form is not None and form.verb in _ATTEMPTS for form in forms)
    return True


def _breaks(sentence: Sentence, at: int) -> bool:
    """Whether what a verb does ends before a token: another clause begins."""
    tag = sentence.tags[at]
    return tag in ",;:-u" or (tag in "wz" and sentence.words[at] != "what")


def _harm_between(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether what is done is a harm: fired *missiles*."""
    words = sentence.words[start:stop]
    return not _HARM.isdisjoint(words) and _INQUIRIES.isdisjoint(words)


def _doers(sentence: Sentence, source: Range, cast: Cast) -> list[Figure]:
    """The actor at the head of a subject: China in "Chinese authorities", none in "a bombing near the town"."""
    end = min(max(nominal_end(sentence.tags, source[0]), source[0] + 1), source[1])
    named = cast.named_in(sentence.place((source[0], end)))
    last = sentence.words[end - 1]
    if named and (sentence.tags[end - 1] in "xs" or last in _AUTHORITIES or last in _HARM):
        return [member for figure in named for member in figure.members or [figure]]
    return cast.refer(sentence.place(source))


def _agents(sentence: Sentence, verb: str, head: int, stop: int, cast: Cast) -> list[Figure]:
    """Who did it in a passive: behind "by"; who holds somebody in custody, also behind "in"."""
    words, tags = sentence.words, sentence.tags
    for at in range(head + 1, stop - 1):
        if tags[at] == "i" and (words[at] == "by" or (words[at] == "in" and verb in _CUSTODY and at == head + 1)):
            end = phrase_end(sentence, tags, at + 1, stop)
            return _doers(sentence, (at + 1, end), cast) if end > at + 1 else []
    return []


def sides_of_nominal(text: str, content: Range, cast: Cast, own: Collection[Figure], *, blamed: bool) -> Sides:
    """Who is named as the doer of a harm in a nominal, and who as its victim, by the words beside the names.

    Args:
        text: The article's text.
        content: Where the nominal stands.
        cast: Who is who.
        own: Those who say it.
        blamed: Whether the word that brings it blames those whom it names, wherever they stand in it.
    """
    accused: list[Figure] = []
    victims: list[Figure] = []
    for figure in cast.named_in(content):
        if figure in own or figure.kind not in CAN_HARM or figure.members:
            continue
        place = next(iter(cast.places(figure, content)), None)
        if place is None:
            continue
        behind = re.match(r"\s+([a-z]+)", text[place[1] : place[1] + 24])
        follower = behind[1] if behind else ""
        people = figure.kind is ActorKind.STATE and text[place[0] : place[1]].endswith("ns") and not follower
        before = text[max(content[0], place[0] - 40) : place[0]].lower()
        if follower in word_set("sufferers") or (people and place[0] > content[0] + 3) or _SUFFERED.search(before):
            victims.append(figure)
        elif not re.search(r"\bto\s+$", before) and (
            blamed or _DID.search(before) or _beside_harm(text, figure, place)
        ):
            accused.append(figure)
    return accused, victims


def _beside_harm(text: str, figure: Figure, place: Range) -> bool:
    """Whether a name stands before a harm as whose it is: "the group's latest *attack*", "Chinese espionage"."""
    behind = text[place[1] : place[1] + 60]
    adjective = figure.kind is ActorKind.STATE and text[place[0] : place[1]] != figure.name
    if not adjective and not re.match(r"['\u2019]", behind):
        return False
    return not _HARM.isdisjoint(re.findall(r"[a-z-]+", re.split(r"[,.;:]", behind)[0].lower())[:5])


_DID = re.compile(r"\b(?:by|between|from)\s+(?:the )?(?:[\w. ]{2,24} and )?(?:the )?$")
_SUFFERED = re.compile(
    r"\b(?:on|against|target|targeting|attack(?:ed)?|kill(?:ed)?|invad(?:ed|ing))\s+(?:the )?(?:[\w. ]{2,24} and )?$"
)


def deed(sentence: Sentence, content: Range, *, clause: bool) -> Range | None:
    """The words for what was done: the content where it is a clause, else the nominal that has the wrong in it."""
    first, last = sentence.tokens(content)
    if clause and any(tag in "vmbh" for tag in sentence.tags[first:last]):
        return content
    for at in range(first, last):
        if sentence.words[at] in _HARM or sentence.words[at] in _WRONGFUL:
            while at > first and sentence.tags[at - 1] in "dnxksc":
                at -= 1
            return sentence.starts[at], content[1]
    return None
