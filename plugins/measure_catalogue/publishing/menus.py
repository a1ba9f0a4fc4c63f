"""The menu of a page is that of its section, which is rendered once; only the page's own line differs.

Each page carries the whole menu, and rendering it is what a host spends most on as soon as there are hundreds of them.
"""

from collections.abc import Iterable
from typing import Any

import jinja2

PARTIAL, LINE = "partials/nav.html", "partials/nav-item.html"
KEPT = "kept.html"
"""The template of a page that is whole before the theme has it: `kept_page`, a function, gives its text."""

HOST = "host/"
"""Before the name of a template of the theme that one of ours stands for."""


class Menus:
    """Gives a theme's environment a menu that remembers those of the sections. The theme's own templates write it.

    `folders` are those of the theme without ours.
    """

    def __init__(self, env: jinja2.Environment, folders: Iterable[str]) -> None:
        self._env = env
        self._known: dict[tuple[int, str], str] = {}
        host = jinja2.PrefixLoader({HOST.rstrip("/"): jinja2.FileSystemLoader([*folders])})
        ours = jinja2.DictLoader({PARTIAL: "{{ section_menu() }}", KEPT: "{{ kept_page(page) }}"})
        env.loader = jinja2.ChoiceLoader([ours, host, *([env.loader] if env.loader else [])])
        env.globals["section_menu"] = self._menu

    @jinja2.pass_context
    def _menu(self, context: jinja2.runtime.Context) -> str:
        page = context["page"]
        if page is None or page is self._first(page.parent):
            return self._env.get_template(HOST + PARTIAL).render(context.get_all())
        key = id(page.parent), str(context["base_url"])
        if key not in self._known:
            self._known[key] = self._without(page, context.get_all())
        plain, active = (self._line(context.get_all(), page, one) for one in (None, page))
        return self._known[key].replace(plain, active, 1)

    def _first(self, section: Any) -> Any:
        """The page that the name of a section leads to: its line is that of the section."""
        return next((one for one in section.children if one.is_index), None) if section else None

    def _without(self, page: Any, known: dict[str, Any]) -> str:
        """The menu as the section of a page shows it, with none of its pages marked."""
        page.active = False
        if page.parent:
            page.parent.active = True
        try:
            return self._env.get_template(HOST + PARTIAL).render({**known, "page": None})
        finally:
            page.active = True

    def _line(self, known: dict[str, Any], item: Any, page: Any) -> str:
        lines: Any = self._env.get_template(LINE).make_module({**known, "page": page})
        item.active = page is not None
        try:
            return str(lines.render(item, "", 1))
        finally:
            item.active = True
