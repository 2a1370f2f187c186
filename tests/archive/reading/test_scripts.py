"""An English text stays one, whatever signs are in it; what is read in another encoding is published by nobody."""

import pytest

from archive.models import THRESHOLD
from archive.reading import Form, SourceText
from archive.reading.encodings import decode
from archive.record import make_record
from news.parser.sources import NO_SOURCES
from tests.news.parser.test_whole_issue import LETTER, issue

from .reading import read_one

SIGNS = ("·", "£", "§", "´", "º", "¥", "à", "ª", "¿", "é")
AGENDA = "This week’s agenda – “Ukraine’s Jews”:\n\n"
CAPITALS = "С ПРАЗДНИКОМ ПЕСАХ ДОРОГИЕ ДРУЗЬЯ"
RUSSIAN = "Дорогие друзья, поздравляем вас с праздником! Ваш Левин."


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", ""])
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("opening", [AGENDA, "", "The café closed.\n\n"], ids=["quotes", "ASCII", "café"])
def test_an_english_text_with_many_bullets_or_signs_stays_as_it_is(opening, sign, declared):
    text = opening + "".join(f"{sign}   We met group {number} of its leaders.\n" for number in range(8))
    assert decode(text.encode("cp1252"), declared)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "NCSEJ · 1120 20th St · Washington · DC · 20036 · Tel · Fax · Web · “Us”",
        "It cost £5, £6, £7, £8, £9, £10, £11 and £12 – “cheap”.",
        "Le président est allé à Paris, à Lyon, à Nice, à Metz, à Brest, à Lille, à Tours, à Caen.",
        "º ´ ¥ ¥ ¥ ¥ ¥ ¥ ¥ ¥ ¥ ¥",
    ],
)
def test_signs_that_are_letters_elsewhere_are_no_words(text):
    assert decode(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (CAPITALS, "cp1251"),
        (f"{CAPITALS} Привет", "cp1251"),
        (f"{CAPITALS}. {RUSSIAN}", "cp1251"),
        (f"{RUSSIAN} и все остальные друзья по всему миру, которые читают нас", "koi8-u"),
        ("Приїхали дорогі друзі з України", "koi8-u"),
        ("Їжа, єдність і дорогі друзі з України", "cp1251"),
    ],
)
@pytest.mark.parametrize("declared", ["", "iso-8859-1"])
def test_of_windows_1251_and_koi8_that_is_taken_whose_capitals_stand_first(text, codec, declared):
    assert decode(text.encode(codec), declared)[0] == text


@pytest.mark.parametrize(
    ("greeting", "codec"),
    [
        ("С Новым годом! Желаем вам здоровья и счастья, дорогие друзья.", "cp1251"),
        ("С Новым годом! Желаем вам здоровья и счастья, дорогие друзья.", "koi8-u"),
        ("שנה טובה ומתוקה לכל חברינו", "cp1255"),
    ],
)
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii"])
def test_a_greeting_in_a_latin_english_issue_is_read_and_published_by_nobody(greeting, codec, declared):
    text = issue(letter=f"{LETTER}\n\n{greeting}").replace("“", '"').replace("”", '"').replace("’", "'")
    page = f"<meta charset={declared}><p>{text}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")
    record = make_record(read_one("a.html", page.encode(codec, "xmlcharrefreplace")), NO_SOURCES)
    assert greeting in record.issue.letter
    assert record.confidence < THRESHOLD


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1253"])
def test_an_issue_in_another_encoding_than_a_known_one_it_declares_is_published_by_nobody(declared):
    page = f"<meta charset={declared}><p>{RUSSIAN}</p><p>Т</p>".encode("cp1251")
    source = read_one("a.html", page)
    assert RUSSIAN in source.text
    text = issue(letter=f"{LETTER}\n\n{RUSSIAN}")
    assert make_record(SourceText("a", Form.TEXT, text), NO_SOURCES).confidence == 1
    assert make_record(SourceText("a", Form.TEXT, text, notes=source.notes), NO_SOURCES).confidence < THRESHOLD


def test_utf_8_that_is_declared_otherwise_is_sure():
    source = read_one("a.html", f"<meta charset=koi8-r><p>{RUSSIAN}".encode())
    assert source.notes == ("Its characters are UTF-8, though koi8-r is declared.",)
    assert not source.is_read_otherwise
