"""Bold and italics as editors type them -> marks that Markdown reads as they meant."""

import re

_BOLD = re.compile(r"`+[^`]*`+|(?<!\\)(?<![\d*])\*\*(?!\*)|\*\*(?![\d*])")
_SIGN = re.compile(r"`+[^`]*`+|(?<=\w)\*(?=\w)")
_RUN = re.compile(r"`+[^`]*`+|(?<!\\)\*+")
_SINGLE = re.compile(r"(?<![\\*])\*(?!\*)")
_FLANKED = re.compile(r"`+[^`]*`+|(?P<opening>(?<![\w\\])[*_]{1,3}(?=[^\s*_]))|(?<=[^\s*_\\])[*_]{1,3}(?!\w)")

MAX_DEPTH = 6
"""Marks opened one in the other past which they are letters: Markdown goes down each of them, and runs out of stack."""


def emphasised(text: str) -> tuple[str, bool]:
    """The text with its marks in order, and whether every bold was closed; marks that pair with none are letters."""
    done, closed = text, True
    if "*" in text:
        done, closed = _bold(_SIGN.sub(lambda one: one[0] if one[0] != "*" else "&#42;", text))
        done = done if _is_paired(done) else _SINGLE.sub("&#42;", done)
    return (_FLANKED.sub(_letters, done) if _is_deep(done) else done), closed


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


def _is_deep(text: str) -> bool:
    """Whether marks open more than they close, again and again."""
    depth = 0
    for run in _FLANKED.finditer(text):
        if run["opening"]:
            depth += 1
        elif run[0][0] != "`":
            depth = max(0, depth - 1)
        if depth > MAX_DEPTH:
            return True
    return False


def _letters(run: re.Match[str]) -> str:
    return run[0] if run[0][0] == "`" else "".join(f"&#{ord(mark)};" for mark in run[0])
