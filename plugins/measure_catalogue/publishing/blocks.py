"""Keep long HTML away from Markdown, which reads it letter by letter: a place in the text, the HTML beside it.

It is put in before the cleaning, which it passes as all else.
"""

import re
from collections.abc import Mapping

_PLACE = re.compile(r'<div class="block ([a-z][a-z0-9-]*)"></div>')


def block(name: str) -> str:
    """What stands in the Markdown of a page, a block of its own, where its HTML of that name goes."""
    return f'<div class="block {name}"></div>'


def filled(text: str, blocks: Mapping[str, str]) -> str:
    """A page, in Markdown or as HTML not yet clean, with its long HTML in its places."""
    return _PLACE.sub(lambda found: blocks.get(found[1], found[0]), text) if blocks else text
