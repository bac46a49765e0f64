"""A ledger served to a browser, while a test looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from segundo.web.app import make_app


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address at which a ledger is served while it is needed."""
    server = uvicorn.Server(uvicorn.Config(make_app(path), port=0, log_level="warning", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
