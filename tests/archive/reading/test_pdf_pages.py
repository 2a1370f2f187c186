"""What ends a page of a PDF and goes on in the next one is read as one; a number of the page between is none of it."""

import pytest

from archive.reading.pdf_pages import join_pages
from archive.record import make_record
from news.parser.sources import NO_SOURCES
from quality.archive_corpus.pdf import LINES_ON_PAGE, write_pdf

from .reading import read_one

HEADLINE = "Rebuilt Bakery in Gomel Opens Its Doors"
TOP = ["NCSEJ WEEKLY TOP 10", "WASHINGTON, D.C. February 9, 2018"]
BELOW = ["JTA, February 8, 2018", "https://www.jta.org/bakery", "Bread was baked on the first day."]


def fill(count):
    """So many lines that are one article."""
    head = ["Choir of Riga Sings in Tartu", "BNS, February 7, 2018", "https://www.bns.lt/choir"]
    return [*head, *[f"It sang song number {number} in the large hall." for number in range(count - len(head))]]


@pytest.mark.parametrize("is_numbered", [False, True], ids=["no numbers", "numbered"])
@pytest.mark.parametrize("author", ["Nadia Petrenko", "By Nadia Petrenko"])
def test_a_headline_and_its_author_on_the_next_page_are_one_head(author, is_numbered):
    lines = [*TOP, *fill(LINES_ON_PAGE - len(TOP) - 1), HEADLINE, " ", author, *BELOW]
    source = read_one("brief.pdf", write_pdf(lines, is_numbered=is_numbered))
    clippings = make_record(source, NO_SOURCES).issue.clippings
    assert [(each.headline, each.byline) for each in clippings] == [
        ("Choir of Riga Sings in Tartu", ""),
        (HEADLINE, "Nadia Petrenko"),
    ]
    assert clippings[0].excerpt.endswith("in the large hall.")


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["They came\n \n", "\nback to the city."], "They came\nback to the city."),
        (["They came\n \n1\n", "back to the city.\n2"], "They came\n1\nback to the city.\n2"),
        (["They came\n", "1 \n\nback to the city."], "They came\n1 \nback to the city."),
        (["They came.\n", "Then they left."], "They came.\n\nThen they left."),
        (["https://www.jta.org/a\n", "bakers opened a shop."], "https://www.jta.org/a\n\nbakers opened a shop."),
        (["Mark B. Levin\n", "Rebuilt Bakery Opens\nJTA, May 1, 2018"], None),
        (["They signed it in May\n", "Rebuilt Bakery in Gomel Opens\nJTA, May 1, 2018"], None),
        (["", ""], None),
        ([], None),
    ],
)
def test_an_empty_line_between_two_pages_goes_only_where_something_goes_on(pages, text):
    assert join_pages(pages) == ("\n".join(pages) if text is None else text)
