"""The command line: what tells about a catalogue; what writes files is in `cli_edit`."""

import importlib
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from . import places, sources
from .diagnostics import Diagnostic, Place, Severity, tally
from .reading import read
from .reporting import FORMATS
from .revisions import GitError
from .verdicts import verdict

Thing = TypeVar("Thing")

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


_ELSEWHERE = {
    "diff": ("cli_diff", "diff"),
    "fix": ("cli_measures", "fix"),
    "format": ("cli_measures", "reformat"),
    "new": ("cli_measures", "new"),
    "pages": ("cli_edit", "pages"),
}
"""The commands of other modules, and their names there."""


class _Commands(click.Group):
    """Loads a command's module when it is asked for: what makes pages takes as long to load as a check to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, name = _ELSEWHERE[cmd_name]
        found: click.Command = getattr(importlib.import_module(f"{__package__}.{module}"), name)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Un catalogue de mesures : le vérifier, en écrire les pages.

    Exemple : measures check measures
    """


@main.command()
@click.argument("targets", metavar="[CIBLE]…", nargs=-1)
@click.option("--since", metavar="RÉVISION", help="Ne dire que ce qui a été cassé depuis cette révision de git.")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", help="La forme des messages.")
def check(targets: tuple[str, ...], since: str | None, form: str) -> None:
    """Dit ce qui ne va pas dans les mesures, ligne par ligne.

    CIBLE est un dossier (measures, si rien n'est dit), des fichiers, ou une révision de git.
    Le code de sortie est 1 s'il y a une erreur, sinon 0.

    Exemple : measures check measures/cae/6.1.1.md

    Exemple : measures check --since origin/main --format github
    """
    try:
        wanted = places.asked(targets)
        now = [*_told(wanted.sources(), "fichiers lus")]
        before = [*replace(wanted, revision=since).sources()] if since is not None else None
    except GitError as error:
        raise click.UsageError(str(error)) from None
    found, count = verdict(now, before)
    if not count and not found:
        raise click.ClickException(f"aucune mesure dans « {wanted.folder} » : un fichier .md par mesure est attendu")
    shown = [_placed(one, wanted.folder) for one in found if not wanted.files or one.place.path in wanted.files]
    texts = {(wanted.folder / one.path).as_posix(): one.text for one in now}
    for line in FORMATS[form](shown, texts):
        click.echo(line)
    if form == "text":
        click.echo(f"{count} identifiants : {tally(shown)}{_remedy(shown)}", err=True)
    sys.exit(any(one.rule.severity is Severity.ERROR for one in shown))


@main.command()
@click.argument("folder", metavar="[DOSSIER]", type=FOLDER, default=places.FOLDER)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="La forme du rapport.")
def links(folder: Path, form: str) -> None:
    """Suit les liens des mesures et dit lesquels sont morts ; il faut être relié à internet.

    Le code de sortie est 1 s'il y en a un, 2 si aucun site ne répond, sinon 0.

    Exemple : measures links measures --format markdown
    """
    from . import link_report
    from .links import State, cited, followed  # what asks the web takes as long to load as all the rest

    catalogue, _ = read(sources.from_folder(folder))
    if not catalogue.actions:
        raise click.UsageError(f"aucune mesure dans « {folder} »")
    known = cited(catalogue, folder)
    found = [*_told(followed(sorted(known)), f"liens suivis sur {len(known)}")]
    if found and all(answer.state in (State.SILENT, State.DEAD) and not answer.code for _, answer in found):
        raise click.UsageError("aucun site ne répond : cet ordinateur est-il relié à internet ?")
    for line in link_report.FORMATS[form](found, known):
        click.echo(line)
    click.echo(link_report.summary(found), err=True)
    sys.exit(any(answer.state is State.DEAD for _, answer in found))


def _remedy(shown: list[Diagnostic]) -> str:
    certain = sum(one.right is not None for one in shown)
    return f" ; corrections proposées : {certain} (measures fix)" if certain else ""


def _placed(one: Diagnostic, folder: Path) -> Diagnostic:
    """The fault with its path as seen from where the command was given."""
    return replace(one, place=Place((folder / one.place.path).as_posix(), one.place.line))


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
