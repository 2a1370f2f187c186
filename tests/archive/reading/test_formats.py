"""Web pages, texts, Word files, PDFs: each is read as what it is, however it is named, or refused with a sentence."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link

from archive.reading import Form
from archive.reading.pdf import join_broken_urls
from tests.pages.documents import pdf_files

from .reading import read_one, refusal
from .samples import LETTER, PAGE, WORDS, docx, mail, mbox, pdf, zip_of


def test_a_page_has_its_title_and_stays_as_it_was():
    source = read_one("issue.html", PAGE.encode())
    assert (source.form, source.subject) == (Form.HTML, "Weekly Update")
    assert source.text.encode() == source.original == PAGE.encode()


def test_pictures_inside_of_a_page_are_no_text():
    picture = f"<img src='data:image/png;base64,{'A' * 3_000_000}'>"
    source = read_one("issue.html", PAGE.replace("</body>", picture).encode())
    assert "<img src='data:,'>" in source.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<meta charset=koi8-r><p>Дорогой".encode("koi8-r"), "Дорогой"),
        ('<meta http-equiv=x content="text/html; charset=windows-1251"><p>Дорогой'.encode("cp1251"), "Дорогой"),
        ("<meta charset=utf-8><p>“city”".encode("cp1252"), "“city”"),
        ("<p>Łódź".encode("utf-8-sig"), "Łódź"),
        ("<p>Łódź".encode("utf-16"), "Łódź"),
    ],
)
def test_a_page_is_read_in_its_encoding(content, text):
    assert text in read_one("issue.html", content).text


def test_a_text_with_a_tag_in_it_is_a_text_and_a_page_named_txt_a_page():
    text = f"Weekly <b>Update</b>\n\n{LETTER}"
    assert (read_one("issue.txt", text.encode()).form, read_one("issue.txt", PAGE.encode()).form) == (
        Form.TEXT,
        Form.HTML,
    )


def test_a_text_whose_encoding_is_guessed_says_so():
    source = read_one("issue.txt", "“Kraków”\r\n".encode("cp1252"))
    assert (source.form, source.text) == (Form.TEXT, "“Kraków”\n")
    assert "Windows-1252" in source.notes[0]


RUSSIAN = "Дорогие друзья, поздравляем вас с праздником! Ваш Левин."
HEBREW = "שלום לכל החברים בירושלים ובתל אביב, חג שמח"


@pytest.mark.parametrize(
    ("words", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8"),
        (HEBREW, "cp1255", "Windows-1255"),
        ("Ein Café in Genève, déjà vu – “so”", "cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("declared", ["", "utf-8", "x-unknown"])
def test_a_text_that_is_not_as_declared_is_read_as_what_its_words_are_and_that_is_told(words, codec, name, declared):
    page = f"<meta charset={declared}><p>Dear Friend</p><p>{words}</p>".encode(codec)
    source = read_one("issue.html", page)
    assert words in source.text
    (note,) = source.notes
    assert name in note
    assert declared in note


def test_russian_that_is_declared_as_latin_is_read_as_russian():
    source = read_one("a.html", f"<meta charset=iso-8859-1><p>{RUSSIAN}".encode("cp1251"))
    assert RUSSIAN in source.text
    assert source.notes == ("Its characters are Windows-1251, though iso-8859-1 is declared.",)


def test_a_few_letters_of_german_or_french_are_no_russian():
    for words in ("Müller", "à", "É", "Łódź".replace("Ł", "L").replace("ź", "z"), "übergroße Straße"):
        assert words in read_one("a.txt", f"Dear Friend, {words}".encode("cp1252")).text


def test_characters_that_were_encoded_twice_are_said_and_stay():
    source = read_one("issue.txt", "Kyiv’s leaders".encode().decode("cp1252").encode())
    assert source.text == "Kyivâ€™s leaders"
    assert "encoded twice" in source.notes[0]


def test_a_page_whose_recipient_is_removed_is_kept_in_utf_8():
    page = "<meta charset=windows-1251><p>Дорогой</p><p>This email was sent to jane@example.org".encode("cp1251")
    original = read_one("issue.html", page).original
    assert "Дорогой" in original.decode("utf-8-sig")
    assert original.startswith(b"\xef\xbb\xbf")


def test_a_pdf_is_read_page_by_page():
    source = read_one("issue.pdf", pdf("Dear Friend,", WORDS, page_count=2))
    assert source.form == Form.PDF
    assert source.text.split("\n")[:2] == ["Dear Friend,", WORDS]
    assert source.text.count(WORDS) == 2


def test_a_links_address_stands_behind_its_words_in_a_pdf():
    lines = (WORDS, "Read the full", "article here.", "Read the full")  # at 800, 786, 772 and 758 points
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(*lines))))
    for bottom, url in ((756, "https://example.org/2"), (784, "https://example.org/1"), (770, "https://example.org/1")):
        writer.add_annotation(0, Link(rect=(50, bottom, 200, bottom + 13), url=url))
    content = io.BytesIO()
    writer.write(content)
    assert read_one("issue.pdf", content.getvalue()).text.split("\n")[1:4] == [
        "Read the full",
        "article here. <https://example.org/1>",
        "Read the full <https://example.org/2>",
    ]


def test_an_address_that_a_pdf_breaks_at_any_letter_is_whole_where_its_link_tells_it():
    url = "https://example.org/2018/what_the_council_owes_the_baltic_states"
    lines = (WORDS, "See https://example.org/2018/what_the_council_owes_the_bal", "tic_states", "The report.")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(*lines))))
    writer.add_annotation(0, Link(rect=(50, 770, 200, 797), url=url))
    content = io.BytesIO()
    writer.write(content)
    assert read_one("issue.pdf", content.getvalue()).text.split("\n")[1:3] == [f"See {url}", "The report."]


@pytest.mark.parametrize(
    ("text", "urls", "joined"),
    [
        ("We met at the summit.\nmeanwhile in Kyiv", ["https://t.me"], None),
        ("the council.\norg/aid/list says", ["https://cil.org/aid/list"], None),
        ("https://ex.org/news/\n1 Ukraine", ["https://ex.org/news/", "https://ex.org/news/1"], None),
        ("https://ex.org/news/1\n23 more", ["https://ex.org/news/12"], None),
        ("https://ex.org/a\n\nbc", ["https://ex.org/abc"], None),
        ("https://ex.org/ab\nc, then", ["https://ex.org/abc", "https://ex.org/abcd"], "https://ex.org/abc, then"),
        ("ex.org/a\nb ex.org/a\nb", ["http://ex.org/ab/"], "ex.org/ab ex.org/ab"),
        ("www.ex.org/a\nb\ncd", ["http://www.ex.org/abcd", "http://ex.org/ab"], "www.ex.org/abcd"),
    ],
)
def test_only_the_rest_of_an_address_is_joined_to_it(text, urls, joined):
    assert join_broken_urls(text, urls) == (joined or text)


def test_letters_that_a_pdf_draws_as_one_are_letters():
    assert "the ceasefire conflict" in read_one("a.pdf", pdf(WORDS, r"the cease\256re con\257ict")).text


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("issue.docx", pdf(WORDS), Form.PDF),
        ("issue", PAGE.encode(), Form.HTML),
        ("issue.txt", bytes(mail()), Form.MAIL_HTML),
        ("issue.eml", b"Dear Friend,", Form.TEXT),
        ("issue.eml", PAGE.encode(), Form.HTML),
        ("issue.txt", mbox(mail()), Form.MAIL_HTML),
    ],
)
def test_a_file_is_what_its_content_says(name, content, form):
    assert read_one(name, content).form == form


HOSTILE = {
    "40 MB": ("issue.html", lambda: b"x" * 40_000_000, "A file of 40 MB; at most 25 MB are read."),
    "empty": ("issue.eml", lambda: b"", "An empty file."),
    "blank": ("issue.txt", lambda: b" \r\n\n", "An empty file."),
    "binary": ("issue.txt", lambda: bytes(range(256)) * 50, "A binary file that is no mail"),
    "picture": ("issue.html", lambda: b"\x89PNG\r\n\x1a\n", "A picture; a scanned issue"),
    "old Word": ("issue.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    "RTF": ("issue.rtf", lambda: b"{\\rtf1 Dear Friend}", "save it as .docx"),
    "no PDF": ("issue.pdf", lambda: b"Dear Friend", "Named .pdf, but it is none."),
    "damaged PDF": ("issue.pdf", lambda: b"%PDF-1.4 nothing", "damaged"),
    "scanned PDF": ("issue.pdf", lambda: pdf("7"), "it was scanned"),
    "PDF with a password": ("issue.pdf", lambda: pdf_files.protected("secret"), "The PDF is encrypted"),
    "Word bomb": ("a.docx", lambda: docx(**{"word/document.xml": b"0" * 17_000_000}), "unpacks to 18 MB"),
    "packed Word": ("a.docx", lambda: docx(**{"word/document.xml": b"0" * 2_000_000}), "as only a harmful one"),
    "damaged Word": ("a.docx", lambda: docx(WORDS)[:-40], "damaged"),
    "endless text": ("issue.txt", lambda: b"x" * 2_000_001, "A text of 2,000,001 characters"),
    "zip in a zip": ("a.zip", lambda: zip_of({"b.zip": zip_of({"c.html": PAGE})}), "A zip inside of another file"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(case):
    name, make, reason = HOSTILE[case]
    said = refusal(name, make())
    assert reason in said
    assert said.endswith(".")
