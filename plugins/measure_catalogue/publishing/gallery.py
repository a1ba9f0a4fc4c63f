"""Show who has done it: every example by the name that opens it, and by year, with a picture of the years."""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..text.folding import plain
from .bars import Bar, drawing
from .blocks import Html
from .pages import Page
from .pictures import place
from .shelf import EXAMPLES, YEARS, Shelf, count, sheet
from .told import Told

MANY = 1500
"""Examples that one page can hold: a phone still scrolls through as many."""

SPAN = 30
"""Years, at most, of which the picture shows those without an example too."""


@dataclass(frozen=True)
class Group:
    """Examples under one heading: `name` is its anchor, or its folder where it has a page of its own."""

    name: str
    title: str
    size: int
    body: Callable[[str], Html]
    """What stands under the heading on the page at a path."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """The examples by name, then by year."""
    yield from _names(shelf)
    yield from _years(shelf)


def _names(shelf: Shelf) -> Iterator[Page]:
    total = count(len(shelf.examples), "exemple")
    said = (
        f"{total}, sous le nom qui ouvre chacun\u00a0: celui d’une collectivité, parfois celui d’un sujet. Un nom écrit"
        f" de deux façons, «\u00a0CU\u00a0» et «\u00a0Communauté urbaine\u00a0», est à deux places. {shelf.scale()}"
    )
    about = "Ce qui s’est fait, mesure par mesure, par nom de collectivité, par année et par thème."
    yield from _laid_out(shelf, EXAMPLES, ("Exemples", about), [*_by_letter(shelf)], said)


def by_name(examples: Sequence[Told]) -> Mapping[str, list[Told]]:
    """Examples under the names that open them, in alphabetical order.

    Names that differ by accents, case or punctuation are one, as they are most often written. No more than that: « CC
    du X » may be another body than « Pays du X », and « Dijon » is not « Dijon Métropole ».
    """
    groups: dict[str, list[Told]] = {}
    for one in examples:
        groups.setdefault(folded(one.authority), []).append(one)
    for ones in groups.values():
        ones.sort(key=lambda one: (one.item.catalogue, one.item.order))
    found = sorted(groups.items())
    return {Counter(one.authority for one in ones).most_common(1)[0][0]: ones for _, ones in found}


def folded(name: str) -> str:
    """A name without accents, case and punctuation; letters that are not Latin stay."""
    return " ".join(re.sub(r"[\W_]+", " ", plain(name)).split()) or name


def _by_letter(shelf: Shelf) -> Iterator[Group]:
    letters: dict[str, dict[str, list[Told]]] = {}
    for name, ones in by_name(shelf.examples).items():
        first = folded(name)[0]
        letter = "chiffres" if first.isdigit() else first if "a" <= first <= "z" else "autres"
        letters.setdefault(letter, {})[name] = ones
    for letter in sorted(letters, key=lambda one: (one != "chiffres", one == "autres", one)):
        title = {"chiffres": "0–9", "autres": "Autres"}.get(letter, letter.upper())
        names = letters[letter]
        yield Group(letter, title, sum(map(len, names.values())), _named(shelf, letter, names))


def _named(shelf: Shelf, letter: str, names: Mapping[str, Sequence[Told]]) -> Callable[[str], Html]:
    """The names of a letter, each with an anchor of its own and its examples."""

    def body(start: str) -> Html:
        lines = []
        for number, (name, ones) in enumerate(names.items(), 1):
            key = folded(name)
            anchor = key.replace(" ", "-") if re.fullmatch("[a-z0-9 ]+", key) else f"-{letter}-{number}"
            lines.append(f'<h3 id="nom-{anchor}">{html.escape(name)}</h3>')
            lines.append(shelf.entries(ones, start, is_under_its_name=True))
        return Html("\n".join(['<div class="gallery">', *lines, "</div>"]))

    return body


def _years(shelf: Shelf) -> Iterator[Page]:
    years: dict[int | None, list[Told]] = {}
    for ones in by_name(shelf.examples).values():
        for one in ones:
            years.setdefault(one.year, []).append(one)
    order = sorted(years, key=lambda one: -(one or 0))
    dated = sum(len(ones) for year, ones in years.items() if year)
    said = f"{dated} des {count(len(shelf.examples), 'exemple')} ont une source qui dit son année. {shelf.scale()}"
    about = "Les exemples par année de leur dernière source, et une image de ces années."
    groups = [_year(shelf, one, years[one]) for one in order]
    title = "Exemples par année"
    if not dated:
        yield from _laid_out(shelf, YEARS, (title, about), groups, said)
        return
    picture, table = _picture(shelf, {one: len(ones) for one, ones in years.items()})
    shown = f'<div class="years">\n{place("annees")}\n{table}\n</div>'
    yield from _laid_out(shelf, YEARS, (title, about), groups, said, shown, pictures={"annees": picture})


def _year(shelf: Shelf, year: int | None, ones: Sequence[Told]) -> Group:
    def body(start: str) -> Html:
        return shelf.entries(ones, start, is_under_its_name=False)

    return Group(_anchor(year), _shown(year), len(ones), body)


def _picture(shelf: Shelf, sizes: Mapping[int | None, int]) -> tuple[str, str]:
    """Bars, the latest year first as are the groups, and the same figures as a table of HTML."""
    years = sorted(filter(None, sizes))
    between = range(years[0], years[-1] + 1) if years[-1] - years[0] <= SPAN else years
    rows = [*reversed(between), *([None] if None in sizes else [])]
    bars, lines = [], []
    for year in rows:
        size, (kind, word) = sizes.get(year, 0), shelf.freshness.of(year)
        to = _place(shelf, year) if size else ""
        bars.append(Bar(_shown(year), size, f"{_shown(year)}\u00a0: {count(size, 'exemple')}", to, kind))
        name = f'<a href="{to}">{_shown(year)}</a>' if to else _shown(year)
        age = f'<span class="age {kind}">{word}</span>' if year else "–"
        lines.append(f"<tr><td>{name}</td><td>{size}</td><td>{age}</td></tr>")
    most = max(years, key=lambda one: (sizes[one], one))
    about = f"De {years[0]} à {years[-1]}\u00a0: une barre par année, la plus longue est celle de {most}."
    head = "<tr><th>Année</th><th>Exemples</th><th>Âge</th></tr>"
    foot = f"<tr><td><strong>Total</strong></td><td><strong>{sum(sizes.values())}</strong></td><td></td></tr>"
    table = f"<table><thead>{head}</thead><tbody>{''.join(lines)}{foot}</tbody></table>"
    return drawing("annees", "Nombre d’exemples par année", about, bars), table


def _place(shelf: Shelf, year: int | None) -> str:
    """The link from the first page of the years to the examples of one."""
    return f"{_anchor(year)}/{shelf.leaf}" if _is_parted(shelf) else f"#{_anchor(year)}"


def _anchor(year: int | None) -> str:
    return str(year) if year else "sans-date"


def _shown(year: int | None) -> str:
    return str(year) if year else "Sans date"


def _is_parted(shelf: Shelf) -> bool:
    return len(shelf.examples) > MANY


def _laid_out(
    shelf: Shelf,
    path: str,
    heads: tuple[str, str],
    groups: Sequence[Group],
    *lead: str,
    pictures: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Page]:
    """Groups on one page, or one page for each where there are many; `heads` are a title and a summary."""
    title, about = heads
    if not _is_parted(shelf):
        row = "" if pictures else _row((f"#{one.name}", one.title) for one in groups)  # the table has the same links
        below = (text for one in groups for text in (f"## {one.title} {{#{one.name}}}", one.body(path)))
        yield replace(sheet(path, title, about, shelf.ways(path), *lead, row, *below), pictures=pictures)
        return
    entries = "\n".join(f"- [{one.title}]({one.name}/index.md)\u00a0: {one.size}" for one in groups)
    yield replace(sheet(path, title, about, shelf.ways(path), *lead, entries), pictures=pictures)
    for group in groups:
        there = posixpath.join(posixpath.dirname(path), group.name, "index.md")
        row = _row((f"../{one.name}/{shelf.leaf}" if one != group else "", one.title) for one in groups)
        name = f"{title}\u00a0: {group.title}"
        yield sheet(there, name, f"{count(group.size, 'exemple')}.", shelf.ways(there), row, group.body(there))


def _row(links: Iterable[tuple[str, str]]) -> str:
    """Addresses and names in a row; one without an address is where one is."""
    shown = (f'<a href="{to}">{name}</a>' if to else f"<strong>{name}</strong>" for to, name in links)
    return f'<nav class="letters" aria-label="Parties">{" ".join(shown)}</nav>'
