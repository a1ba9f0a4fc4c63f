"""List the sites that the measures lead to, each with its links and the measures that cite them."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..fields import fold
from ..mentions import texts
from ..model import Catalogue, Identifier
from ..text.addresses import spoken
from .blocks import Html
from .pages import Page
from .shelf import Shelf, count, sheet

PAGE = "ressources/index.md"

_LINK = re.compile(r"\[((?:[^\[\]]|\\.)*)\]\(<?(https?://[^\s)>]+)>?[^)]*\)|<(https?://[^\s>]+)>")
_MARKS = re.compile(r"\\(.)|[*_`]|\{[^}]*\}|<[^>]*>|&#(\d+);")
_SHARED = {"gouv", "asso", "com", "co", "org", "ac", "gov", "edu", "eu"}
"""Labels under which sites of different bodies stand: `ademe.asso.fr` is not `x.asso.fr`."""


@dataclass
class Site:
    """A site by the name that it registered, and its links: titles and citing items by address."""

    name: str
    links: dict[str, "Link"] = field(default_factory=dict)


@dataclass
class Link:
    title: str
    items: dict[Identifier, None] = field(default_factory=dict)


def pages(shelf: Shelf) -> Iterator[Page]:
    """One page, or none where no text leads anywhere."""
    found = sites(shelf.writer.catalogue)
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


def sites(catalogue: Catalogue) -> Mapping[str, Site]:
    """The sites by name, with each address once."""
    found: dict[str, Site] = {}
    for action in catalogue.actions.values():
        for text, _ in texts(action):
            for one in _LINK.finditer(text) if "://" in text else ():
                address = html.unescape(one[2] or one[3])
                name = registered(address)
                site = found.setdefault(name, Site(name)) if name else None
                if site:
                    link = site.links.setdefault(address, Link(_title(one[1] or "", address)))
                    link.items[action.identifier] = None
    return found


def registered(address: str) -> str:
    """The part of a host's name that a body registered, "" where an address has none: `agirpourlatransition.ademe.fr`
    is at ademe.fr."""
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) < 2 or all(one.isdigit() for one in labels):
        return host
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SHARED and labels[-3] != "www" else labels[-2:])


def _title(label: str, address: str) -> str:
    """What a link says of itself, else words for its address."""
    bare = _MARKS.sub(lambda one: one[1] or (chr(int(one[2])) if one[2] else ""), label).strip()
    bare = html.unescape(bare)
    return spoken(address) if not bare or "://" in bare or bare.startswith("www.") else bare


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
