"""Share the pages of the catalogue between two processes: half are made in each, first as HTML, then whole."""

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .beside import Beside
from .publishing.menus import KEPT
from .rendering import Rendered, rendered, restore

_SEEING = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""What tells plugins of each page: one that listens may have to see them all, in this process."""


class Assembly:
    """The pages of a catalogue, by their path, in one build: the host goes through them from the first on, and a
    second process from the last back, until they meet.

    `finish` is what comes after the host's HTML of a page, `alone` says that no second process may take part.
    """

    def __init__(self, uris: Container[str], finish: Callable[[str, str], str], alone: bool) -> None:
        self._uris, self._finish, self._alone = uris, finish, alone
        self._made: Beside[Rendered] | None = None
        self._whole: Beside[str] | None = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Each page takes what was made of it when its turn comes."""
        order = self._order(files)
        made = self._made = Beside(partial(self._rendered, config, files), () if self._alone else order[::-1])
        for uri in order:
            page = _page(uri, config, files)
            page.render = partial(_restored, page, made)  # type: ignore[method-assign]

    def build(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Any) -> None:
        """The same with the whole pages, which the host then has only to write."""
        self.close()
        order = self._order(files)
        built = partial(self._built, config, files, nav, env)
        whole = self._whole = Beside(built, () if self._alone else order[::-1])
        for uri in order:
            _page(uri, config, files).meta["template"] = KEPT
        env.globals["kept_page"] = lambda page: whole.now(page.file.src_uri)

    def close(self) -> None:
        """All pages are made."""
        for one in (self._made, self._whole):
            if one:
                one.close()

    def _order(self, files: Files) -> Sequence[str]:
        return [one.src_uri for one in files.documentation_pages() if one.src_uri in self._uris]

    def _rendered(self, config: MkDocsConfig, files: Files, uri: str) -> Rendered:
        page = _page(uri, config, files)
        if page.markdown is None:
            page.read_source(config)
        made = rendered(page, config, files)
        return made.replaced(self._finish(made.content, uri))

    def _built(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Any, uri: str) -> str:
        page = _page(uri, config, files)
        page.active = True
        try:
            context = get_context(nav, files.documentation_pages(), config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = env.get_template("main.html").render(context)
            return config.plugins.on_post_page(output, page=page, config=config)
        finally:
            page.active = False


def are_seen(config: MkDocsConfig, ours: object) -> bool:
    """Whether a plugin other than ours and those of search is told of each page."""
    owners = (getattr(method, "__self__", None) for event in _SEEING for method in config.plugins.events[event])
    return any(one is not ours and ".search" not in type(one).__module__ for one in owners)


def _page(uri: str, config: MkDocsConfig, files: Files) -> Page:
    file = files.get_file_from_path(uri)
    assert file
    return file.page or Page(None, file, config)


def _restored(page: Page, made: "Beside[Rendered]", config: MkDocsConfig, files: Files) -> None:
    restore(page, made.now(page.file.src_uri), files)
