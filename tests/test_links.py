"""Dead links are found by asking, and told from sites that are slow, moved or closed to robots."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from measure_catalogue import links
from measure_catalogue.cli import main
from measure_catalogue.link_report import FORMATS, summary
from measure_catalogue.links import Answer, Asking, State, cited, followed
from measure_catalogue.reading import read
from measure_catalogue.sources import source

CODES = {"/ok": 200, "/gone": 404, "/former": 410, "/shy": 403, "/broken": 500}
MOVES = {"/moved": (301, "/ok"), "/lent": (302, "/ok"), "/round": (301, "/round")}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code, target = MOVES.get(self.path, (CODES.get(self.path, 200), ""))
        if self.path == "/no-head" and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/ok", State.ALIVE),
        ("/no-head", State.ALIVE),
        ("/lent", State.ALIVE),
        ("/moved", State.MOVED),
        ("/gone", State.DEAD),
        ("/former", State.DEAD),
        ("/round", State.DEAD),
        ("/shy", State.DOUBTFUL),
        ("/broken", State.DOUBTFUL),
    ],
)
def test_an_address_is_judged_by_its_answer(site: str, path: str, state: State) -> None:
    answer = Asking(local=True)(site + path)
    assert answer.state is state
    assert answer.now == (f"{site}/ok" if state is State.MOVED else "")


def test_a_machine_that_refuses_is_silent_and_a_name_that_nobody_has_is_dead(site: str) -> None:
    port = int(site.rpartition(":")[2])
    closed = next(one for one in range(port + 1, 65_535) if _refuses(one))
    assert Asking(local=True)(f"http://127.0.0.1:{closed}/").state is State.SILENT
    assert Asking(local=True)("http://[").state is State.DEAD


def _refuses(port: int) -> bool:
    import socket

    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "192.168.1.1", "[::1]"])
def test_a_private_network_is_not_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", fail)
    assert Asking()(f"http://{host}/").state is State.DOUBTFUL


def test_answers_come_in_the_order_asked_and_a_site_is_asked_one_page_at_a_time() -> None:
    busy: set[str] = set()
    at_once: list[str] = []

    def ask(address: str) -> Answer:
        host = address.split("/")[2]
        if host in busy:
            at_once.append(host)
        busy.add(host)
        threading.Event().wait(0.002)
        busy.discard(host)
        return Answer(State.ALIVE, address)

    wanted = [f"http://s{number % 4}.fr/{number}" for number in range(40)]
    assert [(address, answer.why) for address, answer in followed(wanted, ask)] == [(one, one) for one in wanted]
    assert at_once == []


MEASURE = """# Mesure

```yaml
identifiant: 6.1
```

## Ressources

- [Un guide](https://exemple.fr/guide#page=3)
- [Le même](https://exemple.fr/guide), et [une boîte](mailto:a@exemple.fr)
- www.exemple.org
"""


def test_each_address_is_known_with_its_places_fragments_aside() -> None:
    catalogue, _ = read([source("cae/6.1.md", MEASURE)])
    found = cited(catalogue, Path("measures"))
    assert {address: [str(one.place) for one in ones] for address, ones in found.items()} == {
        "https://exemple.fr/guide": ["measures/cae/6.1.md:9", "measures/cae/6.1.md:10"],
        "http://www.exemple.org": ["measures/cae/6.1.md:11"],
    }


def run(folder: Path, form: str = "text") -> Result:
    return CliRunner().invoke(main, ["links", str(folder), "--format", form])


@pytest.fixture
def measures(tmp_path: Path) -> Path:
    (tmp_path / "cae").mkdir()
    (tmp_path / "cae" / "6.1.md").write_text(MEASURE, "utf-8")
    return tmp_path


def answers(monkeypatch: pytest.MonkeyPatch, *given: Answer) -> None:
    """What the addresses of the measure answer, in alphabetical order: exemple.org, exemple.fr."""
    table = dict(zip(["http://www.exemple.org", "https://exemple.fr/guide"], given, strict=True))
    monkeypatch.setattr(links, "Asking", lambda: table.__getitem__)


def test_a_dead_link_is_said_with_its_place_and_where_a_copy_may_be(
    measures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, Answer(State.DEAD, "la page n'existe plus (404)", code=404), Answer(State.ALIVE, code=200))
    done = run(measures)
    assert done.exit_code == 1
    assert f"{measures}/cae/6.1.md:11 (cae_6.1)" in done.stdout
    assert "https://web.archive.org/web/http://www.exemple.org" in done.stdout
    assert "2 adresses suivies : 1 morte, 0 déplacée, 0 à vérifier" in done.stderr


def test_nothing_dead_is_a_success(measures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, Answer(State.ALIVE, code=200), Answer(State.MOVED, "m", "https://exemple.fr/b", code=200))
    done = run(measures, "markdown")
    assert done.exit_code == 0
    assert "écrire <https://exemple.fr/b>" in done.stdout


def test_without_a_network_nothing_is_said_to_be_dead(measures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, Answer(State.DEAD, "ce site n'existe plus"), Answer(State.SILENT, "x"))
    done = run(measures)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "relié à internet" in done.stderr


@pytest.mark.parametrize("state", [State.DEAD, State.MOVED, State.DOUBTFUL, State.SILENT])
def test_a_report_for_an_issue_quotes_addresses_as_they_stand(state: State) -> None:
    address = "https://exemple.fr/`![x](http://a.fr)`@maire"
    catalogue, _ = read([source("cae/6.1.md", MEASURE)])
    places = {address: next(iter(cited(catalogue, Path()).values()))}
    text = "\n".join(FORMATS["markdown"]([(address, Answer(state, "w", address))], places))
    assert "`https://exemple.fr/%60![x](http://a.fr)%60@maire`" in text
    assert text.count("`") % 2 == 0


def test_the_summary_counts_every_address() -> None:
    assert summary([]) == "0 adresse suivie : 0 morte, 0 déplacée, 0 à vérifier"
