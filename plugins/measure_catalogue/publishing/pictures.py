"""Put pictures into pages past the cleaning, which lets no SVG through: a place in the text, a picture beside it.

Text of editors never is SVG. Only what the modules of this package draw is, and even that passes a lock of its own:
a drawing in which some title was not escaped would be the way around the cleaning.
"""

import html
import re
from collections.abc import Mapping
from xml.etree import ElementTree

_ILLEGIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile("[a-z][a-z0-9_-]*")
_PLACE = re.compile(r'<div class="picture ([a-z][a-z0-9_-]*)"></div>')

TAGS = {"svg", "title", "desc", "g", "a", "rect", "path", "circle", "line", "polyline", "polygon", "text", "tspan"}
"""All that a picture may be made of; `title` and `desc` hold text only, for a browser reads HTML in them."""

_ATTRIBUTES = re.compile(
    "id|class|role|lang|aria-[a-z]+|viewBox|preserveAspectRatio|focusable|tabindex|href|transform|d|points|x|y|x1|y1|x2|y2|"
    "dx|dy|cx|cy|r|rx|ry|width|height|fill|fill-rule|fill-opacity|stroke(-[a-z]+)*|opacity|text-anchor|dominant-baseline"
)
_ADDRESS = re.compile(r"#[^\s]*|(?:\.\.?/)*[\w.%-]+(?:/[\w.%-]+)*/?(?:#[^\s]*)?|(?:\.\.?/)+(?:#[^\s]*)?")
"""A place on the page or on this site: no scheme, no host, no path from the root of a host."""


def place(name: str) -> str:
    """What stands in the Markdown of a page, a block of its own, where its picture of that name goes."""
    assert _NAME.fullmatch(name), name
    return f'<div class="picture {name}"></div>'


def drawn(text: str, pictures: Mapping[str, str]) -> str:
    """A page, in Markdown or once it is clean HTML, with its pictures in their places."""

    def there(found: re.Match[str]) -> str:
        name = found[1]
        return f'<div class="picture {name}">{locked(pictures[name])}</div>' if name in pictures else found[0]

    return _PLACE.sub(there, text) if pictures else text


def words(text: str) -> str:
    """Text for the inside or an attribute of a picture: escaped, without the characters that no XML may hold."""
    return html.escape(legible(text))


def legible(text: str) -> str:
    """Text without the characters that neither XML nor YAML may hold: those that control a terminal."""
    return _ILLEGIBLE.sub("", text)


def locked(svg: str) -> str:
    """The same picture, on one line; raises ValueError where it holds anything that could run, load or escape.

    What an XML reader and a browser read differently is refused altogether: declarations, comments, CDATA.
    """
    if "<!" in svg or "<?" in svg:
        raise ValueError("picture: only elements and text")
    top = ElementTree.fromstring(svg)
    if top.tag != "svg":
        raise ValueError(f"picture: <{top.tag}> is no <svg>")
    for one in top.iter():
        _judge(one, is_top=one is top)
    return re.sub(r"\s*\n\s*", " ", svg.strip())


def _judge(one: ElementTree.Element, is_top: bool) -> None:
    if one.tag not in TAGS or (one.tag == "svg" and not is_top) or (one.tag in ("title", "desc") and len(one)):
        raise ValueError(f"picture: <{one.tag}> may not stand here")
    for name, value in one.attrib.items():
        safe = _ADDRESS.fullmatch(value) if name == "href" else "url(" not in value.lower() and "\\" not in value
        if not _ATTRIBUTES.fullmatch(name) or not safe:
            raise ValueError(f'picture: {name}="{value}" may not stand in <{one.tag}>')
