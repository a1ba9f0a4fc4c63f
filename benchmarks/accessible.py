"""What axe-core finds amiss on a page, and which pages of a site are each of another kind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

REDIRECTS = b'http-equiv="refresh"'
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of which another scheme changes what there is to find: it changes nothing but colours."""

GUIDES = "contribuer"
"""Of the folder of guides every page is looked at: each has tables and code of its own."""


def kinds(site: Path) -> Iterator[str]:
    """The home, the 404, each folder's first page, and of the pages below it the largest of each depth."""
    yield from ("", "404.html")
    for top in sorted(one.parent for one in site.glob("*/index.html")):
        yield f"{top.name}/"
        below = [one for one in top.glob("*/**/index.html") if REDIRECTS not in one.read_bytes()]
        largest: dict[int, Path] = {}
        for page in sorted(below, key=lambda one: one.stat().st_size):
            name = page.parent.relative_to(top)
            largest[len(name.parts) * 10 + name.name.count(".")] = page
        shown = below if top.name == GUIDES else largest.values()
        yield from sorted(f"{one.parent.relative_to(site).as_posix()}/" for one in shown)


def in_both_schemes(page: Page) -> list[str]:
    """As it is, in light; then in dark, which stays for the next pages, so it is left again."""
    found = amiss(page)
    for scheme in ("slate", "default"):
        page.locator(f"input[name=__palette][data-md-color-scheme={scheme}]").evaluate("one => one.click()")
        page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()
        if scheme == "slate":
            found += [f"dark: {one}" for one in amiss(page, COLOURS)]
    return found


def amiss(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """By some rules of axe-core, else by all; a page that is looked at again has it already."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], **({"runOnly": [*rules]} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
