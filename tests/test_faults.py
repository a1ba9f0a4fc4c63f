"""What stops a build halfway: the site stays whole, the next build is like any other, and words say why."""

import os
import random
import re
import secrets
import shutil
import signal
import sqlite3
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from measure_catalogue import swapping
from measure_catalogue.diagnostics import Severity
from measure_catalogue.failing import explained
from measure_catalogue.past import memory, store
from measure_catalogue.past.memory import Memory
from measure_catalogue.past.store import Store, digest, squeezed
from measure_catalogue.revisions import GitError, repository
from measure_catalogue.sources import from_folder
from measure_catalogue.swapping import Swap
from repositories import made
from small import Done, Small, files, put_back, small

KEPT = Path(".cache", "measures", "pages.sqlite3")
IN_SITE = r"write .*\.new/"
READING = r"read .*/cae/6\.1\.1\.md"
"""A moment when the host knows which files there are, and none of them is read."""


@dataclass(frozen=True)
class Prepared:
    """A project whose site is that of before an edit: a copy to start from, what its site is, and what it shall be."""

    project: Small
    copy: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    values: dict[bytes, bytes]
    moments: list[str]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("prepared")
    project, moments = small(folder / "project"), folder / "moments"
    assert project.build().code == 0
    project.edit()
    shutil.copytree(project.folder, folder / "copy")
    before = files(project.site)
    shutil.rmtree(project.folder / ".cache")
    assert project.build(stop={"record": moments}).code == 0
    after = files(project.site)
    assert before.keys() == after.keys() and before != after
    return Prepared(project, folder / "copy", before, after, values(project), moments.read_text("utf-8").splitlines())


@pytest.fixture
def project(prepared: Prepared) -> Small:
    """In the same folder each time: what is kept of a build is known again there."""
    put_back(prepared.copy, prepared.project.folder)
    return prepared.project


def values(project: Small) -> dict[bytes, bytes]:
    """What is kept for the next build, by key."""
    with closing(sqlite3.connect(project.folder / KEPT)) as base:
        keys = [key for (key,) in base.execute("SELECT key FROM kept")]
    known = Store(project.folder / KEPT).get(keys)
    return {key: known.value(key) for key in known}


def check_next(project: Small, prepared: Prepared) -> None:
    """The build that comes after a stopped one is as if nothing had been, in what it writes and in what it keeps."""
    done = project.build()
    assert done.code == 0, done.said
    assert files(project.site) == prepared.after
    assert project.left() == set()
    assert prepared.values.items() <= values(project).items()


def check_untouched(project: Small, prepared: Prepared, done: Done, *words: str) -> None:
    """A build has failed, said why, and left nothing."""
    assert done.code > 0, done.said
    assert "Traceback" not in done.said
    assert [one for one in words if one not in done.said] == [], done.said
    assert files(project.site) == prepared.before
    assert project.left() == set()


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (r"main mkdir .*\.new$", 1),
        (READING, 1),
        (f"second {IN_SITE}", 0.1),
        (f"second {IN_SITE}", 0.7),
        (f"main {IN_SITE}", 1),
        (f"main {IN_SITE}", 0.3),
        (f"main {IN_SITE}", 0.6),
        (r"main write .*\.zip", 1),
        ("main open-base", 2),
        ("main exchange", 1),
    ],
)
def test_a_build_that_is_killed_leaves_the_site_as_it_was(
    prepared: Prepared, project: Small, at: str, part: float
) -> None:
    count = part if isinstance(part, int) else int(part * sum(bool(re.search(at, one)) for one in prepared.moments))
    assert count > 0
    done = project.build(stop={"at": at, "count": count, "do": "kill"})
    assert done.code == -signal.SIGKILL, done.said
    assert files(project.site) == prepared.before
    check_next(project, prepared)


def test_a_build_that_is_killed_once_the_site_is_in_place_leaves_the_new_one(
    prepared: Prepared, project: Small
) -> None:
    assert project.build(stop={"at": r"main remove .*\.new", "do": "kill"}).code == -signal.SIGKILL
    assert files(project.site) == prepared.after
    check_next(project, prepared)


def test_what_a_killed_build_had_begun_beside_it_does_not_get_into_the_next(prepared: Prepared, project: Small) -> None:
    """Its second process lives on for a while, and holds the lock for as long."""
    done = project.build(stop={"at": f"second {IN_SITE}", "count": 20, "do": "kill-main"})
    assert done.code == -signal.SIGKILL
    check_next(project, prepared)


def test_a_second_process_that_is_killed_alone_is_done_without(prepared: Prepared, project: Small) -> None:
    done = project.build(stop={"at": f"second {IN_SITE}", "count": 30, "do": "kill-self"})
    assert done.code == 0 and "Traceback" not in done.said, done.said
    assert files(project.site) == prepared.after


def test_where_folders_cannot_change_places_a_kill_between_two_steps_is_made_good(
    prepared: Prepared, project: Small
) -> None:
    stop = {"at": r"main rename .*\.new$", "do": "kill", "exchange": "no"}
    assert project.build(stop=stop).code == -signal.SIGKILL
    assert not project.site.exists()
    project.build(stop={"at": f"main {IN_SITE}", "do": "break"})
    assert files(project.site) == prepared.before
    assert project.build(stop={"exchange": "no"}).code == 0
    assert files(project.site) == prepared.after
    assert project.left() == set()


@pytest.mark.parametrize(("who", "what"), [("main", "signal-all:SIGINT"), ("second", "signal:SIGTERM")])
def test_a_build_that_is_told_to_stop_tidies_up(prepared: Prepared, project: Small, who: str, what: str) -> None:
    """Ctrl-C is told to all processes; a service tells the first one, while the second is at work."""
    process = project.start(stop={"at": f"{who} {IN_SITE}", "count": 10, "do": what})
    with process:
        done = Done.of(process)
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    check_untouched(project, prepared, done, "construction interrompue : « site » est resté entier")


@pytest.mark.parametrize("is_before", [True, False])
def test_ctrl_c_between_the_two_steps_puts_the_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_before: bool
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").write_text("avant", "utf-8")
    swap = Swap(tmp_path / "site", lambda: None)
    rename = Path.rename

    def stopped(self: Path, target: Path) -> Path:
        if self == swap.folder and is_before:
            raise KeyboardInterrupt
        moved = rename(self, target)
        if self == swap.target and not is_before:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(swapping, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        swap.commit()
    swap.abandon()
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert files(tmp_path / "site") == {"a": b"avant"}


def test_a_catalogue_that_cannot_be_published_leaves_the_site(prepared: Prepared, project: Small) -> None:
    check_untouched(project, prepared, project.build("--strict"), "« site » est resté tel qu’il était")
    shutil.rmtree(project.measures / "cae")
    check_untouched(project, prepared, project.build(), "aucune mesure dans « measures »")


def test_a_fault_of_the_program_leaves_the_site_and_shows_where_it_is(prepared: Prepared, project: Small) -> None:
    done = project.build(stop={"at": f"main {IN_SITE}", "count": 30, "do": "break"})
    assert "RuntimeError: une erreur du programme" in done.said
    assert files(project.site) == prepared.before and project.left() == set()


@pytest.mark.parametrize(
    ("at", "number", "words"),
    [
        (f"main {IN_SITE}", "ENOSPC", "le disque est plein : faire de la place"),
        (r"main mkdir .*\.new$", "ENOSPC", "le disque est plein : faire de la place"),
        (r"main write .*/ecoconception/index.html", "EDQUOT", "le disque est plein : faire de la place"),
    ],
)
def test_what_the_system_refuses_is_said_in_french(
    prepared: Prepared, project: Small, at: str, number: str, words: str
) -> None:
    check_untouched(project, prepared, project.build(stop={"at": at, "do": f"refuse:{number}"}), words)


def test_a_file_past_the_limit_of_the_account_is_said_in_french(prepared: Prepared, project: Small) -> None:
    limited = ("sh", "-c", 'ulimit -f 100; exec "$@"', "sh")
    check_untouched(project, prepared, project.build(before=limited), "un fichier dépasse la limite du système")


FULL = """
mount -t tmpfs -o size=7m,mode=755 tmpfs "$1" || exit 77
cp -a "$2/." "$1"; folder=$1; shift 2
"$@"; echo "code $?"
cp -a "$folder/site" "$folder"/../full; ls -A "$folder" | sed 's/^/left /'
mount -o remount,size=40m "$folder"
"$@"; echo "code $?"
cp -a "$folder/site" "$folder"/../roomy
"""


def test_a_disk_that_is_full_leaves_the_site(prepared: Prepared, tmp_path: Path) -> None:
    """A real one, in memory: where the system lets an account mount it for itself."""
    project = Small(tmp_path / "disk")
    project.folder.mkdir()
    words = ["unshare", "-rm", "sh", "-c", FULL, "sh", str(project.folder), str(prepared.copy), *project.command()]
    if not shutil.which("unshare"):
        pytest.skip("ce système n’a pas unshare")
    done = subprocess.run(words, env=project.environment(), capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"ce compte ne peut pas monter de disque : {done.stderr.strip()}")
    assert "le disque est plein : faire de la place" in done.stderr and "Traceback" not in done.stderr
    assert re.findall("^code (.)", done.stdout, re.M) == ["1", "0"], done.stderr
    assert {*re.findall("^left (.*)", done.stdout, re.M)} == {"mkdocs.yml", "docs", "measures", "site", ".cache"}
    assert files(tmp_path / "full") == prepared.before
    assert files(tmp_path / "roomy") == prepared.after


@pytest.fixture
def subject() -> tuple[str, ...]:
    """What leads a command to whom permissions apply, which they do not to root."""
    if os.geteuid():
        return ()
    if not (program := shutil.which("setpriv")):
        pytest.skip("les droits des fichiers ne s’appliquent pas à root, et ce système n’a pas setpriv")
    return (program, "--bounding-set", "-all", "--inh-caps", "-all")


@pytest.fixture
def closed(project: Small) -> Iterator[Small]:
    """What is done to the project's permissions is undone, so that it can be deleted."""
    yield project
    for folder, _, _ in os.walk(project.folder):
        os.chmod(folder, 0o755)


def test_a_site_that_is_read_only_is_said_before_anything_is_built(
    prepared: Prepared, closed: Small, subject: tuple[str, ...]
) -> None:
    closed.site.chmod(0o555)
    done = closed.build(before=subject)
    check_untouched(closed, prepared, done, "il est interdit de lire ou d’écrire « site » : vérifier ses droits")
    assert "Building documentation" not in done.said


def test_a_folder_where_no_site_can_be_made_is_said(closed: Small, subject: tuple[str, ...]) -> None:
    shutil.rmtree(closed.site)
    closed.folder.chmod(0o555)
    done = closed.build(before=subject)
    assert done.code > 0 and "Traceback" not in done.said
    assert "il est interdit de lire ou d’écrire « site » : vérifier ses droits" in done.said


def test_a_site_alone_that_can_be_written_is_written_in_its_place_and_that_is_said(
    prepared: Prepared, closed: Small, subject: tuple[str, ...]
) -> None:
    for folder in (closed.folder / ".cache", closed.folder / ".cache" / "measures", closed.folder):
        folder.chmod(0o555)
    done = closed.build(before=subject)
    assert done.code == 0, done.said
    assert "« site » est écrit sur place : interrompue, cette construction le laisserait incomplet" in done.said
    assert files(closed.site) == prepared.after


def test_a_measure_and_a_folder_that_cannot_be_read_are_named(closed: Small, subject: tuple[str, ...]) -> None:
    other = closed.measures / "eci"
    shutil.copytree(closed.measures / "cae", other)
    other.chmod(0)
    (closed.measures / "cae" / "6.1.2.md").chmod(0)
    done = closed.build(before=subject)
    assert done.code == 0, done.said
    assert "measures/cae/6.1.2.md: FI-01 erreur : ce fichier ne se lit pas : il est interdit de le lire" in done.said
    assert "measures/eci: FI-01 erreur : ce dossier ne se lit pas : il est interdit de le lire" in done.said


@pytest.mark.parametrize("name", ["docs/index.md", "docs/image.svg"])
def test_a_file_of_the_site_that_cannot_be_read_stops_the_build(
    prepared: Prepared, closed: Small, subject: tuple[str, ...], name: str
) -> None:
    (closed.folder / name).chmod(0)
    check_untouched(closed, prepared, closed.build(before=subject), f"il est interdit de lire ou d’écrire « {name} »")


@pytest.mark.parametrize("name", ["docs/index.md", "docs/image.svg"])
def test_a_file_that_vanishes_during_the_build_stops_it(prepared: Prepared, project: Small, name: str) -> None:
    done = project.build(stop={"at": READING, "do": f"remove:{project.folder / name}"})
    check_untouched(project, prepared, done, f"« {name} » n’est plus là : il a été déplacé ou effacé")


def test_a_measure_that_vanishes_during_the_build_is_named(project: Small) -> None:
    done = project.build(stop={"at": READING, "do": f"remove:{project.measures / 'cae' / '6.1.2.md'}"})
    assert done.code == 0, done.said
    assert "cae/6.1.2.md: FI-01 erreur : ce fichier ne se lit pas : il vient de disparaître" in done.said


def test_measures_that_all_vanish_are_said(prepared: Prepared, project: Small) -> None:
    done = project.build(stop={"at": r"main mkdir .*\.new$", "do": f"remove:{project.measures}"})
    check_untouched(project, prepared, done, "ce dossier ne se lit pas : il vient de disparaître", "aucune mesure")


def test_a_link_that_leads_nowhere_is_still_called_one(tmp_path: Path) -> None:
    (tmp_path / "cae").mkdir()
    (tmp_path / "cae" / "1.md").symlink_to("2.md")
    (one,) = from_folder(tmp_path)
    (fault,) = one.faults
    assert "ce lien ne mène à rien" in fault.message and fault.rule.severity is Severity.ERROR


def test_what_is_kept_may_be_deleted_during_the_build(prepared: Prepared, project: Small) -> None:
    stop = {"at": f"main {IN_SITE}", "count": 40, "do": f"remove:{project.folder / '.cache'}"}
    done = project.build(stop=stop)
    assert done.code == 0 and "les pages sont sans historique : ce dossier n'est pas suivi par git" in done.said
    assert files(project.site) == prepared.after
    check_next(project, prepared)


def until(process: "subprocess.Popen[str]", words: str) -> None:
    """Go on once a build has said something."""
    assert process.stderr
    said = ""
    while words not in said:
        line = process.stderr.readline()
        assert line, said
        said += line


def test_two_builds_of_one_site_go_one_after_the_other(prepared: Prepared, project: Small, tmp_path: Path) -> None:
    """The first is held while it writes; the second has read more measures than it, and wins as the later."""
    shutil.rmtree(project.measures / "cae")
    shutil.copytree(prepared.copy / "measures" / "cae", project.measures / "cae")
    os.mkfifo(tmp_path / "go")
    (project.measures / "cae" / "6.1.5.md").rename(tmp_path / "later.md")
    first = project.start(stop={"at": f"main {IN_SITE}", "count": 30, "do": f"wait:{tmp_path / 'go'}"})
    until(first, "stopped")
    (tmp_path / "later.md").rename(project.measures / "cae" / "6.1.5.md")
    second = project.start()
    until(second, "une autre construction de « site » est en cours : attente…")
    assert files(project.site) == prepared.before
    (tmp_path / "go").write_bytes(b"")
    with first, second:
        assert [Done.of(one).code for one in (first, second)] == [0, 0]
    assert files(project.site) == prepared.after
    assert project.left() == set()


def test_two_builds_at_once_may_share_what_is_kept(prepared: Prepared, project: Small) -> None:
    others = [project.start("-d", str(project.folder / name)) for name in ("site", "other")]
    for one in others:
        with one:
            assert Done.of(one).code == 0
    assert files(project.site) == files(project.folder / "other") == prepared.after
    assert project.left() == {"other"}
    assert prepared.values.items() <= values(project).items()


def test_what_another_build_is_at_is_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0)
    file, ours, theirs = tmp_path / "kept.sqlite3", digest("a"), digest("b")
    mine = filled(file, {theirs: "de l’autre"})
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        mine.put(ours, squeezed("de celle-ci"))
        assert mine.get([theirs]) == {}
        mine.save()
        other.execute("COMMIT")
    assert Store(file).get([theirs]) == {theirs: "de l’autre"}
    mine.save()
    assert Store(file).get([ours, theirs]) == {ours: "de celle-ci", theirs: "de l’autre"}


def filled(file: Path, known: dict[bytes, str]) -> Store:
    one = Store(file)
    for key, text in known.items():
        one.put(key, squeezed(text))
    one.save()
    return one


TEXTS = {digest(number): f"texte {number} " * (number * 7) for number in range(1, 60)}


def check_spoilt(file: Path) -> None:
    """Nothing wrong is ever read from it; where it was seen to be spoilt, it serves again."""
    again, known = Store(file), {**TEXTS, digest("new"): "nouveau"}
    found = again.get(TEXTS)
    assert found.items() <= TEXTS.items()
    again.put(digest("new"), squeezed("nouveau"))
    again.save()
    after = Store(file).get(known)
    assert after.items() <= known.items()
    assert found or digest("new") in after


def test_a_file_cut_anywhere_is_no_wrong_memory(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite3"
    filled(file, TEXTS)
    whole = file.read_bytes()
    for size in sorted({*range(0, len(whole), 1777), *range(0, len(whole), 4096), 1, 15, 99, 100}):
        file.write_bytes(whole[:size])
        check_spoilt(file)


def test_a_file_spoilt_anywhere_is_no_wrong_memory(tmp_path: Path) -> None:
    file, chance = tmp_path / "kept.sqlite3", random.Random(3)
    filled(file, TEXTS)
    whole = file.read_bytes()
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(chance.choice([1, 5, 200])):
            spoilt[chance.randrange(len(whole))] = chance.randrange(256)
        file.write_bytes(spoilt)
        check_spoilt(file)


@pytest.mark.parametrize("part", [0.0, 0.02, 0.5, 0.97, 1.0])
def test_half_a_transaction_is_no_wrong_memory(tmp_path: Path, part: float) -> None:
    """What a kill leaves in the middle of it, the journal whole or cut."""
    file, journal = tmp_path / "kept.sqlite3", tmp_path / "kept.sqlite3-journal"
    filled(file, TEXTS)
    with closing(sqlite3.connect(file)) as base:
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA cache_size = 1")
        base.execute("UPDATE kept SET value = ?", [zlib.compress(b"")])
        base.executemany("INSERT INTO kept VALUES (?, ?)", [(os.urandom(20), os.urandom(900)) for _ in range(90)])
        left = [(one, one.read_bytes()) for one in (file, journal)]
        base.rollback()
    assert len(left[1][1]) > 5000
    for one, content in left:
        one.write_bytes(content[: int(part * len(content))] if one == journal else content)
    if part == 1.0:
        assert Store(file).get(TEXTS) == TEXTS
    check_spoilt(file)


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE kept (key, value, build); INSERT INTO kept VALUES (1, 2, 'x')",
        "CREATE TABLE kept (key, value, build); INSERT INTO kept VALUES (1, 2, 9223372036854775807)",
        "CREATE TABLE kept (a)",
        "CREATE VIEW kept AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i key, i value FROM n",
        "PRAGMA journal_mode = WAL; CREATE TABLE other (a)",
    ],
)
def test_a_base_of_somebody_else_is_replaced_and_not_run(tmp_path: Path, script: str) -> None:
    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as base:
        base.executescript(script)
    check_spoilt(tmp_path / "kept.sqlite3")


def test_a_value_that_another_put_under_our_key_is_not_believed(tmp_path: Path) -> None:
    file, key = tmp_path / "kept.sqlite3", digest("template")
    filled(file, {key: "la nôtre"})
    with closing(sqlite3.connect(file)) as base, base:
        ((sealed,),) = base.execute("SELECT value FROM kept").fetchall()
        base.execute("UPDATE kept SET value = ?", [sealed[:16] + squeezed("la leur")])
    assert Store(file).get([key]) == {}


def test_a_list_cut_anywhere_is_empty_and_what_killed_builds_left_goes(tmp_path: Path) -> None:
    file = tmp_path / "codes.json"
    known = {"a": [["é", "b"]], "c": [["d"] * 9]}

    def kept() -> None:
        one = Memory(file)
        for key, value in known.items():
            one.put(key, value)
        one.keep([*known, secrets.token_hex()])

    kept()
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        assert all(Memory(file).get(key) is None for key in known)
    for name in ("codes.jsonab_12xyz", "codes.json.tableau", "autre.json"):
        (tmp_path / name).write_text("", "utf-8")
    kept()
    assert {key: Memory(file).get(key) for key in known} == known
    assert {one.name for one in tmp_path.iterdir()} == {"codes.json", "autre.json", "codes.json.tableau"}


def test_a_list_of_somebody_else_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "codes.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    assert Memory(file).get("a") is None
    os.unlink(file)
    os.mkfifo(file)
    assert Memory(file).get("a") is None


def test_the_mark_of_an_account_that_was_cut_short_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory.platformdirs, "user_cache_path", lambda name: tmp_path / name)
    mark = memory.mark.__wrapped__
    first = mark()
    assert len(first) == 32 and mark() == first
    (tmp_path / "measure-catalogue" / "marque").write_bytes(first[:9])
    again = mark()
    assert len(again) == 32 and mark() == again != first
    assert [one.name for one in (tmp_path / "measure-catalogue").iterdir()] == ["marque"]


def test_a_build_that_finds_all_that_is_kept_spoilt_is_like_any_other(prepared: Prepared, project: Small) -> None:
    chance = random.Random(5)
    kept = project.folder / KEPT
    for file in (*kept.parent.iterdir(), kept.with_name(f"{kept.name}-journal"), kept.with_name("codes.json")):
        file.write_bytes(chance.randbytes(3000))
    check_next(project, prepared)


def test_a_machine_whose_git_does_not_start_has_pages_without_history(project: Small, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text("", "utf-8")
    done = project.build(PATH=str(tmp_path / "bin"))
    assert done.code == 0 and "les pages sont sans historique : git ne démarre pas" in done.said, done.said


@pytest.mark.parametrize(("mode", "words"), [(0o644, "il est interdit"), (0o755, "le système refuse")])
def test_why_git_does_not_start_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, words: str
) -> None:
    (tmp_path / "git").write_bytes(b"\x7fELF rien")
    (tmp_path / "git").chmod(mode)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match=f"git ne démarre pas : {words}"):
        repository(tmp_path)


def test_what_is_published_on_a_branch_is_the_site(prepared: Prepared, project: Small, tmp_path: Path) -> None:
    depot, bare = made(project.folder), tmp_path / "bare.git"
    (project.folder / ".gitignore").write_text("site/\n.cache/\n", "utf-8")
    depot.commit({})
    depot.git("init", "--quiet", "--bare", str(bare))
    depot.git("remote", "add", "origin", str(bare))
    who = {f"GIT_{role}_{what}": "essai" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = project.build(command="gh-deploy", **who)
    assert done.code == 0, done.said
    depot.git("clone", "--quiet", "--branch", "gh-pages", str(bare), str(tmp_path / "pages"))
    shutil.rmtree(tmp_path / "pages" / ".git")
    assert files(tmp_path / "pages") == {**files(project.site), ".nojekyll": b""}
    assert project.left() == {".git", ".gitignore"}


def test_a_site_that_is_shown_while_it_is_written_leaves_the_published_one(prepared: Prepared, project: Small) -> None:
    process = project.start("--dev-addr", "127.0.0.1:0", command="serve")
    with process:
        until(process, "Serving on")
        project.edit()
        until(process, "Documentation built in")
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in Done.of(process).said
    assert files(project.site) == prepared.before
    assert project.left() == set()


@pytest.mark.parametrize(
    "error",
    [
        OSError(),
        OSError(5, "x"),
        OSError(13, "x", b"a\xff"),
        UnicodeDecodeError("a", b"", 0, 1, ""),
        UnicodeEncodeError("a", "é", 0, 1, ""),
    ],
)
def test_whatever_the_system_says_there_is_a_sentence(error: OSError | UnicodeError) -> None:
    assert "recommencer" in explained(error)
