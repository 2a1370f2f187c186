"""JSON-LD: dates, empty values, and what could end a script element."""

import json

import pytest

from pages.sharing.structured_data import alternate_names, iso_month, json_ld, postal_address
from tests.schema_org import faults


@pytest.mark.parametrize(
    ("printed", "month"),
    [
        ("June 1971", "1971-06"),
        (" December 1971 ", "1971-12"),
        ("1971", "1971"),
        ("the summer of 1971", ""),
        ("Juin 1971", ""),
        ("", ""),
    ],
)
def test_the_founding_date_is_a_month_or_year_where_it_is_printed_as_one(printed, month):
    assert iso_month(printed) == month


def test_alternate_names_have_no_duplicates_and_not_the_current_name():
    eras = [("Conference", "C"), ("Council", ""), ("Coalition", "NC")]
    assert alternate_names("Coalition", "NC", eras) == ["NC", "Conference", "C", "Council"]


def test_the_city_is_not_part_of_the_street_address():
    assert (
        postal_address(["1 Example Street", "Washington, D.C."], "Washington, D.C.")["streetAddress"]
        == "1 Example Street"
    )
    assert postal_address(["Washington, D.C."], "Washington, D.C.")["streetAddress"] == ""


def test_empty_properties_are_dropped():
    (node,) = json.loads(
        json_ld([{"@type": "NGO", "name": "N", "taxID": "", "sameAs": [], "address": {}, "logo": None}])
    )["@graph"]
    assert node == {"@type": "NGO", "name": "N"}


def test_no_headline_can_end_the_script_element():
    hostile = "</script><!--<script>&lt;"
    written = json_ld([{"@type": "NGO", "name": hostile}])
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"][0]["name"] == hostile


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Company"},
        {"@type": "NGO", "numberOfPages": 3},
        {"@type": "Report", "datePublished": "yesterday"},
        {"@type": "NGO", "url": "/about/"},
        {"@type": "Article", "publisher": {"@type": "WebSite"}},
        {"@type": "Article", "publisher": {"@id": "#nobody"}},
        {
            "@type": "Article",
            "citation": [{"@type": "Article", "headline": "One"}, {"@type": "Article", "title": "Two"}],
        },
        {"@type": "ListItem", "position": None},
    ],
)
def test_the_validator_finds_a_fault(node):
    assert faults({"@graph": [node]})


def test_the_validator_accepts_a_valid_graph():
    organization = {"@type": "NGO", "@id": "#n", "name": "N", "foundingDate": "1971-06", "url": "https://example.org/"}
    article = {
        "@type": "Article",
        "publisher": {"@id": "#n"},
        "datePublished": "2025-02-14",
        "dateModified": "2025-02-14T09:00:00-05:00",
    }
    assert faults({"@graph": [organization, article]}) == []
