"""Follow the addresses that measures lead to, and tell the dead from the merely closed to robots."""

import ipaddress
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import requests

from .diagnostics import Place
from .model import Action, Catalogue, Identifier
from .text.addresses import led_to
from .text.prose import repair

_GONE = (404, 410)
_MOVED = (301, 308)
_NO_HEAD = (400, 403, 404, 405, 429, 500, 501, 503)
"""Answers to a question about a page that are worth asking for the page itself."""

AGENT = "measures-links (relit chaque semaine les liens d'un catalogue de mesures)"
SECONDS = (10, 20)
"""To connect, and between two bytes."""


class State(Enum):
    """What became of an address; one in doubt answers, but not to us; a silent site may be back tomorrow."""

    ALIVE = "alive"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    SILENT = "silent"
    DEAD = "dead"


@dataclass(frozen=True)
class Cited:
    """A place that leads to an address, and the item that it is in."""

    place: Place
    item: Identifier


@dataclass(frozen=True)
class Answer:
    """What an address answered: its state, why, where it leads now if it moved, the code of HTTP or 0."""

    state: State
    why: str = ""
    now: str = ""
    code: int = 0


def addresses(action: Action) -> Iterator[tuple[str, int]]:
    """The addresses that an item's page leads to, each with its line."""
    for section in action.sections:
        at = 0
        for block in repair(section.text).blocks:
            at = max(at, len("\n".join(section.text.split("\n")[: block.line])))
            for address in led_to(block.text):
                bare = address.partition("://")[2] or address  # what was mended is mostly the beginning
                at = max(at, section.text.find(bare, at + 1))
                yield address, section.first + section.text.count("\n", 0, at + 1)


def cited(catalogue: Catalogue, folder: Path) -> Mapping[str, tuple[Cited, ...]]:
    """Each address of the web that a folder's catalogue leads to, its fragment aside, and the places that do."""
    found: dict[str, list[Cited]] = defaultdict(list)
    for action in catalogue.actions.values():
        for address, line in addresses(action):
            if address.startswith(("http://", "https://")):
                found[urldefrag(address)[0]].append(
                    Cited(Place((folder / action.path).as_posix(), line), action.identifier)
                )
    return {address: tuple(ones) for address, ones in found.items()}


def followed(wanted: Iterable[str], ask: "Callable[[str], Answer] | None" = None) -> Iterator[tuple[str, Answer]]:
    """What each address answers, in the order given; eight are asked at once, a site one at a time."""
    asked = ask or Asking()
    locks: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def one(address: str) -> tuple[str, Answer]:
        with locks[urlsplit(address).netloc]:
            return address, asked(address)

    with ThreadPoolExecutor(max_workers=8) as pool:
        yield from pool.map(one, wanted)


class Asking:
    """Asks the web for an address; `local` lets it ask this machine, which only tests do."""

    def __init__(self, local: bool = False) -> None:
        self._local = threading.local()
        self._may_be_local = local

    def __call__(self, address: str) -> Answer:
        try:
            return self._asked(address)
        except _Inside:
            return Answer(State.DOUBTFUL, "adresse d'un réseau privé : elle n'est pas suivie")
        except requests.exceptions.SSLError:
            return Answer(State.DOUBTFUL, "certificat refusé")
        except requests.exceptions.Timeout:
            return Answer(State.SILENT, "pas de réponse à temps")
        except requests.exceptions.TooManyRedirects:
            return Answer(State.DEAD, "l'adresse tourne en rond")
        except _Nameless:
            return Answer(State.DEAD, "ce site n'existe plus")
        except requests.exceptions.ConnectionError:
            return Answer(State.SILENT, "le site ne répond pas")
        except (requests.exceptions.RequestException, UnicodeError, ValueError):
            return Answer(State.DEAD, "cette adresse ne se lit pas")

    def _asked(self, address: str) -> Answer:
        session = self._session()
        answer = session.head(address, timeout=SECONDS, allow_redirects=True)
        if answer.status_code in _NO_HEAD:
            answer = session.get(address, timeout=SECONDS, allow_redirects=True, stream=True)
            answer.close()
        code = answer.status_code
        if code in _GONE:
            return Answer(State.DEAD, f"la page n'existe plus ({code})", code=code)
        if code >= 400:
            return Answer(State.DOUBTFUL, f"le site répond {code}", code=code)
        if answer.history and all(one.status_code in _MOVED for one in answer.history):
            return Answer(State.MOVED, "déplacée pour de bon", answer.url, code)
        return Answer(State.ALIVE, code=code)

    def _session(self) -> requests.Session:
        """One a thread: a session is not to be shared."""
        if not hasattr(self._local, "session"):
            session = requests.Session()
            session.headers["User-Agent"] = AGENT
            for scheme in ("http://", "https://"):
                session.mount(scheme, _Outward(self._may_be_local))
            self._local.session = session
        found: requests.Session = self._local.session
        return found


class _Inside(Exception):
    """An address, or one that it leads to, is of a private network."""


class _Nameless(Exception):
    """No machine has the name of a site."""


class _Outward(requests.adapters.HTTPAdapter):
    """Refuses to ask private networks: an address may come from anyone's proposal."""

    def __init__(self, local: bool) -> None:
        super().__init__(max_retries=1)
        self._may_be_local = local

    def send(self, request: requests.PreparedRequest, *words: object, **named: object) -> requests.Response:
        host = str(urlsplit(request.url or "").hostname or "")
        try:
            found = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(host, None)}
        except socket.gaierror as error:
            if error.errno == socket.EAI_NONAME:
                raise _Nameless from None
            raise requests.exceptions.ConnectionError from None
        if not self._may_be_local and not all(ipaddress.ip_address(one).is_global for one in found):
            raise _Inside
        return super().send(request, *words, **named)  # type: ignore[arg-type]
