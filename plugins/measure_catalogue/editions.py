"""Settle what is particular to one catalogue: its `catalogue.yml`, then its files, then the defaults."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import yaml

from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import nearest
from .model import Action, Edition
from .sources import Source

SETTING = Rule("CA-01", Severity.ERROR, "Réglage de catalogue illisible")
UNKNOWN_SETTING = Rule("CA-02", Severity.WARNING, "Réglage de catalogue inconnu")
RULES = (SETTING, UNKNOWN_SETTING)

FILE = "catalogue.yml"
ABOUT = ("edition", "langue", "licence", "editeur", "contact", "depot")
_TEXTS = ("titre", "titre_court", "points", *ABOUT)
_LISTS = ("niveaux", "phases", "alias")
_KEYS = (*_TEXTS, *_LISTS, "themes")

Settings = Mapping[str, str | tuple[str, ...] | Mapping[str, str]]

_DEFAULTS = yaml.safe_load(Path(__file__).with_name("defaults.yml").read_text("utf-8"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_settings(source: Source) -> tuple[Settings, list[Diagnostic]]:
    """The settings that a `catalogue.yml` gives, values as text; what is unknown or malformed is a fault."""
    try:
        node = yaml.compose(source.text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(source.path, mark.line + 1 if mark else 1)
        return {}, [Diagnostic(place, SETTING, "ce fichier ne se lit pas", "écrire « clé: valeur », une par ligne")]
    if node is None:
        return {}, []
    if not isinstance(node, yaml.MappingNode):
        return {}, [Diagnostic(Place(source.path, 1), SETTING, "des réglages « clé: valeur » sont attendus")]
    settings: dict[str, str | tuple[str, ...] | Mapping[str, str]] = {}
    faults = []
    for key, value in node.value:
        place = Place(source.path, key.start_mark.line + 1)
        name = str(key.value)
        if name not in _KEYS:
            near = nearest(name, _KEYS)
            hint = f"vouliez-vous dire « {near} » ?" if near else f"réglages connus : {', '.join(_KEYS)}"
            faults.append(Diagnostic(place, UNKNOWN_SETTING, f"« {name} » n'est pas un réglage connu", hint))
        elif (read := _value(name, value)) is None:
            faults.append(Diagnostic(place, SETTING, f"« {name} » : {_expected(name)}"))
        else:
            settings[name] = read
    return settings, faults


def _value(name: str, node: yaml.Node) -> str | tuple[str, ...] | Mapping[str, str] | None:
    if name in _LISTS and isinstance(node, yaml.SequenceNode):
        texts = tuple(str(one.value) for one in node.value if isinstance(one, yaml.ScalarNode))
        return texts if len(texts) == len(node.value) and texts else None
    if name == "themes" and isinstance(node, yaml.MappingNode):
        pairs = [(key, one) for key, one in node.value if isinstance(one, yaml.ScalarNode)]
        return {str(key.value): str(one.value) for key, one in pairs} if len(pairs) == len(node.value) else None
    if name not in _LISTS and name != "themes" and isinstance(node, yaml.ScalarNode):
        return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()
    return None


def _expected(name: str) -> str:
    if name in _LISTS:
        return "une liste « [a, b, c] » est attendue"
    return "des lignes « clé: libellé » sont attendues" if name == "themes" else "un texte est attendu"


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
        aliases=texts("alias", _DEFAULTS["alias"].get(slug, ())),
        about={name: text(name) for name in ABOUT if text(name)},
        total=text("points"),
        folder=folder,
    )


def _levels(pages: Iterable[Action]) -> tuple[str, ...]:
    """Axes at the first rank, measures at the rank of most files below it, sub-axes between."""
    depths = Counter(page.identifier.depth for page in pages if page.identifier.depth > 1)
    measure = depths.most_common(1)[0][0] if depths else 2
    return ("axe", *["sous-axe"] * (measure - 2), "mesure", "sous-action", "tâche")
