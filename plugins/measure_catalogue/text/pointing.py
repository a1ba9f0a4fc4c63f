"""Choose the words by which a fault is found again on its line."""

import re

LONGEST, FARTHEST = 5_000, 20
"""Characters of a line past which no words are told apart, and words to go back before starting from its start."""


def found(text: str, words: str, top: int, limit: int) -> int:
    """Where words first stand from `top`, at `limit` at the latest, or -1.

    Words that end where others go on, « 6.1 » in « 6.1.2 », are passed over for those that stand alone.
    """
    alone = re.compile(rf"(?<![\w.]){re.escape(words)}(?!\w|\.\w)")
    match = alone.search(text, top)
    start = match.start() if match and match.start() <= limit else text.find(words, top)
    return start if start <= limit else -1


def pointed(text: str, start: int, end: int) -> tuple[str, str]:
    """The words from `start` to `end`, after those before them on their line that it takes to find them first.

    Both are empty where the line is longer than any that a person writes.
    """
    top, stop = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    limit = len(text) if stop < 0 else stop
    if limit - top > LONGEST:
        return "", ""
    first, steps = start, 0
    while first > top and found(text, text[first:end], top, limit) != first:
        steps += 1
        first = max(top, text.rfind(" ", top, first - 1) + 1) if steps < FARTHEST else top
    return text[first:start], text[start:end]
