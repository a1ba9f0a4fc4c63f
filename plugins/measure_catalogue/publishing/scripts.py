"""What the browser is sent of the theme's scripts and styles: few files, and none of their comments.

Every page asks for two: what the parts do at once is in their `start.js`, how they look in their styles.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rjsmin

FOLDER = "assets/catalogue/"
STYLE, START = f"{FOLDER}catalogue.css", f"{FOLDER}start.js"

_HERE = Path(__file__).parents[1] / "theme" / FOLDER
_THREAD = ("data", "words", "items", "identifiers", "lunr-index", "lunr-engine", "answers", "thread")


@cache
def parts() -> Mapping[str, str]:
    """The scripts and styles of the theme by path below the site, those of every page joined; `base` comes first."""
    scripts = {path: _small(path.read_text("utf-8")) for path in sorted(_HERE.rglob("*.js"))}
    starts = [path for path in scripts if path.name == "start.js"]
    alone = {f"{FOLDER}{path.relative_to(_HERE).as_posix()}": scripts[path] for path in scripts if path not in starts}
    style = "\n".join(path.read_text("utf-8") for path in sorted(_HERE.rglob("*.css")))
    return {**alone, START: "\n".join(scripts[path] for path in starts), STYLE: style}


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
