"""What the check says of the text of one measure, or of some files."""

from measure_catalogue.controls.checks import check
from measure_catalogue.diagnostics import Diagnostic
from measure_catalogue.reading import read
from measure_catalogue.sources import source

HEAD = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n\n"
FIRST = HEAD.count("\n") + 1
"""The line where the text of the measure starts."""


def judged(files: dict[str, str]) -> list[Diagnostic]:
    catalogue, found = read(source(path, text) for path, text in files.items())
    return [*found, *check(catalogue)]


def said(text: str, code: str) -> list[Diagnostic]:
    """The faults of one rule in a measure of that text."""
    return [one for one in judged({"cae/6.md": HEAD + text}) if one.rule.code == code]


def words(text: str, code: str) -> list[str]:
    return [one.words for one in said(text, code)]


def rights(text: str, code: str) -> list[str | None]:
    return [one.right for one in said(text, code)]


def item(number: str, title: str = "", **fields: str) -> str:
    """A heading with its fields, at the level that its number asks for."""
    marks = "#" * (2 * number.count(".") + 1)
    given = "".join(f"{key}: {value}\n" for key, value in {"identifiant": number, **fields}.items())
    return f"{marks} {title or f'Titre de {number}'}\n\n```yaml\n{given}```\n\n"
