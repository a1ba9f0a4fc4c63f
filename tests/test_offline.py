"""The site in one file: complete, the same each time, and of use in a room without a network."""

import re
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import Built
from measure_catalogue.publishing import offline, packing
from playwright.sync_api import Browser

SHOWN = "hors-ligne/index.html"
LEFT_OUT = re.compile(r".*\.(map|gz|zip)|sitemap\.xml|404\.html|assets/javascripts/(lunr|workers)/.*")


def packed(built: Built) -> Path:
    (found,) = (built.folder / "hors-ligne").glob("*.zip")
    return found


def test_the_file_holds_the_whole_site_in_one_folder(built: Built) -> None:
    with zipfile.ZipFile(packed(built)) as archive:
        names = archive.namelist()
        (folder,) = {name.split("/")[0] for name in names}
        held = {name.removeprefix(f"{folder}/site/"): archive.read(name) for name in names if "/site/" in name}
    there = {path.relative_to(built.folder).as_posix(): path for path in built.folder.rglob("*") if path.is_file()}
    assert set(held) == {path for path in there if not LEFT_OUT.fullmatch(path)}
    assert [path for path in held if path != SHOWN and held[path] != there[path].read_bytes()] == []


def test_the_page_says_what_the_file_weighs_and_the_copy_that_it_is_one(built: Built) -> None:
    file = packed(built)
    page = (built.folder / SHOWN).read_text("utf-8")
    assert f'<a href="{file.name}">' in page and f"(ZIP, {offline.weight(file.stat().st_size)})" in page
    with zipfile.ZipFile(file) as archive:
        copy = archive.read(f"{file.stem}/site/{SHOWN}").decode()
    assert "C’est cette copie que vous lisez." in copy and file.name not in copy


@pytest.mark.parametrize(
    ("size", "said"),
    [(12, "1\u00a0ko"), (850_400, "850\u00a0ko"), (3_238_042, "3,2\u00a0Mo"), (1_000_000, "1,0\u00a0Mo")],
)
def test_a_weight_is_said_as_people_say_it(size: int, said: str) -> None:
    assert offline.weight(size) == said


def test_the_same_site_gives_the_same_bytes_and_no_copy_of_itself(tmp_path: Path) -> None:
    site = tmp_path / "site"
    page = site / SHOWN
    page.parent.mkdir(parents=True)
    (site / "index.html").write_text("Accueil", "utf-8")
    made = []
    for _ in range(2):
        page.write_text('<p class="download">x <span class="weight"></span></p>', "utf-8")
        offline.begin(site, "Été & <mesures> ../../x", [])
        offline.pack(site, "Été & <mesures> ../../x")
        made.append((page.parent / "ete-mesures-x.zip").read_bytes())
        (site / "index.html").touch()
    assert made[0] == made[1]
    with zipfile.ZipFile(page.parent / "ete-mesures-x.zip") as archive:
        assert [one for one in archive.namelist() if one.endswith(".zip")] == []
        assert "Été &amp; &lt;mesures&gt; ../../x" in archive.read("ete-mesures-x/Ouvrir.html").decode()


def test_what_is_squeezed_already_gives_the_same_bytes_and_what_is_of_another_file_is_left(tmp_path: Path) -> None:
    files = {"a.html": "<p>Été</p>" * 50, "b/index.html": "", "c.js": "x", "d.html": "<p>changé depuis</p>"}
    ready = {path: zlib.compress(text.encode(), packing.LEVEL) for path, text in files.items()}
    ready |= {"d.html": zlib.compress(b"<p>d'avant</p>", packing.LEVEL)}
    made = []
    for known in ({}, ready):
        with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
            for path, text in files.items():
                packing.put(archive, path, text.encode(), known.get(path, b""))
        made.append((tmp_path / "made.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == files


def test_what_is_squeezed_already_is_not_squeezed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"<p>" * 99
    squeezed = zlib.compress(content, packing.LEVEL)
    monkeypatch.setattr(zlib, "compressobj", None)
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        packing.put(archive, "a.html", content, squeezed)
        with pytest.raises(TypeError):
            packing.put(archive, "b.html", content)


@pytest.mark.browser
def test_out_of_its_folder_it_opens_leads_to_a_measure_and_answers(built: Built, browser: Browser, tmp_path) -> None:
    with zipfile.ZipFile(packed(built)) as archive:
        archive.extractall(tmp_path)
    context = browser.new_context(offline=True, locale="fr-FR")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: "ABORTED" in (request.failure or "") or failed.append(request.url))
    failed: list[str] = []
    page.goto(next(tmp_path.glob("*/Ouvrir.html")).as_uri())
    page.wait_for_url("**/site/index.html")
    page.locator(".search-open").click()
    page.locator("dialog [role=combobox]").fill("6.1.1")
    page.locator("dialog [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cae/6.1.1/index.html**")
    assert page.locator("h1").inner_text().startswith("6.1.1")
    assert failed == [] and [one for one in asked if not one.startswith("file:")] == []
    context.close()
