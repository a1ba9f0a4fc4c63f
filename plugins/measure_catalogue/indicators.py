"""Read the files of `indicateurs/`: figures that are followed, and the items that each tells of."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .annexes import Indicator
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import section_kind, slug
from .model import Catalogue, Edition, Identifier, named
from .outline import Field, Heading, outline
from .rowed import line_of
from .sections import Section
from .sources import Source

MALFORMED = Rule("IN-01", Severity.ERROR, "Indicateur illisible")
UNKNOWN = Rule("IN-02", Severity.ERROR, "Indicateur d'une action qui n'existe pas")
TWICE = Rule("IN-03", Severity.ERROR, "Deux indicateurs de même identifiant")
RULES = (MALFORMED, UNKNOWN, TWICE)

_READ = ("id", "identifiant", "unite", "actions", "programmes", "climat_pratic_ids")


def read_indicators(source: Source, editions: Mapping[str, Edition]) -> tuple[list[Indicator], list[Diagnostic]]:
    """The indicators of a file, each under a heading of its own, and what is wrong with them."""
    headings, faults = outline(source.path, source.text)
    below_all = PurePosixPath(source.path).parts[1:-1]
    family = below_all[0] if below_all else ""
    found: list[Indicator] = []
    for at, heading in enumerate(headings):
        if heading.level == 1:
            below = _until_next(headings[at + 1 :])
            one = _indicator(source.path, family, heading, below, editions, faults)
            found.append(one)
        elif not found:
            place = Place(source.path, heading.line)
            message = "ce texte n'est d'aucun indicateur : il n'est pas publié"
            faults.append(
                Diagnostic(place, MALFORMED, message, "le mettre sous le titre d'un indicateur : « # Titre »")
            )
    return found, faults


def check_indicators(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Items that do not exist, or no longer; identifiers that two indicators have."""
    seen: dict[tuple[str, str], Indicator] = {}
    for one in catalogue.annexes.indicators:
        first = seen.setdefault((one.family, one.number), one)
        if first is not one:
            message = f"« {one.number} » est déjà l'identifiant de {Place(first.path, first.line)}"
            yield Diagnostic(Place(one.path, one.line), TWICE, message, "donner un autre identifiant à l'un des deux")
        for item, line in zip(one.items, one.lines, strict=True):
            if item not in catalogue.actions and item.catalogue in catalogue.editions:
                now = " ou ".join(to.full for to in catalogue.became(item))
                message = f"{item.full} est devenu {now}" if now else f"{item.full} n'existe pas"
                hint = f"écrire {now}" if now else "corriger le numéro, ou le retirer"
                said = f"{message} : l'indicateur {one.number} n'y mène à rien"
                yield Diagnostic(Place(one.path, line), UNKNOWN, said, hint, item.text)


def _until_next(headings: list[Heading]) -> list[Heading]:
    end = next((at for at, one in enumerate(headings) if one.level == 1), len(headings))
    return headings[:end]


def _indicator(
    path: str, family: str, heading: Heading, below: list[Heading], editions: Mapping[str, Edition],
    faults: list[Diagnostic],
) -> Indicator:  # fmt: skip
    def text(key: str) -> str:
        return heading.fields[key].text.strip() if key in heading.fields else ""

    own, _, number = text("id").partition("_")
    number = text("identifiant") or number or own
    if not heading.title or not number:
        message = "un indicateur a un titre et un identifiant"
        hint = "écrire « # Titre », puis « id: cae_1a » et « identifiant: 1a » dans un bloc yaml"
        faults.append(Diagnostic(Place(path, heading.line), MALFORMED, message, hint))
    prose = [Section("", "", heading.prose, heading.line, heading.prose_line)] if heading.prose else []
    prose += [Section(section_kind(one.title), one.title, one.prose, one.line, one.prose_line) for one in below]
    items = [*_items(path, heading.fields.get("actions"), editions, faults)]
    return Indicator(
        slug(family) or slug(own) or "autres",
        number or str(heading.line),
        heading.title or "Sans titre",
        path,
        heading.line,
        text("unite"),
        tuple(prose),
        tuple(item for item, _ in items),
        _list(text("programmes")),
        _list(text("climat_pratic_ids")),
        {key: one.text for key, one in heading.fields.items() if key not in _READ and one.text},
        tuple(line for _, line in items),
    )


def _items(
    path: str, given: Field | None, editions: Mapping[str, Edition], faults: list[Diagnostic]
) -> Iterator[tuple[Identifier, int]]:
    """Each item with the line that it is written on."""
    for word in _list(given.text) if given else ():
        line = line_of(word, given) if given else 1
        item = named(word, "", editions)
        if item is not None and item.ranks and item.catalogue:
            yield item, line
        else:
            message = f"« {word[:40]} » n'est pas l'identifiant entier d'une action"
            faults.append(Diagnostic(Place(path, line), MALFORMED, message, "écrire « - cae_6.1.1 »", word))


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip(" -\n") for one in text.replace("\n", ",").split(","))))
