"""Keep what pages were made into from one build to the next, in one file that may be deleted at any time."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from .memory import mark

_TABLES = (
    "CREATE TABLE asked (key BLOB PRIMARY KEY, build INTEGER) WITHOUT ROWID",
    "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID",
)
"""Apart, so that to note who asked for what does not write all values again."""

_SPOILED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_UNREAD = (OSError, sqlite3.Error, zlib.error, ValueError, TypeError, OverflowError)
_PATIENCE = 5.0
"""Seconds that another build is waited for."""
_SEAL = 16
_ROOM = 8_000_000
"""Bytes of new values that are held before they are written: those of a large site would fill the memory."""
_BUILDS = 3
"""What so many builds did not ask for is forgotten: the file grows with the site and not with its past."""


def digest(*parts: object) -> bytes:
    """A key: that of the same parts, read by the same program on the same account.

    Nobody else can write a key that this one asks for: a file that comes with a change is never believed.
    """
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), key=mark(), digest_size=20).digest()


def squeezed(text: str, level: int = 1) -> bytes:
    """A text as it is kept: a fifth of its size."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level)


def unsqueezed(value: bytes) -> str:
    """The text that `squeezed` was given."""
    return zlib.decompress(value).decode("utf-8", "surrogatepass")


class Known(Mapping[bytes, str]):
    """Texts by key, each made again when it is asked for: all of them at once are more than the whole site."""

    def __init__(self, values: Mapping[bytes, bytes]) -> None:
        self._values = values

    def __getitem__(self, key: bytes) -> str:
        return unsqueezed(self._values[key])

    def value(self, key: bytes) -> bytes:
        """What `squeezed` had made of the text."""
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Store:
    """Texts by key. A file that cannot be read or written, or is none of ours, holds nothing; nothing fails for it."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._asked: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._held = self._build = 0
        self._is_spoilt = False

    def is_new(self) -> bool:
        """Whether no build has left anything."""
        return bool(self._file and not self._file.is_file())

    def get(self, keys: Iterable[bytes]) -> Known:
        """The texts that are known among those of some keys."""
        wanted = [*keys]
        self._asked.update(wanted)
        try:
            if not self._file or not self._file.is_file():
                return Known({})
            with closing(_opened(self._file, "rw")) as base:
                _check(base)
                found = (base.execute("SELECT value FROM kept WHERE key = ?", [key]).fetchone() for key in wanted)
                return Known({key: _checked(key, one[0]) for key, one in zip(wanted, found, strict=True) if one})
        except _UNREAD as error:
            self._is_spoilt |= _is_spoilt(error)
            return Known({})

    def put(self, key: bytes, value: bytes) -> None:
        """Of a text, what `squeezed` makes, in whatever process."""
        self._new[key] = value
        self._held += len(value)
        if self._held > _ROOM:
            self._keep(is_last=False)

    def give(self, values: Mapping[bytes, bytes]) -> None:
        """Several at once."""
        for key, value in values.items():
            self.put(key, value)

    def save(self) -> None:
        """Write what is new, forget what is old: all of it or nothing, whatever stops it."""
        self._keep(is_last=True)

    def _keep(self, is_last: bool) -> None:
        self._held = 0
        if not self._file:
            self._new = {}
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not self._is_spoilt:
                try:
                    self._write(self._file, is_last)
                except _UNREAD as error:
                    self._is_spoilt = _is_spoilt(error)
                    if not self._is_spoilt:
                        return
            if self._is_spoilt:
                for part in ("", "-journal", "-wal", "-shm"):
                    self._file.with_name(self._file.name + part).unlink(missing_ok=True)
                self._write(self._file, is_last)
                self._is_spoilt = False
        except (OSError, sqlite3.Error):
            return
        self._new = {}

    def _write(self, file: Path, is_last: bool) -> None:
        with closing(_opened(file, "rwc")) as base, base:
            base.execute("PRAGMA synchronous = OFF")
            if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
                for table in _TABLES:
                    base.execute(table)
            _check(base)
            if not self._build:
                (last,) = base.execute("SELECT coalesce(max(build), 0) FROM asked").fetchone()
                self._build = last + 1
            new = ((key, _sealed(key, value)) for key, value in self._new.items())
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", new)
            asked = ((key, self._build) for key in self._asked.union(self._new))
            base.executemany("INSERT OR REPLACE INTO asked VALUES (?, ?)", asked)
            if is_last:
                old = [self._build - _BUILDS]
                base.execute("DELETE FROM kept WHERE key IN (SELECT key FROM asked WHERE build <= ?)", old)
                base.execute("DELETE FROM asked WHERE build <= ?", old)
        if is_last:
            self._asked, self._build = set(), 0


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    """Not made anew where it is only to be read: it may be deleted at any moment."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", timeout=_PATIENCE, uri=True)


def _check(base: sqlite3.Connection) -> None:
    """DatabaseError where there is anything but our tables: a view or a trigger is a program of somebody else's."""
    if [sql for (sql,) in base.execute("SELECT sql FROM sqlite_master ORDER BY name")] != [*_TABLES]:
        raise sqlite3.DatabaseError("none of ours")


def _sealed(key: bytes, value: bytes) -> bytes:
    """A value after a seal of its key and itself, that only this account can make: among them are programs."""
    return hashlib.blake2b(key + value, key=mark(), digest_size=_SEAL).digest() + value


def _checked(key: bytes, sealed: bytes) -> bytes:
    """A value without its seal. ValueError if it is another's: a file cut short may give that of another key."""
    if _sealed(key, sealed[_SEAL:]) != sealed:
        raise ValueError("none of this key's")
    return sealed[_SEAL:]


def _is_spoilt(error: Exception) -> bool:
    """Whether nobody can use the file; else another build is at it, or the disk refuses."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_NOTADB)
    return not isinstance(error, OSError) and code & 0xFF in _SPOILED
