"""Run the steps of a workflow here as GitHub's machine would: its shell, its variables, stand-ins for its actions."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = ROOT / ".github/workflows"
REPOSITORY = "ville/catalogue"
SHARED = ("Makefile", "mkdocs.yml", "pyproject.toml", "requirements.lock", "docs", "overrides", "measures", ".github")

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.S)
_TOKEN = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.[\w-]+)*(?:\(\))?|&&|\|\||!(?!=)")
_WORDS = {"&&": " and ", "||": " or ", "!": " not ", "true": "True", "false": "False", "null": "None"}


@dataclass(frozen=True)
class Step:
    """What became of a step: `success`, `failure` or `skipped`, and all that it printed."""

    name: str
    outcome: str
    said: str = ""


@dataclass(frozen=True)
class Ran:
    """What became of a job: its steps by name, in order, and the page of the run."""

    steps: dict[str, Step]
    failed: bool
    summary: str


@dataclass
class Machine:
    """A machine of GitHub's: `workspace` is the clone, `artifacts` outlives the job, `forge` is what `gh` reaches."""

    workspace: Path
    folder: Path
    event: Mapping[str, Any]
    event_name: str = "pull_request"
    forge: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.temp, self.bin, self.artifacts = (self.folder / name for name in ("temp", "bin", "artifacts"))
        for one in (self.temp, self.bin, self.artifacts):
            one.mkdir(parents=True, exist_ok=True)
        self._command("python", f'exec {sys._base_executable} "$@"')
        self._command("python3", f'exec {sys._base_executable} "$@"')
        # The lists of versions look newer than what is installed: a clone is. Nothing is to be installed anew.
        kept = "-o .venv/site.stamp -o .venv/tests.stamp -o .venv/bin/python"
        self._command("make", f'exec {shutil.which("make")} {kept} "$@"')
        self._command("gh", f'exec {sys._base_executable} {Path(__file__).with_name("forge.py")} {self._forge} "$@"')

    def run(self, workflow: str, job: str) -> Ran:
        """Run one job; raises KeyError on an action or an expression for which there is no stand-in."""
        whole = yaml.safe_load((WORKFLOWS / workflow).read_text("utf-8"))
        wanted = whole["jobs"][job]
        self._forge.write_text(json.dumps(self.forge), "utf-8")
        (self.folder / "event.json").write_text(json.dumps(self.event), "utf-8")
        steps: dict[str, Step] = {}
        context = self._context()
        if not truth(wanted.get("if", "success()"), context):
            return Ran({}, False, "")
        for number, step in enumerate(wanted["steps"]):
            name = step.get("name") or step.get("uses", step.get("run", "")).partition("@")[0]
            steps[name] = self._step(name, step, {**whole.get("env", {}), **wanted.get("env", {})}, context, number)
            if steps[name].outcome == "failure" and not step.get("continue-on-error"):
                context["failed"] = True
        self.forge = json.loads(self._forge.read_text("utf-8"))
        summary = "".join(path.read_text("utf-8") for path in sorted(self.temp.glob("summary-*")))
        for page in self.temp.glob("summary-*"):
            page.unlink()
        return Ran(steps, context["failed"], summary)

    def _step(self, name: str, step: Mapping[str, Any], env: Mapping[str, str], context: dict, number: int) -> Step:
        if not truth(step.get("if", "success()"), context):
            return Step(name, "skipped")
        if "uses" in step:
            given = {key: filled(str(value), context) for key, value in step.get("with", {}).items()}
            fine = ACTIONS[step["uses"].partition("@")[0]](self, given)
            return Step(name, "success" if fine else "failure")
        script, output = self.temp / f"step-{number}.sh", self.temp / f"output-{number}"
        script.write_text(filled(step["run"], context), "utf-8")
        output.touch()
        own = {key: filled(str(value), context) for key, value in {**env, **step.get("env", {})}.items()}
        files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(self.temp / f"summary-{number:02}")}
        done = subprocess.run(
            ["bash", "-e", script],
            cwd=self.workspace,
            env={**self._variables(), **files, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        outputs = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        context["steps"][step.get("id", "")] = {"outputs": outputs}
        return Step(name, "failure" if done.returncode else "success", done.stdout)

    def _variables(self) -> dict[str, str]:
        """All that a step finds: nothing leaks in from the machine that runs the tests."""
        return {
            "CI": "true",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": f"{self.bin}:{os.defpath}",
            "GITHUB_EVENT_NAME": self.event_name,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_SHA": "f" * 40,
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
        }

    def _context(self) -> dict[str, Any]:
        github = {"event": self.event, "event_name": self.event_name, "token": "jeton", "ref": "refs/heads/main"}
        site = {"SITE": "https://climat.example.org/mesures/"}
        return {"github": github, "vars": site, "runner": {"temp": str(self.temp)}, "steps": {}, "failed": False}

    def _command(self, name: str, line: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)

    @property
    def _forge(self) -> Path:
        return self.folder / "forge.json"


def filled(text: str, context: Mapping[str, Any]) -> str:
    """The text with each `${{ … }}` replaced by its value, as GitHub does before anything runs."""
    return _EXPRESSION.sub(lambda found: str(value(found[1], context) or ""), text)


def truth(condition: str, context: Mapping[str, Any]) -> bool:
    """An `if:`, which holds only after successes unless it says otherwise."""
    condition = condition.strip().removeprefix("${{").removesuffix("}}")
    if not re.search(r"\b(always|cancelled|failure|success)\(\)", condition):
        condition = f"success() && ({condition})"
    return bool(value(condition, context))


def value(expression: str, context: Mapping[str, Any]) -> Any:
    """An expression of the few kinds that our workflows use; KeyError for a name that it does not know."""
    states = {
        "always()": True,
        "cancelled()": False,
        "failure()": context["failed"],
        "success()": not context["failed"],
    }

    def word(found: re.Match[str]) -> str:
        token = found[0]
        if token.startswith("'"):
            return repr(token[1:-1].replace("''", "'"))
        if token in _WORDS:
            return _WORDS[token]
        if token in states:
            return repr(states[token])
        known: Any = context
        for part in token.split("."):
            known = known[part]
        return repr(known)

    return eval(_TOKEN.sub(word, expression).strip(), {"__builtins__": {}})


def _upload(machine: Machine, given: Mapping[str, str]) -> bool:
    path, target = Path(machine.workspace, given["path"]), machine.artifacts / given["name"]
    if not path.exists() or not any(path.iterdir()):
        return given.get("if-no-files-found") != "error"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(path, target, ignore=shutil.ignore_patterns(".*"))
    return True


def _download(machine: Machine, given: Mapping[str, str]) -> bool:
    source = machine.artifacts / given["name"]
    if not source.exists():
        return False
    shutil.copytree(source, given["path"], symlinks=True, dirs_exist_ok=True)
    return True


ACTIONS: dict[str, Callable[[Machine, Mapping[str, str]], bool]] = {
    "actions/checkout": lambda *_: True,  # the workspace is a clone already
    "actions/setup-python": lambda *_: True,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
}


def git(folder: Path, *words: str) -> str:
    """What git prints, in a made repository: nobody's settings, one author."""
    who = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.defpath, "HOME": str(folder)}
    for role in ("AUTHOR", "COMMITTER"):
        who |= {f"GIT_{role}_NAME": "Une éditrice", f"GIT_{role}_EMAIL": "editrice@example.org"}
    done = subprocess.run(["git", *words], cwd=folder, env=who, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def made_repository(folder: Path) -> Path:
    """A repository whose one commit holds what the workflows need of this one."""
    folder.mkdir(parents=True)
    for name in SHARED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    (folder / ".gitignore").write_text(".venv\n.cache/\nsite/\n__pycache__/\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Le catalogue")
    return folder


def proposed(repository: Path, clone: Path, change: Callable[[Path], None]) -> Path:
    """A clone at the merge that GitHub makes to try a proposal: `main` first, the proposal second."""
    git(repository, "clone", "-q", str(repository), str(clone))
    git(clone, "switch", "-q", "-c", "proposition")
    change(clone)
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "--allow-empty", "-m", "Une proposition")
    git(clone, "switch", "-q", "--detach", "origin/main")
    git(clone, "merge", "-q", "--no-ff", "-m", "Essai", "proposition")
    (clone / ".venv").symlink_to(sys.prefix)
    return clone
