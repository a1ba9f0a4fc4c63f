"""A site on this machine, compressed as hosts do it, and what was sent of it."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Any

PACKED = {".html", ".js", ".css", ".json", ".svg", ".xml", ".txt", ".wasm"}
"""What hosts of static sites compress; Pagefind's files already are."""


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
