"""Finds a Chromium for the tests, or installs one; run as a program, prints its path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is the browser without its windows: the tests take a third less time."""

PACKAGES = ("chromium-headless-shell", "chromium")
"""Of Debian, of which older ones have the second only."""

MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MISSING = """\
Les tests ont besoin de Chromium, qui n'a pas pu être installé. Au choix :
    Debian, Ubuntu :  sudo apt-get install chromium   (sous Ubuntu : chromium-browser)
    macOS :           installer Google Chrome
    ailleurs :        CHROMIUM=/chemin/du/navigateur make test"""


def find() -> str | None:
    """The path of a browser that starts; the variable CHROMIUM names one before any other."""
    return next((path for path in _candidates() if _starts(path)), None)


def install() -> str:
    """Tries Playwright's own download, then Debian's package; gives all that they said."""
    said = _run(sys.executable, "-m", "playwright", "install", "chromium")
    if not find() and shutil.which("apt-get") and os.geteuid() == 0:
        said += _run("apt-get", "-qq", "update")
        for package in PACKAGES:
            asked = ("install", "--yes", "--no-install-recommends", package, "fonts-liberation")
            said += "" if find() else _run("apt-get", "-qq", *asked)
    return said


def _candidates() -> Iterator[str]:
    yield from filter(None, (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), shutil.which(MAC)))
    from playwright.sync_api import sync_playwright  # starts a process: only where nothing else was found

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """A path alone proves nothing: Ubuntu has a `chromium-browser` that only asks for another package."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(*command: str) -> str:
    unasked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=unasked)
    return done.stdout + done.stderr


if __name__ == "__main__":
    if not (path := find()):
        print("Aucun Chromium ici : installation…", file=sys.stderr)
        said = install()
        path = find() or sys.exit(f"{said}\n{MISSING}")
    print(path)
