"""Spare the host's search the pages of which all is known: it reads the HTML of each again in every build."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..past.store import Store, digest, squeezed
from ..rendering import Held

Told = Callable[..., Any]
"""What a plugin does when it is told of a page."""


def spare(config: MkDocsConfig, store: Store) -> None:
    """Has the search be told only of new pages; of the others its index takes what it had said."""
    methods = config.plugins.events["page_context"]
    for place, method in enumerate(methods):
        index = getattr(getattr(method, "__self__", None), "search_index", None)
        entries = getattr(index, "entries", getattr(index, "_entries", None))
        if isinstance(entries, list):
            methods[place] = partial(_told, method, entries, store)


def _told(method: Told, entries: list[Any], store: Store, context: Any, *, page: Any, **more: Any) -> Any:
    own = (page.meta.get("search") or {}) if isinstance(page.meta, dict) else {}
    if not isinstance(page, Held) or not page.key:
        return method(context, page=page, **more)
    if own.get("exclude"):
        return context
    key = digest("indexed", type(method.__self__).__module__, page.key, page.url, str(page.title), page.meta)  # type: ignore[attr-defined]
    if known := store.get([key]):
        entries += json.loads(known[key])
        return context
    start = len(entries)
    found = method(context, page=page, **more)
    store.put(key, squeezed(json.dumps(entries[start:])))
    return found
