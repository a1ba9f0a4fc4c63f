"""Take from the last build the outline of each file that nothing has changed since."""

import json
from collections.abc import Iterable

from ..diagnostics import Diagnostic
from ..outline import Field, Heading, outline
from ..sources import Source
from .memory import version
from .store import Store, digest, squeezed


class Outlines:
    """What `outline` says of some files: as it was known, else found and kept; one with faults is read each time."""

    def __init__(self, store: Store, sources: Iterable[Source]) -> None:
        self._store = store
        self._keys = {one.text: _key(one.text) for one in sources if one.path.endswith(".md")}
        self._known = store.get(self._keys.values())

    def __call__(self, path: str, text: str) -> tuple[list[Heading], list[Diagnostic]]:
        key = self._keys[text]
        if key in self._known:
            return [_heading(*one) for one in json.loads(self._known[key])], []
        headings, faults = outline(path, text)
        if not faults:
            self._store.put(key, squeezed(json.dumps([*map(_said, headings)], ensure_ascii=False)))
        return headings, faults


def _key(text: str) -> bytes:
    return digest("outline", version(), text)


def _said(one: Heading) -> list[object]:
    fields = [(field.key, field.text, field.line, field.written) for field in one.fields.values()]
    return [one.level, one.title, one.line, fields, one.fields_line, one.prose, one.prose_line]


def _heading(
    level: int, title: str, line: int, fields: list[tuple[str, str, int, str]], fields_line: int, prose: str, first: int
) -> Heading:
    known = {key: Field(key, text, number, written) for key, text, number, written in fields}
    return Heading(level, title, line, known, fields_line, prose, first)
