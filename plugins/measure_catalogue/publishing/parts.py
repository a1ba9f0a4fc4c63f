"""What a page is made of, before its template shows it."""

from dataclasses import dataclass, field

from ..examples import Example
from ..model import Action, Identifier


@dataclass(frozen=True)
class Part:
    """A stretch of a page: `heading` is a line of Markdown with its anchor, or "" where the text follows on.

    `edit` leads to its lines in the file, `invites` stands at its end: links for those who would change the text.
    Only that of an item has an `identifier`, only that of an example an `example`.
    """

    heading: str
    text: str = ""
    facts: str = ""
    parts: "tuple[Part, ...]" = ()
    kind: str = ""
    edit: str = ""
    invites: str = ""
    identifier: Identifier | None = None
    example: Example | None = None


ANCHORS = ("historique", "contribuer", "points", "cadres", "indicateurs")


@dataclass(frozen=True)
class Anchors:
    """Those of the headings that a page has beside those of its file; in the order of `ANCHORS`."""

    history: str = ANCHORS[0]
    contribute: str = ANCHORS[1]
    points: str = ANCHORS[2]
    frameworks: str = ANCHORS[3]
    indicators: str = ANCHORS[4]


@dataclass(frozen=True)
class Article:
    """A page: its item, its breadcrumb and its parts in reading order; `mention` is for its foot.

    `title`, `description` and `mention` are escaped for the host, which puts them into the page as HTML. `edit` is
    where the file is edited, `older` where its versions are listed; `invitations` are links for the foot.
    """

    action: Action
    title: str
    description: str
    mention: str
    breadcrumb: tuple[str, ...]
    part: Part
    edit: str = ""
    older: str = ""
    invitations: tuple[str, ...] = ()
    anchors: Anchors = field(default_factory=Anchors)
