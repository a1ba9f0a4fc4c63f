"""The plainest search that the core's folding allows: no index, no ranks, no browser.

It follows the rules of the real one: all the words before some of them, the last word also as a beginning, and a near
spelling only for a word that finds nothing: one edit from four letters, two from eight.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from measure_catalogue.model import Catalogue
from measure_catalogue.publishing.articles import article
from measure_catalogue.publishing.search import Document, documents
from measure_catalogue.publishing.writer import Writer

Words = Callable[[str], list[str]]


@dataclass(frozen=True)
class Found:
    """Items by full identifier, examples as `cae_6.1.1#anchor`; `is_whole` where they hold every word asked for."""

    names: frozenset[str]
    is_whole: bool


@dataclass(frozen=True)
class CoreSearch:
    texts: Mapping[str, frozenset[str]]
    words: Words

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset().union(*self.texts.values())

    def find(self, query: str) -> Found:
        chunks = [some for one in query.split() if (some := self.words(one))]
        wanted = [self._forms(some, is_last=some is chunks[-1]) for some in chunks]
        held = {name: sum(_holds(own, forms) for forms in wanted) for name, own in self.texts.items()}
        whole = frozenset(name for name, count in held.items() if count == len(wanted) > 0)
        return Found(whole or frozenset(name for name, count in held.items() if count), bool(whole))

    def _forms(self, chunk: list[str], is_last: bool) -> list[list[frozenset[str]]]:
        """The ways to write a word: in one, or in its parts; each part as terms, any of which will do."""
        whole = [one for one in chunk if len(chunk) > 1 and all(other in one for other in chunk)]
        parts = [one for one in chunk if one not in whole]
        ways = [whole, parts] if whole else [parts]
        return [[self._expanded(one, is_last) for one in way] for way in ways]

    def _expanded(self, word: str, is_last: bool) -> frozenset[str]:
        same = {one for one in self.terms if one == word or (is_last and one.startswith(word))}
        for allowed in range(1, 0 if same else _allowed(word) + 1):
            if near := {one for one in self.terms if edits(word, one, allowed) <= allowed}:
                return frozenset(near)
        return frozenset(same)


def _holds(own: frozenset[str], ways: list[list[frozenset[str]]]) -> bool:
    return any(all(own & terms for terms in way) for way in ways)


def _allowed(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def edits(one: str, other: str, most: int) -> int:
    """Letters put in, left out, replaced, or changed about with their neighbour; `most` + 1 for any number above."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for down, letter in enumerate(one, 1):
        last, before, row = before, row, [down]
        for across, against in enumerate(other, 1):
            cost = min(before[across] + 1, row[-1] + 1, before[across - 1] + (letter != against))
            if down > 1 and across > 1 and (letter, one[down - 2]) == (other[across - 2], against):
                cost = min(cost, last[across - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def core_search(catalogue: Catalogue, words: Words) -> CoreSearch:
    """A search over the documents that the core makes of a catalogue, folded by `words`."""
    writer = Writer(catalogue)
    texts = {
        f"{page.identifier.full}#{one.name}" if one.identifier is None else one.identifier.full: _words(one, words)
        for page in catalogue.actions.values()
        if page.is_page
        for one in documents(writer, page, article(writer, page).part)
    }
    return CoreSearch(texts, words)


def _words(document: Document, words: Words) -> frozenset[str]:
    said: Iterable[str] = (document.title, *(text for _, text in document.texts))
    return frozenset(word for text in said for word in words(text))
