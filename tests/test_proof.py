"""The proof that new texts say what the old ones said, tried on real files, on made ones, and by the host itself."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import EDITIONS, build
from measure_catalogue import sources
from measure_catalogue.editing import proof
from measure_catalogue.editing.formatting import PASSES, formatted
from measure_catalogue.editing.proof import differing, laid_out, rendered, same_page, state
from measure_catalogue.publishing.pages import EXTENSIONS, Page
from measure_catalogue.sources import Source, source

TITLE = "# Partenaires\n\n```yaml\nidentifiant: 6.1\n```\n"
AXIS = source("cae/6.md", "# Coopérer\n\n```yaml\nidentifiant: 6\n```\n")
PATH = "cae/6.1.md"


def described(text: str) -> str:
    """A measure with such a description."""
    return f"{TITLE}\n## Description\n\n{text}\n"


def whole(text: str) -> list[Source]:
    return [AXIS, source(PATH, text)]


@pytest.mark.parametrize("text", ["• Source : un dossier\n• deux", "• --\n• deux", "-quinze", "a) un\nb) deux"])
def test_a_list_that_would_be_read_otherwise_keeps_its_marks(text: str) -> None:
    assert differing(state(whole(described(text))), state(whole(formatted(described(text))))) == set()


def test_an_unclosed_fence_leaves_the_fields_that_follow_readable() -> None:
    text = f"{described('```')}\n## Actions\n### Une action\n```yaml\nidentifiant: 6.1.1\n```\n"
    texts, _ = laid_out(whole(text), [PATH])
    assert differing(state(whole(text)), state(whole(texts.get(PATH, text)))) == set()


def test_new_texts_that_say_the_same_are_proved() -> None:
    text = described("Ainsi :\n• un\n• deux")
    texts, partly = laid_out(whole(text), [PATH])
    assert texts == {PATH: described("Ainsi :\n\n- un\n- deux")}
    assert partly == set()


def test_links_that_lead_editors_to_a_line_may_lead_to_another() -> None:
    settings = source("cae/catalogue.yml", "depot: https://github.com/org/depot/tree/main/measures/cae\n")
    text = described("Ainsi :\n• un\n\n\n## Contexte\nTexte.")
    assert laid_out([*whole(text), settings], [PATH])[1] == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Un mot.", "Un autre mot."),
        ("Un mot.", "Un **mot**."),
        ("- un\n- deux", "- un\n    - deux"),
        ("Une ligne  \nla suite.", "Une ligne\nla suite."),
        ("Voir la mesure 6.1.", "Voir la mesure 6.9."),
        ("[lien](https://exemple.fr)", "[lien](www.exemple.fr)"),
        ("`a  b`", "`a b`"),
    ],
)
def test_a_text_that_says_something_else_is_not_proved(before: str, after: str) -> None:
    assert PATH in differing(state(whole(described(before))), state(whole(described(after))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("identifiant: 6.1", "identifiant: 6.1\npoints: 6"),
        ("identifiant: 6.1", "identifiant: 6.1\n# rien"),
        ("identifiant: 6.10", "identifiant: 6.1"),
        ("# Partenaires", "# Partenaire"),
        ("## Description", "## Contexte"),
        ("## Description", "### Description"),
    ],
)
def test_other_items_fields_and_sections_are_not_proved(before: str, after: str) -> None:
    text = described("Texte.").replace("6.1\n", "6.10\n") if "6.10" in before else described("Texte.")
    assert differing(state(whole(text)), state(whole(text.replace(before, after)))) & {PATH, ""}


def test_blanks_make_no_difference_to_a_page_save_in_code() -> None:
    assert rendered("Un\n\n\n-  deux\n-  trois\n") == rendered("Un\n\n- deux\n- trois\n")
    assert rendered("    a  b\n") != rendered("    a b\n")
    head = "---\ntitle: x\ndescription: {}\n---\n"
    one, other = (Page("x", f"{head.format(name)}Un  \n\n\ndeux") for name in "ab")
    assert same_page(one, other)
    assert not same_page(one, Page("x", "---\ntitle: y\n---\nUn  \n\n\ndeux"))


def test_pages_are_compared_as_the_host_renders_them() -> None:
    assert set(EXTENSIONS) <= set(proof.EXTENSIONS)


def test_a_part_that_would_change_a_page_stays_and_the_rest_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = {**PASSES, "titles": lambda lines: [*lines[:1], *lines[3:]]}
    monkeypatch.setattr("measure_catalogue.editing.formatting.PASSES", spoilt)
    text = described("Ainsi :\n• un")
    texts, partly = laid_out(whole(text), [PATH])
    assert texts == {PATH: described("Ainsi :\n\n- un")}
    assert partly == {PATH}


def test_a_file_that_nothing_proves_is_left_and_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(text: str, passes: object = None) -> str:
        return text.replace("Avant", "Après").replace("•", "-")

    monkeypatch.setattr("measure_catalogue.editing.proof.formatted", spoil)
    other = "# Voisins\n\n```yaml\nidentifiant: 6.2\n```\n\n• un\n"
    given = [*whole(described("Avant")), source("cae/6.2.md", other)]
    assert laid_out(given, [PATH, "cae/6.2.md"]) == ({"cae/6.2.md": other.replace("•", "-")}, {PATH})


@pytest.fixture(scope="module")
def real() -> list[Source]:
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    return [*sources.from_folder(EDITIONS)]


def test_the_real_editions_are_laid_out_whole_and_say_the_same(real: list[Source]) -> None:
    texts, partly = laid_out(real, {one.path for one in real})
    assert len(texts) == 95
    assert partly == set()
    after = [source(one.path, texts[one.path], one.catalogue) for one in real]
    old, new = state(real), state(after)
    assert differing(old, new) == set()
    assert [page.text for page in old.site.pages] == [page.text for page in new.site.pages]
    assert len(new.faults) < len(old.faults)


def test_the_real_editions_once_laid_out_stay_as_they_are(real: list[Source]) -> None:
    once = {one.path: formatted(one.text) for one in real}
    assert {path for path, text in once.items() if formatted(text) != text} == set()


LINES = r"""
Un texte court.|Une phrase qui continue|et se termine ici.|Par exemple :|**Réglementation**|**Ville** :|**Mot** et suite
- un|- deux ;|* trois|• quatre|•	cinq|o six|  - sept|    - huit|	- neuf|– dix|1) onze|2. douze|-treize|*seize
&gt; sept|10. dix
+ plus|o|- ---|• --|-- tiret|- - a|- [ ] tâche|1.|a)|6.1.1|===|-|- |---|***||||   |  suite d'un point|	suite
> cité|> cité  |> - cité|>|> ```|→ Source : dossier, 2019|- Source : dossier|• Source : x|=> Source : x|Source : y
Texte  |la suite  |fin d'une ligne,  |mot\|<br>|ligne<br>coupée|<!-- caché|-->|<!-- seul -->|`code|fin`|**gras
```|```python|code  |```yaml|~~~|````|    code indenté|~~~ yaml|identifiant: 6.1.9|points : 4|clé:  valeur  |x: 'a|b'
#Titre collé|##  Description ##|### Autre  |#### Critère|#####|# |## Exemples| ## Actions|    # pas un titre
# note|mesure 6.1|https://exemple.fr/a  |<a href="https://exemple.fr">lien|</a>|[lien](https://exemple.fr)| texte décalé
"""
ODD = [
    "##\u00a0Contexte",
    "fin\u2028",
    "x\u2028y",
    "cafe\u0301",
    "\u00a0",
    "-\u00a0item",
    "| a | b |\n|---|---|\n| 1 | 2 |",
]
WRITTEN = [one for row in LINES.strip("\n").split("\n") for one in row.split("|")] + ODD
FIELDS = ["points : 6", "pourcentage:  10 ", "climat_pratic_id :   eau", "# points: 500", "x: |\n  deux", "y : [a, b]"]
FENCES = [
    "```yaml\n{}\n```",
    "``` yaml\n{}\n```",
    "~~~yaml\n{}\n~~~",
    "```yml\n\n{}\n\n```",
    "````YAML\n{}\n````",
    "```yaml\n{}",
]


def lines(chance: random.Random) -> str:
    return "\n".join(chance.choice(WRITTEN) for _ in range(chance.randint(0, chance.choice([3, 8, 20]))))


def fields(chance: random.Random, identifier: str) -> str:
    body = [f"identifiant: {identifier}", *chance.sample(FIELDS, chance.randint(0, 3))]
    return chance.choice(FENCES[: chance.choice([1, 5, 6])]).format("\n".join(body))


def made(seed: int) -> list[Source]:
    """A catalogue whose measure is written in all the ways that editors find, and some that they do not."""
    chance = random.Random(seed)
    parts = [
        f"#{chance.choice([' ', '  ', chr(9)])}Partenaires{chance.choice(['', ' ##', '  '])}",
        fields(chance, "6.1"),
    ]
    parts.append(lines(chance))
    for name in chance.sample(["Description", "Contexte", "Exemples", "Inconnue"], chance.randint(0, 3)):
        parts += [f"## {name}{chance.choice(['', ' ', ' ##'])}", lines(chance)]
    for rank in range(chance.randint(0, 3)):
        parts += [*["## Actions"][rank:], f"### Action {rank}", fields(chance, f"6.1.{rank + 1}"), lines(chance)]
    text = chance.choice(["\n", "\n\n", "\n\n\n", "\n \n"]).join(parts)
    return whole(text.replace("\n", "\r\n") if chance.random() < 0.1 else text)


def after(given: list[Source], texts: dict[str, str]) -> list[Source]:
    return [source(one.path, texts.get(one.path, one.text)) for one in given]


def test_made_files_laid_out_twice_are_as_laid_out_once_and_say_the_same() -> None:
    for seed in range(400):
        given = made(seed)
        texts, _ = laid_out(given, [PATH])
        now = after(given, texts)
        assert laid_out(now, [PATH])[0] == {}, seed
        assert differing(state(given), state(now)) == set(), seed


def test_nearly_all_that_is_made_is_laid_out_whole() -> None:
    partly = [seed for seed in range(400) if laid_out(made(seed), [PATH])[1]]
    assert len(partly) < 20


def html(folder: Path) -> Iterator[tuple[str, str]]:
    """Every page of a site that was built, runs of blanks aside."""
    for page in sorted(folder.rglob("*.html")):
        text = re.sub(r"<meta name=\"?description[^>]*>", "", page.read_text("utf-8"))
        yield (
            page.relative_to(folder).as_posix(),
            re.sub(r"(<pre\b.*?</pre>)|\s+", lambda one: one[1] or " ", text, flags=re.S),
        )


def test_the_built_site_says_what_it_said(tmp_path: Path) -> None:
    """Ten made files at once, each a measure of its own catalogue: the host, not the proof, renders them."""
    for state_of in ("before", "after"):
        for seed in range(1000, 1010):
            given = made(seed)
            texts = laid_out(given, [PATH])[0] if state_of == "after" else {}
            folder = tmp_path / state_of / f"c{seed}"
            folder.mkdir(parents=True)
            for one in after(given, texts):
                (folder / Path(one.path).name).write_text(one.text, "utf-8")
        done = build(tmp_path / state_of, tmp_path / f"site-{state_of}")
        assert done.returncode == 0, done.stderr
    assert dict(html(tmp_path / "site-before")) == dict(html(tmp_path / "site-after"))
