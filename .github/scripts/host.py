"""What GitHub gives to a step and takes from it: the event, messages, the summary, its API."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUMMARY_LIMIT = 900_000  # bytes: GitHub drops a whole summary past 1,048,576


def event() -> dict[str, Any]:
    """What set the workflow off, as GitHub wrote it: words of strangers stay in it, out of any script."""
    return json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))


def say(level: str, message: str) -> None:
    """A message of the run, `notice`, `warning` or `error`; what it quotes cannot write a command of its own."""
    said = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level}::{said}", flush=True)


def summarise(text: str) -> None:
    """Add to the page of the run."""
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as page:
        page.write(text.rstrip("\n") + "\n\n")


def address(*path: object) -> str:
    """An address in the repository."""
    return "/".join(map(str, (os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_REPOSITORY"], *path)))


def api(path: str, method: str = "GET", **fields: object) -> Any:
    """GitHub's answer for a path of the repository; CalledProcessError, its reason printed, if it refuses."""
    command = ["gh", "api", "--method", method, f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}"]
    given = json.dumps(fields) if fields else None
    if fields:
        command += ["--input", "-"]
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return json.loads(done.stdout) if done.stdout.strip() else None


def every(path: str) -> Iterator[dict[str, Any]]:
    """All the things that a path lists, page after page."""
    joint = "&" if "?" in path else "?"
    for page in range(1, 100):
        found = api(f"{path}{joint}per_page=100&page={page}")
        yield from found
        if len(found) < 100:
            return
