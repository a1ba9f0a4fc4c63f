"""What a reader sees of a text, each word where the file has it: marks, addresses and code are blanked out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..diagnostics import Diagnostic, Place, Rule
from ..model import Action
from ..sections import INNER_HEADING
from ..text.pointing import pointed

BLANK = "\ue000"
"""Stands for what is blanked out: neither a letter nor a blank, so that words on its sides do not meet."""

_UNSEEN = re.compile(
    r"(?=[<`!\[\]hw&])(?:"  # tells most letters apart at once
    r"(?<!`)(?P<ticks>`+)(?!`)[^`]{1,2000}(?<!`)(?P=ticks)(?!`)|</?[a-zA-Z][^<>]{0,3000}>"
    r"|!?\[(?=(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,300}\]\()|\]\((?:[^()]|\([^()]{0,500}\)){0,1000}\)"
    r"|(?:https?://|www\.)[^\s<>\"«»()]+(?:\([^\s()]*\)[^\s<>\"«»()]*)*|&#?\w+;)"
)
_FENCED = re.compile(r"(?ms:^ {0,3}(?P<fence>~{3,}|`{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[^\n]*$|\Z))")
_MAY_HIDE = re.compile(r"[<`&\[]|://|www\.")


@dataclass(frozen=True)
class Passage:
    """A title or the text of a section: as written, as seen, with as many characters; `line` is that of its start."""

    action: Action
    written: str
    seen: str
    line: int
    is_title: bool = False

    def fault(self, rule: Rule, message: str, hint: str, start: int, end: int, right: str | None = None) -> Diagnostic:
        """A fault of the words from `start` to `end`, for which `right` stands where that is certain."""
        before, words = pointed(self.written, start, end)
        place = Place(self.action.path, self.line + self.written.count("\n", 0, start))
        certain = None if right is None or not words else (before + right).removeprefix(INNER_HEADING)
        return Diagnostic(place, rule, message, hint, (before + words).removeprefix(INNER_HEADING), certain)


def passages(actions: Iterable[Action]) -> Iterator[Passage]:
    """The title of each item that a file gives, then the text of its sections."""
    for action in actions:
        if action.title and action.line:
            yield Passage(action, action.title, readable(action.title), action.line, is_title=True)
        for section in action.sections:
            if section.text:
                yield Passage(action, section.text, readable(section.text), section.first)


@lru_cache(maxsize=50_000)
def readable(text: str) -> str:
    """The text with a blank in place of each character that no reader sees as a word; line ends stay."""
    if "```" in text or "~~~" in text:
        text = _FENCED.sub(lambda found: _blank(found[0]), text)
    if "<!--" in text:
        text = _without_comments(text)
    return _UNSEEN.sub(lambda found: _blank(found[0]), text) if _MAY_HIDE.search(text) else text


def _without_comments(text: str) -> str:
    shown: list[str] = []
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        shown += (text[end:start], _blank(text[start : stop + 3]))
        end = stop + 3
    return "".join((*shown, text[end:]))


def _blank(text: str) -> str:
    return "\n".join(BLANK * len(line) for line in text.split("\n"))
