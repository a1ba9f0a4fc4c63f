"""Tell from git how each page came to say what it says: who changed it, when, and what, in its own words."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from ..model import Catalogue, Identifier
from ..revisions import GitError, repository
from .memory import Memory
from .versions import Told, Version, moment, versions

SHOWN = 20
"""Entries of a page's history; those before are counted, and left to the forge."""


@dataclass(frozen=True)
class Said:
    """What happened to an item: its identifier of today, None where it has none, that of then, and words for it."""

    item: Identifier | None
    then: str
    words: str


@dataclass(frozen=True)
class Entry:
    """What one person changed on a page on one day, `2026-03-12`; the text of each is untrusted."""

    date: str
    author: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class History:
    """The latest changes of a page, latest first, and how many older versions its file has."""

    entries: tuple[Entry, ...]
    older: int = 0


class Chronicle:
    """The histories of the pages of a folder, asked again at each build, and found again when git has moved."""

    def __init__(self, folder: Path, file: Path | None = None) -> None:
        self.folder = folder
        self._memory = Memory(file)
        self._state: tuple[str, tuple[tuple[str, str], ...]] | None = None
        self._versions: list[Version] = []

    def of(self, catalogue: Catalogue) -> Mapping[Identifier, History]:
        """The history of each page; GitError says why there is none."""
        found = repository(self.folder)
        state = found.head(), tuple((one.folder, slug) for slug, one in catalogue.editions.items())
        if not state[0]:
            raise GitError("rien n'y est encore enregistré : lancer « git commit »")
        if found.is_cut():
            raise GitError("les anciennes versions n'y sont pas : lancer « git fetch --unshallow »")
        if state != self._state:
            self._versions = versions(found, catalogue, self._memory)
            self._state = state
        if not self._versions:
            raise GitError("git ne suit pas ces fichiers : lancer « git add » puis « git commit »")
        return histories(self._versions, catalogue)


def histories(found: Iterable[Version], catalogue: Catalogue) -> Mapping[Identifier, History]:
    """The history of each page, its items under their identifiers of today, whatever they were then."""
    names = _Names(catalogue)
    pages: dict[Identifier, list[tuple[datetime, Entry]]] = {}
    older: Counter[str] = Counter()
    for version in found:
        commit, said = version.commit, names.said(version.told)
        if not version.is_read:
            older.update(one.path for one in commit.changes)
        for page, ones in said.items():
            when = moment(commit) or datetime.min.replace(tzinfo=UTC)
            pages.setdefault(page, []).append((when, Entry(commit.date[:10], _name(commit.author), tuple(ones))))
    shown = {page: [*_joined(entries)] for page, entries in pages.items()}
    return {
        page: History(tuple(entries[:SHOWN]), len(entries[SHOWN:]) + older[catalogue.actions[page].path])
        for page, entries in shown.items()
    }


def _joined(entries: list[tuple[datetime, Entry]]) -> Iterator[Entry]:
    """Entries by date, latest first; what one person changed on one day is one entry: a web editor saves often."""
    ordered = [entry for _, entry in sorted(entries, key=lambda one: one[0], reverse=True)]
    for _, group in groupby(ordered, key=lambda one: (one.date, one.author)):
        ones = [*group]
        yield replace(ones[0], said=tuple(dict.fromkeys(said for one in ones for said in one.said)))


@dataclass
class _Names:
    """What items are called today, as the walk goes back: an item's number may have been another's before."""

    catalogue: Catalogue
    now: dict[Identifier, Identifier | None] = field(default_factory=dict)
    reborn: dict[tuple[Identifier, str], Identifier | None] = field(default_factory=dict)

    def said(self, told: Iterable[Told]) -> Mapping[Identifier, list[Said]]:
        """What a commit changed, by page of today; then the names are those before it."""
        found: dict[Identifier, list[Said]] = {}
        gone: dict[Identifier, Identifier | None] = {}
        came: dict[Identifier, Identifier | None] = {}
        for one in told:
            item = self._today(one.new) if one.new else None
            where = item or self._today(one.page) or (None if one.new else self._above(one.page))
            if where and one.words:
                page = self.catalogue.actions[where].page
                found.setdefault(page, []).append(Said(item, one.name, one.words))
            if one.new and one.new != one.old:
                gone[one.new] = None
            if one.old and one.new != one.old:
                came[one.old] = item if one.new else self.reborn.pop((one.old, one.title), None)
            if one.new and not one.old:
                self.reborn[one.new, one.title] = item
        self.now |= gone | came
        return found

    def _above(self, page: Identifier) -> Identifier | None:
        """The item of today that is nearest above a page that is no more."""
        above = page.parent
        while above and not self._today(above):
            above = above.parent
        return self._today(above) if above else None

    def _today(self, then: Identifier) -> Identifier | None:
        if then in self.now:
            return self.now[then]
        became = self.catalogue.became(then)
        return became[0] if len(became) == 1 else None


def _name(author: str) -> str:
    """A name on one line, without the characters that break a line or turn it round."""
    plain = "".join(" " if unicodedata.category(one).startswith("C") else one for one in author)
    return " ".join(plain.split())[:80]
