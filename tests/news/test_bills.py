"""The citation of a bill and its URL at congress.gov."""

import pytest

from news.bills import BILL_KINDS, Bill, ordinal
from news.models import StatementBill

EVERY_KIND = {
    "hr": ("H.R.", "house-bill"),
    "s": ("S.", "senate-bill"),
    "hres": ("H.Res.", "house-resolution"),
    "sres": ("S.Res.", "senate-resolution"),
    "hjres": ("H.J.Res.", "house-joint-resolution"),
    "sjres": ("S.J.Res.", "senate-joint-resolution"),
    "hconres": ("H.Con.Res.", "house-concurrent-resolution"),
    "sconres": ("S.Con.Res.", "senate-concurrent-resolution"),
}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_bill_is_cited_and_found_at_congress(kind):
    cited, url_part = EVERY_KIND[kind]
    bill = Bill(118, kind, 1911)
    assert bill.citation == f"{cited}\N{NO-BREAK SPACE}1911"
    assert bill.url == f"https://www.congress.gov/bill/118th-congress/{url_part}/1911"


def test_there_are_eight_kinds_of_bill_and_an_editor_can_choose_each():
    assert set(BILL_KINDS) == set(EVERY_KIND)
    assert {kind for kind, _ in StatementBill._meta.get_field("kind").choices} == set(EVERY_KIND)


@pytest.mark.parametrize(
    ("number", "ordinal_number"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (100, "100th"),
        (101, "101st"),
        (102, "102nd"),
        (103, "103rd"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
        (118, "118th"),
        (121, "121st"),
        (122, "122nd"),
        (123, "123rd"),
    ],
)
def test_a_congress_is_named_as_it_is_spoken(number, ordinal_number):
    assert ordinal(number) == ordinal_number
    assert Bill(number, "s", 1).congress_name == f"{ordinal_number}\N{NO-BREAK SPACE}Congress"


def test_the_same_number_in_two_congresses_is_two_bills():
    first, second = Bill(113, "hr", 1911), Bill(118, "hr", 1911)
    assert first.citation == second.citation
    assert first != second
    assert first.url != second.url


def test_a_key_of_a_bill_that_can_be_is_read():
    assert Bill.from_key("118-hr-1911") == Bill(118, "hr", 1911)
    assert Bill.from_key("1-s-99999") == Bill(1, "s", 99_999)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "hr1911",
        "118-hr-0",
        "118-hr-100000",
        "118-hr--1",
        "118-hr-01911",
        "0-hr-1",
        "201-hr-1",
        "118-xx-1",
        "118-hr-" + "9" * 5000,
        "٢-hr-1",
        "118-hr-1\n",
        "118-hr-1_0",
        "118-hr-1-1",
    ],
)
def test_a_key_of_what_can_be_no_bill_is_refused(key):
    with pytest.raises(ValueError, match="no bill"):
        Bill.from_key(key)
