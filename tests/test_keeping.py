"""What a page is made from, kept from one build to the next, and how often a build does the same work: once."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import EDITIONS, ROOT, SHIPPED
from measure_catalogue import sources
from measure_catalogue.controls.checks import Checked, check
from measure_catalogue.gleaned import glean, together
from measure_catalogue.model import Action, Catalogue, Identifier
from measure_catalogue.publishing import keeping, pages
from measure_catalogue.publishing.extras import Reads, groups
from measure_catalogue.publishing.shares import Place
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.supplies import lent

AT = Place(has_guide=True)
LENT = ("frameworks", "indicators", "trades")
"""Groups without pages where a catalogue has no such file."""


@pytest.fixture(scope="module", params=[SHIPPED, EDITIONS], ids=["shipped", "editions"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    if not request.param.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    found = [*sources.from_folder(request.param)]
    return read([*found, *lent(found, SHIPPED)])[0]


def test_a_page_that_was_kept_is_that_page(catalogue: Catalogue) -> None:
    made = pages.site(Writer(catalogue), at=AT).pages
    assert [keeping.read(keeping.told(one)) for one in made] == [*made]
    for one in map(keeping.resting, made):
        again = keeping.back(one.uri, one.key, one.light(), one.value)
        assert again == one and again.whole().text.startswith(again.head) and again.head.startswith("---")
    assert any(one.documents and one.examples and one.pictures and one.blocks for one in made)


def watched(catalogue: Catalogue, names: set[str]) -> tuple[Catalogue, set[Identifier]]:
    """A catalogue, and the pages of those of its items of which something of a name was read."""
    seen: set[Identifier] = set()

    class Watched(Action):
        def __getattribute__(self, name: str) -> Any:
            if name in names:
                seen.add(object.__getattribute__(self, "page"))
            return super().__getattribute__(name)

    own = [one.name for one in fields(Action)]
    actions = {key: Watched(*(getattr(one, name) for name in own)) for key, one in catalogue.actions.items()}
    return replace(catalogue, actions=actions), seen


def test_a_page_reads_neither_the_texts_nor_the_lines_of_others(catalogue: Catalogue) -> None:
    """What its key leaves out: see `keeping.around`."""
    known, seen = watched(catalogue, {"sections", "line", "path"})
    writer = Writer(known)
    assert writer.citations
    for page in [key for key, one in catalogue.actions.items() if one.is_page]:
        seen.clear()
        pages.makers(writer, at=AT)[f"{page.catalogue}/{page}/index.md".replace("//", "/")]()
        assert seen == {page}


def test_a_group_of_pages_reads_no_more_than_it_says(catalogue: Catalogue) -> None:
    examples = [one for page in pages.site(Writer(catalogue), at=AT).pages for one in page.examples]
    known, seen = watched(catalogue, {"sections", "line", "path"})
    assert examples
    for one in groups(Writer(known), examples):
        seen.clear()
        assert [*one.make()] or one.name in ("paths", *LENT)
        assert bool(seen) <= (one.reads is Reads.TEXTS), one.name
    for one in groups(Writer(catalogue), []):
        if one.reads is Reads.FACES:
            whole = next(it for it in groups(Writer(catalogue), examples) if it.name == one.name)
            assert [*one.make()] == [*whole.make()]


def test_a_key_changes_with_what_a_page_says_and_with_nothing_else(catalogue: Catalogue) -> None:
    def keys(of: Catalogue) -> dict[str, bytes]:
        writer = Writer(of)
        faces = keeping.around(writer, "", AT)
        return keeping.keys(writer, faces, keeping.own(writer, faces), {})

    def changed(key: Identifier, one: Action) -> set[str]:
        now = keys(replace(catalogue, actions={**catalogue.actions, key: one}))
        return {uri for uri, known in before.items() if now[uri] != known}

    before = keys(catalogue)
    key, one = next((key, one) for key, one in catalogue.actions.items() if key.depth == 4 and one.sections)
    page = f"{key.catalogue}/{one.page}/index.md"
    section = replace(one.sections[0], text=f"{one.sections[0].text}\n\nUn mot de plus.")
    assert changed(key, replace(one, sections=(section, *one.sections[1:]))) == {page}
    assert changed(key, replace(one, title=f"{one.title} encore")) == set(before)
    other = next(uri for uri in before if uri != page and uri.count("/") == 2)
    cited = replace(section, text=f"{section.text} Voir [[{other.split('/')[0]}_{other.split('/')[1]}]].")
    assert changed(key, replace(one, sections=(cited, *one.sections[1:]))) == {page, other}


def test_what_texts_say_page_by_page_is_what_they_say_together(catalogue: Catalogue) -> None:
    pages = dict.fromkeys(one.page for one in catalogue.actions.values())
    parts = [glean(catalogue, catalogue.on_page(one)) for one in pages]
    kept = pickle.loads(pickle.dumps(parts))
    whole = glean(catalogue, catalogue.actions.values())
    assert together(parts) == together(kept) == whole and whole.laws and whole.sites and whole.acronyms
    assert parts == kept  # what is put together is not changed by it
    assert [*together(parts).laws] == [*whole.laws] and [*together(parts).sites] == [*whole.sites]


def test_a_page_is_checked_by_its_own_texts_alone(catalogue: Catalogue) -> None:
    known, seen = watched(catalogue, {"sections", "line", "path"})
    assert known.editions and check(known) == check(catalogue)

    def told(page: Identifier, find: Callable[[], Checked]) -> Checked:
        seen.clear()
        found = find()
        assert seen <= {page}
        assert pickle.loads(pickle.dumps(found)) == found
        return found

    assert check(known, told) == check(catalogue)


COUNTING = """
import json, os, sys
from collections import Counter
if hasattr(os, "fork"): del os.fork  # what a second process does would not be counted
import jinja2, markdown
texts, templates = Counter(), Counter()
def counted(owner, name, count, key):
    made = getattr(owner, name)
    def wrapped(self, *given, **more):
        count[key(self, *given)] += 1
        return made(self, *given, **more)
    setattr(owner, name, wrapped)
counted(markdown.Markdown, "convert", texts, lambda md, text: text)
counted(jinja2.Environment, "_generate", templates, lambda env, tree, name, file: (id(env), name, file))
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "-q", "-f", sys.argv[1], "-d", sys.argv[2]]
cli(standalone_mode=False)
print(json.dumps([sum(texts.values()), len(texts), [(name, times) for (_, name, _), times in templates.items()]]))
"""


def counted(folder: Path, measures: Path) -> tuple[int, int, list[tuple[str, int]]]:
    settings = {**os.environ, "MEASURES": str(measures), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", COUNTING, str(folder / "mkdocs.yml"), str(folder / "site")]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    times, different, templates = json.loads(done.stdout.splitlines()[-1])
    return times, different, templates


def test_each_text_is_converted_once_and_each_template_compiled_once(tmp_path: Path) -> None:
    """And never again until it changes: a second build converts the one page that did, and compiles nothing."""
    measures = tmp_path / "measures"
    (measures / "cae").mkdir(parents=True)
    for name in ("catalogue.yml", "cae.md", "6.md", "6.1.md", "6.1.1.md"):
        if (there := SHIPPED / "cae" / name).is_file():
            (measures / "cae" / name).write_bytes(there.read_bytes())
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    times, different, templates = counted(tmp_path, measures)
    assert times == different > 100
    assert [name for name, times in templates if times > 1] == []
    assert {"main.html", "page.md.j2"} <= {name for name, _ in templates}
    file = measures / "cae" / "6.1.1.md"
    file.write_text(f"{file.read_text('utf-8')}\nUn mot de plus.\n", "utf-8")
    times, _, templates = counted(tmp_path, measures)
    assert times == 1
    own = ("partials/language", "page.md.j2", "home.md.j2", "duties/", "address.html.j2", "retired.md.j2")
    assert [name for name, _ in templates if not name.startswith(own)] == []  # Material asks for its words apart
