"""Keep long HTML away from Markdown, which reads it letter by letter: a place in the text, the HTML beside it.

It is put in before the cleaning, which it passes as all else.
"""

import html
import re
from collections.abc import Iterable, Mapping

_PLACE = re.compile(r'<div class="block ([a-z][a-z0-9-]*)"></div>')


_ANCHOR = re.compile(r'\sid="([^"]+)"')


class Html(str):
    """A block that needs nothing of Markdown."""

    __slots__ = ()


def block(name: str) -> str:
    """What stands in the Markdown of a page, a block of its own, where its HTML of that name goes."""
    return f'<div class="block {name}"></div>'


def apart(texts: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The blocks of a page, with a place for each that is `Html`, and these by the names of their places."""
    shown: list[str] = []
    blocks: dict[str, str] = {}
    for one in texts:
        if isinstance(one, Html):
            name = f"html-{len(blocks) + 1}"
            blocks[name], one = one, block(name)
        shown.append(one)
    return shown, blocks


def anchors(blocks: Mapping[str, str]) -> set[str]:
    """Those which links may lead to."""
    return {html.unescape(one) for text in blocks.values() for one in _ANCHOR.findall(text)}


def filled(text: str, blocks: Mapping[str, str]) -> str:
    """A page, in Markdown or as HTML not yet clean, with its long HTML in its places."""
    return _PLACE.sub(lambda found: blocks.get(found[1], found[0]), text) if blocks else text
