"""Invite those who read a page to change it: links to its lines, to the forms and to the mail of its catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import Action, Edition, Section
from ..text.inline import attribute
from .contributing import ACTION, EXAMPLE, FORMS, REPORT, Depot, depot, mail
from .writer import short

EDIT = "Modifier"
"""The word by which the style knows the signs beside headings: a class on each would only weigh."""

_ABOUT = {REPORT: "sur", EXAMPLE: "pour", ACTION: "dans"}


@dataclass(frozen=True)
class Invitations:
    """What a catalogue offers to those who would change it; each link is Markdown, "" where there is none.

    `base` is the site's public address, if it has one.
    """

    edition: Edition
    base: str = ""

    @cached_property
    def depot(self) -> Depot:
        return depot(self.edition.about.get("depot", ""))

    def edit_page(self, path: str) -> str:
        """The address where the file of a page is edited."""
        return self.depot.edit(self._below(path))

    def older(self, path: str) -> str:
        """The address where the versions of a file are listed."""
        return self.depot.history(self._below(path))

    def edit(self, action: Action, section: Section | None = None) -> str:
        """A sign beside a heading, which leads to its line; its name is only said."""
        line = section.line if section else action.line
        address = self.depot.source(self._below(action.path), line)
        what = f"{action.identifier} {attribute(short(section.title, 40))}" if section else str(action.identifier)
        return f'[✎]({address}){{ aria-label="{EDIT} {what.strip()} (ligne {line})" }}' if address else ""

    def invite(self, form: str, action: Action) -> str:
        """« Signaler une erreur sur 6.1.1.3 », by a form, else by mail."""
        address = self.form(form, action) or self.mail(form, action)
        return f"[{FORMS[form]} {_ABOUT[form]} {_named(action)}]({address})" if address else ""

    def page(self, action: Action) -> Iterator[str]:
        """The links at the foot of a page."""
        if address := self.edit_page(action.path):
            yield f"[Modifier cette page]({address})"
        if self.form(REPORT, action):
            yield self.invite(REPORT, action)
        if address := self.mail(REPORT, action):
            yield f"[{FORMS[REPORT]} par courriel]({address})"
        shown = any(one.kind == "exemples" for one in action.sections)
        if not shown and action.identifier.depth >= self.edition.measure_depth:
            yield from filter(None, [self.invite(EXAMPLE, action)])
        yield from filter(None, [self.invite(ACTION, action)])

    def form(self, form: str, action: Action) -> str:
        return self.depot.form(form, {"identifiant": self._full(action), "edition": self._date})

    def mail(self, form: str, action: Action) -> str:
        """A message with all that tells of which item it speaks."""
        dated = f" (édition {self._date})" if self._date else ""
        known = {
            "Identifiant": self._full(action),
            "Titre": action.title,
            "Édition": self._date,
            "Page": self._page(action),
        }
        lines = [f"{name} : {text}" for name, text in known.items() if text]
        subject = f"{FORMS[form]} : {self._full(action)}{dated}"
        return mail(self.edition.about.get("contact", ""), subject, (*lines, "", ""))

    def _below(self, path: str) -> str:
        """The path of a file from the catalogue's folder."""
        return path.removeprefix(f"{self.edition.folder}/")

    @property
    def _date(self) -> str:
        return self.edition.about.get("edition", "")

    def _full(self, action: Action) -> str:
        return action.identifier.full if action.identifier.ranks else action.identifier.catalogue

    def _page(self, action: Action) -> str:
        found = "/".join(one for one in (action.identifier.catalogue, action.identifier.text) if one)
        return f"{self.base.rstrip('/')}/{found}/" if self.base else ""


def _named(action: Action) -> str:
    return action.identifier.text or "ce catalogue"
