"""Git repositories made for the tests, with nothing of the machine's own settings."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Claire Martin",
    "GIT_AUTHOR_EMAIL": "claire@example.org",
    "GIT_COMMITTER_NAME": "Claire Martin",
    "GIT_COMMITTER_EMAIL": "claire@example.org",
}


@dataclass(frozen=True)
class Made:
    """A repository on disk; `commit` writes files, or removes those whose text is None, and gives the new hash."""

    folder: Path

    def commit(self, files: dict[str, str | bytes | None], message: str = "essai", date: str = "2026-03-12") -> str:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text.encode() if isinstance(text, str) else text)
        self.git("add", "--all")
        moment = f"{date}T10:00:00+00:00"
        self.git("commit", "--quiet", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=moment, GIT_COMMITTER_DATE=moment)
        return self.git("rev-parse", "HEAD")

    def git(self, *words: str, **more: str) -> str:
        given = {**os.environ, **_ENVIRONMENT, **more}
        done = subprocess.run(["git", *words], cwd=self.folder, env=given, capture_output=True, text=True, check=True)
        return done.stdout.strip()


def made(folder: Path) -> Made:
    """A new repository in a folder, on the branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    repository = Made(folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository
