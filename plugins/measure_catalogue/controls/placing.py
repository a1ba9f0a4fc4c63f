"""Say a fault where it stands: at the title of an item, at one of its fields, or at words of its texts."""

import re

from ..diagnostics import Diagnostic, Place, Rule
from ..model import Action, Section
from ..text.flaws import Flaw


def at(action: Action, rule: Rule, message: str, hint: str = "", key: str = "", right: str | None = None) -> Diagnostic:
    """A fault at a field of an item, or at its title where it has no such field.

    `right` is what must stand in the field, or in place of the title.
    """
    given = action.fields.get(key)
    if given is None:
        words = action.title if action.line else ""
        return Diagnostic(Place(action.path, action.line), rule, message, hint, words, right)
    right = f"{key}: {right}" if right is not None else None
    return Diagnostic(Place(action.path, given.line), rule, message, hint, given.written, right)


def in_section(action: Action, section: Section, flaw: Flaw) -> Diagnostic:
    """A fault of a section's text, its words as the file has them: their lines may be indented or quoted."""
    words, right = flaw.words, flaw.right
    if "\n" in words:
        lines = (re.escape(line.strip()) for line in words.split("\n"))
        below = "\n".join(section.text.split("\n")[flaw.line :])
        there = re.search(r"[ \t]*\n[ \t>]*".join(lines), below)
        words, right = (there[0], right) if there and there.start() <= below.find("\n") else ("", None)
    return Diagnostic(Place(action.path, section.first + flaw.line), flaw.rule, flaw.message, flaw.hint, words, right)
