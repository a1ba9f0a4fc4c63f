"""Lay out a measure file as a careful person would: the same words, written the same way everywhere."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..outline import Heading, outline
from ..sources import source
from ..text import lists
from ..text.lines import ENDED, GOES_ON
from ..text.prose import SOURCE, repair

_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*")
_FIELD = re.compile(r"([\w.-]+)[ \t]*:(?:[ \t]+(\S.*))?")
_MAY_GO_ON = re.compile(r"[|>&*!{\[\"']")
_WHOLE = re.compile(r"\"[^\"\\]*\"|'[^']*'|\[[^\[\]{}\"'#]*\]")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_MARGIN = re.compile(r"^[ \t\u00a0](?=[^\W_]|<a\b)")

_APART = {"title", "fields", "list", "code", "quote", "table", "rule"}
"""What stands between blank lines; the lines of an example, or of a paragraph, follow one another."""


@dataclass(frozen=True)
class Line:
    """A line and its part in the file: title, fields, blank, or the kind of its block of prose.

    `block` is the number of the first line of its block. A title is also given as it should be written.
    """

    text: str
    part: str
    block: int = 0
    title: str = ""


def formatted(text: str, passes: Collection[str] | None = None) -> str:
    """The text laid out by some of the passes of `PASSES`, all of them unless said."""
    lines = _lines(source("", text).text)
    for name, one in PASSES.items():
        if passes is None or name in passes:
            lines = [*one(lines)]
    kept = "\n".join(line.text for line in lines).strip("\n")
    return f"{kept}\n" if kept else ""


def _lines(text: str) -> list[Line]:
    """Each line with its part, as those who read the file see it: nothing is told apart here that they do not."""
    lines = [Line(line, "other" if line.strip() else "blank") for line in text.split("\n")]
    headings = outline("", text)[0]
    ends = [*(one.line for one in headings[1:]), len(lines) + 1]
    for heading, end in zip(headings, ends, strict=False):
        if heading.level:
            title = f"{'#' * heading.level} {heading.title}".rstrip()
            lines[heading.line - 1] = Line(lines[heading.line - 1].text, "title", heading.line, title)
        if heading.fields_line and heading.fields_line != heading.prose_line:
            _mark_fields(lines, heading.fields_line - 1, (heading.prose_line or end) - 1)
        if heading.prose:
            _mark_prose(lines, heading)
    return lines


def _mark_fields(lines: list[Line], start: int, end: int) -> None:
    """Fields as such where each is on its line and their block is closed; else as code, which no pass touches."""
    while lines[end - 1].part == "blank":
        end -= 1
    body = [line.text.rstrip() for line in lines[start + 1 : end - 1]]
    plain = end - start > 1 and _FENCE.fullmatch(lines[end - 1].text) and all(map(_is_plain, body))
    _mark(lines, start, end, "fields" if plain else "code")


def _is_plain(line: str) -> bool:
    """Whether a line of YAML is a field by itself, a comment, or nothing."""
    if not line or line.startswith("#"):
        return True
    field = _FIELD.fullmatch(line)
    value = field[2] or "" if field else ""
    return bool(field and (not _MAY_GO_ON.match(value) or _WHOLE.fullmatch(value)))


def _mark_prose(lines: list[Line], heading: Heading) -> None:
    first = heading.prose_line - 1
    blocks = repair(heading.prose).blocks
    ends = [*(block.line for block in blocks[1:]), heading.prose.count("\n") + 1]
    for block, end in zip(blocks, ends, strict=False):
        _mark(lines, first + block.line, first + end, block.kind)


def _mark(lines: list[Line], start: int, end: int, part: str) -> None:
    """Give lines their part; blank ones are blank, save within code."""
    while lines[end - 1].part == "blank":
        end -= 1
    for at in range(start, end):
        inside = part in ("code", "fields") or lines[at].part != "blank"
        lines[at] = Line(lines[at].text, part if inside else "blank", start + 1)


def _blanks(lines: list[Line]) -> Iterator[Line]:
    """No blank ends a line, unless two of them keep a line end that the site would join; none opens a paragraph."""
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if line.part == "code":
            yield line
            continue
        text = line.text.rstrip()
        if line.text.endswith("  ") and below and _breaks(line, below):
            text += "  "
        bare = _MARGIN.sub("", text)
        may_move = line.part in ("paragraph", "source") and not lists.starts_item(bare)
        yield replace(line, text=bare if may_move else text)


def _breaks(line: Line, below: Line) -> bool:
    """Whether two blanks at the end of a line change how the next one follows it; in a quote they may."""
    if below.part == "blank" or below.block != line.block or (line.part == "list" and _opens_item(below.text)):
        return False
    goes_on = GOES_ON.match(
        _FENCE.sub("", below.text, count=1)
    )  # a fence that is never closed is read without its mark
    return line.part == "quote" or bool(goes_on and not ENDED.search(line.text))


def _titles(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        yield replace(line, text=line.title) if line.part == "title" else line


def _fields(lines: list[Line]) -> Iterator[Line]:
    """« clé: valeur » in a block that opens with ```yaml; the values are the editor's."""
    for line in lines:
        if line.part != "fields":
            yield line
        elif field := _FIELD.fullmatch(line.text.rstrip()):
            yield replace(line, text=f"{field[1]}: {field[2]}" if field[2] else f"{field[1]}:")
        elif _FENCE.match(line.text):
            yield replace(line, text="```" if _FENCE.fullmatch(line.text) else "```yaml")
        elif line.text.strip():
            yield line


def _items(lines: list[Line]) -> Iterator[Line]:
    for _, group in groupby(lines, key=lambda line: line.block):
        block = [*group]
        yield from _list(block) if block[0].part == "list" else block


def _list(block: list[Line]) -> list[Line]:
    """`- ` opens an item whatever its mark was, `1. ` a numbered one, four blanks a level.

    A list stays as it is where an item would not be read as one: « • Source : … » is, « - Source : … » is a source.
    """
    depths, inside, written = lists.Depths(), "", []
    for line in block:
        words = line.text.lstrip()
        if mark := _opens_item(line.text):
            sign = mark["mark"].rstrip(".)") + "." if mark["mark"][0].isdigit() else "-"
            margin = "    " * depths.of(mark)
            inside = f"{margin}{' ' * len(sign)} "
            text = f"{margin}{sign} {mark['words']}"
            again = _opens_item(text)
            if not again or again["words"] != mark["words"]:
                return block
        else:
            may_move = words != line.text and words[:1].isalnum()  # what opens with a sign may be read as its mark
            text = inside + words if may_move else line.text
        written.append(replace(line, text=text))
    return written


def _opens_item(line: str) -> re.Match[str] | None:
    """The mark that opens a further item of a list."""
    return None if SOURCE.match(line) or _RULE.fullmatch(line) else lists.goes_on(line)


def _spaces(lines: list[Line]) -> Iterator[Line]:
    """One blank line at most, and one around what stands apart."""
    last, spaced = None, False
    for line in lines:
        if line.part == "blank":
            spaced = True
            continue
        if last and (spaced or _stand_apart(last, line)):
            yield Line("", "blank")
        yield line
        last, spaced = line, False


def _stand_apart(above: Line, below: Line) -> bool:
    if above.block == below.block:
        return False
    return bool(_APART & {above.part, below.part}) or below.part == "heading"


PASSES: dict[str, Callable[[list[Line]], Iterator[Line]]] = {
    "blanks": _blanks,
    "titles": _titles,
    "fields": _fields,
    "items": _items,
    "spaces": _spaces,
}
"""What the layout is made of, in order; each may be left out where it would change what a page says."""
