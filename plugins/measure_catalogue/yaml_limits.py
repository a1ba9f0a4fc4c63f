"""What YAML may not be in a file that anyone proposes: endless, deep, tagged, or written in codes that hide letters."""

import itertools
import re
from collections.abc import Iterator

import yaml

from .characters import LINE_ENDS, ON_ONE_LINE
from .diagnostics import Diagnostic, Place, Rule, Severity

MARKED = Rule("YA-09", Severity.ERROR, "Balise ou trop de renvois dans les champs")
BEYOND = Rule("YA-10", Severity.ERROR, "Champs trop longs ou trop imbriqués")
HIDDEN = Rule("YA-11", Severity.WARNING, "Caractère caché dans un champ")
RULES = (MARKED, BEYOND, HIDDEN)

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

AS_BLANKS = str.maketrans(dict.fromkeys(LINE_ENDS, " "))
"""YAML would count the line ends of other programs as its own, and lines would lose their numbers."""

MAX_DEPTH, MAX_BRACKETS, MAX_LINE, MAX_ALIASES = 20, 1_000, 5_000, 20
"""Levels, brackets, characters in a line, values called by their names: past them a parser could run out of memory."""

_MAY_NOT = re.compile(r"(?:^|[\s\[{,:])[&*!]|(?:[-?][ \t]+){8}|^ {40}", re.M)
"""What a text must hold for a name, a tag, or more levels than its brackets: all others are spared a walk."""


def beyond(path: str, text: str, first: int) -> Diagnostic | None:
    """What to say of a text that is too large for fields, be it by one line."""
    hint = "un champ est un mot, un nombre ou une courte liste ; le reste s'écrit sous le bloc"
    for number, line in enumerate(text.split("\n"), first):
        if len(line) > MAX_LINE:
            message = f"cette ligne a {len(line)} caractères, plus que les {MAX_LINE} d'un champ : le bloc n'est pas lu"
            return Diagnostic(Place(path, number), BEYOND, message, hint)
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        message = f"plus de {MAX_BRACKETS} crochets ou accolades : le bloc n'est pas lu"
        return Diagnostic(Place(path, first), BEYOND, message, hint)
    return None


def marked(path: str, text: str, first: int) -> Diagnostic | None:
    """What to say of fields that say which program reads them, call one another without end, or go too deep.

    A long value that is called a thousand times fills a memory; the events of YAML cost no more than what is written.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _MAY_NOT.search(text):
        return None
    depth = aliases = 0
    try:
        for event in yaml.parse(text.translate(AS_BLANKS) + "\n", Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            aliases += isinstance(event, yaml.AliasEvent)
            number = event.start_mark.line if event.start_mark else 0
            if depth > MAX_DEPTH:
                message = f"ces champs s'imbriquent sur plus de {MAX_DEPTH} niveaux : le bloc n'est pas lu"
                return Diagnostic(Place(path, first + number), BEYOND, message, "une ligne par champ, « clé: valeur »")
            if aliases > MAX_ALIASES or getattr(event, "tag", None):
                line = text.split("\n")[number].strip()
                what = (
                    "marque une valeur par !" if aliases <= MAX_ALIASES else f"fait plus de {MAX_ALIASES} renvois par *"
                )
                message = f"« {line[:60]} » {what} : le bloc n'est pas lu"
                hint = "écrire la valeur elle-même, entre guillemets si elle commence par un tel signe"
                return Diagnostic(Place(path, first + number), MARKED, message, hint, line)
    except (yaml.YAMLError, ValueError):
        pass  # said by whoever composes it
    return None


def hidden(node: yaml.Node | None, path: str, first: int) -> Iterator[Diagnostic]:
    """Characters that no reader sees, written by their codes: those that stand in the file are out already."""
    nodes, seen = [node] if node else [], set[int]()
    while nodes:
        one = nodes.pop()
        if id(one) in seen:  # called by its name, perhaps by itself
            continue
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            nodes += itertools.chain(*one.value)
        elif isinstance(one, yaml.SequenceNode):
            nodes += one.value
        elif isinstance(one, yaml.ScalarNode) and one.style == '"' and one.value.translate(ON_ONE_LINE) != one.value:
            code = next(ord(letter) for letter in one.value if ord(letter) in ON_ONE_LINE)
            message = f"« {one.value.translate(ON_ONE_LINE)[:60]} » cache le caractère U+{code:04X}, laissé de côté"
            hint, line = "écrire le texte tel qu'on le lit, sans code", first + one.start_mark.line
            yield Diagnostic(Place(path, line), HIDDEN, message, hint)
