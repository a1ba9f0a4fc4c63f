"""What a build makes of a catalogue before the host has seen it, in two processes: pages, checks, small files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from .beside import Beside, shared
from .diagnostics import Diagnostic
from .past.memory import Memory
from .past.store import Store, squeezed
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

    def pages(self, makers: pages.Makers, keys: Mapping[str, bytes], store: Store) -> Iterator[pages.Page]:
        """Those of the last build whose keys are the same; the others from the first on here, from the last back in
        the second process, until they meet."""
        known = store.get(keys[uri] for uri in makers)
        made = shared(
            lambda uri: _kept(makers[uri]()), [uri for uri in makers if keys[uri] not in known], self.is_alone
        )
        for uri in makers:
            if keys[uri] in known:
                yield keeping.read(known[keys[uri]])
                continue
            page, told = made.now(uri)
            store.put(keys[uri], told)
            yield page
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


def _kept(page: pages.Page) -> tuple[pages.Page, bytes]:
    """A page, and the same as it is kept."""
    return page, squeezed(keeping.told(page))
