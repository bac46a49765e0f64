"""What the reader said of a passage's exact text, kept so that it is not read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b

from segundo.reader.packing import pack, unpack
from segundo.reader.reading import Reading

_KEY_BYTES = 16


def kept(connection: sqlite3.Connection, texts: Sequence[str], model: str) -> list[Reading | None]:
    """What a model said of exactly these passages before; None for those that it has not read."""
    return [_kept(connection, text, model) for text in texts]


def _kept(connection: sqlite3.Connection, text: str, model: str) -> Reading | None:
    row = connection.execute("SELECT reading FROM readings WHERE key = ?", (_key(text, model),)).fetchone()
    try:
        return unpack(row["reading"], text) if row else None
    except ValueError:  # damaged, or of an older format: it is only read anew
        return None


def keep(connection: sqlite3.Connection, texts: Sequence[str], readings: Sequence[Reading], model: str) -> None:
    """Keep what a model said of passages; other models' readings are dropped."""
    connection.execute("DELETE FROM readings WHERE model < ?1 OR model > ?1", (model,))
    connection.executemany(
        "INSERT OR REPLACE INTO readings (key, model, reading) VALUES (?, ?, ?)",
        [(_key(text, model), model, pack(reading)) for text, reading in zip(texts, readings, strict=True)],
    )


def _key(text: str, model: str) -> bytes:
    return blake2b(f"{model}\0{text}".encode(), digest_size=_KEY_BYTES).digest()
