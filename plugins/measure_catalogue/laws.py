"""Find the laws, decrees, orders, directives and articles of codes that texts cite, each under one name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .fields import fold
from .model import Action, Identifier

KINDS = ("article", "loi", "ordonnance", "décret", "arrêté", "directive", "règlement")
"""In the order in which they are listed."""

UNSAID = "Code non précisé"

CODES = {
    "action_sociale_et_des_familles": "Code de l’action sociale et des familles",
    "collectivites_territoriales": "Code général des collectivités territoriales",
    "commande_publique": "Code de la commande publique",
    "construction_et_de_l_habitation": "Code de la construction et de l’habitation",
    "consommation": "Code de la consommation",
    "education": "Code de l’éducation",
    "energie": "Code de l’énergie",
    "environnement": "Code de l’environnement",
    "forestier": "Code forestier",
    "marches_publics": "Code des marchés publics",
    "patrimoine": "Code du patrimoine",
    "propriete_des_personnes_publiques": "Code général de la propriété des personnes publiques",
    "route": "Code de la route",
    "rural_et_de_la_peche_maritime": "Code rural et de la pêche maritime",
    "sante_publique": "Code de la santé publique",
    "transports": "Code des transports",
    "travail": "Code du travail",
    "urbanisme": "Code de l’urbanisme",
    "voirie_routiere": "Code de la voirie routière",
}
"""By what their names hold once folded."""

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
_DATE = rf"\d{{1,2}}(?:er)?\s+(?:{_MONTHS})\s+\d{{4}}"
_NUMBERED = re.compile(
    rf"\b(loi|ordonnance|décret|arrêté)s?(?:\s+ministériel(?:le)?)?\s+(?:n\s*[°ºo]?\s*)?(\d{{2,4}}-\d{{1,5}})\b(?:\s+du\s+({_DATE}))?",
    re.I,
)
_DATED = re.compile(rf"\b(loi|ordonnance|décret|arrêté)(?:\s+ministériel(?:le)?)?\s+(?:datant\s+)?du\s+({_DATE})", re.I)
_EUROPEAN = re.compile(
    r"\b(directive|règlement)s?(?:[\s-]+(?:européen(?:ne)?|cadre|délégué))*\s+(?:\(?(?:UE|CE|CEE)\)?\s*)?(?:n\s*°\s*)?(\d{2,4}/\d{1,4})(?:/(CEE|CE|UE))?",
    re.I,
)
_ARTICLE = re.compile(r"(?<![\w-])([LRDA])\s?\.?\s?\*?\s?(\d{3,4}(?:-\d+)+)(?![\d-])")
_CODE = re.compile(r"\bcode\s+([^.;:,()\n«»]{3,70})|\bCGCT\b", re.I)
_NEAR = 110
"""Characters after an article within which its code is named."""


@dataclass(frozen=True)
class Law:
    """A text of law: `kind` is one of KINDS, `code` that of an article, `name` how it is written, `order` sorts it."""

    kind: str
    code: str
    name: str
    order: tuple[object, ...]


def cited(actions: Iterable[Action]) -> dict[Law, dict[Identifier, None]]:
    """Each text of law that some items cite, with those items, in their order."""
    found: dict[Law, dict[Identifier, None]] = {}
    for action in actions:
        for text in (action.title, *(one.text for one in action.sections)):
            for law in laws(text):
                found.setdefault(law, {})[action.identifier] = None
    return found


def laws(text: str) -> Iterator[Law]:
    """The texts of law that a text cites, as often as it does; addresses are left out."""
    bare = re.sub(r"https?://\S+", " ", text)
    taken: list[tuple[int, int]] = []
    for found in _NUMBERED.finditer(bare):
        kind, number = found[1].lower(), found[2]
        year, _, rank = number.partition("-")
        taken.append(found.span())
        full = _year(year)
        yield Law(kind, "", f"{kind.capitalize()} n° {number}", (full, int(rank)))
    for found in _DATED.finditer(bare):
        if not any(start <= found.start() < end for start, end in taken):
            kind, date = found[1].lower(), re.sub(r"\s+", " ", found[2].lower().replace("aout", "août"))
            yield Law(kind, "", f"{kind.capitalize()} du {date}", (int(date[-4:]), _day(date)))
    for found in _EUROPEAN.finditer(bare):
        kind, number = found[1].lower(), found[2]
        community = f"/{found[3].upper()}" if found[3] else ""
        one, _, other = number.partition("/")
        year = one if _is_year(one) else other
        yield Law(kind, "", f"{kind.capitalize()} {number}{community}", (_year(year), number))
    for found in _ARTICLE.finditer(bare):
        numbers = tuple(int(one) for one in found[2].split("-"))
        code = _code(bare, found.start(), found.end())
        yield Law("article", code, f"{found[1]}. {found[2]}", (found[1], *numbers))


def _code(text: str, start: int, end: int) -> str:
    """The code that an article is of: named after it, or at the head of the list that it stands in."""
    after = _CODE.search(text, end, min(len(text), end + _NEAR))
    if after and not re.search(r"\n\n|ainsi qu", text[end : after.start()]):
        return named(after)
    before = [one for one in _CODE.finditer(text, max(0, start - 400), start) if _opens(text, one)]
    return named(before[-1]) if before and "\n\n" not in text[before[-1].end() : start] else UNSAID


def _opens(text: str, code: re.Match[str]) -> bool:
    """Whether a code heads what follows: « Code de l’environnement : », or « Code de l’énergie, article … »."""
    return bool(re.match(r"\s*(?::|[,–-]\s*(?:articles?|art\b|[LRDA]\s?\.?\s?\d))", text[code.end() :]))


def named(found: re.Match[str]) -> str:
    """The name of a code as all write it; one that is not known keeps its own words."""
    if not found[1]:
        return CODES["collectivites_territoriales"]
    bare = fold(found[1])
    known = next((name for key, name in CODES.items() if key in bare), "")
    return known or "Code " + " ".join(found[1].split()[:4])


def _is_year(text: str) -> bool:
    return len(text) == 4 and 1900 <= int(text) <= 2100


def _year(text: str) -> int:
    """« 92-3 » is of 1992."""
    return int(text) if len(text) == 4 else 1900 + int(text) % 100


def _day(date: str) -> tuple[int, int]:
    day, month, _ = date.replace("1er", "1").split(" ")
    return _MONTHS.replace("août|aout", "août").split("|").index(month), int(day)
