"""Read all that stands beside the catalogues, each by its own reader."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import frameworks, glossary, indicators, trades
from .annexes import Annexes
from .diagnostics import Diagnostic
from .model import Edition
from .sources import INDICATORS, Source


def read_annexes(beside: Iterable[Source], editions: Mapping[str, Edition]) -> tuple[Annexes, list[Diagnostic]]:
    """What the files beside the catalogues say, and what is wrong in them."""
    found, faults = Annexes(), list[Diagnostic]()
    for source in beside:
        if source.path == frameworks.FILE:
            known, wrong = frameworks.read_frameworks(source, editions)
            found, faults = replace(found, frameworks=known), [*faults, *wrong]
        elif source.path == trades.FILE:
            jobs, wrong = trades.read_trades(source, editions)
            found, faults = replace(found, trades=jobs), [*faults, *wrong]
        elif source.path == glossary.FILE:
            terms, wrong = glossary.read_glossary(source)
            found, faults = replace(found, terms=terms), [*faults, *wrong]
        elif source.path.startswith(f"{INDICATORS}/"):
            figures, wrong = indicators.read_indicators(source, editions)
            found, faults = replace(found, indicators=(*found.indicators, *figures)), [*faults, *wrong]
    return found, faults
