"""The command that tells what changed between two states of the catalogues."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from . import places
from .changes.accounts import Account, as_json, as_text, brackets
from .changes.commenting import as_markdown
from .reading import read
from .revisions import GitError

FORMATS: Mapping[str, Callable[[Account], Iterator[str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
_SITE = re.compile(r"https?://[^\s()<>]+")
_COLOURS = {"removed": "red", "added": "green"}


@click.command()
@click.argument("old", metavar="ANCIEN")
@click.argument("new", metavar="[NOUVEAU]", required=False)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", help="La forme de ce qui est dit.")
@click.option("--site", metavar="ADRESSE", default="", help="L'adresse du site, pour que les liens y mènent.")
def diff(old: str, new: str | None, form: str, site: str) -> None:
    """Dit ce qui a changé d'un état des mesures à l'autre, mesure par mesure.

    ANCIEN et NOUVEAU sont chacun un dossier, une révision de git (main, HEAD~3), ou une révision et un
    dossier (main:measures/cae). Sans NOUVEAU, c'est le dossier measures tel qu'il est.

    Exemple : measures diff main

    Exemple : measures diff HEAD~1 HEAD --format markdown --site https://exemple.fr/mesures
    """
    if site and not _SITE.fullmatch(site):
        raise click.BadParameter("une adresse « https://… » est attendue", param_hint="--site")
    words = (old, new or str(places.FOLDER))
    folder = next((Path(one) for one in words if Path(one).is_dir()), places.FOLDER)
    try:
        before, after = (_asked(one, folder) for one in words)
        was, now = (read(one.sources())[0] for one in (before, after))
    except GitError as error:
        raise click.UsageError(str(error)) from None
    if not was.actions and not now.actions:
        raise click.ClickException(f"aucune mesure, ni dans « {words[0]} » ni dans « {words[1]} »")
    account = Account(was, now, folder=after.folder.as_posix(), site=site.rstrip("/"), mark=_coloured)
    for line in FORMATS[form](account):
        click.echo(line)


def _asked(word: str, folder: Path) -> places.Asked:
    found = places.asked((word,), folder)
    if found.files:
        raise GitError(f"« {word} » est un fichier : donner son dossier, ou une révision")
    return found


def _coloured(kind: str, words: str) -> str:
    return click.style(brackets(kind, words), fg=_COLOURS[kind])
