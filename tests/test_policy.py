"""The site runs under the policy that its guide gives to hosts: Chromium refuses nothing, for nothing needs leave."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hostile_files
import pytest
from conftest import ROOT, SHIPPED, Built, build
from crawling import Site
from playwright.sync_api import Browser, Page, expect

GUIDE = (ROOT / "docs" / "publier.md").read_text("utf-8")
SAMPLES = re.findall(r"^~~~~ (?:text|html)\n(.*?)^~~~~$", GUIDE, re.S | re.M)
HEADER = re.compile(r"(?:add_header |Header always set |^  )([A-Z][A-Za-z-]+):? \"?([^\"\n]+?)\"?(?: always;)?$", re.M)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
CACHED = "Cache-Control"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def samples() -> dict[str, dict[str, str]]:
    """The headers that the guide gives to each kind of host."""
    names = {"nginx": "server {", "apache": "Header always set", "_headers": "/*\n"}
    chosen = {kind: next(one for one in SAMPLES if mark in one) for kind, mark in names.items()}
    return {kind: {name: said for name, said in HEADER.findall(one) if name != CACHED} for kind, one in chosen.items()}


HEADERS = samples()["nginx"]
POLICY = HEADERS["Content-Security-Policy"]


def test_every_host_is_given_the_same_headers_and_no_page_more_than_it_may() -> None:
    assert len(HEADERS) == 5 and all(one == HEADERS for one in samples().values())
    assert [*directives(POLICY).items()] == [
        ("default-src", "'none'"), ("script-src", "'self'"), ("style-src", "'self'"), ("img-src", "'self' data:"),
        ("connect-src", "'self'"), ("worker-src", "'self'"), ("form-action", "'self'"),
        ("base-uri", "'none'"), ("object-src", "'none'"), ("frame-ancestors", "'none'"),
    ]  # fmt: skip
    (written,) = META.findall(GUIDE)
    assert {**directives(written), "frame-ancestors": "'none'"} == directives(POLICY)


def directives(policy: str) -> dict[str, str]:
    return {name: said for name, _, said in (one.strip().partition(" ") for one in policy.split(";"))}


# What stands in the files


class _Inside(HTMLParser):
    """What of a page a browser would refuse under the policy, for it stands in the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        runs = tag == "script" and "src" not in given and given.get("type") not in ("application/json",)
        if runs or tag in ("style", "base", "iframe", "object", "embed"):
            self.found.append(tag)
        self.found += [f"{tag} {name}={given[name]}" for name in given if name == "style" or name.startswith("on")]
        self.found += [f"{tag} {one}" for one in given.values() if one.strip().lower().startswith("javascript:")]


def refused(site: Path) -> list[tuple[str, str]]:
    paths = sorted(path for path in site.rglob("*") if path.suffix in (".html", ".svg"))
    return [(str(path.relative_to(site)), one) for path in paths for one in _Inside(path.read_text("utf-8")).found]


def test_no_script_and_no_style_stands_in_a_page(built: Built) -> None:
    assert refused(built.folder) == []


@pytest.mark.parametrize(
    "page",
    [
        "<script>1</script>", "<script type=module>1</script>", "<style>p {}</style>", "<p style='color: red'>",
        "<p onclick=x>", "<a href=' JavaScript:x'>", "<svg><path style='x'/></svg>", "<base href=x>", "<iframe>",
    ],
)  # fmt: skip
def test_what_would_be_refused_is_found(page: str, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page, "utf-8")
    assert len(refused(tmp_path)) == 1


def test_a_column_is_aligned_by_a_class(shipped: Built, browser: Browser) -> None:
    page = (shipped.folder / "contribuer" / "recherche" / "index.html").read_text("utf-8")
    assert '<td class="to-right">' in page and "text-align" not in page


# In a browser


class _Host(SimpleHTTPRequestHandler):
    def __init__(self, *given: object, headers: dict[str, str], **more: object) -> None:
        self.given = headers
        super().__init__(*given, **more)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, said in self.given.items():
            self.send_header(name, said)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' output is for faults."""


@contextmanager
def hosted(site: Path, headers: dict[str, str]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site), headers=headers))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


LISTENS = """addEventListener("securitypolicyviolation", (one) =>
  told(`${one.violatedDirective} ${one.blockedURI} ${one.sourceFile}:${one.lineNumber} ${one.sample}`), true)"""


class Visit:
    """A page of a site under headers, and all that the browser refused or said was wrong."""

    def __init__(self, browser: Browser, root: str, size: dict[str, int] = WIDE) -> None:
        self.root, self.wrong = root, list[str]()
        context = browser.new_context(viewport=size, locale="fr-FR", color_scheme="light", accept_downloads=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page: Page = context.new_page()
        self.page.expose_function("told", lambda said: self.wrong.append(f"{self.page.url}: {said}"))
        self.page.add_init_script(LISTENS)
        self.page.on("console", lambda one: self._said(one.type, one.text))
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "404 (File not found)" not in text:
            self.wrong.append(f"{self.page.url}: {text}")

    def opened(self, path: str, is_settled: bool = True) -> Page:
        self.page.goto(f"{self.root}/{path}", wait_until="networkidle" if is_settled else "load")
        return self.page

    def end(self) -> list[str]:
        self.page.evaluate("new Promise((done) => setTimeout(done))")  # what was told last has come
        self.page.context.close()
        return self.wrong


def kinds(site: Path) -> list[str]:
    """The home, what is not found, each folder's page, and of the pages below it the largest, and one that leads on."""
    paths = ["", "404.html", "rien/du/tout/"]
    for top in sorted(one.parent for one in site.glob("*/index.html")):
        below = sorted(top.glob("*/index.html"), key=lambda one: one.stat().st_size)
        paths += [
            f"{one.parent.relative_to(site).as_posix()}/" for one in (top / "index.html", *below[:1], *below[-1:])
        ]
    return paths


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that ships at a public address, which draws codes."""
    site = tmp_path_factory.mktemp("policy")
    done = build(SHIPPED, site, url="https://mesures.example.org/")
    assert done.returncode == 0, done.stderr
    return site


def leads_on(page: Path) -> bool:
    return page.is_dir() and b'http-equiv="refresh"' in (page / "index.html").read_bytes()


SCRIPTED = {"recherche/", "explorer/", "selection/"}
"""Pages that ask for more once they are there."""

pytestmark = pytest.mark.browser


def test_a_page_of_every_kind_is_shown_whole(editions: Built, browser: Browser) -> None:
    with hosted(editions.folder, HEADERS) as root:
        visit = Visit(browser, root)
        for path in kinds(editions.folder):
            visit.opened(path, is_settled=path in SCRIPTED or leads_on(editions.folder / path))
        assert visit.end() == []


def searches(page: Page) -> None:
    page.locator(".search-open").click()
    page.locator("dialog [role=combobox]").fill("réseau de chaleur")
    page.locator("dialog [role=option]").first.wait_for()
    page.keyboard.press("Escape")


def changes_its_colours(page: Page) -> None:
    page.locator("label[for=__palette_1]").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def shares(page: Page) -> None:
    page.get_by_role("button", name="Partager 6.1.1.3", exact=True).click()
    page.get_by_role("menuitem", name="Copier le lien").click()
    page.locator(".taking-voice:not(:empty)").wait_for()
    assert "6.1.1.3" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Partager 6.1.1.3", exact=True).click()
    with page.expect_popup() as popup:
        page.get_by_role("menuitem", name="Code QR").click()
    popup.value.wait_for_url("**/qr/cae/6.1.1.3.svg")
    assert popup.value.evaluate("getComputedStyle(document.querySelector('path')).fill") == "rgb(255, 255, 255)"


def selects(page: Page) -> None:
    page.get_by_role("button", name="Partager 6.1.1", exact=True).click()
    page.get_by_role("menuitem", name="Ajouter à la sélection").click()
    page.get_by_role("link", name="Voir la sélection").click()
    page.locator(".selection[data-ready]").wait_for(state="attached")
    for view in ("fiches", "cartes", "atelier"):
        page.goto(f"{page.url.split('/selection/')[0]}/selection/?vue={view}#cae_6.1.1,cae_6.1.1.3")
        page.locator(".selection[data-ready]").wait_for(state="attached")
        assert len(page.pdf()) > 10_000


def projects(page: Page) -> None:
    page.get_by_role("button", name="Tout replier").click()
    page.get_by_role("button", name="Projeter").click()
    page.locator(".stage-count:not(:empty)").wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")


def prints(page: Page) -> None:
    page.emulate_media(media="print")
    page.locator(".sheet-foot img").evaluate("one => one.decode()")  # a function to wait for is run as a string
    assert len(page.pdf()) > 10_000
    page.emulate_media(media="screen")


def copies_code(page: Page) -> None:
    page.goto(f"{page.url.split('/cae/')[0]}/contribuer/catalogue/", wait_until="networkidle")
    page.locator(".md-code__button, .md-clipboard").first.click()
    page.locator(".md-dialog--active").wait_for()


def explores(page: Page) -> None:
    page.goto(f"{page.url.split('/cae/')[0]}/explorer/", wait_until="networkidle")
    page.locator(".explorer[data-ready]").wait_for(state="attached")
    page.locator("input[name=q]").fill("chaleur")
    expect(page.locator(".explorer-voice")).to_have_text(re.compile(r"^\d+\slignes? sur"))
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Télécharger")).click()
    assert Path(download.value.path()).stat().st_size > 100


DONE = (searches, changes_its_colours, shares, selects, projects, prints, copies_code, explores)


@pytest.mark.parametrize("do", DONE, ids=lambda one: one.__name__)
def test_what_a_reader_does_works(do: Callable[[Page], None], public: Path, browser: Browser) -> None:
    with hosted(public, HEADERS) as root:
        visit = Visit(browser, root)
        do(visit.opened("cae/6.1.1/"))
        assert visit.end() == []


def test_on_a_telephone_the_menu_opens(public: Path, browser: Browser) -> None:
    with hosted(public, HEADERS) as root:
        visit = Visit(browser, root, NARROW)
        page = visit.opened("cae/6/")
        page.get_by_role("button", name="Menu", exact=True).click()
        page.locator(".md-sidebar--primary").get_by_role("link").first.wait_for(state="visible")
        assert visit.end() == []


def test_the_policy_is_in_force(public: Path, browser: Browser) -> None:
    """And what is told of it would be: a page that breaks it in each way is refused."""
    with hosted(public, HEADERS) as root:
        visit = Visit(browser, root)
        page = visit.opened("")
        page.evaluate("""() => {
            const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
            add("script", { textContent: "self.hostile = 1" });
            add("style", { textContent: "p {}" });
            document.body.setAttribute("style", "color: red");
            document.body.setAttribute("onclick", "1");
            add("img", { src: "https://exemple.invalid/x.png" });
            add("iframe", { src: "/" });
            fetch("https://exemple.invalid/").catch(() => {});
        }""")
        assert page.evaluate("typeof self.hostile") == "undefined"
        said = visit.end()
        for one in (
            "script-src",
            "style-src",
            "img-src",
            "connect-src",
            "script-src-attr",
            "style-src-attr",
            "frame-src",
        ):
            assert any(f": {one}" in told for told in said), (one, said)


TRIED = ("script-", "tag-", "settings-")
"""Kinds of hostile files that would run, load or restyle something."""


def test_what_hostile_files_leave_needs_no_leave_either(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [one for one in hostile_files.kinds() if one.startswith(TRIED)]
    monkeypatch.setattr(hostile_files, "kinds", lambda: chosen)
    pages = [path for some in hostile_files.together(tmp_path / "measures").values() for path in some]
    site = tmp_path / "site"
    done = build(tmp_path / "measures", site)
    assert done.returncode == 0, done.stderr[-3_000:]
    assert refused(site) == []
    assert [one for one in Site.of(site).broken("https://site.example/") if "loaded from" in one] == []
    with hosted(site, HEADERS) as root:
        visit = Visit(browser, root)
        kept = [path for path in pages if (site / path).is_dir()]
        assert len(kept) > 100
        for path in kept[::6]:
            visit.opened(path, is_settled=False)
            assert visit.page.evaluate("typeof window.hostile") == "undefined"
        assert visit.end() == []


def test_where_no_header_is_sent_a_page_says_its_policy(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "overrides").mkdir()
    (sample,) = (one for one in SAMPLES if "http-equiv" in one)
    (tmp_path / "overrides" / "main.html").write_text(sample, "utf-8")
    for name in ("docs", "measures", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    done = build(SHIPPED, tmp_path / "site", root=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "cae" / "6.1.1" / "index.html").read_text("utf-8")
    assert META.search(page) and page.index("http-equiv") < page.index("<link")
    with hosted(tmp_path / "site", {}) as root:
        visit = Visit(browser, root)
        searches(visit.opened("cae/6.1.1/"))
        assert visit.wrong == []
        visit.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert any("style-src" in one for one in visit.end())


PAGEFIND = f"""INHERIT: {ROOT / "mkdocs.yml"}
docs_dir: {ROOT / "docs"}
plugins: [search, measure-catalogue: {{measures: !ENV MEASURES, search: pagefind}}]
"""


def test_with_pagefind_one_word_more_is_enough(tmp_path: Path, browser: Browser) -> None:
    pytest.importorskip("pagefind")
    (words,) = re.findall(r"écrire\s+`(script-src [^`]+)`", GUIDE)
    (tmp_path / "mkdocs.yml").write_text(PAGEFIND, "utf-8")
    done = build(SHIPPED, tmp_path / "site", root=tmp_path)
    assert done.returncode == 0, done.stderr
    policy = POLICY.replace("script-src 'self'", words)
    with hosted(tmp_path / "site", {**HEADERS, "Content-Security-Policy": policy}) as root:
        visit = Visit(browser, root)
        searches(visit.opened("cae/6.1.1/"))
        assert visit.end() == []


TABBED = f"""INHERIT: {ROOT / "mkdocs.yml"}
markdown_extensions: [toc, {{pymdownx.tabbed: {{alternate_style: true}}}}]
nav: [index.md]
"""
TABS = """# Essai

=== "Un"

    Premier.

=== "Deux"

    | a | b | c |
    | :-- | :-: | --: |
    | 1 | 2 | 3 |
"""


def test_tabs_and_tables_of_a_page_of_docs_are_as_the_reader_left_them(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "assets" / "site.css").write_text("", "utf-8")
    (tmp_path / "docs" / "assets" / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (tmp_path / "docs" / "index.md").write_text(TABS, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(TABBED, "utf-8")
    done = build(SHIPPED, tmp_path / "site", root=tmp_path)
    assert done.returncode == 0, done.stderr
    assert refused(tmp_path / "site") == []
    with hosted(tmp_path / "site", HEADERS) as root:
        visit = Visit(browser, root)
        page = visit.opened("")
        aligned = "[...document.querySelectorAll('td')].map((one) => getComputedStyle(one).textAlign)"
        assert page.evaluate(aligned) == ["left", "center", "right"]
        assert page.evaluate("document.querySelectorAll('[name=__tabbed_1]')[0].checked")
        page.evaluate("__md_set('__tabs', ['Deux'])")
        page.reload()
        assert page.evaluate("document.querySelectorAll('[name=__tabbed_1]')[1].checked")
        assert page.get_by_text("Premier.").is_hidden()
        assert visit.end() == []
