"""Show which words of a text changed, with a few of those around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 6
"""Words shown on each side of a change."""

SMALL = 2
"""Words that stayed, between two changes, which read better as part of one change."""

KEPT = 0.3
"""Part of the words below which a passage reads better as taken out whole and written anew."""

Op = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Run:
    """Words in a row, of which `kind` says what became; those of a `gap` are too many to be shown."""

    kind: Literal["same", "removed", "added", "gap"]
    words: tuple[str, ...] = ()


Passage = tuple[Run, ...]


def reworded(before: str, after: str) -> list[Passage]:
    """The passages of a text that changed, in order; its line ends are not told."""
    old, new = _lines(before), _lines(after)
    found: list[Passage] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _passages([*_words(old[a:b])], [*_words(new[c:d])])
    return found


def weighed(passages: list[Passage]) -> tuple[int, int]:
    """How many words were taken out, and how many were added."""
    runs = [run for passage in passages for run in passage]
    removed, added = (sum(len(run.words) for run in runs if run.kind == kind) for kind in ("removed", "added"))
    return removed, added


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _words(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from line.split()


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    """The changes of some words, those that are near each other together."""
    ops = _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    kept = sum(b - a for tag, a, b, _, _ in ops if tag == "equal")
    if kept < KEPT * min(len(old), len(new)):
        ops = [("replace", 0, len(old), 0, len(new))]
    passage: list[Run] = []
    for number, (tag, a, b, c, d) in enumerate(ops):
        if tag != "equal":
            passage += [Run("removed", tuple(old[a:b]))] * (a < b) + [Run("added", tuple(new[c:d]))] * (c < d)
            continue
        first, last = number == 0, number == len(ops) - 1
        if not first and not last and b - a <= 2 * AROUND:
            passage.append(Run("same", tuple(old[a:b])))
            continue
        if not first:
            yield (*passage, *_end(old[a:b]))
        passage = [] if last else _start(old[a:b])
    if any(run.kind in ("removed", "added") for run in passage):
        yield tuple(passage)


def _start(words: list[str]) -> list[Run]:
    shown = Run("same", tuple(words[-AROUND:]))
    return [Run("gap"), shown] if len(words) > AROUND else [shown]


def _end(words: list[str]) -> list[Run]:
    shown = Run("same", tuple(words[:AROUND]))
    return [shown, Run("gap")] if len(words) > AROUND else [shown]


def _joined(ops: Sequence[Op]) -> list[Op]:
    """The operations, with what stayed between two changes made part of them where it is a word or two."""
    found: list[Op] = []
    for number, (tag, a, b, c, d) in enumerate(ops):
        inside = 0 < number < len(ops) - 1
        small = tag == "equal" and inside and b - a <= SMALL
        if (small or tag != "equal") and found and found[-1][0] == "replace":
            _, start, _, start_new, _ = found.pop()
            found.append(("replace", start, b, start_new, d))
        else:
            found.append(("equal" if tag == "equal" else "replace", a, b, c, d))
    return found
