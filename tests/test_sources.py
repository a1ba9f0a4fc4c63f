"""Files in whatever state they are: their bytes, their characters, the folders that hold them."""

import unicodedata
from pathlib import Path

import pytest
from measure_catalogue.sources import LIMIT, Source, from_folder, source

MEASURE = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n"


def text(written: str) -> str:
    return source("cae/6.md", written).text


def faults(one: Source) -> list[tuple[str, int]]:
    return [(fault.rule.code, fault.place.line) for fault in one.faults]


def folder(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path) -> dict[str, Source]:
    return {one.path: one for one in from_folder(root)}


@pytest.mark.parametrize(
    "written", ["un\r\ndeux\r\n", "un\rdeux\r", "un\ndeux\n", "\ufeffun\ndeux\n", "\ufeffun\r\ndeux\r\n"]
)
def test_line_ends_of_every_system_and_a_byte_order_mark_are_no_fault(written: str) -> None:
    assert text(written) == "un\ndeux\n"
    assert faults(source("cae/6.md", written)) == []


@pytest.mark.parametrize("character", ["\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\x00", "\x1b", "\x7f"])
def test_what_nobody_sees_is_taken_out_and_reported_at_its_line(character: str) -> None:
    one = source("cae/6.md", f"un\ndeux{character}trois\n")
    assert one.text == "un\ndeuxtrois\n"
    assert faults(one) == [("TX-01", 2)]


def test_an_invisible_character_is_named_by_its_number() -> None:
    (fault,) = source("cae/6.md", "a\u200bb").faults
    assert "U+200B" in fault.message


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_a_line_end_of_another_program_is_reported_and_moves_no_line(character: str) -> None:
    one = source("cae/6.md", f"un{character}deux\ntro\u200bis\n")
    assert faults(one) == [("TX-01", 1), ("TX-01", 2)]
    assert one.text.split("\n")[1] == "trois"


@pytest.mark.parametrize("written", ["a\tb", "a\u00a0: b", "1\u202f000", "l’eau – « x » … œ", "😀", "CO₂ m²"])
def test_what_french_needs_is_left_as_written(written: str) -> None:
    assert text(written) == written
    assert faults(source("cae/6.md", written)) == []


def test_decomposed_accents_are_composed_and_reported_at_their_line() -> None:
    decomposed = unicodedata.normalize("NFD", "évaluation")
    one = source("cae/6.md", f"été\n\nune {decomposed}\n")
    assert one.text == "été\n\nune évaluation\n"
    assert faults(one) == [("TX-01", 3)]
    assert "évaluation" in one.faults[0].message


def test_every_faulty_line_is_reported_and_not_the_first_alone() -> None:
    assert faults(source("cae/6.md", "a\u200b\nb\nc\u200b\u202e\n")) == [("TX-01", 1), ("TX-01", 3), ("TX-01", 3)]


def test_the_folder_of_a_file_is_its_catalogue() -> None:
    assert source("cae/6.1.1.md", "").catalogue == "cae"
    assert source("6.1.1.md", "").catalogue == ""


def test_files_come_in_order_of_path_with_the_catalogue_they_lie_in(tmp_path: Path) -> None:
    folder(tmp_path, {"eci/1.md": "b", "cae/2.md": "c", "cae/1.md": "a", "cae/catalogue.yml": "titre: T"})
    found = [(one.path, one.catalogue, one.text) for one in from_folder(tmp_path)]
    assert found == [
        ("cae/1.md", "cae", "a"),
        ("cae/2.md", "cae", "c"),
        ("cae/catalogue.yml", "cae", "titre: T"),
        ("eci/1.md", "eci", "b"),
    ]


def test_a_folder_of_measure_files_is_itself_one_catalogue(tmp_path: Path) -> None:
    folder(tmp_path, {"cae-2022/1.md": "a"})
    assert [(one.path, one.catalogue) for one in from_folder(tmp_path / "cae-2022")] == [("1.md", "cae-2022")]


def test_a_readme_beside_two_catalogues_does_not_make_one_of_them(tmp_path: Path) -> None:
    folder(tmp_path, {"README.md": "# À lire", "cae/1.md": MEASURE, "eci/1.md": MEASURE})
    measures = {path: one.catalogue for path, one in read(tmp_path).items() if path != "README.md"}
    assert measures == {"cae/1.md": "cae", "eci/1.md": "eci"}


def test_hidden_files_and_folders_are_none_of_the_catalogue(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/1.md": "a", "cae/.brouillon.md": "b", "cae/.git/x.md": "c", ".cache/cae/1.md": "d"})
    assert list(read(tmp_path)) == ["cae/1.md"]


def test_the_other_files_of_a_folder_are_not_read(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/1.md": "a", "cae/tableau.xlsx": b"\x00", "cae/LICENCE": "x"})
    assert list(read(tmp_path)) == ["cae/1.md"]


def test_measures_beside_the_folders_of_catalogues_are_reported(tmp_path: Path) -> None:
    folder(tmp_path, {"README.md": "# À lire", "notes.md": "# Notes", "cae/1.md": MEASURE})
    found = read(tmp_path)
    assert faults(found["notes.md"]) == [("FI-06", 0)]
    assert found["notes.md"].text == ""
    assert "README.md" not in found


@pytest.mark.parametrize("name", ["1.MD", "1.markdown", "1.md.txt", "catalogue.yaml"])
def test_a_file_whose_name_only_looks_right_is_reported(tmp_path: Path, name: str) -> None:
    folder(tmp_path, {"cae/6.md": MEASURE, f"cae/{name}": "# T"})
    assert faults(read(tmp_path)[f"cae/{name}"]) == [("FI-06", 0)]


def test_latin_1_is_read_and_reported_where_it_first_shows(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/6.md": "# Eau\n\nune année\noù\n".encode("latin-1")})
    one = read(tmp_path)["cae/6.md"]
    assert one.text == "# Eau\n\nune année\noù\n"
    assert faults(one) == [("FI-02", 3)]


def test_windows_quotes_and_euros_are_read(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/6.md": "l’œuvre – 3 €\n".encode("cp1252")})
    assert read(tmp_path)["cae/6.md"].text == "l’œuvre – 3 €\n"


def test_bytes_of_no_encoding_are_still_read(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/6.md": b"avant\n\x81\xe9\napr"})
    one = read(tmp_path)["cae/6.md"]
    assert one.text.startswith("avant\n")
    assert one.text.endswith("é\napr")
    assert faults(one)[0] == ("FI-02", 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read_and_reported(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    folder(tmp_path, {"cae/6.md": f"{mark}# Été\n".encode(encoding)})
    one = read(tmp_path)["cae/6.md"]
    assert (one.text, faults(one)) == ("# Été\n", [("FI-02", 1)])


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/6.md": b""})
    assert read(tmp_path)["cae/6.md"] == Source("cae/6.md", "", "cae")


def test_a_file_past_the_limit_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, {"cae/6.md": b"x" * (LIMIT + 1)})
    one = read(tmp_path)["cae/6.md"]
    assert (one.text, faults(one)) == ("", [("FI-01", 0)])


@pytest.mark.parametrize("target", ["/etc/hostname", "../../secret.md", "../../secret.md/"])
def test_a_link_outside_the_folder_is_refused_unread(tmp_path: Path, target: str) -> None:
    folder(tmp_path, {"secret.md": "# Secret", "measures/cae/1.md": "a"})
    (tmp_path / "measures/cae/6.md").symlink_to(target)
    one = read(tmp_path / "measures")["cae/6.md"]
    assert one.text == ""
    assert faults(one) == [("FI-03", 0)]


def test_a_folder_that_links_outside_is_not_read_and_is_reported(tmp_path: Path) -> None:
    folder(tmp_path, {"ailleurs/1.md": "# Secret", "measures/cae/1.md": "a"})
    (tmp_path / "measures/eci").symlink_to(tmp_path / "ailleurs")
    found = read(tmp_path / "measures")
    assert not any("Secret" in one.text for one in found.values())
    assert len(found["eci"].faults) == 1


@pytest.mark.parametrize("target", ["6.md", "lost.md"])
def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path, target: str) -> None:
    folder(tmp_path, {"cae/1.md": "a"})
    (tmp_path / "cae/6.md").symlink_to(tmp_path / "cae" / target)
    one = read(tmp_path)["cae/6.md"]
    assert (one.text, faults(one)) == ("", [("FI-01", 0)])


def test_a_folder_reached_through_a_link_is_read(tmp_path: Path) -> None:
    folder(tmp_path, {"vrai/cae/1.md": "a"})
    (tmp_path / "measures").symlink_to(tmp_path / "vrai")
    assert [(one.path, one.text, one.faults) for one in from_folder(tmp_path / "measures")] == [("cae/1.md", "a", ())]


def test_a_blank_that_normalising_replaces_is_a_fault_and_no_end_of_the_build() -> None:
    assert [one.rule.code for one in source("a/1.md", "a\u2000b").faults] == ["TX-01"]
