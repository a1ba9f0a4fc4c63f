"""Make of words that strangers wrote a comment that calls nobody, loads nothing and hides nothing."""

import re

LIMIT = 60_000  # GitHub takes 65,536 in a comment or an issue; the rest is for what we add around
INVISIBLE = "\u200b"  # a space of no width: what it cuts in two reads the same and is no longer a sign
TAGS = "details|summary|br|del|ins|sub|sup|kbd"
CUT = "\n\n*(La suite ne tient pas ici : elle est dans le résumé de l’exécution.)*"

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069]")
_SIGNS = re.compile(
    rf"<(?!/?(?:{TAGS})>|https?://[^\s<>`]+>)"  # a tag, a comment: only addresses and bare tags of the list pass
    r"|!(?=\[)"  # an image
    r"|&(?=#0*64;|#[xX]0*40;|commat;)"  # a mention, spelt
)
_ADDRESS = re.compile(r"(https?://[^\s<>()`\"']+)")  # to be copied and followed as it stands
_CALLS = re.compile(r"@|#(?=\d)|\bGH-(?=\d)", re.I)  # « #12 » would write in the timeline of number 12
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")


def harmless(text: str) -> str:
    """The same words: no mention, image, tag of their own or reference to another thread."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SIGNS.sub(lambda sign: sign[0] + INVISIBLE, text)
    parts = _ADDRESS.split(text)
    parts[::2] = [_CALLS.sub(lambda sign: sign[0] + INVISIBLE, part) for part in parts[::2]]
    parts[1::2] = [part.replace("@", "%40") for part in parts[1::2]]
    return "".join(parts)


def fitted(text: str, limit: int = LIMIT) -> str:
    """As many whole lines as fit in `limit` units of UTF-16, nothing left open at the end."""
    if _size(text) <= limit:
        return closed(text)
    kept, room = [], limit - _size(CUT) - 1000  # what `closed` may add
    for line in text.splitlines(keepends=True):
        room -= _size(line)
        if room < 0:
            break
        kept.append(line)
    return closed("".join(kept)) + CUT


def closed(text: str) -> str:
    """The text, with the ends of the code blocks and foldings that it leaves open: they would swallow what follows."""
    fence, folds = "", 0
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if not fence:
            fence = mark[1] if mark else ""
            folds += 0 if mark else line.count("<details>") - line.count("</details>")
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    text = text.rstrip("\n")
    return text + (f"\n{fence}" if fence else "") + "\n\n</details>" * max(0, min(folds, 50))


def literal(text: str) -> str:
    """Plain words for a line of Markdown: none of their signs is read as one."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~$&])", r"\\\1", re.sub(r"\s*[\r\n]\s*", " ", text.strip()))


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
