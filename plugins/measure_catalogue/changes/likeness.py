"""Say how much two items have in common."""

from collections import Counter
from functools import lru_cache

from ..fields import fold
from ..model import Action

_LITTLE = {
    "", "a", "ainsi", "au", "aux", "avec", "ce", "ces", "cette", "d", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "il", "l", "la", "le", "les", "leur", "leurs", "n", "ne", "ou", "par", "pas", "plus", "pour",
    "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont", "sur", "un", "une",
}  # fmt: skip


def alike(one: Action, other: Action) -> float:
    """How much of their titles and of their texts two items share, from 0 to 1.

    Case, accents, punctuation and spaces are set aside. A title or texts that one of the two lacks do not count;
    where nothing does, it may be or not.
    """
    parts = []
    if one.title and other.title:
        parts.append(_common(_letters(one.title), _letters(other.title)))
    text, others = text_of(one), text_of(other)
    if text and others:
        parts.append(_common(words(text), words(others)))
    if not parts:
        return 1.0 if (one.title, text) == (other.title, others) else 0.5
    return sum(parts) / len(parts)


def _common(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


@lru_cache(maxsize=10_000)
def _letters(title: str) -> Counter[str]:
    """Its words by fours of letters: one misspelt or in the plural is nearly the same."""
    return Counter(f"_{word}_"[at : at + 4] for word in words(title).elements() for at in range(max(1, len(word) - 1)))


@lru_cache(maxsize=10_000)
def words(text: str) -> Counter[str]:
    """The words of a text that say something: the others are in every text."""
    every = [word for word in fold(text).split("_") if word]
    return Counter([word for word in every if word not in _LITTLE] or every)


def text_of(action: Action) -> str:
    """The texts of all its sections."""
    return "\n".join(one.text for one in action.sections if one.text)
