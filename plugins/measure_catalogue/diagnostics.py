"""Say what is wrong in a measure file: where, why it matters, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How serious a fault is, least serious first; only an error stops a publication."""

    REMARK = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        return ("remarque", "avertissement", "erreur")[self]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue; its page is `docs/controles/<code>.md`. A code is never used again."""

    code: str
    severity: Severity
    title: str


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file; lines count from 1 and 0 stands for the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True)
class Diagnostic:
    """One fault: the rule, the place, what was found and, where it is known, the remedy.

    `words` are the faulty ones as the file has them, from the line of `place` on; `right` is what must
    stand in their stead where that is certain: it may be empty, and None says that it is not known.
    """

    place: Place
    rule: Rule
    message: str
    hint: str = ""
    words: str = ""
    right: str | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, then line, each fault said once."""
    return sorted(set(diagnostics), key=lambda one: (one.place, one.rule.code, one.message))


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """« 2 erreurs, 1 avertissement », or « aucun défaut »."""
    counts = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for diagnostic in diagnostics:
        counts[diagnostic.rule.severity] += 1
    said = [f"{n} {severity.label}{'s' * (n > 1)}" for severity, n in counts.items() if n]
    return ", ".join(said) or "aucun défaut"


def brief(one: Diagnostic) -> str:
    """For a log: the fault on a line, its remedy below."""
    said = plain(f"{one.place}: {one.rule.code} {one.rule.severity.label} : {one.message}")
    return f"{said}\n    {plain(one.hint)}" if one.hint else said


def plain(text: str) -> str:
    """A text whose characters all print, so that none commands a terminal or a forge."""
    return "".join(one if one.isprintable() or one == "\u00a0" else " " if one.isspace() else "�" for one in text)
