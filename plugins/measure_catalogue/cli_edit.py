"""The commands that write files: the pages of a catalogue."""

import json
from collections.abc import Mapping
from pathlib import Path

import click
import yaml

from . import places, sources
from .finding.listing import listing
from .model import Catalogue, Identifier
from .past.history import Chronicle, History
from .publishing import pages as layout
from .publishing import scripts
from .publishing.extras import extras, small_files
from .publishing.pictures import drawn
from .publishing.ways import home
from .publishing.writer import Writer
from .reading import read
from .revisions import GitError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("target", metavar="CIBLE", type=click.Path(file_okay=False, path_type=Path))
@click.option("--from", "folder", type=FOLDER, default=places.FOLDER, help="Le dossier des mesures.")
@click.option("--history/--no-history", default=True, help="Dit ou non, d'après git, ce qui a changé sur chaque page.")
def pages(target: Path, folder: Path, history: bool) -> None:
    """Écrit les pages en Markdown dans CIBLE, prêtes pour MkDocs ou Zensical, et ce que chacune donne à chercher.

    Exemple : measures pages sortie && mkdocs build -f sortie/mkdocs.yml
    """
    if target.exists() and any(target.iterdir()):
        raise click.ClickException(f"« {target} » n'est pas vide : donner un dossier nouveau")
    catalogue, _ = read(sources.from_folder(folder))
    writer = Writer(catalogue)
    site = layout.site(writer, histories=_histories(folder, catalogue) if history else {})
    made = (*site.pages, *extras(writer, [one for page in site.pages for one in page.examples]))
    texts = {f"docs/{page.uri}": drawn(page.whole, page.pictures) for page in made}
    start = home(writer, site.home, {page.uri for page in made})
    texts["docs/index.md"] = f"# Catalogues\n\n{drawn(start, site.pictures)}"
    small = {**scripts.parts(), **dict(small_files(writer))}
    texts |= {f"docs/{path}": text for path, text in small.items()}
    texts["docs/recherche.json"] = json.dumps(listing(writer, site.pages), ensure_ascii=False, indent=1)
    texts["mkdocs.yml"] = yaml.safe_dump(_settings(site.menu), allow_unicode=True, sort_keys=False)
    for path, text in sorted(texts.items()):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    click.echo(f"{len(made) + 1} page(s) et {sum(path.endswith('.html') for path in small)} adresse(s) dans {target}")


def _histories(folder: Path, catalogue: Catalogue) -> Mapping[Identifier, History]:
    try:
        return Chronicle(folder).of(catalogue)
    except GitError as error:
        click.echo(f"les pages sont sans historique : {error}", err=True)
        return {}


def _settings(menu: layout.Menu) -> dict[str, object]:
    """A configuration with which any reader of mkdocs.yml renders the pages."""
    return {
        "site_name": "Catalogues de mesures",
        "theme": {"name": "material", "language": "fr", "font": False, "features": ["navigation.indexes"]},
        "plugins": ["search"],
        "markdown_extensions": [*layout.EXTENSIONS, {"toc": {"toc_depth": 3}}],
        "extra_css": [scripts.STYLE],
        "extra_javascript": [scripts.START],
        "nav": ["index.md", *menu],
    }
