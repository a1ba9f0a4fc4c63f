"""The command line: what tells about a catalogue; what writes files is in `cli_edit`."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from . import sources
from .checks import check as check_catalogue
from .cli_edit import pages
from .diagnostics import FORMATS, Diagnostic, Place, Severity, in_order, tally
from .reading import read

Thing = TypeVar("Thing")

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Un catalogue de mesures : le vérifier, en écrire les pages.

    Exemple : measures check measures
    """


for command in (pages,):
    main.add_command(command)


@main.command()
@click.argument("folder", metavar="[DOSSIER]", type=FOLDER, default=Path("measures"))
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", help="La forme des messages.")
def check(folder: Path, form: str) -> None:
    """Dit ce qui ne va pas dans les mesures, ligne par ligne.

    Le code de sortie est 1 s'il y a une erreur, sinon 0.

    Exemple : measures check measures --format github
    """
    catalogue, faults = read(_told(sources.from_folder(folder), "fichiers lus"))
    if not catalogue.actions and not faults:
        raise click.ClickException(f"aucune mesure dans « {folder} » : un fichier .md par mesure est attendu")
    found = in_order(_placed(one, folder) for one in (*faults, *check_catalogue(catalogue)))
    for line in FORMATS[form](found):
        click.echo(line)
    if form == "text":
        click.echo(f"{len(catalogue.actions)} identifiants : {tally(found)}", err=True)
    sys.exit(any(one.rule.severity is Severity.ERROR for one in found))


def _placed(one: Diagnostic, folder: Path) -> Diagnostic:
    """The fault with its path as seen from where the command was given."""
    return Diagnostic(Place((folder / one.place.path).as_posix(), one.place.line), one.rule, one.message, one.hint)


def _told(things: Iterable[Thing], what: str) -> Iterator[Thing]:
    """The same things; a terminal that has waited a second is told how many went by."""
    start, shown, count = time.monotonic(), False, 0
    for count, thing in enumerate(things, 1):
        yield thing
        if sys.stderr.isatty() and time.monotonic() - start > 1:
            click.echo(f"\r{count} {what}", nl=False, err=True)
            shown = True
    if shown:
        click.echo(f"\r{count} {what}", err=True)


if __name__ == "__main__":
    main()
