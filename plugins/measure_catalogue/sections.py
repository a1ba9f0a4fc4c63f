"""Prose under a heading, as an item holds it."""

from dataclasses import dataclass

from .fields import fold

INNER_HEADING = "#### "
"""Opens, in the text of a section, the line of a heading that stands inside it, whatever its level in the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """Prose under a heading; `kind` is its key in the table of sections, or "" where it is unknown.

    The lead, text that no heading introduces, has no title. `first` is the line of its first line.
    """

    kind: str
    title: str
    text: str
    line: int
    first: int

    @property
    def name(self) -> str:
        """What tells it from the other sections of its item: its kind, else its title."""
        return self.kind or fold(self.title)
