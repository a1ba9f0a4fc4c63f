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
from .past.store import Known, Store, digest, squeezed, unsqueezed
from .publishing import blocks, pages
from .publishing.keeping import Resting
from .publishing.menus import KEPT
from .publishing.packing import LEVEL
from .publishing.plan import PLAN
from .rendering import Held, Rendered, let_go, rendered, restore
from .working import give_back

_SEEING = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""What tells plugins of each page: one that listens may have to see them all, in this process and in every build."""


class Assembly:
    """The pages of a catalogue, by their path, in one build: the host goes through them from the first on, and a
    second process from the last back, until they meet.

    `finish` is what comes after the host's HTML of a page; `alone`, all pages are made as they come, each anew.
    `written` are those that the host was given to write, squeezed, by their path in the site.
    """

    def __init__(
        self, made: Mapping[str, Resting], finish: Callable[[str, pages.Page], str], store: Store, alone: bool
    ) -> None:
        self._pages, self._finish, self._store, self._alone = made, finish, store, alone
        self._keys: Mapping[str, bytes] = {}
        self._begun: list[Beside[Any]] = []
        self.written: dict[str, bytes] = {}

    def render(self, config: MkDocsConfig, files: Files, seal: object) -> None:
        """Each page takes what was made of it when its turn comes; `seal` is what `finish` depends on beside a page."""
        order = [one.src_uri for one in files.documentation_pages() if one.src_uri in self._pages]
        around = digest("around", *surroundings(config, files), seal).hex()
        self._keys = {uri: digest("page", around, uri, self._pages[uri].key.hex()) for uri in order}
        known = self._store.get(key for one in self._keys.values() for key in (one, _beside(one)))
        make = partial(self._rendered, config, files)
        made = self._shared(make, [uri for uri in order if not _is_whole(self._keys[uri], known)])
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
            value = known.value(keys[uri]) if keys[uri] in known else whole.now(uri)
            if keys[uri] not in known:
                self._store.put(keys[uri], value)
            let_go(page)
            self.written[page.file.dest_uri] = value
            return unsqueezed(value)

        for page in held.values():
            page.meta["template"] = KEPT
        env.globals["kept_page"] = kept

    def end(self) -> None:
        """All pages are written."""
        self._close()
        give_back()

    def _close(self) -> None:
        while self._begun:
            self._begun.pop().close()

    def _shared(self, make: Callable[[str], Any], uris: Sequence[str]) -> Beside[Any]:
        self._begun.append(shared(make, uris, self._alone))
        return self._begun[-1]

    def _restored(self, page: Page, known: Known, made: Beside[Rendered], config: MkDocsConfig, files: Files) -> None:
        key = self._keys[page.file.src_uri]
        self._take(page, key, known, lambda: made.now(page.file.src_uri), files)

    def _remembered(self, page: Page, around: str, config: MkDocsConfig, files: Files) -> None:
        """A page of `docs/`, whose text is known only when its turn comes."""
        key = digest("hand", around, page.file.src_uri, page.markdown)
        known = self._store.get([key, _beside(key)])
        self._take(page, key, known, lambda: rendered(page, config, files), files)

    def _take(self, page: Page, key: bytes, known: Known, make: Callable[[], Rendered], files: Files) -> None:
        """What is known of a page, else what is made now and kept."""
        if _is_whole(key, known):
            one = rendering.read(known[key], known.value(_beside(key)))
        else:
            one = make()
            self._store.put(key, squeezed(one.told()))
            self._store.put(_beside(key), one.content)
        page.markdown = ""
        restore(page, one, key, files)

    def _rendered(self, config: MkDocsConfig, files: Files, uri: str) -> Rendered:
        page, known = _page(uri, config, files), self._pages[uri].whole()
        if page.markdown is None:
            page.read_source(config)
        if not self._alone:
            page.markdown = known.text.removeprefix(self._pages[uri].head)
        made = rendered(page, config, files, lambda html: self._finish(html, known))
        return replace(made, anchors=sorted({*made.anchors, *blocks.anchors(known.blocks)}))

    def _built(
        self, config: MkDocsConfig, files: Files, listed: Sequence[File], nav: Navigation, env: Any, uri: str
    ) -> bytes:
        page = _page(uri, config, files)
        page.active = True
        kept = page.meta.pop("template", None)  # a theme looks at whether there is anything
        try:
            context = get_context(nav, listed, config, page)
            output = env.get_template("main.html").render(context)
            return squeezed(config.plugins.on_post_page(output, page=page, config=config), LEVEL)
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
    is_searched = "search" not in page.meta and "data-search-" in (page.content or "")
    return not alone and page.file.src_uri != PLAN and not is_searched and "template" not in page.meta


def _place(page: Page) -> object:
    """What a page shows of itself and of its neighbours."""
    near = [(one.title, one.url) if one else None for one in (page.previous_page, page.next_page)]
    itself = [page.title, page.url, page.edit_url, page.canonical_url, page.meta]
    own = [page.key] if isinstance(page, Held) and page.key else [page.content, str(page.toc)]
    return [*itself, *own, near]


def _beside(key: bytes) -> bytes:
    """The key of the HTML of a page, which is kept apart from what else is known of it."""
    return digest("content", key.hex())


def _is_whole(key: bytes, known: Known) -> bool:
    return key in known and _beside(key) in known
