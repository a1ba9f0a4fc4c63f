"""Take the comments out of a text, which no reader sees, and say so to its editor."""

from ..diagnostics import Rule, Severity
from .flaws import Flaw

HIDDEN = Rule("TX-04", Severity.REMARK, "Commentaire dans un texte")
RULES = (HIDDEN,)


def without_comments(text: str) -> tuple[str, list[Flaw]]:
    """The text, each of its lines where it was, and a flaw for each comment that was closed."""
    flaws: list[Flaw] = []
    kept, end = "", 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        said = " ".join(text[start + 4 : stop].split())[:60]
        message, hint = f"« {said} » est un commentaire : il n'est pas publié", "pour le publier, enlever <!-- et -->"
        flaws.append(Flaw(HIDDEN, message, hint, text.count("\n", 0, start), text[start : stop + 3]))
        kept += text[end:start] + "\n" * text.count("\n", start, stop)
        end = stop + 3
    return kept + text[end:], flaws
