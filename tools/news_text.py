"""Write invented news sentences to train the built-in analyser: every sentence is our own.

    PYTHONPATH=src python tools/news_text.py SENTENCES SEED > news.txt

The forms of sentences come from tools/news/sentences.txt and tools/news/grammar.txt, their clauses and words from
tools/news/clauses.txt, tools/news/words.txt and tools/news/lexicon.txt. The same arguments give the same text.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from newsevents.reading.builtin.lemmatizer import regular_forms

HERE = Path(__file__).parent / "news"
LISTED = 0.6
"""The share of sentences that come from the list."""
DEEP = 7
"""The depth of rules in a sentence after which the simplest alternative of each rule is used."""
INVENTED = 4000
"""The numbers of invented surnames and towns: most names in news are seen for the first time."""
MARKS = {"": "\ue000", "s": "\ue001", "d": "\ue002", "n": "\ue003", "g": "\ue004", "z": "\ue005", "v": "\ue006"}
"""Markers written after a noun, a plural and the forms of a verb, to check whether the teacher tags them as intended;
see `teacher.py`."""
NOUNS, VERBS = ("noun", "thing", "role"), ("vt", "vi")
PART = re.compile(r"\{(\w+)(?:\.(\w))?\}")
PLURALS = {
    "child": "children", "person": "people", "people": "people", "wife": "wives", "knife": "knives", "thief": "thieves",
    "wolf": "wolves", "calf": "calves", "spy": "spies", "bus": "buses", "virus": "viruses", "crisis": "crises",
    "diagnosis": "diagnoses", "oasis": "oases", "loss": "losses", "hero": "heroes", "potato": "potatoes",
    "tomato": "tomatoes", "veto": "vetoes", "mouse": "mice", "goose": "geese", "foot": "feet", "sheep": "sheep",
    "deer": "deer", "statistics": "statistics", "criterion": "criteria", "phenomenon": "phenomena",
    "bacterium": "bacteria", "human": "humans", "German": "Germans",
}  # fmt: skip


class Writer:
    """Writes sentences by the rules."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = lists("words.txt")
        self.rules: dict[str, list[str]] = {}
        self.sentences = lines("sentences.txt") + lines("turns.txt")
        for name, way in entries("clauses.txt"):
            self.rules.setdefault(name, []).append(way)
        for name, rest in entries("grammar.txt"):
            ways: list[str] = []
            for way in rest.split("|"):
                times, star, plain = way.strip().partition("*")
                ways += [plain] * int(times) if star and times.isdigit() else [way.strip()]
            self.rules[name] = ways
        self.rules["that"] = ["that ", "that ", "that ", "", "", "", ""]
        self.words |= lists("lexicon.txt") | lists("vocabulary.txt")
        self.words["place1"] = [place for place in self.words["place"] if not place.startswith("the ")]
        verbs = [phrase.split() for phrase in self.words["verb"]]
        self.irregular = {word: forms for word, *forms in verbs}
        self.words["vt"] = 6 * self.words["vt"] + list(self.irregular)
        self.words["role"] += self.words["people_role"]
        for few, more in (("thing", "noun"), ("adjthing", "adj"), ("advm", "adv")):
            self.words[few] += self.words[more]
        self.words["surname"] *= 3  # names recur in other texts
        for _ in range(INVENTED):
            self.words["surname"].append(self.coined("surname_end"))
            self.words["place1"].append(self.coined("town_end"))
        self.words["place"] += self.words["place1"][-INVENTED:]

    def coined(self, endings: str) -> str:
        """An invented name that nothing has."""
        lists = ["onset", "vowel", *self.chance.choice(([], ["syllable"], ["syllable"])), endings]
        return "".join(self.chance.choice(self.words[name]) for name in lists).title()

    def sentence(self) -> str:
        """Write a sentence from the list or from the grammar; half of all have curly quotation marks."""
        listed = self.chance.random() < LISTED
        text = self.fill(self.chance.choice(self.sentences), 0) if listed else self.expand("S", 0)
        text = text.replace("“", '"').replace("”", '"')
        text = re.sub(r"@ (\W*)(\w+)", self.article, text)
        text = re.sub(r" (n't)\b", r"\1", text)
        text = re.sub(r",+([.?!,])", r"\1", re.sub(r"\s+", " ", text)).replace(",,", ",").replace("..", ".")
        text = re.sub(r"^(\W*)(\w)", lambda m: m[1] + m[2].upper(), text)
        text = re.sub(r"([.?!\"] \"|: \"|^\"|, \")(\w)", self.opened, text)
        if self.chance.random() < 0.5:
            text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
        return text

    def opened(self, match: re.Match[str]) -> str:
        """The first word of a quotation, with a capital if it starts a sentence."""
        upper = match[1][0] != "," or self.chance.random() < 0.3
        return match[1] + (match[2].upper() if upper else match[2])

    def article(self, match: re.Match[str]) -> str:
        """A or an."""
        word = match[2]
        vowel = word[0].lower() in "aeio" or (word[0] == "u" and not word.startswith(("uni", "use", "U.")))
        known = word.startswith(("hour", "honor", "8", "11", "18")) or word in ("FBI", "MP")
        return f"{'an' if vowel or known else 'a'} {match[1]}{word}"

    def expand(self, name: str, depth: int) -> str:
        """A random alternative of a rule."""
        ways = self.rules[name]
        way = self.chance.choice(ways)
        if depth > DEEP:
            for _ in range(6):  # the simplest of some alternatives
                other = self.chance.choice(ways)
                if other.count("{") < way.count("{"):
                    way = other
        if way == "@":
            return "@"
        return self.fill(way, depth)

    def fill(self, way: str, depth: int) -> str:
        """An alternative with its parts filled in."""
        return PART.sub(lambda part: self.part(part[1], part[2], depth + 1), way)

    def part(self, name: str, form: str | None, depth: int) -> str:
        """The replacement for a name in braces: another rule, a number or a word in the requested form."""
        if name in self.rules:
            return self.expand(name, depth)
        if name[0].isupper() and name.lower() in self.rules:
            found = self.expand(name.lower(), depth)
            return found[:1].upper() + found[1:]
        if name[0].isupper() and name.lower() in self.words:
            return self.part(name.lower(), form, depth).title()
        number = getattr(self, f"_{name}", None)
        if number:
            return str(number())
        word = self.chance.choice(self.words[name])
        if form:
            word = self.inflect(word, form)
        if name in NOUNS or name in VERBS:
            word += MARKS[form or ("v" if name in VERBS else "")]
        return word

    def inflect(self, phrase: str, form: str) -> str:
        """A phrase with its verb, or its last noun, in a given form."""
        first, space, rest = phrase.partition(" ")
        if form == "s":
            head, gap, last = phrase.rpartition(" ")
            return head + gap + plural(last)
        third, past, ing = regular_forms(first, doubled="+" in self.irregular.get(first, ()))
        participle = past
        listed = [word for word in self.irregular.get(first, ()) if word != "+"]
        if len(listed) > 1:
            past, participle, ing = listed[0], listed[1], (listed[2:] or [ing])[0]
        return {"d": past, "n": participle, "g": ing, "z": third}[form] + space + rest

    def _num(self) -> str:
        words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        few = self.chance.random()
        return (
            self.chance.choice(words)
            if few < 0.35
            else str(self.chance.randint(11, 99) if few < 0.8 else self.chance.randint(100, 999))
        )

    def _bignum(self) -> str:
        return f"{self.chance.randint(1, 90)},{self.chance.randint(0, 999):03d}"

    def _digit(self) -> int:
        return self.chance.randint(1, 9)

    def _year(self) -> int:
        return self.chance.randint(1946, 2025)

    def _age(self) -> int:
        return self.chance.randint(16, 94)

    def _hour(self) -> int:
        return self.chance.randint(1, 12)

    def _dayno(self) -> int:
        return self.chance.randint(1, 31)

    def _SURUP(self) -> str:  # noqa: N802
        return self.chance.choice(self.words["surname"]).upper()

    def _Num(self) -> str:  # noqa: N802
        return self._num().capitalize()

    def _PLACEUP(self) -> str:  # noqa: N802
        return self.chance.choice(self.words["place1"]).upper()


def plural(word: str) -> str:
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def lines(name: str) -> list[str]:
    found = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def entries(name: str) -> list[tuple[str, str]]:
    parts = (line.partition(": ") for line in lines(name))
    return [(key, rest) for key, _, rest in parts]


def lists(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, rest in entries(name):
        found.setdefault(key, []).extend(word.replace("_", " ") for word in rest.split())
    return found


def main(arguments: Sequence[str]) -> None:
    count, seed = map(int, arguments)
    writer = Writer(seed)
    for _ in range(count):
        print(writer.sentence())
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
