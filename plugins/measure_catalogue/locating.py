"""Find in a file the words that a fault is about, and what stands there once they are right."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from .diagnostics import Diagnostic
from .text.pointing import found


@dataclass(frozen=True)
class Span:
    """From one place of a text to another: offsets, and lines and columns, which count from 1 in characters."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


def span(text: str, fault: Diagnostic) -> Span | None:
    """Where the words of a fault stand in the text of its file, from its line on; None where they do not."""
    if not fault.words or not fault.place.line:
        return None
    top = _line_start(text, fault.place.line)
    line_end = text.find("\n", top)
    limit = len(text) if line_end < 0 else line_end
    start = found(text, fault.words, top, limit)
    if start < 0:
        return None
    end = start + len(fault.words)
    last = text.rfind("\n", 0, end) + 1
    end_line = fault.place.line + text.count("\n", top, end)
    return Span(start, end, fault.place.line, start - top + 1, end_line, end - last + 1)


def corrected(text: str, fault: Diagnostic) -> list[str]:
    """The lines that the words of a fault stand on, once they are right; none where that is not certain."""
    there = span(text, fault)
    if there is None or fault.right is None:
        return []
    top, end = text.rfind("\n", 0, there.start) + 1, text.find("\n", there.end)
    rest = text[there.end :] if end < 0 else text[there.end : end]
    return f"{text[top : there.start]}{fault.right}{rest}".split("\n")


def line_at(text: str, number: int) -> str:
    """A line of a text, which counts from 1; empty where there is none."""
    starts = _starts(text)
    if not 1 <= number < len(starts):
        return ""
    return text[starts[number - 1] : starts[number] - 1]


def _line_start(text: str, line: int) -> int:
    """The offset of the first character of a line that counts from 1."""
    starts = _starts(text)
    return starts[line - 1] if line < len(starts) else len(text)


@lru_cache(maxsize=200)
def _starts(text: str) -> tuple[int, ...]:
    """Where each line starts, and where one after the last would."""
    return tuple(itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
