"""`measures diff`, as an editor types it and as a pull request and a program read it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from measure_catalogue.changes.accounts import Account, as_text
from measure_catalogue.changes.commenting import LIMIT, as_markdown, literal
from measure_catalogue.cli import main
from measure_catalogue.model import Catalogue

from tests.repositories import Made, made
from tests.test_comparing import MAP, PACT, TEAM, THREE, at, catalogue, item, measure

OTHER = measure(number="6.1.2", text="## Contexte\nLa commune connaît ses voisins.\n").replace("Nouer", "Préparer")
AXIS = item("Coopération", "6", level=1) + "## Actions\n" + item("Au dehors", "6.1")
FILES = {"cae/6.md": AXIS, "cae/6.1.1.md": THREE, "cae/6.1.2.md": OTHER}
NEW = item("Ouvrir une ligne de budget", "6.1.1.4")
CHANGED = {
    **FILES,
    "cae/6.1.1.md": measure(MAP, TEAM, at(PACT, "6.1.1.9"), NEW, fields="points: 8\n"),
    "cae/6.1.2.md": OTHER.replace("La commune connaît ses voisins.\n", ""),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def lines(done: Result) -> list[str]:
    assert done.exit_code == 0, done.output
    return done.stdout.replace("\u00a0", " ").splitlines()


def text(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [line.replace("\u00a0", " ") for line in as_text(Account(catalogue(before), catalogue(after)))]


def markdown(before: dict[str, str], after: dict[str, str], site: str = "") -> str:
    return "\n".join(as_markdown(Account(catalogue(before), catalogue(after), site=site))).replace("\u00a0", " ")


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A repository of two commits, where the command is given."""
    project = made(tmp_path / "projet")
    project.commit({f"measures/{name}": content for name, content in FILES.items()})
    project.commit({f"measures/{name}": content for name, content in CHANGED.items()})
    monkeypatch.chdir(project.folder)
    return project


# For a person

SAID = """\
1 sous-action ajoutée, 1 sous-action renumérotée, 1 changement de points et 1 section vidée, dans 2 mesures

6.1.1 Nouer des partenariats
  1 sous-action ajoutée : 6.1.1.4 Ouvrir une ligne de budget
  6.1.1.3 devient 6.1.1.9 Signer un pacte avec les entreprises
  points : 6 → 8 (sous-axe 6.1 : 12 → 14 points, axe 6 : 12 → 14 points, catalogue : 12 → 14 points)

6.1.2 Préparer des partenariats
  Contexte vidé (5 mots)
"""


def test_what_changed_is_said_measure_by_measure(project: Made) -> None:
    assert lines(run("HEAD~1", "HEAD")) == SAID.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        ("HEAD~1", "measures"),
        ("HEAD~1",),
        ("HEAD~1:measures", "HEAD:measures"),
        ("HEAD~1", "main"),
        ("HEAD~1", "./measures/"),
    ],
)
def test_a_state_is_a_folder_or_a_revision(project: Made, words: tuple[str, ...]) -> None:
    assert lines(run(*words)) == SAID.splitlines()


def test_a_revision_is_read_at_the_folder_that_the_other_names(project: Made) -> None:
    assert lines(run("HEAD~1", "measures/cae")) == SAID.splitlines()
    assert lines(run("measures/cae", "HEAD~1:measures/cae"))[0].startswith("1 sous-action retirée")


def test_two_folders_need_no_git(tmp_path: Path) -> None:
    one, two = put(tmp_path / "avant", FILES), put(tmp_path / "après", CHANGED)
    assert lines(run(one, two)) == SAID.splitlines()
    assert lines(run(one, one)) == ["aucun changement"]


def test_what_is_not_saved_in_git_is_seen(project: Made) -> None:
    put(project.folder / "measures", {"cae/6.md": AXIS.replace("Au dehors", "Au loin")})
    assert "6.1 Au loin" in lines(run("HEAD"))
    assert lines(run("HEAD", "HEAD")) == ["aucun changement"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nulle-part", "measures"), "ni un fichier, ni un dossier"),
        (("HEAD~9", "measures"), "n'est pas une révision de git"),
        (("measures/cae/6.md", "measures"), "est un fichier"),
        (("HEAD", "measures", "--format", "xml"), "xml"),
        (("HEAD", "measures", "--site", "javascript:alert(1)"), "https://"),
        ((), "ANCIEN"),
    ],
)
def test_a_wrong_argument_is_said(project: Made, words: tuple[str, ...], message: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_states_without_any_measure_are_said(project: Made) -> None:
    done = run("HEAD:mesures", "HEAD~1:mesures")
    assert done.exit_code == 1
    assert "aucune mesure" in done.stderr


def test_help_shows_examples() -> None:
    assert run("--help").stdout.count("Exemple : measures diff ") == 2


def test_catalogues_are_named_where_there_are_several() -> None:
    more = {"eci/1.1.md": measure(number="1.1")}
    assert "== CAE (cae) ==" in text(FILES | more, CHANGED | more)
    assert "== CAE (cae) ==" not in text(FILES, CHANGED)


def test_a_measure_that_comes_is_counted_with_what_it_holds() -> None:
    new = measure(at(MAP, "6.1.3.1") + item("Tenir la carte à jour", "6.1.3.1.1", level=5), number="6.1.3")
    found = text(FILES, FILES | {"cae/6.1.3.md": new.replace("Nouer", "Entretenir")})
    assert found[0] == "1 mesure ajoutée, 1 sous-action ajoutée et 1 tâche ajoutée, dans 1 mesure"
    assert found[2:] == ["6.1.3 Entretenir des partenariats", "  mesure ajoutée, avec 1 sous-action et 1 tâche"]


def test_an_axis_that_goes_is_said_once() -> None:
    levels = "niveaux: [axe, sous-axe, mesure, sous-action, tâche]\n"
    after = {"cae/7.md": item("Autre axe", "7", level=1), "cae/catalogue.yml": levels}
    found = text(FILES | after, after)
    assert found[2:] == ["6 Coopération", "  axe retiré, avec 1 sous-axe, 2 mesures et 3 sous-actions"]


def test_a_measure_that_moved_is_said_once() -> None:
    after = {name: content for name, content in FILES.items() if name != "cae/6.1.1.md"}
    found = text(FILES, after | {"cae/6.1.7.md": THREE.replace("6.1.1", "6.1.7")})
    assert found[2:] == ["6.1.7 Nouer des partenariats", "  6.1.1 devient 6.1.7, avec 3 sous-actions"]


def test_a_block_of_numbers_that_moved_is_one_line() -> None:
    new = item("Ouvrir une ligne de budget", "6.1.1.1")
    after = measure(new, at(MAP, "6.1.1.2"), at(TEAM, "6.1.1.3"), at(PACT, "6.1.1.4"))
    assert text(FILES, FILES | {"cae/6.1.1.md": after})[3:] == [
        "  1 sous-action ajoutée : 6.1.1.1 Ouvrir une ligne de budget",
        "  6.1.1.1 à 6.1.1.3 deviennent 6.1.1.2 à 6.1.1.4 (numéros décalés)",
    ]


def test_a_number_that_changes_its_meaning_is_said() -> None:
    after = measure(MAP, item("Éclairer les rues moins longtemps", "6.1.1.2"), PACT)
    assert text(FILES, FILES | {"cae/6.1.1.md": after})[-1] == (
        "  le numéro 6.1.1.2 change de sens : il désignait « Désigner une équipe de suivi », "
        "il désigne « Éclairer les rues moins longtemps »"
    )


def test_shares_are_told_with_their_points_and_their_sum() -> None:
    def shared(*shares: int) -> dict[str, str]:
        titles = ("Dresser la carte", "Nommer une équipe", "Signer un pacte")
        ones = zip(titles, shares, strict=False)
        actions = (
            item(title, f"6.1.1.{n}", fields=f"pourcentage: {share}\n") for n, (title, share) in enumerate(ones, 1)
        )
        return {"cae/6.1.1.md": measure(*actions)}

    assert text(shared(50, 30, 20), shared(50, 35, 20))[3:] == [
        "  6.1.1.2 Nommer une équipe : part des points : 30 % → 35 % (1,8 → 2,1 points)",
        "  somme des parts sous 6.1.1 : 100 % → 105 % au lieu de 100",
    ]
    assert text(shared(50, 30, 20), shared(40, 40, 20))[-1] == "  somme des parts sous 6.1.1 : 100 %"
    assert text(shared(50, 30, 20), shared(50, 30))[-1] == "  somme des parts sous 6.1.1 : 100 % → 80 % au lieu de 100"


def test_several_things_said_of_one_action_stand_below_it() -> None:
    one = item("Dresser une carte des acteurs", "6.1.1.1", fields="categorie: bases\n")
    assert text(FILES, FILES | {"cae/6.1.1.md": measure(one, TEAM, PACT)})[3:] == [
        "  6.1.1.1 Dresser une carte des acteurs :",
        "    titre : « Dresser la carte des acteurs » devient « Dresser une carte des acteurs »",
        "    phase : rien → bases",
    ]


def test_the_words_that_changed_are_marked() -> None:
    after = FILES | {"cae/6.1.2.md": OTHER.replace("ses voisins", "tous ses voisins")}
    assert text(FILES, after)[3:] == [
        "  Contexte modifié (1 mot ajouté)",
        "      La commune connaît {+tous+} ses voisins.",
    ]


def test_nothing_printed_commands_the_terminal() -> None:
    bell = FILES | {"cae/6.1.2.md": OTHER.replace("identifiant: 6.1.2\n", 'identifiant: 6.1.2\nporteur: "\\a\\e[2J"\n')}
    assert all(line.isprintable() for line in text(FILES, bell))


# For a pull request


def test_the_comment_leads_to_the_pages() -> None:
    shown = markdown(FILES, CHANGED, "https://exemple.fr/m")
    assert shown.startswith("### Ce qui change dans le catalogue\n\n**1 sous-action ajoutée, ")
    assert "\n#### [6.1.1](https://exemple.fr/m/cae/6.1.1/) Nouer des partenariats\n\n- " in shown
    assert "6.1.1.3 devient [6.1.1.9](https://exemple.fr/m/cae/6.1.1.9/) Signer" in shown
    assert "](" not in markdown(FILES, CHANGED)


def test_what_is_gone_has_no_link() -> None:
    shown = markdown(FILES, FILES | {"cae/6.1.1.md": measure(MAP, TEAM)}, "https://exemple.fr")
    assert "- 1 sous-action retirée : 6.1.1.3 Signer un pacte" in shown


def test_the_words_that_changed_are_folded() -> None:
    after = FILES | {"cae/6.1.2.md": OTHER.replace("ses voisins", "tous ses *voisins* proches")}
    assert (
        "\n\n<details><summary>Les mots changés</summary>\n\n"
        "Contexte modifié \\(2 mots ôtés, 4 mots ajoutés\\)\n\n"
        "> La commune connaît ~~ses voisins.~~ **tous ses \\*voisins\\* proches.**\n\n"
        "</details>"
    ) in markdown(FILES, after)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>@untel</b>", "\\<b\\>@\u200buntel\\</b\\>"),
        ("![x](https://a.fr)", "\\!\\[x\\]\\(https\\://a.fr\\)"),
        ("www.a.fr", "www\\.a.fr"),
        ("w\u200bww.a.fr", "www\\.a.fr"),
        ("#12 et GH-3", "\\#\u200b12 et GH-\u200b3"),
        ("&lt;i&gt;", "\\&lt;i\\&gt;"),
        ("a\n\n</details>\u2028# b", "a \\</details\\> \\# b"),
        ("1. un", "1\\. un"),
        ("- un", "\\- un"),
        ("$a$ ~b~ `c` |d| _e_", "\\$a\\$ \\~b\\~ \\`c\\` \\|d\\| \\_e\\_"),
    ],
)
def test_words_of_strangers_are_no_markup(written: str, shown: str) -> None:
    assert literal(written) == shown


@pytest.mark.parametrize(("measures", "lines", "all_are_named"), [(60, 20, True), (700, 1, False)])
def test_a_comment_says_what_it_has_no_room_for(measures: int, lines: int, all_are_named: bool) -> None:
    def many(word: str) -> dict[str, str]:
        text = "\n\n".join(f"Le {word} numéro {n} du pays {'voisin ' * 40}." for n in range(lines))
        numbers = (f"6.1.{n}" for n in range(measures))
        return {f"cae/{n}.md": measure(number=n, text=f"## Contexte\n{text}\n") for n in numbers}

    shown = markdown(many("plan"), many("projet"))
    assert LIMIT - 4_000 < len(shown) < LIMIT
    assert "*Faute de place, les mots changés ne sont pas montrés pour : 6.1." in shown
    assert ("rien n’est montré pour" not in shown) == all_are_named
    assert shown.count("<details>") == shown.count("</details>")


def test_the_comment_says_when_nothing_changed() -> None:
    assert markdown(FILES, FILES) == "Catalogue de mesures : aucun changement."


def test_the_summary_is_that_of_the_text(project: Made) -> None:
    assert f"**{SAID.partition(', dans')[0]}**, dans 2 mesures." in lines(run("HEAD~1", "HEAD", "--format", "markdown"))


# For a program


def test_the_format_json_has_an_object_a_change(project: Made) -> None:
    rows = json.loads(run("HEAD~1", "HEAD", "--format", "json").stdout)
    assert [(one["kind"], one["identifier"], one["former"]) for one in rows] == [
        ("points", "cae_6.1.1", None),
        ("added", "cae_6.1.1.4", None),
        ("moved", "cae_6.1.1.9", "cae_6.1.1.3"),
        ("section_emptied", "cae_6.1.2", None),
    ]
    assert rows[0] == {
        "kind": "points",
        "identifier": "cae_6.1.1",
        "former": None,
        "title": "Nouer des partenariats",
        "name": "points",
        "before": "6",
        "after": "8",
        "path": "measures/cae/6.1.1.md",
        "line": 4,
    }


def test_the_format_json_without_changes_is_an_empty_array(project: Made) -> None:
    assert json.loads(run("HEAD", "HEAD", "--format", "json").stdout) == []


def test_every_format_takes_a_catalogue_that_comes_whole() -> None:
    for before, after in ((Catalogue({}, {}), catalogue(FILES)), (catalogue(FILES), Catalogue({}, {}))):
        account = Account(before, after)
        assert any(re.search("catalogue (ajouté|retiré), avec", line) for line in as_text(account))
        assert "catalogue" in "\n".join(as_markdown(account))
