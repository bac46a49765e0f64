"""The command line: ``segundo`` and its verbs. Data goes to standard output, talk to standard error.

It leaves with 0 (done), 1 (an error), 2 (used wrongly) or 3 (done, but some inputs failed); 130 when interrupted.
"""

from __future__ import annotations

import atexit
import gc
import sys

from segundo.errors import SegundoError, UsageError

ALLOCATIONS = 50_000
"""So many new objects before garbage is looked for: modules and tables make many, all of which stay."""


def main() -> None:
    """Run ``segundo`` with the arguments of this process; errors become one line that says what, where, what to do."""
    gc.set_threshold(ALLOCATIONS)
    atexit.register(gc.freeze)  # what is left then goes with the process, and need not be looked through for garbage
    from segundo.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the file names of some systems are no Unicode; JSON and CSV are UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        app()
    except UsageError as error:
        _leave(error, 2)
    except SegundoError as error:
        _leave(error, 1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _leave(f"{where}{error.strerror or error}", 1)


def _leave(error: object, status: int) -> None:
    print(f"segundo: {error}", file=sys.stderr)
    sys.exit(status)
