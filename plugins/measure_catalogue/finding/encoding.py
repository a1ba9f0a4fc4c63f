"""Write which words stand in which documents, in few characters.

A word costs the letters by which it differs from the one before it in the alphabet; an occurrence costs about one
character: the distance to the document before it, and how often the word stands there, in three steps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..text.folding import STEPS

SHARED = ord("A")
"""The letter that opens a term: A shares nothing with the term before, B its first letter, up to Z."""

DIGITS = "".join(chr(one) for one in range(35, 127) if chr(one) not in "\\")
"""Of the numbers that occurrences are written in: JSON writes each as it is."""

LAST = 60
"""How many of the digits may end a number; the others say that more follow."""

Postings = Mapping[str, Sequence[int]]
"""For each word, the documents that hold it: the number of each times STEPS, and the step of how often."""


def postings(documents: Iterable[Sequence[str]]) -> Postings:
    """Where the words of some documents stand, which are given as `counted` has them."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, counted in enumerate(documents):
        for step, said in enumerate(counted):
            for word in said.split():
                found[word].append(number * STEPS + step)
    return dict(sorted(found.items()))


def terms(words: Iterable[str]) -> str:
    """Words in order, each without the letters that it shares with the one before: Acadre, Fur for cadre, cadreur."""
    said, before = [], ""
    for word in words:
        shared = 0
        for one, other in zip(word, before[:25], strict=False):
            if one != other:
                break
            shared += 1
        said.append(chr(SHARED + shared) + word[shared:])
        before = word
    return "".join(said)


def occurrences(found: Postings) -> str:
    """The occurrences of each word, in the order of the words, with a blank between two words."""
    return " ".join(_row(row) for row in found.values())


def _row(row: Sequence[int]) -> str:
    said, before = [], -STEPS
    for one in row:
        said.append(written(one - before - STEPS))
        before = one - one % STEPS
    return "".join(said)


@cache
def written(number: int) -> str:
    """A number of zero or more: its last digit is one of the first LAST, those before it are of the others."""
    number, last = divmod(number, LAST)
    said = DIGITS[last]
    more = len(DIGITS) - LAST
    while number:
        number, digit = divmod(number - 1, more)
        said = DIGITS[LAST + digit] + said
    return said
