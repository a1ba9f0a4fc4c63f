"""What a search costs a browser: the bytes that a server sends it, counted there, and the times of its answers."""

import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import Any

from playwright.sync_api import Browser, Page

PAGE, NEXT = "cae/6.1.1/", "cae/3.2.2/"
FIRST = "chaleur"
QUERIES = (
    *("6.1.1", "6-1-1", "cae 6.1.1", "611", "6.1.1.3", "mesure 3.2.1"),
    *("vélo", "déchets", "eau potable", "plan climat", "rénovation énergétique des bâtiments", "co-voiturage"),
    *("dechets", "cooperation decentralisee", "mobilite", "l'énergie", "mise en oeuvre"),
    *("photovoltaïqe", "biodivesrité", "chaluer", "agricultrue"),
    *("mobi", "cov", "urba", "compo"),
)
"""Identifiers; words and several; without accents, or with an elision or a ligature; typos; beginnings."""

SEARCHING = ("/search/", "/catalogue/start.js", "/javascripts/workers/search", "/javascripts/lunr/")
"""What in a path tells that only a search asks for it. Material has its box in its one script, which is not counted."""

PACKED = {".html", ".js", ".css", ".json", ".svg", ".xml", ".txt", ".wasm"}
"""What hosts of static sites compress; Pagefind's files already are."""

QUIET = 0.7
"""Seconds without a request after which a page has asked for all that it wants."""

FAR = 0.05
"""Seconds from a reader to a server and back, over a common line."""

Figures = dict[str, float]


@dataclass
class Server:
    """A site on this machine, and what was sent of it: (path, bytes) in order.

    Browsers may keep a file for ten minutes, as GitHub Pages has it; bytes are those of bodies, not of headers.
    `delay` is how long each request is on its way, in seconds: nothing, but where a visit comes from afar.
    """

    folder: Path
    sent: list[tuple[str, int]] = field(default_factory=list)
    packed: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    last: float = 0.0
    address: str = ""
    delay: float = 0.0

    def body(self, path: str) -> tuple[bytes, str]:
        """The body as sent, compressed once for all rounds, and its mark."""
        if path not in self.packed:
            file = self.folder / path.lstrip("/")
            raw = file.read_bytes()
            data = gzip.compress(raw, 9, mtime=0) if file.suffix in PACKED else raw
            self.packed[path] = (data, f'"{sha256(data).hexdigest()[:16]}"')
        return self.packed[path]

    def told(self, path: str, size: int) -> None:
        self.last = monotonic()
        self.sent.append((path, size))

    def searching(self, since: int = 0) -> list[tuple[str, int]]:
        return [one for one in self.sent[since:] if any(mark in one[0] for mark in SEARCHING)]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for headers and body: two would wait for each other
    disable_nagle_algorithm = True

    def __init__(self, *given: Any, site: Server) -> None:
        self.site = site
        super().__init__(*given)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        path += "index.html" if path.endswith("/") else ""
        sleep(self.site.delay)
        try:
            body, mark = self.site.body(path)
        except OSError:
            self.site.told(path, 0)
            return self.send_error(404)
        is_known = self.headers["If-None-Match"] == mark
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", mark)
        self.send_header("Cache-Control", "max-age=600")
        if not is_known:
            self.send_header("Content-Type", self.guess_type(path))
            if Path(path).suffix in PACKED:
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(0 if is_known else len(body)))
        self.end_headers()
        self.wfile.write(b"" if is_known else body)
        self.site.told(path, 0 if is_known else len(body))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    site = Server(folder)
    host = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Handler(*given, site=site))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{host.server_port}/"
    yield site
    host.shutdown()
    host.server_close()


def visit(browser: Browser, site: Server) -> Figures:
    """A round: three readers, each new to the site; what one of them keeps serves on the next page alone."""
    return {**_after_reading(browser, site), **_at_once(browser, site), **_from_afar(browser, site)}


def _after_reading(browser: Browser, site: Server) -> Figures:
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        page.wait_for_function("searchBench.isReady()", polling=50)
        _settled(page, site)
        before, start = site.searching(), len(site.sent)
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        used = site.searching(start)
        blocked = page.evaluate("start => searchBench.blocked(start)", first["start"])
        start = len(site.sent)
        later = _later(page)
        _settled(page, site)
    waits = [one["wait"] for one in later]
    return {
        "bytes before": _size(before),
        "requests before": len(before),
        "bytes first": _size(used),
        "requests first": len(used),
        "first": first["wait"],
        "first from opening": first["total"],
        "blocked": blocked,
        "bytes later": _size(site.searching(start)) / len(QUERIES),
        "later": median(waits),
        "later slowest": max(waits),
        "empty": sum(one["isEmpty"] for one in later),
    }


def _later(page: Page) -> list[dict[str, float]]:
    found = []
    for query in QUERIES:
        found.append(page.evaluate("query => searchBench.answer(query)", query))
        page.wait_for_timeout(80)  # a hand is slower still, and what comes after an answer is no part of the next
    return found


def _at_once(browser: Browser, site: Server) -> Figures:
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        start = len(site.sent)
        page.goto(site.address + NEXT)
        after = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        again = site.searching(start)
    return {"first at once": first["wait"], "next": after["wait"], "bytes next": _size(again)}


def _from_afar(browser: Browser, site: Server) -> Figures:
    """One request that waits for another costs a delay more: the bytes alone do not tell it."""
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        page.wait_for_function("searchBench.isReady()", polling=50)
        _settled(page, site)
        site.delay = FAR
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        site.delay = 0
    return {"first from afar": first["total"]}


@contextmanager
def _fresh(browser: Browser, site: Server) -> Iterator[Page]:
    """A page of a browser that knows nothing of the site."""
    site.sent.clear()
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.add_init_script(path=Path(__file__).with_name("search_page.js"))
    yield page
    context.close()


def _settled(page: Page, site: Server) -> None:
    while (left := site.last + QUIET - monotonic()) > 0:
        page.wait_for_timeout(left * 1000)


def _size(sent: Sequence[tuple[str, int]]) -> int:
    return sum(size for _, size in sent)
