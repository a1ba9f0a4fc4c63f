"""What the plugin does with the objects of MkDocs: its menu, its pages that are not the catalogue's, its files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
import mkdocs.contrib.search
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from .publishing import plan, scripts
from .publishing.menus import HOST, LINE, PARTIAL, Menus

_LUNR = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"


def hand_written(nav: Navigation, files: Iterable[File], start: str, ours: Collection[str]) -> Iterator[plan.Entry]:
    """The pages of `docs/` as a page at the address `start` links them: those of the menu in its order, then the rest.

    `ours` are the paths of the pages that the catalogue makes.
    """
    shown = {one.file.src_uri for one in nav.pages}
    rest = (one for one in files if one.inclusion is InclusionLevel.INCLUDED and one.src_uri not in shown)
    yield from _entries(nav.items, start, ours)
    yield from _entries([one.page for one in rest], start, ours)


def _entries(items: Iterable[StructureItem | None], start: str, ours: Collection[str]) -> Iterator[plan.Entry]:
    for one in items:
        if isinstance(one, Section):
            yield from plan.group(one.title, [*_entries(one.children, start, ours)])
        elif isinstance(one, Page) and one.file.src_uri not in ours:
            yield plan.Entry(str(one.title), get_relative_url(one.url, start))


def bring_scripts(files: Files, config: MkDocsConfig, theme: Path, with_lunr: bool) -> None:
    """What our theme has, in the few files that a page asks for; what an override has stays."""
    for one in [one for one in files if (one.abs_src_path or "").startswith(str(theme))]:
        files.remove(one)
    lunr = scripts.search(_LUNR.read_text("utf-8")) if with_lunr else {}
    for path, text in {**scripts.parts(), **lunr}.items():
        if not files.get_file_from_path(path):
            files.append(File.generated(config, path, content=text))


def environment(config: MkDocsConfig, theme: Path) -> jinja2.Environment:
    """That of the host's theme, as `with_menus` makes it."""
    return with_menus(config.theme.get_env(), config, theme)


def with_menus(env: jinja2.Environment, config: MkDocsConfig, theme: Path) -> jinja2.Environment:
    """One whose menus are rendered once for each section; `theme` is ours."""
    Menus(env, [one for one in config.theme.dirs if one != str(theme)])
    return env


def templates(config: MkDocsConfig) -> list[str]:
    """Those that a build begins with."""
    return ["main.html", HOST + PARTIAL, LINE, *sorted(config.theme.static_templates)]


def menu(given: Any, place: str, ours: Sequence[Any]) -> Sequence[Any]:
    """The site's menu with the catalogues in their place; none given leaves only them after the home."""
    if given is None:
        return ["index.md", *ours]
    return [entry for one in given for entry in (ours if one == place else [one])]
