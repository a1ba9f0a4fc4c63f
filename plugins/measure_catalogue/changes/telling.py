"""Say each change in the words of the programme: « points : 6 → 8 », « Contexte vidé »."""

from collections.abc import Callable, Mapping

from ..fields import FIELDS
from ..model import Edition
from .agreement import agreed, counted, gender, is_plural
from .comparing import Change, Kind
from .rewording import reworded, weighed

NOTHING, UNTITLED = "rien", "texte sous le titre"

REWRITTEN = 0.5
"""Part of the words of a text that stayed, below which it is said to be written anew."""

SHOWN = 120
"""Characters of a title or a value that are shown."""

_SETTINGS = {
    "titre_court": "titre court",
    "points": "total des points",
    "alias": "autres noms",
    "edition": "édition",
    "editeur": "éditeur",
    "depot": "dépôt",
}

_SECTIONS: Mapping[Kind, str] = {
    "section_added": "ajouté",
    "section_removed": "retiré",
    "section_filled": "rempli",
    "section_emptied": "vidé",
}


def phrase(change: Change, edition: Edition | None = None) -> str:
    """One change in words without Markdown, its item left out; a theme has its label where the edition is given."""
    return _PHRASES[change.kind](change, edition)


def _came(_: Change, __: Edition | None) -> str:
    return "ajout"


def _went(_: Change, __: Edition | None) -> str:
    return "retrait"


def _moved(change: Change, _: Edition | None) -> str:
    return f"{change.before} devient {change.after}"


def _title(change: Change, _: Edition | None) -> str:
    if not change.before:
        return f"titre donné\u00a0: {quoted(change.after)}"
    return f"titre\u00a0: {quoted(change.before)} devient {quoted(change.after) if change.after else NOTHING}"


def _field(change: Change, edition: Edition | None) -> str:
    kind = FIELDS.get(change.name)
    label = kind.label[0].lower() + kind.label[1:] if kind else f"champ {quoted(change.name)}"
    values = [change.before, change.after]
    if change.kind == "share":
        values = [f"{one.replace('.', ',')}\u00a0%" if one else one for one in values]
    elif kind and kind.number:
        values = [one.replace(".", ",") for one in values]
    elif change.name == "climat_pratic_id" and edition:
        values = [edition.themes.get(one, one) for one in values]
    return f"{label}\u00a0: {_turned(*values)}"


def _setting(change: Change, _: Edition | None) -> str:
    theme = change.name.removeprefix("themes.")
    label = f"thème {quoted(theme)}" if theme != change.name else _SETTINGS.get(theme, theme)
    return f"{label}\u00a0: {_turned(change.before, change.after)}"


def _section(change: Change, _: Edition | None) -> str:
    number = len((change.before or change.after).split())
    amount = f" ({counted(number, 'mot')})" if number else " (sans texte)"
    return f"{_done(change.name, _SECTIONS[change.kind])}{amount}"


def _text(change: Change, _: Edition | None) -> str:
    passages = reworded(change.before, change.after)
    removed, added = weighed(passages)
    whole = len(change.before.split())
    if removed > whole * (1 - REWRITTEN) and removed > 10:
        return _done(change.name, "réécrit")
    amounts = [counted(removed, "mot", "ôté")] * bool(removed) + [counted(added, "mot", "ajouté")] * bool(added)
    return f"{_done(change.name, 'modifié')} ({', '.join(amounts) or 'mise en page'})"


def _layout(change: Change, _: Edition | None) -> str:
    return f"{_named(change.name)}\u00a0: autre mise en page, mêmes mots"


def _renamed(change: Change, _: Edition | None) -> str:
    if not change.before or not change.after:
        return f"titre de section\u00a0: {_turned(change.before, change.after)}"
    return f"la section {quoted(change.before)} s'appelle {quoted(change.after)}"


def _reordered(change: Change, _: Edition | None) -> str:
    return f"sections dans un autre ordre\u00a0: {change.after}"


def _link_added(change: Change, _: Edition | None) -> str:
    return f"{_named(change.name)}\u00a0: lien ajouté, {change.after}"


def _link_removed(change: Change, _: Edition | None) -> str:
    return f"{_named(change.name)}\u00a0: lien retiré, {change.before}"


def quoted(text: str) -> str:
    """« Texte », cut at a word where it is long."""
    return f"«\u00a0{cut(text)}\u00a0»"


def cut(text: str, length: int = SHOWN) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[: length + 1].rpartition(' ')[0] or line[:length]}…"


def _turned(before: str, after: str) -> str:
    return f"{cut(before) or NOTHING} → {cut(after) or NOTHING}"


def _done(title: str, participle: str) -> str:
    """« Ressources vidées »; a title of unknown gender is that of a section, which is feminine."""
    if not title:
        return f"{UNTITLED} {participle}"
    said = agreed(participle, gender(title), is_plural(title))
    return f"{cut(title)} {said}" if said else f"section {quoted(title)} {agreed(participle, 'f', False)}"


def _named(title: str) -> str:
    return cut(title) or UNTITLED


_PHRASES: Mapping[Kind, Callable[[Change, Edition | None], str]] = {
    "added": _came,
    "removed": _went,
    "moved": _moved,
    "setting": _setting,
    "title": _title,
    **dict.fromkeys(("points", "share", "phase", "field"), _field),
    "sections_reordered": _reordered,
    "section_renamed": _renamed,
    **dict.fromkeys(_SECTIONS, _section),
    "text": _text,
    "layout": _layout,
    "link_added": _link_added,
    "link_removed": _link_removed,
}
