"""Keep what a benchmark found, with its date, in results.md: a section for each, the newest first."""

import datetime
from pathlib import Path

FILE = Path(__file__).with_name("results.md")
_HEAD = """# Mesures

Ce que les programmes de ce dossier ont trouvé, avec leur date. Un chiffre est celui d’une machine et d’une heure :
comparer deux côtés d’un même tour, non deux tours.
"""


def add(section: str, text: str, file: Path = FILE) -> None:
    """Put a dated passage of Markdown at the head of a section, which is made where it is not there."""
    day = datetime.date.today()
    passage = f"{head(section)}\n### {day:%Y-%m-%d}\n\n{text.strip()}\n"
    whole = file.read_text("utf-8") if file.exists() else _HEAD
    if head(section) not in whole:
        whole = f"{whole.rstrip()}\n\n{head(section)}"
    file.write_text(whole.replace(head(section), passage, 1), "utf-8")


def head(section: str) -> str:
    return f"## {section}\n"
