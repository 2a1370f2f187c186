"""Names that stand in many articles, headlines that stand twice, and long lists: nothing is cut without saying so."""

import datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from news.models import Handover, Withdrawal
from tests.factories import WeeklyUpdateFactory, clipping
from tests.html import parse, text

from .conftest import FRIDAY, found_in, take_down

pytestmark = pytest.mark.django_db
REQUEST_LINE = 4094  # bytes that gunicorn reads


def confirm_url(*found, **values):
    return f"{reverse('withdraw_confirm')}?{urlencode({'clipping': [each.token for each in found]} | values, True)}"


def test_all_that_can_be_ticked_fits_in_a_request_line_and_an_editor_is_told_that_there_are_more(home, editor):
    headlines = [f"Zvenigorodsky{chr(0x301) * number} held" for number in range(90)]
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping(headline, "Wire") for headline in headlines])
    page = parse(editor.get(f"{reverse('withdraw')}?q=Zvenigorodsky"))
    boxes = [(box["name"], box["value"]) for box in page.select(".withdraw input[type=checkbox]")]
    assert len([name for name, _ in boxes if name == "clipping"]) == 80
    pk = str(update.pk)  # a page's number may have nine digits
    query = urlencode([(name, value.replace(f"{pk}:", "123456789:")) for name, value in boxes] + [("what", "names")])
    assert len(f"GET {reverse('withdraw_confirm')}?{query} HTTP/1.1") < REQUEST_LINE
    assert "There are more. These are the newest" in text(page)
    assert "rarer: write those on the next page" in text(page)
    page = text(parse(editor.get(f"{reverse('withdraw')}?page={update.pk}")))
    assert "There are more. These are the first" in page


def test_an_editor_is_told_of_what_was_ticked_beyond_what_one_press_takes(issue, editor):
    found = found_in(issue, 1)
    page = text(parse(editor.get(confirm_url(*[found] * 83))))
    assert "3 more were ticked, too many for one press" in " ".join(page.split())


def test_an_editor_sees_each_article_that_goes_where_one_headline_stands_twice(home, editor, administrator, visitor):
    twice = [clipping("Held", "Wire"), clipping("Other", "JTA"), clipping("Held", "Gazette", excerpt="Ann was there.")]
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=twice)
    last = found_in(update, 3)
    page = parse(editor.get(confirm_url(last)))
    assert [text(item) for item in page.select(".withdraw__item strong")] == [
        "Held", "has the same headline, and goes along", "Held",
    ]  # fmt: skip
    editor.post(confirm_url(last), {"what": "names", "names": "Ann", "reason": ""})
    assert Withdrawal.objects.count() == 2
    editor.post(confirm_url(last), {"what": "whole", "names": "", "reason": ""})
    address = f"{update.url.rstrip('/')}.txt"
    assert visitor.get(address).text.count("An article was withdrawn.") == 2
    assert [visitor.get(f"/clippings/{found_in(update, place).key}/").status_code for place in (1, 2, 3)] == [
        410, 200, 410,
    ]  # fmt: skip
    administrator.post(reverse("withdraw_restore", args=[Withdrawal.objects.first().pk]))
    assert "An article was withdrawn." not in visitor.get(address).text


def test_who_withholds_a_name_is_told_before_the_press_where_the_name_was_mailed(issue, editor, rf):
    issue.search_description = "Of Zvenigorodsky, in one sentence."
    issue.save_revision().publish()
    request = rf.get("/")
    request.user = get_user_model().objects.first()
    Handover.of(issue, request).save()
    address = confirm_url(found_in(issue, 1), what="names", name="Zvenigorodsky")
    assert "Its own summary has these words as well" in " ".join(text(parse(editor.get(address))).split())
    response = editor.post(address, {"what": "names", "names": "Zwenigorodski", "reason": ""})
    page = " ".join(text(parse(response)).split())
    assert "has none of these names" in page
    assert "We cannot tell whether the email" in page
    assert "Its own summary" not in page


def test_an_editor_is_told_how_many_withdrawals_are_not_listed(issue, editor):
    one = take_down(issue)
    now = timezone.now()
    Withdrawal.objects.bulk_create(
        Withdrawal(page=issue, key=one.key, headline=f"{n}", at=now + datetime.timedelta(seconds=n)) for n in range(51)
    )
    page = parse(editor.get(reverse("withdraw")))
    assert len(page.select("a[aria-label^='What was mailed of']")) == 50
    assert "…and 2 before those" in text(page)
