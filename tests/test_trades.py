"""The measures of a trade: its themes and the items that it names, shown in every catalogue, checked by line."""

import re
from pathlib import Path

from conftest import EDITIONS, SHIPPED, Built
from measure_catalogue.controls.checks import check
from measure_catalogue.editions import USUAL_THEMES
from measure_catalogue.model import Catalogue
from measure_catalogue.publishing.shelf import Shelf
from measure_catalogue.publishing.trade_pages import pages
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from measure_catalogue.supplies import lent


def measure(number: str, theme: str = "", slug: str = "cae") -> object:
    field = f"climat_pratic_id: {theme}\n" if theme else ""
    text = f"# Mesure {number} <b>\n```yaml\nidentifiant: {number}\npoints: 6\n{field}```\n"
    text += f"## Actions\n### Agir\n```yaml\nidentifiant: {number}.1\n```\n"
    return source(f"{slug}/{number}.md", text)


MEASURES = [measure("1.1", "eau"), measure("1.2", "mobilites"), measure("1.3"), measure("2.1", "eau", "eci")]
TRADES = """- metier: Eau douce
  titre: Eau & <i>pluie</i>
  pour: Exploiter l’eau <script>
  themes: [eau]
  mesures: [cae_1.3, cae_1.2.1, eci_2.1]
"""


def shown(text: str) -> tuple[Catalogue, dict[str, str]]:
    catalogue, faults = read([*MEASURES, source("metiers.yml", text)])
    assert faults == []
    writer = Writer(catalogue)
    return catalogue, {one.uri: one.whole for one in pages(Shelf(writer, [], ""))}


def said(text: str) -> list[tuple[int, str]]:
    catalogue, faults = read([*MEASURES, source("metiers.yml", text)])
    found = [*faults, *(one for one in check(catalogue) if one.place.path == "metiers.yml")]
    return [(one.place.line, one.rule.code) for one in found]


def test_a_trade_has_the_measures_of_its_themes_and_the_items_it_names() -> None:
    _, made = shown(TRADES)
    text = made["metiers/eau-douce/index.md"]
    assert re.findall(r'href="([^"]*)"', text) == [
        "../../cae/1.1/",
        "../../cae/1.3/",
        "../../cae/1.2/#1.2.1",
        "../../eci/2.1/",
    ]
    assert (
        "CAE\u00a0: 2\u00a0mesures" in made["metiers/index.md"] and "[Eau et assainissement](../../themes/eau/" in text
    )


def test_none_of_the_file_is_markup() -> None:
    _, made = shown(TRADES)
    assert not any("<script" in one or "<i>" in one or "<b>" in one for one in made.values())
    assert "Exploiter l’eau" in made["metiers/eau-douce/index.md"]


def test_without_trades_nothing_is_said_of_them() -> None:
    catalogue, _ = read(MEASURES)
    assert [*pages(Shelf(Writer(catalogue), [], ""))] == []
    assert [one for one in check(catalogue) if one.rule.code.startswith("ME")] == []


def test_what_is_wrong_is_said_at_its_line() -> None:
    assert said(TRADES) == [(1, "ME-03")]
    covered = TRADES.replace("[eau]", "[eau, mobilites]")
    assert said(covered) == []
    assert said(covered.replace("[eau,", "[aeu,"))[0] == (4, "ME-02")
    assert (5, "ME-02") in said(covered.replace("cae_1.3", "cae_1.9"))
    assert (5, "ME-01") in said(covered.replace("cae_1.3", "1.3"))
    assert said(covered + covered)[0] == (6, "ME-01")
    assert said(covered.replace("  titre: Eau & <i>pluie</i>\n", ""))[0] == (1, "ME-01")
    assert said(covered + "  pour_qui: x\n")[0] == (6, "ME-01")


def test_an_item_of_a_catalogue_that_is_not_here_waits_for_it() -> None:
    covered = TRADES.replace("[eau]", "[eau, mobilites]")
    assert said(covered.replace("cae_1.3,", "cae_1.3, te_4.5,")) == []


def test_an_item_that_an_edition_may_lack_is_shown_where_it_is_and_not_missed_elsewhere() -> None:
    covered = TRADES.replace("[eau]", "[eau, mobilites]")
    assert said(covered + "  si_presentes: [cae_9.9, eci_2.1]\n") == []
    assert said(covered.replace("  mesures", "  si_presentes: [cae_1.9]\n  mesures").replace("cae_1.3", "cae_1.9")) == [
        (1, "ME-03"),
        (6, "ME-02"),
    ]
    _, made = shown(TRADES.replace("mesures", "si_presentes"))
    assert 'href="../../cae/1.3/"' in made["metiers/eau-douce/index.md"]


def test_a_former_number_is_followed_and_said_on_its_line() -> None:
    text = TRADES.replace("[eau]", "[eau, mobilites]")
    text = text.replace("[cae_1.3, cae_1.2.1, eci_2.1]", "\n  - cae_1.2.1\n  - cae_1.7")
    moved = source("cae/redirections.yml", "- de: 1.7\n  vers: [1.3]\n  motif: fusion\n  date: 2026-01-01\n")
    catalogue, faults = read([*MEASURES, moved, source("metiers.yml", text)])
    found = [one for one in (*faults, *check(catalogue)) if one.place.path == "metiers.yml"]
    assert [(one.place.line, one.rule.code, one.hint) for one in found] == [(7, "ME-02", "écrire cae_1.3")]
    made = {one.uri: one.whole for one in pages(Shelf(Writer(catalogue), [], ""))}
    assert 'href="../../cae/1.3/"' in made["metiers/eau-douce/index.md"]


def test_the_trades_of_the_project_cover_every_theme_and_name_what_the_editions_have() -> None:
    found = [*from_folder(EDITIONS if EDITIONS.is_dir() else SHIPPED)]
    catalogue, _ = read([*found, *lent(found, SHIPPED)])
    trades = catalogue.annexes.trades
    assert {theme for one in trades for theme in one.themes} == {*USUAL_THEMES}
    assert all(one.said and one.title for one in trades)
    if EDITIONS.is_dir():
        assert [item.full for one in trades for item in one.items if item not in catalogue.actions] == []


def test_every_measure_of_the_site_is_of_a_trade(built: Built) -> None:
    found = [*from_folder(built.measures)]
    catalogue, _ = read([*found, *lent(found, SHIPPED)])
    assert catalogue.annexes.trades
    assert [one.message for one in check(catalogue) if one.rule.code == "ME-02"] == []
    linked = "".join(path.read_text("utf-8") for path in Path(built.folder, "metiers").glob("*/index.html"))
    measures = [
        one.identifier
        for one in catalogue.actions.values()
        if one.identifier.depth == catalogue.edition(one.identifier).measure_depth and one.field("climat_pratic_id")
    ]
    assert [str(one) for one in measures if f'href="../../{one.catalogue}/{one}/"' not in linked] == []
