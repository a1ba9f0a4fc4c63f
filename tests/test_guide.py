"""The guide for editors leaves nothing out, names nothing that is not, and shows what the tools really answer."""

import os
import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, Built, build
from measure_catalogue import editions, links, redirections, sources
from measure_catalogue.cli import main
from measure_catalogue.fields import FIELDS, SECTIONS, fold, section_kind
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.publishing.contributing import FORMS
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.rules import RULES
from reading_pages import Content
from repositories import Made, made

GUIDE = ROOT / "docs" / "contribuer"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}
WRITING, PROPOSING, MESSAGES = (PAGES[name] for name in ("ecrire-une-mesure", "proposer", "messages"))
NUMBERS, SETTINGS, COMMANDS = (PAGES[name] for name in ("numeros", "catalogue", "commandes"))
WHOLE = "\n".join(PAGES.values())

WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}

_BLOCK = re.compile(r"^~~~~ (\w+)\n(.*?)^~~~~$", re.M | re.S)
_CONTEXT = click.Context(main)
ASKED = {name: one for name in main.list_commands(_CONTEXT) if (one := main.get_command(_CONTEXT, name))}
"""The commands that one can ask for."""


def blocks(text: str, kind: str = "text") -> list[str]:
    return [body for language, body in _BLOCK.findall(text) if language == kind]


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level or above; of blocks, their lines lose their #."""
    bare = _BLOCK.sub(lambda block: re.sub(r"^#", "", block[0], flags=re.M), text)
    _, _, below = bare.partition(f"\n{title}\n")
    assert below, f"« {title} » n'est pas un titre du guide"
    marks = title.count("#")
    return re.split(rf"^#{{1,{marks}}} ", below, maxsplit=1, flags=re.M)[0]


def spans(text: str) -> list[str]:
    """What a text shows as code, its blocks aside."""
    return re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))


def first_cells(text: str) -> list[str]:
    """The first cell of each row of the tables of a text."""
    rows = re.split(r"^\| :--.*\n", text, flags=re.M)[1:]
    return [cell.strip("`") for table in rows for cell in re.findall(r"^\| ([^|]+) \|", table.split("\n\n")[0], re.M)]


EXAMPLE = blocks(WRITING)[-1]
AXIS = next(block for block in blocks(WRITING) if "identifiant: 6\n" in block)
OTHER_SUB_AXES = "\n".join(f"### Sous-axe {rank}\n\n```yaml\nidentifiant: 6.{rank}\n```\n" for rank in (3, 4, 5))
ACTIONS = ("Repérer les partenaires", "Coopérer hors de son périmètre", "Écrire les engagements")
PARTNERS = "# Construire des partenariats\n\n```yaml\nidentifiant: 6.1.1\npoints: 6\n```\n\n## Actions\n" + "".join(
    f"\n### {title}\n\n```yaml\nidentifiant: 6.1.1.{rank}\n```\n" for rank, title in enumerate(ACTIONS, 1)
)
FILES = {
    "measures/cae/cae.md": blocks(SETTINGS)[0],
    "measures/cae/catalogue.yml": blocks(SETTINGS, "yaml")[0],
    "measures/cae/redirections.yml": blocks(NUMBERS, "yaml")[0],
    "measures/cae/6.md": f"{AXIS}\n{OTHER_SUB_AXES}",
    "measures/cae/6.1.1.md": PARTNERS,
    "measures/cae/6.5.4.md": EXAMPLE,
}
"""A catalogue made of what the guide shows, and of what its example cites."""

SLIPS = {
    "pourcentage: 40": "pourcentage: 45",
    "études à télécharger.\n": "études à télécharger.\n- [Annuaire des réparateurs](www.example.org/annuaire)\n",
    "trois choses :\n\n- un lieu": "trois choses :\n- un lieu",
}
"""What an editor has just changed in the example where the guide shows what the tools say of it."""


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The catalogue of the guide in a repository, where commands are given."""
    found = made(tmp_path / "depot")
    found.commit(dict(FILES))
    monkeypatch.chdir(found.folder)
    return found


@pytest.fixture
def changed(depot: Made, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The same, with an editor's slips; the web answers as it might."""
    text = EXAMPLE
    for before, after in SLIPS.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    (depot.folder / "measures/cae/6.5.4.md").write_text(text, "utf-8")
    monkeypatch.setattr(links, "followed", lambda wanted: [(one, _answered(one)) for one in wanted])
    return depot


def _answered(address: str) -> links.Answer:
    if address.endswith(".pdf"):
        return links.Answer(links.State.DEAD, "la page n'existe plus (404)", code=404)
    return links.Answer(links.State.ALIVE, code=200)


def given(command: str) -> Result:
    """The answer to a command line."""
    return CliRunner().invoke(main, command.split()[1:])


def catalogue() -> Catalogue:
    return read(sources.from_folder(Path("measures")))[0]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of that catalogue; a link of the guide that leads nowhere stops its making."""
    folder = tmp_path_factory.mktemp("guide")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    done = build(folder / "measures", folder / "site", "--strict")
    assert done.returncode == 0, done.stderr
    return Built(folder / "site", folder / "measures", done.stderr)


def test_every_page_of_the_guide_is_in_the_menu_and_its_links_lead_somewhere(site: Built) -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8")
    for name in PAGES:
        assert f"- contribuer/{name}.md\n" in menu
        assert (site.folder / "contribuer" / ("" if name == "index" else name) / "index.html").is_file()


def test_what_the_guide_gives_to_copy_has_no_fault_and_is_well_laid_out(depot: Made) -> None:
    done = given("measures check")
    assert (done.stdout, done.exit_code) == ("", 0)
    assert given("measures format --check").exit_code == 0


def test_the_example_holds_every_field_and_section_that_an_editor_may_write(depot: Made) -> None:
    found = catalogue()
    actions = found.on_page(Identifier("cae", ("6", "5", "4")))
    assert {one.kind for action in actions for one in action.sections} == set(SECTIONS)
    assert {key for action in (*actions, found.roots()[0]) for key in action.fields} == set(FIELDS)


def test_the_parts_that_are_explained_are_the_whole_example_in_order() -> None:
    assert "\n".join(block for block in blocks(WRITING)[:-1] if block != AXIS) == EXAMPLE


def test_the_example_is_a_page_with_its_points_its_examples_and_its_links(site: Built) -> None:
    page = Content(site.folder / "cae/6.5.4/index.html")
    said = " ".join(page.text.split()).replace("\u00a0", " ")
    for words in (
        "Thème : Consommation écoresponsable · 8 points : la totalité de 6.5 ·",
        "· outre-mer : 10 points · réduction possible",
        "2,4 points : 30 % de 6.5.4 (8 points × 30 % = 2,4)",
        "Un atelier qui change de village chaque mois · 2024",
        "Cité par : 6.5.4.2",
        "Anciens numéros : 6.5.4.4 (réunie à l’action voisine, 22 novembre 2026)",
    ):
        assert words in said
    assert {"contexte", "exemple-ville-de-montclar-les-eaux", "6.5.4.2-critere", "6.5.4.1.2"} <= set(page.anchors)
    assert {"../6.1.1/", "../6.1.1/#6.1.1.3"} <= set(page.links)


def test_a_page_has_the_doors_that_the_guide_names(site: Built) -> None:
    said = Content(site.folder / "cae/6.5.4/index.html").text
    for words in ("Modifier cette page", *FORMS.values(), "Signaler une erreur par courriel"):
        assert f"« {words} »" in PAGES["index"].replace("\u00a0", " ")
        assert words in said


def test_every_field_is_explained() -> None:
    assert sorted(first_cells(section(WRITING, "## Le titre et les champs").split("\n### ")[0])) == sorted(FIELDS)


def test_every_section_is_explained_in_its_order() -> None:
    assert [section_kind(one) for one in first_cells(section(WRITING, "## Les sections"))] == [*SECTIONS]


def test_every_theme_is_listed() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section(WRITING, "### Le thème"), re.M))
    usual = yaml.safe_load(Path(editions.__file__).with_name("defaults.yml").read_text("utf-8"))["themes"]
    assert {key: fold(label) for key, label in listed.items()} == {key: fold(label) for key, label in usual.items()}


def test_every_setting_of_a_catalogue_is_shown_and_explained() -> None:
    explained = first_cells(section(SETTINGS, "## catalogue.yml"))
    assert sorted(explained) == sorted(editions._KEYS)
    assert [*yaml.safe_load(FILES["measures/cae/catalogue.yml"])] == explained


def test_every_part_of_a_redirection_is_shown_and_explained() -> None:
    assert first_cells(section(NUMBERS, "## redirections.yml")) == [*redirections._KEYS]
    shown = yaml.safe_load(FILES["measures/cae/redirections.yml"])
    assert {key for one in shown for key in one} == set(redirections._KEYS)


def test_what_is_said_to_become_a_link_does_and_what_is_said_to_look_like_one_does_not(depot: Made) -> None:
    task = "\n##### Une tâche\n```yaml\nidentifiant: 6.1.1.3.2\n```\n"
    titles = {"3": "# Énergie", "3.2": "## Produire", "3.2.1": "### Récupérer", "3.2.2": "### Chauffer"}
    energy = "".join(f"{title}\n```yaml\nidentifiant: {number}\n```\n" for number, title in titles.items())
    depot.commit({"measures/cae/6.1.1.md": PARTNERS + task, "measures/cae/3.md": energy})
    writer, page = Writer(catalogue()), Identifier("cae", ("6", "5", "4"))
    text = section(WRITING, "### Citer une autre mesure")
    cited = [one for one in spans(text) if re.search(r"\d\.\d", one) and not one.startswith("cae")]
    assert len(cited) > 5
    for words in cited:
        assert writer.linked(words, page, "cae").count("](") == len(re.findall(r"\d(?:\.\d)+", words)), words
    (alike,) = re.findall(r"^Un montant .*(?:\n.+)*", text, re.M)
    assert writer.linked(alike, page, "cae") == alike


def test_every_rule_has_its_place_among_the_situations() -> None:
    led = re.findall(r"\((\w\w-\d\d)\)\]\(\.\./controles/(\w\w-\d\d)\.md\)", MESSAGES)
    assert all(named == target for named, target in led)
    assert sorted(code for code, _ in led) == sorted(RULES)


def test_no_rule_is_named_that_does_not_exist() -> None:
    assert set(re.findall(r"\b[A-Z]{2}-\d\d\b", WHOLE)) - set(RULES) == set()


def test_every_command_has_its_section() -> None:
    assert sorted(re.findall(r"^## measures (\w+)$", COMMANDS, re.M)) == sorted(ASKED)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_option_of_a_command_is_explained_and_no_other_named(name: str) -> None:
    explained = spans(section(COMMANDS, f"## measures {name}"))
    known = [one for one in ASKED[name].params if isinstance(one, click.Option)]
    for option in known:
        choices = option.type.choices if isinstance(option.type, click.Choice) else [""]
        for words in (f"{spelt} {one}".strip() for spelt in (*option.opts, *option.secondary_opts) for one in choices):
            assert any(f"{span} ".startswith(f"{words} ") for span in explained), words
    named = {word for span in explained for word in span.split() if word.startswith("--")}
    assert named <= {spelt for option in known for spelt in (*option.opts, *option.secondary_opts)}


def test_no_command_is_named_that_does_not_exist() -> None:
    lines = [*spans(WHOLE), *(line.lstrip("$ ") for one in blocks(WHOLE, "console") for line in one.split("\n"))]
    assert {line.split()[1] for line in lines if re.match(r"measures \w", line)} <= set(ASKED)
    rules = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    settings = re.findall(r"^# +(\w+)=", (ROOT / "Makefile").read_text("utf-8"), re.M)
    for words in (line.split()[1:] for line in [*spans(WHOLE), "make serve"] if line.startswith("make ")):
        assert words[0] in rules
        assert all(word.split("=")[0] in settings for word in words[1:])


def answered(block: re.Match[str]) -> str:
    """A block of a page, with what its commands answer now."""
    commands = re.findall(r"^\$ (.*)$", block[2], re.M)
    said = "".join(f"$ {command}\n{given(command).output.rstrip()}\n" for command in commands)
    return f"~~~~ console\n{re.sub(r' +$', '', said, flags=re.M)}~~~~" if commands else block[0]


def test_commands_answer_what_the_guide_shows(changed: Made) -> None:
    """RENEW=1 writes the answers of today into the page: read what changes as a reader would."""
    told = _BLOCK.sub(answered, COMMANDS)
    if os.environ.get("RENEW"):
        (GUIDE / "commandes.md").write_text(told, "utf-8")
    assert told == COMMANDS


def test_a_proposal_is_told_what_the_guide_shows(changed: Made) -> None:
    template, message, summary = blocks(PROPOSING)
    assert template == (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    annotations = given("measures check --since main --format github").stdout
    told = re.findall(r"^::error .*title=(.*?)::(.*)$", annotations, re.M)
    assert message.rstrip("\n") in ["\n".join((title, *said.split("%0A"))) for title, said in told]
    differences = given("measures diff main").stdout.split("\n")
    assert set(summary.split("\n")) <= set(differences)


def test_the_checks_of_a_proposal_have_the_names_that_the_guide_gives() -> None:
    names = {
        f"{flow['name']} / {job['name'].split(' (')[0]}"
        for flow in (WORKFLOWS["check"], WORKFLOWS["preview"])
        for job in flow["jobs"].values()
    }
    assert set(first_cells(section(PROPOSING, "## 5. Lire les contrôles").split("\n### ")[0])) == names
    kept = {step["with"]["retention-days"] for step in WORKFLOWS["preview"]["jobs"]["preview"]["steps"][-1:]}
    assert kept == {14} and "gardé quatorze jours" in PROPOSING
    for script, words in {"comment.py": "Télécharger l’aperçu du site", "links.py": "Liens morts du catalogue"}.items():
        assert words in (ROOT / ".github/scripts" / script).read_text("utf-8")
        assert words in WHOLE
