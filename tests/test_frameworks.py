"""Other frameworks, and the items that answer them: read with their lines, shown both ways, nothing lost."""

from measure_catalogue.controls.checks import check
from measure_catalogue.publishing import pages as layout
from measure_catalogue.publishing.framework_pages import pages
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source

MEASURES = [
    source("cae-x/6.1.1.md", "# Nouer <b>\n```yaml\nidentifiant: 6.1.1\npoints: 6\n```\n"
           "## Actions\n### Écrire\n```yaml\nidentifiant: 6.1.1.3\n```\n"),
    source("cae-x/cae.md", "# Climat\n```yaml\nidentifiant:\nreferentiel: cae\n```\n"),
]  # fmt: skip

PLAN = """- cadre: PCAET
  titre: Plan <i>climat</i>
  sigle: PCAET
  demande: un diagnostic & une stratégie
  qui: plus de 20 000 habitants
  source: code de l’environnement, article L. 229-26
"""
ANSWERS = """- cadre: pcaet
  mesure: cae-x_6.1.1
  poids: 3
  raison: les partenaires s’engagent
- cadre: pcaet
  mesure: cae_6.1.1.3
  poids: 1
  raison: l’accord <script>est</script> écrit
"""


def site(text: str) -> dict[str, str]:
    catalogue, faults = read([*MEASURES, source("cadres.yml", text)])
    assert faults == []
    writer = Writer(catalogue)
    return {one.uri: one.whole for one in (*layout.site(writer).pages, *pages(writer))}


def said(text: str) -> list[tuple[int, str, str]]:
    catalogue, faults = read([*MEASURES, source("cadres.yml", text)])
    found = [*faults, *(one for one in check(catalogue) if one.place.path == "cadres.yml")]
    return [(one.place.line, one.rule.code, one.message) for one in found]


def test_a_framework_leads_to_what_answers_it_by_weight_and_each_answer_back() -> None:
    made = site(PLAN + ANSWERS)
    page = made["cadres/pcaet/index.md"]
    assert page.index("## Y répondent") < page.index("../../cae/6.1.1/index.md)") < page.index("## L’éclairent")
    assert "../../cae/6.1.1/index.md#6.1.1.3)" in page and "6\u00a0points" in page
    measure = made["cae/6.1.1/index.md"]
    assert "## Compte aussi pour {#cadres}" in measure
    assert "- [PCAET](../../cadres/pcaet/index.md)\u00a0: y répond\u00a0; les partenaires" in measure
    assert "- [6.1.1.3](#6.1.1.3)\u00a0→ [PCAET](../../cadres/pcaet/index.md)\u00a0: l’éclaire" in measure
    assert "[Plan &#60;i&#62;climat&#60;/i&#62; (PCAET)](pcaet/index.md)" in made["cadres/index.md"]


def test_every_word_of_the_file_is_on_a_page_and_none_of_it_is_markup() -> None:
    made = site(PLAN + ANSWERS)
    text = "".join(made[path] for path in made if path.startswith("cadres/"))
    for words in (
        "un diagnostic & une stratégie",
        "plus de 20 000 habitants",
        "L. 229-26",
        "les partenaires s’engagent",
    ):
        assert words in text
    assert "<script>" not in "".join(made.values()) and "<i>" not in text


def test_without_frameworks_nothing_is_said() -> None:
    catalogue, _ = read(MEASURES)
    assert [*pages(Writer(catalogue))] == []
    assert "Compte aussi pour" not in "".join(one.text for one in layout.site(Writer(catalogue)).pages)


def test_what_is_wrong_is_said_at_its_line() -> None:
    assert said(PLAN + ANSWERS) == []
    assert said(PLAN + ANSWERS.replace("6.1.1.3", "6.1.9")) == [
        (12, "CD-02", "cae_6.1.9 n'existe pas : le cadre « pcaet » n'y mène à rien")
    ]
    assert [(line, code) for line, code, _ in said(PLAN + ANSWERS.replace("cae-x_6.1.1", "6.1.1"))] == [(8, "CD-01")]
    assert [(line, code) for line, code, _ in said(PLAN + PLAN + ANSWERS)] == [(7, "CD-01")]
    assert [(line, code) for line, code, _ in said(PLAN + ANSWERS.replace("pcaet", "secap"))] == [
        (7, "CD-01"),
        (11, "CD-01"),
    ]
    assert [(line, code) for line, code, _ in said(PLAN + ANSWERS.replace("cae_6", "te_6"))] == [(12, "CD-03")]
    assert [(line, code) for line, code, _ in said(PLAN + ANSWERS + ANSWERS)] == [(16, "CD-01"), (20, "CD-01")]
    assert {code for _, code, _ in said("cadres: [")} == {"YA-02"}


def test_an_answer_that_moved_is_said_with_its_new_number() -> None:
    moved = source("cae-x/redirections.yml", "- de: 6.1.9\n  vers: [6.1.1.3]\n  motif: x\n  date: 2024-01-01\n")
    catalogue, _ = read([*MEASURES, moved, source("cadres.yml", PLAN + ANSWERS.replace("6.1.1.3", "6.1.9"))])
    (fault,) = [one for one in check(catalogue) if one.rule.code == "CD-02"]
    assert "est devenu cae_6.1.1.3" in fault.message and fault.hint == "écrire cae_6.1.1.3"
