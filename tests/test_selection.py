"""A selection is in its address: in any spelling, followed where numbers moved, changed by keyboard, taken along."""

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import EDITIONS, ROOT, SHIPPED, Built, Served, build
from measure_catalogue.model import Identifier
from measure_catalogue.points import counted
from measure_catalogue.publishing import selection
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from playwright.sync_api import Browser, expect
from rcssmin import cssmin
from selections import LONG, NARROW, PUBLIC, TITLES, WIDE, Gathered, built, gathered, told

THEME = ROOT / "plugins" / "measure_catalogue" / "theme"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("selection"))


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def at(request: pytest.FixtureRequest, site: Path, served: Served, browser: Browser) -> Iterator[Gathered]:
    with gathered(browser, served.at(site), viewport=request.param, accept_downloads=True) as one:
        one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield one


# What the address says


def test_the_items_of_the_address_are_shown_in_its_order_with_what_one_needs_to_know(at: Gathered) -> None:
    page = at.opened("cae_6.1.1.3,te_6.1.2,cae_3.2.1")
    at.shows("cae_6.1.1.3", "te_6.1.2", "cae_3.2.1")
    first = page.locator(".choice-list > li").first.inner_text()
    writer = Writer(read(from_folder(SHIPPED))[0])
    action = writer.catalogue.actions[Identifier("cae", ("6", "1", "1", "3"))]
    assert f"CAE 6.1.1.3 {action.title}" in first
    assert "CAE › 6 Coopération et mobilisation › 6.1 Partenariats" in first
    assert f"Sous-action · ●●○ Mise en œuvre · {counted(writer.points[action.identifier].value or Fraction())}" in first
    link = page.locator(".choice-list > li a").first
    link.click()
    page.wait_for_url(re.compile(r"/cae/6\.1\.1/#6\.1\.1\.3$"))
    expect(page.locator("[id='6.1.1.3']").first).to_be_in_viewport()


def test_unknown_numbers_are_said_moved_ones_are_followed_and_the_address_is_put_right(at: Gathered) -> None:
    page = at.opened("cae_6.1.9,cae_9.9.9,4.3.2,cae_6.1.7,zz_1.2,6.1,%3Cb%3E,te_9.9,citergie_6.1.1.1,cae_6.1.1.1")
    at.shows("cae_6.1.1", "cae_4.3.2", "cae_6.1.1.1")
    assert at.hash == "cae_6.1.1,cae_4.3.2,cae_6.1.1.1"
    said = page.locator(".choice-notes").inner_text().replace("\u00a0", " ")
    for words in (
        "6.1.9 est devenu CAE 6.1.1 (fusion, 21 juin 2023).",
        "9.9.9 n’existe pas dans CAE.",
        "6.1.7 a été retiré (sans objet) : rien ne le remplace.",
        "« zz » n’est pas un catalogue de ce site.",
        "« <b> » n’est pas un numéro.",
        "9.9 n’existe pas dans TE.",
    ):
        assert words in said
    assert "6.1 est dans plusieurs catalogues" in said
    page.get_by_role("button", name="Ajouter TE 6.1", exact=True).click()
    at.shows("cae_6.1.1", "cae_4.3.2", "cae_6.1.1.1", "te_6.1")


def test_a_number_that_became_several_gives_them_all(at: Gathered) -> None:
    page = at.opened("cae_6.1.8")
    at.shows("cae_3.2.1", "cae_3.2.2")
    assert "6.1.8 est devenu CAE 3.2.1, CAE 3.2.2." in page.locator(".choice-notes").inner_text()


def test_addresses_that_mean_harm_or_are_very_long_do_none(at: Gathered) -> None:
    page = at.opened(
        ",".join(["cae_6.1.1", "%E0%A4%A", "__proto___1", "constructor", *(f"x{one}" for one in range(400))])
    )
    at.shows("cae_6.1.1")
    assert "autres" in page.locator(".choice-notes").inner_text()
    page.evaluate("location.hash = 'te_6.1,te_6.2,te_6.3'")
    at.shows("te_6.1", "te_6.2", "te_6.3")
    shown = page.locator(".choice-head a").all_inner_texts()
    assert [one.partition(" ")[2].partition(" ")[2] for one in shown] == [*TITLES[:3]]
    assert page.locator(".selection img[src='x']").count() == 0


def test_a_place_of_the_page_is_no_selection(at: Gathered) -> None:
    page = at.opened("cae_6.1.1")
    page.evaluate("location.hash = 'choisir'")
    page.wait_for_url(re.compile("#cae_6.1.1$"))
    at.shows("cae_6.1.1")


# Changing it


def test_it_is_ordered_and_emptied_by_keyboard_and_the_browsers_back_undoes_it(at: Gathered) -> None:
    page = at.opened("cae_6.1.1,cae_3.2.1,te_6.1")
    assert page.get_by_role("button", name="Monter 6.1.1").is_disabled()
    page.get_by_role("button", name="Descendre 6.1.1").press("Enter")
    at.shows("cae_3.2.1", "cae_6.1.1", "te_6.1")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Descendre 6.1.1"
    expect(page.locator(".taking-voice")).to_have_text("6.1.1\u00a0: place 2 sur 3")
    page.keyboard.press("Enter")
    at.shows("cae_3.2.1", "te_6.1", "cae_6.1.1")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Monter 6.1.1"
    page.get_by_role("button", name="Retirer 6.1", exact=True).press("Enter")
    at.shows("cae_3.2.1", "cae_6.1.1")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Retirer 6.1.1"
    assert at.hash == "cae_3.2.1,cae_6.1.1"
    page.go_back()
    at.shows("cae_3.2.1", "te_6.1", "cae_6.1.1")
    page.go_forward()
    at.shows("cae_3.2.1", "cae_6.1.1")
    page.reload()
    at.shows("cae_3.2.1", "cae_6.1.1")
    page.get_by_role("button", name="Vider").press("Enter")
    at.shows()
    expect(page.get_by_role("heading", name="Rien n’est encore choisi")).to_be_focused()
    page.go_back()
    at.shows("cae_3.2.1", "cae_6.1.1")


@pytest.mark.parametrize("typed", ["cae 6.1.1", "c611", "mesure 6.1.1 cae", "CAE_6.1.1"])
def test_an_item_is_added_by_its_number_in_any_spelling(at: Gathered, typed: str) -> None:
    page = at.opened("te_6.1")
    field = page.get_by_label("Ajouter un numéro")
    field.fill(typed.removesuffix(" cae"))
    page.locator(".choice-found button").first.wait_for()
    field.press("Enter")
    if len(at.keys) == 1:  # two catalogues have it: the first of the answers has the focus
        page.keyboard.press("Enter")
    at.shows("te_6.1", "cae_6.1.1")
    expect(field).to_be_focused()


def test_items_are_added_by_words_of_their_titles_and_by_several_numbers_at_once(at: Gathered) -> None:
    page = at.opened("cae_6.1.1")
    field = page.get_by_label("Ajouter un numéro")
    field.press_sequentially("VALORISER chaleur")
    page.get_by_role("button", name=re.compile("^Ajouter CAE 3.2.1 Valoriser")).click()
    at.shows("cae_6.1.1", "cae_3.2.1")
    field.fill("zzzz")
    expect(page.locator(".choice-voice")).to_have_text("Aucun titre ne contient « zzzz ».")
    field.fill("te_6.1; 4.3.2 cae_6.1.1, cae_8.8.8")
    field.press("Enter")
    at.shows("cae_6.1.1", "cae_3.2.1", "te_6.1", "cae_4.3.2")
    assert "8.8.8 n’existe pas dans CAE." in page.locator(".choice-notes").inner_text()


def test_the_points_are_summed_by_catalogue_and_none_twice(at: Gathered) -> None:
    page = at.opened("cae_6.1.1,cae_6.1.1.3,cae_3.2.1,te_6.1")
    points = Writer(read(from_folder(SHIPPED))[0]).points
    total = sum(float(points[Identifier("cae", tuple(one.split(".")))].value or 0) for one in ("6.1.1", "3.2.1"))
    said = page.locator(".choice-totals").inner_text().replace("\u00a0", " ")
    assert said == f"CAE : {total:g} points. TE : points non calculés. 6.1.1.3 compte dans ce qui le contient."


# What this browser keeps, and what the address says


def test_the_address_wins_and_says_so_and_either_may_be_kept(at: Gathered) -> None:
    page = at.opened("cae_6.1.1,te_6.1")
    assert page.evaluate("measureSelection.ids()") == []
    page.get_by_role("button", name="Garder cette sélection").click()
    assert page.evaluate("measureSelection.ids()") == ["cae_6.1.1", "te_6.1"]
    assert page.locator(".choice-owner").is_hidden()
    at.opened("cae_3.2.1")
    assert "vient de l’adresse" in page.locator(".choice-owner").inner_text()
    page.get_by_role("button", name="Retirer 3.2.1").click()
    assert page.evaluate("measureSelection.ids()") == ["cae_6.1.1", "te_6.1"]
    at.opened("cae_3.2.1")
    page.get_by_role("button", name="Reprendre la mienne").click()
    at.shows("cae_6.1.1", "te_6.1")
    at.opened("")
    at.shows("cae_6.1.1", "te_6.1")
    assert at.hash == "cae_6.1.1,te_6.1" and page.locator(".choice-owner").is_hidden()
    page.get_by_role("button", name="Descendre 6.1.1").click()
    at.shows("te_6.1", "cae_6.1.1")
    assert page.evaluate("measureSelection.ids()") == ["te_6.1", "cae_6.1.1"]


def test_a_page_in_another_tab_that_adds_an_item_is_followed(at: Gathered) -> None:
    page = at.opened("")
    page.get_by_label("Ajouter un numéro").fill("cae_6.1.1 te_6.1")
    page.get_by_label("Ajouter un numéro").press("Enter")
    at.shows("cae_6.1.1", "te_6.1")
    other = page.context.new_page()
    other.goto(f"{at.root}/cae/6.1.1/")
    other.evaluate("measureSelection.toggle('cae_3.2.1')")
    at.shows("cae_6.1.1", "te_6.1", "cae_3.2.1")
    other.close()


# Taking it along


def test_it_is_copied_as_a_link_as_text_and_as_markdown(at: Gathered) -> None:
    page = at.opened("cae_6.1.1,te_6.3")
    title = Writer(read(from_folder(SHIPPED))[0]).catalogue.actions[Identifier("cae", ("6", "1", "1"))].title
    for button, expected in (
        ("Copier le lien", f"{PUBLIC}selection/#cae_6.1.1,te_6.3"),
        ("Copier le texte", f"CAE 6.1.1 {title} ({PUBLIC}cae/6.1.1/)\nTE 6.3 {TITLES[2]} ({PUBLIC}te/6.3/)"),
        (
            "Copier en Markdown",
            f"- [CAE 6.1.1 {title}]({PUBLIC}cae/6.1.1/)\n"
            rf"- [TE 6.3 \</script\>\<script\>alert(1)\</script\>]({PUBLIC}te/6.3/)",
        ),
    ):
        page.get_by_role("button", name=button).press("Enter")
        page.locator(".taking-voice:not(:empty)").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == expected


def test_a_spreadsheet_gets_text_that_computes_nothing(at: Gathered) -> None:
    page = at.opened("te_6.2,cae_6.1.1.3")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tableur (CSV)").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == 3
    rows = [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")]
    assert [row[1] for row in rows] == ["Identifiant", "te_6.2", "cae_6.1.1.3"]
    assert rows[1][2] == f"'{TITLES[1]}" and rows[2][4] == "Mise en œuvre" and rows[2][7] == f"{PUBLIC}cae/6.1.1.3/"


# For everyone, everywhere


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["liste", "fiches", "cartes", "atelier"])
def test_nothing_is_amiss_for_axe_and_nothing_overflows(at: Gathered, scheme: str, view: str) -> None:
    at.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = at.opened("cae_6.1.1,te_6.4,cae_6.1.1.3,cae_9.9.9,6.1", view)
    page.get_by_label("Ajouter un numéro").fill("6.1.2")
    page.locator(".choice-found button").first.wait_for()
    found = Axe().run(page, context=".md-content").response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_view_is_in_the_address_and_is_found_again(at: Gathered) -> None:
    page = at.opened("cae_6.1.1")
    page.get_by_role("button", name="Cartes").press("Enter")
    page.locator(".selection[data-ready=cartes]").wait_for()
    assert page.url.endswith("/selection/?vue=cartes#cae_6.1.1")
    page.reload()
    page.locator(".selection[data-ready=cartes] .card.front").wait_for()
    assert page.get_by_role("button", name="Cartes").get_attribute("aria-pressed") == "true"


def test_five_hundred_items_are_shown_and_moved(served: Served, editions: Built, browser: Browser) -> None:
    catalogue = read(from_folder(EDITIONS))[0]
    some = [one.full for one in catalogue.actions if one.ranks][::3][:500]
    with gathered(browser, served.at(editions.folder), viewport=WIDE) as at:
        page = at.opened(",".join(some))
        at.shows(*some)
        page.get_by_role("button", name=f"Retirer {some[250].partition('_')[2]}", exact=True).first.click()
        expect(page.locator(".choice-list > li")).to_have_count(499)


def test_a_dozen_measures_ask_for_little(served: Served, editions: Built, browser: Browser) -> None:
    catalogue = read(from_folder(EDITIONS))[0]
    measures = [
        one.identifier.full for root in catalogue.roots() for one in Writer(catalogue).measures(root.identifier)
    ]
    with gathered(browser, served.at(editions.folder)) as at:
        asked: list[str] = []
        at.page.on("request", lambda one: asked.append(one.url))
        at.opened(",".join(measures[:12]))
        data = [one for one in asked if "/selection/" in one and "/assets/" not in one and one.endswith(".js")]
        assert len(data) == 13 and not any("titles" in one or "/search/" in one for one in data)
        assert (
            sum(len((editions.folder / one.split(f"{editions.folder.name}/")[1]).read_bytes()) for one in data)
            < 200_000
        )


def test_it_opens_from_a_disk(tmp_path: Path, site: Path, browser: Browser) -> None:
    with gathered(browser, "") as at:
        page = at.page
        page.goto(f"{(site / 'selection' / 'index.html').as_uri()}#cae_6.1.1,6.1.1.3")
        at.shows("cae_6.1.1", "cae_6.1.1.3")
        page.get_by_role("button", name="Descendre 6.1.1", exact=True).click()
        at.shows("cae_6.1.1.3", "cae_6.1.1")
        page.go_back()
        at.shows("cae_6.1.1", "cae_6.1.1.3")
        page.locator(".choice-list a").first.click()
        page.wait_for_url(re.compile(r"/cae/6\.1\.1/index\.html"))


def test_it_lives_where_pages_are_swapped_in_place(
    tmp_path_factory: pytest.TempPathFactory, served: Served, browser: Browser
) -> None:
    folder = tmp_path_factory.mktemp("swapped")
    settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\ntheme:\n  features: [navigation.instant]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    target = folder / "swapped-site"
    done = build(SHIPPED, target, root=folder, url=f"{served.address}/{target.name}/")
    assert done.returncode == 0, done.stderr
    with gathered(browser, served.at(target)) as at:
        page = at.page
        page.goto(f"{at.root}/parcours/premier-atelier-cooperation/", wait_until="networkidle")
        page.evaluate("self.isSame = true")
        page.get_by_role("link", name="Ouvrir comme sélection").click()
        at.shows("cae_6.1.1", "cae_3.2.1", "cae_3.2.2")
        page.get_by_role("button", name="Retirer 3.2.2").click()
        at.shows("cae_6.1.1", "cae_3.2.1")
        page.go_back()
        at.shows("cae_6.1.1", "cae_3.2.1", "cae_3.2.2")
        page.locator(".choice-list a").first.click()
        page.wait_for_url(re.compile("/cae/6.1.1/"))
        page.locator("h1", has_text="6.1.1").wait_for()
        assert page.evaluate("self.isSame && document.documentElement.dataset.paper === undefined")
        page.go_back()
        at.shows("cae_6.1.1", "cae_3.2.1", "cae_3.2.2")


def test_without_a_script_it_says_what_it_is_and_leads_on(at: Gathered, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at.root}/selection/#cae_6.1.1")
    assert page.get_by_text("Réunir une sélection demande JavaScript").is_visible()
    for name, path in (("Plan du site", "plan-du-site"), ("Thèmes", "themes"), ("Parcours", "parcours")):
        link = page.get_by_role("article").get_by_role("link", name=name)
        assert (link.get_attribute("href") or "").strip("./") == path
    context.close()


# What the page reads


def test_every_item_is_told_once_with_its_points(built: Built) -> None:
    catalogue = read(from_folder(built.measures))[0]
    index = told(built.folder, "index")
    titles = told(built.folder, "titles")
    points, at = Writer(catalogue).points, 0
    keys = []
    for path, number, _ in index["pages"]:
        rows = told(built.folder, path)["items"]
        assert len(rows) == number
        for row in rows:
            one = Identifier(path.partition("/")[0], tuple(filter(None, index["names"][at].split("."))))
            keys.append(one)
            assert row[0] == titles[at] and len(row[5]) <= selection.LENGTH + 1
            value = points[one].value
            assert row[1] == (None if value is None else round(float(value), 6))
            at += 1
    assert sorted(keys, key=str) == sorted(catalogue.actions, key=str) and len(titles) == at


def test_no_style_loses_a_blank_before_a_colon() -> None:
    """What makes styles small takes a rule within another for a declaration: « * » goes before the colon there."""
    between = re.compile(r"[\w\])*] :(?=[a-z-]+\()")
    texts = {path.name: path.read_text("utf-8") for path in THEME.rglob("*.css")}
    lost = [name for name, text in texts.items() if len(between.findall(text)) != len(between.findall(cssmin(text)))]
    assert lost == [] and any(between.search(text) for text in texts.values())


def test_no_script_nests_a_text_in_a_text() -> None:
    """What makes scripts small takes the inner one for code, and its blanks away."""
    nested = re.compile(r"`[^`\n]*\$\{[^}`\n]*`")
    found = [path.name for path in THEME.rglob("*.js") if nested.search(path.read_text("utf-8"))]
    assert found == [] and len(LONG) == 644
