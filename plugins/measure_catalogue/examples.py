"""Read the examples of a measure: who did it, what, and where that was said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .fields import slug
from .text.prose import Block

_YEAR = re.compile(r"(?<![\d–-])(?:19|20)\d\d(?!\d)")
_ADDRESSES = re.compile(r"\]\([^)]*\)(?:\{[^}]*\})?|<span class=\"(?:full|words)\">[^<]*</span>")


@dataclass(frozen=True)
class Example:
    """One example; `authority` and `title` are Markdown, `title` may be empty.

    `years` are in order, one for each source that gives one: the last it writes, for a date ends a
    document's name. `has_story` is false for a mere list of links, whose heading is a topic.
    """

    authority: str
    title: str
    blocks: tuple[Block, ...]
    years: tuple[int, ...]
    line: int

    @property
    def has_story(self) -> bool:
        return any(block.kind == "source" for block in self.blocks) or any(
            len(re.sub(r"\[[^\]]*\]\([^)]*\)(\{[^}]*\})?", "", block.text)) > 80 for block in self.blocks
        )

    @property
    def slug(self) -> str:
        return slug(re.sub(r"<[^>]*>|\([^)]*\)|\{[^}]*\}", " ", self.authority))[:60] or "sans-nom"


def read_examples(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Example, ...]]:
    """What precedes the first authority's name, then the examples; a heading opens each."""
    starts = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    if not starts:
        return blocks, ()
    ends = [*starts[1:], len(blocks)]
    pairs = zip(starts, ends, strict=True)
    return blocks[: starts[0]], tuple(_example(blocks[start], blocks[start + 1 : end]) for start, end in pairs)


def _example(heading: Block, blocks: tuple[Block, ...]) -> Example:
    title, rest = _titled(blocks)
    sources = (_YEAR.findall(_ADDRESSES.sub("", block.text)) for block in rest if block.kind == "source")
    years = sorted(int(found[-1]) for found in sources if found)
    return Example(heading.text, title, rest, tuple(years), heading.line)


def _titled(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """A short first line with prose below it is the example's title."""
    if not blocks or blocks[0].kind != "paragraph":
        return "", blocks
    first, cut, rest = blocks[0].text.partition("  \n")
    if (not cut and len(blocks) == 1) or "](" in first or len(first) > 160 or re.search(r"[.;!?,]$", first.strip()):
        return "", blocks
    if not cut and blocks[1].kind == "source" and len(first) > 100:
        return "", blocks
    body = (Block("paragraph", rest, blocks[0].line + first.count("\n") + 1),) if cut else ()
    return first.strip(), (*body, *blocks[1:])


def anchors(examples: tuple[Example, ...], prefix: str) -> Iterator[str]:
    """An anchor for each example from its authority's name, numbered where one has several."""
    seen: dict[str, int] = {}
    for example in examples:
        seen[example.slug] = seen.get(example.slug, 0) + 1
        number = seen[example.slug]
        yield f"{prefix}{example.slug}" + (f"-{number}" if number > 1 else "")
