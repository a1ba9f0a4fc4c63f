"""The menu that each page carries: that of its section, rendered once, with its own line marked."""

import re
from collections import defaultdict
from posixpath import join, normpath

import jinja2
from conftest import Built
from measure_catalogue import sources
from measure_catalogue.publishing.menus import PARTIAL, Menus
from measure_catalogue.reading import read

_MENU = re.compile(
    r'<nav class="md-nav md-nav--primary".*?(?=<div class="md-sidebar md-sidebar--secondary"|<main|$)', re.S
)
_LINK = re.compile(r'<a href="([^"#]*)" class="(md-nav__link[^"]*)"')


def linked(path: str, html: str) -> tuple[list[str], list[str]]:
    """Where the lines of a page's menu lead, from the root of the site; and those that are marked as the page's own."""
    found = _MENU.search(html)
    assert found
    links = [(normpath(join("/", path, to)), kind) for to, kind in _LINK.findall(found[0])]
    return [to for to, _ in links], [to for to, kind in links if "--active" in kind]


def test_the_pages_of_an_axis_have_one_menu_and_each_its_own_line_in_it(built: Built) -> None:
    catalogue = read(sources.from_folder(built.measures))[0]
    menus = defaultdict(set)
    for action in catalogue.actions.values():
        if action.is_page and action.identifier.depth > 1:
            one = action.identifier
            path = f"{one.catalogue}/{one}"
            there, marked = linked(path, (built.folder / path / "index.html").read_text("utf-8"))
            assert marked == [f"/{path}"] and f"/{path}" in there
            menus[one.catalogue, one.ranks[0]].add(tuple(there))
    assert menus and {len(one) for one in menus.values()} == {1}


def test_a_section_is_rendered_once_however_many_pages_it_has() -> None:
    class Line:
        def __init__(self, name: str, section: "Line | None" = None) -> None:
            self.name, self.parent, self.children, self.is_index, self.active = name, section, [], False, False
            if section:
                section.children.append(self)

    seen: list[str] = []
    env = jinja2.Environment(
        loader=jinja2.DictLoader(
            {
                PARTIAL: '{{ seen.append("menu") or "" }}{% import "partials/nav-item.html" as item with context %}'
                "{% for one in section.children %}{{ item.render(one, '', 1) }}{% endfor %}",
                "partials/nav-item.html": "{% macro render(one, path, level) %}{{ '*' if one == page }}{{ one.name }};"
                "{% endmacro %}",
                "page": '{% include "partials/nav.html" %}',
            }
        )
    )
    section = Line("section")
    pages = [Line(name, section) for name in "abc"]
    Menus(env, [])
    env.loader.loaders[1].mapping["host"] = env.loader.loaders[2]  # the theme's own, which are not in a folder here
    shown = [
        env.get_template("page").render(page=one, section=section, base_url="..", seen=seen) for one in (*pages, *pages)
    ]
    assert shown == ["*a;b;c;", "a;*b;c;", "a;b;*c;"] * 2 and seen == ["menu"]
