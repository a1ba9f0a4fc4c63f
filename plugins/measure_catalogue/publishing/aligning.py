"""Say by a class how a column of a table is aligned: under a strict policy no style that stands in a page is read."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from . import pages

EXTENSIONS = (*pages.EXTENSIONS, __name__)
"""Of Python-Markdown: what the pages of a site are read with."""

_STYLE = re.compile(r"text-align: (left|right|center);")
_EARLY = 15
"""After what is inside cells is read, before the attributes that authors give them by hand."""


class _Aligned(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td") and (found := _STYLE.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", f"to-{found[1]}")


class _Alignment(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Aligned(md), "aligned", _EARLY)


def makeExtension(**settings: object) -> Extension:
    """What Python-Markdown asks of a module that it is given by name."""
    return _Alignment(**settings)
