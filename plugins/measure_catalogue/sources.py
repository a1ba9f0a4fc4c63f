"""Read the files of a folder of catalogues into memory, whatever state they are in."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .characters import INVISIBLE, LINE_ENDS, LOST, WITHOUT
from .diagnostics import Diagnostic, Place, Rule, Severity

UNREADABLE = Rule("FI-01", Severity.ERROR, "Fichier illisible")
ENCODING = Rule("FI-02", Severity.ERROR, "Encodage autre que UTF-8")
OUTSIDE = Rule("FI-03", Severity.ERROR, "Lien vers un fichier hors du dossier")
ASIDE = Rule("FI-06", Severity.WARNING, "Fichier laissé de côté")
CHARACTERS = Rule("TX-01", Severity.WARNING, "Caractères invisibles ou décomposés")
CONFLICT = Rule("TX-11", Severity.ERROR, "Conflit de fusion resté dans le fichier")
RULES = (UNREADABLE, ENCODING, OUTSIDE, ASIDE, CHARACTERS, CONFLICT)

SUFFIXES = (".md", ".yml")
_LOOKS_LIKE = re.compile(r"\.(md|markdown|mdown|md\.txt|ya?ml)$", re.I)
ANNEXES = ("metiers.yml", "glossaire.yml", "cadres.yml")
INDICATORS = "indicateurs"
"""What stands beside the catalogues in their folder: files, and a folder."""

LIMIT = 500_000
"""Bytes past which a file is not a measure; the largest real one has 61,000."""

_CONFLICT = re.compile(r"^(?:<{7} \S.*|>{7} \S.*|\|{7} \S.*)$")
_SUSPECTS = {**LINE_ENDS, **INVISIBLE, **LOST}
_DONE = {
    **dict.fromkeys(LINE_ENDS, "lu comme un retour à la ligne"),
    **dict.fromkeys(INVISIBLE, "laissé de côté"),
    **dict.fromkeys(LOST, "montré tel quel"),
}
_SUSPECT = frozenset(_SUSPECTS)

_REASONS: dict[type[Exception], tuple[str, str]] = {
    IsADirectoryError: ("c'est un dossier", "ne pas nommer un dossier comme un fichier"),
    PermissionError: ("il est interdit de le lire", "vérifier ses droits"),
    FileNotFoundError: ("ce lien ne mène à rien", "remplacer le lien par le fichier"),
    RuntimeError: ("ce lien tourne en rond", "remplacer le lien par le fichier"),
}


@dataclass(frozen=True)
class Source:
    """A file: its path with `/` from the folder of catalogues, its text with `\\n`, and its faults.

    `catalogue` is the folder that it lies in, hence the slug unless the root file says otherwise.
    """

    path: str
    text: str
    catalogue: str = ""
    faults: tuple[Diagnostic, ...] = ()


def source(path: str, text: str, catalogue: str | None = None) -> Source:
    """A source whose text is put in order: NFC, `\\n`, nothing invisible; each change is a fault.

    Line ends of other programs stay in their line, so that lines keep their numbers.
    """
    folder = path.split("/")[0] if catalogue is None and "/" in path else catalogue or ""
    faults: list[Diagnostic] = []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not _SUSPECT.isdisjoint(text):
        faults += _invisible(path, text)
        text = text.translate(WITHOUT)
    if not unicodedata.is_normalized("NFC", text):
        faults += _decomposed(path, text)
        text = unicodedata.normalize("NFC", text)
    if "<<<<<<< " in text or ">>>>>>> " in text:
        faults += _conflicts(path, text)
    return Source(path, text, folder, tuple(faults))


def from_folder(folder: Path) -> Iterator[Source]:
    """The Markdown and YAML files below `folder`, in order of path; what is left aside is said.

    A folder that holds measure files itself, and none in folders below, is one catalogue of its name.
    """
    root = folder.resolve()
    closed: list[OSError] = []
    paths = {path.relative_to(root).as_posix(): path for path in sorted(_files(root, closed.append))}
    for error in closed:
        reason, hint = _why(error, Path(error.filename))
        name = Path(error.filename).relative_to(root).as_posix()
        yield refused(name, UNREADABLE, f"ce dossier ne se lit pas : {reason}", hint)
    for name, catalogue, reason in sorted_out(paths, root.name):
        if reason:
            reason = "ce dossier n'est qu'un raccourci" if paths[name].is_dir() else reason
            yield aside(name, reason)
        else:
            yield _read(paths[name], name, root, catalogue)


def aside(name: str, reason: str) -> Source:
    """A source without text, for a file that is not one of the catalogue's."""
    return refused(name, ASIDE, f"laissé de côté : {reason}", "le déplacer ou le renommer")


def looks_like_one(name: str) -> bool:
    """Whether a file's name is that of a measure or a setting, or nearly."""
    return not name.startswith(".") and bool(_LOOKS_LIKE.search(name))


def sorted_out(names: Iterable[str], folder: str) -> Iterator[tuple[str, str | None, str]]:
    """For each path, in order: itself, its catalogue, and why the file is left aside, or "".

    The catalogue is `folder`, which all lie in, where they are one catalogue; None stands for their own folders.
    """
    paths = [PurePosixPath(name) for name in names]
    own = [path for path in paths if not is_beside(str(path))]
    alone = not any(len(path.parts) > 1 for path in own if path.suffix == ".md")
    for path in paths:
        outside = not alone and len(path.parts) == 1
        if path.suffix in SUFFIXES and is_beside(str(path)):
            yield str(path), "", ""
        elif path.suffix in SUFFIXES and not outside:
            yield str(path), folder if alone else None, ""
        elif not (outside and path.suffix == ".md" and path.stem.isupper()):
            reason = "hors d'un dossier de catalogue" if outside else "son nom ne finit pas par .md ou .yml"
            yield str(path), None, reason


def is_beside(path: str) -> bool:
    """Whether a file, by its path in the folder of catalogues, is of none of them but speaks of their items."""
    first, _, below = path.partition("/")
    return first == INDICATORS if below else first in ANNEXES


def _files(root: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """All that looks like a measure, a setting, or a folder that a link hides; hidden files aside."""
    for parent, folders, names in os.walk(root, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if looks_like_one(name))
        yield from (Path(parent, name) for name in folders if name.endswith(".md") or Path(parent, name).is_symlink())


def refused(name: str, rule: Rule, message: str, hint: str, catalogue: str | None = None) -> Source:
    """A source without text, for a file that is not read."""
    return Source(name, "", catalogue or name.split("/")[0], (Diagnostic(Place(name), rule, message, hint),))


def _read(path: Path, name: str, root: Path, catalogue: str | None) -> Source:
    try:
        if not path.resolve().is_relative_to(root):
            return refused(name, OUTSIDE, "ce lien mène hors du dossier", "remplacer le lien par le fichier", catalogue)
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(found.st_mode) or found.st_size > LIMIT:
            message = f"ce n'est pas un fichier de texte, ou il dépasse {LIMIT // 1000} ko"
            return refused(name, UNREADABLE, message, "une mesure est un fichier de quelques dizaines de ko", catalogue)
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason, hint = _why(error, path)
        return refused(name, UNREADABLE, f"ce fichier ne se lit pas : {reason}", hint, catalogue)
    return decoded(data, name, catalogue)


def _why(error: Exception, path: Path) -> tuple[str, str]:
    """What keeps a file or a folder from being read, and the remedy."""
    if isinstance(error, FileNotFoundError) and not path.is_symlink():
        return "il vient de disparaître", "recommencer une fois qu'il est à sa place"
    return _REASONS.get(type(error), ("le système le refuse", "l'ouvrir et l'enregistrer à nouveau"))


def decoded(data: bytes, name: str, catalogue: str | None) -> Source:
    """A source from the bytes of a file; what is not UTF-8 is read all the same, and said."""
    try:
        return source(name, data.decode("utf-8"), catalogue)
    except UnicodeDecodeError as error:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding, called = ("utf-16", "UTF-16") if wide else ("cp1252", "Windows-1252")
        place = Place(name, 1 if wide else data.count(b"\n", 0, error.start) + 1)
        message = f"l'octet 0x{data[error.start]:02X} n'est pas de l'UTF-8 ; le fichier est lu en {called}"
        fault = Diagnostic(place, ENCODING, message, "enregistrer le fichier en UTF-8")
        read = source(name, data.decode(encoding, errors="replace"), catalogue)
        return Source(name, read.text, read.catalogue, (fault, *read.faults))


def _invisible(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        for character in sorted(_SUSPECT.intersection(line)):
            message = f"{_SUSPECTS[character]} (U+{ord(character):04X}), {_DONE[character]}"
            hint = "effacer ce caractère et taper ce qui était voulu"
            before, _, after = line.partition(character)
            around = f"{(before.split(' ') or [''])[-1]}{character}{after.partition(' ')[0]}"
            words = unicodedata.normalize("NFC", around.translate(WITHOUT))
            yield Diagnostic(Place(path, number), CHARACTERS, message, hint, words)


def _decomposed(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            word = next((one for one in line.split() if not unicodedata.is_normalized("NFC", one)), line.strip())
            words = unicodedata.normalize("NFC", word)
            message = f"accent décomposé dans « {words[:40]} », recomposé sur la page"
            hint = "retaper le mot : une recherche dans le fichier ne le trouverait pas"
            yield Diagnostic(Place(path, number), CHARACTERS, message, hint, words)


def _conflicts(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if mark := _CONFLICT.match(line):
            message = f"« {mark[0][:40]} » marque un conflit de fusion : deux versions du texte se suivent"
            hint = "garder la bonne, et effacer les lignes <<<<<<<, ======= et >>>>>>>"
            yield Diagnostic(Place(path, number), CONFLICT, message, hint, mark[0])
