"""A matcher that executes a regular expression like `re` and counts its steps, for tests of their growth.

It supports everything that `re` does. Literal prefixes, which `re` finds faster, cost more steps here, by a factor that
does not depend on the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]

MANY = 300
"""A bounded repeat of more than this is treated as unbounded."""


class TooLong(Exception):
    """The matcher took more steps than it was allowed."""


class Program:
    """A compiled regular expression.

    Attributes:
        steps: The steps taken so far.
        limit: The number of steps at which it gives up.
    """

    def __init__(self, pattern: str, flags: int = 0, limit: int = 3_000_000) -> None:
        self.tree = _parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.code: list[tuple[Any, ...]] = []
        self.steps = 0
        self.limit = limit
        self._registers = 2 * self.tree.state.groups
        self._emit(self.tree, self.flags)
        self._add("end")

    def scan(self, text: str) -> Iterator[tuple[int, int]]:
        """Every match, as in `finditer`."""
        at = 0
        while at <= len(text):
            end = self.match(text, at)
            if end is not None:
                yield at, end
            at = end if end is not None and end > at else at + 1

    def match(self, text: str, at: int = 0) -> int | None:
        """The end of a match that starts at an offset."""
        return self._run(0, text, at, (None,) * self._registers)

    # --- from the syntax tree to instructions

    def _add(self, *instruction: Any) -> int:
        self.code.append(instruction)
        return len(self.code) - 1

    def _one(self, node: Node, flags: int) -> re.Pattern[str]:
        """A predicate for a single node, which says whether it matches at an offset."""
        pattern: re.Pattern[str] = _compiler.compile(_parser.SubPattern(self.tree.state, [node]), flags)
        return pattern

    def _emit(self, tree: Any, flags: int) -> None:
        for node in tree:
            self._node(node, flags)

    def _node(self, node: Node, flags: int) -> None:
        kind, value = node
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN):
            self._add("one", _remembering(self._one(node, flags)))
        elif kind is _constants.AT:
            self._add("at", self._one(node, flags))
        elif kind is _constants.SUBPATTERN:
            group, more, less, tree = value
            if group is not None:
                self._add("save", 2 * group - 2)
            self._emit(tree, (flags | more) & ~less)
            if group is not None:
                self._add("save", 2 * group - 1)
        elif kind is _constants.BRANCH:
            self._branch(value[1], flags)
        elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            self._repeat(*value, flags, greedy=kind is _constants.MAX_REPEAT)
        elif kind is _constants.POSSESSIVE_REPEAT:
            self._apart("atomic", lambda: self._repeat(*value, flags, greedy=True))
        elif kind is _constants.ATOMIC_GROUP:
            self._apart("atomic", lambda: self._emit(value, flags))
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            direction, tree = value
            back = tree.getwidth()[0] if direction < 0 else 0
            self._apart("look", lambda: self._emit(tree, flags), back, kind is _constants.ASSERT)
        elif kind is _constants.GROUPREF_EXISTS:
            self._either(*value, flags)
        elif kind is _constants.GROUPREF:
            self._add("again", 2 * value - 2)
        else:
            raise NotImplementedError(str(kind))

    def _apart(self, name: str, emit: Callable[[], None], *arguments: Any) -> None:
        place = self._add()
        emit()
        self._add("end")
        self.code[place] = (name, len(self.code), *arguments)

    def _either(self, group: int, there: Any, missing: Any, flags: int) -> None:
        place = self._add()
        self._emit(there, flags)
        end = self._add()
        self.code[place] = ("if", 2 * group - 1, len(self.code))
        self._emit(missing or (), flags)
        self.code[end] = ("jump", len(self.code))

    def _branch(self, trees: list[Any], flags: int) -> None:
        place = self._add()
        starts, ends = [], []
        for tree in trees:
            first = tree[0] if len(tree) else None
            plain = first is not None and first[0] in (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN)
            fits = _remembering(self._one(first, flags)) if first is not None and plain else None
            starts.append((fits, len(self.code)))
            self._emit(tree, flags)
            ends.append(self._add())
        for end in ends:
            self.code[end] = ("jump", len(self.code))
        self.code[place] = ("branch", starts, {})

    def _repeat(self, least: int, most: Any, tree: Any, flags: int, *, greedy: bool) -> None:
        for _ in range(min(least, MANY)):
            self._emit(tree, flags)
        if most is _constants.MAXREPEAT or most > MANY:
            register = self._registers
            self._registers += 1
            place = self._add()
            self._add("save", register)
            self._emit(tree, flags)
            if tree.getwidth()[0] == 0:
                self._add("moved", register)
            self._add("jump", place)
            self.code[place] = ("split", place + 1, len(self.code), greedy)
            return
        places = []
        for _ in range(most - least):
            places.append(self._add())
            self._emit(tree, flags)
        for place in places:
            self.code[place] = ("split", place + 1, len(self.code), greedy)

    # --- execution

    def _run(self, start: int, text: str, at: int, registers: tuple[int | None, ...]) -> int | None:
        stack = [(start, at, registers)]
        while stack:
            place, at, registers = stack.pop()
            while True:
                self.steps += 1
                if self.steps > self.limit:
                    raise TooLong
                name, *rest = self.code[place]
                if name == "end":
                    return at
                if name == "one":
                    if at >= len(text) or not rest[0](text[at]):
                        break
                    place, at = place + 1, at + 1
                elif name == "at":
                    if rest[0].match(text, at) is None:
                        break
                    place += 1
                elif name == "save":
                    registers = (*registers[: rest[0]], at, *registers[rest[0] + 1 :])
                    place += 1
                elif name == "jump":
                    place = rest[0]
                elif name == "if":
                    place = place + 1 if registers[rest[0]] is not None else rest[1]
                elif name == "split":
                    first, second = rest[:2] if rest[2] else (rest[1], rest[0])
                    stack.append((second, at, registers))
                    place = first
                elif name == "branch":
                    places = self._fitting(rest[0], rest[1], text[at : at + 1])
                    if not places:
                        break
                    stack += [(other, at, registers) for other in reversed(places[1:])]
                    place = places[0]
                elif name == "moved":
                    if registers[rest[0]] == at:
                        break
                    place += 1
                elif name == "again":
                    begin, end = registers[rest[0] : rest[0] + 2]
                    words = None if begin is None or end is None else text[begin:end]
                    if words is None or not text.startswith(words, at):
                        break
                    place, at = place + 1, at + len(words)
                elif name == "atomic":
                    found = self._run(place + 1, text, at, registers)
                    if found is None:
                        break
                    place, at = rest[0], found
                else:
                    behind, back, wanted = rest
                    inside = at >= back and self._run(place + 1, text, at - back, registers) is not None
                    if inside != wanted:
                        break
                    place = behind
        return None

    @staticmethod
    def _fitting(starts: list[Any], known: dict[str, list[int]], character: str) -> list[int]:
        if character not in known:
            known[character] = [
                place for fits, place in starts if fits is None or (character != "" and fits(character))
            ]
        return known[character]


def _remembering(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    known: dict[str, bool] = {}

    def fits(character: str) -> bool:
        if character not in known:
            known[character] = pattern.match(character) is not None
        return known[character]

    return fits


# --- texts that are hard for a pattern

_CHARACTERS = "aA1 .,-'\"\n\t([)]:;/$%\u2019\u00a0\u2026<>&=#_\u6f22\u00e9zT"


def samples(tree: Any, flags: int, state: Any, most: int = 3) -> list[str]:
    """A few short texts that match some nodes, ignoring their assertions about the surrounding text."""
    texts = [""]
    for node in tree:
        texts = [text + more for text in texts for more in _of_node(node, flags, state, most)][:most]
    return texts


def _of_node(node: Node, flags: int, state: Any, most: int) -> list[str]:
    kind, value = node
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind in (_constants.NOT_LITERAL, _constants.ANY, _constants.IN):
        one = _compiler.compile(_parser.SubPattern(state, [node]), flags)
        found = [character for character in state.literals + _CHARACTERS if one.match(character)]
        return (found or [character for character in map(chr, range(0x3000)) if one.match(character)])[:most] or [""]
    if kind is _constants.SUBPATTERN:
        return samples(value[3], (flags | value[1]) & ~value[2], state, most)
    if kind is _constants.BRANCH:
        return [text for tree in value[1][:most] for text in samples(tree, flags, state, 1)]
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        texts = samples(value[2], flags, state, most)
        return [text * max(1, value[0]) for text in texts] + ([""] if value[0] == 0 else [])
    if kind is _constants.ATOMIC_GROUP:
        return samples(value, flags, state, most)
    return [""]


def attacks(pattern: str, flags: int = 0) -> Iterator[tuple[str, str, str]]:
    """Starts, middles and ends of texts on which a pattern may take long; the middle is to be repeated.

    For each unbounded repeat: what it repeats, what matches before it, and endings with which the pattern fails.
    """
    tree = _parser.parse(pattern, flags)
    flags = tree.state.flags
    tree.state.literals = "".join(dict.fromkeys(re.findall(r"[^\w\s\\()\[\]|?*+{}^$]", pattern)))[:2] + "aA"
    seen = set()
    for before, body in _repeats(tree, flags, tree.state, [""]):
        for middle in {*samples(body, flags, tree.state), *(text[:1] for text in samples(body, flags, tree.state))}:
            for beginning in before[:2]:
                for repeated in (middle, beginning + middle):
                    for end in ("", "#", "\n#", " a"):
                        if repeated and (beginning, repeated, end) not in seen:
                            seen.add((beginning, repeated, end))
                            yield beginning, repeated, end


def _repeats(tree: Any, flags: int, state: Any, before: list[str]) -> Iterator[tuple[list[str], Any]]:
    for node in tree:
        kind, value = node
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            if value[1] is _constants.MAXREPEAT or value[1] > MANY:
                yield before, value[2]
            yield from _repeats(value[2], flags, state, before)
        elif kind is _constants.SUBPATTERN:
            yield from _repeats(value[3], (flags | value[1]) & ~value[2], state, before)
        elif kind is _constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, flags, state, before)
        elif kind is _constants.ATOMIC_GROUP:
            yield from _repeats(value, flags, state, before)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(value[1], flags, state, before)
        before = [text + more for text in before for more in _of_node(node, flags, state, 2)][:3]
