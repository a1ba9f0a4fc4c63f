"""Draw the QR code of each item: its short lasting address, which stands below it in clear letters."""

import html
import re
from collections.abc import Iterator

import segno

from ..model import Catalogue, Identifier
from ..past.memory import Memory

QUIET, MODULE, LINE = 4, 4, 9
"""Modules of white around a code, as ISO/IEC 18004 asks; units of the drawing for a module, and for a line of text."""

_MASK = 3
"""Fixed: to try all eight takes five times as long, and readers read any."""

_PUBLIC = re.compile(r"https?://(?!localhost\b|127\.|0\.0\.0\.0|\[::1\])[^\s/]\S{0,400}")


def is_public(base: str) -> bool:
    """Whether a site's address leads anywhere from another machine: a code for nobody is not drawn."""
    return bool(_PUBLIC.fullmatch(base))


def codes(catalogue: Catalogue, base: str, memory: Memory) -> Iterator[tuple[str, str]]:
    """The path and the SVG of each item's code below the site at `base`; what was drawn before is remembered."""
    if not is_public(base):
        return
    addresses = {one: f"{base.rstrip('/')}/{path(one)}/" for one in catalogue.actions}
    for one, address in addresses.items():
        if not (known := memory.get(address)):
            known = [[code_of(address)]]
            memory.put(address, known)
        yield f"qr/{path(one)}.svg", known[0][0]
    memory.keep(addresses.values())


def path(one: Identifier) -> str:
    """Where an item answers below the site: `cae/6.1.1.3`."""
    return f"{one.catalogue}/{one}" if one.ranks else one.catalogue


def code_of(address: str) -> str:
    """The code of an address as an SVG that stands alone, black on white, with the address in clear below."""
    code = segno.make(address, error="m", mask=_MASK, boost_error=False, micro=False)
    side = int(code.symbol_size(scale=MODULE, border=QUIET)[0])
    lines = [*_lines(address.removeprefix("https://").removeprefix("http://"), side)]
    height = side + LINE * len(lines)
    shown = "".join(
        f'<text x="{side / 2:g}" y="{side + LINE * row - 2}">{html.escape(line)}</text>'
        for row, line in enumerate(lines, 1)
    )
    said = html.escape(address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {height}" role="img" aria-label="{said}">'
        f'<title>{said}</title><path fill="#fff" d="M0 0h{side}v{height}H0z"/>'
        f'<path stroke="#000" transform="scale({MODULE})" d="{_strokes(code)}"/>'
        f'<g font-family="sans-serif" font-size="{LINE - 1}" text-anchor="middle">{shown}</g></svg>\n'
    )


def _lines(text: str, side: int) -> Iterator[str]:
    """The address in lines that are no wider than its code; a letter takes about half its height."""
    length = max(10, int(side / (LINE - 1) / 0.58))
    yield from (text[at : at + length] for at in range(0, len(text), length))


def _strokes(code: segno.QRCode) -> str:
    """The dark modules as strokes one module high, row by row, each from where the last one ended: so it packs well."""
    said = []
    for y, line in enumerate(code.matrix, QUIET):
        end = 0
        for run in re.finditer(rb"\x01+", bytes(line)):
            start = f"m{run.start() - end} 0" if end else f"M{QUIET + run.start()} {y}.5"
            said.append(f"{start}h{run.end() - run.start()}")
            end = run.end()
    return "".join(said)
