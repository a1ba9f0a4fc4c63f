"""What a build makes of a catalogue before the host has seen it, in two processes: pages, checks, small files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from .beside import Beside, shared
from .diagnostics import Diagnostic
from .past.memory import Memory
from .past.store import Store, digest, squeezed
from .publishing import keeping, offline, pages
from .publishing.codes import codes
from .publishing.extras import small_files
from .publishing.writer import Writer
from .working import write

CHECKED, WRITTEN = "checked", "written"


@dataclass(frozen=True)
class Beginning:
    """A site in its folder: its name, its public address or "", where its codes are kept, whether it has a copy.

    A copy begins with the small files: they are read once. All is made in this process if it `is_alone`.
    """

    writer: Writer
    site: Path
    name: str
    base: str
    codes: Path
    has_copy: bool
    is_alone: bool

    def pages(self, makers: pages.Makers, keys: Mapping[str, bytes], store: Store) -> Iterator[keeping.Resting]:
        """Those of the last build whose keys are the same; the others from the first on here, from the last back in
        the second process, until they meet."""
        light = {uri: digest("light", keys[uri].hex()) for uri in makers}
        known = store.get(key for uri in makers for key in (keys[uri], light[uri]))
        new = [uri for uri in makers if not {keys[uri], light[uri]} <= known.keys()]
        made = shared(lambda uri: keeping.resting(makers[uri](), keys[uri]), new, self.is_alone)
        for uri in makers:
            if {keys[uri], light[uri]} <= known.keys():
                yield keeping.back(uri, keys[uri], known[light[uri]], known.value(keys[uri]))
                continue
            yield (one := made.now(uri))
            store.put(keys[uri], one.value)
            store.put(light[uri], squeezed(one.light()))
        made.close()

    def chores(self, check: Callable[[], list[Diagnostic]]) -> Beside[Any]:
        """What no page waits for."""
        make: dict[str, Callable[[], Any]] = {CHECKED: check, WRITTEN: self._written}
        return Beside(lambda key: make[key](), () if self.is_alone else make)

    def _written(self) -> None:
        drawn = codes(self.writer.catalogue, self.base, Memory(self.codes))
        paths = write(self.site, chain(small_files(self.writer, self.base), drawn))
        if self.has_copy:
            offline.begin(self.site, self.name, paths)
