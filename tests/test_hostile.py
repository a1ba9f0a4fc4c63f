"""Whatever a file holds, the check says what is wrong, and the site runs, loads and loses nothing for it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Served, build
from hostile_files import AFTER, BEFORE, expected, judged, kinds, together, told
from measure_catalogue.reporting import FORMATS
from playwright.sync_api import Browser, Page

EXPECTED = expected()
ONE_PROCESS = pytest.mark.xdist_group("hostile")

WORDLESS = {
    "bytes-archive", "bytes-only-nul", "bytes-picture", "bytes-too-many", "bytes-utf-32", "shape-blank", "shape-empty",
    "shape-everything", "shape-no-title", "shape-only-fence", "shape-only-marks", "yaml-deep-blocks",
}  # fmt: skip
"""Kinds that hold no harmless words, or that are not published, which the check says."""


def test_every_kind_is_in_the_table() -> None:
    assert kinds() == [*EXPECTED]
    assert len(EXPECTED) >= 120


@pytest.mark.parametrize("kind", kinds())
def test_a_hostile_kind_is_told_as_expected(kind: str, tmp_path: Path) -> None:
    assert told(judged(kind, tmp_path / "measures")) == EXPECTED[kind]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if not kind.startswith("many-")])
def test_what_is_said_of_it_commands_nothing(kind: str, tmp_path: Path) -> None:
    found = judged(kind, tmp_path / "measures")
    for line in "\n".join(FORMATS["github"](found, {})).split("\n"):
        assert re.fullmatch(r"(::(error|warning|notice) file=[^:\n]*::[^\n\r]*)?", line), line
    for shown in FORMATS["text"](found, {}):
        assert all(one.isprintable() or one == "\u00a0" for one in shown), shown
    for name in ("json", "sarif"):
        json.loads("\n".join(FORMATS[name](found, {})))


# --- the site of them all


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    work = tmp_path_factory.mktemp("hostile")
    pages = together(work / "measures")
    before = sorted(work.rglob("*"))
    done = build(work / "measures", work / "site")
    assert done.returncode == 0, done.stderr[-3_000:]
    assert [path for path in sorted(work.rglob("*")) if work / "site" not in (path, *path.parents)] == before
    return work / "site", pages


INSIDE = """() => {
  const all = [...document.querySelectorAll("*")];
  const own = new URL("..", document.baseURI).host;
  return {
    ran: typeof window.hostile,
    handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on")),
    elements: all.filter((one) => one.matches(
      "article :is(script, iframe, object, embed, style, link, meta, base, form, math, video, audio, frame, img)"
    )).map((one) => one.outerHTML),
    addresses: all.flatMap((one) => [...one.attributes])
      .filter((one) => ["href", "src", "action", "formaction", "xlink:href", "data", "srcset"].includes(one.name))
      .map((one) => one.value.replace(/[\\s\\0-\\x1f]/g, "").toLowerCase())
      .filter((one) => /^(javascript|vbscript|data:text|file|blob|intent|ms-word|view-source|\\/\\/)/.test(one)),
    words: document.querySelector("article")?.textContent ?? "",
  };
}"""


class Watched:
    """A page and what happened there that must not."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.events: list[str] = []
        page.on("dialog", lambda dialog: (self.events.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda one: None if one.url.startswith((host, "data:")) else self.events.append(one.url))
        page.on("popup", lambda other: self.events.append(f"popup: {other.url}"))
        page.on("download", lambda one: self.events.append(f"download: {one.url}"))

    def inside(self, address: str) -> dict[str, Any]:
        self.page.goto(address, wait_until="load")
        found: dict[str, Any] = self.page.evaluate(INSIDE)
        return found


def test_no_page_runs_or_loads_anything(site: tuple[Path, dict[str, str]], served: Served, browser: Browser) -> None:
    """The pages alone, without the scripts and styles of the site, which would only make this long."""
    folder, pages = site
    page = browser.new_page()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setBlockedURLs", {"urls": ["*.js", "*.css", "*.svg", "*.png"]})
    watched = Watched(page, served.address)
    wrong: list[str] = []
    for kind, path in pages.items():
        if not (folder / path).is_dir():
            wrong += [] if kind in WORDLESS else [f"{kind}: no page"]
            continue
        found = watched.inside(f"{served.at(folder)}/{path}")
        words = " ".join(found.pop("words").split())
        wrong += [f"{kind}: {one} is lost" for one in (BEFORE, AFTER) if one not in words and kind not in WORDLESS]
        wrong += (
            [f"{kind}: {found}"]
            if found != {"ran": "undefined", "handlers": [], "elements": [], "addresses": []}
            else []
        )
    page.close()
    assert wrong == []
    assert watched.events == []
