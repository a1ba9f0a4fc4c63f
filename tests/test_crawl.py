"""Every address in every file of a built site leads to a file and an anchor, wherever the site is put."""

import gzip
from pathlib import Path

import pytest
from conftest import EDITIONS, SHIPPED, Built, build
from crawling import Site, read_file

ALONE = "https://site.example/"
BELOW = "https://site.example/sous/chemin/"
DISK = "file:///media/cl%C3%A9/site/"

NOT_FOUND = "404.html"
"""Shown at any address, so its own are those of the host's root: it is right where the public address is known."""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that knows its public address, which is below a path."""
    site = tmp_path_factory.mktemp("public")
    done = build(EDITIONS if EDITIONS.is_dir() else SHIPPED, site, url=BELOW)
    assert done.returncode == 0, done.stderr
    return site


def test_every_address_leads_to_a_file_and_an_anchor(built: Built) -> None:
    site = Site.of(built.folder)
    assert sum(len(one.links) for one in site.files.values()) > 10_000
    assert site.broken(ALONE) == []
    assert site.broken(BELOW, without=[NOT_FOUND]) == []


def test_a_copy_on_a_disk_leads_to_files_too(built: Built) -> None:
    (archive,) = (built.folder / "hors-ligne").glob("*.zip")
    assert Site.packed(archive).broken(DISK) == []


def test_public_addresses_below_a_path_are_those_of_its_pages(public: Path) -> None:
    site = Site.of(public)
    assert site.broken(BELOW) == []
    (archive,) = (public / "hors-ligne").glob("*.zip")
    assert Site.packed(archive).broken(DISK) == []
    said = {
        name: [one.address for one in found.links if one.address.startswith(BELOW)]
        for name, found in site.files.items()
    }
    assert gzip.decompress((public / "sitemap.xml.gz").read_bytes()) == (public / "sitemap.xml").read_bytes()
    assert len(said["sitemap.xml"]) > 80 and len(said["opensearch.xml"]) == 1
    pages = [name for name in site.files if name.endswith(".html") and name not in (NOT_FOUND,)]
    assert [name for name in pages if said[name] == []] == []  # each says where it is
    assert [name for name in site.files if name.startswith("qr/") and not said[name]] == []


@pytest.mark.parametrize("address", ["rien", "cae/9.9.9/", "un/deux/trois/quatre"])
def test_the_page_of_what_is_not_found_is_whole_at_any_depth(public: Path, address: str) -> None:
    site = Site.of(public)
    there = f"{address}index.html" if address.endswith("/") else address
    asked = (public / NOT_FOUND).read_bytes()
    found = read_file(there, asked, kind="html")
    assert len(found.links) > 20
    assert Site({**site.files, there: found}).broken(BELOW) == []


BROKEN = {
    "a": '<a href="rien/">x</a>',
    "no stroke": '<a href="page">x</a>',
    "an anchor": '<a href="page/#rien">x</a>',
    "an anchor here": '<a href="#rien">x</a>',
    "an anchor of a name": '<a name="un"></a><a href="#deux">x</a>',
    "above": '<a href="../x">x</a>',
    "the host's root": '<a href="/page/">x</a>',
    "its own host": '<a href="https://site.example/ailleurs/">x</a>',
    "a page that went": f'<a href="{BELOW}rien/">x</a>',
    "a script": '<script src="rien.js"></script>',
    "another host": '<script src="https://exemple.fr/x.js"></script>',
    "no scheme": '<img src="//exemple.fr/x.png">',
    "a style": '<link rel="stylesheet" href="https://exemple.fr/x.css">',
    "inside a style": "<style>p { background: url(rien.png) }</style>",
    "an attribute": '<p style="background: url(rien.png)">x</p>',
    "sizes": '<img srcset="rien.png 2x">',
    "a form": '<form action="rien/"></form>',
    "a frame": '<iframe src="https://exemple.fr/"></iframe>',
    "sent on": '<meta http-equiv="refresh" content="0; url=rien/">',
    "a part of a drawing": '<svg><use xlink:href="#rien"></use></svg>',
    "a colour of a drawing": '<svg><path fill="url(#rien)"></path></svg>',
    "a label": '<label for="rien">x</label>',
    "a name": '<p aria-labelledby="un rien">x</p><p id="un"></p>',
    "javascript": '<a href="javascript:alert(1)">x</a>',
    "data": '<a href="data:text/html,x">x</a>',
    "two selected": '<a href="selection/#cae_6.1,cae_9.9">x</a>',
    "the theme's": '<script id="__config" type="application/json">{"base": ".", "search": "rien.js"}</script>',
    "x.css": "p { background: url('rien.png') }",
    "y.css": '@import "https://exemple.fr/x.css";',
    "x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="rien.png"/></svg>',
    "qr.svg": f"<svg><title>{BELOW}rien/</title></svg>",
    "sitemap.xml": f"<urlset><url><loc>{BELOW}rien/</loc></url></urlset>",
    "opensearch.xml": f'<Url template="{BELOW}rien/?q={{searchTerms}}"/>',
    "items.js": 'measureSearch.received("items", {"pages": [["page/", 2, ""]], "names": ["", "rien"]});\n',
    "z.js": 'measureSite.received("items", {"pages": [], "names": [], "former": {"x": {"page": "a/", "to": []}}});',
    "texts.js": 'measureSearch.received("pages/page", {"texts": [[["rien", "x"]]]});\n',
    "trades.js": 'measureSite.received("f", {"trades": [{"items": ["cae_9"]}]});\n',
}


def _laid(folder: Path, name: str, text: str) -> Site:
    for path in ("page", "selection", "cae/6.1"):
        (folder / path).mkdir(parents=True)
        (folder / path / "index.html").write_text("<p id='ici'>x</p>", "utf-8")
    (folder / (name if "." in name else "index.html")).write_text(text, "utf-8")
    return Site.of(folder)


@pytest.mark.parametrize("name", BROKEN)
def test_what_leads_nowhere_is_found(name: str, tmp_path: Path) -> None:
    found = _laid(tmp_path, name, BROKEN[name]).broken(BELOW)
    assert len(found) == 1, found


SOUND = """<a href="page/#ici"></a><a href="page/?q=x"></a><a href="."></a><a href="#x"></a><a href="https://exemple.fr/"></a>
<a href="selection/#cae_6.1"></a><a href="mailto:a@b.fr"></a><img src="data:image/png;base64,x"><p id="x"></p>"""


def test_what_leads_somewhere_is_not_found(tmp_path: Path) -> None:
    assert _laid(tmp_path, "x", SOUND).broken(BELOW) == []


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ('<a href="page/">x</a>', 1),
        ('<a href="page/index.html">x</a>', 0),
        ('<script src="assets/catalogue/start.js"></script><a href="page/">x</a>', 0),
        ('<script src="assets/catalogue/start.js"></script><iframe src="page/"></iframe>', 1),
    ],
)
def test_on_a_disk_a_folder_is_no_page(page: str, faults: int, tmp_path: Path) -> None:
    (tmp_path / "assets/catalogue").mkdir(parents=True)
    (tmp_path / "assets/catalogue/start.js").write_text("", "utf-8")
    assert len(_laid(tmp_path, "x", page).broken(DISK)) == faults
