"""Charts: positions of marks, validity by Altair's own schema, and real rendering."""

from __future__ import annotations

import datetime as dt
import json
import sys
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair
import jsonschema
import pytest
import vl_convert
from hypothesis import HealthCheck, given, settings

import newsevents
from newsevents import (
    Article,
    Bundle,
    Granularity,
    MissingExtraError,
    Moment,
    Relation,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
)
from newsevents.formats.charts import draw, network, timeline
from newsevents.formats.charts.style import short
from newsevents.testing import bundles, make_bundle

from ..example import BUNDLE
from ..settings import examples

SEED = newsevents.load_seed()
SCHEMA = json.loads(
    resources.files("altair").joinpath("vegalite/v6/schema/vega-lite-schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(10)
)


def svg(specification: dict[str, Any]) -> ET.Element:
    return ET.fromstring(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))


def texts(drawn: ET.Element) -> list[str]:
    return ["".join(element.itertext()) for element in drawn.iter("{http://www.w3.org/2000/svg}text")]


def rows(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """The lines of a timeline, by the id of their record."""
    return {row["id"]: row for row in timeline(bundle)["data"]["values"]}


def dated(*whens: dict[str, Any], published: Moment | None = None) -> Bundle:
    """A bundle with a statement for each time."""
    text = "It rained then."
    span = Span(start=10, end=14, exact="then")
    statements = [
        Statement(
            id=f"statement:{number}",
            kind=StatementKind.SAY,
            unattributed=True,
            when=When(text="then", span=span, **when),
            source_id="source:article",
            evidence=[span],
        )
        for number, when in enumerate(whens)
    ]
    sources = [Source(id="source:article", kind=SourceKind.ARTICLE)]
    return Bundle(article=Article.from_text(text, published=published), sources=sources, statements=statements)


def row(**when: Any) -> dict[str, Any]:
    (only,) = timeline(dated(when))["data"]["values"]
    return dict(only)


DAY, LATER = dt.date(2024, 5, 14), dt.date(2024, 5, 31)

# --- timelines: the lines


def test_a_day_is_a_point() -> None:
    one = row(earliest=DAY, latest=DAY)
    assert (one["form"], one["open"], one["start"], one["end"]) == (
        "point",
        "",
        "2024-05-14T00:00:00.000Z",
        "2024-05-14T00:00:00.000Z",
    )


def test_a_part_of_a_day_is_a_point() -> None:
    morning = dt.datetime(2024, 5, 14, 6), dt.datetime(2024, 5, 14, 12)
    assert row(earliest=morning[0], latest=morning[1], granularity=Granularity.PART_OF_DAY)["form"] == "point"


@pytest.mark.parametrize("relation", [Relation.THROUGHOUT, Relation.SINCE, Relation.UNTIL])
def test_what_lasted_is_a_full_bar(relation: Relation) -> None:
    assert row(earliest=DAY, latest=LATER, relation=relation)["form"] == "lasting"


def test_an_interval_of_edtf_is_a_full_bar() -> None:
    assert row(earliest=DAY, latest=LATER, edtf="2024-05-14/2024-05-31")["form"] == "lasting"
    assert row(earliest=DAY, latest=LATER, edtf="[2024-05-14..2024-05-31]")["form"] == "within"


@pytest.mark.parametrize("relation", [Relation.AT, Relation.WITHIN, Relation.BEFORE, Relation.AFTER, Relation.BY])
def test_what_happened_once_inside_is_a_hollow_bar(relation: Relation) -> None:
    assert row(earliest=DAY, latest=LATER, relation=relation)["form"] == "within"


def test_what_recurs_is_a_thin_bar() -> None:
    assert row(earliest=DAY, latest=LATER, relation=Relation.EVERY)["form"] == "recurring"


def test_an_open_end_has_no_date() -> None:
    one = row(earliest=DAY, relation=Relation.SINCE)
    assert one["open"] == "end"
    assert "end" not in one
    other = row(latest=LATER, relation=Relation.BEFORE)
    assert other["open"] == "start"
    assert "start" not in other


def test_no_date_is_invented() -> None:
    bundle = dated(
        {"earliest": DAY}, {"latest": LATER}, {"earliest": DAY, "latest": LATER}, published=dt.date(2024, 6, 1)
    )
    known = {"2024-05-14", "2024-05-31", "2024-06-01"}
    specification = timeline(bundle)
    values = [value for layer in specification["layer"] for value in layer.get("data", {}).get("values", ())]
    for value in [*specification["data"]["values"], *values]:
        assert {value[name][:10] for name in ("start", "end") if name in value} <= known
    assert "domain" not in specification["layer"][3]["encoding"]["x"]["scale"]


def test_words_without_a_meaning_on_the_calendar_are_left_out() -> None:
    assert timeline(dated({}))["data"]["values"] == []


def test_a_time_stands_where_the_clock_of_its_place_says() -> None:
    zone = dt.timezone(dt.timedelta(hours=-5))
    late = dt.datetime(2024, 5, 14, 23, 30, tzinfo=zone)
    assert row(earliest=late, latest=late)["start"] == "2024-05-14T23:30:00.000Z"


def test_everything_with_a_date_has_a_line_the_earliest_first() -> None:
    found = rows(SEED)
    assert next(iter(found)) == "allegation:russia-03b63f25"
    assert set(found) == {event.id for event in SEED.timeline} | {
        source.id for source in SEED.sources if source.published is not None and source.published.resolved
    }
    begins = [one.get("start", one.get("end")) for one in found.values()]
    assert begins == sorted(begins)


def test_a_line_says_who_in_which_words_when_and_according_to_whom() -> None:
    one = rows(SEED)["statement:human-rights-watch-returns"]
    assert one["label"] == "Human Rights Watch: accuse"
    assert one["what"] == "Human Rights Watch: accuse, about China"
    assert one["words"] == "Chinese authorities had forcibly returned over 500 North Koreans to the reclusive nation"
    assert one["time"] == "“last month”: in 2023-10"
    assert one["source"] == "Radio Free Asia’s article → Human Rights Watch’s report → Human Rights Watch"


def test_an_allegation_says_that_it_is_one() -> None:
    one = rows(SEED)["allegation:hamas-e5546f8e"]
    assert one["label"] == "alleged: Hamas’ Oct. 7 attack on Israel"
    assert one["what"].startswith("Hamas, alleged by ")


def test_labels_are_short() -> None:
    assert all(len(one["label"]) <= 50 for one in rows(SEED).values())
    assert short("one two three", 10) == "one two…"
    assert short("a " + "b" * 20, 10) == "a bbbbbbb…"
    assert short("one\ntwo", 10) == "one two"


def test_the_time_is_about_where_the_words_say_so() -> None:
    assert row(earliest=DAY, latest=DAY, approximate=True)["time"] == "“then”: 2024-05-14; about"
    assert row(earliest=DAY, relation=Relation.SINCE)["time"] == "“then”: from 2024-05-14 on"


# --- timelines: rendering


def test_the_day_of_publication_is_a_line_across() -> None:
    assert "published 2023-11-15" in texts(svg(timeline(SEED)))
    assert not any("published" in text for text in texts(svg(timeline(dated({"earliest": DAY, "latest": DAY})))))


def marks(specification: dict[str, Any], description: str) -> list[str]:
    """The paths of the drawn marks of a kind."""
    drawn = svg(specification)
    groups = [one for one in drawn.iter() if one.get("class") == "mark-" + description + " role-mark"]
    groups += [
        one for one in drawn.iter() if (one.get("class") or "").startswith(f"mark-{description} role-mark layer_")
    ]
    return [path.get("d") or "" for group in groups for path in group.iter("{http://www.w3.org/2000/svg}path")]


def test_an_open_bar_runs_to_the_edge_and_has_an_arrow() -> None:
    closed = timeline(dated({"earliest": DAY, "latest": LATER, "relation": Relation.THROUGHOUT}))
    open_ = timeline(
        dated({"earliest": DAY, "relation": Relation.SINCE}, {"latest": LATER, "relation": Relation.UNTIL})
    )
    assert len(marks(closed, "rect")) == 1
    assert not marks(closed, "symbol")
    bars = [
        [float(number) for number in path[1:].replace("h", " ").split("v")[0].replace(",", " ").split()]
        for path in marks(open_, "rect")
    ]
    assert {round(left + width) for left, _, width, *_ in bars} & {560}
    assert 0 in {round(left) for left, *_ in bars}
    assert len(marks(open_, "symbol")) == 2


def test_what_is_alleged_has_a_broken_outline() -> None:
    alleged = [one for one in rows(SEED).values() if one["class"] == "allegation"]
    broken = [one for one in svg(timeline(SEED)).iter() if one.get("stroke-dasharray") == "3,2"]
    assert len(broken) == len(alleged) + sum(bool(one["open"]) for one in alleged)  # plus an arrow
    assert not [one for one in svg(timeline(dated({"earliest": DAY}))).iter() if one.get("stroke-dasharray") == "3,2"]


def test_days_of_one_fortnight_have_a_mark_each() -> None:
    near = timeline(dated({"earliest": DAY, "latest": DAY}, published=dt.date(2024, 5, 17)))
    assert [text for text in texts(svg(near)) if text in ("Tue 14", "Wed 15", "Thu 16", "Fri 17", "12 PM")] == [
        "Tue 14",
        "Wed 15",
        "Thu 16",
        "Fri 17",
    ]


@pytest.mark.parametrize(
    "whens",
    [
        [],
        [{}],
        [{"earliest": DAY, "latest": DAY}],
        [{"earliest": DAY}],
        [{"earliest": dt.date(1, 1, 1), "latest": dt.date(9999, 12, 31)}],
        [{"earliest": dt.datetime(2024, 5, 14, 9), "latest": dt.datetime(2024, 5, 14, 9, 0, 0, 1)}],
    ],
)
def test_few_dates_and_odd_ones_are_drawn(whens: list[dict[str, Any]]) -> None:
    specification = timeline(dated(*whens))
    altair.Chart.from_dict(specification, validate=True)
    drawn = svg(specification)
    assert float(drawn.get("width") or 0) > 100
    assert "NaN" not in ET.tostring(drawn, "unicode")
    if not any(whens):
        assert texts(drawn) == ["nothing in it has a date"]


def test_the_axis_says_which_days_it_is_about() -> None:
    assert "2023-08-01 to 2023-11-29" in texts(svg(timeline(SEED)))
    assert "2024-05-14" in texts(svg(timeline(dated({"earliest": DAY, "latest": DAY}))))


def test_many_lines_are_closer_together() -> None:
    many = timeline(dated(*[{"earliest": DAY, "latest": DAY}] * 60))
    assert many["height"] / 60 < timeline(SEED)["height"] / len(rows(SEED))


# --- networks


def layer(specification: dict[str, Any], mark: str) -> dict[str, Any]:
    (found,) = [one for one in specification["layer"] if one["mark"]["type"] == mark]
    return dict(found)


def ties(bundle: Bundle) -> list[dict[str, Any]]:
    return list(network(bundle)["data"]["values"])


def boxes(bundle: Bundle) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in layer(network(bundle), "rect")["data"]["values"]}


def test_who_says_what_about_whom_is_a_tie_with_its_kinds_and_their_number() -> None:
    found = {(one["who"], one["whom"], one["kind"]): one for one in ties(SEED)}
    one = found["Radio Free Asia", "United States", "statement"]
    assert (one["count"], one["what"]) == (4, "opine ×4")
    assert one["words"].startswith("the allies would counter")
    assert found["Human Rights Watch", "China", "statement"]["what"] == "accuse, request"
    assert found["Human Rights Watch", "China", "allegation"]["what"] == "alleged"


def test_only_those_with_a_tie_are_drawn() -> None:
    assert "actor:kim-jong-un" not in boxes(SEED)
    assert set(boxes(SEED)) == {
        id
        for event in (*SEED.statements, *SEED.allegations)
        for whos, whoms in [
            (event.speaker_ids, event.target_ids)
            if isinstance(event, Statement)
            else (event.claimant_ids, event.accused_ids)
        ]
        if whos and whoms
        for id in (*whos, *whoms)
    }


def test_an_allegation_is_dashed_and_a_statement_is_not() -> None:
    scale = layer(network(SEED), "line")["encoding"]["strokeDash"]["scale"]
    dashes = dict(zip(scale["domain"], scale["range"], strict=True))
    assert dashes["allegation"] == [5, 3]
    assert dashes["statement"] == [1, 0]
    drawn = ET.tostring(svg(network(SEED)), "unicode")
    assert drawn.count('stroke-dasharray="5,3"') == sum(one["kind"] == "allegation" for one in ties(SEED))


def test_more_statements_make_a_thicker_line() -> None:
    width = layer(network(SEED), "line")["encoding"]["strokeWidth"]
    assert width["field"] == "count"
    assert width["scale"] == {"domain": [1, 4], "range": [1.5, 5]}


def test_speakers_stand_left_of_those_whom_they_speak_of() -> None:
    found = boxes(SEED)
    assert found["actor:human-rights-watch"]["x2"] < found["actor:park-jin"]["x"]
    assert found["actor:park-jin"]["x2"] < found["actor:china"]["x"]


def test_nothing_lies_on_anything_else() -> None:
    found = list(boxes(SEED).values())
    picture = network(SEED)
    for index, one in enumerate(found):
        assert 0 <= one["x"] < one["x2"] <= picture["width"]
        assert 0 <= one["y"] < one["y2"] <= picture["height"]
        for other in found[:index]:
            assert (
                one["x2"] <= other["x"] or other["x2"] <= one["x"] or one["y2"] <= other["y"] or other["y2"] <= one["y"]
            )


def spoken(*pairs: str) -> Bundle:
    """A bundle in which the first actor of each pair speaks about the second."""
    names = sorted(set("".join(pairs)))
    return make_bundle(
        f"It rained on {' '.join(names)}.",
        actors=names,
        statements=[{"speakers": [who], "targets": [whom], "content": "It rained"} for who, whom in pairs],
    )


def test_a_tie_to_oneself_is_a_loop() -> None:
    bundle = spoken("AA")
    (tie,), (box,) = ties(bundle), boxes(bundle).values()
    assert tie["y"][0] < tie["y"][-1]
    assert max(tie["x"]) > box["x2"] + 20
    assert network(bundle)["width"] >= max(tie["x"])


def test_ties_within_a_column_run_beside_it() -> None:
    bundle = spoken("AB", "BA")
    assert boxes(bundle)["actor:a"]["x"] == boxes(bundle)["actor:b"]["x"]
    right = boxes(bundle)["actor:a"]["x2"]
    assert all(min(tie["x"]) == right for tie in ties(bundle))
    assert {tie["angle"] for tie in ties(bundle)} == {270}


def test_lines_cross_less_than_in_the_order_of_the_text() -> None:
    found = boxes(spoken("AZ", "BY", "CX", "DW"))
    left = sorted("abcd", key=lambda one: found[f"actor:{one}"]["y"])
    assert [{"a": "z", "b": "y", "c": "x", "d": "w"}[id] for id in left] == sorted(
        "wxyz", key=lambda one: found[f"actor:{one}"]["y"]
    )


def test_the_work_on_a_tie_does_not_grow_with_the_picture() -> None:
    others = [chr(0x4E00 + code) for code in range(120)]
    many = make_bundle(
        f"Ana said it rained on {' '.join(others)}.",
        actors=["Ana", *others],
        statements=[{"speakers": ["Ana"], "targets": others, "content": "it rained"}],
    )
    assert {len(tie["x"]) for tie in (*ties(many), *ties(SEED))} == {4}


def test_where_nobody_speaks_of_anybody_that_is_said() -> None:
    nothing = make_bundle("It rained.")
    assert texts(svg(network(nothing))) == ["nothing in it is said of anybody"]


# --- both

BOTH = [timeline, network]


@pytest.mark.parametrize("chart", BOTH)
def test_the_specification_fits_the_schema_of_vega_lite(chart: Any) -> None:
    VALIDATOR.validate(chart(BUNDLE))
    altair.Chart.from_dict(chart(BUNDLE), validate=True)


def test_the_schema_refuses_what_is_no_specification() -> None:
    broken = timeline(SEED)
    broken["layer"][0]["mark"]["type"] = "sausage"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(broken)


@pytest.mark.parametrize("chart", BOTH)
def test_the_specification_is_plain_json_and_the_same_each_time(chart: Any) -> None:
    written = json.dumps(chart(SEED), allow_nan=False)
    assert json.loads(written) == chart(SEED)
    assert json.dumps(chart(newsevents.loads(newsevents.dumps(SEED)))) == written


@pytest.mark.parametrize("chart", BOTH)
def test_changing_one_chart_changes_no_other(chart: Any) -> None:
    before = json.dumps(chart(SEED))
    changed = chart(SEED)
    changed["config"]["text"]["color"] = "red"
    for layer in changed["layer"]:
        layer["encoding"]["y"] = None
        layer["encoding"].get("tooltip", []).clear()
    assert json.dumps(chart(SEED)) == before


@pytest.mark.parametrize("chart", BOTH)
def test_the_data_is_in_it(chart: Any) -> None:
    specification = chart(SEED)
    assert specification.pop("$schema") == "https://vega.github.io/schema/vega-lite/v6.json"
    assert '"url"' not in json.dumps(specification)


@pytest.mark.parametrize("chart", BOTH)
def test_it_is_made_without_altair(chart: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("altair", "vl_convert"):
        monkeypatch.setitem(sys.modules, name, None)
    assert chart(SEED)["layer"]


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_seen_on_white_and_on_black() -> None:
    config = timeline(SEED)["config"]
    assert timeline(SEED)["background"] == "transparent"
    for ground in ("#ffffff", "#000000"):
        assert contrast(config["text"]["color"], ground) >= 4.5
        assert contrast(config["axis"]["labelColor"], ground) >= 4.5
        for colour in layer_colours():
            assert contrast(colour, ground) >= 3
    box = layer(network(SEED), "rect")["mark"]
    assert contrast(box["fill"], box["stroke"]) >= 4.5


def layer_colours() -> list[str]:
    (scale,) = {
        json.dumps(one["encoding"]["fill"]["scale"]) for one in timeline(SEED)["layer"] if "fill" in one["encoding"]
    }
    return list(json.loads(scale)["range"])


@relaxed
@given(bundles())
def test_any_bundle_is_drawn(bundle: Bundle) -> None:
    for chart in (timeline, network):
        specification = chart(bundle)
        VALIDATOR.validate(specification)
        drawn = vl_convert.vegalite_to_svg(json.dumps(specification), allowed_base_urls=[])
        assert "NaN" not in drawn
        assert "undefined" not in drawn
    known = {event.id for event in bundle.timeline}
    assert known <= set(rows(bundle))


def test_hostile_words_stay_words() -> None:
    text = "Ana said on Tuesday: </script><script>alert(1)</script> & 'x' \"y\" \\ {datum} \u202e."
    bundle = make_bundle(
        text,
        actors=[{"name": "<img src=x onerror=alert(1)>", "mentions": ["Ana"]}],
        statements=[{"speakers": ["<img src=x onerror=alert(1)>"], "when": "Tuesday", "content": text[21:-1]}],
        allegations=[
            {
                "claimants": ["<img src=x onerror=alert(1)>"],
                "accused": ["<img src=x onerror=alert(1)>"],
                "content": "</script><script>alert(1)</script> & 'x' \"y\" \\ {datum}",
                "when": "Tuesday",
            }
        ],
    )
    for chart in (timeline, network):
        drawn = svg(chart(bundle))
        assert not [one for one in drawn.iter() if one.tag.endswith(("script", "img", "foreignObject"))]
    assert "<img src=x onerror=alert(1)>: say" in texts(svg(timeline(bundle)))


def test_characters_that_svg_cannot_have_are_shown_as_pictures() -> None:
    text = "Ana\x00\x05 said on Tuesday that it\x1brained\uffff."
    bundle = make_bundle(
        text,
        actors=[{"name": "Ana\x00\x05", "mentions": ["Ana\x00\x05"]}],
        statements=[
            {
                "speakers": ["Ana\x00\x05"],
                "targets": ["Ana\x00\x05"],
                "when": "Tuesday",
                "content": "it\x1brained\uffff",
            }
        ],
    )
    assert "Ana␀␅: say" in texts(svg(timeline(bundle)))
    assert "Ana␀␅" in texts(svg(network(bundle)))
    assert rows(bundle)[bundle.statements[0].id]["words"] == "it␛rained\ufffd"


# --- files


@pytest.mark.parametrize("chart", BOTH)
def test_a_chart_is_drawn_as_svg_and_as_png(chart: Any, tmp_path: Path) -> None:
    draw(chart(SEED), tmp_path / "chart.svg")
    draw(chart(SEED), str(tmp_path / "chart.PNG"))
    root = ET.fromstring((tmp_path / "chart.svg").read_text("utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    image = (tmp_path / "chart.PNG").read_bytes()
    assert image.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(image[16:20], "big") == pytest.approx(2 * float(root.get("width") or 0), abs=2)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.svg or \.png, not '\.pdf'"):
        draw(timeline(SEED), tmp_path / "chart.pdf")
    assert not list(tmp_path.iterdir())


def test_what_is_no_chart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Invalid specification"):
        draw({"a": 1}, tmp_path / "chart.svg")


def test_nothing_is_fetched(tmp_path: Path) -> None:
    specification = timeline(SEED) | {"data": {"url": "https://example.org/rows.csv"}}
    with pytest.raises(ValueError, match="not allowed"):
        draw(specification, tmp_path / "chart.svg")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"newsevents\[viz\]"):
        draw(timeline(SEED), tmp_path / "chart.svg")
