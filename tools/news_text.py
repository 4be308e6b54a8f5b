"""Write invented news sentences, which the built-in analyser is trained on: every sentence is ours.

    PYTHONPATH=src python tools/news_text.py SENTENCES SEED > news.txt

The sentences come from tools/news/grammar.txt and tools/news/words.txt, and names from the library's own lists. The
same numbers give the same text.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from newsevents.english import data_lines
from newsevents.reading.builtin.lemmatizer import regular_forms

HERE = Path(__file__).parent / "news"
DEEP = 7
"""How many rules deep a sentence goes before the plainest way of each rule is taken."""
PART = re.compile(r"\{(\w+)(?:\.(\w))?\}")
PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "spokesman": "spokesmen",
    "spokeswoman": "spokeswomen", "businessman": "businessmen", "policeman": "policemen", "gunman": "gunmen",
    "councilman": "councilmen", "congressman": "congressmen", "wife": "wives", "spy": "spies", "bus": "buses",
    "virus": "viruses", "crisis": "crises", "loss": "losses",
}  # fmt: skip


class Writer:
    """Writes sentences by the rules."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = dict(lists("words.txt"))
        self.rules: dict[str, list[str]] = {}
        for name, rest in entries("grammar.txt"):
            ways: list[str] = []
            for way in rest.split("|"):
                times, star, plain = way.strip().partition("*")
                ways += [plain] * int(times) if star and times.isdigit() else [way.strip()]
            self.rules[name] = ways
        self.rules["that"] = ["that ", "that ", "that ", "", "", "", ""]
        given = [word.title() for line in data_lines("given_names") for word in line.split()]
        self.words["given"] = given
        self.words["nation"] = nations()
        self.words["place1"] = [place for place in self.words["place"] if not place.startswith("the ")]
        irregular = {line.split()[0]: line.split()[2:] for line in data_lines("verbs")}
        self.irregular = irregular

    def sentence(self) -> str:
        """Write a sentence; half of all have curly quotation marks."""
        text = self.expand("S", 0)
        text = re.sub(r"@ (\W*)(\w+)", self.article, text)
        text = re.sub(r" (n't)\b", r"\1", text)
        text = re.sub(r",+([.?!,])", r"\1", re.sub(r"\s+", " ", text)).replace(",,", ",").replace("..", ".")
        text = re.sub(r"^(\W*)(\w)", lambda m: m[1] + m[2].upper(), text)
        text = re.sub(r"([.?!\"] \"|: \"|^\"|, \")(\w)", self.opened, text)
        if self.chance.random() < 0.5:
            text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
        return text

    def opened(self, match: re.Match[str]) -> str:
        """The first word of a quotation, with a capital where it begins a sentence."""
        upper = match[1][0] != "," or self.chance.random() < 0.3
        return match[1] + (match[2].upper() if upper else match[2])

    def article(self, match: re.Match[str]) -> str:
        """A or an."""
        word = match[2]
        vowel = word[0].lower() in "aeio" or (word[0] == "u" and not word.startswith(("uni", "use", "U.")))
        known = word.startswith(("hour", "honor", "8", "11", "18")) or word in ("FBI", "MP")
        return f"{'an' if vowel or known else 'a'} {match[1]}{word}"

    def expand(self, name: str, depth: int) -> str:
        """One way of a rule, chosen by chance."""
        ways = self.rules[name]
        way = self.chance.choice(ways)
        if depth > DEEP:
            for _ in range(6):  # the plainest of some ways
                other = self.chance.choice(ways)
                if other.count("{") < way.count("{"):
                    way = other
        if way == "@":
            return "@"
        return PART.sub(lambda part: self.part(part[1], part[2], depth + 1), way)

    def part(self, name: str, form: str | None, depth: int) -> str:
        """What a name in braces becomes: another rule, a number or a word in the form asked for."""
        if name in self.rules:
            return self.expand(name, depth)
        number = getattr(self, f"_{name}", None)
        if number:
            return str(number())
        word = self.chance.choice(self.words[name])
        return self.inflect(word, form) if form else word

    def inflect(self, phrase: str, form: str) -> str:
        """A phrase with its verb, or its last noun, in a form."""
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

    def _dayno(self) -> int:
        return self.chance.randint(1, 31)

    def _PLACEUP(self) -> str:  # noqa: N802
        return self.chance.choice(self.words["place1"]).upper()


def plural(word: str) -> str:
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def entries(name: str) -> list[tuple[str, str]]:
    found = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, rest = line.partition(": ")
            found.append((key, rest))
    return found


def lists(name: str) -> list[tuple[str, list[str]]]:
    return [(key, [word.replace("_", " ") for word in rest.split()]) for key, rest in entries(name)]


def nations() -> list[str]:
    return [line.split("|")[1].replace("*", "").strip() for line in data_lines("countries")]


def main(arguments: Sequence[str]) -> None:
    count, seed = map(int, arguments)
    writer = Writer(seed)
    for _ in range(count):
        print(writer.sentence())
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
