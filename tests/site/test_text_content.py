"""What is read without the style sheet: copied text, a screen reader, reader mode. Words do not run together."""

import calendar
import re

from bs4 import NavigableString

# Elements within a line: a word may begin in one and end in the next, unless the style sheet separates them.
INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "small", "span", "strong", "time"}
ADDRESS = re.compile(r"https?://\S+")
MONTH = f"(?:{'|'.join([*calendar.month_name[1:], *calendar.month_abbr[1:]])})"
NOT_AMERICAN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}([./])\d{{1,2}}\1\d+"
)


def joined_words(soup):
    """The words that run together where one inline element ends and the next begins."""
    for element in soup.main.find_all(INLINE):
        after = element.next_sibling
        if element.find_parent(class_="prose") or after is None:
            continue
        if not (isinstance(after, NavigableString) or after.name in INLINE):
            continue
        before, following = element.get_text(), after.get_text()
        if before[-1:].isalnum() and following[:1].isalnum():
            yield before + following


def test_no_two_words_run_together(soup):
    assert list(joined_words(soup)) == []


def test_every_date_is_written_as_americans_do(soup):
    assert [string for string in soup.body.strings if NOT_AMERICAN.search(ADDRESS.sub("", string))] == []
