"""A telephone number becomes a link only where it can be dialed, and with its extension."""

import pytest

from pages.rich_text.telephones import link_telephones, telephone_url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("202-898-2500", "tel:+12028982500"),
        ("(202) 898-2500", "tel:+12028982500"),
        ("1-202-898-2500", "tel:+12028982500"),
        ("+1 202.898.2500", "tel:+12028982500"),
        ("202/898-2500", "tel:+12028982500"),
        ("(202) 898-2500 ext. 12", "tel:+12028982500;ext=12"),
        ("202-898-2500, extension 12", "tel:+12028982500;ext=12"),
        ("202-898-2500 x12", "tel:+12028982500;ext=12"),
        ("202-898-2500 (ext 12)", "tel:+12028982500;ext=12"),
        ("+380 44 123 45 67", "tel:+380441234567"),
    ],
)
def test_one_number_can_be_dialed_as_it_is_written(written, url):
    assert telephone_url(written) == url


@pytest.mark.parametrize(
    "written",
    [
        "",
        "202-898-2500 or 1-800-555-0100",
        "202-898-2500, 202-898-2501",
        "202-898-2500 / 202-898-2501",
        "1-800-ASK-NCSEJ",
        "898-2500",
        "20 7946 0018 99",
        "+1",
        "call us",
        "102-898-2500",
    ],
)
def test_what_is_not_one_number_cannot_be_dialed(written):
    assert telephone_url(written) == ""


def test_the_numbers_in_a_text_become_links():
    html = '<p>Call 202-898-2500, or (202) 898-2500 ext. 12.</p><p>Or <a href="/x/">202-898-2500</a>.</p>'
    assert link_telephones(html) == (
        '<p>Call <a href="tel:+12028982500">202-898-2500</a>, or <a href="tel:+12028982500;ext=12">(202) 898-2500 ext.'
        ' 12</a>.</p><p>Or <a href="/x/">202-898-2500</a>.</p>'
    )


@pytest.mark.parametrize(
    "html",
    ["EIN 13-2700517", "2025-12-01", "https://example.org/202-898-2500", '<b title="202-898-2500">x</b>', "1964-1971"],
)
def test_other_numbers_stay_as_they_are(html):
    assert link_telephones(html) == html
