"""Recognise the lists that editors type, whatever their marks, and write them as Markdown lists."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_DEPTH = 6

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)"
    r"(?P<mark>(?:[-*+•●○◦▪▫■□‣➢➤➔►·–—]|\uf0b7|&gt;|&bull;|\d{1,3}[.)])(?=[ \t\u00a0])"
    r"|o(?=[ \t])|-(?=[^\W\d_]))"
    r"[ \t\u00a0]*(?P<words>.*)$"
)
_GLUED_STAR = re.compile(r"(?P<indent>[ \t]*)(?P<mark>\*)(?P<words>[^\W\d_][^*]*)$")
_SUB_MARKS = "o○◦▪▫‣➢➤"


@dataclass(frozen=True)
class Item:
    """An item of a list: its depth from 0, its number or "", and its lines, the later ones as written."""

    depth: int
    number: str
    lines: tuple[str, ...]
    line: int


def starts_item(line: str) -> re.Match[str] | None:
    """The marks that open an item: dashes, bullets of word processors, `1.` and `1)`."""
    found = _ITEM.match(line)
    return found if found and found["words"].strip() and not re.fullmatch(r"[-*_ \t]+", line) else None


def goes_on(line: str) -> re.Match[str] | None:
    """The marks of a further item: inside a list an asterisk may touch its word, which elsewhere is a note."""
    return starts_item(line) or _GLUED_STAR.match(line)


def is_odd(mark: re.Match[str]) -> bool:
    """Whether Markdown would not read this mark as a list."""
    return not re.fullmatch(r"[-*+]|\d+\.", mark["mark"]) or mark["words"] == mark.string[mark.end("mark") :]


class Depths:
    """The depth of each item of one list, from its indent and its mark: word processors change marks."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self.are_cut = False
        """Whether an item was to go deeper than lists do."""

    def of(self, mark: re.Match[str]) -> int:
        indent = len(mark["indent"].expandtabs(4))
        sign = "1" if mark["mark"][0].isdigit() else mark["mark"]
        while self._open and indent < self._open[-1][0] - 1:
            self._open.pop()
        same = [n for n, (column, one) in enumerate(self._open) if one == sign and abs(column - indent) < 2]
        if not self._open or indent >= self._open[-1][0] + 2:
            self._open.append((indent, sign))
        elif same:
            del self._open[same[-1] + 1 :]
        elif sign in _SUB_MARKS or self._open[-1][1] == "1":
            self._open.append((indent, sign))
        else:
            self._open[-1] = (indent, sign)
        self.are_cut |= len(self._open) > MAX_DEPTH
        del self._open[MAX_DEPTH:]
        return len(self._open) - 1


def markdown(items: list[Item], words: Callable[[Item], str]) -> str:
    """The list in Markdown, four blanks a level; `words` gives the text of an item, lines and all.

    Markdown counts by itself: where an editor skips a number, a second list starts at theirs.
    """
    lines: list[str] = []
    kinds: dict[int, bool] = {}
    last = 0
    for item in items:
        margin = "    " * item.depth
        numbered = bool(item.number)
        if numbered and not item.depth:
            if last and int(item.number) != last + 1:
                lines += ["", "<!-- -->", ""]
            last = int(item.number)
        if kinds.get(item.depth, numbered) != numbered:
            lines.append("")
        kinds = {depth: kind for depth, kind in kinds.items() if depth < item.depth} | {item.depth: numbered}
        sign = f"{item.number}." if numbered else "-"
        first, *rest = words(item).split("\n")
        lines.append(f"{margin}{sign} {first}")
        lines += [f"{margin}    {line}" for line in rest]
    return "\n".join(lines)
