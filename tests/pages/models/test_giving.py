"""Giving and leaving: what the Donate and Sign up pages say is in the settings, and nothing else."""

import pytest

from tests.factories import ContactFactory, DonateFactory, SignUpFactory
from tests.html import headings, parse, text
from tests.whole_site import organization

PAYEE = {"payee": "The legal name, Inc.", "ein": "13-2700517"}


@pytest.fixture
def read(home, visitor):
    """The main part of the Donate page with these settings."""
    page = DonateFactory()

    def read(**settings):
        organization(**settings)
        return parse(visitor.get(page.url)).main

    return read


def facts(main):
    return {text(row.dt): text(row.dd) for row in main.select(".payee div")}


def test_a_donor_reads_of_no_way_to_give_that_the_settings_do_not_know(read):
    main = read(ein="13-2700517", telephone="202-898-2500")
    assert headings(main, 2) == []
    assert main.select(".set-apart") == []
    assert "will continue" not in text(main)


@pytest.mark.parametrize("field", ["giving_address", "check_text"])
def test_a_check_is_payable_to_the_organization_by_its_name_where_no_payee_is_set(read, field):
    name = "National Coalition Supporting Eurasian Jewry"
    assert facts(read(**{field: "1 Example Street"}))["Payable to"] == name


def test_a_donor_with_a_check_reads_payee_postal_address_and_tax_id(read):
    main = read(**PAYEE, giving_address="1 Example Street\nWashington, DC 20001", check_text="Add your address.")
    assert facts(main) == {
        "Payable to": "The legal name, Inc.",
        "Mail to": "1 Example Street Washington, DC 20001",
        "Tax id (EIN)": "13-2700517",
    }
    assert "Add your address." in text(main)
    assert "For the postal address" not in text(main)


def test_a_donor_is_asked_to_call_or_write_where_no_postal_address_is_known(read):
    assert "For the postal address" not in text(read(**PAYEE))
    ContactFactory()
    main = read(**PAYEE, telephone="202-898-2500")
    assert "For the postal address, please call 202-898-2500 or write to us" in text(main)
    assert main.find("a", string="write to us")["href"] == "/contact/"
    assert "Mail to" not in facts(main)


def test_a_donor_reads_the_words_for_a_fund_for_stock_and_for_a_will(read):
    main = read(**PAYEE, stock_text="Call us first.", bequest_text="Thank you.", bequest_wording="I give …")
    assert headings(main, 2) == [
        "By check",
        "Through a donor-advised fund",
        "Stock and other securities",
        "In a will or a trust",
    ]
    assert "Recommend a grant to The legal name, Inc., EIN 13-2700517" in text(main)
    assert text(main.blockquote) == "I give …"


@pytest.mark.parametrize("field", ["check_text", "fund_text", "stock_text", "bequest_text", "bequest_wording"])
def test_no_line_breaks_within_the_tax_id_of_a_text_and_it_is_copied_as_it_is(read, field):
    main = read(**{field: "I give to it (EIN 13-2700517), of 12-13 Street,\nthe sum of [amount]."})
    assert [text(span) for span in main.select(".set-apart p .ein")] == ["13-2700517"]
    assert "(EIN 13-2700517), of 12-13 Street" in main.get_text()


def test_what_the_settings_say_is_text_and_no_markup(read):
    main = read(payee="<b>Eve</b>", stock_text="<script>alert(1)</script>", donate_processor="<i>x</i>")
    assert main.select("dd b, script, .leaving i") == []


@pytest.mark.parametrize(
    ("page", "fields"),
    [(DonateFactory, ("donate_url", "donate_processor")), (SignUpFactory, ("sign_up_url", "sign_up_processor"))],
)
def test_a_visitor_reads_whose_website_a_button_leads_to_before_leaving(home, visitor, page, fields):
    url = page().url
    organization(**{fields[0]: "https://www.give.example/ncsej?a=b"})
    for processor, named in (("", "give.example"), ("A processor", "A processor (give.example)")):
        organization(**{fields[1]: processor})
        leaving = text(parse(visitor.get(url)).select_one(".leaving"))
        assert leaving.startswith(f"You will continue on {named}, another website")
