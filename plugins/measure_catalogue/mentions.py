"""Find the identifiers that a text mentions, and make links of them; look-alikes are left alone."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .model import Action, Catalogue, Identifier, Redirection, identifier, slugs
from .text.inline import attribute, escape
from .text.prose import repair

_PROTECTED = re.compile(
    r"(?ms:^ {0,3}(?P<fence>~{3,}|`{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[~`]*[ \t]*$)"
    r"|(?<!`)(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|\[\[|\[(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000}\]\([^()\[\]]{0,3000}\)(?:\{[^}]*\})?"
    r"|<[^<>]*>|&#?\w+;|\{[^{}]*\}"
)
_REFERENCE = re.compile(r"\[\[([\w-]+?[_/]{1,2})?([\w.]+)(?:\|([^\[\]|]*))?\]\]")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<prefix>[a-z][a-z0-9_-]{1,40}?(?:__?|/))?"
    r"(?P<id>[0-9]{1,3}(?:\.[0-9]{1,3}){1,10}(?:\.[a-z])?)(?![\w²³]|\.\d|-[a-z])"
)
_STRONG = re.compile(
    r"(?:mesures?|(?:sous-)?actions?|t[âa]ches?|orientations?|niveaux?|(?:sous-)?(?:axes?|domaines?))"
    r"[\s\u00a0]+(?:n[°o][\s\u00a0]*)?[«\"(*]*[\s\u00a0]*$",
    re.I,
)
_WEAK = re.compile(
    r"(?:\bcf\.?|\bvoir(?: aussi)?|\bvoir (?:la|le|les|l[’'])|\bdans (?:la|le|les)|^[-*\s(]*)[\s\u00a0]*$", re.I
)
_SERIES = re.compile(r"[\s\u00a0]*(?:,|et|ou|à|puis|;|/|-)+[\s\u00a0]*(?:(?:de )?(?:la|le|les)[\s\u00a0]+)?")
_OTHER = re.compile(
    r"(?:\b[A-Z]\.|[§$€]|\b(?:articles?|art\.?|v|versions?|d[ée]crets?|chapitres?|paragraphes?|annexes?|norme|"
    r"iso|figures?|tableaux?|page|p\.|tél\.?|téléphone))[\s\u00a0:]*$",
    re.I,
)
_CITED = re.compile(r"\b(?:cf\.?|voir(?: aussi)?)[\s\u00a0]*$", re.I)
_UNIT = re.compile(
    r"[\s\u00a0\u202f]*(?:%|‰|°|€|[kMG]€|M[d]?€|(?:[kMGT]?W(?:h|c)?)\b|k?m[²³23]?\b|ha\b|[kµm]?g\b|[kM]?t\b|dB\b|L\b(?!['’])"
    r"|bar\b|tonnes?|mètres?|kilomètres?|litres?|degrés?|ans?\b|mois\b|jours?|h\b|heures?|fois\b|points?\b|pts?\b"
    r"|millions?|milliards?|euros?\b|habitants?|hab\b|foyers?|logements?|sur \d)"
)
_ELSEWHERE = re.compile(
    r"[\s\u00a0]+(?:du|de la|des|de l[’']|de (?:notre|votre|son|leur|ce|cette))[\s\u00a0]*"
    r"(?:plan|pcaet|scot|sraddet|srcae|schéma|programme|plui?\b|pdm|plh|feuille de route|charte|agenda|convention"
    r"|règlement|loi|code|contrat|projet)",
    re.I,
)
"""What follows the number of an action that another document holds: « l'action 3.2 du plan vélo »."""
_GOES_ON = ("et", "ou", "à", "du", "de", "des", "pour", "dans", "qui", "est", "sont", "ainsi")


@dataclass(frozen=True)
class Mention:
    """Where a text, from `start` to `end`, names an item; `target` is None where there is no such item."""

    start: int
    end: int
    target: Identifier | None
    written: str
    words: str = ""


Address = Callable[[Identifier], str]


class Mentions:
    """Knows what may be mentioned in one catalogue of several, or in pages that belong to none."""

    def __init__(self, catalogue: Catalogue, home: str = "") -> None:
        self._catalogue = catalogue
        self._home = home
        self._slugs = slugs(catalogue.editions)

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions of a Markdown text in order; links, code and attributes hold none."""
        if not re.search(r"\d\.\d|\[\[", text):
            return
        start = 0
        for protected in _PROTECTED.finditer(text):
            yield from self._plain(text, start, protected.start())
            start = protected.end()
            if protected[0] == "[[" and (reference := _REFERENCE.match(text, protected.start())):
                target = self._named(reference[1] or "", reference[2])
                shown = reference[3] or ""
                named = (reference[1] or "") + reference[2]
                yield Mention(reference.start(), reference.end(), target, named, shown)
                start = reference.end()
        yield from self._plain(text, start, len(text))

    def _plain(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Mentions in running text; `last` carries « mesures » over « 1.2.1, 3.1.2 et 3.2.1 »."""
        last, last_strong = -1, False
        for number in _NUMBER.finditer(text, start, end):
            if number.start("id") < start:
                continue
            before = text[max(0, number.start() - 40) : number.start()].rpartition("\n")[2]
            series = last >= start and bool(_SERIES.fullmatch(text, last, number.start()))
            strong = bool(_STRONG.search(before)) or (series and last_strong) or bool(number["prefix"])
            found = self._mention(text, number, before, strong, series)
            if found:
                yield found
            last, last_strong = (number.end(), strong) if found else (-1, False)

    def _mention(self, text: str, number: re.Match[str], before: str, strong: bool, series: bool) -> Mention | None:
        prefix, written = number["prefix"] or "", number["id"]
        if prefix and prefix.rstrip("_/") not in self._slugs:
            return None
        deep = written.count(".") >= 2
        if not deep and (_UNIT.match(text, number.end()) or _touches(text, number)):
            return None
        if not strong and (_OTHER.search(before) or (_touches(text, number) and not series)):
            return None
        if not prefix and _ELSEWHERE.match(text, number.end()):
            return None
        target = self._named(prefix, written)
        listed = _WEAK.search(before) or series
        if target is not None and not (strong or deep or (listed and _reads_as_item(text, number, before))):
            return None
        missed = self._is_missed(prefix, written, text[number.end() :]) if strong else deep and _CITED.search(before)
        if target is None and not missed:
            return None
        return Mention(number.start(), number.end(), target, prefix + written)

    def _is_missed(self, prefix: str, written: str, after: str) -> bool:
        """Whether a number that no item has was meant for one: a quantity of two ranks was not."""
        if written.count(".") >= 2:
            return True
        goes_on = re.match(r"[\s\u00a0]*([a-zà-ÿµ]\w*)", after)
        return not written.endswith(".0") and (not goes_on or goes_on[1] in _GOES_ON)

    def names_axis(self, written: str) -> bool:
        """Whether the first rank of a number is an axis of the catalogue that it names."""
        prefix, number = _parts(written)
        axis = identifier(self._slugs.get(prefix.rstrip("_/"), self._home), number.partition(".")[0])
        return axis in self._catalogue.actions

    def _named(self, prefix: str, written: str) -> Identifier | None:
        """The item of that number, or the one that took its place."""
        there = [item for one in self._meant(prefix, written) for item in self._catalogue.became(one)]
        return there[0] if len(there) == 1 else None

    def _meant(self, prefix: str, written: str) -> list[Identifier]:
        """What a number may stand for: in the catalogue named, at home, else in each of them."""
        named = self._slugs.get(prefix.rstrip("_/")) if prefix else self._home
        meant = [named] if named else [] if prefix else list(self._catalogue.editions)
        return [one for slug in meant if (one := identifier(slug, written.rstrip("."))) is not None]

    def redirection(self, mention: Mention) -> Redirection | None:
        """What became of the identifier that a mention names, where no item has it any more."""
        prefix, number = _parts(mention.written)
        moved = [self._catalogue.redirections.get(one) for one in self._meant(prefix, number)]
        found = [one for one in moved if one is not None and one.old not in self._catalogue.actions]
        return found[0] if len(found) == 1 else None

    def nearest(self, written: str) -> Identifier | None:
        """The existing item whose number is closest to one that does not exist, in the catalogue it names."""
        prefix, number = _parts(written)
        home = self._slugs.get(prefix.rstrip("_/"), self._home)
        known = {one.text: one for one in self._catalogue.actions if one.ranks and (one.catalogue == home or not home)}
        alike = [text for text in known if text.count(".") == number.count(".")]
        close = difflib.get_close_matches(number, alike, n=1, cutoff=0.6)
        return known[close[0]] if close else known.get(number.rpartition(".")[0])

    def link(self, text: str, address: Address) -> str:
        """The text with each mention made a link that shows the item's present title."""
        parts: list[str] = []
        end = 0
        for one in self.find(text):
            parts += (text[end : one.start], self._linked(text[one.start : one.end], one, address))
            end = one.end
        return "".join((*parts, text[end:]))

    def _linked(self, whole: str, one: Mention, address: Address) -> str:
        shown = one.words or (one.written if whole.startswith("[[") else whole)
        if one.target is None:
            return shown
        title = attribute(self._catalogue.actions[one.target].title)
        if not one.words and whole.startswith("[["):
            other = self._home and one.target.catalogue != self._home
            name = attribute(self._catalogue.edition(one.target).short_title) if other else ""
            shown = f"{name} {one.target.text} {title}".strip()
            return f"[{shown}]({address(one.target)}){{ .mention }}"
        said = f"{attribute(shown)} : {title}"
        return f'[{shown}]({address(one.target)} "{title}"){{ .mention aria-label="{said}" }}'


def _parts(written: str) -> tuple[str, str]:
    """The prefix of a number as written, `cae_` or nothing, and its ranks."""
    start = max(written.rfind("_"), written.rfind("/")) + 1
    return written[:start], written[start:]


def _touches(text: str, number: re.Match[str]) -> bool:
    """Whether a number is stuck to others or to a word by a sign, as in an address or « 1.200,50 »."""
    before, after = text[max(0, number.start() - 1) : number.start()], text[number.end() : number.end() + 2]
    return before in (",", "/", "-") or bool(re.match(r"[,/-]\d", after))


def texts(action: Action) -> Iterator[tuple[str, int]]:
    """Everything an item says, as Markdown with the line where it starts: its title, then its blocks."""
    yield escape(action.title), action.line
    for section in action.sections:
        for block in repair(section.text).blocks:
            yield block.text, section.first + block.line


def _reads_as_item(text: str, number: re.Match[str], before: str) -> bool:
    """Whether a number of two ranks at the head of a line, or after « cf. », stands for an item."""
    if before.strip(" -*(\t"):
        return True
    return bool(re.match(r"[\s\u00a0]*:|[\s\u00a0]+[A-ZÀ-Þ][a-zà-ÿ]", text[number.end() : number.end() + 4]))
