"""Structure-preserving mutations, so that the fuzzer gets past the parsers.

Each takes the input, the maximum size of the result in bytes, and a random generator; the same arguments give the same
result.
"""

from __future__ import annotations

import copy
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from newsevents import Article, Bundle, BundleError, Source, SourceKind, draft, dumps, loads
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.model import records, vocabulary
from newsevents.model import values as parts_of_records

__all__ = ["CROSSOVERS", "MUTATORS", "dictionary"]

Mutator = Callable[[bytes, int, random.Random], bytes | None]
Spot = tuple[Any, ...]

# --- words


def _words(name: str) -> list[str]:
    return (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8").split()


_MEMBERS = sorted({str(member) for name in vocabulary.__all__ for member in getattr(vocabulary, name)})
_SIBLINGS = {
    str(member): [str(one) for one in getattr(vocabulary, name)]
    for name in vocabulary.__all__
    for member in getattr(vocabulary, name)
}
_FIELDS = sorted(
    {
        field.name
        for module in (records, parts_of_records, draft)
        for cls in vars(module).values()
        if attrs.has(cls)
        for field in attrs.fields(cls)
    }
)

_TEXTS = _words("values")
_TEXTS += ["", " ", "Ana Lima", "last week", "over 300", "\ud800", "\u202e", "e\u0301", "😀", "ﬁ", "İ", "ß", "a.b[0]"]
_CONTEXT = to_jsonld(
    Bundle(article=Article.from_text("A text."), sources=[Source(id="source:a", kind=SourceKind.ARTICLE)])
)["@context"]
_NUMBERS = [0, 1, -1, 2, 7, 10**6, 2**63, 0.5, 1e300, -0.0, 10**40]
_SCALARS: list[Any] = [None, True, False, [], {}, *_NUMBERS, *_TEXTS, *_MEMBERS]

_TIMES = _words("times")
_NEWS = [*_words("news"), "\n", "\n\n", "\u00a0", "\t"]
_ODD = ["\u2028", "\u200b", "\u202e", "\u0301", "\ufeff", "\r\n", "\x85", "\x1c", *"😀ﬁİß½٣²漢"]

_BRAT = _words("marks")
_HTML = _words("html")


def dictionary() -> str:
    """A dictionary for libFuzzer: the names of fields, the members of vocabularies, and words."""
    words = dict.fromkeys([*(f'"{name}":' for name in _FIELDS), *_MEMBERS, *_TEXTS, *_TIMES, *_NEWS, *_BRAT, *_HTML])
    return "".join(f'"{_escaped(word)}"\n' for word in words if word.strip())


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 0x20 < byte < 0x7F and chr(byte) not in '"\\' else f"\\x{byte:02x}"
        for byte in word.encode(errors="surrogatepass")
    )


# --- JSON


def _json(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """Make one to three changes in JSON values; None if there is nothing to change."""
    try:
        changed = json.loads(data)
        for _ in range(rng.choice([1, 1, 1, 2, 4])):
            changed = _change_alike(changed, rng) if rng.random() < 0.75 else _change(changed, rng)
        if rng.random() < 0.6:
            _agree(changed)
        return _fitting(json.dumps(changed, ensure_ascii=rng.random() < 0.1), room)
    except (ValueError, RecursionError, UnicodeEncodeError):
        return None


def _fitting(text: str, room: int) -> bytes | None:
    data = text.encode()
    return data if len(data) <= room else None


def _change_alike(values: Any, rng: random.Random) -> Any:
    """Give a field another value of the same type, so that most of the rest stays valid."""
    spots = [spot for spot in _spots(values) if spot and not isinstance(_at(values, spot), dict)]
    if not spots:
        return _change(values, rng)
    spot = rng.choice(spots)
    parent, key = _at(values, spot[:-1]), spot[-1]
    old = parent[key]
    if isinstance(old, bool):
        parent[key] = not old
    elif isinstance(old, int):
        parent[key] += rng.choice([-7, -1, 1, 2, 30])
    elif isinstance(old, list):
        rng.choice([old.reverse, old.clear, lambda: old.extend(copy.deepcopy(old[:1]))])()
    elif not isinstance(old, str):
        parent[key] = rng.choice(_NUMBERS)
    elif old in _SIBLINGS:
        parent[key] = rng.choice(_SIBLINGS[old])
    elif re.match(r"[a-z]+:", old) and key != "id":  # another id of that class
        ids = [_at(values, one) for one in _spots(values) if one and one[-1] == "id"]
        parent[key] = rng.choice([one for one in ids if str(one).partition(":")[0] == old.partition(":")[0]] or [old])
    elif rng.random() < 0.5:
        _take_from_another(values, spot, spots, rng)
    else:
        parent[key] = _text_of(values, rng) if rng.random() < 0.5 else _text_changed(old, rng, _NEWS + _TIMES)
    return values


def _change(values: Any, rng: random.Random) -> Any:
    """Put any value anywhere."""
    spots = [spot for spot in _spots(values) if spot]
    if not spots:
        return {rng.choice(_FIELDS): rng.choice(_SCALARS)}
    spot = rng.choice(spots)
    parent, key = _at(values, spot[:-1]), spot[-1]
    match rng.randrange(9):
        case 0:
            del parent[key]
        case 1:
            parent[key] = copy.deepcopy(_at(values, rng.choice(spots)))
        case 2:
            parent[key] = _text_of(values, rng)
        case 3 if isinstance(parent, dict):
            parent[rng.choice(_FIELDS)] = copy.deepcopy(rng.choice(_SCALARS))
        case 3 | 4 if isinstance(parent, list):
            parent.insert(key, copy.deepcopy(_at(values, rng.choice([spot, spot, rng.choice(spots)]))))
        case 5 if type(parent[key]) is int:
            parent[key] += rng.choice([-7, -1, 1, 2, 30])
        case 6:
            _take_from_another(values, spot, spots, rng)
        case 7 if isinstance(parent[key], str):
            parent[key] = _text_changed(parent[key], rng, _NEWS + _TIMES)
        case _:
            parent[key] = copy.deepcopy(rng.choice(_SCALARS))
    return values


def _take_from_another(values: Any, spot: Spot, spots: list[Spot], rng: random.Random) -> None:
    """Give a field the value of the same field elsewhere."""
    same = [other for other in spots if other[-1] == spot[-1]]
    _at(values, spot[:-1])[spot[-1]] = copy.deepcopy(_at(values, rng.choice(same)))


def _text_of(values: Any, rng: random.Random) -> str:
    """Words of the article, if there is one, or any text."""
    article = values.get("article") if isinstance(values, dict) else None
    text = article.get("text") if isinstance(article, dict) else None
    words = text.split() if isinstance(text, str) else []
    if not words:
        return rng.choice(_TEXTS)
    start = rng.randrange(len(words))
    return " ".join(words[start : start + rng.randint(1, 5)])


def _agree(values: Any) -> None:
    """Adjust the digest and the words of spans to the text, as a single change seldom would."""
    article = values.get("article") if isinstance(values, dict) else None
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str) or not text:
        return
    article["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    for spot in _spots(values):
        value = _at(values, spot)
        if not isinstance(value, dict):
            continue
        start, end = value.get("start"), value.get("end")
        if type(start) is int and type(end) is int:
            value["start"] = start = max(0, min(start, len(text) - 1))
            value["end"] = end = max(start + 1, min(end, len(text)))
            value["exact"] = text[start:end]
        span = value.get("span")
        if isinstance(span, dict) and "text" in value:
            value["text"] = span.get("exact", "")


def _spots(values: Any, spot: Spot = ()) -> Iterator[Spot]:
    yield spot
    if isinstance(values, dict):
        for key in values:
            yield from _spots(values[key], (*spot, key))
    elif isinstance(values, list):
        for index in range(len(values)):
            yield from _spots(values[index], (*spot, index))


def _at(values: Any, spot: Spot) -> Any:
    for key in spot:
        values = values[key]
    return values


def _graft(one: bytes, other: bytes, room: int, rng: random.Random) -> bytes | None:
    """The first of two JSON values, with a field replaced by a part of the second."""
    try:
        values, donor = json.loads(one), json.loads(other)
        given: dict[Any, list[Spot]] = {}
        for spot in _spots(donor):
            if spot:
                given.setdefault(spot[-1], []).append(spot)
        spots = [spot for spot in _spots(values) if spot and spot[-1] in given]
        if not spots:
            return None
        spot = rng.choice(spots)
        _at(values, spot[:-1])[spot[-1]] = _at(donor, rng.choice(given[spot[-1]]))
        _agree(values)
        return _fitting(json.dumps(values, ensure_ascii=False), room)
    except (ValueError, RecursionError, UnicodeEncodeError):
        return None


def _linked(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """A change in the bundle in a JSON-LD document, which states most things twice, or in the document."""
    try:
        values = json.loads(data)
        bundle = from_jsonld({**values, "@context": _CONTEXT}) if rng.random() < 0.8 else None
    except (BundleError, TypeError, ValueError, RecursionError):
        bundle = None
    changed = None if bundle is None else _json(dumps(bundle).encode(), room, rng)
    if changed is None:
        return _json(data, room, rng)
    try:
        values = to_jsonld(loads(changed))
    except BundleError:
        return _json(data, room, rng)
    del values["@context"]
    return _fitting(json.dumps(values, ensure_ascii=False), room)


# --- text

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def _text_changed(text: str, rng: random.Random, words: list[str]) -> str:
    """Remove, insert, replace or repeat one to four words."""
    found = _WORD.findall(text)
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(found))
        match rng.randrange(6):
            case 0:
                del found[at : at + rng.randint(1, 4)]
            case 1:
                start = rng.randint(0, len(found))
                found[at:at] = found[start : start + rng.randint(1, 12)]
            case 2 if found:
                found[at : at + 1] = [_recased(found[min(at, len(found) - 1)], rng)]
            case 3 if rng.random() < 0.3:
                found.insert(at, rng.choice(_ODD))
            case 4:
                found[at : at + 1] = [rng.choice(words)]
            case _:
                found[at:at] = [" ", rng.choice(words), " "]
    return "".join(found)


def _recased(word: str, rng: random.Random) -> str:
    return rng.choice([word.upper(), word.lower(), word.capitalize(), word[:-1], word * 2, word + "s"])


def _in_parts(data: bytes, room: int, rng: random.Random, changes: list[Callable[[str], str | None]]) -> bytes | None:
    """An input of NUL-separated parts, with one of them changed."""
    texts = [part.decode(errors="surrogateescape") for part in data.split(b"\0", len(changes) - 1)]
    texts += [""] * (len(changes) - len(texts))
    weights = [1 if index < len(changes) - 1 else 4 for index in range(len(changes))]
    index = rng.choices(range(len(changes)), weights)[0]
    changed = changes[index](texts[index])
    if changed is None:
        return None
    texts[index] = changed
    data = "\0".join(texts).encode(errors="surrogateescape")
    return data if len(data) <= room else None


def _published(_: str, rng: random.Random) -> str:
    days = ["", "2024-05-17", "2024-02-29", "2023-12-31", "2024-01-01", "0001-01-01", "9999-12-31", "1999-10-10"]
    return rng.choice([*days, "2024-05-17T23:59:59", "2024-05-17T00:30:00+14:00", "2024-05-17T09:30:00Z"])


def _worded(words: list[str]) -> Mutator:
    def mutate(data: bytes, room: int, rng: random.Random) -> bytes | None:
        changes: list[Callable[[str], str | None]] = [
            lambda text: _published(text, rng),
            lambda text: _text_changed(text, rng, words),
        ]
        try:
            return _in_parts(data, room, rng, changes)
        except UnicodeEncodeError:
            return None

    return mutate


def _drafted(data: bytes, room: int, rng: random.Random) -> bytes | None:
    def draft_changed(text: str) -> str | None:
        article = data.split(b"\0", 2)[1].decode(errors="replace") if data.count(b"\0") > 1 else ""
        changed = _json(text.encode(errors="replace"), room, rng)
        if changed is not None and rng.random() < 0.5:  # words to be found
            changed = re.sub(rb',"start":\d+(?=[}])', b"", changed.replace(b", ", b",").replace(b": ", b":"))
        if changed is None or not article.split() or rng.random() < 0.7:
            return None if changed is None else changed.decode()
        values = json.loads(changed)
        spots = [spot for spot in _spots(values) if spot and isinstance(_at(values, spot), str)]
        if spots:  # words of the article in place of others
            spot = rng.choice(spots)
            _at(values, spot[:-1])[spot[-1]] = _text_of({"article": {"text": article}}, rng)
        return json.dumps(values, ensure_ascii=False)

    changes: list[Callable[[str], str | None]] = [
        lambda text: _published(text, rng),
        lambda text: _text_changed(text, rng, _NEWS + _TIMES),
        draft_changed,
    ]
    try:
        return _in_parts(data, room, rng, changes)
    except UnicodeEncodeError:
        return None


def _exported(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """A changed export of a tool; the name of the tool is kept."""
    tool, _, example = data.partition(b"\0")
    changed = _json(example, room - len(tool) - 1, rng)
    return None if changed is None else tool + b"\0" + changed


def _annotated(data: bytes, room: int, rng: random.Random) -> bytes | None:
    def lines_changed(text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, rng.choice(lines))
            case 2:
                numbers = list(re.finditer(r"\d+", lines[at]))
                if numbers:
                    number = rng.choice(numbers)
                    new = max(0, int(number[0][:9]) + rng.choice([-3, -1, 1, 2, 9]))
                    lines[at] = f"{lines[at][: number.start()]}{new}{lines[at][number.end() :]}"
            case 3:
                lines[at] = _mark_changed(lines[at], rng.choice(lines), rng)
            case _:
                lines[at] = _text_changed(lines[at], rng, _BRAT)
        return _words_agree("\n".join(lines), data) if rng.random() < 0.6 else "\n".join(lines)

    changes: list[Callable[[str], str | None]] = [lambda text: _text_changed(text, rng, _NEWS), lines_changed]
    try:
        return _in_parts(data, room, rng, changes)
    except UnicodeEncodeError:
        return None


def _mark_changed(line: str, other: str, rng: random.Random) -> str:
    """A line with one of its words replaced by one of another line, by another of its kind, or by anything."""
    words, others = re.split(r"([ \t:;])", line), re.split(r"([ \t:;])", other)
    at = rng.randrange(min(len(words), len(others)))
    word = words[at]
    words[at] = rng.choice([others[at], others[at], *_SIBLINGS.get(word, [])[:8], rng.choice(_BRAT + _MEMBERS)])
    return "".join(words)


def _words_agree(annotations: str, data: bytes) -> str:
    """Annotations in which each single-stretch mark has the words at its offsets."""
    text = data.split(b"\0", 1)[0].decode(errors="replace")
    if not text:
        return annotations

    def told(match: re.Match[str]) -> str:
        words = re.sub(r"\s", " ", text[int(match[2][:9]) : int(match[3][:9])])
        return f"{match[1]}{match[2]} {match[3]}\t{words}" if words else match[0]

    return re.sub(r"(?m)^(T\d+\t\S+ )(\d+) (\d+)\t.*$", told, annotations)


def _marked_up(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """A page with tags, attributes and words inserted, removed or replaced."""
    changed = _text_changed(data.decode(errors="surrogateescape"), rng, _HTML).encode(errors="surrogatepass")
    return changed if len(changed) <= room else None


def _lined(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """JSON Lines with a line changed, repeated, cut or removed, or with a different line end."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, rng.choice(lines))
        case 2:
            lines[at] = lines[at][: rng.randint(0, len(lines[at]))]
        case 3:
            lines[at] += rng.choice([b"\r", b" ", b"\xe2\x80\xa8", b"\x0c", b"\xff", b"\n\n", b"\0"])
        case _:
            lines[at] = _json(lines[at], room, rng) or lines[at]
    changed = b"\n".join(lines)
    return changed if len(changed) <= room else None


def _revised(data: bytes, room: int, rng: random.Random) -> bytes | None:
    """A changed newer text, or changed JSON of revisions."""
    return (_json if data.startswith(b"{") else _worded(_NEWS + _TIMES))(data, room, rng)


MUTATORS: dict[str, Mutator] = {
    "bundle": _json,
    "draft": _json,
    "ground": _drafted,
    "dates": _worded(_TIMES),
    "extract": _worded(_NEWS + _TIMES),
    "jsonld": _linked,
    "brat": _annotated,
    "marks": _exported,
    "articles": _json,
    "html": _marked_up,
    "lines": _lined,
    "rows": _json,
    "revisions": _revised,
}
"""The mutator of each target's inputs."""

CROSSOVERS: dict[str, Callable[[bytes, bytes, int, random.Random], bytes | None]] = dict.fromkeys(
    ("bundle", "draft", "jsonld"), _graft
)
"""How two inputs are combined, if both are JSON."""
