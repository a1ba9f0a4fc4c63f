"""Say that lists or quotations stand one in the other further than a page can show."""

from ..diagnostics import Rule, Severity
from .flaws import Flaw

NESTED = Rule("TX-17", Severity.WARNING, "Listes ou citations trop imbriquées")
RULES = (NESTED,)

MAX_QUOTES = 3


def too_deep(what: str, most: int, line: int) -> Flaw:
    """What to say of the lists or the quotations that start at a line and go deeper than `most` levels."""
    message = f"ces {what} s'imbriquent sur plus de {most} niveaux : la page montre les derniers sans leur retrait"
    return Flaw(NESTED, message, "en faire des paragraphes, ou des listes qui se suivent", line)
