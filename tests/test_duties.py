"""What a public site owes its readers is there, true to what its publisher said, and loud where he said nothing."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, SHIPPED, Built, build
from measure_catalogue.publication import NEEDED, STATES, faults, publication
from measure_catalogue.publishing import duties
from measure_catalogue.publishing.duties import NAMES
from measure_catalogue.publishing.weights import cost, costs
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from measure_catalogue.text.inline import escape

TODAY = date(2026, 11, 23)
WHOLE = {**dict.fromkeys(NEEDED, "x"), "editeur": "Ville d’Ys & <b>fils</b>", "courriel": "ecrire@ys.example.org"}


def pages(settings: dict[str, str], has_offline: bool = True) -> dict[str, str]:
    catalogue, _ = read([source("cae/1.1.md", "# Titre\n```yaml\nidentifiant: 1.1\n```\n")])
    made = duties.pages(Writer(catalogue), publication(settings), "https://ys.example.org/", has_offline)
    return {one.uri.removesuffix("/index.md"): one.text for one in made}


def said(settings: dict[str, str]) -> list[str]:
    return [*faults(publication(settings), TODAY)]


def test_every_page_is_there_and_what_is_missing_stands_out() -> None:
    made = pages({})
    assert list(made) == list(NAMES)
    told = "".join(made.values())
    assert [key for key in NEEDED if f"[à compléter\u00a0: {NEEDED[key]}]" not in told] == []


def test_nothing_stands_out_once_all_is_said() -> None:
    told = "".join(pages(WHOLE).values())
    assert "à compléter" not in told and "to-complete" not in told
    assert escape(WHOLE["editeur"]) in told and "<b>" not in told


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        ({}, STATES[0]),
        ({"accessibilite": STATES[2]}, STATES[0]),
        ({"accessibilite": STATES[1], "audit": "2026-01-05"}, STATES[1]),
        ({"accessibilite": "parfait", "audit": "2026-01-05"}, STATES[0]),
    ],
)
def test_a_site_is_as_accessible_as_an_audit_says(settings: dict[str, str], state: str) -> None:
    assert publication(settings).state == state
    assert f"# Accessibilité\u00a0: {state}\n" in pages(settings)["accessibilite"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"editer": "x"}, "vouliez-vous dire « editeur »"),
        ({"accessibilite": "parfait"}, "écrire non conforme, partiellement conforme, totalement conforme"),
        ({"accessibilite": STATES[2]}, "sans la date de l’audit"),
        ({"audit": "hier"}, "n’est pas un jour"),
        ({"audit": "2026-02-31"}, "n’est pas un jour"),
        ({"audit": "2023-11-20"}, "a plus de 3 ans"),
        ({"telephone": "  "}, "« telephone » manque"),
    ],
)
def test_what_cannot_serve_is_said_with_its_remedy(settings: dict[str, str], words: str) -> None:
    assert any(words in one for one in said({**WHOLE, **settings}))


def test_nothing_is_said_of_a_whole_and_recent_publication() -> None:
    assert said({**WHOLE, "accessibilite": STATES[1], "audit": "2023-11-24", "taux": "62 %"}) == []


def with_settings(tmp_path: Path, *lines: str) -> Path:
    """A copy of the project's settings with more of the plugin's."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"      production: .*\n      publication:\n(?:        .*\n)+", "", text)
    text = text.replace("  - measure-catalogue:\n", "\n".join(("  - measure-catalogue:", *lines, "")))
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n\n<!-- catalogues -->\n", "utf-8")
    return tmp_path


def test_a_publication_stops_while_something_is_missing_and_says_all_of_it(tmp_path: Path) -> None:
    root = with_settings(tmp_path, "      production: true")
    done = build(SHIPPED, tmp_path / "site", root=root)
    assert done.returncode and all(f"« {key} » manque" in done.stderr for key in NEEDED)
    assert not (tmp_path / "site").exists() or not any((tmp_path / "site").iterdir())


def test_a_page_that_the_publisher_wrote_stays(tmp_path: Path) -> None:
    lines = ["      publication:", *(f'        {key}: "x"' for key in NEEDED), "      production: true"]
    root = with_settings(tmp_path, *lines)
    (root / "docs" / "accessibilite.md").write_text("# À nous\n", "utf-8")
    done = build(SHIPPED, tmp_path / "site", root=root)
    assert done.returncode == 0, done.stderr
    assert "À nous" in (tmp_path / "site" / "accessibilite" / "index.html").read_text("utf-8")
    assert "à compléter" not in (tmp_path / "site" / "mentions-legales" / "index.html").read_text("utf-8")


def test_the_foot_of_every_page_says_how_accessible_the_site_is(built: Built) -> None:
    pages = [one.read_text("utf-8") for one in built.folder.rglob("index.html")]
    whole = [text for text in pages if 'class="site-links"' in text]
    assert len(whole) > 50 and all("Accessibilité\u00a0: non conforme</a>" in text for text in whole)


def test_the_page_on_ecodesign_says_what_the_pages_cost(built: Built) -> None:
    text = (built.folder / "ecoconception" / "index.html").read_text("utf-8")
    found = re.findall(r"<td>([^<]+)</td><td>(\d+)\u00a0ko</td><td>(\d+)</td>", text)
    catalogue, _ = read(from_folder(built.measures))
    measures = [
        f"{one.catalogue}/{one}/index.html"
        for one in catalogue.actions
        if one.depth == catalogue.edition(one).measure_depth
    ]
    expected = [(what, round(size / 1000), asked) for what, (size, asked) in costs(built.folder, measures).items()]
    assert [(what, int(size), int(asked)) for what, size, asked in found] == expected and len(expected) == 3
    assert all(size <= 150 and asked <= 15 for _, size, asked in expected)


def test_a_cost_counts_the_page_and_what_it_asks_for_once(tmp_path: Path) -> None:
    page = tmp_path / "a" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<link rel="stylesheet" href="../s.css"><link href="../s.css" rel="stylesheet">'
        '<script src="../x.js?v=1"></script>'
        '<link rel="next" href="../s.css"><script src="https://elsewhere.example/y.js"></script>',
        "utf-8",
    )
    (tmp_path / "s.css").write_text("b{}", "utf-8")
    (tmp_path / "x.js").write_text("1", "utf-8")
    size = sum(
        len(gzip.compress(one.read_bytes(), 6, mtime=0)) for one in (page, tmp_path / "s.css", tmp_path / "x.js")
    )
    assert cost(tmp_path, "a/index.html") == (size, 3)
