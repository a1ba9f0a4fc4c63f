"""What GitHub reads in `.github/`: forms that a page can prefill, owners, and how the workflows are kept."""

import fnmatch
import re
from pathlib import Path

import pytest
import yaml
from measure_catalogue.publishing.contributing import FORMS as LINKED
from workflows import ACTIONS, ROOT, WORKFLOWS

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
FLOWS = sorted(WORKFLOWS.glob("*.yml"))
MEASURES = sorted((ROOT / "measures").glob("*/*.md"))
CATALOGUE = yaml.safe_load((ROOT / "measures/cae/catalogue.yml").read_text("utf-8"))
KEYS = {"name", "description", "title", "labels", "body"}
KINDS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder"},
    "textarea": {"label", "description", "placeholder"},
    "dropdown": {"label", "description", "options"},
}


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def fields(path: Path) -> dict[str, dict]:
    return {part["id"]: part for part in read(path)["body"] if "id" in part}


def test_there_is_a_form_for_each_thing_that_a_reader_may_have_to_say():
    assert {path.stem: read(path)["name"] for path in FORMS} == LINKED  # to which the pages lead
    assert "courriel" in (GITHUB / "SUPPORT.md").read_text("utf-8")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_accepts(path):
    """Its schema, as far as we use it: a form with a fault is shown to nobody."""
    form = read(path)
    assert form.keys() == KEYS and all(isinstance(form[key], str) and form[key] for key in KEYS - {"labels", "body"})
    ids = [part["id"] for part in form["body"] if "id" in part]
    labels = [part["attributes"]["label"] for part in form["body"] if "id" in part]
    assert len(set(ids)) == len(ids) and len(set(labels)) == len(labels)
    for part in form["body"]:
        given = part["attributes"]
        assert part.keys() <= {"type", "id", "attributes", "validations"} and given.keys() <= KINDS[part["type"]]
        assert ("id" in part) == (part["type"] != "markdown") and re.fullmatch(r"[\w-]+", part.get("id", "x"), re.A)
        assert part.get("validations", {}) in ({}, {"required": True})
        assert all(isinstance(text, str) for key, text in given.items() if key != "options")
        options = given.get("options", ["un"])
        assert options and len(set(options)) == len(options) and all(isinstance(one, str) for one in options)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_page_fills_in_the_identifier_and_the_edition_and_tells_those_without_an_account(path):
    """An address fills an `input` or a `textarea` by its id: `…&identifiant=cae_6.1.1.3&edition=2026-11`."""
    found = fields(path)
    assert found["identifiant"]["type"] == found["edition"]["type"] == "input"
    assert found["identifiant"]["validations"] == {"required": True} and "validations" not in found["edition"]
    assert "Sans compte GitHub" in read(path)["body"][0]["attributes"]["value"]


def test_the_closed_lists_are_those_of_the_catalogue():
    found = fields(GITHUB / "ISSUE_TEMPLATE/proposer-une-action.yml")
    phases, levels = ([*found[name]["attributes"]["options"]] for name in ("phase", "niveau"))
    assert phases.pop() == levels.pop() == "je ne sais pas"
    assert phases == CATALOGUE["phases"]
    assert [name.removeprefix("une ") for name in levels] == CATALOGUE["niveaux"][2:]


def test_the_way_to_write_that_github_shows_opens_with_a_browser():
    """A `mailto:` there makes GitHub drop the whole list."""
    settings = read(GITHUB / "ISSUE_TEMPLATE/config.yml")
    assert settings.keys() <= {"blank_issues_enabled", "contact_links"}
    assert all(link["url"].startswith("https://") for link in settings.get("contact_links", []))


def test_the_template_of_a_proposal_is_short_and_asks_about_identifiers():
    lines = [line for line in (GITHUB / "pull_request_template.md").read_text("utf-8").splitlines() if line]
    assert len(lines) <= 6
    assert any(line.startswith("- [ ] j’ai changé le sens d’un identifiant") for line in lines)


def owners() -> dict[str, list[str]]:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines if line and not line.startswith("#")}


def matches(pattern: str, path: Path) -> bool:
    """As GitHub reads a pattern that starts with a slash: a star stops at one, a folder stands for all below it."""
    name = "/" + path.relative_to(ROOT).as_posix()
    if pattern.endswith("/"):
        return name.startswith(pattern)
    parts, wanted = name.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


@pytest.mark.parametrize("path", MEASURES, ids=lambda path: path.stem)
def test_a_measure_belongs_to_one_axis(path):
    axes = [pattern for pattern in owners() if re.fullmatch(r"/measures/\w+/\d+\.\*", pattern)]
    found = [pattern for pattern in axes if matches(pattern, path)]
    assert len(found) == 1, f"{path} : donner à son axe une ligne, une seule, dans .github/CODEOWNERS"


def test_every_line_of_owners_is_one_that_github_reads():
    for pattern, names in owners().items():
        assert pattern.startswith("/") and not re.search(r"[!\[\]]", pattern)
        assert names and all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", name, re.A) for name in names)


def test_what_decides_for_a_whole_catalogue_is_read_by_the_programme():
    found = [pattern for pattern in owners() if matches(pattern, ROOT / "measures/cae/redirections.yml")]
    assert owners()[found[-1]] == ["@ORGANISATION/programme"]


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_workflow_holds_no_right_that_a_job_did_not_ask_for(path):
    flow = read(path)
    assert flow["permissions"] == {} and flow["concurrency"]["group"]
    for job in flow["jobs"].values():
        assert job["permissions"] and "write-all" not in job["permissions"] and job["timeout-minutes"] <= 60


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_script_is_made_of_no_word_of_the_event(path):
    """Not one expression stands in a script: values come by variables, which no shell reads as code."""
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


def test_an_action_is_pinned_to_one_commit_whose_version_is_written_beside_it():
    pins: dict[str, set[str]] = {}
    for path in FLOWS:
        for line in re.findall(r"uses: .*", path.read_text("utf-8")):
            found = re.fullmatch(r"uses: ([\w/-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
            assert found, line
            pins.setdefault(found[1], set()).add(found[2])
    assert all(len(versions) == 1 for versions in pins.values()), pins
    assert pins.keys() >= ACTIONS.keys()


def test_a_checkout_leaves_no_key_behind_and_the_one_that_may_write_takes_only_our_scripts():
    for path in FLOWS:
        for job in read(path)["jobs"].values():
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False
                    assert "ref" not in step["with"] and "repository" not in step["with"]
    (step, *_) = read(WORKFLOWS / "comment.yml")["jobs"]["comment"]["steps"]
    assert step["with"]["sparse-checkout"] == ".github/scripts"


def test_the_comment_follows_a_workflow_that_exists():
    names = {read(path)["name"] for path in FLOWS}
    assert set(read(WORKFLOWS / "comment.yml")[True]["workflow_run"]["workflows"]) <= names  # YAML reads `on` as true
