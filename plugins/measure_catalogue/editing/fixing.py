"""Write what must stand in the stead of faulty words, where that is certain and breaks nothing."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic
from ..locating import Span, corrected, span
from ..sources import Source, source
from ..verdicts import broken, verdict

ROUNDS = 10
"""How often files are judged again: a correction may uncover the next one on its line, hardly a tenth."""

Texts = dict[str, str]
Kin = tuple[str, str]
"""A file and the code of a rule."""


@dataclass(frozen=True)
class Correction:
    """A fault with its lines before and after: other corrections of the same lines are told apart."""

    fault: Diagnostic
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Mended:
    """New texts by path, the corrections that made them in order, and the files that wait for a person."""

    texts: dict[str, str]
    corrections: tuple[Correction, ...]
    refused: tuple[str, ...]


def fixed(text: str, faults: Iterable[Diagnostic]) -> tuple[str, list[Correction]]:
    """The text of one file with its certain faults corrected, and which were.

    Where two have words in common the first alone is corrected: the other must be judged again.
    """
    places = ((there, one) for one in faults if one.right is not None and (there := span(text, one)))
    kept: list[tuple[Span, Diagnostic]] = []
    for there, one in sorted(places, key=lambda pair: (pair[0].start, pair[0].end)):
        if one.right != one.words and (not kept or there.start >= kept[-1][0].end):
            kept.append((there, one))
    parts, end = [], 0
    for there, one in kept:
        parts += [text[end : there.start], one.right or ""]
        end = there.end
    return "".join([*parts, text[end:]]), [_correction(text, there, one) for there, one in kept]


def _correction(text: str, there: Span, one: Diagnostic) -> Correction:
    before = text.split("\n")[there.line - 1 : there.end_line]
    return Correction(one, tuple(before), tuple(corrected(text, one)))


def mended(sources: Sequence[Source], paths: Collection[str]) -> Mended:
    """The files of `paths` with all that is certain corrected, as long as no fault is there that was not before.

    Where one is, the corrections that bring it are left out: those of one rule in one file, together.
    """
    given = _Given(sources, verdict(sources)[0])
    refused: set[Kin] = set()

    def allowed(kin: Kin) -> bool:
        return kin[0] in paths and kin not in refused

    while True:
        texts, corrections = _rounds(given, allowed)
        blamed = _blamed(given, texts, {_kin(one.fault) for one in corrections})
        if not blamed:
            return Mended(texts, tuple(corrections), tuple(sorted({path for path, _ in refused})))
        refused.update(blamed)


@dataclass(frozen=True)
class _Given:
    """The files as they are, and their faults: what every attempt starts from."""

    sources: Sequence[Source]
    faults: Sequence[Diagnostic]


def _kin(fault: Diagnostic) -> Kin:
    return fault.place.path, fault.rule.code


def _rounds(given: _Given, allowed: Callable[[Kin], bool]) -> tuple[Texts, list[Correction]]:
    """The new texts once nothing more applies, and what was corrected in each round."""
    texts: Texts = {}
    done: list[Correction] = []
    now, found = given.sources, given.faults
    for _ in range(ROUNDS):
        faults = [one for one in found if allowed(_kin(one))]
        last = len(done)
        for one in now:
            text, corrections = fixed(one.text, (fault for fault in faults if fault.place.path == one.path))
            if corrections:
                texts[one.path] = text
                done += corrections
        if len(done) == last:
            break
        now = _with(given.sources, texts)
        found, _ = verdict(now)
    return texts, done


def _blamed(given: _Given, texts: Texts, kins: set[Kin]) -> set[Kin]:
    """The corrections that bring a new fault: those that do alone, else all of its file, else all."""
    new = _new_faults(given, texts)
    if not new:
        return set()
    near = {kin for kin in kins if kin[0] in {one.place.path for one in new}} or kins
    return {kin for kin in near if _new_faults(given, _rounds(given, kin.__eq__)[0])} or near


def _new_faults(given: _Given, texts: Texts) -> list[Diagnostic]:
    """The faults that new texts bring; one that was there with another number, a sum of parts, is not."""
    if not texts:
        return []
    now = _with(given.sources, texts)
    new = verdict(now)[0]
    gone = Counter(map(_unnumbered, broken(new, given.faults, now, given.sources)))
    brought = []
    for one in broken(given.faults, new, given.sources, now):
        if gone[_unnumbered(one)]:
            gone[_unnumbered(one)] -= 1
        else:
            brought.append(one)
    return brought


def _unnumbered(fault: Diagnostic) -> tuple[Kin, str]:
    return _kin(fault), re.sub(r"\d+", "", fault.message)


def _with(sources: Sequence[Source], texts: Texts) -> list[Source]:
    return [source(one.path, texts[one.path], one.catalogue) if one.path in texts else one for one in sources]
