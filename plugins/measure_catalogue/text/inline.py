"""The words of one paragraph, as an editor wrote them -> safe Markdown that renders as was meant.

All that is not a link, a code span, emphasis or one of a few plain tags is text: HTML, braces and
brackets are escaped, so that nothing an editor writes can become markup of the page.
"""

import re
from dataclasses import dataclass, field, replace

from ..diagnostics import Rule, Severity
from . import addresses
from .emphasis import emphasised
from .flaws import Flaw, Notes
from .pointing import pointed
from .tags import TAG, said, tag_at

LINK = Rule("LI-01", Severity.ERROR, "Adresse qui ne mène nulle part")
MENDED = Rule("LI-02", Severity.WARNING, "Adresse mal écrite, corrigée sur la page")
OTHER_ADDRESS = Rule("LI-03", Severity.WARNING, "Texte du lien et adresse différents")
IMAGE = Rule("LI-04", Severity.WARNING, "Image montrée comme un lien")
PARTED = Rule("LI-07", Severity.WARNING, "Lien coupé par une espace")
BOLD = Rule("TX-03", Severity.WARNING, "Gras mal formé")
RULES = (LINK, MENDED, OTHER_ADDRESS, IMAGE, PARTED, BOLD)

_TAGS = "sup|sub|i|b|em|strong|small"
_SPECIAL = r"[`\\<\[\]!{}\u2028\u2029\x0b\x0c\x85]|https?://|www\."
_TOKEN = re.compile(
    rf"(?={_SPECIAL})(?:"  # tells most letters apart at once
    r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)[^`]{1,2000}(?P=ticks)(?!`))"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+.!>-])"
    r"|<a\b(?P<attributes>[^<>]{0,3000})>(?P<words>(?:(?!</?a\b).){0,3000}?)</a\s*>"
    r"|(?P<reference>\[\[[\w./-]{1,80}(?:\|[^\[\]{}<>|]{0,300})?\]\])"
    r"|(?P<image>!?)\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\]){0,1500})\]"
    r"\((?P<target>(?:<[^<>\n]{0,3000}>)?(?:[^()\\]|\\.|\([^()]{0,500}\)){0,3000})\)"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,3000}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60})>"
    rf"|(?P<open><(?P<tag>{_TAGS})\s?>)|(?P<close></(?P<closed>{_TAGS})\s?>)|(?P<line><br\s?/?>)"
    r"|(?<![\w@./-])(?P<bare>(?:https?://|www\.)[^\s<>\"«»“”]{3,3000})"
    r"|(?P<unread>\](?=\(\S|\[))|(?P<parted>\](?=[ \u00a0]\(https?://))|(?P<special>[<\[\]{}]|!(?=[\[<]|https?:|www\.))|(?P<separator>[\u2028\u2029\x0b\x0c\x85]))",
    re.S | re.I,
)
_TARGET = re.compile(r"\s*(.*?)(?:\s+(?:\"([^\"]*)\"|'([^']*)'))?\s*", re.S)
_INNER_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)(?:\{[^{}]*\})?")
_SPANS = re.compile(r'<span class="words">[^<]*</span> |</?span[^<>]*>')
_MEASURE_FILE = re.compile(r"(?:\./|\.\./([\w-]{1,40})/)?([\w.]{1,60})\.md(?:#([\w.]{1,60}))?|#(\d[\w.]{0,60})")
_HREF = re.compile(r"href\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)|\"([^\"]*)$)", re.I | re.S)
_LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”"})
_ENTITIES = {"<": "&lt;", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "!": "&#33;"}


@dataclass
class _Writing(Notes):
    tags: set[str] = field(default_factory=set)
    """The names of the unknown tags already reported."""


@dataclass(frozen=True)
class _Link:
    """A link as written: where the whole of it stands, its words and its address; a tip is its `title`."""

    whole: tuple[int, int]
    words: str
    words_at: tuple[int, int]
    target: str
    target_at: tuple[int, int]
    title: str = ""


def tidy(text: str) -> tuple[str, tuple[Flaw, ...]]:
    """Safe Markdown for the text of one block, and what is wrong with what was written."""
    writing = _Writing(text)
    balanced = _balanced_tags(text) if "</" in text else set()
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        parts += (text[end : token.start()], _written(token, writing, balanced))
        end = token.end()
    parts.append(text[end:])
    done = "".join(parts)
    if "*" in done or "_" in done:
        done, closed = emphasised(done)
        if not closed:
            at = text.rfind("**")
            message = "un gras ouvert par ** n'est pas refermé : les étoiles restent visibles"
            writing.flaw(BOLD, message, "ajouter ** à la fin du gras, ou effacer celles-ci", at, at + 2)
    return done, tuple(writing.flaws)


def escape(text: str) -> str:
    """Text that must read as it stands: a title, a field."""
    return re.sub(r"([\\`*_\[\]{}<>#|~!])", lambda one: f"&#{ord(one[1])};", " ".join(text.split()))


def attribute(text: str) -> str:
    """Text for a quoted attribute in Markdown: no quote, brace or mark of emphasis remains."""
    return " ".join(re.sub(r"[\\`*_\[\]{}#|~&]", " ", text.translate(_LOOK_ALIKES)).split())


def _balanced_tags(text: str) -> set[int]:
    """Where the plain tags stand that are opened and closed in order."""
    kept: set[int] = set()
    opened: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token["tag"]:
            opened.append(token)
        elif token["closed"] and opened and opened[-1]["tag"].lower() == token["closed"].lower():
            kept |= {opened.pop().start(), token.start()}
    return kept


def _written(token: re.Match[str], writing: _Writing, balanced: set[int]) -> str:
    """What a token becomes."""
    whole = token[0]
    if token["attributes"] is not None:
        return _anchor(token, writing)
    if token["target"] is not None:
        return _link(token, writing)
    if token["code"]:  # one sign, one line: three signs or a tag at the start of a line would open a block
        return re.sub(r"[ \t]*\n[ \t]*", " ", f"`{whole.strip('`')}`")
    if token["escape"] or token["reference"]:
        return whole
    if token["auto"] or token["bare"]:
        return _address(token["auto"] or whole, writing, token.start("auto") if token["auto"] else token.start())
    if token["line"] or token["separator"]:
        return "<br>"
    if token.start() in balanced:
        return whole.lower().replace(" ", "")
    if token["parted"]:
        message = "une espace sépare ces mots de leur adresse : la page montre l'adresse entière à la suite"
        writing.flaw(PARTED, message, "effacer l'espace", token.start(), token.start() + 3, "](")
        return _ENTITIES["]"]
    if token["unread"]:
        message = "un lien [texte](adresse) est mal fermé : le lecteur voit ses crochets"
        writing.flaw(LINK, message, "écrire « [le texte](https://l'adresse) »", token.start(), token.end() + 1)
    if tag := tag_at(writing.text, token.start()):
        _question_tag(tag, writing)
    return _ENTITIES.get(whole[0], whole[0]) + whole[1:]


def _question_tag(tag: re.Match[str], writing: _Writing) -> None:
    """Report a tag that the page shows as text, once for its opening and its end."""
    name = tag[1].lower()
    if name not in writing.tags:
        writing.tags.add(name)
        writing.flaw(TAG, *said(tag), *tag.span())


def _anchor(token: re.Match[str], writing: _Writing) -> str:
    href = _HREF.search(token["attributes"])
    nth = next((n for n, one in enumerate(href.groups(), 1) if one is not None), 0) if href else 0
    start, end = href.span(nth) if href and nth else (0, 0)
    at = (token.start("attributes") + start, token.start("attributes") + end)
    link = _Link(token.span(), token["words"], token.span("words"), href[nth] if href and nth else "", at)
    return _linked(link, writing)


def _link(token: re.Match[str], writing: _Writing) -> str:
    parts = _TARGET.fullmatch(token["target"])
    written = parts[1] if parts else token["target"]
    title = (parts[2] or parts[3] or "") if parts else ""
    bare = written.strip("<>")
    start = token.start("target") + token["target"].find(bare)
    words = token["label"]
    target = re.sub(r"\\(.)", r"\1", bare)
    if token["image"]:
        message = f"l'image « {target[:60]} » n'est pas montrée : un lien la remplace"
        right = "[" if words and not addresses.is_address(words) else None
        hint = "le site ne charge rien d'un autre site : un lien, sans « ! », et ce qu'elle montre, en mots"
        writing.flaw(IMAGE, message, hint, token.start(), token.start() + 2, right)
        words = words or "image"
    at = (start, start + len(bare))
    return _linked(_Link(token.span(), words, token.span("label"), target, at, title), writing)


def _linked(link: _Link, writing: _Writing) -> str:
    """A link whose words are the editor's; where no address can be made, the words and what was written."""
    words = re.sub(r"\s+", " ", link.words).strip()
    inner = _tidied(words, link.words_at[0], writing) if words and not addresses.is_address(words) else ""
    if file := _MEASURE_FILE.fullmatch(link.target.strip()):
        prefix = f"{file[1]}/" if file[1] else ""
        return f"[[{prefix}{file[3] or file[4] or file[2]}|{attribute(words)}]]"
    address, fault = addresses.mend(link.target)
    shown_target = " ".join(link.target.split())[:80]
    if not address:
        said = f"« {shown_target} » : {fault}" if shown_target else "ce lien n'a pas d'adresse : il ne mène à rien"
        at = link.target_at if link.target.strip() else link.whole
        writing.flaw(LINK, said, "écrire l'adresse entière, « https://… »", *at)
        left = [
            inner or escape(words),
            f"({escape(link.target)})" if link.target.strip() not in words else "",
            escape(link.title),
        ]
        return " ".join(one for one in left if one)
    if fault:
        writing.flaw(MENDED, f"« {shown_target} » : {fault}", f"écrire « {address} »", *link.target_at, address)
    if not words:
        message = f"le lien vers « {address[:80]} » n'a pas de texte"
        writing.flaw(LINK, message, "écrire ce qu'on y trouve", *link.whole)
    if "](" in inner:
        message = f"« {words[:80]} » contient déjà un lien : le lecteur ne saurait pas lequel il suit"
        writing.flaw(LINK, message, "écrire un lien après l'autre", *link.words_at)
        inner = _SPANS.sub("", _INNER_LINK.sub(r"\1", inner))
    if inner:
        return f"[{inner}]({address}{_tip(link.title)})"
    if words and not addresses.same(words, address):
        shown, leads = addresses.difference(words, address)
        message = f"le texte du lien montre « {shown} » et le lien mène à « {leads} »"
        writing.flaw(OTHER_ADDRESS, message, "écrire ce qu'on y trouve à la place de l'adresse", *link.words_at)
    return _shown(words or address, address) + (f" ({escape(link.title)})" if link.title else "")


def _tip(title: str) -> str:
    return f' "{attribute(title)}"' if title else ""


def _tidied(words: str, at: int, writing: _Writing) -> str:
    """The words of a link that start at `at`, their own flaws told where they stand."""
    text, flaws = tidy(words)
    for one in flaws:
        there = re.compile(r"\s+".join(map(re.escape, one.words.split()))).search(writing.text, at)
        start, end = there.span() if there else (at, at)
        line = writing.text.count("\n", 0, start)
        writing.flaws.append(replace(one, line=line, words="".join(pointed(writing.text, start, end)), right=None))
    return text


def _address(written: str, writing: _Writing, at: int) -> str:
    """A bare address becomes a link; the punctuation that follows it stays outside."""
    end = len(written)
    while end and (written[end - 1] in ".,;:!?*_'’»" or _closes_outside(written[:end])):
        end -= 1
    address, fault = addresses.mend(written[:end])
    tail = escape(written[end:]) if written[end:].strip("*_") else written[end:]
    if not address:
        hint = "écrire l'adresse entière, « https://… »"
        writing.flaw(LINK, f"« {written[:80]} » : {fault}", hint, at, at + end)
        return escape(written[:end]) + tail
    return _shown(written[:end], address) + tail


def _closes_outside(written: str) -> bool:
    return written.endswith(")") and written.count(")") > written.count("(")


def _shown(text: str, address: str) -> str:
    """An address shown as such: words to read on screen, and the address itself on paper and in copies."""
    words = addresses.spoken(address)
    full = escape(addresses.decoded(text))
    inner = f'<span class="words">{escape(words)}</span> <span class="full">{full}</span>'
    return f'[{inner}]({address}){{ .address aria-label="{attribute(words)}" }}'
