"""Read from git what each commit changed in the items of the catalogues, commit by commit."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import PurePosixPath

from ..changes.comparing import Change, compare
from ..changes.matching import matched
from ..changes.telling import phrase, quoted
from ..model import Action, Catalogue, Edition, Identifier
from ..reading import read
from ..revisions import Commit, FileChange, Repository
from ..sources import LIMIT, decoded
from .memory import Memory, Value

READ = 25
"""Versions of one file that are read, latest first: some change nothing that an item says."""
_TOGETHER = 200
"""Changes of files that are in memory at once, or those of one commit."""
_UNSEEN = ("layout", "sections_reordered")


@dataclass(frozen=True)
class Told:
    """A change as its commit made it; identifiers are those of its time, None where the item was not.

    One that only followed another has no words.
    """

    old: Identifier | None
    new: Identifier | None
    page: Identifier
    title: str
    words: str

    @property
    def name(self) -> str:
        return str(self.new or self.old or "")


@dataclass(frozen=True)
class Version:
    """A commit that touched measures, and what it changed; those of a commit too old are not known."""

    commit: Commit
    told: tuple[Told, ...] = ()
    is_read: bool = True


def versions(repository: Repository, catalogue: Catalogue, memory: Memory) -> list[Version]:
    """What each commit changed, latest first; `catalogue` tells what the folders are called today.

    Each commit is compared by the files that it touched alone, so that a long history costs what it changed.
    """
    folders = _Folders.of(catalogue)
    called = repr([(slug, [*one.themes.items()]) for slug, one in sorted(catalogue.editions.items())])
    plan: list[tuple[Commit, str]] = []
    touched: dict[str, tuple[_Folders, list[FileChange]]] = {}
    seen: Counter[str] = Counter()
    for commit in repository.commits():
        folders = folders.before(commit)
        changes = [one for one in commit.changes if folders.slug(one.path)]
        seen.update(one.path for one in changes)
        key = ""
        if moment(commit) and any(seen[one.path] <= READ for one in changes):
            key = _key(called, folders, changes)
            touched[key] = folders, changes
        plan.append((commit, key))
    _find(repository, catalogue, touched, memory)
    return [Version(one, tuple(_told(_known(memory, key) or [])), bool(key)) for one, key in plan]


@dataclass(frozen=True)
class _Folders:
    """The slug of each folder of catalogues; one catalogue that is the whole folder has the folder ""."""

    slugs: Mapping[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "_Folders":
        alone = not any("/" in one.path for one in catalogue.actions.values())
        return cls({"" if alone else one.folder: slug for slug, one in catalogue.editions.items()})

    def slug(self, path: str) -> str:
        """The catalogue that a measure file belongs to, "" for a file that is none."""
        if not path.endswith(".md"):
            return ""
        return self.slugs.get("" if "" in self.slugs else path.split("/")[0], "")

    def before(self, commit: Commit) -> "_Folders":
        """The folders up to a commit: one that it renamed has the slug of the one that took its files."""
        gone = {one.before: one.path for one in commit.changes if one.before and not one.after}
        moved = {}
        for one in commit.changes:
            if not one.before and (old := gone.get(one.after)) and self.slug(one.path) and not self.slug(old):
                moved[PurePosixPath(old).parts[0]] = self.slug(one.path)
        return _Folders({**self.slugs, **moved}) if moved else self


def _find(
    repository: Repository,
    catalogue: Catalogue,
    touched: Mapping[str, tuple[_Folders, list[FileChange]]],
    memory: Memory,
) -> None:
    """Compare what is not remembered, a few commits at a time."""
    files = _Files(catalogue.editions)
    for keys in _batches([key for key in touched if _known(memory, key) is None], touched):
        blobs = repository.blobs(name for key in keys for one in touched[key][1] for name in (one.before, one.after))
        for key in keys:
            folders, changes = touched[key]
            new = files.state({one.path: one.after for one in changes if one.after}, blobs, folders)
            old = files.state({one.path: one.before for one in changes if one.before}, blobs, folders)
            memory.put(key, _compared(old, new))
    memory.keep(touched)


def _batches(keys: list[str], touched: Mapping[str, tuple[_Folders, list[FileChange]]]) -> Iterator[list[str]]:
    batch: list[str] = []
    count = 0
    for key in keys:
        count += len(touched[key][1])
        if batch and count > _TOGETHER:
            yield batch
            batch, count = [], len(touched[key][1])
        batch.append(key)
    if batch:
        yield batch


@dataclass
class _Files:
    """Files as they were; each is read once, for as it was before one commit it was after an older one."""

    editions: Mapping[str, Edition]
    latest: dict[str, tuple[str, str, Catalogue]] = field(default_factory=dict)

    def state(self, names: Mapping[str, str], blobs: Mapping[str, bytes], folders: _Folders) -> Catalogue:
        """The items of some files alone; the editions, which a few files do not tell, are those of today."""
        actions = {one: Action(one, "", {}, (), one, "", 0) for one in map(Identifier, self.editions)}
        for path, name in sorted(names.items(), reverse=True):
            found = self._read(path, name, folders.slug(path), blobs[name])
            actions |= {one: it for one, it in found.actions.items() if it.path and one.catalogue in self.editions}
        return Catalogue(actions, self.editions)

    def _read(self, path: str, name: str, slug: str, data: bytes) -> Catalogue:
        known = self.latest.get(path)
        if known is None or known[:2] != (name, slug):
            found, _ = read([decoded(data, path, slug)] if len(data) <= LIMIT else [])
            known = self.latest[path] = name, slug, found
        return known[2]


def _known(memory: Memory, key: str) -> Value | None:
    """The rows that are remembered, if they are rows of ours."""
    rows = memory.get(key)
    return rows if rows is not None and all(len(row) == len(fields(Told)) for row in rows) else None


def _compared(old: Catalogue, new: Catalogue) -> Value:
    """What changed between two states of some files, to be remembered; what a page shows the same is left out.

    An item that came or went with the one above it, or followed it to another number, has no words of its own.
    """
    pages = {one: it.page for state in (old, new) for one, it in state.actions.items()}
    old, new = _differing(old, new), _differing(new, old)
    found = [one for one in compare(old, new) if one.kind not in _UNSEEN]
    whole = {(one.kind, one.identifier, pages[one.identifier]) for one in found if one.kind in ("added", "removed")}
    rows = []
    for one in found:
        page = pages[one.identifier]
        above = (old if one.kind == "removed" else new).parent(one.identifier)
        words = "" if (one.kind, above, page) in whole else _words(one, new.edition(one.identifier))
        was = "" if one.kind == "added" else (one.former or one.identifier).full
        now = "" if one.kind == "removed" else one.identifier.full
        rows.append([was, now, page.full, one.title, words])
    if any(one.former for one in found):
        rows += [
            [was.full, now.full, pages[now].full, new.actions[now].title, ""]
            for was, now in matched(old, new).items()
            if was != now
        ]
    return rows


def _differing(state: Catalogue, other: Catalogue) -> Catalogue:
    """A state without the items that are the same in the other, whose likeness to others would take long to see."""
    same = {one for one, it in state.actions.items() if one.ranks and _said(it) == _said(other.actions.get(one))}
    return Catalogue({one: it for one, it in state.actions.items() if one not in same}, state.editions)


def _said(item: Action | None) -> object:
    sections = [(one.title, one.text) for one in item.sections] if item else []
    return item and (item.title, {key: one.text for key, one in item.fields.items()}, sections)


def _words(one: Change, edition: Edition) -> str:
    words = phrase(one, edition)
    return f"{words} de {quoted(one.title)}" if one.kind == "removed" and one.title else words


def _told(rows: Value) -> Iterator[Told]:
    for was, now, page, title, words in rows:
        yield Told(_identifier(was), _identifier(now), _identifier(page) or Identifier(""), title, words)


def _identifier(full: str) -> Identifier | None:
    slug, _, text = full.rpartition("_")
    return Identifier(slug, tuple(text.split(".")) if text else ()) if full else None


def _key(called: str, folders: _Folders, changes: Iterable[FileChange]) -> str:
    """What the words for some changes depend on: the files before and after, and how today calls folders and themes."""
    said = [called, *(f"{folders.slug(one.path)}:{one.path}:{one.before}:{one.after}" for one in changes)]
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def moment(commit: Commit) -> datetime | None:
    """When a commit was written; None where git holds no date that can be."""
    try:
        return datetime.fromisoformat(commit.date).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
