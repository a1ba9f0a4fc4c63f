"""What only two states show: numbers that lost their meaning, texts and links that were lost, and false friends."""

import pytest
from measure_catalogue.changes.regressions import regressions
from measure_catalogue.reading import read
from measure_catalogue.sources import source

Item = tuple[str, str, str]

PARTNERS = ("6.1", "Nouer des partenariats", "Signer une convention avec les communes voisines.")
GUIDE = ("6.2", "Accueillir les habitants", "Ouvrir un guichet et répondre aux questions.")
TEAMS = ("6.3", "Former les équipes", "Prévoir deux journées par an pour chaque service.")
AIR = ("6.4", "Mesurer la qualité de l’air", "Poser des capteurs devant les écoles.")
TREES = ("6.5", "Planter des arbres", "Choisir des essences qui ont peu soif.")


def file(*items: Item, lead: str = "", title: str = "Coopération", top: str = "6") -> str:
    """An axis with its actions, each with a title and a text."""
    blocks = [f"# {title}\n\n```yaml\nidentifiant: {top}\n```\n\n{lead}\n\n## Actions\n"]
    blocks += [f"### {name}\n\n```yaml\nidentifiant: {number}\n```\n\n{text}\n" for number, name, text in items]
    return "\n".join(blocks)


def renumbered(item: Item, number: str) -> Item:
    return number, item[1], item[2]


def lost(old: str, new: str, redirections: str = "") -> list[tuple[str, int]]:
    """The rules that a change breaks, with their lines."""
    before, _ = read([source("cae/6.md", old)])
    files = {"cae/6.md": new, **({"cae/redirections.yml": redirections} if redirections else {})}
    after, _ = read([source(path, text) for path, text in files.items()])
    return [(one.rule.code, one.place.line) for one in regressions(before, after)]


def codes(old: str, new: str, redirections: str = "") -> list[str]:
    return [code for code, _ in lost(old, new, redirections)]


def line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


FULL = file(PARTNERS, GUIDE, TEAMS)


def test_nothing_changed_is_nothing_lost() -> None:
    assert lost(FULL, FULL) == []


@pytest.mark.parametrize(
    "new",
    [
        file(PARTNERS, GUIDE, TEAMS, AIR),
        file(PARTNERS, ("6.2", "Accueillir tous les habitants", GUIDE[2]), TEAMS),
        file(PARTNERS, ("6.2", "ACCUEILLIR LES HABITANTS :", GUIDE[2]), TEAMS),
        file(PARTNERS, ("6.2", GUIDE[1], "Un tout autre texte, écrit par quelqu’un de plus patient."), TEAMS),
        file(TEAMS, GUIDE, PARTNERS),
        FULL.replace("é", "e\u0301"),
        FULL.replace("\n", "\r\n"),
    ],
    ids=["added", "title touched", "case", "text rewritten", "other order", "decomposed", "CRLF"],
)
def test_a_change_that_keeps_the_sense_of_numbers_is_no_loss(new: str) -> None:
    assert codes(FULL, new) == []


def test_an_item_removed_is_said_where_it_was_with_the_lines_to_paste() -> None:
    new = file(PARTNERS, TEAMS)
    before, _ = read([source("cae/6.md", FULL)])
    after, _ = read([source("cae/6.md", new)])
    (fault,) = regressions(before, after)
    assert (fault.rule.code, fault.place.path, fault.place.line) == ("ID-08", "cae/6.md", line(new, "identifiant: 6.1"))
    assert fault.hint.split("\n")[:3] == ["ajouter à cae/redirections.yml :", "- de: 6.2", "  vers: []"]


def test_the_lines_to_paste_are_what_the_check_accepts() -> None:
    new = file(PARTNERS, TEAMS)
    (fault,) = regressions(read([source("cae/6.md", FULL)])[0], read([source("cae/6.md", new)])[0])
    pasted = fault.hint.partition("\n")[2] + "\n"
    assert codes(FULL, new, pasted) == []
    assert read([source("cae/6.md", new), source("cae/redirections.yml", pasted)])[1] == []


def test_an_item_that_changed_number_proposes_the_new_one() -> None:
    new = file(PARTNERS, renumbered(GUIDE, "6.7"), TEAMS)
    (fault,) = regressions(read([source("cae/6.md", FULL)])[0], read([source("cae/6.md", new)])[0])
    assert fault.rule.code == "ID-08"
    assert fault.place.line == line(new, "identifiant: 6.7")
    assert "  vers: [6.7]" in fault.hint.split("\n")


def test_what_was_below_an_item_that_is_gone_is_said_with_it() -> None:
    old = FULL + "\n#### Actions\n\n##### Choisir les dates\n\n```yaml\nidentifiant: 6.3.1\n```\n"
    (fault,) = regressions(read([source("cae/6.md", old)])[0], read([source("cae/6.md", file(PARTNERS, GUIDE))])[0])
    assert [row for row in fault.hint.split("\n") if row.startswith("- de")] == ["- de: 6.3", "- de: 6.3.1"]


def test_a_whole_file_that_is_gone_is_said_at_its_parent() -> None:
    axis, measure = source("cae/6.md", file(PARTNERS)), source("cae/6.1.1.md", file(top="6.1.1", title="Signer"))
    faults = [*regressions(read([axis, measure])[0], read([axis])[0])]
    assert [(one.rule.code, one.place.path) for one in faults] == [("ID-08", "cae/6.md")]


def test_a_catalogue_that_is_gone_whole_is_not_said_item_by_item() -> None:
    other = source("eci/1.md", file(top="1"))
    both = read([source("cae/6.md", FULL), other])[0]
    assert [*regressions(both, read([other])[0])] == []


def test_a_number_given_to_another_item_is_said_at_that_item() -> None:
    new = file(PARTNERS, renumbered(AIR, "6.2"), TEAMS)
    assert lost(FULL, new) == [("ID-09", line(new, "identifiant: 6.2"))]


def test_two_items_that_swap_their_numbers_are_both_said() -> None:
    new = file(PARTNERS, renumbered(TEAMS, "6.2"), renumbered(GUIDE, "6.3"))
    assert codes(FULL, new) == ["ID-09", "ID-09"]


@pytest.mark.parametrize(
    "new",
    [
        file(renumbered(AIR, "6.1"), renumbered(PARTNERS, "6.2"), renumbered(GUIDE, "6.3"), renumbered(TEAMS, "6.4")),
        file(PARTNERS, renumbered(AIR, "6.2"), renumbered(GUIDE, "6.3"), renumbered(TEAMS, "6.4")),
        file(renumbered(GUIDE, "6.1"), renumbered(TEAMS, "6.2")),
    ],
    ids=["one more first", "one more inside", "one less first"],
)
def test_numbers_that_slid_are_said_once(new: str) -> None:
    assert codes(FULL, new) == ["ID-10"]


def test_what_stands_below_items_that_slid_is_not_said_again() -> None:
    task = "\n#### Actions\n\n##### Choisir\n\n```yaml\nidentifiant: {}.1\n```\n\nDes dates que chacun retient.\n"
    old = file(PARTNERS, GUIDE) + task.format("6.2")
    new = file(renumbered(AIR, "6.1"), renumbered(PARTNERS, "6.2"), renumbered(GUIDE, "6.3")) + task.format("6.3")
    assert codes(old, new) == ["ID-10"]


def test_a_title_and_a_text_that_hardly_resemble_what_they_were_are_doubtful() -> None:
    new = file(PARTNERS, ("6.2", "Recevoir les habitants chez eux", "Passer et répondre à tous, sans guichet."), TEAMS)
    assert codes(FULL, new) == ["ID-11"]


CONTEXT = "Les communes voisines travaillent ensemble depuis dix ans sur les déchets."


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("## Contexte\n", ["SE-07"]),
        ("", ["SE-07"]),
        (f"## Description\n\n{CONTEXT}\n", []),
        (f"## Contexte et enjeux\n\n{CONTEXT}\n", []),
        (f"## Contexte\n\n{CONTEXT} Et sur l’eau.\n", []),
        ("## Contexte\n\nAutre chose.\n", []),
        (f"### Contexte\n\n{CONTEXT}\n", []),
    ],
)
def test_a_section_that_said_something_and_says_nothing_is_reported(new: str, said: list[str]) -> None:
    old = file(PARTNERS, lead=f"Un mot.\n\n## Contexte\n\n{CONTEXT}\n")
    assert codes(old, file(PARTNERS, lead=f"Un mot.\n\n{new}")) == said


def test_a_text_that_became_the_text_of_an_action_below_is_not_lost() -> None:
    old = file(PARTNERS, lead=f"## Contexte\n\n{CONTEXT}\n")
    assert codes(old, file((PARTNERS[0], PARTNERS[1], f"{PARTNERS[2]} {CONTEXT}"))) == []


GOOD = "https://exemple.fr/guide-des-partenaires.pdf"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (f"[Guide]({GOOD.replace('://', '//')})", ["LI-05"]),
        (f"[Guide]({GOOD.removeprefix('https://')})", ["LI-05"]),
        (f'<a href="{GOOD.removeprefix("https://")}">Guide</a>', ["LI-05"]),
        (f"[Guide]({GOOD.replace('partenaires', 'communes')})", []),
        (f"[Le guide]({GOOD})", []),
        (f'<a\nhref="{GOOD}">Guide</a>', []),
        (GOOD, []),
        ("Guide", []),
    ],
)
def test_a_link_that_worked_and_no_longer_does_is_reported(link: str, said: list[str]) -> None:
    old = file(PARTNERS, lead=f"## Ressources\n\n- [Guide]({GOOD})\n- [Autre](https://exemple.org)\n")
    assert codes(old, file(PARTNERS, lead=f"## Ressources\n\n- {link}\n- [Autre](https://exemple.org)\n")) == said


def test_a_link_that_never_worked_is_not_said_to_have_broken() -> None:
    old = file(PARTNERS, lead="## Ressources\n\n- [Guide](www.exemple.fr)\n")
    assert codes(old, old.replace("[Guide]", "[Le guide]")) == []


def test_an_item_whose_new_identifier_does_not_read_is_not_said_to_be_gone() -> None:
    assert codes(FULL, FULL.replace("identifiant: 6.2", "identifiant: 6,2")) == []
