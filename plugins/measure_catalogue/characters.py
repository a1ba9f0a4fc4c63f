"""The characters that a text may hold and that no reader sees, or sees where they do not stand."""

LINE_ENDS = dict.fromkeys("\u2028\u2029\x0b\x0c\x85", "retour à la ligne d'un autre logiciel")

_CONTROLS = (*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0xFFF9, 0xFFFC))
_NO_LETTERS = (*range(0xFDD0, 0xFDF0), *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)))
_BLANKS = "\u115f\u1160\u180e\u2800\u3164\uffa0"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

INVISIBLE = {
    **dict.fromkeys(map(chr, _CONTROLS), "caractère de commande"),
    **dict.fromkeys("\u200b\u2060\ufeff", "caractère de largeur nulle"),
    **dict.fromkeys(map(chr, (*range(0x206A, 0x2070), *range(0xE0000, 0xE0080))), "marque que rien ne montre"),
    **dict.fromkeys(_BLANKS, "lettre qui ne montre rien"),
    **dict.fromkeys(map(chr, (*_NO_LETTERS, *range(0xD800, 0xE000), 0xE000)), "code qui n'est celui d'aucune lettre"),
    "\u00ad": "trait d'union invisible",
    **dict.fromkeys(_DIRECTIONS, "sens d'écriture forcé"),
}
"""By character, what it is. U+E000 is among them since we write it ourselves, for what is blanked out."""

LOST = {"\ufffd": "caractère perdu"}

WITHOUT = str.maketrans(dict.fromkeys(INVISIBLE, ""))
"""Takes them out of a text."""

ON_ONE_LINE = WITHOUT | str.maketrans(dict.fromkeys(LINE_ENDS, " "))
"""Takes them out of a field, where the line ends of other programs are blanks."""
