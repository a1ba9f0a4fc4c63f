"""The scripts that a search is answered by: lunr without its comments, and all that its thread runs as one file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rjsmin

FOLDER = "assets/catalogue/search/"

_HERE = Path(__file__).parents[1] / "theme" / FOLDER
_THREAD = ("data", "words", "items", "identifiers", "lunr-index", "lunr-engine", "answers", "thread")


@cache
def scripts(lunr: str) -> Mapping[str, str]:
    """The scripts by path below the site; `lunr` is lunr.js as MkDocs ships it, whose first comment is its licence.

    A thread would fetch its scripts one after another, and wait for the network as often.
    """
    small = lunr[: lunr.index("*/") + 2] + str(rjsmin.jsmin(lunr))
    thread = "\n".join([small, *((_HERE / f"{name}.js").read_text("utf-8") for name in _THREAD)])
    return {f"{FOLDER}lunr.js": small, f"{FOLDER}worker.js": thread}
