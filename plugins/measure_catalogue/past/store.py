"""Keep what pages were made into from one build to the next, in one file that may be deleted at any time."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from .memory import mark

_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB, build INTEGER) WITHOUT ROWID"
_BUILDS = 3
"""What so many builds did not ask for is forgotten: the file grows with the site and not with its past."""


def digest(*parts: object) -> bytes:
    """A key: that of the same parts, read by the same program on the same account.

    Nobody else can write a key that this one asks for: a file that comes with a change is never believed.
    """
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), key=mark(), digest_size=20).digest()


class Store:
    """Texts by key. A file that cannot be read or written, or is none of ours, holds nothing; nothing fails for it."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._asked: set[bytes] = set()
        self._new: dict[bytes, str] = {}

    def get(self, keys: Iterable[bytes]) -> Mapping[bytes, str]:
        """The texts that are known among those of some keys."""
        wanted = [*keys]
        self._asked.update(wanted)
        if not self._file or not self._file.is_file():
            return {}
        try:
            with closing(sqlite3.connect(self._file)) as base:
                found = (base.execute("SELECT value FROM kept WHERE key = ?", [key]).fetchone() for key in wanted)
                known = ((key, one) for key, one in zip(wanted, found, strict=True) if one)
                return {key: zlib.decompress(one[0]).decode("utf-8", "surrogatepass") for key, one in known}
        except (sqlite3.Error, zlib.error, UnicodeDecodeError, TypeError):
            return {}

    def put(self, key: bytes, text: str) -> None:
        self._new[key] = text

    def save(self) -> None:
        """Write what is new, forget what is old: all of it or nothing, whatever stops it."""
        if not self._file:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(self._file)
            except sqlite3.DatabaseError:
                self._file.unlink()  # none of ours
                self._write(self._file)
        except (OSError, sqlite3.Error):
            return
        self._new, self._asked = {}, set()

    def _write(self, file: Path) -> None:
        new = [(key, zlib.compress(text.encode("utf-8", "surrogatepass"), 1)) for key, text in self._new.items()]
        with closing(sqlite3.connect(file)) as base, base:
            base.execute("PRAGMA synchronous = OFF")
            base.execute(_TABLE)
            (last,) = base.execute("SELECT coalesce(max(build), 0) FROM kept").fetchone()
            base.executemany("UPDATE kept SET build = ? WHERE key = ?", [(last + 1, key) for key in self._asked])
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", [(*one, last + 1) for one in new])
            base.execute("DELETE FROM kept WHERE build <= ?", [last + 1 - _BUILDS])
