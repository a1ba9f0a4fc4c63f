"""Have a second process make a part of what this one needs, where the system can fork: a build has a core to spare."""

import logging
import os
import pickle
import signal
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, Generic, TypeVar, cast

T = TypeVar("T")
Said = list[tuple[str, int, str]]
"""What was logged: the name of the logger, the level, the words."""

_READER = "beside"
WORTH = 4
"""Values for which a second process is worth being born."""
_STOPS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
_LOGGER = logging.getLogger("mkdocs")
_ALL: "weakref.WeakSet[Beside[Any]]" = weakref.WeakSet()


class Beside(Generic[T]):
    """Values of `make` by key, those of `keys` made in a second process, in that order.

    What `make` logs is said here, when its value is asked for. The second process sees what was there when it
    was born, and changes nothing but what it writes to the disk. It is not born beside the threads of others,
    whose locks it would find closed for ever: then all is made here.
    """

    def __init__(self, make: Callable[[str], T], keys: Iterable[str]) -> None:
        wanted = [*keys]
        self._make = make
        self._keys = frozenset(wanted)
        self._known: dict[str, bytes] = {}
        self._more = threading.Condition()
        self._child = 0
        _ALL.add(self)
        others = [one for one in threading.enumerate() if one.name != _READER]
        if wanted and hasattr(os, "fork") and len(others) == 1:
            self._bear(wanted)

    def _bear(self, wanted: list[str]) -> None:
        """Makes the second process. One that a signal came upon before it is noted would outlive the build."""
        come, go = os.pipe()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            self._child = os.fork()
            if self._child == 0:
                os.close(come)
                self._work(os.fdopen(go, "wb"), wanted, before)
            os.close(go)
            pipe = os.fdopen(come, "rb")
            threading.Thread(target=self._receive, args=[pipe], name=_READER, daemon=True).start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __getitem__(self, key: str) -> T:
        """A value, waited for where the second process has it to make."""
        with self._more:
            self._more.wait_for(lambda: key in self._known or not self._child or key not in self._keys)
        return self.now(key)

    def now(self, key: str) -> T:
        """A value, made here where it is not there yet: whoever goes through the keys backwards need not wait."""
        if key not in self._known:
            return self._make(key)
        value, said = pickle.loads(self._known.pop(key))  # from our own process: nothing that was on a disk
        repeat(said)
        return cast(T, value)

    def close(self) -> None:
        """What is not made yet is not wanted any more."""
        with self._more:
            if self._child:
                with suppress(ProcessLookupError):
                    os.kill(self._child, signal.SIGKILL)
            self._more.wait_for(lambda: not self._child)

    def _work(self, pipe: BinaryIO, keys: Iterable[str], signals: Iterable[int]) -> None:
        """All that the second process does; what fails there is made here, where it can say why.

        The `signals` that it does not hear are those of before its birth, from here on: no stop leads out of here.
        """
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, signals)
            for key in keys:
                with listening() as said:
                    value = self._make(key)
                pickle.dump((key, pickle.dumps((value, said), pickle.HIGHEST_PROTOCOL)), pipe)
                pipe.flush()
        finally:
            os._exit(0)

    def _receive(self, pipe: BinaryIO) -> None:
        """In a thread, so that the second process never waits for room."""
        try:
            with pipe, suppress(EOFError, pickle.UnpicklingError):
                while True:
                    key, value = pickle.load(pipe)
                    with self._more:
                        self._known[key] = value
                        self._more.notify_all()
        finally:
            os.waitpid(self._child, 0)
            with self._more:
                self._child = 0
                self._more.notify_all()


def shared(make: Callable[[str], T], keys: Sequence[str], alone: bool) -> Beside[T]:
    """For whoever goes through some keys from the first on: the second process comes from the last, until they meet."""
    return Beside(make, () if alone or len(keys) < WORTH else keys[::-1])


def stop() -> None:
    """Nothing of what second processes make is wanted any more: the build has failed."""
    for one in [*_ALL]:
        one.close()


@contextmanager
def listening() -> Iterator[Said]:
    """What is logged meanwhile, kept instead of said."""
    said: Said = []
    handlers = _LOGGER.handlers
    _LOGGER.handlers = [_Listener(said)]
    try:
        yield said
    finally:
        _LOGGER.handlers = handlers


def repeat(said: Said) -> None:
    """Say what was kept."""
    for name, level, words in said:
        logging.getLogger(name).log(level, "%s", words)


class _Listener(logging.Handler):
    def __init__(self, said: Said) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append((record.name, record.levelno, record.getMessage()))
