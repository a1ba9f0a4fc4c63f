"""What changed between two states is said once, whole, and of the right item."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from measure_catalogue.changes.comparing import Change, compare
from measure_catalogue.changes.likeness import alike
from measure_catalogue.changes.matching import STAYED, matched
from measure_catalogue.model import Action, Catalogue, Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import source

from tests.invented import invented

Said = tuple[str, str]


def item(title: str, number: str, text: str = "", fields: str = "", level: int = 3) -> str:
    return f"{'#' * level} {title}\n```yaml\nidentifiant: {number}\n{fields}```\n{text}\n"


def measure(*actions: str, number: str = "6.1.1", fields: str = "points: 6\n", text: str = "") -> str:
    return item("Nouer des partenariats", number, text, fields, level=1) + "## Actions\n" + "".join(actions)


def catalogue(files: Mapping[str, str] | str) -> Catalogue:
    files = {"cae/6.1.1.md": files} if isinstance(files, str) else files
    return read(source(path, text) for path, text in files.items())[0]


def changes(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> list[Change]:
    return compare(catalogue(before), catalogue(after))


def said(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> list[Said]:
    """The kind of each change, with the item and, where it had another number, that one."""
    return [
        (one.kind, f"{one.former} → {one.identifier}" if one.former else str(one.identifier))
        for one in changes(before, after)
    ]


def pairs(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> dict[str, str]:
    """The items that moved."""
    found = matched(catalogue(before), catalogue(after))
    return {str(one): str(now) for one, now in found.items() if one != now}


MAP = item("Dresser la carte des acteurs", "6.1.1.1")
TEAM = item("Désigner une équipe de suivi", "6.1.1.2")
PACT = item("Signer un pacte avec les entreprises", "6.1.1.3")
THREE = measure(MAP, TEAM, PACT)


def at(text: str, number: str) -> str:
    """The same item at another number."""
    old = text.partition("identifiant: ")[2].partition("\n")[0]
    return text.replace(f"identifiant: {old}\n", f"identifiant: {number}\n")


# Nothing changed


@pytest.mark.parametrize(
    "after",
    [
        THREE.replace("\n", "\r\n"),
        THREE.replace("é", "e\u0301"),
        THREE.replace("identifiant: 6.1.1\npoints: 6\n", "points: 6\nidentifiant: 6.1.1\n"),
        THREE.replace("points: 6\n", "points: 6 # à revoir\n"),
        THREE.replace("points: 6\n", "points: '6.0'\n"),
        THREE.replace("identifiant: 6.1.1\n", "identifiant: cae_6.1.1\n"),
        THREE.replace("Signer un pacte", "Signer  un\u00a0pacte"),
        THREE.replace("\n\n", "\n\n\n"),
        measure(PACT, MAP, TEAM),
    ],
    ids=[
        "CRLF",
        "NFD",
        "order of keys",
        "comment",
        "same number",
        "prefix",
        "spaces",
        "blank lines",
        "order in the file",
    ],
)
def test_what_says_the_same_is_no_change(after: str) -> None:
    assert said(THREE, after) == []


TEXT = "## Contexte\nUn premier point,\npuis un second.\n\n- une ligne\n- une autre\n"


@pytest.mark.parametrize(
    "after",
    [
        TEXT.replace("- ", "* "),
        TEXT.replace("second.\n\n", "second.\n"),
        TEXT.replace("point,\npuis", "point, puis"),
        TEXT.replace("second.", "second. <!-- vrai ? -->"),
        TEXT.replace("Un premier", "Un\u00a0premier"),
    ],
    ids=["bullets", "list that touches", "line ends", "comment", "space that does not break"],
)
def test_a_text_that_reads_the_same_is_no_change(after: str) -> None:
    assert said(measure(text=TEXT), measure(text=after)) == []


# What one item says


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("points: 6\n", "points: 8\n", ("points", "points", "6", "8")),
        ("points: 6\n", "", ("points", "points", "6", "")),
        ("pointsDOM: 6\n", "pointsDOM: 9\n", ("points", "pointsDOM", "6", "9")),
        ("pourcentage: 20\n", "pourcentage: 25\n", ("share", "pourcentage", "20", "25")),
        ("categorie: bases\n", "categorie: effets\n", ("phase", "categorie", "bases", "effets")),
        ("climat_pratic_id: eau\n", "climat_pratic_id: eci\n", ("field", "climat_pratic_id", "eau", "eci")),
        ("", "porteur: région\n", ("field", "porteur", "", "région")),
    ],
)
def test_a_field_is_told_by_its_key(before: str, after: str, expected: tuple[str, ...]) -> None:
    (one,) = changes(measure(fields=before), measure(fields=after))
    assert (one.kind, one.name, one.before, one.after) == expected


def test_a_change_stands_at_its_line_in_the_new_state() -> None:
    (one,) = changes(THREE, THREE.replace("points: 6", "points: 8"))
    assert (one.path, one.line, one.title) == ("cae/6.1.1.md", 4, "Nouer des partenariats")


def test_a_title_is_told_with_both() -> None:
    (one,) = changes(THREE, THREE.replace("la carte", "une carte"))
    assert (one.kind, one.before, one.after) == (
        "title",
        "Dresser la carte des acteurs",
        "Dresser une carte des acteurs",
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("## Contexte\nDu texte.\n", "## Contexte\nUn autre texte.\n", ["text"]),
        ("## Contexte\nDu texte.\n", "## Contexte\n", ["section_emptied"]),
        ("## Contexte\nDu texte.\n", "## Contexte\n<!-- à écrire -->\n", ["section_emptied"]),
        ("## Contexte\n", "## Contexte\nDu texte.\n", ["section_filled"]),
        ("", "## Contexte\nDu texte.\n", ["section_added"]),
        ("## Contexte\nDu texte.\n", "", ["section_removed"]),
        ("## Suivi\nDu texte.\n", "## Suivi annuel\nDu texte.\n", ["section_renamed"]),
        ("## Critère\nDu texte.\n", "## Critères\nDu texte.\n", ["section_renamed"]),
        ("Du texte.\n", "Du texte seul.\n", ["text"]),
        ("Du texte.\n", "", ["section_removed"]),
        ("## Contexte\nA.\n## Exemples\nB.\n", "## Exemples\nB.\n## Contexte\nA.\n", ["sections_reordered"]),
        ("## Contexte\nUn, deux.\n", "## Contexte\n- Un, deux.\n", ["layout"]),
        ("## Contexte\nUn, deux.\n", "## Contexte\n**Un**, deux.\n", ["layout"]),
        ("## Suivi\nA.\n## Suivi\nB.\n", "## Suivi\nA.\n## Suivi\nC.\n", ["text"]),
    ],
)  # fmt: skip
def test_a_section_is_told_by_what_became_of_it(before: str, after: str, expected: list[str]) -> None:
    assert [one.kind for one in changes(measure(text=before), measure(text=after))] == expected


def test_the_bare_heading_of_actions_is_no_section() -> None:
    alone = item("Nouer des partenariats", "6.1.1", level=1)
    assert said(alone, alone + "## Actions\n" + MAP) == [("added", "6.1.1.1")]


def test_links_are_told_by_the_address_that_the_page_leads_to() -> None:
    before = "## Ressources\nVoir [le guide](www.exemple.fr/a) et [la carte](https://exemple.fr/b).\n"
    after = "## Ressources\nVoir le guide et [la carte](https://exemple.fr/c).\n"
    found = changes(measure(text=before), measure(text=after))
    assert [(one.kind, one.name, one.before or one.after) for one in found] == [
        ("text", "Ressources", before.partition("\n")[2].strip()),
        ("link_removed", "Ressources", "http://www.exemple.fr/a"),
        ("link_removed", "Ressources", "https://exemple.fr/b"),
        ("link_added", "Ressources", "https://exemple.fr/c"),
    ]


# Items that come, go and move


def test_an_item_comes_and_another_goes() -> None:
    assert said(measure(MAP, TEAM), measure(MAP, PACT)) == [("removed", "6.1.1.2"), ("added", "6.1.1.3")]


def test_what_is_below_comes_with_its_own_change() -> None:
    task = item("Tenir la liste à jour", "6.1.1.1.1", level=5)
    assert said(measure(), measure(MAP + task)) == [("added", "6.1.1.1"), ("added", "6.1.1.1.1")]


def test_an_item_at_another_number_is_the_same_item() -> None:
    (one,) = changes(THREE, measure(MAP, TEAM, at(PACT, "6.1.1.9")))
    assert (one.kind, one.before, one.after) == ("moved", "6.1.1.3", "6.1.1.9")


def test_an_item_that_moved_and_changed_is_told_both() -> None:
    moved = item("Signer un pacte avec les entreprises", "6.1.1.9", fields="categorie: bases\n")
    assert said(THREE, measure(MAP, TEAM, moved)) == [("moved", "6.1.1.3 → 6.1.1.9"), ("phase", "6.1.1.3 → 6.1.1.9")]


def test_items_shifted_by_one_moved_and_did_not_change_their_titles() -> None:
    new = item("Ouvrir une ligne de budget", "6.1.1.1")
    after = measure(new, at(MAP, "6.1.1.2"), at(TEAM, "6.1.1.3"), at(PACT, "6.1.1.4"))
    assert said(THREE, after) == [
        ("added", "6.1.1.1"),
        ("moved", "6.1.1.1 → 6.1.1.2"),
        ("moved", "6.1.1.2 → 6.1.1.3"),
        ("moved", "6.1.1.3 → 6.1.1.4"),
    ]


def test_an_item_pushed_with_its_neighbours_may_be_retitled() -> None:
    new = item("Ouvrir une ligne de budget", "6.1.1.1")
    pact = item("Négocier puis signer un pacte avec les entreprises", "6.1.1.4")
    after = measure(new, at(MAP, "6.1.1.2"), at(TEAM, "6.1.1.3"), pact)
    assert said(THREE, after)[-2:] == [("moved", "6.1.1.3 → 6.1.1.4"), ("title", "6.1.1.3 → 6.1.1.4")]
    assert said(THREE, measure(MAP, TEAM, pact))[-1] == ("added", "6.1.1.4")


def test_a_title_of_one_word_is_not_known_again_elsewhere() -> None:
    other = measure(number="6.1.2").replace("Nouer", "Préparer")
    before = {"cae/6.1.1.md": measure(item("Suivi", "6.1.1.1")), "cae/6.1.2.md": other}
    after = {"cae/6.1.1.md": measure(item("Suivi annuel", "6.1.1.1")), "cae/6.1.2.md": other + item("Suivi", "6.1.2.1")}
    assert said(before, after) == [("title", "6.1.1.1"), ("added", "6.1.2.1")]


def test_items_shifted_after_one_is_withdrawn() -> None:
    assert said(THREE, measure(at(TEAM, "6.1.1.1"), at(PACT, "6.1.1.2"))) == [
        ("removed", "6.1.1.1"),
        ("moved", "6.1.1.2 → 6.1.1.1"),
        ("moved", "6.1.1.3 → 6.1.1.2"),
    ]


def test_two_items_that_change_places() -> None:
    assert said(THREE, measure(at(TEAM, "6.1.1.1"), at(MAP, "6.1.1.2"), PACT)) == [
        ("moved", "6.1.1.2 → 6.1.1.1"),
        ("moved", "6.1.1.1 → 6.1.1.2"),
    ]


def test_a_measure_at_another_number_is_said_once() -> None:
    before = {"cae/6.1.1.md": THREE, "cae/6.2.1.md": measure(number="6.2.1").replace("Nouer", "Soigner")}
    after = {"cae/6.1.7.md": THREE.replace("6.1.1", "6.1.7"), "cae/6.2.1.md": before["cae/6.2.1.md"]}
    assert said(before, after) == [("moved", "6.1.1 → 6.1.7")]
    assert pairs(before, after)["6.1.1.3"] == "6.1.7.3"


def test_an_item_that_does_not_follow_its_parent_is_told() -> None:
    after = {"cae/6.1.7.md": THREE.replace("6.1.1", "6.1.7").replace("6.1.7.3", "6.1.7.9")}
    assert said({"cae/6.1.1.md": THREE}, after) == [("moved", "6.1.1 → 6.1.7"), ("moved", "6.1.1.3 → 6.1.7.9")]


def test_a_change_below_a_measure_that_moved_is_told_of_its_item() -> None:
    after = {"cae/6.1.7.md": THREE.replace("6.1.1", "6.1.7").replace("la carte", "une carte")}
    assert said({"cae/6.1.1.md": THREE}, after) == [("moved", "6.1.1 → 6.1.7"), ("title", "6.1.1.1 → 6.1.7.1")]


def test_two_measures_that_change_places_keep_their_actions_of_the_same_title() -> None:
    def both(first: str, second: str) -> dict[str, str]:
        texts = (
            item("Isoler les écoles", first, level=1)
            + "## Actions\n" + item("Établir un plan", f"{first}.1") + item("Mesurer le froid", f"{first}.2"),
            item("Planter des arbres", second, level=1)
            + "## Actions\n" + item("Établir un plan", f"{second}.1") + item("Arroser l'été", f"{second}.2"),
        )  # fmt: skip
        return {f"cae/{number}.md": text for number, text in zip((first, second), texts, strict=True)}

    before, after = both("1.1.1", "1.1.2"), both("1.1.2", "1.1.1")
    assert said(before, after) == [("moved", "1.1.2 → 1.1.1"), ("moved", "1.1.1 → 1.1.2")]
    assert pairs(before, after)["1.1.1.1"] == "1.1.2.1"


SAME = "Choisir un pilier et agir"


def test_items_of_one_title_are_told_apart_by_their_texts() -> None:
    grain, wood, iron = (f"Des métiers du {word}, du champ à la table.\n" for word in ("blé", "bois", "fer"))
    before = measure(item(SAME, "6.1.1.1", grain), item(SAME, "6.1.1.2", wood), item(SAME, "6.1.1.3", iron))
    after = measure(item(SAME, "6.1.1.1", wood), item(SAME, "6.1.1.2", grain), item(SAME, "6.1.1.3", iron))
    assert pairs(before, after) == {"6.1.1.1": "6.1.1.2", "6.1.1.2": "6.1.1.1"}


def test_items_of_one_title_are_told_apart_by_what_is_below() -> None:
    def pillar(number: str, task: str) -> str:
        return item(SAME, number) + "#### Actions\n" + item(task, f"{number}.1", level=5)

    before = measure(pillar("6.1.1.1", "Semer le blé"), pillar("6.1.1.2", "Scier le bois"))
    assert said(before, measure(pillar("6.1.1.1", "Scier le bois"))) == [
        ("removed", "6.1.1.1"),
        ("moved", "6.1.1.2 → 6.1.1.1"),
        ("removed", "6.1.1.1.1"),
    ]


def test_items_of_one_title_under_several_parents_stay_under_theirs() -> None:
    def under(parent: str, title: str, *numbers: int) -> str:
        return item(title, parent) + "".join(item(SAME, f"{parent}.{n}", level=5) for n in numbers)

    before = measure(under("6.1.1.1", "Le blé", 1, 2), under("6.1.1.2", "Le bois", 1))
    after = measure(under("6.1.1.1", "Le blé", 1, 3), under("6.1.1.2", "Le bois", 1))
    assert said(before, after) == [("moved", "6.1.1.1.2 → 6.1.1.1.3")]


def test_an_item_cut_in_two_goes_on_in_the_part_that_kept_its_number() -> None:
    both = item(
        "Former les élus et les agents", "6.1.1.4", "Les élus suivent un atelier. Les agents suivent un stage.\n"
    )
    elected = item("Former les élus", "6.1.1.4", "Les élus suivent un atelier.\n")
    staff = item("Former les agents", "6.1.1.5", "Les agents suivent un stage.\n")
    assert said(measure(both), measure(elected, staff)) == [
        ("title", "6.1.1.4"),
        ("text", "6.1.1.4"),
        ("added", "6.1.1.5"),
    ]


def test_a_number_used_for_something_else_is_one_item_gone_and_one_come() -> None:
    other = item("Éclairer les rues moins longtemps", "6.1.1.2")
    assert said(THREE, measure(MAP, other, PACT)) == [("removed", "6.1.1.2"), ("added", "6.1.1.2")]


@pytest.mark.parametrize(
    "after",
    [
        item("Nommer une équipe de suivi", "6.1.1.2"),
        item("Équipe", "6.1.1.2"),
        item("Éclairer moins", "6.1.1.2", "Elle se réunit chaque trimestre avec les communes.\n"),
        item("Désigner une équipe de suivi", "6.1.1.2", "Tout autre chose, sans rapport aucun.\n"),
    ],
    ids=["a word", "shorter", "the text stays", "the title stays"],
)
def test_an_item_of_which_something_is_left_is_the_same(after: str) -> None:
    team = item("Désigner une équipe de suivi", "6.1.1.2", "Elle se réunit chaque trimestre avec les communes.\n")
    assert {kind for kind, _ in said(measure(MAP, team), measure(MAP, after))} <= {"title", "section_removed", "text"}


def test_a_measure_renamed_and_rewritten_is_known_by_its_actions() -> None:
    after = THREE.replace("Nouer des partenariats", "Coopérer")
    assert said(THREE, after) == [("title", "6.1.1")]


def test_two_items_of_which_titles_and_texts_differ_are_never_one_at_another_number() -> None:
    gone = item("Réaliser un diagnostic des sols", "6.1.1.4", "Les sols sont sondés.\n")
    come = item("Réaliser un diagnostic des eaux", "6.1.1.5", "Les rivières sont suivies.\n")
    assert said(measure(MAP, gone), measure(MAP, come)) == [("removed", "6.1.1.4"), ("added", "6.1.1.5")]


def test_an_item_may_go_under_another_parent_or_to_another_catalogue() -> None:
    before = {"cae/6.1.1.md": THREE, "eci/1.1.md": measure(number="1.1")}
    after = {
        "cae/6.1.1.md": measure(MAP, TEAM + "#### Actions\n" + at(PACT, "6.1.1.2.1").replace("###", "#####")),
        "eci/1.1.md": measure(number="1.1"),
    }
    assert said(before, after) == [("moved", "6.1.1.3 → 6.1.1.2.1")]
    after = {"cae/6.1.1.md": measure(MAP, TEAM), "eci/1.1.md": measure(at(PACT, "1.1.1"), number="1.1")}
    (one,) = changes(before, after)
    assert (one.before, one.after) == ("cae_6.1.1.3", "eci_1.1.1")


# Catalogues


def test_the_settings_of_a_catalogue_are_told_one_by_one() -> None:
    before = {"cae/catalogue.yml": "titre: A\nthemes: {eau: Eau}\nphases: [a, b]\n", "cae/6.1.1.md": THREE}
    after = {"cae/catalogue.yml": "titre: B\nthemes: {eau: Eaux, bois: Bois}\nlicence: Libre\n", "cae/6.1.1.md": THREE}
    found = [(one.kind, one.name, one.before, one.after) for one in changes(before, after)]
    assert found == [
        ("setting", "titre", "A", "B"),
        ("setting", "phases", "a, b", "bases, mise en œuvre, effets"),
        ("setting", "themes.eau", "Eau", "Eaux"),
        ("setting", "licence", "", "Libre"),
        ("setting", "themes.bois", "", "Bois"),
    ]


def test_the_title_of_a_root_file_is_told_once() -> None:
    root = "# Climat\n```yaml\nidentifiant:\nreferentiel: cae\n```\n"
    before = {"a/cae.md": root, "a/6.1.1.md": THREE}
    assert said(before, {**before, "a/cae.md": root.replace("Climat", "Climat et air")}) == [("title", "")]


def test_a_catalogue_comes_or_goes_with_all_it_holds() -> None:
    one, two = {"cae/6.1.1.md": THREE}, {"cae/6.1.1.md": THREE, "eci/1.1.md": measure(number="1.1")}
    assert said(one, two) == [("added", ""), ("added", "1.1")]
    assert said(two, one) == [("removed", ""), ("removed", "1.1")]


def test_a_catalogue_under_another_name_is_the_same() -> None:
    (one, *settings) = changes({"un/6.1.1.md": THREE}, {"deux/6.1.1.md": THREE})
    assert (one.kind, one.before, one.after) == ("moved", "un_", "deux_")
    assert {it.name for it in settings} == {"titre", "titre_court"}


def test_a_few_files_without_their_catalogue_are_compared_too() -> None:
    def partial(text: str) -> Catalogue:
        whole = catalogue(text)
        return Catalogue({one: it for one, it in whole.actions.items() if it.path}, whole.editions)

    assert compare(partial(THREE), partial(THREE)) == []
    after = measure(at(TEAM, "6.1.1.1"), at(PACT, "6.1.1.2"), fields="points: 7\n")
    assert compare(partial(THREE), partial(after)) == changes(THREE, after)
    assert matched(Catalogue({}, {}), catalogue(THREE)) == {}


# How alike two items are


def action(title: str, text: str = "") -> Action:
    return catalogue(item(title, "6.1.1", text, level=1)).actions[Identifier("cae", ("6", "1", "1"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (action("Élaborer un plan"), action("ELABORER UN  PLAN !")),
        (action("Un plan", "Du texte."), action("Un plan", "du texte")),
        (action(""), action("")),
        (action("La une"), action("La une")),
    ],
)
def test_case_accents_and_punctuation_do_not_count(one: Action, other: Action) -> None:
    assert alike(one, other) == 1


def test_items_with_nothing_in_common_are_not_alike() -> None:
    assert alike(action("Former les agents de la ville"), action("Isoler les écoles de la ville voisine")) < 0.5
    assert alike(action("Former les agents"), action("Isoler les écoles")) < STAYED
    assert alike(action("Tâche 1"), action("Tâche 2")) < 1


# Many at once


def test_an_invented_catalogue_compared_to_itself_says_nothing() -> None:
    for seed in range(5):
        one = invented(random.Random(seed))
        assert compare(one.catalogue(), one.catalogue()) == []


@pytest.mark.parametrize("seed", range(40))
def test_known_edits_are_said_and_nothing_else(seed: int) -> None:
    dice = random.Random(seed)
    before = invented(dice)
    after, expected = before.edited(dice, dice.randint(1, 12))
    assert spoken(compare(before.catalogue(), after.catalogue())) == sorted(expected)


MIRRORED = {
    "added": "removed",
    "section_added": "section_removed",
    "section_filled": "section_emptied",
    "link_added": "link_removed",
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}


@pytest.mark.parametrize("seed", range(40))
def test_the_way_back_says_the_same_the_other_way_round(seed: int) -> None:
    dice = random.Random(seed)
    before = invented(dice)
    after, _ = before.edited(dice, 15)
    there = compare(before.catalogue(), after.catalogue())
    back = compare(after.catalogue(), before.catalogue())
    assert spoken(map(mirrored, there)) == spoken(back)


def mirrored(one: Change) -> Change:
    kind = MIRRORED.get(one.kind, one.kind)
    was = one.former or one.identifier
    former = one.identifier if one.former else None
    return replace(one, kind=kind, identifier=was, former=former, before=one.after, after=one.before)


def spoken(ones: Iterable[Change]) -> list[tuple[str, str, str, str, str]]:
    """Changes without what only shows them: kind, identifiers, before and after."""
    return sorted((one.kind, str(one.former or ""), str(one.identifier), one.before, one.after) for one in ones)
