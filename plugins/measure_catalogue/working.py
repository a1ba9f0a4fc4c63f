"""How a build uses the machine: no collection of what stays, small files written while pages are made."""

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

# The disk takes as long over a thousand small files as the host over its pages: do both at once.
WRITER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adresses")


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


def write(site: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write small files, each in a folder of its own below the site; they may be made as they are written."""
    for path, text in texts:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
