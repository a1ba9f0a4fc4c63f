"""Say that lists or quotations stand one in the other further than a page can show, and when a paragraph is full."""

from collections.abc import Sequence

from ..diagnostics import Rule, Severity
from .flaws import Flaw

NESTED = Rule("TX-17", Severity.WARNING, "Listes ou citations trop imbriquées")
RULES = (NESTED,)

MAX_QUOTES = 3
MAX_PARAGRAPH = 10_000
"""Characters past which the next line starts another paragraph; the longest real one has about 3,000."""


def too_deep(what: str, most: int, line: int) -> Flaw:
    """What to say of the lists or the quotations that start at a line and go deeper than `most` levels."""
    message = f"ces {what} s'imbriquent sur plus de {most} niveaux : la page montre les derniers sans leur retrait"
    return Flaw(NESTED, message, "en faire des paragraphes, ou des listes qui se suivent", line)


def has_room(lines: Sequence[str]) -> bool:
    """Whether a line may follow: Markdown takes a time that grows as the square of a paragraph."""
    return sum(map(len, lines)) + len(lines) < MAX_PARAGRAPH
