"""Running the service on this machine, and opening it in a browser."""

from __future__ import annotations

import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread

import uvicorn

from segundo.errors import ModelError, SegundoError, UsageError
from segundo.ledger import open_ledger
from segundo.web.app import make_app
from segundo.web.charts import svg
from segundo.web.pages import warm
from segundo.web.site import Site
from segundo.web.views import read
from segundo.web.words import LANGUAGES

HOST = "127.0.0.1"
REQUESTS_AT_ONCE = 64


class _Server(uvicorn.Server):
    """A server that says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, address: str, site: Site) -> None:
        super().__init__(config)
        self.address = address
        self.site = site

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(self.address, flush=True)
        if sys.stdout.isatty():
            webbrowser.open(self.address)
        Thread(target=_warm, args=(self.site,), daemon=True).start()


def serve(ledger: Path, port: int) -> None:
    """Serve a ledger on the loopback address until interrupted; the address goes to standard output.

    Raises:
        LedgerError: if the ledger cannot be opened.
        UsageError: if the port is taken.
    """
    open_ledger(ledger).close()  # what is wrong with it should be said before a browser opens
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            "port {port} cannot be had ({error})", do="Choose another with --port", port=port, error=error.strerror
        ) from error
    app = make_app(ledger)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off",
        limit_concurrency=REQUESTS_AT_ONCE, timeout_keep_alive=20,
    )  # fmt: skip
    with listening, suppress(KeyboardInterrupt):
        try:
            _Server(config, f"http://{HOST}:{listening.getsockname()[1]}/", app.state.site).run([listening])
        finally:
            app.state.site.books.close()


def _warm(site: Site) -> None:
    """Do before somebody waits for it what takes long once; what fails is told of then."""
    with suppress(ModelError):
        read("O ministro disse que mais de 200 pessoas fugiram.", "2015-09-03")
    svg({"mark": "point", "data": {"values": []}}, LANGUAGES[0])
    with suppress(SegundoError):
        warm(site)
