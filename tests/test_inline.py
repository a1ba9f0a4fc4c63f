"""The words of one paragraph: what becomes a link, bold or a tag, and all that stays text."""

import re

import markdown
import pytest
from measure_catalogue.text.inline import attribute, escape, tidy

EXTENSIONS = ["attr_list", "md_in_html", "sane_lists", "tables", "fenced_code"]


ADDRESS = re.compile(
    r'<a aria-label="([^"]*)" class="address" href="([^"]*)">'
    r'<span class="words">(.*?)</span> <span class="full">(.*?)</span></a>'
)


def html(text: str) -> str:
    """What a reader's browser gets for a text, without its paragraph; ‹words → address› for a bare address."""
    made = ADDRESS.sub(r"‹\4 → \2›", markdown.markdown(tidy(text)[0], extensions=EXTENSIONS))
    return re.sub(r"&#(\d+);", lambda one: chr(int(one[1])), made.removeprefix("<p>").removesuffix("</p>"))


def codes(text: str) -> list[str]:
    return [flaw.rule.code for flaw in tidy(text)[1]]


def link(words: str, address: str) -> str:
    return f'<a href="{address}">{words}</a>'


def bare(address: str, words: str = "") -> str:
    return f"‹{words or address} → {address}›"


# Links


@pytest.mark.parametrize(
    "written",
    [
        "[le site](http://a.fr)",
        "[le\nsite](http://a.fr)",
        "[le site]( http://a.fr )",
        "[le site](<http://a.fr>)",
        '<a href="http://a.fr">le site</a>',
        "<a href='http://a.fr'>le site</a>",
        "<a href=http://a.fr>le site</a>",
        '<A HREF="http://a.fr">le site</A>',
        '<a\nhref="http://a.fr">le\nsite</a>',
        '<a target="_blank" href = "http://a.fr" onclick="x()">le site</a>',
        '<a href="http://a.fr" >\nle site </a >',
    ],
)
def test_a_link_is_a_link_however_it_is_written(written: str) -> None:
    assert html(written) == link("le site", "http://a.fr")
    assert codes(written) == []


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('<a href="www.rare.fr">Rare</a>', "http://www.rare.fr"),
        ('<a href=" http://rare.fr ">Rare</a>', "http://rare.fr"),
        ('<a href="http://rare.fr/\nx.html">Rare</a>', "http://rare.fr/x.html"),
        ('<a href="http://rare.fr/un deux">Rare</a>', "http://rare.fr/un%20deux"),
        ("[Rare](www.rare.fr)", "http://www.rare.fr"),
        ("[Rare](http:/rare.fr)", "http://rare.fr"),
        ("[Rare](<http://rare.fr/un deux>)", "http://rare.fr/un%20deux"),
        ("[Rare](moi@rare.fr)", "mailto:moi@rare.fr"),
    ],
)
def test_a_mangled_address_is_mended_and_reported(written: str, address: str) -> None:
    assert html(written) == link("Rare", address)
    assert codes(written) == ["LI-02"]


def test_the_right_address_is_told() -> None:
    (flaw,) = tidy("[Rare](www.rare.fr)")[1]
    assert "www.rare.fr" in flaw.message
    assert "http://www.rare.fr" in flaw.hint


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert%281%29)",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6a;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" \t&#106;ava&#10;script:alert(1)">x</a>',
        '<a href="java\nscript:alert(1)">x</a>',
        "<a href=javascript:alert(1)>x</a>",
        "[x](data:text/html,y)",
        "[x](vbscript:y)",
    ],
)
def test_an_address_that_runs_is_shown_as_words_and_reported(written: str) -> None:
    assert "<a" not in html(written)
    assert html(written).startswith("x (")
    assert codes(written) == ["LI-01"]


@pytest.mark.parametrize("written", ["[le site](quelque part)", "[le site](/chemin)", '<a href="note">le site</a>'])
def test_a_link_to_nowhere_keeps_its_words_and_what_was_written(written: str) -> None:
    shown = html(written)
    assert "<a" not in shown
    assert "le site" in shown
    assert codes(written) == ["LI-01"]


def test_a_link_to_nowhere_keeps_its_bold_and_says_where_it_led() -> None:
    assert html("[**le** site](nulle-part)") == "<strong>le</strong> site (nulle-part)"
    (flaw,) = tidy("[le site](nulle-part)")[1]
    assert "nulle-part" in flaw.message


def test_the_words_of_a_link_to_nowhere_may_be_an_address() -> None:
    assert "http://a.fr" in html("[http://a.fr](nulle-part)")


@pytest.mark.parametrize("written", ["[le site]()", "<a>le site</a>", '<a href="">le site</a>'])
def test_a_link_without_an_address_keeps_its_words(written: str) -> None:
    assert html(written) == "le site"
    assert codes(written) == ["LI-01"]


@pytest.mark.parametrize("written", ["[](http://a.fr)", '<a href="http://a.fr"> </a>'])
def test_a_link_without_words_shows_its_address_and_is_reported(written: str) -> None:
    assert html(written) == bare("http://a.fr")
    assert codes(written) == ["LI-01"]


def test_a_link_without_its_closing_tag_keeps_words_and_address() -> None:
    shown = html('voir <a href="http://a.fr">le site')
    assert "le site" in shown
    assert bare("http://a.fr") in shown
    assert codes('voir <a href="http://a.fr">le site') == ["TX-02"]


@pytest.mark.parametrize(
    "written", ["[x](http://a.fr](http://b.fr)", "[x](http://a.fr", "[x(http://a.fr)", "x](http://a.fr)"]
)
def test_a_link_whose_brackets_are_mangled_keeps_its_words(written: str) -> None:
    assert re.sub(r"‹(.*?) → .*?›", r"\1", html(written)) == written


@pytest.mark.parametrize("written", ["Cep<RT2012-20%, par quartier", "si x<y et z>t", "1<a2"])
def test_a_comparison_is_no_tag(written: str) -> None:
    assert codes(written) == []
    assert html(written) == written.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("written", ["[x](http://a.fr](http://b.fr)", "[x](http://a.fr"])
def test_a_link_whose_brackets_are_mangled_is_reported(written: str) -> None:
    assert "LI-01" in codes(written)


def test_a_link_keeps_bold_italic_and_tags_in_its_words() -> None:
    assert html("[**CO**<sub>2</sub> et *eau*](http://a.fr)") == link(
        "<strong>CO</strong><sub>2</sub> et <em>eau</em>", "http://a.fr"
    )


@pytest.mark.parametrize(
    "written",
    [
        "[avant [milieu](http://b.fr) après](http://a.fr)",
        '<a href="http://a.fr">avant [milieu](http://b.fr) après</a>',
    ],
)
def test_a_link_inside_a_link_leaves_one_link_with_all_the_words(written: str) -> None:
    assert html(written) == link("avant milieu après", "http://a.fr")


def test_an_address_inside_the_words_of_a_link_is_no_second_link() -> None:
    assert html("[voir http://a.fr ici](http://a.fr)").count("<a ") == 1


def test_parentheses_inside_an_address_are_kept() -> None:
    assert html("[x](http://a.fr/y_(z))") == link("x", "http://a.fr/y_%28z%29")


def test_the_title_of_a_link_is_kept() -> None:
    assert "Guide" in html('[x](http://a.fr "Guide")')


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_title_of_a_link_can_add_no_attribute(quote: str) -> None:
    shown = html(f"[x](http://a.fr {quote}a> onclick=b {{: onmouseover=c}}{quote})")
    assert not re.search(r"<a[^>]*\son\w+=", re.sub(r'="[^"]*"', "", shown))


def test_an_image_is_a_link_and_is_reported() -> None:
    assert html("![une carte](https://a.fr/carte.png)") == link("une carte", "https://a.fr/carte.png")
    assert codes("![une carte](https://a.fr/carte.png)") == ["LI-04"]


def test_an_image_without_words_is_still_named() -> None:
    assert html("![](https://a.fr/carte.png)") == link("image", "https://a.fr/carte.png")


def test_an_image_inside_a_link_is_the_words_of_that_link() -> None:
    assert html("[![une carte](https://a.fr/c.png)](https://b.fr)") == link("une carte", "https://b.fr")
    assert "LI-04" in codes("[![une carte](https://a.fr/c.png)](https://b.fr)")


@pytest.mark.parametrize("written", ['<img src="http://a.fr/x.png">', "<img src=x onerror=alert(1)>", "<IMG SRC=x>"])
def test_an_image_tag_is_text(written: str) -> None:
    assert "<img" not in html(written).lower().replace("&lt;img", "")
    assert codes(written) == ["TX-02"]


# Bare addresses


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("http://a.fr", bare("http://a.fr")),
        ("www.a.fr", bare("http://www.a.fr", "www.a.fr")),
        ("voir http://a.fr/un-guide.pdf.", f"voir {bare('http://a.fr/un-guide.pdf')}."),
        ("(http://a.fr)", f"({bare('http://a.fr')})"),
        ("(http://a.fr).", f"({bare('http://a.fr')})."),
        ("http://a.fr, puis", f"{bare('http://a.fr')}, puis"),
        ("« http://a.fr »", f"« {bare('http://a.fr')} »"),
        ("<http://a.fr>", bare("http://a.fr")),
        ("http://a.fr/a_b_c", bare("http://a.fr/a_b_c")),
        ("**http://a.fr**", f"<strong>{bare('http://a.fr')}</strong>"),
        ("http://a.fr/?x=1&y=2", bare("http://a.fr/?x=1&amp;y=2", "http://a.fr/?x=1&amp;y=2")),
        ("<moi@a.fr>", bare("mailto:moi@a.fr", "moi@a.fr")),
    ],
)
def test_a_bare_address_is_a_link_and_the_punctuation_after_it_is_not(written: str, shown: str) -> None:
    assert html(written) == shown
    assert codes(written) == []


def test_a_parenthesis_of_the_address_itself_stays_in_it() -> None:
    address = bare("http://a.fr/x_%28y%29", "http://a.fr/x_(y)")
    assert html("(voir http://a.fr/x_(y))") == f"(voir {address})"


def test_a_bare_address_is_also_said_in_words() -> None:
    made = ADDRESS.search(markdown.markdown(tidy("voir http://a.fr/un-guide.pdf")[0], extensions=EXTENSIONS))
    assert made is not None
    assert [one.replace("\u00a0", " ") for one in (made[1], made[3])] == ["a.fr : un guide (PDF)"] * 2


def test_an_address_that_is_its_own_text_is_no_fault() -> None:
    assert html("[http://a.fr/x](http://a.fr/x)") == bare("http://a.fr/x")
    assert codes("[www.a.fr](http://a.fr/)") == []


def test_a_text_that_shows_another_address_is_reported() -> None:
    assert codes("[http://a.fr](http://b.fr)") == ["LI-03"]
    assert "http://a.fr" in html("[http://a.fr](http://b.fr)")


@pytest.mark.parametrize("text", ["moi@a.fr", "a.fr", "fichier.md", "httpd", "http", "www", "mot.www.a.fr"])
def test_other_words_with_dots_are_text(text: str) -> None:
    assert html(text) == text


# Files and references of the catalogue


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("[voir](6.1.1.md)", "[[6.1.1|voir]]"),
        ("[voir](./6.1.1.md)", "[[6.1.1|voir]]"),
        ("[voir](6.1.1.md#6.1.1.3)", "[[6.1.1.3|voir]]"),
        ("[voir](#6.1.1.3)", "[[6.1.1.3|voir]]"),
        ("[voir](../eci/1.1.md)", "[[eci/1.1|voir]]"),
        ('<a href="6.1.1.md">voir</a>', "[[6.1.1|voir]]"),
        ("[[6.1.1]]", "[[6.1.1]]"),
        ("[[cae_6.1.1|des mots]]", "[[cae_6.1.1|des mots]]"),
    ],
)
def test_a_link_to_a_measure_file_is_a_reference_to_its_item(written: str, reference: str) -> None:
    assert tidy(written) == (reference, ())


# All that stays text


@pytest.mark.parametrize(
    "written",
    [
        "texte {: onclick=alert(1)}",
        "texte {: #x .y onclick=alert(1) }",
        "texte\n{: onclick=alert(1)}",
        "**gras**{: onclick=alert(1)}",
        "*italique*{: onclick=alert(1)}",
        "a `code`{: onclick=alert(1)}",
        "[x](http://a.fr){: onclick=alert(1)}",
        "[x](http://a.fr){ onclick=alert(1) }",
        "http://a.fr{: onclick=alert(1)}",
        "[[6.1.1]]{: onclick=alert(1)}",
        "[[6.1.1|{: onclick=alert(1)}]]",
        "{{ jinja }} {% if %}",
    ],
)
def test_braces_never_become_attributes(written: str) -> None:
    shown = html(written)
    tags = "".join(re.findall(r"<[^>]*>", shown))
    assert "onclick" not in tags
    assert "#x" not in tags
    assert re.sub(r"<[^>]*>|\s", "", shown).endswith(re.sub(r"[\s\n]", "", written)[-4:])


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<iframe src=x></iframe>",
        "<div markdown=1>x</div>",
        "<svg onload=x>",
        "<b onclick=x>y</b>",
        "<span class=x>y</span>",
        "</p><p>",
        "<b>jamais fermé",
        "jamais ouvert</b>",
        "<b><i>croisés</b></i>",
        "<math>",
    ],
)
def test_other_tags_and_unbalanced_ones_are_shown_as_text_and_reported(written: str) -> None:
    shown = html(f"a {written}")
    assert set(re.findall(r"<(/?\w+)", shown.replace("&lt;", ""))) <= {"i", "/i"}
    assert re.sub(r"</?i>", "", shown).replace("&lt;", "<").replace("&gt;", ">") == re.sub(r"</?i>", "", f"a {written}")
    assert set(codes(written)) == {"TX-02"}


def test_only_the_tag_of_a_link_is_told_how_to_end() -> None:
    assert "</a>" in tidy('<a href="x">y')[1][0].hint
    assert "</a>" not in tidy("<div>y")[1][0].hint


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        ("m<sup>2</sup>", "m<sup>2</sup>"),
        ("<b>a <i>b</i></b>", "<b>a <i>b</i></b>"),
        ("<STRONG>a</STRONG>", "<strong>a</strong>"),
        ("un<br>deux<br/>trois<br />quatre", "un<br>deux<br>trois<br>quatre"),
    ],
)
def test_a_few_plain_tags_are_kept(written: str, shown: str) -> None:
    assert html(written) == shown
    assert codes(written) == []


@pytest.mark.parametrize(
    "text",
    ["a < b", "1 <2", "a > b", "x = {1, 2}", "[ ] à faire", "[1]", "[^1]", "a[i]", "Eau & air", "[x] [y]", "a | b"],
)
def test_signs_of_mathematics_and_brackets_are_text(text: str) -> None:
    assert html(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert codes(text) == []


@pytest.mark.parametrize("text", ["&copy;", "&lt;b&gt;", "&amp;", "&nbsp;", "&#233;"])
def test_entities_are_read_and_open_no_tag(text: str) -> None:
    assert "<" not in html(text).replace("&lt;", "")
    assert codes(text) == []


def test_a_definition_of_a_link_elsewhere_is_text() -> None:
    assert html("[1]: http://a.fr") == f"[1]: {bare('http://a.fr')}"
    assert "javascript:x" in html("[1]: javascript:x")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a `<b>` c", "a <code>&lt;b&gt;</code> c"),
        ("a `[x](y)` c", "a <code>[x](y)</code> c"),
        ("a `{: x}` c", "a <code>{: x}</code> c"),
        ("a `**x**` c", "a <code>**x**</code> c"),
        ("a ``x ` y`` c", "a <code>x ` y</code> c"),
        ("a `http://b.fr` c", "a <code>http://b.fr</code> c"),
    ],
)
def test_code_is_shown_as_written(written: str, shown: str) -> None:
    assert html(written) == shown
    assert codes(written) == []


@pytest.mark.parametrize("text", ["a ` b", "a `", "```"])
def test_lonely_backticks_are_text(text: str) -> None:
    assert "<code>" not in html(f"x {text}")


# Bold


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**gras**", "<strong>gras</strong>"),
        ("un **gras** ici", "un <strong>gras</strong> ici"),
        ("un **gras **ici", "un <strong>gras</strong> ici"),
        ("un** gras** ici", "un <strong>gras</strong> ici"),
        ("un ** gras ** ici", "un  <strong>gras</strong>  ici"),
        ("**un **et** deux**", "<strong>un</strong> et <strong>deux</strong>"),
        ("**gras\nsur deux lignes**", "<strong>gras\nsur deux lignes</strong>"),
        ("**gras et *italique***", "<strong>gras et <em>italique</em></strong>"),
        ("__gras__ et _italique_", "<strong>gras</strong> et <em>italique</em>"),
        ("***tout***", "<strong><em>tout</em></strong>"),
    ],
)
def test_bold_is_bold_even_with_blanks_inside_its_marks(written: str, shown: str) -> None:
    assert html(written) == shown
    assert codes(written) == []


@pytest.mark.parametrize("written", ["**jamais fermé", "jamais ouvert**", "**un** deux** trois"])
def test_bold_that_is_never_closed_keeps_its_words_and_is_reported(written: str) -> None:
    shown = re.sub(r"<[^>]*>", "", html(written))
    assert [word.strip("*") for word in shown.split()] == [word.strip("*") for word in written.split()]
    assert codes(written) == ["TX-03"]


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a*", "nom_de_fichier", r"\*pas gras\*"])
def test_asterisks_and_underscores_of_other_uses_are_text(text: str) -> None:
    assert html(text) == text.replace("\\", "")
    assert codes(text) == []


# Lines


@pytest.mark.parametrize(
    "faulty",
    ["[x](y)", '<a href="www.b.fr">x</a>', "<marquee>x", "![x](http://a.fr)", "**jamais", "[http://a.fr](http://b.fr)"],
)
@pytest.mark.parametrize("before", ["", "un\n", "un\ndeux **trois**\n", "un `code` et\ndes *mots*,\n"])
def test_a_flaw_knows_how_many_lines_come_before_it(faulty: str, before: str) -> None:
    assert [flaw.line for flaw in tidy(before + faulty)[1]] == [before.count("\n")]


# Titles, fields and attributes


@pytest.mark.parametrize(
    "text", ["a *b* _c_ `d`", "[x](y)", "<b>", "{: x}", "# a", "| a |", "~~a~~", "![x](y)", r"\*", "[[1.1]]"]
)
def test_a_title_reads_as_it_stands(text: str) -> None:
    shown = markdown.markdown(escape(text), extensions=EXTENSIONS)
    assert re.findall(r"<\w+", shown) == ["<p"]
    assert re.sub(r"&#(\d+);", lambda one: chr(int(one[1])), shown) == f"<p>{text}</p>"


def test_a_title_is_on_one_line() -> None:
    assert escape("un\n deux\t trois ") == "un deux trois"


@pytest.mark.parametrize(
    "text", ['a" onclick="b', "a}{: onclick=b", "a' b", "<a>", "**a** _b_ `c`", "a\nb", "[x](y)", "&quot; onclick=b"]
)
def test_text_of_an_attribute_stays_in_it(text: str) -> None:
    shown = markdown.markdown(f'[x](http://a.fr){{ aria-label="{attribute(text)}" }}', extensions=EXTENSIONS)
    assert re.fullmatch(r'<p><a aria-label="[^"<>]*" href="http://a.fr">x</a></p>', shown)


# Endless texts: a version that takes the square of the steps would not finish


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "]",
        "<a ",
        "<a>",
        "**",
        "`",
        "(_*",
        "[x](",
        "[[",
        "![",
        "{",
        "<",
        "\\",
        "[](",
        "<b>",
        "&#",
        "http://a.fr/)",
        "[a[b]",
        "``a`",
    ],
)
def test_endless_marks_take_few_steps(piece: str) -> None:
    text, _ = tidy(piece * 20_000)
    assert len(text) >= 20_000


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ('<a href="http://a.fr">x](javascript:alert(1)) </a>', "[x&#93;(javascript:alert(1))](http://a.fr)"),
        ('Bravo !<a href="http://a.fr">x</a>', "Bravo &#33;[x](http://a.fr)"),
        ("[a][x](http://a.fr)", "&#91;a&#93;[x](http://a.fr)"),
        ('<a href="http://a.fr">[PDF] guide</a>', "[&#91;PDF&#93; guide](http://a.fr)"),
        ('<a href="http://a.fr>x</a>', "[x](http://a.fr)"),
        ("[voir http://a.fr ici](http://a.fr)", "[voir http://a.fr ici](http://a.fr)"),
    ],
)
def test_brackets_and_signs_around_a_link_stay_letters(written: str, link: str) -> None:
    assert tidy(written)[0] == link


@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_a_blank_between_words_and_address_is_said_with_its_correction(blank: str) -> None:
    done, flaws = tidy(f"Lire [le guide]{blank}(https://exemple.fr/guide) demain.")
    assert [(one.rule.code, one.words, one.right) for one in flaws] == [("LI-07", f"]{blank}(", "](")]
    assert "https://exemple.fr/guide" in done


@pytest.mark.parametrize(
    "text", ["Voir [1] (page 3).", "[a](https://b.fr) (https://c.fr)", "[à relire], (https://a.fr)"]
)
def test_brackets_before_a_parenthesis_are_left_alone(text: str) -> None:
    assert "LI-07" not in {one.rule.code for one in tidy(text)[1]}
