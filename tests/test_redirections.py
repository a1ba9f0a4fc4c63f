"""An identifier is for ever: what it became is read, checked, said at its address and where it leads."""

import re
from pathlib import Path

import pytest
from measure_catalogue.controls.checks import check
from measure_catalogue.dates import spoken
from measure_catalogue.model import Catalogue, Identifier, identifier
from measure_catalogue.publishing import pages, shortcuts
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from received import received

from tests.conftest import build

AXIS = """# Coopération

```yaml
identifiant: 6
```

## Actions

### Nouer des partenariats

```yaml
identifiant: 6.1
```

### Accueillir les habitants

```yaml
identifiant: 6.2
```
"""


def catalogue(redirections: str, **others: str) -> tuple[Catalogue, set[tuple[str, int]]]:
    """A small catalogue, and the faults of its redirections as code and line."""
    files = {"cae/6.md": AXIS, "cae/redirections.yml": redirections, **others}
    found, faults = read([source(path, text) for path, text in files.items()])
    every = [*faults, *check(found)]
    return found, {(one.rule.code, one.place.line) for one in every if one.place.path.endswith("redirections.yml")}


def cae(text: str) -> Identifier:
    found = identifier("cae", text)
    assert found
    return found


def row(old: str, to: str, more: str = "") -> str:
    return f"- de: {old}\n  vers: [{to}]\n{more}  motif: fusion\n  date: 2023-06-21\n"


def test_a_sound_redirection_has_no_fault_and_is_followed() -> None:
    found, faults = catalogue(row("6.3", "6.2"))
    assert faults == set()
    assert found.became(cae("6.3")) == (cae("6.2"),)


def test_a_chain_is_followed_to_its_end() -> None:
    found, faults = catalogue(row("6.3", "6.4") + row("6.4", "6.5") + row("6.5", "6.1, 6.2"))
    assert faults == set()
    assert found.became(cae("6.3")) == (cae("6.1"), cae("6.2"))


@pytest.mark.parametrize("count", [2, 50, 4000])
def test_ways_that_part_and_meet_again_are_followed_once_however_long(count: int) -> None:
    rows = [row(f"7.{number}", f"7.{number + 1}, 8.{number + 1}") for number in range(count)]
    rows += [row(f"8.{number}", f"7.{number + 1}") for number in range(1, count + 1)]
    rows += [row(f"7.{number}", "6.1") for number in (count, count + 1)]
    found, faults = catalogue("".join(rows))
    assert faults == set()
    assert found.became(cae("7.0")) == (cae("6.1"),)


def test_a_loop_of_thousands_is_said_once() -> None:
    rows = [row(f"7.{number}", f"7.{(number + 1) % 4000}, 6.1") for number in range(4000)]
    found, faults = catalogue("".join(rows))
    assert faults == {("RD-03", 1)}
    assert found.became(cae("7.5")) == (cae("6.1"),)


def test_two_loops_are_both_said_and_what_leads_to_them_is_not() -> None:
    text = row("6.3", "6.4") + row("6.4", "6.4") + row("6.5", "6.6") + row("6.6", "6.5") + row("6.7", "6.5")
    assert catalogue(text)[1] == {("RD-03", 5), ("RD-03", 9)}


def test_an_item_leads_to_itself_and_an_unknown_one_nowhere() -> None:
    found, _ = catalogue("")
    assert found.became(cae("6.1")) == (cae("6.1"),)
    assert found.became(cae("6.9")) == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (row("6.3", "6.9"), {("RD-02", 2)}),
        (row("6.3", "te_1.2"), {("RD-02", 2)}),
        (row("6.3", "6.3"), {("RD-03", 1)}),
        (row("6.3", "6.4") + row("6.4", "6.3"), {("RD-03", 1)}),
        (row("6.1", "6.2"), {("RD-04", 1)}),
        (row("6.3", "6.1") + row("6.3", "6.2"), {("RD-05", 5)}),
        ("- de: 6.3\n  vers: [6.1]\n  date: 2023-06-21\n", {("RD-06", 1)}),
        ("- de: 6.3\n  vers: [6.1]\n  motif: fusion\n", {("RD-06", 1)}),
        ("- de: 6.3\n  motif: fusion\n  date: 2023-06-21\n", {("RD-01", 1)}),
        ("- vers: [6.1]\n  motif: fusion\n", {("RD-01", 1)}),
        ("- de: 6..3\n  vers: [6.1]\n", {("RD-01", 1)}),
        ("- de: te_6.3\n  vers: [6.1]\n", {("RD-01", 1)}),
        (row("6.3", "6.1, deux"), {("RD-01", 2)}),
        (row("6.3", "6.1", "  poids: [0.5, 0.5]\n"), {("RD-01", 3)}),
        (row("6.3", "6.1", "  poids: [beaucoup]\n"), {("RD-01", 3)}),
        (row("6.3", "6.1", "  raison: autre\n"), {("RD-01", 3)}),
        ("- de: 6.3\n  vers: [6.1]\n  motif: fusion\n  date: 21/06/2023\n", {("RD-01", 4)}),
        ("- de: 6.3\n  vers: [6.1]\n  motif: fusion\n  date: 2023-02-30\n", {("RD-01", 4)}),
        ("- 6.3\n", {("YA-02", 1)}),
        ("de: 6.3\n", {("YA-02", 1)}),
        ("- de: [6.3\n", {("YA-02", 1)}),
        ("- de: 6.3\n  vers: [6.1]\n  vers: [6.2]\n  motif: fusion\n  date: 2023-06-21\n", {("YA-03", 3)}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line(text: str, faults: set[tuple[str, int]]) -> None:
    assert catalogue(text)[1] == faults


@pytest.mark.parametrize("text", ["", "[]\n", "# rien n'a encore changé\n", row("6.3", ""), row("cae_6.3", "cae/6.1")])
def test_what_is_sound_is_not_reported(text: str) -> None:
    assert catalogue(text)[1] == set()


def test_a_target_may_lie_in_another_catalogue() -> None:
    other = AXIS.replace("6", "1")
    found, faults = catalogue(row("6.3", "te_1.2"), **{"te/1.md": other})
    assert faults == set()
    assert [one.full for one in found.became(cae("6.3"))] == ["te_1.2"]


def test_the_number_of_a_redirection_is_its_own_catalogue_s() -> None:
    found, _ = catalogue("", **{"te/1.md": AXIS.replace("6", "1"), "te/redirections.yml": row("1.3", "1.1")})
    assert [one.full for one in found.redirections] == ["te_1.3"]


def test_a_mention_of_a_former_number_leads_to_the_item_and_is_said() -> None:
    text = AXIS.replace("## Actions", "Voir l’action 6.3 et l’action 6.4.\n\n## Actions", 1)
    found, faults = read([source("cae/6.md", text), source("cae/redirections.yml", row("6.3", "6.2") + row("6.4", ""))])
    said = [(one.rule.code, one.place.line, one.words, one.right) for one in check(found) + faults]
    assert said == [("RE-03", 7, "6.3", "6.2"), ("RE-03", 7, "6.4", None)]
    assert "[6.3](#6.2 " in Writer(found).linked(text, cae("6"), "cae")


def writer(redirections: str) -> Writer:
    return Writer(catalogue(redirections, **{"te/1.md": AXIS.replace("6", "1")})[0])


def site(redirections: str) -> pages.Site:
    return pages.site(writer(redirections))


def addresses(redirections: str) -> dict[str, str]:
    return dict(shortcuts.addresses(writer(redirections)))


def test_the_address_of_a_former_number_says_what_became_of_it_and_leads_there() -> None:
    text = addresses(row("6.3", "6.2"))["cae/6.3/index.html"]
    assert 'content="0; url=../6/#6.2"' in text
    assert re.search(r"<h1>6\.3, devenu 6\.2 Accueillir les habitants</h1>\s*<p>fusion, 21 juin 2023</p>", text)


def test_the_address_of_a_former_number_leads_to_another_catalogue() -> None:
    assert 'url=../../te/1/#1.2"' in addresses(row("6.3", "te_1.2"))["cae/6.3/index.html"]


def test_an_item_shows_the_numbers_that_it_had() -> None:
    page = next(one for one in site(row("6.3", "6.4") + row("6.4", "6.2")).pages if one.uri == "cae/6/index.md")
    assert "Anciens numéros\u00a0: 6.3 (fusion, 21 juin 2023) ; 6.4 (fusion, 21 juin 2023)" in page.text


def test_a_number_that_leads_to_several_items_keeps_a_page_that_lists_them_with_their_parts() -> None:
    said = row("6.3", "6.1, 6.2", "  poids: [1, 3]\n")
    found = site(said)
    page = next(one for one in found.pages if one.uri == "cae/6.3/index.md")
    assert "cae/6.3/index.html" not in addresses(said)
    assert "[**6.1** Nouer des partenariats](../6/index.md#6.1)\u00a0: 25\u00a0%" in page.text
    assert "[**6.2** Accueillir les habitants](../6/index.md#6.2)\u00a0: 75\u00a0%" in page.text


def test_a_number_that_was_withdrawn_keeps_a_page_that_says_so() -> None:
    page = next(one for one in site(row("6.3", "")).pages if one.uri == "cae/6.3/index.md")
    assert "**6.3** a été retiré le 21 juin 2023." in page.text
    assert "Motif\u00a0: fusion." in page.text
    assert "[**6** Coopération](../6/index.md)" in page.text


def test_former_numbers_are_built_and_found_by_the_search(tmp_path: Path) -> None:
    measures = tmp_path / "measures" / "cae"
    measures.mkdir(parents=True)
    (measures / "6.md").write_text(AXIS, "utf-8")
    (measures / "redirections.yml").write_text(row("6.3", "6.2") + row("6.4", "<b>6.1</b>") + row("6.5", ""), "utf-8")
    done = build(tmp_path / "measures", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "a été retiré" in (tmp_path / "site" / "cae" / "6.5" / "index.html").read_text("utf-8")
    items = received(tmp_path / "site", "items")
    assert items["former"]["cae_6.3"] == {"to": ["cae_6.2"], "said": "fusion, 21 juin 2023", "page": ""}
    assert items["former"]["cae_6.5"]["page"] == "cae/6.5/"
    assert ["cae/6.5/", 1, "Ancien numéro"] in items["pages"]


def test_a_reason_is_text_and_runs_nothing() -> None:
    hostile = row("6.3", "6.2") + row("6.4", "")
    said = hostile.replace("fusion", '"<img src=x onerror=alert(1)> [x](javascript:1)"')
    found = site(said)
    assert not any("<img" in text for text in (*(one.text for one in found.pages), *addresses(said).values()))
    assert not any("](javascript" in one.text for one in found.pages)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2023-06-21", "21 juin 2023"),
        ("2023-08-01", "1er août 2023"),
        ("2026-11", "novembre 2026"),
        ("2026-11-22T10:00:00+01:00", "22 novembre 2026"),
        ("2023-13-01", "2023-13-01"),
        ("hier", "hier"),
    ],
)
def test_dates_are_said_in_french(date: str, said: str) -> None:
    assert spoken(date) == said


def test_a_target_in_an_edition_whose_name_holds_a_figure_is_found() -> None:
    now = source("cae-2022/6.1.1.md", "# A\n```yaml\nidentifiant: 6.1.1\n```\n")
    old = source("cae/6.1.2.md", "# B\n```yaml\nidentifiant: 6.1.2\n```\n")
    moved = source("cae/redirections.yml", "- de: 6.1.9\n  vers: [cae_2022_6.1.1]\n  motif: x\n  date: 2024-01-01\n")
    catalogue, faults = read([now, old, moved])
    assert faults == []
    assert [one.full for one in catalogue.became(Identifier("cae", ("6", "1", "9")))] == ["cae_2022_6.1.1"]
