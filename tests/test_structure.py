"""Where things stand in a measure: the order of numbers and sections, titles, the settings of a catalogue."""

import pytest
from checked import HEAD, item, judged, rights, said, words


def codes(files: dict[str, str]) -> list[str]:
    return [one.rule.code for one in judged(files)]


def test_an_action_that_comes_before_its_turn_is_said() -> None:
    files = {"cae/6.md": item("6") + item("6.2") + item("6.1")}
    (fault,) = judged(files)
    assert (fault.rule.code, fault.words) == ("ID-03", "identifiant: 6.1")
    assert fault.message == "6.1 vient après 6.2 : la page suit l'ordre des numéros"


def test_a_task_under_the_action_of_another_is_said() -> None:
    files = {"cae/6.md": item("6") + item("6.1") + item("6.2") + item("6.1.1") + item("6.2.1")}
    assert [one.words for one in judged(files) if one.rule.code == "ID-03"] == ["identifiant: 6.1.1"]


def test_numbers_follow_each_other_as_people_count() -> None:
    numbers = ["6", "6.0", "6.1", "6.1.1", "6.1.a", *(f"6.{rank}" for rank in range(2, 12))]
    assert codes({"cae/6.md": "".join(item(number) for number in numbers)}) == []


def test_sections_out_of_their_order_are_said_at_the_later() -> None:
    text = "## Exemples\n\nUn.\n\n## Ressources\n\nDeux.\n\n## Actions\n\n" + item("6.1") + "## Contexte\n\nTrois.\n"
    assert words(text, "SE-08") == ["Ressources", "Contexte"]


def test_sections_of_later_editions_stand_where_they_please() -> None:
    titles = ("Réduction de potentiel", "Description", "Périmètre de l'évaluation", "Contexte", "Autre", "Ressources")
    assert said("".join(f"## {title}\n\n{title}.\n\n" for title in titles), "SE-08") == []


@pytest.mark.parametrize(
    ("title", "right"),
    [
        (": Prévenir", "Prévenir"),
        ("- Prévenir tout", "Prévenir"),
        ("Prévenir :", "Prévenir"),
        ("Tout,", "Tout"),
        ("Un#", "Un"),
    ],
)
def test_a_title_has_a_stray_sign(title: str, right: str) -> None:
    assert rights(item("6.1", title), "TI-04") == [right]


@pytest.mark.parametrize(
    "title",
    [
        "50 % des marchés",
        "(Communes) Prévenir",
        "« Prévenir »",
        "Prévenir…",
        "Que faire ?",
        "Prévenir.",
        "Prévenir #",
        "À 2 °C",
    ],
)
def test_a_title_has_no_stray_sign(title: str) -> None:
    assert said(item("6.1", title), "TI-04") == []


def test_a_small_letter_is_odd_where_the_others_are_capitals() -> None:
    many = "".join(item(f"6.{number}") for number in range(1, 11))
    assert rights(many + item("6.11", "prévenir tout"), "TI-04") == ["Prévenir"]
    for title in ("e-mobilité", "pH de l’eau", "kWh en moins", "à prévenir"):
        assert said(many + item("6.11", title), "TI-04") == []
    assert said("".join(item(f"6.{number}", f"prévenir {number}") for number in range(1, 11)), "TI-04") == []


def test_neighbours_have_not_the_same_title() -> None:
    assert words(item("6.1", "Prévenir tout") + item("6.2", "Prévenir  tout"), "TI-05") == ["Prévenir  tout"]
    assert (
        said(item("6.1", "Un") + item("6.1.1", "Trois") + item("6.2", "Deux") + item("6.2.1", "Trois"), "TI-05") == []
    )


@pytest.mark.parametrize(
    "line",
    [
        "edition: 2026", "edition: 2026-02", "edition: 2026-02-28", "langue: fr", "langue: fr-CA", "langue: gsw",
        "depot: https://github.com/a/b", "depot: http://forge.example.org/a/b/tree/main", "contact: a@b.fr",
        "contact: Mairie <a@b.fr>", "contact: https://b.fr/contact", "edition:", 'contact: ""',
    ],
)  # fmt: skip
def test_a_setting_can_serve(line: str) -> None:
    assert codes({"cae/catalogue.yml": f"{line}\n", "cae/6.md": HEAD}) == []


@pytest.mark.parametrize(
    "line",
    [
        "edition: 2026-13", "edition: 22/11/2026", "edition: v2", "langue: français", "langue: FR",
        "depot: github.com/a/b", "depot: https://github.com", "depot: git@github.com:a/b.git", "contact: la mairie",
    ],
)  # fmt: skip
def test_a_setting_cannot_serve(line: str) -> None:
    (fault,) = judged({"cae/catalogue.yml": f"{line}\n", "cae/6.md": HEAD})
    assert (fault.rule.code, fault.words) == ("CA-03", line)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("points: 3,6", "points: 3.6"), ("points: 20 %", "points: 20"), ("points: 2O", None), ("points: 1/3", None),
        ("Points: 12", "points"), ("point: 12", "points"), ("pontis: 12", None), ("'point': 12", None),
        ("categorie: Bases", "categorie: bases"), ("categorie: Mise en oeuvre", "categorie: mise en œuvre"),
        ("categorie: base", None), ("climat_pratic_id: Energie", "climat_pratic_id: energie"),
        ("points:12", "points: 12"), ("points: 12\npoints: 12", ""), ("points: 12\npoints: 13", None),
    ],
)  # fmt: skip
def test_a_field_is_put_right_where_there_is_no_doubt(line: str, right: str | None) -> None:
    (fault, *_) = judged({"cae/6.md": HEAD.replace("identifiant: 6\n", f"identifiant: 6\n{line}\n")})
    assert fault.right == right


@pytest.mark.parametrize(
    ("theme", "right"),
    [
        ("Mobilités", "mobilites"),
        ("MOBILITES", "mobilites"),
        ("Partenariat et coopération", "parten_coop"),
        ("vélo", None),
    ],
)
def test_a_theme_written_by_its_label_or_its_accents_is_known(theme: str, right: str | None) -> None:
    found = judged({"cae/6.md": item("6", climat_pratic_id=theme)})
    certain = f"climat_pratic_id: {right}" if right else None
    assert [(one.rule.code, one.right) for one in found] == [("YA-08", certain)]
