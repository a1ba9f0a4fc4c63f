"""Whatever a file holds, the check says what is wrong, and the site runs, loads and loses nothing for it."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from conftest import Served, build
from hostile_files import AFTER, BEFORE, expected, judged, kinds, together, told
from measure_catalogue.reading import OWN
from measure_catalogue.reporting import FORMATS
from playwright.sync_api import Browser, Dialog

EXPECTED = expected()

WORDLESS = {
    *("bytes-archive", "bytes-only-nul", "bytes-picture", "bytes-too-many", "bytes-utf-32", "name-folder-device"),
    *("name-folder-script", "name-formula", "shape-blank", "shape-empty", "shape-everything", "shape-no-title"),
    *("shape-only-fence", "shape-only-marks", "yaml-deep-blocks"),
}
"""Kinds that hold no harmless words, or that are not published, which the check says."""


def test_every_kind_is_in_the_table() -> None:
    assert kinds() == [*EXPECTED]
    assert len(EXPECTED) >= 120


@pytest.mark.parametrize("kind", kinds())
def test_a_hostile_kind_is_told_as_expected_and_what_is_said_commands_nothing(kind: str, tmp_path: Path) -> None:
    found = judged(kind, tmp_path / "measures")
    assert told(found) == EXPECTED[kind]
    for line in "\n".join(FORMATS["github"](found[:50], {})).split("\n"):
        assert re.fullmatch(r"(::(error|warning|notice) file=[^:\n]*::[^\n\r]*)?", line), line
    for shown in FORMATS["text"](found[:50], {}):
        assert all(one.isprintable() or one == "\u00a0" for one in shown), shown
    for name in ("json", "sarif"):
        json.loads("\n".join(FORMATS[name](found[:50], {})).encode("utf-8"))


# --- the site of them all

PLAIN = {"ran": "undefined", "handlers": [], "elements": [], "addresses": []}

INSIDE = """() => {
  const all = [...document.querySelectorAll("*")];
  const strange = "script, iframe, object, embed, style, link, meta, base, form, math, video, audio, frame, img";
  return {
    ran: typeof window.hostile,
    handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on")),
    elements: [...document.querySelectorAll(`article :is(${strange})`)]
      .filter((one) => !one.closest(".gallery, .explorer, [data-own]")).map((one) => one.outerHTML),
    addresses: all.flatMap((one) => [...one.attributes])
      .filter((one) => ["href", "src", "action", "formaction", "xlink:href", "data", "srcset"].includes(one.name))
      .map((one) => one.value.replace(/[\\s\\0-\\x1f]/g, "").toLowerCase())
      .filter((one) => /^(javascript|vbscript|data:text|file|blob|intent|ms-word|view-source|\\/\\/)/.test(one)),
    words: document.querySelector("article")?.textContent ?? "",
  };
}"""


class Watched:
    """A page, and what happened there that must not."""

    def __init__(self, browser: Browser, host: str) -> None:
        self.page = browser.new_page()
        self.events: list[str] = []
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda one: self._ask(one.url, host))
        self.page.on("popup", lambda other: self.events.append(f"popup: {other.url}"))
        self.page.on("download", lambda one: self.events.append(f"download: {one.url}"))
        self.page.on("pageerror", lambda error: self.events.append(f"error: {error}"))

    def _dismiss(self, dialog: Dialog) -> None:
        self.events.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _ask(self, url: str, host: str) -> None:
        if not url.startswith((f"{host}/", "data:image/", "blob:")):
            self.events.append(url)

    def inside(self, address: str) -> dict[str, Any]:
        self.page.goto(address, wait_until="load")
        found: dict[str, Any] = self.page.evaluate(INSIDE)
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    work = tmp_path_factory.mktemp("hostile")
    addresses = together(work / "measures")
    before = sorted(work.rglob("*"))
    done = build(work / "measures", work / "site")
    assert done.returncode == 0, done.stderr[-3_000:]
    assert [path for path in sorted(work.rglob("*")) if work / "site" not in (path, *path.parents)] == before
    return work / "site", addresses


def test_every_page_is_there_with_its_words_and_nothing_of_it_runs(
    site: tuple[Path, dict[str, list[str]]], served: Served, browser: Browser
) -> None:
    """The pages alone: what the site loads beside each would only make this long. Of kinds without markup, the text."""
    folder, addresses = site
    watched = Watched(browser, served.address)
    wrong: list[str] = []
    for kind, paths in addresses.items():
        there = [path for path in dict.fromkeys(paths) if (folder / path / "index.html").is_file()]
        if kind.startswith(("identifier-", "yaml-")):
            text = " ".join((folder / path / "index.html").read_text("utf-8") for path in there)
            wrong += [] if kind in WORDLESS or (BEFORE in text and AFTER in text) else [f"{kind}: words are lost"]
            continue
        bare = [_without_assets(folder / path / "index.html") for path in there]
        found = [watched.inside(f"{served.at(folder)}/{quote(one.relative_to(folder).as_posix())}") for one in bare]
        words = " ".join(" ".join(one.pop("words").split()) for one in found)
        lost = [] if kind in WORDLESS else [one for one in (BEFORE, AFTER) if one not in words]
        wrong += [f"{kind}: « {one} » is lost" for one in lost]
        wrong += [f"{kind}: {one}" for one in found if one != PLAIN]
    watched.page.close()
    assert wrong == []
    assert [one for one in watched.events if not one.startswith("error: ")] == []  # ours miss their files


def _without_assets(page: Path) -> Path:
    """A page beside itself, less the files of scripts and styles of the site; what is written in it stays."""
    bare = page.with_name("bare.html")
    own = r'<(?:script|link)\b[^<>]*\s(?:src|href)="?\.\.?/[^<>]*>'
    bare.write_text(re.sub(own, "", page.read_text("utf-8")), "utf-8")
    return bare


def test_the_pages_that_gather_them_run_nothing_either(
    site: tuple[Path, dict[str, list[str]]], served: Served, browser: Browser
) -> None:
    """Those with scripts of the site: what a script takes from a file must stay words as well."""
    folder, _ = site
    watched = Watched(browser, served.address)
    wrong = []
    gathering = [path.parent.name for path in sorted(folder.glob("*/index.html")) if path.parent.name in OWN]
    for path in ("", "cae/", "cae/101/", "cae/103.4/", *(f"{name}/" for name in gathering)):
        found = watched.inside(f"{served.at(folder)}/{path}")
        del found["words"], found["elements"]
        wrong += [f"{path}: {found}"] if found != {key: PLAIN[key] for key in found} else []
        for element in watched.page.locator("article a, article summary").all()[:15]:
            element.dispatch_event("mouseover")
    page = watched.page
    page.goto(f"{served.at(folder)}/cae/101/", wait_until="networkidle")
    page.locator(".search-open").click()
    for words in ("script", "onerror", "__proto__", "constructor", "cmd", "tournesol"):
        page.get_by_role("combobox").first.fill(words)
        page.locator(f"[role=listbox][data-query={words!r}]").wait_for(state="attached")
    page.locator("[role=option]").first.wait_for()
    assert page.evaluate("typeof window.hostile") == "undefined"
    page.close()
    assert wrong == []
    assert watched.events == []


def test_no_data_of_the_site_can_end_its_script(site: tuple[Path, dict[str, list[str]]]) -> None:
    """Data inside a page never writes what ends a script; data files are JSON between their own parentheses."""
    folder, _ = site
    for path in [folder / "index.html", *folder.glob("*/index.html"), *folder.glob("cae/101.*/index.html")]:
        for held in re.findall(r"<script[^>]*>(.*?)</script>", path.read_text("utf-8"), re.S | re.I):
            assert "window.hostile" not in held or "<script" not in held.lower(), path
    for path in folder.rglob("search/*.js"):
        text = path.read_text("utf-8")
        if text.startswith("measureSearch.received("):
            json.loads(text[text.index("{") : text.rindex("}") + 1])
    for path in folder.rglob("*.xml"):
        ElementTree.parse(path)
