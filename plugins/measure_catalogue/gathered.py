"""Read all that stands beside the catalogues, each by its own reader."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .annexes import Annexes
from .diagnostics import Diagnostic
from .frameworks import read_frameworks
from .model import Edition
from .sources import Source


def read_annexes(beside: Iterable[Source], editions: Mapping[str, Edition]) -> tuple[Annexes, list[Diagnostic]]:
    """What the files beside the catalogues say, and what is wrong in them."""
    found, faults = Annexes(), list[Diagnostic]()
    for source in beside:
        if source.path == "cadres.yml":
            frameworks, wrong = read_frameworks(source, editions)
            found = replace(found, frameworks=frameworks)
            faults += wrong
    return found, faults
