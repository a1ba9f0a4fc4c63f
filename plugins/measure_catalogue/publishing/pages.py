"""Lay out the site: which pages there are, where each stands, and the menu that leads to them."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

import jinja2

from ..model import Action, Edition, Identifier, Redirection
from ..past.history import History
from ..past.timeline import timeline
from ..points import counted
from ..text.inline import escape
from . import moved
from .answering import answering
from .articles import article
from .blocks import filled
from .contents import listed
from .indicating import indicating
from .invitations import Invitations
from .pictures import place
from .search import Document, documents
from .shares import Place, axes, shown
from .told import Told, told
from .writer import Writer, for_host, label, named, short, uri

MARK = "<!-- catalogues -->"
"""Stands in the home page where the catalogues go."""

EXTENSIONS = ("attr_list", "md_in_html", "sane_lists", "tables", "fenced_code")
"""Of Python-Markdown: what the text of the pages is written for."""

Menu = list["Menu | str | dict[str, Menu | str]"]


@dataclass(frozen=True)
class Page:
    """A page in Markdown: its path below the site's `docs/`, its text, and where its file is edited, or "".

    `documents` is what a search engine is to know of it; one that no menu shows is not `listed`.
    `pictures` are SVG by name, for the places of `pictures.place`: the cleaning of the text does not know them.
    `examples` are those that it tells. `blocks` are HTML by name, for the places of `blocks.block`.
    """

    uri: str
    text: str
    edit: str = ""
    documents: tuple[Document, ...] = ()
    listed: bool = True
    pictures: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Told, ...] = ()
    blocks: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """The text with its blocks in their places."""
        return filled(self.text, self.blocks)


@dataclass(frozen=True)
class Site:
    """All that the catalogues put on the site, beside their addresses.

    `home` is what the home page says of them, `pictures` what it shows, as those of a page.
    """

    pages: tuple[Page, ...]
    menu: Menu
    home: str
    pictures: Mapping[str, str] = field(default_factory=dict)


Makers = Mapping[str, Callable[[], Page]]
"""What makes each page, by its path, in the order of the site."""


def makers(
    writer: Writer, base: str = "", histories: Mapping[Identifier, History] | None = None, at: Place | None = None
) -> Makers:
    """For the pages of a catalogue; `base` is the site's public address, if it has one.

    `histories` says of each page what changed on it, `at` how pages lead to others.
    """
    catalogue, at = writer.catalogue, at or Place()
    shown = (one for one in catalogue.actions.values() if one.is_page)
    gone = (one for one in catalogue.retired() if len(catalogue.became(one.old)) != 1)
    known = histories or {}
    made: dict[str, Callable[[], Page]] = {
        uri(one.identifier): partial(_page, writer, one, base, known.get(one.identifier), at) for one in shown
    }
    return made | {uri(one.old): partial(_retired, writer, one) for one in gone}


def arranged(writer: Writer, made: Iterable[Page], at: Place | None = None) -> Site:
    """What the catalogues put on the site; `made` are the pages, by their `makers`."""
    drawn = (axes(writer, root, at or Place()) for root in writer.catalogue.roots())
    pictures = {name: one for some in drawn for name, one in some.items()}
    return Site(tuple(made), [*_menu(writer)], home(writer), pictures)


def site(
    writer: Writer, base: str = "", histories: Mapping[Identifier, History] | None = None, at: Place | None = None
) -> Site:
    """The same, all made here."""
    return arranged(writer, (make() for make in makers(writer, base, histories, at).values()), at)


def home(writer: Writer) -> str:
    """The part of the home page that presents each catalogue and its axes."""
    books = [_book(writer, root) for root in writer.catalogue.roots()]
    return template("home.md.j2").render(catalogues=books)


def _page(writer: Writer, action: Action, base: str, history: History | None, at: Place) -> Page:
    sheet = article(writer, action, base)
    past = history and timeline(history, action.identifier, sheet.older)
    whole, pictures, figures = shown(writer, answering(writer, indicating(writer, sheet)), at)
    ends = {sheet.anchors.history: "Historique"} if past else {}
    ends |= {sheet.anchors.contribute: "Contribuer"} if sheet.invitations else {}
    whole, contents = listed(writer, whole, ends)
    text = template("page.md.j2").render(article=whole, timeline=past, short=_short(writer, action, base, at.leaf))
    found = tuple(documents(writer, action, sheet.part))
    examples = tuple(told(sheet.part))
    return Page(
        uri(action.identifier),
        text,
        sheet.edit,
        found,
        pictures=pictures,
        examples=examples,
        blocks={**figures, **contents},
    )


def _short(writer: Writer, action: Action, base: str, leaf: str) -> str:
    """How to tell the address of an item on a page, for those whose browser runs no script: a button does it else."""
    page = action.identifier
    first = next((one.identifier for one in writer.catalogue.on_page(page) if one.identifier != page), None)
    if not first:
        return ""
    link = f'<a href="{"../" if page.ranks else ""}{first}/{leaf}">{page.catalogue}/{first}/</a>'
    root = html.escape(base) or "l’adresse du site"
    return f"Chaque action a une adresse courte\u00a0: {root}, puis son numéro comme dans {link}."


def _retired(writer: Writer, one: Redirection) -> Page:
    """The page of an identifier that leads to no item, or to several."""
    name = f"{one.old} (ancien numéro)"
    edition = writer.catalogue.edition(one.old)
    text = template("retired.md.j2").render(
        title=for_host(name),
        heading=f"# **{one.old}** Ancien numéro {{#{one.old}}}",
        breadcrumb=f"[{escape(edition.title)}]({writer.address(Identifier(one.old.catalogue), uri(one.old))})",
        text=moved.page(writer, one),
    )
    known = Document("former", one.old.text, "Ancien numéro", (("", moved.said(one)),))
    return Page(uri(one.old), text, Invitations(edition).edit_page(one.path), (known,), listed=False)


def _menu(writer: Writer) -> Iterator[dict[str, Menu | str]]:
    """For each catalogue its page, its axes, their measures; what is below a measure is on its page."""
    roots = writer.catalogue.roots()
    for root in roots:
        edition = writer.edition(root)
        entries: Menu = [uri(root.identifier)]
        entries += _entries(writer, root.identifier)
        name = edition.title if edition.short_title == edition.title else f"{edition.short_title} – {edition.title}"
        yield {for_host(short(name)): entries}


def _entries(writer: Writer, below: Identifier) -> Iterator[dict[str, Menu | str]]:
    for action in writer.catalogue.children(below):
        under = [*_entries(writer, action.identifier)]
        if not action.is_page:
            yield from under
        elif under:
            yield {for_host(short(label(action))): [uri(action.identifier), *under]}
        else:
            yield {for_host(short(label(action))): uri(action.identifier)}


def _book(writer: Writer, root: Action) -> dict[str, object]:
    edition = writer.edition(root)
    return {
        "heading": f"### [{escape(named(edition))}]({uri(root.identifier)}) {{#{edition.slug}}}",
        "facts": " · ".join(_totals(writer, root.identifier, edition)),
        "picture": place(f"points-{edition.slug}"),
        "axes": [_axis(writer, one) for one in writer.catalogue.children(root.identifier)],
    }


def _totals(writer: Writer, root: Identifier, edition: Edition) -> Iterator[str]:
    measures = len(writer.measures(root))
    yield f"{measures} mesure{'s' * (measures > 1)}"
    if (value := writer.points[root].value) is not None:
        yield f"**{counted(value)}**"
    if date := edition.about.get("edition"):
        yield f"édition {escape(date)}"


def _axis(writer: Writer, axis: Action) -> dict[str, str]:
    measures, value = len(writer.measures(axis.identifier)), writer.points[axis.identifier].value
    said = (
        [f"{measures} mesure{'s' * (measures > 1)}"]
        if axis.identifier.depth < writer.edition(axis).measure_depth
        else []
    )
    said += [] if value is None else [f"**{counted(value)}**"]
    title = escape(axis.title) or "*Sans titre*"
    colour = f"{{ .axe-{writer.hue(axis.identifier)} }}"
    return {
        "link": f"[**{axis.identifier}** {title}]({writer.address(axis.identifier, 'index.md')}){colour}",
        "facts": " · ".join(said),
    }


@cache
def template(name: str) -> jinja2.Template:
    """A template of the package by its path in `templates/`; only those of HTML escape by themselves."""
    loader = jinja2.PackageLoader("measure_catalogue")
    environment = jinja2.Environment(
        loader=loader,
        autoescape=jinja2.select_autoescape(["html.j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
