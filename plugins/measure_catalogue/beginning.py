"""What a build makes of a catalogue before the host has seen it, in two processes: pages, checks, small files."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from .beside import WORTH, Beside, shared
from .controls.checks import Checked, check
from .diagnostics import Diagnostic, in_order
from .gleaned import Gleaned, glean, together
from .model import Identifier
from .past.history import History
from .past.memory import Memory
from .past.recalled import Recalled, laid
from .past.store import Known, Store, digest, squeezed, unsqueezed
from .publishing import keeping, offline, pages
from .publishing.codes import codes
from .publishing.extras import Reads, Small, catalogue_of, groups, small_files
from .publishing.packing import LEVEL
from .publishing.shares import Place
from .publishing.told import Told
from .publishing.writer import Writer
from .text.prose import repair
from .working import write

CHECKED, WRITTEN = "checked", "written"


@dataclass
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
    at: Place
    store: Store
    histories: Mapping[Identifier, History]
    _begun: Beside[Any] = field(init=False)

    @cached_property
    def _faces(self) -> bytes:
        return keeping.around(self.writer, self.base, self.at)

    @cached_property
    def _own(self) -> Mapping[Identifier, bytes]:
        return keeping.own(self.writer, self._faces)

    @cached_property
    def _keys(self) -> Mapping[str, bytes]:
        self.writer.gleaned = self._gleaned()
        return keeping.keys(self.writer, self._faces, self._own, self.histories)

    def _gleaned(self) -> Gleaned:
        """Of each page, as it was where its file and what tables tell of the others are the same."""
        catalogue = self.writer.catalogue
        pages = {page.full: page for page in self._own}
        keys = {name: digest("gleaned", self._own[page].hex()) for name, page in pages.items()}
        known = Recalled[Gleaned](self.store.get(keys.values()))
        new = [name for name, key in keys.items() if key not in known]
        made = shared(lambda name: laid(glean(catalogue, catalogue.on_page(pages[name]))), new, self.is_alone)
        found = together(known.take(key, partial(made.now, name)) for name, key in keys.items())
        made.close()
        self.store.give(known.new)
        return found

    @cached_property
    def _known(self) -> Known:
        """The pages that are as they were, each under its key and, small, under that of `_light`."""
        pairs = [(key, _light(key)) for key in self._keys.values()]
        known = self.store.get(chain.from_iterable(pairs))
        return Known({one: known.value(one) for pair in pairs if {*pair} <= known.keys() for one in pair})

    def pages(self, chores: Callable[[], None]) -> Iterator[keeping.Resting]:
        """Those of the catalogues, by the last build where their keys are the same; the others from the first on here,
        from the last back in the second process, until they meet.

        The `chores` are begun before where few are new, else after.
        """
        makers = pages.makers(self.writer, self.base, self.histories, self.at)
        new = [uri for uri in makers if self._keys[uri] not in self._known]
        if len(new) < WORTH:
            chores()
        made = shared(lambda uri: keeping.resting(makers[uri](), self._keys[uri]), new, self.is_alone)
        for uri in makers:
            key = self._keys[uri]
            if key in self._known:
                yield keeping.back(uri, key, self._known[_light(key)], self._known.value(key))
                continue
            yield (one := made.now(uri))
            self.store.put(key, one.value)
            self.store.put(_light(key), squeezed(one.light()))
        made.close()
        if len(new) >= WORTH:
            chores()
        repair.cache_clear()  # of all texts: no page reads them any more

    def beside(self, examples: Sequence[Told], paths: Mapping[str, Any]) -> Iterator[keeping.Resting]:
        """The pages beside those; `paths` are those that `docs/` holds."""
        told = digest("examples", self._faces.hex(), [*map(keeping.example, examples)])
        texts = digest("texts", self._faces.hex(), self.writer.gleaned.shown())
        keys = {Reads.FACES: self._faces, Reads.EXAMPLES: told, Reads.TEXTS: texts}
        return keeping.beside([*groups(self.writer, examples, self.at.leaf, paths)], keys, self.store)

    def chores(self, faults: Sequence[Diagnostic], elsewhere: Container[str]) -> None:
        """Begins what no page waits for; `faults` are those of reading, less those of the files `elsewhere`."""
        keys = {page: digest("checked", key.hex()) for page, key in self._own.items()}
        known = Recalled[Checked](self.store.get(keys.values()))

        def checked() -> object:
            used = self.writer.gleaned.acronyms
            found = check(self.writer.catalogue, lambda page, find: known.get(keys[page], find), used)
            return in_order((*faults, *(one for one in found if one.place.path not in elsewhere))), known.new

        make = {WRITTEN: self._small(), CHECKED: checked}
        self._begun = Beside(lambda key: make[key](), () if self.is_alone else make)

    def _small(self) -> Callable[[], object]:
        """What writes the small files: as they were, those of a catalogue and of a page that tell what they told."""
        keys = {page: digest("selection", key.hex()) for page, key in self._own.items()}
        for slug in self.writer.catalogue.editions:
            keys[catalogue_of(slug)] = digest("addresses", self._faces.hex(), slug)
        known = Recalled[list[tuple[str, bytes]]](self.store.get(keys.values()))
        ready: dict[str, bytes] = {}

        def told(of: Identifier, make: Callable[[], Small]) -> Small:
            files = known.get(keys[of], lambda: [(path, squeezed(text, LEVEL)) for path, text in make()])
            ready.update(files)
            return [(path, unsqueezed(value)) for path, value in files]

        def written() -> object:
            drawn = codes(self.writer.catalogue, self.base, Memory(self.codes))
            paths = write(self.site, chain(small_files(self.writer, self.base, told), drawn))
            if self.has_copy:
                offline.begin(self.site, self.name, paths, ready)
            return known.new

        return written

    def faults(self) -> list[Diagnostic]:
        """All faults of the catalogue, once they are known."""
        faults, new = self._begun[CHECKED]
        self.store.give(new)
        return list(faults)

    def written(self) -> None:
        """Waits for the small files."""
        self.store.give(self._begun[WRITTEN])


def _light(key: bytes) -> bytes:
    return digest("light", key.hex())
