"""Put the whole site into one ZIP file that opens from a disk, and link it with its weight."""

import html
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ..fields import slug
from .packing import put
from .pages import Page

PAGE = "hors-ligne/index.md"
_SHOWN = PurePosixPath("hors-ligne/index.html")

_WEIGHT = '<span class="weight"></span>'
"""Stands on the page where its weight goes, which is known last."""

_LINK = re.compile(r'<p class="download">.*?</p>', re.S)
_HERE = "<p>C’est cette copie que vous lisez.</p>"

_LEFT_OUT = re.compile(r".*\.(?:map|gz|zip)|sitemap\.xml|404\.html|assets/javascripts/(?:lunr|workers)/.*")
"""What no page asks for when it is opened from a disk."""

_SEARCH = "search"

Squeezed = Mapping[str, bytes]
"""Files by path, as zlib made them smaller."""

_NONE: Squeezed = MappingProxyType({})

_DOOR = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=site/index.html">
<title>{name}</title>
<a href="site/index.html">{name}</a>
</html>
"""


def page(name: str) -> Page:
    """The page that says what the file is for; `name` is that of the site."""
    text = f"""---
title: Hors ligne
description: Tout le site en un seul fichier, à emporter là où le réseau manque.
---
# Emporter le site hors ligne

Une salle sans réseau, un train, une clé à passer de main en main\u00a0: tout le site tient dans un seul fichier,
recherche comprise.

<p class="download"><a href="{_file(name)}">Télécharger le site</a> {_WEIGHT}</p>

## L’ouvrir

1. Décompresser le fichier\u00a0: un double-clic suffit sur la plupart des ordinateurs.
2. Dans le dossier «\u00a0{_folder(name)}\u00a0», ouvrir «\u00a0Ouvrir.html\u00a0» avec un navigateur.

Rien ne s’installe, rien n’est envoyé. C’est une copie du site tel qu’il était à sa construction\u00a0: elle ne se met
pas à jour, et ses liens vers d’autres sites demandent le réseau. Pour passer d’un numéro à sa page et pour chercher, le
navigateur doit exécuter JavaScript, comme il le fait d’ordinaire.
"""
    return Page(PAGE, text, listed=False)


def begin(site: Path, name: str, paths: Iterable[str] = (), ready: Squeezed = _NONE) -> None:
    """Write the ZIP of a site of which these files alone are complete, some of them `ready` for it."""
    target = site / _SHOWN.with_name(_file(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        put(archive, f"{_folder(name)}/Ouvrir.html", _DOOR.format(name=html.escape(name)).encode())
        for path in paths:
            squeezed = ready.get(path, b"")
            content = zlib.decompress(squeezed) if squeezed else (site / path).read_bytes()
            put(archive, _within(name, path), content, squeezed)


def pack(site: Path, name: str, search: Callable[[], None] = lambda: None, ready: Squeezed = _NONE) -> None:
    """Add to what `begin` wrote the other files of a site that is complete, then say on its page what it weighs.

    The files of the search go last: `search` waits for them.
    """
    text = (site / _SHOWN).read_text("utf-8")
    own = _LINK.sub(_HERE, text)
    target = site / _SHOWN.with_name(_file(name))
    with zipfile.ZipFile(target, "a") as archive:
        known = set(archive.namelist())
        for path in _files(site, search):
            if _within(name, path) not in known:
                content = own.encode() if path == str(_SHOWN) else (site / path).read_bytes()
                put(archive, _within(name, path), content, ready.get(path, b""))
    said = f"<span>(ZIP, {weight(target.stat().st_size)})</span>"
    (site / _SHOWN).write_text(text.replace(_WEIGHT, said), "utf-8")


def _within(name: str, path: str) -> str:
    return f"{_folder(name)}/site/{path}"


def weight(size: int) -> str:
    """« 850 ko », « 3,2 Mo », from a number of bytes."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\u00a0ko"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + "\u00a0Mo"


def _files(site: Path, search: Callable[[], None]) -> Iterator[str]:
    """Files by path, in an order that does not depend on the disk."""
    folders = sorted(one.name for one in site.iterdir() if one.is_dir() and one.name != _SEARCH)
    yield from sorted(one.name for one in site.iterdir() if one.is_file() and not _LEFT_OUT.fullmatch(one.name))
    for folder in (*folders, _SEARCH):
        if folder == _SEARCH:
            search()
        if (site / folder).is_dir():
            yield from sorted(path for path in _below(site, folder) if not _LEFT_OUT.fullmatch(path))


def _below(site: Path, folder: str) -> Iterator[str]:
    """Paths as the ZIP has them, by the quickest way: there are thousands."""
    with os.scandir(site / folder) as found:
        for one in found:
            path = f"{folder}/{one.name}"
            if one.is_dir():
                yield from _below(site, path)
            else:
                yield path


def _file(name: str) -> str:
    return f"{_folder(name)}.zip"


def _folder(name: str) -> str:
    """The site's name as that of a file on any disk."""
    return slug(name)[:60].strip("-") or "site"
