"""A small project of its own, for tests that build it many times, and stop its builds where they want."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from invented import invented

STOPPING = Path(__file__).with_name("stopping.py")
OURS = ("MEASURES", "INDICATORS", "SITE_URL", "PRODUCTION", "STRICT")
SETTINGS = """site_name: Essai
site_url: https://essai.example/
theme: mkdocs
plugins: [search, measure-catalogue]
"""


def _hearing() -> None:
    """Ctrl-C is heard, even where the tests themselves run behind a shell that has them ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Small:
    """A folder with mkdocs.yml, docs/ and measures/; its site is in site/, what is kept of a build in .cache/."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def measures(self) -> Path:
        return self.folder / "measures"

    def start(
        self,
        *options: str,
        command: str = "build",
        before: Sequence[str] = (),
        stop: Mapping[str, object] | None = None,
        **settings: str,
    ) -> "subprocess.Popen[str]":
        """A build in a group of processes of its own; `stop` is for tests/stopping.py, `before` leads its command."""
        stops = {f"STOP_{name.upper()}": str(value) for name, value in (stop or {}).items()}
        words = [*before, *self.command(*options, command=command, program=[str(STOPPING)] if stops else None)]
        given = {**self.environment(), **stops, **settings}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            words,
            env=given,
            cwd=self.folder,
            stdout=pipe,
            stderr=pipe,
            text=True,
            start_new_session=True,
            preexec_fn=_hearing,
        )

    def command(self, *options: str, command: str = "build", program: Sequence[str] | None = None) -> list[str]:
        program = program or ["-m", "mkdocs"]
        return [sys.executable, *program, command, "-f", str(self.folder / "mkdocs.yml"), *options]

    def environment(self) -> dict[str, str]:
        fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600", "GIT_CEILING_DIRECTORIES": "/"}
        return {name: value for name, value in os.environ.items() if name not in OURS} | fixed

    def build(self, *options: str, **given: object) -> "Done":
        with self.start(*options, **given) as process:  # type: ignore[arg-type]
            return Done.of(process)

    def edit(self) -> None:
        file = self.measures / "cae" / "6.1.2.md"
        file.write_text(f"{file.read_text('utf-8')}\nUn mot de plus.\n", "utf-8")

    def left(self) -> set[str]:
        """What lies in the folder beside what an editor put there, the site and what is kept."""
        return {one.name for one in self.folder.iterdir()} - {"mkdocs.yml", "docs", "measures", "site", ".cache"}


@dataclass(frozen=True)
class Done:
    """How a build ended, and what it said."""

    code: int
    said: str

    @classmethod
    def of(cls, process: "subprocess.Popen[str]") -> "Done":
        out, said = process.communicate()
        return cls(process.returncode, out + said)


def small(folder: Path, settings: str = SETTINGS) -> Small:
    """A new project, whose catalogue is invented."""
    files = {"mkdocs.yml": settings, "docs/index.md": "# Accueil\n\nDu texte.\n", "docs/image.svg": "<svg/>"}
    for one in invented(random.Random(7)).pieces.values():
        path = f"measures/cae/{'.'.join(one.number.split('.')[:3])}.md"
        files[path] = files.get(path, "") + one.written() + ("## Actions\n" if one.number.count(".") == 2 else "")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return Small(folder)


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by path; empty where there is none."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def put_back(kept: Path, folder: Path) -> None:
    """Make a folder what another is."""
    shutil.rmtree(folder, ignore_errors=True)
    if kept.exists():
        shutil.copytree(kept, folder, symlinks=True)
