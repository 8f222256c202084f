"""`cleanse serve`: the HTTP service."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import suppress

import click

import cleanse
from cleanse.cleaning.options import Extractor
from cleanse.cli.options import options_of, rulebook_of, serving
from cleanse.processes.in_order import cores


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. The service asks for no password: whoever reaches it can use it.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8650,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 for any that is free.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of worker processes. Default: one per core.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for a document, in seconds. One that takes longer is answered with 503.",
)
@click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=10_000_000,
    show_default=True,
    metavar="BYTES",
    help="Maximum body (or stream line) size in bytes. A larger body is answered with 413.",
)
@serving
def serve(
    host: str,
    port: int,
    workers: int | None,
    timeout: float,
    max_size: int,
    rules: tuple[str, ...],
    ftr: str | None,
    extractor: Extractor,
    keep: tuple[str, ...],
    cut: tuple[str, ...],
    no_repair: bool,
) -> None:
    """Clean documents over HTTP.

    POST /clean takes a JSON record, a text/plain or text/html body, or a stream of records (application/x-ndjson).
    GET /publishers lists the known publishers, GET /health gives the versions, GET /openapi.json describes the API.
    """
    try:  # who does not serve needs neither
        import uvicorn

        from cleanse.serving.server import application
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in {"starlette", "uvicorn"}:
            raise
        raise click.ClickException(f"there is no {missing}: pip install 'cleanse-news[serve]'") from error
    rulebook = rulebook_of(rules, ftr)
    app = application(
        rulebook,
        options_of(rulebook, keep, cut, no_repair=no_repair).policy,
        extractor=extractor,
        workers=workers or cores(),
        timeout=timeout,
        max_size=max_size,
    )
    config = uvicorn.Config(
        app, lifespan="on", log_level="warning", access_log=False, timeout_graceful_shutdown=int(timeout) + 1
    )
    server = uvicorn.Server(config)
    with _listening(host, port) as listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        click.echo(f"cleanse {cleanse.__version__} with rulebook {rulebook.version} listens on {address}", err=True)
        with suppress(KeyboardInterrupt):  # that is how it is stopped
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # and so ends as tidily
            server.run(sockets=[listener])
    if not server.started:
        raise click.ClickException("the worker processes could not be started")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        # An error of binding has the address once more behind the system's words; one of looking a name up has none.
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise click.ClickException(f"cannot listen on {host} port {port}: {why or error}") from error
