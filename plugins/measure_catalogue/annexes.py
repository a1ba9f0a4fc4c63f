"""What stands beside the catalogues and speaks of their items: trades, acronyms, indicators, other frameworks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .identifiers import Identifier
from .sections import Section


@dataclass(frozen=True)
class Trade:
    """A way into the catalogues for those who do a job: whole themes by their keys, and items by identifier.

    Of `items`, those of `hoped` are shown in the editions that have them, and not missed in others.
    """

    key: str
    title: str
    themes: tuple[str, ...] = ()
    items: tuple[Identifier, ...] = ()
    said: str = ""
    hoped: tuple[Identifier, ...] = ()
    lines: tuple[int, ...] = ()
    """Where each of `items` is written."""


@dataclass(frozen=True)
class Term:
    """An acronym: what it stands for, and a sentence on it, or ""."""

    acronym: str
    words: str
    said: str = ""


@dataclass(frozen=True)
class Indicator:
    """A figure that is followed: `number` is its own within its `family`, `items` those that it tells of.

    `family` and `number` make its address; `fields` are others that its file gives, by their keys.
    """

    family: str
    number: str
    title: str
    path: str
    line: int
    unit: str = ""
    sections: tuple[Section, ...] = ()
    items: tuple[Identifier, ...] = ()
    programmes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    """Where each of `items` is written."""


@dataclass(frozen=True)
class Answer:
    """An item that answers a framework: `weight` from 1, it sheds light, to 3, it does what is asked; and why."""

    item: Identifier
    weight: int
    reason: str
    line: int


@dataclass(frozen=True)
class Framework:
    """What somebody else asks of local authorities: what, of whom, and the items that answer it."""

    key: str
    title: str
    short_title: str
    asks: str
    whom: str
    source: str
    path: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Annexes:
    """All of it; `trades` in the order of their file, `terms` by acronym, `indicators` by number."""

    trades: tuple[Trade, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    frameworks: tuple[Framework, ...] = ()
