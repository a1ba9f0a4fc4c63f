"""Note what is wrong in the text of one block, at which line and in which words."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from ..diagnostics import Rule
from .pointing import pointed


@dataclass(frozen=True)
class Flaw:
    """Something wrong in a text: the rule, the message, a hint, and how many line ends come before it.

    `words` are the faulty ones and `right` what must stand in their stead, as a `Diagnostic` has them.
    """

    rule: Rule
    message: str
    hint: str
    line: int
    words: str = ""
    right: str | None = None


@dataclass
class Notes:
    """The flaws of one text, as they are found."""

    text: str
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, rule: Rule, message: str, hint: str, start: int, end: int, right: str | None = None) -> None:
        """Note a flaw of the words from `start` to `end`, for which `right` stands where that is certain."""
        before, words = pointed(self.text, start, end)
        line = bisect_left(self._line_ends, start)
        certain = None if right is None or not words else before + right
        self.flaws.append(Flaw(rule, message, hint, line, before + words, certain))

    @cached_property
    def _line_ends(self) -> list[int]:
        return [at for at, letter in enumerate(self.text) if letter == "\n"]
