"""Find words that a slip of the fingers made: written once, and one letter away from a word written often."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ..diagnostics import Diagnostic, Rule, Severity
from ..fields import fold
from .readable import Passage

TYPED = Rule("TX-14", Severity.REMARK, "Mot sans doute mal tapé")
RULES = (TYPED,)

K = TypeVar("K")

LETTERS, MANY_LETTERS = 8, 13
"""Letters below which two words may differ by one, and by one that is another, without being the same."""
LONGEST = 30
"""Letters past which a word is none."""
OFTEN, VERY_OFTEN = 8, 20
"""Times that the other word must be written: for two letters swapped or an accent left out; for the rest."""

_LONG = re.compile(rf"[^\W\d_]{{{LETTERS - 1},}}")
_ALONE = re.compile(r"[^\W\d_][^\W\d_A-ZÀ-Þ]+(?!\w)")
_TOKEN = re.compile(r"[\w.-]*")
_REFORMED = str.maketrans("îû", "iu")
"""Letters that have been free to lose their accent since 1990."""


def long_words(texts: Iterable[Passage]) -> str:
    """The words of some texts that are long enough to be looked at, in small letters, parted by blanks."""
    return " ".join(_LONG.findall("\n".join(one.seen for one in texts).lower()))


def spelling(said: Mapping[K, str], texts: Callable[[K], Iterable[Passage]]) -> Iterator[Diagnostic]:
    """The catalogues are their own dictionary: no list of words comes with the program.

    `said` are the `long_words` of each page, `texts` what gives the passages of one of them.
    """
    found = slips(Counter(" ".join(said.values()).split()))
    for page, words in said.items():
        for word in filter(found.__contains__, words.split()):
            yield from _typed(word, found[word], texts(page))


def _typed(word: str, meant: str, texts: Iterable[Passage]) -> Iterator[Diagnostic]:
    """A word where it stands, alone and written as one is: it stands in one of the texts of a page, once."""
    alone = re.compile(rf"(?<![^\W\d_]){word}(?![^\W\d_])", re.I)
    for one in texts:
        there = alone.search(one.seen)
        if there and _ALONE.fullmatch(there[0]) and _is_prose(one.seen, *there.span()):
            message = f"« {there[0]} » n'est écrit qu'ici, et « {meant} » revient souvent"
            yield one.fault(TYPED, message, f"vouliez-vous dire « {meant} » ?", *there.span())


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone or after a hyphen, rather than in a longer word or in the name of a file."""
    before, after = _TOKEN.match(text[max(0, start - 80) : start][::-1]), _TOKEN.match(text, end)
    token = (before[0][::-1] if before else "") + "x" + (after[0].rstrip(".-") if after else "")
    return bool(re.fullmatch(r"(?:[^\W\d_]+-)?x(?:-[^\W\d_]+)?", token))


def slips(counts: Mapping[str, int]) -> dict[str, str]:
    """For each word that is written once and was surely not meant, the one that was."""
    often: dict[str, list[str]] = {}
    counts = {word: times for word, times in counts.items() if len(word) <= LONGEST}
    for word, times in counts.items():
        if times >= OFTEN:
            for form in _forms(word):
                often.setdefault(form, []).append(word)
    found = {}
    for word, times in counts.items():
        if times == 1 and len(word) >= LETTERS:
            near = {one for form in _forms(word) for one in often.get(form, ())}
            meant = [one for one in near if _is_slip(word, one, counts[one])]
            if meant:
                found[word] = max(meant, key=lambda one: (counts[one], one))
    return found


def _forms(word: str) -> set[str]:
    """A word and what it is without one of its letters but the first: two that share a form are alike."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def _is_slip(word: str, meant: str, times: int) -> bool:
    """Whether one letter may be wrong, not among the last three: those are what a plural or a verb changes."""
    start = next((n for n, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), len(word))
    pair, rest = word[start : start + 2], word[start + 2 :]
    if len(pair) == 2 and (pair[::-1], rest) == (meant[start : start + 2], meant[start + 2 :]):
        return True
    if start > min(len(word), len(meant)) - 4:
        return False
    if len(word) != len(meant):
        return times >= VERY_OFTEN
    if word[start + 1 :] != meant[start + 1 :]:
        return False
    if fold(word) == fold(meant):
        return len(word) > LETTERS and word[start].isascii() and meant[start].translate(_REFORMED) != word[start]
    return len(word) >= MANY_LETTERS and times >= VERY_OFTEN
