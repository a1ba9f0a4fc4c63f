"""From files to a catalogue: which heading is an item, what it holds, what is wrong and at which line."""

import pytest
from measure_catalogue.controls.checks import check
from measure_catalogue.diagnostics import Diagnostic
from measure_catalogue.model import Action, Catalogue, Edition, Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import source

AXIS = "# Axe\n```yaml\nidentifiant: 6\n```\n"
MEASURE = "# Mesure\n```yaml\nidentifiant: 6.1\n```\n"


def both(files: dict[str, str]) -> tuple[Catalogue, list[Diagnostic]]:
    return read(source(path, text) for path, text in files.items())


def catalogue(files: dict[str, str]) -> Catalogue:
    return both(files)[0]


def faults(files: dict[str, str] | str) -> list[tuple[str, str]]:
    """Code and place of each fault of some files, or of the one file `cae/6.1.md`."""
    found = both({"cae/6.1.md": files} if isinstance(files, str) else files)[1]
    return [(one.rule.code, str(one.place).removeprefix("cae/6.1.md:")) for one in found]


def action(text: str, of: str = "6.1") -> Action:
    """An item of the one file `cae/6.1.md`."""
    return catalogue({"cae/6.1.md": text}).actions[Identifier("cae", tuple(of.split(".")))]


def named(files: dict[str, str]) -> list[str]:
    return sorted(one.full for one in catalogue(files).actions)


def sections(one: Action) -> list[tuple[str, str, str]]:
    return [(section.kind, section.title, section.text.strip()) for section in one.sections]


def item(title: str, identifier: str, level: int = 3, fields: str = "") -> str:
    return f"{'#' * level} {title}\n```yaml\nidentifiant: {identifier}\n{fields}```\n"


def edition(settings: str, *measures: str) -> Edition:
    """The edition that `catalogue.yml` and the files of some measures settle."""
    files = {f"cae/{text}.md": item("T", text, 1) for text in measures or ("6.1",)}
    return catalogue({"cae/catalogue.yml": settings, **files}).editions["cae"]


def setting_faults(settings: str) -> list[tuple[str, int]]:
    found = both({"cae/catalogue.yml": settings, "cae/6.1.md": MEASURE})[1]
    assert {one.place.path for one in found} <= {"cae/catalogue.yml"}
    return [(one.rule.code, one.place.line) for one in found]


# Items: what a file holds


def test_a_measure_file_gives_its_item_its_sections_and_its_actions() -> None:
    text = (
        "# Coopérer\n```yaml\nidentifiant: 6.1\npoints: 6\n```\n"
        "## Description\nPourquoi.\n## Actions\n"
        "### Une sous-action\n```yaml\nidentifiant: 6.1.1\n```\n#### Description\nComment.\n"
        "#### Actions\n##### Une tâche\n```yaml\nidentifiant: 6.1.1.1\n```\n###### Description\nQuand.\n"
    )
    found = catalogue({"cae/6.1.md": text}).actions
    assert {one.text: (action.title, action.line) for one, action in found.items() if one.ranks} == {
        "6.1": ("Coopérer", 1),
        "6.1.1": ("Une sous-action", 9),
        "6.1.1.1": ("Une tâche", 16),
    }
    assert sections(action(text)) == [("description", "Description", "Pourquoi."), ("actions", "Actions", "")]
    assert sections(action(text, "6.1.1.1")) == [("description", "Description", "Quand.")]
    assert faults(text) == []


def test_every_item_of_a_file_stands_on_the_page_of_its_first() -> None:
    found = catalogue({"cae/6.1.md": MEASURE + "## Actions\n" + item("A", "6.1.1")}).actions
    assert {one.text: (action.page.text, action.is_page) for one, action in found.items() if one.ranks} == {
        "6.1": ("6.1", True),
        "6.1.1": ("6.1", False),
    }


def test_the_tree_comes_from_identifiers_and_not_from_files() -> None:
    one = catalogue(
        {"cae/6.md": AXIS + "## Actions\n" + item("Sous-axe", "6.1"), "cae/6.1.1.md": item("M", "6.1.1", 1)}
    )
    assert one.parent(Identifier("cae", ("6", "1", "1"))) == Identifier("cae", ("6", "1"))


def test_6_10_and_6_1_are_two_items() -> None:
    assert named({"cae/6.1.md": item("A", "6.1", 1), "cae/6.10.md": item("B", "6.10", 1)}) == [
        "cae_",
        "cae_6.1",
        "cae_6.10",
    ]


@pytest.mark.parametrize("written", ["1.1.2.0", "1.1.6.3.a", '"6.10"', "'6.10'", "6.10"])
def test_ranks_of_zero_letters_and_quotes_are_read_as_text(written: str) -> None:
    text = written.strip("\"'")
    assert named({f"cae/{text}.md": item("A", written, 1)}) == ["cae_", f"cae_{text}"]


@pytest.mark.parametrize("written", ["cae_6.1", "cae__6.1", "cae/6.1", "6.1"])
def test_an_identifier_may_name_its_own_catalogue(written: str) -> None:
    assert named({"cae/6.1.md": item("A", written, 1)}) == ["cae_", "cae_6.1"]
    assert faults(item("A", written, 1)) == []


def test_the_depth_of_a_heading_is_free() -> None:
    text = "## Mesure\n```yaml\nidentifiant: 6.1\n```\n### Description\nx\n"
    assert sections(action(text)) == [("description", "Description", "x")]
    assert faults(text) == []


def test_prose_right_below_a_title_is_the_lead() -> None:
    assert sections(action(MEASURE + "\nUn mot d'abord.\n## Contexte\nsuite\n")) == [
        ("", "", "Un mot d'abord."),
        ("contexte", "Contexte", "suite"),
    ]


# The root


@pytest.mark.parametrize("empty", ["", '""', "null"])
def test_an_empty_identifier_is_the_root_and_gives_slug_and_title(empty: str) -> None:
    root = f"# Climat air énergie\n```yaml\nidentifiant: {empty}\nreferentiel: cae\n```\n## Description\nMot.\n"
    one = catalogue({"edition-2022/cae.md": root, "edition-2022/6.md": AXIS})
    assert sorted(action.full for action in one.actions) == ["cae_", "cae_6"]
    assert (one.editions["cae"].title, one.editions["cae"].folder) == ("Climat air énergie", "edition-2022")
    assert sections(one.roots()[0]) == [("description", "Description", "Mot.")]


def test_a_folder_without_a_root_file_takes_its_own_name() -> None:
    one = catalogue({"cae/6.md": AXIS})
    assert one.editions["cae"].title == "CAE"
    assert (one.roots()[0].title, one.roots()[0].path) == ("CAE", "")


def test_a_folder_whose_name_is_no_address_becomes_one() -> None:
    assert named({"Éco & Circulaire/1.md": item("A", "1", 1)}) == ["eco_circulaire_", "eco_circulaire_1"]


def test_two_catalogues_keep_the_same_numbers_apart() -> None:
    one = catalogue({"cae/6.1.md": item("Cae", "6.1", 1), "eci/6.1.md": item("Eci", "6.1", 1)})
    assert {key.full: action.title for key, action in one.actions.items() if key.ranks} == {
        "cae_6.1": "Cae",
        "eci_6.1": "Eci",
    }
    assert faults({"cae/6.1.md": item("Cae", "6.1", 1), "eci/6.1.md": item("Eci", "6.1", 1)}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"a/x.md": item("A", "", 1, "referentiel: cae\n"), "b/x.md": item("B", "", 1, "referentiel: cae\n")},
        {"a/x.md": item("A", "", 1, "referentiel: b\n"), "b/1.md": item("B", "1", 1)},
        {"cae/1.md": item("A", "1", 1), "Cae/1.md": item("B", "1", 1)},
    ],
)
def test_two_folders_that_claim_one_slug_both_stand_and_it_is_reported(files: dict[str, str]) -> None:
    one, found = both(files)
    assert len(one.editions) == 2
    assert {"A", "B"} <= {action.title for action in one.actions.values()}
    assert [fault.rule.code for fault in found if fault.rule.code != "FI-08"] == ["FI-05"]


# What is wrong with an item


def test_a_second_item_of_one_number_is_shown_without_address_and_names_the_first_place() -> None:
    text = (
        MEASURE + "## Actions\n" + item("Un", "6.1.1") + "#### Description\npremier\n"
        + item("Deux", "6.1.1") + "#### Description\nsecond\n"
    )  # fmt: skip
    assert action(text, "6.1.1").title == "Un"
    assert "Deux" in [title for _, title, _ in sections(action(text))]
    assert "second" in "".join(said for _, _, said in sections(action(text)))
    found = both({"cae/6.1.md": text})[1]
    assert (found[0].rule.code, found[0].place.line) == ("ID-01", 14)
    assert "cae/6.1.md:6" in found[0].message
    assert "sans adresse" in found[0].message


def test_a_second_file_of_one_number_is_not_published_and_names_the_first_place() -> None:
    one, found = both({"cae/6.1.md": item("Un", "6.1", 1), "cae/6.1bis.md": item("Deux", "6.1", 1)})
    assert [one.title for one in one.actions.values()] == ["Un", "CAE"]
    assert [(fault.rule.code, str(fault.place)) for fault in found] == [("ID-01", "cae/6.1bis.md:3")]
    assert "cae/6.1.md:1" in found[0].message
    assert "pas publié" in found[0].message


@pytest.mark.parametrize(
    "written", ["../../x", "/etc/passwd", "6.1/../..", "6..1", "6.1.A", "<b>", "..", "javascript:x"]
)
def test_a_malformed_identifier_never_leaves_its_file(written: str) -> None:
    text = f"# T\n```yaml\nidentifiant: '{written}'\n```\n## Description\nmot\n"
    assert named({"cae/6.1.md": text}) == ["cae_", "cae_6.1"]
    assert faults(text) == [("ID-05", "3")]
    assert f"« {written} »" in both({"cae/6.1.md": text})[1][0].message


def test_a_malformed_identifier_of_an_action_keeps_its_words_without_an_address() -> None:
    text = MEASURE + "## Actions\n" + item("Perdue", "../../x") + "#### Description\nses mots\n"
    assert named({"cae/6.1.md": text}) == ["cae_", "cae_6.1"]
    shown = sections(action(text))
    assert "Perdue" in [title for _, title, _ in shown]
    assert "ses mots" in "".join(said for _, _, said in shown)
    assert ("ID-05", "8") in faults(text)
    assert "« ../../x »" in "".join(one.message for one in both({"cae/6.1.md": text})[1])


def test_an_action_without_a_block_of_fields_is_shown_and_reported() -> None:
    text = MEASURE + "## Actions\n" + item("A", "6.1.1") + "### Oubliée\nses mots\n"
    assert ("", "Oubliée", "ses mots") in sections(action(text))
    assert faults(text) == [("ID-06", "10")]


def test_a_file_without_an_identifier_takes_it_from_its_name() -> None:
    assert named({"cae/6.1.md": "# Mesure\n## Description\nmot\n"}) == ["cae_", "cae_6.1"]
    assert faults("# Mesure\n## Description\nmot\n") == [("ID-06", "1")]
    (found,) = both({"cae/6.1.md": "# Mesure\n"})[1]
    assert "6.1" in found.message


def test_a_file_without_an_identifier_whose_name_is_none_is_not_published_and_says_so() -> None:
    one, (found,) = both({"cae/ma mesure.md": "# Mesure\n## Description\nmot\n"})
    assert [action.full for action in one.actions] == ["cae_"]
    assert (found.rule.code, found.place.line) == ("ID-06", 1)
    assert "pas publié" in found.message


def test_an_action_whose_identifier_is_left_empty_is_shown_and_reported() -> None:
    text = MEASURE + "## Actions\n" + item("Vide", "") + "#### Description\nses mots\n"
    assert "Vide" in [title for _, title, _ in sections(action(text))]
    assert ("ID-05", "8") in faults(text)


@pytest.mark.parametrize("text", ["", "des mots seuls\n", "```yaml\nidentifiant: 6.1\n```\n"])
def test_a_file_without_a_heading_is_reported(text: str) -> None:
    assert "FI-04" in [code for code, _ in faults(text)]
    assert named({"cae/6.1.md": text}) == ["cae_"]


def test_an_item_without_a_title_stands_and_is_reported() -> None:
    text = "#\n```yaml\nidentifiant: 6.1\n```\n"
    assert action(text).title == ""
    assert faults(text) == [("TI-01", "1")]


def test_yaml_that_does_not_parse_keeps_the_item_and_its_sections() -> None:
    text = "# T\n```yaml\nidentifiant: 6.1\ntitre: a: b\n```\n## Description\nmot\n"
    one = action(text)
    assert "titre: a: b" in one.sections[0].text
    assert sections(one)[1] == ("description", "Description", "mot")
    assert faults(text) == [("YA-02", "4")]


def test_an_unclosed_fence_keeps_the_item_its_fields_and_its_sections() -> None:
    text = "# T\n```yaml\nidentifiant: 6.1\npoints: 3\n\n## Description\nmot\n"
    assert action(text).field("points") == "3"
    assert sections(action(text)) == [("description", "Description", "mot")]
    assert faults(text) == [("YA-01", "2")]


def test_an_unknown_field_is_kept_and_reported_with_the_nearest() -> None:
    text = item("T", "6.1", 1, "pointz: 3\nbudget: 12 €\n")
    assert (action(text).field("pointz"), action(text).field("budget")) == ("3", "12 €")
    assert faults(text) == [("YA-06", "4"), ("YA-06", "5")]
    assert "« points »" in both({"cae/6.1.md": text})[1][0].hint


def test_the_field_of_the_root_is_unknown_elsewhere() -> None:
    assert faults(item("T", "6.1", 1, "referentiel: eci\n")) == [("YA-06", "4")]


@pytest.mark.parametrize("key", ["points", "pointsDOM", "pourcentage"])
@pytest.mark.parametrize(("value", "hint"), [("3,6", "3.6"), ("2O", "20"), ("dix", ""), ("-1", ""), ("1/3", "")])
def test_a_number_that_is_none_is_kept_and_reported(key: str, value: str, hint: str) -> None:
    text = item("T", "6.1", 1, f"{key}: {value}\n")
    assert action(text).field(key) == value
    (found,) = both({"cae/6.1.md": text})[1]
    assert (found.rule.code, found.place.line) == ("YA-07", 4)
    assert f"« {value} »" in found.message
    assert (f"{key}: {hint}" in found.hint) == bool(hint)


@pytest.mark.parametrize("key", ["points", "pourcentage"])
def test_a_field_left_empty_is_no_fault_here(key: str) -> None:
    assert faults(item("T", "6.1", 1, f"{key}:\n")) == []


# Sections


def test_an_unknown_section_is_kept_and_reported_with_the_nearest() -> None:
    text = MEASURE + "## Descriptif\nun\n## Gouvernance\ndeux\n"
    assert sections(action(text)) == [("", "Descriptif", "un"), ("", "Gouvernance", "deux")]
    first, second = both({"cae/6.1.md": text})[1]
    assert [(one.rule.code, one.place.line) for one in (first, second)] == [("SE-01", 5), ("SE-01", 7)]
    assert "« Description »" in first.hint


def test_text_before_the_title_is_kept_and_reported() -> None:
    text = "\nAvant.\n\n" + MEASURE
    assert sections(action(text)) == [("", "", "Avant.")]
    assert faults(text) == [("SE-03", "2")]


def test_a_heading_inside_prose_stays_in_its_section_and_is_reported() -> None:
    text = MEASURE + "## Contexte\nun\n#### Chiffres\ndeux\n## Ressources\ntrois\n"
    (contexte, ressources) = sections(action(text))
    assert contexte[0] == "contexte"
    assert [line.strip("# ") for line in contexte[2].split("\n") if line] == ["un", "Chiffres", "deux"]
    assert ressources == ("ressources", "Ressources", "trois")
    assert faults(text) == [("SE-04", "7")]


def test_a_heading_that_opens_the_text_of_a_section_stays_in_it() -> None:
    text = MEASURE + "## Contexte\n### Chiffres\ndeux\n"
    ((kind, _, said),) = sections(action(text))
    assert kind == "contexte"
    assert said.endswith("Chiffres\ndeux")


def test_a_second_heading_of_level_one_keeps_its_words_in_the_file() -> None:
    text = MEASURE + "## Contexte\nun\n# Encore\ndeux\n"
    assert sections(action(text)) == [("contexte", "Contexte", "un"), ("", "Encore", "deux")]
    assert faults(text) == [("SE-01", "7")]


def test_a_second_item_of_level_one_stands_on_the_page_of_the_first() -> None:
    text = MEASURE + item("Autre", "6.2", 1) + "## Description\nmot\n"
    assert action(text, "6.2").page.text == "6.1"
    assert sections(action(text, "6.2")) == [("description", "Description", "mot")]


def test_an_empty_heading_is_reported_and_takes_nothing_away() -> None:
    text = MEASURE + "## Actions\n" + item("A", "6.1.1") + "#####\n#### Description\nmot\n"
    assert sections(action(text, "6.1.1")) == [("description", "Description", "mot")]
    assert faults(text) == [("TI-01", "10")]


def test_a_known_section_at_another_level_is_kept_and_reported() -> None:
    text = MEASURE + "#### Description\nmot\n"
    assert sections(action(text)) == [("description", "Description", "mot")]
    assert faults(text) == [("SE-05", "5")]
    assert "« ## Description »" in both({"cae/6.1.md": text})[1][0].hint


def test_a_description_after_the_actions_is_the_measure_s_and_is_reported() -> None:
    text = MEASURE + "## Actions\n" + item("A", "6.1.1") + "## Description\nmot\n"
    assert ("description", "Description", "mot") in sections(action(text))
    assert faults(text) == [("SE-05", "10")]


def test_another_section_after_the_actions_is_no_fault() -> None:
    assert faults(MEASURE + "## Actions\n" + item("A", "6.1.1") + "## Ressources\nmot\n") == []


def test_a_section_written_twice_keeps_both() -> None:
    text = MEASURE + "## Contexte\nun\n## Contexte\ndeux\n"
    assert sections(action(text)) == [("contexte", "Contexte", "un"), ("contexte", "Contexte", "deux")]


def test_text_below_actions_is_kept() -> None:
    assert ("actions", "Actions", "introduction") in sections(action(MEASURE + "## Actions\nintroduction\n"))


def test_fields_below_a_section_are_kept_as_words() -> None:
    text = MEASURE + "## Contexte\n```yaml\nauteur: Ademe\n```\nsuite\n"
    ((_, _, said),) = sections(action(text))
    assert "auteur: Ademe" in said
    assert "suite" in said
    assert faults(text) == [("YA-06", "7")]


# Lines: every one that is reported is right


@pytest.mark.parametrize(
    "text",
    [
        MEASURE + "## Contexte\n\nun\n\n\nvoir mesure 9.9.9\n",
        MEASURE + "## Contexte\nun\ndeux\n- trois\n- voir mesure 9.9.9\n",
        MEASURE + "## Contexte\nun\n\n### Dedans\n\n\nvoir mesure 9.9.9\n",
        MEASURE + "## Contexte\n### Dedans\n### Encore\nvoir mesure 9.9.9\n",
        MEASURE + "\nvoir mesure 9.9.9\n",
        "\n\nvoir mesure 9.9.9\n" + MEASURE,
        MEASURE + "## Contexte\n> a\n>\n> voir mesure 9.9.9\n",
        MEASURE + "## Contexte\na\n\n| b | c |\n|---|---|\n| voir | mesure 9.9.9 |\n",
        MEASURE + "## Contexte\n```\ncode\n```\nvoir mesure 9.9.9\n",
        "# Mesure\r\n```yaml\r\nidentifiant: 6.1\r\n```\r\n## Contexte\r\n\r\nvoir mesure 9.9.9\r\n",
        MEASURE + "## Actions\n" + item("A", "6.1.1") + "#### Description\na\n\nvoir mesure 9.9.9\n",
        MEASURE + "## Actions\n" + item("A", "../x") + "#### Description\na\n\nvoir mesure 9.9.9\n",
        "# T\n```yaml\nidentifiant: 6.1\nx: a: b\n```\nvoir mesure 9.9.9\n",
        "# T\n```yaml\nidentifiant: 6.1\n\n## Contexte\nvoir mesure 9.9.9\n",
        MEASURE + "## Actions\n" + item("Voir mesure 9.9.9", "6.1.1"),
    ],
)
def test_a_mention_of_no_item_is_reported_at_its_line(text: str) -> None:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "mesure 9.9.9" in line]
    found = check(catalogue({"cae/6.1.md": text}))
    assert [one.place.line for one in found if one.rule.code == "RE-01"] == lines


@pytest.mark.parametrize(
    ("code", "faulty"),
    [
        ("LI-01", "[ici](nulle-part)"),
        ("LI-02", "[Rare](www.rare.fr)"),
        ("LI-03", "[http://a.fr](http://b.fr)"),
        ("LI-04", "![schéma](http://a.fr/x.png)"),
        ("TX-02", "<marquee>x</marquee>"),
        ("TX-04", "a<!-- note -->b"),
        ("TX-06", "• puce"),
    ],
)
@pytest.mark.parametrize(
    "before",
    ["", "un\n\n", "une phrase.\nUne autre.\n\n", "- a\n- b\n\nAinsi :\n\n", "### Dedans\nx\n\n", "> a\n> b\n\n"],
)
def test_a_flaw_of_prose_is_reported_at_its_line(code: str, faulty: str, before: str) -> None:
    text = f"{MEASURE}## Contexte\n{before}{faulty}\n"
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line == faulty]
    found = check(catalogue({"cae/6.1.md": text}))
    assert {one.place.line for one in found if one.rule.code == code} == set(lines)


def test_faults_come_in_order_of_file_and_line() -> None:
    files = {"cae/2.md": item("B", "2", 1, "zz: 1\n"), "cae/1.md": item("A", "1", 1, "yy: 1\npoints: x\n")}
    assert faults(files) == [("YA-06", "cae/1.md:4"), ("YA-07", "cae/1.md:5"), ("YA-06", "cae/2.md:4")]


# Settings


def test_settings_say_what_differs_from_catalogue_to_catalogue() -> None:
    found = edition(
        "titre: Climat\ntitre_court: CAE 22\nedition: 2023-06-21\nlangue: fr\nlicence: LO 2.0\nediteur: Ademe\n"
        "contact: a@b.fr\ndepot: https://x.fr\nniveaux: [axe, mesure, geste]\nphases: [avant, après]\n"
        "themes:\n  eau: Eau\npoints: 500\nalias: [citergie]\n"
    )
    assert (found.title, found.short_title, found.total, found.aliases) == ("Climat", "CAE 22", "500", ("citergie",))
    assert (found.levels, found.phases, found.themes) == (
        ("axe", "mesure", "geste"),
        ("avant", "après"),
        {"eau": "Eau"},
    )
    assert found.about == {
        "edition": "2023-06-21",
        "langue": "fr",
        "licence": "LO 2.0",
        "editeur": "Ademe",
        "contact": "a@b.fr",
        "depot": "https://x.fr",
    }


@pytest.mark.parametrize("settings", ["", "# rien\n", "titre:\n", "---\n"])
def test_settings_that_say_nothing_leave_the_defaults(settings: str) -> None:
    found = edition(settings)
    assert (found.title, found.short_title, found.total) == ("CAE", "CAE", "")
    assert found.phases == ("bases", "mise en œuvre", "effets")
    assert found.themes["dechets"] == "Déchets"


def test_a_title_of_the_settings_comes_before_that_of_the_root_file() -> None:
    files = {"cae/catalogue.yml": "titre: Réglé\n", "cae/cae.md": item("Racine", "", 1)}
    assert catalogue(files).editions["cae"].title == "Réglé"


def test_two_catalogues_have_settings_each() -> None:
    files = {"cae/catalogue.yml": "titre: A\n", "eci/catalogue.yml": "titre: B\n", "eci/1.md": item("x", "1", 1)}
    assert {slug: one.title for slug, one in catalogue(files).editions.items()} == {"cae": "A", "eci": "B"}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("titre: [a]", "CA-01"),
        ("titre: {a: b}", "CA-01"),
        ("niveaux: axe", "CA-01"),
        ("phases: [[a]]", "CA-01"),
        ("phases: {a: b}", "CA-01"),
        ("themes: [eau]", "CA-01"),
        ("themes: eau", "CA-01"),
        ("themes: {eau: [a]}", "CA-01"),
        ("points: beaucoup", "CA-01"),
        ("titr: T", "CA-02"),
        ("couleur: vert", "CA-02"),
        ("? [a, b]\n: c", "CA-02"),
    ],
)
def test_a_setting_that_cannot_stand_is_reported_at_its_line_and_the_rest_is_read(settings: str, code: str) -> None:
    assert setting_faults(f"licence: LO\n\n{settings}\nediteur: Ademe\n") == [(code, 3)]
    found = edition(f"licence: LO\n\n{settings}\nediteur: Ademe\n")
    assert found.about == {"licence": "LO", "editeur": "Ademe"}
    assert found.title == "CAE"


def test_a_misspelt_setting_is_told_the_nearest() -> None:
    (found,) = both({"cae/catalogue.yml": "titr: T\n", "cae/6.1.md": MEASURE})[1]
    assert "« titre »" in found.hint


@pytest.mark.parametrize(
    "settings", ["titre: a: b\n", "- a\n- b\n", "juste des mots\n", "titre: *rien\n", "\ttitre: T\n"]
)
def test_settings_that_do_not_parse_leave_the_defaults_and_are_reported(settings: str) -> None:
    ((_, line),) = setting_faults(settings)
    assert line == 1
    assert edition(settings).title == "CAE"


def test_a_setting_written_twice_is_reported() -> None:
    assert setting_faults("titre: A\ntitre: B\n") == [("YA-03", 2)]
    assert edition("titre: A\ntitre: B\n").title == "A"


@pytest.mark.parametrize("settings", ["titre: !!python/object/apply:os.abort []\n", "titre: !!python/name:os.abort\n"])
def test_settings_construct_nothing(settings: str) -> None:
    assert edition(settings).slug == "cae"


def test_settings_may_repeat_a_value() -> None:
    found = edition("titre: &t Climat\ntitre_court: *t\n")
    assert (found.title, found.short_title) == ("Climat", "Climat")


@pytest.mark.parametrize(
    ("measures", "measure_depth", "levels"),
    [
        (("1.1", "1.2", "2.1"), 2, ["axe", "mesure", "sous-action", "tâche"]),
        (("1.1.1", "1.1.2", "1.2.1"), 3, ["axe", "sous-axe", "mesure", "sous-action", "tâche"]),
        (("1", "2", "1.1.1", "1.1.2"), 3, ["axe", "sous-axe", "mesure", "sous-action", "tâche"]),
        (("1", "2"), 2, ["axe", "mesure", "sous-action", "tâche"]),
    ],
)
def test_levels_are_found_from_the_depth_of_most_files(
    measures: tuple[str, ...], measure_depth: int, levels: list[str]
) -> None:
    found = edition("", *measures)
    assert found.measure_depth == measure_depth
    assert list(found.levels) == levels


def test_levels_that_are_given_stand() -> None:
    assert edition("niveaux: [axe, mesure]", "1.1.1", "1.1.2").measure_depth == 2


def test_settings_without_any_measure_still_make_a_catalogue() -> None:
    assert named({"cae/catalogue.yml": "titre: T\n"}) == ["cae_"]


def test_no_files_make_an_empty_catalogue() -> None:
    one, found = both({})
    assert (dict(one.actions), dict(one.editions), found) == ({}, {}, [])


def test_the_faults_of_the_files_themselves_are_told_with_the_rest() -> None:
    assert faults(MEASURE + "## Contexte\na\u200bb\n") == [("TX-01", "6")]


@pytest.mark.parametrize(
    ("below", "line"),
    [
        ("## Contexte\nhttp://a.fr/9.9.9\nvoir mesure 9.9.9\n", 7),
        ("## Contexte\nx\n### Dedans\n```yaml\nauteur: a\nb: c: d\n```\nvoir mesure 9.9.9\n", 12),
        ("## Bidule\n```yaml\nlien: mesure 9.9.9\n```\n", 7),
    ],
)
def test_a_mention_is_at_fault_on_its_own_line(below: str, line: int) -> None:
    from measure_catalogue.controls.checks import check

    text = "# Titre\n```yaml\nidentifiant: 6.1\n```\n" + below
    catalogue, _ = read([source("cae/6.1.md", text), source("cae/6.md", "# Axe\n```yaml\nidentifiant: 6\n```\n")])
    assert [one.place.line for one in check(catalogue) if one.rule.code == "RE-01"] == [line]


def test_older_names_of_a_catalogue_may_stand_before_an_identifier() -> None:
    catalogue, faults = read([source("cae/6.md", "# Axe\n```yaml\nidentifiant: climat_air_energie/6\n```\n")])
    assert faults == []
    assert "cae_6" in {one.full for one in catalogue.actions}
