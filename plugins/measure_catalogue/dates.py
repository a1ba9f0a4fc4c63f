"""Say dates as French readers write them."""

import re

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def spoken(date: str) -> str:
    """« 21 juin 2023 » for `2023-06-21`, « juin 2023 » for `2023-06`; any other text as it is."""
    found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:$|T)", date)
    if not found or not 1 <= int(found[2]) <= 12:
        return date
    day = {"": "", "01": "1er "}.get(found[3] or "", f"{int(found[3] or 0)} ")
    return f"{day}{_MONTHS[int(found[2]) - 1]} {found[1]}"
