"""Sites built once for the tests that read them, and a browser to open them in."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from repositories import made

ROOT = Path(__file__).resolve().parents[1]
EDITIONS = ROOT.parent / "shared" / "catalogues"
SHIPPED = ROOT / "measures"


@dataclass(frozen=True)
class Built:
    """A site on disk: where it is, the measures it was made from, and what the build printed."""

    folder: Path
    measures: Path
    said: str


def build(
    measures: Path, target: Path, *options: str, root: Path = ROOT, url: str = ""
) -> subprocess.CompletedProcess[str]:
    """Build the project's site from a folder of catalogues, as `make site` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(root / "mkdocs.yml"), "-d", str(target), *options]
    settings = {**os.environ, "MEASURES": str(measures), "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def _built(measures: Path, target: Path) -> Built:
    done = build(measures, target)
    assert done.returncode == 0, done.stderr
    return Built(target, measures, done.stderr)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the two real editions, where they lie beside the project."""
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    return _built(EDITIONS, tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the catalogue that ships."""
    return _built(SHIPPED, tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def tended(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the same catalogue in a repository of its own, where readers and editors may take part."""
    repository = made(tmp_path_factory.mktemp("tended") / "depot")
    measures = repository.folder / "measures"
    shutil.copytree(SHIPPED, measures)
    for settings in measures.glob("*/catalogue.yml"):
        edited = f"https://github.com/territoires/catalogues/edit/main/measures/{settings.parent.name}"
        text = settings.read_text("utf-8").replace('depot: ""', f'depot: "{edited}"')
        settings.write_text(text.replace('contact: ""', 'contact: "catalogue@example.org"'), "utf-8")
    repository.commit({}, date="2025-01-02")
    path = measures / "cae" / "6.1.1.md"
    text = path.read_text("utf-8")
    repository.commit({"measures/cae/6.1.1.md": text.replace("points: 6\n", "points: 8\n", 1)}, date="2025-03-12")
    repository.commit({"measures/cae/6.1.1.md": text}, date="2026-03-01")
    return _built(measures, tmp_path_factory.mktemp("tended-site"))


@pytest.fixture(scope="session", params=["shipped", "editions", "tended"])
def built(request: pytest.FixtureRequest) -> Built:
    """Each site in turn: what must hold for one must hold for the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    with sync_playwright() as play:
        one = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield one
        one.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' output is for faults."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    folder = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@dataclass(frozen=True)
class Served:
    """A local web server; `at` gives the address of a site, always below a path of its own."""

    folder: Path
    address: str

    def at(self, site: Path) -> str:
        names = (site.name, *(f"{site.name}-{number}" for number in range(2, 1000)))
        link = next(one for one in map(self.folder.joinpath, names) if not one.exists() or one.readlink() == site)
        if not link.exists():
            link.symlink_to(site, target_is_directory=True)
        return f"{self.address}/{link.name}"
