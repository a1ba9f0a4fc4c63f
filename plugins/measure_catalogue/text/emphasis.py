"""Bold and italics as editors type them -> marks that Markdown reads as they meant."""

import re

_BOLD = re.compile(r"`+[^`]*`+|(?<!\\)(?<![\d*])\*\*(?!\*)|\*\*(?![\d*])")
_SIGN = re.compile(r"`+[^`]*`+|(?<=\w)\*(?=\w)")
_RUN = re.compile(r"`+[^`]*`+|(?<!\\)\*+")
_SINGLE = re.compile(r"(?<![\\*])\*(?!\*)")


def emphasised(text: str) -> tuple[str, bool]:
    """The text with its marks in order, and whether every bold was closed; marks that pair with none are letters."""
    bold, closed = _bold(_SIGN.sub(lambda one: one[0] if one[0] != "*" else "&#42;", text))
    return (bold if _is_paired(bold) else _SINGLE.sub("&#42;", bold)), closed


def _bold(text: str) -> tuple[str, bool]:
    """Bold with blanks inside its marks, which Markdown would show as asterisks, and an odd mark escaped."""
    marks = [one for one in _BOLD.finditer(text) if one[0] == "**"]
    closed = len(marks) % 2 == 0
    if not closed:
        last = marks.pop()
        text = f"{text[: last.start()]}&#42;&#42;{text[last.end() :]}"
    pieces: list[str] = []
    end = 0
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        inside = text[opening.end() : closing.start()]
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        pieces += (
            text[end : opening.start()],
            f"{before}**{inside.strip()}**{after}" if inside.strip() else f"**{inside}**",
        )
        end = closing.end()
    return "".join((*pieces, text[end:])), closed


def _is_paired(text: str) -> bool:
    """Whether each run of asterisks closes the last one opened; three close or open both kinds."""
    opened: list[str] = []
    for run in _RUN.finditer(text):
        if run[0] == "***" and set(opened[-2:]) == {"*", "**"}:
            del opened[-2:]
        elif run[0] == "***":
            opened += ["**", "*"]
        elif run[0][0] == "*" and opened and opened[-1] == run[0]:
            opened.pop()
        elif run[0][0] == "*":
            opened.append(run[0])
    return not opened
