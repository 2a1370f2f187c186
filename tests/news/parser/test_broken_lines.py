"""What mail programs do to a letter's lines: addresses behind words, names and titles broken anywhere, letters lost."""

import pytest

from news.parser import parse_clippings
from news.parser.boilerplate import is_caption
from news.parser.doubts import Doubt
from news.parser.html_lines import html_to_lines, looks_like_html
from news.parser.whole_issue import IssueDoubt, read_issue
from news.parser.whole_issue.senders import is_sender_line, read_senders
from tests.news.parser.test_whole_issue import ARTICLE, FOOT, LETTER, SIGNATURE, issue


def test_an_address_behind_a_word_is_its_link():
    found = read_issue(issue(letter="We met the board <https://example.org/board> and others<mailto:a@example.org>."))
    assert found.letter == "We met the board and others."
    assert found.letter_links == (("board", "https://example.org/board"),)
    assert {"<https://example.org/board> <mailto:a@example.org>"} <= {each.line.text for each in found.boilerplate}


def test_an_address_may_be_broken_off_the_word_that_it_links():
    found = read_issue(issue(letter="We met the board\n<https://example.org/board>, and we were glad."))
    assert found.letter.replace("\n\n", " ") == "We met the board, and we were glad."
    assert found.letter_links == (("board", "https://example.org/board"),)


def test_a_headline_may_have_its_address_behind_it():
    text = "Envoys Meet in Kyiv <https://www.jta.org/1>\nJTA, January 14, 2016\n\nText of it."
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline, clipping.url) == ("Envoys Meet in Kyiv", "https://www.jta.org/1")


@pytest.mark.parametrize(
    "lines",
    [
        ["Daniel Rubin, Chairman; Mark B.", "Levin, Executive Vice-Chairman & CEO"],
        ["Daniel Rubin, Chairman Mark B.", "Levin, Executive Vice-Chairman & CEO"],
        ["Daniel Rubin, Chairman; Mark B. Levin, Executive", "Vice-Chairman & CEO"],
    ],
)
def test_a_line_may_break_a_name_or_a_title(lines):
    assert [(each.name, each.title) for each in read_senders(lines)] == [
        *(("Daniel Rubin", "Chairman"), ("Mark B. Levin", "Executive Vice-Chairman & CEO"))
    ]


@pytest.mark.parametrize("name", ["Yuri\nOnegov", "Boris\nLindqvist and Carla Brown"])
def test_a_byline_behind_a_headline_may_be_broken(name):
    clipping = parse_clippings(ARTICLE.replace("\nBy An Author", f"  By {name}")).clippings[0]
    assert (clipping.headline, clipping.byline) == ("Envoys Meet in Kyiv", name.replace("\n", " "))


@pytest.mark.parametrize("name", ["?ucja Przyk?adowa", "\ufffducja Przyk\ufffdadowa"])
def test_an_author_may_have_lost_letters(name):
    assert parse_clippings(ARTICLE.replace("An Author", name)).clippings[0].byline == name
    assert parse_clippings(ARTICLE.replace("\nBy An Author", f"  By {name}")).clippings[0].byline == name


@pytest.mark.parametrize("text", ["Left to right: Two guests", "Pictured from left to right: Two guests", "L-R: Two"])
def test_who_stands_left_and_right_is_a_caption(text):
    assert is_caption(text)


def test_a_broken_line_of_the_foot_is_no_unplaced_line():
    foot = (
        "About NCSEJ\nThe National Coalition Supporting Eurasian Jewry works for the safety\nof Jews in fifteen states."
    )
    assert read_issue(issue(foot=foot)).unplaced == ()


@pytest.mark.parametrize("between", ["   ", "\t", "By ", " By "])
def test_an_author_may_be_fused_with_the_headline(between):
    clipping = parse_clippings(ARTICLE.replace("\nBy An Author", f"{between}Nadia Vit")).clippings[0]
    assert (clipping.headline, clipping.byline) == ("Envoys Meet in Kyiv", "Nadia Vit")
    assert Doubt.GUESSED_BYLINE.message in clipping.doubts


def test_a_headline_may_speak_of_what_is_done_by_somebody():
    text = "Plan Condemned By Russian Leaders\nJTA, January 14, 2016\n\nRussian leaders said so."
    assert parse_clippings(text).clippings[0].headline == "Plan Condemned By Russian Leaders"


def test_the_lines_of_a_pdf_become_paragraphs_again():
    lines = [
        "The choir sang six songs, of which four had not been heard since the year 1937. The",
        "Kharkiv jury was unani-",
        "mous about all of them, and in the end everybody who had come to",
        "the hall sang along.",
        "The prize is a journey to Vienna.",
    ]
    excerpt = parse_clippings(ARTICLE.replace("Text of it.", "\n".join(lines))).clippings[0].excerpt
    assert excerpt == f"{' '.join(lines[:4])}\n\n{lines[4]}"


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ('<div style="display:none;max-height:0"><div>Hidden</div></div><p>Seen</p>', ["Seen"]),
        ("<span class=a style='font-size:0; DISPLAY : none !important'>Hidden</span>Seen", ["Seen"]),
        ('<div style="display:none">Not closed<p>Seen</p>', ["Not closed", "Seen"]),
        ('<div style="display:block">Seen</div><p>And seen</p>', ["Seen", "And seen"]),
    ],
)
def test_what_a_mail_hides_by_its_style_is_not_read(page, seen):
    assert [line.text for line in html_to_lines(page) if line.text] == seen


def test_a_letter_without_signature_ends_above_the_foot():
    found = read_issue(issue(signature="", articles="", foot=f"{FOOT}\n1120 20th Street NW, Suite 300N"))
    assert (found.letter, found.unplaced) == (LETTER, ())
    appeal = "Please consider making a gift to our work before the end of the year."
    assert read_issue(issue(letter=appeal, signature="", articles="", foot="")).letter == appeal


HEAD = "What Remains of a Sample Town in the North? One Newspaper By A. J. Primer The New York Times, May 5, 2018 URL"


@pytest.mark.parametrize("last_word", ["New", "5,", "2018", "Primer"])
@pytest.mark.parametrize("above", ["", "What a Visitor in the Year of a Sample Anniversary Sees\nAnd "])
def test_a_head_that_a_pdf_ran_together_may_be_broken_anywhere(last_word, above):
    head = (above + HEAD).replace(f"{last_word} ", f"{last_word}\n", 1).replace("URL", "https://www.nytimes.com/1")
    found = parse_clippings(f"{ARTICLE.replace('https://www.jta.org/1', '')}\n{head}\nA town of nine streets.")
    assert [each.excerpt for each in found.clippings] == ["Text of it.", "A town of nine streets."]
    last = found.clippings[-1]
    assert last.headline == f"{above.replace(chr(10), ' ')}What Remains of a Sample Town in the North? One Newspaper"
    assert (last.byline, last.source, last.url) == ("A. J. Primer", "The New York Times", "https://www.nytimes.com/1")


def test_a_source_line_may_have_the_address_behind_it():
    text = "A Sample Town Has One Newspaper and No Radio\nNorth Gazette, May 5, 2018 https://example.org/1\nText of it."
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline[-13:], clipping.source) == (" and No Radio", "North Gazette")
    assert (clipping.url, clipping.excerpt) == ("https://example.org/1", "Text of it.")


def test_a_cry_below_the_senders_is_no_sender():
    assert not is_sender_line("FOR IMMEDIATE RELEASE")
    assert is_sender_line("MARK B. LEVIN, CEO")


def test_the_end_of_a_headline_is_no_author():
    text = "Israel, Ukraine Conclude\nTalks, Minister Says\nJTA, January 14, 2016\nText of it."
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline, clipping.byline) == ("Israel, Ukraine Conclude Talks, Minister Says", "")


def test_two_may_sign_with_empty_lines_between_them():
    signature = f"Best regards,\n\nDaniel Rubin\nChairman\n\n\n{SIGNATURE}"
    assert read_issue(issue(signature=signature)).signature == signature.replace("\n\n\n", "\n").replace("\n\n", "\n")


def test_where_each_line_is_a_paragraph_what_stands_nearer_is_one_headline():
    page = "<p>Mark B. Levin</p><p>&nbsp;</p><p>Mountain Jews Open</p><p>Museum in Quba</p><p>JTA, January 14, 2016</p>"
    assert parse_clippings(page).clippings[0].headline == "Mountain Jews Open Museum in Quba"


@pytest.mark.parametrize(
    ("letter", "doubt"),
    [
        ("The NCESJ board met in Washington.", IssueDoubt.MISSPELT_NAME),
        ("The N CSEJ board met in Washington.", IssueDoubt.MISSPELT_NAME),
        ("Read our statement (at\n\nWe will write again.", IssueDoubt.LOST_ADDRESS),
        ("The board\ufffds meeting was in Washington.", IssueDoubt.LOST_LETTER),
        ("We spoke of anti- Semitism in Washington.", IssueDoubt.HYPHEN),
        ("The NCSEJ and NCSJ boards met, and UNESCO was a guest.", None),
        ("We met at noon, and we will meet here.", None),
    ],
)
def test_what_is_doubtful_in_a_letter_is_told_and_not_altered(letter, doubt):
    found = read_issue(issue(letter=letter))
    assert found.letter == letter
    assert found.doubts == ((doubt,) if doubt else ())


@pytest.mark.parametrize(
    ("date", "day", "doubt"),
    [
        ("Deceber 31, 2015", "2015-12-31", IssueDoubt.MISSPELT_DATE),
        ("January, 9 2021", "2021-01-09", IssueDoubt.ODD_DATE),
    ],
)
def test_a_date_that_is_written_oddly_is_understood_and_told(date, day, doubt):
    found = read_issue(issue(masthead=f"Weekly News Update\nWASHINGTON, D.C. {date}", signature="Mark B. Levin\nCEO"))
    assert found.date.isoformat() == day
    assert found.doubts == (doubt,)
    clipping = parse_clippings(ARTICLE.replace("January 14, 2016", date)).clippings[0]
    assert clipping.date.isoformat() == day
    assert len(clipping.doubts) == 1


def test_a_slip_is_told_in_the_words_that_stand_there():
    letter = "The N CSEJ board spoke of co- operation.\n\nRead our statement (at\n\nThe NCESJ board met again."
    found = read_issue(issue(masthead="Weekly News Update\nWASHINGTON, D.C. January, 8 2016", letter=letter))
    assert [*found.reasons] == [
        "A date is written with its comma in another place: “January, 8 2016”.",
        "The head and the signature have different dates.",
        "The organization’s name may be misspelt in the letter: “N CSEJ”, “NCESJ”.",
        "A sentence of the letter ends where an address was lost: “at”.",
        "A hyphen may be left from the end of a line: “co- operation”.",
    ]


@pytest.mark.parametrize(
    "numbers", [("1", "2"), ("- 1 -", "- 2 -"), ("Page 1 of 2", "Page 2 of 2"), ("2", "3"), ("", "1")]
)
def test_the_numbers_of_pages_are_no_text(numbers):
    text = f"{ARTICLE}\n{numbers[0]}\nMore of the text of it.\n{numbers[1]}".replace("https://www.jta.org/1\n", "")
    found = parse_clippings(text)
    assert found.clippings[0].excerpt == "Text of it.\n\nMore of the text of it."
    left_out = " ".join(line.text for line in found.boilerplate)
    assert all(number in left_out for number in numbers)


@pytest.mark.parametrize("numbers", [("3", "5"), ("7", ""), ("1", "")])
def test_other_numbers_are_text(numbers):
    first, second = numbers
    text = f"{ARTICLE}\n{first}\nMore of the text of it.\n{second}".replace("https://www.jta.org/1\n", "")
    excerpt = parse_clippings(text).clippings[0].excerpt
    assert excerpt.split("\n\n") == ["Text of it.", first, "More of the text of it.", *filter(None, [second])]


@pytest.mark.parametrize("mark", ["<b>bold</b>", "<br>", "<i>new</i> <script>x()</script>", "</p>", "<a href=x>y</a>"])
def test_a_plain_text_in_which_a_tag_stands_keeps_its_lines(mark):
    meant, found = read_issue(issue()), read_issue(issue(letter=f"This week we met.\n\nThey wrote {mark} to us."))
    assert (found.to, found.senders, found.signature) == (meant.to, meant.senders, meant.signature)
    assert [each.headline for each in found.clippings] == [each.headline for each in meant.clippings]
    assert mark in found.letter


@pytest.mark.parametrize(
    "page",
    [
        "<p>One of <b>two</b></p><p>Two</p>",
        "One <b>of</b> two",
        "<p>" + "A long line of a paragraph.\n" * 12 + "</p><p>" + "Another one, as long.\n" * 12 + "</p>",
        "<style>" + "p { margin: 0 }\n" * 200 + "</style><p>One</p><p>Two</p>",
        "<html>\n" + "One <b>line</b> on\n" * 50 + "</html>",
    ],
)
def test_a_page_and_a_fragment_of_one_are_no_plain_text(page):
    assert looks_like_html(page)
