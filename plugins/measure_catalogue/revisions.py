"""Read measure files as git keeps them, at a revision and through their history; nothing is checked out."""

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .failing import explained
from .sources import LIMIT, OUTSIDE, UNREADABLE, Source, aside, decoded, looks_like_one, refused, sorted_out

_LINK, _OTHER = "120000", "160000"
"""The modes of a link and of another repository, whose content is none of this one's."""
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells a hook, and what would make every folder seem to be the top of its repository."""
_ENTRY = re.compile(r"(\d{6}) blob ([0-9a-f]{40,64}) +(\d+)\t(.+)", re.S)
_COMMIT = re.compile(r"\0*([0-9a-f]{40,64})\0([^\0]*)\0([^\0]*)\0([^\0]*)[\0\n]+")
_CHANGE = re.compile(r":(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\d*\0([^\0]+)\0")


class GitError(Exception):
    """Git cannot say; the message, in French, tells why and what to do."""


@dataclass(frozen=True)
class FileChange:
    """A file that a commit touched: its path from the folder of catalogues, its blobs, "" where it was not."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class Commit:
    """A commit that touched measures; `date` is that of its author, `2023-06-21T10:00:00+02:00`."""

    hash: str
    author: str
    date: str
    subject: str
    changes: tuple[FileChange, ...]


@dataclass(frozen=True)
class _Entry:
    """A file of a revision: its kind, its blob and its size in bytes."""

    mode: str
    blob: str
    size: int


@dataclass(frozen=True)
class Repository:
    """The repository that holds a folder of catalogues, which stands at `prefix` in it."""

    root: Path
    prefix: str

    def sources(self, revision: str) -> list[Source]:
        """The files of the folder at a revision, as `from_folder` gives those of a disk; GitError if there is none."""
        entries = self._entries(self.verified(revision))
        names = [name for name in sorted(entries, key=PurePosixPath) if _is_shown(name)]
        links = self.blobs(one.blob for one in entries.values() if one.mode == _LINK)
        found = {name: _followed(name, entries, links) for name in names}
        texts = self.blobs(one.blob for one in found.values() if one and one.size <= LIMIT)
        folder = PurePosixPath(self.prefix).name or self.root.name
        kept = []
        for name, catalogue, reason in sorted_out(names, folder):
            entry = found[name]
            if reason:
                kept.append(aside(name, reason))
            elif entry is None:
                message = "ce lien mène hors du dossier, ou à rien"
                kept.append(refused(name, OUTSIDE, message, "remplacer le lien par le fichier", catalogue))
            elif entry.size > LIMIT:
                message = f"ce fichier dépasse {LIMIT // 1000} ko"
                hint = "une mesure est un fichier de quelques dizaines de ko"
                kept.append(refused(name, UNREADABLE, message, hint, catalogue))
            else:
                kept.append(decoded(texts[entry.blob], name, catalogue))
        return kept

    def commits(self) -> Iterator[Commit]:
        """The commits that touched files of the folder, latest first; a merge says nothing that its commits do not."""
        line = "%H%x00%aN%x00%aI%x00%s"  # no name and no subject holds what parts them
        form = ("-z", "--raw", "--no-abbrev", "--no-renames", "--encoding=UTF-8", f"--format={line}")
        said = self._git("log", *form, "--", self._scope)
        text = said.decode("utf-8", "replace")
        at = 0
        while head := _COMMIT.match(text, at):
            at, changes = head.end(), []
            while one := _CHANGE.match(text, at):
                at = one.end()
                changes.append(_change(one, self.prefix))
            shown = tuple(one for one in changes if _is_shown(one.path))
            yield Commit(head[1], head[2], head[3], head[4], shown)

    def head(self) -> str:
        """The hash of the latest commit, "" in a repository that has none."""
        return _git(self.root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).decode().strip()

    def is_cut(self) -> bool:
        """Whether the oldest commits are missing, so that the first one here seems to have written everything."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def blobs(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some blobs, by name, in one go."""
        wanted = [*dict.fromkeys(name for name in names if name)]
        said = self._git("cat-file", "--batch", given="\n".join(wanted).encode()) if wanted else b""
        found, at = {}, 0
        for name in wanted:
            header, _, _ = said[at : at + 200].partition(b"\n")
            words = header.split()
            if len(words) != 3:
                raise GitError(f"git n'a plus le contenu {name[:10]} : lancer « git fetch --unshallow »")
            start = at + len(header) + 1
            found[name] = said[start : start + int(words[2])]
            at = start + int(words[2]) + 1
        return found

    @property
    def _scope(self) -> str:
        return f":(top,literal){self.prefix}" if self.prefix else ":(top)"

    def verified(self, revision: str) -> str:
        """The full name of the commit that a revision names; GitError if there is none."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        said = _git(self.root, *words, may_fail=True)
        if not said:
            hint = "dans une copie partielle, lancer d'abord « git fetch --unshallow »"
            raise GitError(f"« {revision} » n'est pas une révision de git ; {hint}")
        return said.decode().strip()

    def _entries(self, commit: str) -> dict[str, _Entry]:
        said = self._git("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *filter(None, [self.prefix]))
        found = {}
        for one in said.decode("utf-8", "surrogateescape").split("\0"):
            if entry := _ENTRY.fullmatch(one):
                found[_below(entry[4], self.prefix)] = _Entry(entry[1], entry[2], int(entry[3]))
        return found

    def _git(self, *words: str, given: bytes = b"") -> bytes:
        return _git(self.root, *words, given=given)


def repository(folder: Path) -> Repository:
    """The repository of a folder, which need not be there any more; GitError if there is none."""
    there = folder.resolve()
    below = there
    while not below.is_dir():
        below = below.parent
    root = Path(_git(below, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve()
    prefix = there.relative_to(root).as_posix()
    return Repository(root, "" if prefix == "." else prefix)


def _git(folder: Path, *words: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git prints; it neither watches files, nor takes locks, nor asks anything."""
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *words]
    settings = {name: value for name, value in os.environ.items() if name not in _HOOK}
    try:
        done = subprocess.run(command, cwd=folder, env=settings, input=given, capture_output=True, check=False)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and error.filename == command[0]:
            raise GitError("git n'est pas installé : l'installer, ou donner deux dossiers") from None
        raise GitError(f"git ne démarre pas : {explained(error)}") from None
    if done.returncode and not may_fail:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GitError(f"ce dossier n'est pas suivi par git, ou git ne peut pas le lire ({said})")
    return b"" if done.returncode else done.stdout


def _is_shown(path: str) -> bool:
    """Whether a file that git knows is one that a folder would give: hidden folders are passed over."""
    return not any(part.startswith(".") for part in path.split("/")) and looks_like_one(path)


def _below(path: str, prefix: str) -> str:
    return path.removeprefix(f"{prefix}/") if prefix else path


def _change(one: re.Match[str], prefix: str) -> FileChange:
    sides = ((one[1], one[3]), (one[2], one[4]))
    before, after = ("" if set(name) == {"0"} or mode == _OTHER else name for mode, name in sides)
    return FileChange(_below(one[5], prefix), before, after)


def _followed(name: str, entries: Mapping[str, _Entry], links: Mapping[str, bytes]) -> _Entry | None:
    """The file that a path leads to, through links that stay in the folder; None where they do not."""
    for _ in range(10):
        entry = entries.get(name)
        if entry is None or entry.mode != _LINK:
            return entry
        target = links[entry.blob].decode("utf-8", "replace")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    return None
