"""Damage measure files as hands, merges and programs do; each change is a value, so that it can be made again."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure_catalogue import sources

Lines = list[str]

PIECES = (
    *("```", "```yaml", "~~~", "````", "<!--", "-->", "**", "*", "_", "`", "[", "](", ")", "]", "![", "[[", "|", "\\"),
    *("<b>", "</b>", "<br>", "<a href=\"", "</a>", "<script>", "<div>", "<!-- x -->", "<a href='http://a.fr'>", "{{"),
    *("{: .x }", "{", "}", "%}", "&lt;", "&amp;", "&", "&#60;", "&nbsp;", "> ", "- ", "* ", "+ ", "• ", "o ", "1. "),
    *("10) ", "# ", "## ", "#", "---", "===", "***", "|---|", "Source : ", "→ Source : ", ": ", "'", '"', "«", "»"),
    *("\t", "    ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u2028", "\x0b", "\x85", "\r", "\0", "\u0301", "\ufffd"),
    *("\u00ad", "https://a.fr/b", "www.a.fr", "javascript:", "mailto:a@b.fr", "[x](http://a.fr)", "[x](6.1.1.md)"),
    *("6.1.1", "action 9.9.9", "[[cae_6.1.1]]", "identifiant: 6.1", "points: 4", "identifiant: [", "a: &a x", "b: *a"),
    *("!!python/object:x y", "? ", "- - ", "<<<<<<< HEAD", "=======", ">>>>>>> main", "# points: 5", "\ud800", "é"),
)  # fmt: skip
"""What a change may put somewhere."""

LONGEST = 90
"""Lines of a file that was made, splices and all."""

NUMBERS = ("", "6", "6.1.1", "1.10", "01.1", "6..1", "../x", "cae_6.1.1", "eci_1.1", "con.1", "1" * 9, "é", "6.1.1.1.1")
"""What a change may make of an identifier."""


@dataclass(frozen=True)
class Change:
    """One change: its kind, two places of the file between 0 and 1, and what is taken where there is a choice."""

    kind: str
    at: float
    to: float
    pick: int


def damaged(text: str, changes: Sequence[Change], others: Sequence[str]) -> str:
    """The text after some changes; `others` are the files that one may be spliced with."""
    lines = text.split("\n")
    for one in changes:
        if one.kind == "splice":
            other = others[one.pick % len(others)].split("\n")
            lines = lines[: _place(lines, one.at)] + other[_place(other, one.to) :]
        else:
            lines = KINDS[one.kind](lines or [""], one)
    return "\n".join(lines)


def excerpt(text: str, at: float, size: int) -> str:
    """A file as small as some `size` lines: its title and fields, and what follows a place."""
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if line == "```" and number), 0) + 1
    start = head + int(at * max(0, len(lines) - head - size))
    return "\n".join(lines[:head] + lines[start : start + size])


def drawn(chance: random.Random, most: int = 4) -> list[Change]:
    """A few changes of any kind."""
    kinds = [*KINDS, "splice"]
    return [
        Change(chance.choice(kinds), chance.random(), chance.random(), chance.randrange(10_000))
        for _ in range(chance.randint(1, most))
    ]


def made(seed: int, seeds: Sequence[str]) -> str:
    """The damaged file that a number stands for: an excerpt of a real one, so that many can be read in a short time."""
    chance = random.Random(seed)
    text = excerpt(chance.choice(seeds), chance.random(), chance.choice((8, 16, 16, 32)))
    text = damaged(text, drawn(chance), seeds)
    return "\n".join(text.split("\n")[:LONGEST])


def measures(*folders: Path) -> list[str]:
    """The texts of the measure files of some folders of catalogues, those that are there."""
    found = (one for folder in folders if folder.is_dir() for one in sources.from_folder(folder))
    return [one.text for one in found if one.path.endswith(".md") and one.text]


def _place(lines: Lines, share: float) -> int:
    return min(int(share * len(lines)), max(0, len(lines) - 1))


def _delete(lines: Lines, one: Change) -> Lines:
    start = _place(lines, one.at)
    return lines[:start] + lines[start + 1 + one.pick % 4 :]


def _duplicate(lines: Lines, one: Change) -> Lines:
    start, size = _place(lines, one.at), 1 + one.pick % 6
    return lines[: start + size] + lines[start : start + size] + lines[start + size :]


def _move(lines: Lines, one: Change) -> Lines:
    start, size = _place(lines, one.at), 1 + one.pick % 6
    moved, left = lines[start : start + size], lines[:start] + lines[start + size :]
    there = _place(left, one.to)
    return left[:there] + moved + left[there:]


def _swap(lines: Lines, one: Change) -> Lines:
    here, there, swapped = _place(lines, one.at), _place(lines, one.to), [*lines]
    swapped[here], swapped[there] = swapped[there], swapped[here]
    return swapped


def _cut(lines: Lines, one: Change) -> Lines:
    start = _place(lines, one.at)
    at = int(one.to * (len(lines[start]) + 1))
    return [*lines[:start], lines[start][:at], lines[start][at:], *lines[start + 1 :]]


def _join(lines: Lines, one: Change) -> Lines:
    start = _place(lines, one.at)
    return [*lines[:start], (" " if one.pick % 2 else "").join(lines[start : start + 2]), *lines[start + 2 :]]


def _unfence(lines: Lines, one: Change) -> Lines:
    fences = [number for number, line in enumerate(lines) if line.lstrip().startswith(("```", "~~~"))]
    gone = fences[_place([""] * len(fences), one.at)] if fences else -1
    return [line for number, line in enumerate(lines) if number != gone]


def _indent(lines: Lines, one: Change) -> Lines:
    margin = ("", " ", "  ", "    ", "\t", "      ", "\u00a0")[one.pick % 7]
    return _changed(lines, one.at, 1 + one.pick % 3, lambda line: margin + line.lstrip())


def _mark(lines: Lines, one: Change) -> Lines:
    piece = PIECES[one.pick % len(PIECES)]
    at = (0.0, one.to, 1.0)[one.pick // len(PIECES) % 3]
    return _changed(lines, one.at, 1, lambda line: f"{line[: int(at * len(line))]}{piece}{line[int(at * len(line)) :]}")


def _level(lines: Lines, one: Change) -> Lines:
    titles = [number for number, line in enumerate(lines) if line.startswith("#")]
    if not titles:
        return lines
    at = titles[_place([""] * len(titles), one.at)] / len(lines) + 1e-9
    marks = "#" * (one.pick % 8)
    return _changed(lines, at, 1, lambda line: re.sub(r"^#+[ ]?", f"{marks} " if one.pick % 3 else marks, line))


def _number(lines: Lines, one: Change) -> Lines:
    places = [number for number, line in enumerate(lines) if line.startswith("identifiant")]
    if not places:
        return lines
    at = places[_place([""] * len(places), one.at)]
    other = lines[places[_place([""] * len(places), one.to)]].partition(":")[2].strip()
    given = (*NUMBERS, other)[one.pick % (len(NUMBERS) + 1)]
    return [*lines[:at], f"identifiant: {given}", *lines[at + 1 :]]


def _letter(lines: Lines, one: Change) -> Lines:
    """A letter is gone."""

    def less(line: str) -> str:
        at = int(one.to * len(line))
        return line[:at] + line[at + 1 :]

    return _changed(lines, one.at, 1, less)


def _blank(lines: Lines, one: Change) -> Lines:
    """A blank line comes, or the blank lines of a passage go."""
    start = _place(lines, one.at)
    if one.pick % 2:
        return [*lines[:start], "", *lines[start:]]
    return lines[:start] + [line for line in lines[start : start + 8] if line] + lines[start + 8 :]


def _capital(lines: Lines, one: Change) -> Lines:
    return _changed(lines, one.at, 1, str.swapcase)


def _changed(lines: Lines, at: float, count: int, change: Callable[[str], str]) -> Lines:
    start = _place(lines, at)
    return lines[:start] + [change(line) for line in lines[start : start + count]] + lines[start + count :]


KINDS: dict[str, Callable[[Lines, Change], Lines]] = {
    "delete": _delete,
    "duplicate": _duplicate,
    "move": _move,
    "swap": _swap,
    "cut": _cut,
    "join": _join,
    "unfence": _unfence,
    "indent": _indent,
    "mark": _mark,
    "level": _level,
    "number": _number,
    "letter": _letter,
    "blank": _blank,
    "capital": _capital,
}
