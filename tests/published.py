"""Keep the list of every identifier that was ever published, one file for each catalogue: « make published ».

    python tests/published.py [FOLDER]…

adds to `tests/published/` the identifiers of these folders of catalogues (`measures/`, and the editions kept beside the
project), redirected ones too. It takes none away: what was printed once is looked for as long as the paper lasts.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder

PROJECT = Path(__file__).resolve().parents[1]
SHIPPED, EDITIONS = PROJECT / "measures", PROJECT.parent / "shared" / "catalogues"
LISTS = Path(__file__).with_name("published")


def listed(name: str) -> list[str]:
    """The identifiers that the list of a catalogue's folder holds: `cae_6.1.1`."""
    file = LISTS / f"{name}.txt"
    return file.read_text("utf-8").split() if file.is_file() else []


def present(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each catalogue of a folder, by the name of its own, and the identifiers that it has or had, in order."""
    catalogue, _ = read(from_folder(folder))
    for name, slug in sorted(_folders(catalogue)):
        ours = [one for one in (*catalogue.actions, *catalogue.redirections) if one.catalogue == slug and one.ranks]
        yield name, [one.full for one in sorted(set(ours), key=_order)]


def _folders(catalogue: Catalogue) -> set[tuple[str, str]]:
    return {(one.path.split("/")[0], one.identifier.catalogue) for one in catalogue.actions.values() if one.path}


def _order(one: Identifier) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    return one.catalogue, one.order


def keep(folder: Path) -> Iterator[str]:
    """Add what a folder has, and say of each catalogue how many identifiers are new."""
    for name, found in present(folder):
        known = listed(name)
        new = [one for one in found if one not in set(known)]
        if new:
            LISTS.mkdir(exist_ok=True)
            (LISTS / f"{name}.txt").write_text("\n".join(_merged(known, new)) + "\n", "utf-8")
        yield f"{name} : {len(known) + len(new)} identifiants, dont {len(new)} de plus"


def _merged(known: Iterable[str], new: Iterable[str]) -> list[str]:
    parts = (one.rpartition("_") for one in (*known, *new))
    return [
        one.full for one in sorted((Identifier(slug, tuple(rest.split("."))) for slug, _, rest in parts), key=_order)
    ]


if __name__ == "__main__":
    for folder in map(Path, sys.argv[1:]) if sys.argv[1:] else (SHIPPED, EDITIONS):
        for said in keep(folder) if folder.is_dir() else ():
            print(said)
