"""A page: one self-contained HTML file that shows a bundle beside the text it was made from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from newsevents.bundle import Bundle
from newsevents.data import read_text
from newsevents.formats._views.html import Html, element
from newsevents.formats._views.records import article_facts, records_of, title_of
from newsevents.formats._views.style import variables
from newsevents.formats._views.wording import shorten, words
from newsevents.formats.page.cards import Cards
from newsevents.formats.page.look import PageLook
from newsevents.formats.page.network import graph
from newsevents.formats.page.text import article_text
from newsevents.formats.page.timeline import timeline
from newsevents.model.records import Allegation, Record, Statement
from newsevents.model.vocabulary import AllegationStatus, Certainty, MeetingStatus

__all__ = ["to_page"]


def __dir__() -> list[str]:
    return __all__


_CLASSES = ("statements", "allegations", "meetings", "actors", "sources")
"""The lists of a bundle in reading order."""

_LONG = 50_000
"""The article's length, in code points, from which a browser renders only the paragraphs in view."""


_CHOSEN = Html("""
<aside id="selection" aria-label="Chosen" hidden="hidden">
<p id="chosen"></p><ul id="legend" class="legend"></ul><div id="chain"></div>
<p class="buttons">
<button id="previous" type="button">Previous</button><button id="next" type="button">Next</button>
<button id="back" type="button">Record</button><button id="unchoose" type="button">Clear</button>
</p>
</aside>
<p id="said" class="unseen" role="status" aria-live="polite"></p>
""")
"""The live region in which the script announces the selection to those who cannot see the page change."""


def to_page(bundle: Bundle) -> str:
    """Write a bundle as a self-contained HTML page: the article left, the records right, and links between them.

    The page makes no network requests, and its Content Security Policy forbids them. Without scripts everything can
    still be read, and links lead from records to words and back.

    Args:
        bundle: The bundle.

    Returns:
        The HTML document, to be written in UTF-8. The same bundle always gives the same page.
    """
    style, script = _style(), _data("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", shorten(title_of(bundle))),
        element("style", Html(style)),
    )
    body = element("body", _header(bundle), _main(bundle), _CHOSEN, element("script", Html(script)))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _style() -> str:
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {variables(1)} }} }}"
    return f":root {{ {variables(0)} }}\n{dark}\n{_data('page.css')}"


def _data(name: str) -> str:
    return "\n".join(read_text("formats.page", name).splitlines()) + "\n"


def _hash(code: str) -> str:
    """The digest by which a Content Security Policy allows a style or a script (CSP Level 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")


def _header(bundle: Bundle) -> Html:
    article, look = bundle.article, PageLook(bundle)
    facts = [element("li", look.show(fact)) for fact in article_facts(article, bundle.generator)]
    return element(
        "header",
        element("a", "Skip to the records", href="#records", class_="skip"),
        element("h1", shorten(title_of(bundle)), dir="auto"),
        element("ul", facts, class_="facts"),
    )


def _main(bundle: Bundle) -> Html:
    groups = {name: records_of(bundle, name) for name in _CLASSES}
    order = [record.id for name in _CLASSES for record in groups[name]]
    numbers = {id: number for number, id in enumerate(order)}
    cards = Cards(bundle, numbers)
    rows, dated = timeline(bundle, numbers)
    ties, tied = graph(bundle, numbers)
    tabs = (("records", "Records", len(order)), ("timeline", "Timeline", dated), ("ties", "Who about whom", tied))
    links = [
        element("a", f"{name} ", element("span", str(count), class_="count"), href=f"#{id}", id=f"tab-{id}")
        for id, name, count in tabs
    ]
    lists = [cards.group(name.capitalize(), groups[name]) for name in _CLASSES if groups[name]]
    return element(
        "main",
        _article(bundle),
        element(
            "div",
            element("nav", links, class_="tabs", aria_label="Views"),
            _filters(bundle, groups, numbers),
            _view("records", "Records", lists or [element("p", "This bundle has no records.")]),
            _view("timeline", "Timeline", [rows]),
            _view("ties", "Who said what about whom", [ties]),
            class_="views",
        ),
    )


def _view(id: str, name: str, content: Iterable[Html]) -> Html:
    return element("section", element("h2", name, id=f"name-{id}"), list(content), id=id, aria_labelledby=f"name-{id}")


def _article(bundle: Bundle) -> Html:
    article = bundle.article
    if article.text is None:
        text = element("p", "This bundle travels without the article’s text.", id="text", class_="note")
    else:
        many = len(article.text) > _LONG
        text = element("div", article_text(bundle), id="text", lang=article.language, class_="many" if many else None)
    heading = element("h2", "Article", id="name-article")
    button = element("button", "Show the text", id="read", type="button", aria_controls="text", aria_expanded="false")
    head = element("div", heading, button, class_="head")
    return element("section", head, text, id="article", aria_labelledby="name-article", tabindex="0")


# --- filters


def _filters(bundle: Bundle, groups: dict[str, tuple[Record, ...]], numbers: dict[str, int]) -> Html:
    """The controls of the filters, hidden until the script shows them."""
    classes = [
        element(
            "label",
            element("input", type="checkbox", name="class", value=name[:-1]),
            f" {name.capitalize()} ",
            element("span", str(len(groups[name])), class_="count"),
            class_=name[:-1],
        )
        for name in _CLASSES
        if groups[name]
    ]
    certain = {event.certainty for event in bundle.events if isinstance(event, Statement | Allegation)}
    status = {f"allegation {event.status}" for event in bundle.allegations}
    status |= {f"meeting {event.status}" for event in bundle.meetings}
    statuses = [f"allegation {one}" for one in AllegationStatus] + [f"meeting {one}" for one in MeetingStatus]
    actors = [(str(numbers[actor.id]), shorten(actor.name, 60)) for actor in bundle.actors]
    selects = element(
        "div",
        _select("actor", "Actor", actors),
        _select("certainty", "Certainty", [(str(one), words(one)) for one in Certainty if one in certain]),
        _select("status", "Status", [(one, words(one)) for one in statuses if one in status]),
        class_="selects",
    )
    fields = element("fieldset", element("legend", "Class"), classes, class_="classes")
    return element(
        "form",
        element("details", element("summary", "Filters"), fields, selects, id="choices", open=True),
        element(
            "p",
            element("output", id="shown", aria_live="polite"),
            element("button", "Clear filters", type="reset"),
            class_="state",
        ),
        id="filters",
        aria_label="Filters",
        hidden=True,
    )


def _select(name: str, label: str, options: list[tuple[str, str]]) -> Html | None:
    if not options:
        return None
    every = element("option", "all", value="")
    choices = [element("option", shown, value=value) for value, shown in options]
    return element("label", f"{label} ", element("select", every, choices, name=name))
