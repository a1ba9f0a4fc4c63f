"""Who publishes the site and how accessible it is: what a public site must say, from the settings of its publisher."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from .fields import suggestion

STATES = ("non conforme", "partiellement conforme", "totalement conforme")
"""What a public site says of its accessibility, in the words of the RGAA."""

YEARS = 3
"""How long an audit holds: decree no 2019-768 of 24 July 2019, article 5."""

NEEDED = {
    "editeur": "le nom de l’organisme qui publie le site",
    "adresse": "son adresse postale",
    "telephone": "son numéro de téléphone",
    "courriel": "l’adresse électronique où écrire",
    "directeur": "le nom de la directrice ou du directeur de la publication",
    "hebergeur": "le nom de l’hébergeur",
    "hebergeur_adresse": "l’adresse postale de l’hébergeur",
    "hebergeur_telephone": "le numéro de téléphone de l’hébergeur",
}
"""Without one of these a site may not be published: law no 2004-575 of 21 June 2004 and the RGAA."""

FREE = ("accessibilite", "audit", "auditeur", "taux", "schema", "plan_annuel", "dpo", "etabli")


@dataclass(frozen=True)
class Publication:
    """The settings as texts by key, those not given left out; `audit` is a day, `2026-03-15`."""

    given: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        """The text of a setting, "" where it is not given."""
        return self.given.get(key, "")

    @property
    def state(self) -> str:
        """« non conforme » unless an audit says better: a site that nobody examined is not known to be accessible."""
        return self["accessibilite"] if self["audit"] and self["accessibilite"] in STATES else STATES[0]

    def missing(self) -> list[str]:
        return [key for key in NEEDED if not self[key]]


def publication(settings: Mapping[str, object]) -> Publication:
    """The settings as they are written under `publication:`; what is no text is told apart by `faults`."""
    return Publication({key: str(one).strip() for key, one in settings.items() if one is not None and str(one).strip()})


def faults(one: Publication, today: date) -> Iterator[str]:
    """What cannot serve, what is missing, what is too old, in French."""
    for key in one.given:
        if key not in NEEDED and key not in FREE:
            yield f"publication : « {key} » n’est pas connu ; {suggestion(key, (*NEEDED, *FREE), 'réglages connus')}"
    if one["accessibilite"] and one["accessibilite"] not in STATES:
        yield f"publication : accessibilite « {one['accessibilite']} » ; écrire {', '.join(STATES)}"
    elif one["accessibilite"] not in ("", STATES[0]) and not one["audit"]:
        yield "publication : « accessibilite » sans la date de l’audit : le site dit « non conforme »"
    if one["audit"]:
        yield from _audit(one["audit"], today)
    for key in one.missing():
        yield f"publication : « {key} » manque ({NEEDED[key]})"


def _audit(text: str, today: date) -> Iterator[str]:
    day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and _is_day(text) else None
    if day is None:
        yield f"publication : audit « {text} » n’est pas un jour ; écrire « 2026-03-15 »"
    elif (today - day).days > YEARS * 365 + 1:
        yield f"publication : l’audit du {text} a plus de {YEARS} ans : la déclaration d’accessibilité est à refaire"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
