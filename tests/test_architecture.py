"""Who may import whom: a module imports only modules above it, and libraries have one door each."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "plugins" / "measure_catalogue"

FLOORS = (
    {
        "__init__",
        "dates",
        "diagnostics",
        "addresses",
        "emphasis",
        "lines",
        "memory",
        "pointing",
        "agreement",
        "rewording",
    },
    {"sources", "locating", "contributing", "composing", "lists", "flaws", "tags"},
    {"outline", "fields", "inline", "comments", "revisions", "reporting"},
    {"model", "prose", "places", "writing"},
    {"editions", "items", "placing", "readable", "mentions", "redirections", "points", "examples", "links", "likeness"},
    {"amounts", "headings", "brackets", "slips", "repeats", "spelling", "titles", "surroundings"}
    | {"formatting", "unfinished", "numbering"},
    {"references", "drafting"},
    {"reading", "checks", "writer", "link_report", "matching"},
    {"comparing"},
    {"moved", "invitations", "regressions", "telling", "effects"},
    {"articles", "rules", "verdicts", "versions", "gathering"},
    {"search", "history", "accounts", "fixing"},
    {"timeline", "commenting"},
    {"pages"},
    {"proof"},
    {"cli_edit", "cli_diff", "cli_measures"},
    {"cli", "plugin"},
)
DOORS = {
    "mkdocs": {"plugin"},
    "markdown": {"proof"},
    "nh3": {"plugin"},
    "jinja2": {"pages"},
    "requests": {"links"},
    "subprocess": {"revisions"},
    "yaml": {"composing", "editions", "cli_edit"},
    "click": {"cli", "cli_diff", "cli_edit", "cli_measures"},
}


def imports(path: Path) -> set[str]:
    """The modules a file names: `measure_catalogue` ones bare, others by their first word."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
            found |= names
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
    return found


MODULES = {path.stem: imports(path) for path in PACKAGE.glob("*.py")}


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def test_every_module_has_its_floor() -> None:
    assert set(MODULES) == set().union(*FLOORS)


def test_a_module_imports_only_modules_of_higher_floors() -> None:
    wrong = [
        (name, other)
        for name, others in MODULES.items()
        for other in others & set(MODULES)
        if floor(other) >= floor(name)
    ]
    assert wrong == []


def test_what_checks_and_what_shows_do_not_know_each_other() -> None:
    shows = {"writer", "articles", "pages"}
    assert not MODULES["checks"] & shows
    assert not any("checks" in MODULES[name] for name in shows)


def test_libraries_are_imported_at_one_door() -> None:
    found = {library: {name for name, others in MODULES.items() if library in others} for library in DOORS}
    assert found == DOORS


def test_a_module_fits_in_the_mind() -> None:
    long = {path.name for path in PACKAGE.glob("*.py") if path.read_text("utf-8").count("\n") > 250}
    assert long == set()


def test_a_module_opens_with_what_it_is_for() -> None:
    assert [
        path.name for path in PACKAGE.glob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ] == []
