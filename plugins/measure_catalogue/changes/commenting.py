"""Print the changes between two states as the comment of a pull request: no markup in it is but ours."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from .accounts import NONE, Account, shortened
from .agreement import counted, listed
from .gathering import Group, Line, Name
from .rewording import Passage

LIMIT = 60_000
"""Units of UTF-16 that leave room for what others add to a comment of GitHub, which takes 65,536."""

PASSAGES, WORDS = 30, 150
NAMED = 60
"""Measures that are named when there is no room to say more of them."""

_BREAKS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+!|~$&^]|(?<=\d)\.(?=\s|$)|^[-=]|(?<=www)\.|:(?=/)", re.I)
_CALLS = re.compile(r"(@|#(?=\d)|\bGH-(?=\d))", re.I)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that show nothing, and may part what reads as one word from what is one."""

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
    """Every measure as far as there is room, then the words of as many of them as may be."""
    groups = {group.item: group for group in account.groups}
    brief, room = _fitting({item: _brief(group, account.site) for item, group in groups.items()}, room)
    every = {item: _words(groups[item].lines, account.site) for item in brief}
    words, _ = _fitting({item: said for item, said in every.items() if said}, room)
    catalogue = ""
    for item, said in brief.items():
        slug = item.identifier.catalogue
        if account.names_catalogues and slug != catalogue:
            yield f"\n### {literal(f'{account.gathering.edition(item.identifier).title} ({slug})')}"
        catalogue = slug
        yield f"\n{said}"
        if item in words:
            yield f"\n{words[item]}"
    yield from _left("les mots changés ne sont pas montrés", [one for one in every if every[one] and one not in words])
    yield from _left("rien n’est montré", [one for one in groups if one not in brief])


def _fitting(texts: Mapping[Name, str], room: int) -> tuple[dict[Name, str], int]:
    """The texts that there is room for, and the room that is left."""
    kept = {}
    for item, text in texts.items():
        if (size := _size(text) + 2) <= room:
            kept[item] = text
            room -= size
    return kept, room


def _left(what: str, items: list[Name]) -> Iterator[str]:
    if items:
        names = [one.identifier.text or one.identifier.catalogue for one in items]
        more = f" et {counted(len(names) - NAMED, 'autre')}" if len(names) > NAMED else ""
        yield f"\n*Faute de place, {what} pour\u00a0: {', '.join(names[:NAMED])}{more}.*"


def _brief(group: Group, site: str) -> str:
    return "\n".join([f"#### {_named(group.item, site)}", "", *_items(group.lines, site)])


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


def _words(lines: Iterable[Line], site: str) -> str:
    """The passages that changed, folded; the heading of a folding is HTML, where none of their words may be."""
    blocks = [*_passages(lines, site)]
    return "\n\n".join(["<details><summary>Les mots changés</summary>", *blocks, "</details>"]) if blocks else ""


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
    line = re.sub(r"\s+", lambda blanks: blanks[0] if _BREAKS.isdisjoint(blanks[0]) else " ", text)
    seen = "".join(one for one in line if unicodedata.category(one) not in _UNSEEN)
    return _CALLS.sub("\\1\u200b", _SIGNS.sub(r"\\\g<0>", seen))


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
