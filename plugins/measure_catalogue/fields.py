"""The table of the fields and sections that a measure file may hold, in the editors' words."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from itertools import filterfalse


@dataclass(frozen=True)
class FieldKind:
    """A field: its key in the files, its label on the pages, whether its value is a number."""

    key: str
    label: str
    number: bool = False
    root_only: bool = False


FIELDS = {
    kind.key: kind
    for kind in (
        FieldKind("identifiant", "Identifiant"),
        FieldKind("points", "Points", number=True),
        FieldKind("pointsDOM", "Points outre-mer", number=True),
        FieldKind("pourcentage", "Part des points", number=True),
        FieldKind("categorie", "Phase"),
        FieldKind("climat_pratic_id", "Thème"),
        FieldKind("referentiel", "Référentiel", root_only=True),
    )
}

SECTIONS = {
    "description": "Description",
    "contexte": "Contexte",
    "ressources": "Ressources",
    "exemples": "Exemples",
    "reduction_de_potentiel": "Réduction de potentiel",
    "perimetre_de_l_evaluation": "Périmètre de l'évaluation",
    "critere": "Critère",
    "preuve": "Preuve",
    "actions": "Actions",
}
"""Known sections, key → title; a section may also be written in the plural or with a colon."""


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Lower case without accents, words joined by `_`: « Périmètre de l’évaluation » → perimetre_de_l_evaluation."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    bare = "".join(filterfalse(unicodedata.combining, plain))
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def slug(text: str) -> str:
    """The words of a text joined by `-`, for an anchor: « Mise en œuvre » → mise-en-oeuvre."""
    return fold(text).replace("_", "-")


def section_kind(title: str) -> str:
    """The key of the known section that a heading names, or ""."""
    return _KINDS.get(fold(title), "")


@lru_cache(maxsize=4096)
def number(text: str) -> Fraction | None:
    """The number that a field writes with a point, zero or more; None where it writes none."""
    try:
        value = Decimal(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) else None
    except InvalidOperation:
        return None
    return None if value is None else Fraction(value)


def mended_number(text: str) -> str:
    """What was probably meant by a number that does not read, or "": `3,6` → 3.6, `2O` → 20."""
    if re.search(r"\d,\s", text):
        return ""
    plain = unicodedata.normalize("NFKC", text)  # digits of full width
    guess = re.sub(r"[%\s\u00a0\u202f]|points?$", "", plain).replace(",", ".").translate(str.maketrans("Ool", "001"))
    return guess if guess != text and number(guess) is not None else ""


def certain_number(text: str) -> str:
    """The number that was meant where there is no doubt, or "": `3,6` → 3.6, `20 %` → 20, but not `2O`."""
    found = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?[\s\u00a0\u202f]*(?:%|points?)?", text)
    guess = ".".join(filter(None, found.groups())) if found else ""
    return guess if guess != text else ""


def misspelt(word: str, words: Iterable[str]) -> str:
    """The one word of a list that differs by its capitals, its accents or a single letter, or ""."""
    written = fold(word)
    close = [one for one in words if one != word and one_letter_apart(fold(one), written)]
    return close[0] if len(close) == 1 and len(written) > 3 else ""


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter: added, left out, changed, or swapped with the next."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of a closed list that is closest to what was written, or ""; one that contains the other counts."""
    choices = {fold(choice): choice for choice in words if choice != word}
    written = fold(word)
    if found := difflib.get_close_matches(written, choices, n=1, cutoff=0.75):
        return choices[found[0]]
    within = (one for one in choices if min(len(one), len(written)) >= 4 and (one in written or written in one))
    return choices.get(next(within, ""), "")


def suggestion(word: str, words: Iterable[str], called: str) -> str:
    """What to say of a word that a closed list lacks: the nearest one, else the list, which is `called` so."""
    choices = [*words]
    near = nearest(word, choices)
    return f"vouliez-vous dire « {near} » ?" if near else f"{called} : {', '.join(choices)}"


_KINDS = {
    form: key
    for key, title in SECTIONS.items()
    for form in (fold(title), fold(title) + "s", fold(title).removesuffix("s"))
}
