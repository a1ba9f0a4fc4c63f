"""What is kept from one build to the next: the same bytes as without it, and nothing that another wrote."""

import os
import random
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT, build
from measure_catalogue.past import memory
from measure_catalogue.past import store as past
from measure_catalogue.past.store import Store, digest, squeezed
from small import files

KEPT = Path(".cache", "measures", "pages.sqlite3")


def kept(file: Path, key: bytes) -> str | None:
    return Store(file).get([key]).get(key)


def test_what_was_saved_is_there_in_the_next_build(tmp_path: Path) -> None:
    store, key = Store(tmp_path / "a" / "kept.sqlite3"), digest("page", {"a": 1})
    store.put(key, squeezed("du texte, \ud800 compris"))
    store.save()
    assert kept(tmp_path / "a" / "kept.sqlite3", key) == "du texte, \ud800 compris"
    other = digest("page", {"a": 2})
    assert kept(tmp_path / "a" / "kept.sqlite3", other) is None


def test_what_no_build_asks_for_is_forgotten(tmp_path: Path) -> None:
    file, old, new = tmp_path / "kept.sqlite3", digest("old"), digest("new")
    first = Store(file)
    first.put(old, squeezed("ancien"))
    first.put(new, squeezed("nouveau"))
    first.save()
    for _ in range(3):
        later = Store(file)
        assert later.get([new]) == {new: "nouveau"}
        later.save()
    assert Store(file).get([old, new]) == {new: "nouveau"}


def test_many_new_values_are_written_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often, it is one build: what it asked for stays, and what is old is counted in builds."""
    file, old, dear = tmp_path / "kept.sqlite3", digest("old"), digest("dear")
    first = Store(file)
    first.give({old: squeezed("ancien"), dear: squeezed("cher")})
    first.save()
    monkeypatch.setattr(past, "_ROOM", 1)
    for number in range(2):
        later, keys = Store(file), [digest("new", number, part) for part in range(5)]
        assert later.get([dear]) == {dear: "cher"}
        for key in keys:
            later.put(key, squeezed("nouveau"))
        assert Store(file).get([old, *keys]) == {old: "ancien"} | dict.fromkeys(keys, "nouveau")
        later.save()
    last = Store(file)
    last.get([dear])
    last.save()
    assert Store(file).get([old, dear]) == {dear: "cher"}


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 200, b"{}", os.urandom(5000)])
def test_a_file_that_is_none_of_ours_is_replaced(tmp_path: Path, content: bytes) -> None:
    file, key = tmp_path / "kept.sqlite3", digest("a")
    file.write_bytes(content)
    store = Store(file)
    assert store.get([key]) == {}
    store.put(key, squeezed("a"))
    store.save()
    assert kept(file, key) == "a"


def test_a_value_that_cannot_be_read_is_not_there(tmp_path: Path) -> None:
    file, key = tmp_path / "kept.sqlite3", digest("a")
    store = Store(file)
    store.put(key, squeezed("a"))
    store.save()
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("UPDATE kept SET value = ?", [zlib.compress(b"a")[:-2]])
    assert Store(file).get([key]) == {}


def test_a_folder_that_cannot_be_written_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    store = Store(tmp_path / "file" / "kept.sqlite3")
    store.put(digest("a"), squeezed("a"))
    store.save()
    assert store.get([digest("a")]) == {}


def test_another_account_s_keys_are_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = digest("a")
    monkeypatch.setattr(memory.platformdirs, "user_cache_path", lambda name: tmp_path / name)
    memory.mark.cache_clear()
    try:
        theirs = digest("a")
        memory.mark.cache_clear()
        assert ours != theirs == digest("a")
    finally:
        monkeypatch.undo()
        memory.mark.cache_clear()


def project(folder: Path) -> Path:
    """A project of its own, whose cache is its own."""
    for name in ("docs", "overrides", "measures"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def edited(measures: Path, chance: random.Random) -> None:
    """What an editor may do: a word, a title, a field, a file gone or renamed, a setting."""
    path = chance.choice(sorted((measures / "cae").glob("[0-9]*.*.md")))
    text = path.read_text("utf-8")
    match chance.randrange(5):
        case 0:
            path.write_text(text.replace("collectivité", f"collectivité {chance.randrange(99)}", 1), "utf-8")
        case 1:
            path.write_text(text.replace("# ", f"# Nouveau {chance.randrange(99)} ", 1), "utf-8")
        case 2:
            path.write_text(text.replace("pourcentage: 10", "pourcentage: 15", 1), "utf-8")
        case 3:
            path.unlink()
        case 4:
            settings = measures / "cae" / "catalogue.yml"
            settings.write_text(settings.read_text("utf-8").replace("Climat", "Le climat", 1), "utf-8")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_site_is_the_same_after_any_edits_as_from_nothing(tmp_path: Path, seed: int) -> None:
    chance, warm = random.Random(seed), project(tmp_path / "warm")
    build(warm / "measures", tmp_path / "site", root=warm)
    assert (warm / KEPT).is_file()
    for number in range(2):
        for _ in range(1 + number):
            edited(warm / "measures", chance)
        cold = tmp_path / f"cold{number}"
        shutil.copytree(warm, cold, ignore=shutil.ignore_patterns(".cache"))
        after, fresh = (build(one / "measures", tmp_path / one.name / "site", root=one) for one in (warm, cold))
        assert files(warm / "site") == files(cold / "site") != {}
        told = [[one for one in said.stderr.splitlines() if str(tmp_path) not in one and "built in" not in one]
                for said in (after, fresh)]  # fmt: skip
        assert told[0] == told[1] != []
