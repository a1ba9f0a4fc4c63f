"""The pages that a public site owes its readers: accessibility, legal notice, privacy, ecodesign, contact."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..dates import spoken
from ..model import Catalogue
from ..publication import FREE, NEEDED, Publication
from ..text.inline import escape
from .pages import Page, template
from .weights import costs
from .writer import Writer

NAMES = ("accessibilite", "mentions-legales", "confidentialite", "ecoconception", "contact")
ECODESIGN = "ecoconception/index.md"

_SIGNS = re.compile(r" (?=[;?!»]|:(?=\s))|(?<=«) ")
"""The spaces that no line may break at."""

COSTS = '<p class="costs"></p>'
"""Stands where the figures of the built site go."""


def pages(writer: Writer, said: Publication, site: str = "", has_offline: bool = True) -> Iterator[Page]:
    """One page for each name; what the publisher has not said stands out on it. `site` is the public address."""
    values = {
        "given": {key: said[key] for key in (*NEEDED, *FREE)},
        "state": said.state,
        "audit": spoken(said["audit"]) if said["audit"] else "",
        "site": escape(site) if site else "ce site",
        "say": lambda key: _said(said, key),
        "dpo": escape(said["dpo"]) if said["dpo"] else _said(said, "courriel"),
        "day": spoken,
        "escape": escape,
        "catalogues": [*_catalogues(writer)],
        "offline": has_offline,
    }
    for name in NAMES:
        text = template(f"duties/{name}.md.j2").render(values)
        yield Page(f"{name}/index.md", _SIGNS.sub("\u00a0", text), listed=False)


def _said(said: Publication, key: str) -> str:
    """A setting as Markdown; one that is missing cannot be overlooked."""
    if said[key]:
        return escape(said[key])
    return f'<span class="to-complete">[à compléter\u00a0: {NEEDED[key]}]</span>'


def _catalogues(writer: Writer) -> Iterator[Mapping[str, str]]:
    for root in writer.catalogue.roots():
        about = writer.edition(root).about
        yield {
            "title": escape(writer.edition(root).title),
            "licence": escape(about.get("licence", "")),
            "contact": escape(about.get("contact", "")),
        }


def weigh(site: Path, catalogue: Catalogue) -> None:
    """Write into the page on ecodesign what pages of the built site cost."""
    file = site / ECODESIGN.replace(".md", ".html")
    depths = {slug: one.measure_depth for slug, one in catalogue.editions.items()}
    measures = [f"{one.catalogue}/{one}/index.html" for one in catalogue.actions if one.depth == depths[one.catalogue]]
    file.write_text(told(file.read_text("utf-8"), costs(site, measures)), "utf-8")


def told(text: str, costs: Mapping[str, tuple[int, int]]) -> str:
    """The page on ecodesign with the figures: bytes and requests, by what they are of."""
    lines = "".join(
        f"<tr><td>{what}</td><td>{_number(size / 1000)}\u00a0ko</td><td>{requests}</td></tr>"
        for what, (size, requests) in costs.items()
    )
    names = "".join(f'<th scope="col">{one}</th>' for one in ("Page", "Poids", "Requêtes"))
    return text.replace(COSTS, f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>")


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".replace(".", ",")
