"""How a build uses the machine: no collection of what stays, small files written in as few calls as they take."""

import ctypes
import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ROOM = 20_000
"""Objects between two collections of a build, which soon ends: of those that it makes, few go in circles."""


@contextmanager
def uncollected(for_good: bool) -> Iterator[None]:
    """What is made here lives as long as the build: the collector need not walk it again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if for_good:
            gc.freeze()
            gc.set_threshold(_ROOM, 10, 10)


def give_back() -> None:
    """Return to the system what is free: the C library of Linux keeps it, and a second process would double it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def write(site: Path, texts: Iterable[tuple[str, str]]) -> list[str]:
    """Write small files below the site, which may be made as they are written; returns their paths."""
    known: set[str] = set()
    paths = []
    for path, text in texts:
        file = os.path.join(site, path)
        folder = os.path.dirname(file)
        if folder not in known:
            os.makedirs(folder, exist_ok=True)
            known.add(folder)
        with open(file, "wb") as stream:
            stream.write(text.encode())
        paths.append(path)
    return paths
