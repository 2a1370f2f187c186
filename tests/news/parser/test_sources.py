"""The table of sources that staff keep, in the parser: one name for each spelling and host."""

import pytest

from news.parser import Sources, parse_clippings

SOURCES = Sources.from_rows(
    [("RFE/RL", ["Radio Free Europe/Radio Liberty"], ["rferl.org", "azattyq.org"]), ("JTA", ["Telegraph of J."], [])]
)
ARTICLE = "Example clinic opens in Odesa\n{}, November 20, 2026\nA paragraph about it.\nhttps://example.org/clinic"


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Radio Free Europe/Radio Liberty", "RFE/RL"),
        ("RFE/RL", "RFE/RL"),
        ("rferl.org", "RFE/RL"),
        ("RFE/RL/Telegraph of J.", "RFE/RL/Telegraph of J."),
        ("Telegraph of J./jta", "JTA/JTA"),
        ("Sample Gazette", "Sample Gazette"),
        ("Sample Gazette/JTA", "Sample Gazette/JTA"),
    ],
)
def test_a_spelling_becomes_the_name_that_staff_use(printed, named):
    (clipping,) = parse_clippings(ARTICLE.format(printed), sources=SOURCES).clippings
    assert clipping.source == named


def test_a_link_alone_has_the_name_of_its_host_without_a_doubt():
    links = "https://rus.azattyq.org/a/1\n\nhttps://example.org/a/2"
    known, unknown = parse_clippings(links, sources=SOURCES).clippings
    assert (known.source, unknown.source) == ("RFE/RL", "example.org")
    doubt = "The source was taken from the address."
    assert doubt in unknown.doubts
    assert doubt not in known.doubts


def test_a_name_in_the_table_is_a_source_without_a_date_too():
    text = "A clinic of sorts opens there\nTelegraph of J.\nA paragraph about it.\nhttps://example.org/1"
    assert [each.source for each in parse_clippings(text, sources=SOURCES).clippings] == ["JTA"]
    assert [each.source for each in parse_clippings(text).clippings] == ["example.org"]
