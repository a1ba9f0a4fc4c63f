"""Check the mentions of items in prose: the number exists, and is the one of the title beside it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial

from ..diagnostics import Diagnostic, Place, Rule, Severity
from ..mentions import Mention, Mentions, texts
from ..model import Action, Catalogue, Redirection
from ..text.pointing import pointed
from .titles import Quoted, Titles, quoted

UNKNOWN = Rule("RE-01", Severity.ERROR, "Mention d'un identifiant qui n'existe pas")
OTHER_TITLE = Rule("RE-02", Severity.WARNING, "Titre cité qui n'est pas celui du numéro")
MOVED = Rule("RE-03", Severity.WARNING, "Mention d'un identifiant redirigé")
NO_AXIS = Rule("RE-04", Severity.WARNING, "Mention probable d'un identifiant qui n'existe pas")
RULES = (UNKNOWN, OTHER_TITLE, MOVED, NO_AXIS)

_HINT = "corriger ce numéro ; s'il est d'un autre document, nommer ce document"


@dataclass(frozen=True)
class _Spot:
    """Where a fault stands: its line, its words in the file, and those before them that tell them from others."""

    line: int
    before: str
    words: str


def check_mentions(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    finders = cache(partial(Mentions, catalogue))
    titles = Titles(catalogue)
    for action in actions:
        finder = finders(action.identifier.catalogue)
        spots = _Spots(action, finder)
        for text, line in texts(action):
            earlier = Counter[str]()
            for mention in finder.find(text):
                nth = earlier[mention.written]
                earlier[mention.written] += 1
                moved = finder.redirection(mention) if catalogue.redirections else None
                target = catalogue.actions[mention.target] if mention.target else None
                said = quoted(text, mention) if target and not moved else None
                if moved:
                    yield _moved(spots.of(mention, nth, line), action, mention, moved, catalogue)
                elif target is None:
                    yield _missed(spots.of(mention, nth, line), action, mention, finder, catalogue)
                elif said and titles.is_wrong(said, target):
                    yield _untitled(spots.of(mention, nth, line), action, target, said, titles)


def _missed(spot: _Spot, action: Action, mention: Mention, finder: Mentions, catalogue: Catalogue) -> Diagnostic:
    near = finder.nearest(mention.written)
    hint = f"vouliez-vous dire {near}, « {catalogue.actions[near].title[:80]} » ?" if near else _HINT
    message = f"{mention.written} n'existe pas dans le catalogue : le lecteur n'a pas de lien à suivre"
    rule = UNKNOWN if mention.written.count(".") > 1 or finder.names_axis(mention.written) else NO_AXIS
    return Diagnostic(Place(action.path, spot.line), rule, message, hint, spot.before + spot.words)


def _moved(spot: _Spot, action: Action, mention: Mention, moved: Redirection, catalogue: Catalogue) -> Diagnostic:
    """What to say of a mention of an identifier that is no longer used."""
    now = catalogue.became(moved.old)
    names = [one.text if one.catalogue == moved.old.catalogue else one.full for one in now]
    became = f"est devenu {', '.join(names)}" if now else "a été retiré"
    message = f"{mention.written} {became}{f' ({moved.reason})' if moved.reason else ''}"
    same = len(now) == 1 and now[0].catalogue == moved.old.catalogue
    right = spot.before + spot.words.removesuffix(moved.old.text) + now[0].text if same else None
    hint = f"écrire {' ou '.join(names)}" if now else "mentionner une autre action, ou aucune"
    return Diagnostic(Place(action.path, spot.line), MOVED, message, hint, spot.before + spot.words, right)


def _untitled(spot: _Spot, action: Action, target: Action, said: Quoted, titles: Titles) -> Diagnostic:
    """What to say of a title that is not that of the number beside it."""
    other = titles.meant(said, target)
    message = f"« {said.words[:80]} » n'est pas le titre de {target.identifier}, « {target.title[:80]} »"
    hint = "écrire le titre actuel, ou le numéro seul : la page montre le titre de chaque lien"
    if other:
        hint = f"vouliez-vous dire {other.identifier}, « {other.title[:80]} » ?"
    there = _quoted_spot(spot, action, said)
    right = there.before + target.title if there is not spot and not other and titles.is_older(said, target) else None
    return Diagnostic(Place(action.path, there.line), OTHER_TITLE, message, hint, there.before + there.words, right)


def _quoted_spot(spot: _Spot, action: Action, said: Quoted) -> _Spot:
    """Where the words beside a mention stand, else the mention itself."""
    words = re.compile(r"\s+".join(map(re.escape, said.words.split())))
    for section in action.sections:
        if not section.first <= spot.line <= section.first + section.text.count("\n"):
            continue
        lines = section.text.split("\n")
        start = sum(len(one) + 1 for one in lines[: spot.line - section.first])
        if there := words.search(section.text, start):
            line = section.first + section.text.count("\n", 0, there.start())
            return _Spot(line, *pointed(section.text, *there.span()))
    return spot


class _Spots:
    """Where the mentions of one item stand in its file: those of its title, then those of each line of its texts."""

    def __init__(self, action: Action, finder: Mentions) -> None:
        self._action, self._finder = action, finder

    def of(self, mention: Mention, nth: int, line: int) -> _Spot:
        """The place of the nth mention of its number, in a title or a block that starts at `line`."""
        title = self._action.title
        if line == self._action.line:
            return _spotted(title, title.find(mention.written), mention, line)
        there = self._index.get(mention.written, [])
        first = bisect_left(there, (line, 0)) + nth
        if first < len(there):
            number, start = there[first]
            return _spotted(self._lines[number], start, mention, number)
        within = (number for number, said in self._lines.items() if number >= line and mention.written in said)
        number = next(within, line)
        said = self._lines.get(number, "")
        return _spotted(said, said.find(mention.written), mention, number)

    @cached_property
    def _lines(self) -> dict[int, str]:
        texts = (enumerate(section.text.split("\n"), section.first) for section in self._action.sections)
        return {number: said for lines in texts for number, said in lines}

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, int]]]:
        """For each number, the line and the column of its mentions, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, said in sorted(self._lines.items()):
            for one in self._finder.find(said):
                found.setdefault(one.written, []).append((number, said.find(one.written, one.start)))
        return found


def _spotted(text: str, start: int, mention: Mention, line: int) -> _Spot:
    if start < 0:
        return _Spot(line, "", "")
    return _Spot(line, *pointed(text, start, start + len(mention.written)))
