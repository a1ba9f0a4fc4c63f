"""Read every page of a built site as a program does: headings, language, titles, names, and whom it asks for what."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_ELSEWHERE = re.compile(r"(?:https?:)?//", re.I)
_ASKING = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "track", "input"}
_LINKED = {"canonical", "prev", "next", "alternate", "license"}
"""Links of a head that a browser does not follow by itself."""


@dataclass(frozen=True)
class Finding:
    """What is wrong on a page: its path below the site, the line of its file, the rule, and words."""

    path: str
    line: int
    rule: str
    said: str


class Structure(HTMLParser):
    """The headings of a page with their lines, its names, its title, its language, what it asks elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[tuple[int, int]] = []
        self.names: Counter[str] = Counter()
        self.elsewhere: list[tuple[int, str]] = []
        self.title, self.language = "", ""
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        line, _ = self.getpos()
        if tag in ("svg", "title"):
            self._within.append(tag)
        if tag == "html":
            self.language = given.get("lang", "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), line))
        if "id" in given:
            self.names[given["id"]] += 1
        asks = tag in _ASKING or (tag == "link" and not _LINKED & set(given.get("rel", "").split()))
        for key in ("src", "srcset", "href", "data", "poster") if asks else ():
            if _ELSEWHERE.match(given.get(key, "").strip()):
                self.elsewhere.append((line, given[key]))

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if self._within == ["title"]:
            self.title += data


def findings(site: Path) -> Iterator[Finding]:
    """What is wrong on every page, those that only lead elsewhere included; titles are told apart over all of them."""
    titles: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        page = Structure()
        page.feed(file.read_text("utf-8"))
        page.close()
        yield from (Finding(path, line, rule, said) for line, rule, said in _wrong(page))
        if other := titles.get(page.title):
            yield Finding(path, 1, "titre", f"« {page.title} » est aussi le titre de {other}")
        titles.setdefault(page.title, path)


def _wrong(page: Structure) -> Iterator[tuple[int, str, str]]:
    if page.language != "fr":
        yield 1, "langue", f"lang vaut « {page.language} », et non « fr »"
    if not page.title.strip():
        yield 1, "titre", "la page n’a pas de titre"
    firsts = [line for level, line in page.headings if level == 1]
    if len(firsts) != 1:
        yield 1, "h1", f"{len(firsts)} titres de premier niveau : il en faut un"
    before = 0
    for level, line in page.headings:
        if level > before + 1:
            yield line, "niveau", f"un titre de niveau {level} suit un titre de niveau {before}"
        before = level
    yield from (
        (1, "nom", f"« {name} » est le nom de {times} éléments") for name, times in page.names.items() if times > 1
    )
    yield from ((line, "ailleurs", f"demande {address}") for line, address in page.elsewhere)
