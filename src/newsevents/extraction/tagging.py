"""Classes of words in a sentence, told by the words themselves and those beside them.

Each token has a letter, so that patterns of classes are plain regular expressions over a string:

    d determiner    p pronoun, subject   o pronoun, object   n noun or adjective   x name   c number   s 's
    v verb, finite  e verb, base form    g verb in -ing      k participle          m modal  b be       h have    f do
    i preposition   t to   z that   w who, which   u if, when, because   & and, but   r adverb
    , ; : - ( ) . punctuation      q Q quotation marks
"""

from __future__ import annotations

from newsevents.extraction.text import Sentence
from newsevents.extraction.words import Form, adverb, closed, guess, verb_forms, word_set

__all__ = ["tag"]

_MARKS = {
    ",": ",", ";": ";", ":": ":", "-": "-", "(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")", ".": ".",
    "?": ".", "!": ".", "\u2026": ".", "q": "q", "Q": "Q", "c": "c", "%": "n", "$": "n", "&": "&", "/": "&",
    "\u2018": "q", "\u2019": "Q", "'": "Q", "@": "x", "#": "x",
}  # fmt: skip
_CLITICS = {"re": "b", "m": "b", "ve": "h", "ll": "m", "d": "m", "t": "r"}
_COLLECTIVE = word_set("collective")
_PRONOMINAL = word_set("pronominal")
_NOT_CLOSED_IN_CAPITALS = frozenset(["us", "no", "such", "like", "out"])
_AFTER_OBJECT = "dpozxquwct"
"""What begins an object or a clause, so that an ambiguous word before it is a verb."""


def tag(sentence: Sentence) -> str:
    """Tell the class of each token, and keep it with the sentence."""
    classes, forms = closed(), verb_forms()
    words, shapes = sentence.words, sentence.shapes
    size = len(words)
    titled = _in_title_case(words, shapes)
    tags: list[str] = []
    anchor = "."  # the last tag that is no adverb
    for i in range(size):
        shape, word = shapes[i], words[i]
        if shape == "a" or shape == "A":
            kind = classes.get(word)
            if len(word) == 1 and sentence.ends[i] - sentence.starts[i] == 2:
                kind = "x"  # an initial: John A. Smith
            elif word == "won" and words[i + 1 : i + 2] and words[i + 1][1:] == "t":
                kind = "m"
            elif word == "haven" and not (words[i + 1 : i + 2] and words[i + 1][1:] == "t"):
                kind = None
            elif word == "once" and words[i + 1 : i + 2] in (["again"], ["more"]):
                kind = "r"
            elif shape == "A" and word == "us":
                kind = None  # the United States
            elif shape == "A" and kind is not None and kind in "fmhb" and i and tags[-1] not in "q:-" and not titled:
                kind = None  # a name: Don, Will, May
            elif shape == "A" and kind == "d" and tags[-1:] == ["x"] and shapes[i + 1 : i + 2] == ["A"]:
                kind = kind if titled or word in ("the", "a", "an") else None  # CBS This Morning
            if kind is not None and not (shape == "A" and i and word in _NOT_CLOSED_IN_CAPITALS):
                if kind == "d" and word == "most" and classes.get(words[i + 1] if i + 1 < size else "") == "r":
                    kind = "r"
                elif kind == "d":
                    kind = _determiner(word, i, words, shapes, forms, classes)
                elif kind == "i" and word == "like" and anchor in "pxmtn" and anchor != "n":
                    kind = "e" if anchor in "mt" else "v"
                elif kind == "z" and tags and tags[-1] in "id":
                    kind = "d"
                elif kind == "o" and tags and tags[-1] in "nxp" and word.endswith(("self", "selves")):
                    kind = "r"
            elif shape == "A" and (i and not titled and tags[-1] not in "q:"):
                kind = "x"
            else:
                form = forms.get(word) or (guess(word) if shape == "a" else None)
                if form is not None and (
                    shape == "a" or titled or form.kinds in ("G", "DK") or not _name_follows(i, shapes)
                ):
                    kind = _verb(form, tags, anchor, i, words, shapes, classes)
                elif adverb(word):
                    kind = "r"
                elif anchor == "m" and shape == "a":
                    kind = "e"
                elif shape == "A" and not titled:
                    kind = "x"
                else:
                    kind = "n"
        elif shape == "s":
            kind = _CLITICS.get(word[1:], "s")
            if (
                kind == "s"
                and tags
                and (tags[-1] in "pwz" or words[i - 1] in ("there", "here", "what", "how", "where"))
            ):
                kind = "b"
        else:
            kind = _MARKS.get(shape, "n")
            if (
                shape in "\u2019'"
                and tags
                and words[i - 1].endswith("s")
                and sentence.starts[i] == sentence.ends[i - 1]
            ):
                kind = "s"
        tags.append(kind)
        if kind != "r":
            anchor = kind
    sentence.tags = "".join(tags)
    return sentence.tags


def _in_title_case(words: list[str], shapes: list[str]) -> bool:
    """Whether all words have capitals but the shortest, as in some headlines."""
    small = any(shape == "a" and word not in closed() for word, shape in zip(words, shapes, strict=True))
    return not small and shapes.count("A") >= 4 and shapes.count("A") > 2 * shapes.count("a")


def _name_follows(i: int, shapes: list[str]) -> bool:
    return i + 1 < len(shapes) and shapes[i + 1] == "A"


def _determiner(
    word: str, i: int, words: list[str], shapes: list[str], forms: dict[str, Form], classes: dict[str, str]
) -> str:
    """A determiner stands before a nominal; some of them are pronouns where a verb follows."""
    following = words[i + 1] if i + 1 < len(words) else ""
    if word == "her":
        if i + 1 == len(words) or shapes[i + 1] not in "aAc" or classes.get(following, "n") in "itzuw&mbhfr":
            return "o"
        return "d"
    if word not in _PRONOMINAL:
        return "d"
    if not following or shapes[i + 1] not in "aAcsq":
        return "p"
    kind = classes.get(following)
    if kind in ("m", "b", "h", "f"):
        return "p"
    if kind is None and shapes[i + 1] == "a":
        form = forms.get(following)
        if form is not None and not form.nounish:
            behind = words[i + 2] if i + 2 < len(words) else ""
            opens = classes.get(behind, "n") in _AFTER_OBJECT or (i + 2 < len(words) and shapes[i + 2] in "Aq,:")
            if ("Z" in form.kinds and word in ("this", "that", "each", "another")) or (
                opens and set(form.kinds) & set("BD") and word not in ("this", "that")
            ):
                return "p"
    return "d"


def _opens(i: int, words: list[str], shapes: list[str], classes: dict[str, str]) -> bool:
    """Whether the next token begins an object or a clause."""
    if i + 1 >= len(words):
        return False
    shape = shapes[i + 1]
    return shape in "Aq:c" or (shape == "a" and classes.get(words[i + 1], "n") in _AFTER_OBJECT)


_PEOPLE = frozenset(["anyone", "everyone", "someone", "those", "all", "many", "some"])


def _preposition_behind(i: int, words: list[str]) -> bool:
    """Whether a preposition of reduced clauses follows: "those involved in"."""
    return i + 1 < len(words) and words[i + 1] in ("in", "by", "with", "at", "from")


def _nominal_follows(i: int, shapes: list[str]) -> bool:
    return i + 1 < len(shapes) and shapes[i + 1] in "aA"


def _plural(word: str) -> bool:
    return (word[-1:] == "s" and word[-2:] not in ("ss", "us", "is")) or word in _COLLECTIVE


def _verb(
    form: Form,
    tags: list[str],
    anchor: str,
    i: int,
    words: list[str],
    shapes: list[str],
    classes: dict[str, str],
) -> str:
    """The class of a word that can be a verb."""
    kinds = form.kinds
    last = tags[-1] if tags else "."
    base, third, past, participle, ing = ("B" in kinds, "Z" in kinds, "D" in kinds, "K" in kinds, "G" in kinds)
    if anchor in "mft" and base:
        if anchor == "t" and form.nounish and i > 1 and words[i - 2] in ("according", "thanks", "due", "response"):
            return "n"
        return "e"
    if anchor == "h":
        return "k" if past or participle else "n"
    if anchor == "b":
        if ing:
            return "n" if form.nounish and last == "b" and not _opens(i, words, shapes, classes) else "g"
        if participle or past:
            return "k"
        return "n"
    if (
        last == "c"
        and (past or third)
        and not form.nounish
        and (form.verb in _SPEAKS or not _nominal_follows(i, shapes))
    ):
        return "v"
    if last in "dsc" or (last == "r" and anchor == "d" and (not third or form.nounish)):
        return "n"
    if ing:
        if form.nounish and last in "nxdsi" and not _opens(i, words, shapes, classes):
            return "n"
        return "g"
    if last in "pw":
        if participle and _preposition_behind(i, words) and words[i - 1] in _PEOPLE:
            return "k"
        return "v" if base or third or past else "k"
    if last == "z":
        return "v" if (third and not form.nounish) or past else ("v" if base and not form.nounish else "n")
    if last == "o":
        return "e" if base else "k" if participle else "v" if past or third else "n"
    if last == "i":
        return "k" if participle and words[i - 1] in ("as", "than") else "n"
    if last in "vegk":
        if base and not form.nounish and words[i - 1] in ("help", "helped", "helps", "let", "lets", "helping"):
            return "e"
        if participle or past:
            return "k" if i + 1 >= len(words) or classes.get(words[i + 1], "n") in "it.,&" else "n"
        return "n"
    following = words[i + 1] if i + 1 < len(words) else ""
    if last in ".q(" or (last in ":-" and not (past or third)):
        if participle:
            return "k" if last != ":" else "v"
        return "e" if base and not form.nounish else "v" if third and not form.nounish else "n"
    if last == "u":
        return "k" if participle else "v" if past or third else "n"
    if last == ";" and base and _opens(i, words, shapes, classes):
        return "v"  # a headline goes on with its subject
    if last == "&":
        return _coordinated(form, tags, i, words, shapes, classes)
    # behind a noun, a name, a closing mark, a comma or an adverb
    if past or participle:
        if not past or following == "by" or (words[i] in _PLACED and following in ("in", "on", "at")):
            return "k"
        if last == "," and following in ("by", "on", "in", "with", "at"):
            return "k" if form.verb not in _SPEAKS else "v"
        return "v"
    opens = _opens(i, words, shapes, classes)
    if third:
        if not form.nounish:
            return "v"
        subject = tags[-1] in "xQ)," or (tags[-1] == "n" and not _plural(words[i - 1])) or last == "r"
        that = following in ("that", "to", "who", "which") and tags[-1] not in "x,"
        return "v" if subject and opens and not that else "n"
    if base:
        j = i - 1
        while j >= 0 and tags[j] == "r":
            j -= 1
        before = words[j] if j >= 0 else ""
        plural = _plural(before) or (tags[j] == "x" and "&" in tags[max(0, j - 4) : j]) or tags[j] in ",Q)-"
        if plural and form.verb == "show":
            return "v"
        if not plural and tags[j] == "x" and following == "that":
            return "v"
        if not plural:
            return "v" if opens and not form.nounish and tags[j] in "nxr" else "n"
        if form.nounish and not opens:
            behind = classes.get(following, "")
            return "v" if behind in ("t", "r", "i") and tags[j] in "nx" and behind != "i" else "n"
        return "v"
    return "n"


_SPEAKS = word_set("speaks")
_PLACED = frozenset(("based", "located", "headquartered"))


def _coordinated(
    form: Form, tags: list[str], i: int, words: list[str], shapes: list[str], classes: dict[str, str]
) -> str:
    """The class of a verb behind "and": that of a verb before it, in the same form."""
    kinds = form.kinds
    for j in range(i - 2, max(-1, i - 25), -1):
        kind = tags[j]
        if kind in ".q;":
            break
        if kind == "v" and ("D" in kinds or "Z" in kinds or ("B" in kinds and not form.nounish)):
            return "v"
        if kind == "e" and "B" in kinds:
            return "e" if not form.nounish or _opens(i, words, shapes, classes) else "n"
        if kind == "k" and "K" in kinds:
            return "k"
        if kind in "bh" and ("D" in kinds):
            return "v"
    if "D" in kinds:
        return "v"
    if "Z" in kinds and not form.nounish:
        return "v"
    return "k" if "K" in kinds else "n"
