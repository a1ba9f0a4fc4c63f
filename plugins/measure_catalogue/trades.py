"""Read `metiers.yml`: for those who do a job, the themes and the items that are theirs."""

from collections.abc import Iterator, Mapping

from .annexes import Trade
from .composing import rows
from .diagnostics import Diagnostic, Place, Rule, Severity
from .editions import USUAL_THEMES
from .fields import fold, slug, suggestion
from .model import Catalogue, Edition, Identifier, named
from .rowed import Row
from .sources import Source

MALFORMED = Rule("ME-01", Severity.ERROR, "Métier illisible")
UNKNOWN = Rule("ME-02", Severity.ERROR, "Métier d'un thème ou d'une action qui n'existe pas")
UNCOVERED = Rule("ME-03", Severity.REMARK, "Mesures d'aucun métier")
RULES = (MALFORMED, UNKNOWN, UNCOVERED)

FILE = "metiers.yml"
HOPED = "si_presentes"
_KEYS = ("metier", "titre", "pour", "themes", "mesures", HOPED)


def read_trades(source: Source, editions: Mapping[str, Edition]) -> tuple[tuple[Trade, ...], list[Diagnostic]]:
    """The trades in the order of their file, and what is wrong in it."""
    found: dict[str, Trade] = {}
    given, faults = rows(source.path, source.text)
    themes = {*USUAL_THEMES, *(key for one in editions.values() for key in one.themes)}
    for entries in given:
        row = Row(source.path, {one.key: one for one in entries}, faults, MALFORMED)
        row.closed(_KEYS)
        key = slug(row.text("metier"))
        if not key or not row.text("titre"):
            row.say("metier", "un métier a une clé et un titre", "écrire « - metier: eau », puis « titre: … »")
        elif key in found:
            row.say("metier", f"« {key} » est déjà un métier plus haut", "garder un seul des deux")
        else:
            sure, hoped = (dict(_items(row, list_, editions)) for list_ in ("mesures", HOPED))
            items = hoped | sure
            found[key] = Trade(
                key, row.text("titre"), tuple(_themes(row, themes)), tuple(items), row.text("pour"),
                tuple(one for one in hoped if one not in sure), tuple(items.values()),
            )  # fmt: skip
    return tuple(found.values()), faults


def check_trades(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Items that do not exist, or no longer; then the measures that no trade has, once for each catalogue."""
    trades = catalogue.annexes.trades
    for trade in trades:
        for one, line in zip(trade.items, trade.lines, strict=True):
            if one in catalogue.actions:
                continue
            now = " ou ".join(to.full for to in catalogue.became(one))
            if not now and one in trade.hoped:
                continue
            message = f"{one.full} est devenu {now}" if now else f"{one.full} n'existe pas"
            hint = f"écrire {now}" if now else f"corriger le numéro, le retirer, ou l'écrire dans « {HOPED} »"
            said = f"{message}, que nomme le métier « {trade.title} »"
            yield Diagnostic(Place(FILE, line), UNKNOWN, said, hint, one.text)
    for slug_, edition in catalogue.editions.items() if trades else ():
        measures = [one for one in catalogue.actions.values() if one.identifier.catalogue == slug_]
        lost = [
            str(one.identifier)
            for one in measures
            if one.identifier.depth == edition.measure_depth
            and not any(is_of(trade, catalogue, one.identifier) for trade in trades)
        ]
        if lost:
            shown = ", ".join(lost[:12]) + (f" et {len(lost) - 12} autres" if len(lost) > 12 else "")
            message = f"{edition.short_title} : {shown} ne sont d'aucun métier"
            yield Diagnostic(Place(FILE, 1), UNCOVERED, message, "ajouter leur thème ou leur numéro à un métier", "")


def is_of(trade: Trade, catalogue: Catalogue, item: Identifier) -> bool:
    """Whether an item is of a trade: it, or one above it, is named, or the nearest theme around it is."""
    if any(item.within(one) for one in catalogue.followed(trade.items)):
        return True
    at: Identifier | None = item
    while at is not None:
        if theme := catalogue.actions[at].field("climat_pratic_id"):
            return fold(theme) in map(fold, trade.themes)
        at = catalogue.parent(at)
    return False


def _themes(row: Row, known: set[str]) -> Iterator[str]:
    for one in row.items("themes"):
        if one in known:
            yield one
        else:
            row.say("themes", f"« {one[:40]} » n'est pas un thème", suggestion(one, known, "thèmes"), UNKNOWN, one)


def _items(row: Row, key: str, editions: Mapping[str, Edition]) -> Iterator[tuple[Identifier, int]]:
    """The items of a list, each with its line."""
    for one in row.items(key):
        item = named(one, "", editions)
        if item is not None and item.ranks and item.catalogue in editions:
            yield item, row.line(key, one)
        elif item is None or not item.catalogue:
            said = f"« {one[:40]} » n'est pas l'identifiant entier d'une action"
            row.say(key, said, f"écrire par exemple « {key}: [cae_6.1.1] »", words=one)
