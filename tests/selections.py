"""A site to gather selections from: two catalogues, numbers that both have, that moved, and titles that mean harm."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checked import item
from conftest import SHIPPED, build
from playwright.sync_api import Browser, BrowserContext, Page, expect

PUBLIC = "https://mesures.territoire.example.org/climat/"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 640}

LONG = " ".join(f"mesures-{number}" for number in range(1, 93))[:644]
"""A title of 644 characters, as long as the longest of the real ones."""

TITLES = ("<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "</script><script>alert(1)</script>", LONG)

MOVED = """
- de: "6.1.9"
  vers: ["6.1.1"]
  motif: "fusion"
  date: 2023-06-21
- de: "6.1.8"
  vers: ["3.2.1", "3.2.2"]
- de: "6.1.7"
  vers: []
  motif: "sans objet"
"""


def measures(folder: Path) -> Path:
    """The catalogue that ships, with redirections, and beside it one of two levels whose titles mean harm."""
    shutil.copytree(SHIPPED, folder)
    (folder / "cae" / "redirections.yml").write_text(MOVED, "utf-8")
    other = folder / "te"
    other.mkdir()
    (other / "catalogue.yml").write_text('titre: "Transition"\ntitre_court: "TE"\nniveaux: [axe, mesure]\n', "utf-8")
    many = "".join(item(f"6.1.{number}") for number in range(1, 70))
    hostile = "".join(item(f"6.{number}", title) for number, title in enumerate(TITLES, 1))
    (other / "6.md").write_text(item("6", "Coopération") + "## Actions\n\n" + hostile + many, "utf-8")
    return folder


def built(folder: Path, url: str = PUBLIC) -> Path:
    """The site of those catalogues, for a public address or for none."""
    site = folder / f"gathered-{folder.name}"
    done = build(measures(folder / "measures"), site, url=url)
    assert done.returncode == 0, done.stderr
    return site


def told(site: Path, name: str) -> Any:
    """What a file of data of the selection says."""
    text = (site / "selection" / f"{name}.js").read_text("utf-8")
    return json.loads(text[text.index(", ") + 2 : text.rindex(")")])


@dataclass
class Gathered:
    """The page of a selection in a browser; `root` is the address of the site."""

    page: Page
    root: str

    def opened(self, names: str, view: str = "") -> Page:
        """The page at the address of some items, as if come from elsewhere."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.root}/selection/{f'?vue={view}' if view else ''}{f'#{names}' if names else ''}")
        return self.settled()

    def settled(self) -> Page:
        self.page.locator(".selection[data-ready]").wait_for(state="attached")
        return self.page

    @property
    def keys(self) -> list[str]:
        """The items that the list shows, in order."""
        return [
            one or ""
            for one in self.page.locator(".choice-list > li").evaluate_all("all => all.map(one => one.dataset.key)")
        ]

    def shows(self, *keys: str) -> None:
        expect(self.page.locator(".choice-list > li")).to_have_count(len(keys))
        self.settled()
        assert self.keys == [*keys]

    @property
    def hash(self) -> str:
        return self.page.url.partition("#")[2]


@contextmanager
def gathered(browser: Browser, root: str, **settings: object) -> Iterator[Gathered]:
    context: BrowserContext = browser.new_context(**{"locale": "fr-FR", "reduced_motion": "reduce", **settings})  # type: ignore[arg-type]
    context.add_init_script("window.print = () => (self.isPrinted = (self.isPrinted || 0) + 1)")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.on("dialog", lambda one: (faults.append(one.message), one.dismiss()))
    yield Gathered(page, root)
    context.close()
    assert faults == []
