"""Weigh one page of each kind as a browser that knows nothing of the site gets it, and stop past what a page may weigh.

    python benchmarks/budget.py [SITE]

Without SITE, the site is built: of the editions kept beside the project, else of measures/. Bytes are those of bodies,
compressed as hosts do it. Whatever asks another host, or brings the search before it is used, stops it too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from serving import Server, served

PROJECT = Path(__file__).resolve().parents[1]
EDITIONS = PROJECT.parent / "shared" / "catalogues"

Limit = tuple[int, int]
"""Bytes and requests."""

PAGE: Limit = (150_000, 15)
LIST: Limit = (250_000, 15)
SEARCH: Limit = (250_000, 20)
"""What a page may cost; one that lists the whole catalogue; the one whose purpose is to search."""

REDIRECTS = b'http-equiv="refresh"'
ODD = {**dict.fromkeys(("explorer", "titres", "exemples", "ressources", "plan-du-site"), LIST), "recherche": SEARCH}


@dataclass(frozen=True)
class Weighed:
    """A page: its address below the site, what came with it, and where else it asked."""

    kind: str
    path: str
    sent: tuple[tuple[str, int], ...]
    elsewhere: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(size for _, size in self.sent)

    def wrong(self) -> Iterator[str]:
        """Why the page is past what it may be."""
        limit = ODD.get(self.path.split("/")[0], PAGE)
        if self.size > limit[0]:
            yield f"pèse {self.size / 1000:.0f} ko, plus de {limit[0] // 1000}"
        if len(self.sent) > limit[1]:
            yield f"fait {len(self.sent)} requêtes, plus de {limit[1]}"
        for one in self.elsewhere:
            yield f"demande {one}, qui n’est pas de ce site"
        for path, size in self.sent:
            if "/search/" in path and limit is not SEARCH:
                yield f"apporte {path} avant que l’on cherche"
            elif not size:
                yield f"demande {path}, qui n’est pas là"


def kinds(site: Path) -> Mapping[str, str]:
    """The address of one page of each kind; of measures, one of middling length and the longest."""
    slugs = [one.parent.parent.name for one in sorted(site.glob("*/1/index.html"))]
    items = [one for slug in slugs for one in (site / slug).glob("*/index.html") if REDIRECTS not in one.read_bytes()]
    depth = Counter(one.parent.name.count(".") for one in items).most_common(1)[0][0]
    measures = sorted((one for one in items if one.parent.name.count(".") == depth), key=_weight)
    there = {
        "accueil": "",
        "mesure médiane": _at(site, measures[len(measures) // 2]),
        "mesure la plus longue": _at(site, measures[-1]),
    }
    for slug in slugs:
        there |= {f"catalogue {slug}": f"{slug}/", f"axe {slug}": f"{slug}/1/"}
    others = sorted(one for one in site.glob("*/index.html") if one.parent.name not in slugs)
    there |= {one.parent.name: _at(site, one) for one in others}
    for folder in sorted({one.parent.parent.name for one in site.glob("*/*/index.html")} - set(slugs)):
        there[f"{folder} : une page"] = _at(site, max((site / folder).glob("*/index.html"), key=_weight))
    return there


def _weight(file: Path) -> int:
    return file.stat().st_size


def _at(site: Path, file: Path) -> str:
    return f"{file.parent.relative_to(site).as_posix()}/"


def weigh(browser: Browser, site: Server, kind: str, path: str) -> Weighed:
    """A page read to its end by a reader who has seen no other."""
    site.sent.clear()
    elsewhere: list[str] = []
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("request", lambda one: one.url.startswith((site.address, "data:", "blob:")) or elsewhere.append(one.url))
    page.goto(site.address + path, wait_until="networkidle")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    context.close()
    return Weighed(kind, path, tuple(site.sent), tuple(elsewhere))


def weighed(browser: Browser, folder: Path) -> Iterator[Weighed]:
    with served(folder) as site:
        for kind, path in kinds(folder).items():
            yield weigh(browser, site, kind, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, help="un site déjà construit")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        folder = parser.parse_args().site or _built(Path(scratch))
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        found = [*weighed(browser, folder)]
        browser.close()
    faults = [f"{one.kind} (/{one.path}) {said}" for one in found for said in one.wrong()]
    print(f"{'Page':32}{'ko':>8}{'requêtes':>10}  adresse")
    for one in found:
        print(f"{one.kind[:31]:32}{one.size / 1000:8.1f}{len(one.sent):10}  /{one.path}")
    print("\n".join(faults) or "Chaque page tient dans ce qu’elle peut peser.")
    return bool(faults)


def _built(target: Path) -> Path:
    measures = EDITIONS if EDITIONS.is_dir() else PROJECT / "measures"
    settings = {**os.environ, "MEASURES": str(measures), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(PROJECT / "mkdocs.yml"), "-d", str(target)]
    subprocess.run(command, env=settings, check=True, capture_output=True)
    return target


if __name__ == "__main__":
    sys.exit(main())
