"""Work shared with a second process: the same values, the same words, whoever made them."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT, SHIPPED, Built
from measure_catalogue import beside
from measure_catalogue.beside import Beside, listening, repeat, stop
from small import files

LOG = logging.getLogger("mkdocs.plugins.essai")


def told(key: str) -> tuple[str, int]:
    LOG.warning("%s est fait", key)
    return key.upper(), os.getpid()


@pytest.fixture
def unthreaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads with which the tests are shared out hold no lock that matters here."""
    monkeypatch.setattr(beside.threading, "enumerate", lambda: [threading.main_thread()])


@pytest.mark.usefixtures("unthreaded")
def test_what_is_asked_for_is_made_in_a_second_process_and_its_words_are_said_here() -> None:
    made = Beside(told, ["a", "b"])
    with listening() as said:
        value, where = made["a"]
        assert value == "A" and where != os.getpid()
    assert said == [("mkdocs.plugins.essai", logging.WARNING, "a est fait")]
    assert made["c"] == ("C", os.getpid())
    made.close()


@pytest.mark.usefixtures("unthreaded")
def test_who_does_not_wait_makes_it_here_and_stops_the_other() -> None:
    here = os.getpid()
    never, _ = os.pipe()

    def make(key: str) -> int:
        if os.getpid() != here:
            os.read(never, 1)
        return os.getpid()

    made = Beside(make, ["a"])
    assert made.now("a") == here
    made.close()


@pytest.mark.usefixtures("unthreaded")
def test_what_fails_there_is_made_here_where_it_says_why() -> None:
    def make(key: str) -> None:
        raise ValueError(f"{key} : impossible")

    made = Beside(make, ["a"])
    with pytest.raises(ValueError, match="a : impossible"):
        made["a"]


def test_no_process_is_born_beside_the_threads_of_others() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    assert Beside(told, ["a"])["a"] == ("A", os.getpid())
    stop.set()
    other.join()


def test_words_are_said_again_as_they_were() -> None:
    with listening() as said:
        repeat([("mkdocs.x", logging.ERROR, "100 % de l’axe")])
    assert said == [("mkdocs.x", logging.ERROR, "100 % de l’axe")]


def test_a_site_is_the_same_where_a_system_cannot_fork(shipped: Built, tmp_path: Path) -> None:
    alone = "import os, runpy, sys; del os.fork; runpy.run_module('mkdocs', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", alone, "build", "-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    settings = {**os.environ, "MEASURES": str(SHIPPED), "SITE_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "site") == files(shipped.folder) != {}
    own = ("Building documentation", "built in", "est en place")
    told = [[one for one in said.splitlines() if not any(its in one for its in own)]
            for said in (done.stderr, shipped.said)]  # fmt: skip
    assert told[0] == told[1] != []


@pytest.mark.usefixtures("unthreaded")
def test_a_stop_that_comes_while_a_second_process_is_born_takes_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, born = os.fork, []

    def disturbed() -> int:
        if child := fork():
            born.append(child)
            signal.raise_signal(signal.SIGTERM)
        return child

    def stopped(number: int, frame: object) -> None:
        raise SystemExit

    monkeypatch.setattr(os, "fork", disturbed)
    before = signal.signal(signal.SIGTERM, stopped)
    try:
        with pytest.raises(SystemExit):
            Beside(lambda key: time.sleep(60), ["a"])
    finally:
        signal.signal(signal.SIGTERM, before)
    stop()
    with pytest.raises(ProcessLookupError):
        os.kill(born[0], 0)
