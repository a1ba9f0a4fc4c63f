"""The command line as people and continuous integration use it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from measure_catalogue.cli import main

AXIS = "# Coopérer\n```yaml\nidentifiant: 6\n```\n## Description\nEnsemble.\n"
ACTION = "### Réunir\n```yaml\nidentifiant: 6.1.1\n```\n"
MEASURE = f"# Partenaires\n```yaml\nidentifiant: 6.1\npoints: 4\n```\n## Actions\n{ACTION}"
REMARK = "Ainsi :\n- un\n"
WARNING = "\n[Rare](www.rare.fr)\n"
ERROR = "\nvoir la mesure 9.9.9\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def measures(tmp_path: Path) -> Path:
    """A folder with a sound catalogue."""
    folder = tmp_path / "measures"
    (folder / "cae").mkdir(parents=True)
    (folder / "cae" / "6.md").write_text(AXIS, "utf-8")
    (folder / "cae" / "6.1.md").write_text(MEASURE, "utf-8")
    return folder


def write(measures: Path, *more: str) -> None:
    """Add text to the description of the axis, from line 7 on."""
    (measures / "cae" / "6.md").write_text(AXIS + "".join(more), "utf-8")


def test_a_sound_catalogue_has_nothing_to_say(measures: Path) -> None:
    done = run("check", measures)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "aucun défaut" in done.stderr


@pytest.mark.parametrize(
    ("text", "code"), [(REMARK, 0), (WARNING, 0), (REMARK + WARNING, 0), (ERROR, 1), (REMARK + WARNING + ERROR, 1)]
)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_only_an_error_makes_the_command_fail(measures: Path, text: str, code: int, form: str) -> None:
    write(measures, text)
    assert run("check", measures, "--format", form).exit_code == code


def test_each_fault_is_said_at_its_file_and_line_with_its_remedy(measures: Path) -> None:
    write(measures, WARNING)
    done = run("check", measures)
    first, line, *_ = done.stdout.splitlines()
    assert first.startswith(f"{measures}/cae/6.md:8: LI-02 avertissement : ")
    assert line == "      [Rare](www.rare.fr)"
    assert "« http://www.rare.fr »" in done.stdout
    assert "1 avertissement" in done.stderr


def test_all_faults_are_said_at_once(measures: Path) -> None:
    write(measures, REMARK, WARNING, ERROR)
    assert re.findall(r"6\.md:(\d+): (\S+)", run("check", measures).stdout) == [
        ("8", "TX-05"),
        ("10", "LI-02"),
        ("12", "RE-01"),
    ]


def test_the_format_json_is_json_and_nothing_else(measures: Path) -> None:
    write(measures, ERROR)
    (found,) = json.loads(run("check", measures, "--format", "json").stdout)
    assert (found["path"], found["line"], found["code"], found["severity"]) == (
        f"{measures}/cae/6.md",
        8,
        "RE-01",
        "error",
    )


def test_the_format_json_without_faults_is_an_empty_array(measures: Path) -> None:
    assert json.loads(run("check", measures, "--format", "json").stdout) == []


def test_the_format_github_is_a_command_a_line(measures: Path) -> None:
    write(measures, WARNING, ERROR)
    lines = run("check", measures, "--format", "github").stdout.splitlines()
    assert [re.sub(r"(,col=\d+,endColumn=\d+)?,title=.*", "", one) for one in lines] == [
        f"::warning file={measures}/cae/6.md,line=8",
        f"::error file={measures}/cae/6.md,line=10",
    ]


def test_the_name_of_a_folder_cannot_end_a_github_command(tmp_path: Path) -> None:
    folder = tmp_path / "100 %, ici: là" / "cae"
    folder.mkdir(parents=True)
    (folder / "6.md").write_text(AXIS + ERROR, "utf-8")
    (line,) = run("check", folder.parent, "--format", "github").stdout.splitlines()
    assert "/100 %25%2C ici%3A là/cae/6.md,line=8,col=" in line


def test_a_path_is_shown_as_seen_from_where_the_command_is_given(
    measures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(measures, ERROR)
    monkeypatch.chdir(measures.parent)
    assert run("check").stdout.startswith("measures/cae/6.md:8: ")
    assert run("check", "measures/").stdout.startswith("measures/cae/6.md:8: ")


def test_a_single_catalogue_may_be_checked(measures: Path) -> None:
    write(measures, ERROR)
    assert run("check", measures / "cae").stdout.startswith(f"{measures}/cae/6.md:8: ")


@pytest.mark.parametrize(
    "arguments",
    [("check", "nulle-part"), ("pages", "x", "--from", "nulle-part"), ("check", "--format", "xml"), ("rien",)],
)
def test_a_wrong_argument_is_neither_success_nor_a_fault_of_the_measures(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [(), ("check",), ("pages",)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_shows_an_example(arguments: tuple[str, ...], option: str) -> None:
    done = run(*arguments, option)
    assert done.exit_code == 0
    assert "Exemple : measures " in done.stdout


def test_help_names_the_formats_and_the_exit_codes() -> None:
    shown = " ".join(run("check", "--help").stdout.split())
    assert "[text|json|github|sarif]" in shown
    assert "1 s'il y a une erreur" in shown


def test_pages_are_written_with_the_configuration_that_renders_them(measures: Path, tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    done = run("pages", target, "--from", measures)
    assert done.exit_code == 0
    docs = target / "docs"
    assert {"index.md", "cae/index.md", "cae/6/index.md", "cae/6.1/index.md"} <= {
        path.relative_to(docs).as_posix() for path in docs.rglob("*.md")
    }
    assert "Ensemble." in (docs / "cae/6/index.md").read_text("utf-8")
    settings = yaml.safe_load((target / "mkdocs.yml").read_text("utf-8"))
    named = re.findall(r"[\w./-]+\.md", str(settings["nav"]))
    assert "cae/6.1/index.md" in named
    assert [path for path in named if not (docs / path).is_file()] == []
    assert [
        path for path in (*settings["extra_css"], *settings["extra_javascript"]) if not (docs / path).is_file()
    ] == []


def test_every_item_has_an_address_on_its_own(measures: Path, tmp_path: Path) -> None:
    run("pages", tmp_path / "sortie", "--from", measures)
    assert "6.1/#6.1.1" in (tmp_path / "sortie/docs/cae/6.1.1/index.html").read_text("utf-8")


def test_pages_are_the_same_each_time(measures: Path, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        run("pages", tmp_path / name, "--from", measures)
    files = {path.relative_to(tmp_path / "un") for path in (tmp_path / "un").rglob("*") if path.is_file()}
    assert len(files) > 5
    assert [
        path for path in files if (tmp_path / "un" / path).read_bytes() != (tmp_path / "deux" / path).read_bytes()
    ] == []


def test_pages_refuse_a_folder_that_is_not_empty_and_touch_nothing(measures: Path, tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    target.mkdir()
    (target / "à moi.txt").write_text("x")
    done = run("pages", target, "--from", measures)
    assert done.exit_code == 1
    assert "n'est pas vide" in done.stderr
    assert [path.name for path in target.iterdir()] == ["à moi.txt"]


def test_pages_may_be_written_into_an_empty_folder(measures: Path, tmp_path: Path) -> None:
    (tmp_path / "sortie").mkdir()
    assert run("pages", tmp_path / "sortie", "--from", measures).exit_code == 0


def test_pages_refuse_a_file_as_their_target(measures: Path) -> None:
    assert run("pages", measures / "cae/6.md", "--from", measures).exit_code == 2
    assert (measures / "cae/6.md").read_text("utf-8") == AXIS


def test_no_identifier_of_a_file_writes_outside_the_target(measures: Path, tmp_path: Path) -> None:
    (measures / "cae/7.md").write_text("# T\n```yaml\nidentifiant: ../../../x\n```\n", "utf-8")
    (measures / "cae/cae.md").write_text("# T\n```yaml\nidentifiant:\nreferentiel: ../../../y\n```\n", "utf-8")
    assert run("pages", tmp_path / "un/deux/trois/sortie", "--from", measures).exit_code == 0
    written = [path for path in tmp_path.rglob("*") if path.is_file() and measures not in path.parents]
    assert {path.relative_to(tmp_path).parts[:4] for path in written} == {("un", "deux", "trois", "sortie")}
