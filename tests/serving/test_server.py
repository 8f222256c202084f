"""The HTTP service."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cleanse
from cleanse.article.kinds import KINDS
from cleanse.article.model import Policy
from cleanse.cli import main
from cleanse.records import clean_record, dumps
from cleanse.rulebook.loading import load_rulebook
from tests.cleaners import obedient
from tests.rulebooks import FILES, rulebook_of
from tests.webpages import PAGE, PAGED

pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from cleanse.serving.openapi import JSON, LINES, description
from cleanse.serving.openapi import PAGE as HTML
from cleanse.serving.openapi import TEXT as PLAIN
from cleanse.serving.server import application

BOOK = rulebook_of({**FILES, "example.com": PAGED})
STORY = "The ferry left the harbour an hour late, and nobody minded."
TEXT = f"Advertisement\n{STORY}\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/ferry"
SMALL = 4000
"""So many bytes are taken by the service of `mishaps`."""
UNICODE = "„Żółw śpi“, sagte sie.\n\u2028船は遅れた。🛳️ e\u0301 \ufeff\0"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The service, with a few rules."""
    with TestClient(application(BOOK, workers=2)) as client:
        yield client


@pytest.fixture(scope="module")
def mishaps() -> Iterator[TestClient]:
    """A service whose documents may hang, die or fail; it has little patience and takes little."""
    app = application(BOOK, workers=2, timeout=1.5, max_size=SMALL, cleaner=obedient)
    with TestClient(app) as client:
        yield client


def cleaned(record: dict[str, Any], policy: Policy | None = None, publisher: str | None = None) -> bytes:
    """What a loop over `clean_record` writes of a record."""
    return dumps(clean_record(record, BOOK, policy or Policy(), publisher))


def post(client: TestClient, body: str | bytes | Iterator[bytes], media: str = JSON, **query: str | list[str]) -> Any:
    """The answer to a document or a stream."""
    return client.post("/clean", content=body, headers={"content-type": media}, params=query)


def text(name: str) -> str:
    """A record of this text."""
    return json.dumps({"text": name})


def lines(answer: Any) -> list[dict[str, Any]]:
    """The records of a stream's answer."""
    return [json.loads(line) for line in answer.content.splitlines()]


def until(claim: Callable[[], bool]) -> bool:
    """Whether a claim comes true within ten seconds."""
    for _ in range(200):
        if claim():
            return True
        time.sleep(0.05)
    return False


def is_alive(process: int) -> bool:
    """Whether a process is there, and not only waiting to be buried."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


# ---------------------------------------------------------------- one document


@pytest.mark.parametrize(
    "body", ["", STORY, f"{STORY}\r\n\r\n{STORY}\n", UNICODE], ids=["no", "story", "breaks", "odd"]
)
def test_a_text_without_furniture_comes_back_as_it_is(client: TestClient, body: str) -> None:
    """Byte for byte."""
    assert body == post(client, body.encode(), PLAIN).json()["text"]


@pytest.mark.parametrize(
    "record",
    [
        {"text": TEXT},
        {"text": TEXT, "url": URL, "title": "Ferry late", "id": 7, "authors": "mine", "n": [1, {"a": None}]},
        {"text": UNICODE, "ü": "ß"},
        {"text": "Advertisement\n\ud800 It rained.", "n": 123456789012345678901234567890},
        {"html": PAGE, "id": None},
        {"html": PAGE, "url": "https://news.example.org/a"},
        {"text": TEXT, "html": PAGE},
    ],
    ids=["text", "fields", "unicode", "what orjson does not write", "page", "page with url", "text and page"],
)
def test_the_answer_is_the_record_of_a_loop(client: TestClient, record: dict[str, Any]) -> None:
    """Byte for byte as `dumps` writes it."""
    answer = post(client, json.dumps(record))

    assert (200, JSON, cleaned(record)) == (answer.status_code, answer.headers["content-type"], answer.content)


def test_a_cleaned_record_is_cleaned_anew(client: TestClient) -> None:
    first = post(client, json.dumps({"text": TEXT, "url": URL})).content

    assert first == post(client, first).content


@pytest.mark.parametrize("told", [{}, {"url": URL}, {"url": URL, "title": "Ferry late"}])
@pytest.mark.parametrize(("media", "body", "name"), [(PLAIN, TEXT, "text"), (HTML, PAGE, "html")])
def test_texts_and_pages_are_records_whose_url_the_query_tells(
    client: TestClient, media: str, body: str, name: str, told: dict[str, str]
) -> None:
    assert cleaned({name: body, **told}) == post(client, body, media, **told).content


@pytest.mark.parametrize(
    ("media", "coding"),
    [
        ("text/plain; charset=iso-8859-1", "iso-8859-1"),
        ('Text/Plain ;format=flowed; Charset="UTF-16"', "utf-16"),
        ("text/html; charset=windows-1252", "cp1252"),
        ("text/html", "utf-8"),
    ],
)
def test_the_header_tells_the_encoding(client: TestClient, media: str, coding: str) -> None:
    body = "<main><p>Café, said the ferryman, who was an hour late.</main>"

    assert "Café, said" in post(client, body.encode(coding), media).json()["text"]


def test_a_page_may_tell_its_encoding_itself(client: TestClient) -> None:
    body = "<meta charset=iso-8859-1><main><p>Café, said the ferryman, who was an hour late.</main>".encode("latin-1")

    assert "Café, said the ferryman, who was an hour late." == post(client, body, HTML).json()["text"]


@pytest.mark.parametrize(
    ("media", "body", "reason"),
    [
        (JSON, b"", "not JSON: "),
        (JSON, b"{", "not JSON: "),
        (JSON, b"[" * 99_999, "not JSON: "),
        (JSON, b'{"text": "\xff"}', "not UTF-8 at byte 10: "),
        (JSON, b"[]", "not a JSON object but list"),
        (JSON, b"{}", "no `text` and no `html`"),
        (JSON, b'{"text": 5}', "`text` is not text but int"),
        (JSON, b'{"text": "a", "edits": []}', "has a field `edits` of its own: rename it"),
        (PLAIN, b"caf\xe9", "not utf-8 at byte 3: "),
        ("text/plain; charset=klingon", b"a", "cannot be read as klingon: "),
        ("text/plain; charset=hex", b"a", "cannot be read as hex: "),
    ],
)
def test_a_body_that_is_no_record_is_refused_with_the_reason(
    client: TestClient, media: str, body: bytes, reason: str
) -> None:
    answer = post(client, body, media)

    assert (422, ["error"]) == (answer.status_code, list(answer.json()))
    assert answer.json()["error"].startswith(reason)


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("query", "policy", "publisher"),
    [
        ({"keep": "ad"}, Policy(keep={"ad"}), None),
        ({"keep": ["ad", "caption"]}, Policy(keep={"ad", "caption"}), None),
        ({"cut": "dateline"}, Policy(cut={"dateline"}), None),
        ({"publisher": "the example"}, Policy(), "example.com"),
        ({"publisher": "example.co.uk", "keep": "newsletter"}, Policy(keep={"newsletter"}), "example.com"),
        ({"generic": "false"}, Policy(), None),
    ],
)
@pytest.mark.parametrize("media", [JSON, LINES])
def test_the_query_tells_the_policy(
    client: TestClient, media: str, query: dict[str, Any], policy: Policy, publisher: str | None
) -> None:
    record = {"text": f"{TEXT}\nLONDON (Reuters) - It rained."}

    assert cleaned(record, policy, publisher) == post(client, json.dumps(record), media, **query).content


def test_generic_leaves_publishers_rules_out(client: TestClient) -> None:
    record = {"text": TEXT, "url": URL}

    assert (
        dumps(clean_record(record, BOOK.generic_only, Policy()))
        == post(client, json.dumps(record), generic="true").content
    )


@pytest.mark.parametrize(
    ("query", "policy"),
    [
        ({}, Policy(keep={"ad"}, cut={"dateline"}, repair=False)),
        ({"cut": "ad"}, Policy(cut={"dateline", "ad"}, repair=False)),
        ({"keep": ["dateline", "caption"]}, Policy(keep={"ad", "dateline", "caption"}, repair=False)),
    ],
)
def test_the_query_goes_before_the_application_s_policy(query: dict[str, Any], policy: Policy) -> None:
    """Which holds where it says nothing."""
    record = {"text": f"{TEXT}\nLONDON (Reuters) - It rained late Sunday.Police came.", "url": URL}
    with TestClient(application(BOOK, Policy(keep={"ad"}, cut={"dateline"}, repair=False), workers=1)) as client:
        assert cleaned(record, policy) == post(client, json.dumps(record), **query).content


@pytest.mark.parametrize(
    ("media", "query", "reason"),
    [
        (JSON, {"kep": "ad"}, "no option `kep` here (did you mean `keep`?)"),
        (JSON, {"url": URL}, "no option `url` here: it belongs in the record"),
        (LINES, {"title": "a"}, "no option `title` here: it belongs in the record"),
        (PLAIN, {"keep": "captions"}, "no such kind: 'captions' (did you mean `caption`?)"),
        (LINES, {"cut": ""}, "no such kind: ''"),
        (
            JSON,
            {"publisher": "exampel.com"},
            "no rule file for the publisher 'exampel.com' (did you mean `example.com`?)",
        ),
        (JSON, {"publisher": "example.com", "generic": "true"}, "no rule file for the publisher 'example.com'"),
        (JSON, {"publisher": ["example.com", "example.com"]}, "`publisher` is given twice"),
        (JSON, {"generic": "yes"}, "`generic` is true or false, not 'yes'"),
    ],
)
def test_an_option_that_is_wrong_is_refused_with_a_hint(
    client: TestClient, media: str, query: dict[str, Any], reason: str
) -> None:
    answer = post(client, text(TEXT), media, **query)

    assert (400, {"error": reason}) == (answer.status_code, answer.json())


# ---------------------------------------------------------------- what is not taken


@pytest.mark.parametrize(
    "media", ["application/x-www-form-urlencoded", "text/markdown", "json", "", "application/jsonx"]
)
def test_another_content_type_is_refused(client: TestClient, media: str) -> None:
    """And told what is read."""
    answer = post(client, text(TEXT), media)

    assert (415, ["error"]) == (answer.status_code, list(answer.json()))
    assert f"{JSON}, {PLAIN}, {HTML}, {LINES}" == answer.headers["accept-post"]


def test_a_packed_body_is_refused(client: TestClient) -> None:
    answer = client.post("/clean", content=b"", headers={"content-type": JSON, "content-encoding": "gzip"})

    assert (415, "cannot read content encoding 'gzip': send the body as it is") == (
        answer.status_code,
        answer.json()["error"],
    )


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/clean"), ("PUT", "/clean"), ("POST", "/health"), ("POST", "/publishers")]
)
def test_another_method_is_refused(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)

    assert (405, {"error": "Method Not Allowed"}) == (answer.status_code, answer.json())
    assert answer.headers["allow"]


def test_another_path_is_not_found(client: TestClient) -> None:
    answer = client.get("/cleanse")

    assert (404, {"error": "Not Found"}) == (answer.status_code, answer.json())


def test_a_body_of_the_largest_size_is_taken(mishaps: TestClient) -> None:
    assert 200 == post(mishaps, b"a" * SMALL, PLAIN).status_code


@pytest.mark.parametrize("size", [SMALL + 1, 20 * SMALL], ids=["by one", "by far"])
@pytest.mark.parametrize("is_told", [True, False], ids=["told", "not told"])
def test_a_larger_body_is_refused(mishaps: TestClient, size: int, is_told: bool) -> None:
    """Whether its size is told before or not."""
    answer = post(mishaps, b"a" * size if is_told else iter([b"a" * 1000] * (size // 1000 + 1)), PLAIN)

    assert (413, {"error": f"larger than {SMALL} bytes"}) == (answer.status_code, answer.json())


# ---------------------------------------------------------------- mishaps


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("hang", 503, "took longer than 1.5 seconds"),
        ("die", 503, "its worker process died"),
        ("fail", 500, "ZeroDivisionError: by nothing"),
    ],
)
def test_a_document_that_comes_to_grief_costs_itself_only(
    mishaps: TestClient, name: str, status: int, reason: str
) -> None:
    """Each, more than once: there are as many workers after it as before."""
    for _ in range(2):
        answer = post(mishaps, text(name))

        assert (status, {"error": reason}) == (answer.status_code, answer.json())
        assert cleaned({"text": TEXT}) == post(mishaps, text(TEXT)).content
    assert until(lambda: 2 == mishaps.get("/health").json()["workers"])


def test_others_are_answered_while_one_hangs(mishaps: TestClient) -> None:
    with ThreadPoolExecutor(1) as thread:
        hung = thread.submit(post, mishaps, text("hang"))
        done = [post(mishaps, text(TEXT)).status_code for _ in range(20) if not hung.done()]

    assert (503, {200}) == (hung.result().status_code, set(done))


def test_the_process_of_a_document_that_hangs_is_ended() -> None:
    """And the time that a document waits for its turn is not counted."""
    app = application(BOOK, workers=1, timeout=1.5, cleaner=obedient)
    with TestClient(app) as client, ThreadPoolExecutor(3) as threads:
        (before,) = app.state.pool.processes
        answers = [
            thread.result() for thread in [threads.submit(post, client, text(n)) for n in ("hang", "who", "slow")]
        ]
        after = post(client, text("who")).json()["process"]

        assert [503, 200, 200] == [answer.status_code for answer in answers]
        assert before != after
        assert until(lambda: not is_alive(before))


def test_a_worker_that_was_killed_costs_no_document() -> None:
    """Somebody else's doing is nothing that a document can help."""
    app = application(BOOK, workers=2, cleaner=obedient)
    with TestClient(app) as client:
        for process in app.state.pool.processes:
            os.kill(process, signal.SIGTERM)
            assert until(lambda process=process: not is_alive(process))  # type: ignore[misc]
        answers = [post(client, text("who")) for _ in range(3)]

        assert [200] * 3 == [answer.status_code for answer in answers]


def test_no_process_is_left_when_the_service_ends() -> None:
    """Not even one that hangs."""
    app = application(BOOK, workers=2, timeout=60, cleaner=obedient)
    with ThreadPoolExecutor(1) as thread:
        with TestClient(app) as client:
            processes = app.state.pool.processes
            thread.submit(post, client, text("hang"))
            time.sleep(0.5)

        assert 2 == len(processes)
        assert until(lambda: not any(map(is_alive, processes)))


def test_a_service_whose_workers_do_not_come_up_does_not_start() -> None:
    """It says so at once."""
    app = application(Unloadable(), workers=1)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="did not come up"), TestClient(app):
        pass


class Unloadable:
    """A rulebook that worker processes cannot have."""

    def __init__(self) -> None:
        """It looks like a real one."""
        self.__dict__.update(vars(BOOK))

    def __reduce__(self) -> Any:
        """Unpickled, it ends its process."""
        return os._exit, (1,)


# ---------------------------------------------------------------- streams


RECORDS: list[dict[str, Any]] = [{"text": f"{TEXT}\n{n}", "url": URL, "id": n, "ü": UNICODE} for n in range(40)]


def test_a_stream_is_answered_line_by_line_in_order(client: TestClient) -> None:
    """As a loop does, byte for byte."""
    answer = post(client, b"".join(map(dumps, RECORDS)), LINES)

    assert (200, LINES) == (answer.status_code, answer.headers["content-type"])
    assert b"".join(map(cleaned, RECORDS)) == answer.content


@pytest.mark.parametrize("size", [1, 7, 64_000])
@pytest.mark.parametrize("end", ["", "\n", "\r\n\n  \n"])
def test_it_does_not_matter_how_a_stream_is_cut_up(client: TestClient, size: int, end: str) -> None:
    body = ("\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS[:3]) + end).encode()
    chunks = (body[at : at + size] for at in range(0, len(body), size))

    assert b"".join(map(cleaned, RECORDS[:3])) == post(client, chunks, LINES).content


@pytest.mark.parametrize("body", [b"", b"\n", b"\r\n \n"])
def test_a_stream_without_lines_has_no_answers(client: TestClient, body: bytes) -> None:
    answer = post(client, body, LINES)

    assert (200, b"") == (answer.status_code, answer.content)


def test_a_bad_line_has_an_error_in_its_place(mishaps: TestClient) -> None:
    """And those behind it are cleaned. Empty lines count, but have no answer."""
    bad = ["{", "", text("hang"), text("a" * SMALL), "[]", text("die"), text("fail"), "{}", text("a" * 9 * SMALL)]
    out = lines(post(mishaps, "\n".join([text(STORY), *bad, text(STORY)]), LINES))

    assert [STORY, STORY] == [out[0]["text"], out[-1]["text"]]
    assert [
        (4, "took longer than 1.5 seconds"),
        (5, f"longer than {SMALL} bytes"),
        (6, "not a JSON object but list"),
        (7, "its worker process died"),
        (8, "ZeroDivisionError: by nothing"),
        (9, "no `text` and no `html`"),
        (10, f"longer than {SMALL} bytes"),
    ] == [(line["line"], line["error"]) for line in out[2:-1]]
    assert (2, ["error", "line"]) == (out[1]["line"], list(out[1]))


def streamed(client: TestClient, receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """A stream, with no client and no server between the test and the application."""
    scope = {
        "type": "http", "method": "POST", "path": "/clean", "raw_path": b"/clean", "query_string": b"",
        "headers": [(b"content-type", LINES.encode())], "asgi": {"version": "3.0", "spec_version": "2.3"},
    }  # fmt: skip

    async def exchange() -> None:
        await asyncio.wait_for(client.app(scope, receive, send), 60)

    assert client.portal is not None
    client.portal.call(exchange)


def test_no_more_is_read_than_the_client_takes(client: TestClient) -> None:
    """However much it sends: what is read is held by memory."""
    total, read, bodies = 200, 0, []
    read_meanwhile: list[int] = []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": dumps({"text": STORY, "id": read}), "more_body": read < total}

    async def send(message: dict[str, Any]) -> None:
        if message.get("body"):
            bodies.append(message["body"])
            if len(bodies) == 1:
                await asyncio.sleep(0.5)  # a client that takes its time
                read_meanwhile.append(read)

    streamed(client, receive, send)

    assert 1 <= read_meanwhile[0] <= 8
    assert list(range(1, total + 1)) == [json.loads(body)["id"] for body in bodies]


def test_a_client_that_goes_away_leaves_the_service_as_it_was(client: TestClient) -> None:
    """In the middle of its stream."""
    messages = [{"type": "http.request", "body": dumps({"text": STORY}), "more_body": True}] * 9

    async def receive() -> dict[str, Any]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        pass

    streamed(client, receive, send)

    assert [200] * 9 == [post(client, text(TEXT)).status_code for _ in range(9)]


# ---------------------------------------------------------------- what else there is


def test_publishers_are_told_as_the_command_tells_them() -> None:
    """Byte for byte."""
    answer = TestClient(application()).get("/publishers")

    assert LINES == answer.headers["content-type"]
    assert CliRunner().invoke(main, ["publishers", "--json"]).stdout_bytes == answer.content


def test_health_tells_the_versions(client: TestClient) -> None:
    told = {"status": "ok", "version": cleanse.__version__, "rulebook": "0123456789ab", "workers": 2}
    answer = client.get("/health")

    assert (200, told) == (answer.status_code, answer.json())


def test_a_service_without_workers_is_not_healthy() -> None:
    """As before it has started."""
    answer = TestClient(application(BOOK)).get("/health")

    assert (503, "no worker process is up") == (answer.status_code, answer.json()["status"])


# ---------------------------------------------------------------- the description


SCHEMAS = {**description()["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}


def is_as_described(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value has the type that the description says."""
    return bool(Draft202012Validator({"components": SCHEMAS, **schema}).is_valid(value))


def test_the_description_is_served(client: TestClient) -> None:
    assert description() == client.get("/openapi.json").json()


def test_every_route_is_described_and_no_other(client: TestClient) -> None:
    routes = {(route.path, *sorted(route.methods - {"HEAD"})) for route in client.app.routes}  # type: ignore[attr-defined]

    assert routes == {(path, *map(str.upper, sorted(methods))) for path, methods in description()["paths"].items()}


def test_the_schemas_are_schemas() -> None:
    """And what they refer to is there."""
    for schema in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description()))

    assert set(names) | {"FailedLine", "Fields"} == description()["components"]["schemas"].keys()


def test_the_bodies_that_are_described_are_those_that_are_read(client: TestClient) -> None:
    taken = post(client, "", "application/unheard-of").headers["accept-post"].split(", ")

    assert taken == list(description()["paths"]["/clean"]["post"]["requestBody"]["content"])


@pytest.mark.parametrize("option", description()["paths"]["/clean"]["post"]["parameters"], ids=lambda o: o["name"])
def test_the_options_that_are_described_are_taken(client: TestClient, option: dict[str, Any]) -> None:
    """With each value that they can have."""
    schema = option["schema"]
    values = {
        "array": schema.get("items", {}).get("enum"),
        "boolean": ["true", "false"],
        "string": ["example.com"],
    }[schema["type"]]
    statuses = {value: post(client, STORY, PLAIN, **{option["name"]: value}).status_code for value in values}

    assert dict.fromkeys(values, 200) == statuses
    assert schema["type"] != "array" or sorted(KINDS) == values


CASES: dict[str, tuple[str, str, dict[str, str]]] = {
    "200": (text(TEXT), JSON, {}),
    "400": (text(TEXT), JSON, {"keep": "captions"}),
    "413": ("a" * 2 * SMALL, PLAIN, {}),
    "415": ("a", "image/png", {}),
    "422": ("{}", JSON, {}),
    "500": (text("fail"), JSON, {}),
    "503": (text("die"), JSON, {}),
}


@pytest.mark.parametrize("status", description()["paths"]["/clean"]["post"]["responses"])
def test_every_answer_that_is_described_is_given_as_described(mishaps: TestClient, status: str) -> None:
    body, media, query = CASES[status]
    answer = post(mishaps, body, media, **query)
    content = description()["paths"]["/clean"]["post"]["responses"][status]["content"]

    assert (int(status), JSON) == (answer.status_code, answer.headers["content-type"])
    assert is_as_described(content[JSON]["schema"], answer.json())


@pytest.mark.parametrize("path", ["/publishers", "/health", "/openapi.json"])
def test_what_is_got_is_as_described(client: TestClient, path: str) -> None:
    answer = client.get(path)
    ((media, content),) = description()["paths"][path]["get"]["responses"]["200"]["content"].items()

    assert media == answer.headers["content-type"]
    assert is_as_described(content["schema"], answer.json() if media == JSON else answer.text)


@pytest.mark.parametrize("record", [*RECORDS[:1], {"html": PAGE}, {"text": "", "title": 5, "authors": None}])
def test_records_are_as_described(client: TestClient, record: dict[str, Any]) -> None:
    """On both sides."""
    assert is_as_described({"$ref": "#/components/schemas/Document"}, record)
    assert is_as_described({"$ref": "#/components/schemas/Cleaned"}, post(client, json.dumps(record)).json())


@pytest.mark.parametrize("record", [{}, {"text": None}, {"text": 5}, {"html": 5}, [], {"text": 5, "html": "<p>"}])
def test_what_is_described_as_no_document_is_refused(client: TestClient, record: Any) -> None:
    assert not is_as_described({"$ref": "#/components/schemas/Document"}, record)
    assert 422 == post(client, json.dumps(record)).status_code


def test_a_bad_line_is_as_described(client: TestClient) -> None:
    assert is_as_described({"$ref": "#/components/schemas/FailedLine"}, post(client, "{", LINES).json())


# ---------------------------------------------------------------- the command


@pytest.fixture
def started() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real command on a free port of this machine, and its address."""
    command = [sys.executable, "-m", "cleanse", "serve", "--port", "0", "--workers", "1", "--max-size", "100000"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            found = re.search(r"listens on http://(127\.0\.0\.1:\d+)$", line)
            assert found, line
            yield process, found.group(1)
        finally:
            process.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_stopped(
    started: tuple[subprocess.Popen[str], str], stop: signal.Signals
) -> None:
    """With the shipped rules, to a client that is not ours; and ends quietly."""
    process, address = started
    record = {"text": TEXT, "url": "https://www.independent.co.uk/news/ferry", "id": 7}
    request = urllib.request.Request(
        f"http://{address}/clean", json.dumps(record).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert dumps(clean_record(record, load_rulebook(), Policy())) == answer.read()

    request = urllib.request.Request(f"http://{address}/clean", b"a" * 500_000, {"Content-Type": "text/plain"})
    with pytest.raises(urllib.request.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=60)
    assert 413 == caught.value.code

    process.send_signal(stop)
    _, errors = process.communicate(timeout=60)
    assert (0, "") == (process.returncode, errors)


def test_a_line_is_answered_before_the_next_is_sent(started: tuple[subprocess.Popen[str], str]) -> None:
    """Streams go both ways at once."""
    connection = http.client.HTTPConnection(started[1], timeout=60)
    connection.putrequest("POST", "/clean")
    connection.putheader("Content-Type", LINES)
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    answer = None
    for number in range(5):
        line = dumps({"text": TEXT, "id": number})
        connection.send(b"%x\r\n%s\r\n" % (len(line), line))
        answer = answer or connection.getresponse()

        assert number == json.loads(answer.readline())["id"]
    connection.send(b"0\r\n\r\n")

    assert answer is not None
    assert b"" == answer.read()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
def test_no_worker_outlives_a_command_that_was_killed(started: tuple[subprocess.Popen[str], str]) -> None:
    process, address = started
    urllib.request.urlopen(f"http://{address}/health", timeout=60).close()
    children = Path(f"/proc/{process.pid}/task").glob("*/children")
    workers = [int(child) for file in children for child in file.read_text().split()]
    process.kill()

    assert workers
    assert until(lambda: not any(map(is_alive, workers)))


def test_a_port_that_is_taken_is_an_error_of_the_command() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--port", port])

    assert (1, f"Error: cannot listen on 127.0.0.1 port {port}: Address already in use\n") == (
        result.exit_code,
        result.stderr,
    )


@pytest.mark.parametrize("name", ["starlette", "uvicorn"])
def test_without_the_extra_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delitem(sys.modules, "cleanse.serving.server")
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        monkeypatch.setitem(sys.modules, module, None)
    result = CliRunner().invoke(main, ["serve"])

    assert 1 == result.exit_code
    assert f"Error: there is no {name}: pip install 'cleanse-news[serve]'\n" == result.stderr


def test_no_other_command_needs_the_extra() -> None:
    code = "import sys, cleanse.cli; print({'starlette', 'uvicorn'} & sys.modules.keys())"

    assert "set()\n" == subprocess.check_output([sys.executable, "-c", code], text=True)
