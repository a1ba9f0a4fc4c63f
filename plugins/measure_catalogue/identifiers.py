"""What an identifier is: how it is written, what stands above it, how people sort it."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

_RANK = r"(?:[0-9]{1,4}|[a-z]{1,3})"
_DEVICES = "aux|con|nul|prn"
"""What Windows takes for a device, whatever follows the first point: no folder of a site can have such a name."""

_IDENTIFIER = re.compile(rf"(?!(?:{_DEVICES})(?:\.|$)){_RANK}(?:\.{_RANK}){{0,11}}")


@dataclass(frozen=True)
class Identifier:
    """`6.1.1` in the catalogue `cae`; ranks stay text, and no rank is the catalogue's root."""

    catalogue: str
    ranks: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """As written inside its catalogue: `6.1.1`; empty for the root."""
        return ".".join(self.ranks)

    @cached_property
    def full(self) -> str:
        """As written across catalogues: `cae_6.1.1`."""
        return f"{self.catalogue}_{self.text}"

    @property
    def depth(self) -> int:
        return len(self.ranks)

    @property
    def parent(self) -> "Identifier | None":
        return Identifier(self.catalogue, self.ranks[:-1]) if self.ranks else None

    @cached_property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        """Sorts as people count: 1.9 before 1.10, numbers before letters."""
        return tuple(map(_order, self.ranks))

    def within(self, other: "Identifier") -> bool:
        """Whether `other` is this very identifier or one of its ancestors."""
        return self.catalogue == other.catalogue and self.ranks[: other.depth] == other.ranks

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=2048)
def _order(rank: str) -> tuple[int, int, str]:
    """One for all that have this rank: there are few ranks, and thousands of identifiers."""
    return (0, int(rank), rank) if rank.isdigit() else (1, 0, rank)


def identifier(catalogue: str, text: str) -> Identifier | None:
    """The identifier that `text` writes, or None: digits or lower-case letters between single dots."""
    if not text:
        return Identifier(catalogue)
    return Identifier(catalogue, tuple(text.split("."))) if _IDENTIFIER.fullmatch(text) else None
