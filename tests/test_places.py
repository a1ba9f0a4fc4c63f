"""What the words of a command name: a folder, files, or a revision."""

from pathlib import Path

import pytest
from measure_catalogue.places import Asked, asked
from measure_catalogue.revisions import GitError

from tests.repositories import Made, made

AXIS = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A repository with measures, and the command given from its top."""
    repository = made(tmp_path / "projet")
    repository.commit({"measures/cae/6.md": AXIS, "measures/eci/6.md": AXIS, "autres/te/6.md": AXIS, "seul.md": AXIS})
    monkeypatch.chdir(repository.folder)
    return repository


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], Asked(Path("measures"))),
        (["measures"], Asked(Path("measures"))),
        (["measures/cae"], Asked(Path("measures/cae"))),
        (["measures/cae/6.md"], Asked(Path("measures"), files=frozenset({"cae/6.md"}))),
        (["measures/cae/6.md", "measures/eci/6.md"],
         Asked(Path("measures"), files=frozenset({"cae/6.md", "eci/6.md"}))),
        (["autres/te/6.md"], Asked(Path("autres"), files=frozenset({"te/6.md"}))),
        (["seul.md"], Asked(Path(), files=frozenset({"seul.md"}))),
        (["HEAD"], Asked(Path("measures"), "HEAD")),
        (["main:autres"], Asked(Path("autres"), "main")),
    ],
)  # fmt: skip
def test_words_name_a_folder_files_or_a_revision(project: Made, words: list[str], found: Asked) -> None:
    assert asked(words) == found


@pytest.mark.parametrize("words", [["absent"], ["measures/absent.md"], ["measures", "autres"], ["HEAD", "main"],
                                   ["measures/cae/6.md", "autres/te/6.md"], ["HEAD~9"], ["--all"]])  # fmt: skip
def test_words_that_name_nothing_are_said_in_french(project: Made, words: list[str]) -> None:
    with pytest.raises(GitError, match="«"):
        asked(words)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GitError, match="« measures » n'est pas un dossier"):
        asked([])


def test_the_files_of_a_revision_are_those_of_the_folder_then(project: Made) -> None:
    project.commit({"measures/eci/6.md": None})
    assert [one.path for one in asked(["HEAD"]).sources()] == ["cae/6.md"]
    assert [one.path for one in asked(["HEAD~1"]).sources()] == ["cae/6.md", "eci/6.md"]
