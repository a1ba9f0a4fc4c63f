"""The MkDocs door: hooks that only translate between the host and the catalogue."""

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime, get_relative_url
from mkdocs.utils.templates import TemplateContext

from . import sources
from .assembly import Assembly, are_seen
from .beginning import Beginning
from .compiling import Ahead, Compiled
from .concluding import Conclusion
from .controls.references import UNKNOWN
from .diagnostics import Diagnostic, Severity, brief, in_order, tally
from .finding import chunks, indexing
from .guarding import guard
from .hosting import bring_scripts, environment, hand_written, menu, templates, with_menus
from .model import Catalogue, Identifier
from .options import Options
from .past.history import Chronicle, History
from .past.outlines import Outlines
from .past.store import Store
from .publication import faults, publication
from .publishing import aligning, duties, keeping, offline, opensearch, pages, paths, plan, scripts, ways
from .publishing.finishing import finished
from .publishing.pictures import drawn
from .publishing.shares import GUIDE, Place
from .publishing.writer import Writer
from .reading import read
from .revisions import GitError
from .supplies import lent
from .text.cleaning import clean
from .working import give_back, uncollected

log = get_plugin_logger(__name__)

_LISTED, _UNLISTED = InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV
THEME = Path(__file__).with_name("theme")
MEMORY, CODES = ".cache/measures/historique.json", ".cache/measures/codes.json"
PAGES = ".cache/measures/pages.sqlite3"
MENU = "catalogues/"
"""Stands in `nav:` where the catalogues go."""


class CataloguePlugin(BasePlugin[Options]):
    """Adds the pages of the catalogues to a site."""

    _rebuilds = _is_in_place = False
    _is_told = False
    _chronicle: Chronicle | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being defined keeps this instance from one rebuild to the next."""
        self._rebuilds, self._is_in_place = command == "serve", dirty or command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._folder = self._path(config, self.config.measures)
        if not self._folder.is_dir():
            raise PluginError(f"« {self.config.measures} » n'est pas un dossier : où sont les mesures ?")
        if self.config.search == "pagefind" and not chunks.is_there():
            raise PluginError("« search: pagefind » demande le paquet pagefind : pip install 'pagefind[bin]'")
        self._publication = publication(self.config.publication)
        if (wrong := [*faults(self._publication, get_build_datetime().date())]) and self.config.production:
            raise PluginError("\n".join(("le site n’est pas prêt à être publié :", *wrong)))
        for one in wrong:
            log.info(f"{one} (« production: true » s’arrêterait là)")
        config.theme.dirs.insert(bool(config.theme.custom_dir), str(THEME))
        chrome = self._path(config, self.config.overrides)
        if chrome.is_dir():
            config.theme.dirs.insert(0, str(chrome))
        config.extra_css.insert(0, scripts.STYLE)
        config.extra_javascript.append(scripts.START)
        config.markdown_extensions.extend(one for one in aligning.EXTENSIONS if one not in config.markdown_extensions)
        return guard(config, self._is_in_place)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        leaf = "" if config.use_directory_urls else "index.html"
        self._is_seen = are_seen(config, self)
        self._store = Store(None if self._is_seen else self._path(config, PAGES))
        self._ahead = Ahead(partial(environment, config, THEME), templates(config), self._store, self._rebuilds)
        with uncollected(for_good=not self._rebuilds):
            found = [*sources.from_folder(self._folder)]
            lent = [*self._lent(config, found)]
            catalogue, faults = read([*found, *lent], Outlines(self._store, [*found, *lent]))
            elsewhere = {one.path for one in lent}
            del found, lent
            give_back()
            self._writer = Writer(catalogue)
        faults = [one for one in faults if one.place.path not in elsewhere]
        if not catalogue.actions:
            self._report(in_order(faults))
            raise PluginError(f"aucune mesure dans « {self.config.measures} »")
        at = Place(leaf, has_guide=files.get_file_from_path(GUIDE) is not None)
        self._begin(config, faults, elsewhere, at)
        self._given = {one.dest_uri: one for one in files}
        if not files.get_file_from_path("index.md"):
            self._add(files, config, "index.md", pages.MARK)
        takeaway = [offline.page(config.site_name)] if self.config.offline else []
        self._paths, wrong = paths.read_paths(files.documentation_pages(), catalogue)
        for one in wrong:
            log.info(brief(one))
        told = [example for one in self._kept for example in one.examples]
        others = map(keeping.resting, chain([plan.search()], takeaway, self._duties(config)))
        self._pages = {one.uri: one for one in (*self._kept, *self._begun.beside(told, self._paths), *others)}
        for page in self._pages.values():
            self._add(files, config, page.uri, "", listed=page.listed)  # its text is given when it is asked for
        bring_scripts(files, config, THEME, with_lunr=self.config.search == "lunr")
        if config.site_url:
            self._add(files, config, opensearch.FILE, opensearch.description(config.site_name, config.site_url, leaf))
        config.nav = menu(config.nav, MENU, self._site.menu)
        self._there = {one.src_uri: one.url for one in files.documentation_pages()}
        config.extra["site_links"] = ways.links(self._there, self._publication.state)
        return files

    def _begin(self, config: MkDocsConfig, faults: list[Diagnostic], elsewhere: Container[str], at: Place) -> None:
        """The pages of the catalogue, and meanwhile what no page waits for."""
        writer, catalogue, base = self._writer, self._writer.catalogue, config.site_url or ""
        has_copy = self.config.offline and not self._rebuilds
        site, kept = Path(config.site_dir), self._path(config, CODES)
        kind = (kept, has_copy, self._rebuilds, at, self._store, self._histories(catalogue, config))
        self._begun = Beginning(writer, site, config.site_name, base, *kind)
        self._kept = [*self._begun.pages(partial(self._begun.chores, faults, elsewhere))]
        self._site = pages.arranged(writer, (), at)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav
        finish = partial(finished, terms=(terms := self._writer.catalogue.annexes.terms))
        self._assembly = Assembly(self._pages, finish, self._store, alone=self._is_seen)
        self._assembly.render(config, files, dict(terms))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        Compiled(env, self._store, self._ahead.programs())
        with_menus(env, config, THEME)
        self._assembly.build(config, files, self._nav, env)
        indexing.spare(config, self._store)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        one = self._pages.get(page.file.src_uri)
        return (one.whole().text if self._is_seen else one.head) if one else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        path = page.file.src_uri
        if page.file.generated_by and path != "index.md":
            page.edit_url = self._pages[path].edit or None
            page.meta["search"] = {"exclude": True}  # its documents come from the model: see on_post_build
            return markdown
        for name in self._writer.unknown(markdown):
            log.info(f"docs/{path}: {UNKNOWN.code} {UNKNOWN.severity.label} : « {name} » n'existe pas")
        if known := self._paths.get(path):
            markdown = paths.shown(self._writer, known, markdown, self._there)
        home = ways.home(self._writer, self._site.home, self._there) if pages.MARK in markdown else ""
        return self._writer.linked(markdown, path).replace(pages.MARK, home)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri == "index.md":
            html = clean(html) if page.file.generated_by else html
            return ways.finished(drawn(html, self._site.pictures), self._there[plan.SEARCH])
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The plan lists the pages of `docs/` only now: the host has read all their titles."""
        if page.file.src_uri == plan.PLAN:
            entries = [*hand_written(nav, context["pages"], page.url, self._pages)]
            page.content = (page.content or "").replace(plan.GUIDES, plan.guides(entries))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Done here and not in a template, so that it holds under every theme and every override."""
        if not config.site_url:
            return output
        link = opensearch.link(config.site_name, get_relative_url(opensearch.FILE, page.url))
        return output if link in output else output.replace("</head>", f"{link}</head>", 1)

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._assembly.end()
        site, engine = Path(config.site_dir), self.config.search
        wholes = (one.whole() for one in self._kept)
        found = ((one.uri.removesuffix("index.md"), one.documents) for one in wholes if one.documents)
        whole = Conclusion(
            site, config.site_name, self._writer.catalogue, found, engine, self._rebuilds, self._assembly.written
        )
        whole.write(self._pages, self._begun.written)
        self._report(self._begun.faults())
        self._store.save()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (self._folder, self._path(config, self.config.overrides)):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _lent(self, config: MkDocsConfig, found: Sequence[sources.Source]) -> Iterator[sources.Source]:
        annexes, indicators = self._path(config, self.config.annexes), self.config.indicateurs
        return lent(found, annexes, self._path(config, indicators) if indicators else None)

    def _duties(self, config: MkDocsConfig) -> Iterator[pages.Page]:
        """What the publisher owes; a page that he wrote himself stays."""
        made = duties.pages(self._writer, self._publication, config.site_url or "", self.config.offline)
        yield from (one for one in made if File.generated(config, one.uri, content="").dest_uri not in self._given)

    def _path(self, config: MkDocsConfig, path: str) -> Path:
        return Path(os.path.dirname(config.config_file_path or ""), path)

    def _add(self, files: Files, config: MkDocsConfig, path: str, text: str, listed: bool = True) -> None:
        """A generated file; one of `docs/` that would stand at its address gives way, and is named."""
        file = File.generated(config, path, content=text, inclusion=_LISTED if listed else _UNLISTED)
        if there := self._given.pop(file.dest_uri, None):
            log.warning(f"{there.src_uri} : la page du catalogue remplace celle de docs/")
            files.remove(there)
        files.append(file)

    def _histories(self, catalogue: Catalogue, config: MkDocsConfig) -> Mapping[Identifier, History]:
        """What git knows of each page; why it knows nothing is said once."""
        if not self.config.historique:
            return {}
        if self._chronicle is None or self._chronicle.folder != self._folder:
            self._chronicle = Chronicle(self._folder, self._path(config, MEMORY))
        try:
            return self._chronicle.of(catalogue)
        except GitError as error:
            if not self._is_told:
                log.info(f"les pages sont sans historique : {error} (« historique: false » s'en passe)")
            self._is_told = True
            return {}

    def _report(self, faults: list[Diagnostic]) -> None:
        """Errors stop a strict build; the rest is said at a level that does not; remarks are counted."""
        shown = [one for one in faults if one.rule.severity > Severity.REMARK]
        for one in shown:
            where = f"{self.config.measures}/" if (self._folder / one.place.path).exists() else ""
            (log.error if one.rule.severity is Severity.ERROR else log.info)(where + brief(one))
        log.info(f"{tally(faults)} ; tout voir : measures check {self.config.measures}")
