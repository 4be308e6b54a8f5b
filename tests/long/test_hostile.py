"""Input designed to do harm: it is refused, or shown as plain text."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents as ne
from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    Place,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
)
from newsevents.draft import loads_draft
from newsevents.formats import diff, graphs, html, page, plover
from newsevents.formats.convert import convert
from newsevents.formats.tables import FLAT_TABLES, table, write_tables
from newsevents.formats.tables.csv import cell
from newsevents.formats.text import summary
from newsevents.terminal import printable
from newsevents.testing import bundles

from ..example import BUNDLE, issues_of, wire, wire_with
from ..public_api import functions
from ..settings import examples

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(30)
)

# --- the code itself

NEVER = {
    "aiohttp", "asyncio", "code", "ctypes", "ftplib", "http", "httpx", "marshal", "pickle", "requests", "runpy",
    "shelve", "smtplib", "socket", "ssl", "subprocess", "urllib.request", "webbrowser", "xmlrpc",
}  # fmt: skip
"""Functions and modules that run code or other programs, or open connections."""

OWN = {(path, call) for path in ("rules/index.py", "wire/structs.py", "wire/write.py") for call in ("exec", "compile")}
OWN |= {("model/fields.py", "eval")}
"""Places where code is run: annotations of our own classes, and code generated from them."""


def test_no_module_runs_what_it_reads_or_talks_to_a_network() -> None:
    package = Path(ne.__file__).parent
    imported: set[str] = set()
    run: set[tuple[str, str]] = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in ("eval", "exec", "compile", "__import__"):
                    run.add((path.relative_to(package).as_posix(), node.func.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                assert node.attr not in ("system", "popen", "startfile"), path
    assert "attrs" in imported
    assert {name for name in imported if name in NEVER or name.partition(".")[0] in NEVER} == set()
    assert run == OWN


# --- a bundle made only of foreign text


def bundle_of(words: str, url: str = "https://example.org/a") -> Bundle:
    """A bundle in which every free text is the same."""
    text = f"{words} said {words} in {words} on {words}."
    at = len(words) + 6
    span = Span(start=at, end=at + len(words), exact=words)
    speaker = Span(start=0, end=len(words), exact=words)
    article = Article.from_text(
        text, title=words, published="2024-05-17", publisher=words, editors=[words], language="en", url=url
    )
    return Bundle(
        article=attrs.evolve(article, publisher_id="actor:x"),
        actors=[
            Actor(
                id="actor:x",
                name=words,
                kind=ActorKind.PERSON,
                aliases=[words],
                roles=[ne.Role(title=words, span=span)],
                identifiers=[words, url],
                mentions=[speaker],
                evidence=[speaker],
                rule=words,
            ),
            Actor(id="actor:y", name=f"{words}!", kind=ActorKind.STATE, evidence=[span]),
        ],
        sources=[
            Source(id="source:article", kind=SourceKind.ARTICLE),
            Source(
                id="source:x",
                kind=SourceKind.REPORT,
                title=words,
                url=url,
                via_id="source:article",
                by_ids=["actor:x"],
                evidence=[span],
            ),
        ],
        statements=[
            Statement(
                id="statement:x",
                kind=StatementKind.CONDEMN,
                speaker=[speaker],
                speaker_ids=["actor:x"],
                target_ids=["actor:y"],
                content=[span],
                quotes=[span],
                hedges=[span],
                when=ne.When(text=words, span=span, rule=words, timex=words),
                place=Place(name=words, identifiers=[words, url], span=span),
                source_id="source:x",
                evidence=[span],
            )
        ],
        meetings=[
            ne.Meeting(
                id="meeting:x",
                kind=ne.MeetingKind.TALKS,
                name=words,
                status=ne.MeetingStatus.HELD,
                participant_ids=["actor:x", "actor:y"],
                source_id="source:article",
                evidence=[span],
            )
        ],
        allegations=[
            ne.Allegation(
                id="allegation:x",
                claimant_ids=["actor:x"],
                accused_ids=["actor:y"],
                content=[span],
                quantities=[ne.Quantity(text=words, unit=words, low=-5, span=span)],
                source_id="source:x",
                evidence=[span],
            )
        ],
        generator=ne.Generator(name=words, kind=ne.GeneratorKind.MODEL, version=words),
    )


def emptied(bundle: Bundle) -> Bundle:
    """An empty bundle of the same article."""
    return Bundle(article=attrs.evolve(bundle.article, publisher_id=None))


# --- CSV

RUN = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\x00=1",
    "'=1",
    "''=1",
]
RUN += [
    "＝1+1",
    "＋1",
    "－1",
    "＠A",
    "﹦1",
    "\u200b\u202e =1",
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", RUN)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell([text]) == json.dumps([text], ensure_ascii=False)  # which starts with a bracket


@pytest.mark.parametrize("value", [-5, -5.5, 0, True, None, [], "-5", "-7.25", "", "a=1", "1-2", "\u2019=1", "(=1)"])
def test_what_no_spreadsheet_runs_is_left_as_it_is(value: object) -> None:
    expected = "true" if value is True else "[]" if value == [] else value
    assert cell(value) == expected


@given(st.text(st.sampled_from("'=+-@ \t\r\na1\ufeff＝"), max_size=6))
def test_the_text_of_a_cell_can_be_had_again(text: str) -> None:
    written = cell(text)
    if written == text:
        assert not re.match(r"[\s\ufeff]*[=+\-@＝]", text) or re.fullmatch(r"-1+", text)
        assert not written.startswith("'") or cell(written[1:]) != written
    else:
        assert written == f"'{text}"


def cells_of(text: str) -> list[str]:
    return [one for row in csv.reader(io.StringIO(text, newline="")) for one in row]


def runs(text: str) -> bool:
    """Whether a spreadsheet would run a cell as a formula, by an independent rule: its first visible character."""
    seen = "".join(sign for sign in text if sign.isprintable() and not sign.isspace())
    return seen[:1] in {*"=+-@＝＋－＠"} and re.fullmatch(r"-[0-9.]+", text) is None


@pytest.mark.parametrize("text", ["=1+1", "@A1", "\t=2+3", "＝1+1", "-2+3", ' =HYPERLINK("x")'])
def test_no_file_of_tables_holds_a_formula(text: str, tmp_path: Path) -> None:
    bundle = bundle_of(text)
    write_tables([bundle], tmp_path, format="csv")
    table([bundle], "polecat").write_csv(tmp_path / "polecat.csv")
    (tmp_path / "converted.csv").write_text(
        "".join(convert([bundle], "polecat", many=False, report=str)), encoding="utf-8", newline=""
    )
    files = sorted(tmp_path.glob("*.csv"))
    assert len(files) == len(FLAT_TABLES) + 2
    held = 0
    for file in files:
        cells = cells_of(file.read_bytes().decode())
        assert not [one for one in cells if runs(one)]
        held += sum(one.startswith(f"'{text}") for one in cells)
    assert held > 10
    assert (tmp_path / "converted.csv").read_bytes() == (tmp_path / "polecat.csv").read_bytes()


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    write_tables([BUNDLE], tmp_path, format="csv")
    with (tmp_path / "evidence.csv").open(encoding="utf-8", newline="") as stream:
        assert all(row["start"].isdigit() for row in csv.DictReader(stream))
    intensities = {row["Intensity"] for row in plover.to_polecat(ne.load_seed())}
    assert any((value or "").startswith("-") for value in intensities)
    written = "".join(convert([ne.load_seed()], "polecat", many=False, report=str))
    assert intensities == {row["Intensity"] or None for row in csv.DictReader(io.StringIO(written, newline=""))}


# --- HTML, Markdown and terminals

MARKUP = [
    "<script>alert(1)</script>",
    "</style></title></textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "<!--<script>-->",
    "]]><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "javascript:alert(1)",
    "![x](https://example.org/x.png)",
    "<a href=javascript:alert(1)>a</a>",
    "&lt;script&gt;",
    "{{constructor.constructor('alert(1)')()}}",
    "\x00<script\x00>alert(1)</script>",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "http:javascript:alert(1)",
    "https://example.org/\"onclick='alert(1)'",
    "urn:x:<script>",
]


class Reader(HTMLParser):
    """A browser's view of a page: its elements, its links, and what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def read(written: str) -> Reader:
    reader = Reader()
    reader.feed(written)
    reader.close()
    return reader


HTML: dict[str, Callable[[Bundle], str]] = {
    "html": html.to_html,
    "page": page.to_page,
    "record": lambda bundle: "".join(html.to_html(record) for record in bundle.records),
    "diff": lambda bundle: diff.diff_to_page(ne.diff(bundle, emptied(bundle))),
}


FOREIGN = {"img", "svg", "iframe", "object", "embed", "base", "form", "math", "video", "audio", "frame", "textarea"}
"""Elements that the library never writes: they load something, or change how the rest is parsed."""


def assert_harmless(written: str, like: str) -> None:
    """Assert that a page has the elements of another one of the same shape, and links only to the web."""
    reader, plain = read(written), read(like)
    assert reader.elements.count("script") == plain.elements.count("script")
    assert not (set(reader.elements) - set(plain.elements)) & FOREIGN
    for name, value in reader.attributes:
        assert not name.startswith("on")
        if name in {"href", "src", "action", "formaction", "data"}:
            assert re.match(r"#|https?:", value, re.IGNORECASE), value


@pytest.mark.parametrize("writer", HTML)
@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_any_text_stays_text(words: str, writer: str) -> None:
    assert_harmless(HTML[writer](bundle_of(words)), HTML[writer](bundle_of("plain words")))


@pytest.mark.parametrize("writer", HTML)
@pytest.mark.parametrize("url", ADDRESSES)
def test_only_addresses_of_the_web_are_links(url: str, writer: str) -> None:
    if issues_of(lambda: bundle_of("plain words", url)):
        url = f"urn:x:{url.replace(' ', '').replace('<', '')}"
    assert_harmless(HTML[writer](bundle_of("plain words", url)), HTML[writer](bundle_of("plain words")))


@relaxed
@given(bundles(max_records=2), st.sampled_from(MARKUP))
def test_no_bundle_makes_a_page_that_runs_anything(bundle: Bundle, words: str) -> None:
    changed = attrs.evolve(
        bundle,
        article=attrs.evolve(bundle.article, title=words),
        sources=[attrs.evolve(source, title=words, url=f"x:{words.split()[0]}") for source in bundle.sources]
        if re.fullmatch(r"[^\x00-\x20]+", words.split()[0])
        else bundle.sources,
    )
    for writer in (html.to_html, page.to_page):
        assert_harmless(writer(changed), writer(bundle_of("plain words")))


STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
PLAIN: dict[str, Callable[[Bundle], str]] = {
    "summary": summary,
    "diff": lambda bundle: diff.diff_to_text(ne.diff(bundle, emptied(bundle))),
    "dot": lambda bundle: graphs.to_dot(bundle, sources=True),
    "mermaid": lambda bundle: graphs.to_mermaid(bundle, sources=True),
    "reprs": lambda bundle: "\n".join(map(repr, (bundle, bundle.article, bundle.said, *bundle.records))),
    "rows": lambda bundle: repr(ne.show(bundle.events, bundle)),
    "attributions": lambda bundle: "\n".join(str(bundle.attribution(event)) for event in bundle.events),
    "revision": lambda bundle: "\n".join(
        [str(revision := ne.revise(bundle, bundle.article)), revision.summary(), repr(revision.rows())]
    ),
    **{
        f"issues, {name}": lambda bundle, write=write: write(issues_about(bundle))  # type: ignore[misc]
        for name, write in {
            "to_prompt": ne.Issues.to_prompt,
            "to_table": ne.Issues.to_table,
            "str": str,
            "repr": repr,
            "error": lambda issues: str(ne.BundleError(issues)),
        }.items()
    },
}


def issues_about(bundle: Bundle) -> ne.Issues:
    """Issues with the title of the article in each of their texts."""
    words = bundle.article.title or "x"
    return ne.Issues([ne.Issue(words, "date-form", words, words, words), ne.Issue("x", "x", "x", (words, words))])


@pytest.mark.parametrize("writer", PLAIN)
@pytest.mark.parametrize(
    "words", ["a\x1b[2Jb", "a\u202eb\u2066c", "a\x9b31mb", "a\rb", "a\x08\x08b", "a\u2028b", "a\x00b"]
)
def test_nothing_in_plain_text_steers_a_terminal_or_turns_a_line_round(words: str, writer: str) -> None:
    written = PLAIN[writer](bundle_of(words))
    assert STEERING.search(written) is None
    assert len(written.splitlines()) >= len(PLAIN[writer](bundle_of("a b")).splitlines())


@relaxed
@given(bundles(max_records=3))
def test_no_bundle_steers_a_terminal(bundle: Bundle) -> None:
    for write in PLAIN.values():
        assert STEERING.search(write(bundle)) is None


@given(st.text())
def test_a_shown_text_keeps_all_that_can_be_seen(text: str) -> None:
    seen = printable(text)
    assert STEERING.search(seen) is None
    assert "\n" not in seen
    assert [sign for sign in text if sign.isprintable()] == [
        sign for sign in re.sub(r"[␀-␟␡]|⟨U\+[0-9A-F]{4}⟩", "", seen) if sign.isprintable() and sign in text
    ] or re.search("[␀-␟␡⟨ ]", text + seen)


def test_mermaid_and_dot_have_one_line_for_each_node_whatever_it_is_called() -> None:
    words = 'x"]; }\n%% click n0 call alert()\r\n```\n<b onclick=alert(1)>'
    for write in (graphs.to_dot, graphs.to_mermaid):
        hostile, plain = write(bundle_of(words)), write(bundle_of("plain words"))
        assert len(hostile.splitlines()) == len(plain.splitlines())
        assert hostile.count('"') - hostile.count('\\"') == plain.count('"')
    for sign in ("```", "<b ", '"];'):
        assert sign not in graphs.to_mermaid(bundle_of(words))


# --- JSON

TWICE = [
    '{"format_version":"1.0","format_version":"1.0"}',
    '{"article":{"id":"article:x","id":"article:x"}}',
    '{"actors":[{"roles":[{"title":"a","title":"b"}]}]}',
    '{"statements":[{"when":{"text":"a","text":"b"}}]}',
    '{"allegations":[{"quantities":[{"low":1,"low":2}]}]}',
    '{"statements":[{"content":[{"start":1,"start":1}]}]}',
    '{"generator":{"name":"a","name":"a"}}',
    '{"unknown":[[{"a":1,"\\u0061":1}]]}',
]
LONG = "x" * 10_000_000


@pytest.mark.parametrize(
    "read_", [ne.loads, loads_draft, lambda text: next(iter(ne.read_jsonl(io.BytesIO(text.encode()))))]
)
@pytest.mark.parametrize("text", TWICE)
def test_a_key_that_stands_twice_is_refused_at_every_level(text: str, read_: Callable[[str], object]) -> None:
    assert [issue.code for issue in issues_of(lambda: read_(text))] == ["json"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 5000, "-" + "9" * 5000])
def test_a_number_that_json_or_python_cannot_hold_is_refused_wherever_it_stands(number: str) -> None:
    for path in ("statements[0].content[0].start", "allegations[0].quantities[0].low", "article.title"):
        text = wire_with(path, "NUMBER").replace('"NUMBER"', number)
        found = issues_of(lambda text=text: ne.loads(text))
        assert found
        assert len(str(found)) < 100_000


@pytest.mark.parametrize("number", ["1e308", "9" * 4000, "-0", "1E-400", "0.1e1"])
def test_a_number_at_the_edge_is_a_number_or_an_issue(number: str) -> None:
    text = wire_with("statements[0].content[0].start", "NUMBER").replace('"NUMBER"', number)
    found = issues_of(lambda: ne.loads(text))
    assert found or ne.loads(text)
    for issue in found:
        assert len(json.dumps(issue.to_dict())) < 10_000


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":', '{"article":{"a":['])
@pytest.mark.parametrize("closed", [False, True])
def test_nesting_without_end_is_refused(opening: str, closed: bool) -> None:
    text = opening * 100_000
    text += "".join({"[": "]", "{": "}"}[sign] for sign in reversed(text) if sign in "[{") if closed else ""
    for read_ in (ne.loads, loads_draft, ne.check):
        found = issues_of(lambda read_=read_: read_(text)) or ne.check(text)
        assert found
        assert len(str(found[0])) < 1000


@pytest.mark.parametrize(
    "path", ["article.title", "actors[0].name", "actors[0].id", "statements[0].kind", "article.url"]
)
def test_a_text_of_ten_megabytes_is_no_trouble_and_is_not_said_again_in_full(path: str) -> None:
    for issue in issues_of(lambda: ne.loads(wire_with(path, LONG))):
        assert len(str(issue)) < 2_000
        assert len(str(issue.to_dict())) < 2_000


def test_a_key_of_ten_megabytes_is_an_unknown_field() -> None:
    root = wire()
    root["article"][LONG] = 1
    (issue,) = issues_of(lambda: ne.loads(json.dumps(root)))
    assert issue.code == "unknown-field"


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\udc00\\ud800", "x\\ud83d", "\ud800"])
def test_half_a_character_is_refused_in_text_in_keys_and_in_ids(half: str) -> None:
    for text in (
        wire_with("article.title", "HALF").replace("HALF", half),
        wire_with("actors[0].id", "actor:HALF").replace("HALF", half),
        json.dumps(wire() | {"HALF": 1}).replace("HALF", half),
    ):
        found = issues_of(lambda text=text: ne.loads(text))
        assert found
        assert "\\ud" in str(found[0]).lower() or found[0].code in {"unknown-field", "surrogate", "json", "encoding"}
        str(found).encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\U0010ffff", "\u202e"])
def test_signs_that_cannot_be_seen_are_kept_in_text_and_refused_in_ids(sign: str) -> None:
    bundle = bundle_of(f"a{sign}b")
    assert ne.loads(ne.dumps(bundle)) == bundle
    if sign in "\x00\x1b\x7f\x85\u2028":
        assert issues_of(
            lambda: (
                attrs.evolve(bundle.actors[0], id=f"actor:a{sign}b")
                and ne.loads(ne.dumps(bundle).replace("actor:x", json.dumps(f"actor:a{sign}b")[1:-1]))
            )
        )


# --- nothing is opened

ADDRESS_LIKE = ["http://127.0.0.1:1/secret", "file:///etc/passwd", "/etc/passwd", "//host/share", "C:\\x", "../x"]


def opened(bundle: Bundle, *also: str) -> str:
    program = Path(__file__).with_name("opening.py")
    given = ne.dumps(bundle).encode()
    done = subprocess.run([sys.executable, str(program), *also], input=given, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


@pytest.mark.parametrize("address", ADDRESS_LIKE)
def test_no_path_or_address_in_the_data_is_opened(address: str) -> None:
    url = address if re.match(r"[a-z]+:", address) else "file:///etc/passwd"
    assert opened(bundle_of(address, url)) == ""


def test_what_is_opened_is_seen() -> None:
    assert opened(BUNDLE, __file__).startswith(f"the test: open ({__file__!r}, ")


def test_every_public_function_is_called_where_opening_is_watched() -> None:
    from .opening import ELSEWHERE, USES  # it loads every format

    assert USES.keys() | ELSEWHERE.keys() == set(functions())
    assert not USES.keys() & ELSEWHERE.keys()
