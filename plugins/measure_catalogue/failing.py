"""Say to a person why the system refused something, and what to do about it."""

import errno
import os

_MISSING = "« {name} » n’est plus là : il a été déplacé ou effacé pendant la construction ; recommencer"
_FORBIDDEN = "il est interdit de lire ou d’écrire « {name} » : vérifier ses droits, puis recommencer"
_FULL = "le disque est plein : faire de la place, puis recommencer"
_WORDS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EFBIG: "un fichier dépasse la limite du système : la lever (« ulimit -f unlimited »), puis recommencer",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "« {name} » est sur un disque où rien ne s’écrit : construire ailleurs, avec « --site-dir dossier »",
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: "« {name} » est un fichier, là où il faut un dossier : le déplacer ou le renommer",
    errno.EISDIR: "« {name} » est un dossier, là où il faut un fichier : le déplacer ou le renommer",
    errno.EMFILE: "trop de fichiers sont ouverts : lever la limite (« ulimit -n 4096 »), puis recommencer",
    errno.ENFILE: "trop de fichiers sont ouverts sur cette machine : fermer des programmes, puis recommencer",
    errno.ENAMETOOLONG: "le nom de « {name} » est trop long : le raccourcir",
    errno.EIO: "le disque ne répond pas comme il faut : le vérifier, puis recommencer",
}


def explained(error: OSError | UnicodeError) -> str:
    """One sentence: what, and the remedy."""
    if isinstance(error, UnicodeEncodeError):
        return "cette machine n’écrit pas les accents des noms de fichiers : recommencer avec « PYTHONUTF8=1 »"
    if isinstance(error, UnicodeError):
        return "un fichier n’est pas en UTF-8 : l’enregistrer en UTF-8, puis recommencer"
    said = _WORDS.get(error.errno or 0, "le système refuse « {name} » ({reason}) : y remédier, puis recommencer")
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "un fichier"
    return said.format(name=os.path.relpath(name) if os.path.isabs(name) else name, reason=error.strerror or error)
