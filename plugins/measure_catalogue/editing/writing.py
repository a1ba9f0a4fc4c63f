"""Write files whole: each as it was or as it becomes, and either all of them or none."""

import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..sources import ENCODING, Source, decoded


class WriteError(Exception):
    """Nothing is written; the message says why, to the person who asked."""


def content(folder: Path, source: Source) -> bytes:
    """The bytes of a file that may be written; WriteError, whose message is a reason, where it may not."""
    if source.faults and not source.text:
        raise WriteError(source.faults[0].message)
    if any(fault.rule is ENCODING for fault in source.faults):
        raise WriteError("il n'est pas en UTF-8")
    file = folder / source.path
    try:
        if file.is_symlink():
            raise WriteError("c'est un lien vers un autre fichier")
        data = file.read_bytes()
    except OSError:
        raise WriteError("il ne se lit pas") from None
    if decoded(data, source.path, source.catalogue).text != source.text:
        raise WriteError("il vient de changer")
    return data


def write_all(files: Mapping[Path, bytes], before: Mapping[Path, bytes]) -> None:
    """Give files their new content by one move each; `before` has what each held, none for a new file.

    WriteError where one may not be written or no longer holds what it did: all are then as they were.
    """
    for file in files:
        if file.exists() and not file.stat().st_mode & stat.S_IWUSR:  # a move would not mind
            raise WriteError(f"« {file} » est protégé contre l'écriture : rien n'est écrit")
    ready = {file: file.with_name(f".{file.name}.{secrets.token_hex(4)}") for file in files}
    moved: list[Path] = []
    file = next(iter(files), Path())
    try:
        for file, new in ready.items():
            _fill(new, files[file], like=file)
        for file, new in ready.items():
            if _content(file) != before.get(file):
                raise WriteError(f"« {file} » vient de changer : rien n'est écrit, recommencer")
            os.replace(new, file)
            moved.append(file)
    except BaseException as error:
        for one in moved:
            _put_back(one, before.get(one))
        if isinstance(error, OSError):
            reason = error.strerror or "le système le refuse"
            raise WriteError(f"« {file} » ne s'écrit pas ({reason}) : rien n'est écrit") from None
        raise
    finally:
        for new in ready.values():
            new.unlink(missing_ok=True)


def _fill(new: Path, content: bytes, like: Path) -> None:
    """Write a file that has the rights of another, where there is one, before it takes its place."""
    with new.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    if like.exists():
        found = like.stat()
        new.chmod(stat.S_IMODE(found.st_mode))
        with suppress(OSError):
            os.chown(new, found.st_uid, found.st_gid)


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content)
