"""What staff are told of the emails that were copied before an article was withdrawn."""

import pytest
from django.urls import reverse

from news.admin.withdrawals.acting import restore
from news.models import Handover, WeeklyUpdate
from pages.tree_lock import page_tree_transaction
from tests.factories import UserFactory
from tests.html import parse, text

from .conftest import take_down

pytestmark = pytest.mark.django_db


def hand_over(update, rf):
    request = rf.get("/")
    request.user = UserFactory()
    Handover.of(update, request).save()


def test_what_was_mailed_is_listed_with_what_it_had(issue, editor, rf):
    hand_over(issue, rf)
    withdrawal = take_down(issue)
    hand_over(WeeklyUpdate.objects.get(), rf)
    page = text(parse(editor.get(reverse("withdraw_done", args=[withdrawal.pk]))))
    assert page.count("has it (") == 1
    assert page.count("does not have it (") == 1
    assert "What has left the mailing service is in people’s mailboxes" in page


def emails_after(client, withdrawal):
    """What the page after the press says of the copied emails."""
    page = parse(client.get(reverse("withdraw_done", args=[withdrawal.pk])))
    facts = map(text, page.select(".withdraw__facts-list > li"))
    return [fact for fact in facts if "email copied" in fact]


@pytest.mark.parametrize(
    ("mended", "is_known"),
    [
        ({"headline": "Mended headline"}, True),
        ({"headline": "Zveni\u00adgorodsky held over H.R. 4242", "url": "", "excerpt": ""}, True),
        ({"headline": "", "url": ""}, True),
        ({"headline": "Mended headline", "excerpt": "Mended."}, True),
        ({"headline": "Mended headline", "url": "", "excerpt": "Mended."}, False),
        ({"headline": "", "url": "", "excerpt": ""}, False),
    ],
)
def test_an_email_has_it_by_its_headline_address_or_first_paragraph_and_else_we_cannot_tell(
    issue, editor, rf, mended, is_known
):
    hand_over(issue, rf)
    issue.clippings[0].value.update(mended)
    WeeklyUpdate.objects.filter(pk=issue.pk).update(clippings=issue.clippings.get_prep_value())
    (email,) = emails_after(editor, take_down(issue))
    assert ("has it (" in email, "We cannot tell" in email) == (is_known, not is_known)


def test_an_email_that_is_copied_while_it_is_withdrawn_does_not_have_it_and_a_later_one_does(issue, editor, rf):
    withdrawal = take_down(issue)
    hand_over(WeeklyUpdate.objects.get(), rf)
    assert "does not have it (" in emails_after(editor, withdrawal)[0]
    with page_tree_transaction():
        restore(withdrawal, UserFactory(is_superuser=True))
    hand_over(WeeklyUpdate.objects.get(), rf)
    assert "has it (" in emails_after(editor, withdrawal)[0]


def test_an_email_has_a_withheld_name_however_it_is_written(issue, editor, rf):
    hand_over(issue, rf)
    (email,) = emails_after(editor, take_down(issue, names=["Mr Zvenigorodsky"]))
    assert "has it (" in email
