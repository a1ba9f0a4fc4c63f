"""Check the mentions of items in prose: the number exists, and is the one of the title beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .diagnostics import Diagnostic, Place, Rule, Severity
from .mentions import Mention, Mentions, texts
from .model import Action, Catalogue, Redirection
from .pointing import pointed
from .titles import Quoted, Titles, quoted

UNKNOWN = Rule("RE-01", Severity.ERROR, "Mention d'un identifiant qui n'existe pas")
OTHER_TITLE = Rule("RE-02", Severity.WARNING, "Titre cité qui n'est pas celui du numéro")
MOVED = Rule("RE-03", Severity.WARNING, "Mention d'un identifiant redirigé")
NO_AXIS = Rule("RE-04", Severity.WARNING, "Mention probable d'un identifiant qui n'existe pas")
RULES = (UNKNOWN, OTHER_TITLE, MOVED, NO_AXIS)


@dataclass(frozen=True)
class _Spot:
    """Where a fault stands: its line, its words in the file, and those before them that tell them from others."""

    line: int
    before: str
    words: str


def check_mentions(catalogue: Catalogue) -> Iterator[Diagnostic]:
    finders = {slug: Mentions(catalogue, slug) for slug in catalogue.editions}
    titles = Titles(catalogue)
    for action in catalogue.actions.values():
        finder = finders[action.identifier.catalogue]
        for text, line in texts(action):
            found = [*finder.find(text)]
            for mention in found:
                moved = finder.redirection(mention) if catalogue.redirections else None
                nth = sum(one.written == mention.written for one in found[: found.index(mention)])
                if moved:
                    yield _moved(_spot(mention, nth, finder, action, line), action, mention, moved, catalogue)
                elif mention.target is None:
                    yield _missed(_spot(mention, nth, finder, action, line), action, mention, finder, catalogue)
                elif (said := quoted(text, mention)) and titles.is_wrong(said, catalogue.actions[mention.target]):
                    spot = _spot(mention, nth, finder, action, line)
                    yield _untitled(spot, action, catalogue.actions[mention.target], said, titles)


def _missed(spot: _Spot, action: Action, mention: Mention, finder: Mentions, catalogue: Catalogue) -> Diagnostic:
    near = finder.nearest(mention.written)
    hint = f"vouliez-vous dire {near}, « {catalogue.actions[near].title[:80]} » ?" if near else ""
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


def _spot(mention: Mention, nth: int, finder: Mentions, action: Action, line: int) -> _Spot:
    """Where the nth mention of a number stands, in a block that starts at `line` of the file."""
    if line == action.line:
        return _spotted(action.title, action.title.find(mention.written), mention, line)
    lines = (pair for section in action.sections for pair in enumerate(section.text.split("\n"), section.first))
    within = [(at, said) for at, said in lines if at >= line and mention.written in said]
    for at, said in within:
        here = [one.start for one in finder.find(said) if one.written == mention.written]
        if nth < len(here):
            return _spotted(said, said.find(mention.written, here[nth]), mention, at)
        nth -= len(here)
    if not within:
        return _Spot(line, "", "")
    at, said = within[0]
    return _spotted(said, said.find(mention.written), mention, at)


def _spotted(text: str, start: int, mention: Mention, line: int) -> _Spot:
    if start < 0:
        return _Spot(line, "", "")
    return _Spot(line, *pointed(text, start, start + len(mention.written)))
