"""Addresses as editors paste them: which ones are mended, which are refused, how one is said in words."""

import pytest
from measure_catalogue.text.addresses import difference, is_address, mend, same, spoken


@pytest.mark.parametrize(
    "address",
    [
        "http://a.fr",
        "https://www.ademe.fr/un/deux?x=1&y=2#trois",
        "https://a.fr/un_deux*trois",
        "https://a.fr/%C3%A9t%C3%A9",
        "http://a.fr:8080/x",
        "https://web.archive.org/web/2020/http://a.fr/x",
        "https://a.fr/?vers=https://b.fr/",
        "mailto:moi@a.fr",
        "tel:+33102030405",
    ],
)
def test_a_sound_address_is_left_alone(address: str) -> None:
    assert mend(address) == (address, "")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.rare.fr", "http://www.rare.fr"),
        ("rare.fr/x", "http://rare.fr/x"),
        ("rare.fr:8080/x", "http://rare.fr:8080/x"),
        ("moi@a.fr", "mailto:moi@a.fr"),
        ("http:/a.fr", "http://a.fr"),
        ("http:a.fr", "http://a.fr"),
        ("https:///a.fr", "https://a.fr"),
        (" http://a.fr", "http://a.fr"),
        ("http://a.fr ", "http://a.fr"),
        ("http://a.fr\u00a0", "http://a.fr"),
        ("\nhttp://a.fr\n", "http://a.fr"),
        ("http://a.fr\n/un", "http://a.fr/un"),
        ("https://a.fr/un-\ndeux.pdf", "https://a.fr/un-deux.pdf"),
        ("http ://a.fr", "http://a.fr"),
        ("www. rare.fr", "http://www.rare.fr"),
        ("http://a.fr/un deux", "http://a.fr/un%20deux"),
    ],
)
def test_a_mangled_address_is_mended_and_what_was_wrong_is_said(written: str, address: str) -> None:
    found, fault = mend(written)
    assert found == address
    assert fault


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "  javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "java\u200bscript:alert(1)",
        "j a v a s c r i p t:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "javascript:alert(1)//http://a.fr",
        "javascript://a.fr/%0aalert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "ftp://a.fr",
        "about:blank",
        "blob:http://a.fr/x",
    ],
)
def test_no_other_scheme_gets_through_however_it_is_hidden(written: str) -> None:
    address, fault = mend(written)
    assert address == ""
    assert fault


@pytest.mark.parametrize(
    "written",
    [
        "x",
        "#",
        "/chemin",
        "../x.md",
        "http://",
        "https://?x",
        "http://.fr",
        "http://[x",
        "mailto:",
        "tel:",
        "http://a.fr](http://b.fr",
        "http://a.fr http://b.fr",
        "http://a.frhttp://b.fr",
        "http://a.fr,http://b.fr",
        'http://a.fr" onclick="x',
        "http://a.fr<b>",
    ],
)
def test_what_leads_to_no_single_site_is_refused_with_a_reason(written: str) -> None:
    address, fault = mend(written)
    assert address == ""
    assert fault


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://a.fr/x_(y)", "http://a.fr/x_%28y%29"),
        ("http://a.fr/a|b", "http://a.fr/a%7Cb"),
        ("http://a.fr/{x}", "http://a.fr/%7Bx%7D"),
        ("http://a.fr/'x`y", "http://a.fr/%27x%60y"),
        ("http://a.fr/\\x", "http://a.fr/%5Cx"),
    ],
)
def test_nothing_of_an_address_can_be_read_as_markdown_or_html(written: str, address: str) -> None:
    assert mend(written)[0] == address


def test_letters_with_accents_stay_readable() -> None:
    assert mend("http://énergie.fr/été")[0] == "http://énergie.fr/été"


def test_entities_of_an_address_are_read() -> None:
    assert mend("http://a.fr/?x=1&amp;y=2")[0] == "http://a.fr/?x=1&y=2"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://a.fr", "a.fr"),
        ("http://www.a.fr/", "a.fr"),
        (
            "https://www.diplomatie.gouv.fr/IMG/pdf/guide_operationnel.pdf",
            "diplomatie.gouv.fr : guide operationnel (PDF)",
        ),
        ("http://a.fr/un/deux-trois.html", "a.fr : deux trois"),
        ("http://a.fr/%C3%A9t%C3%A9", "a.fr : été"),
        ("http://a.fr/tableau.XLSX", "a.fr : tableau (XLSX)"),
        ("http://a.fr:8080/x", "a.fr : x"),
        ("mailto:moi@a.fr", "moi@a.fr"),
        ("tel:+33102030405", "+33102030405"),
    ],
)
def test_an_address_is_said_in_words(address: str, said: str) -> None:
    assert spoken(address).replace("\u00a0", " ") == said


@pytest.mark.parametrize("address", ["http://a.fr/index.html", "http://a.fr/fr/", "http://a.fr/accueil"])
def test_a_name_that_says_nothing_is_not_said(address: str) -> None:
    assert spoken(address) == "a.fr"


def test_a_very_long_name_is_cut_at_a_word() -> None:
    said = spoken(f"http://a.fr/{'-'.join(['mot'] * 40)}.pdf").replace("\u00a0", " ")
    assert said == f"a.fr : {' '.join(['mot'] * 20)}… (PDF)"


def test_two_short_addresses_are_told_whole() -> None:
    assert difference("http://a.fr/x", "http://a.fr/y") == ("http://a.fr/x", "http://a.fr/y")


def test_two_long_addresses_are_told_from_a_little_before_they_part() -> None:
    start = "http://a.fr/un-chemin-assez-long-pour-lasser/"
    one, other = difference(f"{start}2020.pdf", f"{start}2021.pdf")
    assert one.startswith("…") and one.endswith("/2020.pdf")
    assert other.startswith("…") and other.endswith("/2021.pdf")
    assert len(one) < 30


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("www.a.fr", "http://a.fr/", True),
        ("http://a.fr/x", "https://www.a.fr/x/", True),
        ("http://a.fr/%C3%A9", "http://a.fr/é", True),
        ("http://a.fr/x\ny", "http://a.fr/xy", True),
        ("http://a.fr/x", "http://a.fr/y", False),
        ("http://a.fr", "http://b.fr", False),
        ("http://a.fr/x", "http://a.fr", False),
    ],
)
def test_scheme_www_and_final_slash_make_no_difference(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("http://a.fr/x", True),
        ("www.a.fr", True),
        (" HTTPS://A.FR ", True),
        ("le site de l'Ademe", False),
        ("voir www.a.fr", False),
        ("http", False),
        ("", False),
    ],
)
def test_the_words_of_a_link_may_be_an_address(words: str, is_one: bool) -> None:
    assert is_address(words) is is_one


@pytest.mark.parametrize("piece", ["a.", "a-", "a@", "http:", "/", "a ", "&#", "[", "%", "javascript:", "x@a-."])
def test_an_endless_address_takes_few_steps(piece: str) -> None:
    address, _ = mend(piece * 100_000)
    assert not address.lower().startswith("javascript")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://a.fr/Guide PCAET.pdf", "http://a.fr/Guide%20PCAET.pdf"),
        ("https://a.fr/un\ndeux", "https://a.fr/undeux"),
        ("https://a.fr/?a=1&section=2&copy=3", "https://a.fr/?a=1&section=2&copy=3"),
        ("voir a.fr", ""),
        ("http://a b.fr", ""),
    ],
)
def test_blanks_and_signs_inside_an_address_are_read_as_browsers_do(written: str, address: str) -> None:
    assert mend(written)[0] == address
