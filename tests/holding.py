"""What must hold of any measure file, however damaged: each check gives what does not, as texts."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote

import markdown
from measure_catalogue.diagnostics import Diagnostic
from measure_catalogue.editing.formatting import formatted
from measure_catalogue.editing.proof import State, differing, laid_out, state
from measure_catalogue.locating import span
from measure_catalogue.model import Action, Section
from measure_catalogue.publishing import aligning
from measure_catalogue.publishing.pages import Page
from measure_catalogue.sources import Source, source
from measure_catalogue.text.cleaning import clean
from measure_catalogue.text.prose import repair
from reading_pages import words

TAGS = {
    *(
        "a",
        "abbr",
        "article",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "nav", "ol", "p", "pre", "small", "span", "strong", "sub"),
    *("summary", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
}
ATTRIBUTES = {"id", "class", "title", "lang", "aria-label", "href", "start", "datetime", "align", "scope"}
_ADDRESS = re.compile(r"https?://|mailto:|tel:|(?![a-z][a-z0-9+.-]*:|//|[\\/])", re.I)

WHOLE = ("n'est pas publié", "rien n'est lu", "le bloc n'est pas lu", "n'est pas lu :", "aucun titre")
"""What is said of a file, or of a part of it, that no page shows."""

_TAG = re.compile(r"</?(?:sup|sub|i|b|em|strong|small|br|a)\b(?:[^<>\w]*_?href)?", re.I)
_HOME = re.compile(r"\[\[[a-z][a-z0-9]*_(?=\d)")
_MARKS = re.compile(r"(?m)^[ \t\u00a0>*+•–-]*(?:(?:o|\d{1,9}[.)]|\d{1,9}$)(?=[ \t\u00a0]|$)[ \t\u00a0>*+•-]*)+")
_NOTHING = Counter({"yaml": 99, "yml": 99, "YAML": 99, "YML": 99})
"""Words of the fences of fields."""


def faults_that_help_nobody(sources: Sequence[Source], faults: Iterable[Diagnostic]) -> Iterator[str]:
    """A fault has a file, a line inside it or none, says something and how to mend it; its words are at its line."""
    texts = {one.path: one.text for one in sources}
    for one in faults:
        text = texts.get(one.place.path)
        if text is None:
            yield f"{one.rule.code} : aucun fichier « {one.place.path} »"
        elif not 0 <= one.place.line <= text.count("\n") + 1:
            yield f"{one.rule.code} : aucune ligne {one.place.line}"
        elif not one.message.strip() or not one.hint.strip():
            yield f"{one.rule.code} ligne {one.place.line} : ni mots ni remède"
        elif one.words and one.place.line and span(text, one) is None and "<!--" not in text:  # said without comments
            yield f"{one.rule.code} ligne {one.place.line} : « {one.words[:80]} » n'y est pas"


def lost_by_the_reader(given: Source, found: State) -> Counter[str]:
    """Words of a file that no item of it holds, and of whose line nothing is said."""
    own = [one for one in found.faults if one.place.path == given.path]
    if any(mark in one.message for one in own for mark in WHOLE):
        return Counter()
    held: list[str] = []
    for action in found.catalogue.actions.values():
        if action.path == given.path:
            held.append(action.title)
            held += (f"{one.key} {one.text}" for one in action.fields.values())
            held += (f"{one.title}\n{one.text}" for one in action.sections)
    return _unsaid(given.text, 1, own) - words("\n".join(held)) - _NOTHING


def lost_on_the_page(given: Source, found: State) -> Counter[str]:
    """Words that an item holds, and neither its blocks nor its page, of whose line nothing is said."""
    own = [one for one in found.faults if one.place.path == given.path]
    missing: Counter[str] = Counter()
    needed: Counter[str] = Counter()
    for action in found.catalogue.actions.values():
        if action.path == given.path:
            needed += words(action.title)
            for section in action.sections:
                asked = _asked(section, own)
                needed += asked + (Counter() if section.kind else words(section.title))
                missing += asked - _blocks(section)
    shown: Counter[str] = Counter()
    for page in found.site.pages:
        shown += _shown(page)
    return missing | (needed - shown)


def _asked(section: Section, faults: Sequence[Diagnostic]) -> Counter[str]:
    bare = _MARKS.sub(" ", section.text)
    return _unsaid(_TAG.sub(" ", _HOME.sub("[[", bare.replace(".md", ""))), section.first, faults)


def _unsaid(text: str, first: int, faults: Sequence[Diagnostic]) -> Counter[str]:
    """The words of the lines of which nothing is said; the first line is `first` in its file."""
    said = {line for one in faults for line in range(one.place.line, one.place.line + one.words.count("\n") + 1)}
    return words("\n".join("" if number in said else line for number, line in enumerate(text.split("\n"), first)))


def _blocks(section: Section) -> Counter[str]:
    text = _TAG.sub(" ", "\n".join(one.text for one in repair(section.text).blocks))
    coded = " ".join(unquote(one) for one in text.split() if "%" in one)
    return words(f"{text} {coded}")


@cache
def host() -> markdown.Markdown:
    """What the site is rendered with."""
    return markdown.Markdown(extensions=[*aligning.EXTENSIONS, "toc"])


@lru_cache(maxsize=64)
def as_html(text: str) -> str:
    """A page of Markdown as the host makes it, before it is cleaned."""
    return host().reset().convert(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))


def _shown(page: Page) -> Counter[str]:
    found = Reader(clean(as_html(page.text)))
    extra = [Reader(one).text for one in (*page.blocks.values(), *page.pictures.values())]
    return words("\n".join([found.text, *extra]))


class Reader(HTMLParser):
    """The words of some HTML, with those of its attributes, and what should not be in it."""

    def __init__(self, page: str, is_clean: bool = True) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self._text: list[str] = []
        self._is_clean = is_clean
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        return html.escape("".join(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            allowed = name in ATTRIBUTES or (not self._is_clean and name in ("role", "style", "markdown"))
            if not allowed or (name == "href" and not _ADDRESS.match(value or "")):
                self.wrong.append(f'{tag} {name}="{value}"')
            self._text.append(f" {value or ''} {unquote(value or '')} ")
        self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._text.append(" ")

    def handle_data(self, data: str) -> None:
        self._text.append(data)


def unsafe(found: State) -> Iterator[str]:
    """What a page must not hold, once it is HTML, and once that is cleaned."""
    for page in found.site.pages:
        made = as_html(page.text)
        yield from Reader(made, is_clean=False).wrong
        yield from Reader(clean(made)).wrong


def changed_by_layout(given: Sequence[Source], path: str, old: State | None = None) -> Iterator[str]:
    """Layout, as the command does it, changes no word and no meaning, and has nothing left to do after once."""
    texts, _ = laid_out(given, [path])
    if not texts:
        return
    now = [source(one.path, texts.get(one.path, one.text), one.catalogue) for one in given]
    before = next(one.text for one in given if one.path == path)
    if lost := _bare(before) - _bare(texts[path]):
        yield f"mots perdus : {[*lost]}"
    if new := _bare(texts[path]) - _bare(before):
        yield f"mots en plus : {[*new]}"
    if again := laid_out(now, [path])[0]:
        yield f"deux fois n'est pas une : {_first_difference(texts[path], again[path])}"
    if changed := differing(old or state(given), state(now)):
        yield f"autre sens : {changed}"


def changed_by_passes(text: str) -> bool:
    """Whether the bare layout, which nothing proves, changes what it has laid out once: the command must see to it."""
    once = formatted(text)
    return formatted(once) != once


def _bare(text: str) -> Counter[str]:
    """The words of a text, without marks of lists and names of fences, which layout writes in one way."""
    return words(_MARKS.sub(" ", text)) - _NOTHING


def _first_difference(one: str, other: str) -> str:
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    return next((f"« {a} » puis « {b} »" for a, b in pairs if a != b), "la longueur")


def actions(found: State, path: str) -> list[Action]:
    return [one for one in found.catalogue.actions.values() if one.path == path]
