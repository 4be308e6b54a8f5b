"""The page in a real browser: selecting, filtering, navigating and accessibility."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    Granularity,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
)
from newsevents.formats._views.records import words_of
from newsevents.formats.page import to_page
from newsevents.formats.page.look import mark_of
from newsevents.testing import make_bundle

from ..example import BUNDLE
from ..test_page import DAY, DESK, PHONE, SEED, SEED_PAGE, hostile
from .browser import CHROMIUM, chromium, opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with chromium() as one:
        yield one


Show = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Show:
    """Open the page of a bundle, by default that of the seed."""

    def open_page(bundle: Bundle = SEED, fragment: str = "", **options: Any) -> AbstractContextManager[Page]:
        file = tmp_path / "page.html"
        file.write_bytes((SEED_PAGE if bundle is SEED else to_page(bundle)).encode())
        return opened(browser, file, fragment, **options)

    return open_page


def choose(page: Page, id: str) -> None:
    page.locator(f'[id="{id}"] .choose').click()


def lit_words(page: Page) -> dict[str, list[list[int]]]:
    """The highlighted stretches by field, with their starts and lengths."""
    return page.evaluate(
        """() => {
            const found = {};
            for (const name of ["who", "cue", "content", "quote", "hedge", "amount", "when", "place", "role", "mention",
                "evidence"])
                for (const node of document.querySelectorAll(`.chosen #text .s.${name}`))
                    (found[name] ??= []).push([+node.id.slice(1), [...node.textContent].length]);
            return found;
        }"""
    )


def test_choosing_any_record_lights_up_its_words_field_by_field(show: Show) -> None:
    with show() as page:
        for record in SEED.records:
            page.evaluate("id => document.getElementById(id).querySelector('.choose').click()", record.id)
            expected: dict[str, set[int]] = {}
            for field, span in words_of(record):
                expected.setdefault(mark_of(field), set()).update(range(span.start, span.end))
            found = {
                field: {offset for start, length in stretches for offset in range(start, start + length)}
                for field, stretches in lit_words(page).items()
            }
            assert found == expected


def test_choosing_a_record_scrolls_to_its_words_and_leaves_the_records_where_they_are(show: Show) -> None:
    with show(reduced_motion="reduce") as page:
        expect(page.locator("#selection")).to_be_hidden()
        page.locator('[id="statement:radio-free-asia-opine-88ef115b"] .choose').scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        choose(page, "statement:radio-free-asia-opine-88ef115b")
        expect(page.locator("#text .at")).to_be_in_viewport()
        assert page.evaluate("document.getElementById('article').scrollTop") > 300
        assert abs(page.evaluate("scrollY") - before) < 300
        expect(page.locator("#said")).to_contain_text("passages are marked in the article")
        button = page.locator('[id="statement:radio-free-asia-opine-88ef115b"] .choose')
        expect(button).to_have_attribute("aria-pressed", "true")


def test_the_chain_of_a_chosen_record_is_drawn_and_leads_to_its_sources(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        chain = page.locator("#selection .chain li")
        expect(chain).to_have_count(3)
        chain.nth(1).locator("a").click()
        expect(page.locator('[id="source:foreign-ministry-statement"] .choose')).to_be_focused()
        expect(page.locator('[id="source:foreign-ministry-statement"]')).to_have_class(re.compile(r"\bon\b"))


def test_each_piece_of_the_words_can_be_gone_through(show: Show) -> None:
    with show() as page:
        choose(page, "actor:russia")
        places = []
        for _ in range(3):
            places.append(page.locator("#text .at").get_attribute("id"))
            page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="Previous").click()
        assert len(set(places)) == 3
        assert page.locator("#text .at").get_attribute("id") == places[2]


def resting_on(offset: int) -> set[str]:
    """The ids of the seed's records that rest on a character."""
    return {record.id for record in SEED.records for _, span in words_of(record) if span.start <= offset < span.end}


def test_choosing_words_lights_up_the_records_that_rest_on_them(show: Show) -> None:
    with show() as page:
        offsets = page.evaluate("[...document.querySelectorAll('#text a.s')].map(one => +one.id.slice(1))")
        for offset in offsets[::10]:
            page.evaluate("id => document.getElementById(id).click()", f"t{offset}")
            lit = page.evaluate("[...document.querySelectorAll('.card.lit')].map(card => card.id)")
            assert set(lit) == resting_on(offset)


def test_the_records_that_rest_on_words_are_counted_and_lead_on(show: Show) -> None:
    offset = (SEED.article.text or "").index("North Korea’s illegal cyber")
    count = len(resting_on(offset))
    assert count > 2
    with show() as page:
        page.locator(f"#t{offset}").click()
        expect(page.locator("#said")).to_have_text(f"{count} records rest on these words.")
        expect(page.locator("#legend a")).to_have_count(count)
        expect(page.locator(f"#t{offset}")).to_be_focused()
        page.locator("#legend a").last.click()
        expect(page.locator(".card.on")).to_be_in_viewport()


def test_words_of_a_record_lead_to_where_they_stand(show: Show) -> None:
    with show() as page:
        one = page.locator('[id="statement:ministers-serious-threat"]')
        one.locator("summary").click()
        one.locator("a.cue", has_text="according to").click()
        expect(page.locator("#text .at")).to_have_text("according to")


def test_choosing_a_chosen_record_clears_the_choice(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        expect(page.locator("#text .cue")).to_have_count(2)
        choose(page, "statement:ministers-serious-threat")
        expect(page.locator("#text .cue")).to_have_count(0)
        expect(page.locator("#selection")).to_be_hidden()


def test_records_are_chosen_from_the_keyboard(show: Show) -> None:
    with show() as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the records")).to_be_focused()
        first, second = page.locator(".choose").nth(0), page.locator(".choose").nth(1)
        first.focus()
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            expect(first).to_have_attribute("aria-pressed", "true")
            page.keyboard.press("Escape")
            expect(first).to_have_attribute("aria-pressed", "false")
            expect(first).to_be_focused()
            expect(page.locator("#selection")).to_be_hidden()
        page.keyboard.press("ArrowDown")
        expect(second).to_be_focused()
        expect(second).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("ArrowUp")
        expect(first).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("End")
        expect(page.locator(".choose").last).to_be_focused()
        expect(page.locator(".choose").last).to_be_in_viewport()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_the_text_is_one_stop_of_the_tab_key_and_arrows_go_on_from_it(show: Show) -> None:
    with show() as page:
        assert page.evaluate("document.querySelectorAll('#text a[tabindex=\"0\"]').length") == 1
        first = page.locator("#text a").first
        first.focus()
        page.keyboard.press("ArrowRight")
        second = page.locator("#text a").nth(1)
        expect(second).to_be_focused()
        page.keyboard.press("Space")
        assert page.locator(".card.lit").count() > 0
        page.keyboard.press("Escape")
        assert page.locator(".card.lit").count() == 0
        expect(second).to_be_focused()
        page.keyboard.press("Home")
        expect(first).to_be_focused()


def shown(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.card:not([hidden])')].map(card => card.id)")


def test_filters_show_the_records_that_pass_all_of_them(show: Show) -> None:
    with show() as page:
        state = page.locator("#shown")
        clear = page.get_by_role("button", name="Clear filters")
        expect(state).to_have_text("All 83 records shown")
        expect(clear).to_be_disabled()
        page.get_by_label("Allegations").check()
        assert set(shown(page)) == {one.id for one in SEED.allegations}
        expect(state).to_have_text("11 of 83 records shown")
        page.get_by_label("Statements").check()
        assert len(shown(page)) == 41
        page.get_by_label("Status").select_option("allegation supported")
        assert set(shown(page)) == {one.id for one in SEED.allegations if one.status == "supported"}
        page.get_by_label("Certainty").select_option("possible")
        both = {one.id for one in SEED.allegations if one.status == "supported" and one.certainty == "possible"}
        assert set(shown(page)) == both
        clear.click()
        expect(state).to_have_text("All 83 records shown")
        assert len(shown(page)) == 83
        expect(clear).to_be_disabled()


def test_the_filter_by_actor_counts_what_its_groups_say(show: Show) -> None:
    with show() as page:
        page.get_by_role("combobox", name="Actor").select_option(
            label=page.locator("option", has_text="Park Jin").inner_text()
        )
        found = set(shown(page))
        assert {one.id for one in SEED.statements_by("actor:park-jin")} <= found
        assert {one.id for one in SEED.meetings_of("actor:park-jin")} <= found
        assert "statement:human-rights-watch-returns" not in found
        count = re.search(r"\((\d+)\)", page.locator("option", has_text="Park Jin").inner_text())
        assert count is not None
        assert int(count[1]) == len(found)


def test_the_counts_of_a_filter_follow_the_others(show: Show) -> None:
    with show() as page:
        page.get_by_label("Meetings").check()
        expect(page.locator('option[value="meeting held"]')).to_have_text("meeting held (3)")
        expect(page.locator('option[value="allegation supported"]')).to_have_text("allegation supported (0)")
        expect(page.locator("label.statement .count")).to_have_text("30")


def test_the_text_shows_the_classes_of_the_records_that_are_shown(show: Show) -> None:
    with show() as page:
        classes = "[...document.querySelectorAll('#text .s')].map(one => [...one.classList].sort().join(' '))"
        before = page.evaluate(classes)
        page.get_by_label("Meetings").check()
        assert set(page.evaluate(classes)) == {"s", "meeting s"}
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("#text .statement").first).to_be_attached()
        assert page.evaluate(classes) == before


def test_choosing_a_tie_shows_its_records(show: Show) -> None:
    with show() as page:
        page.get_by_role("tab", name="Who about whom").click()
        tie = page.locator("#ties .tie", has_text="Human Rights Watch → China: accuse, request")
        tie.click()
        expect(page.get_by_role("tab", name="Records")).to_have_attribute("aria-selected", "true")
        assert shown(page) == ["statement:human-rights-watch-returns", "statement:the-organization-request-ccee7e77"]
        expect(page.locator("#shown")).to_contain_text("2 of 83 records shown of the tie Human Rights Watch → China")
        page.get_by_role("tab", name="Who about whom").click()
        expect(tie).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Clear filters").click()
        assert len(shown(page)) == 83
        page.locator("path.edge").first.dispatch_event("click")
        assert len(shown(page)) == 4


def test_a_row_of_the_timeline_lights_up_the_words(show: Show) -> None:
    with show() as page:
        page.get_by_role("tab", name="Timeline").click()
        page.locator("#timeline a", has_text="Kim Jong Un and Vladimir Putin").click()
        expect(page.locator("#text .when")).to_have_text("September")
        expect(page.locator(".row.on")).to_have_count(1)
        page.get_by_role("button", name="Record", exact=True).click()
        expect(page.locator('[id="meeting:russia-2023-09"] .choose')).to_be_focused()


def test_tabs_are_tabs(show: Show) -> None:
    with show() as page:
        expect(page.get_by_role("tabpanel")).to_have_count(1)
        page.get_by_role("tab", name="Records").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
        expect(page.locator("#timeline")).to_be_visible()
        expect(page.locator("#records")).to_be_hidden()


def test_an_address_with_a_record_or_words_opens_there(show: Show) -> None:
    with show(fragment="#statement:ministers-serious-threat") as page:
        expect(page.locator(".card.on .choose")).to_contain_text("criticize")
        expect(page.locator(".card.on")).to_be_in_viewport()
        page.evaluate("location.hash = 't548'")
        expect(page.locator('[id="statement:ministers-serious-threat"]')).to_have_class(re.compile("lit"))


# --- without scripts


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_scripts_everything_is_there_and_links_lead_on(show: Show, width: int) -> None:
    with show(java_script_enabled=False, width=width) as page:
        for id in ("article", "records", "timeline", "ties"):
            expect(page.locator(f"#{id}")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        expect(page.locator("#selection")).to_be_hidden()
        expect(page.locator(".card")).to_have_count(83)
        page.locator("#t548").click()
        assert page.url.endswith("#statement:ministers-serious-threat")
        target = page.locator('[id="statement:ministers-serious-threat"]')
        expect(target).to_be_in_viewport()
        target.locator("summary").click()
        expect(target.locator("dd", has_text="according to").first).to_be_visible()
        target.locator("a.cue", has_text="according to").click()
        expect(page.locator("#t602")).to_be_in_viewport()


# --- accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_names_roles_and_contrast_are_right(show: Show, scheme: str, width: int) -> None:
    with show(BUNDLE, color_scheme=scheme, width=width, reduced_motion="reduce", bypass_csp=True) as page:
        page.locator(".card summary").first.click()
        choose(page, BUNDLE.allegations[0].id)
        problems = violations(page)
        page.get_by_role("button", name="Clear", exact=True).click()
        if width == PHONE:
            page.get_by_role("button", name="Show the text").click()
        page.locator("#text a.allegation").first.click()
        page.evaluate("for (const view of document.querySelectorAll('[role=tabpanel]')) view.hidden = false")
        problems += violations(page)
        assert problems == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    response = Axe().run(page).response
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in response["violations"]]


def test_headings_are_in_order(show: Show) -> None:
    with show() as page:
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.localName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_controls_have_names(show: Show) -> None:
    with show() as page:
        choose(page, "statement:ministers-serious-threat")
        snapshot = page.locator("body").aria_snapshot()
        roles = {
            "button",
            "link",
            "tab",
            "checkbox",
            "combobox",
            "region",
            "complementary",
            "form",
            "tabpanel",
            "tablist",
        }
        assert roles <= set(re.findall(r"^\s*- (\w+) \"", snapshot, re.MULTILINE))
        assert not re.search(rf"^\s*- ({'|'.join(roles)})( \[|:|$)", snapshot, re.MULTILINE)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ["the seed", "an attack", "long words"])
def test_nothing_is_wider_than_the_window(show: Show, width: int, name: str) -> None:
    word = "w" * 300
    long = make_bundle(
        f"{word} said {word} on Monday.",
        actors=[word],
        publisher=word,
        statements=[
            {
                "speakers": [word],
                "targets": [word],
                "cue": "said",
                "content": f"said {word}",
                "when": "Monday",
                "place": word,
            }
        ],
    )
    with show({"the seed": SEED, "an attack": hostile(), "long words": long}[name], width=width) as page:
        for view in ("Records", "Timeline", "Who about whom"):
            page.get_by_role("tab", name=view).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("tab", name="Records").click()
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(".choose").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.getElementById('article').scrollWidth") <= width


def test_on_a_phone_words_and_record_are_seen_together(show: Show) -> None:
    with show(width=PHONE, reduced_motion="reduce") as page:
        choose(page, "meeting:busan-2023-11-15")
        expect(page.locator("#text .at").or_(page.locator("#text .when")).first).to_be_in_viewport()
        expect(page.locator('[id="meeting:busan-2023-11-15"] .choose')).to_be_in_viewport()
        pane, bar = page.locator("#article").bounding_box(), page.locator("#selection").bounding_box()
        title = page.locator('[id="meeting:busan-2023-11-15"] .choose').bounding_box()
        assert pane is not None
        assert bar is not None
        assert title is not None
        assert pane["y"] + pane["height"] <= title["y"] + 1
        assert title["y"] + title["height"] <= bar["y"] + 1


@pytest.mark.parametrize("width", [390, 768])
def test_on_a_narrow_screen_the_records_come_first_and_the_text_opens_on_demand(show: Show, width: int) -> None:
    with show(width=width, reduced_motion="reduce") as page:
        text, read = page.locator("#text"), page.locator("#read")
        expect(page.locator(".card").first).to_be_in_viewport(ratio=1)
        expect(text).to_be_hidden()
        expect(page.locator("#choices .classes")).to_be_hidden()
        page.get_by_role("tab", name="Timeline").click()
        expect(page.locator("#timeline .row a").first).to_be_in_viewport()
        page.get_by_role("tab", name="Records").click()
        read.click()
        expect(text).to_be_in_viewport()
        expect(read).to_have_attribute("aria-expanded", "true")
        read.click()
        expect(text).to_be_hidden()
        choose(page, SEED.statements[1].id)
        expect(page.locator("#text .at").or_(page.locator("#text .cue")).first).to_be_in_viewport()
        page.get_by_role("button", name="Clear", exact=True).click()
        expect(text).to_be_hidden()
        expect(page.locator(f'[id="{SEED.statements[1].id}"] .choose')).to_be_focused()
        page.locator("#choices > summary").click()
        page.get_by_label("Meetings").check()
        assert len(shown(page)) == 4
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_a_text_that_was_asked_for_stays_open(show: Show) -> None:
    with show(width=390, reduced_motion="reduce") as page:
        page.get_by_role("button", name="Show the text").click()
        page.locator("#text a.s").first.click()
        page.get_by_role("button", name="Clear", exact=True).click()
        expect(page.locator("#text")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, 768, DESK])
def test_the_buttons_of_what_is_chosen_are_in_one_line(show: Show, width: int) -> None:
    with show(width=width) as page:
        choose(page, "actor:russia")
        tops = page.evaluate("[...document.querySelectorAll('.buttons button')].map(one => one.offsetTop)")
        assert len(tops) == 4
        assert len(set(tops)) == 1


def test_nothing_moves_for_those_who_want_no_motion(show: Show) -> None:
    behaviour = "getComputedStyle(document.getElementById('article')).scrollBehavior"
    with show(reduced_motion="reduce") as page:
        assert page.evaluate(behaviour) == "auto"
    with show(reduced_motion="no-preference") as page:
        assert page.evaluate(behaviour) == "smooth"


def test_paper_shows_the_whole_text_and_every_view(show: Show) -> None:
    with show() as page:
        page.emulate_media(media="print")
        for id in ("article", "records", "timeline", "ties"):
            expect(page.locator(f"#{id}")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        assert page.evaluate("(pane => pane.scrollHeight <= pane.clientHeight + 1)(document.getElementById('article'))")
        expect(page.locator(".card dl").first).to_be_visible()


# --- hostile and very large


def test_a_browser_runs_nothing_of_an_attack_and_has_its_text(show: Show) -> None:
    bundle = hostile()
    with show(bundle) as page:
        text = page.evaluate("document.getElementById('text').textContent")
        assert text == (bundle.article.text or "").replace("\0", "\u2400")
        assert page.title() != ""
        assert page.evaluate("document.scripts.length") == 1
        choose(page, "statement:<b>")
        expect(page.locator(".card.on")).to_have_count(1)
        page.get_by_role("tab", name="Who about whom").click()
        page.locator(".nodes.left a").click()
        expect(page.locator(".card.actor.on")).to_have_count(1)


def test_a_browser_has_every_character_of_the_basic_plane(show: Show) -> None:
    text = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, 0x10000)]))
    with show(make_bundle(text)) as page:
        assert page.evaluate("document.getElementById('text').textContent") == text


def test_bidirectional_controls_do_not_turn_what_stands_around(show: Show) -> None:
    name = "\u202eesrever"
    bundle = make_bundle(
        f"{name} said so.", actors=[name], statements=[{"speakers": [name], "cue": "said", "content": "so"}]
    )
    with show(bundle) as page:
        title = page.locator(".card.statement .choose")
        name_box, kind_box = title.locator("bdi").first.bounding_box(), title.locator(".kind").bounding_box()
        assert name_box is not None
        assert kind_box is not None
        assert name_box["x"] + name_box["width"] <= kind_box["x"]


def test_a_million_characters_in_a_line_stay_usable(show: Show) -> None:
    text = "Ana Lima said that " + "the bridge was \u202e<b>safe</b> " * 38_000
    bundle = make_bundle(text, actors=["Ana Lima"], statements=[{"speakers": ["Ana Lima"], "cue": "said"}])
    assert len(text) > 10**6
    with show(bundle, width=PHONE) as page:
        assert milliseconds(page, "document.querySelector('.choose').click()") < 2_000
        expect(page.locator("#text .cue")).to_have_text("said")


def test_ten_thousand_records_are_folded_and_stay_usable(show: Show) -> None:
    with show(many(10_000)) as page:
        assert page.evaluate("document.querySelectorAll('.group[open]').length") == 1  # the article's source
        assert milliseconds(page, "document.querySelector('.choose').click()") < 4_000
        assert page.evaluate("document.querySelector('#text .cue').textContent") == "said"
        assert milliseconds(page, "document.querySelector('a.s').click()") < 4_000
        assert milliseconds(page, "document.querySelector('[value=actor]').click()") < 4_000
        assert page.evaluate("document.getElementById('shown').textContent") == "8000 of 10000 records shown"


def milliseconds(page: Page, script: str) -> float:
    """The time that a script and the following rendering take."""
    done = f"async () => {{ const from = performance.now(); {script}; await new Promise(requestAnimationFrame); "
    return page.evaluate(done + "await new Promise(requestAnimationFrame); return performance.now() - from; }")


def many(count: int) -> Bundle:
    """This many records on short lines, without the work of grounding."""
    line = "Somebody said on Monday that the bridge was safe.\n"
    people = count * 4 // 5
    text = line * people

    def span(number: int, start: int, end: int) -> Span:
        return Span(start=number * len(line) + start, end=number * len(line) + end, exact=line[start:end])

    actors = [
        Actor(id=f"actor:{n}", name=f"Person {n}", kind=ActorKind.PERSON, evidence=[span(n, 0, 8)])
        for n in range(people)
    ]
    statements = [
        Statement(
            id=f"statement:{n}",
            kind=StatementKind.SAY,
            speaker=[span(n % people, 0, 8)],
            speaker_ids=[f"actor:{n % people}"],
            target_ids=[f"actor:{n * 7 % people}"],
            cue=[span(n % people, 9, 13)],
            content=[span(n % people, 29, 48)],
            when=When(
                text="Monday", span=span(n % people, 17, 23), earliest=DAY, latest=DAY, granularity=Granularity.DAY
            ),
            source_id="source:article",
            evidence=[span(n % people, 0, 48)],
        )
        for n in range(count - people - 1)
    ]
    source = Source(id="source:article", kind=SourceKind.ARTICLE)
    return Bundle(article=Article.from_text(text), actors=actors, sources=[source], statements=statements)
