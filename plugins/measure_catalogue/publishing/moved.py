"""Say what became of the identifiers that are no longer used: at their own address, and where they lead."""

from ..dates import spoken
from ..fields import number
from ..model import Action, Identifier, Redirection
from ..points import written
from ..text.inline import escape
from .writer import Writer, uri


def said(one: Redirection) -> str:
    """« fusion avec l'action voisine, 21 juin 2023 »; empty where nothing is known."""
    return ", ".join(filter(None, [one.reason, spoken(one.date)]))


def known_as(ones: tuple[Redirection, ...]) -> str:
    """The line that an item shows of its former identifiers; empty where it has none."""
    names = [f"{one.old}{f' ({escape(why)})' if (why := said(one)) else ''}" for one in ones]
    return f"Ancien{'s' * (len(names) > 1)} numéro{'s' * (len(names) > 1)}\u00a0: {' ; '.join(names)}" if names else ""


def page(writer: Writer, one: Redirection) -> str:
    """The text of the page at an address that leads to no item, or to several."""
    catalogue, start = writer.catalogue, uri(one.old)
    now = [catalogue.actions[target] for target in catalogue.became(one.old)]
    when = f" le {escape(spoken(one.date))}" if one.date else ""
    lines = [f"**{one.old}** {'a été remplacé' if now else 'a été retiré'}{when}."]
    if one.reason:
        lines.append(f"Motif\u00a0: {escape(one.reason)}.")
    if now:
        parts = _parts(one) if len(one.targets) == len(now) else {}
        links = [f"- {_link(writer, it, start)}{parts.get(it.identifier, '')}" for it in now]
        lines.append("\n".join(["À sa place\u00a0:", "", *links]))
    else:
        near = catalogue.actions[catalogue.parent(one.old) or Identifier(one.old.catalogue)]
        lines.append(f"Rien ne le remplace. Voir {_link(writer, near, start)}.")
    return "\n\n".join(lines)


def _parts(one: Redirection) -> dict[Identifier, str]:
    """« : 50 % » for each target that has a weight."""
    weights = [number(text) for text in one.weights]
    if not one.targets or len(weights) != len(one.targets) or None in weights:
        return {}
    total = sum(weight for weight in weights if weight is not None)
    return {
        target: f"\u00a0: {written(weight / total * 100)}\u00a0%"
        for target, weight in zip(one.targets, weights, strict=True)
        if total and weight is not None
    }


def _link(writer: Writer, action: Action, start: str) -> str:
    title = escape(action.title) or "*Sans titre*"
    name = f"**{action.identifier}** {title}" if action.identifier.ranks else title
    return f"[{name}]({writer.address(action.identifier, start)})"
