"""Settle what is particular to one catalogue: its `catalogue.yml`, then its files, then the defaults."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import yaml

from .composing import Entry, entries
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import misspelt, number, suggestion
from .model import Action, Edition
from .sources import Source

SETTING = Rule("CA-01", Severity.ERROR, "Réglage de catalogue illisible")
UNKNOWN_SETTING = Rule("CA-02", Severity.WARNING, "Réglage de catalogue inconnu")
ODD_SETTING = Rule("CA-03", Severity.WARNING, "Réglage de catalogue mal écrit")
RULES = (SETTING, UNKNOWN_SETTING, ODD_SETTING)

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
_FORMS = {
    "edition": (r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", "une date : 2026, 2026-11 ou 2026-11-22"),
    "langue": (r"[a-z]{2,3}(-[A-Za-z]{2,8})?", "un code de langue : fr, ou br, gsw, fr-CA"),
    "depot": (r"https?://[^/\s]+\.[^/\s]+/\S+", "l'adresse entière du dépôt : https://github.com/nom/depot"),
    "contact": (r".*([\w.+-]+@[\w-]+(\.[\w-]+)+|https?://\S+).*", "une adresse électronique, ou celle d'une page"),
}
"""What a text must look like to be of use, and how to say it."""

Settings = Mapping[str, str | tuple[str, ...] | Mapping[str, str]]

_DEFAULTS = yaml.safe_load(Path(__file__).with_name("defaults.yml").read_text("utf-8"))
USUAL_THEMES: Mapping[str, str] = _DEFAULTS["themes"]
"""Those of a catalogue that names none of its own."""


def read_settings(source: Source) -> tuple[Settings, list[Diagnostic]]:
    """The settings that a `catalogue.yml` gives, values as text; what is unknown or malformed is a fault."""
    found, faults = entries(source.path, source.text)
    given = {one.key for one in found}
    settings: dict[str, str | tuple[str, ...] | Mapping[str, str]] = {}
    for one in found:
        place = Place(source.path, one.line)
        value = _value(one)
        if one.key not in _KEYS:
            hint = suggestion(one.key, _KEYS, "réglages connus")
            message = f"« {one.key[:40]} » n'est pas un réglage connu : il reste sans effet"
            key = misspelt(one.key, [key for key in _KEYS if key not in given])
            bare = one.written.startswith(one.key)
            words, right = (one.key, key or None) if bare else (one.written, None)
            faults.append(Diagnostic(place, UNKNOWN_SETTING, message, hint, words, right))
        elif value is None:
            message = f"« {one.key} » : {_EXPECTED.get(one.key, 'un texte est attendu')}"
            hint = "le site montre la valeur habituelle à la place de celle-ci"
            faults.append(Diagnostic(place, SETTING, message, hint, one.written.split("\n")[0]))
        else:
            settings[one.key] = value
            faults += _question(one, place)
    return settings, faults


def _question(one: Entry, place: Place) -> Iterator[Diagnostic]:
    """A setting that reads and yet cannot serve."""
    pattern, expected = _FORMS.get(one.key, ("", ""))
    if pattern and one.text and not re.fullmatch(pattern, one.text):
        message = f"« {one.text[:60]} » ne peut pas servir de « {one.key} »"
        yield Diagnostic(place, ODD_SETTING, message, expected, one.written)


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
