"""Read one row of a file that lists things: its texts, its lists, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .composing import Entry
from .diagnostics import Diagnostic, Place, Rule
from .fields import suggestion
from .outline import Field


@dataclass(frozen=True)
class Row:
    """The entries of a row by key; its faults go to `faults`, which all the rows of the file share."""

    path: str
    entries: Mapping[str, Entry]
    faults: list[Diagnostic]
    rule: Rule

    def text(self, key: str) -> str:
        """The text of an entry, "" where it is not given."""
        return self.entries[key].text if key in self.entries else ""

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list, or a lone value as a list of one."""
        if key not in self.entries:
            return ()
        found = self.entries[key].items
        return found if found is not None else tuple(filter(None, [self.text(key)]))

    def line(self, key: str, item: str = "") -> int:
        """Where an entry, or an item of its list, stands; the row itself where it is not given."""
        if key in self.entries:
            return line_of(item, self.entries[key])
        return min((one.line for one in self.entries.values()), default=1)

    def closed(self, keys: Sequence[str]) -> None:
        """Say of each key that none of these is."""
        for key in self.entries:
            if key not in keys:
                self.say(key, f"« {key[:40]} » n'est pas un champ connu", suggestion(key, keys, "champs connus"))

    def say(self, key: str, message: str, hint: str, rule: Rule | None = None, words: str = "") -> None:
        place = Place(self.path, self.line(key, words))
        self.faults.append(Diagnostic(place, rule or self.rule, message, hint, words or self.text(key)))


def line_of(word: str, given: Entry | Field) -> int:
    """The line of a word in what a key gives, or that of the key."""
    found = re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", given.written)
    return given.line + given.written.count("\n", 0, found.start() if found else 0)
