"""Judge some sources: all that is wrong with them, or what a change broke."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from .changes.regressions import regressions
from .controls.checks import check
from .diagnostics import Diagnostic, in_order
from .locating import span
from .model import Catalogue
from .reading import read
from .sources import Source

Key = Callable[[Diagnostic], Hashable]


def verdict(sources: Sequence[Source], before: Sequence[Source] | None = None) -> tuple[list[Diagnostic], int]:
    """Every fault in order, and how many identifiers there are; with a state before, only what is new since."""
    catalogue, found = judged(sources)
    if before is not None:
        old, there = judged(before)
        mended = broken(found, there, sources, before)
        lost = [*regressions(old, catalogue, mended)]
        said = {(one.place, one.words) for one in lost if one.words}
        new = broken(there, found, before, sources)
        found = in_order([*(one for one in new if (one.place, one.words) not in said), *lost])
    return found, len(catalogue.actions)


def broken(
    old: Iterable[Diagnostic], new: Iterable[Diagnostic], before: Iterable[Source], after: Iterable[Source]
) -> list[Diagnostic]:
    """The faults that were not there before; one that only moved, in its file or to another, was.

    Where a fault is there once more than before, the new one is that whose line has changed.
    """
    was, left = [*old], [*new]
    old_lines, new_lines = _lines(before), _lines(after)
    for exact, same_file in itertools.product((True, False), repeat=2):
        was, left = _unmatched(was, left, _key(old_lines, exact, same_file), _key(new_lines, exact, same_file))
    return left


def _unmatched(
    was: list[Diagnostic], now: list[Diagnostic], old_key: Key, new_key: Key
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is left of two lists when the faults that have the same key in both are taken away in pairs."""
    common = Counter(map(old_key, was)) & Counter(map(new_key, now))
    return _without(was, Counter(common), old_key), _without(now, Counter(common), new_key)


def _without(faults: list[Diagnostic], taken: Counter[Hashable], key: Key) -> list[Diagnostic]:
    left = []
    for one in faults:
        if taken[key(one)]:
            taken[key(one)] -= 1
        else:
            left.append(one)
    return left


def _key(lines: dict[str, list[str]], exact: bool, same_file: bool) -> Key:
    def key(one: Diagnostic) -> Hashable:
        said = re.sub(r"(?<=\.md:)\d+|(?<=ligne )\d+", "", one.message)
        there = lines.get(one.place.path, [])
        text = there[one.place.line - 1] if exact and 0 < one.place.line <= len(there) else ""
        return (one.rule.code, said, one.place.path if same_file else "", text)

    return key


def _lines(sources: Iterable[Source]) -> dict[str, list[str]]:
    return {one.path: one.text.split("\n") for one in sources}


def judged(sources: Iterable[Source]) -> tuple[Catalogue, list[Diagnostic]]:
    """What some sources come to: their catalogue, and every fault of theirs in order."""
    kept = [*sources]
    catalogue, faults = read(kept)
    texts = {one.path: one.text for one in kept}
    return catalogue, [_pointed(texts, one) for one in in_order([*faults, *check(catalogue)])]


def _pointed(texts: Mapping[str, str], fault: Diagnostic) -> Diagnostic:
    """A fault whose words stand in its file: over several lines, a mark that is in the file only may part them."""
    if "\n" not in fault.words or span(texts.get(fault.place.path, ""), fault):
        return fault
    return replace(fault, words="", right=None)
