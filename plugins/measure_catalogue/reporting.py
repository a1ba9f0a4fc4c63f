"""Print faults: for a person with the line and a caret, for GitHub, for programs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from urllib.parse import quote

from .diagnostics import Diagnostic, Severity, plain
from .locating import Span, corrected, line_at, span

Texts = Mapping[str, str]
"""The text of each file by its path as faults name it; one that is missing is shown without its line."""

WIDTH = 110
"""Characters of a line that are shown: prose stands on one line however long it is."""


def as_text(faults: Iterable[Diagnostic], texts: Texts) -> Iterator[str]:
    """For a terminal: each fault, the line with its words underlined, the remedy, the line once right."""
    for one in faults:
        text = texts.get(one.place.path, "")
        found = span(text, one)
        yield plain(f"{one.place}: {one.rule.code} {one.rule.severity.label} : {one.message}")
        yield from (f"      {line}" for line in _shown(text, one, found))
        if one.hint:
            yield from (f"    {plain(line)}" for line in one.hint.split("\n"))
        right = corrected(text, one)
        if found and len(right) == 1:
            yield f"    + {_window(right[0], found.column - 1, len(one.right or ''))[0]}"
        yield ""


def as_json(faults: Iterable[Diagnostic], texts: Texts) -> Iterator[str]:
    """For programs: one array of objects, keys in English; `column` is 0 and `corrected` null where unknown."""
    rows = []
    for one in faults:
        text = texts.get(one.place.path, "")
        found = span(text, one)
        right = corrected(text, one)
        rows.append(
            {
                "path": one.place.path,
                "line": one.place.line,
                "column": found.column if found else 0,
                "code": one.rule.code,
                "severity": one.rule.severity.name.lower(),
                "message": one.message,
                "hint": one.hint,
                "words": one.words,
                "right": one.right,
                "corrected": "\n".join(right) if right else None,
            }
        )
    yield _json(rows)


def as_github(faults: Iterable[Diagnostic], texts: Texts) -> Iterator[str]:
    """Workflow commands that GitHub shows beside the line.

    Source of the escapes: the toolkit's `command.ts`; without them a message could
    write a command of its own.
    """
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REMARK: "notice"}
    for one in faults:
        text = texts.get(one.place.path, "")
        found = span(text, one)
        said = [one.message, one.hint, *(f"→ {line.strip() or '(ligne vide)'}" for line in corrected(text, one))]
        place = f"file={_property(one.place.path)},line={max(1, one.place.line)}"
        if found and found.end_line == found.line:
            place += f",col={found.column},endColumn={found.end_column}"
        title = _property(f"{one.rule.code} {one.rule.title}")
        yield f"::{words[one.rule.severity]} {place},title={title}::{_data(_printed(said))}"


def _printed(said: Iterable[str]) -> str:
    """Texts as lines whose characters all print, line ends aside."""
    return re.sub(r"[^\r\n]+", lambda one: plain(one[0]), "\n".join(filter(None, said)))


def as_sarif(faults: Iterable[Diagnostic], texts: Texts) -> Iterator[str]:
    """For the tools that read the OASIS standard SARIF 2.1.0; a correction that is certain is a fix."""
    kept = [*faults]
    rules = {one.rule.code: one.rule for one in kept}
    driver = {
        "name": "measures",
        "version": version("measure-catalogue"),
        "rules": [_sarif_rule(code, one.title, one.severity) for code, one in sorted(rules.items())],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, texts.get(one.place.path, "")) for one in kept],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield _json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _json(found: object) -> str:
    """JSON that any output takes: a byte of a file name that is no letter is written by its code."""
    return json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode()


def _sarif_rule(code: str, title: str, severity: Severity) -> dict[str, object]:
    return {"id": code, "shortDescription": {"text": title}, "defaultConfiguration": {"level": _LEVELS[severity]}}


def _sarif_result(one: Diagnostic, text: str) -> dict[str, object]:
    found = span(text, one)
    file = {"uri": quote(one.place.path.encode("utf-8", "surrogateescape"))}
    place: dict[str, object] = {"artifactLocation": file}
    if found:
        place["region"] = _region(found)
    elif one.place.line:
        place["region"] = {"startLine": one.place.line}
    result: dict[str, object] = {
        "ruleId": one.rule.code,
        "level": _LEVELS[one.rule.severity],
        "message": {"text": "\n".join(filter(None, [one.message, one.hint]))},
        "locations": [{"physicalLocation": place}],
    }
    if found and one.right is not None:
        change = {"deletedRegion": _region(found), "insertedContent": {"text": one.right}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": [change]}]}]
    return result


def _region(found: Span) -> dict[str, int]:
    return {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }


def _shown(text: str, one: Diagnostic, found: Span | None) -> Iterator[str]:
    """The line of a fault and, below it, a caret under each character of its words."""
    line = line_at(text, one.place.line)
    start = found.column - 1 if found else 0
    length = min(found.end - found.start, len(line) - start) if found else 0
    shown, at = _window(line, start, length)
    if shown.strip():
        yield shown
    if found:
        yield " " * at + "^" * max(1, length)


def _window(line: str, start: int, length: int) -> tuple[str, int]:
    """What is shown of a line so that the words at `start` are in it, and where they are then."""
    clean = plain(line)
    if len(clean) <= WIDTH:
        return clean.rstrip(), start
    first = max(0, min(start - 40, len(clean) - WIDTH))
    last = max(first + WIDTH, start + min(length, 2 * WIDTH))
    before, after = "…" if first else "", "…" if last < len(clean) else ""
    return f"{before}{clean[first:last].rstrip()}{after}", start - first + len(before)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REMARK: "note"}

FORMATS: dict[str, Callable[[Iterable[Diagnostic], Texts], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
