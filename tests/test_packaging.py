"""What others install: the wheel works alone, and the locks hold what pyproject.toml asks for."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "tests/requirements.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
FOR_TESTS = PROJECT["project"]["optional-dependencies"]["test"]


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: setuptools leaves a build/ folder, and packs what an older one still holds."""
    copy = tmp_path_factory.mktemp("project")
    for path in ("pyproject.toml", "README.md"):
        if (ROOT / path).exists():
            shutil.copy(ROOT / path, copy)
    shutil.copytree(ROOT / "plugins", copy / "plugins", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    run(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", copy / "dist", copy)
    return next((copy / "dist").glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_package_and_both_entry_points(wheel):
    package = ROOT / "plugins/measure_catalogue"
    with zipfile.ZipFile(wheel) as archive:
        packed = {path.removeprefix("measure_catalogue/") for path in archive.namelist()}
        entries = archive.read(next(path for path in archive.namelist() if path.endswith("entry_points.txt"))).decode()
    kept = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    assert {path for path in kept if "__pycache__" not in path} <= packed
    assert {"py.typed", "defaults.yml", "templates/page.md.j2", "theme/assets/catalogue/base/base.css"} <= packed
    assert "measures = measure_catalogue.cli:main" in entries
    assert "measure-catalogue = measure_catalogue.plugin:CataloguePlugin" in entries


def test_what_the_wheel_installs_checks_measures_and_builds_a_site(wheel, tmp_path):
    installed, site = tmp_path / "installed", tmp_path / "a project"
    run(sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", "--target", installed, wheel)
    (site / "docs").mkdir(parents=True)
    (site / "docs/index.md").write_text("# Accueil\n", "utf-8")
    (site / "measures").mkdir()
    (site / "measures/1.md").write_text("# Planter\n\n```yaml\nidentifiant: 1\n```\n\n## Description\n\nDes arbres.\n")
    (site / "mkdocs.yml").write_text("site_name: Essai\nplugins: [measure-catalogue]\n", "utf-8")
    alone = {"cwd": site, "env": {**os.environ, "PYTHONPATH": str(installed)}}

    where = run(sys.executable, "-c", "import measure_catalogue as it; print(it.__file__)", **alone)
    assert Path(where.strip()).is_relative_to(installed)
    assert "check" in run(installed / "bin/measures", "--help", **alone)
    run(installed / "bin/measures", "check", **alone)
    run(sys.executable, "-m", "mkdocs", "build", "--strict", **alone)
    assert any("Des arbres." in page.read_text("utf-8") for page in site.glob("site/**/1/index.html"))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|find-links|index-url", text)
    for line in pinned(text):
        assert re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize(("lock", "asked"), [(LOCKS[0], NEEDED), (LOCKS[1], NEEDED + FOR_TESTS)])
def test_a_lock_answers_every_need_within_its_bounds(lock, asked):
    versions = {}
    for line in pinned((ROOT / lock).read_text("utf-8")):
        found = Requirement(line.split("--hash")[0])
        versions.setdefault(found.name.lower(), []).append(next(iter(found.specifier)).version)
    for need in map(Requirement, asked):
        assert versions.get(need.name.lower()), f"{need} : lancer « make lock »"
        assert all(need.specifier.contains(version) for version in versions[need.name.lower()]), need


def test_the_tests_run_with_the_versions_that_the_site_is_built_with():
    site, tests = (set(pinned((ROOT / lock).read_text("utf-8"))) for lock in LOCKS)
    assert site <= tests


@pytest.mark.parametrize("need", NEEDED + FOR_TESTS)
def test_a_need_has_a_lowest_and_a_highest_version(need):
    assert {one.operator for one in Requirement(need).specifier} == {">=", "<"}


def pinned(text: str) -> list[str]:
    """The requirements of a lock, each with its hashes on one line."""
    return [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
