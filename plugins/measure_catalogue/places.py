"""Find what a command is asked about: a folder of catalogues, some files of one, or a revision of git."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .revisions import GitError, repository
from .sources import INDICATORS, Source, from_folder

FOLDER = Path("measures")
"""Where the catalogues lie unless a command says otherwise."""


@dataclass(frozen=True)
class Asked:
    """A folder of catalogues, on disk or at a `revision`; of its files, those asked about, none for all."""

    folder: Path
    revision: str = ""
    files: frozenset[str] = frozenset()

    def sources(self) -> Iterator[Source]:
        """The files of the whole folder; GitError where git cannot give them."""
        if self.revision:
            yield from repository(self.folder).sources(self.revision)
        else:
            yield from from_folder(self.folder)


def asked(words: Sequence[str], folder: Path = FOLDER) -> Asked:
    """What the words of a command name; GitError, whose message says what to do, where they name nothing.

    `main:measures/cae` is a folder at a revision; a bare revision is read at `folder`.
    """
    if not words:
        return Asked(_there(folder))
    files = [Path(word) for word in words if Path(word).is_file()]
    if len(files) == len(words):
        top = _top(files[0])
        outside = [one for one in files if not one.resolve().is_relative_to(top.resolve())]
        if outside:
            raise GitError(f"« {outside[0]} » n'est pas dans « {top} » : vérifier un dossier à la fois")
        return Asked(top, files=frozenset(one.resolve().relative_to(top.resolve()).as_posix() for one in files))
    if len(words) > 1:
        missing = next(word for word in words if not Path(word).is_file())
        raise GitError(f"« {missing} » n'est pas un fichier : donner des fichiers, ou un seul dossier, ou une révision")
    if Path(words[0]).is_dir():
        return Asked(Path(words[0]))
    revision, _, place = words[0].partition(":")
    where = Path(place) if place else folder
    try:
        repository(where).verified(revision)
    except GitError as error:
        raise GitError(f"« {words[0]} » n'est ni un fichier, ni un dossier ; {error}") from None
    return Asked(where, revision)


def _there(folder: Path) -> Path:
    if not folder.is_dir():
        raise GitError(f"« {folder} » n'est pas un dossier : dire où sont les mesures, par exemple « measures »")
    return folder


def _top(file: Path) -> Path:
    """The folder of catalogues that holds a file: `measures`, else the one above its catalogue's, where we stand."""
    here, there = Path.cwd(), file.resolve()
    if there.is_relative_to(FOLDER.resolve()):
        return FOLDER
    if beside := next((one for one in file.parents if one.name == INDICATORS), None):
        return beside.parent
    above = there.parent.parent
    return file.parent.parent if above != here and above.is_relative_to(here) and len(file.parts) > 2 else file.parent
