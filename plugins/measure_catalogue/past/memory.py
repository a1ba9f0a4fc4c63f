"""Remember from one build to the next what took long to find, in a file that may be deleted at any time."""

import hashlib
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

Value = list[list[str]]

_SIZE = 32


class Memory:
    """Lists of texts by key, on disk if a file is given; one that another version wrote, or none can read, is empty."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _read(file) if file else {}
        self._saved = frozenset(self._known)

    def get(self, key: str) -> Value | None:
        return self._known.get(key)

    def put(self, key: str, value: Value) -> None:
        self._known[key] = value

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all but these, and write what is new to the disk; a disk that refuses is left alone."""
        wanted = frozenset(keys)
        self._known = {key: value for key, value in self._known.items() if key in wanted}
        if self._file and wanted != self._saved:
            _write(self._file, self._known)
            self._saved = wanted


def _read(file: Path) -> dict[str, Value]:
    """The first line tells whose file it is: nothing more is read of one that is not ours, whatever its size."""
    try:
        if not file.is_file():
            return {}
        with file.open(encoding="utf-8") as stream:
            if stream.readline(len(version()) + 1) != f"{version()}\n":
                return {}
            known = json.load(stream)
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) and all(map(_is_value, known.values())) else {}


def _is_value(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, list) and all(isinstance(text, str) for text in one) for one in found
    )


def _write(file: Path, known: Mapping[str, Value]) -> None:
    said = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError, UnicodeEncodeError):
        _put(file, f"{version()}\n{said}".encode())


def _put(file: Path, data: bytes) -> None:
    """Another build never sees half a file: it is written beside, then takes the name. What killed ones left, goes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.replace(beside, file)
    finally:
        left = re.compile(rf"{re.escape(file.name)}[a-z0-9_]{{8}}")
        for name in filter(left.fullmatch, os.listdir(file.parent)):
            with suppress(OSError):  # that of another build may go too: it will have kept nothing
                os.unlink(file.with_name(name))


@cache
def mark() -> bytes:
    """Told apart on what this account remembers: what another put there, as with a change, is never believed."""
    folder = platformdirs.user_cache_path("measure-catalogue")
    file = folder / "marque"
    try:
        if not file.exists() or file.stat().st_size != _SIZE:  # cut short: it would be nothing for ever
            _put(file, secrets.token_bytes(_SIZE))
        return file.read_bytes()
    except OSError:
        return secrets.token_bytes(_SIZE)  # nothing is remembered


@cache
def version() -> str:
    """Changes with any file of this package: each may have its part in what was found."""
    digest = hashlib.blake2b(key=mark())
    for file in sorted(Path(__file__).parents[1].rglob("*.*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return digest.hexdigest()
