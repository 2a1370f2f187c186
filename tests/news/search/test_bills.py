"""A search for a bill shows its page, by its number or its title."""

from datetime import date

import pytest
from wagtail.models import Page, PageViewRestriction

from news.models import TrackedBill, UnansweredSearch
from tests.factories import StatementFactory
from tests.html import parse, text

pytestmark = pytest.mark.django_db


def main(visitor, **parameters):
    return parse(visitor.get("/search/", parameters)).main


@pytest.mark.parametrize("typed", ["H.R. 9998", "hr9998", "status of HR 9998 (119th Congress)"])
def test_a_bill_that_staff_keep_is_shown_with_its_status(visitor, typed):
    TrackedBill.objects.create(
        congress=119, kind="hr", number=9998, title="Made-up Act", status="Introduced", status_on=date(2026, 3, 2)
    )
    page = main(visitor, q=typed)
    link = page.select_one(".promotion a")
    assert (text(link), link["href"]) == ("H.R. 9998, 119th Congress", "/bills/119/hr/9998/")
    assert "Made-up Act: Introduced, as of March 2, 2026" in text(page)
    assert "Nothing was found" not in text(page)


@pytest.mark.parametrize("typed", ["Made-up Act", "the Made-up Act of Congress", "bill 9998", "House bill 9998"])
def test_a_bill_that_nothing_names_is_found_by_its_title_and_is_an_answer(visitor, typed):
    TrackedBill.objects.create(congress=119, kind="hr", number=9998, title="Made-up Act")
    TrackedBill.objects.create(congress=119, kind="hr", number=77, title="Act of another kind")
    page = main(visitor, q=typed)
    assert [link["href"] for link in page.select(".promotion a")] == ["/bills/119/hr/9998/"]
    assert "Nothing was found" not in text(page)
    assert not UnansweredSearch.objects.exists()


def test_a_bill_without_a_page_is_not_shown(visitor):
    StatementFactory(title="A private statement on H.R. 9998")
    PageViewRestriction.objects.create(page=Page.objects.get(title__endswith="9998"), restriction_type="login")
    assert main(visitor, q="H.R. 9998").select(".promotion") == []
