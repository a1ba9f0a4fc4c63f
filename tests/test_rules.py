"""Every rule has a page that a person can trust: what it refuses is refused, what it accepts has no fault."""

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import measure_catalogue
import pytest
from measure_catalogue import sources
from measure_catalogue.bounds import TOO_MANY
from measure_catalogue.diagnostics import Rule
from measure_catalogue.reading import read
from measure_catalogue.rules import RULES
from measure_catalogue.sources import ASIDE, ENCODING, LIMIT, OUTSIDE, UNREADABLE, Source, source
from measure_catalogue.verdicts import verdict

FOLDER = Path(__file__).parents[1] / "docs" / "controles"
ON_DISK = {UNREADABLE, ENCODING, OUTSIDE, ASIDE, TOO_MANY}
"""Rules on bytes and files, or on a thousand actions: no text can show them, so their pages hold no example."""

REFUSED, ACCEPTED = "\n## Refusé\n", "\n## Accepté\n"
_FILE = re.compile(r"^`([^`\n]+)`( avant)? :\n\n~~~~ text\n(.*?)^~~~~$", re.M | re.S)
"""A file of an example; one said « avant » is that of an earlier state, for rules that need two."""

IN_ORDER = [RULES[code] for code in sorted(RULES)]
EXAMPLES = [one for one in IN_ORDER if one not in ON_DISK]
every_rule = pytest.mark.parametrize("rule", IN_ORDER, ids=lambda rule: rule.code)
every_example = pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)


def page(rule: Rule) -> str:
    return (FOLDER / f"{rule.code}.md").read_text("utf-8")


def level(rule: Rule) -> str:
    return rule.severity.label.capitalize()


def halves(text: str) -> tuple[str, str]:
    """What stands below « Refusé » and below « Accepté »."""
    _, _, shown = text.partition(REFUSED)
    refused, _, accepted = shown.partition(ACCEPTED)
    return refused, accepted


def files(text: str, before: bool = False) -> list[Source]:
    return [source(path, content) for path, when, content in _FILE.findall(text) if bool(when) is before]


def codes(text: str) -> set[str]:
    """The rules that an example breaks; where it shows an earlier state, those that the change breaks."""
    found, _ = verdict(files(text), files(text, before=True) or None)
    return {fault.rule.code for fault in found}


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(measure_catalogue.__path__, "measure_catalogue.")
    return [importlib.import_module(module.name) for module in found]


def tables() -> list[tuple[Rule, ...]]:
    """The rules of each module that declares some, as it lists them."""
    found = [getattr(module, "RULES", None) for module in modules()]
    return [rules for rules in found if isinstance(rules, tuple)]


def test_a_code_names_one_rule() -> None:
    declared = Counter(one.code for rules in tables() for one in rules)
    assert [code for code, times in declared.items() if times > 1] == []


def test_every_rule_of_every_module_is_gathered() -> None:
    assert {one for module in modules() for one in vars(module).values() if isinstance(one, Rule)} == set(IN_ORDER)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {"index", *RULES}


def test_the_index_lists_every_rule_in_order_of_code() -> None:
    lines = (FOLDER / "index.md").read_text("utf-8").split("\n")
    rows = [f"| [{one.code}]({one.code}.md) | {one.title} | {level(one)} |" for one in IN_ORDER]
    assert [line for line in lines if line.startswith("| [")] == rows


@every_rule
def test_a_page_opens_with_the_title_and_the_level_of_its_rule(rule: Rule) -> None:
    assert page(rule).startswith(f"# {rule.code} · {rule.title}\n\n*{level(rule)}*\n\n")


@every_rule
def test_a_page_shows_what_is_refused_then_what_is_accepted(rule: Rule) -> None:
    assert all(half.strip() for half in halves(page(rule)))


@every_rule
def test_every_block_of_a_page_is_a_file_that_is_tried(rule: Rule) -> None:
    assert page(rule).count("\n~~~~") == 2 * len(_FILE.findall(page(rule)))


@every_example
def test_what_a_page_refuses_is_refused(rule: Rule) -> None:
    refused, _ = halves(page(rule))
    assert rule.code in codes(refused)


@every_example
def test_what_a_page_accepts_has_no_fault(rule: Rule) -> None:
    _, accepted = halves(page(rule))
    assert files(accepted)
    assert codes(accepted) == set()


MEASURE = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n"


@pytest.fixture
def measures(tmp_path: Path) -> Path:
    """A folder of catalogues that holds a sound file, `cae/6.md`."""
    folder = tmp_path / "measures"
    (folder / "cae").mkdir(parents=True)
    (folder / "cae" / "6.md").write_text(MEASURE, "utf-8")
    return folder


def faults(folder: Path) -> list[tuple[str, Rule]]:
    return [(one.path, fault.rule) for one in sources.from_folder(folder) for fault in one.faults]


def texts(folder: Path) -> dict[str, str]:
    return {one.path: one.text for one in sources.from_folder(folder)}


def test_a_sound_file_has_no_fault(measures: Path) -> None:
    assert faults(measures) == []
    assert texts(measures) == {"cae/6.md": MEASURE}


def test_a_folder_named_like_a_measure_is_unreadable(measures: Path) -> None:
    (measures / "cae" / "7.md").mkdir()
    assert faults(measures) == [("cae/7.md", UNREADABLE)]


def test_a_link_to_a_lost_file_is_unreadable(measures: Path) -> None:
    (measures / "cae" / "7.md").symlink_to(measures / "cae" / "lost.md")
    assert faults(measures) == [("cae/7.md", UNREADABLE)]


def test_a_file_past_the_limit_is_unreadable_and_one_at_the_limit_is_read(measures: Path) -> None:
    (measures / "cae" / "7.md").write_bytes(b"a" * LIMIT)
    (measures / "cae" / "8.md").write_bytes(b"a" * (LIMIT + 1))
    assert faults(measures) == [("cae/8.md", UNREADABLE)]


def test_an_unreadable_file_leaves_the_others_in_the_catalogue(measures: Path) -> None:
    (measures / "cae" / "7.md").mkdir()
    catalogue, found = read(sources.from_folder(measures))
    assert [fault.rule for fault in found] == [UNREADABLE]
    assert [action.path for action in catalogue.actions.values() if action.path] == ["cae/6.md"]


def test_a_file_in_latin_1_is_reported_and_read_all_the_same(measures: Path) -> None:
    (measures / "cae" / "6.md").write_bytes(MEASURE.encode("latin-1"))
    assert faults(measures) == [("cae/6.md", ENCODING)]
    assert texts(measures) == {"cae/6.md": MEASURE}


def test_a_wrong_byte_is_reported_at_its_line(measures: Path) -> None:
    (measures / "cae" / "6.md").write_bytes(b"# Titre\n\nune ann\xe9e\n")
    assert [fault.place.line for one in sources.from_folder(measures) for fault in one.faults] == [3]


def test_a_byte_order_mark_is_no_fault(measures: Path) -> None:
    (measures / "cae" / "6.md").write_text(MEASURE, "utf-8-sig")
    assert faults(measures) == []
    assert texts(measures) == {"cae/6.md": MEASURE}


def test_a_link_that_leads_outside_is_refused_and_nothing_of_it_is_read(measures: Path) -> None:
    (measures.parent / "secret.md").write_text("# Secret\n", "utf-8")
    (measures / "cae" / "7.md").symlink_to(measures.parent / "secret.md")
    assert faults(measures) == [("cae/7.md", OUTSIDE)]
    assert texts(measures)["cae/7.md"] == ""


def test_a_link_within_the_folder_is_followed(measures: Path) -> None:
    (measures / "eci").mkdir()
    (measures / "eci" / "6.md").symlink_to(measures / "cae" / "6.md")
    assert faults(measures) == []
    assert texts(measures)["eci/6.md"] == MEASURE


@pytest.mark.parametrize("name", ["cae/7.MD", "cae/7.markdown", "cae/7.md.txt", "cae/catalogue.yaml", "7.md"])
def test_what_looks_like_a_measure_and_is_not_read_is_said(measures: Path, name: str) -> None:
    (measures / name).write_text(MEASURE, "utf-8")
    assert faults(measures) == [(name, ASIDE)]


def test_a_readme_beside_the_catalogues_is_no_fault(measures: Path) -> None:
    (measures / "README.md").write_text("# Les catalogues\n", "utf-8")
    assert faults(measures) == []


def test_a_folder_that_is_a_link_is_said_to_be_left_aside(measures: Path) -> None:
    (measures / "eci").symlink_to(measures / "cae", target_is_directory=True)
    assert faults(measures) == [("eci", ASIDE)]
