"""Every item in one table, which reads without a script, and which a reader filters, sorts, shares and takes along."""

import csv
import html
import io
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Built, Served
from measure_catalogue.model import Catalogue
from measure_catalogue.publishing import explorer
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from measure_catalogue.text.folding import plain
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

ROW = re.compile(r'<tr><th scope="row"><a href="([^"]*)">([^<]*)</a></th>((?:<td>[^<]*</td>){5})</tr>')
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 640}
LINES = ".explorer-table tbody tr"


def of(built: Built) -> Catalogue:
    return read(from_folder(built.measures))[0]


def test_each_item_has_its_row_with_its_title_and_leads_to_its_place(built: Built) -> None:
    catalogue = of(built)
    found = ROW.findall((built.folder / "explorer" / "index.html").read_text("utf-8"))
    items = [one for root in catalogue.roots() for one in catalogue.below(root.identifier)]
    several = len(catalogue.editions) > 1
    names = [
        f"{catalogue.edition(one.identifier).short_title} {one.identifier}" if several else f"{one.identifier}"
        for one in items
    ]
    assert [html.unescape(name) for _, name, _ in found] == names
    titles = [html.unescape(re.findall("<td>([^<]*)</td>", cells)[0]).strip() for _, _, cells in found]
    assert titles == [html.unescape(one.title).strip() or "Sans titre" for one in items]
    for address, _, _ in found:
        page, _, anchor = address.partition("#")
        text = built.folder / page.removeprefix("../") / "index.html"
        assert text.is_file() and (not anchor or f'id="{anchor}"' in text.read_text("utf-8"))


def rows_of(text: str) -> list[list[str]]:
    catalogue, _ = read([source("cae/1.1.md", text)])
    (page,) = explorer.pages(Writer(catalogue))
    return [[name, *re.findall("<td>([^<]*)</td>", cells)] for _, name, cells in ROW.findall(page.blocks["table"])]


def test_a_task_has_the_phase_of_its_action_and_the_theme_of_its_measure() -> None:
    text = (
        "# Mesure\n```yaml\nidentifiant: 1.1\npoints: 6\nclimat_pratic_id: eau\n```\n## Actions\n"
        "### Action\n```yaml\nidentifiant: 1.1.1\ncategorie: bases\n```\n#### Actions\n"
        "##### Tâche <b> & =1+1\n```yaml\nidentifiant: 1.1.1.1\n```\n"
    )
    rows = rows_of(text)
    assert rows[0][3:] == ["", "Eau et assainissement", "6"]
    assert rows[1][3:] == ["Bases", "Eau et assainissement", "6"]
    assert rows[2] == ["1.1.1.1", "Tâche &lt;b&gt; &amp; =1+1", rows[2][2], "Bases", "Eau et assainissement", "6"]


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, editions: Built, served: Served, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, locale="fr-FR", accept_downloads=True)
    page = context.new_page()
    opened(page, f"{served.at(editions.folder)}/explorer/")
    yield page
    context.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".explorer[data-ready]").wait_for(state="attached")


def numbers(page: Page) -> list[str]:
    """Of all the rows that the choices leave, those that are yet to be asked for included."""
    if (more := page.locator(".explorer-more")).is_visible():
        more.click()
    return page.locator(LINES).evaluate_all("rows => rows.map(row => row.cells[0].querySelector('a').textContent)")


def told_by(page: Page) -> str:
    return page.locator(".explorer-told").inner_text().replace("\u00a0", " ")


def unfold(page: Page) -> None:
    """Where the screen is narrow, the words alone are there at first."""
    if (fold := page.locator(".explorer-fold[aria-expanded=false]")).is_visible():
        assert page.locator("select[name=tri]").is_hidden()
        fold.press("Enter")


def choose(page: Page, name: str, label: str) -> None:
    unfold(page)
    page.locator(f"select[name={name}]").select_option(label=label)


@pytest.mark.browser
def test_choices_hold_the_table_the_address_and_the_words(page: Page, editions: Built) -> None:
    catalogue = of(editions)
    every = len(numbers(page))
    assert every == sum(len(one.ranks) > 0 for one in catalogue.actions if one.ranks)
    choose(page, "theme", "Mobilités")
    choose(page, "niveau", "Mesure")
    unfold(page)
    page.locator("input[name=min]").fill("10")
    choose(page, "tri", "Le plus de points")
    found = numbers(page)
    writer = Writer(catalogue)
    expected = sorted(
        (-(writer.points[one.identifier].value or 0), one.identifier.catalogue, one.identifier.order)
        for one in catalogue.actions.values()
        if one.identifier.depth == catalogue.edition(one.identifier).measure_depth
        and one.field("climat_pratic_id") == "mobilites"
        and (writer.points[one.identifier].value or 0) >= 10
    )
    assert found == [f"{book.upper()} {'.'.join(rank for _, _, rank in order)}" for _, book, order in expected] != []
    assert page.url.endswith("?theme=mobilites&niveau=mesure&points=10-&tri=points")
    told = told_by(page)
    assert f"{len(found)} lignes sur" in told and "Thème : Mobilités" in told and "10 points et plus" in told
    page.reload()
    page.locator(".explorer[data-ready]").wait_for(state="attached")
    assert numbers(page) == found
    page.get_by_role("button", name="Retirer : 10 points et plus").click()
    assert len(numbers(page)) > len(found) and "points=1" not in page.url
    assert page.evaluate("document.activeElement.className") == "explorer-told"
    page.get_by_role("button", name="Tout montrer").click()
    assert len(numbers(page)) == every and page.url.endswith("?tri=points")


@pytest.mark.browser
def test_words_are_found_without_their_accents_by_keyboard_and_the_count_is_said(page: Page) -> None:
    page.locator("input[name=q]").focus()
    page.keyboard.type("RESEAU chaleur")
    page.wait_for_function("() => /^\\d+\\slignes? sur/.test(document.querySelector('.explorer-voice').textContent)")
    titles = page.locator(f"{LINES} td:nth-child(2)").all_inner_texts()
    assert titles and all(re.search("r[eé]seau", one, re.I) for one in titles)
    assert str(len(titles)) in page.locator(".explorer-voice").inner_text()
    page.locator("input[name=q]").fill("réseaux de chaleur")
    assert set(titles) >= set(page.locator(f"{LINES} td:nth-child(2)").all_inner_texts())
    assert any(
        re.search(r"\bréseau\b", one, re.I) for one in page.locator(f"{LINES} td:nth-child(2)").all_inner_texts()
    )


@pytest.mark.browser
def test_the_first_rows_are_there_at_once_and_the_others_when_asked_for(page: Page) -> None:
    first = page.locator(LINES).count()
    assert first == 50
    page.get_by_role("button", name="Montrer la suite").press("Enter")
    assert page.locator(LINES).count() > 1000
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == page.locator(f"{LINES} th a").nth(first).text_content()


@pytest.mark.browser
def test_paper_has_all_that_the_choices_leave_and_nothing_else(page: Page) -> None:
    opened(page, f"{page.url}?niveau=mesure&catalogue=cae")
    assert page.locator(LINES).count() == 50
    paper = PdfReader(io.BytesIO(page.pdf()))
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in paper.pages))
    shown = numbers(page)
    assert len(shown) > 50 and [one for one in shown if f"{one} " not in text] == []
    assert "Niveau : Mesure" in text and "Sous-action" not in text and "Télécharger" not in text


@pytest.mark.browser
def test_each_choice_is_a_step_back_and_each_word_one(page: Page) -> None:
    base = page.url
    choose(page, "niveau", "Mesure")
    page.locator("input[name=q]").press_sequentially("eau")
    assert page.url == f"{base}?q=eau&niveau=mesure"
    found = numbers(page)
    page.go_back()
    page.wait_for_url(f"{base}?niveau=mesure")
    assert page.locator("input[name=q]").input_value() == "" and len(numbers(page)) > len(found)
    page.go_back()
    page.wait_for_url(base)
    assert page.locator("select[name=niveau]").input_value() == ""
    page.go_forward()
    page.go_forward()
    page.wait_for_url(f"{base}?q=eau&niveau=mesure")
    assert numbers(page) == found and page.locator("input[name=q]").input_value() == "eau"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("said", "words", "least", "most"),
    [
        ("2-", "2 points et plus", 2, 999),
        ("-1", "1 point et moins", 0, 1),
        ("0.5-2", "de 0,5 à 2 points", 0.5, 2),
        ("3", "3 points", 3, 3),
    ],
)
def test_an_address_says_points(page: Page, said: str, words: str, least: float, most: float) -> None:
    opened(page, f"{page.url}?points={said}&tri=points")
    assert words in told_by(page)
    points = [float(one.replace(",", ".")) for one in page.locator(f"{LINES} td:nth-child(6)").all_inner_texts()]
    assert points == sorted(points, reverse=True) != [] and all(least <= one <= most for one in points)
    assert page.locator("thead th[aria-sort]").evaluate_all("all => all.map(one => one.textContent)") == ["Points"]


@pytest.mark.browser
def test_titles_are_in_the_order_of_a_dictionary(page: Page) -> None:
    opened(page, f"{page.url}?tri=titre&catalogue=eci&niveau=mesure")
    titles = page.locator(f"{LINES} td:nth-child(2)").all_inner_texts()
    assert [plain(one) for one in titles] == sorted(plain(one) for one in titles)


@pytest.mark.browser
def test_a_trade_has_its_themes_and_what_is_below_its_items(page: Page, served: Served, editions: Built) -> None:
    trade = '{key: "voirie", title: "Voirie", themes: ["Mobilités"], items: ["eci_1.2"]}'
    asked = "**/explorer/filtres.js"
    text = (editions.folder / "explorer" / "filtres.js").read_text("utf-8")
    page.route(asked, lambda route: route.fulfill(body=re.sub(r'"trades":\[.*\]', f'"trades":[{trade}]', text)))
    opened(page, f"{page.url}?metier=voirie")
    found = numbers(page)
    themes = page.locator(f"{LINES} td:nth-child(5)").all_inner_texts()
    own = [name for name, theme in zip(found, themes, strict=True) if theme != "Mobilités"]
    assert "Mobilités" in themes and "ECI 1.2" in own and "ECI 1.2.1" in own
    assert all(name.startswith("ECI 1.2") for name in own)


@pytest.mark.browser
def test_the_whole_table_stays_where_its_script_does_not_come(page: Page, editions: Built) -> None:
    page.route("**/explorer/page.js", lambda route: route.abort())
    page.goto(page.url)
    page.locator(f"{LINES}:last-child").wait_for()
    assert page.locator(LINES).count() == sum(len(one.ranks) > 0 for one in of(editions).actions)


@pytest.mark.browser
def test_rows_show_by_themselves_where_no_script_comes_at_all(page: Page) -> None:
    page.route("**/catalogue/start.js", lambda route: route.abort())
    page.goto(page.url)
    page.locator(f"{LINES}:last-child").wait_for(timeout=20_000)


@pytest.mark.browser
def test_rows_are_chosen_one_by_one_and_all_that_is_shown_at_once(page: Page) -> None:
    opened(page, f"{page.url}?niveau=mesure&catalogue=eci")
    first = numbers(page)[0]
    page.get_by_role("checkbox", name=f"Choisir {first} ").press("Space")
    assert "1 choisie" in page.locator(".selection-bar").inner_text()
    page.get_by_role("button", name="Ajouter ce qui est montré").click()
    every = [one.replace("ECI ", "eci_") for one in numbers(page)]
    assert page.evaluate("measureSelection.ids()") == every
    assert page.locator(".selection-box input:checked").count() == len(every)
    page.get_by_role("button", name="Tout montrer").click()
    assert page.get_by_role("button", name="Ajouter ce qui est montré").is_disabled()


@pytest.mark.browser
def test_a_theme_leads_to_its_rows(page: Page, editions: Built) -> None:
    page.goto(page.url.replace("explorer/", "themes/mobilites/"))
    page.get_by_role("link", name="Filtrer ce thème dans l’explorateur").click()
    page.locator(".explorer[data-ready]").wait_for(state="attached")
    assert "Thème : Mobilités" in told_by(page) and numbers(page)


@pytest.mark.browser
def test_nothing_found_says_what_to_take_back_and_what_that_leaves(page: Page) -> None:
    opened(page, f"{page.url}?catalogue=eci&niveau=mesure&q=zzzz")
    empty = page.locator(".explorer-empty")
    assert empty.get_by_role("button").all_inner_texts() == [
        "Retirer « avec « zzzz » »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    ]
    said = int(empty.locator("li").inner_text().replace("\u00a0", " ").split(" : ")[1].split(" ")[0])
    assert page.get_by_role("button", name="Télécharger").is_disabled()
    empty.get_by_role("button").press("Enter")
    assert empty.is_hidden() and len(numbers(page)) == said > 10
    opened(page, f"{page.url}&theme=x&q=zzzz")
    empty.get_by_role("button", name="Tout montrer").press("Enter")
    assert len(numbers(page)) > 1000


@pytest.mark.browser
def test_what_is_shown_is_what_is_taken_along_and_nothing_computes(page: Page) -> None:
    opened(page, page.url + "?catalogue=eci&niveau=mesure")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger ce qui est montré").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[:3] == ["Catalogue", "Identifiant", "Titre"]
    assert [one[1] for one in lines] == [name.replace("ECI ", "eci_") for name in numbers(page)] and len(lines) > 10
    assert all(one[7].endswith(f"/eci/{one[1].removeprefix('eci_')}/") for one in lines)
    said = page.evaluate(
        """() => measureExplorer.csv([{book: {name: "=1+1"}, full: "@x", title: "+a;\\"b\\"", level: "-", phase: "\\t",
           theme: "ok", points: 1.5, link: "http://x/"}]).split("\\r\\n")[1]"""
    )
    assert said == '"\'=1+1";"\'@x";"\'+a;""b""";"\'-";"\'\t";"ok";1,5;"http://x/"'


@pytest.mark.browser
def test_an_address_of_somebody_elses_choices_runs_nothing_and_harms_nothing(page: Page) -> None:
    every = len(numbers(page))
    base = page.url
    opened(
        page, f"{base}?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&points=1e9&axe=__proto__&theme=x%22y&tri=constructor"
    )
    assert page.locator("article img").count() == 0 and numbers(page) == []
    page.get_by_role("button", name="Tout montrer").first.click()
    assert len(numbers(page)) == every


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_amiss_for_axe_and_nothing_overflows(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, page.url + "?theme=eau&phase=bases")
    found = Axe().run(page, context=".md-content").response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_without_a_script_the_whole_table_is_there(editions: Built, served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    page.goto(f"{served.at(editions.folder)}/explorer/")
    assert page.locator(LINES).count() == sum(len(one.ranks) > 0 for one in of(editions).actions)
    page.locator(f"{LINES} a").first.click()
    assert page.locator("h1").count() == 1
    context.close()
