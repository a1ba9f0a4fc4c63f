"""Reads the data files that a built site gives its search, as the interface does."""

import json
from pathlib import Path
from typing import Any


def received(site: Path, name: str) -> Any:
    text = (site / "search" / f"{name}.js").read_text("utf-8")
    assert text.startswith(f'measureSearch.received("{name}", ')
    return json.loads(text[text.index("{") : text.rindex("}") + 1])
