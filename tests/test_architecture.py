"""Who may import whom: a module imports only modules above it, and libraries have one door each."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "plugins" / "measure_catalogue"

FLOORS = (
    {
        "characters",
        "dates",
        "diagnostics",
        "addresses",
        "emphasis",
        "lines",
        "memory",
        "pointing",
        "agreement",
        "rewording",
        "folding",
        "cleaning",
        "opensearch",
        "pictures",
        "treemap",
        "menus",
        "blocks",
        "weights",
        "working",
        "beside",
        "swapping",
        "failing",
        "packing",
    },
    {"yaml_limits", "guarding", "scripts", "encoding", "bars", "store", "frame"},
    {"compiling", "rendering", "sources", "locating", "contributing", "composing", "lists", "flaws", "tags"},
    {"outline", "fields", "inline", "comments", "nesting", "revisions", "reporting"},
    {"bounds", "identifiers", "options", "publication", "sections", "supplies"},
    {"annexes", "recalled"},
    {"model", "prose", "places", "writing", "rowed"},
    {
        "editions",
        "items",
        "placing",
        "readable",
        "mentions",
        "redirections",
        "points",
        "examples",
        "links",
        "likeness",
        "frameworks",
        "glossary",
        "indicators",
        "laws",
    },
    {
        "arithmetic",
        "websites",
        "mosaic",
        "amounts",
        "headings",
        "brackets",
        "slips",
        "repeats",
        "spelling",
        "titles",
        "surroundings",
        "formatting",
    },
    {"gleaned", "unfinished", "numbering", "figures", "parts", "abbreviations", "trades"},
    {"references", "drafting", "gathered", "codes"},
    {"reading", "checks", "writer", "link_report", "matching"},
    {"comparing"},
    {"moved", "invitations", "regressions", "telling", "effects", "topics"},
    {"articles", "rules", "verdicts", "versions", "gathering"},
    {"search", "history", "accounts", "fixing", "outlines"},
    {"timeline", "commenting", "files", "guides", "chunks", "shares", "told", "answering", "indicating", "contents"},
    {"pages"},
    {"shortcuts", "aligning"},
    {"replacing", "proof", "listing", "offline", "duties", "explorer", "plan", "shelf"},
    {"gallery", "framework_pages", "concluding", "hosting", "selection"},
    {"themes", "ways", "finishing", "paths"},
    {"trade_pages", "glossary_page", "indicator_pages", "law_pages", "resources"},
    {"extras"},
    {"keeping", "indexing"},
    {"beginning", "assembly"},
    {"cli_edit", "cli_diff", "cli_measures"},
    {"cli", "plugin"},
)
"""Modules by their own names, whatever folder of the package they lie in: each name is one module's."""

DOORS = {
    "mkdocs": {"assembly", "frame", "guarding", "hosting", "indexing", "options", "plugin", "rendering"},
    "markdown": {"aligning", "proof"},
    "filelock": {"swapping"},
    "nh3": {"cleaning"},
    "rcssmin": {"scripts"},
    "rjsmin": {"scripts"},
    "segno": {"codes"},
    "jinja2": {"compiling", "hosting", "menus", "pages"},
    "requests": {"links"},
    "pagefind": {"chunks"},
    "subprocess": {"revisions"},
    "yaml": {"composing", "editions", "cli_edit", "yaml_limits"},
    "click": {"cli", "cli_diff", "cli_edit", "cli_measures"},
}


def imports(path: Path) -> set[str]:
    """What a file imports: modules of the package by their own names, libraries by their first word."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found |= {(node.module or "").split(".")[-1], *(alias.name for alias in node.names)} & NAMES
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


FILES = [path for path in PACKAGE.rglob("*.py") if path.stem != "__init__"]
NAMES = {path.stem for path in FILES}
MODULES = {path.stem: imports(path) for path in FILES}


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def test_every_module_has_a_name_of_its_own_and_its_floor() -> None:
    assert len(FILES) == len(NAMES)
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
    shows = {"writer", "articles", "pages", "plan"}
    assert not MODULES["checks"] & shows
    assert not any("checks" in MODULES[name] for name in shows)


def test_libraries_are_imported_at_one_door() -> None:
    found = {library: {name for name, others in MODULES.items() if library in others} for library in DOORS}
    assert found == DOORS


def test_a_module_fits_in_the_mind() -> None:
    long = {path.name for path in PACKAGE.rglob("*.py") if path.read_text("utf-8").count("\n") > 250}
    assert long == set()


def test_a_module_opens_with_what_it_is_for() -> None:
    assert [
        path.name for path in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ] == []
