"""Addresses of files, forms and mail: each forge's own, and nothing that a title or a setting could add to them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from measure_catalogue.model import Action, Catalogue, Edition, Identifier, Section
from measure_catalogue.publishing.contributing import ACTION, EXAMPLE, FORMS, REPORT, Depot, depot, mail
from measure_catalogue.publishing.invitations import Invitations
from measure_catalogue.publishing.pages import site
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source

GITHUB = "https://github.com/org/repo"
FIELDS = {"identifiant": "cae_6.1.1", "edition": "2026-11"}


@pytest.mark.parametrize(
    "written, edit, line, commits",
    [
        (
            f"{GITHUB}/edit/main/measures/cae",
            f"{GITHUB}/edit/main/measures/cae/6.1.1.md",
            f"{GITHUB}/blob/main/measures/cae/6.1.1.md?plain=1#L41",
            f"{GITHUB}/commits/main/measures/cae/6.1.1.md",
        ),
        (
            "https://gitlab.example.org/groupe/sous/depot/-/edit/main/measures/cae",
            "https://gitlab.example.org/groupe/sous/depot/-/edit/main/measures/cae/6.1.1.md",
            "https://gitlab.example.org/groupe/sous/depot/-/blob/main/measures/cae/6.1.1.md?plain=1#L41",
            "https://gitlab.example.org/groupe/sous/depot/-/commits/main/measures/cae/6.1.1.md",
        ),
        (
            "https://codeberg.org/org/repo/_edit/main/measures/cae/",
            "https://codeberg.org/org/repo/_edit/main/measures/cae/6.1.1.md",
            "https://codeberg.org/org/repo/src/branch/main/measures/cae/6.1.1.md?display=source#L41",
            "https://codeberg.org/org/repo/commits/branch/main/measures/cae/6.1.1.md",
        ),
        (
            "https://forge.example.org/~moi/catalogue",
            "https://forge.example.org/~moi/catalogue/6.1.1.md",
            "",
            "",
        ),
    ],
)
def test_each_forge_has_addresses_of_its_own(written: str, edit: str, line: str, commits: str) -> None:
    found = depot(written)
    assert (found.edit("6.1.1.md"), found.source("6.1.1.md", 41), found.history("6.1.1.md")) == (edit, line, commits)


@pytest.mark.parametrize(
    "seen",
    [
        f"{GITHUB}/tree/main/measures/cae",
        f"{GITHUB}/blob/main/measures/cae/",
        f"{GITHUB}/tree/main/measures/cae?tab=readme-ov-file#lire",
        "github.com/org/repo/edit/main/measures/cae",
    ],
)
def test_the_address_of_the_folder_as_a_browser_shows_it_will_do(seen: str) -> None:
    assert depot(seen).edit("6.1.1.md").endswith("github.com/org/repo/edit/main/measures/cae/6.1.1.md")


@pytest.mark.parametrize(
    "written", ["", "javascript:alert(1)", "mailto:a@b.fr", "dépôt", "https://a.fr/](x)/b/edit/m/n"]
)
def test_what_is_no_address_of_a_site_gives_no_link(written: str) -> None:
    assert depot(written) == Depot()
    assert depot(written).edit("6.1.1.md") == depot(written).form(REPORT, FIELDS) == ""


def test_a_path_is_encoded() -> None:
    assert depot(f"{GITHUB}/edit/main/m").source("é (1).md", 3).endswith("/m/%C3%A9%20%281%29.md?plain=1#L3")


def test_a_form_opens_with_its_fields_filled_in() -> None:
    asked = urlsplit(depot(f"{GITHUB}/edit/main/m").form(REPORT, FIELDS))
    assert asked.path == "/org/repo/issues/new"
    assert parse_qs(asked.query) == {
        "template": ["signaler-une-erreur.yml"],
        "identifiant": ["cae_6.1.1"],
        "edition": ["2026-11"],
    }


def test_forgejo_names_the_file_of_a_form_and_marks_its_fields() -> None:
    asked = parse_qs(urlsplit(depot("https://codeberg.org/o/r/_edit/main/m").form(EXAMPLE, FIELDS)).query)
    assert asked["template"] == [".github/ISSUE_TEMPLATE/proposer-un-exemple.yml"]
    assert asked["field:identifiant"] == ["cae_6.1.1"]


def test_gitlab_has_no_forms_and_gets_a_title_and_a_text() -> None:
    asked = urlsplit(depot("https://gitlab.com/g/s/r/-/edit/main/m").form(ACTION, FIELDS))
    assert asked.path == "/g/s/r/-/issues/new"
    assert parse_qs(asked.query) == {
        "issue[title]": ["Proposer une action : cae_6.1.1"],
        "issue[description]": ["- identifiant : cae_6.1.1\n- edition : 2026-11\n"],
    }


def test_no_setting_adds_a_field_to_a_form() -> None:
    asked = depot(f"{GITHUB}/edit/main/m").form(REPORT, {"identifiant": "x", "edition": "2026&labels=urgent#\r\nz"})
    assert parse_qs(urlsplit(asked).query)["edition"] == ["2026&labels=urgent# z"]
    assert urlsplit(asked).fragment == ""


def test_a_message_holds_each_text_on_its_line_and_no_other_header() -> None:
    address = mail(
        "catalogue@example.org", "Erreur\r\nBcc: autre@example.org", ("Titre : 20 % & « été »\u202e\n?", "", "")
    )
    parts = urlsplit(address)
    assert parts.path == "catalogue@example.org"
    assert parse_qs(parts.query) == {
        "subject": ["Erreur Bcc: autre@example.org"],
        "body": ["Titre : 20 % & « été » ?\r\n\r\n"],
    }
    assert "%0D%0A%0D%0A" in address and "+" not in address


def test_a_long_title_is_cut_so_that_mail_programs_open_the_message() -> None:
    assert len(mail("a@b.fr", "x", ("é" * 2000,))) < 1500


@pytest.mark.parametrize("contact", ["Équipe <a.b+c@example.org>", "mailto:a.b+c@example.org", " a.b+c@example.org "])
def test_a_mail_address_is_known_as_people_write_it(contact: str) -> None:
    assert mail(contact, "s", ()).startswith("mailto:a.b%2Bc@example.org?subject=s&")


@pytest.mark.parametrize(
    "contact", ["", "https://example.org", "a@b.fr, c@d.fr", "a@b.fr?bcc=c@d.fr", "l'équipe", "a@b"]
)
def test_what_is_not_one_mail_address_gives_no_message(contact: str) -> None:
    assert mail(contact, "s", ()) == ""


def catalogue(settings: str = "") -> Catalogue:
    text = """# Énergie "verte" {: onclick=x }
```yaml
identifiant: 1.1
```
## Contexte
Un texte.
## Titre "inconnu" {#x} <b>
Un texte.
## Exemples
**Lille**
## Actions
### Agir
```yaml
identifiant: 1.1.1
```
#### Critère
Un critère.
#### Actions
##### Faire
```yaml
identifiant: 1.1.1.1
```
"""
    files = [source("cae/1.1.md", text), source("cae/catalogue.yml", settings)]
    return read(files if settings else files[:1])[0]


def page(settings: str, base: str = "") -> str:
    return next(one.text for one in site(Writer(catalogue(settings)), base).pages if one.uri == "cae/1.1/index.md")


def test_without_a_depot_nor_a_contact_nothing_is_offered() -> None:
    text = page("titre: CAE\n")
    assert not any(word in text for word in ("Modifier", "Signaler", "Proposer", "Contribuer", "✎", "mailto"))


def test_each_heading_of_a_file_leads_to_its_line() -> None:
    text = page(f"depot: {GITHUB}/edit/main/m\n")
    names = {
        "Modifier 1.1 Contexte (ligne 5)": 5,
        "Modifier 1.1 Titre ”inconnu” x ‹b› (ligne 7)": 7,
        "Modifier 1.1 Exemples (ligne 9)": 9,
        "Modifier 1.1.1 (ligne 12)": 12,
        "Modifier 1.1.1 Critère (ligne 16)": 16,
        "Modifier 1.1.1.1 (ligne 19)": 19,
    }
    for name, line in names.items():
        assert f'[✎]({GITHUB}/blob/main/m/1.1.md?plain=1#L{line}){{ aria-label="{name}" }}' in text
    assert text.count("✎") == len(names)


def test_a_page_invites_by_form_and_by_mail_and_near_its_examples() -> None:
    text = page(f"depot: {GITHUB}/edit/main/m\ncontact: a@b.fr\nedition: 2026-11\n", "https://mesures.fr/x/")
    shown = [
        "[Proposer un exemple pour 1.1](",
        "[Signaler une erreur sur 1.1.1](",
        "## Contribuer {#contribuer}",
        f"- [Modifier cette page]({GITHUB}/edit/main/m/1.1.md)",
        "- [Signaler une erreur sur 1.1](",
        "- [Signaler une erreur par courriel](mailto:a@b.fr?",
        "- [Proposer une action dans 1.1](",
    ]
    places = [text.index(one) for one in shown]
    assert places == sorted(places)
    assert text.count("Proposer un exemple") == 1
    message = next(one for one in text.split("(") if one.startswith("mailto:")).split(")")[0]
    assert parse_qs(urlsplit(message).query)["body"] == [
        'Identifiant : cae_1.1\r\nTitre : Énergie "verte" {: onclick=x }\r\nÉdition : 2026-11\r\n'
        "Page : https://mesures.fr/x/cae/1.1/\r\n\r\n"
    ]


def test_without_a_forge_the_mail_takes_the_place_of_the_forms() -> None:
    text = page("contact: a@b.fr\n")
    assert "[Signaler une erreur sur 1.1.1](mailto:" in text
    assert "[Proposer un exemple pour 1.1](mailto:" in text
    assert "Modifier" not in text


def test_an_unknown_forge_has_a_link_for_the_page_alone() -> None:
    text = page("depot: https://forge.example.org/~moi/catalogue\n")
    assert "[Modifier cette page](https://forge.example.org/~moi/catalogue/1.1.md)" in text
    assert "✎" not in text and "Signaler" not in text


def test_what_a_search_finds_says_nothing_of_the_invitations() -> None:
    pages = site(Writer(catalogue(f"depot: {GITHUB}/edit/main/m\ncontact: a@b.fr\n"))).pages
    said = str([(one.title, one.texts) for page in pages for one in page.documents])
    assert not any(word in said for word in ("Modifier", "Signaler", "Proposer", "✎"))


def test_the_root_of_a_catalogue_is_named_by_the_catalogue() -> None:
    edition = Edition("cae", "CAE", "CAE", ("axe", "mesure"), (), {}, about={"contact": "a@b.fr"})
    root = Action(Identifier("cae"), "CAE", {}, (Section("", "", "", 1, 1),), Identifier("cae"), "cae/cae.md", 1)
    assert "[Signaler une erreur sur ce catalogue](" in Invitations(edition).invite(REPORT, root)
    assert "cae_" not in Invitations(edition).invite(REPORT, root)


def test_every_form_has_its_file() -> None:
    from conftest import ROOT

    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    for form in FORMS:
        text = (folder / f"{form}.yml").read_text("utf-8")
        assert all(f"id: {key}\n" in text for key in FIELDS), form
