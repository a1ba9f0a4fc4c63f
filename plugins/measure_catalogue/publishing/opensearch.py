"""Let a browser search the site from its address bar: the OpenSearch description, and the link that makes it known."""

import html

FILE = "opensearch.xml"

_TYPE = "application/opensearchdescription+xml"
_MOST = 16
"""Characters of a short name: https://github.com/dewitt/opensearch, « ShortName »."""


def description(name: str, site: str, leaf: str = "") -> str:
    """The description of a site of that name and public address; `leaf` ends the address of its pages."""
    about = f"Chercher une mesure, un numéro ou un mot\u00a0: {name}"
    found = f"{site.rstrip('/')}/recherche/{leaf}?q={{searchTerms}}"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{html.escape(_short(name))}</ShortName>
  <Description>{html.escape(about)}</Description>
  <Url type="text/html" template="{html.escape(found)}"/>
  <Language>fr</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
"""


def link(name: str, address: str) -> str:
    """What the head of a page says, from which the description is at that relative address."""
    return f'<link rel="search" type="{_TYPE}" title="{html.escape(name)}" href="{html.escape(address)}">'


def _short(name: str) -> str:
    """The name, or as many of its first words as there is room for, or the beginning of its first word."""
    if len(name) <= _MOST:
        return name
    whole = name[:_MOST].rpartition(" ")[0] or name[: _MOST - 1]
    return f"{whole.rstrip(' ,;:(–-')}…"
