"""Where readers and editors take part: the addresses of a catalogue's files, of its forms and of its mail."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..text.addresses import mend

FORMS = {
    "signaler-une-erreur": "Signaler une erreur",
    "proposer-un-exemple": "Proposer un exemple",
    "proposer-une-action": "Proposer une action",
}
"""The issue forms, by the name of their files in `.github/ISSUE_TEMPLATE/`."""

REPORT, EXAMPLE, ACTION = FORMS

_MAIL = re.compile(r"(?:[^<>@]*<)?(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?")
_LONGEST = 200
"""Characters of one line of a mail: some programs cut an address past 2,000, where accents count for six."""


@dataclass(frozen=True)
class _Forge:
    """How a forge writes addresses: `folder` tells the repository from the branch and folder below it."""

    folder: re.Pattern[str]
    edit: str
    source: str
    history: str
    form: str
    query: Callable[[str, Mapping[str, str]], Mapping[str, str]]


def _github(form: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    return {"template": f"{form}.yml", **fields}


def _forgejo(form: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    return {"template": f".github/ISSUE_TEMPLATE/{form}.yml", **{f"field:{key}": one for key, one in fields.items()}}


def _gitlab(form: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    """GitLab has no forms: a title, and a description to go on with."""
    lines = "".join(f"- {key} : {one}\n" for key, one in fields.items())
    return {"issue[title]": f"{FORMS[form]} : {fields['identifiant']}", "issue[description]": lines}


# A Markdown file is shown rendered, without lines, unless its plain text is asked for.
_FORGES = (
    _Forge(
        re.compile(r"(https?://[^/]+/.+?)/-/(?:edit|tree|blob)/(.+)"),
        "/-/edit/", "/-/blob/{}?plain=1#L{}", "/-/commits/", "/-/issues/new", _gitlab,
    ),
    _Forge(
        re.compile(r"(https?://[^/]+/[^/]+/[^/]+)/(?:_edit|src/branch)/(.+)"),
        "/_edit/", "/src/branch/{}?display=source#L{}", "/commits/branch/", "/issues/new", _forgejo,
    ),
    _Forge(
        re.compile(r"(https?://[^/]+/[^/]+/[^/]+)/(?:edit|tree|blob)/(.+)"),
        "/edit/", "/blob/{}?plain=1#L{}", "/commits/", "/issues/new", _github,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Depot:
    """The folder of a catalogue on a forge; what the forge does not offer, or is not known to, has the address ""."""

    address: str = ""
    repository: str = ""
    below: str = ""
    forge: _Forge | None = None

    def edit(self, path: str) -> str:
        """Where a file is edited; its path is from the catalogue's folder."""
        if not self.address or not path:
            return ""
        if not self.forge:
            return f"{self.address}/{quote(path)}"
        return f"{self.repository}{self.forge.edit}{self.below}/{quote(path)}"

    def source(self, path: str, line: int) -> str:
        """Where a line of a file is shown, with a button to edit it: the editors themselves open at the first."""
        if not self.forge or not path or not line:
            return ""
        return f"{self.repository}{self.forge.source.format(f'{self.below}/{quote(path)}', line)}"

    def history(self, path: str) -> str:
        return f"{self.repository}{self.forge.history}{self.below}/{quote(path)}" if self.forge and path else ""

    def form(self, form: str, fields: Mapping[str, str]) -> str:
        """A form with its fields filled in; those that are empty are left out."""
        if not self.forge:
            return ""
        given = {key: one for key, text in fields.items() if (one := _line(text))}
        return f"{self.repository}{self.forge.form}?{urlencode(self.forge.query(form, given), quote_via=quote)}"


def depot(written: str) -> Depot:
    """What `depot` of catalogue.yml names: where its folder is edited, or the page that shows it."""
    address, _ = mend(written)
    if not address.startswith("http"):
        return Depot()
    bare = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/")
    for forge in _FORGES:
        if found := forge.folder.fullmatch(bare):
            return Depot(bare, found[1], found[2], forge)
    return Depot(address.rstrip("/"))


def mail(contact: str, subject: str, lines: tuple[str, ...]) -> str:
    """A message to begin with; no address where the contact is not one of mail alone.

    Each line is one line, whatever its text holds: no text adds a header or another person.
    """
    found = _MAIL.fullmatch(contact.strip())
    if not found:
        return ""
    body = "\r\n".join(_line(one) for one in lines)
    return f"mailto:{quote(found[1], safe='@')}?subject={quote(_line(subject), safe='')}&body={quote(body, safe='')}"


def _line(text: str) -> str:
    """Text on one line, without the characters that break it or turn it round."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    shown = " ".join("".join(one for one in plain if unicodedata.category(one) not in ("Cf", "Cs")).split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
