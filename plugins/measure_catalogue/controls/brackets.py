"""Find brackets and quotation marks that stand alone in their paragraph."""

import re
from collections import Counter
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Severity
from .readable import Passage

ORPHAN = Rule("TX-08", Severity.WARNING, "Parenthèse ou guillemet sans son pareil")
RULES = (ORPHAN,)

MOST, DEEPEST = 50, 4
"""Faults said of one paragraph, and brackets within brackets that are counted before they are looked at one by one."""

_CLOSED_BY = {"(": ")", "[": "]", "«": "»", "“": "”"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSED_BY.items()}
_NAMES = {"(": "cette parenthèse", ")": "cette parenthèse", "[": "ce crochet", "]": "ce crochet"}
_AROUND, _AFTER = re.compile(r"(?:\S+[ \t\u00a0]+){0,2}\S*$"), re.compile(r"\S+(?:[ \t\u00a0]+\S+){0,2}")
"""Two words on each side of a mark, or fewer, on its line."""
_MARK = re.compile(r"[()\[\]«»“”]")
_RANK = re.compile(r"(?:^|[\s;,:(/-])(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})$")
"""What stands before the bracket of « a) », « 1) » or « iv) », which opens nothing."""
_PARAGRAPH_END = re.compile(r"(?<![:,;])(?:[ \t\u00a0]*\n){2,}")
"""A text that announces a list and the list are one: a bracket may open in the first and close in the second."""
_FACE = re.compile(r"[:;=8][-^']?$")


def brackets(passage: Passage) -> Iterator[Diagnostic]:
    if _is_even(_MARK.findall(passage.seen)):
        return
    start = 0
    for paragraph in _PARAGRAPH_END.split(passage.seen):
        start = passage.seen.index(paragraph, start)
        yield from (_alone(passage, start + at) for at in orphans(paragraph)[:MOST])
        start += len(paragraph)


def _is_even(marks: list[str]) -> bool:
    """Whether nothing is left of some marks once those that touch are taken away in pairs, and again."""
    left = "".join(marks)
    for _ in range(DEEPEST):
        for opening, closing in _CLOSED_BY.items():
            left = left.replace(opening + closing, "")
    return not left


def _alone(passage: Passage, at: int) -> Diagnostic:
    mark = passage.seen[at]
    around = _AROUND.search(passage.written[max(0, at - 80) : at].rpartition("\n")[2])
    before = around[0] if around else ""
    after = _AFTER.match(passage.written, at)
    words = " ".join(f"{before}{after[0] if after else mark}".split())
    what = "s'ouvre et ne se referme pas" if mark in _CLOSED_BY else "referme ce que rien n'a ouvert"
    message = f"{_NAMES.get(mark, 'ce guillemet')} {what} : « {words} »"
    hint = f"ajouter {_CLOSED_BY.get(mark) or _OPENED_BY[mark]}, ou effacer {mark}"
    return passage.fault(ORPHAN, message, hint, at, at + 1)


def orphans(text: str) -> list[int]:
    """Where a mark stands that no other opens or closes; the bracket of « a) » may be one or none."""
    marks = [*_MARK.finditer(text)]
    alone = _unpaired(marks)
    if not alone:
        return []
    odd = {one.start() for one in marks if _is_no_bracket(text, one)}
    without = _unpaired([one for one in marks if one.start() not in odd])
    return min([at for at in alone if at not in odd], without, key=len)


def _is_no_bracket(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may belong to « a) », to « :) » or to « ]0 ; 1[ »."""
    before, after = text[max(0, mark.start() - 6) : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] == ")":
        return bool(_RANK.search(before) or _FACE.search(before))
    return (mark[0] == "]" and after.isdigit()) or (mark[0] == "[" and before[-1:].isdigit())


def _unpaired(marks: list[re.Match[str]]) -> list[int]:
    opened: list[re.Match[str]] = []
    alone: list[int] = []
    kinds = Counter[str]()
    for mark in marks:
        if mark[0] in _CLOSED_BY:
            opened.append(mark)
            kinds[mark[0]] += 1
            continue
        opening = _OPENED_BY[mark[0]]
        if not kinds[opening]:
            alone.append(mark.start())
            continue
        while (last := opened.pop())[0] != opening:
            alone.append(last.start())
            kinds[last[0]] -= 1
        kinds[opening] -= 1
    return sorted([*alone, *(one.start() for one in opened)])
