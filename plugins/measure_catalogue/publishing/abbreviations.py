"""Say what an acronym stands for where a part of a page first uses it."""

import html
import re
from collections.abc import Mapping

from ..annexes import Term
from ..glossary import ACRONYM, key

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|[^<]+")
_OUTSIDE = frozenset(
    {"a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "svg", "caption", "th"}
)
"""Where an acronym is left as it is: what leads somewhere has its own name, and a heading is listed elsewhere."""


def marked(page: str, terms: Mapping[str, Term]) -> str:
    """A page of clean HTML in which each term is explained at its first use below each heading of level 2."""
    if not terms:
        return page
    out, depth, seen = [], 0, set[str]()

    def explained(found: re.Match[str]) -> str:
        term = terms.get(key(found[0]))
        if term is None or key(found[0]) in seen:
            return found[0]
        seen.add(key(found[0]))
        return f'<abbr title="{html.escape(term.words)}">{found[0]}</abbr>'

    for token in _TOKEN.finditer(page):
        name = token[2]
        if name is None:
            out.append(token[0] if depth else ACRONYM.sub(explained, token[0]))
            continue
        if name in _OUTSIDE:
            depth += -1 if token[1] else 1
        if name == "h2" and not token[1]:
            seen = set()
        out.append(token[0])
    return "".join(out)
