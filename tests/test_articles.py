"""Articles from other sources: what is accepted, what is refused and how, and that nothing is guessed."""

from __future__ import annotations

import datetime as dt
import io
import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import Article, BundleError, MissingExtraError
from newsevents.formats.articles import (
    article_from_fields,
    from_html,
    from_ninjs,
    read_article,
    read_articles,
)
from newsevents.formats.articles.fields import read_moment
from newsevents.testing import articles, texts

from .example import issues_of, places
from .settings import examples

SENTENCE = "Ana Lima said on Tuesday, 3 March 2020, that the bridge over the river was safe and would be opened soon. "
PARAGRAPHS = f"<p>{SENTENCE * 2}</p><p>Rui Costa denied that his company had bribed the inspectors of the bridge.</p>"
TEXT = f"{SENTENCE * 2}".strip() + "\nRui Costa denied that his company had bribed the inspectors of the bridge."


def page(head: str = "", body: str = PARAGRAPHS, root: str = "<html>") -> str:
    return f"<!doctype html>\n{root}<head>{head}</head><body><article>{body}</article></body></html>"


def linked(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else nodes)}</script>'


def meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def wrong(call: Callable[[], object]) -> list[tuple[str, str]]:
    """The path and the code of each issue that a call raises."""
    issues = issues_of(call)
    assert all(issue.code in newsevents.RULES for issue in issues)
    return places(issues)


# --- rows


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"text": "It rained."}, "text", "It rained."),
        ({"body": "It rained."}, "text", "It rained."),
        ({"text": "It rained.", "body": "No."}, "text", "It rained."),
        ({"text": " a\u00a0b\r\n\0"}, "text", " a\u00a0b\r\n\0"),
        ({"text": "a", "title": "T"}, "title", "T"),
        ({"text": "a", "headline": "T"}, "title", "T"),
        ({"text": "a", "published": "2024-05-17"}, "published", dt.date(2024, 5, 17)),
        ({"text": "a", "date": "2024-05-17T09:30:00"}, "published", dt.datetime(2024, 5, 17, 9, 30)),
        ({"text": "a", "date": dt.date(2024, 5, 17)}, "published", dt.date(2024, 5, 17)),
        ({"text": "a", "date": None, "published": None}, "published", None),
        ({"text": "a", "publisher": "P"}, "publisher", "P"),
        ({"text": "a", "language": "pt-BR"}, "language", "pt-BR"),
        ({"text": "a", "url": "https://example.org/"}, "url", "https://example.org/"),
        ({"text": "a", "id": "article:x"}, "id", "article:x"),
        ({"text": "a", "doc": "b c:d"}, "id", "article:b-c-d"),
        ({"text": "a", "colour": 5}, "title", None),
    ],
)
def test_each_column_gives_its_field(row: dict[str, Any], field: str, value: object) -> None:
    assert getattr(article_from_fields(row), field) == value


def test_a_date_of_a_class_of_a_tables_own_becomes_a_plain_one() -> None:
    class Timestamp(dt.datetime):
        pass

    found = article_from_fields({"text": "a", "date": Timestamp(2024, 5, 17, 9, 30, 0, 5, tzinfo=dt.UTC)}).published
    assert (type(found), str(found)) == (dt.datetime, "2024-05-17 09:30:00.000005+00:00")


def test_all_that_is_wrong_with_a_row_is_said_at_once_by_the_names_of_its_own_columns() -> None:
    row = {"headline": 5, "date": "last week", "url": ["x"], "doc": 7}
    assert wrong(lambda: article_from_fields(row)) == [
        ("text", "missing-field"),
        ("headline", "type"),
        ("date", "date-form"),
        ("url", "type"),
        ("doc", "type"),
    ]
    assert wrong(lambda: article_from_fields({"body": " \n"})) == [("body", "empty")]
    assert wrong(lambda: article_from_fields({"body": "a\ud800"})) == [("body", "surrogate")]
    assert wrong(lambda: article_from_fields({"text": 5, "published": 20240517})) == [
        ("text", "type"),
        ("published", "type"),
    ]


@pytest.mark.parametrize("line", ["[]", '"text"', "5", "null"])
def test_a_line_that_is_no_object_is_no_article(line: str) -> None:
    assert wrong(lambda: read_article(line)) == [("", "type")]


def test_a_line_that_is_no_json_says_so() -> None:
    assert wrong(lambda: read_article('{"text": "a"')) == [("", "json")]
    assert wrong(lambda: read_article(b'{"text": "\xff"}')) == [("", "encoding")]
    assert wrong(lambda: read_article('{"text": "a", "text": "b"}')) == [("", "json")]


UTC = dt.UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-11-15", dt.date(2023, 11, 15)),
        ("2023-11-15T10:00:00Z", dt.datetime(2023, 11, 15, 10, tzinfo=UTC)),
        ("2023-11-15t10:00:00z", dt.datetime(2023, 11, 15, 10, tzinfo=UTC)),
        ("2023-11-15 10:00:00", dt.datetime(2023, 11, 15, 10)),
        ("2023-11-15T10:00", dt.datetime(2023, 11, 15, 10)),
        ("2023-11-15T10:00:00.250Z", dt.datetime(2023, 11, 15, 10, 0, 0, 250_000, tzinfo=UTC)),
        ("2023-11-15T10:00:00.000Z", dt.datetime(2023, 11, 15, 10, tzinfo=UTC)),
        ("2023-11-15T10:00:00.25", dt.datetime(2023, 11, 15, 10, 0, 0, 250_000)),
        ("2023-11-15T10:00:00,5", dt.datetime(2023, 11, 15, 10, 0, 0, 500_000)),
        ("2023-11-15T10:00:00.123456000Z", dt.datetime(2023, 11, 15, 10, 0, 0, 123_456, tzinfo=UTC)),
        ("2023-11-15T10:00:00-0500", dt.datetime(2023, 11, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=-5)))),
        ("2023-11-15T10:00:00+05:30", dt.datetime(2023, 11, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=5.5)))),
        ("2023-11-15T10:00:00-00:00", dt.datetime(2023, 11, 15, 10, tzinfo=UTC)),
        ("2023-11-15 10:00:00+00", dt.datetime(2023, 11, 15, 10, tzinfo=UTC)),
        ("2023-11-15 10:00:00-05", dt.datetime(2023, 11, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=-5)))),
    ],
)
def test_every_form_of_a_time_that_leaves_nothing_open_is_read(text: str, moment: dt.date) -> None:
    found = article_from_fields({"text": "a", "date": text}).published
    assert found == moment
    assert type(found) is type(moment)
    assert str(found) == str(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15/11/2023",
        "Nov 15, 2023",
        "Wed, 15 Nov 2023 10:00:00 GMT",
        "2023-11",
        "2023-W46-3",
        "2023-319",
        "20231115",
        "20231115T100000",
        "2023-02-30",
        "2023-11-15T24:00:00",
        "2023-11-15T10:00:60Z",
        "2023-11-15T10",
        "2023-11-15T10:00:00 EST",
        "2023-11-15T10:00:00.123456789Z",
        "2023-11-15T10:00:00+25:00",
        "2023-11-15_10:00:00",
        " 2023-11-15",
        "2023-11-15\n",
        "٢٠٢٣-١١-١٥T10:00:00",
        "1700042400",
    ],
)
def test_a_date_in_another_form_is_refused(text: str) -> None:
    (issue,) = issues_of(lambda: article_from_fields({"text": "a", "published": text}))
    assert (issue.path, issue.code, issue.value) == ("published", "date-form", text)
    assert issue.fix is not None
    assert "2023-11-15" in issue.fix


@given(st.one_of(st.dates(), st.datetimes(timezones=st.one_of(st.none(), st.just(UTC)))))
def test_what_the_wire_format_has_is_read_as_it_is(moment: dt.date) -> None:
    found = read_moment(moment.isoformat())
    assert str(found) == str(moment)
    assert found is not None
    assert read_moment(found.isoformat().replace("T", " ").replace("+00:00", "Z")) == found


@given(articles())
def test_an_article_written_as_a_row_comes_back(article: Article) -> None:
    names = ("id", "text", "title", "publisher", "language", "url")
    row = {name: getattr(article, name) for name in names}
    row["published"] = None if article.published is None else article.published.isoformat()
    again = read_article(json.dumps(row))
    for name in (*names, "published", "sha256"):
        assert getattr(again, name) == getattr(article, name)


# --- JSON Lines


def test_articles_come_one_by_one_from_a_file_and_from_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"text": "a"}\r\n\n{"body": "b", "date": "2024-05-17"}')
    for source in (path, str(path), io.BytesIO(path.read_bytes())):
        assert [article.text for article in read_articles(source)] == ["a", "b"]


def test_a_bad_line_is_reported_with_its_number_while_the_others_are_read() -> None:
    data = b'{"text": "a"}\n\n{"date": "soon"}\n{\n{"text": "b"}\n[]'
    errors: list[BundleError] = []
    assert [article.text for article in read_articles(io.BytesIO(data), on_error=errors.append)] == ["a", "b"]
    assert [(issue.line, issue.path, issue.code) for error in errors for issue in error.issues] == [
        (3, "text", "missing-field"),
        (3, "date", "date-form"),
        (4, "", "json"),
        (6, "", "type"),
    ]
    with pytest.raises(BundleError, match="line 3"):
        list(read_articles(io.BytesIO(data)))


def test_a_line_that_is_too_long_is_reported() -> None:
    errors: list[BundleError] = []
    data = b'{"text": "' + b"a" * 100 + b'"}\n{"text": "b"}'
    found = read_articles(io.BytesIO(data), on_error=errors.append, max_line_bytes=50)
    assert [article.text for article in found] == ["b"]
    assert errors[0].issues[0].code == "too-long"


def test_articles_are_read_no_further_than_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.lines += 1
            return b'{"text": "a"}\n'

    stream = Endless()
    reading = read_articles(stream)  # type: ignore[arg-type]
    assert [next(reading).text for _ in range(3)] == ["a"] * 3
    assert stream.lines == 3


# --- web pages: the text


def test_the_main_text_is_taken_without_what_stands_around_it() -> None:
    html = (
        "<html><head><script>var a = '<p>no</p>'</script><style>p {}</style></head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li></ul></nav><article>{PARAGRAPHS}</article>"
        "<div class='comments'><p>A reader’s comment that has nothing to do with the article at all.</p></div>"
        "<footer><p>Copyright 2020 The Courier</p></footer></body></html>"
    )
    assert from_html(html).text == TEXT


def test_any_script_is_kept() -> None:
    words = "“Мост безопасен”, — сказала она. 다리는 안전하다고 말했다. 桥是安全的，她说。 الجسر آمن. "
    assert from_html(page(body=f"<p>{words * 4}</p>")).text == (words * 4).strip()


@pytest.mark.parametrize(
    "html", ["", " ", "words", "<html></html>", page(body=""), page("<title>The Courier</title>", "")]
)
def test_a_page_without_a_main_text_is_refused(html: str) -> None:
    (issue,) = issues_of(lambda: from_html(html))
    assert (issue.path, issue.code, issue.message) == ("article.text", "empty", "the page has no main text")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"newsevents\[html\]"):
        from_html(page())


# --- web pages: their metadata


def test_what_a_page_does_not_state_is_none() -> None:
    article = from_html(page())
    assert (article.title, article.published, article.publisher, article.language, article.url) == (None,) * 5


def test_nothing_is_guessed_from_the_text_the_address_the_class_names_or_the_page_around() -> None:
    around = (
        "<time datetime='2019-01-01'>1 January 2019</time><span class='date published'>2019-01-02</span>"
        "<a href='https://courier.example/2019/01/03/bridge.html'>more</a>"
    )
    head = (
        meta("og:url", "https://courier.example/2019/01/04/bridge.html")
        + meta("article:modified_time", "2019-01-05T10:00:00Z")
        + meta("twitter:site", "@courier", "name")
        + meta("copyright", "Courier Holdings", "name")
        + meta("article:publisher", "https://social.example/courier")
        + "<link rel='icon' href='https://courier.example/2019/01/06/i.png'>"
    )
    html = page(head, PARAGRAPHS + around).replace("</body>", "<footer>© 2019 The Courier</footer></body>")
    article = from_html(html)
    assert (article.title, article.published, article.publisher, article.language) == (None, None, None, None)
    assert article.url == "https://courier.example/2019/01/04/bridge.html"
    assert from_html(page(), url="https://courier.example/2019/01/04/bridge").published is None


NEWS = {"@context": "https://schema.org", "@type": "NewsArticle"}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (linked({**NEWS, "headline": "Bridge safe"}), "Bridge safe"),
        (linked({**NEWS, "@type": ["ReportageNewsArticle"], "headline": "Bridge safe"}), "Bridge safe"),
        (linked({"@graph": [{"@type": "WebPage"}, {**NEWS, "headline": "Bridge safe"}]}), "Bridge safe"),
        (linked({"@type": "Person", "headline": "No"}, {**NEWS, "headline": "Bridge safe"}), "Bridge safe"),
        (linked({**NEWS, "headline": "Bridge safe"}) + meta("og:title", "Other"), "Bridge safe"),
        (meta("og:title", "Bridge safe") + "<title>Other</title>", "Bridge safe"),
        (meta("og:title", " Bridge&#10;  &amp; river\u00a0safe "), "Bridge & river\u00a0safe"),
        ("<title>\n Bridge safe | The Courier </title>", "Bridge safe | The Courier"),
        ("<title> </title>", None),
        (linked({**NEWS, "headline": 5}), None),
        (linked({**NEWS, "headline": "a\ud800"}), None),
        (linked({**NEWS, "headline": "One"}, {**NEWS, "headline": "Two"}), None),
        (linked({**NEWS, "headline": "One"}, {**NEWS, "headline": "Two"}) + meta("og:title", "One"), "One"),
        ("<script type='application/ld+json'>{'headline': no JSON</script>", None),
    ],
)
def test_the_title_is_the_stated_headline(head: str, title: str | None) -> None:
    assert from_html(page(head)).title == title


def test_the_title_may_be_the_only_first_heading() -> None:
    assert from_html(page("<title>Other</title>", f"<h1> Bridge <i>safe</i></h1>{PARAGRAPHS}")).title == "Bridge safe"
    assert from_html(page("", f"<h1>One</h1><h1>Two</h1>{PARAGRAPHS}")).title is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked({**NEWS, "datePublished": "2024-05-17T09:30:00.000+01:00"}), "2024-05-17 09:30:00+01:00"),
        (linked({**NEWS, "datePublished": "2024-05-17"}), "2024-05-17"),
        (linked({**NEWS, "dateModified": "2024-05-17"}), "None"),
        (linked({"@type": "Event", "datePublished": "2024-05-17"}), "None"),
        (meta("article:published_time", "2024-05-17T09:30Z"), "2024-05-17 09:30:00+00:00"),
        (meta("datePublished", "2024-05-17", "itemprop"), "2024-05-17"),
        (meta("DCTERMS.issued", "2024-05-17", "name"), "2024-05-17"),
        (meta("date", "2024-05-17", "name"), "None"),
        (meta("article:published_time", "May 17, 2024"), "None"),
        (meta("article:published_time", "05/06/2024") + meta("dcterms.issued", "2024-05-17", "name"), "2024-05-17"),
        (meta("article:published_time", "2024-05-17") + meta("article:published_time", "2024-05-18"), "None"),
        (meta("article:published_time", "2024-05-17") * 2, "2024-05-17"),
        (
            linked({**NEWS, "datePublished": "2024-05-17"}) + meta("article:published_time", "2024-05-18"),
            "2024-05-17",
        ),
    ],
)
def test_the_date_is_the_stated_one(head: str, published: str) -> None:
    assert str(from_html(page(head)).published) == published


def test_the_date_may_stand_in_an_element_that_says_what_it_is() -> None:
    time = "<time itemprop='datePublished' datetime='2024-05-17T09:30:00Z'>today</time>"
    assert str(from_html(page("", time + PARAGRAPHS)).published) == "2024-05-17 09:30:00+00:00"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (linked({**NEWS, "publisher": {"@type": "Organization", "name": "The Courier"}}), "The Courier"),
        (linked({**NEWS, "publisher": "The Courier"}), "The Courier"),
        (
            linked({"@graph": [{**NEWS, "publisher": {"@id": "#c"}}, {"@id": "#c", "name": "The Courier"}]}),
            "The Courier",
        ),
        (linked({**NEWS, "publisher": {"@id": "#nowhere"}}), None),
        (linked({**NEWS, "publisher": {"name": ["a", "b"]}}), None),
        (meta("og:site_name", "the courier"), "the courier"),
        (meta("DC.publisher", "The Courier", "name"), "The Courier"),
    ],
)
def test_the_publisher_is_the_stated_one(head: str, publisher: str | None) -> None:
    assert from_html(page(head)).publisher == publisher


@pytest.mark.parametrize(
    ("root", "head", "language"),
    [
        ("<html lang='en'>", "", "en"),
        ("<html lang='pt-BR'>", meta("content-language", "en", "http-equiv"), "pt-BR"),
        ("<html xml:lang='ko'>", "", "ko"),
        ("<html>", meta("Content-Language", "de", "http-equiv"), "de"),
        ("<html>", meta("content-language", "de, en", "http-equiv"), None),
        ("<html lang=''>", "", None),
        ("<html lang='en_US'>", "", None),
        ("<html>", meta("og:locale", "en_US"), None),
    ],
)
def test_the_language_is_the_declared_one(root: str, head: str, language: str | None) -> None:
    assert from_html(page(head, root=root)).language == language


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel='canonical' href='https://courier.example/bridge?a=1'>", "https://courier.example/bridge?a=1"),
        ("<link rel='canonical' href='/bridge'>", None),
        ("<link rel='alternate' href='https://courier.example/feed'>", None),
        (meta("og:url", "https://courier.example/bridge"), "https://courier.example/bridge"),
    ],
)
def test_the_address_is_the_canonical_one(head: str, url: str | None) -> None:
    assert from_html(page(head)).url == url


FULL = page(
    linked({**NEWS, "headline": "A", "datePublished": "2024-05-17", "publisher": "B"})
    + "<link rel='canonical' href='https://courier.example/a'>",
    root="<html lang='en'>",
)


def test_what_the_caller_says_wins() -> None:
    given = {
        "id": "article:x",
        "title": "T",
        "published": "2020-01-01",
        "publisher": "P",
        "editors": ["E"],
        "language": "de",
        "url": "urn:x:1",
    }
    article = from_html(FULL, **given)  # type: ignore[arg-type]
    assert article == Article.from_text(TEXT, **given)  # type: ignore[arg-type]
    assert from_html(FULL, published="2020-01-01").title == "A"
    assert wrong(lambda: from_html(FULL, published="soon")) == [("article.published", "date-form")]


def test_a_page_is_read_without_clock_network_or_a_search_for_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    import htmldate
    import trafilatura.metadata

    before = from_html(FULL), from_html(page())

    def forbidden(*_: object, **__: object) -> object:
        raise AssertionError

    monkeypatch.setattr(htmldate, "find_date", forbidden)
    monkeypatch.setattr(trafilatura.metadata, "find_date", forbidden)
    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(time, "time", forbidden)
    assert (from_html(FULL), from_html(page())) == before


# --- web pages: bytes


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset=ISO-8859-1>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ("<!-- <meta charset='utf-8'> --><meta charset='latin1'>", "cp1252"),
        ("<meta charset='utf-16'>", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_bytes_are_in_the_encoding_that_the_page_declares(head: str, codec: str) -> None:
    words = "“A ponte é segura”, disse Ana Lima – e será aberta em breve, segundo a câmara. "
    assert from_html(page(head, f"<p>{words * 4}</p>").encode(codec)).text == (words * 4).strip()


@pytest.mark.parametrize(
    ("label", "words", "codec"),
    [
        ("koi8-r", "Мост безопасен, сказала Анна Лима во вторник утром. ", "koi8-r"),
        ("Shift_JIS", "橋は安全だと市長は火曜日に記者団に語った。①", "cp932"),
        ("gb2312", "市长星期二对记者说，这座桥是安全的，朱镕基也这样说。", "gb18030"),
        ("EUC-KR", "시장은 화요일에 다리가 안전하다고 기자들에게 말했다 펲. ", "cp949"),
        ("iso-8859-9", "Köprü güvenli, dedi belediye başkanı salı günü “sabah”. ", "cp1254"),
    ],
)
def test_a_name_of_an_encoding_means_what_browsers_take_it_for(label: str, words: str, codec: str) -> None:
    html = page(f'<meta charset="{label}">', f"<p>{words * 12}</p>").encode(codec)
    assert from_html(html).text == (words * 12).strip()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_more_than_a_declaration(codec: str) -> None:
    assert from_html(page("<meta charset='koi8-r'>").encode(codec)).text == TEXT


@pytest.mark.parametrize(
    "label", ["rot13", "base64", "undefined", "idna", "utf-7", "mbcs", "unicode_escape", "nonsense"]
)
def test_an_encoding_that_is_none_for_pages_is_refused(label: str) -> None:
    (issue,) = issues_of(lambda: from_html(page(f"<meta charset={label}>").encode()))
    assert (issue.path, issue.code, issue.value) == ("", "encoding", label)


@pytest.mark.parametrize(
    ("html", "word"),
    [
        (page(body="<p>caf\u00e9</p>").encode("latin-1"), "by default"),
        (page("<meta charset=utf-8>", "<p>caf\u00e9</p>").encode("latin-1"), "declaration of utf-8"),
        (b"\xff\xfe\x00\xd8\x00", "byte order mark"),
    ],
)
def test_bytes_that_are_not_in_their_encoding_are_refused(html: bytes, word: str) -> None:
    (issue,) = issues_of(lambda: from_html(html))
    assert issue.code == "encoding"
    assert word in issue.message


@pytest.mark.parametrize("cls", [bytes, bytearray, memoryview])
def test_bytes_are_read_whatever_holds_them(cls: Callable[[bytes], Any]) -> None:
    line, item = '{"text": "It rained."}', '{"uri": "urn:x", "body_text": "It rained."}'
    assert from_html(cls(FULL.encode())) == from_html(FULL)
    assert read_article(cls(line.encode())) == read_article(line)
    assert from_ninjs(cls(item.encode())) == from_ninjs(item)


def test_what_is_no_text_is_told_in_a_sentence() -> None:
    with pytest.raises(TypeError, match="a page was expected, as str or bytes, not NoneType"):
        from_html(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a JSON text was expected, as str or bytes, not dict; `article_from_fields`"):
        read_article({"text": "It rained."})  # type: ignore[arg-type]


# --- web pages: hostile ones


def hostile() -> Iterator[tuple[str, str]]:
    yield "a broken structure", "</p></div><table><p><b><i></p></table></html><body>" + PARAGRAPHS
    yield "broken entities", f"<html><body><p>&amp &#x110000; &#xD800; &#0; &no; &#99999999999;</p>{PARAGRAPHS}"
    yield "zero characters", f"<ht\0ml><bo\0dy>\0{PARAGRAPHS}".replace("said", "sa\0id")
    yield "a script that does not end", f"<html><body><script>{PARAGRAPHS}"
    yield "a comment that does not end", f"<html><body>{PARAGRAPHS}<!-- "
    yield "scripts", f"<html><body>{PARAGRAPHS}" + "<script>document.write('</scr' + 'ipt>')</script>" * 200
    yield "huge attributes", f"<html><body data-a='{'x' * 1_000_000}'>{PARAGRAPHS}"
    yield "many angle brackets", "<html><body>" + "<" * 20_000
    yield "an XML declaration", f"<?xml version='1.0' encoding='utf-16'?><html><body>{PARAGRAPHS}"
    yield "deep JSON", page("<script type='application/ld+json'>" + "[" * 50_000 + "</script>")
    yield "odd JSON", page(linked(None, 1, [{}], {"@type": [5, {}]}, {"@graph": {"@graph": 1}}, {"@id": []}))
    yield "odd nodes", page(linked({**NEWS, "headline": {}, "publisher": [1], "datePublished": [], "@id": {}}))
    yield "foreign elements", f"<html><body><svg><title>x</title></svg><math><template>{PARAGRAPHS}"
    yield "a frame set", "<html><frameset><frame src=x></frameset></html>"


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in hostile()])
def test_a_hostile_page_gives_an_article_or_a_clear_error(html: str) -> None:
    for form in (html, html.encode("utf-8", "replace")):
        try:
            article = from_html(form)
        except BundleError as error:
            assert all(issue.code in newsevents.RULES for issue in error.issues)
        else:
            assert article.text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td"])
def test_a_page_that_cannot_be_read_as_a_whole_is_refused(tag: str) -> None:
    html = page(body=PARAGRAPHS + f"<{tag}>" * 5000 + PARAGRAPHS)
    assert wrong(lambda: from_html(html)) == [("", "too-long")]
    assert from_html(page()).text == TEXT


ATTRIBUTES = {
    "values": " {}=1",
    "values in quotes with nothing between": " {}='1'",
    "nothing but slashes between": "/{}",
    "values with signs of tags": " {}='<b>'",
    "names with signs of tags": " <{}",
    "names with quotes": ' {}"',
    "spaces around": "\t{} \n=\f1 ",
}


@pytest.mark.parametrize("form", ATTRIBUTES)
def test_an_element_of_very_many_attributes_is_refused_however_they_are_written(form: str) -> None:
    def html(count: int) -> str:
        separator = "" if "nothing" in form else " "
        return f"<html><body {separator.join(ATTRIBUTES[form].format(f'a{i}') for i in range(count))}>{PARAGRAPHS}"

    assert wrong(lambda: from_html(html(5000))) == [("", "too-many")]
    assert wrong(lambda: from_html(html(4097))) == [("", "too-many")]
    assert from_html(html(4096)).text == TEXT


def test_a_long_value_is_one_attribute() -> None:
    words = "the bridge / was = safe " * 2000
    assert from_html(f"<html><body title=\"{words}\" class='{words}'>{PARAGRAPHS}").text == TEXT


def test_a_lone_surrogate_in_a_page_is_reported_where_it_stands() -> None:
    (issue,) = issues_of(lambda: from_html("<html>\ud800" + PARAGRAPHS))
    assert (issue.path, issue.code) == ("", "surrogate")
    assert "offset 6" in issue.message


TAGS = (
    "<p> </p> <div> </div> <b> <br> <table><tr><td> </table> <ul><li> </ul> <h1> </h1> <script> </script> <!-- --> "
    "<title> </title> <html> <body> <head> <a href=' <meta <time &lt; &amp &#x1f600; <![CDATA[ ]]> <svg> \0 \" ' > <"
)


@settings(max_examples=examples(300))
@given(st.lists(st.one_of(st.sampled_from(TAGS.split(" ")), texts(max_size=60), st.just(SENTENCE)), max_size=30))
def test_any_markup_gives_an_article_or_a_clear_error(parts: list[str]) -> None:
    html = "".join(parts)
    for form in (html, html.encode()):
        try:
            article = from_html(form)
        except BundleError as error:
            assert all(issue.code in newsevents.RULES for issue in error.issues)
        else:
            assert Article.from_text(article.text or "", title=article.title, language=article.language)


@settings(max_examples=examples(300))
@given(st.binary(max_size=100))
def test_any_bytes_give_an_article_or_a_clear_error(data: bytes) -> None:
    for html in (data, b"<meta charset=" + data, b"<html><body>" + data):
        try:
            from_html(html)
        except BundleError as error:
            assert all(issue.code in newsevents.RULES for issue in error.issues)


def test_a_page_that_states_the_same_thousands_of_times_states_it() -> None:
    html = page(meta("a", "b") * 4000 + linked({**NEWS, "headline": "A"}) * 4000)
    assert from_html(html).title == "A"


def test_every_reader_of_articles_is_in_one_place() -> None:
    assert from_ninjs({"uri": "urn:x:1", "body_text": "It rained."}).text == "It rained."
