"""The lines of one paragraph -> one text, its line ends kept where they were meant."""

import re
from itertools import pairwise

ENDED = re.compile(r"[.:;!?…»)\]>*][ \t\u00a0\"”]*$")
GOES_ON = re.compile(r"[ \t]*(?:[a-zà-öø-ÿœ(]|et\b|ou\b)")
_LINE_MARK = re.compile(r"^[ \t]*(\d{0,9})((?<=\d)[.)](?=\s)|(?<!\d)(?:[#>+=:|-]|`(?=``)|~(?=~~)|\*(?=[ \t])))", re.M)


def broken(lines: tuple[str, ...]) -> str:
    """Lines as one text: a line end is kept as a break unless the sentence plainly goes on after it."""
    parts = [lines[0].strip()]
    for before, line in pairwise(lines):
        goes_on = GOES_ON.match(line) and not ENDED.search(before) and not before.endswith("  ")
        parts.append(("\n" if goes_on else "  \n") + line.strip())
    return "".join(parts)


def unmarked(text: str) -> str:
    """No line may read as a heading, a quote, a list, a fence or an underline."""
    return _LINE_MARK.sub(lambda mark: f"{mark[1]}&#{ord(mark[2])};", text)
