"""Share the pages of the catalogue between two processes, and take from the last build those that are as they were."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from . import rendering
from .beside import Beside, shared
from .frame import frame, surroundings
from .past.store import Store, digest, squeezed, unsqueezed
from .publishing import blocks, pages
from .publishing.menus import KEPT
from .publishing.plan import PLAN
from .rendering import Rendered, rendered, restore

_SEEING = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""What tells plugins of each page: one that listens may have to see them all, in this process and in every build."""


class Assembly:
    """The pages of a catalogue, by their path, in one build: the host goes through them from the first on, and a
    second process from the last back, until they meet.

    `finish` is what comes after the host's HTML of a page; `alone`, all pages are made as they come, each anew.
    """

    def __init__(
        self, made: Mapping[str, pages.Page], finish: Callable[[str, pages.Page], str], store: Store, alone: bool
    ) -> None:
        self._pages, self._finish, self._store, self._alone = made, finish, store, alone
        self._keys: Mapping[str, bytes] = {}
        self._begun: list[Beside[Any]] = []

    def render(self, config: MkDocsConfig, files: Files, seal: object) -> None:
        """Each page takes what was made of it when its turn comes; `seal` is what `finish` depends on beside a page."""
        order = [one.src_uri for one in files.documentation_pages() if one.src_uri in self._pages]
        around = digest("around", *surroundings(config, files), seal).hex()
        self._keys = {uri: self._key(uri, around) for uri in order}
        known = self._store.get(self._keys.values())
        make = partial(self._rendered, config, files)
        made = self._shared(make, [uri for uri in order if self._keys[uri] not in known])
        for uri in order:
            page = _page(uri, config, files)
            page.render = partial(self._restored, page, known, made)  # type: ignore[method-assign]
        if not self._alone:
            for one in files.documentation_pages():
                if one.src_uri not in self._pages:
                    page = _page(one.src_uri, config, files)
                    page.render = partial(self._remembered, page, around)  # type: ignore[method-assign]

    def build(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Any) -> None:
        """The same with the whole pages, those of `docs/` too, which the host then has only to write."""
        self._close()
        listed = files.documentation_pages()  # once: the host looks through all files for it
        found = ((one.src_uri, one.page) for one in listed)
        held = {uri: page for uri, page in found if page and _is_settled(page, self._alone)}
        around = digest("frame", frame(config, nav)).hex()
        keys = {uri: digest("whole", around, _place(page)) for uri, page in held.items()}
        known = self._store.get(keys.values())
        make = partial(self._built, config, files, listed, nav, env)
        whole = self._shared(make, [uri for uri in held if keys[uri] not in known])

        def kept(page: Page) -> str:
            uri = page.file.src_uri
            if keys[uri] not in known:
                self._store.put(keys[uri], value := whole.now(uri))
            page.content = ""  # held no longer than it is of use: a site of thousands of pages fits in memory
            return known[keys[uri]] if keys[uri] in known else unsqueezed(value)

        for page in held.values():
            page.meta["template"] = KEPT
        env.globals["kept_page"] = kept

    def end(self) -> None:
        """All pages are written."""
        self._close()
        self._store.save()

    def _close(self) -> None:
        while self._begun:
            self._begun.pop().close()

    def _shared(self, make: Callable[[str], Any], uris: Sequence[str]) -> Beside[Any]:
        self._begun.append(shared(make, uris, self._alone))
        return self._begun[-1]

    def _key(self, uri: str, around: object) -> bytes:
        page = self._pages[uri]
        parts = [page.text, dict(page.blocks), dict(page.pictures), bool(page.documents)]
        return digest("page", around, uri, parts)

    def _restored(
        self,
        page: Page,
        known: Mapping[bytes, str],
        made: Beside[tuple[Rendered, bytes]],
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        key = self._keys[page.file.src_uri]
        if key in known:
            one = rendering.read(known[key])
        else:
            one, told = made.now(page.file.src_uri)
            self._store.put(key, told)
        page.markdown = page.file.content_string = ""
        restore(page, one, files)

    def _remembered(self, page: Page, around: str, config: MkDocsConfig, files: Files) -> None:
        """A page of `docs/`, whose text is known only when its turn comes."""
        key = digest("hand", around, page.file.src_uri, page.markdown)
        if known := self._store.get([key]):
            restore(page, rendering.read(known[key]), files)
        else:
            self._store.put(key, squeezed(rendered(page, config, files).told()))

    def _rendered(self, config: MkDocsConfig, files: Files, uri: str) -> tuple[Rendered, bytes]:
        page = _page(uri, config, files)
        if page.markdown is None:
            page.read_source(config)
        made, known = rendered(page, config, files), self._pages[uri]
        anchors = sorted({*made.anchors, *blocks.anchors(known.blocks)})
        whole = replace(made, content=self._finish(made.content, known), anchors=anchors)
        return whole, squeezed(whole.told())

    def _built(
        self, config: MkDocsConfig, files: Files, listed: Sequence[File], nav: Navigation, env: Any, uri: str
    ) -> bytes:
        page = _page(uri, config, files)
        page.active = True
        kept = page.meta.pop("template", None)  # a theme looks at whether there is anything
        try:
            context = get_context(nav, listed, config, page)
            output = env.get_template("main.html").render(context)
            return squeezed(config.plugins.on_post_page(output, page=page, config=config))
        finally:
            page.active = False
            if kept:
                page.meta["template"] = kept


def are_seen(config: MkDocsConfig, ours: object) -> bool:
    """Whether a plugin other than ours and those of search is told of each page."""
    owners = (getattr(method, "__self__", None) for event in _SEEING for method in config.plugins.events[event])
    return any(one is not ours and ".search" not in type(one).__module__ for one in owners)


def _page(uri: str, config: MkDocsConfig, files: Files) -> Page:
    file = files.get_file_from_path(uri)
    assert file
    return file.page or Page(None, file, config)


def _is_settled(page: Page, alone: bool) -> bool:
    """Whether nothing that is told of a page from now on changes it: ours and the host's search change only these."""
    is_searched = "data-search-" in (page.content or "")
    return not alone and page.file.src_uri != PLAN and not is_searched and "template" not in page.meta


def _place(page: Page) -> object:
    """What a page shows of itself and of its neighbours."""
    near = [(one.title, one.url) if one else None for one in (page.previous_page, page.next_page)]
    itself = [page.title, page.url, page.edit_url, page.canonical_url, page.meta]
    return [*itself, page.content, str(page.toc), near]
