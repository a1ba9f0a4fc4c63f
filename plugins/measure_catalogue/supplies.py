"""What stands beside the catalogues, taken from elsewhere where their own folder lacks it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .sources import INDICATORS, Source, from_folder, is_beside


def lent(found: Sequence[Source], annexes: Path, indicators: Path | None = None) -> Iterator[Source]:
    """What a folder's sources lack and `annexes` has; `indicators` are those of a folder of their own.

    Each has the path that it would have in the folder. Written for other catalogues too, they may name what is not
    here.
    """
    held = {one.path.partition("/")[0] for one in found if is_beside(one.path)}
    if indicators and INDICATORS not in held:
        held.add(INDICATORS)
        for one in from_folder(indicators):
            yield replace(one, path=f"{INDICATORS}/{one.path}", catalogue="")
    if annexes.is_dir():
        yield from (
            one for one in from_folder(annexes) if is_beside(one.path) and one.path.partition("/")[0] not in held
        )
