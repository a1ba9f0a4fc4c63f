"""List the sites that the measures lead to, each with its links and the measures that cite them."""

import html
from collections.abc import Iterator

from ..fields import fold
from ..websites import Link, Site
from .blocks import Html
from .pages import Page
from .shelf import Shelf, count, sheet

PAGE = "ressources/index.md"


def pages(shelf: Shelf) -> Iterator[Page]:
    """One page, or none where no text leads anywhere."""
    found = shelf.writer.gleaned.sites
    if not found:
        return
    groups: dict[str, list[Site]] = {}
    for site in sorted(found.values(), key=lambda one: one.name):
        letter = fold(site.name)[:1]
        groups.setdefault(letter if letter.isalpha() else "chiffres", []).append(site)
    number = sum(len(one.links) for one in found.values())
    said = f"{count(number, 'lien')} vers {count(len(found), 'site')}, dans l’ordre des noms de sites."
    row = " ".join(f"[{_name(one)}](#{one})" for one in groups)
    blocks = [said, f'<nav class="letters" aria-label="Lettres" markdown="span">{row}</nav>']
    for letter, ones in groups.items():
        lists = Html("".join(_site(shelf, one) for one in ones))
        blocks += [f"## {_name(letter)} {{#{letter}}}", lists]
    yield sheet(PAGE, "Ressources citées", "Les sites vers lesquels mènent les mesures, et leurs liens.", *blocks)


def _site(shelf: Shelf, site: Site) -> str:
    links = sorted(site.links.items(), key=lambda one: (fold(one[1].title), one[0]))
    items = {item for _, link in links for item in link.items}
    on = {shelf.writer.catalogue.actions[one].page for one in items}
    said = f"{count(len(links), 'lien')}, {count(len(on), 'page')}"
    lines = "".join(_link(shelf, address, link) for address, link in links)
    summary = f"<summary><strong>{html.escape(site.name)}</strong> <small>({said})</small></summary>"
    return f'<details class="site">{summary}<ul class="cited">{lines}</ul></details>'


def _link(shelf: Shelf, address: str, link: Link) -> str:
    writer = shelf.writer
    cited = []
    for one in sorted(link.items, key=lambda one: (one.catalogue, one.order)):
        to = html.escape(writer.address(one, PAGE).replace("index.md", shelf.leaf, 1))
        cited.append(
            f'<a href="{to}">{html.escape(f"{writer.edition(writer.catalogue.actions[one]).short_title} {one}")}</a>'
        )
    return (
        f'<li><a href="{html.escape(address)}">{html.escape(link.title)}</a><br><small>{", ".join(cited)}</small></li>'
    )


def _name(letter: str) -> str:
    return letter.upper() if len(letter) == 1 else "0–9"
