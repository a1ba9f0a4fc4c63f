"""Weigh pages of a built site with all that they ask for at once, as a server sends them."""

import gzip
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin

_ASKED = (
    re.compile(r'<(?:script|img)\b[^>]*?\ssrc="([^":]+)"'),
    re.compile(r'<link\b(?=[^>]*\srel="(?:stylesheet|icon|preload)")[^>]*?\shref="([^":]+)"'),
)
_PACKED = {".html", ".css", ".js", ".svg", ".json"}

Cost = tuple[int, int]
"""Bytes, compressed; requests."""


def costs(site: Path, measures: Sequence[str]) -> Mapping[str, Cost]:
    """What the home, a middling measure and the longest cost; `measures` are paths of HTML files below the site."""
    ranked = sorted(
        (path for path in measures if (site / path).is_file()), key=lambda path: (site / path).stat().st_size
    )
    chosen = {"Accueil": "index.html"}
    if ranked:
        chosen |= {"Une mesure de longueur moyenne": ranked[len(ranked) // 2], "La mesure la plus longue": ranked[-1]}
    return {what: cost(site, path) for what, path in chosen.items() if (site / path).is_file()}


def cost(site: Path, path: str) -> Cost:
    text = (site / path).read_text("utf-8")
    asked = {urljoin(f"/{path}", found) for one in _ASKED for found in one.findall(text)}
    files = [file for one in sorted(asked) if (file := site / unquote(one.partition("?")[0]).lstrip("/")).is_file()]
    return sum(_weight(one) for one in (site / path, *files)), 1 + len(files)


def _weight(file: Path) -> int:
    data = file.read_bytes()
    return len(gzip.compress(data, 6, mtime=0)) if file.suffix in _PACKED else len(data)
