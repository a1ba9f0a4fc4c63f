"""Take the comments out of a text, which no reader sees, and say so to its editor."""

from ..diagnostics import Rule, Severity
from .flaws import Flaw

HIDDEN = Rule("TX-04", Severity.REMARK, "Commentaire dans un texte")
RULES = (HIDDEN,)


def without_comments(text: str) -> tuple[str, list[Flaw]]:
    """The text, each of its lines where it was, and a flaw for each comment that was closed.

    Two like signs do not meet where one stood between them: they could make a mark that nobody wrote.
    """
    flaws: list[Flaw] = []
    kept: list[str] = []
    end = line = 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        said = " ".join(text[start + 4 : stop].split())[:60]
        message, hint = f"« {said} » est un commentaire : il n'est pas publié", "pour le publier, enlever <!-- et -->"
        line += text.count("\n", end, start)
        flaws.append(Flaw(HIDDEN, message, hint, line, text[start : stop + 3]))
        lines = text.count("\n", start, stop)
        meet = lines == 0 and text[start - 1 : start] == text[stop + 3 : stop + 4] and not text[start - 1].isalnum()
        kept += (text[end:start], " " if meet else "\n" * lines)
        line, end = line + lines, stop + 3
    return "".join((*kept, text[end:])), flaws
