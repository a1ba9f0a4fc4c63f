"""Hostile kinds of measures: those that lie in `hostile/`, and those whose bytes no text file holds safely."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml
from measure_catalogue.diagnostics import Diagnostic, plain
from measure_catalogue.fields import fold
from measure_catalogue.sources import from_folder
from measure_catalogue.verdicts import verdict

HOSTILE = Path(__file__).with_name("hostile")
TABLE = HOSTILE / "expected.yml"
FILE = "cae/6.md"
"""Where a kind of one file stands."""

BEFORE, AFTER = "Un tournesol pousse avant.", "Un tournesol pousse ensuite."
"""Words without malice, around what a file tries: they must be there in the end."""

Files = dict[str, bytes]


def lay(kind: str, folder: Path) -> Path:
    """Write a kind as a folder of catalogues, and return it."""
    made, file = GENERATED.get(kind), HOSTILE / f"{kind}.md"
    if made:
        _write(made(), folder)
        LINKED.get(kind, lambda _: None)(folder)
    elif file.is_file():
        _write({FILE: file.read_bytes()}, folder)
    else:
        shutil.copytree(HOSTILE / kind, folder)
    return folder


def kinds() -> list[str]:
    """Every kind by name: committed files, committed folders, and those made here."""
    return sorted({path.stem for path in HOSTILE.iterdir() if path.suffix != ".yml"} | set(GENERATED))


def measure(payload: str = "", *, title: str = "Planter des haies", fields: str = "", more: str = "") -> bytes:
    """A sound measure around what a kind tries."""
    head = f"# {title}\n\n```yaml\nidentifiant: 6\n{fields}```\n\n## Description\n\n"
    return f"{head}{BEFORE}\n\n{payload}\n\n{AFTER}\n{more}".encode("utf-8", "surrogatepass")


def judged(kind: str, folder: Path) -> list[Diagnostic]:
    """All that the check says of a kind."""
    found, _ = verdict([*from_folder(lay(kind, folder))])
    return found


def told(faults: Iterable[Diagnostic]) -> str:
    """As in the table: codes with their lines, and the path of another file; where there are many, how many."""
    kept = [*faults]
    if len(kept) > 12:
        return ", ".join(f"{code} ×{times}" for code, times in sorted(Counter(one.rule.code for one in kept).items()))
    return ", ".join(f"{one.rule.code} {_place(one)}" for one in kept)


def _place(one: Diagnostic) -> str:
    path = plain(one.place.path)
    named = "" if path == FILE else path if len(path) < 40 else f"{path[:20]}…"
    return ":".join(filter(None, [named, str(one.place.line) if one.place.line or not named else ""]))


def expected() -> dict[str, str]:
    """What the table says of each kind."""
    return {kind: said or "" for kind, said in yaml.safe_load(TABLE.read_text("utf-8")).items()}


def together(folder: Path) -> dict[str, list[str]]:
    """Write all kinds in one folder of catalogues; gives the addresses of each.

    What is of one file becomes a measure of its own in the catalogue « cae », thirty to an axis; others keep their
    catalogues, under names of their own, and what stands beside catalogues is put end to end.
    """
    addresses: dict[str, list[str]] = {}
    for number, kind in enumerate(one for one in kinds() if one not in NOT_BUILT):
        axis, measure = divmod(number, 30)
        identifier = f"{axis + 101}.{measure + 1}"
        if not measure:
            _write(
                {f"cae/{axis + 101}.md": f"# Axe {axis + 101}\n\n```yaml\nidentifiant: {axis + 101}\n```\n".encode()},
                folder,
            )
        with tempfile.TemporaryDirectory() as name:
            there = lay(kind, Path(name) / "measures")
            if [path.relative_to(there).as_posix() for path in there.rglob("*.*")] == [FILE]:
                addresses[kind] = [f"cae/{identifier}/"]
                _write({f"cae/{identifier}.md": _numbered((there / FILE).read_bytes(), identifier)}, folder)
            else:
                addresses[kind] = [*_joined(there, folder, f"k{number}")]
    return addresses


def _numbered(content: bytes, number: str) -> bytes:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        for before in ("identifiant: ", 'identifiant": "', "identifiant: &i ", "identifiant: {a: ", "identifiant: ["):
            content = content.replace(f"{before}6".encode(encoding), f"{before}{number}".encode(encoding))
    return content


def _joined(kind: Path, folder: Path, slug: str) -> Iterator[str]:
    """Copy the catalogues of a kind, under a name of its own if it is « cae »; gives the addresses they may have."""
    for path in kind.iterdir():
        if path.suffix == ".yml" and not path.is_symlink():
            with (folder / path.name).open("ab") as file:
                file.write(path.read_bytes() + b"\n")
        elif path.name == "indicateurs":
            shutil.copytree(path, folder / path.name, dirs_exist_ok=True)
        elif not path.is_symlink():
            name = slug if path.name == "cae" else path.name
            shutil.copytree(path, folder / name, symlinks=True)
            given = [re.search("(?m)^referentiel: (.*)$", one.read_text("utf-8")) for one in path.glob("cae.md")]
            for own in (name, fold(name), f"{fold(name)}_bis", *(fold(one[1]) for one in given if one)):
                yield from (f"{own}/", f"{own}/6/")


def _write(files: Files, folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _one(content: bytes) -> Callable[[], Files]:
    return lambda: {FILE: content}


def _text(payload: str) -> Callable[[], Files]:
    return lambda: {FILE: measure(payload)}


def _fields(fields: str) -> Callable[[], Files]:
    return lambda: {FILE: measure(fields=fields)}


def _beside(**files: str) -> Callable[[], Files]:
    """A sound measure and what stands beside it: `__` stands for a folder's mark, `_yml` for an ending."""
    named = {path.replace("__", "/").replace("_yml", ".yml").replace("_md", ".md"): one for path, one in files.items()}
    return lambda: {FILE: measure()} | {path: text.encode() for path, text in named.items()}


def _action(number: int) -> str:
    return f"### Action {number}\n```yaml\nidentifiant: 6.{number}\n```\n"


SCRIPT = "<script>window.hostile=alert(1)</script>"
SOUND = measure()

_ENCODINGS: dict[str, Callable[[], Files]] = {
    "bytes-mark": _one(b"\xef\xbb\xbf" + SOUND),
    "bytes-mark-twice": _one(b"\xef\xbb\xbf\xef\xbb\xbf" + SOUND),
    "bytes-crlf": _one(SOUND.replace(b"\n", b"\r\n")),
    "bytes-cr": _one(SOUND.replace(b"\n", b"\r")),
    "bytes-mixed-ends": _one(SOUND.replace(b"\n", b"\r\n", 5).replace(b"\n\n", b"\r\n\n")),
    "bytes-latin-1": _one(SOUND.decode().encode("latin-1")),
    "bytes-windows-1252": _one(measure("Un œuf à 1 € – « vu »").decode().encode("cp1252")),
    "bytes-utf-16": _one(SOUND.decode().encode("utf-16")),
    "bytes-utf-16-big": _one(b"\xfe\xff" + SOUND.decode().encode("utf-16-be")),
    "bytes-utf-16-unmarked": _one(SOUND.decode().encode("utf-16-le")),
    "bytes-utf-32": _one(SOUND.decode().encode("utf-32")),
    "bytes-utf-7": _one(measure("+ADw-script+AD4-alert(1)+ADw-/script+AD4-")),
    "bytes-nul": _one(measure("un\0deux <scr\0ipt>")),
    "bytes-controls": _one(measure("".join(map(chr, range(1, 32))) + "\x7f")),
    "bytes-c1-controls": _one(measure("".join(map(chr, range(0x80, 0xA0))))),
    "bytes-escape-codes": _one(measure("\x1b[2J\x1b]52;c;eA==\x07\x9b31m")),
    "bytes-surrogate": _one(measure("un \ud800 deux \udfff")),
    "bytes-overlong": _one(SOUND + b"\xc0\xbcscript\xc0\xbe \xe0\x80\xbc\n"),
    "bytes-cut-letter": _one(SOUND + b"fin \xc3"),
    "bytes-past-unicode": _one(SOUND + b"\xf7\xbf\xbf\xbf \xf4\x90\x80\x80\n"),
    "bytes-picture": _one(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "bytes-archive": _one(b"PK\x03\x04" + bytes(range(256)) * 20),
    "bytes-only-nul": _one(b"\0" * 5000),
    "bytes-too-many": _one(SOUND + b"a" * 600_000),
}

_SIZES: dict[str, Callable[[], Files]] = {
    "many-quotes": _text(">" * 10_000 + " un mot"),
    "many-quoted-lines": _text("\n".join(">" * depth + " un" for depth in range(1, 400))),
    "many-nested-items": _text("\n".join("  " * depth + "- un" for depth in range(400))),
    "many-nested-numbers": _text("\n".join("   " * depth + "1. un" for depth in range(400))),
    "many-items-on-a-line": _text("- " * 10_000 + "un"),
    "many-brackets": _text("[" * 10_000),
    "many-closed-brackets": _text("[" * 5_000 + "]" * 5_000),
    "many-links-in-links": _text("[" * 2_000 + "un" + "](https://ademe.fr)" * 2_000),
    "many-images": _text("![" * 5_000),
    "many-parentheses": _text("[un](" + "(" * 10_000),
    "many-stars": _text("*" * 20_000),
    "many-star-words": _text("*a **b " * 5_000),
    "many-underscores": _text("_a __b " * 5_000),
    "many-ticks": _text("`" * 20_000),
    "many-growing-ticks": _text(" ".join("`" * size for size in range(1, 300))),
    "many-opened-tags": _text("<b><i>" * 5_000),
    "many-nested-tags": _text("<b><i>" * 5_000 + "un" + "</i></b>" * 5_000),
    "many-nested-stars": _text("*a **b " * 3_000 + "un" + " c** d*" * 3_000),
    "many-nested-underscores": _text("_a __b " * 3_000 + "un" + " c__ d_" * 3_000),
    "many-nested-marks": _text("*a __b " * 3_000 + "un" + " c__ d*" * 3_000),
    "many-nested-triples": _text("***a " * 3_000 + "un" + " c***" * 3_000),
    "many-nested-singles": _text("*a " * 3_000 + "un" + " d*" * 3_000),
    "many-nested-labels": _text("[a " * 300 + "](https://ademe.fr)" * 300),
    "many-tag-starts": _text("<" * 20_000),
    "many-divisions": _text("<div>" * 5_000),
    "many-comment-starts": _text("<!--" * 10_000),
    "many-comments": _text("<!-- a -->" * 5_000),
    "many-entities": _text("&amp;" * 10_000 + "&" * 10_000),
    "many-backslashes": _text("\\" * 20_000),
    "many-braces": _text("{: " * 5_000 + "{{" * 5_000),
    "many-pipes": _text("|" * 5_000 + "\n" + "|-" * 5_000 + "|\n" + "|" * 5_000),
    "many-columns": _text("| a " * 2_000 + "|\n" + "| --- " * 2_000 + "|\n" + "| b " * 2_000 + "|"),
    "many-rows": _text("| a | b |\n| --- | --- |\n" + "| 1 | 2 |\n" * 5_000),
    "many-fences": _text("```\n" * 5_001),
    "many-fence-lengths": _text("\n".join("`" * size for size in range(3, 300))),
    "many-headings": _text("#### un\n\n" * 2_000),
    "many-footnotes": _text("[^1]" * 5_000),
    "many-references": _text("[a]: https://ademe.fr\n" * 5_000 + "[a]" * 5_000),
    "many-mentions": _text("[[6]] et la mesure 6, " * 3_000),
    "many-numbers": _text("1.1." * 10_000),
    "many-digits": _text("9" * 50_000),
    "many-addresses": _text("https://ademe.fr/a " * 3_000),
    "many-colons": _text("https:" * 10_000),
    "many-ats": _text("a@" * 20_000),
    "many-blanks": _text("un" + " " * 50_000 + "mot"),
    "many-unbreakable-blanks": _text("un" + "\u00a0" * 20_000 + "mot"),
    "many-lines": _text("un\n" * 20_000),
    "many-blank-lines": _text("\n" * 50_000),
    "many-letters": _text("a" * 200_000),
    "many-guillemets": _text("« " * 10_000),
    "many-opened-parentheses": _text("( " * 10_000),
    "many-combining": _text("e" + "\u0301" * 20_000),
    "many-zero-width": _text("a\u200b" * 10_000),
    "many-separators": _text("a\u2028" * 5_000),
    "many-sections": lambda: {FILE: measure(more="## Preuve\n\nUn bilan.\n\n" * 500)},
    "many-fields": _fields("".join(f"champ{number}: a\n" for number in range(500))),
    "many-actions": lambda: {FILE: measure(more="\n## Actions\n\n" + "".join(map(_action, range(1, 10_000))))},
    "many-dull-actions": lambda: {
        FILE: measure(more="\n## Actions\n" + "### a\n```yaml\nidentifiant: 6.1\n```\n" * 11_000)
    },
    "many-files": lambda: {f"cae/{number}.md": b"# a\n" for number in range(1, 2_000)},
    "deep-identifiers": lambda: {
        FILE: measure(more="".join(f"\n## a\n\n```yaml\nidentifiant: 6{'.1' * depth}\n```\n" for depth in range(1, 30)))
    },
}

NESTED = {"many-quotes", "many-quoted-lines", "many-nested-items", "many-nested-numbers", "many-items-on-a-line"} | {
    *("many-brackets", "many-closed-brackets", "many-links-in-links", "many-opened-tags", "many-nested-tags"),
    *(
        "many-nested-stars",
        "many-nested-underscores",
        "many-nested-marks",
        "many-nested-labels",
        "many-divisions",
        "deep-identifiers",
    ),
}

_YAML: dict[str, Callable[[], Files]] = {
    "yaml-deep-flow": _fields("x: " + "[" * 20_000 + "\n"),
    "yaml-deep-flow-closed": _fields("x: " + "[" * 900 + "]" * 900 + "\n"),
    "yaml-deep-flow-lines": _fields("x:\n" + " [\n" * 3_000),
    "yaml-deep-mappings": _fields("x: " + "{a: " * 900 + "}" * 900 + "\n"),
    "yaml-deep-blocks": _fields("".join(" " * depth + "a:\n" for depth in range(2_000))),
    "yaml-deep-dashes": _fields("x:\n" + "- " * 2_000 + "a\n"),
    "yaml-deep-questions": _fields("? " * 2_000 + "a\n"),
    "yaml-many-anchors": _fields("".join(f"a{n}: &a{n} x\n" for n in range(2_000))),
    "yaml-many-aliases": _fields("a: &a x\n" + "".join(f"b{n}: *a\n" for n in range(2_000))),
    "yaml-huge-line": _fields("x: " + "a" * 300_000 + "\n"),
    "yaml-huge-quoted": _fields('x: "' + "a\\n" * 1_000 + '"\n'),
    "yaml-quadratic-alias": _fields("a: &a " + "x" * 4_000 + "\nb: [" + "*a, " * 1_000 + "]\n"),
}

_NAMES: dict[str, Callable[[], Files]] = {
    "name-case-only": lambda: {"cae/6.md": SOUND, "cae/6.a.md": b"# Un\n", "cae/6.A.md": b"# Deux\n"},
    "name-case-only-folders": lambda: {"cae/6.md": SOUND, "CAE/6.md": SOUND},
    "name-forms": lambda: {"cae/6.md": SOUND, "cae/é.md": b"# Un\n", "cae/e\u0301.md": b"# Deux\n"},
    "name-script": lambda: {"cae/6.md": SOUND, "cae/<img src=x onerror=alert(1)>.md": b"# Un\n"},
    "name-command": lambda: {"cae/6.md": SOUND, "cae/a\n::error::b.md": b"# Un\n"},
    "name-bytes": lambda: {"cae/6.md": SOUND, "cae/a\udcff\x1b[31m.md": b"# Un\n"},
    "name-bidi": lambda: {"cae/6.md": SOUND, "cae/6.\u202e1.md": b"# Un\n"},
    "name-formula": lambda: {"=cmd|/6.md": SOUND},
    "name-folder-proto": lambda: {"__proto__/6.md": SOUND},
    "name-folder-device": lambda: {"con/6.md": SOUND},
    "name-folder-script": lambda: {"<b onclick=alert(1)>/6.md": SOUND},
    "name-folder-jinja": lambda: {"{{ config }}/6.md": SOUND},
    "name-hidden": lambda: {"cae/6.md": SOUND, "cae/.7.md": SOUND, ".git/8.md": SOUND},
    "name-deep-folder": lambda: {"cae/6.md": SOUND, "cae/" + "a/" * 200 + "7.md": b"# Un\n"},
    "name-long": lambda: {"cae/6.md": SOUND, "cae/" + "9" * 240 + ".md": b"# Un\n"},
    "name-folder-like-a-measure": lambda: {"cae/6.md": SOUND, "cae/7.md/x.txt": b""},
}

LINKED: dict[str, Callable[[Path], None]] = {
    "link-to-a-file-outside": lambda folder: (folder / "cae/7.md").symlink_to("/etc/passwd"),
    "link-to-a-folder-outside": lambda folder: (folder / "eci").symlink_to("/etc", target_is_directory=True),
    "link-to-a-folder-inside": lambda folder: (folder / "eci").symlink_to("cae", target_is_directory=True),
    "link-to-settings-outside": lambda folder: (folder / "cae/catalogue.yml").symlink_to("/etc/passwd"),
    "link-to-an-annex-outside": lambda folder: (folder / "metiers.yml").symlink_to("/etc/passwd"),
    "link-to-itself": lambda folder: (folder / "cae/7.md").symlink_to("7.md"),
    "link-to-above": lambda folder: (folder / "cae/haut").symlink_to("../..", target_is_directory=True),
    "link-to-nothing": lambda folder: (folder / "cae/7.md").symlink_to("rien.md"),
    "link-to-a-device": lambda folder: (folder / "cae/7.md").symlink_to("/dev/zero"),
}

_ANNEXES: dict[str, Callable[[], Files]] = {
    "annex-trade": _beside(
        metiers_yml=f'- metier: "../../x"\n  titre: "{SCRIPT}"\n  pour: "{SCRIPT}"\n  themes: [x]\n'
    ),
    "annex-trade-script": _beside(
        metiers_yml=f'- metier: elus\n  titre: "{SCRIPT}"\n  pour: "{SCRIPT}"\n  mesures: [cae_6]\n'
    ),
    "annex-glossary": _beside(glossaire_yml=f'PCAET: "{SCRIPT}"\n"{SCRIPT}": x\n__proto__: y\n'),
    "annex-framework": _beside(
        cadres_yml=f'- cadre: evil\n  titre: "{SCRIPT}"\n  sigle: "{SCRIPT}"\n'
        f'  demande: "{SCRIPT}"\n  qui: "{SCRIPT}"\n'
        f'  source: "{SCRIPT}"\n- cadre: evil\n  mesure: cae_6\n  poids: 3\n  raison: "{SCRIPT}"\n'
    ),
    "annex-framework-path": _beside(cadres_yml='- cadre: "../../x"\n  titre: a\n'),
    "annex-indicator": _beside(
        indicateurs__cae__1_md=f"# {SCRIPT}\n\n```yaml\nid: cae_1\nidentifiant: 1\nunite: '{SCRIPT}'\n"
        f"actions: [cae_6]\nprogrammes: ['{SCRIPT}']\n```\n\n## Description\n\n{SCRIPT}\n"
    ),
    "annex-surrogate": _beside(metiers_yml='- metier: elus\n  titre: "\\udfff"\n'),
    "annex-bomb": _beside(metiers_yml="- a: &a [x,x]\n  b: &b [*a,*a]\n  c: [*b,*b]\n"),
}

GENERATED: dict[str, Callable[[], Files]] = {
    **_ENCODINGS,
    **_SIZES,
    **_YAML,
    **_NAMES,
    **dict.fromkeys(LINKED, _one(SOUND)),
    **_ANNEXES,
}

NOT_BUILT = {"name-case-only", "name-case-only-folders", "name-forms", "name-deep-folder"} | {
    kind for kind in _SIZES if kind not in NESTED
}
"""Kinds that show in what is said of them: some disks hold none of those names, and long texts only take long."""

_HEAD = """\
# What the check says of each kind: codes and lines of its measure, the path of any other file; how many, where many.
# Written by « python tests/hostile_files.py »: what changes is to be read line by line before it is believed.
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        rows = {kind: told(judged(kind, Path(work, kind))) for kind in kinds()}
    TABLE.write_text(_HEAD + yaml.safe_dump(rows, allow_unicode=True, width=1_000), "utf-8")
