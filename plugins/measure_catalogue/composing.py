"""Read YAML as text: composed, never constructed, so that nothing runs and `6.10` stays as written."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from .characters import ON_ONE_LINE
from .diagnostics import Diagnostic, Place, Rule, Severity
from .yaml_limits import AS_BLANKS, BEYOND, LOADER, MARKED, beyond, hidden, marked

UNPARSED = Rule("YA-02", Severity.ERROR, "Champs illisibles")
TWICE = Rule("YA-03", Severity.ERROR, "Champ écrit deux fois")
COMMENT = Rule("YA-04", Severity.REMARK, "Commentaire dans les champs")
RULES = (UNPARSED, TWICE, COMMENT)
REFUSED = (UNPARSED, MARKED, BEYOND)
"""Rules of which a fault says that none of the fields is read as YAML."""

_GLUED = re.compile(r"(\s*\w[\w.-]*):([^\s:/][^:]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its line, counted from 1 in the file, and its value: a node of YAML and its source.

    `start` is where the key stands in the source.
    """

    key: str
    line: int
    node: yaml.Node
    source: str
    start: int = 0

    @property
    def written(self) -> str:
        """The key and its value as the file has them, or "" where an alias takes the value from elsewhere."""
        return self.source[self.start : max(self.start, self.node.end_mark.index)].rstrip()

    @property
    def text(self) -> str:
        """A scalar as written, a list joined by commas, anything deeper as its source."""
        if isinstance(self.node, yaml.ScalarNode):
            return _scalar(self.node)
        if self.items is not None:
            return ", ".join(self.items)
        return self.source[self.node.start_mark.index : self.node.end_mark.index].strip()

    @property
    def items(self) -> tuple[str, ...] | None:
        """The items of a list of scalars, else None."""
        if not isinstance(self.node, yaml.SequenceNode):
            return None
        scalars = tuple(_scalar(one) for one in self.node.value if isinstance(one, yaml.ScalarNode))
        return scalars if len(scalars) == len(self.node.value) else None

    @property
    def pairs(self) -> dict[str, str] | None:
        """The pairs of a mapping of scalars, else None."""
        if not isinstance(self.node, yaml.MappingNode):
            return None
        pairs = {_scalar(key): _scalar(one) for key, one in self.node.value if isinstance(one, yaml.ScalarNode)}
        return pairs if len(pairs) == len(self.node.value) else None

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode)


def entries(path: str, text: str, first: int = 1) -> tuple[list[Entry], list[Diagnostic]]:
    """The entries of a mapping whose first line is `first` in its file, each key once.

    What does not parse is a fault of the rule `UNPARSED`, and gives no entry.
    """
    node, faults = _composed(path, text, first)
    if faults:
        return [], faults
    if node is None:
        return [], [*_comments(path, text, first)]
    if not isinstance(node, yaml.MappingNode):
        return [], [_unparsed(path, text, first)]
    found, twice = _entries(node, path, text, first)
    return found, [*_comments(path, text, first, _said(node, text)), *twice, *hidden(node, path, first)]


def rows(path: str, text: str) -> tuple[list[list[Entry]], list[Diagnostic]]:
    """The entries of each mapping of a file that holds a list of them; one that does not parse spares the others."""
    found: list[list[Entry]] = []
    faults: list[Diagnostic] = []
    for first, part in _parts(text):
        node, wrong = _composed(path, part, first)
        faults += [*wrong, *hidden(node, path, first)]
        items = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
        for one in items:
            if isinstance(one, yaml.MappingNode) and isinstance(node, yaml.SequenceNode):
                row, twice = _entries(one, path, part, first)
                found.append(row)
                faults += twice
            else:
                faults.append(_unparsed(path, part, first, one.start_mark.line))
    return found, faults


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The items of a list that begin with a dash at the margin, each with its first line; else the whole."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"-(?:\s|$)", line)] or [0]
    for start, end in itertools.pairwise([*dict.fromkeys([0, *starts]), len(lines)]):
        yield start + 1, "\n".join(lines[start:end])


def _composed(path: str, text: str, first: int) -> tuple[yaml.Node | None, list[Diagnostic]]:
    if refusal := beyond(path, text, first) or marked(path, text, first):
        return None, [refusal]
    try:
        return yaml.compose(text.translate(AS_BLANKS) + "\n", Loader=LOADER), []
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, [_unparsed(path, text, first, _line_of(error, text.rstrip().count("\n")))]


def _entries(node: yaml.MappingNode, path: str, text: str, first: int) -> tuple[list[Entry], list[Diagnostic]]:
    """Each key of a mapping once, with its value."""
    found: dict[str, Entry] = {}
    faults = []
    for key, value in node.value:
        name = _scalar(key) if isinstance(key, yaml.ScalarNode) else text[key.start_mark.index : key.end_mark.index]
        one = Entry(name, first + key.start_mark.line, value, text, key.start_mark.index)
        if name in found:
            message = f"« {name} » est déjà donné à la ligne {found[name].line} ; « {one.text[:60]} » est ignoré"
            hint = "garder une seule ligne, celle qui dit vrai"
            right = "" if one.text == found[name].text else None
            faults.append(Diagnostic(Place(path, one.line), TWICE, message, hint, one.written, right))
        else:
            found[name] = one
    return [*found.values()], faults


def _line_of(error: Exception, last: int) -> int:
    """The line of a fault, from 0; what is never closed is at fault where it opens, not where the text ends."""
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if problem is not None and problem.line <= last:
        return int(problem.line)
    return min(int(context.line), last) if context is not None else last


def _scalar(node: yaml.Node) -> str:
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).translate(ON_ONE_LINE).strip()


def _said(node: yaml.MappingNode, text: str) -> list[tuple[int, int]]:
    """Where keys and values stand, from one place to another: a # in them is a letter like another."""
    nodes: list[yaml.Node] = [node]
    seen, found = set[int](), list[tuple[int, int]]()
    while nodes:
        one = nodes.pop()
        if id(one) in seen:  # called by its name, perhaps by itself
            continue
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            nodes += itertools.chain(*one.value)
        elif isinstance(one, yaml.SequenceNode):
            nodes += one.value
        else:
            start, end = one.start_mark.index, one.end_mark.index
            block = isinstance(one, yaml.ScalarNode) and one.style in ("|", ">")
            found.append((text.find("\n", start, end) if block else start, end))
    return sorted(found)


def _comments(path: str, text: str, first: int, said: Sequence[tuple[int, int]] = ()) -> Iterator[Diagnostic]:
    """What stands behind the first # of a line that is neither in a key nor in a value."""
    ends = [end for _, end in said]
    at = 0
    for number, line in enumerate(text.split("\n")):
        for sign in re.finditer("#", line):
            place = at + sign.start()
            near, words = bisect_right(ends, place), line[sign.end() :].strip()
            if words and not (near < len(ends) and said[near][0] <= place):
                message = f"« {words[:60]} » est un commentaire : il n'est pas publié"
                hint = "retirer le # pour le publier" if re.match(r"\w+ ?:", words) else "l'écrire sous « Description »"
                yield Diagnostic(Place(path, first + number), COMMENT, message, hint, line[sign.start() :].strip())
                break
        at += len(line) + 1


def _unparsed(path: str, text: str, first: int, number: int = 0) -> Diagnostic:
    """What to say of a text that starts at line `first` and fails at its line `number`, which counts from 0."""
    lines = text.split("\n")
    if number and _GLUED.fullmatch(lines[number - 1]):  # to YAML, a text that goes on up to the colon of the next line
        number -= 1
    line = lines[number].strip() if number < len(lines) else ""
    spaced = re.sub(r"^([A-Za-z]\w*):(?=[^\s/:])", r"\1: ", line)
    right = spaced if spaced != line and _reads("\n".join((*lines[:number], spaced, *lines[number + 1 :]))) else None
    message = f"{f'à partir de « {line[:60]} », ' * bool(line)}ces champs ne se lisent pas"
    hint = "une ligne par champ, « clé: valeur », avec une espace après les deux-points"
    return Diagnostic(Place(path, first + number), UNPARSED, message, hint, line, right)


def _reads(text: str) -> bool:
    try:
        return isinstance(yaml.compose(text.translate(AS_BLANKS) + "\n", Loader=LOADER), yaml.MappingNode)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
