"""What a site is given once all its pages are written: its search, what its pages weigh, its copy to take along."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .beside import Beside
from .finding.replacing import bring_search
from .model import Catalogue
from .publishing import duties, offline
from .publishing.search import Document


@dataclass(frozen=True)
class Conclusion:
    """A site in its folder: its name, its catalogues, the pages that its search knows, and by which engine.

    While somebody writes it is shown `in_haste`: nobody takes it along. Some files are `ready` for the copy to
    take along: by their path, squeezed.
    """

    site: Path
    name: str
    catalogue: Catalogue
    pages: Iterable[tuple[str, Sequence[Document]]]
    engine: str
    in_haste: bool
    ready: Mapping[str, bytes]

    def write(self, uris: Container[str], others: Callable[[], None]) -> None:
        """`uris` are the pages that the site has: what is for one that it lacks is not made.

        `others` does what the search need not wait for, before what needs all files.
        """
        made = Beside(self._search, () if self.in_haste else ("search",))
        others()
        if duties.ECODESIGN in uris:
            duties.weigh(self.site, self.catalogue)
        if offline.PAGE in uris and not self.in_haste:
            offline.pack(self.site, self.name, lambda: made["search"], self.ready)
        else:
            made["search"]

    def _search(self, _: str) -> None:
        bring_search(self.site, self.catalogue, self.pages, self.engine)
