"""What holds of any text, any file and any tree of files, tried on those that nobody would think of.

`make fuzz` tries the same on a great many more damaged files.
"""

import csv
import importlib
import io
import json
import pkgutil
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import measure_catalogue
import pytest
from checked import item
from conftest import EDITIONS, ROOT, SHIPPED
from holding import (
    Reader,
    as_html,
    changed_by_layout,
    faults_that_help_nobody,
    lost_by_the_reader,
    lost_on_the_page,
    unsafe,
)
from hypothesis import HealthCheck, configuration, given, settings
from hypothesis import strategies as some
from measure_catalogue.changes.accounts import Account, brackets
from measure_catalogue.changes.commenting import as_markdown, literal
from measure_catalogue.diagnostics import Diagnostic, Place
from measure_catalogue.editing.proof import state
from measure_catalogue.publishing.extras import extras, small_files
from measure_catalogue.publishing.shelf import Told
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.reporting import FORMATS
from measure_catalogue.rules import RULES
from measure_catalogue.sources import decoded, from_folder, source
from measure_catalogue.text.cleaning import clean
from measure_catalogue.text.prose import joined, repair
from measure_catalogue.verdicts import judged
from mutations import PIECES, Change, damaged, drawn, excerpt, made, measures
from playwright.sync_api import Browser

configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")

for one in pkgutil.walk_packages(measure_catalogue.__path__, "measure_catalogue."):
    importlib.import_module(one.name)  # hypothesis tries the constants of what is imported: always the same, then

tried = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

PATH = "cae/6.1.1.md"
TITLE = "# Planter des haies\n\n```yaml\nidentifiant: 6.1.1\n```\n\n"
YAML = (
    *("titre: ", "themes:\n  eau: Eau\n", "- de: 6.1\n  vers: [6.2]\n", "niveaux: [axe, mesure]", "- sigle: ", "- "),
    *("a: b\n", "\n", "  ", "[", "]", "{", "}", "&a ", "*a", "!!x ", "|\n", ">\n", "'", '"', ": ", "#", "?", "---\n"),
    *("<<: *a\n", "6.1.1", "2026-13-45", "points: 1e9\n", "mots: [vélo]\n", "\\x41", "\\ud800", "null", "~", "é"),
)
NAMES = (
    *("cae/6.md", "cae/6.1.1.md", "cae/cae.md", "cae/catalogue.yml", "cae/redirections.yml", "eci/1.md", "metiers.yml"),
    *(
        "glossaire.yml",
        "cadres.yml",
        "indicateurs/cae/6.1.md",
        "indicateurs/x.md",
        "CAE/6.md",
        "assets/1.md",
        "a/b/c.md",
    ),
    *("cae/con.md", "cae/é.md", "cae/e\u0301.md", "cae/.md", "../x.md", "/x.md", "cae/a\nb.md", "x.md", "", "/", "\0"),
)

texts = some.one_of(
    some.text(max_size=400),
    some.lists(some.sampled_from(PIECES) | some.sampled_from(["\n", "\n\n", "mot", " "]), max_size=25).map("".join),
    some.lists(some.sampled_from(YAML), max_size=20).map("".join),
)
files = some.one_of(texts, texts.map(TITLE.__add__), texts.map("# Titre\n\n```yaml\n{}\n```\n".format))
lines = some.text(max_size=60) | some.lists(some.sampled_from(PIECES), max_size=6).map("".join)


# --- any text, any bytes, any tree


@tried
@given(some.dictionaries(some.sampled_from(NAMES) | some.text(max_size=12), files, min_size=1, max_size=4))
def test_any_texts_are_read_and_every_fault_of_theirs_can_be_mended(texts: dict[str, str]) -> None:
    sources = [source(path, text) for path, text in texts.items()]
    _, faults = judged(sources)
    assert [*faults_that_help_nobody(sources, faults)] == []


@tried
@given(
    some.sampled_from(NAMES[:9]), some.binary(max_size=300) | files.map(lambda text: text.encode("utf-16", "replace"))
)
def test_any_bytes_are_read(path: str, data: bytes) -> None:
    sources = [decoded(data, path, None)]
    assert [*faults_that_help_nobody(sources, judged(sources)[1])] == []


names = some.text(some.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8)


@settings(tried, max_examples=60)
@given(some.dictionaries(some.tuples(names, names, some.sampled_from(["", ".md", ".yml"])), some.binary(max_size=80)))
def test_any_tree_of_files_is_read(tree: dict[tuple[str, str, str], bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for (parent, name, suffix), data in tree.items():
            path = Path(folder, parent, name + suffix)
            if {parent, name + suffix} & {".", ".."} or path.exists() or Path(folder, parent).is_file():
                continue
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        sources = [*from_folder(Path(folder))]
        assert [*faults_that_help_nobody(sources, judged(sources)[1])] == []


# --- real files, damaged


def seeds() -> list[str]:
    return measures(EDITIONS, SHIPPED)


SEEDS = seeds()


def numbers(count: int, start: int = 10_000_000) -> Iterator[int]:
    """Numbers of files that `make fuzz` does not make."""
    yield from range(start, start + count)


changes = some.lists(some.integers(0, 2**32).map(lambda seed: drawn(random.Random(seed), 1)[0]), min_size=1, max_size=4)
broken = some.builds(
    lambda text, at, size, made: damaged(excerpt(text, at, size), made, SEEDS),
    some.sampled_from(SEEDS),
    some.floats(0, 1),
    some.sampled_from([8, 16, 32]),
    changes,
)


@tried
@given(broken)
def test_a_damaged_file_loses_no_word_unsaid_and_its_faults_can_be_mended(text: str) -> None:
    one = source(PATH, text)
    found = state([one])
    assert [*faults_that_help_nobody([one], found.faults)] == []
    assert dict(lost_by_the_reader(one, found)) == {}
    assert dict(lost_on_the_page(one, found)) == {}
    assert [*unsafe(found)] == []


def test_a_whole_real_file_that_is_damaged_loses_no_word_unsaid() -> None:
    for number in numbers(40):
        chance = random.Random(number)
        one = source(PATH, damaged(chance.choice(SEEDS), drawn(chance), SEEDS))
        found = state([one])
        assert [*faults_that_help_nobody([one], found.faults)] == [], number
        assert dict(lost_by_the_reader(one, found)) == {}, number
        assert dict(lost_on_the_page(one, found)) == {}, number


@tried
@given(broken)
def test_layout_changes_no_word_and_no_meaning_and_is_done_at_once(text: str) -> None:
    assert [*changed_by_layout([source(PATH, text)], PATH)] == []


@tried
@given(texts)
def test_layout_of_any_text_changes_no_meaning_and_is_done_at_once(text: str) -> None:
    assert [*changed_by_layout([source(PATH, TITLE + text)], PATH)] == []


def test_a_number_makes_the_same_file_again() -> None:
    assert [made(number, SEEDS) for number in numbers(5)] == [made(number, SEEDS) for number in numbers(5)]


def test_each_kind_of_change_changes_something() -> None:
    text = excerpt(max(SEEDS, key=len), 0, 60)
    kinds = {one.kind for number in numbers(200) for one in drawn(random.Random(number))}
    for kind in kinds:
        tries = (damaged(text, [Change(kind, at / 20, 0.4, at)], SEEDS) for at in range(20))
        assert any(one != text for one in tries), kind


# --- any prose, any identifier


@settings(tried, max_examples=400)
@given(some.lists(some.sampled_from(PIECES) | some.sampled_from(["\n", "\n\n", " "] + 9 * ["W"]), max_size=25))
def test_any_prose_is_safe_as_html_and_keeps_each_word(pieces: list[str]) -> None:
    given = source("", "".join(f"mot{n}x" if one == "W" else one for n, one in enumerate(pieces))).text
    made = repair(given)
    page = as_html(joined(made.blocks, lambda block: f"#### {block.text}"))
    assert Reader(page, is_clean=False).wrong == []
    shown = Reader(clean(page))
    assert shown.wrong == []
    said = shown.text + " ".join(one.message + one.words for one in made.flaws)
    assert [one for one in re.findall(r"mot\d+x", given) if one not in said] == []


@tried
@given(lines, some.sampled_from(["cae", "é", "..", "a b", "CON", "%2e%2e", "assets"]), lines)
def test_no_identifier_and_no_name_leads_out_of_the_site(written: str, folder: str, stem: str) -> None:
    sources = [
        source(f"{folder}/{stem.replace('/', '_')}.md", f"# Un\n\n```yaml\nidentifiant: {json.dumps(written)}\n```\n"),
        source(
            f"{folder}/1.md", f"# Un\n\n## Actions\n\n### Deux\n\n```yaml\nidentifiant: {json.dumps(written)}\n```\n"
        ),
        source(f"{folder}/redirections.yml", f"- de: {json.dumps(written)}\n  vers: [{json.dumps(stem)}]\n"),
    ]
    writer = Writer(read(sources)[0])
    made = state(sources)
    told: list[Told] = []
    paths = [page.uri for page in (*made.site.pages, *extras(writer, told))]
    for path in [*paths, *made.addresses, *(name for name, _ in small_files(writer))]:
        assert re.fullmatch(r"(?:[a-z0-9_-]+/)*(?:[a-z0-9]+[a-z0-9._-]*/)?[a-zA-Z0-9][a-zA-Z0-9._-]*", path), path
        assert ".." not in path


# --- what is said of any text


paths = some.text(some.characters(exclude_categories=["Cs"]) | some.just("\udcff"), max_size=20)
"""A byte that is no letter is in a name what Python makes of it."""

diagnostics = some.builds(
    Diagnostic,
    some.builds(Place, paths, some.integers(0, 9)),
    some.sampled_from([*RULES.values()]),
    lines,
    lines,
    lines,
    some.none() | lines,
)


@tried
@given(some.lists(diagnostics, max_size=4), texts)
def test_any_fault_is_one_item_in_every_form(faults: list[Diagnostic], text: str) -> None:
    shown = {one.place.path: text for one in faults}
    printed = {name: "\n".join(form(faults, shown)) for name, form in FORMATS.items()}
    assert len(json.loads(printed["json"])) == len(faults)
    assert len(json.loads(printed["sarif"])["runs"][0]["results"]) == len(faults)
    annotations = [*FORMATS["github"](faults, shown)]
    assert len(annotations) == len(faults)
    for one in annotations:
        assert re.fullmatch(r"::(?:error|warning|notice) file=[^:\r\n]*,title=[^:,\r\n]*::[^\r\n]*", one)
    assert all(one.isprintable() or one in "\n\u00a0" for one in printed["text"])


@tried
@given(lines, lines, texts)
def test_any_title_and_text_stay_words_in_a_comment(old: str, new: str, text: str) -> None:
    """No sign of theirs opens a tag, a link or a heading, and none of their words calls somebody."""

    def written(title: str, below: str) -> str:
        title = " ".join(title.split())
        return f"{item('6')}## Actions\n\n{item('6.1', title)}{below}"

    was, now = (read([source("cae/6.md", written(*one))])[0] for one in ((old, "Un mot."), (new, text)))
    account = Account(was, now, folder="measures", site="https://exemple.fr", mark=brackets)
    comment = "\n".join(as_markdown(account))
    assert {*re.findall(r"(?<!\\)<[^<>]*>", comment)} <= {"<details>", "</details>", "<summary>", "</summary>"}
    assert not re.search(r"(?<![\w\\])@\w", comment)
    links = re.findall(r"(?<!\\)\]\(([^)]*)", comment)
    assert all(one.startswith("https://exemple.fr/cae/") for one in links)
    assert len(literal(old).splitlines()) <= 1


@pytest.mark.browser
def test_any_row_is_one_row_of_a_sheet_that_computes_nothing(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "plugins/measure_catalogue/theme/assets/catalogue/explorer/sheet.js")
    made: list[list[str]] = []

    @tried
    @given(
        some.lists(
            some.sampled_from("=+-@\t\r\n;\",'\\0ab é\u2028") | some.characters(exclude_categories=["Cs"]), max_size=9
        )
    )
    def gathered(signs: list[str]) -> None:
        made.append(["".join(signs)])

    gathered()
    cells = [one[0] for one in made]
    rows = [
        {
            "book": {"name": one},
            "full": one,
            "title": one,
            "level": one,
            "phase": one,
            "theme": one,
            "points": 1.5,
            "link": one,
        }
        for one in cells
    ]
    said = page.evaluate("(rows) => measureExplorer.csv(rows)", rows)
    page.close()
    head, *lines = csv.reader(io.StringIO(said.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert len(lines) == len(rows) > 50
    for cell, line in zip(cells, lines, strict=True):
        assert len(line) == len(head) == 8
        assert {one.removeprefix("'") for one in line} - {"1,5"} <= {cell, cell.removeprefix("'")}
        assert not any(one.startswith(("=", "+", "-", "@", "\t", "\r")) for one in line)


# --- what was found so


def said_of(fields: str) -> list[tuple[int, str]]:
    """The lines and rules of what is said of some fields."""
    faults = judged([source(PATH, f"# Titre\n\n```yaml\nidentifiant: 6.1.1\n{fields}\n```\n\nTexte.\n")])[1]
    return [(one.place.line, one.rule.code) for one in faults if one.rule.code.startswith("YA")]


def page_of(text: str) -> str:
    return clean(as_html(state([source(PATH, TITLE + text)]).site.pages[0].text))


def test_a_fence_of_more_signs_does_not_end_unclosed_fields() -> None:
    text = "# Titre\n```yaml\nidentifiant: 6.1.1\n ````climat_pratic_id: eau\n```\nTexte.\n"
    one = source(PATH, text)
    assert not lost_by_the_reader(one, state([one]))


def test_fields_after_a_line_end_of_another_program_keep_their_lines() -> None:
    assert said_of("titre: a\u2028b\npoints: 1\npoints: 2") == [(5, "YA-06"), (7, "YA-03")]


@pytest.mark.parametrize("fields", ['points: "4" # puis 5', 'points: "4"# puis 5', "points: 4 # puis 5", "# puis 5"])
def test_a_comment_is_said_wherever_it_stands(fields: str) -> None:
    assert said_of(fields) == [(5, "YA-04")]


def test_a_sign_in_a_value_opens_no_comment() -> None:
    assert said_of("categorie: C# et C") == []
    assert said_of("categorie: |\n  un # deux\n  # trois") == []
    assert said_of("points: '4 # 5'\npourcentage: ['a # b']") == [(5, "YA-07"), (6, "YA-07")]


def test_fields_below_an_empty_title_are_shown() -> None:
    assert "partenaires" in page_of("#\n\n```yaml\nidentifiant: partenaires\n```\n")


def test_a_title_that_stands_alone_is_shown_where_it_is_said_to_be() -> None:
    assert "Choisir une énergie" in page_of(
        "## Actions\n\n### Un\n```yaml\nidentifiant: 6.1.1.1\n```\n#### Choisir une énergie\n"
    )


@pytest.mark.parametrize("ticks", ["`", "``", "```"])
def test_code_of_two_lines_hides_no_tag(ticks: str) -> None:
    made = as_html(repair(f"Un texte :\n\u00a0{ticks}un\n<script>deux</script> et{ticks} trois").blocks[0].text)
    assert "<code>un &lt;script&gt;deux&lt;/script&gt; et</code> trois" in made


def test_a_fence_that_is_never_closed_parts_no_words_that_are_pointed_at() -> None:
    text = f'{TITLE}## Description\n\n<a href="x\n```#\nLa suite, <b>'
    one = source(PATH, text)
    assert [*faults_that_help_nobody([one], judged([one])[1])] == []


def test_a_heading_inside_a_text_is_found_where_it_is_written_twice() -> None:
    twice = f"### Réunir {'chaque année '.join(str(one) for one in range(12))}les mêmes personnes\n"
    one = source(PATH, f"{TITLE}## Description\n\n{twice}\n{'Un mot. ' * 20}\n\n{twice}")
    faults = judged([one])[1]
    assert "TX-10" in {fault.rule.code for fault in faults}
    assert [*faults_that_help_nobody([one], faults)] == []


def test_a_comment_that_goes_leaves_no_mark_that_nobody_wrote() -> None:
    assert [one.kind for one in repair("Un texte.\n``<!-- x -->`\nLa suite.").blocks] == ["paragraph"]
