"""What git keeps is read as what a disk holds, without touching the disk."""

from pathlib import Path

import pytest
from measure_catalogue import sources
from measure_catalogue.revisions import Commit, FileChange, GitError, Repository, repository

from tests.repositories import Made, made

AXIS = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Made:
    return made(tmp_path / "projet")


def opened(project: Made) -> Repository:
    return repository(project.folder / "measures")


def test_a_revision_reads_as_the_folder_did(project: Made) -> None:
    names = {"measures/cae/6.md": AXIS, "measures/cae/6.1.md": "# É\n", "measures/cae/catalogue.yml": "titre: A\n"}
    aside = {
        "measures/LISEZ.md": "x",
        "measures/notes.md": "x",
        "measures/cae/a.markdown": "x",
        "measures/.x/a.md": "x",
    }
    odd = {
        "measures/cae/a.png": "x",
        "measures/cae/latin.md": "é".encode("latin-1"),
        "measures/cae/nfd.md": "e\u0301\n",
    }
    project.commit({**names, **aside, **odd, "README.md": "hors\n"})
    there = [*sources.from_folder(project.folder / "measures")]
    assert opened(project).sources("HEAD") == there
    project.commit(dict.fromkeys(names))
    assert opened(project).sources("HEAD~1") == there


def test_a_lone_catalogue_at_the_top_is_named_after_its_folder(project: Made) -> None:
    project.commit({"6.md": AXIS})
    assert repository(project.folder).sources("HEAD") == [*sources.from_folder(project.folder)]


def test_a_file_past_the_limit_is_refused_and_not_read(project: Made) -> None:
    project.commit({"measures/cae/6.md": "a" * (sources.LIMIT + 1)})
    found = opened(project).sources("HEAD")
    assert [(one.text, one.faults[0].rule) for one in found] == [("", sources.UNREADABLE)]


def test_a_link_is_followed_within_the_folder_and_refused_outside(project: Made) -> None:
    (project.folder / "measures" / "cae").mkdir(parents=True)
    (project.folder / "measures" / "cae" / "7.md").symlink_to("6.md")
    (project.folder / "measures" / "cae" / "8.md").symlink_to("../../secret.md")
    (project.folder / "measures" / "cae" / "9.md").symlink_to("9.md")
    project.commit({"measures/cae/6.md": AXIS, "secret.md": "secret"})
    found = {one.path: one for one in opened(project).sources("HEAD")}
    assert found["cae/7.md"].text == AXIS
    for name in ("cae/8.md", "cae/9.md"):
        assert (found[name].text, found[name].faults[0].rule) == ("", sources.OUTSIDE)


@pytest.mark.parametrize("name", ["absente", "--help", "HEAD~40", "", "HEAD:measures"])
def test_what_is_no_revision_is_said_in_french(project: Made, name: str) -> None:
    project.commit({"measures/cae/6.md": AXIS})
    with pytest.raises(GitError, match="révision de git"):
        opened(project).sources(name)


def test_a_folder_outside_git_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="n'est pas suivi par git"):
        repository(tmp_path)


def test_a_machine_without_git_is_said_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git n'est pas installé"):
        repository(tmp_path)


def test_a_folder_that_is_gone_has_its_history(project: Made) -> None:
    project.commit({"measures/cae/6.md": AXIS})
    project.commit({"measures/cae/6.md": None, "README.md": "x"})
    assert [one.path for one in opened(project).sources("HEAD~1")] == ["cae/6.md"]
    assert opened(project).sources("HEAD") == []


def test_names_of_files_are_read_whatever_they_hold(project: Made) -> None:
    name = 'measures/cae/é "a"\t\\b\n.md'
    project.commit({name: AXIS})
    assert [one.path for one in opened(project).sources("HEAD")] == [name.removeprefix("measures/")]
    assert [one.changes[0].path for one in opened(project).commits()] == [name.removeprefix("measures/")]


def test_commits_come_latest_first_with_what_they_touched(project: Made) -> None:
    first = project.commit({"measures/cae/6.md": AXIS, "README.md": "x"}, "Ouvrir l’axe 6", "2026-01-05")
    project.commit({"README.md": "y"}, "Hors des mesures")
    last = project.commit({"measures/cae/6.md": None, "measures/cae/7.md": AXIS}, "Renommer", "2026-02-06")
    blob = project.git("rev-parse", "HEAD:measures/cae/7.md")
    assert [*opened(project).commits()] == [
        Commit(last, "Claire Martin", "2026-02-06T10:00:00+00:00", "Renommer",
               (FileChange("cae/6.md", blob, ""), FileChange("cae/7.md", "", blob))),
        Commit(first, "Claire Martin", "2026-01-05T10:00:00+00:00", "Ouvrir l’axe 6",
               (FileChange("cae/6.md", "", blob),)),
    ]  # fmt: skip
    assert opened(project).blobs([blob, "", blob]) == {blob: AXIS.encode()}


def test_a_hook_or_a_filter_of_the_repository_is_not_run(project: Made) -> None:
    project.commit({"measures/cae/6.md": AXIS, ".gitattributes": "*.md filter=bad diff=bad\n"})
    mark = project.folder / "ran"
    for key in ("core.fsmonitor", "filter.bad.smudge", "diff.bad.textconv"):
        project.git("config", key, f"touch {mark}")
    opened(project).sources("HEAD")
    list(opened(project).commits())
    assert not mark.exists()
