"""Read `glossaire.yml`: what the acronyms of the catalogues stand for; and find the acronyms of a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .annexes import Term
from .composing import entries
from .diagnostics import Diagnostic, Place, Rule, Severity
from .model import Action, Catalogue, Identifier
from .sources import Source

MALFORMED = Rule("GL-01", Severity.ERROR, "Entrée du glossaire illisible")
LACKING = Rule("GL-02", Severity.REMARK, "Sigle absent du glossaire")
RULES = (MALFORMED, LACKING)

FILE = "glossaire.yml"
OFTEN = 5
"""Times that texts use an acronym from which the glossary is to say what it stands for."""

ACRONYM = re.compile(r"(?<![\w./-])[A-ZÀ-Ý](?:\w|&(?:amp;)?(?=[A-Z])){1,11}(?!\w)")
_NO_ACRONYM = re.compile(r"[IVXLCDM]+|[LRDA]\d{3,}|[^A-ZÀ-Ý]*|.[^A-ZÀ-Ý0-9]*")
_LINK = re.compile(r"https?://\S+|www\.\S+|<[^>]*>")


def read_glossary(source: Source) -> tuple[Mapping[str, Term], list[Diagnostic]]:
    """The terms by acronym in capitals, as `key` has it, and what is wrong in the file."""
    found: dict[str, Term] = {}
    given, faults = entries(source.path, source.text)
    for one in given:
        place = Place(source.path, one.line)
        pairs = one.pairs or {}
        words = (one.text if one.is_scalar else pairs.get("sens", "")).strip()
        if not words or (not one.is_scalar and set(pairs) - {"sens", "texte"}):
            message = f"« {one.key[:40]} » : on ne sait pas ce que ce sigle veut dire"
            faults.append(
                Diagnostic(place, MALFORMED, message, "écrire « PCAET: plan climat-air-énergie territorial »")
            )
        elif key(one.key) in found:
            message = f"« {one.key[:40]} » est déjà dans le glossaire"
            faults.append(Diagnostic(place, MALFORMED, message, "garder une seule des deux lignes", one.key))
        else:
            found[key(one.key)] = Term(one.key, words, pairs.get("texte", ""))
    return found, faults


def key(acronym: str) -> str:
    """SCoT and SCOT, EnR and ENR are one."""
    return acronym.replace("&amp;", "&").upper()


def acronyms(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text that look like acronyms, as they are written, and where; those of addresses are none."""
    bare = _LINK.sub(lambda link: " " * len(link[0]), text)
    for found in ACRONYM.finditer(bare):
        if not _NO_ACRONYM.fullmatch(found[0]):
            yield found[0], found.start()


@dataclass
class Use:
    """How often an acronym is used, on which pages in their order, and where first."""

    times: int
    pages: dict[Identifier, None]
    first: Place


def uses(actions: Iterable[Action]) -> dict[str, Use]:
    """The uses of each acronym in some items, by `key`."""
    found: dict[str, Use] = {}
    for action in actions:
        for text, line in ((action.title, action.line), *((one.text, one.first) for one in action.sections)):
            for one, start in acronyms(text):
                if known := found.get(key(one)):
                    known.times += 1
                    known.pages[action.page] = None
                else:
                    place = Place(action.path, line + text.count("\n", 0, start))
                    found[key(one)] = Use(1, {action.page: None}, place)
    return found


def check_glossary(catalogue: Catalogue, used: Mapping[str, Use] | None = None) -> Iterator[Diagnostic]:
    """Acronyms used often that the glossary does not know, each at its first use; none where there is no glossary.

    `used` are the uses of all items, where they are known.
    """
    terms = catalogue.annexes.terms
    found = (uses(catalogue.actions.values()) if used is None else used) if terms else {}
    for acronym, use in found.items():
        if acronym not in terms and use.times >= OFTEN:
            where = f"sur {len(use.pages)} pages" if len(use.pages) > 1 else "sur cette page"
            message = f"« {acronym} » sert {use.times} fois, {where}, et le glossaire ne le connaît pas"
            hint = f"ajouter « {acronym}: … » à {FILE}, ou l'écrire en toutes lettres"
            yield Diagnostic(use.first, LACKING, message, hint, acronym)
