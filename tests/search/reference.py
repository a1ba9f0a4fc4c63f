"""What a patient person would find with a finger on the page, told without the search's own folding.

The reference of a word query is the set of items (axes, sub-axes, measures, sub-actions, tasks) whose own words hold
each word that the query means. An item's own words are those of its title and of its sections, without its examples;
what stands below it is not its own. Text becomes words by the plainest means: NFKD, lower case, no accents, œ as oe,
and everything but letters and digits between two words. A word is held

- as it is written, or with another ending of number: -s or -x more or less, -al for -aux or -aux for -al;
- from four letters on, also as the beginning of a longer word: « mobili » by « mobilités ».

A word with a hyphen or an ampersand stands in its parts and in one: « co-voiturage » holds « covoiturage ».

Small words (articles, prepositions, elisions) ask for nothing. A row of the table says what is meant where that is
not what is typed, as the right word beside a typo.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from measure_catalogue.model import Action, Catalogue, Identifier
from queries import Wording, wordings

_SMALL = "a au aux avec ce d de des du en est et l la le les ne ou par pas pour qu que qui s sur un une"
SMALL = frozenset(_SMALL.split())
PREFIX = 4
"""Letters from which a word is also looked for as the beginning of another."""

_REFERENCE = re.compile(r"\[\[([a-z]\w*_\d[\d.]*)\]\]")
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)")


def plain(text: str) -> list[str]:
    """The words of a text, each as it stands but for case, accents and ligatures."""
    return re.findall("[a-z0-9]+", _plain(text))


def compounds(text: str) -> list[str]:
    """The words of a text that have a hyphen or an ampersand, written in one."""
    return [re.sub("[^a-z0-9]", "", one) for one in re.findall("[a-z0-9]+(?:[-\u2010&][a-z0-9]+)+", _plain(text))]


def _plain(text: str) -> str:
    lower = unicodedata.normalize("NFKD", text).lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(one for one in lower if not unicodedata.combining(one))


def _words(text: str) -> frozenset[str]:
    return frozenset([*plain(text), *compounds(text)])


def asked(meant: str) -> list[str]:
    return [word for word in plain(meant) if word not in SMALL] or plain(meant)


def holds(words: Iterable[str], word: str) -> bool:
    forms = _numbers(word)
    return any(one in forms or (len(word) >= PREFIX and one.startswith(word)) for one in words)


def begin(words: Iterable[str], word: str) -> bool:
    """Whether a word is held, or begins another in its singular, or with its unit: « piétonnier », « 30km »."""
    singular = {one for one in _numbers(word) if len(one) >= PREFIX}
    if word.isdigit():
        return any(re.fullmatch(f"{word}[a-z]*", one) for one in words)
    return holds(words, word) or any(one.startswith(form) for one in words for form in singular)


def _numbers(word: str) -> set[str]:
    """A word in its singular and its plural, as far as endings tell."""
    forms = {word, f"{word}s", f"{word}x"}
    if word[-1] in "sx":
        forms.add(word[:-1])
    if word.endswith("aux"):
        forms.add(f"{word[:-3]}al")
    if word.endswith("al"):
        forms.add(f"{word[:-2]}aux")
    return forms


@dataclass(frozen=True)
class Reference:
    """The plain words of everything in a catalogue."""

    catalogue: Catalogue
    _known: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def items(self) -> Mapping[str, frozenset[str]]:
        """The own words of each item below the root, by full identifier."""
        actions = (one for one in self.catalogue.actions.values() if one.identifier.depth)
        return {one.identifier.full: _words(" ".join(_own(one))) for one in actions}

    def relevant(self, meant: str) -> set[str]:
        """The items that hold all the words of what a query means."""
        if meant not in self._known:
            words = asked(meant)
            self._known[meant] = {name for name, own in self.items.items() if all(holds(own, one) for one in words)}
        return self._known[meant]

    def asking(self) -> list[tuple[Wording, set[str]]]:
        """The word queries of the table that mean something here, each with the items that it means."""
        pairs = [(row, self.relevant(row.meant)) for row in wordings()]
        return [(row, relevant) for row, relevant in pairs if relevant]

    def around(self, name: str) -> frozenset[str]:
        """The words of an answer and of what says where it stands; an example is named `cae_6.1.1#anchor`.

        To an item's own words come its examples, the titles above it, its fields (theme, phase) and the titles of
        the items that it names by reference, `[[cae_6.1.1]]`, which the page writes in their place.
        """
        action = self._action(name.partition("#")[0])
        above = " ".join(one.title for one in self.catalogue.ancestors(action.identifier))
        theme = self.catalogue.edition(action.identifier).themes.get(action.field("climat_pratic_id"), "")
        fields = " ".join(one.text for one in action.fields.values())
        examples = " ".join(_bare(one.text) for one in action.sections if one.kind == "exemples")
        named = (one for section in action.sections for one in _REFERENCE.findall(section.text))
        titles = " ".join(f"{one} {self._action(one).title}" for one in named)
        return _words(" ".join((*_own(action), above, theme, fields, examples, titles)))

    def _action(self, name: str) -> Action:
        slug, _, number = name.partition("_")
        return self.catalogue.actions[Identifier(slug, tuple(number.split(".")) if number else ())]


def _own(action: Action) -> Iterator[str]:
    yield action.title
    for section in action.sections:
        if section.kind != "exemples":
            yield f"{section.title} {_bare(section.text)}"


def _bare(text: str) -> str:
    """A text without its markup and the addresses that its links lead to."""
    return html.unescape(_MARKUP.sub(" ", text))
