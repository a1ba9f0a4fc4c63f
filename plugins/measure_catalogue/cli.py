"""The command line: check a catalogue, write its pages."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click
import yaml

from . import pages as layout
from . import sources
from .checks import check as check_catalogue
from .diagnostics import FORMATS, Diagnostic, Place, Severity, in_order, tally
from .reading import read
from .writer import Writer

Thing = TypeVar("Thing")

ASSETS = Path(__file__).with_name("theme") / "assets" / "catalogue"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Un catalogue de mesures : le vérifier, en écrire les pages.

    Exemple : measures check measures
    """


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


@main.command()
@click.argument("target", metavar="CIBLE", type=click.Path(file_okay=False, path_type=Path))
@click.option("--from", "folder", type=FOLDER, default=Path("measures"), help="Le dossier des mesures.")
def pages(target: Path, folder: Path) -> None:
    """Écrit les pages en Markdown dans CIBLE, prêtes pour MkDocs ou Zensical.

    Exemple : measures pages sortie && mkdocs build -f sortie/mkdocs.yml
    """
    if target.exists() and any(target.iterdir()):
        raise click.ClickException(f"« {target} » n'est pas vide : donner un dossier nouveau")
    catalogue, _ = read(sources.from_folder(folder))
    site = layout.site(Writer(catalogue))
    texts = {f"docs/{page.uri}": page.text for page in site.pages}
    texts["docs/index.md"] = f"# Catalogues\n\n{site.home}"
    texts |= {f"docs/{path}": text for path, text in site.addresses.items()}
    for file in ASSETS.rglob("*.*"):
        texts[f"docs/assets/catalogue/{file.name}"] = file.read_text("utf-8")
    texts["mkdocs.yml"] = yaml.safe_dump(_settings(site.menu), allow_unicode=True, sort_keys=False)
    for path, text in _told(sorted(texts.items()), "pages écrites"):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    click.echo(f"{len(site.pages) + 1} page(s) et {len(site.addresses)} adresse(s) dans {target}")


def _settings(menu: layout.Menu) -> dict[str, object]:
    """A configuration with which any reader of mkdocs.yml renders the pages."""
    return {
        "site_name": "Catalogues de mesures",
        "theme": {"name": "material", "language": "fr", "font": False, "features": ["navigation.indexes"]},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html", "sane_lists", "tables", {"toc": {"toc_depth": 3}}],
        "extra_css": ["assets/catalogue/catalogue.css"],
        "extra_javascript": ["assets/catalogue/fichier.js"],
        "nav": ["index.md", *menu],
    }


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
