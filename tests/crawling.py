"""Every address that the files of a built site hold, whatever their kind, and whether something answers there."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

FOLLOWED = {"a", "area", "form", "button", "input", "meta", "blockquote", "q", "ins", "del"}
"""Elements whose address a reader goes to; those of all others are loaded."""

ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "cite", "xlink:href", "background", "longdesc"}
NAMED = {"for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}
"""Attributes that name other elements of the same page."""

ABSENT = {"__toc"}
"""Material's own: its label of a table of contents ticks a box of the menu, where not every page has a line."""

SIMPLE = {"canonical", "next", "prev"}
"""Links of a head that tell where a page is, and load nothing."""

URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
FROM_DISK = re.compile(r'<script src="?[^" >]*assets/catalogue/(?:start|adresse)\.js')
"""What leads from a folder to the page in it where no host does."""


@dataclass(frozen=True)
class Link:
    """An address as a file of the site has it; `base` is the path that it starts from."""

    base: str
    address: str
    is_loaded: bool = False
    on_disk: bool = True
    """Whether it must answer in a copy on a disk too."""


@dataclass
class Found:
    """What one file holds: addresses, and what they may lead to inside it."""

    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    leads: str = ""
    """Where the page sends its readers on by itself."""

    opens_folders: bool = False


class _Markup(HTMLParser):
    """HTML and SVG: raw, as written."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path, self.found, self._in = path, Found(), ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in = tag if tag in ("style", "title") else "config" if given.get("id") == "__config" else ""
        for name in given.keys() & {"id", "name"}:
            if name == "id" or tag == "a":
                self.found.ids.add(given[name])
        is_loaded = tag not in FOLLOWED and given.get("rel") not in SIMPLE
        for name in given.keys() & ADDRESSES:
            self._add(given[name], is_loaded)
        for name in given.keys() & NAMED:
            for one in {*given[name].split()} - ABSENT:
                self._add(f"#{one}")
        for one in given.get("srcset", "").split(","):
            self._add(*one.split()[:1], is_loaded=True)
        for one in URL.findall(
            " ".join(given.get(name, "") for name in ("style", "fill", "clip-path", "mask", "filter"))
        ):
            self._add("".join(one), is_loaded=True)
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.found.leads = given["content"].partition("url=")[2]
            self._add(self.found.leads)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in = ""

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "style":
            self.found.links += _style(self.path, data)
        elif self._in == "config":
            told = json.loads(data)
            self.found.links += [
                Link(self.path, one, True, on_disk=False) for one in (told["base"].rstrip("/") + "/", told["search"])
            ]
        elif self._in == "title" and re.match(r"https?://", data):
            self._add(data)  # a QR code says the address that it draws

    def _add(self, address: str = "", is_loaded: bool = False) -> None:
        if address:
            self.found.links.append(Link(self.path, address.strip(), is_loaded))


def _style(path: str, text: str) -> list[Link]:
    return [Link(path, one or other, True) for one, other in URL.findall(text)]


def _xml(path: str, text: str) -> list[Link]:
    """A sitemap, a feed, or how a browser is to search here."""
    found = re.findall(r"<(?:loc|link|id)>([^<]+)<|\b(?:href|template)=\"([^\"]+)\"", text)
    return [Link(path, one or other.replace("{searchTerms}", "x"), on_disk=False) for one, other in found]


def _data(path: str, text: str) -> Iterator[Link]:
    """The files of data that our scripts read: pages and passages that they make links of, from the root."""
    told = re.fullmatch(r'measure(?:Site|Search)\.received\("([^"]+)", ?(.*)\);\s*', text, re.S)
    if not told:
        return
    name, data = told[1], json.loads(told[2])
    if not isinstance(data, dict):
        return
    if name in ("items", "selection/index"):
        names = iter(data["names"])
        for page, count, *_ in data["pages"]:
            address = f"{page.removesuffix('/index').rstrip('/')}/" if page else "./"
            yield Link("", address)
            next(names)
            yield from (Link("", f"{address}#{next(names)}") for _ in range(count - 1))
        for one in data.get("former", {}).values():
            yield from (Link("", address) for address in (one.get("page"), *map(_short, one["to"])) if address)
    elif name.startswith("pages/"):
        page = "" if name == "pages/index" else f"{name.removeprefix('pages/')}/"
        anchors = {anchor for document in data["texts"] for anchor, _ in document}
        yield from (Link("", f"{page}#{one}") for one in sorted(anchors) if one)
    yield from (Link("", _short(one)) for trade in data.get("trades", []) for one in trade["items"])


def _short(full: str) -> str:
    """The address of an item, `cae/6.1.1/`, from `cae_6.1.1`."""
    slug, _, number = full.rpartition("_")
    return f"{slug}/{number}/"


@cache
def read_file(path: str, content: bytes, kind: str = "") -> Found:
    """What is in a file of that name; one content is read once, for a site is looked at from several places."""
    kind = kind or path.rpartition(".")[2]
    text = content.decode("utf-8") if kind in ("html", "svg", "css", "xml", "js", "json", "webmanifest") else ""
    if kind in ("html", "svg"):
        found = _Markup(path, text).found
        found.opens_folders = bool(FROM_DISK.search(text))
        return found
    readers = {"css": _style, "xml": _xml, "js": _data}
    if kind in ("json", "webmanifest"):
        raise AssertionError(f"{path}: say here which of its values are addresses")
    return Found([*readers[kind](path, text)] if kind in readers else [], opens_folders=kind == "js")


@dataclass(frozen=True)
class Site:
    """The files of a site by path, as they are on a host, or in a copy on a disk."""

    files: Mapping[str, Found]

    @classmethod
    def of(cls, folder: Path) -> "Site":
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        named = {path.relative_to(folder).as_posix(): path for path in paths}
        return cls({name: read_file(name, path.read_bytes()) for name, path in named.items()})

    @classmethod
    def packed(cls, archive: Path) -> "Site":
        """The site in the copy to take along."""
        with zipfile.ZipFile(archive) as opened:
            names = {name.partition("/site/")[2]: name for name in opened.namelist()}
            return cls({short: read_file(short, opened.read(name)) for short, name in names.items() if short})

    def broken(self, root: str, without: Iterable[str] = ()) -> list[str]:
        """Where the root of the site is at this address: what leads nowhere, and what is loaded from elsewhere."""
        kept = {path: one for path, one in self.files.items() if path not in set(without)}
        said: dict[tuple[str, str, bool, bool], str] = {}
        wrong = []
        for path, found in kept.items():
            for link in found.links:
                start = link.base.rpartition("/")[0] if link.address[:1] not in ("#", "?") else link.base
                key = (start, link.address, link.is_loaded, found.opens_folders)
                if key not in said:
                    said[key] = self._fault(root, link, found.opens_folders)
                if said[key]:
                    wrong.append(f"{path}: {link.address}: {said[key]}")
        return wrong

    def _fault(self, root: str, link: Link, opens_folders: bool) -> str:
        is_disk = root.startswith("file:")
        if is_disk and not link.on_disk:
            return ""
        url = urljoin(root + link.base, link.address)
        if urlsplit(url)[:2] != urlsplit(root)[:2]:
            return _outside(url, link.is_loaded)
        path = self.path(root, url)
        if path is None:
            return "out of the site"
        if path not in self.files:
            return f"no file {path}"
        if is_disk and urlsplit(url).path.endswith("/") and (link.is_loaded or not opens_folders):
            return "a folder, which shows its list of files"
        anchor = unquote(urlsplit(url).fragment)
        if (
            path == "selection/index.html" and anchor not in self.files[path].ids and re.search(r"_\d", anchor)
        ):  # the items that it is to show
            lost = [one for one in anchor.split(",") if f"{_short(one)}index.html" not in self.files]
            return f"no {lost}" if lost else ""
        return f"no anchor {anchor}" if anchor and anchor not in self.files[path].ids else ""

    @staticmethod
    def path(root: str, url: str) -> str | None:
        """The file that answers at an address; hosts give the page of a folder at the address that ends by a stroke."""
        whole, start = unquote(urlsplit(url).path), unquote(urlsplit(root).path)
        if not whole.startswith(start):
            return None
        path = whole.removeprefix(start)
        return f"{path}index.html" if not path or path.endswith("/") else path

    def end(self, address: str) -> tuple[str, str]:
        """The file and the anchor where somebody ends who goes to an address below the root."""
        root = "https://site.example/"
        url = urljoin(root, address)
        for _ in range(5):
            path = self.path(root, url) or ""
            if path not in self.files or not self.files[path].leads:
                break
            url = urljoin(root + path, self.files[path].leads)
        return path, unquote(urlsplit(url).fragment)


def _outside(url: str, is_loaded: bool) -> str:
    """Links may lead to other sites, and to what opens the mail; only data that stands in the page is loaded."""
    if is_loaded:
        return "" if url.startswith("data:image/") else "loaded from elsewhere"
    return "" if re.match(r"https?://[^/]|mailto:|tel:|sms:", url) else "of no site"


def data_of(site: Path, name: str) -> Any:
    """The data that a file of the site holds."""
    text = (site / f"{name}.js").read_text("utf-8")
    return json.loads(text[text.index("{") : text.rindex("}") + 1])
