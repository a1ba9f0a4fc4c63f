"""Finish a page once the host has made HTML of it: long blocks, the cleaning, what acronyms mean, pictures."""

from collections.abc import Mapping

from ..annexes import Term
from ..text.cleaning import clean
from .abbreviations import marked
from .blocks import filled
from .pages import Page
from .pictures import drawn


def finished(html: str, page: Page | None, terms: Mapping[str, Term]) -> str:
    """The second lock: whatever the text of a measure became, only plain HTML and our own pictures go on."""
    if page is None:
        return clean(html)
    text = clean(filled(html, page.blocks))
    return drawn(marked(text, terms) if page.documents else text, page.pictures)
