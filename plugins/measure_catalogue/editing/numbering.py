"""Choose the number of a new item: one that never was used, below an item that exists."""

import re
from collections.abc import Iterator
from fractions import Fraction

from ..diagnostics import Place
from ..fields import number
from ..model import Catalogue, Identifier, identifier, slugs
from ..points import written

_NAMED = re.compile(r"(?:([a-z][a-z0-9_-]*?)(?:__?|/))?([\w.]+)", re.I)


class DraftError(Exception):
    """Nothing can be begun under this identifier; the message, in French, tells why and what to do."""


def named(text: str, catalogue: Catalogue) -> Identifier:
    """The identifier that a person asks for, `6.1.4` or `cae_6.1.4`; DraftError where it is not clear."""
    parts = _NAMED.fullmatch(text)
    found = identifier(_slug(parts[1] or "", parts[2], catalogue), parts[2]) if parts else None
    if found is None or any(len(rank) > 1 and rank.startswith("0") for rank in found.ranks):
        raise DraftError(f"« {text} » n'est pas un identifiant : des rangs séparés par des points, comme 6.1.4")
    return found


def _slug(name: str, ranks: str, catalogue: Catalogue) -> str:
    """The catalogue of that name, or the only one."""
    known = sorted(catalogue.editions)
    meant = slugs(catalogue.editions)
    if not known:
        raise DraftError("il n'y a encore aucun référentiel : créer son dossier et son catalogue.yml")
    if not name and len(known) > 1:
        names = " ou ".join(f"{slug}_{ranks}" for slug in known)
        raise DraftError(f"« {ranks} » est un numéro de quel référentiel ? Écrire {names}, ou dire le dossier : --in")
    if name and name.lower() not in meant:
        raise DraftError(f"« {name} » n'est pas un référentiel de ce dossier : {', '.join(known)}")
    return meant[name.lower()] if name else known[0]


def next_free(below: Identifier, catalogue: Catalogue) -> Identifier:
    """The first number below an item after all that are used or have been."""
    used = _used(below, catalogue)
    numbers = [int(rank) for rank in used if rank.isdigit()]
    last = max(used, default="")
    rank = chr(ord(last) + 1) if len(last) == 1 and "a" <= last < "z" else str(max(numbers, default=0) + 1)
    return Identifier(below.catalogue, (*below.ranks, rank))


def _used(below: Identifier, catalogue: Catalogue) -> list[str]:
    """The ranks of all that stands directly below an item, or once did: what is below a rank shows that it was used."""
    known = (*catalogue.actions, *catalogue.redirections)
    return [one.ranks[below.depth] for one in known if one.depth > below.depth and one.within(below)]


def above(new: Identifier) -> Identifier:
    return Identifier(new.catalogue, new.ranks[:-1])


def verify(new: Identifier, catalogue: Catalogue) -> None:
    """DraftError where an identifier has been used, is not of the kind of those beside it, or has no parent."""
    free = f"le prochain libre est {next_free(above(new), catalogue)}"
    if there := catalogue.actions.get(new):
        raise DraftError(f"{new} existe déjà, « {there.title[:80]} » ({Place(there.path, there.line)}) ; {free}")
    if old := next((one for one in catalogue.redirections.values() if one.old.within(new)), None):
        place = Place(old.path, old.line)
        raise DraftError(f"{new} a déjà servi ({place}), et un identifiant ne sert qu'une fois ; {free}")
    if new.ranks[-1].isalpha() and any(rank.isdigit() for rank in _used(above(new), catalogue)):
        raise DraftError(f"{new} finit par une lettre, et ses voisines par un numéro ; {free}")
    if above(new) not in catalogue.actions:
        nearest = catalogue.parent(new) or Identifier(new.catalogue)
        names = ", ".join(one.identifier.text for one in catalogue.own_children(nearest)) or "rien"
        said = f"Sous {nearest}, il y a" if nearest.ranks else "Il y a"
        raise DraftError(
            f"{new} n'a pas de parent : {above(new)} n'existe pas. {said} {names} ; "
            f"le prochain libre est {next_free(nearest, catalogue)}"
        )


def remarks(new: Identifier, catalogue: Catalogue) -> Iterator[str]:
    """What an editor should know of the number, and of the shares that the new item is to have a part of."""
    free = next_free(above(new), catalogue)
    rank, due = new.ranks[-1], free.ranks[-1]
    if rank.isdigit() and due.isdigit() and int(rank) > int(due):
        yield f"{new} laisse un trou : le prochain numéro libre est {free}"
    elif rank.isdigit() and due.isdigit() and int(rank) < int(due):
        yield f"{new} comble un trou : s'assurer que ce numéro n'a jamais servi"
    shares = [number(one.field("pourcentage")) for one in catalogue.own_children(above(new))]
    if given := [share for share in shares if share is not None]:
        total = written(sum(given, Fraction()))
        yield f"les parts de ses voisines font {total} : avec la sienne, le tout doit faire 100"
