"""The commands that write measures, as an editor uses them on a disk."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from measure_catalogue.cli import main
from measure_catalogue.editing import writing
from measure_catalogue.editing.writing import WriteError, write_all

AXIS = "# Coopérer\n\n```yaml\nidentifiant: 6\n```\n"
LOOSE = "#  Partenaires\n```yaml\nidentifiant: 6.1\n```\n## Description\nAinsi :\n• un\n• deux  \n"
NEAT = "# Partenaires\n\n```yaml\nidentifiant: 6.1\n```\n\n## Description\n\nAinsi :\n\n- un\n- deux\n"
MOVED = "- de: 6.9\n  vers: [6.1]\n  motif: fusion\n  date: 2026-11-22\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of catalogues with an axis in order and a measure that is not."""
    cae = tmp_path / "measures" / "cae"
    cae.mkdir(parents=True)
    (cae / "6.md").write_text(AXIS, "utf-8")
    (cae / "6.1.md").write_text(LOOSE, "utf-8")
    return cae.parent


@pytest.fixture
def measure(folder: Path) -> Path:
    return folder / "cae" / "6.1.md"


def everything(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_format_writes_the_files_that_change_and_names_them(folder: Path, measure: Path) -> None:
    done = run("format", folder)
    assert (done.exit_code, done.stdout) == (0, f"{measure}\n")
    assert measure.read_text("utf-8") == NEAT
    assert "1 fichier mis en forme sur 2" in done.stderr


def test_format_twice_changes_nothing_more(folder: Path) -> None:
    run("format", folder)
    before = everything(folder)
    done = run("format", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert everything(folder) == before


def test_format_check_writes_nothing_and_fails_if_something_would_change(folder: Path, measure: Path) -> None:
    before = everything(folder)
    done = run("format", "--check", folder)
    assert (done.exit_code, done.stdout) == (1, f"{measure}\n")
    assert everything(folder) == before
    run("format", folder)
    assert run("format", "--check", folder).exit_code == 0


def test_format_takes_files_and_proves_them_in_their_catalogue(folder: Path, measure: Path) -> None:
    (folder / "cae" / "6.2.md").write_text(LOOSE.replace("6.1", "6.2"), "utf-8")
    done = run("format", measure)
    assert (done.exit_code, done.stdout) == (0, f"{measure}\n")
    assert (folder / "cae" / "6.2.md").read_text("utf-8") == LOOSE.replace("6.1", "6.2")


def test_format_is_quiet_about_settings(folder: Path) -> None:
    settings = "titre:   Essai  \n\n\npoints : 500\n"
    (folder / "cae" / "catalogue.yml").write_text(settings, "utf-8")
    run("format", folder)
    assert (folder / "cae" / "catalogue.yml").read_text("utf-8") == settings


@pytest.mark.parametrize("command", ["format", "fix"])
def test_what_is_beside_the_catalogues_is_left_as_it_is(folder: Path, command: str) -> None:
    figures = folder / "indicateurs" / "cae"
    figures.mkdir(parents=True)
    figure = figures / "1.md"
    figure.write_bytes("#  Partenaires \r\n```yaml\nid: cae_1\n```\n• e\u0301t\u00e9  \n".encode())
    (folder / "metiers.yml").write_bytes("- metier: e\u0301lus\r\n  titre: \u200bÉlus\n".encode())
    before = {path: data for path, data in everything(folder).items() if not path.startswith("cae/")}
    done = run(command, folder)
    assert done.exit_code == 0 and "indicateurs" not in done.stdout + done.stderr
    said = run(command, figure).stderr
    assert f"{figure} : laissé tel quel, ce n'est pas une mesure" in said and "mis en forme sur 1" not in said
    assert {path: data for path, data in everything(folder).items() if not path.startswith("cae/")} == before


def test_line_ends_and_accents_are_put_in_order(folder: Path, measure: Path) -> None:
    measure.write_bytes(b"\xef\xbb\xbf" + NEAT.replace("deux", "e\u0301te\u0301").replace("\n", "\r\n").encode())
    assert run("format", folder).exit_code == 0
    assert measure.read_bytes() == NEAT.replace("deux", "été").encode()


def test_a_file_that_is_not_utf_8_is_named_and_left(folder: Path, measure: Path) -> None:
    measure.write_bytes(LOOSE.replace("deux", "été").encode("cp1252"))
    before = everything(folder)
    for command in ("format", "fix"):
        done = run(command, folder)
        assert done.exit_code == 0
        assert f"{measure} : laissé tel quel, il n'est pas en UTF-8" in done.stderr
    assert everything(folder) == before


def test_a_link_is_named_and_what_it_leads_to_is_left(folder: Path, measure: Path) -> None:
    other = folder / "cae" / "modèle.txt"
    measure.rename(other)
    measure.symlink_to(other.name)
    done = run("format", folder)
    assert f"{measure} : laissé tel quel, c'est un lien" in done.stderr
    assert measure.is_symlink()
    assert other.read_text("utf-8") == LOOSE


def test_a_file_that_is_not_read_is_named(folder: Path) -> None:
    (folder / "cae" / "7.md").mkdir()
    (folder / "cae" / "8.md").write_bytes(b"x" * 500_001)
    done = run("format", folder)
    assert f"{folder}/cae/7.md : laissé tel quel" in done.stderr
    assert f"{folder}/cae/8.md : laissé tel quel" in done.stderr


def test_a_protected_file_keeps_all_from_being_written(folder: Path, measure: Path) -> None:
    (folder / "cae" / "6.2.md").write_text(LOOSE.replace("6.1", "6.2"), "utf-8")
    measure.chmod(0o444)
    before = everything(folder)
    assert run("format", "--check", folder).exit_code == 1
    done = run("format", folder)
    assert done.exit_code == 1
    assert f"« {measure} » est protégé contre l'écriture : rien n'est écrit" in done.stderr
    assert everything(folder) == before


def test_the_rights_of_a_file_are_kept(folder: Path, measure: Path) -> None:
    measure.chmod(0o640)
    run("format", folder)
    assert stat.S_IMODE(measure.stat().st_mode) == 0o640


@pytest.mark.parametrize("command", ["format", "fix"])
def test_a_revision_or_a_lost_file_is_refused(folder: Path, command: str) -> None:
    assert run(command, folder / "nulle-part.md").exit_code == 1
    assert run(command, "HEAD:measures").exit_code == 1


@pytest.mark.parametrize("command", ["format", "fix"])
def test_a_folder_without_measures_is_said(tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path)
    assert done.exit_code == 1
    assert "aucune mesure" in done.stderr


def test_all_files_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for rank in range(2, 6):
        (folder / "cae" / f"6.{rank}.md").write_text(LOOSE.replace("6.1", f"6.{rank}"), "utf-8")
    before = everything(folder)
    replace, left = os.replace, [3]

    def failing(new: Path, old: Path) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device", str(old))
        replace(new, old)

    monkeypatch.setattr(writing.os, "replace", failing)
    done = run("format", folder)
    assert done.exit_code == 1
    assert "rien n'est écrit" in done.stderr
    assert everything(folder) == before


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(measure: Path) -> None:
    with pytest.raises(WriteError, match="vient de changer"):
        write_all({measure: b"nouveau"}, {measure: b"autre chose"})
    assert measure.read_text("utf-8") == LOOSE


def test_a_new_file_does_not_take_the_place_of_another(measure: Path) -> None:
    with pytest.raises(WriteError, match="vient de changer"):
        write_all({measure: b"nouveau"}, {})
    assert measure.read_text("utf-8") == LOOSE


@pytest.fixture
def mistaken(folder: Path, measure: Path) -> Path:
    """A measure that mentions another by a number that it no longer has."""
    (folder / "cae" / "redirections.yml").write_text(MOVED, "utf-8")
    measure.write_text(NEAT.replace("deux", "l’action 6.9"), "utf-8")
    return measure


def test_fix_corrects_what_is_certain_and_shows_it(folder: Path, mistaken: Path) -> None:
    done = run("fix", folder)
    assert done.exit_code == 0
    place, *lines = done.stdout.splitlines()
    assert place.startswith(f"{mistaken}:12: RE-03 ")
    assert lines == ["    - - l’action 6.9", "    + - l’action 6.1"]
    assert mistaken.read_text("utf-8") == NEAT.replace("deux", "l’action 6.1")
    assert "1 correction dans 1 fichier" in done.stderr


def test_fix_may_be_tried_without_writing(folder: Path, mistaken: Path) -> None:
    before = everything(folder)
    done = run("fix", "--dry-run", folder)
    assert "+ - l’action 6.1" in done.stdout
    assert "1 correction à faire dans 1 fichier" in done.stderr
    assert everything(folder) == before


def test_fix_shows_what_is_around_the_change_of_a_long_line(folder: Path, mistaken: Path) -> None:
    mistaken.write_text(NEAT.replace("deux", f"{'mot ' * 300}l’action 6.9{' mot' * 300}"), "utf-8")
    shown = run("fix", "--dry-run", folder).stdout.split("\n")
    assert all(len(line) < 130 for line in shown[1:])  # the first names the file
    assert "6.9" in shown[1]
    assert "6.1" in shown[2]


def test_fix_leaves_a_catalogue_without_certain_faults(folder: Path, measure: Path) -> None:
    measure.write_text(NEAT, "utf-8")
    before = everything(folder)
    done = run("fix", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 correction dans 0 fichier" in done.stderr
    assert everything(folder) == before


def test_new_writes_a_measure_and_says_what_it_waits_for(folder: Path) -> None:
    done = run("new", "6.2", "--in", folder)
    first, *waits = done.stdout.splitlines()
    assert (done.exit_code, first) == (0, f"{folder}/cae/6.2.md:1")
    assert (
        (folder / "cae" / "6.2.md")
        .read_text("utf-8")
        .startswith("# À compléter : titre de 6.2\n\n```yaml\nidentifiant: 6.2\n")
    )
    assert waits[0] == "    1 : le titre de 6.2 reste à écrire : « À compléter… » serait publié tel quel"
    assert run("check", folder).exit_code == 0


def test_new_writes_an_action_in_the_file_of_its_measure(folder: Path, measure: Path) -> None:
    measure.write_text(NEAT, "utf-8")
    done = run("new", "cae_6.1.1", "--in", folder)
    assert done.stdout.splitlines()[0] == f"{measure}:16"
    assert measure.read_text("utf-8").startswith(NEAT + "\n## Actions\n\n### À compléter : titre de 6.1.1\n")


def test_new_takes_the_folder_of_a_catalogue(folder: Path) -> None:
    assert run("new", "7", "--in", folder / "cae").exit_code == 0
    assert (folder / "cae" / "7.md").is_file()


def test_new_says_what_its_editor_should_know(folder: Path) -> None:
    done = run("new", "6.9", "--in", folder)
    assert "6.9 laisse un trou : le prochain numéro libre est 6.2" in done.stderr


@pytest.mark.parametrize("asked", ["6.1", "6.x", "8.1", "6.1.1.1.1.1.1", "eci_1", "-1"])
def test_new_writes_nothing_under_a_number_that_cannot_be(folder: Path, asked: str) -> None:
    before = everything(folder)
    assert run("new", "--in", folder, "--", asked).exit_code == 1
    assert everything(folder) == before


def test_new_writes_nothing_through_a_link(folder: Path, measure: Path) -> None:
    other = folder / "cae" / "modèle.txt"
    measure.rename(other)
    measure.symlink_to(other.name)
    before = everything(folder)
    done = run("new", "6.1.1", "--in", folder)
    assert done.exit_code == 1
    assert f"{measure} : c'est un lien" in done.stderr
    assert everything(folder) == before


def test_new_refuses_a_folder_without_catalogue(tmp_path: Path) -> None:
    done = run("new", "6.1", "--in", tmp_path)
    assert done.exit_code == 1
    assert "aucun référentiel" in done.stderr
