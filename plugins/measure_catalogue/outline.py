"""Walk the lines of a measure file once, and tell its headings, fields and prose apart by line."""

import re
from dataclasses import dataclass, field

from .composing import REFUSED, entries
from .diagnostics import Diagnostic, Place, Rule, Severity

UNTERMINATED = Rule("YA-01", Severity.ERROR, "Bloc ``` jamais refermé")
MISPLACED = Rule("YA-05", Severity.WARNING, "Bloc de champs hors de sa place")
GLUED_HEADING = Rule("SE-06", Severity.WARNING, "Titre sans espace après ses dièses")
RULES = (UNTERMINATED, MISPLACED, GLUED_HEADING)

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_GLUED = re.compile(r" {0,3}(#{1,6})[\u00a0\u202f]*((?:[A-ZÀ-ÞŒ«\"]|(?<=[\u00a0\u202f])\S).*)$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_FIELD_LINE = re.compile(r"\s*[\w.-]{1,40}[ \t]?:(?:\s|$)|\s*#[^#:]{1,40}:|\s+\S|-\s")


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its value stays text (`6.10` is not a number); lines count from 1.

    `written` is its key and its value as the file has them.
    """

    key: str
    text: str
    line: int
    written: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with what stands below it, up to the next heading.

    `level` is 1 to 6, or 0 for text that precedes the first heading. `prose` starts at
    `prose_line`; `fields_line` is 0 where no block of fields follows the heading.
    """

    level: int
    title: str
    line: int
    fields: dict[str, Field]
    fields_line: int
    prose: str
    prose_line: int


@dataclass
class _Open:
    """The heading being read."""

    level: int
    title: str
    line: int
    fields: dict[str, Field] = field(default_factory=dict)
    fields_line: int = 0
    prose: list[str] = field(default_factory=list)
    prose_line: int = 0

    def closed(self) -> Heading:
        while self.prose and not self.prose[-1].strip():
            self.prose.pop()
        prose = "\n".join(self.prose)
        return Heading(self.level, self.title, self.line, self.fields, self.fields_line, prose, self.prose_line)

    def say(self, line: str, number: int) -> None:
        if line.strip() or self.prose:
            self.prose_line = self.prose_line or number
            self.prose.append(line)


def outline(path: str, text: str) -> tuple[list[Heading], list[Diagnostic]]:
    """The headings of a file in order, and what is wrong with its fences and fields."""
    lines = text.split("\n")
    faults: list[Diagnostic] = []
    headings: list[Heading] = []
    unclosed: dict[str, int] = {}
    now = _Open(0, "", 1)
    number = 0
    while number < len(lines):
        line = lines[number]
        if fence := _FENCE.match(line):
            end = _fence_end(lines, number, fence, unclosed, path, faults)
            _take_fence(now, lines, number, end, fence, path, faults)
            number = end
        elif heading := _heading(line, number + 1, path, faults):
            headings.append(now.closed())
            title = _title(heading[2] or "")
            now = _Open(len(heading[1]), title, number + 1)
        else:
            now.say(line, number + 1)
        number += 1
    headings.append(now.closed())
    return [one for one in headings if one.level or one.prose], faults


def _title(written: str) -> str:
    """A title without the # that may end its line."""
    bare = written.rstrip()
    opened = bare.rstrip("#")
    return opened.strip() if opened != bare and (not opened or opened[-1].isspace()) else bare.strip()


def _heading(line: str, number: int, path: str, faults: list[Diagnostic]) -> re.Match[str] | None:
    """The heading that a line writes, even where the blank after its # is missing."""
    if not line.lstrip().startswith("#"):
        return None
    if not (heading := _HEADING.match(line)) and (heading := _GLUED.match(line)):
        message = "une espace ordinaire manque après les # : d'autres outils n'y verraient pas un titre"
        hint = f"écrire « {heading[1]} {heading[2][:40]} »"
        words, right = line[heading.start(1) :].rstrip(), f"{heading[1]} {heading[2]}".rstrip()
        faults.append(Diagnostic(Place(path, number), GLUED_HEADING, message, hint, words, right))
    return heading


def _fence_end(
    lines: list[str], start: int, fence: re.Match[str], unclosed: dict[str, int], path: str, faults: list[Diagnostic]
) -> int:
    """The index of the fence's last line; where it is never closed, of the last line that can be its.

    `unclosed` keeps, for each mark, the length from which none is closed below: looked for once.
    """
    mark, fields = fence[1], _holds_fields(fence)
    hopeless = len(mark) >= unclosed.get(mark[0], len(mark) + 1)
    for number in range(len(lines) if hopeless else start + 1, len(lines)):
        other = _FENCE.match(lines[number])
        if not other or other[1][0] != mark[0] or len(other[1]) < len(mark):
            continue
        if not other[2].strip():
            return number
        if fields:
            break
    else:
        unclosed[mark[0]] = min(len(mark), unclosed.get(mark[0], len(mark)))
    opening = lines[start].strip()
    message = f"le bloc ouvert par « {opening[:20]} » n'est pas refermé : il faut deviner où il finit"
    hint = f"ajouter une ligne {mark[:12]} à sa fin"
    faults.append(Diagnostic(Place(path, start + 1), UNTERMINATED, message, hint, opening))
    number = start
    while fields and number + 1 < len(lines) and _FIELD_LINE.match(lines[number + 1]):
        number += 1
    return number


def _holds_fields(fence: re.Match[str]) -> bool:
    return fence[2].strip().lower() in ("yaml", "yml")


def _take_fence(
    now: _Open, lines: list[str], start: int, end: int, fence: re.Match[str], path: str, faults: list[Diagnostic]
) -> None:
    """Give the fence to the heading: as its fields where it opens it, else as prose."""
    last = _FENCE.match(lines[end])
    closed = end > start and last is not None and last[1].startswith(fence[1]) and not last[2].strip()
    body = lines[start + 1 : end if closed else end + 1]
    if _holds_fields(fence) and now.level and not now.prose and not now.fields_line:
        fields, wrong = read_fields(path, "\n".join(body), start + 2)
        now.fields, now.fields_line = fields, start + 1
        faults += wrong
        if any(one.rule in REFUSED for one in wrong):
            for number in range(start, end + 1):
                now.say(lines[number], number + 1)
        return
    if _holds_fields(fence) and re.search(r"^\s*identifiant\s*:", "\n".join(body), re.M):
        message = "ce bloc de champs ne suit pas directement un titre : il est montré comme du texte"
        hint, words = "le placer juste sous son titre", lines[start].strip()
        faults.append(Diagnostic(Place(path, start + 1), MISPLACED, message, hint, words))
    for number in range(start, end + 1):
        now.say(lines[number], number + 1)
    if not closed:
        now.prose[start - end - 1] = lines[start].replace(fence[1], "", 1)


def read_fields(path: str, text: str, first: int) -> tuple[dict[str, Field], list[Diagnostic]]:
    """The fields of a block whose first line is `first`; of one that does not parse, what can be saved."""
    found, faults = entries(path, text, first)
    if any(one.rule in REFUSED for one in faults):
        return _line_by_line(text, first), faults
    return {one.key: Field(one.key, one.text, one.line, one.written) for one in found}, faults


def _line_by_line(text: str, first: int) -> dict[str, Field]:
    """Plain lines of a block that does not parse, so that its item keeps its place."""
    found: dict[str, Field] = {}
    for number, line in enumerate(text.split("\n"), first):
        if pair := re.match(r"(\w+) ?:[ \t]+([^\s\[{&*!|>][^:#]{0,80})$", line):
            found.setdefault(pair[1], Field(pair[1], pair[2].strip().strip("\"'"), number, line.strip()))
    return found
