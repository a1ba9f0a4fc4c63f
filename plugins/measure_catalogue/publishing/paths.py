"""Let editors write paths: a page of `docs/parcours/` that names measures shows them, and opens as a selection."""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..composing import REFUSED, Entry, entries
from ..controls.references import MOVED, UNKNOWN
from ..diagnostics import Diagnostic, Place
from ..mentions import Mentions
from ..model import Catalogue, Identifier, named
from ..points import counted
from ..text.inline import escape
from .pages import Page
from .selection import PAGE
from .shelf import count, sheet
from .writer import Writer

FOLDER, INDEX = "parcours/", "parcours/index.md"

_KEYS = ("titre", "public", "duree")
_HEAD = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.S | re.M)


@dataclass(frozen=True)
class Path:
    """A page that names measures: for whom, how long it takes, and those of its measures that exist, in its order."""

    uri: str
    title: str
    public: str
    duration: str
    items: tuple[Identifier, ...]


class Written(Protocol):
    """A page of `docs/`, as its host knows it."""

    @property
    def src_uri(self) -> str: ...

    @property
    def content_string(self) -> str: ...


def read_paths(written: Iterable[Written], catalogue: Catalogue) -> tuple[dict[str, Path], list[Diagnostic]]:
    """The paths among the pages of `docs/`, by path below it, and what is wrong with what they name."""
    found: dict[str, Path] = {}
    faults: list[Diagnostic] = []
    for page in written:
        uri = page.src_uri
        head = _HEAD.match(page.content_string.removeprefix("\ufeff")) if uri.startswith(FOLDER) else None
        given, wrong = entries(f"docs/{uri}", head[1], 2) if head else ([], [])
        faults += [one for one in wrong if one.rule in REFUSED]
        known = {one.key: one for one in given}
        if "mesures" in known:
            items = dict.fromkeys(_items(f"docs/{uri}", known["mesures"], catalogue, faults))
            title, public, duration = (known[key].text if key in known else "" for key in _KEYS)
            found[uri] = Path(uri, title, public, duration, tuple(items))
    return found, faults


def _items(path: str, given: Entry, catalogue: Catalogue, faults: list[Diagnostic]) -> Iterator[Identifier]:
    """The items that a list names, those that took the place of one that is gone included."""
    for line, text in _lines(given):
        meant = named(text, "", catalogue.editions)
        old = meant if meant and meant.catalogue else _only(text, catalogue)
        now = catalogue.became(old) if old else ()
        if old not in catalogue.actions:
            faults.append(_moved(path, line, text, now) if now else _missed(path, line, text, catalogue))
        yield from now


def _lines(given: Entry) -> Iterator[tuple[int, str]]:
    """Each item of a list with its line; one text alone may part them by commas."""
    if given.items is None:
        yield from ((given.line, one.strip()) for one in given.text.split(",") if one.strip())
        return
    first = given.line - given.source.count("\n", 0, given.start)
    for one, text in zip(given.node.value, given.items, strict=True):
        yield first + one.start_mark.line, text


def _only(text: str, catalogue: Catalogue) -> Identifier | None:
    """The item of a number that names no catalogue, where only one has it."""
    meant = (named(text, slug, catalogue.editions) for slug in catalogue.editions)
    found = [one for one in meant if one and catalogue.became(one)]
    return found[0] if len(found) == 1 else None


def _missed(path: str, line: int, text: str, catalogue: Catalogue) -> Diagnostic:
    near = Mentions(catalogue).nearest(text)
    hint = f"vouliez-vous dire {near.full}, « {catalogue.actions[near].title[:80]} » ?" if near else ""
    message = f"« {text[:60]} » n'existe pas : le parcours ne le montre pas"
    return Diagnostic(Place(path, line), UNKNOWN, message, hint or "corriger le numéro, ou le retirer", text)


def _moved(path: str, line: int, text: str, now: Iterable[Identifier]) -> Diagnostic:
    names = ", ".join(one.full for one in now)
    return Diagnostic(Place(path, line), MOVED, f"{text[:60]} est devenu {names}", f"écrire {names}", text)


def shown(writer: Writer, one: Path, text: str, there: Mapping[str, str]) -> str:
    """A path's text between what it is and its measures; `there` are the addresses of pages by path below `docs/`."""
    start = posixpath.dirname(there[one.uri])
    selection = posixpath.relpath(there[PAGE], start) + "/" * there[PAGE].endswith("/")
    title = "" if re.search(r"^# ", text, re.M) or not one.title else f"# {escape(one.title)}\n\n"
    facts = f"{_facts(one)}\n{{: .facts }}\n\n" if _facts(one) else ""
    if title or not facts:
        return f"{title}{facts}{text}\n\n{_measures(writer, one, selection)}"
    head, heading, rest = re.split(r"(^# .*$)", text, maxsplit=1, flags=re.M)
    return f"{head}{heading}\n\n{facts}{rest}\n\n{_measures(writer, one, selection)}"


def _facts(one: Path) -> str:
    said = (("Pour", one.public), ("Durée", one.duration))
    return " · ".join(f"{name}\u00a0: {escape(text)}" for name, text in said if text)


def _measures(writer: Writer, one: Path, selection: str) -> str:
    """The measures with the titles that they have now, then the way to take them along."""
    if not one.items:
        return "## Les mesures du parcours {#mesures}\n\nAucune n’est dans les catalogues de ce site."
    lines = []
    for item in one.items:
        action, points = writer.catalogue.actions[item], writer.points[item].value
        said = [writer.edition(action).short_title, "" if points is None else f"**{counted(points)}**"]
        name = f"[**{item}** {escape(action.title) or '*Sans titre*'}]({writer.address(item, one.uri)})"
        lines.append(f"- {name}{{ .axe-{writer.hue(item)} }}  \n    {' · '.join(filter(None, said))}")
    address = html.escape(f"{selection}#{','.join(item.full for item in one.items)}")
    return "\n".join(
        [
            "## Les mesures du parcours {#mesures}",
            "",
            '<div class="entries" markdown="1">',
            "",
            *lines,
            "",
            "</div>",
            "",
            f'<p class="path-open"><a class="md-button" href="{address}">Ouvrir comme sélection</a></p>',
        ]
    )


def pages(paths: Mapping[str, Path]) -> Iterator[Page]:
    """The list of paths; none where there is none."""
    if not paths:
        return
    lines = []
    for one in sorted(paths.values(), key=lambda one: one.uri):
        said = [_facts(one), count(len(one.items), "mesure")]
        name = escape(one.title) or one.uri.removeprefix(FOLDER).removesuffix(".md")
        lines.append(f"- [**{name}**]({one.uri.removeprefix(FOLDER)})  \n    {' · '.join(filter(None, said))}")
    yield sheet(
        INDEX,
        "Parcours",
        "Des sélections de mesures déjà prêtes, avec le déroulé d’une séance.",
        "Des mesures choisies pour un sujet et pour un public, avec le déroulé d’une séance. Chaque parcours s’ouvre"
        f" comme une [sélection](../{PAGE}), à imprimer, à changer, à partager.",
        "\n".join(['<div class="others" markdown="1">', "", *lines, "", "</div>"]),
    )
