"""The lines of one file: its headings, fields and prose, and the line of every one of them."""

import sys

import pytest
from measure_catalogue.outline import Heading, outline


def headings(text: str) -> list[Heading]:
    return outline("cae/6.1.1.md", text)[0]


def titles(text: str) -> list[tuple[int, str, int]]:
    return [(one.level, one.title, one.line) for one in headings(text)]


def fields(block: str) -> dict[str, str]:
    """The fields that a heading takes from a block of YAML."""
    (one,) = headings(f"# T\n```yaml\n{block}\n```\n")
    return {key: field.text for key, field in one.fields.items()}


def faults(text: str) -> list[tuple[str, int]]:
    found = outline("cae/6.1.1.md", text)[1]
    assert {fault.place.path for fault in found} <= {"cae/6.1.1.md"}
    return [(fault.rule.code, fault.place.line) for fault in found]


def test_a_heading_has_its_level_title_and_line() -> None:
    assert titles("# Un\n\n## Deux\ntexte\n###### Six\n") == [(1, "Un", 1), (2, "Deux", 3), (6, "Six", 5)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("##### Titre", "Titre"),
        ("#####  Titre", "Titre"),
        ("#####\tTitre", "Titre"),
        ("   ##### Titre  ", "Titre"),
        ("##### Titre ##", "Titre"),
        ("##### Titre #####", "Titre"),
        ("##### Langage C#", "Langage C#"),
        ("##### Coût \u00a0: 2 #", "Coût \u00a0: 2"),
        ("#####", ""),
        ("##### ", ""),
    ],
)
def test_a_title_is_the_words_between_the_marks(line: str, title: str) -> None:
    assert titles(line) == [(5, title, 1)]


@pytest.mark.parametrize(
    "line", ["####### sept", "    # quatre blancs", "\\# échappé", "a # b", "#", "#1234 : un ticket"]
)
def test_other_lines_with_a_mark_open_no_titled_heading(line: str) -> None:
    assert [one.title for one in headings(f"# T\n{line}\n")][1:] in ([], [""])


def test_a_heading_whose_blank_is_missing_is_one_and_is_reported() -> None:
    text = "# T\n\n##Description\ntexte\n"
    assert titles(text) == [(1, "T", 1), (2, "Description", 3)]
    assert faults(text) == [("SE-06", 3)]


def test_a_long_title_is_kept_whole() -> None:
    title = "mot " * 110 + "fin"
    assert titles(f"##### {title}") == [(5, title, 1)]


def test_text_before_the_first_heading_has_no_level_and_keeps_its_line() -> None:
    early, _ = headings("\n\nAvant.\n# T\n")
    assert (early.level, early.prose, early.prose_line) == (0, "Avant.", 3)


@pytest.mark.parametrize("text", ["", "\n", "\n \n\t\n"])
def test_a_file_of_blanks_has_no_heading(text: str) -> None:
    assert headings(text) == []


def test_prose_starts_at_its_first_line_and_keeps_its_blank_lines_inside() -> None:
    (one,) = headings("# T\n\n\nun\n\n  deux\n\n\n")
    assert (one.prose, one.prose_line) == ("un\n\n  deux", 4)


@pytest.mark.parametrize(
    "text",
    [
        "# T\n```yaml\nidentifiant: 6\n```\n",
        "# T\n\n\n```yml\nidentifiant: 6\n```\n",
        "# T\n~~~ YAML\nidentifiant: 6\n~~~\n",
    ],
)
def test_a_yaml_fence_right_below_a_heading_gives_its_fields(text: str) -> None:
    (one,) = headings(text)
    assert one.fields["identifiant"].text == "6"
    assert one.prose == ""
    assert faults(text) == []


def test_every_field_knows_its_line() -> None:
    _, one = headings("# T\n\n## A\n\n```yaml\nidentifiant: 6\n\npoints: 3\n```\n")
    assert {key: field.line for key, field in one.fields.items()} == {"identifiant": 6, "points": 8}
    assert (one.line, one.fields_line) == (3, 5)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("6.10", "6.10"),
        ("6.1", "6.1"),
        ("1.1.2.0", "1.1.2.0"),
        ("1.1.6.3.a", "1.1.6.3.a"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("12:30:45", "12:30:45"),
        ("2023-06-21", "2023-06-21"),
        ("yes", "yes"),
        ("oui", "oui"),
        ('"6.10"', "6.10"),
        ("'6.10'", "6.10"),
        ("6.10   ", "6.10"),
        ("", ""),
        ('""', ""),
        ("null", ""),
        ("~", ""),
        ("[1.10, b]", "1.10, b"),
        ("{a: 1.10}", "{a: 1.10}"),
        ("|\n  un\n  deux", "un\ndeux"),
        ("un\n  deux", "un deux"),
        ("'# pas un commentaire'", "# pas un commentaire"),
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str, text: str) -> None:
    assert fields(f"identifiant: {written}") == {"identifiant": text}


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.abort []", "!!python/name:os.abort", "!!timestamp 2020", "!x y"]
)
def test_a_tag_constructs_nothing(tag: str) -> None:
    assert fields(f"a: {tag}\nidentifiant: 6")["identifiant"] == "6"


def test_an_alias_is_read_as_what_it_repeats() -> None:
    assert fields("a: &x 6.10\nb: *x") == {"a": "6.10", "b": "6.10"}


def test_aliases_of_aliases_are_not_multiplied_out() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(60))
    assert all(len(text) < 100 for text in fields(bomb).values())


@pytest.mark.parametrize(
    ("block", "line"), [("# note", 3), ("identifiant: 6\n# points: 3", 4), ("identifiant: 6\n\n  # note", 5)]
)
def test_a_comment_of_its_own_line_is_reported_there(block: str, line: int) -> None:
    assert faults(f"# T\n```yaml\n{block}\n```\n") == [("YA-04", line)]


def test_what_to_do_about_a_comment_depends_on_what_it_hides() -> None:
    found = outline("x", "# T\n```yaml\n# points: 3\n# une remarque\n```\n")[1]
    assert ["retirer le #" in fault.hint for fault in found] == [True, False]


def test_a_comment_after_a_value_is_reported_and_is_no_part_of_it() -> None:
    assert fields("identifiant: 6.10 # à revoir") == {"identifiant": "6.10"}
    assert faults("# T\n```yaml\nidentifiant: 6.10 # à revoir\n```\n") == [("YA-04", 3)]


@pytest.mark.parametrize("block", ["a: '# b'", 'a: "b # c"', "a: |\n  # b\nc: d", "a: b#c", "a: http://x.fr/#y"])
def test_a_hash_inside_a_value_is_no_comment(block: str) -> None:
    assert faults(f"# T\n```yaml\n{block}\n```\n") == []


def test_a_field_written_twice_keeps_the_first_and_reports_the_second() -> None:
    assert fields("points: 3\npoints: 4") == {"points": "3"}
    assert faults("# T\n```yaml\npoints: 3\npoints: 4\n```\n") == [("YA-03", 4)]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("identifiant: 6\ntitre: a: b", 4),
        ("identifiant: 6\n\tpoints: 3", 4),
        ("identifiant: 6\npoints 3\nx: 1", 5),
        ("identifiant: 6\n- a", 4),
        ("identifiant: 6\nx: *inconnu", 4),
        ("identifiant: 6\nx: 'a' b", 4),
    ],
)
def test_yaml_that_does_not_parse_keeps_the_identifier_and_shows_the_block(block: str, line: int) -> None:
    text = f"# T\n```yaml\n{block}\n```\n\nsuite\n"
    (one,) = headings(text)
    assert one.fields["identifiant"].text == "6"
    assert block.split("\n")[1] in one.prose
    assert "suite" in one.prose
    assert faults(text) == [("YA-02", line)]


@pytest.mark.parametrize("block", ["- a\n- b", "juste des mots", "[1, 2]"])
def test_yaml_that_holds_no_fields_is_shown_and_reported(block: str) -> None:
    text = f"# T\n```yaml\n{block}\n```\n"
    assert block in headings(text)[0].prose
    assert faults(text) == [("YA-02", 3)]


def test_an_empty_block_of_fields_is_no_fault() -> None:
    assert fields("") == {}
    assert faults("# T\n```yaml\n```\n") == []


def test_yaml_nested_as_deep_as_a_page_is_long_ends_without_harm() -> None:
    deep = "[" * 5_000 + "]" * 5_000
    assert fields(f"identifiant: 6\nx: {deep}")["identifiant"] == "6"


def test_a_fence_without_its_end_recovers_at_the_next_heading() -> None:
    text = "# T\n```yaml\nidentifiant: 6\npoints: 3\n\n## Description\n\ntexte\n"
    first, second = headings(text)
    assert {key: field.text for key, field in first.fields.items()} == {"identifiant": "6", "points": "3"}
    assert (second.title, second.line, second.prose) == ("Description", 6, "texte")
    assert faults(text) == [("YA-01", 2)]


def test_a_fence_without_its_end_does_not_swallow_the_prose_right_below_it() -> None:
    (one,) = headings("# T\n```yaml\nidentifiant: 6\nUne phrase.\n")
    assert one.fields["identifiant"].text == "6"
    assert "Une phrase." in one.prose


def test_a_file_may_end_inside_its_fields() -> None:
    (one,) = headings("# T\n```yaml\nidentifiant: 6\npoints: 3")
    assert {key: field.text for key, field in one.fields.items()} == {"identifiant": "6", "points": "3"}
    assert faults("# T\n```yaml\nidentifiant: 6\npoints: 3") == [("YA-01", 2)]


def test_a_fence_without_its_end_does_not_take_the_fields_of_the_next_heading() -> None:
    text = "# A\n```yaml\nidentifiant: 6\n## B\n```yaml\nidentifiant: 6.1\n```\n"
    assert [one.fields["identifiant"].text for one in headings(text)] == ["6", "6.1"]
    assert faults(text) == [("YA-01", 2)]


def test_a_fence_of_code_without_its_end_leaves_the_headings_below_it() -> None:
    text = "# T\n## Description\n```\ncode\n## Contexte\nsuite\n"
    assert [(one.title, one.prose.strip()) for one in headings(text)][1:] == [
        ("Description", "code"),
        ("Contexte", "suite"),
    ]
    assert faults(text) == [("YA-01", 3)]


@pytest.mark.parametrize("fence", ["```", "````", "~~~", "``` python"])
def test_what_looks_like_a_heading_inside_a_fence_is_none(fence: str) -> None:
    close = fence.split()[0]
    text = f"# T\n## Description\n{fence}\n# commentaire\n{close}\nsuite\n"
    assert [one.title for one in headings(text)] == ["T", "Description"]
    assert "# commentaire" in headings(text)[1].prose
    assert faults(text) == []


def test_a_longer_fence_may_show_a_shorter_one() -> None:
    text = "# T\n\nvoir\n\n````\n```yaml\nidentifiant: 9\n```\n````\n## Suite\n"
    assert [one.title for one in headings(text)] == ["T", "Suite"]
    assert "identifiant: 9" in headings(text)[0].prose


def test_fields_that_do_not_follow_a_heading_are_shown_and_reported() -> None:
    text = "# T\nune phrase\n```yaml\nidentifiant: 6\n```\n"
    (one,) = headings(text)
    assert one.fields == {}
    assert "identifiant: 6" in one.prose
    assert faults(text) == [("YA-05", 3)]


def test_yaml_shown_in_prose_is_no_fault() -> None:
    assert faults("# T\nune phrase\n```yaml\ncouleur: vert\n```\n") == []


def test_a_long_line_of_hashes_or_blanks_takes_few_steps() -> None:
    assert titles("# " + "# " * 50_000 + "fin")[0][2] == 1


def calls(text: str) -> int:
    """How many functions run to read a text."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        outline("x", text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "line", ["# a\n", "x\n", "\n", "# a\n```yaml\nb: 1\n```\n", "```\nx\n```\n", "```yaml\n", "# a\n```yaml\n"]
)
def test_twice_the_lines_take_twice_the_steps(line: str) -> None:
    assert calls(line * 400) < 2.5 * calls(line * 200)


def test_fields_too_deep_for_the_parser_are_refused_before_it_reads_them() -> None:
    _, faults = outline("a.md", "# T\n```yaml\nx: " + "[" * 100_000 + "]" * 100_000 + "\n```\n")
    assert [(one.rule.code, one.place.line) for one in faults] == [("YA-10", 3)]


def test_what_is_never_closed_in_fields_is_at_fault_where_it_opens() -> None:
    _, faults = outline("a.md", "# T\n```yaml\nidentifiant: 1\npoints: [3\n```\n")
    assert [(one.rule.code, one.place.line) for one in faults] == [("YA-02", 4)]


def test_fences_never_closed_are_looked_for_once() -> None:
    """Eight thousand of them took eleven seconds when each looked through all that follow."""
    _, faults = outline("a.md", "~~~x\n```y\n" * 8_000)
    assert len(faults) == 16_000
