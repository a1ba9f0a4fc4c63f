"""Pictures enter pages past the cleaning, at one door that lets nothing else through."""

import pytest
from conftest import ROOT
from measure_catalogue.publishing.pictures import drawn, locked, place
from measure_catalogue.text.cleaning import clean

BARS = '<svg viewBox="0 0 9 9" role="img"><title>Barres</title><a href="#a"><rect width="3" height="4"/></a></svg>'


def test_a_picture_stands_in_its_place_once_the_page_is_clean() -> None:
    text = clean(f"{BARS}<p>avant</p>{place('years')}<p>après</p>")
    assert "<svg" not in text
    assert drawn(text, {"years": BARS}) == text.replace(place("years"), f'<div class="picture years">{BARS}</div>')
    assert drawn(text, {"years": BARS}).count("<svg") == 1


def test_a_page_without_pictures_and_a_place_without_its_picture_stay_as_they_are() -> None:
    assert drawn(place("years"), {}) == drawn(place("years"), {"other": BARS}) == place("years")


def test_a_picture_stands_on_one_line_for_markdown_would_end_its_block_at_a_blank_one() -> None:
    assert locked("<svg>\n\n  <g/>\n</svg>") == "<svg> <g/> </svg>"


@pytest.mark.parametrize(
    "address", ["#6.1", "#exemple-x", "../cae/6.1.1/", "../cae/6.1.1/index.html#6.1.1.3", "../", "a.html"]
)
def test_a_picture_leads_to_the_page_or_the_site(address: str) -> None:
    assert locked(f'<svg><a href="{address}"/></svg>')


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", "<foreignObject/>", "<image href='x.png'/>", "<use href='#a'/>",
        "<style>a{}</style>", "<svg/>", "<animate/>", "<set/>", "<rect style='fill:red'/>", "<rect onclick='x()'/>",
        "<rect ONCLICK='x()'/>", "<rect fill='url(https://x.org/a.svg#b)'/>", "<rect fill='u\\72l(x)'/>",
        "<rect data-x='1'/>",
        "<a href='javascript:alert(1)'/>", "<a href=' javascript:alert(1)'/>", "<a href='java&#10;script:alert(1)'/>",
        "<a href='JavaScript&#58;alert(1)'/>", "<a href='//x.org/'/>", "<a href='/x'/>", "<a href='https://x.org'/>",
        "<a href='data:text/html,x'/>", "<a href='..\\\\x'/>", "<a href='..//x.org/'/>",
        "<a xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#a'/>", "<g xmlns='http://www.w3.org/1999/xhtml'/>",
        "<title><b>x</b></title>", "<desc><svg/></desc>", "<!-- x -->", "<![CDATA[<script>]]>", "<?xml version='1.0'?>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>", "<title>a & b</title>", "<g>",
    ],
)  # fmt: skip
def test_what_runs_loads_or_escapes_is_in_no_picture(inside: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        locked(f"<svg>{inside}</svg>")


@pytest.mark.parametrize("other", ["<div/>", "<!DOCTYPE svg><svg/>", "<svg/><script/>", "", "texte"])
def test_a_picture_is_one_svg(other: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        locked(other)


def test_only_what_draws_and_what_writes_pages_knows_the_door() -> None:
    """Text of editors must not get there: who calls `drawn` is few modules."""
    package = ROOT / "plugins" / "measure_catalogue"
    calls = {path.stem for path in package.rglob("*.py") if "drawn(" in path.read_text("utf-8")}
    assert calls == {"pictures", "finishing", "plugin", "cli_edit"}
