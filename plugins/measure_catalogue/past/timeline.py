"""Show the history of a page: its last change in a line, and those before it, latest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..dates import spoken
from ..model import Identifier
from ..text.inline import escape
from .history import Entry, History, Said

MANY = 6
"""Changes of one entry that are said, before the others are counted."""


@dataclass(frozen=True)
class Timeline:
    """A page's history in Markdown: its last change, what the list is called, and its lines, the oldest last.

    There are no lines where they would say no more than the last change.
    """

    latest: str
    summary: str
    lines: tuple[str, ...]


def timeline(history: History, page: Identifier, older: str) -> Timeline | None:
    """The history of a page; `older` is where the forge shows the versions that are not listed, or ""."""
    if not history.entries:
        return None
    lines = [f"{_signed(one, ', ')}\u00a0: {_changes(one, page)}" for one in history.entries]
    last = history.entries[0]
    latest = f"Dernière modification\u00a0: {_signed(last, ', par ')}\u00a0: {_changes(last, page)}"
    count = len(lines)
    if history.older:
        said = f"{history.older} version{'s' * (history.older > 1)} plus ancienne{'s' * (history.older > 1)}"
        lines.append(f"et [{said}]({older})" if older else f"et {said}")
        summary = f"Les {count} derniers changements"
    else:
        summary = f"Les {count} changements"
    return Timeline(latest, summary, tuple(lines) if len(lines) > 1 else ())


def _signed(entry: Entry, by: str) -> str:
    """The day of a change, and who made it, if git knows."""
    author = escape(entry.author)
    return f'<time datetime="{entry.date}">{spoken(entry.date)}</time>{by if author else ""}{author}'


def _changes(entry: Entry, page: Identifier) -> str:
    """What changed, item by item, each with a link to it."""
    said = [*_by_item(entry.said, page)]
    left = len(said) - MANY
    return " ; ".join([*said[:MANY], *([f"et {left} autre{'s' * (left > 1)}"] if left > 0 else [])])


def _by_item(said: Iterable[Said], page: Identifier) -> Iterator[str]:
    """What is said of each item, its page's own first; one that is no more has the name that it had."""
    grouped: dict[str, list[str]] = {"": []}
    for one in said:
        name = f"[{one.item}](#{one.item})" if one.item else one.then
        grouped.setdefault("" if one.item == page else name, []).append(escape(one.words))
    yield from (
        f"{name}\u00a0: {', '.join(words)}" if name else ", ".join(words) for name, words in grouped.items() if words
    )
