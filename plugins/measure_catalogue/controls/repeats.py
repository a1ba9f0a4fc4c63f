"""Find in one text what was pasted twice: a passage, or the address of a link."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Severity
from ..text import addresses
from .readable import Passage

PASSAGE = Rule("TX-10", Severity.WARNING, "Passage écrit deux fois")
ADDRESS = Rule("LI-06", Severity.REMARK, "Même adresse sous deux textes")
RULES = (PASSAGE, ADDRESS)

ALIKE = 15
"""Words at the end of two sentences that cannot be the same by chance."""

_SENTENCE = re.compile(r"[^\s.!?][^\n.!?]*(?:[.!?]+(?=\S)[^\n.!?]*)*")
_LINK = re.compile(
    r"<a\b[^<>]{0,300}?href\s?=\s?\"(?P<href>[^\"]{1,3000})\"[^<>]{0,300}>(?P<words>(?:(?!</?a\b).){1,3000}?)</a\s*>"
    r"|(?<!!)\[(?P<label>[^\[\]]{1,1500})\]\((?P<target>https?://[^\s()]{1,3000})\)",
    re.S | re.I,
)


def repeats(passage: Passage) -> Iterator[Diagnostic]:
    if not passage.is_title:
        yield from _passages(passage)
        yield from _addresses(passage)


def _passages(passage: Passage) -> Iterator[Diagnostic]:
    """Sentences that end like an earlier one of the same text; those pasted together are said once."""
    if len(passage.seen) < 200:
        return
    ends: dict[tuple[str, ...], int] = {}
    before = -2
    long = [one for one in _SENTENCE.finditer(passage.seen) if len(one[0].split()) >= ALIKE]
    for number, sentence in enumerate(long):
        words = sentence[0].split()
        first = ends.setdefault(tuple(words[-ALIKE:]), number)
        if first != number and first != before + 1:
            line, there = (passage.written.count("\n", 0, long[one].start()) for one in (number, first))
            place = "plus haut sur cette ligne" if line == there else f"à la ligne {passage.line + there}"
            message = f"« {' '.join(words)[:60]}… » est déjà écrit {place} : ce passage est en double"
            yield passage.fault(PASSAGE, message, "effacer l'un des deux", *sentence.span())
        before = first if first != number else -2


def _addresses(passage: Passage) -> Iterator[Diagnostic]:
    """Two links of one text with the same address and not the same words: one of the two is surely another's."""
    if passage.written.count("://") < 2:
        return
    known: dict[str, tuple[str, int]] = {}
    for link in _LINK.finditer(passage.written):
        group = "href" if link["href"] else "target"
        words = " ".join((link["words"] or link["label"]).split())
        if addresses.is_address(words) or not re.search(r"://[^/]+/[^/]", link[group]):
            continue
        line = passage.line + passage.written.count("\n", 0, link.start())
        key = addresses.decoded(link[group]).strip().rstrip("/")
        other, there = known.setdefault(key, (words, line))
        if other != words:
            message = f"« {words[:60]} » et « {other[:60]} » (ligne {there}) mènent à la même adresse"
            hint = "vérifier les deux adresses, souvent copiées l'une de l'autre ; sinon, garder un seul lien"
            yield passage.fault(ADDRESS, message, hint, *link.span(group))
