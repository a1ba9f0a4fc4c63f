"""Tell a tag that no page shows as such from a sign that only looks like one."""

import re

from ..diagnostics import Rule, Severity

TAG = Rule("TX-02", Severity.WARNING, "Balise montrée comme du texte")
RULES = (TAG,)

_ANY = re.compile(r"</?([a-z][a-z0-9]{0,20})[^<>]{0,60}>?", re.I)
_ELEMENTS = frozenset(
    {"a", "b", "br", "center", "code", "div", "em", "font", "hr", "i", "iframe", "img", "li", "ol", "p", "pre", "s"}
    | {
        "script",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "svg",
        "table",
        "td",
        "th",
        "tr",
        "u",
        "ul",
    }
)


def tag_at(text: str, start: int) -> re.Match[str] | None:
    """The tag that a text has at a place, its name the first group; « Cep<RT2012 » compares two numbers."""
    tag = _ANY.match(text, start)
    compares = tag and text[max(0, start - 1) : start].isalnum() and tag[1].lower() not in _ELEMENTS
    return None if compares else tag


def said(tag: re.Match[str]) -> tuple[str, str]:
    """What to say of a tag that the page shows as text, and how to do without."""
    shown = " ".join(tag[0].split())[:60]
    if tag[1].lower() == "a":
        message = f"« {shown} » ne fait pas un lien : le lecteur voit la balise"
        return message, "écrire l'adresse entre guillemets et fermer par </a>"
    return f"« {shown} » n'est pas une balise que la page connaît : le lecteur la voit", "écrire le texte sans balise"
