"""All that a page has from the site around it, as a value: where it is the same, the page is the same."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

from .past import memory

_MAKERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "nh3")
_APART = ("plugins", "theme", "nav", "site_dir", "docs_dir", "config_file_path", "watch", "dev_addr")
"""Settings that say nothing to a page, or that are told by themselves."""


def surroundings(config: MkDocsConfig, files: Files) -> list[object]:
    """What the Markdown of a page is read with: the programs, the settings, the files that links may lead to."""
    known = [(one.src_uri, one.url, one.inclusion.name) for one in files]
    said = [config.markdown_extensions, config.mdx_configs, config.validation, config.use_directory_urls]
    return [_makers(), *map(repr, said), known]


def frame(config: MkDocsConfig, nav: Navigation) -> object:
    """What a page is laid out with: the programs, the settings, the theme, the menu."""
    settings = {key: repr(one) for key, one in config.data.items() if key not in _APART}
    theme = [sorted((key, str(one)) for key, one in config.theme.items()), [*_templates(config)]]
    return [_makers(), settings, theme, [*map(_entry, nav.items)]]


def _makers() -> object:
    return [memory.version(), *map(version, _MAKERS)]


def _templates(config: MkDocsConfig) -> Iterator[str]:
    """Those that are not of an installed package: its version tells."""
    for folder in map(Path, config.theme.dirs):
        if "site-packages" not in folder.parts:
            for file in sorted(folder.rglob("*.html")):
                yield f"{file.relative_to(folder)} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _entry(item: Any) -> object:
    """A line of the menu with those below it."""
    below = [*map(_entry, item.children)] if isinstance(item, Section) else []
    return [item.title, getattr(item, "url", None), below]
