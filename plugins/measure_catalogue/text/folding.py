"""Fold words so that they are found however they are typed: without accents, case, plural or small words.

The interface folds what is typed by the same tables, which it receives with the index (`search/words.js`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

LIGATURES = {"œ": "oe", "æ": "ae"}

_STOP = """
afin ai aie ainsi alors as au aussi autre aux avaient avait avant avec avoir ayant c ce ceci cela celle celles
celui ces cet cette ceux chaque ci comme comment d dans de des donc dont du elle elles en encore est et etaient
etait etant etre eu eux furent fut il ils j je jusqu l la le les leur leurs lorsqu lorsque lui m ma mais me meme
memes mes moi mon n ne ni nos notre nous on ont or ou par parce pas pendant peu peut peuvent pour pourquoi
presqu puis puisqu puisque qu quand que quel quelle quelles quelqu quels qui quoi quoiqu s sa se sera seront ses
si soi soient soit sommes son sont sous sur t ta te tes toi ton toute toutes tres tu un une vos votre vous y
"""

STOP = frozenset(_STOP.split())
"""As folded; the elisions (l’, d’, qu’, jusqu’) are among them, since an apostrophe parts two words."""

IRREGULAR = {"travaux": "travail"}
"""Plurals that no ending tells."""

JOINED = 5
"""Letters of a first part, at most, that people also write in one word: co-voiturage, éco-quartier."""

STEPS = 3
"""How finely it is told how often a word stands in a text: once, two or three times, more often."""

_LOST = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile("[a-z0-9]+(?:[&\u2010-][a-z0-9]+)*")
_LIGATURE = re.compile("|".join(LIGATURES))


def tables() -> dict[str, object]:
    """What the interface needs to fold as this module does."""
    return {"ligatures": LIGATURES, "stop": " ".join(sorted(STOP)), "irregular": IRREGULAR, "joined": JOINED}


def words(text: str) -> list[str]:
    """The words by which a text is found: « L’EnR&R, des co-voiturages » → enrr, enr, co, voiturage, covoiturage."""
    return [word for found in _WORD.findall(plain(text)) for word in _folded(found)]


def counted(text: str, title: str) -> tuple[str, ...]:
    """The words of a text that its title has not, parted by blanks: for each of the STEPS those that stand so often."""
    known = {*words(title)}
    steps: list[list[str]] = [[] for _ in range(STEPS)]
    for word, times in Counter(words(text)).items():
        if word not in known:
            steps[0 if times == 1 else 1 if times < 4 else 2].append(word)
    return tuple(map(" ".join, steps))


def plain(text: str) -> str:
    """Lower case without accents, ligatures or marks that one does not see; nothing else is changed."""
    lower = _LOST.sub("", unicodedata.normalize("NFKD", text).lower())
    return _LIGATURE.sub(lambda found: LIGATURES[found[0]], lower)


@cache
def _folded(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_forms(word)))


def _forms(word: str) -> Iterator[str]:
    if "&" in word:
        yield singular(re.sub("[&\u2010-]", "", word))
    parts = re.split("[&\u2010-]", word)
    yield from (singular(one) for one in parts if says(one))
    if len(parts) == 2 and "&" not in word and len(parts[0]) <= JOINED and parts[0] not in STOP and word[-1].isalpha():
        yield singular("".join(parts))


def says(part: str) -> bool:
    """Whether a part of a word is worth looking for: no small word, no letter alone."""
    return part not in STOP and (len(part) > 1 or part.isdigit())


def singular(word: str) -> str:
    """A plural brought back, lightly: locaux → local, réseaux → reseau; a singular that ends so is cut too."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and re.search("[^ey]aux$", word):
        return word[:-2] + "l"
    return word[:-1] if len(word) > 3 and re.search("[^s0-9][sx]$", word) else word
