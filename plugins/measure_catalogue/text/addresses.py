"""What an editor gives as an address -> one that a browser opens, and words to show for it."""

import html
import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"\]\((?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))")
SCHEMES = ("http", "https", "mailto", "tel")

_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_TWO = re.compile(r"[^/=?&:%]https?:", re.I)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,24}(:\d+)?([/?#]|$)", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_SAFE = re.compile(r"[^\s<>\"'`\\{}|^\[\]()]")
_ALL_SAFE = re.compile(f"(?:{_SAFE.pattern})*")


def mend(written: str) -> tuple[str, str]:
    """The address to link to and what was wrong with the one written; no address where none can be made.

    The scheme is looked at after entities, blanks and invisible characters are gone, as browsers do.
    """
    cut = re.sub(r"\s+", lambda blanks: "\ue000" if "\n" in blanks[0] else blanks[0], decoded(written))
    address = _BLANKS.sub(" ", cut)
    bare = address.strip(" \ue000")
    address, fault = bare, "des espaces entourent l'adresse" if address != bare else ""
    for mender in (_in_one_piece, _with_slashes, _with_scheme):
        address, wrong = mender(address)
        if not address:
            return "", wrong
        fault = wrong or fault
    return (_encoded(address), fault) if _has_host(address) else ("", "le nom du site ne se lit pas")


def decoded(text: str) -> str:
    """Text with its entities read, those alone that end in `;`: `&section=2` is no « § »."""
    return re.sub(r"&(?:#\w+|\w+);", lambda entity: html.unescape(entity[0]), text)


def _in_one_piece(address: str) -> tuple[str, str]:
    if any(mark in address for mark in '[]<>"') or _TWO.search(address):
        return "", "ce n'est pas une seule adresse"
    if "\ue000" in address:
        return address.replace("\ue000", ""), "un retour à la ligne coupe l'adresse"
    host = re.split(r"(?<![:/])/(?!/)", address, maxsplit=1)[0]
    if re.search(r"[^ .:/] [^ .:/]", host):
        return "", "une espace coupe le nom du site"
    if " " in host:
        return address.replace(" ", ""), "une espace coupe l'adresse"
    if " " in address:
        return address.replace(" ", "%20"), "une espace coupe l'adresse"
    return address, ""


def _with_slashes(address: str) -> tuple[str, str]:
    scheme = re.match(r"(https?):/*(?=[^/])", address, re.I)
    if not scheme or scheme[0][len(scheme[1]) :] == "://":
        return address, ""
    return f"{scheme[1]}://{address[scheme.end() :]}", "« :// » est mal écrit"


def _with_scheme(address: str) -> tuple[str, str]:
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
    if scheme and scheme[1].lower() in SCHEMES:
        return address, ""
    if _MAIL.fullmatch(address):
        return f"mailto:{address}", "« mailto: » manque, et le navigateur y chercherait une page de ce site"
    if _HOST.match(address):
        return f"http://{address}", "« http:// » manque, et le navigateur la chercherait sur ce site"
    if scheme:
        return "", f"« {scheme[1][:20]}: » n'est pas une adresse de site"
    return "", "cette adresse ne mène à aucun site"


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        if parts.scheme in ("mailto", "tel"):
            return bool(parts.path)
        return "." in (parts.hostname or "").strip(".") and "%" not in parts.netloc
    except ValueError:
        return False


def _encoded(address: str) -> str:
    """The address with nothing in it that Markdown or HTML would read as its own."""
    if _ALL_SAFE.fullmatch(address):
        return address
    return "".join(one if _SAFE.match(one) else "".join(f"%{byte:02X}" for byte in one.encode()) for one in address)


def is_address(text: str) -> bool:
    """Whether the words of a link are themselves an address: `https://…`, `www.…`, `ademe.fr`."""
    bare = r"[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|eu|net|info)(?:/\S*)?"
    return bool(re.fullmatch(rf"(?:https?://|www\.)\S+|{bare}", decoded(text).strip(), re.I))


def same(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page, scheme, `www.` and final slash aside."""
    return _bare(one) == _bare(other)


def difference(one: str, other: str) -> tuple[str, str]:
    """Two addresses, each from a little before the place where they part."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    start = start - 12 if start > 24 else 0
    mark = "…" if start else ""
    return f"{mark}{one[start : start + 60]}", f"{mark}{other[start : start + 60]}"


_EMPTY_NAMES = ("fr", "en", "home", "index", "accueil", "default")


def spoken(address: str) -> str:
    """The words for an address: « diplomatie.gouv.fr : guide operationnel (PDF) »."""
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "tel"):
        return parts.path
    host = (parts.hostname or "").removeprefix("www.")
    segments = [one for one in unquote(parts.path).split("/") if one]
    name, _, ending = segments[-1].rpartition(".") if segments else ("", "", "")
    words = "" if (name or ending).lower() in _EMPTY_NAMES else " ".join(re.findall(r"[^\W_]+", name or ending))
    if len(words) > 80:
        words = words[:80].rpartition(" ")[0] + "…"
    kind = f" ({ending.upper()})" if name and ending.lower() in ("pdf", "doc", "docx", "xls", "xlsx", "zip") else ""
    return f"{host}\u00a0: {words}{kind}" if words else host


def _bare(address: str) -> str:
    text = unquote(decoded(address)).strip().lower()
    return re.sub(r"\s+", "", re.sub(r"^(https?:/*)?(www\.)?", "", text)).rstrip("/#")


def led_to(markdown: str) -> Iterator[str]:
    """The addresses that the links of safe Markdown lead to, in order."""
    return (one[1] or one[2] or "" for one in _LINK.finditer(markdown))
