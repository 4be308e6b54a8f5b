"""How many damaged quotes are found at their places, and how many that say something else are refused.

    python benchmarks/grounding.py ARTICLES.jsonl … [--quotes 2000] [--scripts] [--failures 5]

Each line of the files is an article: ``{"text": …}``. Quotes are sampled from the articles with a fixed seed. Each is
altered once without a change of meaning (white space, typography, composition and width, case, an ellipsis, something
in brackets) and has to be found at its exact offsets; and once with a change of meaning (a number, a negation, a name,
a date, an invented ending, a word dropped, a cut before "but") and has to be refused. gtrex, the aligner of
langextract, and rapidfuzz run on the same quotes if they are installed. With ``--scripts`` the texts are generated, in
nine scripts. Prints the shares in percent and the quotes per second of processor time, for all quotes of an article
together.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import attrs

from newsevents import Article, Draft, DraftStatement, Generator, GeneratorKind, StatementKind, ground

SEED = 20240517
MODEL = Generator(name="benchmark", kind=GeneratorKind.MODEL)
HARMLESS = ("white space", "typography", "unicode", "case", "ellipsis", "brackets")
HARMFUL = ("number", "negation", "name", "date", "tail", "dropped word", "cut")
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TAILS = (" and nobody was hurt", ", officials confirmed later", " despite all warnings", " in front of the court")
NO = re.compile(
    r"\b(not|no|never|none|nothing|neither|nor|cannot|without|unless|except|but|hardly|barely)\b|n['’]t", re.I
)
TURN = re.compile(r",? (?=(?:but|unless|except|although|though) )")
MODAL = re.compile(
    r"\b(may|might|can|could|will|would|shall|should|must|if|allegedly|reportedly|probably|possibly|perhaps|likely)\b"
)
CUT = re.compile(r"\W*\b(but|unless|except|although|though|however|albeit|not|never|only if|even if|if)\b", re.I)

Places = tuple[tuple[int, int], ...]


@attrs.frozen
class Case:
    """An altered quote: the place where it has to be found, or None if it has to be refused."""

    kind: str
    text: str
    quote: str
    places: Places


# --- alterations


def harmless(kind: str, text: str, start: int, end: int, rng: random.Random) -> Case | None:
    quote = text[start:end]
    places: Places = ((start, end),)
    if CUT.match(text, end):  # to be refused unchanged
        return None
    if kind == "white space":
        damaged = re.sub(" ", lambda _: rng.choice([" ", "  ", "\n", " \n ", " "]), quote)
    elif kind == "typography":
        damaged = typography(quote, rng)
    elif kind == "unicode":
        damaged = unicodedata.normalize("NFD", quote)
        if damaged == quote:
            damaged = wide(quote, rng)
    elif kind == "case":
        damaged = rng.choice([str.lower, str.upper, lambda words: words[0].swapcase() + words[1:]])(quote)
    else:
        words = [match.span() for match in re.finditer(r"\S+", quote)]
        if len(words) < 7:
            return None
        first = rng.randrange(2, len(words) - 4)
        last = first if kind == "brackets" else rng.randrange(first, len(words) - 3)
        left, right = quote[: words[first - 1][1]], quote[words[last + 1][0] :]
        out = quote[words[first][0] : words[last][1]]
        if NO.search(out) or quote.count(left) > 1 or text.count(right) > 1:
            return None
        if kind == "brackets":
            if not re.fullmatch("[a-z]+", out) or MODAL.search(out) or not left[-1].isalnum():
                return None
            damaged = f"{left} [{rng.choice(['the said', 'these', 'that'])}] {right}"
        else:
            damaged = f"{left}{rng.choice([' … ', ' ... ', ' [...] ', '… '])}{right}"
        places = ((start, start + len(left)), (end - len(right), end))
    return None if damaged == quote else Case(kind, text, damaged, places)


def typography(quote: str, rng: random.Random) -> str:
    changes = [
        ("’", "'"), ("'", "’"), ("“", '"'), ("”", '"'), ('"', rng.choice("“”")), ("—", rng.choice(["--", " – "])),
        (" - ", " – "), ("...", "…"), ("…", "..."), ("``", "“"), ("''", "”"), (" -- ", "—"), ("\u00a0", " "),
    ]  # fmt: skip
    for old, new in changes:
        if old in quote:
            return quote.replace(old, new)
    return quote.replace(" ", "\u00a0", 1)


def wide(quote: str, rng: random.Random) -> str:
    at = rng.randrange(len(quote))
    return (
        "".join(
            chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" and index >= at else letter
            for index, letter in enumerate(quote)
        )
        if rng.random() < 0.5
        else "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in quote)
    )


def harmful(kind: str, text: str, start: int, end: int, rng: random.Random, names: Sequence[str]) -> Case | None:
    quote = text[start:end]
    damaged = quote
    if kind == "number":
        digits = list(re.finditer(r"\d", quote))
        if digits:
            at = rng.choice(digits).start()
            damaged = quote[:at] + rng.choice([d for d in "123456789" if d != quote[at]]) + quote[at + 1 :]
    elif kind == "negation":
        if re.search(r"\b(not|never) ", quote):
            damaged = re.sub(r"\b(not|never) ", "", quote, count=1)
        else:
            damaged = re.sub(
                r"\b(is|are|was|were|will|would|has|had|have|could|should|can)\b", r"\1 not", quote, count=1
            )
    elif kind == "name":
        found = list(re.finditer(r"(?<=\w )[A-Z][a-z]+", quote))
        if found:
            one = rng.choice(found)
            other = rng.choice([name for name in names if name != one[0]])
            damaged = quote[: one.start()] + other + quote[one.end() :]
    elif kind == "date":
        for words in (MONTHS, DAYS):
            found = list(re.finditer(rf"\b({'|'.join(words)})\b", quote))
            if found:
                one = found[0]
                other = rng.choice([word for word in words if word != one[0]])
                damaged = quote[: one.start()] + other + quote[one.end() :]
                break
        else:
            damaged = re.sub(r"\b(19|20)(\d)(\d)\b", lambda m: m[1] + m[2] + str((int(m[3]) + 1) % 10), quote, count=1)
    elif kind == "tail":
        damaged = quote.rstrip(".,;") + rng.choice(TAILS)
    elif kind == "dropped word":
        words = list(re.finditer(r"\S+ ", quote))[1:]
        if words:
            one = rng.choice(words)
            damaged = quote[: one.start()] + quote[one.end() :]
    else:
        return Case(kind, text, quote, ()) if TURN.match(text, end) else None
    return None if damaged == quote or damaged in text else Case(kind, text, damaged, ())


# --- quotes


def stretches(text: str, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Stretches of 6 to 25 words within a paragraph, each occurring once in the text."""
    for paragraph in re.finditer(r"[^\n]+", text):
        words = [
            (paragraph.start() + m.start(), paragraph.start() + m.end()) for m in re.finditer(r"\S+", paragraph[0])
        ]
        ends = [index for index, (_, end) in enumerate(words) if TURN.match(text, end)]
        count = rng.randint(6, 25)
        if len(words) < count:
            continue
        first = rng.randrange(len(words) - count + 1)
        choices = [(first, first + count - 1)]
        choices += [(max(0, end - rng.randint(6, 15)), end) for end in ends if end >= 7 and rng.random() < 0.5]
        for low, high in choices:
            start, end = words[low][0], words[high][1]
            if text.count(text[start:end]) == 1:
                yield start, end


def english(paths: Sequence[str], count: int) -> tuple[list[Case], list[Case]]:
    rng = random.Random(SEED)
    texts = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    rng.shuffle(texts)
    names = sorted({name for text in texts[:200] for name in re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}", text)})
    pool = [(text, *stretch) for text in texts for stretch in stretches(text, rng)]
    rng.shuffle(pool)
    good = fill(pool, HARMLESS, count, lambda kind, one: harmless(kind, *one, rng))
    bad = fill(pool, HARMFUL, count, lambda kind, one: harmful(kind, *one, rng, names))
    return good, bad


def fill(
    pool: Sequence[tuple[str, int, int]],
    kinds: Sequence[str],
    count: int,
    damage: Callable[[str, tuple[str, int, int]], Case | None],
) -> list[Case]:
    """Equal numbers of cases of each kind."""
    wanted = {kind: count // len(kinds) + (index < count % len(kinds)) for index, kind in enumerate(kinds)}
    cases = []
    for one in pool:
        for kind in sorted(wanted, key=lambda kind: -wanted[kind]):
            case = damage(kind, one) if wanted[kind] else None
            if case is not None:
                cases.append(case)
                wanted[kind] -= 1
                break
        if not any(wanted.values()):
            break
    return cases


# --- texts in other scripts, made of the benchmark's own words

WORDS = {
    "Arabic": "الوزير المدينة قال الجسر الحكومة الماء القرية اليوم مدرسة كتاب طريق سوق شمال جنوب كبير جديد",
    "Hebrew": "השר העיר אמר הגשר הממשלה המים הכפר היום בית ספר דרך שוק צפון דרום גדול חדש",
    "Cyrillic": "министр город сказал мост правительство вода деревня сегодня школа книга дорога рынок север йод ёлка",
    "Greek": "υπουργός πόλη είπε γέφυρα κυβέρνηση νερό χωριό σήμερα σχολείο βιβλίο δρόμος αγορά βορράς νότος νέος",
    "Devanagari": "मंत्री शहर कहा पुल सरकार पानी गाँव आज विद्यालय किताब सड़क बाज़ार उत्तर दक्षिण बड़ा नया",
    "Hangul": "장관 도시 말했다 다리 정부 물 마을 오늘 학교 책 길 시장 북쪽 남쪽 크다 새로운",
    "Thai": "รัฐมนตรี เมือง กล่าว สะพาน รัฐบาล น้ำ หมู่บ้าน วันนี้ โรงเรียน หนังสือ ถนน ตลาด เหนือ ใต้ ใหญ่ ใหม่",
    "Han": "部长 城市 表示 大桥 政府 河水 村庄 今天 学校 书籍 道路 市场 北方 南方 很大 新的",
    "Kana": "だいじん まち いった ガラス セイフ みず ムラ きょう ガッコウ ほん ドウロ パーク きた みなみ あたらしい",
}
UNSPACED = {"Thai", "Han", "Kana"}


def scripts(count: int) -> Iterator[tuple[str, list[Case], list[Case]]]:
    for script, words in WORDS.items():
        rng = random.Random(f"{SEED} {script}")
        good, bad = [], []
        while len(good) < count:
            text = invented(words.split(), "" if script in UNSPACED else " ", rng)
            one, other = damaged_script(script, text, rng)
            if one is not None and other is not None:
                good.append(one)
                bad.append(other)
        yield script, good, bad


def invented(words: Sequence[str], space: str, rng: random.Random) -> str:
    sentences = []
    for _ in range(12):
        chosen = [rng.choice(words) if rng.random() < 0.8 else f" {rng.randint(2, 9999)} " for _ in range(10)]
        sentences.append(re.sub(" +", " ", space.join(chosen)).strip())
    return ".\n\n".join(f"{one} “{other}”" for one, other in zip(sentences, sentences[::-1], strict=True)) + "."


def damaged_script(script: str, text: str, rng: random.Random) -> tuple[Case | None, Case | None]:
    pieces = "|".join(sorted(WORDS[script].split(), key=len, reverse=True))
    words = [match.span() for match in re.finditer(rf"{pieces}|\d+", text)]
    first = rng.randrange(len(words) - 4)
    start, end = words[first][0], words[first + rng.randint(2, 4)][1]
    quote = text[start:end]
    if text.count(quote) > 1 or len(quote) < 8 or "\n" in quote:
        return None, None
    kinds = {
        "NFD": unicodedata.normalize("NFD", quote),
        "white space": re.sub(r"\s", "  ", quote),
        "typography": quote.replace("“", '"').replace("”", '"'),
        "wide digits": re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), quote),
        "tatweel": re.sub(r"(?<=ا)ل", "لـ", quote) if script == "Arabic" else quote,
        "case": quote.upper(),
    }
    possible = sorted(kind for kind, damaged in kinds.items() if damaged != quote)
    if not possible:
        return None, None
    kind = rng.choice(possible)
    bad = {
        "number": re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), quote, count=1),
        "dropped": quote[: words[first + 1][0] - start] + text[words[first + 2][0] : end],
        "tail": quote + quote[:4][::-1] + "7",
    }
    harm = rng.choice(sorted(kind for kind, damaged in bad.items() if damaged != quote and damaged not in text))
    return Case(kind, text, kinds[kind], ((start, end),)), Case(harm, text, bad[harm], ())


# --- the finders: each returns the places of each quote of a text, or None


def ours(text: str, quotes: Sequence[str]) -> list[Places | None]:
    article = Article.from_text(text)
    draft = Draft(
        statements=[DraftStatement(kind=StatementKind.SAY, unattributed=True, content=quote) for quote in quotes],
        generator=MODEL,
    )
    kept = ground(article, draft, on_error="keep")
    found: list[Places | None] = [None] * len(quotes)
    for match in kept.matches:
        index = int(re.findall(r"\d+", match.path)[0])
        found[index] = tuple((span.start, span.end) for span in match.spans)
    return found


def ours_alone(text: str, quotes: Sequence[str]) -> list[Places | None]:
    """The same, with each quote in its own draft, so that no other record helps."""
    return [ours(text, [quote])[0] for quote in quotes]


def peers() -> Iterator[tuple[str, Callable[[str, Sequence[str]], list[Places | None]]]]:
    try:
        import gtrex

        def by_gtrex(text: str, quotes: Sequence[str]) -> list[Places | None]:
            verifier = gtrex.Verifier(text, gtrex.Policy())
            certificates = [verifier.verify(quote) for quote in quotes]
            return [((one.start, one.end),) if one.grounded else None for one in certificates]

        yield f"gtrex {gtrex.__version__}", by_gtrex
    except ImportError as error:
        print(f"not measured: {error}")
    try:
        from importlib.metadata import version

        from langextract.core.data import Extraction
        from langextract.resolver import WordAligner

        def by_langextract(text: str, quotes: Sequence[str]) -> list[Places | None]:
            found: list[Places | None] = []
            for quote in quotes:
                ((one,),) = WordAligner().align_extractions([[Extraction("said", quote)]], text)
                place = one.char_interval
                found.append(None if place is None else ((place.start_pos, place.end_pos),))
            return found

        yield f"langextract {version('langextract')}", by_langextract
    except ImportError as error:
        print(f"not measured: {error}")
    try:
        import rapidfuzz

        def by_rapidfuzz(text: str, quotes: Sequence[str]) -> list[Places | None]:
            found: list[Places | None] = []
            for quote in quotes:
                place = rapidfuzz.fuzz.partial_ratio_alignment(quote, text, score_cutoff=90)
                found.append(None if place is None else ((place.dest_start, place.dest_end),))
            return found

        yield f"rapidfuzz {rapidfuzz.__version__}, 90", by_rapidfuzz
    except ImportError as error:
        print(f"not measured: {error}")


def measure(
    find: Callable[[str, Sequence[str]], list[Places | None]], cases: Sequence[Case], *, whole: bool
) -> tuple[dict[str, list[int]], list[tuple[Case, Places | None]], float]:
    """For each kind the correct results and the total, with the failures and the time in seconds."""
    by_text: dict[str, list[Case]] = collections.defaultdict(list)
    for case in cases:
        by_text[case.text].append(case)
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    wrong = []
    seconds = 0.0
    for text, some in by_text.items():
        begin = time.process_time()
        found = find(text, [case.quote for case in some])
        seconds += time.process_time() - begin
        for case, places in zip(some, found, strict=True):
            hull = None if places is None else ((places[0][0], places[-1][1]),)
            expected = ((case.places[0][0], case.places[-1][1]),) if whole and case.places else case.places
            right = (places if not whole else hull) == expected if case.places else places is None
            counts[case.kind][0] += right
            counts[case.kind][1] += 1
            if not right:
                wrong.append((case, places))
    return counts, wrong, seconds


def report(name: str, good: Sequence[Case], bad: Sequence[Case], find: Callable[..., object], failures: int) -> None:
    whole = not name.startswith("newsevents")  # the others return one stretch around both parts
    found, lost, seconds = measure(find, good, whole=whole)  # type: ignore[arg-type]
    refused, taken, more = measure(find, bad, whole=whole)  # type: ignore[arg-type]
    print(f"{name:26}{share(found):7}  {share(refused):7}  {(len(good) + len(bad)) / (seconds + more):10,.0f} a second")
    for counts in (found, refused):
        print("    " + "  ".join(f"{kind} {100 * right / all:.1f}" for kind, (right, all) in sorted(counts.items())))
    for case, places in [*lost[:failures], *taken[:failures]]:
        there = None if places is None else [case.text[start:end] for start, end in places]
        print(f"    {case.kind}: {case.quote!r} → {there}")


def share(counts: dict[str, list[int]]) -> str:
    return f"{100 * sum(right for right, _ in counts.values()) / sum(all for _, all in counts.values()):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--quotes", type=int, default=2000)
    parser.add_argument("--scripts", action="store_true")
    parser.add_argument("--failures", type=int, default=0)
    options = parser.parse_args()
    finders = [("newsevents", ours), ("newsevents, alone", ours_alone), *peers()]
    print(f"{'':26}found    refused")
    if options.articles:
        good, bad = english(options.articles, options.quotes)
        print(f"{len(good)} and {len(bad)} quotes")
        for name, find in finders:
            report(name, good, bad, find, options.failures)
    if options.scripts:
        for script, good, bad in scripts(200):
            print(script)
            for name, find in finders:
                report(name, good, bad, find, options.failures)


if __name__ == "__main__":
    main()
