"""What the host makes of the Markdown of a page, as a value: it can come from another process, or another build."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .beside import Said, listening, repeat
from .past.store import squeezed, unsqueezed

Line = tuple[str, str, int, list[Any]]
"""Of a table of contents: title, anchor, level, the lines below."""


@dataclass(frozen=True)
class Rendered:
    """A page as HTML, squeezed, and all that the host knows of it once it is made.

    `anchors` are its own, `links` those that it follows, by the path of their page: the host checks them at the
    end. `said` is what it logged.
    """

    content: bytes
    title: str | None
    contents: Sequence[Line]
    anchors: Sequence[str]
    links: Mapping[str, Mapping[str, str]]
    said: Said

    def told(self) -> str:
        """All but the content, as JSON."""
        return json.dumps({**asdict(self), "content": ""}, ensure_ascii=False)


def read(text: str, content: bytes) -> Rendered:
    """What `told` has written, with its content."""
    return replace(Rendered(**json.loads(text)), content=content)


class Held(Page):
    """A page whose HTML is small until it is asked for. `key` is that of what it is made from, as long as it is so."""

    key = ""
    _value = b""
    _sum = 0
    _last: ClassVar[tuple[bytes, str]] = b"", ""
    """What was asked for last is asked for again at once, by one event after the other."""

    @property
    def content(self) -> str:
        if Held._last[0] is not self._value:
            Held._last = self._value, unsqueezed(self._value)
        text = Held._last[1]
        self._sum = hash(text)
        return text

    @content.setter
    def content(self, text: str) -> None:
        """The host puts back what it has just taken: that changes nothing."""
        if hash(text) != self._sum:
            self._value, self._sum, self.key = squeezed(text), hash(text), ""


def hold(page: Page, value: bytes, key: bytes) -> None:
    """Gives a page its HTML, as it is kept."""
    page.__dict__.pop("content", None)
    page.__class__ = Held
    assert isinstance(page, Held)
    page._value, page.key, page._sum = value, key.hex(), 0


def rendered(page: Page, config: MkDocsConfig, files: Files, finish: Callable[[str], str] = str) -> Rendered:
    """Has the host render a page, and finishes its HTML; what is logged is kept."""
    with listening() as said:
        Page.render(page, config, files)
    links = {file.src_uri: known for file, known in (page.links_to_anchors or {}).items()}
    contents = [*map(_line, page.toc)]
    anchors = sorted(page.present_anchor_ids or ())
    content = squeezed(finish(page.content or ""))
    let_go(page)
    return Rendered(content, page._title_from_render, contents, anchors, links, said)


def let_go(page: Page) -> None:
    """Holds no more of a page than the pages around it tell: a site of thousands of pages fits in memory."""
    page.content = page.markdown = ""
    page.toc, page.links_to_anchors, page.present_anchor_ids = TableOfContents([]), None, None


def restore(page: Page, made: Rendered, key: bytes, files: Files) -> None:
    """Leaves a page as the host would have left it, and says again what it had said."""
    hold(page, made.content, key)
    page._title_from_render = made.title
    lines: list[Any] = [*map(_anchor, made.contents)]
    for first in lines[:1]:
        first.active = True
    page.toc = TableOfContents(lines)
    page.present_anchor_ids = set(made.anchors)
    page.links_to_anchors = {file: dict(known) for file, known in _linked(made, files)}
    repeat(made.said)


def _linked(made: Rendered, files: Files) -> Iterator[tuple[Any, Mapping[str, str]]]:
    for path, known in made.links.items():
        if file := files.get_file_from_path(path):
            yield file, known


def _line(one: AnchorLink) -> Line:
    return one.title, one.id, one.level, [*map(_line, one.children)]


def _anchor(line: Line) -> AnchorLink:
    title, anchor, level, below = line
    one = AnchorLink(title, anchor, level)
    one.children = [*map(_anchor, below)]
    return one
