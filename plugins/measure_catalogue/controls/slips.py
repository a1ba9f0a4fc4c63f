"""Find the small slips of a hand that types or cuts: a word twice, a word lost, a comma out of its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..diagnostics import Diagnostic, Place, Rule, Severity
from ..model import Action, Catalogue
from .readable import BLANK, Passage, readable

TWICE = Rule("TX-09", Severity.REMARK, "Mot écrit deux fois de suite")
SPACING = Rule("TX-12", Severity.REMARK, "Espace ou apostrophe mal placée")
LOST = Rule("TX-13", Severity.WARNING, "Mot qui manque")
NOTE = Rule("TX-15", Severity.REMARK, "Note de travail restée dans le texte")
ANNOUNCED = Rule("TX-16", Severity.REMARK, "Suite annoncée qui manque")
RULES = (TWICE, SPACING, LOST, NOTE, ANNOUNCED)

MOST, LONGEST = 50, 40
"""Slips of one kind said of one text; letters of a word."""

_WORD = re.compile(rf"[^\s{BLANK}]*")
_NEVER_TWICE = frozenset(
    {"de", "du", "des", "la", "le", "les", "un", "une", "et", "ou", "au", "aux", "dans", "sur", "par", "pour", "avec"}
    | {"que", "qui", "sont", "ce", "cette", "ces", "son", "sa", "ses", "leur", "leurs"}
)
_RIGHTLY_TWICE = "".join(rf"(?<!\b{word})" for word in (
    "faire", "nous", "vous", "est", "en", "tout", "tous", "très", "plus", "bien", "pas", "si", "oui", "non", "même",
    "bis",
))  # fmt: skip
"""Words that French may say twice: « faire faire », « nous nous », « la rive est est protégée »."""


@dataclass(frozen=True)
class _Slip:
    """A kind of slip: where it is, what to say of its words, {}, and what must stand there where that is certain.

    A pattern starts with what is rarest, for each runs over every text of a catalogue; `before` looks behind it.
    """

    rule: Rule
    pattern: re.Pattern[str]
    message: str
    hint: str
    before: re.Pattern[str] | None = None
    right: Callable[[re.Match[str]], str | None] = lambda _: None


_TOO_MANY, _TOO_FEW, _NO_WORD = "« {} » : une espace de trop", "« {} » : il manque une espace", "« {} » : un mot manque"
_ADD = "ajouter le mot, qu'un lien effacé a peut-être emporté, ou ôter ce qui reste"

_SLIPS = (
    _Slip(
        TWICE,
        re.compile(rf"\b([^\W\d_]{{2,}}+)[ \t\u00a0]+(?=[a-zà-ÿœ])(?i:\1)(?![\w'’-]){_RIGHTLY_TWICE}"),
        "« {} » : le même mot est écrit deux fois de suite",
        "n'en garder qu'un, ou les séparer par une virgule",
        re.compile(r"(?<!['’-])$"),
        lambda found: found[1] if found[1].lower() in _NEVER_TWICE else None,
    ),
    _Slip(
        SPACING,
        re.compile(r"[ \t\u00a0\u202f]([,.])(?=[\s)]|$)", re.M),
        _TOO_MANY,
        "ni la virgule ni le point n'ont d'espace devant eux",
        re.compile(r"[\w)»\"”]$"),
        lambda found: found[1],
    ),
    _Slip(SPACING, re.compile(r" ,(?=[^\W\d_])"), _TOO_MANY, "mettre l'espace après la virgule", None, lambda _: ", "),
    _Slip(
        SPACING,
        re.compile(r",(?=[^\W\d_]['’]?[^\W\d_])"),
        _TOO_FEW,
        "mettre une espace après la virgule",
        re.compile(r"[^\W\d_]{2}$"),
        lambda _: ", ",
    ),
    _Slip(
        SPACING,
        re.compile(r"(\d)(et|ou|à)(?=[ \u00a0])"),
        _TOO_FEW,
        "mettre une espace entre le nombre et le mot",
        re.compile(r"(?<![^\W\d_])\d*$"),
        lambda found: f"{found[1]} {found[2]}",
    ),
    _Slip(
        SPACING,
        re.compile(r" ([dl]) (?=[aeiouyhéèàêâîôû][^\W\d_]{2})"),
        "« {} » : il manque une apostrophe",
        "mettre une apostrophe entre les deux",
        re.compile(r"[^\W\d_]$"),
        lambda found: f" {found[1]}’",
    ),
    _Slip(LOST, re.compile(r"[ \u00a0][-–—,;.)](?=\s|$)", re.M), _NO_WORD, _ADD, re.compile(
        r"(?<![\w'’-])(?:[Ll]es?|[Ll]a|[Dd]u|[Dd]es|[Aa]ux?)[ \u00a0]?$")),
    _Slip(LOST, re.compile(r",[ \u00a0]*[),]|\([,;]|\(\)(?<=\w \(\))|«[ \u00a0]*»"), _NO_WORD, _ADD),
    _Slip(
        NOTE,
        re.compile(
            r"TODO\b|FIXME\b|TBD\b|XXXX|\?\?\?|Lorem ipsum"
            r"|\((?:à (?:compléter|confirmer|vérifier|valider|relire|rédiger|préciser|mettre à jour)"
            r"|confirmer [^()\n]{1,80})\)"
        ),
        "« {} » semble une note pour vous, et le lecteur la voit",
        "faire ce qu'elle dit, puis l'effacer",
    ),
)  # fmt: skip


def slips(passage: Passage) -> Iterator[Diagnostic]:
    for slip in _SLIPS:
        for found in islice(slip.pattern.finditer(passage.seen), MOST):
            if slip.before is None or slip.before.search(passage.seen, max(0, found.start() - 20), found.start()):
                yield _slipped(passage, slip, found)


def _slipped(passage: Passage, slip: _Slip, found: re.Match[str]) -> Diagnostic:
    """What to say of a slip, with the whole words that it touches."""
    left = _WORD.match(passage.seen[max(0, found.start() - LONGEST) : found.start()][::-1])
    end = _WORD.match(passage.seen, found.end(), found.end() + LONGEST)
    first, last = found.start() - (left.end() if left else 0), end.end() if end else found.end()
    words, right = passage.written[first:last], slip.right(found)
    if right is not None:
        right = passage.written[first : found.start()] + right + passage.written[found.end() : last]
    return passage.fault(slip.rule, slip.message.format(words[:60]), slip.hint, first, last, right)


def check_announced(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    """A text whose last words announce others: what it announces may be the actions that follow it."""
    for action in actions:
        followed = [one.kind for one in action.sections[1:]]
        followed.append("actions" if catalogue.children(action.identifier) else "")
        for section, below in zip(action.sections, followed, strict=True) if action.sections else ():
            last = section.text.rpartition("\n")[2][-200:]
            if below != "actions" and re.search(r":[ \t\u00a0]*$", readable(last)):
                line = section.first + section.text.count("\n")
                message = f"« {last.strip()[-60:]} » annonce une suite, et rien ne suit"
                words = re.sub(r".*?(\S*[ \u00a0]*:)[ \t\u00a0]*$", r"\1", last)
                hint = "écrire la suite, ou finir par un point"
                yield Diagnostic(Place(action.path, line), ANNOUNCED, message, hint, words)
