"""An issue of which one clipping names somebody who is in danger; the words of that clipping stand nowhere else."""

import datetime

import pytest
from django.contrib.auth import get_user_model

from news.admin.withdrawals.acting import clippings_of, withdraw
from news.models import WeeklyUpdate
from pages.tree_lock import page_tree_transaction
from tests.factories import WeeklyUpdateFactory, clipping

FRIDAY = datetime.date(2025, 3, 7)
SECRETS = ["Zvenigorodsky", "Quillwright", "Hushgazette", "zvenigorodsky-held", "basement of the printworks"]


def make_issue():
    """Three clippings, of which the first has all the SECRETS, and is the only one on Tajikistan."""
    return WeeklyUpdateFactory(
        date=FRIDAY,
        clippings=[
            clipping(
                "Zvenigorodsky held over H.R. 4242",
                "Hushgazette",
                date="2025-03-06",
                byline="Ann Quillwright",
                url="https://example.org/zvenigorodsky-held",
                excerpt="He printed in the basement of the printworks.\n\nMr. Zvenigorodsky has a family.",
                countries=["TJ"],
            ),
            clipping("Second article", "JTA", date="2025-03-05", countries=["UA"]),
            clipping("Third article", "Example Wire", date="2025-03-05", countries=["UA"]),
        ],
    )


def found_in(update, position):
    """The clipping at a position, from 1, as the admin finds it."""
    return clippings_of(WeeklyUpdate.objects.get(pk=update.pk))[position - 1]


def take_down(update, position=1, names=(), reason="He was arrested."):
    """Withdraw a clipping of an issue, as an editor does."""
    user = get_user_model().objects.first()
    with page_tree_transaction():
        (withdrawal,) = withdraw([found_in(update, position)], user, reason, names)
    return withdrawal


@pytest.fixture
def issue(home):
    return make_issue()
