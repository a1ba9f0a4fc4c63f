"""The same input gives the same bytes, wherever, whenever and by whomever the site is built."""

import gzip
import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from small import SETTINGS, Small, files, small

MOMENT = 1767225600
"""SOURCE_DATE_EPOCH of tests/small.py: the first of January 2026."""

OTHERWISE = """
import os, runpy, sys
listed, scanned, walked = os.listdir, os.scandir, os.walk

class Scanned:
    def __init__(self, path="."):
        with scanned(path) as found:
            self._found = iter(sorted(found, key=lambda one: one.name, reverse=True))
    def __enter__(self): return self
    def __exit__(self, *_): return None
    def __iter__(self): return self
    def __next__(self): return next(self._found)
    def close(self): pass

os.listdir = lambda path=".": sorted(listed(path), reverse=True)
os.scandir = Scanned
if sys.argv.pop(1) == "alone":
    os.cpu_count = lambda: 1
    del os.fork
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""
"""Folders are listed from the end, and all is made by one process or two."""

NO_LANGUAGE = {"LANG": "C", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Built once, with all the kinds of files that a site can have."""
    project = enriched(small(tmp_path_factory.mktemp("first") / "project"))
    done = project.build(PYTHONHASHSEED="1", TZ="UTC", LANG="fr_FR.UTF-8")
    assert done.code == 0, done.said
    return project


def enriched(project: Small) -> Small:
    """What brings in the rest: tables to take along, terms, examples, names that sort otherwise elsewhere."""
    for name in ("metiers.yml", "glossaire.yml", "cadres.yml"):
        if (ROOT / "measures" / name).exists():
            shutil.copy(ROOT / "measures" / name, project.measures)
    for name in ("Été.md", "a.md", "B.md", "ÉTÉ/été.svg"):
        file = project.folder / "docs" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {name}\n", "utf-8")
    shutil.copytree(project.measures / "cae", project.measures / "eci")
    return project


def check_same(first: Small, other: Path) -> None:
    ours, theirs = files(first.site), files(other)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_site_has_all_the_kinds_of_files_that_could_tell_the_hour(first: Small) -> None:
    found = files(first.site)
    kinds = {Path(name).suffix for name in found}
    assert {".html", ".css", ".js", ".svg", ".xml", ".gz", ".zip"} <= kinds
    assert {"search/manifest.js", "qr/cae/6.1.1.svg"} <= found.keys()


@pytest.mark.parametrize(
    "settings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "3"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4"},
    ],
    ids=["hour", "language"],
)
def test_what_a_machine_is_set_to_does_not_show(first: Small, tmp_path: Path, settings: dict[str, str]) -> None:
    shutil.rmtree(first.folder / ".cache")
    done = first.build("-d", str(tmp_path / "site"), **settings)
    assert done.code == 0, done.said
    check_same(first, tmp_path / "site")


@pytest.mark.parametrize("processes", ["alone", "two"])
def test_the_order_of_folders_their_place_and_their_dates_do_not_show(
    first: Small, tmp_path: Path, processes: str
) -> None:
    other = Small(tmp_path / "ailleurs, avec une espace" / "é")
    shutil.copytree(
        first.folder, other.folder, ignore=shutil.ignore_patterns("site", ".cache"), copy_function=shutil.copy
    )
    for number, file in enumerate(sorted(other.folder.rglob("*"))):
        os.utime(file, (number * 86_400, number * 86_400))
    command = other.command(program=["-c", OTHERWISE, processes])
    done = subprocess.run(command, env=other.environment(), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    check_same(first, other.site)


def test_an_index_in_chunks_is_the_same_each_time(tmp_path: Path) -> None:
    """Pagefind draws the order of some of what it writes."""
    settings = SETTINGS.replace("measure-catalogue", "{measure-catalogue: {search: pagefind}}")
    sites = []
    for name in ("un", "deux"):
        project = enriched(small(tmp_path / name, settings))
        assert project.build().code == 0
        sites.append(files(project.site))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    (listed,) = (gzip.decompress(data) for name, data in sites[0].items() if name.endswith(".pf_meta"))
    found = re.findall(rb"((?:catalogue|level)_[a-z_]+?)ounknown_", listed)
    assert found == sorted(found, key=lambda one: (len(one), one)) and len(found) > 5


def test_what_is_packed_bears_no_hour_of_its_own(first: Small) -> None:
    found = files(first.site)
    packed = {name: data for name, data in found.items() if data.startswith(b"PK\3\4")}
    assert "hors-ligne/essai.zip" in packed
    for name, data in packed.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, name
    sitemap = found["sitemap.xml.gz"]
    assert int.from_bytes(sitemap[4:8], "little") == MOMENT
    assert gzip.decompress(sitemap) == found["sitemap.xml"]


def test_the_shipped_site_is_the_same_bytes_from_another_folder(tmp_path: Path) -> None:
    """As it is built to be published, and all at once: hour, language, order, place."""
    sites = []
    for number, name in enumerate(("un", "deux/trois")):
        folder = tmp_path / name
        for part in ("docs", "overrides", "measures"):
            shutil.copytree(ROOT / part, folder / part, copy_function=shutil.copyfile)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        project = Small(folder)
        settings = {"SITE_URL": "https://essai.example/sous/", "PYTHONHASHSEED": str(number)}
        settings |= {**NO_LANGUAGE, "TZ": "Pacific/Niue"} if number else {"TZ": "Pacific/Kiritimati"}
        program = ["-c", OTHERWISE, "two"] if number else None
        command = project.command(program=program)
        given = {**project.environment(), **settings}
        done = subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        sites.append(files(project.site))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert len(sites[0]) > 500
