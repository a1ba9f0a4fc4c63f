"""Show which words of a text changed, with a few of those around them."""

import itertools
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

AROUND = 6
"""Words shown on each side of a change."""

SMALL = 2
"""Words that stayed, between two changes, which read better as part of one change."""

KEPT = 0.3
"""Part of the words below which a passage reads better as taken out whole and written anew."""

EFFORT = 200_000
"""Words to hold against each other past which a text is compared by its beginning and its end alone."""

BULLET = re.compile(r"^[ \t\u00a0]*[-+*•·▪◦‣–—][ \t\u00a0]+", re.M)
"""What makes an item of a list: it is not one of its words."""

Op = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Run:
    """Words in a row, of which `kind` says what became; those of a `gap` are too many to be shown."""

    kind: Literal["same", "removed", "added", "gap"]
    words: tuple[str, ...] = ()


Passage = tuple[Run, ...]


@lru_cache(maxsize=1_000)
def reworded(before: str, after: str) -> tuple[Passage, ...]:
    """The passages of a text that changed, in order; line ends and bullets are not told."""
    old, new = ([line.split() for line in BULLET.sub("", text).split("\n") if line.strip()] for text in (before, after))
    found: list[Passage] = []
    for tag, a, b, c, d in _ops([*map(tuple, old)], [*map(tuple, new)]):
        if tag != "equal" and b - a == d - c:
            found += itertools.chain(*map(_passages, old[a:b], new[c:d]))
        elif tag != "equal":
            found += _passages([*itertools.chain(*old[a:b])], [*itertools.chain(*new[c:d])])
    return tuple(found)


def weighed(passages: Iterable[Passage]) -> tuple[int, int]:
    """How many words were taken out, and how many were added."""
    runs = [run for passage in passages for run in passage]
    removed, added = (sum(len(run.words) for run in runs if run.kind == kind) for kind in ("removed", "added"))
    return removed, added


def _ops(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Op]:
    """How to go from one list to another; where that would take long, all but their common ends is replaced."""
    counts = Counter(new)
    if sum(counts[one] for one in old) <= EFFORT:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start = _common(zip(old, new, strict=False))
    end = _common(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    a, b, c, d = start, len(old) - end, start, len(new) - end
    ops = [("equal", 0, a, 0, c), ("replace", a, b, c, d), ("equal", b, len(old), d, len(new))]
    return [one for one in ops if one[1] < one[2] or one[3] < one[4]]


def _common(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    """The changes of some words, those that are near each other together."""
    ops = _joined(_ops(old, new))
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
