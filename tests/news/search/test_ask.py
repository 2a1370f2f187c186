"""`manage.py ask` prints all that the page of the search shows."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from news.models import TrackedBill
from tests.factories import DonateFactory, stream
from tests.whole_site import organization


def ask(query):
    out = StringIO()
    call_command("ask", query, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_page_that_staff_put_first_comes_first(home):
    organization(
        promoted_pages=stream(("promotion", {"words": "gift", "page": DonateFactory().pk, "text": "Ways to give."}))
    )
    first = ask("how do I make a gift?")[0]
    assert (first["url"], first["excerpt"]) == ("/donate/", "Ways to give.")


def test_a_bill_stands_above_the_results(home):
    TrackedBill.objects.create(congress=118, kind="hr", number=1911, title="A bill on restitution")
    first = ask("HR1911")[0]
    assert (first["kind"], first["url"], first["excerpt"]) == ("bill", "/bills/118/hr/1911/", "A bill on restitution")


def test_nothing_that_is_asked_is_an_error(home):
    with pytest.raises(CommandError, match="Ask for something"):
        ask(" ")
