"""What git tells of a page: who changed what and when, through other numbers, names and states of a file."""

import json
import shutil
from pathlib import Path

import pytest
from measure_catalogue import sources
from measure_catalogue.model import Catalogue, Identifier, identifier
from measure_catalogue.past import versions
from measure_catalogue.past.history import SHOWN, Chronicle, Entry, History, Said
from measure_catalogue.past.memory import Memory
from measure_catalogue.past.timeline import timeline
from measure_catalogue.publishing.pages import site
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.revisions import GitError
from repositories import Made, made

TASK = "Tenir une réunion publique par quartier avec les habitants"


def measure(
    points: str = "6", number: str = "1.1", extra: str = "", text: str = "La collectivité agit.", task: str = "1"
) -> str:
    return f"""# Agir pour le climat
```yaml
identifiant: {number}
points: {points}
```
## Description
{text}
## Actions
### Connaître son territoire et ses acteurs
```yaml
identifiant: {number}.1
```
#### Actions
##### {TASK}
```yaml
identifiant: {number}.1.{task}
```
{extra}"""


AXIS = "# Planification\n```yaml\nidentifiant: 1\n```\n## Description\nUn axe.\n"


@pytest.fixture
def depot(tmp_path: Path) -> Made:
    return made(tmp_path / "depot")


def catalogue(folder: Path) -> Catalogue:
    return read(sources.from_folder(folder))[0]


def told(depot: Made, page: str = "1.1", folder: str = "measures") -> list[tuple[str, str, list[str]]]:
    """A page's history: date, author, and « 1.1.1 : words » for each change."""
    where = depot.folder / folder
    found = Chronicle(where).of(catalogue(where)).get(known(page), History(()))
    return [(one.date, one.author, lines(one)) for one in found.entries]


def known(text: str) -> Identifier:
    found = identifier("cae", text)
    assert found
    return found


def lines(entry: Entry) -> list[str]:
    return [f"{one.item or f'({one.then})'} : {one.words}".replace("\u00a0", " ") for one in entry.said]


def text_of(depot: Made, page: str = "1.1", history: bool = True) -> str:
    where = depot.folder / "measures"
    state = catalogue(where)
    found = Chronicle(where).of(state) if history else None
    return next(one.text for one in site(Writer(state), "", found).pages if one.uri == f"cae/{page}/index.md")


def test_a_change_of_points_is_said_with_its_day_and_its_author(depot: Made) -> None:
    depot.commit({"measures/cae/1.md": AXIS, "measures/cae/1.1.md": measure()}, date="2025-01-02")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2026-03-12")
    assert told(depot) == [
        ("2026-03-12", "Claire Martin", ["1.1 : points : 6 → 8"]),
        ("2025-01-02", "Claire Martin", ["1.1 : ajout"]),
    ]
    assert told(depot, "1") == [("2025-01-02", "Claire Martin", ["1 : ajout"])]


def test_the_page_shows_its_last_change_and_those_before(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-02")
    depot.commit({"measures/cae/1.1.md": measure("8", text="La collectivité agit. Vite.")}, date="2026-03-01")
    text = text_of(depot).replace("\u00a0", " ")
    assert (
        'Dernière modification : <time datetime="2026-03-01">1er mars 2026</time>, par Claire Martin : '
        "points : 6 → 8, Description modifiée (1 mot ajouté)" in text
    )
    assert "<summary>Les 2 changements</summary>" in text
    assert '- <time datetime="2025-01-02">2 janvier 2025</time>, Claire Martin : ajout' in text


def test_a_single_change_needs_no_list(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()})
    assert "## Historique {#historique}" in text_of(depot)
    assert "<details" not in text_of(depot)


def test_a_measure_with_a_section_of_the_same_name_has_two_anchors(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure().replace("## Description", "## Historique")})
    text = text_of(depot)
    assert "## Historique {#historique}" in text and "## Historique {#historique-2}" in text


def test_without_history_a_page_says_nothing_of_it(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()})
    assert "Historique" not in text_of(depot, history=False)


def test_a_task_with_another_number_keeps_its_history(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure().replace(TASK, f"{TASK} et les élus")}, date="2025-02-01")
    depot.commit({"measures/cae/1.1.md": measure(task="4").replace(TASK, f"{TASK} et les élus")}, date="2025-03-01")
    depot.commit({"measures/cae/1.1.md": measure(task="4").replace(TASK, f"{TASK}, deux fois")}, date="2025-04-01")
    assert [(date, said[0].split(" : ")[0]) for date, _, said in told(depot)] == [
        ("2025-04-01", "1.1.1.4"),
        ("2025-03-01", "1.1.1.4"),
        ("2025-02-01", "1.1.1.4"),
        ("2025-01-01", "1.1"),
    ]
    assert told(depot)[1][2] == ["1.1.1.4 : 1.1.1.1 devient 1.1.1.4"]


def test_a_number_used_for_something_else_has_not_the_history_of_the_first(depot: Made) -> None:
    other = TASK.replace("Tenir une réunion publique par quartier", "Planter des haies le long des chemins")
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure(task="2")}, date="2025-02-01")
    again = measure(task="2") + f"##### {other}\n```yaml\nidentifiant: 1.1.1.1\n```\n"
    depot.commit({"measures/cae/1.1.md": again}, date="2025-03-01")
    assert told(depot)[0][2] == ["1.1.1.1 : ajout"]
    assert told(depot)[1][2] == ["1.1.1.2 : 1.1.1.1 devient 1.1.1.2"]


def test_a_measure_in_another_file_under_another_number_keeps_its_history(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    renamed = {"measures/cae/1.1.md": None, "measures/cae/1.4.md": measure("8", "1.4")}
    depot.commit(renamed, date="2025-03-01")
    assert [(date, said) for date, _, said in told(depot, "1.4")] == [
        ("2025-03-01", ["1.4 : 1.1 devient 1.4"]),
        ("2025-02-01", ["1.4 : points : 6 → 8"]),
        ("2025-01-01", ["1.4 : ajout"]),
    ]


def test_a_folder_with_another_name_keeps_its_history(depot: Made) -> None:
    depot.commit({"measures/climat/1.1.md": measure(), "measures/climat/1.md": AXIS}, date="2025-01-01")
    depot.commit({"measures/climat/1.1.md": measure("8")}, date="2025-02-01")
    depot.git("mv", "measures/climat", "measures/cae")
    depot.commit({}, date="2025-03-01")
    assert [(date, said) for date, _, said in told(depot)] == [
        ("2025-02-01", ["1.1 : points : 6 → 8"]),
        ("2025-01-01", ["1.1 : ajout"]),
    ]


def test_a_file_with_another_name_and_the_same_words_has_nothing_to_say(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": None, "measures/cae/axe-1/1.1.md": measure()}, date="2025-02-01")
    assert [date for date, _, _ in told(depot)] == ["2025-01-01"]


def test_a_commit_that_only_formats_does_not_appear(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit(
        {"measures/cae/1.1.md": measure().replace("## ", "##  ").replace("\n##", "  \n\n##")}, date="2025-02-01"
    )
    assert [date for date, _, _ in told(depot)] == ["2025-01-01"]


def test_a_merge_says_what_each_of_its_commits_changed(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure(), "measures/cae/1.2.md": measure(number="1.2")}, date="2025-01-01")
    depot.git("switch", "--quiet", "--create", "proposition")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    depot.git("switch", "--quiet", "main")
    depot.commit({"measures/cae/1.2.md": measure("9", "1.2")}, date="2025-02-02")
    depot.git("merge", "--quiet", "--no-edit", "proposition")
    assert told(depot)[0] == ("2025-02-01", "Claire Martin", ["1.1 : points : 6 → 8"])
    assert told(depot, "1.2")[0] == ("2025-02-02", "Claire Martin", ["1.2 : points : 6 → 9"])
    assert len(told(depot)) == 2


def test_what_is_withdrawn_is_named_on_the_page_where_it_was(depot: Made) -> None:
    depot.commit({"measures/cae/1.md": AXIS, "measures/cae/1.1.md": measure()}, date="2025-01-01")
    gone = measure().split("#### Actions")[0]
    depot.commit({"measures/cae/1.1.md": gone}, date="2025-02-01")
    assert told(depot)[0][2] == [f"(1.1.1.1) : retrait de « {TASK} »"]
    depot.commit({"measures/cae/1.1.md": None}, date="2025-03-01")
    assert told(depot, "1")[0][2] == ["(1.1) : retrait de « Agir pour le climat »"]


def test_a_withdrawn_measure_leaves_its_former_changes_to_no_page(depot: Made) -> None:
    depot.commit({"measures/cae/1.md": AXIS, "measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    depot.commit({"measures/cae/1.1.md": None}, date="2025-03-01")
    assert [date for date, _, _ in told(depot, "1")] == ["2025-03-01", "2025-01-01"]


def test_a_file_that_did_not_read_for_a_while_keeps_what_came_before(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    depot.commit({"measures/cae/1.1.md": "```yaml\n[ {\n<<<<<<< moi\n"}, date="2025-03-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-04-01")
    said = {date: words for date, _, words in told(depot)}
    assert said["2025-02-01"] == ["1.1 : points : 6 → 8"]
    assert said["2025-01-01"] == ["1.1 : ajout"]


@pytest.mark.parametrize(
    "content", [b"\x00\xff\xfe\x00", b"", b"# \xe9t\xe9\n```yaml\nidentifiant: 1.1\n```\n", "\u202e".encode() * 1000]
)
def test_bytes_that_are_no_measure_stop_nothing(depot: Made, content: bytes) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": content, "measures/cae/2.md": content}, date="2025-02-01")
    depot.commit({"measures/cae/1.1.md": measure("8"), "measures/cae/2.md": None}, date="2025-03-01")
    assert told(depot)


def test_names_and_words_of_others_are_text_on_the_page(depot: Made) -> None:
    hostile = "<script>alert(1)</script> **moi** [x](javascript:1) {: onclick=x }"
    entry = Entry("2025-01-01", hostile, (Said(None, "1.1.9", hostile), Said(known("1.1"), "1.1", hostile)))
    shown = timeline(History((entry,), 3), known("1.1"), "https://forge.example.org/x")
    assert shown
    for text in (shown.latest, *shown.lines):
        assert not any(mark in text for mark in ("<script", "](javascript", "{:", "**"))


def test_git_itself_gives_names_and_words_that_stay_text(depot: Made) -> None:
    hostile = "<script>alert(1)</script> **moi** [x](javascript:1) {: onclick=x }"
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.git("config", "log.showSignature", "false")
    (depot.folder / "measures/cae/1.1.md").write_text(measure("8", text="<img src=x onerror=alert(1)> `a"), "utf-8")
    depot.git("commit", "--quiet", "-am", "x\x1ey\x1f\x07 <b>", GIT_AUTHOR_NAME=hostile)
    text = text_of(depot).partition("## Historique")[2]
    assert "<script" not in text and "](javascript" not in text and "{:" not in text and "**" not in text
    assert "onerror" not in text and "<b>" not in text


def test_a_name_that_breaks_lines_or_turns_them_round_is_put_in_order(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    (depot.folder / "measures/cae/1.1.md").write_text(measure("8"), "utf-8")
    depot.git("commit", "--quiet", "-am", "x", GIT_AUTHOR_NAME="A\u202e\u2028B\tC" + "x" * 200)
    author = told(depot)[0][1]
    assert author.startswith("A B C") or author.startswith("A BC") or author.startswith("AB C")
    assert len(author) <= 80 and author.isprintable()


def test_no_name_and_no_subject_passes_for_a_commit(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    (depot.folder / "measures/cae/1.1.md").write_text(measure("8"), "utf-8")
    false = f"\x1e{'a' * 40}\x1fMoi\x1f2030-01-01T10:00:00Z\x1fx\x1f:100644 100644 {'b' * 40} {'c' * 40} M\x01"
    depot.git("commit", "--quiet", "-am", false, GIT_AUTHOR_NAME=f"A{false}", GIT_AUTHOR_DATE="2025-02-01T10:00:00Z")
    depot.commit({"measures/cae/1.1.md": measure("9")}, date="2025-03-01")
    assert [date for date, _, _ in told(depot)] == ["2025-03-01", "2025-02-01", "2025-01-01"]


def test_addresses_of_mail_are_nowhere(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()})
    assert "example.org" not in text_of(depot)


def test_the_mailmap_gives_the_name(depot: Made) -> None:
    depot.commit({".mailmap": "Claire Durand <claire@example.org>\n", "measures/cae/1.1.md": measure()})
    assert told(depot)[0][1] == "Claire Durand"


def test_what_one_person_saves_in_a_day_is_one_entry(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("7")}, date="2025-02-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    assert told(depot)[0][2] == ["1.1 : points : 7 → 8", "1.1 : points : 6 → 7"]


def test_the_oldest_changes_are_counted_and_left_to_the_forge(depot: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "READ", 22)
    settings = "depot: https://github.com/org/repo/edit/main/measures/cae\n"
    depot.commit({"measures/cae/catalogue.yml": settings, "measures/cae/1.1.md": measure()}, date="2020-01-01")
    for year in range(30):
        depot.commit({"measures/cae/1.1.md": measure(str(year + 10))}, date=f"20{year + 21}-01-01")
    assert len(told(depot)) == SHOWN
    text = text_of(depot).replace("\u00a0", " ")
    assert "<summary>Les 20 derniers changements</summary>" in text
    assert "- et [11 versions plus anciennes](https://github.com/org/repo/commits/main/measures/cae/1.1.md)" in text


def test_a_catalogue_that_is_the_whole_folder_has_its_history(depot: Made) -> None:
    depot.commit({"cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"cae/1.1.md": measure("8")}, date="2025-02-01")
    assert told(depot, folder="cae")[0][2] == ["1.1 : points : 6 → 8"]


def test_changes_that_are_not_committed_are_not_shown(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    (depot.folder / "measures/cae/1.1.md").write_text(measure("9"), "utf-8")
    assert [date for date, _, _ in told(depot)] == ["2025-01-01"]


def reason(folder: Path) -> str:
    with pytest.raises(GitError) as error:
        Chronicle(folder).of(catalogue(folder))
    return str(error.value)


def test_without_git_without_repository_and_without_commit_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "measures"
    (folder / "cae").mkdir(parents=True)
    (folder / "cae" / "1.1.md").write_text(measure(), "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "n'est pas suivi par git" in reason(folder)
    depot = made(tmp_path)
    assert "rien n'y est encore enregistré" in reason(folder)
    depot.commit({"autre.txt": "x", ".gitignore": "measures/\n"})
    assert "git ne suit pas ces fichiers" in reason(folder)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git n'est pas installé" in reason(folder)


def test_a_cut_history_is_not_taken_for_the_whole(depot: Made, tmp_path: Path) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    depot.git("clone", "--quiet", "--depth=1", depot.folder.as_uri(), str(tmp_path / "copie"))
    assert "git fetch --unshallow" in reason(tmp_path / "copie" / "measures")


def test_a_name_in_another_encoding_reads(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.git("config", "i18n.commitEncoding", "ISO-8859-1")
    (depot.folder / "measures/cae/1.1.md").write_text(measure("8"), "utf-8")
    depot.git("commit", "--quiet", "-am", "x", GIT_AUTHOR_NAME=b"\xc9lise".decode("utf-8", "surrogateescape"))
    assert told(depot)[0][1] == "Élise"


def test_a_build_in_a_hook_of_git_reads_the_same(depot: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    monkeypatch.setenv("GIT_DIR", str(depot.folder / ".git"))
    monkeypatch.setenv("GIT_PREFIX", "measures/")
    assert [date for date, _, _ in told(depot)] == ["2025-01-01"]


def test_another_repository_inside_is_passed_over(depot: Made) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    made(depot.folder / "measures" / "cae" / "2.md").commit({"lisez-moi.md": "x"})
    depot.commit({}, date="2025-02-01")
    assert [date for date, _, _ in told(depot)] == ["2025-01-01"]


class Counting(Chronicle):
    """How many commits were compared."""

    def compared(self, state: Catalogue, monkeypatch: pytest.MonkeyPatch) -> int:
        seen: list[object] = []
        true = versions.compare
        with monkeypatch.context() as patch:
            patch.setattr(versions, "compare", lambda old, new: (seen.append(1), true(old, new))[1])
            self.of(state)
        return len(seen)


def test_only_what_is_new_is_compared_again(depot: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    depot.commit({"measures/cae/1.1.md": measure("8")}, date="2025-02-01")
    where, file = depot.folder / "measures", tmp_path / "cache" / "historique.json"
    state = catalogue(where)
    first = Counting(where, file)
    assert [first.compared(state, monkeypatch), first.compared(state, monkeypatch)] == [2, 0]
    assert Counting(where, file).compared(state, monkeypatch) == 0
    depot.commit({"measures/cae/1.1.md": measure("9")}, date="2025-03-01")
    assert first.compared(state, monkeypatch) == 1
    assert told(depot)[0][2] == ["1.1 : points : 8 → 9"]


def test_a_serve_asks_git_for_no_log_while_head_stands(depot: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    depot.commit({"measures/cae/1.1.md": measure()})
    where = depot.folder / "measures"
    one = Chronicle(where)
    one.of(catalogue(where))
    monkeypatch.setattr("measure_catalogue.revisions.Repository.commits", lambda self: pytest.fail("git log"))
    assert one.of(catalogue(where))


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"version": 1}', '{"version": "x", "known": {"a": 1}}', "[" * 100_000, "\x00"]
)
def test_a_memory_that_does_not_read_is_empty(tmp_path: Path, kept: str) -> None:
    (tmp_path / "m.json").write_text(kept, "utf-8")
    assert Memory(tmp_path / "m.json").get("a") is None


def test_a_memory_of_the_right_version_and_other_rows_is_not_used(depot: Made, tmp_path: Path) -> None:
    depot.commit({"measures/cae/1.1.md": measure()}, date="2025-01-01")
    where, file = depot.folder / "measures", tmp_path / "m.json"
    state = catalogue(where)
    whole = Chronicle(where, file).of(state)
    version, _, kept = file.read_text("utf-8").partition("\n")
    file.write_text(f"{version}\n{json.dumps({key: [['x']] for key in json.loads(kept)})}", "utf-8")
    assert Chronicle(where, file).of(state) == whole


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    memory = Memory(tmp_path / "file" / "m.json")
    memory.put("a", [["b"]])
    memory.keep(["a"])
    assert memory.get("a") == [["b"]]


def test_a_memory_forgets_what_no_commit_asks_for(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.json")
    memory.put("a", [["b"]])
    memory.put("c", [["d"]])
    memory.keep(["a"])
    again = Memory(tmp_path / "m.json")
    assert (again.get("a"), again.get("c")) == ([["b"]], None)
    assert [one.name for one in tmp_path.iterdir()] == ["m.json"]
    shutil.rmtree(tmp_path)
    assert Memory(tmp_path / "m.json").get("a") is None
