"""Read the files of a folder of catalogues into memory, whatever state they are in."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Diagnostic, Place, Rule, Severity

UNREADABLE = Rule("FI-01", Severity.ERROR, "Fichier illisible")
ENCODING = Rule("FI-02", Severity.ERROR, "Encodage autre que UTF-8")
OUTSIDE = Rule("FI-03", Severity.ERROR, "Lien vers un fichier hors du dossier")
CHARACTERS = Rule("TX-01", Severity.WARNING, "Caractères invisibles ou décomposés")
RULES = (UNREADABLE, ENCODING, OUTSIDE, CHARACTERS)

SUFFIXES = (".md", ".yml", ".yaml")
LIMIT = 2_000_000
"""Bytes past which a file is not a measure; the largest real one has 61,000."""

_LINE_ENDS = {"\u2028": "U+2028", "\u2029": "U+2029", "\x0b": "U+000B", "\x0c": "U+000C", "\x85": "U+0085"}
_INVISIBLE = {
    **dict.fromkeys(map(chr, (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F)), "caractère de commande"),
    **dict.fromkeys("\u200b\u2060\ufeff", "caractère de largeur nulle"),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "sens d'écriture forcé"),
}
_REPLACEMENTS = str.maketrans({**dict.fromkeys(_LINE_ENDS, "\n"), **dict.fromkeys(_INVISIBLE, "")})
_SUSPECT = frozenset((*_LINE_ENDS, *_INVISIBLE))

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
    """A source whose text is put in order: NFC, `\\n`, nothing invisible; each change is a fault."""
    folder = path.split("/")[0] if catalogue is None and "/" in path else catalogue or ""
    faults: list[Diagnostic] = []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not _SUSPECT.isdisjoint(text):
        faults += _invisible(path, text)
        text = text.translate(_REPLACEMENTS)
    if not unicodedata.is_normalized("NFC", text):
        faults += _decomposed(path, text)
        text = unicodedata.normalize("NFC", text)
    return Source(path, text, folder, tuple(faults))


def from_folder(folder: Path) -> Iterator[Source]:
    """The Markdown and YAML files below `folder`, in order of path.

    A folder that holds measure files itself is one catalogue, named as the folder.
    """
    root = folder.resolve()
    alone = any(path.suffix == ".md" for path in root.iterdir())
    for path in sorted(_files(root)):
        name = path.relative_to(root).as_posix()
        yield _read(path, name, root, root.name if alone else None)


def _files(root: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*names, *folders):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(parent, name)


def _read(path: Path, name: str, root: Path, catalogue: str | None) -> Source:
    def refused(rule: Rule, message: str, hint: str) -> Source:
        fault = Diagnostic(Place(name), rule, message, hint)
        return Source(name, "", source(name, "", catalogue).catalogue, (fault,))

    try:
        if not path.resolve().is_relative_to(root):
            return refused(OUTSIDE, "ce lien mène hors du dossier", "remplacer le lien par le fichier")
        if path.stat().st_size > LIMIT:
            return refused(UNREADABLE, f"plus de {LIMIT:,} octets".replace(",", " "), "partager le fichier")
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason, hint = _REASONS.get(type(error), ("le système le refuse", "l'ouvrir et l'enregistrer à nouveau"))
        return refused(UNREADABLE, f"ce fichier ne se lit pas : {reason}", hint)
    return _decoded(data, name, catalogue)


def _decoded(data: bytes, name: str, catalogue: str | None) -> Source:
    try:
        return source(name, data.decode("utf-8"), catalogue)
    except UnicodeDecodeError as error:
        place = Place(name, data.count(b"\n", 0, error.start) + 1)
        message = f"l'octet 0x{data[error.start]:02X} n'est pas de l'UTF-8 ; le fichier est lu en Windows-1252"
        fault = Diagnostic(place, ENCODING, message, "enregistrer le fichier en UTF-8")
        read = source(name, data.decode("cp1252", errors="replace"), catalogue)
        return Source(name, read.text, read.catalogue, (fault, *read.faults))


def _invisible(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        for character in sorted(_SUSPECT.intersection(line)):
            kind = _LINE_ENDS.get(character) or _INVISIBLE[character]
            done = "lu comme une fin de ligne" if character in _LINE_ENDS else "laissé de côté"
            message = f"{kind} (U+{ord(character):04X}) dans la ligne, {done}"
            yield Diagnostic(Place(path, number), CHARACTERS, message, "effacer ce caractère invisible")


def _decomposed(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            word = next(w for w in line.split() if not unicodedata.is_normalized("NFC", w))
            message = f"accent décomposé dans « {unicodedata.normalize('NFC', word)[:40]} », recomposé sur la page"
            yield Diagnostic(Place(path, number), CHARACTERS, message, "retaper le mot")
