"""Take pictures of the site, to look at before it is shown: one PNG a page, in light and in dark, wide and narrow.

    python benchmarks/pictures.py [SITE] [--into .cache/pictures] [--only mot]

Without SITE, the site is built: of the editions kept beside the project, else of measures/. What prints is printed to
PDF first, then shown page by page where pdftoppm is installed. A page that the site does not have is said.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from serving import served

PROJECT = Path(__file__).resolve().parents[1]
EDITIONS = PROJECT.parent / "shared" / "catalogues"

SIZES = {"1280": (1280, 900), "360": (360, 740)}
TALL = 4000
"""Pixels of a page that are shown: past that, a picture is no longer looked at."""

REDIRECTS = b'http-equiv="refresh"'
SHORT = "6.1.1"
CHOSEN = 6
"""Measures of the selection that is shown: two sheets of cards."""


@dataclass(frozen=True)
class View:
    """What is shown: an address below the site, on paper, on one screen, or as long as the page is."""

    name: str
    address: str
    is_printed: bool = False
    is_screen: bool = False

    @property
    def file(self) -> str:
        path = self.address.partition("#")[0].partition("?")[0]
        return f"{path}index.html" if not path or path.endswith("/") else path


def views(site: Path) -> Iterator[View]:
    slug, measures = _measures(site)
    chosen = ",".join(f"{slug}_{one}" for one in measures[:: max(1, len(measures) // CHOSEN)][:CHOSEN])
    short = SHORT if SHORT in measures else measures[0]
    longest = max(measures, key=lambda one: (site / slug / one / "index.html").stat().st_size)
    yield View("accueil", "")
    yield View("catalogue", f"{slug}/")
    yield View("axe", f"{slug}/{short.partition('.')[0]}/")
    yield View("mesure-courte", f"{slug}/{short}/")
    yield View("mesure-la-plus-longue", f"{slug}/{longest}/")
    for name in ("explorer", "themes", "exemples", "metiers", "indicateurs", "ressources", "lois", "glossaire"):
        yield View(name, f"{name}/")
    yield View("recherche", "recherche/?q=v%C3%A9lo")
    yield View("introuvable", "404.html")
    yield View("selection", f"selection/#{chosen}")
    yield View("projection", f"{slug}/{short}/?projection=1", is_screen=True)
    yield View("fiche", f"{slug}/{short}/", is_printed=True)
    for paper in ("cartes", "fiches", "atelier"):
        yield View(f"selection-{paper}", f"selection/?vue={paper}#{chosen}", is_printed=True)


def _measures(site: Path) -> tuple[str, list[str]]:
    """The first catalogue, and its measures: the pages whose numbers are the longest."""
    slug = min(one.parent.parent.name for one in site.glob("*/1/index.html"))
    pages = [one.parent.name for one in (site / slug).glob("*/index.html") if REDIRECTS not in one.read_bytes()]
    depth = max(one.count(".") for one in pages)
    return slug, sorted((one for one in pages if one.count(".") == depth), key=_counted)


def _counted(number: str) -> list[tuple[bool, int, str]]:
    return [(not one.isdigit(), int(one) if one.isdigit() else 0, one) for one in number.split(".")]


def taken(browser: Browser, address: str, view: View, into: Path) -> Iterator[Path]:
    """The pictures of one view."""
    if view.is_printed:
        yield from _printed(browser, address, view, into)
        return
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page = _opened(browser, address + view.address, width, height, scheme)
            whole = page.evaluate("document.documentElement.scrollHeight")
            if not view.is_screen:
                page.set_viewport_size({"width": width, "height": max(height, min(whole, TALL))})
            file = into / f"{view.name}-{size}-{'clair' if scheme == 'light' else 'sombre'}.png"
            page.screenshot(path=file)
            page.context.close()
            yield file


def _printed(browser: Browser, address: str, view: View, into: Path) -> Iterator[Path]:
    page, file = _opened(browser, address + view.address, 1280, 900, "light"), into / f"{view.name}.pdf"
    page.pdf(path=file, format="A4", prefer_css_page_size=True, print_background=True)
    page.context.close()
    yield file
    if tool := shutil.which("pdftoppm"):
        subprocess.run([tool, "-png", "-r", "80", "-l", "4", str(file), str(into / view.name)], check=True)
        yield from sorted(into.glob(f"{view.name}-*.png"))


def _opened(browser: Browser, address: str, width: int, height: int, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, help="un site déjà construit")
    parser.add_argument("--into", type=Path, default=PROJECT / ".cache" / "pictures", help="où mettre les images")
    parser.add_argument("--only", default="", help="les seules vues dont le nom contient ce mot")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        site = asked.site or _built(Path(scratch))
        asked.into.mkdir(parents=True, exist_ok=True)
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        with served(site) as server:
            for view in views(site):
                if asked.only not in view.name:
                    continue
                if not (site / view.file).is_file():
                    print(f"{view.name} : ce site n’a pas de page {view.file}", file=sys.stderr)
                    continue
                for file in taken(browser, server.address, view, asked.into):
                    print(file)
        browser.close()
    if not shutil.which("pdftoppm"):
        print("pdftoppm (poppler-utils) n’est pas installé : ce qui s’imprime reste en PDF", file=sys.stderr)
    return 0


def _built(target: Path) -> Path:
    """With an address of its own, for codes are made of it."""
    measures = EDITIONS if EDITIONS.is_dir() else PROJECT / "measures"
    settings = {
        **os.environ,
        "MEASURES": str(measures),
        "SITE_URL": "https://mesures.example/",
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(PROJECT / "mkdocs.yml"), "-d", str(target)]
    subprocess.run(command, env=settings, check=True, capture_output=True)
    return target


if __name__ == "__main__":
    sys.exit(main())
