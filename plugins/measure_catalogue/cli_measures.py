"""The commands that write measures: lay them out, correct them, begin them."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from . import places
from .diagnostics import plain
from .editing.drafting import draft
from .editing.fixing import Correction, mended
from .editing.numbering import DraftError, named
from .editing.proof import laid_out
from .editing.writing import WriteError, content, write_all
from .reading import read
from .reporting import WIDTH
from .revisions import GitError
from .sources import SUFFIXES, Source, from_folder, is_beside, source
from .verdicts import broken, verdict

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(frozen=True)
class _Chosen:
    """A folder of catalogues with all its sources, and what the files hold that a command may write."""

    folder: Path
    sources: Sequence[Source]
    held: Mapping[str, bytes]

    def shown(self, path: str) -> str:
        return (self.folder / path).as_posix()

    def write(self, texts: Mapping[str, str]) -> None:
        new = {self.folder / path: text.encode() for path, text in texts.items()}
        try:
            write_all(new, {self.folder / path: data for path, data in self.held.items()})
        except WriteError as error:
            raise click.ClickException(str(error)) from None


def _chosen(targets: tuple[str, ...], suffixes: tuple[str, ...]) -> _Chosen:
    """What a command is asked to change; the files that it may not are named, with the reason."""
    try:
        wanted = places.asked(targets)
        read_all = [*wanted.sources()]
    except GitError as error:
        raise click.ClickException(str(error)) from None
    if wanted.revision:
        raise click.ClickException(f"« {targets[0]} » est une révision, qui ne change pas : donner des fichiers")
    if not read_all:
        raise click.ClickException(f"aucune mesure dans « {wanted.folder} » : un fichier .md par mesure est attendu")
    held = {}
    for one in read_all:
        why = ""
        if is_beside(one.path):  # what proves a change knows the pages of measures only
            why = "ce n'est pas une mesure" if one.path in wanted.files else ""
        elif one.path.endswith(suffixes) and (not wanted.files or one.path in wanted.files):
            try:
                held[one.path] = content(wanted.folder, one)
            except WriteError as error:
                why = str(error)
        if why:
            click.echo(f"{(wanted.folder / one.path).as_posix()} : laissé tel quel, {why}", err=True)
    return _Chosen(wanted.folder, read_all, held)


@click.command("format")
@click.argument("targets", metavar="[CIBLE]…", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help="Ne rien écrire : dire ce qui changerait.")
def reformat(targets: tuple[str, ...], only_check: bool) -> None:
    """Met les mesures en forme sans changer ce qu'elles disent.

    CIBLE est un dossier (measures, si rien n'est dit) ou des fichiers. Avant d'écrire, les pages sont
    faites deux fois, avant et après : ce qui changerait l'une d'elles reste tel quel.
    Avec --check, le code de sortie est 1 si un fichier est à mettre en forme, sinon 0.

    Exemple : measures format measures/cae

    Exemple : measures format --check
    """
    chosen = _chosen(targets, (".md",))
    texts, partly = laid_out(chosen.sources, chosen.held.keys())
    texts = {one.path: texts.get(one.path, one.text) for one in chosen.sources if one.path in chosen.held}
    texts = {path: text for path, text in texts.items() if text.encode() != chosen.held[path]}
    for path in sorted(partly):
        click.echo(f"{chosen.shown(path)} : mis en forme en partie, le reste changerait ce que dit la page", err=True)
    if not only_check:
        chosen.write(texts)
    for path in texts:
        click.echo(chosen.shown(path))
    done = "à mettre en forme" if only_check else "mis en forme"
    click.echo(f"{_count(len(texts), 'fichier')} {done} sur {len(chosen.held)}", err=True)
    sys.exit(only_check and bool(texts))


@click.command()
@click.argument("targets", metavar="[CIBLE]…", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Ne rien écrire : montrer les corrections.")
def fix(targets: tuple[str, ...], dry_run: bool) -> None:
    """Corrige ce qui est sûr, et le montre ligne par ligne.

    CIBLE est un dossier (measures, si rien n'est dit) ou des fichiers. Une correction qui ferait naître un
    autre défaut n'est pas écrite.

    Exemple : measures fix --dry-run

    Exemple : measures fix measures/cae/6.1.1.md
    """
    chosen = _chosen(targets, SUFFIXES)
    done = mended(chosen.sources, chosen.held.keys())
    if not dry_run:
        chosen.write(done.texts)
    for one in done.corrections:
        fault = one.fault
        click.echo(f"{chosen.shown(str(fault.place))}: {fault.rule.code} {fault.rule.title}")
        for line in _changed(one):
            click.echo(f"    {line}")
    for path in done.refused:
        click.echo(f"{chosen.shown(path)} : une correction y ferait naître un défaut, elle vous attend", err=True)
    said = _count(len(done.corrections), "correction")
    click.echo(f"{said} {'à faire ' if dry_run else ''}dans {_count(len(done.texts), 'fichier')}", err=True)


def _changed(one: Correction) -> Iterator[str]:
    """The lines before and after; of long ones, what is around the change."""
    pairs = zip(one.before[0] + " ", one.after[0] + " ", strict=False)
    same = next((at for at, (old, new) in enumerate(pairs) if old != new), 0)
    start = max(0, same - WIDTH // 2)
    for sign, lines in (("-", one.before), ("+", one.after)):
        for line in lines:
            shown = plain(line[start : start + WIDTH])
            yield f"{sign} {'…' if start else ''}{shown}{'…' if len(line) > start + WIDTH else ''}".rstrip()


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number > 1)}"


@click.command()
@click.argument("asked", metavar="IDENTIFIANT")
@click.option("--in", "folder", type=FOLDER, default=places.FOLDER, help="Le dossier des mesures, ou d'un référentiel.")
def new(asked: str, folder: Path) -> None:
    """Commence une mesure, ou une action à sa place dans sa mesure.

    IDENTIFIANT est un numéro qui n'a jamais servi : 6.1.4, ou cae_6.1.4 s'il y a plusieurs référentiels. Ce qui
    reste à écrire est dit ligne par ligne, et « measures check » le rappelle.

    Exemple : measures new 6.1.4

    Exemple : measures new 3.8 --in measures/eci
    """
    there = _Chosen(folder, [*from_folder(folder)], {})
    catalogue, _ = read(there.sources)
    try:
        begun = draft(named(asked, catalogue), catalogue, there.sources)
    except DraftError as error:
        raise click.ClickException(str(error)) from None
    try:
        held = {one.path: content(folder, one) for one in there.sources if one.path == begun.path}
    except WriteError as error:
        raise click.ClickException(f"{there.shown(begun.path)} : {error}") from None
    replace(there, held=held).write({begun.path: begun.text})
    click.echo(f"{there.shown(begun.path)}:{begun.line}")
    now = [one for one in there.sources if one.path not in held]
    now.append(source(begun.path, begun.text, begun.folder))
    for fault in broken(verdict(there.sources)[0], verdict(now)[0], there.sources, now):
        click.echo(f"    {fault.place.line} : {fault.message}")
    for note in begun.notes:
        click.echo(note, err=True)
