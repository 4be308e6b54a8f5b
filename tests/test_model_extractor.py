"""Reading with a language model: recorded answers, from a function and through the clients of services."""

from __future__ import annotations

import http.server
import json
import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import newsevents
from newsevents import (
    Article,
    BundleError,
    ExtractionError,
    Generator,
    GeneratorKind,
    ModelExtractor,
    draft_schema,
    extract,
    ground,
    prompt_guide,
    read_answer,
)
from newsevents.batch import extract_lines

from .example import places

ANSWERS = Path(__file__).parent / "answers"
ARTICLE = Article.from_text((ANSWERS / "article.txt").read_text("utf-8"), published="2024-05-16")
FIRST = (ANSWERS / "first.txt").read_text("utf-8")
RIGHT = (ANSWERS / "right.json").read_text("utf-8")

FAULTS = [
    ("actors[1].kind", "unknown-member"),
    ("actors[0].roles[0].of", "name-unknown"),
    ("statements[2].confidence", "unknown-field"),
    ("statements[0].hedges[0]", "quote-not-found"),
    ("statements[1].content[0]", "quote-not-found"),
    ("allegations[0].disputes[0]", "name-unknown"),
]
"""The issues of the first answer."""


class Recorded:
    """A model that gives recorded answers, and stores its prompts."""

    def __init__(self, *answers: Any) -> None:
        self.answers = [*answers]
        self.asked: list[str] = []

    def __call__(self, prompt: str, schema: dict[str, Any]) -> Any:
        assert schema == draft_schema()
        self.asked.append(prompt)
        return self.answers[len(self.asked) - 1]


def right(prompt: str, schema: dict[str, Any]) -> str:
    return RIGHT


def failing(prompt: str, schema: dict[str, Any]) -> str:
    raise ConnectionError("nobody answers") if "It rains." in prompt else ValueError(prompt)


def muttering(prompt: str, schema: dict[str, Any]) -> str:
    return "I see nothing."


# --- the answers


def test_the_model_is_asked_for_the_article_and_then_to_correct_its_answer() -> None:
    model = Recorded(FIRST, RIGHT)
    found = ModelExtractor(model).ground(ARTICLE)
    first, second = model.asked
    task = f"{prompt_guide()}\n# The article\n\n{ARTICLE.text}"
    assert first == task
    answer = read_answer(FIRST, on_error="keep")
    issues = answer.ground(ARTICLE).issues
    assert sorted(places(issues)) == sorted(FAULTS)
    assert second == (
        f"{task}\n\n# Your answer\n\n{answer.text}"
        f"\n\n# Correct this in your answer, and return all of it\n\n{issues.to_prompt()}"
    )
    assert "<think>" not in second
    assert found.issues == ()
    assert ground(ARTICLE, read_answer(RIGHT)).records == found.bundle.records
    assert len(found.bundle.statements) == 4


def test_of_an_answer_that_runs_wild_only_the_first_issues_are_sent_back() -> None:
    model = Recorded(json.dumps({"actors": [{"name": "Nobody\ud800", "kind": "person"}] * 300}), RIGHT)
    assert ModelExtractor(model).ground(ARTICLE).issues == ()
    *_, last = model.asked[1].splitlines()
    assert last == "… and 200 more."
    assert "\n100. actors[" in model.asked[1]
    model.asked[1].encode()


def test_what_the_model_does_not_correct_is_told_and_the_rest_is_kept() -> None:
    model = Recorded(FIRST, FIRST, FIRST)
    found = ModelExtractor(model, rounds=3).ground(ARTICLE)
    assert len(model.asked) == 3
    assert sorted(places(found.issues)) == sorted(FAULTS)
    assert [one.id for one in found.bundle.statements] == ["statement:quay", "statement:crane", "statement:denial"]
    assert [actor.name for actor in found.bundle.actors if actor.roles] == []
    (claim,) = found.bundle.allegations
    assert [span.exact for span in claim.content] == ["selling the crane in March"]
    cited = {match.path: [step.value for step in match.steps] for match in found.matches}
    assert cited["statements[2].content[0]"] == cited["allegations[0].content[0]"] == ["citation"]


def test_a_right_answer_is_not_asked_for_again() -> None:
    for answer in (RIGHT, RIGHT.encode(), json.loads(RIGHT)):
        model = Recorded(answer)
        assert ModelExtractor(model, rounds=9).ground(ARTICLE).issues == ()
        assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("answers", "statements"),
    [
        (("I cannot do that.", RIGHT), 4),
        ((b"\xff", json.loads(RIGHT)), 4),
        (({"no": object()}, RIGHT), 4),
        ((FIRST, "Sorry."), 3),
        ((RIGHT.replace("probably", "x"), "Sorry."), 4),
        ((FIRST, '{"statements": []}'), 3),
    ],
)
def test_the_answer_with_the_most_that_is_valid_counts(answers: tuple[Any, ...], statements: int) -> None:
    model = Recorded(*answers)
    found = ModelExtractor(model).ground(ARTICLE)
    assert len(found.bundle.statements) == statements


def test_an_answer_that_cannot_be_read_is_shown_to_the_model() -> None:
    model = Recorded("I cannot do that.", {"no": {1, 2}}, b"\xffx", RIGHT)
    ModelExtractor(model, rounds=4).ground(ARTICLE)
    shown = [prompt.partition("# Your answer\n\n")[2].partition("\n\n#")[0] for prompt in model.asked]
    assert shown == ["", "I cannot do that.", '{"no": "{1, 2}"}', "\ufffdx"]
    assert model.asked[1].endswith("Return one JSON object in the given form, whole, with no key twice.")


def test_of_a_model_that_never_answers_the_last_issues_are_raised() -> None:
    with pytest.raises(BundleError) as caught:
        ModelExtractor(muttering).read(ARTICLE)
    assert [issue.code for issue in caught.value.issues] == ["json"]


def test_what_is_no_answer_at_all_is_a_fault_of_the_function() -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        ModelExtractor(Recorded(None)).ground(ARTICLE)


def test_an_article_without_text_or_with_faults_is_not_asked_about_twice() -> None:
    with pytest.raises(ExtractionError, match="no text"):
        ModelExtractor(failing).ground(newsevents.load_seed().detach().article)
    model = Recorded(RIGHT, RIGHT)
    with pytest.raises(BundleError, match="url-form"):
        ModelExtractor(model).ground(Article.from_text("It rains.", url="no url"))
    assert len(model.asked) == 1
    with pytest.raises(ValueError, match="rounds must be 1 or more, not 0"):
        ModelExtractor(right, rounds=0)


# --- as an extractor


def test_extract_takes_it_like_any_other_extractor() -> None:
    extractor = ModelExtractor(Recorded(FIRST, FIRST), name="a-model", version="2024-05")
    bundle = extract(ARTICLE, extractor=extractor)
    assert bundle.generator == Generator(name="a-model", version="2024-05", kind=GeneratorKind.MODEL)
    assert bundle == ModelExtractor(Recorded(FIRST, FIRST), name="a-model", version="2024-05").ground(ARTICLE).bundle
    assert newsevents.loads(newsevents.dumps(bundle)) == bundle


@pytest.mark.parametrize("jobs", [1, 2])
def test_in_batch_each_article_has_its_row_or_its_issues(jobs: int) -> None:
    lines = [json.dumps({"text": text}).encode() for text in (str(ARTICLE.text), "It rains.", str(ARTICLE.text))]
    rows = [*extract_lines(lines, jobs=jobs, extractor=ModelExtractor(right, name="a-model"))]
    assert [(number, bundle is not None, issues) for number, bundle, issues in rows] == [
        (1, True, ()), (2, True, ()), (3, True, ())
    ]  # fmt: skip
    assert [len(newsevents.loads(bundle or "").statements) for _, bundle, _ in rows] == [4, 0, 4]
    ((_, bundle, (issue,)),) = extract_lines(lines[1:2], jobs=jobs, extractor=ModelExtractor(failing))
    assert (bundle, issue.code, issue.message) == (None, "extractor-failed", "ConnectionError: nobody answers")
    ((_, bundle, (issue,)),) = extract_lines(lines[1:2], jobs=jobs, extractor=ModelExtractor(muttering))
    assert (bundle, issue.code) == (None, "json")


def test_it_travels_to_other_processes() -> None:
    extractor = ModelExtractor(right, rounds=3, name="a-model")
    assert pickle.loads(pickle.dumps(extractor)) == extractor


# --- through the clients of services, which connect to a local server


@contextmanager
def replaying(bodies: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that returns recorded bodies in turn: its address, and the requests it received."""
    sent: list[dict[str, Any]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps(bodies[len(sent) - 1]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "finish_reason": "stop", "logprobs": None, "message": message}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage
    }  # fmt: skip


def message(*content: dict[str, Any]) -> dict[str, Any]:
    usage = {"input_tokens": 1, "output_tokens": 1}
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [*content],
        "stop_reason": "end_turn", "stop_sequence": None, "usage": usage,
    }  # fmt: skip


@pytest.fixture
def _directly(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def read_through(client: Callable[[str], Any], bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Read the article through a client, and return the requests."""
    with replaying(bodies) as (address, sent):
        found = ModelExtractor(client(address), name="m").ground(ARTICLE)
    assert found.issues == ()
    assert found.bundle.records == ground(ARTICLE, read_answer(RIGHT)).records
    assert len(sent) == 2
    return sent


@pytest.mark.long
@pytest.mark.usefixtures("_directly")
def test_through_the_client_of_openai() -> None:
    import openai

    def client(address: str) -> Any:
        made = openai.OpenAI(api_key="none", base_url=f"{address}/v1", max_retries=0)

        def ask(prompt: str, schema: dict[str, Any]) -> Any:
            answer = made.chat.completions.create(
                model="m",
                messages=[{"role": "user", "content": prompt}],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "draft", "strict": True, "schema": schema},
                },
            )
            return answer.choices[0].message.content

        return ask

    first, second = read_through(client, [completion(FIRST), completion(RIGHT)])
    assert first["response_format"]["json_schema"]["schema"] == draft_schema()
    assert "# Your answer" in second["messages"][0]["content"]


@pytest.mark.long
@pytest.mark.usefixtures("_directly")
def test_through_the_client_of_anthropic_with_text_and_with_a_tool() -> None:
    import anthropic

    def client(address: str) -> Any:
        made = anthropic.Anthropic(api_key="none", base_url=address, max_retries=0)

        def ask(prompt: str, schema: dict[str, Any]) -> Any:
            answer = made.messages.create(
                model="m",
                max_tokens=8000,
                messages=[{"role": "user", "content": prompt}],
                tools=[{"name": "record", "description": "Records what was read.", "input_schema": schema}],
            )
            last = answer.content[-1]
            return last.input if last.type == "tool_use" else last.text

        return ask

    tool = {"type": "tool_use", "id": "toolu_1", "name": "record", "input": json.loads(RIGHT)}
    bodies = [message({"type": "text", "text": FIRST}), message({"type": "text", "text": "Again:"}, tool)]
    first, _ = read_through(client, bodies)
    assert first["tools"][0]["input_schema"] == draft_schema()
