"""Remember from one build to the next what took long to find, in a file that may be deleted at any time."""

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

Value = list[list[str]]


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
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("version") != version():
        return {}
    known = found.get("known")
    return known if isinstance(known, dict) and all(map(_is_value, known.values())) else {}


def _is_value(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, list) and all(isinstance(text, str) for text in one) for one in found
    )


def _write(file: Path, known: Mapping[str, Value]) -> None:
    """Another build never sees half a file: it is written beside, then takes the name."""
    said = json.dumps({"version": version(), "known": known}, ensure_ascii=False, separators=(",", ":"))
    beside = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(said)
        os.replace(beside, file)
    except (OSError, UnicodeEncodeError):
        if beside and os.path.exists(beside):
            os.unlink(beside)


@cache
def mark() -> bytes:
    """Told apart on what this account remembers: what another put there, as with a change, is never believed."""
    folder = platformdirs.user_cache_path("measure-catalogue")
    file = folder / "marque"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            new.write(secrets.token_bytes(32))
        return file.read_bytes()[:32] or secrets.token_bytes(32)
    except OSError:
        return secrets.token_bytes(32)  # nothing is remembered


@cache
def version() -> str:
    """Changes with any file of this package: each may have its part in what was found."""
    digest = hashlib.blake2b(key=mark())
    for file in sorted(Path(__file__).parents[1].rglob("*.*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return digest.hexdigest()
