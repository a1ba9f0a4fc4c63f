"""Find the sites that items lead to, each under the name that its body registered."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .mentions import texts
from .model import Action, Identifier
from .text.addresses import spoken

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


def sites(actions: Iterable[Action]) -> dict[str, Site]:
    """The sites by name, with each address once."""
    found: dict[str, Site] = {}
    for action in actions:
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
