"""Tell whether the words beside a number are the title of its item, or that of another."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..fields import fold
from ..mentions import Mention
from ..model import Action, Catalogue

_QUOTES = re.compile(
    r"[\s\u00a0.,:]{0,4}(?:«[\s\u00a0]*([^«»]{8,250}?)[\s\u00a0]*»|“([^“”]{8,250})”|\"([^\"]{8,250})\""
    r"|\*{1,2}(?=\S)([^*]{8,250})\*{1,2})"
)
_BARE = re.compile(r"[ \u00a0.]{0,3}(:?)[ \u00a0]{0,3}([^\n.;:]{8,250})")
_HEAD = re.compile(r"(?:^|(?s:.*\n))[-*\s(]*")
_COMMON = frozenset(
    {"avec", "dans", "pour", "leur", "leurs", "plus", "sont", "elle", "cette", "ainsi", "entre", "comme", "vers"}
    | {"tous", "toutes", "mise", "mettre", "place", "oeuvre", "action", "actions", "mesure", "mesures"}
)
"""Words that two titles may share without being alike."""

SAME, OTHER = 0.8, 0.85
"""How alike, from 0 to 1, a quoted title is to its item's; and to that of the item it was taken from."""
NOTHING, MUCH = 0.15, 0.4
"""How alike, at most and at least, words that quote nothing are to the wrong item and to the right one."""


@dataclass(frozen=True)
class Quoted:
    """The words beside a mention; `claimed` where quotation marks or emphasis say that they are its title."""

    words: str
    claimed: bool


def quoted(text: str, mention: Mention) -> Quoted | None:
    """What stands beside a mention as its title, if anything does."""
    if mention.words:
        return Quoted(mention.words, claimed=False)
    if there := _QUOTES.match(text, mention.end):
        return Quoted(" ".join(next(filter(None, there.groups())).split()), claimed=True)
    bare = _BARE.match(text, mention.end)
    head = text[max(0, mention.start - 20) : mention.start]
    if bare and (bare[1] or _HEAD.fullmatch(head)):
        return Quoted(bare[2].strip(), claimed=False)
    return None


class Titles:
    """The titles of a catalogue, compared by the words that they have in common."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def is_wrong(self, said: Quoted, target: Action) -> bool:
        """Whether what is said beside a number cannot be the title of its item."""
        words = _words(said.words)
        if said.claimed:
            own = _words(target.title)
            return len(words) > 2 and not words <= own and _likeness(words, own) < SAME
        return len(words) > 1 and self._lineage(words, target) <= NOTHING and self.meant(said, target) is not None

    def meant(self, said: Quoted, target: Action) -> Action | None:
        """The one other item whose title is that one: of the same rank, with what it holds, where none is claimed."""
        words = _words(said.words)
        known = (
            one for one in self._catalogue.actions.values() if one.identifier.catalogue == target.identifier.catalogue
        )
        if said.claimed:
            scored = [(_likeness(words, _words(one.title)), one) for one in known if one is not target]
        else:
            depth = target.identifier.depth
            peers = (one for one in known if one.identifier.depth == depth and one is not target)
            scored = [(self._below(words, one), one) for one in peers]
        best = max((score for score, _ in scored), default=0.0)
        there = [one for score, one in scored if score == best]
        return there[0] if best >= (OTHER if said.claimed else MUCH) and len(there) == 1 else None

    def is_older(self, said: Quoted, target: Action) -> bool:
        """Whether what is said is surely a former title of the item: most of its words are in the present one."""
        return said.claimed and _likeness(_words(said.words), _words(target.title)) >= 0.6

    def _lineage(self, words: frozenset[str], item: Action) -> float:
        above = (_likeness(words, _words(one.title)) for one in self._catalogue.ancestors(item.identifier))
        return max(self._below(words, item), *above)

    def _below(self, words: frozenset[str], item: Action) -> float:
        items = (item, *self._catalogue.below(item.identifier))
        return max(_likeness(words, _words(one.title)) for one in items)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    """The words that carry the sense of a title, in the singular."""
    return frozenset(one.rstrip("sx") for one in fold(text).split("_") if len(one) > 3 and one not in _COMMON)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
