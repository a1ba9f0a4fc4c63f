"""Write which words stand in which documents, in few characters.

A word costs the letters by which it differs from the one before it in the alphabet; an occurrence costs about one
character: the distance to the document before it, and how often the word stands there, in three steps.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from ..text.folding import STEPS

SHARED = ord("A")
"""The letter that opens a term: A shares nothing with the term before, B its first letter, up to Z."""

DIGITS = "".join(chr(one) for one in range(35, 127) if chr(one) not in "\\")
"""Of the numbers that occurrences are written in: JSON writes each as it is."""

LAST = 60
"""How many of the digits may end a number; the others say that more follow."""


class Postings:
    """Where words stand: for each, the numbers of documents times STEPS, and the step of how often."""

    def __init__(self) -> None:
        self._found: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, counted: Sequence[str]) -> None:
        """The words of a document, as `counted` has them; documents come in order of their numbers."""
        for step, said in enumerate(counted):
            for word in said.split():
                self._found[word].append(number * STEPS + step)

    def told(self) -> tuple[str, str]:
        """The words in order, then their occurrences."""
        words = sorted(self._found)
        return terms(words), occurrences(self._found[word] for word in words)


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


def occurrences(rows: Iterable[Sequence[int]]) -> str:
    """The occurrences of some words, with a blank between two words."""
    return " ".join(map(_row, rows))


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
