"""What editors type, as readers get it: lists of every kind, lines, headings, tables, quotes, code."""

import itertools
import random
import re
import sys
from html.parser import HTMLParser

import markdown
import pytest
from measure_catalogue.text.prose import Block, broken, joined, repair

EXTENSIONS = ["attr_list", "md_in_html", "sane_lists", "tables", "fenced_code"]


def rendered(text: str) -> str:
    return markdown.markdown(joined(repair(text).blocks, lambda one: f"#### {one.text}"), extensions=EXTENSIONS)


def html(text: str) -> str:
    """What a browser gets, without the line ends between and around tags that it does not show."""
    plain = re.sub(r"&#(\d+);", lambda one: chr(int(one[1])), rendered(text))
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", plain)).replace("<br />", "<br>")


def kinds(text: str) -> list[str]:
    return [block.kind for block in repair(text).blocks]


def codes(text: str) -> list[tuple[str, int]]:
    return [(flaw.rule.code, flaw.line) for flaw in repair(text).flaws]


def bullets(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"


def numbers(*items: str, start: int = 1) -> str:
    opening = "<ol>" if start == 1 else f'<ol start="{start}">'
    return f"{opening}{''.join(f'<li>{one}</li>' for one in items)}</ol>"


# Lists


@pytest.mark.parametrize(
    "text",
    [
        "- un\n- deux",
        "-\tun\n-\tdeux",
        "-   un\n-   deux",
        "-\u00a0un\n-\u00a0deux",
        "  - un\n  - deux",
        "\t- un\n\t- deux",
        "* un\n* deux",
        "+ un\n+ deux",
        "• un\n• deux",
        "•\tun\n•\tdeux",
        "● un\n● deux",
        "▪ un\n▪ deux",
        "\uf0b7 un\n\uf0b7 deux",
        "– un\n– deux",
        "➔ un\n➔ deux",
        "&gt; un\n&gt; deux",
        "&bull; un\n&bull; deux",
        "-un\n-deux",
        "- un\n\n- deux",
        "- un\n\n\n\n- deux",
    ],
)
def test_a_list_is_a_list_whatever_its_marks(text: str) -> None:
    assert html(text) == bullets("un", "deux")


def test_a_list_without_a_blank_line_before_it_is_a_list_and_is_reported() -> None:
    text = "Code de l’environnement :\n- Articles L. 229-26\n- Décrets"
    assert html(text) == f"<p>Code de l’environnement :</p>{bullets('Articles L. 229-26', 'Décrets')}"
    assert codes(text) == [("TX-05", 1)]


@pytest.mark.parametrize("text", ["Texte :\n\n- un", "**Titre**\n- un", "## Titre\n- un", "- un"])
def test_a_list_in_its_place_is_no_fault(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("mark", ["•", "●", "o", "&gt;", "–", "\uf0b7", "1)"])
def test_a_mark_of_word_processors_is_reported_once_a_list(mark: str) -> None:
    assert codes(f"{mark} un\n{mark} deux") == [("TX-06", 0)]


def test_what_to_write_instead_of_a_mark_depends_on_it() -> None:
    assert [repair(f"{mark} un").flaws[0].hint for mark in ("•", "1)")] == [
        "écrire « - » suivi d'une espace",
        "écrire « 1. »",
    ]


@pytest.mark.parametrize("text", ["- un", "* un", "+ un", "1. un", "-\tun"])
def test_a_mark_of_markdown_is_not_reported(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. un\n2. deux", numbers("un", "deux")),
        ("1) un\n2) deux", numbers("un", "deux")),
        ("1.\tun\n2.\tdeux", numbers("un", "deux")),
        ("3. trois\n4. quatre", numbers("trois", "quatre", start=3)),
        ("9) neuf\n10) dix", numbers("neuf", "dix", start=9)),
        ("1. un\n\nUne phrase.\n\n2. deux", f"{numbers('un')}<p>Une phrase.</p>{numbers('deux', start=2)}"),
        ("1. un\n- a\n- b\n2. deux", numbers(f"un{bullets('a', 'b')}", "deux")),
        ("1. un\n  - a\n2. deux", numbers(f"un{bullets('a')}", "deux")),
        ("- un\n  1. a\n  2. b\n- deux", bullets(f"un{numbers('a', 'b')}", "deux")),
        ("Ainsi :\n1. un\n2. deux", f"<p>Ainsi :</p>{numbers('un', 'deux')}"),
    ],
)
def test_a_numbered_list_keeps_its_numbers(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- un\n  - a\n- deux\n  - b", bullets("un" + bullets("a"), "deux" + bullets("b"))),
        ("- un\n    - a\n- deux", bullets("un" + bullets("a"), "deux")),
        ("- un\n\t- a\n\t\t- b\n- deux", bullets("un" + bullets("a" + bullets("b")), "deux")),
        ("- un\n  - a\n    - b\n- deux", bullets("un" + bullets("a" + bullets("b")), "deux")),
        ("1. un\n  - a\n  - b\n2. deux", numbers("un" + bullets("a", "b"), "deux")),
        ("- un\n\n  - a\n\n- deux", bullets("un" + bullets("a"), "deux")),
        ("● un\no a\no b\n● deux", bullets("un" + bullets("a", "b"), "deux")),
        ("• un\n○ a\n• deux", bullets("un" + bullets("a"), "deux")),
        ("- un\no a\n- deux", bullets("un" + bullets("a"), "deux")),
        ("- un\n• deux", bullets("un", "deux")),
        ("- un\n - deux", bullets("un", "deux")),
        ("  - un\n - deux", bullets("un", "deux")),
        ("- un\n1. deux", bullets("un") + numbers("deux")),
        ("- un\n1. deux\n2. trois\n- quatre", bullets("un") + numbers("deux", "trois" + bullets("quatre"))),
    ],
)
def test_indents_and_changes_of_mark_nest_lists(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("- un texte\n  sur deux lignes", "un texte\nsur deux lignes"),
        ("- un texte qui\ncontinue", "un texte qui\ncontinue"),
        ("- Paris,\nLyon", "Paris,<br>Lyon"),
        ("- Adresses :\nParis", "Adresses :<br>Paris"),
    ],
)
def test_a_line_that_goes_on_stays_in_its_item(text: str, item: str) -> None:
    assert html(text) == bullets(item)


@pytest.mark.parametrize(
    ("item", "after"),
    [
        ("un.", "Une phrase."),
        ("un", "Une phrase."),
        ("un.", "\nUne phrase."),
        ("un", "\nune suite"),
        ("un.", "une suite"),
    ],
)
def test_a_new_sentence_below_a_list_is_a_paragraph(item: str, after: str) -> None:
    assert html(f"- {item}\n{after}") == f"{bullets(item)}<p>{after.strip()}</p>"


@pytest.mark.parametrize("mark", ["-", "*", "- ", "+"])
def test_a_mark_of_a_list_without_words_shows_nothing(mark: str) -> None:
    assert html(f"Un.\n\n{mark}\n\nDeux.") == "<p>Un.</p><p>Deux.</p>"


@pytest.mark.parametrize("heading", ["**Deux**", "## Deux"])
def test_a_heading_below_a_list_is_no_part_of_it(heading: str) -> None:
    assert html(f"- un :\n{heading}\nTrois.") == f"{bullets('un :')}<h4>Deux</h4><p>Trois.</p>"


@pytest.mark.parametrize(
    "text",
    ["-5 °C", "-1", "2020. Une année", "3.5 millions", "1.Texte", "où aller", "–", "1.", "--", "+33 1 02"],
)
def test_other_beginnings_of_a_line_open_no_list(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


def test_a_line_in_italics_opens_no_list() -> None:
    assert html("*un* et *deux*") == "<p><em>un</em> et <em>deux</em></p>"


def test_an_item_that_looks_like_another_mark_is_text() -> None:
    assert html("- # un\n- > deux\n- 3. trois\n- | quatre") == bullets("# un", "> deux", "3. trois", "| quatre")


# Lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Une phrase qui\ncontinue ici.", "Une phrase qui\ncontinue ici."),
        ("Une phrase\net sa suite.", "Une phrase\net sa suite."),
        ("Une phrase\n(et sa suite).", "Une phrase\n(et sa suite)."),
        ("Une phrase.\nUne autre.", "Une phrase.<br>Une autre."),
        ("Ville de Brest\nVille de Lyon", "Ville de Brest<br>Ville de Lyon"),
        ("Il faut :\nune chose ;\nune autre", "Il faut :<br>une chose ;<br>une autre"),
        ("un  \ndeux", "un<br>deux"),
        ("  un\n    deux", "un\ndeux"),
    ],
)
def test_a_line_end_is_kept_unless_the_sentence_plainly_goes_on(text: str, shown: str) -> None:
    assert html(text) == f"<p>{shown}</p>"


def test_lines_become_one_text_with_as_many_line_ends() -> None:
    assert broken(("Une phrase qui", "continue.", " Fin ")) == "Une phrase qui\ncontinue.  \nFin"


def test_a_blank_line_separates_paragraphs_and_indents_are_no_code() -> None:
    assert html("un\n\n \n    deux\n\n\ttrois") == "<p>un</p><p>deux</p><p>trois</p>"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x85"])
def test_a_line_end_of_another_program_is_a_break(character: str) -> None:
    assert html(f"un{character}deux") == "<p>un<br>deux</p>"


@pytest.mark.parametrize("mark", ["→ ", "=> ", "⇒ ", "-> ", "- ", "", "  → "])
def test_a_source_is_a_block_of_its_own_without_its_arrow(mark: str) -> None:
    assert [(one.kind, one.text) for one in repair(f"Le récit.\n{mark}Source : Ademe, 2020").blocks] == [
        ("paragraph", "Le récit."),
        ("source", "Source : Ademe, 2020"),
    ]


@pytest.mark.parametrize(
    "text", ["Sources : un, deux", "source : un", "(Source : un)", "Source\u00a0: un", "Source: un"]
)
def test_a_source_may_be_written_in_several_ways(text: str) -> None:
    assert kinds(text) == ["source"]


@pytest.mark.parametrize("text", ["Sources d'énergie : le soleil", "La source : x", "Ressources : x", "Source un"])
def test_other_words_open_no_source(text: str) -> None:
    assert kinds(text) == ["paragraph"]


@pytest.mark.parametrize(
    ("below", "blocks"),
    [("Une phrase.", ["source", "paragraph"]), ("et Cerema", ["source"]), ("(2020)", ["source"])],
)
def test_a_source_ends_with_its_line_unless_it_plainly_goes_on(below: str, blocks: list[str]) -> None:
    assert kinds(f"Source : Ademe\n{below}") == blocks


def test_a_source_may_stand_below_its_word() -> None:
    assert kinds("Source :\nAdeme, 2020") == ["source"]


def test_two_sources_are_two_blocks() -> None:
    assert kinds("→ Source : Ademe, 2020\n→ Source : Cerema, 2021") == ["source", "source"]


# Headings


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("**Contexte et enjeux**", "Contexte et enjeux"),
        ("**Contexte et enjeux :**", "Contexte et enjeux :"),
        ("**Contexte et enjeux** :", "Contexte et enjeux\u00a0:"),
        ("** Contexte et enjeux **", "Contexte et enjeux"),
        ("  **Contexte et enjeux**  ", "Contexte et enjeux"),
        ("#### Contexte et enjeux", "Contexte et enjeux"),
        ("# Contexte *et* enjeux", "Contexte <em>et</em> enjeux"),
    ],
)
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_line_all_in_bold_is_a_heading(line: str, heading: str, blank: str) -> None:
    assert html(f"{line}\n{blank}texte") == f"<h4>{heading}</h4><p>texte</p>"


def test_a_line_all_in_bold_with_nothing_below_it_is_a_paragraph() -> None:
    assert html("**Seul**") == "<p><strong>Seul</strong></p>"
    assert html("texte\n\n**Seul**\n\n") == "<p>texte</p><p><strong>Seul</strong></p>"


@pytest.mark.parametrize("line", ["**un** et **deux**", "**un** deux", "un **deux**", "**un**."])
def test_a_line_partly_in_bold_is_none(line: str) -> None:
    assert kinds(f"{line}\nTexte.") == ["paragraph"]


def test_a_line_all_in_bold_ends_the_paragraph_above_it() -> None:
    assert html("un\n**Deux**\ntrois") == "<p>un</p><h4>Deux</h4><p>trois</p>"


@pytest.mark.parametrize("text", ["Titre\n===", "Titre\n======="])
def test_an_underline_of_equal_signs_makes_no_heading(text: str) -> None:
    first, second = text.split("\n")
    assert html(text) == f"<p>{first}<br>{second}</p>"


def test_an_underline_of_dashes_makes_no_heading() -> None:
    assert "<h" not in html("Titre\n---").replace("<hr", "")
    assert html("Titre\n---").startswith("<p>Titre</p>")


@pytest.mark.parametrize("text", ["#Titre", "#1 du classement", "#", "####### sept"])
def test_a_hash_without_a_blank_is_text(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["= a", "~ a", "~~~", ": a", "| a", "|", "a\n: b", "a\n= b", "a\n~ b", "a\n| b"])
def test_no_mark_at_the_head_of_a_line_changes_the_page(text: str) -> None:
    assert html(text) == f"<p>{text}</p>".replace("\n", "<br>")


# Tables, quotes, code, rules, comments


def test_a_table_is_a_table_even_below_a_paragraph() -> None:
    text = "Ainsi :\n| Un | Deux |\n|---|---:|\n| a | 1 |\n| b | **2** |\nFin."
    assert kinds(text) == ["paragraph", "table", "paragraph"]
    shown = html(text)
    assert re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", shown) == ["Un", "Deux", "a", "1", "b", "<strong>2</strong>"]


def test_a_bar_alone_makes_no_table() -> None:
    assert html("a | b\nc | d") == "<p>a | b\nc | d</p>"


def test_a_quote_holds_blocks_of_its_own() -> None:
    assert html("> Ainsi :\n> - un\n> - deux\n>\n> fin") == (
        f"<blockquote><p>Ainsi :</p>{bullets('un', 'deux')}<p>fin</p></blockquote>"
    )


def test_quotes_nest_to_a_limit_and_their_words_stay_past_it() -> None:
    shown = html("\n".join(f"{'>' * depth} mot{depth}" for depth in range(1, 8)))
    assert shown.count("<blockquote>") == 3
    assert all(f"mot{depth}" in shown for depth in range(1, 8))


def test_a_line_of_four_quotes_is_three_deep() -> None:
    assert html("> > > > mot").count("<blockquote>") == 3
    assert "> mot" in html("> > > > mot")


def test_a_flaw_inside_a_quote_is_reported_at_its_line() -> None:
    assert codes("un\n\n> deux\n> [x](nulle-part)") == [("LI-01", 3)]


def test_a_line_of_a_thousand_quotes_keeps_its_word() -> None:
    assert "mot" in html(">" * 1000 + " mot")


def test_code_is_shown_as_written() -> None:
    shown = rendered("```\n<b> *x* [y](z) {: a}\n# rien\n- rien\n```")
    assert shown == "<pre><code>&lt;b&gt; *x* [y](z) {: a}\n# rien\n- rien\n</code></pre>"


@pytest.mark.parametrize("fence", ["```", "````", "~~~", "~~~~~"])
def test_code_may_be_fenced_in_several_ways(fence: str) -> None:
    assert rendered(f"avant\n{fence}\nx\n{fence}\naprès") == "<p>avant</p>\n<pre><code>x\n</code></pre>\n<p>après</p>"


def test_a_fence_inside_a_longer_one_is_code() -> None:
    assert "```\nx\n```" in rendered("````\n```\nx\n```\n````")


def test_the_language_of_code_can_add_no_attribute() -> None:
    assert "onclick" not in re.sub(r">[^<]*<", "><", rendered("``` {onclick=x}\ny\n```"))


def test_a_fence_that_is_never_closed_is_text_and_is_reported_at_its_line() -> None:
    text = "avant\n\n```\n<b>x\n\n- un"
    assert html(text) == f"<p>avant</p><p>```<br>&lt;b&gt;x</p>{bullets('un')}"
    assert ("TX-07", 2) in codes(text)


@pytest.mark.parametrize("line", ["---", "***", "___", "- - -", "*****"])
def test_a_rule_is_a_rule(line: str) -> None:
    assert rendered(f"un\n{line}\ndeux") == "<p>un</p>\n<hr />\n<p>deux</p>"


def test_a_comment_is_not_shown_and_is_reported_at_its_line() -> None:
    text = "un\n\ndeux <!-- à revoir\n\navec Anna -->trois\n\nquatre"
    shown = html(text)
    assert "revoir" not in shown
    assert re.findall(r"un|deux|trois|quatre", shown) == ["un", "deux", "trois", "quatre"]
    assert codes(text) == [("TX-04", 2)]


def test_what_follows_a_comment_keeps_its_line() -> None:
    text = "<!-- a\n\nb -->\n[x](nulle-part)"
    assert ("LI-01", 3) in codes(text)


def test_a_comment_inside_code_is_code() -> None:
    assert rendered("```\n<!-- un -->\n```") == "<pre><code>&lt;!-- un --&gt;\n</code></pre>"


def test_a_comment_that_never_ends_is_text() -> None:
    assert "à revoir" in html("un <!-- à revoir\n\ndeux")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "un\n\n\n**Deux**\ntrois\n- a\n- b\n\n> c\n\n```\nd\n```\n---\n| e | f |\n|---|---|\nSource : g",
            "paragraph 0, heading 3, paragraph 4, list 5, quote 8, code 10, rule 13, table 14, source 16",
        ),
        ("\n\n  un\n\n\ndeux", "paragraph 2, paragraph 5"),
    ],
)
def test_every_block_knows_its_line(text: str, blocks: str) -> None:
    assert ", ".join(f"{one.kind} {one.line}" for one in repair(text).blocks) == blocks


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_blanks_hold_no_block(text: str) -> None:
    assert repair(text).blocks == ()


def test_blocks_are_joined_with_a_blank_line_and_headings_as_their_page_wants() -> None:
    blocks = (Block("heading", "Un", 0), Block("paragraph", "deux", 1), Block("paragraph", "", 2))
    assert joined(blocks, lambda one: f"### {one.text}") == "### Un\n\ndeux"


# Whatever is written: safe, and no word lost

PIECES = (
    "[", "(", ")", "{", "}", "{:", "{: ", "onclick=x", "id=x", ".z", "#w", "<", "</", ">", "a", "b", "script", "i",
    "sub", " href=", '"', "'", "javascript:", "java&#115;cript:", "http://a.fr", "www.b.fr/", "\n", "\n\n", "- ",
    "> ", "**", "*", "_", "~~~", "|", "|-", "-|-", "1. ", "# ", "&lt;", "&#60;", "&colon;", "\\", "<!--", "-->", "[[",
    "6.1.1", " ", "\t", "markdown=1", "<br>", "é", "=", "\u00a0", "<div markdown=1>", '<a href="http://a.fr">',
    "</a>", "[1]: http://b.fr", "<script>", "<img src=x onerror=y>", "x@y.fr", " style=x", "<svg/onload=x>", "{{",
    "%}", "&NewLine;", "\u2028", "`", "!", "]", "](", "[x](http://a.fr)",
)  # fmt: skip
TAGS = {
    "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "br", "hr", "blockquote", "sup", "sub", "b", "i",
    "span", "small", "h1", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Unsafe(HTMLParser):
    """All that a page should not hold: other tags, other attributes, other addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"a": {"href", "title", "aria-label", "class"}, "ol": {"start"}, "code": {"class"}}
        allowed |= {"td": {"style"}, "th": {"style"}, "span": {"class"}}
        self.found += [tag] if tag not in TAGS else []
        for name, value in attrs:
            if name not in allowed.get(tag, ()) or (
                name == "href" and not re.match(r"https?://|mailto:|tel:", value or "", re.I)
            ):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("seed", range(8))
def test_no_mixture_of_marks_makes_anything_unsafe(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(600):
        text = "".join(chance.choices(PIECES, k=chance.randint(2, 14)))
        assert Unsafe(rendered(text)).found == [], text


LINES = (
    "`w`", "*w",
    "W", "w w", "- w", "-W", "-\tw", "  - w", "    - w", "• w", "o w", "● w", "1. w", "2) w", "> w", ">> w", "# w",
    "#w", "**w**", "**w :**", "**w", "w.", "w :", "", "", "~~~", "| w | w |", "|---|---|", "w|w", "---", "===",
    "Source : w", "→ Source : w", "=> w", "* w", "+ w", "&gt; w", "    w", "\tw", "<b>w</b>", "<div>w",
    "[w](http://w.fr)", "[w](6.1.1.md)", '<a href="http://w.fr">w</a>', "{: w}", "w\\", "<!-- w -->", "*w*", "_w_",
    "w  ", ": w", "~ w", "w\u2028w", "éw", "(w", "w,", "et w", "10. w", "100) w", "– w", "w*w", "[w]",
    "[w]: http://w.fr", "![w](http://w.fr)", "http://w.fr", "__w__", "+", "-", "*", "1.", ">", "|", "\\w", "!w",
    "&w;", "w { #w }", "a `w` b", "[w](w)", "[w](javascript:w)",
)  # fmt: skip


def numbered(text: str) -> str:
    """The text with a word that stands nowhere else in the place of each w."""
    count = itertools.count()
    return re.sub("[wW]", lambda one: f"{one[0]}ord{next(count)}x", text)


@pytest.mark.parametrize("seed", range(8))
def test_no_mixture_of_lines_loses_a_word(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(300):
        text = numbered("\n".join(chance.choices(LINES, k=5)))
        page = rendered(text)
        shown = [Unsafe(page).text, *re.findall(r'="([^"]*)"', page), *(one.message for one in repair(text).flaws)]
        words = re.findall(r"word\d+x", text, re.I)
        assert [word for word in words if word.lower() not in " ".join(shown).lower()] == [], text


# Endless texts: a version that takes the square of the steps would not finish


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "<a ",
        "**",
        "(_*",
        "[x](",
        "1.",
        "- ",
        "`",
        "[[",
        "{",
        "<b>",
        ">",
        "> a\n",
        "|",
        "_",
        "\\",
        "![",
        "&#",
        "http://a.fr/",
        "**a\n",
    ],
)
def test_endless_marks_take_few_steps(piece: str) -> None:
    assert repair(piece * 20_000).blocks


def test_lists_nested_without_end_keep_every_item() -> None:
    text = "\n".join(f"{' ' * 2 * depth}- mot{depth}" for depth in range(120))
    shown = html(text)
    assert re.findall(r"mot\d+", shown) == [f"mot{depth}" for depth in range(120)]


def calls(text: str) -> int:
    """How many functions run to repair a text that was never met before."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    repair.cache_clear()
    sys.setprofile(counted)
    try:
        repair(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "line",
    [
        "- a\n",
        "- a\n\n",
        "a\n",
        "\n",
        "> a\n",
        "**a**\n",
        "# a\n",
        "| a |\n|---|\n",
        "Source : a\n",
        "1. a\n",
        "- a\nb\n",
        "  - a\n",
        "---\n",
    ],
)
def test_twice_the_lines_take_twice_the_steps(line: str) -> None:
    assert calls(line * 400) < 2.5 * calls(line * 200)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`<script>x</script>` y", "<p><code>&lt;script&gt;x&lt;/script&gt;</code> y</p>"),
        ("- un\n  - a\n  - b\n- deux", "<ul><li>un<ul><li>a</li><li>b</li></ul></li><li>deux</li></ul>"),
        ("Texte :\n* *un*\n* *deux*", "<p>Texte :</p><ul><li><em>un</em></li><li><em>deux</em></li></ul>"),
        ("- * # w", "<ul><li>&#42; # w</li></ul>"),
        ("10. dix\n12. douze", '<ol start="10"><li>dix</li></ol><!-- --><ol start="12"><li>douze</li></ol>'),
        ("``` Avec un titre\nx\n```", "<p>Avec un titre</p><pre><code>x</code></pre>"),
        ("*Prix\n**Ville\n*Gagnant**", "<p>&#42;Prix<br /><strong>Ville<br />&#42;Gagnant</strong></p>"),
        ("2*3*4 et *ceci*", "<p>2&#42;3&#42;4 et <em>ceci</em></p>"),
        ("- doit :\n*Un\n*Deux\n* Trois", "<ul><li>doit :</li><li>Un</li><li>Deux</li><li>Trois</li></ul>"),
        ("- un\n- \n", "<ul><li>un</li></ul>"),
    ],
)
def test_marks_that_markdown_would_misread_show_what_was_meant(text: str, shown: str) -> None:
    assert rendered(text).replace("\n", "") == shown


def test_a_source_all_in_bold_is_a_source() -> None:
    blocks = repair("Un récit.\n**→ Source : dossier, 2016**\nLa suite.").blocks
    assert [(one.kind, one.text) for one in blocks][:2] == [
        ("paragraph", "Un récit."),
        ("source", "Source : dossier, 2016"),
    ]
