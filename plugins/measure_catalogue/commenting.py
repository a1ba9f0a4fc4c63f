"""Print the changes between two states as the comment of a pull request: no markup in it is but ours."""

import re
from collections.abc import Iterable, Iterator

from .accounts import NONE, Account, shortened
from .agreement import counted, listed
from .gathering import Group, Line, Name
from .rewording import Passage

LIMIT = 60_000
"""Units of UTF-16 that leave room for what others add to a comment of GitHub, which takes 65,536."""

PASSAGES, WORDS = 30, 150
NAMED = 60
"""Measures that are named when there is no room to say more of them."""

_BREAKS = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+!|~$&^]|(?<=\d)\.(?=\s)|^[-=]|(?<=www)\.|:(?=/)", re.I)
_CALLS = re.compile(r"(@|#(?=\d)|\bGH-(?=\d))", re.I)
_MARKS = {"removed": "~~", "added": "**", "same": ""}


def as_markdown(account: Account) -> Iterator[str]:
    """What changed in short, then measure by measure; the changed words are folded."""
    if not account.changes:
        yield f"Catalogue de mesures\u00a0: {NONE}."
        return
    summary = f"**{literal(listed(account.counts()))}**, dans {literal(account.places())}."
    yield from ("### Ce qui change dans le catalogue", "", summary)
    yield from _groups(account, LIMIT - _size(summary) - 2_000)


def _groups(account: Account, room: int) -> Iterator[str]:
    """As many measures as there is room for, without their words where those take too much."""
    catalogue, folded, left = "", [], []
    for group in account.groups:
        head = _catalogue(account, group) if group.item.identifier.catalogue != catalogue else ""
        brief = f"{head}\n#### {_named(group.item, account.site)}\n\n" + "\n".join(_items(group.lines, account.site))
        words = _words(group, account.site)
        whole = f"{brief}\n\n{words}" if words else brief
        fitting = next((one for one in (whole, brief) if _size(one) < room), None)
        if fitting is None:
            left.append(group)
            continue
        if fitting != whole:
            folded.append(group)
        catalogue = group.item.identifier.catalogue
        room -= _size(fitting) + 1
        yield fitting
    for groups, what in ((folded, "les mots changés ne sont pas montrés"), (left, "rien n’est montré")):
        if groups:
            yield f"\n*Faute de place, {what} pour\u00a0: {_listed(groups)}.*"


def _catalogue(account: Account, group: Group) -> str:
    if not account.names_catalogues:
        return ""
    edition = account.gathering.edition(group.item.identifier)
    return f"\n### {literal(f'{edition.title} ({edition.slug})')}\n"


def _listed(groups: list[Group]) -> str:
    names = [one.item.identifier.text or one.item.identifier.catalogue for one in groups]
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" et {counted(more, 'autre')}" if more > 0 else "")


def _items(lines: Iterable[Line], site: str, indent: str = "") -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {_said(line, site)}"
        yield from _items(line.below, site, f"{indent}  ")


def _said(line: Line, site: str) -> str:
    return "".join(literal(one) if isinstance(one, str) else _named(one, site) for one in line.said).rstrip()


def _named(one: Name, site: str) -> str:
    text = one.identifier.text
    if not text:
        return "Le catalogue"
    number = f"[{text}]({site}/{one.identifier.catalogue}/{text}/)" if site and not one.gone else text
    return f"{number} {literal(one.title)}".rstrip()


def _words(group: Group, site: str) -> str:
    """The passages that changed, folded; what is in the heading of a folding is HTML, hence none of theirs."""
    blocks = [*_passages(group.lines, site)]
    if not blocks:
        return ""
    return "\n\n".join(["<details><summary>Les mots changés</summary>", *blocks, "</details>"])


def _passages(lines: Iterable[Line], site: str, head: str = "") -> Iterator[str]:
    for line in lines:
        said = _said(line, site)
        if line.passages:
            yield f"{head}{said}"
            yield from (f"> {_shown(one)}" for one in line.passages[:PASSAGES])
            if len(line.passages) > PASSAGES:
                yield f"et {counted(len(line.passages) - PASSAGES, 'autre passage')}"
        yield from _passages(line.below, site, f"{said} ")


def _shown(passage: Passage) -> str:
    parts = []
    for run in passage:
        words = " ".join(literal(word) for word in shortened(run.words, WORDS))
        parts.append("…" if run.kind == "gap" else f"{_MARKS[run.kind]}{words}{_MARKS[run.kind]}")
    return " ".join(parts)


def literal(text: str) -> str:
    """Words for a line of Markdown: no sign of theirs is one, no address a link, nobody is called."""
    return _CALLS.sub("\\1\u200b", _SIGNS.sub(r"\\\g<0>", _BREAKS.sub(" ", text)))


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
