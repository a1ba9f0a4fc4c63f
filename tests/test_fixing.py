"""Corrections that are certain: where they are written, which wait, and that they break nothing."""

import pytest
from measure_catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from measure_catalogue.editing.fixing import Correction, fixed, mended
from measure_catalogue.sources import Source, source
from measure_catalogue.verdicts import verdict

RULE = Rule("XX-01", Severity.WARNING, "Mot à remplacer")
OTHER = Rule("XX-02", Severity.WARNING, "Autre mot")


def fault(words: str, right: str | None, line: int = 1, rule: Rule = RULE, path: str = "cae/6.md") -> Diagnostic:
    return Diagnostic(Place(path, line), rule, f"« {words} » à la ligne {line}", "", words, right)


def text_of(text: str, *faults: Diagnostic) -> str:
    return fixed(text, faults)[0]


def test_the_right_words_stand_in_the_stead_of_the_faulty_ones() -> None:
    text, (done,) = fixed("un\ndeux mots\ntrois\n", [fault("mots", "signes", 2)])
    assert text == "un\ndeux signes\ntrois\n"
    assert (done.before, done.after) == (("deux mots",), ("deux signes",))


def test_words_are_those_of_their_line() -> None:
    assert text_of("mot\nmot\nmot\n", fault("mot", "signe", 2)) == "mot\nsigne\nmot\n"


@pytest.mark.parametrize("right", [None, "mot"])
def test_what_is_not_known_to_be_wrong_is_left(right: str | None) -> None:
    assert fixed("un mot\n", [fault("mot", right)]) == ("un mot\n", [])


@pytest.mark.parametrize("one", [fault("absent", "x"), fault("", "x"), fault("mot", "x", 0), fault("mot", "x", 9)])
def test_words_that_do_not_stand_there_are_left(one: Diagnostic) -> None:
    assert fixed("un mot\n", [one]) == ("un mot\n", [])


def test_words_may_be_taken_away() -> None:
    assert text_of("un  mot\n", fault(" mot", "")) == "un \n"


def test_words_may_run_over_lines_and_become_some() -> None:
    text, (done,) = fixed("un\ndeux\ntrois\n", [fault("un\ndeux", "un deux")])
    assert text == "un deux\ntrois\n"
    assert (done.before, done.after) == (("un", "deux"), ("un deux",))
    assert text_of("Ainsi :\n- un\n", fault("- un", "\n- un", 2)) == "Ainsi :\n\n- un\n"


def test_several_are_corrected_at_once_whatever_their_order() -> None:
    faults = [fault("trois", "3", 2), fault("un", "1"), fault("deux", "2")]
    assert text_of("un, deux\ntrois\n", *faults) == "1, 2\n3\n"
    assert text_of("un, deux\ntrois\n", *reversed(faults)) == "1, 2\n3\n"


def test_of_two_that_share_words_the_first_is_corrected_and_the_other_waits() -> None:
    text, done = fixed("un deux trois\n", [fault("deux trois", "2 3", rule=OTHER), fault("un deux", "1 2")])
    assert text == "1 2 trois\n"
    assert [one.fault.rule for one in done] == [RULE]


AXIS = "# Coopérer\n\n```yaml\nidentifiant: 6\n```\n"
MEASURE = "# Partenaires\n\n```yaml\nidentifiant: 6.1\n```\n\n## Description\n\n{}\n"
MOVED = "- de: 6.9\n  vers: [6.1]\n  motif: fusion\n  date: 2026-11-22\n"


def catalogue(description: str, axis: str = AXIS) -> list[Source]:
    return [
        source("cae/6.1.md", MEASURE.format(description)),
        source("cae/6.md", axis),
        source("cae/redirections.yml", MOVED),
    ]


def shown(corrections: tuple[Correction, ...]) -> list[tuple[str, str, str]]:
    return [(str(one.fault.place), "\n".join(one.before), "\n".join(one.after)) for one in corrections]


def test_a_catalogue_is_corrected_until_nothing_more_is_certain() -> None:
    """Twice the same words on a line are one fault: the second is found once the first is right."""
    done = mended(catalogue("Voir l’action 6.9 et l’action 6.9."), {"cae/6.1.md"})
    assert done.texts == {"cae/6.1.md": MEASURE.format("Voir l’action 6.1 et l’action 6.1.")}
    assert [one.fault.rule.code for one in done.corrections] == ["RE-03", "RE-03"]
    assert done.refused == ()


def test_only_the_files_asked_for_are_corrected() -> None:
    assert mended(catalogue("Voir l’action 6.9."), {"cae/6.md"}).texts == {}


def test_corrected_files_have_nothing_left_to_correct() -> None:
    done = mended(catalogue("Voir l’action 6.9."), {"cae/6.1.md"})
    again = [source(one.path, done.texts.get(one.path, one.text)) for one in catalogue("Voir l’action 6.9.")]
    assert mended(again, {"cae/6.1.md"}).texts == {}


@pytest.fixture
def misled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that is wrong: it holds that « piège » should be a mention of nothing, or the axis without its number."""

    def wrong(sources: list[Source], before: None = None) -> tuple[list[Diagnostic], int]:
        found, count = verdict(sources, before)
        for one in sources:
            for number, line in enumerate(one.text.split("\n"), 1):
                if "piège" in line:
                    found.append(fault("piège", "mesure 9.9.9", number, path=one.path))
                if "pourcentage: 55" in line:
                    found.append(fault("pourcentage: 55", "pourcentage: 53", number, path=one.path))
                if "retrait" in line:
                    found.append(fault("retrait\nidentifiant: 6", "", number, OTHER, one.path))
        return found, count

    monkeypatch.setattr("measure_catalogue.editing.fixing.verdict", wrong)


@pytest.mark.usefixtures("misled")
def test_what_would_bring_a_new_fault_is_left_and_the_rest_of_the_file_corrected() -> None:
    done = mended(catalogue("Un piège, et l’action 6.9."), {"cae/6.1.md"})
    assert done.texts == {"cae/6.1.md": MEASURE.format("Un piège, et l’action 6.1.")}
    assert done.refused == ("cae/6.1.md",)


@pytest.mark.usefixtures("misled")
def test_a_correction_that_breaks_another_file_is_left() -> None:
    axis = "# Coopérer\n\n```yaml\n# retrait\nidentifiant: 6\n```\n"
    renamed = [source("cae/7.md", axis) if one.path == "cae/6.md" else one for one in catalogue("Un texte.", axis)]
    done = mended(renamed, {"cae/7.md", "cae/6.1.md"})
    assert done.texts == {}
    assert done.refused == ("cae/7.md",)


@pytest.mark.usefixtures("misled")
def test_a_fault_that_stays_with_another_number_is_not_a_new_one() -> None:
    """The parts make 105, then 103: PT-01 says either."""
    action = "\n### {0}\n\n```yaml\nidentifiant: 6.1.{1}\npourcentage: {2}\n```\n"
    measure = (
        MEASURE.format("Un texte.") + "\n## Actions\n" + action.format("Lire", 1, 50) + action.format("Dire", 2, 55)
    )
    done = mended([source("cae/6.1.md", measure), source("cae/6.md", AXIS)], {"cae/6.1.md"})
    assert done.texts == {"cae/6.1.md": measure.replace("55", "53")}
    assert done.refused == ()
