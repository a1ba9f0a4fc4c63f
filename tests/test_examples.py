"""The examples of a measure: who did it, what, and where that was said."""

import pytest
from measure_catalogue.examples import Example, anchors, read_examples
from measure_catalogue.text.prose import repair


def both(text: str) -> tuple[list[str], tuple[Example, ...]]:
    """The texts that precede the first example, and the examples."""
    before, examples = read_examples(repair(text).blocks)
    return [block.text for block in before], examples


def one(text: str) -> Example:
    before, (example,) = both(text)
    assert before == []
    return example


def blocks(example: Example) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in example.blocks]


def authorities(text: str) -> list[str]:
    return [example.authority for example in both(text)[1]]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("arrow", ["→ ", "=> ", ""])
def test_an_example_has_an_authority_a_title_prose_a_source_and_a_year(gap: str, arrow: str) -> None:
    text = gap.join(
        ["**Ville de Brest**", "Une charte locale", "La ville a signé une charte.", f"{arrow}Source : Ademe, 2018"]
    )
    found = one(text)
    assert (found.authority, found.title, found.years) == ("Ville de Brest", "Une charte locale", (2018,))
    assert blocks(found) == [("paragraph", "La ville a signé une charte."), ("source", "Source : Ademe, 2018")]
    assert found.has_story


def test_examples_follow_one_another() -> None:
    text = "**Brest**\nUne charte\nLe récit.\nSource : a\n**Lyon**\nUn plan\nLe récit.\nSource : b"
    assert [(example.authority, example.title) for example in both(text)[1]] == [
        ("Brest", "Une charte"),
        ("Lyon", "Un plan"),
    ]


def test_what_precedes_the_first_authority_is_kept() -> None:
    assert both("Quelques exemples.\n\n- un\n\n**Brest**\nUne charte\nLe récit.")[0] == ["Quelques exemples.", "- un"]


def test_text_without_any_authority_holds_no_example() -> None:
    assert both("Rien que du texte.\n\nEt encore.") == (["Rien que du texte.", "Et encore."], ())


def test_no_text_holds_no_example() -> None:
    assert both("") == ([], ())


def test_several_sources_give_their_years_in_order() -> None:
    found = one("**Brest**\nUne charte\nLe récit.\nSource : Cerema, 2021\nSource : Ademe, 2018\nSource : sans date")
    assert found.years == (2018, 2021)
    assert [kind for kind, _ in blocks(found)] == ["paragraph", "source", "source", "source"]


@pytest.mark.parametrize(
    ("source", "years"),
    [
        ("Source : Ademe, 2018", (2018,)),
        ("Source : Plan climat 2010-2015, Ademe, 2016", (2016,)),
        ("Source : Cit'ergie 1998", (1998,)),
        ("Source : 18000 habitants", ()),
        ("Source : n° 120185", ()),
        ("Source : Ademe", ()),
        ("Source : 1850", ()),
    ],
)
def test_the_year_of_a_source_is_its_last(source: str, years: tuple[int, ...]) -> None:
    assert one(f"**Brest**\nUne charte\nLe récit.\n{source}").years == years


def test_a_year_of_the_prose_is_not_that_of_a_source() -> None:
    assert one("**Brest**\nUne charte\nEn 2015, la ville a signé.\nSource : Ademe, 2018").years == (2018,)


@pytest.mark.parametrize(
    "first",
    [
        "La ville a signé une charte.",
        "Une charte, un plan,",
        "La ville a fait tant de choses qu'il faut une bien longue phrase pour les dire toutes, " * 2
        + "et plus encore",
        "Voir [la charte](http://a.fr)",
    ],
)
def test_a_sentence_or_a_link_is_no_title(first: str) -> None:
    found = one(f"**Brest**\n{first}\n\nLa suite du récit.\nSource : Ademe, 2018")
    assert found.title == ""
    assert blocks(found)[0][1].startswith(first[:4])


def test_an_example_without_a_title_keeps_its_prose() -> None:
    found = one("**Brest**\nLa ville a signé une charte.\nSource : Ademe, 2018")
    assert found.title == ""
    assert blocks(found) == [("paragraph", "La ville a signé une charte."), ("source", "Source : Ademe, 2018")]


def test_a_lonely_line_is_prose_and_not_a_title() -> None:
    found = one("**Brest**\nUne charte locale")
    assert (found.title, blocks(found)) == ("", [("paragraph", "Une charte locale")])


def test_a_title_with_prose_and_no_source_is_a_title() -> None:
    found = one("**Brest**\nUne charte\nLe récit.")
    assert (found.title, blocks(found)) == ("Une charte", [("paragraph", "Le récit.")])


@pytest.mark.parametrize(("length", "is_title"), [(60, True), (140, False)])
def test_a_long_line_above_a_source_is_prose(length: int, is_title: bool) -> None:
    line = "Mot " * (length // 4) + "fin"
    assert one(f"**Brest**\n{line}\nSource : Ademe, 2018").title == (line if is_title else "")


def test_a_title_may_go_on_below() -> None:
    found = one("**Brest**\nUne charte\net un plan\nLe récit.")
    assert (found.title, [block.line for block in found.blocks]) == ("Une charte\net un plan", [3])


def test_an_example_may_be_a_title_and_a_list() -> None:
    found = one("**Brest**\nUne charte\n- un\n- deux\nSource : Ademe, 2018")
    assert found.title == "Une charte"
    assert blocks(found) == [("list", "- un\n- deux"), ("source", "Source : Ademe, 2018")]


def test_an_authority_without_anything_else_is_kept() -> None:
    assert authorities("**Brest**\n**Lyon**\nLe récit.") == ["Brest", "Lyon"]


@pytest.mark.parametrize(
    "text",
    [
        "**Guides**\n- [un](http://a.fr)\n- [deux](http://b.fr)",
        "**Guides**\n[un](http://a.fr)\n[deux](http://b.fr)",
        "**Guides**\n- http://a.fr/un-bien-long-chemin-vers-un-document-qui-compte-plus-de-quatre-vingts-lettres.pdf",
    ],
)
def test_a_list_of_links_tells_no_story_and_keeps_its_links(text: str) -> None:
    found = one(text)
    assert found.authority == "Guides"
    assert found.title == ""
    assert not found.has_story
    assert "](http://a.fr" in blocks(found)[0][1]


def test_a_line_of_a_heading_opens_an_example_as_bold_does() -> None:
    assert authorities("### Brest\nUne charte\nLe récit.") == ["Brest"]


def test_text_after_a_source_stays_in_its_example() -> None:
    found = one("**Brest**\nUne charte\nLe récit.\nSource : Ademe, 2018\n\nUne suite.")
    assert blocks(found)[-1] == ("paragraph", "Une suite.")


def test_an_example_knows_the_line_of_its_authority() -> None:
    text = "Avant.\n\n**Brest**\nUne charte\nLe récit.\n\n**Lyon**\nUn plan\nLe récit."
    assert [example.line for example in both(text)[1]] == [2, 6]


def test_prose_below_a_title_knows_its_line() -> None:
    assert [block.line for block in one("**Brest**\nUne charte\nLe récit.\nSource : Ademe").blocks] == [2, 3]


@pytest.mark.parametrize(
    ("authority", "slug"),
    [
        ("Ville de Brest", "ville-de-brest"),
        ("Communauté d’agglomération du Pays de l’Or (34)", "communaute-d-agglomeration-du-pays-de-l-or"),
        ("[Brest](http://a.fr)", "brest"),
        ("CO<sub>2</sub>", "co-2"),
        ("Œuvres", "oeuvres"),
        ("…", "sans-nom"),
    ],
)
def test_an_anchor_is_made_from_the_name_of_the_authority(authority: str, slug: str) -> None:
    assert list(anchors(both(f"**{authority}**\nUne charte\nLe récit.")[1], "exemple-")) == [f"exemple-{slug}"]


def test_an_authority_of_several_examples_has_an_anchor_for_each() -> None:
    text = "**Brest**\nA\nb.\n**Lyon**\nC\nd.\n**Brest**\nE\nf.\n**BREST**\nG\nh."
    assert list(anchors(both(text)[1], "x-")) == ["x-brest", "x-lyon", "x-brest-2", "x-brest-3"]
