"""Settle what is particular to one catalogue: its `catalogue.yml`, then its files, then the defaults."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import yaml

from .composing import Entry, entries
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import number, suggestion
from .model import Action, Edition
from .sources import Source

SETTING = Rule("CA-01", Severity.ERROR, "Réglage de catalogue illisible")
UNKNOWN_SETTING = Rule("CA-02", Severity.WARNING, "Réglage de catalogue inconnu")
RULES = (SETTING, UNKNOWN_SETTING)

FILE = "catalogue.yml"
ABOUT = ("edition", "langue", "licence", "editeur", "contact", "depot")
_TEXTS = ("titre", "titre_court", "points", *ABOUT)
_LISTS = ("niveaux", "phases", "alias")
_EXPECTED = {
    **dict.fromkeys(_LISTS, "une liste « [a, b, c] » est attendue"),
    "themes": "des lignes « clé: libellé » sont attendues",
    "points": "un nombre est attendu",
}
_KEYS = (*_TEXTS, *_LISTS, "themes")

Settings = Mapping[str, str | tuple[str, ...] | Mapping[str, str]]

_DEFAULTS = yaml.safe_load(Path(__file__).with_name("defaults.yml").read_text("utf-8"))


def read_settings(source: Source) -> tuple[Settings, list[Diagnostic]]:
    """The settings that a `catalogue.yml` gives, values as text; what is unknown or malformed is a fault."""
    found, faults = entries(source.path, source.text)
    settings: dict[str, str | tuple[str, ...] | Mapping[str, str]] = {}
    for one in found:
        place = Place(source.path, one.line)
        value = _value(one)
        if one.key not in _KEYS:
            hint = suggestion(one.key, _KEYS, "réglages connus")
            faults.append(Diagnostic(place, UNKNOWN_SETTING, f"« {one.key[:40]} » n'est pas un réglage connu", hint))
        elif value is None:
            message = f"« {one.key} » : {_EXPECTED.get(one.key, 'un texte est attendu')}"
            faults.append(Diagnostic(place, SETTING, message))
        else:
            settings[one.key] = value
    return settings, faults


def _value(one: Entry) -> str | tuple[str, ...] | Mapping[str, str] | None:
    """The value of a known setting, None where it is not of its kind."""
    if one.key in _LISTS:
        return one.items or None
    if one.key == "themes":
        return one.pairs
    if not one.is_scalar or (one.key == "points" and one.text and number(one.text) is None):
        return None
    return one.text


def older_names(slug: str) -> tuple[str, ...]:
    """The names that older texts give to a catalogue before an identifier."""
    return tuple(_DEFAULTS["alias"].get(slug, ()))


def settle(slug: str, folder: str, settings: Settings, root: Action | None, pages: Iterable[Action]) -> Edition:
    """The edition of a catalogue; levels are found from the depth of its pages where they are not given."""

    def text(name: str) -> str:
        return cast(str, settings.get(name, ""))

    def texts(name: str, default: Iterable[str]) -> tuple[str, ...]:
        return tuple(str(one) for one in settings.get(name) or default)

    title = text("titre") or (root.title if root else "") or slug.upper()
    return Edition(
        slug=slug,
        title=title,
        short_title=text("titre_court") or slug.upper(),
        levels=texts("niveaux", _levels(pages)),
        phases=texts("phases", _DEFAULTS["phases"]),
        themes=cast(Mapping[str, str], settings.get("themes") or _DEFAULTS["themes"]),
        aliases=texts("alias", older_names(slug)),
        about={name: text(name) for name in ABOUT if text(name)},
        total=text("points"),
        folder=folder,
    )


def _levels(pages: Iterable[Action]) -> tuple[str, ...]:
    """Axes at the first rank, measures at the rank of most files below it, sub-axes between."""
    depths = Counter(page.identifier.depth for page in pages if page.identifier.depth > 1)
    measure = depths.most_common(1)[0][0] if depths else 2
    return ("axe", *["sous-axe"] * (measure - 2), "mesure", "sous-action", "tâche")
