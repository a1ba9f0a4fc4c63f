"""Give every item an address of its own, `cae/6.1.1.3.2/`, which leads to its place on the page of its measure."""

from collections.abc import Iterator

from ..model import Action, Redirection
from . import moved
from .pages import template
from .writer import Writer, label

SCRIPT = "assets/catalogue/adresse.js"


def addresses(writer: Writer, base: str = "") -> Iterator[tuple[str, str]]:
    """Small files of HTML, path and text: the short address of each item that has no page, and of those renumbered."""
    return (one for slug in writer.catalogue.editions for one in own_addresses(writer, slug, base))


def own_addresses(writer: Writer, slug: str, base: str = "") -> Iterator[tuple[str, str]]:
    """Those of one catalogue."""
    catalogue = writer.catalogue
    for one in catalogue.actions.values():
        if not one.is_page and one.identifier.catalogue == slug:
            yield f"{one.identifier.catalogue}/{one.identifier}/index.html", _address(writer, one, base)
    for old in catalogue.retired():
        now = catalogue.became(old.old)
        if len(now) == 1 and old.old.catalogue == slug:
            path = f"{old.old.catalogue}/{old.old}/index.html"
            yield path, _address(writer, catalogue.actions[now[0]], base, old)


def _address(writer: Writer, action: Action, base: str, old: Redirection | None = None) -> str:
    """The page at an item's address, or at one that it had, which leads to its place on the page of its measure."""
    catalogue = writer.catalogue
    page = catalogue.actions[action.page]
    up = "../" if not page.identifier.ranks else f"../{page.identifier}/"
    if old and old.old.catalogue != page.identifier.catalogue:
        up = f"../../{page.identifier.catalogue}/{up.removeprefix('../')}"
    public = "/".join(one for one in (page.identifier.catalogue, page.identifier.text) if one)
    above = [
        label(one) if one.identifier.ranks else writer.edition(one).title
        for one in catalogue.ancestors(action.identifier)
    ]
    return template("address.html.j2").render(
        language=writer.edition(action).about.get("langue", "fr"),
        name=f"{old.old}, devenu {label(action)}" if old else label(action),
        why=moved.said(old) if old else "",
        identifier=action.identifier.text,
        page=label(page),
        path=" › ".join(above),
        target=f"{up}#{action.identifier}",
        canonical=f"{base.rstrip('/')}/{public}/" if base else up,
        script=f"../../{SCRIPT}",
    )
