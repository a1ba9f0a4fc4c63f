"""Say which links are dead, where they stand, and where to look for what they led to."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from .links import Answer, Cited, State

Found = Sequence[tuple[str, Answer]]
Places = Mapping[str, Sequence[Cited]]

_TITLES = {
    State.DEAD: "Liens morts",
    State.MOVED: "Liens dont l'adresse a changé",
    State.SILENT: "Sites qui ne répondent pas aujourd'hui",
    State.DOUBTFUL: "Liens à vérifier à la main",
}
_FOLDED = (State.SILENT, State.DOUBTFUL)


def summary(found: Found) -> str:
    """« 1 204 adresses suivies : 12 mortes, 3 déplacées, 40 à vérifier »."""
    count = {state: sum(one.state is state for _, one in found) for state in State}
    said = [
        f"{count[State.DEAD]} morte{'s' * (count[State.DEAD] > 1)}",
        f"{count[State.MOVED]} déplacée{'s' * (count[State.MOVED] > 1)}",
        f"{count[State.SILENT] + count[State.DOUBTFUL]} à vérifier",
    ]
    return f"{len(found)} adresse{'s' * (len(found) > 1)} suivie{'s' * (len(found) > 1)} : {', '.join(said)}"


def as_text(found: Found, places: Places) -> Iterator[str]:
    """For a terminal: each address that needs a hand, why, and where it stands."""
    for address, answer in _in_need(found):
        yield f"{address} : {answer.why}"
        yield from (f"    {one.place} ({one.item.full})" for one in places[address])
        yield f"    {_remedy(address, answer)}"


def as_markdown(found: Found, places: Places) -> Iterator[str]:
    """For an issue: the dead first; what is only in doubt is folded away."""
    yield f"{summary(found)}.\n"
    for state, title in _TITLES.items():
        ones = [(address, answer) for address, answer in found if answer.state is state]
        if not ones:
            continue
        folded = state in _FOLDED
        yield f"<details><summary>{title} : {len(ones)}</summary>\n" if folded else f"## {title} : {len(ones)}\n"
        for address, answer in ones:
            where = ", ".join(f"{one.item.full} ({_quoted(str(one.place))})" for one in places[address])
            remedy = _remedy(address, answer, _quoted)
            yield f"- [ ] {_quoted(address)} : {answer.why}  \n      {where}  \n      {remedy}"
        yield "\n</details>\n" if folded else ""


def _in_need(found: Found) -> Iterator[tuple[str, Answer]]:
    for state in _TITLES:
        yield from ((address, answer) for address, answer in found if answer.state is state)


def _remedy(address: str, answer: Answer, quoted: Callable[[str], str] = str) -> str:
    if answer.state is State.MOVED:
        return f"écrire {quoted(answer.now)}"
    if answer.state is State.DEAD:
        return f"une copie existe peut-être : {quoted(f'https://web.archive.org/web/{address}')}"
    return "ouvrir ce lien dans un navigateur, aujourd'hui ou un autre jour"


def _quoted(text: str) -> str:
    """A text that Markdown shows as it stands: no mention or image comes of it; a plain address can be clicked."""
    plain = re.fullmatch(r"https?://[\w.:/?&=%#~+,;-]+", text)
    return f"<{text}>" if plain else f"`{' '.join(text.replace('`', '%60').split())}`"


FORMATS: dict[str, Callable[[Found, Places], Iterator[str]]] = {"text": as_text, "markdown": as_markdown}
