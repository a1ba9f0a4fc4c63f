"""What editors write -> blocks of Markdown that render as they meant."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from ..diagnostics import Rule, Severity
from . import lists
from .comments import without_comments
from .flaws import Flaw
from .inline import tidy
from .lines import ENDED, GOES_ON, broken, unmarked
from .nesting import MAX_QUOTES, has_room, too_deep

GLUED = Rule("TX-05", Severity.REMARK, "Liste collée au texte")
BULLET = Rule("TX-06", Severity.REMARK, "Puce de traitement de texte")
FENCE = Rule("TX-07", Severity.ERROR, "Bloc de code jamais refermé")
RULES = (GLUED, BULLET, FENCE)

SOURCE = re.compile(r"[ \t]*(?:(?:→|🡪|➔|⇒|=>|->|-)[ \t]*)?(\(?[Ss]ources?[ \t\u00a0\u202f]?:.*)$")

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+)$")
_BOLD_LINE = re.compile(r"[ \t]*\*\*((?:(?!\*\*).)+?)\*\*[ \t\u00a0]*(?:(:)[ \t]*)?$")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_QUOTE = re.compile(r" {0,3}>[ \t]?(.*)$")
_ADDRESS_LINE = re.compile(r"[ \t]*(?:https?://|www\.|<a\b)")


@dataclass(frozen=True)
class Block:
    """A block of prose: `kind` is heading, paragraph, source, list, quote, code, table or rule.

    `text` is Markdown; a heading's has no #, for its level is the page's affair. `line` counts from 0.
    """

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Prose:
    blocks: tuple[Block, ...]
    flaws: tuple[Flaw, ...]


@lru_cache(maxsize=50_000)
def repair(text: str, quotes: int = 0) -> Prose:
    """The blocks of a text. Lists may touch a paragraph, line ends are kept where they were meant."""
    lines = text.split("\n")
    hidden: list[Flaw] = []
    if "<!--" in text and not any(_FENCE.match(line) for line in lines):
        shown, hidden = without_comments(text)  # before blocks are told apart, for one may hold blank lines
        lines = shown.split("\n")
    walk = _Walk(lines, quotes)
    return Prose(tuple(walk.blocks()), (*hidden, *walk.flaws))


class _Walk:
    """One pass over the lines of a text; each reader takes the lines of its block and moves on."""

    def __init__(self, lines: list[str], quotes: int) -> None:
        self.lines = lines
        self.quotes = quotes
        self.flaws: list[Flaw] = []
        self.at = 0
        self.unclosed: dict[str, int] = {}
        """For each mark of a fence, the length from which none is closed below: looked for once."""

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.lines):
            start = self.at
            if self.lines[start].strip() in ("", "-", "*", "+", "•"):  # a mark without words says nothing
                self.at += 1
                continue
            for reader in (self._code, self._heading, self._rule, self._table, self._quote, self._list):
                if block := reader(start):
                    yield block
                    break
            else:
                yield self._paragraph(start)

    def _tidy(self, text: str, line: int) -> str:
        tidied, flaws = tidy(text)
        self.flaws += [replace(one, line=one.line + line) for one in flaws]
        return tidied

    def _code(self, start: int) -> Block | None:
        fence = _FENCE.match(self.lines[start])
        if not fence:
            return None
        mark, size, said = fence[1][0], len(fence[1]), fence[2].strip()
        end = self._fence_end(start, mark, size)
        if not end:
            message = f"le bloc ouvert par « {fence[1][:12]} » n'est pas refermé : la suite peut perdre sa forme"
            self.flaws.append(Flaw(FENCE, message, f"ajouter une ligne {mark * 3} à sa fin", start, fence[0].strip()))
            return None
        self.at = end + 1
        body = "\n".join(self.lines[start + 1 : end])
        ticks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", body)), 3)
        language = said if re.fullmatch(r"[\w+-]{0,20}", said) else ""
        caption = "" if language else self._tidy(said, start)
        code = f"{ticks}{language}\n{body}\n{ticks}"
        return Block("code", f"{unmarked(caption)}\n\n{code}" if caption else code, start)

    def _fence_end(self, start: int, mark: str, size: int) -> int:
        """The index of the line that closes a fence, 0 where none does."""
        if size >= self.unclosed.get(mark, size + 1):
            return 0
        closing = re.compile(rf" {{0,3}}{mark}{{{size},}}[ \t]*")
        for number in range(start + 1, len(self.lines)):
            if closing.fullmatch(self.lines[number]):
                return number
        self.unclosed[mark] = size
        return 0

    def _heading(self, start: int) -> Block | None:
        line = self.lines[start]
        written = _HEADING.match(line)
        bold = _BOLD_LINE.match(line)
        if bold and _source(line):
            return None
        if not written and not (bold and any(one.strip() for one in self.lines[start + 1 :])):
            return None
        self.at += 1
        words = written[1] if written else f"{bold[1].strip()}{chr(160) + ':' if bold[2] else ''}" if bold else ""
        return Block("heading", self._tidy(words.strip().replace("**", ""), start), start)

    def _rule(self, start: int) -> Block | None:
        if not _RULE.match(self.lines[start]):
            return None
        self.at += 1
        return Block("rule", "---", start)

    def _table(self, start: int) -> Block | None:
        below = self.lines[start + 1] if start + 1 < len(self.lines) else ""
        if "|" not in self.lines[start] or "|" not in below or not _TABLE.match(below):
            return None
        rows = self._while(lambda line: "|" in line)
        return Block("table", self._tidy("\n".join(row.strip() for row in rows), start), start)

    def _quote(self, start: int) -> Block | None:
        is_quote, is_deep = bool(_QUOTE.match(self.lines[start])), self.quotes >= MAX_QUOTES
        self.flaws += [too_deep("citations", MAX_QUOTES, start)] if is_quote and is_deep else []
        if is_deep or not is_quote:
            return None
        lines = self._while(lambda line: bool(_QUOTE.match(line)))
        inner = repair("\n".join(_QUOTE.sub(r"\1", line) for line in lines), self.quotes + 1)
        for one in inner.flaws:
            right = None if one.right is None or "\n" in one.right else one.right
            self.flaws.append(replace(one, line=one.line + start, right=right))
        text = joined(inner.blocks, lambda block: f"**{block.text}**")
        return Block("quote", "\n".join(f"> {line}".rstrip() for line in text.split("\n")), start)

    def _while(self, goes_on: Callable[[str], bool]) -> list[str]:
        start = self.at
        while self.at < len(self.lines) and goes_on(self.lines[self.at]):
            self.at += 1
        return self.lines[start : self.at]

    def _list(self, start: int) -> Block | None:
        if not lists.starts_item(self.lines[start]) or _source(self.lines[start]):
            return None
        self._question_list(start)
        depths, items = lists.Depths(), list[lists.Item]()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            mark = None if _source(line) else lists.goes_on(line)
            if mark and not _RULE.match(line):
                number = mark["mark"].rstrip(".)") if mark["mark"][0].isdigit() else ""
                items.append(lists.Item(depths.of(mark), number, (mark["words"],), self.at))
            elif line.strip() and has_room(items[-1].lines) and self._continues(line, items[-1]):
                last = items[-1]
                items[-1] = lists.Item(last.depth, last.number, (*last.lines, line), last.line)
            elif line.strip() or not self._list_resumes():
                break
            self.at += 1
        self.flaws += [too_deep("listes", lists.MAX_DEPTH, start)] if depths.are_cut else []
        text = lists.markdown(items, lambda item: unmarked(self._tidy(broken(item.lines), item.line)))
        return Block("list", text, start)

    def _question_list(self, start: int) -> None:
        mark = lists.starts_item(self.lines[start])
        opening = re.sub(r"(\s*\S+(?:\s+\S+)?).*", r"\1", self.lines[start])
        before = self.lines[start - 1].strip() if start else ""
        if mark and before and not _BOLD_LINE.match(before) and not _HEADING.match(before):
            message = "cette liste touche le texte qui la précède : d'autres logiciels n'en feraient qu'un paragraphe"
            hint = "laisser une ligne vide avant la liste"
            self.flaws.append(Flaw(GLUED, message, hint, start, opening, f"\n{opening}"))
        if mark and lists.is_odd(mark):
            shown = mark["mark"].replace("\uf0b7", "puce")
            message = f"tous les logiciels ne savent pas que « {shown} » commence une liste"
            hint = "écrire « - » suivi d'une espace" if not mark["mark"][0].isdigit() else "écrire « 1. »"
            self.flaws.append(Flaw(BULLET, message, hint, start, opening))

    def _continues(self, line: str, item: lists.Item) -> bool:
        """Whether a line with no mark below an item is its end rather than a new paragraph."""
        if not self.lines[self.at - 1].strip() or any(
            (_FENCE.match(line), _HEADING.match(line), _BOLD_LINE.match(line), _source(line), _RULE.match(line))
        ):
            return False
        last = item.lines[-1].rstrip()
        if line[:2].isspace() or _ADDRESS_LINE.match(line) or last.endswith((",", "’", "'")):
            return True
        if item.lines[0].rstrip().endswith(":") and not item.lines[0].rstrip(": \u00a0").endswith("Exemples"):
            return True
        return bool(GOES_ON.match(line)) and not re.search(r"[.;!?]$", last)

    def _list_resumes(self) -> bool:
        """Whether the list goes on after blank lines: items that an editor spaced out are one list."""
        after = next((line for line in islice(self.lines, self.at, None) if line.strip()), "")
        return bool(lists.starts_item(after)) and not _source(after) and not _RULE.match(after)

    def _paragraph(self, start: int) -> Block:
        source = _source(self.lines[start])
        lines = [source[1] if source else self.lines[start]]
        self.at += 1
        while self.at < len(self.lines) and has_room(lines):
            line = self.lines[self.at]
            ends = source and ENDED.search(lines[-1]) is None and not GOES_ON.match(line)
            if ends or not line.strip() or self._opens(self.at):
                break
            lines.append(line)
            self.at += 1
        text = self._tidy(broken(tuple(lines)), start)
        return Block("source" if source else "paragraph", unmarked(text), start)

    def _opens(self, at: int) -> bool:
        line = self.lines[at]
        tests = (_FENCE, _HEADING, _BOLD_LINE, _RULE, SOURCE)
        quoted = self.quotes < MAX_QUOTES and _QUOTE.match(line)
        below = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        tabled = "|" in line and "|" in below and _TABLE.match(below)
        return bool(quoted or tabled or lists.starts_item(line)) or any(test.match(line) for test in tests)


def _source(line: str) -> re.Match[str] | None:
    """The words of a line that names a source, be it all in bold."""
    bold = _BOLD_LINE.match(line)
    return SOURCE.match(bold[1] if bold else line)


def joined(blocks: tuple[Block, ...], heading: Callable[[Block], str]) -> str:
    """Blocks as one Markdown text; `heading` writes a heading at the level of its page."""
    shown = [heading(block) if block.kind == "heading" else block.text for block in blocks]
    return "\n\n".join(text for text in shown if text)
