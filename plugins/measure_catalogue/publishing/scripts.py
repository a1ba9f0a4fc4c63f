"""What the browser is sent of the theme's scripts and styles: few files, and none of their comments.

Every page asks for two: what the parts do at once is in their `start.js`, how they look in their styles.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

FOLDER = "assets/catalogue/"
STYLE, START = f"{FOLDER}catalogue.css", f"{FOLDER}start.js"

_HERE = Path(__file__).parents[1] / "theme" / FOLDER
_PAGES = {
    "selection": (
        *("search/words", "search/items", "search/identifiers", "selection/items", "selection/words", "selection/list"),
        *("selection/finder", "selection/take", "selection/selection"),
    ),
    "explorer": ("explorer/rows", "explorer/filters", "explorer/sheet", "explorer/explorer"),
}
_THREAD = ("data", "words", "items", "identifiers", "lunr-index", "lunr-engine", "answers", "thread")


@cache
def parts() -> Mapping[str, str]:
    """The scripts and styles of the theme by path below the site, those of every page joined; `base` comes first.

    A style that is called `page.css` stays alone, for one page asks for it; so do the scripts of that page as one.
    """
    scripts = {path: _small(path.read_text("utf-8")) for path in sorted(_HERE.rglob("*.js"))}
    starts = [path for path in scripts if path.name == "start.js"]
    alone = {f"{FOLDER}{path.relative_to(_HERE).as_posix()}": scripts[path] for path in scripts if path not in starts}
    styles = {path: str(rcssmin.cssmin(path.read_text("utf-8"))) for path in sorted(_HERE.rglob("*.css"))}
    owned = {f"{FOLDER}{path.relative_to(_HERE).as_posix()}": styles.pop(path) for path in _HERE.rglob("page.css")}
    pages = {f"{FOLDER}{one}/page.js": "\n".join(alone[f"{FOLDER}{name}.js"] for name in _PAGES[one]) for one in _PAGES}
    joined = {START: "\n".join(scripts[path] for path in starts), STYLE: "\n".join(styles.values())}
    return {**alone, **owned, **pages, **joined}


@cache
def search(lunr: str) -> Mapping[str, str]:
    """The scripts that the search runs apart; `lunr` is lunr.js as MkDocs ships it, whose first comment is its licence.

    A thread would fetch its scripts one after another, and wait for the network as often.
    """
    small = lunr[: lunr.index("*/") + 2] + _small(lunr)
    folder = f"{FOLDER}search/"
    thread = "\n".join([small, *(parts()[f"{folder}{name}.js"] for name in _THREAD)])
    return {f"{folder}lunr.js": small, f"{folder}worker.js": thread}


def data(name: str, value: object) -> tuple[str, str]:
    """The path and the text of a file of data for `measureSite.data(name)`."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{name}.js", f"measureSite.received({json.dumps(name)}, {said});\n"


def _small(script: str) -> str:
    return str(rjsmin.jsmin(script))
