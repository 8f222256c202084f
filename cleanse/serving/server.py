r"""The HTTP service, a Starlette application. Needs the `serve` extra.

What it answers is what `clean_record` gives, byte for byte as `cleanse.records.dumps` writes it. Documents are cleaned
in worker processes, because a thread cannot be stopped: one that takes too long, or kills its process, costs itself
only.

>>> from starlette.testclient import TestClient
>>> with TestClient(application(workers=1)) as client:
...     answer = client.post("/clean", json={"id": 7, "text": "Advertisement\nIt rained."})
>>> answer.status_code, answer.json()["id"], answer.json()["text"]
(200, 7, 'It rained.')
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, Literal, NamedTuple

import regex
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import cleanse
from cleanse.article.errors import BadRecord
from cleanse.article.hints import did_you_mean
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.pages.decoding import decoded
from cleanse.processes.in_order import cores
from cleanse.processes.pool import Pool
from cleanse.processes.worker import Lost
from cleanse.records import Record, cleaned_record, dumps, loads
from cleanse.rulebook.listing import publisher_rows
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.serving.openapi import JSON, LINES, PAGE, TEXT, description

Cleaner = Callable[[Record, Options], Record]
"""What cleans a record: `cleaned_record`, or something that takes and gives the same."""
Form = Literal["record", "text", "page"]

_FORMS: Final[dict[str, Form]] = {JSON: "record", TEXT: "text", PAGE: "page"}
_TAKEN: Final = ", ".join((*_FORMS, LINES))
_POLICY: Final = ("keep", "cut", "publisher", "generic")
_OF_BODIES: Final = ("url", "title")
"""What a record says itself."""
_CHARSET: Final = regex.compile(r""";\s*charset\s*=\s*["']?([^\s"';]+)""", regex.IGNORECASE)
_AHEAD: Final = 2
"""So many lines of a stream for each worker are read ahead at most."""
_HEARD_OUT: Final = 8
"""Bodies up to so many times too large are read to their end, and thrown away: few clients hear an answer before it."""
_SAMPLES: Final[tuple[Record, ...]] = ({"text": "It rained."}, {"html": "<p>It rained."})
_LOG: Final = logging.getLogger(__name__)


class RequestOptions(NamedTuple):
    """How a request wants its documents to be cleaned."""

    policy: Policy
    publisher: str | None
    generic: bool


class Job(NamedTuple):
    """A document as it came, and how it is to be cleaned."""

    body: bytes
    form: Form
    charset: str | None
    fields: dict[str, str]
    """What the query says of a text or page: `url` and `title`."""
    options: RequestOptions


class Failed(NamedTuple):
    """Why there is no answer, with the status that says so."""

    status: int
    error: str


def application(
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    *,
    extractor: Extractor = "judge",
    workers: int | None = None,
    timeout: float = 10.0,
    max_size: int = 10_000_000,
    cleaner: Cleaner = cleaned_record,
) -> Starlette:
    """The application: POST /clean, GET /publishers, GET /health and GET /openapi.json.

    `policy` is what holds where a request says nothing. There are as many `workers` as cores unless said; a document
    that takes one of them longer than `timeout` seconds is given up, and one of more than `max_size` bytes is refused.
    `rulebook` and `cleaner` are pickled. The processes start with the application's lifespan.
    """
    start = functools.partial(_started, rulebook, extractor, cleaner)
    pool: Pool[Job, bytes | Failed] = Pool(start, workers or cores(), timeout)
    service = _Service(rulebook or load_rulebook(), policy or Policy(), pool, max_size)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with pool:
            app.state.pool = pool
            yield

    return Starlette(
        routes=[
            Route("/clean", service.clean, methods=["POST"]),
            Route("/publishers", service.publishers),
            Route("/health", service.health),
            Route("/openapi.json", service.openapi),
        ],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )


class _Service:
    """The routes."""

    def __init__(self, rulebook: Rulebook, policy: Policy, pool: Pool[Job, bytes | Failed], max_size: int) -> None:
        self._rulebook = rulebook
        self._policy = policy
        self._pool = pool
        self._max_size = max_size
        self._publishers = b"".join(map(dumps, publisher_rows(rulebook)))
        self._openapi = dumps(description())

    async def clean(self, request: Request) -> ASGIApp:
        """Clean a document, or a stream of them."""
        content_type = request.headers.get("content-type", "")
        media = content_type.partition(";")[0].strip().lower()
        if media != LINES and media not in _FORMS:
            what = f"content type {media!r}" if media else "a body without a content type"
            raise HTTPException(415, f"cannot read {what}: send {_TAKEN}", {"Accept-Post": _TAKEN})
        if (coding := request.headers.get("content-encoding", "identity")) != "identity":
            raise HTTPException(415, f"cannot read content encoding {coding!r}: send the body as it is")
        of_body = _OF_BODIES if media in {TEXT, PAGE} else ()
        options = self._options(request.query_params, of_body)
        if media == LINES:
            return _Lines(self._pool, options, request, self._max_size)
        charset = match.group(1) if (match := _CHARSET.search(content_type)) else None
        fields = {name: value for name in of_body if (value := request.query_params.get(name)) is not None}
        body = await _body(request, self._max_size)
        answer = await _answer(self._pool, Job(body, _FORMS[media], charset, fields, options))
        if isinstance(answer, Failed):
            raise HTTPException(answer.status, answer.error)
        return Response(answer, media_type=JSON)

    async def publishers(self, _request: Request) -> Response:
        """Tell who is known."""
        return Response(self._publishers, media_type=LINES)

    async def health(self, _request: Request) -> Response:
        """Tell the versions, and how many workers are up."""
        up = len(self._pool.processes)
        answer = {"status": "ok" if up else "no worker process is up", "version": cleanse.__version__}
        answer |= {"rulebook": self._rulebook.version}
        return Response(dumps({**answer, "workers": up}), 200 if up else 503, media_type=JSON)

    async def openapi(self, _request: Request) -> Response:
        """Tell all of this for programs."""
        return Response(self._openapi, media_type=JSON)

    def _options(self, query: QueryParams, of_body: tuple[str, ...]) -> RequestOptions:
        """What the query asks for; what it says of a kind goes before what the application's policy says."""
        known = (*_POLICY, *of_body)
        for name in query:
            if name not in known:
                hint = ": it belongs in the record" if name in _OF_BODIES else did_you_mean(name, known)
                raise HTTPException(400, f"no option `{name}` here{hint}")
            if name not in {"keep", "cut"} and len(query.getlist(name)) > 1:
                raise HTTPException(400, f"`{name}` is given twice")
        if (generic := query.get("generic", "false")) not in {"true", "false"}:
            raise HTTPException(400, f"`generic` is true or false, not {generic!r}")
        rulebook = self._rulebook.generic_only if generic == "true" else self._rulebook
        keep, cut, publisher = frozenset(query.getlist("keep")), frozenset(query.getlist("cut")), query.get("publisher")
        base = self._policy
        try:
            policy = Policy(keep=(base.keep - cut) | keep, cut=(base.cut - keep) | cut, repair=base.repair)
            publisher = None if publisher is None else rulebook.publisher(publisher).id
        except (ValueError, KeyError) as error:
            raise HTTPException(400, str(error.args[0])) from error
        return RequestOptions(policy, publisher, generic == "true")


class _Lines:
    """The answer to a stream of records: a line to each line, in order, while more of them come."""

    def __init__(
        self, pool: Pool[Job, bytes | Failed], options: RequestOptions, request: Request, max_size: int
    ) -> None:
        self._pool = pool
        self._options = options
        self._request = request
        self._max_size = max_size
        self._tasks: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(_AHEAD * pool.size)

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Read and write side by side; no more is read than the client takes."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._read(group))
                # Begun with the first line that came: sooner, a client that asks whether to go on would not be told.
                task = await self._tasks.get()
                headers = [(b"content-type", LINES.encode())]
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                while task is not None:
                    await send({"type": "http.response.body", "body": await task, "more_body": True})
                    task = await self._tasks.get()
                await send({"type": "http.response.body", "body": b""})
        except* (ClientDisconnect, OSError):
            pass  # nobody is there to be told

    async def _read(self, group: asyncio.TaskGroup) -> None:
        async for number, line in _lines(self._request.stream(), self._max_size):
            if line is None or line.strip():
                await self._tasks.put(group.create_task(self._answer(number, line)))
        await self._tasks.put(None)

    async def _answer(self, number: int, line: bytes | None) -> bytes:
        answer: bytes | Failed = Failed(413, f"longer than {self._max_size} bytes")
        if line is not None:
            answer = await _answer(self._pool, Job(line, "record", None, {}, self._options))
        return dumps({"error": answer.error, "line": number}) if isinstance(answer, Failed) else answer


async def _lines(chunks: AsyncIterator[bytes], max_size: int) -> AsyncIterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers, counted from 1; None for one that is too long."""
    number, line, too_long = 1, bytearray(), False
    async for chunk in chunks:
        for index, part in enumerate(chunk.split(b"\n")):
            if index:
                yield number, None if too_long else bytes(line)
                number, line, too_long = number + 1, bytearray(), False
            too_long = too_long or len(line) + len(part) > max_size
            line += b"" if too_long else part
    yield number, None if too_long else bytes(line)


async def _body(request: Request, max_size: int) -> bytes:
    """The body of a request, if it is no larger than is taken."""
    too_large = HTTPException(413, f"larger than {max_size} bytes")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > (max_size if "expect" in request.headers else _HEARD_OUT * max_size):
        raise too_large
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= max_size:
            body += chunk
        elif size > _HEARD_OUT * max_size:
            break
    if size > max_size:
        raise too_large
    return bytes(body)


async def _answer(pool: Pool[Job, bytes | Failed], job: Job) -> bytes | Failed:
    answer = await pool.do(job)
    return Failed(503, answer.why) if isinstance(answer, Lost) else answer


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Response(dumps({"error": error.detail}), error.status_code, error.headers, JSON)


# ---------------------------------------------------------------- in a worker process


def _started(rulebook: Rulebook | None, extractor: Extractor, cleaner: Cleaner) -> Callable[[Job], bytes | Failed]:
    """The function that cleans a document; what is made at the first one is made now, on nobody's time."""
    rulebook = rulebook or load_rulebook()
    for book in (rulebook, rulebook.generic_only):
        for sample in _SAMPLES:
            cleaned_record(sample, Options(book))

    def cleaned(job: Job) -> bytes | Failed:
        book = rulebook.generic_only if job.options.generic else rulebook
        try:
            options = Options.of(book, job.options.policy, job.options.publisher, extractor)
            return dumps(cleaner(_record(job), options))
        except BadRecord as error:
            return Failed(422, str(error))
        except Exception as error:  # noqa: BLE001  # whatever it is, it costs this document only
            _LOG.exception("a document could not be cleaned")
            return Failed(500, f"{type(error).__name__}: {error}")

    return cleaned


def _record(job: Job) -> Record:
    """The record of a document. Raises BadRecord."""
    if job.form == "record":
        return loads(job.body)
    fields: dict[str, Any] = dict(job.fields)
    if job.form == "page":
        return {"html": decoded(job.body, job.charset), **fields}
    charset = job.charset or "utf-8"
    try:
        return {"text": job.body.decode(charset), **fields}
    except UnicodeDecodeError as error:
        raise BadRecord(f"not {error.encoding} at byte {error.start}: {error.reason}") from error
    except (LookupError, UnicodeError) as error:
        raise BadRecord(f"cannot be read as {charset}: {error}") from error
