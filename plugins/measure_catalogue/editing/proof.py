"""Prove that new texts say what the old ones said: the same items, the same pages, no new fault."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import markdown

from ..diagnostics import Diagnostic
from ..model import Catalogue
from ..publishing import pages, shortcuts
from ..publishing.pages import Page, Site
from ..publishing.writer import Writer, uri
from ..sources import Source, source
from ..verdicts import broken, judged
from .formatting import PASSES, formatted

EXTENSIONS = (*pages.EXTENSIONS, "toc")
"""What the host renders the pages with."""

_HEAD = re.compile(r"---\n.*?\n---\n", re.S)
_SUMMARY = re.compile(r"^description: .*\n", re.M)
_BLANKS = re.compile(r"(<(pre|code)\b.*?</\2>)|[ \t\n]+", re.S)

Texts = Mapping[str, str]


@dataclass(frozen=True)
class State:
    """What some sources come to: their catalogue, its site and their faults."""

    sources: Sequence[Source]
    catalogue: Catalogue
    site: Site
    addresses: Texts
    faults: Sequence[Diagnostic]


def laid_out(sources: Sequence[Source], paths: Collection[str]) -> tuple[dict[str, str], set[str]]:
    """The new text of each file of `paths` that its layout changes, and those of which a part stays as it is.

    The whole catalogue is read and its pages written with the new texts: a file that does not say the
    same with all the passes keeps, one after the other, those with which it does.
    """
    given = {one.path: one.text for one in sources if one.path in paths}
    wanted = {path: new for path, text in given.items() if (new := formatted(text)) != text}
    if not wanted:
        return {}, set()
    old, whole = state(sources), {**wanted}
    if doubtful := _doubtful(old, wanted):
        sure = {path: text for path, text in wanted.items() if path not in doubtful}
        wanted = sure | _in_part(old, sure, {path: given[path] for path in doubtful})
    while doubtful and (doubtful := _doubtful(old, wanted)):
        wanted = {path: text for path, text in wanted.items() if path not in doubtful}
    changed = {path: text for path, text in wanted.items() if text != given[path]}
    return changed, {path for path, text in whole.items() if wanted.get(path) != text}


def _in_part(old: State, sure: Texts, given: Texts) -> dict[str, str]:
    """Each text laid out by the passes that prove, tried in their order on all the files at once."""
    kept: dict[str, tuple[str, ...]] = dict.fromkeys(given, ())
    for name in PASSES:
        tried = {path: formatted(text, (*kept[path], name)) for path, text in given.items()}
        for path in given.keys() - _doubtful(old, {**sure, **tried}):
            kept[path] += (name,)
    return {path: formatted(text, kept[path]) for path, text in given.items()}


def _doubtful(old: State, texts: Texts) -> set[str]:
    """The new texts that may not say the same: all of them where the difference is not in one of them."""
    if not texts:
        return set()
    new = [source(one.path, texts[one.path], one.catalogue) if one.path in texts else one for one in old.sources]
    found = differing(old, state(new))
    return found if found <= texts.keys() else {*texts}


def state(sources: Sequence[Source]) -> State:
    """The state of some sources, its site without the links that lead editors to a line: lines may move."""
    catalogue, faults = judged(sources)
    bare = {
        slug: replace(one, about={key: said for key, said in one.about.items() if key != "depot"})
        for slug, one in catalogue.editions.items()
    }
    writer = Writer(replace(catalogue, editions=bare))
    return State(sources, catalogue, pages.site(writer), dict(shortcuts.addresses(writer)), faults)


def differing(old: State, new: State) -> set[str]:
    """The paths of the files that no longer say the same; "" stands for what is of no file in particular."""
    faulty = {one.place.path for one in broken(old.faults, new.faults, old.sources, new.sources)}
    before, after = _items(old.catalogue), _items(new.catalogue)
    unlike = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return faulty | unlike | {*_other_pages(old, new)}


def _items(catalogue: Catalogue) -> dict[str, list[object]]:
    """For each file, its items in order: all that is theirs but the words of their sections."""
    found: dict[str, list[object]] = {}
    for one in catalogue.actions.values():
        fields = [(key, given.text) for key, given in one.fields.items()]
        sections = [(section.kind, section.title) for section in one.sections]
        found.setdefault(one.path, []).append((one.identifier, one.page, one.title, fields, sections))
    return found


def _other_pages(old: State, new: State) -> Iterator[str]:
    """The file of each page that differs; menus, addresses and the home page are of no file."""
    before, after = old.site, new.site
    if (before.menu, old.addresses, before.home) != (after.menu, new.addresses, after.home):
        yield ""
    files = {uri(one.identifier): one.path for one in old.catalogue.actions.values() if one.is_page}
    ours, theirs = ({page.uri: page for page in site.pages} for site in (before, after))
    for name in ours.keys() | theirs.keys():
        if name not in ours or name not in theirs or not same_page(ours[name], theirs[name]):
            yield files.get(name, "")


def same_page(one: Page, other: Page) -> bool:
    """Whether two pages read the same: their HTML, runs of blanks aside, and what their heads say.

    The summary in a head is the beginning of the page's text as it was typed, marks of lists and all: the page
    itself proves its words.
    """
    if one.text == other.text and one.documents == other.documents:
        return True
    (head, body), (other_head, other_body) = _cut(one.text), _cut(other.text)
    if one.documents != other.documents or head != other_head:
        return False
    return body == other_body or rendered(body) == rendered(other_body)


def _cut(text: str) -> tuple[str, str]:
    """The head of a page, which is data, without its summary, and its text."""
    found = _HEAD.match(text)
    return (_SUMMARY.sub("", found[0]), text[found.end() :]) if found else ("", text)


def rendered(text: str) -> str:
    """The HTML of a text as the host makes it; blanks, where they do not show, are one."""
    html = markdown.markdown(text, extensions=[*EXTENSIONS])
    return _BLANKS.sub(lambda found: found[1] or " ", html)
