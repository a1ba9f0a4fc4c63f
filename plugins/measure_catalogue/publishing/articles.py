"""Prepare one page for its template: every decision on what is shown, where, and under which anchor."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..examples import Example, anchors, read_examples
from ..fields import SECTIONS, fold, slug
from ..model import Action, Edition, Section
from ..text.inline import attribute, escape
from ..text.prose import Block, joined, repair
from .arithmetic import reductions
from .contributing import EXAMPLE, REPORT
from .invitations import Invitations
from .moved import known_as
from .parts import ANCHORS, Anchors, Article, Part
from .writer import Writer, capital, for_host, label, named, short, uri


def article(writer: Writer, action: Action, base: str = "") -> Article:
    """The page of an axis, of a measure, or of a catalogue's root; `base` is the site's public address."""
    return _Sheet(writer, action, Invitations(writer.edition(action), base)).article()


@dataclass
class _Sheet:
    """One page being written; anchors are given once, and those of the items on it are theirs."""

    writer: Writer
    action: Action
    invitations: Invitations
    used: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    """The last number that was added to an anchor: the next is looked for from there."""

    def __post_init__(self) -> None:
        self.used |= {one.identifier.text for one in self.writer.catalogue.on_page(self.action.page)}

    def article(self) -> Article:
        action, writer = self.action, self.writer
        above = [self._step(one) for one in writer.catalogue.ancestors(action.identifier)]
        first = next((one for one in action.sections if one.kind in ("", "description") and one.text), None)
        plain = re.sub(r"[*_`#\[\]<>]|\([^)]*\)", " ", first.text if first else "")
        summary = html.escape(short(" ".join(plain.split()), 200))
        mention = html.escape(writer.imprint(writer.edition(action)))
        return Article(
            action,
            for_host(label(action) if action.identifier.ranks else named(writer.edition(action))),
            summary,
            mention,
            tuple(above),
            part=self._item(action, 1),
            edit=self.invitations.edit_page(action.path),
            older=self.invitations.older(action.path),
            invitations=tuple(self.invitations.page(action)),
            anchors=Anchors(*map(self._once, ANCHORS)),
        )

    def _item(self, action: Action, level: int) -> Part:
        """An item with all that it holds on this page."""
        anchor = action.identifier.text or "catalogue"
        kind = " .action" if level > 1 else self._hue(action, " {}")
        name = f'data-toc-label="{attribute(short(label(action)))}"'
        sections = [*self._sections(action, level)]
        return Part(
            heading=f"{'#' * min(level, 6)} {self._title(action)} {{#{anchor}{kind} {name}}}",
            facts=" · ".join([self.writer.facts(action), *reductions(one.heading for one in sections)]),
            text=self._cited(action),
            parts=(*sections, *self._children(action, level)),
            kind="action" if level > 1 else "page",
            edit=self.invitations.edit(action) if level > 1 else "",
            invites=self.invitations.invite(REPORT, action) if level in (2, 3) else "",
            identifier=action.identifier,
        )

    def _hue(self, action: Action, form: str = "{{ {} }}") -> str:
        """The class that gives an item the colour of its axis: never the colour alone, for the number is there."""
        hue = self.writer.hue(action.identifier)
        return form.format(f".axe-{hue}") if hue else ""

    def _step(self, action: Action) -> str:
        """A link of the breadcrumb, in which the number of an axis stands out."""
        address, number = self.writer.address(action.identifier, uri(self.action.page)), action.identifier.text
        if not number:
            return f"[{escape(short(self.writer.edition(action).title))}]({address})"
        name = escape(short(label(action)).removeprefix(number).strip())
        if action.identifier.depth > 1:
            return f"[{number} {name}]({address})"
        return f"[**{number}** {name}]({address}){self._hue(action)}"

    def _title(self, action: Action) -> str:
        title = self._linked(escape(action.title)) if action.title else "*Sans titre*"
        return f"**{action.identifier}** {title}" if action.identifier.ranks else title

    def _linked(self, text: str) -> str:
        return self.writer.linked(text, self.action.page, self.action.identifier.catalogue)

    def _heading(self, text: str, level: int, anchor: str) -> str:
        return f"{'#' * min(level, 6)} {text} {{#{self._once(anchor)}}}"

    def _once(self, anchor: str) -> str:
        name, number = anchor, self.counts.get(anchor, 1)
        while name in self.used:
            number += 1
            name = f"{anchor}-{number}"
        self.used.add(name)
        self.counts[anchor] = number
        return name

    def _cited(self, action: Action) -> str:
        """« Cité par » with a link to each item that mentions this one, then the numbers that it had."""
        sources = self.writer.citations.get(action.identifier, ())
        links = [self._link(self.writer.catalogue.actions[one], short_form=True) for one in sources]
        said = [f"Cité par\u00a0: {', '.join(links)}"] if links else []
        said += filter(None, [known_as(self.writer.former.get(action.identifier, ()))])
        return "\n\n".join(f"{one}\n{{: .cited-by }}" for one in said)

    def _link(self, target: Action, short_form: bool = False) -> str:
        address = self.writer.address(target.identifier, uri(self.action.page))
        name = target.identifier.text
        if target.identifier.catalogue != self.action.identifier.catalogue:
            name = f"{self.writer.edition(target).short_title} {name}"
        if short_form:
            title = attribute(target.title)
            return f'[{name}]({address} "{title}"){{ .mention aria-label="{name} : {title}" }}'
        return f"[**{name}** {escape(target.title) or '*Sans titre*'}]({address})"

    def _sections(self, action: Action, level: int) -> Iterator[Part]:
        """The item's sections in their order; an action's description needs no heading of its own.

        A known section without a text says nothing; a title that is an editor's own is a text by itself.
        """
        for section in action.sections:
            if not section.text and (section.kind == "actions" or (level > 1 and (section.kind or not section.title))):
                continue
            name = (slug(section.title) or "texte")[:60]
            anchor = name if level == 1 else f"{action.identifier.text}-{name}"
            bare = not section.title or (level > 1 and section.kind in ("description", "actions"))
            heading = "" if bare else self._heading(escape(section.title), level + 1, anchor)
            part = self._section(section, heading, level if bare else level + 1, anchor)
            edit = self.invitations.edit(action, section) if heading else ""
            example = self.invitations.invite(EXAMPLE, action) if section.kind == "exemples" and level == 1 else ""
            yield replace(part, edit=edit, invites=example)

    def _section(self, section: Section, heading: str, level: int, anchor: str) -> Part:
        blocks = repair(section.text).blocks
        if section.kind == "exemples":
            intro, examples = read_examples(blocks)
            names = anchors(examples, "exemple-" if level == 2 else f"{anchor}-")
            parts = tuple(self._example(one, name, level) for one, name in zip(examples, names, strict=True))
            return Part(heading, self._prose(intro, level, anchor), parts=parts, kind="section")
        return Part(heading, self._prose(blocks, level, anchor), kind="section")

    def _example(self, example: Example, anchor: str, level: int) -> Part:
        year = f" · {example.years[-1]}" if example.years and example.has_story else ""
        title = f"**{self._linked(example.title)}**{year}" if example.title else year.strip(" ·")
        text = self._prose(example.blocks, level + 1, anchor)
        return Part(self._heading(example.authority, level + 1, anchor), text, title, kind="example", example=example)

    def _prose(self, blocks: tuple[Block, ...], level: int, anchor: str) -> str:
        def heading(block: Block) -> str:
            name = slug(re.sub(r"\([^)]*\)|<[^>]*>|\{[^}]*\}", "", block.text))[:60]
            return self._heading(block.text, level + 1, f"{anchor}-{name or 'partie'}")

        shown = tuple(
            Block("source", f"{one.text}\n{{: .source }}", one.line) if one.kind == "source" else one for one in blocks
        )
        return self._linked(joined(shown, heading))

    def _children(self, action: Action, level: int) -> Iterator[Part]:
        """What stands below: in full where it is on this page, as links where it has a page."""
        edition = self.writer.edition(action)
        children = self.writer.catalogue.children(action.identifier)
        here = [one for one in children if one.page == self.action.page]
        away = [one for one in children if one.page != self.action.page]
        if action.identifier.depth < edition.measure_depth:
            yield from (self._item(one, level + 1) for one in here)
        elif level == 1:
            yield from self._by_phase(here, edition)
        else:
            yield from (self._item(one, level + 1) for one in here)
        if away:
            name = capital(edition.level(away[0].identifier.depth)) + "s"
            heading = self._heading(name, 2, fold(name)) if level == 1 else ""
            yield Part(heading, self._entries(away), kind="entries")
        if level == 1:
            yield from self._strays()

    def _by_phase(self, actions: list[Action], edition: Edition) -> Iterator[Part]:
        """A measure's actions under the phases of its catalogue, in their order, then others, then none."""
        groups: dict[str, list[Action]] = {fold(phase): [] for phase in edition.phases}
        for one in actions:
            groups.setdefault(fold(one.field("categorie")), []).append(one)
        without = groups.pop("", [])
        for group in filter(None, groups.values()):
            yield self._group(f"{SECTIONS['actions']}\u00a0: {group[0].field('categorie')}", group)
        if without:
            yield self._group(SECTIONS["actions"] + (" sans phase" if len(without) < len(actions) else ""), without)

    def _group(self, name: str, actions: list[Action]) -> Part:
        """Actions under a heading, unless that of the section that introduces them says as much."""
        anchor = slug(name)
        introduced = name == SECTIONS["actions"] and anchor in self.used
        heading = "" if introduced else self._heading(escape(name), 2, anchor)
        return Part(heading, parts=tuple(self._item(one, 3) for one in actions), kind="group")

    def _entries(self, actions: list[Action]) -> str:
        lines = []
        for one in actions:
            lines.append(f"- {self._link(one)}{self._hue(one)}  \n    {self.writer.facts(one, brief=True)}")
        return "\n".join(['<div class="entries" markdown="1">', "", *lines, "", "</div>"])

    def _strays(self) -> Iterator[Part]:
        """Actions of this page's file whose identifiers do not descend from the page's."""
        page, catalogue = self.action.page, self.writer.catalogue
        strays = [one for one in catalogue.on_page(page) if not one.identifier.within(page)]
        names = {one.identifier for one in strays}
        tops = [one for one in strays if catalogue.parent(one.identifier) not in names]
        if tops:
            yield self._group("Autres actions de ce fichier", tops)
